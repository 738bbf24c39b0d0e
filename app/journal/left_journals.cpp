#include "journal/left_journals.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace sojourn {

QString journalFolder()
{
    const QString state = qEnvironmentVariable("XDG_STATE_HOME");
    const bool isUsable =
        QDir::isAbsolutePath(state); // what is relative is to be ignored, says its specification
    return (isUsable ? state : QDir::homePath() + QStringLiteral("/.local/state")) +
           QStringLiteral("/sojourn");
}

LeftJournal::LeftJournal(QString path)
    : m_path(std::move(path))
    , m_descriptor(::open(QFile::encodeName(m_path).constData(), O_RDONLY | O_CLOEXEC))
{
    if (m_descriptor < 0 || ::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0) return;
    ::close(std::exchange(m_descriptor, -1)); // somebody's who lives, or ours already
}

LeftJournal::~LeftJournal()
{
    if (m_descriptor >= 0) ::close(m_descriptor);
}

LeftJournal::LeftJournal(LeftJournal&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

LeftJournal& LeftJournal::operator=(LeftJournal&& other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

void LeftJournal::remove()
{
    if (!isHeld()) return;
    QFile::remove(m_path);
    ::close(std::exchange(m_descriptor, -1));
}

std::vector<LeftJournal> leftJournals(const QString& folder)
{
    const QFileInfoList files =
        QDir(folder).entryInfoList({QStringLiteral("journal-*.sojourn")}, QDir::Files, QDir::Time);
    std::vector<LeftJournal> left;
    for (const QFileInfo& file : files) {
        LeftJournal journal(file.filePath());
        if (journal.isHeld()) left.push_back(std::move(journal));
    }
    return left;
}

void removeOldest(std::vector<LeftJournal>& journals)
{
    for (; journals.size() > mostLeftJournals; journals.pop_back())
        journals.back().remove();
}

} // namespace sojourn
