// The stems of a comparison as an item.
#pragma once

#include "scene/base/scene_view.h"
#include "scene/compare/stems_painter.h"

namespace sojourn {

/// A stem an item of both runs. A click selects the item in every view; arrow keys go to its neighbours.
class StemsView : public sojourn::SceneView
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::Comparison* comparison READ comparison WRITE setComparison NOTIFY comparisonChanged)
    Q_PROPERTY(double gutter READ gutter WRITE setGutter NOTIFY metricsChanged)
    Q_PROPERTY(double rightMargin READ rightMargin WRITE setRightMargin NOTIFY metricsChanged)
    /// The most items that share a column; 1: each has a stem of its own.
    Q_PROPERTY(int itemsAColumn READ itemsAColumn NOTIFY contentChanged)

public:
    explicit StemsView(QQuickItem* parent = nullptr);

    Comparison* comparison() const { return m_comparison; }
    void setComparison(Comparison* comparison);
    double gutter() const { return m_gutter; }
    void setGutter(double gutter);
    double rightMargin() const { return m_rightMargin; }
    void setRightMargin(double margin);
    int itemsAColumn() const;
    bool isEmpty() const override;
    QString emptyTitle() const override;
    QString emptyText() const override;
    QString accessibleSummary() const override;
    Q_INVOKABLE bool hitTest(double x, double y, bool selects = false);

Q_SIGNALS:
    void comparisonChanged();
    void metricsChanged();
    /// An item was selected here; when it was under way in either run.
    void chosen(double fromSeconds, double toSeconds);

protected:
    void paint(QImage& image, unsigned changes) override;
    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void take();
    StemsScene scene() const;
    void selectPlace(int place);
    int selectedPlace() const;
    QString titleOf(int place) const;
    QString textOf(int place) const;

    QPointer<Comparison> m_comparison;
    std::shared_ptr<const Comparison::Shown> m_shown;
    std::int64_t m_longestNs = 0;
    QImage m_base; // everything but what is looked at
    int m_hovered = -1;
    int m_selectedInA = -1; // a place: of an item that B does not have
    double m_gutter = 112;
    double m_rightMargin = 16;
};

} // namespace sojourn
