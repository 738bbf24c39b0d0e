#include "viewmodels/theory/run_theory.h"

#include "explore/theory_words.h"
#include "viewmodels/on_pool.h"

#include <QCoroFuture>

#include <utility>

namespace sojourn {

namespace {

constexpr std::chrono::milliseconds patience{3};

} // namespace

RunTheory::RunTheory(QObject* parent)
    : QObject(parent)
{
}

void RunTheory::setSession(Session* session)
{
    if (session == m_session) return;
    if (m_session) m_session->document()->disconnect(this);
    m_session = session;
    if (session != nullptr) connect(session->document(), &RunDocument::runChanged, this, &RunTheory::look);
    look();
    Q_EMIT sessionChanged();
}

void RunTheory::look()
{
    if (!m_busy && m_session && m_session->runScenario() != m_scenario) find();
}

QCoro::Task<> RunTheory::find()
{
    const QPointer<RunTheory> self(this);
    m_busy = true;
    const std::shared_ptr<const Scenario> scenario = m_session->runScenario();
    std::shared_ptr<const ScenarioTheory> theory;
    if (scenario) {
        QFuture<std::shared_ptr<const ScenarioTheory>> future = onPool(
            [scenario] { return std::make_shared<const ScenarioTheory>(theoryOf(*scenario)); }, patience);
        theory = co_await future;
        if (!self) co_return;
    }
    m_busy = false;
    m_scenario = scenario;
    m_theory = std::move(theory);
    Q_EMIT changed();
    look(); // another run may be shown by now
}

const QueueTheory* RunTheory::of(std::uint16_t queue) const
{
    return m_theory && queue < m_theory->queues.size() ? &m_theory->queues[queue] : nullptr;
}

const QueueFigures* RunTheory::onlyFigures() const
{
    const bool isOnly = m_theory && m_theory->queues.size() == 1 && m_theory->queues[0].figures;
    return isOnly ? &*m_theory->queues[0].figures : nullptr;
}

const StayDistribution* RunTheory::sojourn() const
{
    const QueueFigures* const figures = onlyFigures();
    return figures != nullptr && figures->sojourn ? &*figures->sojourn : nullptr;
}

QString RunTheory::caseName() const
{
    return onlyFigures() != nullptr ? QString::fromStdString(m_theory->queues[0].name) : QString();
}

QString RunTheory::caption() const
{
    if (m_theory && m_scenario)
        for (const QueueTheory& theory : m_theory->queues)
            if (theory.kind == QueueTheory::Kind::Overload)
                return tr("In theory, of “%1”: %2")
                    .arg(QString::fromStdString(m_scenario->queues[theory.queue].name),
                         QString::fromStdString(theory.sentence));
    return caseName().isEmpty() ? QString() : tr("Green: in theory, %1, in the long run").arg(caseName());
}

QString RunTheory::text(double seconds, bool isApproximate) const
{
    const QString value = QString::fromStdString(figureWithUnit(seconds, MetricUnit::Seconds));
    return isApproximate && !value.isEmpty() ? QStringLiteral("≈ ") + value : value;
}

QString RunTheory::mean() const
{
    const QueueFigures* const figures = onlyFigures();
    if (figures == nullptr) return {};
    return text(figures->sojournSeconds, m_theory->queues[0].kind == QueueTheory::Kind::Approximate);
}

QString RunTheory::percentile(double percent) const
{
    const StayDistribution* const distribution = sojourn();
    if (distribution == nullptr) return {};
    return text(distribution->percentileSeconds(percent).value_or(0), distribution->isApproximate());
}

} // namespace sojourn
