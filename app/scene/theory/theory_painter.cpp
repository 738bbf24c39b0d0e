#include "scene/theory/theory_painter.h"

#include "scene/base/scene_text.h"
#include "scene/base/theory_strokes.h"
#include "scene/theory/theory_axes.h"
#include "scene/timeline/time_axis.h"

#include <QObject>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr double narrow = 600;

} // namespace

TheoryPainter::TheoryPainter(SceneStyle style)
    : m_style(std::move(style))
{
}

void TheoryPainter::paint(QPainter& painter, const TheoryScene& scene) const
{
    if (scene.curves == nullptr) return;
    painter.save();
    paintHead(painter, scene);
    paintBars(painter, scene);
    paintTail(painter, scene);
    if (scene.hasMeans()) paintMeans(painter, scene);
    painter.restore();
}

void TheoryPainter::paintHead(QPainter& painter, const TheoryScene& scene) const
{
    const Palette& p = m_style.colours();
    const SceneFonts& fonts = m_style.fonts;
    const QString title = scene.queueName.isEmpty()
                              ? QObject::tr("Waiting time in the queue")
                              : QObject::tr("Waiting time in “%1”").arg(scene.queueName);
    const double width = std::min(textWidth(fonts.bodyStrong, title) + 2, scene.bars().right() - 16);
    painter.setPen(p.text);
    drawIn(painter, fonts.bodyStrong, {16, 6, width, 20}, Qt::AlignLeft, title);
    const QString unit = QObject::tr("share of items");
    painter.setPen(p.textSecondary);
    drawIn(painter, fonts.body, {16 + width + 10, 6, textWidth(fonts.body, unit) + 2, 20}, Qt::AlignLeft,
           unit);

    if (scene.ghost != nullptr) {
        const double left = 16 + width + 10 + textWidth(fonts.body, unit) + 20;
        const double room = scene.size.width() - 16 - left;
        const Saying words = fitting(
            fonts.caption, room,
            {{QObject::tr("dashed: A, %1").arg(scene.ghostName)}, {QObject::tr("dashed: A")}, {QString()}});
        drawIn(painter, fonts.caption, {left, 6, room, 20}, Qt::AlignRight, words.text);
    }

    // What each line stands for, from the right.
    double right = scene.size.width() - 16;
    const auto entry = [&](const QString& words, auto sample) {
        const double w = textWidth(fonts.caption, words);
        painter.setPen(p.textSecondary);
        const double top = TheoryScene::headHeight - 2;
        drawIn(painter, fonts.caption, {right - w, top, w + 2, 14}, Qt::AlignLeft, words);
        sample(QRectF(right - w - 26, top, 20, 14));
        right -= w + 42;
    };
    const QueueCurves& curves = *scene.curves;
    const bool isApproximate = curves.tailTheory.empty() ? curves.areMeansApproximate : curves.isApproximate;
    // Only what has a line: where the mean so far is left out, so is theory's.
    const bool hasTheory = !curves.tailTheory.empty() || !curves.barsTheory.empty() ||
                           (curves.meanTheory && scene.hasMeans()) ||
                           (curves.atOnceTheory && curves.knowsAtOnce);
    const auto hasBand = [](const BandPoint& point) { return point.band.has_value(); };
    const bool anyBand =
        std::ranges::any_of(curves.tail, hasBand) || std::ranges::any_of(curves.meanSoFar, hasBand);
    QString line = isApproximate ? QObject::tr("theory, an approximation") : QObject::tr("theory");
    QString measured = anyBand ? QObject::tr("measured, 95 % band") : QObject::tr("measured");
    // Left of them stands, in words, who waited not at all.
    const double whole = textWidth(fonts.caption, line) + textWidth(fonts.caption, measured) + 2 * 42;
    if (right - whole < scene.bars().right()) {
        if (isApproximate) line = QObject::tr("approximation");
        measured = QObject::tr("measured");
    }
    if (hasTheory)
        entry(line, [&](const QRectF& box) {
            painter.setPen(theory::linePen(m_style, isApproximate));
            painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()));
        });
    if (curves.counted == 0) return;
    entry(measured, [&](const QRectF& box) {
        if (anyBand) painter.fillRect(box.adjusted(0, 2, 0, -2), p.inkSoft);
        painter.setPen(QPen(p.text, 1.5));
        painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()));
    });
    if (scene.size.width() < narrow) return; // the line stands for both
    entry(QObject::tr("measured"),
          [&](const QRectF& box) { painter.fillRect(box.adjusted(4, 2, -4, -2), p.sleepingLine); });
}

void TheoryPainter::paintMeans(QPainter& painter, const TheoryScene& scene) const
{
    const Palette& p = m_style.colours();
    const QueueCurves& curves = *scene.curves;
    const QRectF plot = scene.means();
    painter.fillRect(QRectF(0, std::round(scene.distributionsBottom()), scene.size.width(), 1), p.hairline);
    const TimeWindow window = scene.meansWindow();
    const auto x = [&](double seconds) { return window.timeToX(theory::nsOf(seconds)); };
    const auto y = [&](double seconds) { return scene.meansY(seconds); };

    const Interval reach = scene.meansReach();
    if (!std::isfinite(reach.high - reach.low)) return;
    const std::int64_t stepNs =
        niceStep(reach.high - reach.low, std::max(2, static_cast<int>(plot.height() / 22)));
    for (std::int64_t at = (theory::nsOf(reach.low) + stepNs - 1) / stepNs * stepNs;
         at <= theory::nsOf(reach.high); at += stepNs)
        theory::paintValueLine(painter, m_style, plot, y(static_cast<double>(at) / 1e9),
                               axisLabel(at, stepNs, theory::nsOf(reach.high)));

    painter.save();
    painter.setClipRect(plot);
    painter.setRenderHint(QPainter::Antialiasing, true);
    theory::paintBand(painter, curves.meanSoFar, p.inkSoft, x, y);
    QPolygonF line;
    for (const BandPoint& point : curves.meanSoFar)
        line << QPointF(x(point.at), y(point.value));
    painter.setPen(QPen(p.text, 1.5));
    painter.drawPolyline(line);
    if (scene.ghost != nullptr) theory::paintGhost(painter, scene.ghost->meanSoFar, plot, m_style, x, y);
    if (curves.meanTheory) {
        painter.setPen(theory::linePen(m_style, curves.areMeansApproximate));
        painter.drawLine(QPointF(plot.left(), y(*curves.meanTheory)),
                         QPointF(plot.right(), y(*curves.meanTheory)));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    const double warm = window.timeToX(curves.warmUpEndNs);
    if (curves.warmUp > 0 && warm > plot.left()) {
        theory::paintWarmUp(painter, QRectF(plot.left(), plot.top(), warm - plot.left(), plot.height()),
                            m_style);
        const QString words = QObject::tr("warm-up: not counted");
        const double width = textWidth(m_style.fonts.caption, words);
        const QRectF label(std::min(warm + 6, plot.right() - width - 4), plot.top() + 2, width + 4, 14);
        painter.fillRect(label, p.background);
        painter.setPen(p.text);
        drawIn(painter, m_style.fonts.caption, label, Qt::AlignLeft, words);
    }
    painter.restore();
    const double playhead = std::round(window.timeToX(scene.playheadNs));
    if (playhead >= plot.left() && playhead <= plot.right())
        painter.fillRect(QRectF(playhead - 1, plot.top(), 2, plot.height()), p.text);

    theory::paintSecondsAxis(painter, m_style, plot, static_cast<double>(curves.endNs) / 1e9, plot.left(), x);
    const QString title = QObject::tr("Mean wait so far");
    const double width = textWidth(m_style.fonts.bodyStrong, title);
    const double top = scene.distributionsBottom() + 8;
    painter.setPen(p.text);
    drawIn(painter, m_style.fonts.bodyStrong, {16, top, width + 2, 18}, Qt::AlignLeft, title);
    painter.setPen(p.textSecondary);
    const QRectF room(16 + width + 10, top, scene.size.width() - width - 42, 18);
    const bool hasBand = curves.meanSoFar.back().band.has_value();
    QString words = hasBand ? QObject::tr("per item, with its 95 % band")
                            : QObject::tr("per item; not enough data for a band");
    if (const auto outside = scene.ghostMeanOutside())
        words += QObject::tr("; A’s ends at %1, out of the picture").arg(theory::timeText(*outside));
    drawIn(painter, m_style.fonts.body, room, Qt::AlignLeft, words);
}

} // namespace sojourn
