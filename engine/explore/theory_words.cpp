#include "explore/theory_words.h"

#include "explore/figure_text.h"
#include "time/time.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sojourn {

using Unit = MetricUnit;

std::string figureWithUnit(double value, Unit unit, int figures)
{
    switch (unit) {
    case Unit::Seconds:
        if (const auto duration = durationFromSeconds(value)) return humanDuration(*duration);
        return {};
    case Unit::Ratio:
        // What is next to nothing needs no figures: "0.0002 %"; and what is less no exponent either.
        if (value > 0 && value < 1e-9) return "\u2248 0 %";
        return figureText(value * 100, value < 1e-5 ? 1 : std::min(figures, 3)) + " %";
    case Unit::Count:
        return figureText(value, std::min(figures, 3));
    case Unit::PerSecond:
        return figureText(value, figures) + "/s";
    }
    return {};
}

namespace {

constexpr int usualFigures = 3;
constexpr int mostFigures = 7;

int decimalExponent(double value)
{
    return value == 0 ? 0 : static_cast<int>(std::floor(std::log10(std::abs(value))));
}

double largestOf(const TheoryRow& row)
{
    return std::max({std::abs(row.measured->low), std::abs(row.measured->high), std::abs(*row.theory)});
}

/// How many figures the largest number of a row needs for its verdict to be seen.
int figuresOf(const TheoryRow& row)
{
    if (!row.measured || !row.theory) return usualFigures;
    const double gap =
        std::min(std::abs(*row.theory - row.measured->low), std::abs(*row.theory - row.measured->high));
    if (!(gap > 0)) return usualFigures;
    // Both numbers are rounded: the last figure has to be worth less than half of what lies between them.
    const int needed =
        decimalExponent(largestOf(row)) + 2 + static_cast<int>(std::floor(-std::log10(gap / 2)));
    return std::clamp(needed, usualFigures, mostFigures);
}

std::string longFigure(double value, Unit unit, int figures)
{
    switch (unit) {
    case Unit::Seconds:
        return secondsText(value, figures);
    case Unit::Ratio:
        return figureText(value * 100, figures) + " %";
    case Unit::Count:
        return figureText(value, figures);
    case Unit::PerSecond:
        return figureText(value, figures) + "/s";
    }
    return {};
}

} // namespace

std::string rowFigure(const TheoryRow& row, double value)
{
    const int figures = figuresOf(row);
    if (figures == usualFigures) return figureWithUnit(value, row.unit);
    const int smaller = decimalExponent(largestOf(row)) - decimalExponent(value);
    return longFigure(value, row.unit, std::clamp(figures - smaller, usualFigures, mostFigures));
}

std::string rowWidth(const TheoryRow& row, double width)
{
    const int figures = figuresOf(row);
    if (figures == usualFigures) return figureWithUnit(width, row.unit, 2);
    const int smaller = decimalExponent(largestOf(row)) - decimalExponent(width);
    return longFigure(width, row.unit, std::max(2, figures - smaller));
}

std::string offByPercent(const TheoryRow& row, QueueTheory::Kind kind)
{
    if (kind != QueueTheory::Kind::Approximate || !row.theory || !row.measured || !(row.measured->value > 0))
        return {};
    return figureText(std::abs(*row.theory / row.measured->value - 1) * 100, 2);
}

std::vector<ShortageWords> shortageWords(const std::vector<TheoryRow>& rows)
{
    std::vector<ShortageWords> words;
    for (const TheoryRow& row : rows) {
        if (row.measured) continue;
        std::string sentence = row.shortage();
        const auto same = std::ranges::find(words, sentence, &ShortageWords::sentence);
        if (same == words.end())
            words.push_back({row.label, std::move(sentence)});
        else
            same->labels += ", " + row.label;
    }
    return words;
}

std::vector<std::string> warmUpWords(const std::vector<TheoryRow>& rows)
{
    const auto wait = std::ranges::find(rows, "mean_wait_s", &TheoryRow::key);
    const std::size_t ofWaits = wait != rows.end() && wait->measured ? wait->measured->warmUp : 0;
    std::vector<std::pair<std::string, std::string>> found; // what is left out, and of which figures
    for (const TheoryRow& row : rows) {
        if (!row.measured || row.measured->warmUp == 0) continue;
        if (row.weighting == Weighting::PerItem && row.measured->warmUp == ofWaits) continue;
        const auto share = static_cast<double>(row.measured->warmUp) /
                           static_cast<double>(row.measured->warmUp + row.measured->counted);
        const std::string what =
            "the first " + figureText(share * 100, 2) +
            (row.weighting == Weighting::PerItem ? " % of the items" : " % of the time") +
            " are left out as warm-up";
        const auto same = std::ranges::find(found, what, &std::pair<std::string, std::string>::first);
        if (same == found.end())
            found.emplace_back(what, row.label);
        else
            same->second += ", " + row.label;
    }
    std::vector<std::string> sentences;
    for (const auto& [what, labels] : found)
        sentences.push_back(labels + ": " + what);
    return sentences;
}

std::string littleWords(const LittlesLaw& little)
{
    return figureText(little.queueLength, 4) + " in the queue " + (little.holds() ? "= " : "≠ ") +
           figureWithUnit(little.arrivalsPerSecond, Unit::PerSecond) + " × " +
           figureWithUnit(little.waitSeconds, Unit::Seconds);
}

} // namespace sojourn
