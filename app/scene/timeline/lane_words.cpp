#include "scene/timeline/lane_words.h"

#include "scene/base/scene_text.h"
#include "scene/timeline/lane_pieces.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sojourn {

namespace {

/// Where words of that width can begin between left and right without touching an instant; none where they
/// cannot. A few places are tried.
std::optional<double> placeForWords(const TimelineScene& scene, const Lane& lane, double left, double right,
                                    double width)
{
    constexpr double halfMark = 7;
    constexpr int mostTried = 8;
    const std::vector<Mark>& marks = lane.marks;
    const auto from = [&](double x) {
        return std::ranges::lower_bound(marks, scene.window.xToTime(x), {}, &Mark::atNs);
    };
    auto mark = lane.hasInstants() ? from(left - halfMark) : marks.end();
    for (int tried = 0; tried < mostTried && left + width <= right; ++tried) {
        const double x = mark == marks.end() ? right + halfMark : scene.window.timeToX(mark->atNs);
        if (left + width <= x - halfMark) return left;
        left = std::max(left, x + halfMark);
        mark = from(x + 1.0);
    }
    return {};
}

/// As much of the name of a span as finds room; nothing of one of which too little would be left to be known
/// by.
QString nameThatFits(const QFont& font, const std::string& name, double room)
{
    constexpr qsizetype leastLetters = 4;
    // No letter is narrower than two pixels: what cannot fit is not measured.
    const QString text = QString::fromStdString(name).left(static_cast<qsizetype>(room / 2.0) + 1);
    const QString fitting = QFontMetricsF(font).elidedText(text, Qt::ElideRight, room);
    return fitting == text || fitting.size() > leastLetters ? fitting : QString();
}

} // namespace

void paintLaneWords(QPainter& painter, const TimelineScene& scene, const SceneStyle& style,
                    const LaneRow& row)
{
    const RunInfo& info = scene.run.info();
    const Lane& lane = scene.run.columns->lanes()[row.index];
    const LaneSpans spans(lane, scene.run.endNs);
    // Only spans of so many pixels can hold words: no more than a few dozen.
    const auto atLeast = [&](double pixels) {
        return static_cast<std::int64_t>(pixels / scene.window.pixelsPerNs());
    };
    const std::int64_t leastWait = atLeast(120), leastName = atLeast(28);
    int looked = 0;
    for (std::size_t i = spans.at(scene.window.fromNs); i < spans.size() && looked < 64; ++i, ++looked) {
        const Span& span = spans[i];
        if (span.startNs >= scene.window.toNs) break;
        const bool isNamed = span.isNamed();
        if (!isNamed && lookOf(span.state) != StateLook::Joining) continue;
        if (span.endNs - span.startNs < (isNamed ? leastName : leastWait)) continue;
        const double left =
            std::max(scene.window.left, scene.window.timeToX(span.startNs)) + (isNamed ? 4.0 : 8.0);
        const double right =
            std::min(scene.window.right(), scene.window.timeToX(span.endNs)) - (isNamed ? 4.0 : 8.0);
        if (right - left < 12) continue;
        const QString words = isNamed
                                  ? nameThatFits(style.fonts.caption, info.spanNames[span.item], right - left)
                                  : stateText(info, span.state, span.object);
        if (words.isEmpty()) continue;
        const auto at = placeForWords(scene, lane, left, right, textWidth(style.fonts.caption, words));
        if (!at) continue;
        painter.setPen(isNamed ? style.colours().textOnAccent : style.colours().text);
        drawIn(painter, style.fonts.caption, {*at, scene.toItem(row.barTop()), right - *at, row.bar},
               Qt::AlignLeft, words);
    }
}

} // namespace sojourn
