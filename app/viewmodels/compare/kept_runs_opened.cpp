// What becomes of the kept runs when another scenario, session or recording is opened.
#include "explore/compare/comparable.h"
#include "viewmodels/compare/kept_runs.h"
#include "viewmodels/compare/setting_words.h"

#include <QFileInfo>

#include <utility>

namespace sojourn {

namespace {

QString openedNameOf(const Session& session)
{
    const QString file = QFileInfo(session.scenarioFile().toLocalFile()).fileName();
    return file.isEmpty() ? session.scenarioName() : file;
}

} // namespace

/// Another one is about to be opened. What is pinned may stay: then it needs its scenario, and of a run that
/// goes on, or was never waited for, what has come of it.
void KeptRuns::makeReadyToStay()
{
    if (!m_pinned || m_pinned->isOfOther) return;
    const bool isShown = find(m_session->runSetting()) == m_pinned;
    if (isShown && !m_pinned->ran && m_session->document()->goesOn() &&
        m_session->document()->columns() != nullptr)
        fillInSoFar(m_pinned);
    if (!m_pinned->scenario) m_pinned->scenario = m_session->scenarioWith(m_pinned->setting);
}

/// The pinned run, where it can be compared with runs of what is open now. It is called after its file.
KeptRuns::Kept KeptRuns::pinnedThatStays()
{
    const Kept run = std::exchange(m_pinned, nullptr);
    if (!run || !m_session) return nullptr;
    if (!run->isOfOther && run->givenName.isEmpty()) run->derivedName = run->nameAmongFiles();
    const auto opened = m_session->isRecorded() ? nullptr : m_session->scenarioWith(m_session->setting());
    const bool isThere = run->columns || run->setting.virtualClock; // the latter is computed again
    if (!opened || !run->scenario || !isThere || !areComparable(*run->scenario, *opened)) {
        const QString reason = m_session->isRecorded() ? tr("recordings are not compared with runs")
                                                       : tr("it has other tasks or queues");
        m_session->remark(tr("No longer kept as A: %1 (%2)").arg(run->name(), reason));
        return nullptr;
    }
    run->isOfOther = true;
    m_session->say(tr("Still kept as A: %1").arg(run->name()), false);
    return run;
}

void KeptRuns::begin()
{
    const Kept stays = pinnedThatStays();
    m_runs.clear();
    m_steps.clear();
    m_before.reset();
    m_beforeStep.reset();
    m_madeByStep.reset();
    m_takenLog.reset();
    m_at = 0;
    m_latestChange.clear();
    if (stays) m_runs.push_back(stays);
    m_pinned = stays;
    if (m_session && !m_session->scenarioName().isEmpty() && !m_session->isRecorded()) {
        m_opened = m_session->setting();
        m_openedName = openedNameOf(*m_session);
        m_steps.push_back(keptFor(m_opened));
        // Both are "as opened": their files tell them apart.
        if (stays) present()->derivedName = m_openedName;
    }
    announce();
}

/// True, and somebody is told: it is of what was open before, or was run before, and can't be gone back to.
bool KeptRuns::isLeftAlone(const Kept& run) const
{
    if (!run->isOfOther) return false;
    m_session->remark(tr("%1 is of what was open before: it can only be compared with").arg(run->name()));
    return true;
}

} // namespace sojourn
