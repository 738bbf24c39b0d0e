// Services on the stage: their cards, and what they wait for.
#include "scene/base/scene_text.h"
#include "scene/stage/stage_painter.h"
#include "scene/stage/stage_services.h"
#include "theme/state_look.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace sojourn {

namespace {

constexpr double tallCard = 44; // from here on there are three lines

/// A disc that fills as the service comes up and empties as it goes down; a cross when it failed. In ink:
/// colours are those of tasks' states.
void paintLife(QPainter& painter, QPointF centre, ServiceState state, const Palette& p)
{
    constexpr double radius = 5.0;
    const QRectF disc(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius);
    if (state == ServiceState::Failed) return paintState(painter, disc, StateLook::Failed, p, disc.topLeft());
    const bool isDown = state == ServiceState::NotStarted || state == ServiceState::Stopped;
    QPen ring(isDown ? p.controlBorder : p.ink, 1.5);
    if (state == ServiceState::Waiting) ring.setDashPattern({1.6, 1.4});
    painter.setPen(ring);
    painter.setBrush(state == ServiceState::Ready ? QBrush(p.ink) : QBrush(Qt::NoBrush));
    painter.drawEllipse(centre, radius, radius);
    if (state == ServiceState::Starting || state == ServiceState::Stopping) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(p.ink);
        painter.drawPie(disc, (state == ServiceState::Starting ? 90 : -90) * 16, -180 * 16);
    }
    painter.setBrush(Qt::NoBrush);
    if (state == ServiceState::Ready) {
        painter.setPen(QPen(p.surface, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(
            QPolygonF{centre + QPointF(-2.4, 0.1), centre + QPointF(-0.7, 2.0), centre + QPointF(2.6, -1.9)});
    } else if (state == ServiceState::Stopped) {
        painter.drawLine(centre - QPointF(2.2, 0), centre + QPointF(2.2, 0));
    }
}

} // namespace

void StagePainter::paintServiceWords(QPainter& painter, const StageScene& scene, std::size_t service,
                                     const QRectF& rect) const
{
    const Palette& p = m_style.colours();
    const SceneFonts& f = m_style.fonts;
    const ServiceState state = serviceNow(scene.run, service).state;
    const RunInfo& info = scene.run.info();
    const bool isTall = rect.height() >= tallCard, isLine = rect.height() < 28.0;
    const double firstLine = rect.top() + (isTall ? 3.0 : (isLine ? (rect.height() - 16.0) / 2.0 : 1.0));
    paintLife(painter, {rect.right() - 14.0, isLine ? rect.center().y() : firstLine + 9.0}, state, p);
    const double left = rect.left() + 24.0, width = rect.right() - 24.0 - left;
    painter.setPen(p.text);
    drawIn(painter, f.body, {left, firstLine, width, 16.0}, Qt::AlignLeft,
           QString::fromStdString(info.groups[info.services[service].group].name));
    if (isLine) {
        // The state in a word behind the name, at the right, where lines below one another align.
        const QString name = QString::fromStdString(info.groups[info.services[service].group].name);
        const double room = width - textWidth(f.body, name) - 8.0;
        const QString word = serviceSayings(scene.run, service).back().text;
        if (textWidth(f.caption, word) > room) return;
        painter.setPen(state == ServiceState::Failed ? p.vermilionText : p.textSecondary);
        drawIn(painter, f.caption, {left + width - room, firstLine, room, 16.0}, Qt::AlignRight, word);
        return;
    }
    const double whole = rect.right() - 8.0 - left;
    painter.setPen(state == ServiceState::Failed ? p.vermilionText : p.textSecondary);
    drawIn(painter, f.caption, {left, firstLine + 15.0, whole, 14.0}, Qt::AlignLeft,
           fitting(f.caption, whole, serviceSayings(scene.run, service)).text);
    if (!isTall) return;
    painter.setPen(p.textSecondary);
    drawIn(painter, f.caption, {left, firstLine + 29.0, whole, 14.0}, Qt::AlignLeft,
           fitting(f.caption, whole, serviceKind(info, service)).text);
}

void StagePainter::paintNeeds(QPainter& painter, const StageScene& scene) const
{
    const Palette& p = m_style.colours();
    const RunInfo& info = scene.run.info();
    if (info.services.empty()) return;
    painter.setBrush(Qt::NoBrush);
    const auto cardOf = [&](std::uint16_t group) {
        return scene.layout.taskRect(info.groups[group].firstTask);
    };
    const auto draw = [&](const QRectF& from, const QRectF& to, bool waits) {
        if (from.isEmpty() || to.isEmpty() || from.right() > to.left()) return;
        QPen pen(waits ? p.joiningLine : p.border, waits ? 1.5 : 1.0, Qt::SolidLine, Qt::FlatCap);
        if (waits) pen.setDashPattern({3, 2});
        painter.setPen(pen);
        const QPointF tip(to.left() - 1.0, to.center().y());
        painter.drawPath(connector({from.right(), from.center().y()}, tip));
        pen.setStyle(Qt::SolidLine);
        painter.setPen(pen);
        painter.drawPolyline(QPolygonF{tip + QPointF(-5, -3.5), tip, tip + QPointF(-5, 3.5)});
    };
    // The entry point starts and stops all; those that need others hang on them. Where cards stand in several
    // piles an arrow to each would run through those before it: then it points to all of them together.
    QRectF free;
    bool inPiles = false;
    for (const ServiceInfo& service : info.services) {
        const QRectF card = service.needs.empty() ? cardOf(service.group) : QRectF();
        if (card.isEmpty()) continue;
        inPiles = inPiles || (!free.isEmpty() && card.left() != free.left());
        free |= card;
    }
    const QRectF frame = free.adjusted(-6, -5, 6, 5);
    if (inPiles) {
        painter.setPen(QPen(p.hairline, 1.0));
        painter.drawRoundedRect(frame, 8, 8);
    }
    const auto entry = std::ranges::find(info.groups, GroupRole::EntryPoint, &GroupInfo::role);
    const QRectF starter = entry == info.groups.end()
                               ? QRectF()
                               : cardOf(static_cast<std::uint16_t>(entry - info.groups.begin()));
    if (inPiles) draw(starter, frame, false);
    for (const ServiceInfo& service : info.services) {
        const QRectF own = cardOf(service.group);
        if (service.needs.empty() && !inPiles) draw(starter, own, false);
        const TaskMoment& task = scene.run.moment->tasks[info.groups[service.group].firstTask];
        for (const std::uint16_t needed : service.needs) {
            const auto awaited = std::ranges::find(info.services, needed, &ServiceInfo::group);
            draw(cardOf(needed), own,
                 task.state == TaskState::FlagWait && awaited != info.services.end() &&
                     task.object == awaited->readyFlag);
        }
    }
}

} // namespace sojourn
