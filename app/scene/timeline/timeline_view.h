// The timeline as an item.
#pragma once

#include "scene/base/scene_view.h"
#include "scene/timeline/lane_order.h"
#include "scene/timeline/timeline_hit.h"
#include "scene/timeline/timeline_painter.h"
#include "viewmodels/marks/measure.h"
#include "viewmodels/search/run_search.h"
#include "viewmodels/theory/theory_model.h"

#include <optional>

namespace sojourn {

/// A lane a task, a depth lane a queue, a ruler on top. The wheel zooms at the pointer (over the names it
/// scrolls), with Shift it pans; dragging pans, on the ruler it scrubs, with Shift it measures; a click
/// selects, on a span of a recording it moves the playhead there as well; a double click frames the span.
/// Keys: arrows, W A S D, Home, End; what else there is the window hears.
class TimelineView : public sojourn::SceneView
{
    Q_OBJECT
    QML_ELEMENT
    /// Width of the lane names; the same number on every view that shares the time axis.
    Q_PROPERTY(double gutter READ gutter WRITE setGutter NOTIFY metricsChanged)
    /// The gutter that names every lane and queue of the run in full; 0 without a run.
    Q_PROPERTY(double namesWidth READ namesWidth NOTIFY namesWidthChanged)
    Q_PROPERTY(double rightMargin READ rightMargin WRITE setRightMargin NOTIFY metricsChanged)
    /// What theory says of the depths; null: not shown.
    Q_PROPERTY(sojourn::TheoryModel* theory READ theory WRITE setTheory NOTIFY theoryChanged)
    /// What it has found is marked; null: nothing is.
    Q_PROPERTY(sojourn::RunSearch* search READ search WRITE setSearch NOTIFY searchChanged)
    /// The stretch that Shift and dragging measures; null: none does.
    Q_PROPERTY(sojourn::Measure* measure READ measure WRITE setMeasure NOTIFY measureChanged)
    /// In which order the lanes stand; that of a live run is found anew when it has ended.
    Q_PROPERTY(sojourn::LaneOrder::Kind order READ order WRITE setOrder NOTIFY orderChanged)
    /// For a scroll bar: how far the lanes are scrolled, how high those are in all that can be, and how high
    /// the pinned ones are, which stay above them.
    Q_PROPERTY(double laneOffset READ laneOffset WRITE setLaneOffset NOTIFY laneOffsetChanged)
    Q_PROPERTY(double scrolledHeight READ scrolledHeight NOTIFY metricsChanged)
    Q_PROPERTY(double pinnedHeight READ pinnedHeight NOTIFY metricsChanged)
    Q_PROPERTY(double rulerHeight READ rulerHeight CONSTANT)
    /// The height at which every lane has its full size.
    Q_PROPERTY(double fullHeight READ fullHeight NOTIFY metricsChanged)
    /// Some group's folded row is lower than its lanes; whether all of those groups are folded now.
    Q_PROPERTY(bool foldable READ isFoldable NOTIFY foldingChanged)
    Q_PROPERTY(bool allFolded READ isAllFolded NOTIFY foldingChanged)
    /// There are enough lanes for their order to matter.
    Q_PROPERTY(bool sortable READ isSortable NOTIFY foldingChanged)
    /// "37 tasks in 14 lanes", or "3 of 37 tasks" where only those have lanes; empty where every task has
    /// one.
    Q_PROPERTY(QString lanesText READ lanesText NOTIFY foldingChanged)
    /// "4.7 million of 9.7 million spans in view · one pixel is 302 ms", of a recording and of large runs;
    /// otherwise empty.
    Q_PROPERTY(QString spansText READ spansText NOTIFY spansTextChanged)

public:
    explicit TimelineView(QQuickItem* parent = nullptr);

    double gutter() const { return m_metrics.gutter; }
    void setGutter(double gutter);
    double namesWidth() const { return m_namesWidth; }
    double rightMargin() const { return m_metrics.rightMargin; }
    void setRightMargin(double margin);
    TheoryModel* theory() const { return m_theory; }
    void setTheory(TheoryModel* theory);
    RunSearch* search() const { return m_search; }
    void setSearch(RunSearch* search);
    Measure* measure() const { return m_measure; }
    void setMeasure(Measure* measure);
    LaneOrder::Kind order() const { return m_order; }
    void setOrder(LaneOrder::Kind order);
    double laneOffset() const { return m_laneOffset; }
    void setLaneOffset(double offset);
    double scrolledHeight() const { return m_layout.totalHeight - m_layout.pinnedHeight; }
    double pinnedHeight() const { return m_layout.pinnedHeight; }
    double rulerHeight() const { return m_metrics.rulerHeight; }
    double fullHeight() const;
    bool isFoldable() const { return m_foldable; }
    bool isAllFolded() const { return m_allFolded; }
    bool isSortable() const;
    QString lanesText() const;
    QString spansText() const { return m_spansText; }

    QString emptyText() const override;
    QString accessibleSummary() const override;

    /// Hovers, or selects, what lies under the point. True when something does.
    Q_INVOKABLE bool hitTest(double x, double y, bool selects = false);
    /// Folds every group whose folded row is lower than its lanes, or unfolds all groups.
    Q_INVOKABLE void foldAll(bool folded);
    /// The next order of lanes; behind the last the first.
    Q_INVOKABLE void nextOrder();
    Q_INVOKABLE void toggleGroup(int group);
    /// Keeps the task's lane at the top, though others scroll or its group is folded; or no longer.
    Q_INVOKABLE void togglePin(int task);
    /// Where an instant lies, from the left of the view; outside of the window beyond its ends.
    Q_INVOKABLE double instantX(double atSeconds) const;
    /// Scrolls, if at all, so that the lane of the selected task or queue, or of the selected item's maker,
    /// is to be seen.
    Q_INVOKABLE void showSelection();
    /// The scene as it would be painted now; for tests and exports.
    TimelineScene scene() const;
    /// Moves the playhead to what lies there, as a drag on the ruler does.
    void scrubTo(double x);

Q_SIGNALS:
    void metricsChanged();
    void namesWidthChanged();
    void laneOffsetChanged();
    void foldingChanged();
    void spansTextChanged();
    void theoryChanged();
    void searchChanged();
    void orderChanged();
    void measureChanged();
    void bookmarkClicked(int bookmark); ///< its flag on the ruler; an index in the document's
    void scrubbed();                    ///< the user has moved the playhead: whoever plays, stops

protected:
    void paint(QImage& image, unsigned changes) override;
    void forgetRun() override;
    void geometryChange(const QRectF& now, const QRectF& before) override;
    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseUngrabEvent() override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Drag { None, Pressed, Panning, Scrubbing, Measuring };

    void layOut();
    void measureNames();
    void beginFolding();
    LaneFolding shownFolding() const;
    std::vector<bool> lanesWithHits() const;
    void takeFound();
    bool takeRanks();
    bool takeFolding();
    std::vector<bool> savesHeight() const;
    void updateGroups();
    void updateGhostGroups();
    void refold();
    void countSpans();
    void hoverAnew();
    void showInstant(qint64 ns);
    bool pressMark(QMouseEvent* event);
    qint64 edgeNear(QPointF at) const;
    void endDrag();
    double windowWidth() const;

    TimelineMetrics m_metrics;
    QPointer<TheoryModel> m_theory;
    QPointer<RunSearch> m_search;
    QPointer<Measure> m_measure;
    qint64 m_measuredFromNs = 0; ///< where Shift and dragging began
    double m_namesWidth = 0;
    std::vector<bool> m_sharedNames; // by group
    QString m_spansText;
    LaneLayout m_layout;
    LaneFolding m_folding;
    bool m_foldable = false; // as it is laid out
    bool m_allFolded = false;
    QString m_foldedScenario;      ///< that m_folding is about
    std::vector<bool> m_shownOnly; ///< the only tasks that have lanes; empty: all
    LaneOrder::Kind m_order = LaneOrder::Start;
    LaneOrder::Kind m_ranksOrder = LaneOrder::Start; ///< of m_folding's ranks
    const Columns* m_ranksOf = nullptr;              ///< likewise
    bool m_ranksAreLast = true;                      ///< they are of the whole run
    const Columns* m_groupsOf = nullptr;             ///< whose m_groups are
    std::vector<GroupIndex> m_groups;
    std::vector<GroupIndex> m_ghostGroups;          // by group of the ghost
    std::shared_ptr<const Columns> m_ghostGroupsOf; // its columns
    int m_shownTask = -1;                           ///< the selected one as it was laid out
    std::optional<TimelinePainter> m_painter;
    QImage m_base; // everything but the instant and the selection
    bool m_baseWasDirty = false;
    double m_laneOffset = 0;
    std::optional<QPointF> m_pointer; ///< where it rests, if what lies under it is told
    Drag m_drag = Drag::None;
    QPointF m_pressedAt;
    QPointF m_draggedTo;
};

} // namespace sojourn
