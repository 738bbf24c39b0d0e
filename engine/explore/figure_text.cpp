#include "explore/figure_text.h"

#include "trace/grouped.h"

#include <charconv>
#include <cmath>

namespace sojourn {

std::string figureText(double number, int figures)
{
    char text[64];
    // Whole numbers need no exponent while they can be read.
    const bool isLong = std::abs(number) >= std::pow(10, figures) && std::abs(number) < 1e15;
    const auto end =
        isLong ? std::to_chars(text, text + sizeof text, number, std::chars_format::fixed, 0)
               : std::to_chars(text, text + sizeof text, number, std::chars_format::general, figures);
    return {text, end.ptr};
}

std::string countedText(std::uint64_t count, const std::string& noun)
{
    return grouped(count) + ' ' + noun + (count == 1 ? "" : "s");
}

} // namespace sojourn
