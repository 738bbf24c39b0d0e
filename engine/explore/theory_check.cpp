#include "explore/theory_check.h"

#include "explore/figure_text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sojourn {

namespace {

using Unit = TheoryRow::Unit;

/// The same estimate in another unit: of a number of servers, the share of each.
Estimated scaled(const Estimated& estimated, double factor)
{
    if (!estimated) return estimated;
    Estimate e = *estimated;
    for (double* value : {&e.value, &e.low, &e.high})
        *value *= factor;
    return e;
}

class RowMaker final
{
public:
    RowMaker(const QueueTheory& theory, const QueueSeries& series)
        : m_theory(theory)
        , m_series(series)
        , m_figures(theory.figures ? &*theory.figures : nullptr)
    {
    }

    std::vector<TheoryRow> rows()
    {
        if (m_theory.servers > 0)
            add("utilisation_ratio", "utilisation", Unit::Ratio,
                scaled(meanOf(m_series.busyServers), 1.0 / m_theory.servers),
                &QueueFigures::utilisationRatio);
        add("mean_wait_s", "mean wait", Unit::Seconds, meanOf(m_series.wait), &QueueFigures::waitSeconds);
        add("mean_sojourn_s", "mean sojourn", Unit::Seconds, meanOf(m_series.sojourn),
            &QueueFigures::sojournSeconds);
        add("mean_queue_length", "in the queue", Unit::Items, meanOf(m_series.length),
            &QueueFigures::queueLength);
        add("throughput_per_s", "throughput", Unit::PerSecond, meanOf(m_series.throughput),
            &QueueFigures::throughputPerSecond);
        addRow("wait_probability", "P(wait)", Unit::Ratio, shareOf(m_series.waited),
               m_figures ? m_figures->waitProbability : std::nullopt);
        addLoss();
        for (const double percent : {50., 90., 99.})
            addPercentile(percent);
        return std::move(m_rows);
    }

private:
    void add(const char* key, const char* label, Unit unit, Estimated measured, double QueueFigures::*value)
    {
        addRow(key, label, unit, std::move(measured),
               m_figures ? std::optional(m_figures->*value) : std::nullopt);
    }
    void addRow(std::string key, std::string label, Unit unit, Estimated measured,
                std::optional<double> theory)
    {
        m_rows.push_back({std::move(key), std::move(label), unit, std::move(measured), theory});
    }
    /// Only where something can be lost: of a queue without limit there is nothing to say.
    void addLoss()
    {
        const auto& lost = m_series.lost.values;
        const bool theoryLoses = m_figures && m_figures->lossProbability > 0 && !m_theory.losesBeforeQueue;
        if (!theoryLoses && std::find(lost.begin(), lost.end(), 1) == lost.end()) return;
        addRow("loss_probability", "turned away", Unit::Ratio, shareOf(m_series.lost),
               m_figures ? std::optional(m_figures->lossProbability) : std::nullopt);
    }
    void addPercentile(double percent)
    {
        const std::string number = figureText(percent);
        addRow("p" + number + "_wait_s", "p" + number + " wait", Unit::Seconds,
               percentileOf(m_series.wait, percent),
               m_figures && m_figures->wait && !m_figures->wait->isApproximate()
                   ? m_figures->wait->percentileSeconds(percent)
                   : std::nullopt);
    }

    const QueueTheory& m_theory;
    const QueueSeries& m_series;
    const QueueFigures* m_figures; // null without figures; of m_theory
    std::vector<TheoryRow> m_rows;
};

/// How often each verdict is, of the queues whose theory is of that kind.
struct Tally
{
    std::size_t agree = 0;
    std::size_t disagree = 0;
    std::size_t open = 0; ///< theory has a value, and the run is too short for an interval
};

Tally tallyOf(const std::vector<QueueCheck>& queues, QueueTheory::Kind kind)
{
    Tally tally;
    for (const QueueCheck& queue : queues) {
        if (queue.theory.kind != kind) continue;
        for (const TheoryRow& row : queue.rows) {
            if (!row.theory) continue;
            if (row.verdict() == TheoryRow::Verdict::Agrees)
                ++tally.agree;
            else if (row.verdict() == TheoryRow::Verdict::Disagrees)
                ++tally.disagree;
            else
                ++tally.open;
        }
    }
    return tally;
}

std::string sentenceOf(const Tally& tally)
{
    const std::size_t all = tally.agree + tally.disagree;
    const std::string none =
        tally.open > 0 ? "; for " + std::to_string(tally.open) + " the run is too short" : "";
    if (all == 0) return tally.open > 0 ? "the run is too short to be compared with theory" : "";
    if (tally.disagree == 0)
        return "the run agrees with theory: " +
               (all == 1
                    ? std::string("the exact value lies inside the measured 95 % interval")
                    : "all " + std::to_string(all) + " exact values lie inside the measured 95 % intervals") +
               none;
    return std::to_string(tally.agree) + " of " + countedText(all, "exact value") +
           " lie inside the measured 95 % intervals; by chance, one interval in twenty misses" + none;
}

} // namespace

TheoryRow::Verdict TheoryRow::verdict() const
{
    if (!measured || !theory) return Verdict::Open;
    const double slack = std::abs(*theory) * 1e-9 + 1e-12; // for rounding
    if (measured->low - slack <= *theory && *theory <= measured->high + slack) return Verdict::Agrees;
    // Where nothing varied the interval has no width: what is rare did not happen, which refutes nothing.
    return measured->low < measured->high ? Verdict::Disagrees : Verdict::Open;
}

TheoryCheck checkTheory(const ScenarioTheory& theory, const Columns& columns)
{
    return checkTheory(theory, columns, queueSeriesOf(columns));
}

TheoryCheck checkTheory(const ScenarioTheory& theory, const Columns& columns,
                        const std::vector<QueueSeries>& series)
{
    TheoryCheck check;
    check.pipelines = theory.pipelines;
    const auto laws = littlesLawsOf(columns);
    for (std::size_t q = 0; q < theory.queues.size() && q < series.size(); ++q)
        check.queues.push_back({theory.queues[q], RowMaker(theory.queues[q], series[q]).rows(), laws[q]});
    check.sentence = sentenceOf(tallyOf(check.queues, QueueTheory::Kind::Exact));
    return check;
}

} // namespace sojourn
