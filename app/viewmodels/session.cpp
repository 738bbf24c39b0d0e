#include "viewmodels/session.h"

#include "journal/journal_keeper.h"
#include "scenario/run_log.h"
#include "viewmodels/computed_run.h"
#include "viewmodels/live_engine.h"

#include <QCoroFuture>

#include <QLoggingCategory>
#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>
#include <chrono>
#include <limits>

namespace sojourn {

namespace {

using namespace std::chrono_literals;

/// For who measures how soon a movement is a picture: QT_LOGGING_RULES="sojourn.session.debug=true".
Q_LOGGING_CATEGORY(sessionLog, "sojourn.session", QtWarningMsg)

constexpr auto handRests = 200ms;
/// A run that a slider changed is waited for so long, so that the next frame shows it, or the first part of
/// it: a frame without it, in which only the slider moved, would take longer than that and put it off.
constexpr auto patienceForPicture = 12ms;
/// As many events as are there within that. The run before says whether this one will be longer: then its
/// first part is made soon, and nobody waits for the whole.
constexpr std::uint64_t shortRunEvents = 150'000;
constexpr auto partOfLongRun = 1ms;
constexpr auto patience = 400ms; // that a computation has before a word is lost about it
/// What a window keeps of a run: 1.6 GB with its columns and indices (measured: 80 bytes an event), less
/// where that is too much for the machine.
constexpr std::uint64_t eventsKept = 20'000'000;
constexpr std::uint64_t itemsKept = 2'000'000;

} // namespace

Session::Session(QObject* parent)
    : QObject(parent)
    , m_document(new RunDocument(this))
    , m_parameters(new ParameterModel(this))
    , m_numbers(new RunNumbers(*m_document, this))
    , m_recording(new RecordingFacts(this))
    , m_damage(new RunDamage(this))
    , m_reader(new RecordingReader(this))
    , m_journal(new JournalKeeper(this))
    , m_recovered(new RecoveredRuns(this))
    , m_engine(std::make_unique<LiveEngine>())
{
    m_ticks.setTimerType(Qt::PreciseTimer);
    m_ticks.setInterval(frameTime);
    connect(&m_ticks, &QTimer::timeout, this, &Session::tick);
    m_handRests.setSingleShot(true);
    m_handRests.setTimerType(Qt::PreciseTimer); // a coarse one rings up to 10 ms early
    m_handRests.setInterval(handRests);
    connect(&m_handRests, &QTimer::timeout, this, &Session::restart);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_computingLong = true;
        Q_EMIT computingChanged();
    });
    // Queued: by then the run that was computed is the document's.
    connect(this, &Session::computingChanged, this, &Session::writeAwaited, Qt::QueuedConnection);
    connect(m_parameters, &ParameterModel::edited, this, &Session::parameterEdited);
    connect(m_document, &RunDocument::runChanged, this, &Session::exportFiltersChanged);
    connect(m_document, &RunDocument::runChanged, m_damage, [this] {
        m_damage->show(nullptr);
        if (m_reportIsOfRun) clearReport();
    });
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &Session::readAgain);
}

Session::~Session()
{
    m_journal->drop(); // first: nothing broke off, even if a second signal cuts the clean-up short
    m_engine.reset();
    abandonRun();
}

// Running

void Session::startRun()
{
    if (!m_file) return;
    Checked<Scenario> scenario = m_file->resolve(m_parameters->values());
    if (!scenario) return; // each parameter says itself why it was refused
    // Only one on the real clock is another when it is run again.
    if (m_document->columns() != nullptr && (m_document->goesOn() || !m_runSetting.virtualClock))
        Q_EMIT runLeft();
    abandonRun();
    ++m_runNumber;
    auto shared = std::make_shared<const Scenario>(std::move(*scenario));
    m_scenario = shared;
    m_runSetting = setting();
    if (m_virtualClock) {
        startVirtual(std::move(shared));
    } else {
        startLive(std::move(shared));
    }
}

RunOptions Session::recordingOptions(std::uint64_t seed)
{
    RunOptions options;
    options.seed = seed;
    options.record = true;
    options.maxRecordedEvents = eventsKept;
    options.maxWaitingItems = itemsKept;
    return options;
}

void Session::startLive(std::shared_ptr<const Scenario> scenario)
{
    RunOptions options = recordingOptions(m_seed);
    options.until = m_until;
    options.virtualClock = false;
    options.speed = effectiveSpeed();
    options.summarise = false; // the numbers fold the recording
    setComputing(false);
    m_log = std::make_shared<RunLog>();
    options.log = [log = m_log](const LogLine& line) { log->add(line); };
    m_run = std::make_shared<Run>(std::move(scenario), std::move(options));
    m_document->open(m_run->info(), m_run->log(), true);
    m_journal->begin({m_run->info(), m_run->log(), context().origin}, m_log);
    setFollowing(true);
    const std::uint64_t runNumber = m_runNumber;
    m_engine->start(m_run, this, [this, runNumber](const RunEnd& end) { liveEnded(runNumber, end); });
    setState(Playing);
}

void Session::liveEnded(std::uint64_t runNumber, const RunEnd& end)
{
    if (runNumber != m_runNumber) return;
    m_document->finish(end, m_run->limit());
    m_journal->end(end);
    if (m_following) m_document->setPlayheadNs(m_document->endNs());
    setState(Ended);
}

void Session::startVirtual(std::shared_ptr<const Scenario> scenario)
{
    RunOptions options = recordingOptions(m_seed);
    options.until = m_until;
    const auto log = std::make_shared<RunLog>();
    options.log = [log](const LogLine& line) { log->add(line); };
    options.maxLogLines = RunLog::mostLines;
    m_run = std::make_shared<Run>(std::move(scenario), std::move(options));
    setComputing(true);
    compute(m_run, log, m_runNumber);
}

QCoro::Task<> Session::compute(std::shared_ptr<Run> run, std::shared_ptr<RunLog> log, std::uint64_t runNumber)
{
    const QPointer<Session> self(this);
    Computing computing;
    const bool isVariation = m_handMoves && m_document->columns() != nullptr && !m_document->isLive();
    if (isVariation) {
        computing.patience = patienceForPicture;
        const bool isLong = m_document->sharedLog()->size() > shortRunEvents;
        computing.firstPartAfter = isLong ? partOfLongRun : patienceForPicture;
    }
    const RunUnderWay underWay = computeRun(run, computing);
    const QFuture<ComputedRun> future = underWay.whole();
    if (isVariation && !future.isFinished()) showParts(underWay, run, runNumber);
    const ComputedRun computed = co_await future;
    if (!self || runNumber != m_runNumber) co_return; // the latest value wins
    setComputing(false);
    // One that starts again does so at its beginning, however long the run before went on meanwhile.
    if (m_playAfterCompute) m_playheadNs = 0;
    if (isVariation) m_document->expectVariation();
    m_numbers->expect(computed.summary, computed.totals);
    m_log = std::move(log);
    m_document->openFinished(computed.columns, run->info(), run->log(), computed.end, playheadForNext(),
                             run->limit());
    qCDebug(sessionLog) << "shows" << runNumber;
    m_playheadNs = static_cast<double>(m_document->playheadNs());
    if (m_playAfterCompute) {
        setState(Playing);
    } else if (m_document->playheadNs() >= m_document->endNs()) {
        setState(Ended);
    } else if (m_state != Playing) {
        setState(Paused);
    }
    m_playAfterCompute = false;
}

/// Until the whole is there.
QCoro::Task<> Session::showParts(RunUnderWay underWay, std::shared_ptr<Run> run, std::uint64_t runNumber)
{
    const QPointer<Session> self(this);
    for (;;) {
        QFuture<RunPart> future = underWay.nextPart();
        const RunPart part = co_await future;
        if (!self || runNumber != m_runNumber || !m_computing || !part.columns) co_return;
        m_numbers->expect(part.summary, part.totals);
        m_document->openPart(part.columns, run->info(), run->log(), playheadForNext());
        qCDebug(sessionLog) << "shows a part of" << runNumber;
    }
}

/// Where the playhead is to stand in the run that is shown next.
qint64 Session::playheadForNext() const
{
    const bool showsEnd = m_state == Ended && !m_playAfterCompute;
    return showsEnd ? std::numeric_limits<qint64>::max() : static_cast<qint64>(m_playheadNs);
}

void Session::abandonRun()
{
    m_journal->drop();
    if (m_run) m_run->requestAbandon();
    m_run.reset();
    m_stepAwaited = false;
}

void Session::parameterEdited()
{
    if (m_virtualClock) {
        qCDebug(sessionLog) << "begins" << m_runNumber + 1;
        m_handMoves = true;
        startRun(); // the playhead stays where it is
        m_handMoves = false;
    } else if (m_problem.present) { // heard, but nothing plays behind a problem
        restart();
        pause();
    } else {
        m_handRests.start();
    }
}

void Session::restart()
{
    m_handRests.stop();
    m_playheadNs = 0;
    if (isRecorded()) {
        m_document->setPlayheadNs(0);
        setState(Playing);
        return;
    }
    m_playAfterCompute = true;
    startRun();
}

void Session::moreItems()
{
    for (int row = 0; row < m_parameters->rowCount(); ++row) {
        const QModelIndex index = m_parameters->index(row);
        const auto get = [&](int role) { return m_parameters->data(index, role); };
        if (get(ParameterModel::NameRole).toString() != QLatin1String("items")) continue;
        const double most = get(ParameterModel::MaximumRole).toDouble();
        const auto twice = [&](int role) { return std::min(most, 2 * get(role).toDouble()); };
        if (get(ParameterModel::KindRole).toString() == QLatin1String("range")) {
            m_parameters->setRange(QStringLiteral("items"), twice(ParameterModel::ValueRole),
                                   twice(ParameterModel::HighRole));
        } else {
            m_parameters->setNumber(QStringLiteral("items"), twice(ParameterModel::ValueRole));
        }
        restart();
        return;
    }
}

bool Session::canHaveMoreItems() const
{
    if (!m_file) return false;
    const std::vector<Parameter>& parameters = m_file->parameters();
    return std::any_of(parameters.begin(), parameters.end(),
                       [](const Parameter& p) { return p.name == "items"; });
}

void Session::setSeed(const QString& text)
{
    bool isNumber = false;
    const quint64 seed = text.trimmed().toULongLong(&isNumber);
    const bool sound = isNumber && seed <= static_cast<quint64>(std::numeric_limits<qint64>::max());
    m_seedError = sound ? QString() : tr("A seed is a whole number from 0 to 9223372036854775807.");
    const bool changed = sound && seed != m_seed;
    if (changed) m_seed = seed;
    Q_EMIT seedChanged();
    if (changed) parameterEdited();
}

void Session::apply(const RunSetting& setting)
{
    const bool otherSeed = setting.seed != m_seed;
    const bool otherClock = setting.virtualClock != m_virtualClock;
    m_seed = setting.seed;
    m_seedError.clear();
    m_virtualClock = setting.virtualClock;
    const std::uint64_t runNumber = m_runNumber;
    // First of all, which starts a run where they differ: whoever looks then meets all of the new setting.
    m_parameters->setAll(setting.parameters);
    Q_EMIT seedChanged();
    if (otherClock) {
        Q_EMIT clockChanged();
        restart();
    } else if (otherSeed && runNumber == m_runNumber) {
        parameterEdited();
    }
}

std::shared_ptr<const Scenario> Session::scenarioWith(const RunSetting& setting) const
{
    if (!m_file) return nullptr;
    auto scenario = m_file->resolve(valuesOf(setting.parameters));
    return scenario ? std::make_shared<const Scenario>(std::move(*scenario)) : nullptr;
}

void Session::newSeed()
{
    // Four digits are easily read, remembered and typed again.
    setSeed(QString::number(QRandomGenerator::global()->bounded(1, 10000)));
}

void Session::say(const QString& report, bool isError)
{
    m_report = report;
    m_reportIsError = isError;
    m_reportIsRemark = m_reportIsOfRun = false;
    Q_EMIT reportChanged();
}

void Session::sayOfRun(const QString& report)
{
    say(report, true);
    m_reportIsOfRun = true;
}

void Session::remark(const QString& sentence)
{
    m_report = sentence;
    m_reportIsError = m_reportIsOfRun = false;
    m_reportIsRemark = true;
    Q_EMIT reportChanged();
}

void Session::clearReport()
{
    say({}, false);
}

} // namespace sojourn
