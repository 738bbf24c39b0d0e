#include "viewmodels/sweep/sweep_model.h"

#include "viewmodels/panels/words.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace sojourn {

namespace {

using namespace std::chrono_literals;

constexpr auto newsEvery = 80ms;
constexpr auto handRests = 350ms;
/// A first run that takes longer may never end.
constexpr qint64 patienceMs = 10'000;
/// More than a picture shows; the command line takes more.
constexpr std::uint64_t mostCells = 10'000;
constexpr int mostSeeds = 10'000;
constexpr double mostSeconds = 1e9; // and items of a warm-up

ScenarioProblem problemOf(const QString& sentence)
{
    ScenarioProblem problem;
    problem.message = sentence.toStdString();
    return problem;
}

QString sentenceOf(QString text)
{
    if (text.isEmpty()) return text;
    text[0] = text[0].toUpper();
    return text.endsWith(QLatin1Char('.')) ? text : text + QLatin1Char('.');
}

} // namespace

SweepModel::SweepModel(QObject* parent)
    : QObject(parent)
    , m_across(new SweepAxisSetup(false, this))
    , m_up(new SweepAxisSetup(true, this))
    , m_goal(new SweepGoalSetup(this))
    , m_otherGoal(new SweepGoalSetup(this))
    , m_meeting(new SweepRows(this))
    , m_cells(new SweepRows(this))
{
    m_news.setInterval(newsEvery);
    connect(&m_news, &QTimer::timeout, this, &SweepModel::takeNews);
    m_handRests.setSingleShot(true);
    m_handRests.setInterval(handRests);
    connect(&m_handRests, &QTimer::timeout, this, &SweepModel::start);
    for (const SweepAxisSetup* const axis : {m_across, m_up})
        connect(axis, &SweepAxisSetup::changed, this, &SweepModel::askAgain);
    for (const SweepGoalSetup* const goal : {m_goal, m_otherGoal})
        connect(goal, &SweepGoalSetup::changed, this, &SweepModel::lookAgain);
}

SweepModel::~SweepModel()
{
    if (m_job) m_job->stop(); // all at once, before each is waited for
}

void SweepModel::setSession(Session* session)
{
    if (session == m_session) return;
    if (m_session) {
        m_session->disconnect(this);
        m_session->parameters()->disconnect(this);
    }
    m_session = session;
    if (session != nullptr) {
        connect(session, &Session::scenarioChanged, this, &SweepModel::openScenario);
        connect(session, &Session::seedChanged, this, &SweepModel::stateChanged);
        connect(session->parameters(), &ParameterModel::edited, this, &SweepModel::followItems);
        connect(session->parameters(), &ParameterModel::edited, this, &SweepModel::stateChanged);
        openScenario();
    }
    Q_EMIT sessionChanged();
}

void SweepModel::setActive(bool active)
{
    if (active == m_active) return;
    m_active = active;
    if (active && m_state == Idle && m_file) start();
    Q_EMIT activeChanged();
}

/// Another scenario: nothing of the sweep before stays.
void SweepModel::openScenario()
{
    static const QStringList acrossBest{QStringLiteral("num_consumers"), QStringLiteral("workers"),
                                        QStringLiteral("connections"), QStringLiteral("num_producers")};
    static const QStringList upBest{QStringLiteral("capacity")};
    letGo();
    m_results.reset();
    m_findings = {};
    m_grid = {};
    m_file.reset();
    m_choices.clear();
    m_until = 0;
    if (auto file = ScenarioFile::read(m_session->scenarioText())) m_file = *file;
    m_opening = true; // what the parts tell now begins no sweep
    m_across->open(m_session->parameters(), acrossBest, {});
    m_up->open(m_session->parameters(), upBest, m_across->name());
    if (m_file)
        if (const auto scenario = m_file->resolve(m_session->parameters()->values()))
            m_choices = metricChoices(*scenario);
    m_metric = 0;
    m_itemsSet = -1;
    followItems();
    for (SweepGoalSetup* const goal : {m_goal, m_otherGoal})
        goal->open(m_choices, [this](const MetricChoice& metric) { return valueAtHand(metric); });
    m_opening = false;
    setState(Idle);
    m_handRests.stop();
    Q_EMIT choicesChanged();
    Q_EMIT askedChanged();
    show();
    if (m_active && m_file) start();
}

/// Its row in ParameterModel, where it is a number.
std::optional<std::size_t> SweepModel::itemsParameter() const
{
    if (!m_session) return {};
    const std::vector<Parameter> parameters = m_session->parameters()->parameters();
    const auto items = std::ranges::find(parameters, "items", &Parameter::name);
    if (items == parameters.end() || items->value.kind != ParameterValue::Kind::Number) return {};
    for (const SweepAxisSetup* const axis : {m_across, m_up})
        if (axis->isVaried() && axis->name() == QLatin1String("items")) return {};
    return static_cast<std::size_t>(items - parameters.begin());
}

/// Of each run as many as are set for the run that is shown; with the lively few that a window starts with,
/// which tell little, as many as the scenario says.
void SweepModel::followItems()
{
    const auto row = itemsParameter();
    if (!row) return;
    const Parameter parameter = m_session->parameters()->parameters()[*row];
    if (parameter.value.number == m_itemsSet) return;
    m_itemsSet = parameter.value.number;
    setItems(parameter.demo && parameter.demo->number == m_itemsSet ? parameter.fileValue.number
                                                                    : m_itemsSet);
}

double SweepModel::items() const
{
    return itemsParameter() ? m_items : -1;
}

QString SweepModel::itemsLabel() const
{
    const auto row = itemsParameter();
    return row ? QString::fromStdString(m_session->parameters()->parameters()[*row].label) : QString();
}

QStringList SweepModel::metrics() const
{
    QStringList words;
    for (const MetricChoice& choice : m_choices)
        words += QString::fromStdString(choice.words);
    return words;
}

// What is asked

void SweepModel::askAgain()
{
    if (m_opening) return;
    followItems(); // they may have been varied until now
    Q_EMIT askedChanged();
    Q_EMIT choicesChanged();
    if (m_active && m_file) m_handRests.start();
}

void SweepModel::lookAgain()
{
    if (m_opening) return;
    if (m_job) m_job->setGoals(asked().goals);
    show();
}

void SweepModel::setMetric(int metric)
{
    if (metric == m_metric || metric < 0 || metric >= static_cast<int>(m_choices.size())) return;
    m_metric = metric;
    Q_EMIT askedChanged();
    show();
}

void SweepModel::setSeeds(int seeds)
{
    seeds = std::clamp(seeds, 1, mostSeeds);
    if (seeds == m_seeds) return;
    m_seeds = seeds;
    askAgain();
}

void SweepModel::setItems(double items)
{
    if (items == m_items || !(items >= 0)) return;
    m_items = std::round(items);
    askAgain();
}

void SweepModel::setWarmUp(double items)
{
    WarmUp warmUp{true, 0};
    if (items >= 0) warmUp = {false, static_cast<std::uint32_t>(std::min(items, mostSeconds))};
    if (warmUp == m_warmUp) return;
    m_warmUp = warmUp;
    askAgain();
}

void SweepModel::setUntil(double seconds)
{
    if (seconds == m_until || !(seconds >= 0) || seconds > mostSeconds) return;
    m_until = seconds;
    askAgain();
}

SweepAsked SweepModel::asked() const
{
    SweepAsked asked;
    asked.metric = static_cast<std::size_t>(m_metric);
    for (const SweepGoalSetup* const setup : {m_goal, m_otherGoal})
        if (auto goal = setup->goal()) asked.goals.push_back(std::move(*goal));
    return asked;
}

Checked<SweepPlan> SweepModel::plan() const
{
    SweepPlan plan{*m_file, m_session->parameters()->values(),   {}, {},
                   1,       static_cast<std::uint32_t>(m_seeds), {}, {}};
    plan.seed = m_session->seed().toULongLong();
    plan.warmUp = m_warmUp;
    if (m_until > 0) plan.until = durationFromSeconds(m_until);
    if (const auto row = itemsParameter()) {
        ParameterValue items;
        items.number = m_items;
        // What is as in the file is not given, as on a command line without it: the same sweep.
        plan.fixed.erase("items");
        if (items != m_session->parameters()->parameters()[*row].fileValue)
            plan.fixed.emplace("items", items);
    }
    QStringList problems; // each axis has its own
    for (const SweepAxisSetup* const setup : {m_across, m_up}) {
        if (!setup->isVaried()) continue;
        auto axis = setup->axis(*m_file);
        if (!axis) {
            problems += sentenceOf(QString::fromStdString(axis.problem().sentence()));
            continue;
        }
        plan.fixed.erase(axis->parameter);
        plan.axes.push_back(std::move(*axis));
    }
    if (!problems.isEmpty()) return problemOf(problems.join(u'\n'));
    if (plan.axes.empty())
        return problemOf(tr("This scenario has no parameter that is a number, so there is nothing to vary"));
    if (m_choices.empty()) return problemOf(tr("Runs of this scenario have nothing that could be measured"));
    for (const MetricChoice& choice : m_choices)
        plan.metrics.push_back({choice.name, choice.metric});
    if (m_up->isVaried() && m_up->name() == m_across->name())
        return problemOf(tr("%1 is varied twice").arg(m_up->label()));
    if (std::string problem = sweepProblem(plan); !problem.empty())
        return problemOf(QString::fromStdString(problem));
    if (plan.cellCount() > mostCells)
        return problemOf(
            tr("That makes %1 cells; a picture has room for %2: take fewer values, or compute them with "
               "“sojourn sweep”")
                .arg(countText(plan.cellCount()), countText(mostCells)));
    return plan;
}

// Computing

void SweepModel::start()
{
    m_handRests.stop();
    if (!m_session || !m_file) return;
    auto sound = plan();
    for (SweepAxisSetup* const setup : {m_across, m_up})
        setup->setMade(setup->isVaried() ? setup->axis(*m_file) : Checked<SweepAxis>(SweepAxis()));
    if (!sound) {
        const QString problem = QString::fromStdString(sound.problem().sentence());
        if (!isRunning()) return refuse(problem);
        // What is asked meanwhile does not take the answer to what was asked before away.
        m_problem = sentenceOf(problem);
        Q_EMIT stateChanged();
        return;
    }
    letGo();
    QStringList labels;
    for (const SweepAxisSetup* const axis : {m_across, m_up})
        if (axis->isVaried()) labels += axis->label();
    m_problem.clear();
    m_sweptItems = m_items;
    m_results = std::make_unique<SweepResults>(*sound, m_choices, labels);
    m_job = std::make_unique<SweepJob>(std::move(*sound), asked().goals);
    m_progress = {};
    m_progress.cells = m_results->plan().cellCount();
    m_grid.current = -1;
    m_sinceStart.start();
    m_news.start();
    setState(Trying);
    show();
    Q_EMIT progressChanged();
}

void SweepModel::cancel()
{
    m_handRests.stop();
    if (!isRunning()) return;
    takeNews(); // the last cells
    letGo();
    if (isRunning()) setState(Cancelled);
    show();
    Q_EMIT progressChanged();
}

void SweepModel::refuse(const QString& problem)
{
    letGo();
    m_problem = sentenceOf(problem);
    setState(Refused);
    show();
    Q_EMIT progressChanged();
}

/// The job under way ends by itself; nothing waits for it.
void SweepModel::letGo()
{
    if (!m_job) return;
    m_job->stop();
    m_leaving.push_back(std::move(m_job));
}

void SweepModel::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

void SweepModel::takeNews()
{
    std::erase_if(m_leaving, [](const auto& job) { return job->take().isOver; });
    if (m_leaving.empty() && !m_job) m_news.stop();
    if (!m_job) return;
    SweepJob::News news = m_job->take();
    if (news.isTrying && m_sinceStart.elapsed() > patienceMs)
        return refuse(tr("One run has not ended within %1 s of computing, and may never end: say below when "
                         "runs are to "
                         "end, or have fewer items")
                          .arg(patienceMs / 1000));
    if (!news.isTrying && m_state == Trying) {
        m_sinceStart.restart();
        setState(Computing);
    }
    for (const SweepCell& cell : news.cells)
        m_results->add(cell);
    m_progress = news.progress;
    if (news.isOver) {
        m_leaving.push_back(std::move(m_job)); // gone with the next look
        const auto asked = plan();
        m_problem = !news.failure.empty() ? QString::fromStdString(news.failure)
                    : asked               ? QString()
                                          : sentenceOf(QString::fromStdString(asked.problem().sentence()));
        if (m_problem.isEmpty() && m_results->refusedCount() > 0)
            m_problem = tr("%1 of the cells can't be: %2")
                            .arg(m_results->refusedCount())
                            .arg(sentenceOf(m_results->firstRefusal()));
        setState(m_results->isWhole() ? Done : Refused);
    }
    if (!news.cells.empty() || news.isOver) show();
    Q_EMIT progressChanged();
}

} // namespace sojourn
