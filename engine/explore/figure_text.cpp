#include "explore/figure_text.h"

#include <charconv>

namespace sojourn {

std::string figureText(double number, int figures)
{
    char text[64];
    const auto end = std::to_chars(text, text + sizeof text, number, std::chars_format::general, figures);
    return {text, end.ptr};
}

std::string countedText(std::uint64_t count, const std::string& noun)
{
    return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

} // namespace sojourn
