#include "viewmodels/panels/window_memory.h"

#include <QFileInfo>
#include <QSettings>
#include <QStringList>

namespace sojourn {

namespace {

const QString hintKey = QStringLiteral("window/hintSeen");
const QString stageKey = QStringLiteral("window/stageShare");
const QString plotKey = QStringLiteral("window/plotShare");
const QString recentKey = QStringLiteral("window/recentFiles");

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
    for (const QString& path : settings.value(recentKey).toStringList())
        if (QFileInfo::exists(path) && m_recentFiles.size() < mostRecent)
            m_recentFiles.append(QUrl::fromLocalFile(path));
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

void WindowMemory::remember(const QUrl& file)
{
    if (!file.isLocalFile() || (!m_recentFiles.isEmpty() && m_recentFiles.first() == file)) return;
    m_recentFiles.removeAll(file);
    m_recentFiles.prepend(file);
    while (m_recentFiles.size() > mostRecent)
        m_recentFiles.removeLast();
    QStringList paths;
    for (const QUrl& recent : m_recentFiles)
        paths.append(recent.toLocalFile());
    QSettings().setValue(recentKey, paths);
    Q_EMIT recentFilesChanged();
}

QString WindowMemory::nameOf(const QUrl& file)
{
    return QFileInfo(file.toLocalFile()).fileName();
}

} // namespace sojourn
