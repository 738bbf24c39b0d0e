// The overview as an item.
#pragma once

#include "scene/base/scene_view.h"
#include "scene/timeline/overview_painter.h"
#include "viewmodels/search/run_search.h"

namespace sojourn {

/// The whole run, 32 pixels high, with the visible part framed: dragging the frame pans, dragging an end of
/// it zooms, a press elsewhere brings that place into view. The pointer is told how many tasks are busy
/// there and how long the queue is.
class OverviewView : public sojourn::SceneView
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(double gutter READ gutter WRITE setGutter NOTIFY metricsChanged)
    Q_PROPERTY(double rightMargin READ rightMargin WRITE setRightMargin NOTIFY metricsChanged)
    /// What it has found is marked; null: nothing is.
    Q_PROPERTY(sojourn::RunSearch* search READ search WRITE setSearch NOTIFY searchChanged)

public:
    explicit OverviewView(QQuickItem* parent = nullptr);

    double gutter() const { return m_gutter; }
    void setGutter(double gutter);
    double rightMargin() const { return m_rightMargin; }
    void setRightMargin(double margin);
    RunSearch* search() const { return m_search; }
    void setSearch(RunSearch* search);

    QString emptyText() const override;
    QString accessibleSummary() const override;

Q_SIGNALS:
    void metricsChanged();
    void searchChanged();

protected:
    void paint(QImage& image, unsigned changes) override;
    void forgetRun() override;
    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    enum class Part { Outside, Frame, Left, Right };

    OverviewScene scene() const;
    Part partAt(const OverviewScene& scene, QPointF at) const;

    QPointer<RunSearch> m_search;
    UtilisationIndex m_utilisation;
    UtilisationCurve m_curve; // of the run as it was last painted
    QImage m_base;            // everything but the instant and the frame
    TimeWindow m_baseOf;
    double m_gutter = 112;
    double m_rightMargin = 16;
    Part m_dragged = Part::Outside;
    qint64 m_grabNs = 0; ///< from the frame's start to where it was caught
};

} // namespace sojourn
