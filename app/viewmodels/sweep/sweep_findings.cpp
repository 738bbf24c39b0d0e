#include "viewmodels/sweep/sweep_findings.h"

#include "viewmodels/panels/words.h"

#include <QObject>

#include <algorithm>
#include <optional>
#include <utility>

namespace sojourn {

namespace {

QString tr(const char* text)
{
    return QObject::tr(text);
}

/// The metric that is shown, then those of goals that are about another one.
std::vector<std::size_t> measured(const SweepAsked& asked)
{
    std::vector<std::size_t> metrics{asked.metric};
    for (const SweepGoal& goal : asked.goals)
        if (std::ranges::find(metrics, goal.metric) == metrics.end()) metrics.push_back(goal.metric);
    return metrics;
}

/// The answers to one state of the results; made anew whenever they change.
class Findings final
{
public:
    Findings(const SweepResults& results, const SweepAsked& asked)
        : m_results(results)
        , m_asked(asked)
        , m_height(results.rowCount())
    {
    }

    SweepFindings all()
    {
        SweepFindings found;
        if (m_results.table().rows.empty()) {
            found.heading = tr("The first cells are being computed.");
            return found;
        }
        const SweepRow* const cheapest =
            m_asked.goals.empty() ? nullptr : cheapestThatMeets(m_results.table(), m_asked.goals);
        if (m_asked.goals.empty()) {
            sayRange(found);
        } else if (cheapest != nullptr) {
            found.cheapest = static_cast<int>(cheapest->cell);
            sayCheapest(found, *cheapest);
            addMeeting(found);
            addNeighbours(found, cheapest->cell);
        } else {
            sayNone(found);
        }
        return found;
    }

private:
    QString text(double value, std::size_t metric) const
    {
        return QString::fromStdString(metricText(value, m_results.unit(metric)));
    }
    QString spare(const SweepGoal& goal, double mean) const
    {
        return QString::fromStdString(marginText(goal.requirement.margin(mean), m_results.unit(goal.metric)));
    }
    bool meetsAll(const SweepRow& row) const
    {
        return std::ranges::all_of(m_asked.goals, [&](const SweepGoal& goal) { return meets(row, goal); });
    }
    QString goals() const
    {
        QStringList texts;
        for (const SweepGoal& goal : m_asked.goals)
            texts += m_results.goalText(goal);
        return texts.join(tr(" and "));
    }

    void sayRange(SweepFindings& found) const
    {
        const SweepRow *least = nullptr, *most = nullptr;
        const auto mean = [&](const SweepRow& row) { return row.metrics[m_asked.metric].mean; };
        for (const SweepRow& row : m_results.table().rows) {
            if (!mean(row)) continue;
            // Of several the first in the order of cells: they come in any.
            const auto key = [&](const SweepRow& one, int sign) {
                return std::pair(sign * *mean(one), one.cell);
            };
            if (least == nullptr || key(row, 1) < key(*least, 1)) least = &row;
            if (most == nullptr || key(row, -1) < key(*most, -1)) most = &row;
        }
        const QString metric = m_results.words(m_asked.metric);
        if (least == nullptr) {
            found.heading = tr("There are no data for %1.").arg(metric);
            found.detail = warmUpWords();
        } else if (*mean(*least) == *mean(*most)) {
            found.heading =
                (m_results.isWhole() ? tr("%1 is %2 everywhere.") : tr("%1 of the cells so far is %2."))
                    .arg(metric, text(*mean(*least), m_asked.metric));
        } else {
            found.heading =
                (m_results.isWhole() ? tr("%1 lies between %2 and %3.")
                                     : tr("%1 of the cells so far lies between %2 and %3."))
                    .arg(metric, text(*mean(*least), m_asked.metric), text(*mean(*most), m_asked.metric));
            found.detail =
                tr("Least at %1, most at %2. Set a goal, and the cheapest setting that meets it is named.")
                    .arg(placeOf(*least), placeOf(*most));
        }
        if (!found.heading.isEmpty()) found.heading[0] = found.heading[0].toUpper();
    }

    /// Why there are no data, where the warm-up is the reason.
    QString warmUpWords() const
    {
        if (m_results.runCount() == 0 || m_results.allWarmUpCount() < m_results.runCount()) return {};
        return tr("The warm-up of %1 items is longer than every run, so that nothing is measured.")
            .arg(countText(m_results.plan().warmUp.items));
    }

    /// Where a mean is, and how many cells have the same: an end of the range need not be at one place.
    QString placeOf(const SweepRow& row) const
    {
        const auto& mean = row.metrics[m_asked.metric].mean;
        const auto equal = std::ranges::count_if(m_results.table().rows, [&](const SweepRow& other) {
            return other.metrics[m_asked.metric].mean == mean;
        });
        const QString place = m_results.settingText(row.cell);
        if (equal == 1) return place;
        if (equal == 2) return tr("%1 (and one other)").arg(place);
        return tr("%1 (and %2 others)").arg(place, countText(static_cast<std::uint64_t>(equal - 1)));
    }

    void sayCheapest(SweepFindings& found, const SweepRow& row) const
    {
        const QString setting = m_results.settingText(row.cell);
        found.heading = m_asked.goals.size() > 1
                            ? tr("%1 meets both goals.").arg(setting)
                            : tr("%1 keeps %2.").arg(setting, m_results.goalText(m_asked.goals.front()));
        if (!m_results.isWhole()) found.heading = tr("Of the cells so far, %1").arg(found.heading);
        QStringList parts;
        for (const SweepGoal& goal : m_asked.goals) {
            const ReplicationEstimate& estimate = row.metrics[goal.metric];
            parts +=
                tr("%1 %2: %3 to spare")
                    .arg(m_results.words(goal.metric), m_results.estimateText(estimate, goal.metric, &goal),
                         spare(goal, *estimate.mean));
        }
        QString detail = parts.join(QStringLiteral("; ")) + QLatin1Char('.');
        detail[0] = detail[0].toUpper();
        const std::size_t unjudged = unjudgedBelow(m_results.table(), m_asked.goals, &row);
        found.detail = detail + (unjudged == 1  ? tr(" A cheaper one has too few items to tell.")
                                 : unjudged > 0 ? tr(" %1 cheaper ones have too few items to tell.")
                                                      .arg(countText(static_cast<std::uint64_t>(unjudged)))
                                 : m_results.isWhole() ? tr(" The cheapest of all cells.")
                                                       : tr(" The cheapest of the cells so far."));
    }

    void sayNone(SweepFindings& found) const
    {
        for (const SweepGoal& goal : m_asked.goals) {
            // What has no value anywhere nobody knows a setting for.
            if (std::ranges::any_of(m_results.table().rows, [&](const SweepRow& row) {
                    return row.metrics[goal.metric].mean.has_value();
                }))
                continue;
            found.heading = (m_results.isWhole() ? tr("There are no data for %1.")
                                                 : tr("There are no data for %1 so far."))
                                .arg(m_results.words(goal.metric));
            found.detail = warmUpWords();
            return;
        }
        const QString which = m_asked.goals.size() > 1 ? tr("both goals") : goals();
        found.heading =
            (m_results.isWhole() ? tr("No setting meets %1.") : tr("No setting so far meets %1.")).arg(which);
        if (m_asked.goals.size() == 1)
            found.heading =
                (m_results.isWhole() ? tr("No setting keeps %1.") : tr("No setting so far keeps %1."))
                    .arg(which);
        const SweepGoal& goal = m_asked.goals.front();
        const SweepRow* closest = nullptr;
        for (const SweepRow& row : m_results.table().rows) {
            const auto& mean = row.metrics[goal.metric].mean;
            if (!mean || !row.isSound()) continue;
            if (closest == nullptr ||
                goal.requirement.margin(*mean) > goal.requirement.margin(*closest->metrics[goal.metric].mean))
                closest = &row;
        }
        const QString unfinished = unfinishedWords();
        if (closest == nullptr) {
            found.detail = unfinished;
            return;
        }
        found.detail = (m_asked.goals.size() > 1 ? tr("Closest to the first is %1: %2 %3.")
                                                 : tr("The closest is %1: %2 %3."))
                           .arg(m_results.settingText(closest->cell), m_results.words(goal.metric),
                                m_results.estimateText(closest->metrics[goal.metric], goal.metric, &goal));
        if (!unfinished.isEmpty()) found.detail += QLatin1Char(' ') + unfinished;
    }

    /// How many settings would do, if only their runs finished.
    QString unfinishedWords() const
    {
        const std::size_t settings = unfinishedThatWouldMeet(m_results.table(), m_asked.goals);
        if (settings == 0) return {};
        return settings == 1
                   ? tr("One setting would, but not all of its runs finish: they fail, stall or spin.")
                   : tr("%1 settings would, but not all of their runs finish: they fail, stall or spin.")
                         .arg(countText(static_cast<std::uint64_t>(settings)));
    }

    void addMeeting(SweepFindings& found) const
    {
        const SweepGoal& goal = m_asked.goals.front();
        for (std::size_t i = 0; i < m_results.plan().axes.size(); ++i)
            found.columns += m_results.label(i);
        found.columns += {m_results.words(goal.metric), tr("to spare")};
        for (std::size_t x = 0; x < m_results.columnCount(); ++x) {
            const SweepRow* best = nullptr;
            for (std::size_t y = 0; y < m_height; ++y) {
                const SweepRow* const row = m_results.row(x * m_height + y);
                if (row == nullptr || !meetsAll(*row)) continue;
                ++found.meetingCount;
                if (best == nullptr || isCheaper(m_results.table(), *row, *best)) best = row;
            }
            if (best == nullptr) continue;
            SweepLine line{static_cast<int>(best->cell), {}, static_cast<int>(best->cell) == found.cheapest};
            for (const std::string& value : best->values)
                line.texts += QString::fromStdString(value);
            const double mean = *best->metrics[goal.metric].mean;
            const MetricUnit unit = m_results.unit(goal.metric);
            line.texts += {tableText(mean, unit), unit == MetricUnit::Ratio
                                                      ? spare(goal, mean)
                                                      : tableText(goal.requirement.margin(mean), unit)};
            found.meeting += line;
        }
    }

    /// Why a setting fails: the goals that it misses, with its numbers.
    QString whyNot(const SweepRow& row) const
    {
        QStringList parts;
        for (const SweepGoal& goal : m_asked.goals) {
            if (meets(row, goal)) continue;
            const ReplicationEstimate& estimate = row.metrics[goal.metric];
            const bool isNear = estimate.mean && goal.requirement.holdsFor(*estimate.mean);
            if (isNear && !estimate.high && estimate.count > 1) {
                parts += tr("%1 %2").arg(m_results.words(goal.metric),
                                         m_results.estimateText(estimate, goal.metric, &goal));
                continue;
            }
            const QString value = boundText(goal, estimate.mean);
            parts +=
                (isNear ? tr("%1 %2: the interval reaches beyond %3") : tr("%1 %2, not %3"))
                    .arg(m_results.words(goal.metric), m_results.estimateText(estimate, goal.metric, &goal),
                         isNear ? value : sideOf(goal).arg(value));
        }
        if (!row.isSound()) parts += tr("not all of its runs finished");
        return parts.join(tr(", and "));
    }
    /// Beside a value with as many figures as show the verdict.
    QString boundText(const SweepGoal& goal, const std::optional<double>& beside) const
    {
        const MetricUnit unit = m_results.unit(goal.metric);
        const double number = goal.requirement.bound;
        const std::string usual = metricText(number, unit);
        const std::string exact = beside ? metricTextBeside(number, *beside, unit) : usual;
        return exact == usual ? axisText(number, unit) : QString::fromStdString(exact);
    }
    static QString sideOf(const SweepGoal& goal)
    {
        const Relation relation = goal.requirement.relation;
        return relation == Relation::Less || relation == Relation::LessOrEqual ? tr("under %1")
                                                                               : tr("over %1");
    }

    void addNeighbours(SweepFindings& found, std::uint64_t cell) const
    {
        const std::size_t x = cell / m_height, y = cell % m_height;
        // The first value may be 0, no limit, which is dearer.
        const auto isLess = [&](std::uint64_t other) {
            const SweepRow* const row = m_results.row(other);
            return row != nullptr && isCheaper(m_results.table(), *row, *m_results.row(cell));
        };
        if (x > 0 && isLess(cell - m_height)) addColumn(found, x - 1, y);
        if (y > 0 && isLess(cell - 1)) addNeighbour(found, cell - 1, 1);
    }

    /// One step less across: that no value up would do, or what its neighbour there misses.
    void addColumn(SweepFindings& found, std::size_t x, std::size_t y) const
    {
        if (m_height == 1) return addNeighbour(found, x, 0);
        std::size_t known = 0;
        for (std::size_t i = 0; i < m_height; ++i)
            known += m_results.row(x * m_height + i) != nullptr;
        const SweepRow* const row = m_results.row(x * m_height + y);
        if (row == nullptr) return;
        const QString less = named(0, x * m_height);
        const QString reason = whyNot(*row);
        if (known == m_height)
            found.holds += tr("%1: no %2 will do. With %3, %4.")
                               .arg(less, m_results.label(1), value(1, row->cell), reason);
        else
            found.holds += tr("%1 with %2: %3.").arg(less, named(1, row->cell), reason);
    }
    void addNeighbour(SweepFindings& found, std::uint64_t cell, std::size_t axis) const
    {
        const SweepRow* const row = m_results.row(cell);
        if (row == nullptr || meetsAll(*row)) return;
        found.holds += tr("%1: %2.").arg(named(axis, cell), whyNot(*row));
    }
    QString value(std::size_t axis, std::uint64_t cell) const
    {
        return QString::fromStdString(m_results.plan().valuesOf(cell)[axis].toText());
    }
    QString named(std::size_t axis, std::uint64_t cell) const
    {
        return m_results.label(axis) + QLatin1Char(' ') + value(axis, cell);
    }

    const SweepResults& m_results;
    const SweepAsked& m_asked;
    std::size_t m_height;
};

} // namespace

SweepFindings findingsOf(const SweepResults& results, const SweepAsked& asked)
{
    return Findings(results, asked).all();
}

QStringList sweepColumns(const SweepResults& results, const SweepAsked& asked)
{
    QStringList columns;
    for (std::size_t i = 0; i < results.plan().axes.size(); ++i)
        columns += results.label(i);
    for (const std::size_t metric : measured(asked))
        columns += {results.words(metric), tr("95 % interval")};
    columns += tr("runs");
    return columns;
}

QList<SweepLine> sweepLines(const SweepResults& results, const SweepAsked& asked)
{
    QList<SweepLine> lines;
    const auto text = [&](const std::optional<double>& value, std::size_t metric) {
        return value ? QString::fromStdString(metricText(*value, results.unit(metric))) : QString();
    };
    for (std::uint64_t cell = 0; cell < results.plan().cellCount(); ++cell) {
        const SweepRow* const row = results.row(cell);
        if (row == nullptr) continue;
        const bool meetsAll =
            !asked.goals.empty() &&
            std::ranges::all_of(asked.goals, [&](const SweepGoal& goal) { return meets(*row, goal); });
        SweepLine line{static_cast<int>(cell), {}, meetsAll};
        for (const std::string& value : row->values)
            line.texts += QString::fromStdString(value);
        for (const std::size_t metric : measured(asked)) {
            const ReplicationEstimate& estimate = row->metrics[metric];
            line.texts += text(estimate.mean, metric);
            line.texts += estimate.low && text(estimate.low, metric) != text(estimate.high, metric)
                              ? tr("%1 to %2").arg(text(estimate.low, metric), text(estimate.high, metric))
                              : QString();
        }
        QString runs = QString::number(row->replications);
        if (row->unfinished > 0) runs += tr(", %1 unfinished").arg(row->unfinished);
        line.texts += runs;
        lines += line;
    }
    return lines;
}

namespace {

/// What the numbers of a cell are made of.
QString fromWhat(const SweepResults& results, const SweepAsked& asked, std::uint32_t replications)
{
    if (replications == 1) return tr("from one run");
    const std::vector<std::size_t> metrics = measured(asked);
    const auto isPooled = [&](std::size_t metric) { return !results.pooledWords(metric).isEmpty(); };
    const auto pooled = std::ranges::find_if(metrics, isPooled);
    const QString runs = countText(replications);
    if (pooled == metrics.end()) return tr("from %1 runs, with 95 % intervals").arg(runs);
    const QString all = results.pooledWords(*pooled);
    if (std::ranges::all_of(metrics, isPooled))
        return tr("of %1 of %2 runs, with 95 % intervals").arg(all, runs);
    return tr("from %1 runs, with 95 % intervals; percentiles of %2 of them").arg(runs, all);
}

} // namespace

QString cellText(const SweepResults& results, const SweepAsked& asked, std::uint64_t cell)
{
    const SweepRow* const row = results.row(cell);
    if (row == nullptr) return tr("not computed yet");
    if (row->replications == 0) return tr("the scenario cannot have these values");
    QStringList lines;
    for (const std::size_t metric : measured(asked)) {
        const ReplicationEstimate& estimate = row->metrics[metric];
        lines += results.words(metric) + QLatin1Char(' ') + results.estimateText(estimate, metric);
    }
    lines += fromWhat(results, asked, row->replications);
    if (row->unfinished > 0) lines += tr("%1 of them failed, stalled or spun").arg(row->unfinished);
    lines += row->replications == 1 ? tr("Click opens this run") : tr("Click opens the first of these runs");
    return lines.join(QLatin1Char('\n'));
}

} // namespace sojourn
