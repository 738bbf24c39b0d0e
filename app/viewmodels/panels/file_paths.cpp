#include "viewmodels/panels/file_paths.h"

#include "formats/output_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <array>

namespace sojourn {

QString openedName(const QString& path)
{
    return descriptorOf(path.toStdString()) >= 0 ? QCoreApplication::translate("Panels", "pipe")
                                                 : QFileInfo(path).fileName();
}

namespace {

QString endingOf(const QStringList& patterns)
{
    const QString pattern = patterns.value(0);
    return pattern.startsWith(QLatin1String("*.")) ? pattern.mid(1) : QString();
}

/// The name of a file that was opened, without what says its format: "trace" of "trace.json.gz".
QString withoutEndings(QString name)
{
    static constexpr std::array<QLatin1String, 9> endings{
        QLatin1String(".gz"),         QLatin1String(".zst"),   QLatin1String(".json"),
        QLatin1String(".speedscope"), QLatin1String(".jsonl"), QLatin1String(".pftrace"),
        QLatin1String(".csv"),        QLatin1String(".trace"), QLatin1String(".sojourn")};
    for (bool found = true; found;) {
        found = false;
        for (const QLatin1String ending : endings)
            if (name.size() > ending.size() && name.endsWith(ending)) {
                name.chop(ending.size());
                found = true;
            }
    }
    return name;
}

} // namespace

QUrl FilePaths::start() const
{
    const QDir here = QDir::current();
    return QUrl::fromLocalFile(here.isRoot() ? QDir::homePath() : here.absolutePath());
}

QUrl FilePaths::startBeside(const QUrl& file) const
{
    return QFileInfo(file.toLocalFile()).isFile() ? folderOf(file) : start();
}

QUrl FilePaths::urlOf(const QString& typed, const QUrl& folder) const
{
    QString path = typed.trimmed();
    if (path.startsWith(QLatin1String("file:"))) return QUrl(path);
    if (path == QLatin1String("~") || path.startsWith(QLatin1String("~/")))
        path.replace(0, 1, QDir::homePath());
    return QUrl::fromLocalFile(QDir::cleanPath(QDir(folder.toLocalFile()).absoluteFilePath(path)));
}

QString FilePaths::pathOf(const QUrl& file) const
{
    QString path = QDir::toNativeSeparators(file.toLocalFile());
    if (isFolder(file) && !path.endsWith(QDir::separator())) path += QDir::separator();
    return path;
}

QString FilePaths::nameOf(const QUrl& file) const
{
    return QFileInfo(file.toLocalFile()).fileName();
}

QUrl FilePaths::folderOf(const QUrl& file) const
{
    return QUrl::fromLocalFile(QFileInfo(file.toLocalFile()).absolutePath());
}

bool FilePaths::exists(const QUrl& file) const
{
    return QFileInfo::exists(file.toLocalFile());
}

bool FilePaths::isReplaced(const QUrl& file) const
{
    return QFileInfo(file.toLocalFile()).isFile();
}

bool FilePaths::isFolder(const QUrl& file) const
{
    return QFileInfo(file.toLocalFile()).isDir();
}

bool FilePaths::isReadable(const QUrl& folder) const
{
    const QFileInfo info(folder.toLocalFile());
    return info.isDir() && info.isReadable() && info.isExecutable();
}

QStringList FilePaths::patternsOf(const QString& filter) const
{
    static const QRegularExpression inParentheses(QStringLiteral("\\(([^()]*)\\)\\s*$"));
    return inParentheses.match(filter).captured(1).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

QUrl FilePaths::suggested(const QUrl& folder, const QString& scenarioName, const QString& filter) const
{
    const QString ending = endingOf(patternsOf(filter));
    const QString name = withoutEndings(scenarioName);
    const QDir place(folder.toLocalFile());
    QString path = place.filePath(name + ending);
    for (int i = 2; QFileInfo::exists(path); ++i)
        path = place.filePath(QStringLiteral("%1-%2%3").arg(name).arg(i).arg(ending));
    return QUrl::fromLocalFile(path);
}

QString FilePaths::withEnding(const QString& typed, const QString& filter) const
{
    const QString ending = endingOf(patternsOf(filter));
    const qsizetype name = typed.lastIndexOf(QLatin1Char('/')) + 1;
    if (ending.isEmpty() || name == typed.size()) return typed;
    const qsizetype dot = typed.lastIndexOf(QLatin1Char('.'));
    return (dot > name ? typed.left(dot) : typed) + ending;
}

} // namespace sojourn
