#include "viewmodels/panels/stretch_text.h"

#include "time/time.h"

#include <algorithm>

namespace sojourn {

namespace {

QString durationText(double seconds)
{
    return QString::fromStdString(humanDuration(durationFromSeconds(seconds).value_or(Duration::zero())));
}

} // namespace

QString StretchText::text() const
{
    if (m_endSeconds <= 0) return tr("no time has passed");
    const QString end = durationText(m_endSeconds);
    const QString whole = m_firstPart ? tr("the first %1").arg(end) : end;
    if (m_fromSeconds <= 0 && m_toSeconds >= m_endSeconds) return m_firstPart ? whole : tr("all %1").arg(end);
    const QString shown = durationText(std::max(0.0, std::min(m_toSeconds, m_endSeconds) - m_fromSeconds));
    if (m_toSeconds >= m_endSeconds)
        return m_firstPart ? tr("the last %1 of %2").arg(shown, whole) : tr("the last %1").arg(shown);
    return tr("%1 of %2").arg(shown, whole);
}

} // namespace sojourn
