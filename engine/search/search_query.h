// What is looked for in a run, and the language in which people say it.
#pragma once

#include "search/state_phrases.h"
#include "trace/run_info.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

/// A part of what was typed, as it was understood.
struct SearchTerm
{
    enum class Kind { Words, State, Length, Depth };
    Kind kind = Kind::Words;
    std::string says;     ///< "longer than 1 s", "depth of work above 10"; of words and states, themselves
    std::size_t from = 0; ///< the bytes [from, to) of what was typed
    std::size_t to = 0;
};

/// What is looked for. Without conditions it is whatever is called so: tasks, queues, items by number or
/// payload, spans with names of their own. With one on spans it is spans; with one on depths, stretches of
/// time.
struct SearchQuery
{
    static constexpr std::int64_t longest = std::numeric_limits<std::int64_t>::max();
    static constexpr std::uint32_t everyQueue = 0xFFFFFFFFu;
    static constexpr std::size_t mostWords = 16;

    std::vector<std::string> words; ///< in small letters; each has to be found
    bool isOfSpans = false;
    StateSet states;
    std::int64_t leastNs = 0; ///< how long a span is, both ends included
    std::int64_t mostNs = longest;
    bool isOfDepths = false;
    std::int64_t leastDepth = 0; ///< likewise of a queue's length
    std::int64_t mostDepth = longest;
    std::uint32_t queue = everyQueue;

    std::vector<SearchTerm> terms; ///< in the order typed

    bool isEmpty() const { return words.empty() && !isOfSpans && !isOfDepths; }
};

/// What was typed: a query, or what is wrong with it.
struct ParsedSearch
{
    SearchQuery query;
    std::string problem; ///< a sentence that says what would be understood; empty: nothing is wrong
};

/// Reads what was typed, for a run whose queues `info` names:
/// - words: each has to be found, small or capital; "a phrase" counts as one word;
/// - [STATE] > TIME, >=, <, <=, "longer than", "shorter than": spans of that state (of any, without one) that
///   last so long; words beside it are in the lane's name or the span's own. TIME has a unit: 2 s, 200 ms, 5
///   µs;
/// - depth [of QUEUE] > NUMBER, likewise, or =, "above", "below": stretches in which a queue is so long.
ParsedSearch parseSearch(std::string_view text, const RunInfo& info);

/// In small letters, whatever the language; invalid UTF-8 stays.
std::string folded(std::string_view text);

} // namespace sojourn
