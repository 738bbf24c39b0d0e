#include "explore/figure_text.h"

#include "trace/grouped.h"

#include <array>
#include <charconv>
#include <cmath>

namespace sojourn {

std::string figureText(double number, int figures)
{
    char text[64];
    // Whole numbers need no exponent while they can be read.
    const bool isLong = std::abs(number) >= std::pow(10, figures) && std::abs(number) < 1e15;
    // Nor do small ones, as long as their noughts can be counted.
    const double size = std::abs(number);
    const bool isSmall = size < 1e-4 && size >= 1e-7;
    const int decimals = isSmall ? figures - 1 - static_cast<int>(std::floor(std::log10(size))) : 0;
    const auto end =
        isLong || isSmall
            ? std::to_chars(text, text + sizeof text, number, std::chars_format::fixed, decimals)
            : std::to_chars(text, text + sizeof text, number, std::chars_format::general, figures);
    char* last = end.ptr;
    while (isSmall && last[-1] == '0')
        --last;
    return std::string(text, last);
}

std::string secondsText(double seconds, int figures)
{
    struct Unit
    {
        double perSecond;
        const char* name;
    };
    static constexpr std::array<Unit, 3> units{{{1, " s"}, {1e3, " ms"}, {1e6, " µs"}}};
    const double leastShown =
        1 - 0.5 * std::pow(10, -figures); // what is rounded to 1000 is 1 of the next unit
    for (const Unit& unit : units)
        if (std::abs(seconds) * unit.perSecond >= leastShown || seconds == 0)
            return figureText(seconds * unit.perSecond, figures) + unit.name;
    return figureText(seconds * 1e9, figures) + " ns";
}

std::string countedText(std::uint64_t count, const std::string& noun)
{
    return grouped(count) + ' ' + noun + (count == 1 ? "" : "s");
}

std::string shareText(double ratio)
{
    if (ratio > 0 && ratio < 0.01) return "under 1 %";
    if (ratio < 1 && ratio > 0.99) return "over 99 %";
    return std::to_string(std::lround(ratio * 100)) + " %";
}

} // namespace sojourn
