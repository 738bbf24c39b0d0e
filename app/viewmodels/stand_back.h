// Work that leaves the processor to the window.
#pragma once

namespace sojourn {

/// The calling thread, and those that it starts, stand back from now on behind those that draw: where all
/// cores are taken they get next to nothing of the processor. Qt's thread priorities do nothing on Linux. It
/// can't be taken back, so it is for threads that do nothing else.
void standBack();

} // namespace sojourn
