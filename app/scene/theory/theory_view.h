// The pictures of the theory panel as an item.
#pragma once

#include "scene/base/scene_view.h"
#include "scene/theory/theory_painter.h"
#include "viewmodels/theory/theory_model.h"

namespace sojourn {

/// Waits in the queue that is selected, or the one that theory knows most of, beside theory.
class TheoryView : public sojourn::SceneView
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::TheoryModel* theory READ theory WRITE setTheory NOTIFY theoryChanged)
    Q_PROPERTY(double gutter READ gutter WRITE setGutter NOTIFY metricsChanged)
    Q_PROPERTY(double rightMargin READ rightMargin WRITE setRightMargin NOTIFY metricsChanged)

public:
    explicit TheoryView(QQuickItem* parent = nullptr);

    TheoryModel* theory() const { return m_theory; }
    void setTheory(TheoryModel* theory);
    double gutter() const { return m_gutter; }
    void setGutter(double gutter);
    double rightMargin() const { return m_rightMargin; }
    void setRightMargin(double margin);

    bool isEmpty() const override;
    QString emptyTitle() const override;
    QString emptyText() const override;
    QString accessibleSummary() const override;
    /// Says what lies under the point. True when something does.
    Q_INVOKABLE bool hitTest(double x, double y);

Q_SIGNALS:
    void theoryChanged();
    void metricsChanged();

protected:
    void paint(QImage& image, unsigned changes) override;
    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;

private:
    TheoryScene scene() const;

    QPointer<TheoryModel> m_theory;
    double m_gutter = 112;
    double m_rightMargin = 16;
};

} // namespace sojourn
