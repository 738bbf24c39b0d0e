#include "explore/compare/comparison_words.h"

#include "explore/figure_text.h"
#include "trace/grouped.h"

#include <cctype>
#include <cmath>

namespace sojourn {

namespace {

std::optional<double> in(const RunFigures& figures, RunFigure figure)
{
    return figures[static_cast<std::size_t>(figure)];
}

std::string itemsText(const RunComparison& c)
{
    if (c.compared() == 0) return {};
    if (c.shorter == 0 && c.longer == 0) {
        const bool areAll = c.unfinished + c.onlyA + c.onlyB == 0;
        const std::string who = areAll        ? "every item stays"
                                : c.same == 1 ? "the one item that leaves in both stays"
                                              : "the " + grouped(c.same) + " items that leave in both stay";
        return "; " + who + " as long as before" +
               (c.isMeasured ? std::string(", ") + jitterWords : std::string());
    }
    return "; " + countedText(c.shorter, "item") + (c.shorter == 1 ? " stays" : " stay") + " shorter, " +
           grouped(c.longer) + " longer";
}

/// Those that were turned away have no sojourn: without them a run would only seem to be the faster.
std::string droppedText(const RunFigures& a, const RunFigures& b)
{
    const double inA = in(a, RunFigure::Dropped).value_or(0), inB = in(b, RunFigure::Dropped).value_or(0);
    if (inA == inB) return {};
    return "; turned away " + grouped(static_cast<std::uint64_t>(inA)) + " \u2192 " +
           grouped(static_cast<std::uint64_t>(inB));
}

std::string utilisationText(const RunFigures& a, const RunFigures& b)
{
    const auto inA = in(a, RunFigure::Utilisation), inB = in(b, RunFigure::Utilisation);
    if (!inA || !inB || shareText(*inA) == shareText(*inB)) return {};
    return "; utilisation " + shareText(*inA) + " \u2192 " + shareText(*inB);
}

std::string movedText(double a, double b, MetricUnit unit)
{
    if (a == b) return "stays at " + metricText(a, unit);
    return std::string(b < a ? "falls" : "rises") + " from " + metricText(a, unit) + " to " +
           metricText(b, unit);
}

bool isJitter(double a, double b)
{
    return isWithinJitter(std::llround(a * 1e9), std::llround(b * 1e9));
}

/// "median sojourn 8.01 s → 3.39 s"
std::string fromToText(const char* words, double a, double b, bool isMeasured)
{
    const std::string inA = metricText(a, MetricUnit::Seconds), inB = metricText(b, MetricUnit::Seconds);
    if (inA != inB && !(isMeasured && isJitter(a, b))) return words + (" " + inA) + " \u2192 " + inB;
    return words + std::string(a == b ? " stays at " : " stays near ") + inA;
}

/// Nothing where hardly anybody waits in either.
std::string waitText(const RunFigures& a, const RunFigures& b, bool isMeasured)
{
    const auto inA = in(a, RunFigure::WaitP99), inB = in(b, RunFigure::WaitP99);
    return inA && inB && (*inA > 0 || *inB > 0) ? ", " + fromToText("p99 wait", *inA, *inB, isMeasured)
                                                : std::string();
}

} // namespace

std::string comparisonSentence(const std::string& change, const RunFigures& a, const RunFigures& b,
                               const RunComparison& comparison)
{
    const auto aMedian = in(a, RunFigure::SojournP50), bMedian = in(b, RunFigure::SojournP50);
    std::string text = change.empty() ? std::string() : change + ": ";
    const std::size_t begin = text.size();
    if (aMedian && bMedian)
        text += fromToText("median sojourn", *aMedian, *bMedian, comparison.isMeasured) +
                waitText(a, b, comparison.isMeasured) + itemsText(comparison) + droppedText(a, b) +
                utilisationText(a, b);
    else if (aMedian || bMedian)
        text += std::string("no item leaves in ") + (aMedian ? "B" : "A");
    else if (in(a, RunFigure::ReplyP50) && in(b, RunFigure::ReplyP50))
        text += "the median reply " +
                movedText(*in(a, RunFigure::ReplyP50), *in(b, RunFigure::ReplyP50), MetricUnit::Seconds);
    else
        text += "the makespan " + movedText(in(a, RunFigure::Elapsed).value_or(0),
                                            in(b, RunFigure::Elapsed).value_or(0), MetricUnit::Seconds);
    if (begin == 0) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text + '.';
}

std::string endsSentence(const RunFigures& a, const RunFigures& b, bool isMeasured)
{
    const auto aEnd = in(a, RunFigure::Elapsed), bEnd = in(b, RunFigure::Elapsed);
    if (!aEnd || !bEnd) return {};
    if (*aEnd == *bEnd) return "Both runs end at the same instant.";
    if (isMeasured && isJitter(*aEnd, *bEnd))
        return std::string("Both runs end at the same instant, ") + jitterWords + ".";
    return "The run ends " + metricText(std::abs(*bEnd - *aEnd), MetricUnit::Seconds) +
           (*bEnd < *aEnd ? " earlier." : " later.");
}

std::string pairedSentence(RunFigure figure, const ReplicationEstimate& change)
{
    if (!change.mean) return {};
    const MetricUnit unit = runFigureUnit(figure);
    std::string text = "Over " + countedText(change.count, "seed") + " the " + runFigureWords(figure);
    if (*change.mean == 0 && change.low && *change.low == 0 && *change.high == 0)
        return text + " does not change.";
    text += std::string(*change.mean < 0 ? " falls by " : " rises by ") +
            metricText(std::abs(*change.mean), unit);
    if (change.low && change.high)
        text += " \u00B1 " + metricText((*change.high - *change.low) / 2, unit) + " (95 %)";
    if (change.low && change.high && *change.low <= 0 && *change.high >= 0)
        text += ", so it may as well be chance";
    return text + '.';
}

} // namespace sojourn
