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

SummaryFold::SummaryFold(std::shared_ptr<const RunInfo> info)
    : TaskFold(*info)
    , m_info(std::move(info))
    , m_queues(m_info->queues.size())
    , m_servers(m_info->servers.size())
    , m_totals(m_info->groups.size())
{
    static_assert(sizeof(Task) <= 64);
}

SummaryFold::~SummaryFold() = default;

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
    s.waitingTasks = end.waitingTasks;

    s.items.made = TaskFold::made();
    for (const QueueFold& queue : m_queues) {
        s.items.put += queue.puts;
        s.items.got += queue.wait.count();
        s.items.done += queue.service.count();
        QueueSummary q;
        q.maxSize = queue.maxSize;
        if (atNs > 0)
            q.meanSize =
                static_cast<double>(queue.area.value() + queue.areaTo(std::max(atNs, queue.sinceNs))) /
                static_cast<double>(atNs);
        Histogram putWait = queue.putWait;
        putWait.add(0, queue.puts - putWait.count());
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
    if (s.elapsedSeconds > 0) s.throughputPerSecond = static_cast<double>(s.items.done) / s.elapsedSeconds;

    std::vector<StateTotals> totals = m_totals;
    for (const Task& task : tasks())
        if (atNs > task.extra.sinceNs)
            totals[task.group][static_cast<std::size_t>(task.state)].add(
                static_cast<std::uint64_t>(atNs - task.extra.sinceNs));
    for (std::size_t g = 0; g < totals.size(); ++g) {
        GroupSummary group;
        group.count = m_info->groups[g].taskCount;
        unsigned __int128 all = 0;
        for (std::size_t i = 0; i < shownStates; ++i)
            all += totals[g][i].value();
        for (std::size_t i = 0; all > 0 && i < shownStates; ++i)
            group.share[i] = static_cast<double>(totals[g][i].value()) / static_cast<double>(all);
        s.groups.push_back(group);
    }

    // Items that are done so far, but that somebody still has in the hand and might put on. One may be met
    // twice: in a hand, and as a visit that its former holder has not marked.
    std::vector<std::uint32_t> doneSoFar;
    const auto look = [&](std::uint32_t item) {
        if (item != noItem && m_window[item].isDone) doneSoFar.push_back(item);
    };
    for (const Task& task : tasks())
        look(task.hand);
    forEachTaken([&](const Taken& taken) { look(taken.item); });
    std::sort(doneSoFar.begin(), doneSoFar.end());
    doneSoFar.erase(std::unique(doneSoFar.begin(), doneSoFar.end()), doneSoFar.end());
    if (doneSoFar.empty()) {
        s.sojourn = distributionOf(m_sojourn);
    } else {
        Histogram sojourn = m_sojourn;
        for (const std::uint32_t item : doneSoFar)
            sojourn.add(m_window[item].atNs - m_window[item].firstPutNs);
        s.sojourn = distributionOf(sojourn);
    }
    return s;
}

} // namespace sojourn
