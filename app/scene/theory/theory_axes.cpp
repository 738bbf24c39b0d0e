#include "scene/theory/theory_axes.h"

#include "scene/base/scene_text.h"
#include "scene/timeline/time_axis.h"

#include <algorithm>
#include <cmath>

namespace sojourn::theory {

namespace {

constexpr double tickApart = 52, labelGap = 10;

} // namespace

std::int64_t nsOf(double seconds)
{
    return static_cast<std::int64_t>(std::llround(std::min(seconds, 9e9) * 1e9));
}

QString timeText(double seconds)
{
    return durationText(nsOf(seconds));
}

QString shareText(double share)
{
    return QString::number(share * 100, 'g', share >= 0.0995 ? 3 : 2) + QStringLiteral(" %");
}

QPen ghostPen(const SceneStyle& style)
{
    QPen pen(style.colours().textSecondary, 1.0, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({4, 2});
    return pen;
}

void paintSecondsAxis(QPainter& painter, const SceneStyle& style, const QRectF& plot, double reach,
                      double from, const std::function<double(double)>& x)
{
    const Palette& p = style.colours();
    int most = std::max(2, static_cast<int>((plot.right() - from) / tickApart));
    // Long labels ("6 min 40 s") want more room than short ones.
    const auto widest = [&](std::int64_t step) {
        double width = 0;
        for (std::int64_t at = 0; at <= nsOf(reach); at += step)
            width = std::max(width, textWidth(style.fonts.caption, axisLabel(at, step, nsOf(reach))));
        return width;
    };
    while (most > 1 && (widest(niceStep(reach, most)) + labelGap) * most > plot.right() - from)
        --most;
    const std::int64_t step = niceStep(reach, most);
    double free = -1e9;
    for (std::int64_t at = 0; at <= nsOf(reach); at += step) {
        const double left = std::round(x(static_cast<double>(at) / 1e9));
        painter.fillRect(QRectF(left, plot.bottom(), 1, 4), p.border);
        const QString label = axisLabel(at, step, nsOf(reach));
        const double width = textWidth(style.fonts.caption, label);
        const double start = std::clamp(left - width / 2, from - 8, plot.right() - width + 4);
        if (start < free) continue;
        free = start + width + labelGap / 2;
        painter.setPen(p.textSecondary);
        drawIn(painter, style.fonts.caption, {start, plot.bottom() + 5, width + 2, 14}, Qt::AlignLeft, label);
    }
}

void paintValueLine(QPainter& painter, const SceneStyle& style, const QRectF& plot, double y,
                    const QString& label)
{
    const Palette& p = style.colours();
    painter.fillRect(QRectF(plot.left(), std::round(y), plot.width(), 1), p.hairline);
    painter.setPen(p.textSecondary);
    drawIn(painter, style.fonts.caption, {0, std::round(y) - 7, plot.left() - 8, 14}, Qt::AlignRight, label);
}

} // namespace sojourn::theory
