// Words and numbers as views write them.
#pragma once

#include "viewmodels/panels/words.h"

#include <QList>
#include <QString>

#include <cstdint>

class QFont;
class QPainter;
class QPointF;
class QRectF;

namespace sojourn {

/// The group's tasks, all of them: "every producer", or "main" where there is one. (An s at the end of a name
/// would not always be its plural.)
QString groupText(const RunInfo& info, std::uint16_t group);
/// So many of the group of that name: "producer tasks", "get_pokemon task"; "tasks" where the name says so
/// itself.
QString tasksText(const QString& name, std::size_t n);
/// What the task is doing, in words: "sleeping", "waiting to put", "waiting for every producer to end".
/// `phase`: of an offloaded one that asks a server.
QString stateText(const RunInfo& info, TaskState state, std::uint16_t object,
                  RequestPhase phase = RequestPhase::None);
/// Four characters of what the visit's item carries: the first, or those of a short last word; empty when it
/// carries nothing.
QString shortPayload(const Columns& columns, const Visit& visit);
/// The width of a line of text in logical pixels, rounded up.
double textWidth(const QFont& font, const QString& text);
/// One way to say something.
struct Saying
{
    QString text;
    QString widest = {}; ///< with a number that takes as much room as it ever will; empty: the text has none

    bool operator==(const Saying&) const = default;
};
/// The first that fits into the width whatever its number becomes, so that the words do not change with it;
/// the last when none does. There must be one.
const Saying& fitting(const QFont& font, double width, const QList<Saying>& sayings);
/// Draws one line, its baseline at `at`.
void drawLine(QPainter& painter, const QFont& font, QPointF at, const QString& text);
/// Draws one line vertically centred in `box`, aligned as told; elided at the right when it does not fit.
void drawIn(QPainter& painter, const QFont& font, const QRectF& box, int alignment, const QString& text);

} // namespace sojourn
