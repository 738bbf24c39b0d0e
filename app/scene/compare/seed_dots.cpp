#include "scene/compare/seed_dots.h"

#include "scene/base/scene_style.h"
#include "scene/base/scene_text.h"
#include "scene/timeline/time_axis.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <vector>

namespace sojourn {

namespace {

constexpr double margin = 8, axisHeight = 20, radius = 2.5;
constexpr double labelsApart = 64;

QString labelOf(double value, double step, double reach, const QString& unit)
{
    const QString sign = value < 0 ? QString(QChar(0x2212)) : value > 0 ? QStringLiteral("+") : QString();
    if (unit == QLatin1String("s")) {
        const auto ns = [](double seconds) { return static_cast<std::int64_t>(std::llround(seconds * 1e9)); };
        return sign + axisLabel(ns(std::abs(value)), std::max<std::int64_t>(1, ns(step)), ns(reach));
    }
    return sign + QString::number(std::abs(value), 'g', 4) + unit;
}

} // namespace

SeedDots::SeedDots(QQuickItem* parent)
    : QQuickPaintedItem(parent)
{
    connect(this, &SeedDots::changed, this, [this] { update(); });
}

void SeedDots::paint(QPainter* painter)
{
    const SceneStyle style = SceneStyle::of(m_dark, m_fontFamily, 1.0);
    const Palette& p = style.colours();
    const double base = height() - axisHeight;
    painter->fillRect(QRectF(margin, base, width() - 2 * margin, 1.0), p.border);
    if (m_values.isEmpty()) return; // the first seed is to come
    // The axis holds 0: only beside it is a change large or small.
    double least = std::min(0.0, *std::ranges::min_element(m_values));
    double most = std::max(0.0, *std::ranges::max_element(m_values));
    for (const double end : {m_low, m_high}) {
        if (std::isnan(end)) continue;
        least = std::min(least, end);
        most = std::max(most, end);
    }
    if (least == most) most = least + 1e-9;
    const double left = margin + 14, right = width() - margin - 14;
    const auto xOf = [&](double value) { return left + (value - least) / (most - least) * (right - left); };

    if (!std::isnan(m_low) && !std::isnan(m_high)) {
        painter->fillRect(QRectF(xOf(m_low), 0, std::max(2.0, xOf(m_high) - xOf(m_low)), base), p.accentSoft);
    }
    if (!std::isnan(m_mean)) painter->fillRect(QRectF(xOf(m_mean) - 1.0, 0, 2.0, base), p.accent);

    const double reach = std::max(std::abs(least), std::abs(most));
    const int steps = std::max(1, static_cast<int>((right - left) / labelsApart));
    const double step = m_unit == QLatin1String("s")
                            ? static_cast<double>(niceStep(most - least, steps)) / 1e9
                            : niceValueStep(most - least, steps);
    for (double value = std::ceil(least / step) * step; value <= most + step / 1e6; value += step) {
        if (std::abs(value) < step / 1e6) value = 0;
        const double x = xOf(value);
        painter->fillRect(QRectF(std::round(x), base, 1.0, value == 0 ? 5.0 : 3.0),
                          value == 0 ? p.text : p.border);
        const QString text = labelOf(value, step, reach, m_unit);
        const double wide = textWidth(style.fonts.caption, text) + 2.0;
        painter->setPen(p.textSecondary);
        drawIn(*painter, style.fonts.caption,
               {std::clamp(x - wide / 2, 0.0, std::max(0.0, width() - wide)), base + 5.0, wide, 14.0},
               Qt::AlignHCenter, text);
    }

    std::vector<int> stacked(static_cast<std::size_t>(width() / (2 * radius + 1)) + 1);
    painter->setRenderHint(QPainter::Antialiasing, true);
    painter->setPen(Qt::NoPen);
    painter->setBrush(p.ink);
    for (const double value : m_values) {
        const auto column =
            std::min(stacked.size() - 1, static_cast<std::size_t>(xOf(value) / (2 * radius + 1)));
        const double y = base - 4.0 - (stacked[column]++) * (2 * radius + 1.0);
        painter->drawEllipse(
            QPointF((static_cast<double>(column) + 0.5) * (2 * radius + 1), std::max(radius, y)), radius,
            radius);
    }
}

} // namespace sojourn
