// speedscope's file format.
#pragma once

#include "formats/export_format.h"

namespace sojourn {

/// An evented profile a row of the timeline (a task, or an imported thread with what is nested in it), in
/// microseconds with three decimals; frames are the names of states and spans. Rows without spans are left
/// out: speedscope refuses them. After https://www.speedscope.app/file-format-schema.json.
void writeSpeedscope(const Timeline& timeline, Sink& sink);

} // namespace sojourn
