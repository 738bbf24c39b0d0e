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

void TheoryPainter::paintBars(QPainter& painter, const TheoryScene& scene) const
{
    const Palette& p = m_style.colours();
    const QueueCurves& curves = *scene.curves;
    const QRectF plot = scene.bars();
    const double step = niceValueStep(scene.mostShare(), std::max(2, static_cast<int>(plot.height() / 36)));
    for (double share = 0; share <= scene.mostShare() * (1 + 1e-9); share += step)
        theory::paintValueLine(painter, m_style, plot, scene.barsY(share),
                               QString::number(share * 100) + QStringLiteral(" %"));
    for (std::size_t i = 0; i < curves.bars.size(); ++i) {
        if (curves.bars[i] <= 0) continue;
        const double at = static_cast<double>(i) * curves.stepSeconds;
        const double left = std::round(scene.barsX(at)),
                     right = std::round(scene.barsX(at + curves.stepSeconds));
        const double top = std::round(scene.barsY(curves.bars[i]));
        painter.fillRect(QRectF(left, top, std::max(1.0, right - left - 1), plot.bottom() - top),
                         p.sleepingLine);
    }
    paintAtOnce(painter, scene);
    if (scene.ghost != nullptr) paintGhostBars(painter, scene);
    if (!curves.barsTheory.empty()) {
        painter.setRenderHint(QPainter::Antialiasing, true);
        QPolygonF line;
        for (const CurvePoint& point : curves.barsTheory)
            line << QPointF(scene.barsX(point.atSeconds), scene.barsY(point.share));
        painter.setPen(theory::linePen(m_style, curves.isApproximate));
        painter.drawPolyline(line);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    const double count = static_cast<double>(curves.bars.size());
    double reach = curves.stepSeconds * std::max(count, 1.0);
    if (curves.bars.empty() && !curves.barsTheory.empty())
        reach = curves.barsTheory.back().atSeconds + curves.stepSeconds / 2;
    if (!curves.bars.empty() || !curves.barsTheory.empty())
        theory::paintSecondsAxis(painter, m_style, plot, reach, scene.barsX(0),
                                 [&](double s) { return scene.barsX(s); });
    painter.setPen(p.textSecondary);
    const QRectF words(plot.left(), plot.bottom() + 20, plot.width(), 14);
    const QString steps = QObject::tr("wait, in steps of %1").arg(theory::timeText(curves.stepSeconds));
    drawIn(painter, m_style.fonts.caption, words, Qt::AlignLeft, steps);
    const QString beyond =
        QObject::tr("beyond %1: %2").arg(theory::timeText(reach), theory::shareText(curves.beyond));
    const double room = plot.width() - textWidth(m_style.fonts.caption, steps) - 12;
    if (curves.counted > 0 && textWidth(m_style.fonts.caption, beyond) <= room)
        drawIn(painter, m_style.fonts.caption, words, Qt::AlignRight, beyond);
}

/// The outline of A's bars. They may be of another width: what is compared is how many waits there are in a
/// step of the present run's. What is higher than the plot goes out of it at the top, and has no end there.
void TheoryPainter::paintGhostBars(QPainter& painter, const TheoryScene& scene) const
{
    const QueueCurves& ghost = *scene.ghost;
    const QRectF plot = scene.bars();
    painter.setPen(theory::ghostPen(m_style));
    if (scene.hasGhostAtOnce()) paintGhostAtOnce(painter, scene);
    if (ghost.bars.empty() || !(scene.ghostShare() > 0)) return;
    QPolygonF outline;
    for (std::size_t i = 0; i < ghost.bars.size(); ++i) {
        const double from = static_cast<double>(i) * ghost.stepSeconds;
        if (scene.barsX(from) >= plot.right()) break;
        const double share = ghost.bars[i] * scene.ghostShare();
        // A half of a pixel: as sharp as the bars.
        const double y = (share > scene.mostShare() ? plot.top() - 8 : std::round(scene.barsY(share))) + 0.5;
        outline << QPointF(std::round(scene.barsX(from)) + 0.5, y)
                << QPointF(std::round(scene.barsX(from + ghost.stepSeconds)) + 0.5, y);
    }
    painter.save();
    painter.setClipRect(plot.adjusted(0, 0, 1, 1));
    painter.drawPolyline(outline);
    painter.restore();
}

/// How many of A's did not wait. Where that is more than the picture holds an arrow points there, and the
/// words above have the share.
void TheoryPainter::paintGhostAtOnce(QPainter& painter, const TheoryScene& scene) const
{
    const QRectF bar = scene.atOnceBar();
    const double y = std::round(scene.barsY(scene.ghost->atOnce)) + 0.5;
    painter.drawLine(QPointF(bar.left() - 3, y), QPointF(bar.right() + 3, y));
    if (scene.ghost->atOnce <= scene.mostShare()) return;
    const double x = std::round(bar.right()) + 7.5; // beside the bar, which may be as high
    painter.setPen(QPen(theory::ghostPen(m_style).color(), 1.5));
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.drawLine(QPointF(x, y), QPointF(x, y + 12));
    painter.drawPolyline(QPolygonF({{x - 3.5, y + 4}, {x, y}, {x + 3.5, y + 4}}));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(theory::ghostPen(m_style));
}

/// Those that did not wait, left of the others, and in words.
void TheoryPainter::paintAtOnce(QPainter& painter, const TheoryScene& scene) const
{
    const Palette& p = m_style.colours();
    const QueueCurves& curves = *scene.curves;
    const QRectF plot = scene.bars();
    const QRectF bar = scene.atOnceBar();
    const auto snapped = [](const QRectF& r) { return QRectF(r.toAlignedRect()); };
    if (!curves.knowsAtOnce) return;
    if (curves.counted > 0) painter.fillRect(snapped(bar), p.sleepingLine);
    const double top = scene.mostShare();
    if (curves.counted > 0 && curves.atOnce > top) { // cut off: two strokes through its upper end
        painter.setPen(QPen(p.background, 2));
        for (const double y : {plot.top() + 8, plot.top() + 13})
            painter.drawLine(QPointF(bar.left() - 2, y + 4), QPointF(bar.right() + 2, y - 4));
    }
    if (curves.atOnceTheory) {
        const double y = scene.barsY(*curves.atOnceTheory);
        painter.setPen(theory::linePen(m_style, curves.isApproximate));
        painter.drawLine(QPointF(bar.left() - 3, y), QPointF(bar.right() + 3, y));
    }
    painter.setPen(p.textSecondary);
    const QString none = QObject::tr("none");
    const double width = textWidth(m_style.fonts.caption, none);
    // Clear of the axis's zero, which stands close by where there is little room.
    const double zeroLeft = scene.barsX(0) - textWidth(m_style.fonts.caption, QStringLiteral("0 s")) / 2;
    const double start = std::min(bar.center().x() - width / 2, zeroLeft - 5.0 - width);
    drawIn(painter, m_style.fonts.caption, {start, plot.bottom() + 5, width + 2, 14}, Qt::AlignLeft, none);
    QString words, brief;
    if (curves.counted > 0) {
        words = QObject::tr("%1 wait not at all").arg(theory::shareText(curves.atOnce));
        brief = QObject::tr("%1 none").arg(theory::shareText(curves.atOnce));
    }
    QString briefest = brief; // theory's share has a line, and A's may be out of the picture
    if (curves.atOnceTheory) {
        const QString share = theory::shareText(*curves.atOnceTheory);
        brief += (words.isEmpty() ? QString() : QStringLiteral("; ")) + QObject::tr("theory %1").arg(share);
        words = words.isEmpty() ? QObject::tr("in theory %1 wait not at all").arg(share)
                                : words + QObject::tr("; theory %1").arg(share);
    }
    if (scene.hasGhostAtOnce()) {
        const QString share = QObject::tr("A %1").arg(theory::shareText(scene.ghost->atOnce));
        for (QString* const text : {&words, &brief, &briefest})
            *text += (text->isEmpty() ? QString() : QStringLiteral("; ")) + share;
    } else {
        briefest = brief;
    }
    const double left = bar.left();
    painter.setPen(p.text);
    drawIn(painter, m_style.fonts.caption, {left, plot.top() - 18, plot.right() - left, 14}, Qt::AlignLeft,
           fitting(m_style.fonts.caption, plot.right() - left, {{words}, {brief}, {briefest}}).text);
}

void TheoryPainter::paintTail(QPainter& painter, const TheoryScene& scene) const
{
    const Palette& p = m_style.colours();
    const QueueCurves& curves = *scene.curves;
    const QRectF plot = scene.tail();
    const auto x = [&](double seconds) { return scene.tailX(seconds); };
    const auto y = [&](double share) { return scene.tailY(share); };
    if (!(curves.tailSeconds > 0)) {
        painter.setPen(p.textSecondary);
        drawIn(painter, m_style.fonts.body, plot, Qt::AlignHCenter,
               curves.counted > 0 ? QObject::tr("Nobody waited.")
                                  : QObject::tr("Theory has no distribution here."));
        return;
    }
    for (const double share : {1., .1, .01, .001}) {
        const QRectF line(plot.left(), y(share), plot.width(), 1);
        painter.fillRect(QRectF(line.left(), std::round(line.top()), line.width(), 1), p.hairline);
        painter.setPen(p.textSecondary);
        drawIn(painter, m_style.fonts.caption, {plot.left() - 52, std::round(line.top()) - 7, 44, 14},
               Qt::AlignRight, QString::number(share * 100) + QStringLiteral(" %"));
    }
    painter.fillRect(QRectF(plot.left(), plot.bottom(), plot.width(), 1), p.border);
    painter.save();
    painter.setClipRect(plot.adjusted(0, -2, 2, 0));
    painter.setRenderHint(QPainter::Antialiasing, true);
    theory::paintBand(painter, curves.tail, p.inkSoft, x, y);
    QPolygonF line;
    for (const BandPoint& point : curves.tail)
        if (point.value > 0) line << QPointF(x(point.at), y(point.value));
    painter.setPen(QPen(p.text, 1.5));
    painter.drawPolyline(line);
    if (scene.ghost != nullptr)
        theory::paintGhost(painter, scene.ghost->tail, plot.adjusted(0, -2, 2, 0), m_style, x, y);
    line.clear();
    for (const CurvePoint& point : curves.tailTheory)
        if (point.share >= TheoryScene::leastTailShare / 2)
            line << QPointF(x(point.atSeconds), y(point.share));
    painter.setPen(theory::linePen(m_style, curves.isApproximate));
    painter.drawPolyline(line);
    painter.restore();
    paintP99(painter, scene);
    theory::paintSecondsAxis(painter, m_style, plot, curves.tailSeconds, plot.left(), x);
    painter.setPen(p.textSecondary);
    const bool anyBand = std::any_of(curves.tail.begin(), curves.tail.end(),
                                     [](const BandPoint& point) { return point.band.has_value(); });
    const QString lack =
        curves.counted > 0 && !anyBand ? QObject::tr("; not enough data for a band") : QString();
    const Saying words = fitting(m_style.fonts.caption, plot.width(),
                                 {{QObject::tr("share that waits longer than this") + lack},
                                  {QObject::tr("waits longer") + lack},
                                  {QObject::tr("waits longer than this")}});
    drawIn(painter, m_style.fonts.caption, {plot.left(), plot.bottom() + 20, plot.width(), 14}, Qt::AlignLeft,
           words.text);
}

void TheoryPainter::paintP99(QPainter& painter, const TheoryScene& scene) const
{
    const Palette& p = m_style.colours();
    const QueueCurves& curves = *scene.curves;
    const auto shown = curves.p99Theory ? curves.p99Theory : curves.p99Seconds;
    if (!shown || *shown <= 0) return;
    const QRectF plot = scene.tail();
    const QPointF at(scene.tailX(*shown), scene.tailY(0.01));
    painter.setPen(theory::dashed(p.textSecondary));
    painter.drawLine(QPointF(std::round(at.x()) + .5, at.y()),
                     QPointF(std::round(at.x()) + .5, plot.bottom()));
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(p.background);
    painter.setPen(QPen(curves.p99Theory ? p.theory : p.text, 2));
    painter.drawEllipse(at, 4, 4);
    painter.setBrush(Qt::NoBrush);
    painter.setRenderHint(QPainter::Antialiasing, false);
    QStringList lines;
    if (curves.p99Theory) lines += QObject::tr("p99 in theory %1").arg(theory::timeText(*curves.p99Theory));
    if (curves.p99Seconds)
        lines += (curves.p99Theory ? QObject::tr("measured %1") : QObject::tr("p99 measured %1"))
                     .arg(theory::timeText(*curves.p99Seconds));
    painter.setPen(p.text);
    // To the right above the lines, which fall: there is room. Where they fall late, left of them and below.
    double wide = 0;
    for (const QString& line : lines)
        wide = std::max(wide, textWidth(m_style.fonts.caption, line) + 2);
    const double height = 15.0 * static_cast<double>(lines.size());
    const auto highestFrom = [&](double left) {
        double high = at.y();
        for (const BandPoint& point : curves.tail)
            if (scene.tailX(point.at) >= left && point.value > 0)
                high = std::min(high, scene.tailY(point.band ? point.band->high : point.value));
        for (const CurvePoint& point : curves.tailTheory)
            if (scene.tailX(point.atSeconds) >= left) high = std::min(high, scene.tailY(point.share));
        return high;
    };
    double left = plot.right() - 2 - wide;
    double top = std::min(at.y() - height - 22, highestFrom(left - 6) - height - 6);
    if (top < plot.top()) {
        left = std::max(plot.left() + 4, at.x() - 12 - wide);
        top = at.y() + 8;
        // The lines begin to fall at their left end at the earliest.
        const double free = plot.bottom() - 2 - height;
        for (const CurvePoint& point : curves.tailTheory)
            if (scene.tailX(point.atSeconds) <= left + wide + 6)
                top = std::max(top, scene.tailY(point.share) + 6);
        top = std::min(top, free);
    }
    // What A measured may lie anywhere, and is behind the words.
    if (scene.ghost != nullptr)
        painter.fillRect(QRectF(left - 2, top, wide + 4, height).intersected(plot), p.background);
    for (const QString& line : lines) {
        drawIn(painter, m_style.fonts.caption, {left, top, wide, 14}, Qt::AlignRight, line);
        top += 15;
    }
}

} // namespace sojourn
