// A timeline as its painter draws it, for tests that look at pixels.
#pragma once

#include "scene/timeline/timeline_painter.h"

#include <QImage>
#include <QPainter>

namespace sojourn::test {

inline QImage paintedTimeline(const TimelineScene& scene, const SceneStyle& style)
{
    QImage image(scene.size.toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(style.colours().background);
    QPainter painter(&image);
    TimelinePainter(style).paint(painter, scene);
    return image;
}

} // namespace sojourn::test
