#include "viewmodels/compare/kept_runs.h"

#include "scenario/run.h"
#include "viewmodels/compare/run_sketch.h"
#include "viewmodels/compare/setting_words.h"
#include "viewmodels/on_pool.h"

#include <QCoroFuture>

#include <algorithm>
#include <utility>

namespace sojourn {

namespace {

/// A run that was computed once more.
struct Again
{
    RunEnd end;
    Summary summary;
    RunTotals totals;
    std::shared_ptr<const Columns> columns;
    bool firstPart = false;
};

Again runAgain(std::shared_ptr<const Scenario> scenario, std::uint64_t seed)
{
    Run run(std::move(scenario), Session::recordingOptions(seed));
    Again again;
    again.end = run.runVirtual();
    again.summary = run.summary();
    again.firstPart = run.limit() != RunLimit::None;
    const auto columns = std::make_shared<Columns>(run.info(), run.log());
    columns->advance();
    again.totals.follow(*columns);
    again.columns = columns;
    return again;
}

} // namespace

KeptRuns::KeptRuns(QObject* parent)
    : QAbstractListModel(parent)
{
    using namespace std::chrono_literals;
    m_ages.setInterval(20s);
    connect(&m_ages, &QTimer::timeout, this, [this] {
        if (count() > 0) Q_EMIT dataChanged(index(0), index(count() - 1), {WhenRole});
    });
    m_ages.start();
}

KeptRuns::~KeptRuns() = default;

void KeptRuns::setSession(Session* session)
{
    if (session == m_session) return;
    if (m_session) {
        m_session->disconnect(this);
        m_session->parameters()->disconnect(this);
        m_session->document()->disconnect(this);
    }
    m_session = session;
    if (session != nullptr) {
        connect(session, &Session::aboutToOpen, this, &KeptRuns::makeReadyToStay);
        connect(session, &Session::scenarioChanged, this, &KeptRuns::begin);
        connect(session, &Session::seedChanged, this, &KeptRuns::note);
        connect(session, &Session::clockChanged, this, &KeptRuns::note);
        connect(session->parameters(), &ParameterModel::edited, this, &KeptRuns::note);
        connect(session->document(), &RunDocument::dataChanged, this, &KeptRuns::take);
        connect(session, &Session::runLeft, this, &KeptRuns::takeLeft);
    }
    begin();
    take();
    Q_EMIT sessionChanged();
}

// Settings and steps

KeptRuns::Kept KeptRuns::find(const RunSetting& setting) const
{
    const auto found = std::ranges::find_if(m_runs, [&](const Kept& run) {
        return !run->isOfOther && differences(run->setting, setting).empty();
    });
    return found == m_runs.end() ? nullptr : *found;
}

KeptRuns::Kept KeptRuns::numbered(int number) const
{
    const auto found = std::ranges::find_if(m_runs, [&](const Kept& run) { return run->number == number; });
    return found == m_runs.end() ? nullptr : *found;
}

/// The one that is there already, or a new one.
KeptRuns::Kept KeptRuns::keptFor(const RunSetting& setting)
{
    if (Kept kept = find(setting)) return kept;
    auto made = std::make_shared<KeptRun>();
    made->number = ++m_latestNumber;
    made->setting = setting;
    made->derivedName = runName(setting, m_opened);
    made->openedName = m_openedName;
    made->isAsOpened = differences(m_opened, setting).empty();
    made->madeAt = QDateTime::currentDateTimeUtc();
    m_runs.push_back(made);
    return made;
}

void KeptRuns::note()
{
    if (m_going || m_steps.empty()) return;
    const RunSetting now = m_session->setting();
    const std::vector<std::size_t> changed = differences(present()->setting, now);
    if (changed.empty()) return;
    if (goesOn(changed)) {
        if (m_madeByStep) std::erase(m_runs, m_madeByStep);
        if (differences(m_steps[m_at - 1]->setting, now).empty()) return takeStepBack();
    } else {
        addStep(nullptr);
        m_latestChange = changed;
        m_stepHold = m_session->parameters()->hold();
    }
    m_sinceNoted.start();
    const int latest = m_latestNumber;
    m_steps[m_at] = keptFor(now);
    m_madeByStep = m_latestNumber != latest ? m_steps[m_at] : nullptr;
    announce();
}

/// What was done is part of the latest step: still by the same hand, or without one soon after it on the same
/// parameter, as by a key that is held down.
bool KeptRuns::goesOn(const std::vector<std::size_t>& changed) const
{
    if (m_at == 0 || m_at + 1 != m_steps.size() || changed != m_latestChange) return false;
    const int hold = m_session->parameters()->hold();
    return hold == m_stepHold && (hold != 0 || m_sinceNoted.elapsed() < togetherMs);
}

/// The hand has come back to where it began: there is nothing to undo.
void KeptRuns::takeStepBack()
{
    m_steps.pop_back();
    --m_at;
    putBack(present());
    m_before = m_beforeStep;
    endStep();
    announce();
}

/// One that was forgotten meanwhile is there again.
void KeptRuns::putBack(const Kept& run)
{
    if (std::ranges::find(m_runs, run) == m_runs.end())
        m_runs.insert(std::ranges::upper_bound(m_runs, run->number, {}, &KeptRun::number), run);
}

/// What comes next is a step of its own: of what was made by the latest one somebody wants to keep the run.
void KeptRuns::endStep()
{
    m_latestChange.clear();
    m_madeByStep.reset();
}

/// What was taken back is no step any longer.
void KeptRuns::addStep(const Kept& run)
{
    m_beforeStep = m_before;
    m_before = present();
    m_steps.resize(m_at + 1);
    m_steps.push_back(run);
    if (m_steps.size() > mostSteps) m_steps.erase(m_steps.begin());
    m_at = m_steps.size() - 1;
}

QString KeptRuns::undoText() const
{
    return canUndo() ? sojourn::changeText(present()->setting, m_steps[m_at - 1]->setting) : QString();
}

QString KeptRuns::redoText() const
{
    return canRedo() ? sojourn::changeText(present()->setting, m_steps[m_at + 1]->setting) : QString();
}

void KeptRuns::undo()
{
    if (canUndo()) move(m_at - 1);
}

void KeptRuns::redo()
{
    if (canRedo()) move(m_at + 1);
}

void KeptRuns::move(std::size_t at)
{
    m_before = present();
    m_at = at;
    show(present());
}

void KeptRuns::go(int number)
{
    const Kept run = numbered(number);
    if (!run || run == present() || isLeftAlone(run)) return;
    addStep(run);
    show(run);
}

/// The session runs it anew: it can be played like any other.
void KeptRuns::show(const Kept& run)
{
    putBack(run);
    endStep();
    m_going = true;
    m_session->apply(run->setting);
    m_going = false;
    announce();
}

void KeptRuns::swap()
{
    const Kept first = compared(), second = present();
    if (!first || !second || first == second || isLeftAlone(first)) return;
    m_pinned = second;
    go(first->number);
}

bool KeptRuns::keepAsA(const RunSetting& setting, std::shared_ptr<const Scenario> scenario)
{
    if (m_steps.empty() || find(setting) == present()) return false;
    const Kept run = keptFor(setting);
    if (!run->scenario) run->scenario = std::move(scenario);
    m_pinned = run;
    endStep();
    announce();
    return true;
}

// A and B

KeptRuns::Kept KeptRuns::before() const
{
    return m_before == present() ? nullptr : m_before;
}

std::shared_ptr<const KeptRun> KeptRuns::a() const
{
    const Kept run = compared();
    return run == present() ? nullptr : run;
}

std::shared_ptr<const KeptRun> KeptRuns::b() const
{
    return present();
}

bool KeptRuns::isComparable() const
{
    return a() != nullptr && a()->columns != nullptr;
}

bool KeptRuns::isBShown() const
{
    return m_session && b() && b()->columns && b()->columns == m_session->document()->sharedColumns();
}

QString KeptRuns::changeText() const
{
    return a() == nullptr ? QString() : sojourn::changeText(*a(), *b());
}

void KeptRuns::setGhostShown(bool shown)
{
    if (shown == m_ghostShown) return;
    m_ghostShown = shown;
    Q_EMIT runsChanged();
}

void KeptRuns::togglePin(int number)
{
    const Kept run = numbered(number);
    if (!run) return;
    m_pinned = run == m_pinned ? nullptr : run;
    endStep();
    announce();
}

void KeptRuns::togglePinOfPresent()
{
    // Its key shows nothing else on the page of one run, where the list of the runs is not to be seen.
    if (m_pinned) {
        m_session->say(tr("No longer kept as A: %1").arg(m_pinned->name()), false);
        m_pinned.reset();
    } else if (present()) {
        m_pinned = present();
        m_session->say(tr("Kept as A: %1").arg(m_pinned->name()), false);
        endStep();
    }
    announce();
}

// What was recorded

/// The document's run has ended, and is that of the session's latest setting.
void KeptRuns::take()
{
    if (!m_session) return;
    RunDocument* const document = m_session->document();
    if (document->columns() == nullptr || !document->isEnded() || document->sharedLog() == m_takenLog) return;
    if (document->firstKnownNs() > 0) return; // whose beginning is lost: its items cannot be told apart
    note(); // a short run may have ended before anybody heard of its setting
    const Kept run = find(m_session->runSetting());
    if (!run) return;
    m_takenLog = document->sharedLog();
    run->scenario = m_session->runScenario();
    run->firstPart = document->isFirstPart();
    fillIn(run, document->sharedColumns(), document->end(), document->endNs(), document->isFirstPart(),
           m_session->numbers()->summary(), m_session->numbers()->totals());
}

/// A run on the real clock that nobody waits for any longer: as far as it came it is the run before.
void KeptRuns::takeLeft()
{
    const Kept run = find(m_session->runSetting());
    if (!run) return;
    const bool isAgain = differences(run->setting, m_session->setting()).empty();
    if (isAgain && (run != m_pinned || run->setting.virtualClock)) return;
    if (!run->ran) fillInSoFar(run);
    if (isAgain) makeAnother(run);
}

/// What is pinned is run once more: it stays what it was, and the present run is another one.
void KeptRuns::makeAnother(const Kept& run)
{
    run->isOfOther = true;
    const Kept another = keptFor(run->setting);
    std::ranges::replace(m_steps, run, another);
    run->derivedName = tr("%1 (before)").arg(run->derivedName);
    announce();
}

/// It is the document's, and goes on.
void KeptRuns::fillInSoFar(const Kept& run)
{
    RunDocument* const document = m_session->document();
    const std::shared_ptr<const Columns> columns = document->sharedColumns();
    RunEnd end;
    end.outcome = Outcome::Interrupted;
    end.at = instantFromNanoseconds(document->knownNs());
    SummaryFold fold(document->sharedInfo());
    for (std::uint64_t i = 0; i < columns->folded(); ++i)
        fold.add(columns->log()[i]);
    RunTotals totals;
    totals.follow(*columns);
    run->scenario = m_session->runScenario();
    fillIn(run, columns, end, document->knownNs(), true, fold.summary(end), totals);
}

void KeptRuns::fillIn(const Kept& run, std::shared_ptr<const Columns> columns, const RunEnd& end,
                      std::int64_t endNs, bool firstPart, Summary summary, const RunTotals& totals)
{
    run->ran = true;
    run->columns = std::move(columns);
    run->bytes = run->columns->memoryBytes();
    run->summary = std::make_shared<const Summary>(std::move(summary));
    run->figures = runFigures(*run->columns, *run->summary, totals, endNs);
    run->end = end;
    run->endNs = endNs;
    run->firstPart = firstPart;
    sketch(run);
    announce();
}

QCoro::Task<> KeptRuns::sketch(Kept run)
{
    using namespace std::chrono_literals;
    const QPointer<KeptRuns> self(this);
    QFuture<RunSketch> future = onPool(
        [columns = run->columns, endNs = run->endNs] { return runSketch(*columns, endNs, sketchParts); },
        2ms); // that of all but the longest
    const bool isAtOnce = future.isFinished();
    RunSketch made = co_await future;
    if (!self) co_return;
    run->sketch = std::move(made);
    if (isAtOnce) co_return;
    list();
    Q_EMIT runsChanged();
}

/// A run that was let go of is A now, or one that was left before it had been computed.
QCoro::Task<> KeptRuns::computeAgain(Kept run)
{
    const QPointer<KeptRuns> self(this);
    run->underWay = true;
    QFuture<Again> future =
        onPool([scenario = run->scenario, seed = run->setting.seed] { return runAgain(scenario, seed); });
    Again again = co_await future;
    run->underWay = false;
    if (!self || run->columns) co_return;
    const std::int64_t endNs = again.columns->endNs(again.end);
    fillIn(run, std::move(again.columns), again.end, endNs, again.firstPart, std::move(again.summary),
           again.totals);
}

bool KeptRuns::isNeeded(const Kept& run) const
{
    return run == present() || run == m_before || run == m_pinned;
}

/// Keeps memory within its bound: the oldest keep their setting alone.
void KeptRuns::letGo()
{
    std::size_t bytes = 0;
    for (const Kept& run : m_runs)
        if (run->columns) bytes += run->bytes;
    for (const Kept& run : m_runs) {
        if (bytes <= m_memoryBytes) break;
        if (!run->columns || isNeeded(run)) continue;
        bytes -= run->bytes;
        run->columns.reset();
    }
    std::size_t over = m_runs.size() > mostRuns ? m_runs.size() - mostRuns : 0;
    std::erase_if(m_runs, [&](const Kept& run) {
        if (over == 0 || isNeeded(run) || !run->givenName.isEmpty()) return false;
        --over;
        return true;
    });
}

void KeptRuns::announce()
{
    letGo();
    const Kept wanted = compared();
    if (wanted && wanted != present() && !wanted->columns && wanted->setting.virtualClock &&
        !wanted->underWay) {
        if (!wanted->scenario && m_session) wanted->scenario = m_session->scenarioWith(wanted->setting);
        if (wanted->scenario) computeAgain(wanted);
    }
    if (m_session) {
        const bool isAlike = a() && haveSameParameters(a()->setting, b()->setting);
        m_session->parameters()->setOther(isAlike ? a()->setting.parameters : std::vector<Parameter>());
    }
    list();
    Q_EMIT runsChanged();
}

} // namespace sojourn
