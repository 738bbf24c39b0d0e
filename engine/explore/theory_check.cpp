#include "explore/theory_check.h"

#include "explore/figure_text.h"
#include "explore/theory_words.h"
#include "scenario/scenario.h"
#include "trace/grouped.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace sojourn {

namespace {

using Unit = MetricUnit;

/// Of a number of busy servers, the share of each: never above 1.
Estimated shareOfEach(const Estimated& busy, std::uint32_t servers)
{
    if (!busy) return busy;
    Estimate e = *busy;
    for (double* value : {&e.value, &e.low, &e.high})
        *value /= servers;
    e.high = std::min(1.0, e.high);
    return e;
}

/// What a run holds against theory whose times were measured, as an assumption that does not hold; empty
/// where they are as exact as the virtual clock's.
std::string measuredTimes(const Columns& columns)
{
    if (columns.info().virtualClock) return {};
    const auto delay = sleepDelaySecondsOf(columns);
    if (!delay) return "times are measured: nothing happens just when it is due";
    if (!(*delay > 0)) return {};
    return "times are measured: sleeps end late, by " + figureWithUnit(*delay, MetricUnit::Seconds, 2) +
           " in the mean";
}

class RowMaker final
{
public:
    RowMaker(const QueueTheory& theory, const QueueSeries& series, const Columns& columns)
        : m_theory(theory)
        , m_series(series)
        , m_columns(columns)
        , m_figures(theory.figures ? &*theory.figures : nullptr)
    {
    }

    std::vector<TheoryRow> rows()
    {
        make();
        if (m_theory.kind == QueueTheory::Kind::Overload)
            for (TheoryRow& row : m_rows)
                refuseGrowing(row);
        // Such an interval would only hold how the run begins and ends.
        if (m_theory.isDeterministic())
            for (TheoryRow& row : m_rows) {
                row.measured = Shortage::Alike;
                row.reason = "no interval: nothing is random here";
            }
        return std::move(m_rows);
    }

private:
    /// Of a queue that grows for ever only rates and shares may settle, and nothing is left out as warm-up.
    static void refuseGrowing(TheoryRow& row)
    {
        const bool grows = row.unit == Unit::Seconds || row.unit == Unit::Count;
        if (row.measured && (grows || row.measured->warmUp > 0)) row.measured = Shortage::WarmUp;
        // However long the run, there would not be more to measure.
        if (!row.measured) row.reason = "there is no long run to measure: the queue grows for ever";
    }
    void make()
    {
        const bool hasWaits = !m_theory.hasNoPlaces; // otherwise they are 0, and nothing is measured
        if (m_theory.servers > 0)
            askLength(overTime("utilisation_ratio", "utilisation", Unit::Ratio,
                               shareOfEach(meanOf(m_series.busyServers), m_theory.servers),
                               &QueueFigures::utilisationRatio),
                      leastRelaxationsOfRates);
        if (hasWaits)
            askMean(perItem("mean_wait_s", "mean wait", Unit::Seconds, meanOf(m_series.wait),
                            valueOf(&QueueFigures::waitSeconds)));
        askMean(perItem("mean_sojourn_s", "mean sojourn", Unit::Seconds, meanOf(m_series.sojourn),
                        valueOf(&QueueFigures::sojournSeconds)));
        if (hasWaits)
            askMean(overTime("mean_queue_length", "in the queue", Unit::Count,
                             withinRoom(meanOf(m_series.length)), &QueueFigures::queueLength));
        askLength(overTime("throughput_per_s", "throughput", Unit::PerSecond, meanOf(m_series.throughput),
                           &QueueFigures::throughputPerSecond),
                  leastRelaxationsOfRates);
        if (hasWaits) addWaited();
        addLoss();
        if (!hasWaits) return;
        for (const double percent : {50., 90., 99.})
            addPercentile(percent);
    }
    /// No more than there is room for.
    Estimated withinRoom(const Estimated& length) const
    {
        const auto capacity = static_cast<double>(m_columns.info().queues[m_theory.queue].capacity);
        if (!length || capacity == 0) return length;
        Estimate e = *length;
        e.high = std::min(e.high, capacity);
        return e;
    }
    std::optional<double> valueOf(double QueueFigures::*value) const
    {
        return m_figures ? std::optional(m_figures->*value) : std::nullopt;
    }
    TheoryRow& perItem(std::string key, std::string label, Unit unit, Estimated measured,
                       std::optional<double> theory)
    {
        m_rows.push_back({std::move(key), std::move(label), unit, std::move(measured), theory});
        return m_rows.back();
    }
    TheoryRow& overTime(std::string key, std::string label, Unit unit, Estimated measured,
                        double QueueFigures::*value)
    {
        TheoryRow& row = perItem(std::move(key), std::move(label), unit, std::move(measured), valueOf(value));
        row.weighting = Weighting::TimeWeighted;
        return row;
    }
    /// Of a mean of waits, or of what follows from it: none either where their variance is infinite.
    void askMean(TheoryRow& row) const
    {
        if (!m_theory.isWaitVarianceInfinite)
            return askLength(row, leastRelaxations * relaxationsForUneven(m_theory.serviceScv));
        row.measured = Shortage::NoVariance;
    }
    /// Gives no interval where the run is shorter than so many relaxation times.
    void askLength(TheoryRow& row, double least) const
    {
        const double relaxation = m_theory.relaxationSeconds;
        if (!(relaxation > 0)) return;
        if (!row.measured && row.measured.shortage() == Shortage::Alike) return;
        const double has = static_cast<double>(m_columns.lastNs()) / 1e9 / relaxation;
        if (has >= least) return;
        row.measured = Shortage::Dependent;
        if (least * relaxation > longestTime) {
            row.reason = "not enough data: so near to a load of 100 % no run is long enough";
            return;
        }
        row.reason = "not enough data: it takes the queue " + figureWithUnit(relaxation, Unit::Seconds, 2) +
                     " to forget, and the run is " + figureText(has, 2) + " times that, where " +
                     grouped(static_cast<std::uint64_t>(std::llround(least))) + " are needed" +
                     itemsFor(least * relaxation);
    }
    /// What is to be set at least for a run of that length: ", at least 61,000 items". Empty where the rate
    /// is not known.
    std::string itemsFor(double seconds) const
    {
        if (!m_figures || !(m_figures->lossProbability < 1)) return {};
        const double arrivals = m_figures->throughputPerSecond / (1 - m_figures->lossProbability);
        // So many items may come sooner: a twentieth more.
        const double items = std::max(static_cast<double>(leastValues), seconds * arrivals * 1.05);
        if (!(items < 1e15)) return {};
        const double unit = std::pow(10, std::floor(std::log10(items)) - 1); // two figures, upwards
        return ", at least " + grouped(static_cast<std::uint64_t>(std::ceil(items / unit) * unit)) + " items";
    }
    /// A share, and in what words all or none of the values make it, which gives no interval.
    TheoryRow& addShare(std::string key, std::string label, const PerItemSeries& series,
                        std::optional<double> theory, const char* ofAll, const char* ofNone)
    {
        TheoryRow& row = perItem(std::move(key), std::move(label), Unit::Ratio, shareOf(series), theory);
        const auto& values = series.values;
        const bool isAlike = !values.empty() && std::adjacent_find(values.begin(), values.end(),
                                                                   std::not_equal_to<>()) == values.end();
        if (isAlike)
            row.reason = std::string("no interval: ") + (values.front() > 0 ? ofAll : ofNone);
        else
            askLength(row, leastRelaxationsOfRates);
        return row;
    }
    void addWaited()
    {
        const auto theory = m_figures ? m_figures->waitProbability : std::nullopt;
        TheoryRow& row = addShare("wait_probability", "P(wait)", m_series.waited, theory,
                                  "every one of them waited", "none of them waited");
        if (knowsWhoWaited(m_columns, m_series)) return;
        row.measured = Shortage::Alike;
        row.theory.reset();
        row.reason = "not to be told on the real clock: a wait that is measured is never exactly 0";
    }
    /// Only where something can be lost: of a queue without limit there is nothing to say.
    void addLoss()
    {
        const bool isBefore = !m_theory.losingSources.empty();
        const PerItemSeries before =
            isBefore ? lossesBefore(m_columns, m_theory.queue, m_theory.losingSources) : PerItemSeries();
        const PerItemSeries& lost = isBefore ? before : m_series.lost;
        const bool canLose = m_figures && m_figures->lossProbability > 0;
        if (!canLose && std::find(lost.values.begin(), lost.values.end(), 1) == lost.values.end()) return;
        addShare("loss_probability", "turned away", lost, valueOf(&QueueFigures::lossProbability),
                 "every one of them was turned away", "none of them was turned away");
    }
    void addPercentile(double percent)
    {
        const std::string number = figureText(percent);
        const StayDistribution* const wait =
            m_figures && m_figures->wait && !m_figures->wait->isApproximate() ? &*m_figures->wait : nullptr;
        auto theory = wait != nullptr ? wait->percentileSeconds(percent) : std::nullopt;
        if (theory == 0 && !knowsWhoWaited(m_columns, m_series)) theory.reset();
        askLength(perItem("p" + number + "_wait_s", "p" + number + " wait", Unit::Seconds,
                          percentileOf(m_series.wait, percent), theory),
                  leastRelaxationsFor(percent) * relaxationsForUneven(m_theory.serviceScv));
    }

    const QueueTheory& m_theory;
    const QueueSeries& m_series;
    const Columns& m_columns;
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
            else if (row.isTooShort())
                ++tally.open;
        }
    }
    return tally;
}

/// `why`: what may have moved values away from theory's besides chance; empty without.
std::string sentenceOf(const Tally& tally, const std::string& why)
{
    const std::size_t all = tally.agree + tally.disagree;
    const std::string none =
        tally.open > 0 ? "; for " + std::to_string(tally.open) + " the run is too short" : "";
    if (all == 0) return tally.open > 0 ? "the run is too short to be compared with theory" : "";
    // Of a few values out of many none may say that the run agrees.
    if (tally.open > all && tally.disagree == 0)
        return "the run is too short for " + std::to_string(tally.open) + " of " +
               std::to_string(tally.open + all) + " exact values; the other " +
               (all == 1 ? std::string("one lies inside the measured 95 % interval")
                         : std::to_string(all) + " lie inside the measured 95 % intervals");
    if (tally.disagree == 0)
        return "the run agrees with theory: " +
               (all == 1
                    ? std::string("the exact value lies inside the measured 95 % interval")
                    : "all " + std::to_string(all) + " exact values lie inside the measured 95 % intervals") +
               none;
    return (all == 1 ? std::string("the exact value lies outside the measured 95 % interval; ")
                     : std::to_string(tally.agree) + " of " + std::to_string(all) +
                           " exact values lie inside the measured 95 % intervals; ") +
           (why.empty() ? "by chance, one interval in twenty misses, and those of one queue miss together"
                        : why) +
           none;
}

/// Of queues where nothing is random there are no intervals; empty where there are none such.
std::string deterministicSentence(const std::vector<QueueCheck>& queues,
                                  const std::vector<QueueSeries>& series)
{
    bool hasSome = false;
    for (const QueueCheck& queue : queues) {
        if (!queue.theory.isDeterministic()) continue;
        const auto& waits = series[queue.theory.queue].wait.values;
        if (std::ranges::any_of(waits, [](double wait) { return wait > 0; })) return {};
        hasSome = hasSome || !waits.empty();
    }
    return hasSome ? "nothing is random here, and nobody waited: as theory says, to the nanosecond" : "";
}

} // namespace

TheoryRow::Verdict TheoryRow::verdict() const
{
    if (!measured || !theory) return Verdict::Open;
    const double slack = std::abs(*theory) * 1e-9 + 1e-12; // for rounding
    if (measured->low - slack <= *theory && *theory <= measured->high + slack) return Verdict::Agrees;
    return Verdict::Disagrees;
}

std::string TheoryRow::shortage() const
{
    return reason.empty() ? shortageSentence(measured.shortage()) : reason;
}

bool TheoryRow::isTooShort() const
{
    return !measured && measured.shortage() != Shortage::Alike && measured.shortage() != Shortage::NoVariance;
}

std::string overloadSentence(const std::vector<QueueCheck>& queues, const RunInfo& info)
{
    const auto found = std::ranges::find_if(
        queues, [](const QueueCheck& queue) { return queue.theory.kind == QueueTheory::Kind::Overload; });
    if (found == queues.end()) return {};
    return "“" + info.queues[found->theory.queue].name + "” is overloaded: " + found->theory.sentence;
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
    const std::string why = measuredTimes(columns);
    const auto laws = littlesLawsOf(columns);
    for (std::size_t q = 0; q < theory.queues.size() && q < series.size(); ++q)
        check.queues.push_back(
            {theory.queues[q], RowMaker(theory.queues[q], series[q], columns).rows(), laws[q]});
    if (!why.empty())
        for (QueueCheck& queue : check.queues)
            if (queue.theory.figures) queue.theory.deviations.push_back(why);
    const bool startsLate =
        std::ranges::any_of(check.queues, [](const QueueCheck& queue) { return queue.theory.startsLate; });
    const std::string late = startsLate ? "who starts late moves what a run measures" : "";
    check.sentence = sentenceOf(tallyOf(check.queues, QueueTheory::Kind::Exact), why.empty() ? late : why);
    if (check.sentence.empty()) check.sentence = deterministicSentence(check.queues, series);
    const std::string overload = overloadSentence(check.queues, columns.info());
    if (!overload.empty() && !check.sentence.empty())
        check.sentence = overload + "; of the others " + check.sentence;
    return check;
}

} // namespace sojourn
