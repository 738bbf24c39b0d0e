// Words and numbers as views write them.
#pragma once

#include "trace/columns.h"

#include <QString>

#include <cstdint>

class QFont;
class QPainter;
class QPointF;
class QRectF;

namespace sojourn {

/// "2.70 s", "334 ms"; see humanDuration().
QString timeText(std::int64_t ns);
/// The task's name for people: "producer-0" is "Producer 0"; a task of a group without a count keeps its
/// name.
QString taskText(const RunInfo& info, std::uint32_t task);
/// The group's name for people, several of them: "producers", "workers"; one: "producer 0" or "main".
QString groupText(const RunInfo& info, std::uint16_t group);
/// What the task is doing, in words: "sleeping", "waiting to put", "waiting for the producers to end".
QString stateText(const RunInfo& info, TaskState state, std::uint16_t object);
/// The first four characters of what the visit's item carries; empty when it carries nothing.
QString shortPayload(const Visit& visit);
/// The width of a line of text in logical pixels, rounded up.
double textWidth(const QFont& font, const QString& text);
/// Draws one line, its baseline at `at`.
void drawLine(QPainter& painter, const QFont& font, QPointF at, const QString& text);
/// Draws one line vertically centred in `box`, aligned as told; elided at the right when it does not fit.
void drawIn(QPainter& painter, const QFont& font, const QRectF& box, int alignment, const QString& text);

} // namespace sojourn
