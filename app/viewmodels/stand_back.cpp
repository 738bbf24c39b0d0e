#include "viewmodels/stand_back.h"

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace sojourn {

void standBack()
{
#ifdef __linux__
    // There each thread has a niceness of its own.
    thread_local const bool done = setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), 10) == 0;
    static_cast<void>(done);
#endif
}

} // namespace sojourn
