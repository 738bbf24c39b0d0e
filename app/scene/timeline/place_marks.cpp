#include "scene/timeline/place_marks.h"

#include "scene/base/scene_text.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sojourn {

namespace {

constexpr double flagWide = 7, flagHigh = 8;

/// The staff stands at x, from `top` to `bottom`; the flag is at its top, to the right.
void paintFlag(QPainter& painter, double x, double top, double bottom, const QColor& colour)
{
    const double left = std::round(x);
    painter.fillRect(QRectF(left, top, 1.0, bottom - top), colour);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(
        QPolygonF({{left, top}, {left + flagWide, top + flagHigh / 2.0}, {left, top + flagHigh}}));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

/// Calls `visit(index, x)` for the bookmarks in the window, leaving out those that fall on the pixel of one
/// before.
template <class Visit>
void forEachShown(const std::vector<Bookmark>* bookmarks, const InstantWindow& window, Visit visit)
{
    if (bookmarks == nullptr) return;
    double last = -std::numeric_limits<double>::max();
    const std::int64_t toNs = window.toNs();
    auto at = std::ranges::lower_bound(*bookmarks, window.fromNs(), {}, &Bookmark::ns);
    for (; at != bookmarks->end() && at->ns < toNs; ++at) {
        const double x = window.timeToX(at->ns);
        if (x - last < 1.0) continue;
        last = x;
        visit(static_cast<std::size_t>(at - bookmarks->begin()), x);
    }
}

/// From edge to edge, held within the window; empty where nothing of it is to be seen.
QRectF measuredBox(const TimelineScene& scene)
{
    if (!scene.measured) return {};
    const InstantWindow window = scene.instants();
    const double left = std::max(window.left(), window.timeToX(scene.measured->fromNs));
    const double right = std::min(window.right(), window.timeToX(scene.measured->toNs));
    if (right < left) return {};
    return {left, 0, std::max(1.0, right - left), scene.size.height()};
}

} // namespace

void paintBookmarksOnRuler(QPainter& painter, const TimelineScene& scene, const SceneStyle& style)
{
    const double bottom = scene.metrics.rulerHeight;
    forEachShown(scene.run.bookmarks, scene.instants(), [&](std::size_t, double x) {
        paintFlag(painter, x, bottom - 13.0, bottom, style.colours().accent);
    });
}

void paintBookmarksOnLanes(QPainter& painter, const TimelineScene& scene, const SceneStyle& style)
{
    QPen dots(style.colours().accent, 1.0, Qt::CustomDashLine, Qt::FlatCap);
    dots.setDashPattern({1, 3});
    forEachShown(scene.run.bookmarks, scene.instants(), [&](std::size_t, double x) {
        painter.setPen(dots);
        const double at = std::round(x) + 0.5;
        painter.drawLine(QPointF(at, scene.metrics.rulerHeight), QPointF(at, scene.size.height()));
    });
}

void paintBookmarksInOverview(QPainter& painter, const OverviewScene& scene, const SceneStyle& style)
{
    const QRectF strip = scene.strip();
    forEachShown(scene.run.bookmarks, InstantWindow{scene.whole}, [&](std::size_t, double x) {
        paintFlag(painter, x, strip.top(), strip.bottom(), style.colours().accent);
    });
}

void paintNoteAtPlayhead(QPainter& painter, const TimelineScene& scene, const SceneStyle& style)
{
    const RunView& own = scene.own();
    if (own.bookmarks == nullptr) return;
    // Of several at one instant that of the event that the playhead is behind.
    const auto first = std::ranges::lower_bound(*own.bookmarks, own.playheadNs, {}, &Bookmark::ns);
    auto at = std::find_if(first, own.bookmarks->end(), [&](const Bookmark& mark) {
        return mark.ns != own.playheadNs || mark.happened == own.happened;
    });
    const bool isAlone =
        first != own.bookmarks->end() && (first + 1 == own.bookmarks->end() || first[1].ns != own.playheadNs);
    if (isAlone) at = first;
    if (at == own.bookmarks->end() || at->ns != own.playheadNs || at->note.empty()) return;
    const double x = std::round(scene.window.timeToX(scene.run.playheadNs));
    if (x < scene.window.left - 1.0 || x > scene.window.right() + 1.0) return;
    constexpr double most = 320, pad = 6, away = 4;
    const QFontMetricsF metrics(style.fonts.captionStrong);
    const double room = std::min(most, std::max(x - scene.window.left, scene.window.right() - x)) - 2.0 * pad;
    const QString note =
        metrics.elidedText(QString::fromStdString(at->note), Qt::ElideRight, std::max(0.0, room - away));
    const double width = std::ceil(metrics.horizontalAdvance(note)) + 2.0 * pad;
    const bool isRight = x + away + width <= scene.window.right();
    const QRectF box(isRight ? x + away : x - away - width, scene.metrics.rulerHeight + 2.0, width, 18.0);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(style.colours().accent, 1.0));
    painter.setBrush(style.colours().accentSoft);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(style.colours().text);
    drawIn(painter, style.fonts.captionStrong, box, Qt::AlignHCenter, note);
}

int bookmarkAt(const TimelineScene& scene, QPointF at)
{
    if (at.y() < scene.metrics.rulerHeight - 15.0 || at.y() >= scene.metrics.rulerHeight) return -1;
    int found = -1;
    forEachShown(scene.run.bookmarks, scene.instants(), [&](std::size_t index, double x) {
        if (at.x() >= x - 3.0 && at.x() <= x + flagWide + 2.0) found = static_cast<int>(index);
    });
    return found;
}

void paintMeasuredOnLanes(QPainter& painter, const TimelineScene& scene, const SceneStyle& style)
{
    const QRectF box = measuredBox(scene);
    if (box.isEmpty()) return;
    const QRectF lanes(box.left(), scene.metrics.rulerHeight, box.width(),
                       box.height() - scene.metrics.rulerHeight);
    QColor veil = style.colours().accent;
    veil.setAlphaF(0.10f);
    painter.fillRect(lanes, veil);
    for (const std::int64_t ns : {scene.measured->fromNs, scene.measured->toNs})
        if (const double x = std::round(scene.instants().timeToX(ns));
            x >= scene.window.left - 1.0 && x <= scene.window.right() + 1.0)
            painter.fillRect(QRectF(x, lanes.top(), 1.0, lanes.height()), style.colours().accent);
}

namespace {

QString measuredText(const TimelineScene& scene)
{
    return durationText(scene.measured->toNs - scene.measured->fromNs);
}

} // namespace

QRectF measuredChip(const TimelineScene& scene, const SceneStyle& style, const QRectF& playheadChip)
{
    const QRectF box = measuredBox(scene);
    if (box.isEmpty()) return {};
    const double width = textWidth(style.fonts.captionStrong, measuredText(scene)) + 16.0;
    const double most = std::max(0.0, scene.size.width() - width);
    QRectF chip(std::round(std::clamp(box.center().x() - width / 2.0, 0.0, most)), 3.0, width, 16.0);
    if (!chip.intersects(playheadChip)) return chip;
    // On the side where its middle is, but for want of room.
    constexpr double apart = 4;
    const double before = playheadChip.left() - apart - width, behind = playheadChip.right() + apart;
    const bool isBefore = box.center().x() < playheadChip.center().x() ? before >= 0 : behind > most;
    chip.moveLeft(isBefore ? before : behind);
    return chip;
}

void paintMeasuredOnRuler(QPainter& painter, const TimelineScene& scene, const SceneStyle& style,
                          const QRectF& playheadChip)
{
    const QRectF box = measuredBox(scene);
    if (box.isEmpty()) return;
    const Palette& p = style.colours();
    const QRectF chip = measuredChip(scene, style, playheadChip);
    painter.fillRect(QRectF(box.left(), scene.metrics.rulerHeight - 3.0, box.width(), 2.0), p.accent);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(p.accent, 1.0));
    painter.setBrush(p.accentSoft);
    painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(p.text);
    drawIn(painter, style.fonts.captionStrong, chip, Qt::AlignHCenter, measuredText(scene));
}

} // namespace sojourn
