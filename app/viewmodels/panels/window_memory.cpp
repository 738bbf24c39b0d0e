#include "viewmodels/panels/window_memory.h"

#include <QSettings>

namespace sojourn {

namespace {

const QString hintKey = QStringLiteral("window/hintSeen");
const QString stageKey = QStringLiteral("window/stageShare");
const QString plotKey = QStringLiteral("window/plotShare");

double sound(double share)
{
    return share > 0.05 && share < 0.9 ? share : 0;
}

} // namespace

WindowMemory::WindowMemory(QObject* parent)
    : QObject(parent)
{
    const QSettings settings;
    m_hintSeen = settings.value(hintKey).toBool();
    m_stageShare = sound(settings.value(stageKey).toDouble());
    m_plotShare = sound(settings.value(plotKey).toDouble());
}

void WindowMemory::setHintSeen(bool seen)
{
    if (seen == m_hintSeen) return;
    m_hintSeen = seen;
    QSettings().setValue(hintKey, seen);
    Q_EMIT hintSeenChanged();
}

void WindowMemory::setStageShare(double share)
{
    if (share == m_stageShare) return;
    m_stageShare = sound(share);
    QSettings().setValue(stageKey, m_stageShare);
    Q_EMIT sharesChanged();
}

void WindowMemory::setPlotShare(double share)
{
    if (share == m_plotShare) return;
    m_plotShare = sound(share);
    QSettings().setValue(plotKey, m_plotShare);
    Q_EMIT sharesChanged();
}

} // namespace sojourn
