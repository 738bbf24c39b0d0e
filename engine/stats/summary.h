// The statistics of a run: what `--summary` prints and the window's numbers show.
#pragma once

#include "stats/histogram.h"
#include "stats/wide_sum.h"
#include "time/time.h"
#include "trace/columns.h"
#include "trace/event.h"
#include "trace/run_info.h"
#include "trace/task_fold.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace sojourn {

/// A distribution of durations in seconds; all but count are meaningless when count is 0. A percentile is the
/// smallest value with at least p % of all at or below it, within 0.1 %.
struct Distribution
{
    std::uint64_t count = 0;
    double meanSeconds = 0, p50Seconds = 0, p90Seconds = 0, p99Seconds = 0, p999Seconds = 0, maxSeconds = 0;
};

struct QueueSummary
{
    std::uint64_t maxSize = 0;
    double meanSize = 0; ///< time average over the run
    Distribution putWait, wait, service;
};

struct ServerSummary
{
    std::uint64_t asked = 0; ///< requests, each attempt on its own
    std::uint64_t failed = 0;
    Distribution
        reply; ///< from a request to its reply, its time in line included; of those that were replied to
};

struct GroupSummary
{
    std::uint32_t count = 0;
    /// By TaskState: fraction of the group's time from started to ended; all 0 when that time is 0.
    std::array<double, shownStates> share{};
};

struct ItemCounts
{
    std::uint64_t made = 0;      ///< items, those still waiting to be put included
    std::uint64_t put = 0;       ///< visits: puts that happened
    std::uint64_t got = 0;       ///< visits: gets that happened
    std::uint64_t done = 0;      ///< visits that got done
    std::uint64_t waiting = 0;   ///< visits still in a queue
    std::uint64_t held = 0;      ///< visits got, neither done nor abandoned
    std::uint64_t abandoned = 0; ///< visits let go without getting done, or lost in a put cut short
    std::uint64_t dropped = 0;   ///< visits that a full queue refused
};

/// Steps with a time-out, each time that a task entered them. A request's deadline is none of these.
struct TimeoutCounts
{
    std::uint64_t begun = 0;
    std::uint64_t timedOut = 0; ///< that cut their steps short
};

/// What a run keeps a distribution of; which queue's or server's is a number beside it.
enum class Durations : std::uint8_t { PutWait, Wait, Service, Reply, Sojourn };

/// All but items, time-outs, events, elapsed and the numbers of requests is about what happened behind the
/// warm-up, where one was left out (RunOptions::warmUpItems).
struct Summary
{
    std::string scenario;
    std::uint64_t seed = 1;
    bool virtualClock = true;
    Outcome outcome = Outcome::Running;
    double elapsedSeconds = 0;
    std::uint64_t events = 0; ///< listed ones
    ItemCounts items;
    TimeoutCounts timeouts;
    std::vector<QueueSummary> queues;   ///< by queue
    std::vector<ServerSummary> servers; ///< by server
    std::vector<GroupSummary> groups;   ///< by group
    Distribution sojourn;
    double throughputPerSecond = 0; ///< done / elapsed, both behind the warm-up; 0 when that is 0
    double warmUpSeconds = 0; ///< how long the warm-up was that was left out, or a beginning that is lost
    double countedSeconds() const { return elapsedSeconds - warmUpSeconds; }
    ItemCounts inWarmUp; ///< of `items`: put, got, done and dropped in the warm-up; the others are 0
    std::vector<WaitingTask> waitingTasks;
};

namespace detail {

/// The items that are still on their way, by number. Items are numbered in order of making, so a page of a
/// few hundred neighbours comes and goes as a whole: finding one is two array accesses, and a few that stay
/// for long (at the bottom of a stack, say) keep only their own pages.
class ItemWindow final
{
public:
    struct Slot
    {
        std::int64_t firstPutNs; ///< notYet before
        std::int64_t atNs; ///< in a queue: since when; once the last visit is done: its item's last done
        std::uint32_t
            uses;    ///< places that refer to it: a queue, hand or wait to put; visits that may get done
        bool isDone; ///< the last visit is done
    };

    Slot& operator[](std::uint32_t item)
    {
        return m_pages[(item >> pageBits) - m_firstPage]->slots[item & pageMask];
    }
    const Slot& operator[](std::uint32_t item) const
    {
        return m_pages[(item >> pageBits) - m_firstPage]->slots[item & pageMask];
    }
    /// Items come in order; one that is not the next is an error of the log and makes those left out as well.
    void make(std::uint32_t item)
    {
        if ((item >> pageBits) - m_firstPage >= m_pages.size()) [[unlikely]]
            addPages(item);
        Page& page = *m_pages[(item >> pageBits) - m_firstPage];
        page.slots[item & pageMask] = {notYet, notYet, 1, false};
        ++page.living;
    }
    void remove(std::uint32_t item)
    {
        std::unique_ptr<Page>& page = m_pages[(item >> pageBits) - m_firstPage];
        if (--page->living == 0 && page != m_pages.back()) [[unlikely]]
            freePage(page);
    }

private:
    static constexpr unsigned pageBits = 8;
    static constexpr std::uint32_t pageMask = (1u << pageBits) - 1;
    struct Page
    {
        std::array<Slot, pageMask + 1> slots;
        std::uint32_t living = 0;
    };
    void addPages(std::uint32_t item);
    void freePage(std::unique_ptr<Page>& page);

    std::vector<std::unique_ptr<Page>> m_pages; // from m_firstPage on; null where nobody lives any more
    std::vector<std::unique_ptr<Page>> m_spare;
    std::uint32_t m_firstPage = 0;
    std::uint32_t m_freedInFront = 0;
};

struct SummaryTask
{
    std::int64_t sinceNs = 0; ///< in its state since
    std::int64_t beganNs = 0; ///< its wait to put, or its request
};

} // namespace detail

/// Folds events one by one as they happen: nothing needs to be recorded. Memory is bounded by the tasks (64
/// bytes each) and the items that are still on their way. The hot path of an unrecorded run: no hashing and,
/// once warm, no allocation.
class SummaryFold final : private TaskFold<SummaryFold, std::int64_t, detail::SummaryTask>
{
public:
    /// With `warmUpItems` above 0 the statistics begin anew at the instant at which that many items have been
    /// made: what is measured counts when it ends behind that, also where it began before. A run of fewer
    /// items has no statistics.
    explicit SummaryFold(std::shared_ptr<const RunInfo> info, std::uint32_t warmUpItems = 0);
    ~SummaryFold();

    /// Of a run whose beginning is lost: averages over time and rates are of what comes behind that instant.
    /// Before the first event.
    void beginAt(std::int64_t ns) { m_fromNs = ns; }

    /// The sojourn times in the order in which they were known, the first millions, and how many items had
    /// been made by then; only after keepSojourns(), which comes before the first event.
    struct Sojourn
    {
        std::uint32_t made;
        std::int64_t ns;
    };
    void keepSojourns() { m_keepsSojourns = true; }
    const std::vector<Sojourn>& sojourns() const { return m_sojourns; }

    [[gnu::always_inline]] void add(const Event& e)
    {
        m_events += e.kind <= lastListedKind;
        m_timeouts.begun += e.kind == EventKind::Timeout;
        m_timeouts.timedOut += e.kind == EventKind::TimedOut;
        apply(e);
    }
    /// The statistics as they stand at `at` (a running run) or as it ended (end.outcome, end.at). Does not
    /// change the fold: may be called while it goes on.
    Summary summary(const RunEnd& end) const;
    /// Adds the durations behind one of the summary's distributions to a histogram, so that several runs can
    /// be looked at together. `object`: the queue's or server's number; sojourns have none.
    void addTo(Histogram& all, Durations durations, std::size_t object) const;

private:
    friend TaskFold;
    using Slot = detail::ItemWindow::Slot;
    struct QueueFold
    {
        std::uint64_t size = 0;
        std::uint64_t maxSize = 0;
        std::uint64_t puts = 0; // of items
        std::int64_t sinceNs = 0;
        WideSum area;      // nanoseconds times length, up to sinceNs
        Histogram putWait; // those that waited; the others, of puts, are zeros
        Histogram wait, service;
        // In the warm-up; the histograms are of what came behind it.
        std::uint64_t putsBefore = 0, gotBefore = 0, doneBefore = 0;
        unsigned __int128 areaBefore = 0;

        unsigned __int128 areaTo(std::int64_t ns) const
        {
            return static_cast<unsigned __int128>(size) * static_cast<std::uint64_t>(ns - sinceNs);
        }
    };
    struct ServerFold
    {
        std::uint64_t asked = 0;
        std::uint64_t failed = 0;
        Histogram reply;
    };
    using StateTotals = std::array<WideSum, 12>; // nanoseconds by TaskState

    // What TaskFold calls.
    [[gnu::always_inline]] void enters(Task& task, const Event& e, TaskState) { leave(task, e.timeNs); }
    void resumed(Task& task, const Event& e)
    {
        leave(task, std::clamp(e.value, task.extra.sinceNs, e.timeNs));
        task.state = TaskState::Ready;
        leave(task, e.timeNs);
    }
    void valued(const Task&, const Event&) {}
    [[gnu::always_inline]] void made(const Task&, const Event& e)
    {
        m_window.make(itemOf(e));
        if (itemOf(e) == m_lastOfWarmUp) [[unlikely]]
            beginAnew(e.timeNs);
    }
    [[gnu::always_inline]] void putsOn(const Task&, const Event& e) { m_window[itemOf(e)].isDone = false; }
    void putWaits(Task& task, const Event& e) { task.extra.beganNs = e.timeNs; }
    [[gnu::always_inline]] void put(const Task& task, const Event& e, bool waited)
    {
        QueueFold& queue = m_queues[e.object];
        resize(queue, e.timeNs, queue.size + 1);
        if (queue.size > queue.maxSize) queue.maxSize = queue.size;
        if (e.value < 0) return;
        ++queue.puts;
        if (waited) queue.putWait.add(e.timeNs - task.extra.beganNs);
        Slot& slot = m_window[itemOf(e)];
        if (slot.firstPutNs == notYet) slot.firstPutNs = e.timeNs;
        slot.atNs = e.timeNs;
    }
    void dropped(const Task&, const Event& e)
    {
        ++m_dropped;
        release(itemOf(e));
    }
    void lost(const Task&, std::uint32_t item)
    {
        ++m_lost;
        release(item);
    }
    [[gnu::always_inline]] std::int64_t got(const Task& task, const Event& e)
    {
        QueueFold& queue = m_queues[e.object];
        resize(queue, e.timeNs, queue.size - (queue.size > 0));
        if (e.value < 0) return e.timeNs;
        Slot& slot = m_window[itemOf(e)];
        queue.wait.add(e.timeNs - slot.atNs);
        slot.uses += task.current.marks;
        return e.timeNs;
    }
    [[gnu::always_inline]] void done(const Taken& taken, std::int64_t ns, bool wasAbandoned)
    {
        if (wasAbandoned) --m_abandoned;
        m_queues[taken.queue].service.add(ns - taken.ref);
        Slot& slot = m_window[taken.item];
        if (!taken.passedOn) slot.isDone = true;
        if (slot.isDone) slot.atNs = ns;
        if (taken.marks) release(taken.item);
    }
    void abandoned(const Taken&) { ++m_abandoned; }
    void offloadDoneLate(const Task&, const Event&) {}
    void asked(Task& task, const Event& e)
    {
        task.extra.beganNs = e.timeNs;
        ++m_servers[serverOf(e)].asked;
    }
    void answered(const Task& task, const Event& e)
    {
        ServerFold& server = m_servers[serverOf(e)];
        if (e.kind == EventKind::Response)
            server.reply.add(e.timeNs - task.extra.beganNs);
        else
            ++server.failed;
    }
    std::uint16_t serverOf(const Event& e) const { return m_info->requests[e.object].server; }
    [[gnu::always_inline]] void letGo(std::uint32_t item) { release(item); }
    void forgotten(const Taken& taken) { release(taken.item); }

    [[gnu::always_inline]] void leave(Task& task, std::int64_t ns)
    {
        // Under the virtual clock a task runs for no time at all.
        if (ns == task.extra.sinceNs) return;
        m_totals[task.group][static_cast<std::size_t>(task.state)].add(
            static_cast<std::uint64_t>(ns - task.extra.sinceNs));
        task.extra.sinceNs = ns;
    }
    [[gnu::always_inline]] void resize(QueueFold& queue, std::int64_t ns, std::uint64_t size)
    {
        queue.area.add(queue.areaTo(ns));
        queue.sinceNs = ns;
        queue.size = size;
    }
    /// One place fewer refers to the item. With the last of them its sojourn is known: nothing can change it
    /// any more.
    [[gnu::always_inline]] void release(std::uint32_t item)
    {
        Slot& slot = m_window[item];
        if (--slot.uses > 0) return;
        if (slot.isDone) {
            m_sojourn.add(slot.atNs - slot.firstPutNs);
            if (m_keepsSojourns && m_sojourns.size() < mostSojourns)
                m_sojourns.push_back({TaskFold::made(), slot.atNs - slot.firstPutNs});
        }
        m_window.remove(item);
    }
    void beginAnew(std::int64_t ns);
    /// Nanoseconds by group and state up to an instant.
    using Totals = std::vector<std::array<unsigned __int128, shownStates>>;
    Totals totalsAt(std::int64_t ns) const;
    static void addPutWaits(Histogram& all, const QueueFold& queue);
    /// Items that are done so far, but that somebody still has in the hand and might put on.
    std::vector<std::uint32_t> doneSoFar() const;
    void addSojourns(Histogram& all, const std::vector<std::uint32_t>& items) const;
    bool isWarmingUp() const { return m_lastOfWarmUp != noItem && !m_isWarm; }

    std::shared_ptr<const RunInfo> m_info;
    std::uint64_t m_events = 0;
    TimeoutCounts m_timeouts;
    // The other counts are those of the distributions.
    std::uint64_t m_abandoned = 0; // of those taken
    std::uint64_t m_lost = 0;
    std::uint64_t m_dropped = 0;
    std::vector<QueueFold> m_queues;
    std::vector<ServerFold> m_servers;
    std::vector<StateTotals> m_totals; // by group
    detail::ItemWindow m_window;
    Histogram m_sojourn;

    static constexpr std::size_t mostSojourns = 4'000'000; // 64 MB; the warm-up is found among so many
    std::uint32_t m_lastOfWarmUp = noItem;                 // of its items
    bool m_isWarm = false;                                 // the statistics have begun anew
    std::int64_t m_fromNs = 0;                             // when
    std::uint64_t m_droppedBefore = 0;
    Totals m_totalsBefore; // empty without a warm-up
    bool m_keepsSojourns = false;
    std::vector<Sojourn> m_sojourns;
};

} // namespace sojourn
