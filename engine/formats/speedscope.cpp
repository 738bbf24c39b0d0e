#include "formats/speedscope.h"

#include "formats/json_text.h"
#include "formats/lane_stacks.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sojourn {

namespace {

/// Frames by name, numbered as they are first met.
class Frames final
{
public:
    std::size_t numberOf(std::string_view name)
    {
        const auto [at, isNew] = m_numbers.emplace(std::string(name), m_names.size());
        if (isNew) m_names.push_back(at->first);
        return at->second;
    }
    const std::vector<std::string>& names() const { return m_names; }

private:
    std::unordered_map<std::string, std::size_t> m_numbers;
    std::vector<std::string> m_names;
};

/// When the last span of a row ends; notYet: it has none.
std::int64_t endOf(const Timeline& timeline, const LaneStack& stack)
{
    std::int64_t endNs = notYet;
    for (const std::uint32_t task : stack.tasks) {
        const Lane& lane = timeline.columns.lanes()[task];
        if (!lane.spans.empty()) endNs = std::max(endNs, lane.spans.back().endNs);
        if (const auto open = lane.openUntil(timeline.endNs())) endNs = std::max(endNs, open->endNs);
    }
    return endNs;
}

void writeProfile(const Timeline& timeline, const LaneStack& stack, Frames& frames, bool isFirst, Sink& sink)
{
    const RunInfo& info = timeline.columns.info();
    sink.write(isFirst ? "\n{\"type\":\"evented\",\"name\":" : ",\n{\"type\":\"evented\",\"name\":");
    sink.write(jsonString(info.taskName(stack.tasks.front())));
    StackEvents events(timeline, stack);
    sink.write(",\"unit\":\"microseconds\",\"startValue\":");
    writeMicroseconds(sink, events.ns());
    sink.write(",\"endValue\":");
    writeMicroseconds(sink, endOf(timeline, stack));
    sink.write(",\"events\":[");
    for (bool isBehind = false; events.ns() != TimeMerge::over; events.advance(), isBehind = true) {
        const StackEvent event = events.next();
        if (isBehind) sink.write(',');
        sink.write(event.isBegin ? "\n{\"type\":\"O\",\"frame\":" : "\n{\"type\":\"C\",\"frame\":");
        writeWhole(sink, static_cast<std::int64_t>(frames.numberOf(spanName(event.span, info))));
        sink.write(",\"at\":");
        writeMicroseconds(sink, event.ns);
        sink.write('}');
    }
    sink.write("]}");
}

} // namespace

void writeSpeedscope(const Timeline& timeline, Sink& sink)
{
    const RunInfo& info = timeline.columns.info();
    sink.write("{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\",\"exporter\":\"sojourn "
               "" SOJOURN_VERSION "\",\"name\":");
    sink.write(jsonString(info.title.empty() ? info.scenario : info.title));
    sink.write(",\"profiles\":[");
    Frames frames;
    bool isFirst = true;
    for (const LaneStack& stack : laneStacks(timeline)) {
        if (endOf(timeline, stack) == notYet) continue;
        writeProfile(timeline, stack, frames, isFirst, sink);
        isFirst = false;
    }
    sink.write("],\"shared\":{\"frames\":[");
    for (std::size_t i = 0; i < frames.names().size(); ++i) {
        if (i > 0) sink.write(',');
        sink.write("{\"name\":" + jsonString(frames.names()[i]) + '}');
    }
    sink.write("]}}\n");
}

} // namespace sojourn
