#include "viewmodels/journal/recovered_runs.h"

#include "formats/import/session_reader.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace sojourn {

RecoveredRuns::RecoveredRuns(QObject* parent)
    : QObject(parent)
{
}

RecoveredRuns::~RecoveredRuns()
{
    for (const Journal& journal : m_accepted)
        remove(journal);
    for (const Journal& journal : m_journals)
        ::close(journal.descriptor);
}

void RecoveredRuns::remove(const Journal& journal)
{
    QFile::remove(journal.path);
    ::close(journal.descriptor);
}

void RecoveredRuns::look(const QString& folder)
{
    const QFileInfoList files =
        QDir(folder).entryInfoList({QStringLiteral("journal-*.sojourn")}, QDir::Files, QDir::Time);
    std::vector<Journal> fresh; // the latest first
    for (const QFileInfo& file : files) {
        const int descriptor = ::open(QFile::encodeName(file.filePath()).constData(), O_RDONLY | O_CLOEXEC);
        if (descriptor < 0) continue;
        if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) { // somebody's who lives, or ours already
            ::close(descriptor);
            continue;
        }
        Journal journal{file.filePath(), descriptor, {}};
        if (const auto info = sessionInfo(QFile::encodeName(journal.path).toStdString())) {
            journal.title = QString::fromStdString(info->title.empty() ? info->scenario : info->title);
            fresh.push_back(std::move(journal));
        } else {
            remove(journal);
        }
    }
    if (fresh.empty()) return;
    m_journals.insert(m_journals.begin(), fresh.begin(), fresh.end());
    for (; m_journals.size() > most; m_journals.pop_back())
        remove(m_journals.back());
    describe();
}

QUrl RecoveredRuns::file() const
{
    return m_journals.empty() ? QUrl() : QUrl::fromLocalFile(m_journals.front().path);
}

void RecoveredRuns::describe()
{
    m_sentence.clear();
    if (!m_journals.empty()) {
        const QDateTime when = QFileInfo(m_journals.front().path).lastModified();
        const bool isToday = when.date() == QDate::currentDate();
        const QString at =
            QLocale(QLocale::English)
                .toString(when, isToday ? QStringLiteral("HH:mm") : QStringLiteral("d MMMM, HH:mm"));
        m_sentence = tr("A run of “%1” broke off at %2.").arg(m_journals.front().title, at);
    }
    Q_EMIT changed();
}

void RecoveredRuns::accept()
{
    if (m_journals.empty()) return;
    m_accepted.push_back(m_journals.front());
    m_journals.erase(m_journals.begin());
    m_sentence.clear(); // one at a time: those before it are offered at the next start
    Q_EMIT changed();
}

void RecoveredRuns::discard()
{
    if (m_journals.empty()) return;
    remove(m_journals.front());
    m_journals.erase(m_journals.begin());
    describe();
}

} // namespace sojourn
