// The pictures of a sweep as items.
#pragma once

#include "scene/base/scene_view.h"
#include "scene/sweep/sweep_scene.h"
#include "viewmodels/sweep/sweep_model.h"

#include <QPointer>

namespace sojourn {

/// What they have in common: the sweep, the cell under the pointer and the one at the keyboard. Arrow keys
/// move the latter, Enter and a click open a cell's run.
class SweepView : public sojourn::SceneView
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Use one of the views")
    Q_PROPERTY(sojourn::SweepModel* sweep READ sweep WRITE setSweep NOTIFY sweepChanged)

public:
    explicit SweepView(QQuickItem* parent = nullptr);

    SweepModel* sweep() const { return m_sweep; }
    void setSweep(SweepModel* sweep);

    bool isEmpty() const override;
    QString emptyTitle() const override;
    QString emptyText() const override;
    QString accessibleSummary() const override;

Q_SIGNALS:
    void sweepChanged();

protected:
    /// The cell at a place of this view; -1 where there is none.
    virtual int cellAt(const SweepScene& scene, QPointF at) const = 0;
    /// Where a cell lies in this view.
    virtual QPointF placeOf(const SweepScene& scene, int cell) const = 0;
    SweepScene scene() const;

    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void pointAt(int cell, QPointF at);
    void changed();

    QPointer<SweepModel> m_sweep;
    int m_hovered = -1;
    QPointF m_hoveredAt;
    QPointF m_pointerAt{-1, -1}; // keys move m_hoveredAt as well
    int m_pressed = -1;
};

/// Two parameters against each other.
class SweepMapView : public sojourn::SweepView
{
    Q_OBJECT
    QML_ELEMENT

public:
    using SweepView::SweepView;

protected:
    void paint(QImage& image, unsigned changes) override;
    int cellAt(const SweepScene& scene, QPointF at) const override;
    QPointF placeOf(const SweepScene& scene, int cell) const override;
};

/// One parameter, at one value of the other.
class SweepCurveView : public sojourn::SweepView
{
    Q_OBJECT
    QML_ELEMENT

public:
    using SweepView::SweepView;

protected:
    void paint(QImage& image, unsigned changes) override;
    int cellAt(const SweepScene& scene, QPointF at) const override;
    QPointF placeOf(const SweepScene& scene, int cell) const override;
};

/// What colours and lines mean.
class SweepLegendView : public sojourn::SweepView
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(double neededHeight READ neededHeight NOTIFY contentChanged)

public:
    explicit SweepLegendView(QQuickItem* parent = nullptr);
    double neededHeight() const;

protected:
    void paint(QImage& image, unsigned changes) override;
    int cellAt(const SweepScene&, QPointF) const override { return -1; }
    QPointF placeOf(const SweepScene&, int) const override { return {}; }
};

} // namespace sojourn
