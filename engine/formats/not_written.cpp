#include "formats/not_written.h"

#include "time/time.h"
#include "trace/grouped.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace sojourn {

namespace {

class Missing final
{
public:
    void say(const char* before, std::uint64_t count, const char* one, const char* many)
    {
        if (count > 0) m_all.push_back(before + grouped(count) + ' ' + (count == 1 ? one : many));
    }
    void say(std::string words) { m_all.push_back(std::move(words)); }
    std::vector<std::string> all() { return std::move(m_all); }

private:
    std::vector<std::string> m_all;
};

/// Items that carry something.
std::uint64_t ladenItems(const Columns& columns)
{
    std::vector<bool> isLaden(columns.items().size());
    for (const Visit& visit : columns.visits())
        if (visit.payload != PayloadKind::None) isLaden[visit.item] = true;
    return static_cast<std::uint64_t>(std::ranges::count(isLaden, true));
}

void sayOfQueues(const Columns& columns, const ExportFormat& format, Missing& missing)
{
    std::uint64_t lengths = 0, counters = 0, limits = 0, orders = 0;
    const std::vector<QueueInfo>& queues = columns.info().queues;
    for (std::size_t queue = 0; queue < queues.size(); ++queue) {
        limits += queues[queue].capacity > 0;
        orders += queues[queue].isSettingKnown && queues[queue].order != QueueOrder::Fifo;
        if (columns.depths()[queue].empty()) continue;
        (queues[queue].isCounter ? counters : lengths) += 1;
    }
    if (!format.holds.lengths) {
        missing.say("the lengths of ", lengths, "queue", "queues");
        missing.say("the values of ", counters, "counter", "counters");
    }
    if (format.keepsContext) return;
    missing.say("the capacities of ", limits, "queue", "queues");
    missing.say("the orders of ", orders, "queue", "queues");
}

/// On the real clock always, on the virtual one where others worked meanwhile.
bool hasReadyTimes(const Columns& columns)
{
    return !columns.info().virtualClock || std::ranges::any_of(columns.lanes(), [](const Lane& lane) {
        return std::ranges::find(lane.spans, TaskState::Ready, &Span::state) != lane.spans.end();
    });
}

void sayOfItems(const Columns& columns, const ExportFormat& format, Missing& missing)
{
    const std::vector<Visit>& visits = columns.visits();
    if (!format.holds.items) {
        missing.say("", columns.itemCount(), "item", "items");
        return;
    }
    if (!format.holds.waitingItems)
        missing.say("",
                    static_cast<std::uint64_t>(std::ranges::count_if(visits,
                                                                     [](const Visit& visit) {
                                                                         return visit.enqueuedNs == notYet ||
                                                                                visit.dequeuedNs == notYet;
                                                                     })),
                    "visit of an item that nobody got", "visits of items that nobody got");
    if (!format.holds.payloads) missing.say("the payloads of ", ladenItems(columns), "item", "items");
}

void sayOfContext(const Timeline& timeline, Missing& missing)
{
    if (timeline.recording)
        for (std::string& words : keptInSessionsOnly(*timeline.recording))
            missing.say(std::move(words));
    if (!timeline.context) return;
    if (timeline.context->origin) missing.say("the scenario that was run");
    missing.say("", timeline.context->bookmarks.size(), "bookmark", "bookmarks");
    missing.say("", timeline.context->lines.size(), "printed line", "printed lines");
}

} // namespace

std::vector<std::string> keptInSessionsOnly(const Recording& recording)
{
    Missing missing;
    if (recording.originNs != 0)
        missing.say("what the clock showed at the start (" + exactSeconds(recording.originNs) + " s)");
    const std::vector<ImportFinding>& findings = recording.report.findings;
    const auto lost = std::ranges::count(findings, ImportFault::LostInRecorder, &ImportFinding::fault);
    if (lost > 0) missing.say("that its recorder lost something");
    const std::uint64_t others = findings.size() - static_cast<std::uint64_t>(lost);
    missing.say("", others, "finding of `sojourn check`", "findings of `sojourn check`");
    return missing.all();
}

std::vector<std::string> notWritten(const Timeline& timeline, const ExportFormat& format)
{
    Missing missing;
    if (timeline.recording)
        for (const std::string& words : timeline.recording->report.notKept)
            missing.say(words);
    const Columns& columns = timeline.columns;
    if (!format.holds.spans) missing.say("", columns.spanCount(timeline.endNs()), "span", "spans");
    if (format.needsEvents && hasReadyTimes(columns))
        missing.say("how long tasks were ready before they ran");
    if (!format.holds.instants) missing.say("", columns.instantCount(), "instant", "instants");
    sayOfQueues(columns, format, missing);
    sayOfItems(columns, format, missing);
    if (!format.keepsContext) sayOfContext(timeline, missing);
    return missing.all();
}

} // namespace sojourn
