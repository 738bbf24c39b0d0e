// What was typed to be found, word by word.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

enum class Comparison { None, More, AtLeast, Less, AtMost, Equal };

/// A word, a phrase in quotation marks, or a comparison.
struct SearchToken
{
    std::string text; ///< in small letters, without quotation marks; of a comparison as it was typed
    bool isQuoted = false;
    Comparison comparison = Comparison::None;
    std::size_t from = 0; ///< the bytes [from, to) of what was typed
    std::size_t to = 0;

    bool isWord() const { return comparison == Comparison::None; }
    bool isPlain(std::string_view word) const { return isWord() && !isQuoted && text == word; }
};

/// Splits at spaces. A comparison stands alone or before a figure: `a->b` and `vector<int>` are words,
/// `waiting>2` is a word and a comparison. `=` is a word of its own before a figure; what it means is said by
/// what stands in front. "longer than" and "shorter than" are comparisons. A quotation mark
/// that is never closed reaches to the end.
std::vector<SearchToken> searchTokens(std::string_view text);

} // namespace sojourn
