// The stage as an item.
#pragma once

#include "scene/base/scene_view.h"
#include "scene/stage/stage_motion.h"
#include "scene/stage/stage_painter.h"

#include <QElapsedTimer>
#include <QVariantAnimation>

namespace sojourn {

/// Producers, queues and consumers as they stand at the playhead. Items travel for `travelDuration`
/// milliseconds of wall time; it repaints only when the instant changed or something is on its way. A click
/// selects an item, a task or a queue, in every view.
class StageView : public sojourn::SceneView
{
    Q_OBJECT
    QML_ELEMENT
    /// Milliseconds that a tile travels; 0 with reduced motion.
    Q_PROPERTY(int travelDuration READ travelDuration WRITE setTravelDuration NOTIFY travelDurationChanged)
    /// What is happening, in one sentence.
    Q_PROPERTY(QString sentence READ sentence NOTIFY sentenceChanged)

public:
    explicit StageView(QQuickItem* parent = nullptr);

    int travelDuration() const { return m_travelDuration; }
    void setTravelDuration(int milliseconds);
    QString sentence() const;

    QString emptyText() const override;
    QString accessibleSummary() const override;

    /// Hovers, or selects, what lies under the point. True when something does.
    Q_INVOKABLE bool hitTest(double x, double y, bool selects = false);

Q_SIGNALS:
    void travelDurationChanged();
    void sentenceChanged();

protected:
    void paint(QImage& image, unsigned changes) override;
    void forgetRun() override;
    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void forgetWords();

    StageMotion m_motion;
    StageLayout m_layout;
    ItemHues m_hues;
    QElapsedTimer m_clock;
    QVariantAnimation m_ticker; ///< beats with the window's frames while something moves
    mutable QString m_sentence; ///< of the instant that is shown, once it has been asked for
    mutable bool m_sentenceIsOld = true;
    std::vector<GroupCounts> m_counts; ///< of the instant that is painted
    int m_travelDuration = 240;
};

} // namespace sojourn
