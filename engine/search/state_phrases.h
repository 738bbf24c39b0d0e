// The states of a task as people call them.
#pragma once

#include "trace/columns.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace sojourn {

/// Some states of tasks, and phases of requests.
struct StateSet
{
    static constexpr std::uint16_t everyState = 0xFFFF;
    static constexpr std::uint8_t everyPhase = 0xFF;

    std::uint16_t states = everyState; ///< bit by TaskState
    std::uint8_t phases = everyPhase;  ///< bit by RequestPhase

    bool has(const Span& span) const
    {
        return (states >> static_cast<unsigned>(span.state) & 1u) != 0 &&
               (phases >> static_cast<unsigned>(span.detail) & 1u) != 0;
    }
    bool operator==(const StateSet&) const = default;
};

/// A state's name that ends a line of words, and how many of them it takes.
struct StatePhrase
{
    StateSet set;
    std::size_t words = 0; ///< 0: they end with no state
};

/// The longest name of a state that the words (in small letters, without commas) end with: those of the
/// legend ("waiting to put"), those of results ("put_wait"), and short ones ("waiting": for anything).
StatePhrase statePhraseAtEnd(std::span<const std::string> words);

} // namespace sojourn
