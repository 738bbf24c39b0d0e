#include "viewmodels/theory/theory_model.h"

#include "viewmodels/panels/words.h"

#include "explore/figure_text.h"
#include "viewmodels/on_pool.h"

#include <QCoroFuture>

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace sojourn {

namespace {

constexpr int atMostEveryMs = 400;

} // namespace

TheoryModel::TheoryModel(QObject* parent)
    : QAbstractListModel(parent)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &TheoryModel::look);
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
    lookAtA();
    Q_EMIT activeChanged();
}

/// Another run. The lines of the one before stay until there are others, so that nothing flickers while a
/// slider moves.
void TheoryModel::forget()
{
    ++m_run;
    m_known = Extent::Nothing;
    m_knownEvents = 0;
    m_soFar.reset();
    m_again.stop();
    look();
}

void TheoryModel::look()
{
    if (!m_active || m_busy || !m_session || m_known == Extent::Whole) return;
    const RunDocument* const document = m_session->document();
    if (document->columns() == nullptr || !m_session->runScenario()) return;
    const bool isNews = document->columns()->folded() > m_knownEvents && !m_again.isActive();
    if (document->isEnded() || m_known == Extent::Nothing || isNews) work();
}

TheoryModel::Comparison TheoryModel::compare(const Scenario& scenario, const Columns& columns, Extent extent,
                                             std::shared_ptr<const RunInfo> info)
{
    const ScenarioTheory theory = theoryOf(scenario);
    const std::vector<QueueSeries> series = queueSeriesOf(columns);
    const TheoryCheck check = checkTheory(theory, columns, series);
    Comparison comparison;
    comparison.info = std::move(info);
    comparison.isWhole = extent == Extent::Whole;
    comparison.hasExact = std::ranges::any_of(check.queues, [](const QueueCheck& queue) {
        return queue.theory.kind == QueueTheory::Kind::Exact &&
               std::ranges::any_of(queue.rows,
                                   [](const TheoryRow& row) { return row.measured && row.theory; });
    });
    comparison.lines = theoryLines(check, columns.info());
    for (std::uint16_t q = 0; q < series.size() && q < theory.queues.size(); ++q) {
        const auto& figures = theory.queues[q].figures;
        comparison.curves.push_back(queueCurvesOf(columns, q, series[q], figures ? &*figures : nullptr,
                                                  theory.queues[q].relaxationSeconds *
                                                      relaxationsForUneven(theory.queues[q].serviceScv),
                                                  theory.queues[q].kind != QueueTheory::Kind::Overload));
        if (theory.queues[q].isWaitVarianceInfinite)
            for (BandPoint& point : comparison.curves.back().meanSoFar)
                point.band.reset();
        comparison.curves.back().areMeansApproximate =
            theory.queues[q].kind == QueueTheory::Kind::Approximate;
        if (theory.queues[q].kind == QueueTheory::Kind::Overload)
            comparison.curves.back().growthPerSecond = theory.queues[q].growthPerSecond;
    }
    const QString overload = QString::fromStdString(overloadSentence(check.queues, columns.info()));
    if (check.queues.empty())
        comparison.sentence = tr("There is no queue, so queueing theory has nothing to say.");
    else if (check.sentence.empty())
        comparison.sentence =
            overload.isEmpty() ? tr("There are no exact values to compare this run with.") : overload + u'.';
    else if (extent == Extent::Whole)
        comparison.sentence = QString::fromStdString(check.sentence) + QLatin1Char('.');
    else if (std::ranges::none_of(comparison.lines, [](const TheoryLine& line) { return line.low >= 0; }))
        comparison.sentence =
            tr("What theory says. There is not enough data yet to compare the run with it.");
    else
        comparison.sentence = tr("So far: %1.").arg(QString::fromStdString(check.sentence));
    if (!comparison.sentence.isEmpty()) comparison.sentence[0] = comparison.sentence[0].toUpper();
    if (columns.folded() == 0) { // nothing was measured yet, and that needs no reason
        comparison.lines.removeIf([](const TheoryLine& line) {
            return line.kind == TheoryLine::Kind::Short || line.kind == TheoryLine::Kind::Little;
        });
    }
    if (extent != Extent::Whole) // who waits now is not one that "still waited at the end"
        for (TheoryLine& line : comparison.lines)
            if (line.kind == TheoryLine::Kind::Little) {
                line.title = tr("Little’s law, so far");
                line.verdictText.clear();
            }
    return comparison;
}

QCoro::Task<> TheoryModel::work()
{
    const QPointer<TheoryModel> self(this);
    const RunDocument* const document = m_session->document();
    const Extent extent = document->isEnded() ? Extent::Whole : Extent::Part;
    const bool lacksBeginning = document->firstKnownNs() > 0;
    const bool isFirstPart = document->limit() != RunLimit::None;
    const std::uint64_t run = m_run;
    const std::uint64_t events = document->columns()->folded();
    const std::shared_ptr<const Scenario> scenario = m_session->runScenario();
    std::shared_ptr<const RunInfo> info = document->sharedInfo();
    // The columns of a live run belong to this thread, so the worker folds its own.
    const bool isGrowing = extent == Extent::Part && !document->isPartial();
    if (isGrowing && !m_soFar) m_soFar = std::make_shared<Columns>(info, document->sharedLog());
    std::shared_ptr<Columns> soFar;
    std::shared_ptr<const Columns> columns;
    if (lacksBeginning) {
        columns = std::make_shared<Columns>(info, std::make_shared<EventLog>()); // nothing was measured
    } else if (isGrowing) {
        soFar = m_soFar;
        columns = m_soFar;
    } else {
        columns = document->sharedColumns();
    }
    m_busy = true;
    QElapsedTimer timer;
    timer.start();
    QFuture<Comparison> future = onPool([scenario, columns, soFar, events, extent, info] {
        if (soFar) soFar->advance(events);
        return compare(*scenario, *columns, extent, info);
    });
    Comparison comparison = co_await future;
    if (!self) co_return;
    comparison.of = columns;
    if (lacksBeginning && !comparison.lines.isEmpty())
        comparison.sentence = tr("What theory says. This run is not compared with it: its beginning is lost. "
                                 "Restart it to compare it whole.");
    if (isFirstPart) // there was more of the run than its file has, or than was kept
        for (TheoryLine& line : comparison.lines)
            if (line.kind == TheoryLine::Kind::Little)
                line.title = tr("Little’s law, the part that is known");
    m_busy = false;
    if (run == m_run) {
        m_known = extent;
        m_knownEvents = events;
        // Most of the time the processor is left to others.
        if (extent == Extent::Part)
            m_again.start(std::max<int>(atMostEveryMs, 4 * static_cast<int>(timer.elapsed())));
    }
    // Of a run that was overtaken while a slider moves: better than none.
    show(std::move(comparison));
    look();
}

void TheoryModel::show(Comparison comparison)
{
    const auto isSame = [](const TheoryLine& a, const TheoryLine& b) {
        return a.kind == b.kind && a.title == b.title;
    };
    // With every reset a list would go back to its beginning.
    if (count() > 0 && std::ranges::equal(m_shown.lines, comparison.lines, isSame)) {
        m_shown = std::move(comparison);
        Q_EMIT dataChanged(index(0), index(count() - 1));
    } else {
        beginResetModel();
        m_shown = std::move(comparison);
        endResetModel();
    }
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
    if (shown->warmUp > 0) text += tr(" after a warm-up of %1").arg(countText(shown->warmUp));
    return text + QLatin1Char('.') +
           (m_shown.hasExact && m_shown.info->virtualClock ? tr(" By chance, one interval in twenty misses.")
                                                           : QString());
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
    case DifferenceRole:
        return difference(line);
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
            {QueueRole, "queue"},     {DifferenceRole, "difference"}};
}

} // namespace sojourn
