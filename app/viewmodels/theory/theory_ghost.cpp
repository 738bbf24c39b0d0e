// What the run before, or the one that is pinned, had in place of each figure and curve.
#include "explore/compare/figure_cells.h"
#include "viewmodels/on_pool.h"
#include "viewmodels/theory/theory_model.h"

#include <QCoroFuture>

#include <algorithm>

namespace sojourn {

void TheoryModel::setKept(KeptRuns* kept)
{
    if (kept == m_kept) return;
    if (m_kept) m_kept->disconnect(this);
    m_kept = kept;
    if (kept != nullptr) connect(kept, &KeptRuns::runsChanged, this, &TheoryModel::lookAtA);
    lookAtA();
    Q_EMIT keptChanged();
}

/// A may be another run by now, or its ghost is to be seen no longer.
void TheoryModel::lookAtA()
{
    if (!m_active) return;
    const auto a = m_kept ? m_kept->a() : nullptr;
    const bool isKnown = a && m_ofA && a->columns && m_ofA->of.lock() == a->columns;
    if (a && a->columns && a->scenario && !isKnown) {
        if (m_shown.isWhole && m_shown.of.lock() == a->columns) // it was the present run a moment ago
            m_ofA = std::make_shared<const Comparison>(m_shown);
        else if (!m_isABusy)
            compareA(a);
    }
    if (count() > 0) Q_EMIT dataChanged(index(0), index(count() - 1), {DifferenceRole});
    Q_EMIT compared();
}

QCoro::Task<> TheoryModel::compareA(std::shared_ptr<const KeptRun> a)
{
    const QPointer<TheoryModel> self(this);
    const std::shared_ptr<const Columns> columns = a->columns; // they may be let go of meanwhile
    m_isABusy = true;
    QFuture<Comparison> future = onPool([scenario = a->scenario, columns] {
        return compare(*scenario, *columns, Extent::Whole, std::make_shared<const RunInfo>(columns->info()));
    });
    Comparison comparison = co_await future;
    if (!self) co_return;
    comparison.of = columns;
    m_ofA = std::make_shared<const Comparison>(std::move(comparison));
    m_isABusy = false;
    lookAtA();
}

/// While the present run is computed, what is shown is still of the one before it, which may be A itself.
bool TheoryModel::isGhostShown() const
{
    if (!m_kept || !m_kept->isGhostShown() || !m_ofA || !m_shown.isWhole) return false;
    const auto a = m_kept->a();
    const std::shared_ptr<const Columns> columns = m_ofA->of.lock();
    return a && columns && a->columns == columns && m_shown.of.lock() != columns;
}

QString TheoryModel::difference(const TheoryLine& line) const
{
    if (line.kind != TheoryLine::Kind::Figure || !line.value || !isGhostShown()) return {};
    const std::string& name = m_shown.info->queues[static_cast<std::size_t>(line.queue)].name;
    const auto same = std::ranges::find_if(m_ofA->lines, [&](const TheoryLine& other) {
        return other.kind == line.kind && other.title == line.title &&
               m_ofA->info->queues[static_cast<std::size_t>(other.queue)].name == name;
    });
    if (same == m_ofA->lines.end() || !same->value) return {};
    // A mean number of items is no whole one: it has the figures of a rate.
    const MetricUnit unit = line.unit == MetricUnit::Count ? MetricUnit::PerSecond : line.unit;
    const QString text = QString::fromStdString(figureCells(same->value, line.value, unit).difference);
    const bool isRate = line.unit == MetricUnit::PerSecond && *same->value != *line.value;
    return isRate && !text.isEmpty() ? text + QStringLiteral("/s") : text;
}

const QueueCurves* TheoryModel::ghostCurves() const
{
    const QueueCurves* const shown = curves();
    if (shown == nullptr || !isGhostShown()) return nullptr;
    const std::string& name = m_shown.info->queues[shown->queue].name;
    const auto same = std::ranges::find_if(m_ofA->curves, [&](const QueueCurves& other) {
        return m_ofA->info->queues[other.queue].name == name;
    });
    return same == m_ofA->curves.end() || same->counted == 0 ? nullptr : &*same;
}

QString TheoryModel::ghostName() const
{
    return ghostCurves() == nullptr ? QString() : m_kept->aName();
}

bool TheoryModel::hasDifferences() const
{
    return std::ranges::any_of(m_shown.lines,
                               [this](const TheoryLine& line) { return !difference(line).isEmpty(); });
}

} // namespace sojourn
