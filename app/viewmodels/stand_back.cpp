#include "viewmodels/stand_back.h"

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace sojourn {

#ifdef __linux__
namespace {

// The least that still has a share of a busy machine. With half of it (10) the first picture of a run of
// which the rest is being computed took an eighth longer, since software OpenGL draws on every core too.
constexpr int furthestBack = 19;

} // namespace
#endif

void standBack()
{
#ifdef __linux__
    // There each thread has a niceness of its own.
    thread_local const bool done = setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), furthestBack) == 0;
    static_cast<void>(done);
#endif
}

} // namespace sojourn
