#include "viewmodels/theory/theory_model.h"

#include "explore/figure_text.h"
#include "viewmodels/on_pool.h"

#include <QCoroFuture>

#include <algorithm>
#include <utility>

namespace sojourn {

namespace {

/// That a queue grows for ever, and how fast; else that there is nothing to compare.
QString overloadOf(const TheoryCheck& check, const RunInfo& info)
{
    for (const QueueCheck& queue : check.queues)
        if (queue.theory.kind == QueueTheory::Kind::Overload)
            return QObject::tr("“%1” is overloaded: %2.")
                .arg(QString::fromStdString(info.queues[queue.theory.queue].name),
                     QString::fromStdString(queue.theory.sentence));
    return QObject::tr("There are no exact values to compare this run with.");
}

} // namespace

TheoryModel::TheoryModel(QObject* parent)
    : QAbstractListModel(parent)
{
}

void TheoryModel::setSession(Session* session)
{
    if (session == m_session) return;
    if (m_session) m_session->document()->disconnect(this);
    m_session = session;
    forget();
    if (session != nullptr) {
        connect(session->document(), &RunDocument::runChanged, this, &TheoryModel::forget);
        connect(session->document(), &RunDocument::dataChanged, this, &TheoryModel::look);
        connect(session->document(), &RunDocument::selectionChanged, this, &TheoryModel::compared);
        look();
    }
    Q_EMIT sessionChanged();
}

void TheoryModel::setActive(bool active)
{
    if (active == m_active) return;
    m_active = active;
    look();
    Q_EMIT activeChanged();
}

/// Another run. The lines of the one before stay until there are others, so that nothing flickers while a
/// slider moves.
void TheoryModel::forget()
{
    ++m_run;
    m_known = Known::Nothing;
    look();
}

void TheoryModel::look()
{
    if (!m_active || m_busy || !m_session || m_known == Known::Whole) return;
    const RunDocument* const document = m_session->document();
    if (document->columns() == nullptr || !m_session->runScenario()) return;
    if (document->isEnded() || m_known == Known::Nothing) work();
}

TheoryModel::Comparison TheoryModel::compare(const Scenario& scenario, const Columns& columns, bool whole,
                                             std::shared_ptr<const RunInfo> info)
{
    const ScenarioTheory theory = theoryOf(scenario);
    const std::vector<QueueSeries> series = queueSeriesOf(columns);
    const TheoryCheck check = checkTheory(theory, columns, series);
    Comparison comparison;
    comparison.info = std::move(info);
    comparison.lines = theoryLines(check, columns.info());
    for (std::uint16_t q = 0; q < series.size() && q < theory.queues.size(); ++q) {
        const auto& figures = theory.queues[q].figures;
        comparison.curves.push_back(queueCurvesOf(columns, q, series[q], figures ? &*figures : nullptr));
        comparison.curves.back().areMeansApproximate =
            theory.queues[q].kind == QueueTheory::Kind::Approximate;
        if (theory.queues[q].kind == QueueTheory::Kind::Overload)
            comparison.curves.back().growthPerSecond = theory.queues[q].growthPerSecond;
    }
    if (check.queues.empty())
        comparison.sentence = tr("There is no queue, so queueing theory has nothing to say.");
    else if (!whole)
        comparison.sentence = tr("What theory says. The run is compared with it when it has ended.");
    else if (check.sentence.empty())
        comparison.sentence = overloadOf(check, columns.info());
    else
        comparison.sentence = QString::fromStdString(check.sentence) + QLatin1Char('.');
    if (!comparison.sentence.isEmpty()) comparison.sentence[0] = comparison.sentence[0].toUpper();
    if (!whole) { // nothing was measured yet, and that needs no reason
        comparison.lines.removeIf([](const TheoryLine& line) {
            return line.kind == TheoryLine::Kind::Short || line.kind == TheoryLine::Kind::Little;
        });
    }
    return comparison;
}

QCoro::Task<> TheoryModel::work()
{
    const QPointer<TheoryModel> self(this);
    const RunDocument* const document = m_session->document();
    const bool whole = document->isEnded();
    const std::uint64_t run = m_run;
    const std::shared_ptr<const Scenario> scenario = m_session->runScenario();
    std::shared_ptr<const RunInfo> info = document->sharedInfo();
    // What a live run has recorded so far belongs to this thread; theory alone needs none of it.
    std::shared_ptr<const Columns> columns;
    if (whole)
        columns = document->sharedColumns();
    else
        columns = std::make_shared<const Columns>(info, std::make_shared<EventLog>());
    m_busy = true;
    QFuture<Comparison> future =
        onPool([scenario, columns, whole, info] { return compare(*scenario, *columns, whole, info); });
    Comparison comparison = co_await future;
    if (!self) co_return;
    m_busy = false;
    if (run == m_run) m_known = whole ? Known::Whole : Known::Theory;
    // Of a run that was overtaken while a slider moves: better than none.
    show(std::move(comparison));
    look();
}

void TheoryModel::show(Comparison comparison)
{
    beginResetModel();
    m_shown = std::move(comparison);
    endResetModel();
    Q_EMIT compared();
}

const QueueCurves* TheoryModel::curvesOf(std::uint16_t queue) const
{
    return queue < m_shown.curves.size() ? &m_shown.curves[queue] : nullptr;
}

const QueueCurves* TheoryModel::curves() const
{
    const int selected = m_session ? m_session->document()->selectedQueue() : -1;
    if (selected >= 0)
        if (const QueueCurves* const curves = curvesOf(static_cast<std::uint16_t>(selected))) return curves;
    // The one that theory knows most of, else the first with waits.
    const auto worth = [](const QueueCurves& c) {
        return (c.tailTheory.empty() ? 0 : 4) + (c.meanTheory ? 2 : 0) + (c.counted > 0 ? 1 : 0);
    };
    const auto best =
        std::max_element(m_shown.curves.begin(), m_shown.curves.end(),
                         [&](const QueueCurves& a, const QueueCurves& b) { return worth(a) < worth(b); });
    return best == m_shown.curves.end() ? nullptr : &*best;
}

QString TheoryModel::queueName() const
{
    const QueueCurves* const shown = curves();
    if (shown == nullptr || m_shown.curves.size() < 2) return {};
    return QString::fromStdString(m_shown.info->queues[shown->queue].name);
}

QString TheoryModel::detail() const
{
    const QueueCurves* const shown = curves();
    if (shown == nullptr || shown->counted == 0) return {};
    const QString name = queueName();
    const QString waits = QString::fromStdString(countedText(shown->counted, "wait"));
    QString text =
        name.isEmpty() ? tr("Measured: %1").arg(waits) : tr("Measured in “%1”: %2").arg(name, waits);
    if (shown->warmUp > 0) text += tr(" after a warm-up of %1").arg(shown->warmUp);
    return text + QLatin1Char('.') +
           (isMeasured() ? tr(" By chance, one interval in twenty misses.") : QString());
}

bool TheoryModel::isMeasured() const
{
    return std::any_of(m_shown.lines.begin(), m_shown.lines.end(),
                       [](const TheoryLine& line) { return line.low >= 0; });
}

int TheoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant TheoryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const TheoryLine& line = m_shown.lines[index.row()];
    switch (role) {
    case KindRole:
        return static_cast<int>(line.kind);
    case TitleRole:
    case Qt::DisplayRole:
        return line.title;
    case TextRole:
        return line.text;
    case MeasuredRole:
        return line.measured;
    case MarginRole:
        return line.margin;
    case TheoryRole:
        return line.theory;
    case VerdictRole:
        return static_cast<int>(line.verdict);
    case VerdictTextRole:
        return line.verdictText;
    case LowRole:
        return line.low;
    case HighRole:
        return line.high;
    case AtRole:
        return line.at;
    case ExactRole:
        return line.exact;
    case QueueRole:
        return line.queue;
    default:
        return {};
    }
}

QHash<int, QByteArray> TheoryModel::roleNames() const
{
    return {{KindRole, "kind"},       {TitleRole, "title"},
            {TextRole, "text"},       {MeasuredRole, "measured"},
            {MarginRole, "margin"},   {TheoryRole, "theory"},
            {VerdictRole, "verdict"}, {VerdictTextRole, "verdictText"},
            {LowRole, "low"},         {HighRole, "high"},
            {AtRole, "at"},           {ExactRole, "exact"},
            {QueueRole, "queue"}};
}

} // namespace sojourn
