#include "scene/stage/stage_view.h"

#include "scene/base/scene_text.h"
#include "scene/stage/stage_services.h"
#include "scene/stage/stage_words.h"
#include "scene/timeline/timeline_hit.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace sojourn {

namespace {

QString hoverTextOf(const RunView& run, std::uint32_t task)
{
    const auto service = serviceOf(run, task);
    return service ? serviceText(run, *service) : taskSentence(run, task);
}

} // namespace

StageView::StageView(QQuickItem* parent)
    : SceneView(parent)
{
    setAcceptHoverEvents(true);
    setAcceptedMouseButtons(Qt::LeftButton);
    m_clock.start();
    m_ticker.setStartValue(0.0);
    m_ticker.setEndValue(1.0);
    connect(&m_ticker, &QVariantAnimation::valueChanged, this, [this] { invalidate(Motion); });
    connect(this, &SceneView::documentChanged, this, [this] {
        if (document() != nullptr) {
            connect(document(), &RunDocument::playheadChanged, this, &StageView::forgetWords);
            connect(document(), &RunDocument::dataChanged, this, &StageView::forgetWords);
            connect(document(), &RunDocument::runChanged, this, &StageView::forgetWords);
        }
        forgetWords();
    });
}

void StageView::setTravelDuration(int milliseconds)
{
    if (milliseconds == m_travelDuration) return;
    m_travelDuration = milliseconds;
    m_motion.setDuration(milliseconds);
    Q_EMIT travelDurationChanged();
}

/// What was said is of another instant. Whoever shows the sentence hears of it here, in the same frame in
/// which the stage is painted.
void StageView::forgetWords()
{
    m_sentenceIsOld = true;
    Q_EMIT sentenceChanged();
}

QString StageView::sentence() const
{
    if (std::exchange(m_sentenceIsOld, false)) m_sentence = stageSentence(runView());
    return m_sentence;
}

QString StageView::emptyText() const
{
    if (const QString why = whyEmpty(); !why.isEmpty()) return why;
    return tr("Tasks, queues and items appear here as soon as the scenario runs.");
}

QString StageView::accessibleSummary() const
{
    return isEmpty() ? emptyTitle() : sentence();
}

void StageView::forgetRun()
{
    m_layout = StageLayout();
    m_motion.reset();
}

void StageView::paint(QImage& image, unsigned changes)
{
    if (isEmpty()) return;
    StageScene scene;
    scene.run = runView();
    scene.size = size();
    if ((changes & Run) != 0) {
        m_hues = ItemHues(scene.run.info());
        m_motion.reset();
    }
    if ((changes & Look) != 0) m_motion.reset(); // another size: everything is elsewhere
    const auto now = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
    if ((changes & ~unsigned{Motion | Selection}) != 0) {
        m_layout = StageLayout::of(scene.run, size());
        m_motion.update(scene.run, m_layout, itemPlaces(scene.run, m_layout), now);
        m_counts = countTasks(scene.run);
    }
    scene.counts = m_counts;
    scene.hues = m_hues;
    scene.layout = m_layout;
    scene.places = m_motion.drawn(now);
    QPainter painter(&image);
    StagePainter(style()).paint(painter, scene);
    if (m_motion.isMoving(now) && m_ticker.state() != QAbstractAnimation::Running) {
        m_ticker.setDuration(m_travelDuration + 32); // one frame behind the end, at rest
        m_ticker.start();
    }
}

bool StageView::hitTest(double x, double y, bool selects)
{
    if (isEmpty()) return false;
    const RunView run = runView();
    const QPointF at(x, y);
    int item = -1, task = -1, queue = -1;
    for (const ItemPlace& place : m_motion.drawn(static_cast<double>(m_clock.nsecsElapsed()) / 1e6))
        if (place.item >= 0 && place.rect.contains(at)) item = static_cast<int>(place.item);
    for (const GroupBlock& block : m_layout.groups)
        for (const GroupBlock::Place& place : block.places)
            if (place.rect.contains(at)) task = static_cast<int>(place.task);
    for (const ResourceBlock& block : m_layout.resources) {
        for (const ResourceBlock::Unit& unit : block.units)
            if (unit.task != noTask && unit.rect.contains(at)) task = static_cast<int>(unit.task);
        for (const GroupBlock::Place& place : block.linePlaces)
            if (place.rect.contains(at)) task = static_cast<int>(place.task);
    }
    for (const QueueBlock& block : m_layout.queues)
        if (block.box.contains(at) || block.title.contains(at)) queue = static_cast<int>(block.queue);
    document()->setHoveredItem(item);
    document()->setHoveredTask(task);
    if (selects) select(item, item < 0 ? task : -1, item < 0 && task < 0 ? queue : -1);
    if (run.knows(item))
        setHover(itemSentence(run, item, false), itemText(run, item), at);
    else if (task >= 0)
        setHover(taskTitle(run.info(), static_cast<std::uint32_t>(task)),
                 hoverTextOf(run, static_cast<std::uint32_t>(task)), at);
    else
        clearHover();
    return item >= 0 || task >= 0 || queue >= 0;
}

void StageView::hoverMoveEvent(QHoverEvent* event)
{
    hitTest(event->position().x(), event->position().y());
}

void StageView::hoverLeaveEvent(QHoverEvent*)
{
    clearHover();
    if (!document()) return;
    document()->setHoveredItem(-1);
    document()->setHoveredTask(-1);
}

void StageView::mousePressEvent(QMouseEvent*)
{
    forceActiveFocus(Qt::MouseFocusReason);
}

void StageView::mouseReleaseEvent(QMouseEvent* event)
{
    hitTest(event->position().x(), event->position().y(), true);
}

} // namespace sojourn
