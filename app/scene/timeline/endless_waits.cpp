#include "scene/timeline/endless_waits.h"

#include "scene/base/scene_text.h"
#include "theme/state_look.h"

#include <QObject>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr double arrowRoom = 16;
constexpr double leastLength = 12; // below that there is no bar to be told from its edge

QString words(StateLook look)
{
    if (look == StateLook::WaitingGet) return QStringLiteral("waits to get …");
    if (look == StateLook::WaitingPut) return QStringLiteral("waits to put …");
    return QStringLiteral("waits …");
}

/// Whether others wait for ever to get from a queue that the task put into.
bool isMissed(const RunView& run, std::uint32_t task)
{
    const auto& puts = run.info().groups[run.info().groupOfTask[task]].putsInto;
    return std::ranges::any_of(run.moment->tasks, [&](const TaskMoment& waiting) {
        return waiting.state == TaskState::GetWait && std::ranges::find(puts, waiting.object) != puts.end();
    });
}

/// Behind the end of a task that puts no more, where there is room for it before the lane's end.
void paintPutsNoMore(QPainter& painter, const TimelineScene& scene, const LaneRow& row,
                     const SceneStyle& style)
{
    const std::int64_t endedNs = scene.run.columns->lanes()[row.index].endedNs;
    if (endedNs == notYet || row.bar < 12 || !isMissed(scene.own(), row.index)) return;
    const EndedHow how = scene.run.moment->tasks[row.index].endedHow;
    const QString text = how == EndedHow::Finished    ? QObject::tr("✓ done, puts no more")
                         : how == EndedHow::Cancelled ? QObject::tr("cancelled, puts no more")
                                                      : QObject::tr("failed, puts no more");
    const double left = std::max(scene.window.left, scene.window.timeToX(endedNs)) + 8.0;
    const QRectF box(left, scene.toItem(row.barTop()), textWidth(style.fonts.caption, text) + 4.0, row.bar);
    if (box.right() > scene.window.right()) return;
    painter.setPen(style.colours().text);
    drawIn(painter, style.fonts.caption, box, Qt::AlignLeft, text);
}

void paintArrow(QPainter& painter, QPointF tip, double reach, const QColor& colour)
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 2.0, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPolyline(QPolygonF{tip + QPointF(-reach, -reach), tip, tip + QPointF(-reach, reach)});
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

void paintEndlessWaits(QPainter& painter, const TimelineScene& scene, const LaneBand& band,
                       const SceneStyle& style)
{
    if (!scene.own().atStall()) return;
    for (const LaneRow& row : band.rows)
        if (row.kind == LaneRow::Kind::Task) paintPutsNoMore(painter, scene, row, style);
    const double left = std::round(std::max(scene.window.left, scene.window.timeToX(scene.run.endNs)));
    const double right = scene.window.right() - arrowRoom;
    if (right - left < leastLength) return;
    const Palette& p = style.colours();
    for (const LaneRow& row : band.rows) {
        if (row.kind != LaneRow::Kind::Task || !scene.own().waitsForEver(scene.run.moment->tasks[row.index]))
            continue;
        const StateLook look = lookOf(scene.run.moment->tasks[row.index].state);
        const QRectF bar(left, scene.toItem(row.barTop()), right - left, row.bar);
        paintEndless(painter, bar, look, p, bar.topLeft());
        paintArrow(painter, {scene.window.right() - 5.0, bar.center().y()}, std::min(5.0, row.bar / 2.0),
                   look == StateLook::WaitingGet   ? p.waitingGetEdge
                   : look == StateLook::WaitingPut ? p.waitingPut
                                                   : p.joiningLine);
        const QString text = words(look);
        const double width = textWidth(style.fonts.caption, text) + 10.0;
        if (row.bar < 14 || width + 24.0 > bar.width()) continue;
        const QRectF box(bar.left() + 10.0, bar.top() + 2.0, width, bar.height() - 4.0);
        painter.fillRect(box, p.surface);
        painter.setPen(p.text);
        drawIn(painter, style.fonts.caption, box, Qt::AlignHCenter, text);
    }
}

} // namespace sojourn
