#include "scene/compare/stems_painter.h"

#include "scene/base/scene_text.h"
#include "scene/timeline/time_axis.h"
#include "viewmodels/panels/words.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sojourn {

namespace {

constexpr double linesApart = 40;

/// A linear axis of durations from 0 up to at least the longest.
struct Heights
{
    QRectF plot;
    std::int64_t step = 1;
    std::int64_t reach = 1;

    Heights(const StemsScene& scene)
        : plot(scene.plot())
    {
        const int most = std::clamp(static_cast<int>(plot.height() / linesApart), 1, 8);
        const double longest = std::max(1e-9, static_cast<double>(scene.longestNs) / 1e9);
        step = niceStep(longest, most);
        reach = std::max(step, (scene.longestNs + step - 1) / step * step);
    }
    double y(std::int64_t ns) const
    {
        return plot.bottom() - static_cast<double>(ns) / static_cast<double>(reach) * plot.height();
    }
};

void paintAxes(QPainter& painter, const StemsScene& scene, const SceneStyle& style, const Heights& heights)
{
    const Palette& p = style.colours();
    const QFont& caption = style.fonts.caption;
    for (std::int64_t at = 0; at <= heights.reach; at += heights.step) {
        const double y = std::round(heights.y(at));
        painter.fillRect(QRectF(heights.plot.left(), y, heights.plot.width(), 1.0),
                         at == 0 ? p.border : p.hairline);
        painter.setPen(p.textSecondary);
        drawIn(painter, caption, {0, y - 7.0, heights.plot.left() - 8.0, 14.0}, Qt::AlignRight,
               valueAxisLabel(at, heights.step, heights.reach));
    }
    const auto count = static_cast<double>(scene.count());
    const double step =
        std::max(1.0, niceValueStep(count, std::max(1, static_cast<int>(heights.plot.width() / 80))));
    painter.setPen(p.textSecondary);
    drawIn(painter, caption, {16, heights.plot.bottom() + 5.0, heights.plot.left() - 24.0, 14.0},
           Qt::AlignLeft, QStringLiteral("item, as in B"));
    for (double at = 0; at < count; at += step) {
        const double x = scene.xOf(static_cast<std::size_t>(at));
        const QString text = countText(static_cast<std::uint64_t>(at));
        const double width = textWidth(caption, text) + 2.0;
        if (x + width / 2 > scene.size.width()) break;
        drawIn(painter, caption, {x - width / 2, heights.plot.bottom() + 5.0, width, 14.0}, Qt::AlignHCenter,
               text);
    }
}

void paintOne(QPainter& painter, const StemsScene& scene, const Heights& heights, const SceneStyle& style,
              std::size_t place, double radius, const QColor& colour, double width)
{
    const ItemChange& item = scene.comparison->items[place];
    const double x = scene.xOf(place);
    const bool hasA = item.aSojournNs != notYet, hasB = item.bSojournNs != notYet;
    if (hasA && hasB) {
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(x, heights.y(item.aSojournNs)), QPointF(x, heights.y(item.bSojournNs)));
    }
    if (hasA) {
        painter.setPen(QPen(colour, 1.25));
        painter.setBrush(style.colours().background);
        painter.drawEllipse(QPointF(x, heights.y(item.aSojournNs)), radius, radius);
    }
    if (hasB) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour == style.colours().accent ? colour : style.colours().ink);
        painter.drawEllipse(QPointF(x, heights.y(item.bSojournNs)), radius, radius);
    }
}

void paintSingly(QPainter& painter, const StemsScene& scene, const Heights& heights, const SceneStyle& style)
{
    const double apart = heights.plot.width() / static_cast<double>(scene.count());
    const double radius = std::clamp(apart * 0.3, 1.0, 3.0);
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (std::size_t place = 0; place < scene.count(); ++place)
        paintOne(painter, scene, heights, style, place, radius, style.colours().textSecondary, 1.0);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

/// Of one run in one column.
struct Sums
{
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    std::int64_t most = 0;
    double sum = 0;
    int count = 0;

    void add(std::int64_t ns)
    {
        if (ns == notYet) return;
        least = std::min(least, ns);
        most = std::max(most, ns);
        sum += static_cast<double>(ns);
        ++count;
    }
    std::int64_t mean() const { return static_cast<std::int64_t>(sum / count); }
};

/// Each column: the range of both runs' sojourns, and their means. Nothing of an item is lost: every one is
/// in them. A is a wide and pale bar, as a box, and B a narrow and strong one before it.
void paintMerged(QPainter& painter, const StemsScene& scene, const Heights& heights, const SceneStyle& style)
{
    const Palette& p = style.colours();
    QColor rangeOfA = p.textSecondary, rangeOfB = p.ink;
    rangeOfA.setAlphaF(0.28f);
    rangeOfB.setAlphaF(0.75f);
    QVector<QRectF> aRanges, bRanges, aMeans, bMeans;
    const std::size_t columns = scene.columns();
    for (std::size_t c = 0; c < columns; ++c) {
        Sums a, b;
        for (std::size_t i = c * scene.count() / columns; i < (c + 1) * scene.count() / columns; ++i) {
            a.add(scene.comparison->items[i].aSojournNs);
            b.add(scene.comparison->items[i].bSojournNs);
        }
        const double x = std::round(heights.plot.left() + static_cast<double>(c) * StemsScene::columnWidth);
        const auto add = [&](const Sums& sums, QVector<QRectF>& ranges, QVector<QRectF>& means, double left,
                             double width) {
            if (sums.count == 0) return;
            const double top = heights.y(sums.most), bottom = heights.y(sums.least);
            ranges.append({left, top, width, std::max(1.0, bottom - top)});
            means.append({x, std::round(heights.y(sums.mean())) - 1.0, StemsScene::columnWidth, 2.0});
        };
        add(a, aRanges, aMeans, x, StemsScene::columnWidth);
        add(b, bRanges, bMeans, x + 1.0, 1.0);
    }
    const auto fill = [&](const QVector<QRectF>& rects, const QColor& colour) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRects(rects);
    };
    fill(aRanges, rangeOfA);
    fill(bRanges, rangeOfB);
    fill(aMeans, p.textSecondary);
    fill(bMeans, p.text);
}

void paintMarked(QPainter& painter, const StemsScene& scene, const Heights& heights, const SceneStyle& style,
                 int place)
{
    if (place < 0 || place >= static_cast<int>(scene.count())) return;
    const auto at = static_cast<std::size_t>(place);
    const double x = scene.xOf(at);
    QColor band = style.colours().accentSoft;
    painter.fillRect(QRectF(std::round(x - 4.0), heights.plot.top(), 9.0, heights.plot.height()), band);
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintOne(painter, scene, heights, style, at, 3.5, style.colours().accent, 2.0);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

int StemsScene::placeAt(QPointF at) const
{
    const QRectF box = plot();
    if (comparison == nullptr || count() == 0 || at.x() < box.left() || at.x() >= box.right() ||
        at.y() > box.bottom() + 4)
        return -1;
    const double share = (at.x() - box.left()) / box.width();
    return static_cast<int>(
        std::min(static_cast<double>(count()) - 1, std::floor(share * static_cast<double>(count()))));
}

std::int64_t StemsScene::longestOf(const RunComparison& comparison)
{
    std::int64_t longest = 0;
    for (const ItemChange& item : comparison.items)
        longest = std::max({longest, item.aSojournNs, item.bSojournNs});
    return longest;
}

void paintStems(QPainter& painter, const StemsScene& scene, const SceneStyle& style)
{
    if (scene.comparison == nullptr || scene.count() == 0) return;
    painter.save();
    const Heights heights(scene);
    paintAxes(painter, scene, style, heights);
    if (scene.isMerged())
        paintMerged(painter, scene, heights, style);
    else
        paintSingly(painter, scene, heights, style);
    painter.restore();
}

void paintMarkedStems(QPainter& painter, const StemsScene& scene, const SceneStyle& style)
{
    if (scene.comparison == nullptr || scene.count() == 0) return;
    painter.save();
    const Heights heights(scene);
    if (scene.hovered != scene.selected) paintMarked(painter, scene, heights, style, scene.hovered);
    paintMarked(painter, scene, heights, style, scene.selected);
    painter.restore();
}

} // namespace sojourn
