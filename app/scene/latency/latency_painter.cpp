#include "scene/latency/latency_painter.h"

#include "scene/base/scene_text.h"
#include "scene/base/theory_strokes.h"
#include "scene/timeline/axis_marks.h"
#include "scene/timeline/timeline_hit.h"
#include "viewmodels/panels/words.h"

#include <QImage>
#include <QObject>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

namespace sojourn {

namespace {

constexpr std::size_t mostDots = 3000; // drawn one by one
constexpr double tickApart = 56;
constexpr std::array<double, 3> percentiles{99, 90, 50};

double seconds(std::int64_t ns)
{
    return static_cast<double>(ns) / 1e9;
}

/// How many bars of the distribution there are.
int barsOf(const QRectF& plot)
{
    return std::clamp(static_cast<int>(plot.height() / 12.0), 6, 48);
}

/// The b-th from below. The ends take in what lies on them.
DistributionBar barOf(const LatencyScene& scene, const Histogram& histogram, int b)
{
    const QRectF plot = scene.plot();
    const int bins = barsOf(plot);
    const auto edge = [&](int i) { return scene.scale.seconds(plot.bottom() - i * plot.height() / bins); };
    const auto ns = [&](int i) { return static_cast<std::int64_t>(edge(i) * 1e9); };
    const bool isFirst = b == 0, isLast = b == bins - 1;
    return {isFirst ? 0 : edge(b), isLast ? std::numeric_limits<double>::infinity() : edge(b + 1),
            histogram.countBetween(isFirst ? 0 : ns(b), isLast ? INT64_MAX : ns(b + 1)), 0};
}

/// The share of the items that theory expects within half a bar's height on either side.
double expectedAbout(const LatencyScene& scene, double y, double high)
{
    const auto more = [&scene](double at) {
        return scene.theory->exceedProbability(scene.scale.seconds(at));
    };
    return more(y + high / 2) - more(y - high / 2);
}

/// Where the plot's lines end: behind that nothing is known yet, or nothing happens any more.
double knownUntil(const LatencyScene& scene)
{
    const QRectF plot = scene.plot();
    if (!scene.run.live && !scene.run.atStall()) return plot.right();
    return std::clamp(scene.window.timeToX(scene.run.endNs), plot.left(), plot.right());
}

QPen dotted(const QColor& colour)
{
    QPen pen(colour, 1.0, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({1.5, 3});
    return pen;
}

} // namespace

LatencyPainter::LatencyPainter(SceneStyle style)
    : m_style(std::move(style))
{
}

QPointF LatencyPainter::dotAt(const LatencyScene& scene, const LatencyDot& dot)
{
    return {scene.window.timeToX(dot.leftNs), scene.scale.y(seconds(dot.sojournNs))};
}

void LatencyPainter::paint(QPainter& painter, const LatencyScene& scene) const
{
    painter.save();
    paintAxes(painter, scene);
    const auto [first, last] = scene.index->between(scene.window.fromNs, scene.window.toNs);
    if (scene.index->histogram().count() > 0)
        paintPercentiles(painter, scene, scene.window.left, knownUntil(scene));
    painter.save();
    painter.setClipRect(scene.plot().adjusted(-5, -5, 5, 5));
    if (scene.ghost != nullptr) paintGhostDots(painter, scene);
    if (last - first > mostDots)
        paintDensity(painter, scene, *scene.index, m_style.colours().ink);
    else
        paintDots(painter, scene);
    painter.restore();
    paintPlayhead(painter, scene);
    paintSelection(painter, scene);
    if (scene.run.atStall()) paintNothingMore(painter, scene);
    painter.restore();
}

/// Why the plot is empty behind the end of a run that has stalled.
void LatencyPainter::paintNothingMore(QPainter& painter, const LatencyScene& scene) const
{
    constexpr double gap = 12, leastWidth = 84, mostWidth = 180;
    const QString words = QObject::tr("Nothing more happened, so nothing is drawn here.");
    const QRectF plot = scene.plot();
    const double left = knownUntil(scene) + gap;
    const QRectF room(left, plot.top() + plot.height() * 0.15, std::min(mostWidth, plot.right() - left),
                      plot.height() * 0.8);
    if (room.width() < leastWidth) return;
    painter.setFont(m_style.fonts.caption);
    constexpr int wrapped = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
    if (painter.boundingRect(room, wrapped, words).height() > room.height()) return;
    painter.setPen(m_style.colours().textSecondary);
    painter.drawText(room, wrapped, words);
}

/// Its lines from the left of the plot to `right`, and what they stand for.
void LatencyPainter::paintValueAxis(QPainter& painter, const LatencyScene& scene, double right) const
{
    const Palette& p = m_style.colours();
    const QRectF plot = scene.plot();
    for (const LatencyScale::Tick& tick : scene.scale.ticks) {
        const double y = std::round(scene.scale.y(tick.seconds));
        const bool base = y >= std::floor(plot.bottom());
        painter.fillRect(QRectF(plot.left(), y, right - plot.left(), 1.0), base ? p.border : p.hairline);
        painter.setPen(p.textSecondary);
        drawIn(painter, m_style.fonts.caption, {0, y - 7.0, plot.left() - 8.0, 14.0}, Qt::AlignRight,
               tick.label);
    }
}

void LatencyPainter::paintAxes(QPainter& painter, const LatencyScene& scene) const
{
    const Palette& p = m_style.colours();
    const QFont& caption = m_style.fonts.caption;
    const QRectF plot = scene.plot();
    paintValueAxis(painter, scene, knownUntil(scene));
    painter.setPen(p.textSecondary);
    const QFontMetricsF metrics(caption);
    const std::int64_t end = scene.run.live ? scene.run.endNs : scene.window.toNs;
    for (const AxisTick& tick : axisTicks(scene.axis, scene.window, end, tickApart, [&](const QString& text) {
             return metrics.horizontalAdvance(text);
         }))
        if (!tick.label.isEmpty())
            drawIn(painter, caption, {tick.labelLeft, plot.bottom() + 5.0, tick.labelWidth, 14.0},
                   Qt::AlignLeft, tick.label);
}

void LatencyPainter::paintDots(QPainter& painter, const LatencyScene& scene) const
{
    const Palette& p = m_style.colours();
    painter.setRenderHint(QPainter::Antialiasing, true);
    const auto [first, last] = scene.index->between(scene.window.fromNs, scene.window.toNs);
    const double radius = last - first > 800 ? 2.0 : 3.0;
    for (std::size_t i = first; i < last; ++i) {
        const LatencyDot& dot = scene.index->dots()[i];
        const QPointF at = dotAt(scene, dot);
        if (dot.putWaitNs > 0) {
            const double top = scene.scale.y(seconds(dot.sojournNs + dot.putWaitNs));
            painter.setPen(QPen(p.waitingPut, 2.0, Qt::SolidLine, Qt::FlatCap));
            if (at.y() - top > radius) painter.drawLine(at - QPointF(0, radius), QPointF(at.x(), top));
            painter.setBrush(p.background);
            painter.setPen(QPen(p.waitingPut, 1.75));
            painter.drawEllipse(at, radius + 0.75, radius + 0.75);
            continue;
        }
        const Visit& visit = scene.run.columns->visits()[scene.run.columns->items()[dot.item].lastVisit];
        const bool hollow = scene.scale.logarithmic && wasAwaited(scene.run, visit);
        painter.setPen(hollow ? QPen(p.ink, 1.75) : QPen(Qt::NoPen));
        painter.setBrush(hollow ? QBrush(p.background) : QBrush(p.ink));
        painter.drawEllipse(at, radius, radius);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

/// Each column's dots, or an even sample of them, counted in squares of two pixels: a small picture, shown at
/// twice its size.
void LatencyPainter::paintDensity(QPainter& painter, const LatencyScene& scene, const LatencyIndex& index,
                                  const QColor& ink) const
{
    constexpr double square = 2;
    constexpr std::size_t most = 128;
    const QRectF plot = scene.plot();
    const int rows = static_cast<int>(plot.height() / square) + 1,
              columns = static_cast<int>(plot.width() / square) + 1;
    std::vector<double> counts(static_cast<std::size_t>(rows));
    QImage density(columns, rows, QImage::Format_ARGB32);
    density.fill(Qt::transparent);
    auto* pixels = reinterpret_cast<QRgb*>(density.bits());
    for (int c = 0; c < columns; ++c) {
        const double x = plot.left() + c * square;
        const auto [first, last] = index.between(scene.window.xToTime(x), scene.window.xToTime(x + square));
        if (first == last) continue;
        const std::size_t stride = (last - first + most - 1) / most;
        std::ranges::fill(counts, 0.0);
        for (std::size_t i = first; i < last; i += stride) {
            const LatencyDot& dot = index.dots()[i];
            const double y = scene.scale.y(seconds(dot.sojournNs));
            counts[static_cast<std::size_t>(std::clamp(static_cast<int>((y - plot.top()) / square), 0,
                                                       rows - 1))] += static_cast<double>(stride);
        }
        for (int row = 0; row < rows; ++row) {
            const double n = counts[static_cast<std::size_t>(row)];
            if (n <= 0) continue;
            // One item is seen already; some hundreds have the full colour.
            const double alpha = std::min(1.0, 0.25 + 0.3 * std::log10(1.0 + n));
            pixels[row * columns + c] =
                qRgba(ink.red(), ink.green(), ink.blue(), static_cast<int>(alpha * ink.alpha()));
        }
    }
    painter.drawImage(QRectF(plot.topLeft(), QSizeF(columns * square, rows * square)), density);
}

/// Faint rings; with more than can be told apart, a faint density.
void LatencyPainter::paintGhostDots(QPainter& painter, const LatencyScene& scene) const
{
    const auto [first, last] = scene.ghost->between(scene.window.fromNs, scene.window.toNs);
    QColor faint = m_style.colours().textSecondary;
    if (last - first > mostDots) {
        faint.setAlphaF(0.4f);
        return paintDensity(painter, scene, *scene.ghost, faint);
    }
    faint.setAlphaF(0.6f);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(faint, 1.0));
    painter.setBrush(Qt::NoBrush);
    const double radius = last - first > 800 ? 1.5 : 2.5;
    for (std::size_t i = first; i < last; ++i)
        painter.drawEllipse(dotAt(scene, scene.ghost->dots()[i]), radius, radius);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void LatencyPainter::paintPercentiles(QPainter& painter, const LatencyScene& scene, double left,
                                      double right) const
{
    painter.setPen(dotted(m_style.colours().ink));
    for (const double percentile : percentiles) {
        const double y =
            std::round(scene.scale.y(seconds(scene.index->histogram().percentile(percentile)))) + 0.5;
        painter.drawLine(QPointF(left, y), QPointF(right, y));
    }
}

void LatencyPainter::paintPlayhead(QPainter& painter, const LatencyScene& scene) const
{
    const Palette& p = m_style.colours();
    const double x = scene.window.timeToX(scene.run.playheadNs);
    const QRectF plot = scene.plot();
    const double from = std::max(plot.left(), x);
    const double to = std::min(plot.right(), scene.window.timeToX(scene.run.endNs)) + 6.0;
    if (from < to && scene.run.playheadNs < scene.run.endNs)
        painter.fillRect(QRectF(from, 0, to - from, plot.bottom()), p.dim);
    if (x >= plot.left() - 1.0 && x <= plot.right() + 1.0)
        painter.fillRect(QRectF(std::round(x) - 1.0, 0, 2.0, plot.bottom()), p.text);
}

void LatencyPainter::paintSelection(QPainter& painter, const LatencyScene& scene) const
{
    const Palette& p = m_style.colours();
    painter.setRenderHint(QPainter::Antialiasing, true);
    const auto ringed = [&](int item, bool labelled) {
        if (!scene.run.knows(item)) return;
        const std::size_t i = scene.index->find(*scene.run.columns, static_cast<std::uint32_t>(item));
        if (i >= scene.index->dots().size()) return;
        const LatencyDot& dot = scene.index->dots()[i];
        const QPointF at = dotAt(scene, dot);
        if (at.x() < scene.window.left - 1.0 || at.x() > scene.window.right() + 1.0) return;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(p.accent, 2.0));
        painter.drawEllipse(at, 8, 8);
        if (!labelled) return;
        painter.setPen(dotted(p.accent));
        painter.drawLine(QPointF(at.x(), at.y() + 9.0), QPointF(at.x(), scene.plot().bottom()));
        QString text = QStringLiteral("#%1 %2").arg(item).arg(durationText(dot.sojournNs));
        if (dot.putWaitNs > 0) text += QStringLiteral(" + %1 to put").arg(durationText(dot.putWaitNs));
        const double width = textWidth(m_style.fonts.captionStrong, text) + 12.0;
        // Above it, or below where there is no room, or beside.
        double top = at.y() - 36.0;
        if (top < 0) top = at.y() + 14.0;
        const double left = std::clamp(at.x() - width / 2.0, scene.window.left,
                                       std::max(scene.window.left, scene.window.right() - width));
        const QRectF label(std::round(left), std::round(top), width, 18);
        painter.setPen(Qt::NoPen);
        painter.setBrush(p.accent);
        painter.drawRoundedRect(label, 4, 4);
        painter.setPen(p.textOnAccent);
        drawIn(painter, m_style.fonts.captionStrong, label, Qt::AlignHCenter, text);
    };
    if (scene.run.hoveredItem != scene.run.selectedItem) ringed(scene.run.hoveredItem, false);
    ringed(scene.run.selectedItem, true);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void LatencyPainter::paintDistribution(QPainter& painter, const LatencyScene& scene) const
{
    const Palette& p = m_style.colours();
    const Histogram& histogram = scene.index->histogram();
    const bool isEmpty = histogram.count() == 0; // then A is drawn alone
    if (isEmpty && (scene.ghost == nullptr || scene.ghost->histogram().count() == 0)) return;
    const QRectF plot = scene.plot();
    const double labels = 34;
    const double left = plot.left();
    const double room = std::max(10.0, scene.size.width() - left - labels - 8.0);
    const int bins = barsOf(plot);
    const double high = plot.height() / bins;
    // Shares of all items: two runs need not have as many.
    const auto sharesOf = [&](const Histogram& of) {
        std::vector<double> shares;
        for (int b = 0; b < bins; ++b)
            shares.push_back(static_cast<double>(barOf(scene, of, b).count) /
                             static_cast<double>(std::max<std::uint64_t>(of.count(), 1)));
        return shares;
    };
    const std::vector<double> shares = sharesOf(histogram);
    std::vector<double> ghostShares;
    if (scene.ghost != nullptr && scene.ghost->histogram().count() > 0)
        ghostShares = sharesOf(scene.ghost->histogram());
    double most = std::ranges::max(shares);
    if (!ghostShares.empty()) most = std::max(most, std::ranges::max(ghostShares));
    if (scene.theory != nullptr)
        for (double y = plot.bottom() - high / 2; y >= plot.top() + high / 2; y -= high)
            most = std::max(most, expectedAbout(scene, y, high));
    const auto lengthOf = [&](double share) { return std::max(1.0, std::round(room * share / most)); };
    if (left > 0) paintValueAxis(painter, scene, left + room);
    QColor bar = p.ink, ahead = p.ink;
    bar.setAlphaF(0.32f);
    ahead.setAlphaF(0.12f);
    for (int b = 0; b < bins; ++b) {
        const double share = shares[static_cast<std::size_t>(b)];
        if (share <= 0) continue;
        const double bottom = std::round(plot.bottom() - b * high),
                     top = std::round(plot.bottom() - (b + 1) * high), length = lengthOf(share);
        // Who leaves only behind the playhead is paler, as on the lanes.
        double past = length;
        if (scene.soFar != nullptr)
            past = std::round(length * static_cast<double>(barOf(scene, *scene.soFar, b).count) /
                              static_cast<double>(barOf(scene, histogram, b).count));
        painter.fillRect(QRectF(left, top, past, bottom - top - 1.0), bar);
        painter.fillRect(QRectF(left + past, top, length - past, bottom - top - 1.0), ahead);
    }
    if (!ghostShares.empty()) {
        QPolygonF outline;
        for (int b = 0; b < bins; ++b) {
            const double share = ghostShares[static_cast<std::size_t>(b)];
            const double x = left + (share > 0 ? lengthOf(share) : 0.0) + 0.5;
            outline << QPointF(x, std::round(plot.bottom() - b * high) - 0.5)
                    << QPointF(x, std::round(plot.bottom() - (b + 1) * high) - 0.5);
        }
        QPen dashes(p.textSecondary, 1.0, Qt::CustomDashLine, Qt::FlatCap);
        dashes.setDashPattern({4, 2});
        painter.setPen(dashes);
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(outline);
    }
    painter.fillRect(QRectF(left, plot.top(), 1.0, plot.height()), p.border);
    if (!isEmpty) paintPercentiles(painter, scene, left, left + room);
    if (scene.theory != nullptr) paintTheory(painter, scene, room, most);
    painter.setPen(p.text);
    // From the highest down, each below the one before, and with room for those that follow above the line of
    // words below the plot.
    constexpr double line = 13;
    double free = -1e9, last = plot.bottom() - 2.0 - line * (percentiles.size() - 1);
    for (const double percentile : isEmpty ? std::span<const double>() : percentiles) {
        const double y =
            std::clamp(scene.scale.y(seconds(histogram.percentile(percentile))), std::min(free, last), last);
        drawIn(painter, m_style.fonts.caption, {left + room + 8.0, y - 7.0, labels, 14.0}, Qt::AlignLeft,
               QStringLiteral("p%1").arg(percentile));
        free = y + line;
        last += line;
    }
    painter.setPen(p.textSecondary);
    const QString all = countText(histogram.count());
    const QString past = scene.soFar != nullptr ? countText(scene.soFar->count()) : QString();
    const QFont& caption = m_style.fonts.caption;
    const auto said = [&](const QString& form) { return Saying{form.arg(past, all), form.arg(all, all)}; };
    const Saying words = isEmpty ? Saying{QObject::tr("no item leaves in B")}
                         : scene.soFar == nullptr
                             ? Saying{QObject::tr("items, of %1").arg(all)}
                             : fitting(caption, scene.size.width() - 2.0,
                                       {said(QObject::tr("items, %1 of %2 so far")),
                                        said(QObject::tr("items, %1 of %2")), said(QObject::tr("%1 of %2"))});
    // Of a large run it begins further left, below the labels of the axis.
    const double from =
        std::max(0.0, std::min(left, scene.size.width() - textWidth(caption, words.text) - 2.0));
    drawIn(painter, caption, {from, plot.bottom() + 5.0, scene.size.width() - from, 14.0}, Qt::AlignLeft,
           words.text);
}

/// A line through how many items theory expects within a bar's height of each value: dashed where it is an
/// approximation.
void LatencyPainter::paintTheory(QPainter& painter, const LatencyScene& scene, double room, double most) const
{
    const Palette& p = m_style.colours();
    const QRectF plot = scene.plot();
    const double high = plot.height() / barsOf(plot);
    QPolygonF line;
    for (double y = plot.bottom() - high / 2; y >= plot.top() + high / 2; y -= 2)
        line << QPointF(room * expectedAbout(scene, y, high) / most, y);
    const QPen pen = theory::linePen(m_style, scene.theory->isApproximate());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen);
    painter.drawPolyline(line);
    painter.restore();
    const QString words = QObject::tr("theory");
    const double width = textWidth(m_style.fonts.caption, words);
    const double right = scene.size.width() - 8.0;
    painter.setPen(p.textSecondary);
    drawIn(painter, m_style.fonts.caption, {right - width, plot.top() - 12.0, width, 14.0}, Qt::AlignLeft,
           words);
    painter.setPen(pen);
    painter.drawLine(QPointF(right - width - 20.0, plot.top() - 5.0),
                     QPointF(right - width - 5.0, plot.top() - 5.0));
}

std::optional<DistributionBar> LatencyPainter::barAt(const LatencyScene& scene, double y)
{
    const QRectF plot = scene.plot();
    if (scene.index->histogram().count() == 0 || y < plot.top() || y >= plot.bottom()) return {};
    const int bins = barsOf(plot);
    const int b = std::clamp(static_cast<int>((plot.bottom() - y) / plot.height() * bins), 0, bins - 1);
    DistributionBar bar = barOf(scene, scene.index->histogram(), b);
    bar.soFar = scene.soFar != nullptr ? barOf(scene, *scene.soFar, b).count : bar.count;
    return bar;
}

int LatencyPainter::itemAt(const LatencyScene& scene, QPointF at)
{
    constexpr double reach = 10;
    auto [first, last] =
        scene.index->between(scene.window.xToTime(at.x() - reach), scene.window.xToTime(at.x() + reach) + 1);
    const std::size_t stride = std::max<std::size_t>(1, (last - first) / 4096);
    int item = -1;
    double least = reach * reach;
    for (std::size_t i = first; i < last; i += stride) {
        const QPointF way = dotAt(scene, scene.index->dots()[i]) - at;
        const double distance = QPointF::dotProduct(way, way);
        if (distance >= least) continue;
        least = distance;
        item = static_cast<int>(scene.index->dots()[i].item);
    }
    return item;
}

} // namespace sojourn
