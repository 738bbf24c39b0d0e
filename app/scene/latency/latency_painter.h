// Paints the latency plot and the distribution beside it.
#pragma once

#include "scene/base/run_view.h"
#include "scene/base/scene_style.h"
#include "scene/base/time_window.h"
#include "scene/latency/latency_scale.h"
#include "scene/timeline/axis_run.h"
#include "stats/stay_distribution.h"

#include <QRectF>
#include <QSizeF>

#include <cstdint>
#include <optional>
#include <vector>

class QPainter;

namespace sojourn {

/// One picture of either; plain data, valid for one call of a painter.
struct LatencyScene
{
    RunView run;                   ///< laid out on the axis that is shown
    const AxisRun* axis = nullptr; ///< of an axis that is not time's own; null: it is
    const LatencyIndex* index = nullptr;
    const Histogram* soFar = nullptr;         ///< of those that have left by the playhead; null: of all
    const LatencyIndex* ghost = nullptr;      ///< of the run that is compared with; null: none
    const StayDistribution* theory = nullptr; ///< of the sojourn times; null where there is none
    LatencyScale scale;                       ///< between top and bottom of the plot
    TimeWindow window;                        ///< the timeline's
    QSizeF size;

    static constexpr double topMargin = 10;
    static constexpr double axisHeight = 20;
    QRectF plot() const
    {
        return {window.left, topMargin, window.width, size.height() - topMargin - axisHeight};
    }
};

/// One bar of the distribution: the items that stayed so long.
struct DistributionBar
{
    double fromSeconds = 0;
    double toSeconds = 0; ///< infinite for the uppermost, which takes in what lies beyond
    std::uint64_t count = 0;
    std::uint64_t soFar = 0; ///< of them those that have left by the playhead
};

/// A dot an item. With more dots than pixels a density, from a sample of each column. Stateless.
class LatencyPainter final
{
public:
    explicit LatencyPainter(SceneStyle style);

    void paint(QPainter& painter, const LatencyScene& scene) const;
    void paintDistribution(QPainter& painter, const LatencyScene& scene) const;

    /// The item whose dot is nearest to the point, within 10 pixels; -1 when there is none.
    static int itemAt(const LatencyScene& scene, QPointF at);
    /// The bar of the distribution at that height; nothing without items or beside the plot.
    static std::optional<DistributionBar> barAt(const LatencyScene& scene, double y);
    static QPointF dotAt(const LatencyScene& scene, const LatencyDot& dot);

private:
    void paintAxes(QPainter& painter, const LatencyScene& scene) const;
    void paintValueAxis(QPainter& painter, const LatencyScene& scene, double right) const;
    void paintDots(QPainter& painter, const LatencyScene& scene) const;
    void paintDensity(QPainter& painter, const LatencyScene& scene, const LatencyIndex& index,
                      const QColor& ink) const;
    void paintGhostDots(QPainter& painter, const LatencyScene& scene) const;
    void paintPercentiles(QPainter& painter, const LatencyScene& scene, double left, double right) const;
    void paintTheory(QPainter& painter, const LatencyScene& scene, double room, double most) const;
    void paintPlayhead(QPainter& painter, const LatencyScene& scene) const;
    void paintNothingMore(QPainter& painter, const LatencyScene& scene) const;
    void paintSelection(QPainter& painter, const LatencyScene& scene) const;

    SceneStyle m_style;
};

} // namespace sojourn
