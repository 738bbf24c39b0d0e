// Where an export is to go.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// Suggests a name for an export, and says whether the chosen one stands for a file already. Qt's own file
/// dialog, which is used where the desktop has none, replaces files without asking.
class ExportTarget : public QObject
{
    Q_OBJECT
    QML_ELEMENT

public:
    using QObject::QObject;

    /// "asyncq.json" in that folder: the scenario's name with the ending of the first filter, and a number
    /// before it where there is such a file already.
    Q_INVOKABLE QUrl suggested(const QUrl& folder, const QString& scenarioName,
                               const QStringList& filters) const;
    Q_INVOKABLE bool exists(const QUrl& file) const;
    Q_INVOKABLE QString nameOf(const QUrl& file) const;
};

} // namespace sojourn
