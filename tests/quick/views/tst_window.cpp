#include "harness.h"

#include <QGuiApplication>
#include <QQmlEngine>
#include <QSettings>
#include <QTemporaryDir>
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuickTest/quicktest.h>

Q_IMPORT_QML_PLUGIN(Sojourn_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Sojourn_ViewModelsPlugin)
Q_IMPORT_QML_PLUGIN(Sojourn_ScenePlugin)
Q_IMPORT_QML_PLUGIN(Sojourn_ComponentsPlugin)
Q_IMPORT_QML_PLUGIN(Sojourn_ViewsPlugin)
Q_IMPORT_QML_PLUGIN(Sojourn_DialogsPlugin)
Q_IMPORT_QML_PLUGIN(SojournPlugin)

// Runs the tst_*.qml beside this file.
class Setup : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void applicationAvailable()
    {
        // The user's own settings stay as they are.
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settingsFolder.path());
        QGuiApplication::setOrganizationName(QStringLiteral("sojourn"));
        QGuiApplication::setApplicationName(QStringLiteral("Sojourn"));
        qmlRegisterType<sojourn::Harness>("Sojourn.Harness", 1, 0, "Harness");
    }

    void qmlEngineAvailable(QQmlEngine* engine) { engine->addImportPath(QStringLiteral("qrc:/qt/qml")); }

private:
    QTemporaryDir m_settingsFolder;
};

QUICK_TEST_MAIN_WITH_SETUP(views, Setup)

#include "tst_window.moc"
