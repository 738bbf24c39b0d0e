// Thread pools and servers on the stage.
#include "scene/base/scene_text.h"
#include "scene/stage/stage_boxes.h"
#include "scene/stage/stage_painter.h"
#include "theme/state_look.h"

#include <QPainter>

#include <algorithm>

namespace sojourn {

namespace {

bool isOwnThreads(const ResourceBlock& block)
{
    return block.kind == ResourceBlock::Kind::Pool && block.number == noPool;
}

std::string nameOf(const RunInfo& info, const ResourceBlock& block)
{
    if (isOwnThreads(block)) return "own threads";
    return block.kind == ResourceBlock::Kind::Pool ? info.pools[block.number].name
                                                   : info.servers[block.number].name;
}

/// A request that failed before and was sent again: a small cross in the corner.
void paintAgain(QPainter& painter, const QRectF& place, const Palette& p)
{
    const QRectF corner(place.right() - 10.0, place.top() + 2.0, 8, 8);
    if (corner.left() > place.left() + 4.0)
        paintState(painter, corner, StateLook::Failed, p, corner.topLeft());
}

} // namespace

void StagePainter::paintResource(QPainter& painter, const StageScene& scene, const ResourceBlock& block) const
{
    const Palette& p = m_style.colours();
    const bool isShort = block.inLine > 0 && (block.busy >= block.capacity || !block.isCapacityKnown);
    roundedBox(painter, block.box, 8, p.surface, isShort ? p.off : p.border, isShort ? 1.5 : 1.0);
    if (!m_sketch) paintResourceTitle(painter, scene, block);
    for (const ResourceBlock::Unit& unit : block.units) {
        if (unit.task != noTask) {
            paintUnit(painter, scene, unit);
            continue;
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(p.hairline, 1.0));
        const double radius = unit.rect.height() < 16 ? 2 : 4;
        painter.drawRoundedRect(unit.rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    }
    for (const GroupBlock::Place& place : block.linePlaces)
        paintInLine(painter, scene, place.task, place.rect);
    if (!m_sketch) paintResourceFooter(painter, scene, block);
}

void StagePainter::paintResourceTitle(QPainter& painter, const StageScene& scene,
                                      const ResourceBlock& block) const
{
    const Palette& p = m_style.colours();
    const SceneFonts& f = m_style.fonts;
    const QString name = QString::fromStdString(nameOf(scene.run.info(), block));
    const bool isPool = block.kind == ResourceBlock::Kind::Pool;
    painter.setPen(p.text);
    const double nameWidth = std::min(textWidth(f.bodyStrong, name), block.title.width());
    drawIn(painter, f.bodyStrong, {block.title.left(), block.title.top(), nameWidth, block.title.height()},
           Qt::AlignLeft, name);
    const QRectF rest = block.title.adjusted(nameWidth + 8.0, 0, 0, 0);
    if (isOwnThreads(block)) { // there is always another
        const QString some = QStringLiteral("%1 busy").arg(block.busy);
        const QString most = QStringLiteral("%1 busy").arg(block.capacity),
                      each = QStringLiteral(", one a job");
        drawIn(painter, f.body, rest, Qt::AlignLeft,
               fitting(f.body, rest.width(), {{some + each, most + each}, {some, most}}).text);
        return;
    }
    const QString count = block.isCapacityKnown
                              ? QStringLiteral("%1 of %2").arg(block.busy).arg(block.capacity)
                              : QString::number(block.busy);
    const QString widest = block.isCapacityKnown ? QStringLiteral("%1 of %1").arg(block.capacity)
                                                 : QString::number(block.capacity);
    const QString one = QLatin1String(isPool ? " thread busy" : " connection busy");
    const QString many = QLatin1String(isPool ? " threads busy" : " connections busy");
    const QString what = (block.isCapacityKnown ? block.capacity : block.busy) == 1 ? one : many;
    const QString busy = QStringLiteral(" busy");
    // Where not all find room, the words say how many are drawn.
    const QString drawn = block.units.size() < block.capacity
                              ? QStringLiteral(", the first %1 drawn").arg(block.units.size())
                              : QString();
    drawIn(painter, f.body, rest, Qt::AlignLeft,
           fitting(f.body, rest.width(),
                   {{count + what + drawn, widest + what + drawn},
                    {count + busy + drawn, widest + busy + drawn},
                    {count + busy, widest + busy},
                    {count}})
               .text);
}

void StagePainter::paintResourceFooter(QPainter& painter, const StageScene& scene,
                                       const ResourceBlock& block) const
{
    const Palette& p = m_style.colours();
    const QFont& font = m_style.fonts.caption;
    double left = block.footer.left();
    if (!block.linePlaces.empty()) left = block.linePlaces.back().rect.right() + 6.0;
    painter.setPen(p.textSecondary);
    if (block.inLine > 0) {
        const QString text = QStringLiteral("%1 in line").arg(block.inLine);
        drawIn(painter, font, {left, block.footer.top(), block.footer.right() - left, 16.0}, Qt::AlignLeft,
               text);
        left += textWidth(font, text) + 12.0;
    }
    if (block.kept > 0) {
        const QString goOn = QStringLiteral("%1 for a cancelled task").arg(block.kept);
        if (left + textWidth(font, goOn) <= block.footer.right())
            drawIn(painter, font, {left, block.footer.top(), block.footer.right() - left, 16.0},
                   Qt::AlignLeft, goOn);
    }
    if (block.kind != ResourceBlock::Kind::Server) return;
    const ServerMoment& server = scene.run.moment->servers[block.number];
    const QString replied =
        server.replied == 1 ? QStringLiteral("1 reply") : QStringLiteral("%1 replies").arg(server.replied);
    const QString failed = server.failed == 0 ? QString() : QStringLiteral(" · %1 failed").arg(server.failed);
    const double failedWidth = failed.isEmpty() ? 0.0 : textWidth(font, failed);
    const double repliedWidth = textWidth(font, replied);
    const double right = block.footer.right();
    if (left + repliedWidth + failedWidth > right) return;
    drawIn(painter, font, {right - failedWidth - repliedWidth, block.footer.top(), repliedWidth, 16.0},
           Qt::AlignLeft, replied);
    painter.setPen(p.vermilionText);
    drawIn(painter, font, {right - failedWidth, block.footer.top(), failedWidth, 16.0}, Qt::AlignLeft,
           failed);
}

/// A job on its thread, or a request on its connection: the look of its state and its task's number; where
/// there is no room for that, nothing but its state. Where the task went on without it, its number is struck
/// out.
void StagePainter::paintUnit(QPainter& painter, const StageScene& scene,
                             const ResourceBlock::Unit& unit) const
{
    const Palette& p = m_style.colours();
    const std::uint32_t task = unit.task;
    const QRectF& place = unit.rect;
    const TaskMoment& moment = scene.run.moment->tasks[task];
    const StateLook look =
        unit.isKept ? lookOf(TaskState::Offloaded, RequestPhase::None) : lookOf(moment.state, moment.phase);
    const bool selected = scene.run.selectedTask == static_cast<int>(task);
    const bool hovered = scene.run.hoveredTask == static_cast<int>(task);
    const QColor edge = selected ? p.accent : (hovered ? p.text : p.off);
    if (place.height() < 16) {
        paintState(painter, place, look, p, place.topLeft());
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(edge, selected ? 2.0 : 1.0));
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5));
        return;
    }
    roundedBox(painter, place, 4, p.surface, edge, selected ? 2.0 : 1.0);
    const bool isRequest = !unit.isKept && sojourn::isRequest(moment.phase);
    const double stripe =
        isRequest ? std::clamp(place.width() * 0.3, 8.0, 12.0) : std::clamp(place.width() * 0.22, 5.0, 10.0);
    paintState(painter, {place.left() + 2, place.top() + 2, stripe, place.height() - 4}, look, p,
               place.topLeft());
    if (isRequest && moment.attempt > 1) paintAgain(painter, place, p);
    if (m_sketch) return;
    const QRectF words = place.adjusted(stripe + 2.0, 0, 0, 0);
    const QString number = QString::number(scene.run.info().indexInGroup(task));
    const QFont& font = place.height() >= 18 ? m_style.fonts.captionStrong : m_style.fonts.caption;
    const double width = textWidth(font, number);
    if (width + 2.0 > words.width()) return;
    painter.setPen(unit.isKept ? p.textSecondary : p.text);
    drawIn(painter, font, words, Qt::AlignHCenter, number);
    if (!unit.isKept) return;
    const double middle = std::round(words.center().y()) + 0.5;
    painter.drawLine(QPointF(words.center().x() - width / 2.0 - 2.0, middle),
                     QPointF(words.center().x() + width / 2.0 + 2.0, middle));
}

void StagePainter::paintInLine(QPainter& painter, const StageScene& scene, std::uint32_t task,
                               const QRectF& place) const
{
    const Palette& p = m_style.colours();
    const bool selected = scene.run.selectedTask == static_cast<int>(task);
    const bool hovered = scene.run.hoveredTask == static_cast<int>(task);
    roundedBox(painter, place, 2, p.surface, selected ? p.accent : (hovered ? p.text : p.off),
               selected ? 2.0 : 1.0);
    if (m_sketch) return;
    const QString number = QString::number(scene.run.info().indexInGroup(task));
    if (textWidth(m_style.fonts.caption, number) + 2.0 > place.width()) return;
    painter.setPen(p.text);
    drawIn(painter, m_style.fonts.caption, place, Qt::AlignHCenter, number);
}

} // namespace sojourn
