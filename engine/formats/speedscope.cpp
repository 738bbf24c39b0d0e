#include "formats/speedscope.h"

#include "formats/json_text.h"
#include "formats/lane_stacks.h"

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

void writeProfile(const RunInfo& info, const LaneStack& stack, const std::vector<StackEvent>& events,
                  Frames& frames, bool isFirst, Sink& sink)
{
    sink.write(isFirst ? "\n{\"type\":\"evented\",\"name\":" : ",\n{\"type\":\"evented\",\"name\":");
    sink.write(jsonString(info.taskName(stack.tasks.front())));
    sink.write(",\"unit\":\"microseconds\",\"startValue\":");
    writeMicroseconds(sink, events.front().ns);
    sink.write(",\"endValue\":");
    writeMicroseconds(sink, events.back().ns);
    sink.write(",\"events\":[");
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (i > 0) sink.write(',');
        sink.write(events[i].isBegin ? "\n{\"type\":\"O\",\"frame\":" : "\n{\"type\":\"C\",\"frame\":");
        writeWhole(sink, static_cast<std::int64_t>(frames.numberOf(spanName(events[i].span, info))));
        sink.write(",\"at\":");
        writeMicroseconds(sink, events[i].ns);
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
        const std::vector<StackEvent> events = stackEvents(timeline, stack);
        if (events.empty()) continue;
        writeProfile(info, stack, events, frames, isFirst, sink);
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
