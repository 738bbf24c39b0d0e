// A small picture of a stage.
#pragma once

#include "scene/base/scene_view.h"

namespace sojourn {

/// The document's run on its stage at its playhead, without words and several times smaller. For a list of
/// runs to choose from: it neither moves nor hears the mouse.
class StagePicture : public sojourn::SceneView
{
    Q_OBJECT
    QML_ELEMENT

public:
    using SceneView::SceneView;

    QString emptyText() const override { return {}; }
    QString accessibleSummary() const override;

protected:
    void paint(QImage& image, unsigned changes) override;
};

} // namespace sojourn
