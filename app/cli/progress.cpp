#include "cli/progress.h"

#include "trace/run_info.h"

#include <string>

namespace sojourn::cli {

void Progress::show(const Run& run)
{
    static constexpr auto silence = std::chrono::milliseconds(500);
    if (std::chrono::steady_clock::now() - m_start < silence) return;
    const Duration now = run.now().time_since_epoch();
    std::string text = run.info()->scenario + ": " + humanDuration(now);
    if (m_until && m_until->count() > 0) {
        const double share = toSeconds(now) / toSeconds(*m_until);
        text +=
            " of " + humanDuration(*m_until) + ", " + std::to_string(static_cast<int>(share * 100)) + " %";
    }
    m_errors.progress(text);
}

} // namespace sojourn::cli
