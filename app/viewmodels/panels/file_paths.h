// Paths as somebody types them, for choosing a file.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// What a file is called that was opened: by its name, but for a pipe, whose name is a number.
QString openedName(const QString& path);

/// What QML has no words for: what a typed path means, what is there, and which name to suggest.
class FilePaths : public QObject
{
    Q_OBJECT
    QML_ELEMENT

public:
    using QObject::QObject;

    /// Where choosing begins: the folder that the program was started in, or the user's own where that says
    /// nothing (a desktop starts programs in /).
    Q_INVOKABLE QUrl start() const;
    /// The same for what is written of an opened file: the folder that the file lies in. What is none, as a
    /// pipe, lies nowhere.
    Q_INVOKABLE QUrl startBeside(const QUrl& file) const;
    /// What a typed path means in that folder: relative, absolute, from the user's own folder (~) or a
    /// file: URL. The folder itself when nothing was typed.
    Q_INVOKABLE QUrl urlOf(const QString& typed, const QUrl& folder) const;
    /// As a user reads it; of a folder with the separator behind it.
    Q_INVOKABLE QString pathOf(const QUrl& file) const;
    Q_INVOKABLE QString nameOf(const QUrl& file) const;
    /// The folder that it lies in; of the root the root.
    Q_INVOKABLE QUrl folderOf(const QUrl& file) const;
    Q_INVOKABLE bool exists(const QUrl& file) const;
    /// There is a file that writing would take the place of. A device or a pipe is written to and stays.
    Q_INVOKABLE bool isReplaced(const QUrl& file) const;
    Q_INVOKABLE bool isFolder(const QUrl& file) const;
    /// Whether its entries can be listed.
    Q_INVOKABLE bool isReadable(const QUrl& folder) const;

    /// The patterns of a filter: "Tables (*.csv *.tsv)" has *.csv and *.tsv.
    Q_INVOKABLE QStringList patternsOf(const QString& filter) const;
    /// "asyncq.json" in that folder: the scenario's name with the ending of the filter, and a number before
    /// it where there is such a file already.
    Q_INVOKABLE QUrl suggested(const QUrl& folder, const QString& scenarioName, const QString& filter) const;
    /// The path with the filter's ending in place of its own.
    Q_INVOKABLE QString withEnding(const QString& typed, const QString& filter) const;
};

} // namespace sojourn
