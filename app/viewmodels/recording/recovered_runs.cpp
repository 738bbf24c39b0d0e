#include "viewmodels/recording/recovered_runs.h"

#include "formats/import/session_reader.h"

#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <iterator>
#include <optional>
#include <utility>

namespace sojourn {

namespace {

/// Nothing where it holds no run yet.
std::optional<QString> titleOf(const LeftJournal& journal)
{
    const auto info = sessionInfo(QFile::encodeName(journal.path()).toStdString());
    if (!info) return {};
    return QString::fromStdString(info->title.empty() ? info->scenario : info->title);
}

} // namespace

RecoveredRuns::RecoveredRuns(QObject* parent)
    : QObject(parent)
{
}

RecoveredRuns::~RecoveredRuns() = default;

void RecoveredRuns::look(const QString& folder)
{
    std::vector<LeftJournal> fresh = leftJournals(folder);
    for (LeftJournal& journal : fresh)
        if (!titleOf(journal)) journal.remove();
    std::erase_if(fresh, [](const LeftJournal& journal) { return !journal.isHeld(); });
    if (fresh.empty()) return;
    fresh.insert(fresh.end(), std::move_iterator(m_journals.begin()), std::move_iterator(m_journals.end()));
    m_journals = std::move(fresh);
    removeOldest(m_journals);
    describe();
}

QUrl RecoveredRuns::file() const
{
    return m_journals.empty() ? QUrl() : QUrl::fromLocalFile(m_journals.front().path());
}

void RecoveredRuns::describe()
{
    m_sentence.clear();
    if (!m_journals.empty()) {
        const LeftJournal& latest = m_journals.front();
        const QDateTime when = QFileInfo(latest.path()).lastModified();
        const bool isToday = when.date() == QDate::currentDate();
        const QString at =
            QLocale(QLocale::English)
                .toString(when, isToday ? QStringLiteral("HH:mm") : QStringLiteral("d MMMM, HH:mm"));
        const QString title = titleOf(latest).value_or(QString()); // its names may be damaged
        m_sentence = title.isEmpty() ? tr("A run broke off at %1.").arg(at)
                                     : tr("A run of “%1” broke off at %2.").arg(title, at);
        const auto others = m_journals.size() - 1;
        if (others == 1)
            m_sentence += tr(" So did one before it.");
        else if (others > 1)
            m_sentence += tr(" So did %1 before it.").arg(others);
    }
    Q_EMIT changed();
}

void RecoveredRuns::accept()
{
    if (m_journals.empty()) return;
    m_accepted.push_back(std::move(m_journals.front()));
    m_journals.erase(m_journals.begin());
    m_sentence.clear(); // one at a time: those before it are offered at the next start
    Q_EMIT changed();
}

void RecoveredRuns::discard()
{
    if (m_journals.empty()) return;
    m_journals.front().remove();
    m_journals.erase(m_journals.begin());
    describe();
}

} // namespace sojourn
