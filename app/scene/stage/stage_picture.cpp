#include "scene/stage/stage_picture.h"

#include "scene/stage/stage_painter.h"
#include "scene/stage/stage_words.h"

#include <QPainter>

#include <algorithm>

namespace sojourn {

namespace {

constexpr double smaller = 2.6; // laid out in so much more room: a card becomes a bar, an item a small tile
constexpr double leastSmall = 1.5; // where little stands on the stage

/// What is seen of the stage: its empty margins are not.
QRectF bounds(const StageLayout& layout)
{
    QRectF all;
    for (const GroupBlock& block : layout.groups)
        all |= block.rect;
    for (const QueueBlock& block : layout.queues)
        all |= block.box;
    for (const ResourceBlock& block : layout.resources) {
        all |= block.box;
        for (const GroupBlock::Place& place : block.linePlaces)
            all |= place.rect;
    }
    return all.adjusted(-2, -2, 2, 2); // pens have a width
}

} // namespace

QString StagePicture::accessibleSummary() const
{
    return isEmpty() ? QString() : stageSentence(runView());
}

void StagePicture::paint(QImage& image, unsigned)
{
    image.fill(style().colours().surface); // it lies on a card
    if (isEmpty()) return;
    StageScene scene;
    scene.run = runView();
    scene.size = size() * smaller;
    scene.hues = ItemHues(scene.run.info());
    scene.layout = StageLayout::of(scene.run, scene.size);
    scene.counts = countTasks(scene.run);
    scene.places = itemPlaces(scene.run, scene.layout);
    QPainter painter(&image);
    const QRectF seen = bounds(scene.layout);
    const double scale =
        std::min({size().width() / seen.width(), size().height() / seen.height(), 1.0 / leastSmall});
    painter.translate(size().width() / 2.0, size().height() / 2.0);
    painter.scale(scale, scale);
    painter.translate(-seen.center());
    StagePainter stage(style());
    stage.setSketch(true);
    stage.paint(painter, scene);
}

} // namespace sojourn
