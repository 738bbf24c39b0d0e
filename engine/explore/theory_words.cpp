#include "explore/theory_words.h"

#include "explore/figure_text.h"
#include "time/time.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sojourn {

using Unit = TheoryRow::Unit;

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
    case Unit::Items:
        return figureText(value, std::min(figures, 3));
    case Unit::PerSecond:
        return figureText(value, figures) + "/s";
    }
    return {};
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

std::string littleWords(const LittlesLaw& little)
{
    return figureText(little.queueLength, 4) + " in the queue " + (little.holds() ? "= " : "≠ ") +
           figureWithUnit(little.arrivalsPerSecond, Unit::PerSecond) + " × " +
           figureWithUnit(little.waitSeconds, Unit::Seconds);
}

} // namespace sojourn
