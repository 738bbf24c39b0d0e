#include "scene/timeline/spans_in_view.h"

#include "viewmodels/panels/words.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace sojourn {

namespace {

/// "9.7 million", "1.2 billion"; below a million every figure.
QString roundCount(std::uint64_t n)
{
    const auto in = [&](double unit) { return QString::number(static_cast<double>(n) / unit, 'f', 1); };
    if (n < 1'000'000) return countText(n);
    return n < 999'950'000 ? in(1e6) + QStringLiteral(" million") : in(1e9) + QStringLiteral(" billion");
}

} // namespace

SpanCount spansInView(const Columns& columns, const TimeWindow& window, std::int64_t endNs)
{
    SpanCount count;
    for (const Lane& lane : columns.lanes()) {
        const auto first = std::ranges::upper_bound(lane.spans, window.fromNs, {}, &Span::endNs);
        const auto behind =
            std::ranges::lower_bound(first, lane.spans.end(), window.toNs, {}, &Span::startNs);
        count.inView += static_cast<std::uint64_t>(behind - first);
        count.all += lane.spans.size();
        if (lane.hasInstants()) {
            const auto begin = std::ranges::lower_bound(lane.marks, window.fromNs, {}, &Mark::atNs);
            const auto end = std::ranges::lower_bound(begin, lane.marks.end(), window.toNs, {}, &Mark::atNs);
            count.instantsInView += static_cast<std::uint64_t>(end - begin);
            count.allInstants += lane.marks.size();
        }
        const std::optional<Span> open = lane.openUntil(endNs);
        if (!open) continue;
        ++count.all;
        if (open->startNs < window.toNs && open->endNs > window.fromNs) ++count.inView;
    }
    return count;
}

QString spansText(const SpanCount& count)
{
    const auto part = [](std::uint64_t inView, std::uint64_t all, const QString& thing) {
        if (inView == 1 && all == 1) return QStringLiteral("1 ") + thing;
        return (inView == all ? QStringLiteral("all %1 ").arg(roundCount(all))
                              : QStringLiteral("%1 of %2 ").arg(roundCount(inView), roundCount(all))) +
               thing + QLatin1Char('s');
    };
    const QString spans = part(count.inView, count.all, QStringLiteral("span"));
    const QString instants = part(count.instantsInView, count.allInstants, QStringLiteral("instant"));
    const QString view = QStringLiteral(" in view");
    if (count.allInstants == 0) return spans + view;
    return count.all == 0 ? instants + view : spans + QStringLiteral(", ") + instants + view;
}

QString pixelText(const TimeWindow& window)
{
    const auto pixelNs = std::llround(static_cast<double>(window.spanNs()) / std::max(1.0, window.width));
    return QStringLiteral("one pixel is %1")
        .arg(pixelNs > 0 ? durationText(pixelNs) : QStringLiteral("under 1 ns"));
}

} // namespace sojourn
