#include "formats/import/span_labels.h"

#include <charconv>
#include <string_view>

namespace sojourn {

namespace {

constexpr std::uint8_t isNoState = 0xFF, isUnknown = 0xFE;
constexpr std::uint8_t firstPhase = 0x80; // then RequestPhase

/// What a name may mean among our own: a state, firstPhase and more, or isNoState.
std::uint8_t stateNamed(std::string_view name)
{
    for (int state = 0; state < shownStates; ++state)
        if (name == taskStateName(static_cast<TaskState>(state))) return static_cast<std::uint8_t>(state);
    for (int phase = 1; phase <= static_cast<int>(RequestPhase::Receiving); ++phase)
        if (name == requestPhaseName(static_cast<RequestPhase>(phase)))
            return static_cast<std::uint8_t>(firstPhase + phase);
    return isNoState;
}

} // namespace

bool SpanLabels::isPlain(std::uint32_t name)
{
    if (name >= m_stateOfName.size()) m_stateOfName.resize(name + std::size_t{1}, isUnknown);
    std::uint8_t& known = m_stateOfName[name];
    if (known == isUnknown) [[unlikely]]
        known = stateNamed(m_told.spanNameText(name));
    return known == isNoState;
}

SpanLabel SpanLabels::labelOf(std::uint32_t name, const Arguments& argument)
{
    if (isPlain(name)) return TraceAssembler::named(name);
    const std::uint8_t known = m_stateOfName[name];
    if (known < firstPhase) return stateLabel(static_cast<TaskState>(known), name, argument);
    const auto phase = static_cast<RequestPhase>(known - firstPhase);
    if (const std::string pool = argument("pool"); phase == RequestPhase::InLine && !pool.empty()) {
        SpanLabel label;
        label.state = TaskState::Offloaded;
        label.object = m_told.pool(pool);
        label.detail = static_cast<std::uint8_t>(RequestPhase::ForThread);
        return label;
    }
    const std::string server = argument("server"), path = argument("path");
    if (server.empty() || path.empty()) return TraceAssembler::named(name);
    return {0, m_told.request(server, path), TaskState::Offloaded, static_cast<std::uint8_t>(phase)};
}

SpanLabel SpanLabels::stateLabel(TaskState state, std::uint32_t name, const Arguments& argument)
{
    SpanLabel label;
    label.state = state;
    std::string thing;
    switch (state) {
    case TaskState::PutWait:
    case TaskState::GetWait:
    case TaskState::JoinWait:
        if ((thing = argument("queue")).empty()) return TraceAssembler::named(name);
        label.object = m_told.queue(thing);
        if (state == TaskState::PutWait) {
            const std::string item = argument("item");
            std::from_chars(item.data(), item.data() + item.size(), label.item);
        }
        break;
    case TaskState::AwaitWait:
        if ((thing = argument("group")).empty()) return TraceAssembler::named(name);
        label.object = m_told.awaitedGroup(thing);
        break;
    case TaskState::FlagWait:
        if ((thing = argument("flag")).empty()) return TraceAssembler::named(name);
        label.object = m_told.flag(thing);
        break;
    case TaskState::Offloaded:
        thing = argument("pool");
        label.object = thing.empty() ? noPool : m_told.pool(thing);
        break;
    default:
        break;
    }
    return label;
}

} // namespace sojourn
