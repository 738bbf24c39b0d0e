// The names at the left of the timeline.
#include "scene/base/scene_text.h"
#include "scene/timeline/timeline_painter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace sojourn {

namespace {

constexpr double chevronRoom = 14;
constexpr double depthRoom = 22; // of a queue's axis, right of its name

/// Down where the tasks follow, to the right where they are folded.
void paintChevron(QPainter& painter, QPointF centre, bool folded, const QColor& colour)
{
    QPainterPath path;
    if (folded) {
        path.moveTo(centre + QPointF(-2, -4));
        path.lineTo(centre + QPointF(2, 0));
        path.lineTo(centre + QPointF(-2, 4));
    } else {
        path.moveTo(centre + QPointF(-4, -2));
        path.lineTo(centre + QPointF(0, 2));
        path.lineTo(centre + QPointF(4, -2));
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

/// A pin: filled where the lane is pinned.
void paintPin(QPainter& painter, const QRectF& box, bool pinned, const QColor& colour)
{
    const QPointF centre = box.center() + QPointF(0, -1.5);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(colour, 1.2, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(pinned ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawEllipse(centre, 2.6, 2.6);
    painter.drawLine(centre + QPointF(0, 2.6), centre + QPointF(0, 6.0));
    painter.setBrush(Qt::NoBrush);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

constexpr std::string_view between = " / "; // a process and its thread

/// Where in a lane's name that of its thread begins; 0: it has no process before it.
qsizetype threadAt(const QString& name)
{
    const qsizetype at = name.lastIndexOf(QLatin1String(between.data()));
    return at < 0 ? 0 : at + static_cast<qsizetype>(between.size());
}

/// The name. Where there is no room for it the thread's without its process's, which many share, or as much
/// of both as finds room where it is the thread's that is shared. What is cut is cut in the middle: names
/// often differ in a number at the end.
QString nameFor(const QFont& font, double room, const QString& name, bool isShared)
{
    const qsizetype thread = threadAt(name);
    const QFontMetricsF metrics(font);
    const auto fitted = [&](const QString& text) { return metrics.elidedText(text, Qt::ElideMiddle, room); };
    if (thread == 0 || textWidth(font, name) <= room) return fitted(name);
    if (!isShared) return fitted(name.mid(thread));
    if (metrics.horizontalAdvance(name.left(thread + 1) + QChar(0x2026)) <= room) return fitted(name);
    return fitted(name.left(thread - static_cast<qsizetype>(between.size())));
}

bool isShared(const TimelineScene& scene, std::size_t group)
{
    return scene.sharedNames != nullptr && group < scene.sharedNames->size() && (*scene.sharedNames)[group];
}

} // namespace

std::vector<bool> sharedNames(const RunInfo& info)
{
    struct Owner
    {
        std::string_view process;
        bool isAlone = true;
    };
    std::unordered_map<std::string_view, Owner> owners; // by thread
    const auto split = [](std::string_view name) {
        const std::size_t at = name.rfind(between);
        if (at == std::string_view::npos) return std::pair(name, std::string_view());
        return std::pair(name.substr(at + between.size()), name.substr(0, at));
    };
    for (const GroupInfo& group : info.groups) {
        const auto [thread, process] = split(group.name);
        const auto [owner, isNew] = owners.try_emplace(thread, Owner{process});
        if (!isNew && owner->second.process != process) owner->second.isAlone = false;
    }
    std::vector<bool> shared;
    for (const GroupInfo& group : info.groups)
        shared.push_back(!owners.at(split(group.name).first).isAlone);
    return shared;
}

QString numberInGroup(const RunInfo& info, std::uint32_t task)
{
    // Tasks count from 0, as in their names; the lanes of one imported thread from 1, as in theirs.
    const bool counted = info.groups[info.groupOfTask[task]].counted;
    if (counted && !info.taskNames.empty()) {
        const std::uint32_t outermost = info.outermostLaneOf(task);
        const std::string& name = info.taskNames[outermost];
        const std::size_t behind = name.find_last_not_of("0123456789");
        const std::size_t digits = behind == std::string::npos ? 0 : behind + 1;
        const QString lane =
            task == outermost ? QString() : QStringLiteral(" › %1").arg(task - outermost + 1);
        if (digits < name.size()) return QString::fromStdString(name.substr(digits)) + lane;
    }
    return QString::number((counted ? 0 : 1) + info.indexInGroup(task));
}

double namesWidth(const RunInfo& info, const SceneFonts& fonts, double nameLeft)
{
    double widest = 0;
    for (const GroupInfo& group : info.groups) {
        if (group.taskCount == 0) continue;
        const QString last = taskTitle(info, group.firstTask + group.taskCount - 1);
        widest = std::max(widest, textWidth(fonts.bodyStrong, last) + 4.0);
        if (group.taskCount == 1) continue;
        const QString count = QStringLiteral("× %1").arg(group.memberCount());
        widest = std::max(widest, chevronRoom - 2.0 +
                                      textWidth(fonts.bodyStrong, QString::fromStdString(group.name)) + 4.0 +
                                      textWidth(fonts.caption, count) + 8.0);
    }
    for (const QueueInfo& queue : info.queues)
        widest = std::max(widest, textWidth(fonts.body, QString::fromStdString(queue.name)) + depthRoom);
    return nameLeft + widest;
}

void TimelinePainter::paintNames(QPainter& painter, const TimelineScene& scene, const LaneBand& band)
{
    double free = -1e9; // names of very thin lanes may run into each other: the first one stays
    for (const LaneRow& row : band.rows) {
        if (row.kind == LaneRow::Kind::Group) paintGroupName(painter, scene, row);
        if (row.kind == LaneRow::Kind::GhostTask && row.named) paintGhostName(painter, scene, row);
        if (row.kind != LaneRow::Kind::Task || !row.named || scene.toItem(row.y) < free) continue;
        if (row.height < 13) free = scene.toItem(row.y) + 13.0;
        paintTaskName(painter, scene, row);
    }
}

void TimelinePainter::paintTaskName(QPainter& painter, const TimelineScene& scene, const LaneRow& row)
{
    const Palette& p = m_style.colours();
    const RunInfo& info = scene.run.info();
    if (scene.run.hoveredTask == static_cast<int>(row.index))
        painter.fillRect(QRectF(0, scene.toItem(row.y) + 1.0, scene.metrics.gutter, row.height - 1.0),
                         p.hover);
    const bool pinned = scene.isPinned(row.index);
    if (pinned || scene.run.hoveredTask == static_cast<int>(row.index))
        paintPin(painter, scene.pinBox(row), pinned, pinned ? p.accent : p.textSecondary);
    painter.setPen(p.text);
    const bool strong = isNamedStrong(scene.run, row.index);
    const bool small = row.height < 24;
    const QFont& font = small ? (strong ? m_style.fonts.captionStrong : m_style.fonts.caption)
                              : (strong ? m_style.fonts.bodyStrong : m_style.fonts.body);
    paintLaneName(painter, scene, row, info, font);
}

/// Of a task that only the run compared with has.
void TimelinePainter::paintGhostName(QPainter& painter, const TimelineScene& scene, const LaneRow& row)
{
    if (scene.ghost == nullptr) return;
    painter.setPen(m_style.colours().textSecondary);
    const QFont& font = row.height < 24 ? m_style.fonts.caption : m_style.fonts.body;
    paintLaneName(painter, scene, row, scene.ghost->run.info(), font);
}

void TimelinePainter::paintLaneName(QPainter& painter, const TimelineScene& scene, const LaneRow& row,
                                    const RunInfo& info, const QFont& font)
{
    // A name may be taller than a very thin lane.
    const double height = std::max(row.height, 14.0);
    const double lane = scene.toItem(row.y), ruler = scene.metrics.rulerHeight;
    const double top = lane + (row.height - height) / 2.0;
    const QRectF room(scene.metrics.nameLeft, lane >= ruler ? std::max(top, ruler) : top,
                      scene.metrics.gutter - scene.metrics.nameLeft - (row.inGroup ? 8.0 : 4.0), height);
    if (row.inGroup) {
        const QString number = numberInGroup(info, row.index);
        drawIn(painter, font, room, Qt::AlignRight,
               QFontMetricsF(font).elidedText(number, Qt::ElideLeft, room.width()));
    } else {
        const bool shared = row.kind == LaneRow::Kind::Task && isShared(scene, info.groupOfTask[row.index]);
        drawIn(painter, font, room, Qt::AlignLeft,
               nameFor(font, room.width(), taskTitle(info, row.index), shared));
    }
}

void TimelinePainter::paintGroupName(QPainter& painter, const TimelineScene& scene, const LaneRow& row)
{
    const Palette& p = m_style.colours();
    const GroupInfo& group = scene.run.info().groups[row.index];
    const QString count = countText(std::uint64_t{group.memberCount()});
    const double left = scene.metrics.nameLeft - 2.0, right = scene.metrics.gutter - 8.0;
    const double top = scene.toItem(row.y);
    const double middle = top + row.height / 2.0 - (row.folded ? 8.0 : 0.0);
    paintChevron(painter, {left + 4.0, middle}, row.folded, p.textSecondary);
    const double nameLeft = left + chevronRoom;
    const QFont& font = m_style.fonts.bodyStrong;
    // A folded group's axis has its numbers at the right of the gutter.
    const double room =
        (row.folded ? right - textWidth(m_style.fonts.caption, count) - 4.0 : right) - nameLeft;
    const QString whole = QString::fromStdString(group.name);
    const QString name = nameFor(font, room, whole, isShared(scene, row.index));
    // What is left of a name is its process: the thread finds room below.
    const bool isCut = name != whole && isShared(scene, row.index);
    painter.setPen(p.text);
    drawIn(painter, font, {nameLeft, middle - 8.0, room, 16.0}, Qt::AlignLeft, name);
    painter.setPen(p.textSecondary);
    const QFont& caption = m_style.fonts.caption;
    if (!row.folded) {
        const double behind = nameLeft + textWidth(font, name) + 4.0;
        const QString times = QStringLiteral("× %1").arg(count);
        if (behind + textWidth(caption, times) <= right)
            drawIn(painter, caption, {behind, middle - 8.0, right - behind, 16.0}, Qt::AlignLeft, times);
        return;
    }
    const QRectF box = groupBox(scene, row);
    drawIn(painter, caption, {nameLeft, middle + 7.0, right - nameLeft - 12.0, 16.0}, Qt::AlignLeft,
           isCut ? whole.mid(threadAt(whole)) + QStringLiteral(", by state") : QStringLiteral("by state"));
    drawIn(painter, caption, {nameLeft, box.top() - 2.0, right - nameLeft, 14.0}, Qt::AlignRight, count);
    drawIn(painter, caption, {nameLeft, box.bottom() - 12.0, right - nameLeft, 14.0}, Qt::AlignRight,
           QStringLiteral("0"));
}

} // namespace sojourn
