// The latency plot and the distribution as items.
#pragma once

#include "scene/base/scene_view.h"
#include "scene/latency/latency_painter.h"
#include "viewmodels/theory/run_theory.h"

namespace sojourn {

/// What both have in common: the value axis. Give both the same height and the same scale.
class LatencyBase : public sojourn::SceneView
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Use LatencyView or DistributionView")
    Q_PROPERTY(Scale scale READ scale WRITE setScale NOTIFY scaleChanged)
    /// The value axis is logarithmic now.
    Q_PROPERTY(bool logarithmic READ isLogarithmic NOTIFY contentChanged)
    /// The items that have left so far.
    Q_PROPERTY(int itemCount READ itemCount NOTIFY contentChanged)
    /// Some item waited before it could be put: stems are drawn.
    Q_PROPERTY(bool anyPutWait READ anyPutWait NOTIFY contentChanged)

public:
    enum class Scale { Auto, Linear, Logarithmic };
    Q_ENUM(Scale)

    Scale scale() const { return m_scale; }
    void setScale(Scale scale);
    bool isLogarithmic() const;
    int itemCount() const;
    bool anyPutWait() const;
    bool isEmpty() const override;
    QString emptyTitle() const override;
    QString emptyText() const override;

Q_SIGNALS:
    void scaleChanged();

protected:
    explicit LatencyBase(QQuickItem* parent);
    LatencyScene sceneWith(double left, double rightMargin) const;

private:
    Scale m_scale = Scale::Auto;
};

/// A dot an item that has left, on the timeline's time axis. Wheel and dragging are the timeline's too; a
/// click selects.
class LatencyView : public sojourn::LatencyBase
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(double gutter READ gutter WRITE setGutter NOTIFY metricsChanged)
    Q_PROPERTY(double rightMargin READ rightMargin WRITE setRightMargin NOTIFY metricsChanged)

public:
    explicit LatencyView(QQuickItem* parent = nullptr);

    double gutter() const { return m_gutter; }
    void setGutter(double gutter);
    double rightMargin() const { return m_rightMargin; }
    void setRightMargin(double margin);
    QString accessibleSummary() const override;
    Q_INVOKABLE bool hitTest(double x, double y, bool selects = false);

Q_SIGNALS:
    void metricsChanged();

protected:
    void paint(QImage& image, unsigned changes) override;
    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    double m_gutter = 112;
    double m_rightMargin = 16;
    QPointF m_pressedAt;
    double m_draggedTo = 0;
    bool m_dragging = false;
};

/// How many items stayed how long: bars beside the plot, on its value axis, and theory's line over them. The
/// part of a bar that has left by the playhead is darker. With a value axis of its own it shows what run A
/// has also where no item left in the run itself.
class DistributionView : public sojourn::LatencyBase
{
    Q_OBJECT
    QML_ELEMENT
    /// Where its distribution of the sojourn times is known, it is drawn as a line.
    Q_PROPERTY(sojourn::RunTheory* theory READ theory WRITE setTheory NOTIFY theoryChanged)
    /// Room at the left for the value axis, where no plot beside it has one; 0: none is drawn.
    Q_PROPERTY(double gutter READ gutter WRITE setGutter NOTIFY gutterChanged)

public:
    explicit DistributionView(QQuickItem* parent = nullptr);
    RunTheory* theory() const { return m_theory; }
    void setTheory(RunTheory* theory);
    double gutter() const { return m_gutter; }
    void setGutter(double gutter);
    QString accessibleSummary() const override;
    /// Says of the bar at that height how many items it holds, and how many theory expects.
    Q_INVOKABLE bool hitTest(double x, double y);

Q_SIGNALS:
    void theoryChanged();
    void gutterChanged();

protected:
    void paint(QImage& image, unsigned changes) override;
    void forgetRun() override { m_soFar.forget(); }
    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;

private:
    LatencyScene scene();
    bool hasGhostAlone() const;

    QPointer<RunTheory> m_theory;
    SojournsSoFar m_soFar;
    double m_gutter = 0;
};

} // namespace sojourn
