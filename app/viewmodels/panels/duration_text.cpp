#include "viewmodels/panels/duration_text.h"

#include "time/time.h"

namespace sojourn {

void DurationText::setSeconds(double seconds)
{
    if (seconds == m_seconds) return;
    m_seconds = seconds;
    const Duration duration = durationFromSeconds(seconds).value_or(Duration::zero());
    m_text = QString::fromStdString(humanDuration(duration));
    Q_EMIT textChanged();
}

} // namespace sojourn
