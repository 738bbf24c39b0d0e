// Several things in a sentence.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace sojourn {

/// "a", "a and b", "a, b and c".
inline std::string listed(const std::vector<std::string>& things)
{
    std::string text;
    for (std::size_t i = 0; i < things.size(); ++i) {
        if (i > 0) text += i + 1 == things.size() ? " and " : ", ";
        text += things[i];
    }
    return text;
}

} // namespace sojourn
