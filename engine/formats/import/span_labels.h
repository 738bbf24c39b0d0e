// What spans are: states of ours, or names.
#pragma once

#include "formats/import/trace_assembler.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace sojourn {

/// Tells by a span's name and arguments whether it is one of our own states, as our exports write them.
class SpanLabels final
{
public:
    /// The text of the argument of that name; empty when there is none.
    using Arguments = std::function<std::string(const char* name)>;

    explicit SpanLabels(TraceAssembler& told)
        : m_told(told)
    {
    }
    /// Whether the span of that name is never a state.
    bool isPlain(std::uint32_t name);
    /// A state, if the arguments say what it waits for; otherwise it only has the name of one.
    SpanLabel labelOf(std::uint32_t name, const Arguments& argument);

private:
    SpanLabel stateLabel(TaskState state, std::uint32_t name, const Arguments& argument);

    TraceAssembler& m_told;
    std::vector<std::uint8_t> m_stateOfName; // by the name's number: what it may mean
};

} // namespace sojourn
