#include "viewmodels/panels/stretch_text.h"

#include "time/time.h"
#include "viewmodels/panels/words.h"

namespace sojourn {

namespace {

QString durationText(double seconds)
{
    return QString::fromStdString(humanDuration(durationFromSeconds(seconds).value_or(Duration::zero())));
}

} // namespace

QString StretchText::text() const
{
    if (m_allSteps > 0) return stepsText();
    if (m_endSeconds <= 0) return tr("no time has passed");
    const QString end = durationText(m_endSeconds);
    const QString whole = m_firstPart ? tr("the first %1").arg(end) : end;
    if (m_isWhole) return m_firstPart ? whole : tr("all %1").arg(end);
    if (m_isLast && m_shownSeconds <= 0)
        return tr("behind the end of %1").arg(end); // what it is compared with
    const QString shown = durationText(m_shownSeconds);
    if (m_isLast)
        return m_firstPart ? tr("the last %1 of %2").arg(shown, whole) : tr("the last %1").arg(shown);
    return tr("%1 of %2").arg(shown, whole);
}

QString StretchText::stepsText() const
{
    const auto steps = [](int count) {
        return (count == 1 ? tr("%1 step") : tr("%1 steps"))
            .arg(countText(static_cast<std::uint64_t>(count)));
    };
    if (m_isWhole)
        return m_firstPart ? tr("the first %1").arg(steps(m_allSteps)) : tr("all %1").arg(steps(m_allSteps));
    const QString shown = countText(static_cast<std::uint64_t>(m_shownSteps));
    if (m_isLast && !m_firstPart) return tr("the last %1").arg(steps(m_shownSteps));
    return (m_isLast ? tr("the last %1 of %2") : tr("%1 of %2")).arg(shown, steps(m_allSteps));
}

} // namespace sojourn
