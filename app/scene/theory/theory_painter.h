// Paints the pictures of the theory panel.
#pragma once

#include "scene/base/scene_style.h"
#include "scene/theory/theory_scene.h"

#include <QString>

class QPainter;

namespace sojourn {

/// What a picture says under the pointer.
struct TheorySaying
{
    QString title; ///< empty: nothing is there
    QString text;
};

/// Measured in grey with its band, theory in green: dashed where it is an approximation; what A measured as
/// thin grey dashes. Stateless.
class TheoryPainter final
{
public:
    explicit TheoryPainter(SceneStyle style);

    void paint(QPainter& painter, const TheoryScene& scene) const;
    static TheorySaying at(const TheoryScene& scene, QPointF point);

private:
    void paintHead(QPainter& painter, const TheoryScene& scene) const;
    void paintBars(QPainter& painter, const TheoryScene& scene) const;
    void paintGhostBars(QPainter& painter, const TheoryScene& scene) const;
    void paintGhostAtOnce(QPainter& painter, const TheoryScene& scene) const;
    void paintAtOnce(QPainter& painter, const TheoryScene& scene) const;
    void paintTail(QPainter& painter, const TheoryScene& scene) const;
    void paintP99(QPainter& painter, const TheoryScene& scene) const;
    void paintMeans(QPainter& painter, const TheoryScene& scene) const;

    SceneStyle m_style;
};

} // namespace sojourn
