// What a window remembers from one start to the next.
#pragma once

#include <QList>
#include <QObject>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// Kept in QSettings. Values that make no sense are forgotten.
class WindowMemory : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    /// The hint of the first start was read, or is not needed any more.
    Q_PROPERTY(bool hintSeen READ isHintSeen WRITE setHintSeen NOTIFY hintSeenChanged)
    /// How much of the height stage and plot have; 0: as the design has it.
    Q_PROPERTY(double stageShare READ stageShare WRITE setStageShare NOTIFY sharesChanged)
    Q_PROPERTY(double plotShare READ plotShare WRITE setPlotShare NOTIFY sharesChanged)
    /// Scenario files that were opened, the latest first.
    Q_PROPERTY(QList<QUrl> recentFiles READ recentFiles NOTIFY recentFilesChanged)

public:
    static constexpr int mostRecent = 5;

    explicit WindowMemory(QObject* parent = nullptr);

    bool isHintSeen() const { return m_hintSeen; }
    void setHintSeen(bool seen);
    double stageShare() const { return m_stageShare; }
    void setStageShare(double share);
    double plotShare() const { return m_plotShare; }
    void setPlotShare(double share);
    QList<QUrl> recentFiles() const { return m_recentFiles; }

    /// Puts a file that was opened in front of the others; an empty one is none.
    Q_INVOKABLE void remember(const QUrl& file);
    /// "my-crawler.json"
    Q_INVOKABLE static QString nameOf(const QUrl& file);

Q_SIGNALS:
    void hintSeenChanged();
    void sharesChanged();
    void recentFilesChanged();

private:
    bool m_hintSeen = false;
    double m_stageShare = 0;
    double m_plotShare = 0;
    QList<QUrl> m_recentFiles;
};

} // namespace sojourn
