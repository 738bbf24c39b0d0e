#include "scene/stage/stage_picture.h"

#include "scene/stage/stage_painter.h"
#include "scene/stage/stage_words.h"

#include <QPainter>

namespace sojourn {

namespace {

constexpr double smaller = 2.6; // so that a card is a bar, and an item a small tile

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
    painter.scale(1.0 / smaller, 1.0 / smaller);
    StagePainter stage(style());
    stage.setSketch(true);
    stage.paint(painter, scene);
}

} // namespace sojourn
