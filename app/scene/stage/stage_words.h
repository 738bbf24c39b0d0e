// What the stage says: of one task, of the selected item, of the whole.
#pragma once

#include "scene/base/run_view.h"
#include "scene/base/scene_text.h"

#include <QString>

namespace sojourn {

class RunDocument;

/// The line under a task's name, from the longest way to say it to the shortest: "sleeping, 430 ms left" when
/// the end is planned and known, "sleeping for 225 ms" on the real clock; "sleeps 0.4 s". There is at least
/// one, which may be empty.
QList<Saying> taskSayings(const RunView& run, std::uint32_t task);
/// The longest of them.
QString taskSentence(const RunView& run, std::uint32_t task);

/// What the item's way has been and will be: "#49 has waited 2.70 s; Consumer 2 takes it in 2.90 s". Empty
/// when there is no such item. What lies ahead is said of computed runs, and of what a live one has recorded.
QString itemSentence(const RunView& run, int item, bool isShort);

/// One sentence on what is happening: who waits for whom, else how many items wait and what their takers do.
QString stageSentence(const RunView& run);
QString stageSentence(const RunDocument& document);

} // namespace sojourn
