#include "scene/timeline/depth_painter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

std::uint32_t roundUp(std::uint32_t value)
{
    for (std::uint64_t power = 1;; power *= 10)
        for (const std::uint64_t digit : {1, 2, 4, 5, 6, 8})
            if (digit * power >= value) return static_cast<std::uint32_t>(digit * power);
}

} // namespace

std::uint32_t depthReach(const QueueInfo& queue, std::uint32_t most)
{
    const std::uint32_t round = roundUp(std::max(4u, most));
    if (queue.capacity < most || queue.capacity > 4u * round) return round;
    return static_cast<std::uint32_t>(queue.capacity);
}

bool showsCapacity(const QueueInfo& queue, std::uint32_t reach)
{
    return queue.capacity != 0 && queue.capacity <= reach;
}

void paintDepth(QPainter& painter, const QRectF& box, const std::vector<DepthColumn>& columns,
                std::uint32_t reach, std::uint64_t capacity, const SceneStyle& style)
{
    const Palette& p = style.colours();
    const double dpr = style.dpr;
    const auto snapped = [dpr](double v) { return std::round(v * dpr) / dpr; };
    const auto yOf = [&](std::uint32_t size) {
        return snapped(box.bottom() - box.height() * std::min(size, reach) / static_cast<double>(reach));
    };
    const double thick = std::max(1.0, std::round(1.5 * dpr)) / dpr;
    const auto isFull = [capacity](const DepthColumn& c) {
        return capacity != 0 && c.most >= capacity && (c.least >= capacity || c.last >= capacity);
    };
    painter.setPen(Qt::NoPen);
    QVector<QRectF> area, line;
    for (std::size_t c = 0; c < columns.size();) {
        std::size_t end = c + 1;
        while (end < columns.size() && columns[end] == columns[c])
            ++end;
        const double x0 = box.left() + static_cast<double>(c) / dpr,
                     x1 = box.left() + static_cast<double>(end) / dpr;
        const double low = yOf(columns[c].least), high = yOf(columns[c].most);
        if (columns[c].least > 0) area.append({x0, low, x1 - x0, box.bottom() - low});
        line.append({x0, high - thick / 2.0, x1 - x0, low - high + thick});
        c = end;
    }
    painter.setBrush(p.inkSoft);
    painter.drawRects(area);
    painter.setBrush(p.ink);
    painter.drawRects(line);
    painter.setBrush(p.waitingPut);
    forEachStretch(columns, isFull, [&](std::size_t from, std::size_t to) {
        const double y = yOf(static_cast<std::uint32_t>(capacity));
        painter.drawRect(QRectF(box.left() + static_cast<double>(from) / dpr, y - 1.5,
                                static_cast<double>(to - from) / dpr, 3.0));
    });
}

} // namespace sojourn
