// Paints the timeline.
#pragma once

#include "scene/timeline/lane_bars.h"
#include "scene/timeline/timeline_scene.h"

#include <QRectF>

#include <vector>

class QPainter;

namespace sojourn {

/// Paints in two passes, so that a moving playhead needs only the second: the base is what the run holds, the
/// overlay is the instant and what is selected. A painter keeps scratch memory, no state of the run.
class TimelinePainter final
{
public:
    explicit TimelinePainter(SceneStyle style);

    const SceneStyle& style() const { return m_style; }
    /// Bars as shapes instead of one layer of pixels, for vector formats.
    void setVector(bool vector) { m_vector = vector; }

    void paintBase(QPainter& painter, const TimelineScene& scene);
    void paintOverlay(QPainter& painter, const TimelineScene& scene);
    void paint(QPainter& painter, const TimelineScene& scene);

    /// Where the playhead's chip stands on the ruler.
    QRectF chip(const TimelineScene& scene) const;

private:
    void paintGrid(QPainter& painter, const TimelineScene& scene, const LaneBand& band);
    void paintDivider(QPainter& painter, const TimelineScene& scene);
    void paintNames(QPainter& painter, const TimelineScene& scene, const LaneBand& band);
    void paintTaskName(QPainter& painter, const TimelineScene& scene, const LaneRow& row);
    void paintGroupName(QPainter& painter, const TimelineScene& scene, const LaneRow& row);
    void paintGhostName(QPainter& painter, const TimelineScene& scene, const LaneRow& row);
    void paintLaneName(QPainter& painter, const TimelineScene& scene, const LaneRow& row, const RunInfo& info,
                       const QFont& font);
    void paintDepths(QPainter& painter, const TimelineScene& scene, const LaneBand& band);
    void paintDepthTheory(QPainter& painter, const TimelineScene& scene, std::size_t queue, const QRectF& box,
                          double reach);
    void paintRuler(QPainter& painter, const TimelineScene& scene);
    void paintPlayhead(QPainter& painter, const TimelineScene& scene);
    QString chipText(const TimelineScene& scene) const;

    SceneStyle m_style;
    LaneBars m_bars;
    bool m_vector = false;
};

/// Tasks whose names stand out: the selected one, and those that put or got the selected item.
bool isNamedStrong(const RunView& run, std::uint32_t task);

/// By group, whether another process has a thread of the same name, so that the process tells them apart.
std::vector<bool> sharedNames(const RunInfo& info);

/// What a task is called below its group's name: the number at the end of its own name, or the how-manieth of
/// the group it is where names follow from groups, or end in none.
QString numberInGroup(const RunInfo& info, std::uint32_t task);

/// How wide the gutter has to be for every name of a lane or queue; names begin at `nameLeft`.
double namesWidth(const RunInfo& info, const SceneFonts& fonts, double nameLeft);

} // namespace sojourn
