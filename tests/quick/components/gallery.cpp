// Shows the gallery of controls, or writes a picture of it: tst_components_gallery [--dark] [--font Inter]
// [--out file.png]
#include <QCommandLineParser>
#include <QFont>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QQuickView>
#include <QTemporaryDir>
#include <QTimer>

#include <QSettings>
#include <QtQml/qqmlextensionplugin.h>

Q_IMPORT_QML_PLUGIN(Sojourn_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Sojourn_ComponentsPlugin)

int main(int argc, char** argv)
{
    const QGuiApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption dark(QStringLiteral("dark"), QStringLiteral("Show the dark appearance."));
    const QCommandLineOption out(QStringLiteral("out"), QStringLiteral("Write a picture and end."),
                                 QStringLiteral("file"));
    const QCommandLineOption font(QStringLiteral("font"), QStringLiteral("Use another interface font."),
                                  QStringLiteral("family"));
    parser.addOptions({dark, out, font});
    parser.addHelpOption();
    parser.process(app);
    if (parser.isSet(font)) QGuiApplication::setFont(QFont(parser.value(font)));

    // The user's own settings stay as they are.
    const QTemporaryDir settingsFolder;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settingsFolder.path());
    QGuiApplication::setOrganizationName(QStringLiteral("Sojourn"));
    QSettings().setValue(QStringLiteral("appearance/mode"),
                         parser.isSet(dark) ? QStringLiteral("dark") : QStringLiteral("light"));

    QQuickView view;
    view.engine()->addImportPath(QStringLiteral("qrc:/qt/qml"));
    view.setSource(QUrl(QStringLiteral("qrc:/gallery/Gallery.qml")));
    if (view.status() != QQuickView::Ready) return 1;
    view.show();
    if (parser.isSet(out)) {
        view.requestActivate();
        QTimer::singleShot(1200, &view,
                           [&] { QGuiApplication::exit(view.grabWindow().save(parser.value(out)) ? 0 : 1); });
    }
    return QGuiApplication::exec();
}
