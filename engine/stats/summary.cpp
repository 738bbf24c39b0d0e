#include "stats/summary.h"

#include <utility>

namespace sojourn {

namespace detail {

void ItemWindow::addPages(std::uint32_t item)
{
    while ((item >> pageBits) - m_firstPage >= m_pages.size()) {
        // What was the last page stays even when nobody lives there; now it may go.
        if (!m_pages.empty() && m_pages.back() && m_pages.back()->living == 0) {
            m_pages.emplace_back();
            freePage(m_pages[m_pages.size() - 2]);
            m_pages.pop_back();
        }
        if (m_spare.empty()) {
            m_pages.push_back(std::make_unique<Page>());
        } else {
            m_pages.push_back(std::move(m_spare.back()));
            m_spare.pop_back();
        }
    }
}

void ItemWindow::freePage(std::unique_ptr<Page>& page)
{
    m_spare.push_back(std::move(page));
    while (m_freedInFront < m_pages.size() && !m_pages[m_freedInFront])
        ++m_freedInFront;
    // The empty front is cut off when it is the larger half: what that costs was paid for by the pages it
    // held.
    if (m_freedInFront < 64 || m_freedInFront * 2 < m_pages.size()) return;
    m_pages.erase(m_pages.begin(), m_pages.begin() + m_freedInFront);
    m_firstPage += m_freedInFront;
    m_freedInFront = 0;
}

} // namespace detail

namespace {

/// Of a run that ended in its warm-up: its counts, and no statistics.
Summary countsOf(Summary s)
{
    for (QueueSummary& queue : s.queues)
        queue = {};
    for (ServerSummary& server : s.servers)
        server.reply = {};
    for (GroupSummary& group : s.groups)
        group.share = {};
    s.sojourn = {};
    s.throughputPerSecond = 0;
    s.inWarmUp = s.items;
    s.warmUpSeconds = s.elapsedSeconds;
    return s;
}

Distribution distributionOf(const Histogram& h)
{
    const auto seconds = [&h](double percent) { return static_cast<double>(h.percentile(percent)) / 1e9; };
    Distribution d;
    d.count = h.count();
    if (d.count == 0) return d;
    d.meanSeconds = h.mean() / 1e9;
    d.p50Seconds = seconds(50);
    d.p90Seconds = seconds(90);
    d.p99Seconds = seconds(99);
    d.p999Seconds = seconds(99.9);
    d.maxSeconds = static_cast<double>(h.max()) / 1e9;
    return d;
}

} // namespace

SummaryFold::SummaryFold(std::shared_ptr<const RunInfo> info, std::uint32_t warmUpItems)
    : TaskFold(*info)
    , m_info(std::move(info))
    , m_queues(m_info->queues.size())
    , m_servers(m_info->servers.size())
    , m_totals(m_info->groups.size())
    , m_lastOfWarmUp(warmUpItems == 0 ? noItem : warmUpItems - 1)
{
    static_assert(sizeof(Task) <= 64);
}

SummaryFold::~SummaryFold() = default;

void SummaryFold::beginAnew(std::int64_t ns)
{
    m_isWarm = true;
    m_fromNs = ns;
    m_droppedBefore = m_dropped;
    m_totalsBefore = totalsAt(ns);
    m_sojourn = Histogram();
    for (QueueFold& queue : m_queues) {
        queue.putsBefore = queue.puts;
        queue.gotBefore = queue.wait.count();
        queue.doneBefore = queue.service.count();
        queue.areaBefore = queue.area.value() + queue.areaTo(ns);
        queue.maxSize = queue.size;
        queue.putWait = queue.wait = queue.service = Histogram();
    }
    for (ServerFold& server : m_servers)
        server.reply = Histogram();
}

SummaryFold::Totals SummaryFold::totalsAt(std::int64_t ns) const
{
    Totals totals(m_totals.size());
    for (std::size_t g = 0; g < totals.size(); ++g)
        for (std::size_t i = 0; i < shownStates; ++i)
            totals[g][i] = m_totals[g][i].value();
    for (const Task& task : tasks()) {
        const auto state = static_cast<std::size_t>(task.state);
        if (ns > task.extra.sinceNs && state < shownStates)
            totals[task.group][state] += static_cast<std::uint64_t>(ns - task.extra.sinceNs);
    }
    return totals;
}

Summary SummaryFold::summary(const RunEnd& end) const
{
    const std::int64_t atNs = nanoseconds(end.at);
    Summary s;
    s.scenario = m_info->scenario;
    s.seed = m_info->seed;
    s.virtualClock = m_info->virtualClock;
    s.outcome = end.outcome;
    s.elapsedSeconds = toSeconds(end.at);
    s.events = m_events;
    s.timeouts = m_timeouts;
    s.waitingTasks = end.waitingTasks;

    s.items.made = TaskFold::made();
    const std::int64_t countedNs = atNs - m_fromNs;
    for (const QueueFold& queue : m_queues) {
        s.inWarmUp.put += queue.putsBefore;
        s.inWarmUp.got += queue.gotBefore;
        s.inWarmUp.done += queue.doneBefore;
        s.items.put += queue.puts;
        s.items.got += queue.gotBefore + queue.wait.count();
        s.items.done += queue.doneBefore + queue.service.count();
        QueueSummary q;
        q.maxSize = queue.maxSize;
        if (countedNs > 0)
            q.meanSize = static_cast<double>(queue.area.value() +
                                             queue.areaTo(std::max(atNs, queue.sinceNs)) - queue.areaBefore) /
                         static_cast<double>(countedNs);
        Histogram putWait;
        addPutWaits(putWait, queue);
        q.putWait = distributionOf(putWait);
        q.wait = distributionOf(queue.wait);
        q.service = distributionOf(queue.service);
        s.queues.push_back(q);
    }
    for (const ServerFold& server : m_servers)
        s.servers.push_back({server.asked, server.failed, distributionOf(server.reply)});
    s.items.waiting = s.items.put - s.items.got;
    s.items.held = s.items.got - s.items.done - m_abandoned;
    s.items.abandoned = m_abandoned + m_lost;
    s.items.dropped = m_dropped;
    s.inWarmUp.dropped = m_droppedBefore;
    s.warmUpSeconds = static_cast<double>(m_fromNs) / 1e9;
    if (s.countedSeconds() > 0)
        s.throughputPerSecond = static_cast<double>(s.items.done - s.inWarmUp.done) / s.countedSeconds();

    const Totals totals = totalsAt(atNs);
    for (std::size_t g = 0; g < totals.size(); ++g) {
        GroupSummary group;
        group.count = m_info->groups[g].taskCount;
        unsigned __int128 all = 0;
        const auto counted = [&](std::size_t i) {
            return totals[g][i] - (m_totalsBefore.empty() ? 0 : m_totalsBefore[g][i]);
        };
        for (std::size_t i = 0; i < shownStates; ++i)
            all += counted(i);
        for (std::size_t i = 0; all > 0 && i < shownStates; ++i)
            group.share[i] = static_cast<double>(counted(i)) / static_cast<double>(all);
        s.groups.push_back(group);
    }

    const std::vector<std::uint32_t> stillHeld = doneSoFar();
    if (stillHeld.empty()) {
        s.sojourn = distributionOf(m_sojourn);
    } else {
        Histogram sojourn = m_sojourn;
        addSojourns(sojourn, stillHeld);
        s.sojourn = distributionOf(sojourn);
    }
    return isWarmingUp() ? countsOf(std::move(s)) : s;
}

void SummaryFold::addPutWaits(Histogram& all, const QueueFold& queue)
{
    all.merge(queue.putWait);
    all.add(0, queue.puts - queue.putsBefore - queue.putWait.count());
}

std::vector<std::uint32_t> SummaryFold::doneSoFar() const
{
    // An item may be met twice: in a hand, and as a visit that its former holder has not marked.
    std::vector<std::uint32_t> items;
    const auto look = [&](std::uint32_t item) {
        if (item != noItem && m_window[item].isDone) items.push_back(item);
    };
    for (const Task& task : tasks())
        look(task.hand);
    forEachTaken([&](const Taken& taken) { look(taken.item); });
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
    return items;
}

void SummaryFold::addSojourns(Histogram& all, const std::vector<std::uint32_t>& items) const
{
    for (const std::uint32_t item : items)
        all.add(m_window[item].atNs - m_window[item].firstPutNs);
}

void SummaryFold::addTo(Histogram& all, Durations durations, std::size_t object) const
{
    if (isWarmingUp()) return;
    switch (durations) {
    case Durations::PutWait:
        return addPutWaits(all, m_queues[object]);
    case Durations::Wait:
        return all.merge(m_queues[object].wait);
    case Durations::Service:
        return all.merge(m_queues[object].service);
    case Durations::Reply:
        return all.merge(m_servers[object].reply);
    case Durations::Sojourn:
        all.merge(m_sojourn);
        return addSojourns(all, doneSoFar());
    }
}

} // namespace sojourn
