#include "stats/queue_series.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sojourn {

namespace {

/// Enough for batches, and so few that each holds some events.
constexpr std::size_t mostStretches = 4096;
constexpr std::size_t eventsInStretch = 5;

double seconds(std::int64_t ns)
{
    return static_cast<double>(ns) / 1e9;
}

struct Arrivals
{
    std::size_t count = 0;
    std::int64_t lastNs = 0;
};

/// Puts and drops, as far as the columns go.
std::vector<Arrivals> arrivalsOf(const Columns& columns, std::vector<QueueSeries>& series)
{
    std::vector<Arrivals> arrivals(series.size());
    for (const std::uint32_t index : columns.visitsInOrderOfPutting()) {
        const Visit& visit = columns.visits()[index];
        if (visit.enqueuedNs == notYet && !visit.dropped) continue;
        Arrivals& a = arrivals[visit.queue];
        series[visit.queue].lost.values.push_back(visit.dropped ? 1 : 0);
        ++a.count;
        if (visit.enqueuedNs != notYet) a.lastNs = std::max(a.lastNs, visit.enqueuedNs);
    }
    return arrivals;
}

void addPerItem(const Columns& columns, std::vector<QueueSeries>& series)
{
    for (const std::uint32_t index : columns.takenVisits()) {
        const Visit& visit = columns.visits()[index];
        const std::int64_t waitNs = visit.dequeuedNs - visit.enqueuedNs;
        series[visit.queue].wait.values.push_back(seconds(waitNs));
        series[visit.queue].waited.values.push_back(waitNs > 0 ? 1 : 0);
    }
    for (const std::uint32_t index : columns.doneVisits()) {
        const Visit& visit = columns.visits()[index];
        SojournSeries& sojourn = series[visit.queue].sojourn;
        sojourn.values.push_back(seconds(visit.doneNs - visit.enqueuedNs));
        sojourn.waits.push_back(seconds(visit.dequeuedNs - visit.enqueuedNs));
    }
}

/// The tasks that get from a queue, and when each of them starts to wait for an item and stops.
TimeWeightedSeries busyServersOf(const Columns& columns, std::uint16_t queue, StepAverages averages,
                                 std::int64_t endNs)
{
    std::vector<std::pair<std::int64_t, int>> changes;
    for (const GroupInfo& group : columns.info().groups) {
        if (std::find(group.getsFrom.begin(), group.getsFrom.end(), queue) == group.getsFrom.end()) continue;
        for (std::uint32_t task = group.firstTask; task < group.firstTask + group.taskCount; ++task) {
            const Lane& lane = columns.lanes()[task];
            if (lane.startedNs == notYet) continue;
            changes.emplace_back(lane.startedNs, 1);
            if (lane.endedNs != notYet) changes.emplace_back(lane.endedNs, -1);
            for (const Span& span : lane.spans) {
                if (span.state != TaskState::GetWait || span.object != queue) continue;
                changes.emplace_back(span.startNs, -1);
                changes.emplace_back(span.endNs, 1);
            }
            if (lane.open.state == TaskState::GetWait && lane.open.object == queue)
                changes.emplace_back(lane.open.startNs, -1);
        }
    }
    std::sort(changes.begin(), changes.end());
    double busy = 0;
    for (std::size_t i = 0; i < changes.size() && changes[i].first < endNs; ++i) {
        busy += changes[i].second;
        averages.stepTo(changes[i].first, busy);
    }
    return averages.series();
}

TimeWeightedSeries lengthOf(const Columns& columns, std::uint16_t queue, StepAverages averages)
{
    for (const DepthStep& step : columns.depths()[queue])
        averages.stepTo(step.atNs, step.size);
    return averages.series();
}

/// How long end marks were in each queue, all of them together; which of them is which does not matter for
/// the sum.
std::vector<double> endMarkSecondsOf(const Columns& columns)
{
    std::vector<double> sums(columns.info().queues.size());
    for (const Lane& lane : columns.lanes())
        for (const Mark& mark : lane.marks) {
            if (mark.item != 0xFFFFFFFFu) continue;
            if (mark.kind != MarkKind::Put && mark.kind != MarkKind::Get) continue;
            const double rest = seconds(columns.lastNs() - mark.atNs);
            sums[mark.object] += mark.kind == MarkKind::Put ? rest : -rest;
        }
    return sums;
}

/// As many stretches of a time as `events` in it fill.
std::size_t stretchesFor(std::size_t events, std::int64_t ns)
{
    const std::size_t stretches = std::min(mostStretches, events / eventsInStretch);
    return ns < static_cast<std::int64_t>(stretches) ? 0 : stretches;
}

/// Gets up to the last arrival, counted over stretches, as rates. Where few of many arrivals are served, the
/// stretches are longer than those of the arrivals.
TimeWeightedSeries throughputOf(const Columns& columns, std::uint16_t queue, std::int64_t endNs)
{
    std::vector<std::int64_t> gets;
    for (const std::uint32_t index : columns.takenVisits()) {
        const Visit& visit = columns.visits()[index];
        if (visit.queue == queue && visit.dequeuedNs < endNs) gets.push_back(visit.dequeuedNs);
    }
    TimeWeightedSeries rate;
    const std::size_t stretches = stretchesFor(gets.size(), endNs);
    if (stretches == 0) return rate;
    rate.stretchSeconds = seconds(endNs) / static_cast<double>(stretches);
    rate.values.resize(stretches);
    for (const std::int64_t ns : gets) {
        const auto stretch = static_cast<std::size_t>(seconds(ns) / rate.stretchSeconds);
        rate.values[std::min(stretch, stretches - 1)] += 1 / rate.stretchSeconds;
    }
    return rate;
}

} // namespace

StepAverages::StepAverages(std::int64_t fromNs, std::int64_t toNs, std::size_t count)
    : m_fromNs(fromNs)
    , m_toNs(toNs)
    , m_atNs(fromNs)
    , m_areas(count)
{
}

std::int64_t StepAverages::startOf(std::size_t stretch) const
{
    const auto length = static_cast<__int128>(m_toNs - m_fromNs);
    return m_fromNs + static_cast<std::int64_t>(length * static_cast<__int128>(stretch) /
                                                static_cast<__int128>(m_areas.size()));
}

void StepAverages::stepTo(std::int64_t atNs, double level)
{
    const std::int64_t untilNs = std::min(atNs, m_toNs);
    while (m_atNs < untilNs) {
        const std::int64_t endNs = std::min(untilNs, startOf(m_stretch + 1));
        m_areas[m_stretch] += m_level * static_cast<double>(endNs - m_atNs);
        m_atNs = endNs;
        if (m_atNs == startOf(m_stretch + 1)) ++m_stretch;
    }
    m_level = level;
}

TimeWeightedSeries StepAverages::series()
{
    stepTo(m_toNs, m_level);
    TimeWeightedSeries result;
    result.stretchSeconds = seconds(m_toNs - m_fromNs) / static_cast<double>(m_areas.size());
    for (std::size_t i = 0; i < m_areas.size(); ++i)
        result.values.push_back(m_areas[i] / static_cast<double>(startOf(i + 1) - startOf(i)));
    return result;
}

bool knowsWhoWaited(const Columns& columns, const QueueSeries& series)
{
    const auto& waited = series.waited.values;
    return columns.info().virtualClock || std::find(waited.begin(), waited.end(), 0) != waited.end();
}

SojournSeries sojournSeriesOf(const Columns& columns)
{
    SojournSeries series;
    for (const std::uint32_t done : columns.doneVisits()) {
        const Visit& last = columns.visits()[done];
        if (last.nextVisit != noVisit) continue; // an item leaves with its last visit
        const std::int64_t sojourn = columns.sojournNs(last.item);
        if (sojourn == notYet) continue;
        std::int64_t waitNs = 0;
        for (std::uint32_t v = columns.items()[last.item].firstVisit; v != noVisit;
             v = columns.visits()[v].nextVisit) {
            const Visit& visit = columns.visits()[v];
            if (visit.dequeuedNs != notYet) waitNs += visit.dequeuedNs - visit.enqueuedNs;
        }
        series.values.push_back(seconds(sojourn));
        series.waits.push_back(seconds(waitNs));
    }
    return series;
}

std::vector<QueueSeries> queueSeriesOf(const Columns& columns)
{
    std::vector<QueueSeries> all(columns.info().queues.size());
    addPerItem(columns, all);
    const std::vector<Arrivals> arrivals = arrivalsOf(columns, all);
    for (std::uint16_t q = 0; q < all.size(); ++q) {
        const std::int64_t endNs = arrivals[q].lastNs;
        const std::size_t stretches = stretchesFor(arrivals[q].count, endNs);
        if (stretches == 0) continue;
        const StepAverages averages(0, endNs, stretches);
        all[q].length = lengthOf(columns, q, averages);
        all[q].busyServers = busyServersOf(columns, q, averages, endNs);
        all[q].throughput = throughputOf(columns, q, endNs);
    }
    return all;
}

PerItemSeries lossesBefore(const Columns& columns, std::uint16_t queue,
                           const std::vector<std::uint16_t>& groups)
{
    std::vector<std::pair<std::int64_t, double>> arrivals; // when, and 1 of one that was lost
    const auto isPause = [](const Span& span) {
        return span.state == TaskState::Sleeping || span.state == TaskState::Working ||
               span.state == TaskState::Offloaded;
    };
    for (const std::uint16_t number : groups) {
        const GroupInfo& group = columns.info().groups[number];
        for (std::uint32_t task = group.firstTask; task < group.firstTask + group.taskCount; ++task) {
            const Lane& lane = columns.lanes()[task];
            auto mark = lane.marks.begin();
            const std::size_t first = arrivals.size();
            for (const Span& span : lane.spans) {
                if (!isPause(span)) continue;
                // Who put did so before the pause behind it began.
                for (; mark != lane.marks.end() && mark->atNs <= span.startNs; ++mark)
                    if (mark->kind == MarkKind::Put && mark->object == queue && arrivals.size() > first)
                        arrivals.back().second = 0;
                arrivals.emplace_back(span.endNs, 1);
            }
            for (; mark != lane.marks.end(); ++mark)
                if (mark->kind == MarkKind::Put && mark->object == queue && arrivals.size() > first)
                    arrivals.back().second = 0;
        }
    }
    std::ranges::stable_sort(arrivals, {}, &std::pair<std::int64_t, double>::first);
    PerItemSeries series;
    for (const auto& [atNs, isLost] : arrivals)
        series.values.push_back(isLost);
    return series;
}

std::optional<double> sleepDelaySecondsOf(const Columns& columns)
{
    std::vector<std::int64_t> dueNs(columns.info().taskCount(), notYet);
    double sum = 0;
    std::uint64_t count = 0;
    for (std::uint64_t i = 0; i < columns.folded(); ++i) {
        const Event& event = columns.log()[i];
        if (event.task >= dueNs.size()) continue;
        std::int64_t& due = dueNs[event.task];
        if (event.kind == EventKind::Sleep) {
            due = event.timeNs + event.value;
        } else if (event.kind == EventKind::Wake && due != notYet) {
            sum += seconds(event.timeNs - due);
            ++count;
            due = notYet;
        }
    }
    return count > 0 ? std::optional(sum / static_cast<double>(count)) : std::nullopt;
}

bool LittlesLaw::holds() const
{
    return stillWaiting > 0 || std::abs(queueLength - product()) <= std::max(1e-9, queueLength * 1e-6);
}

std::vector<std::optional<LittlesLaw>> littlesLawsOf(const Columns& columns)
{
    const std::size_t queues = columns.info().queues.size();
    std::vector<std::optional<LittlesLaw>> laws(queues);
    const std::int64_t endNs = columns.lastNs();
    if (endNs <= 0) return laws;
    const std::vector<double> endMarks = endMarkSecondsOf(columns);
    std::vector<LittlesLaw> sums(queues); // with sums in place of means
    std::vector<std::uint64_t> got(queues);
    for (const Visit& visit : columns.visits()) {
        if (visit.enqueuedNs == notYet) continue;
        LittlesLaw& sum = sums[visit.queue];
        if (visit.dequeuedNs == notYet) {
            ++sum.stillWaiting;
        } else {
            ++got[visit.queue];
            sum.waitSeconds += seconds(visit.dequeuedNs - visit.enqueuedNs);
        }
    }
    for (std::uint16_t q = 0; q < queues; ++q) {
        if (got[q] == 0) continue;
        LittlesLaw law = sums[q];
        law.waitSeconds /= static_cast<double>(got[q]);
        law.arrivalsPerSecond = static_cast<double>(got[q]) / seconds(endNs);
        law.queueLength =
            lengthOf(columns, q, StepAverages(0, endNs, 1)).values.front() - endMarks[q] / seconds(endNs);
        laws[q] = law;
    }
    return laws;
}

} // namespace sojourn
