#include "scene/base/scene_view.h"

#include "scene/compare/ghost_run.h"

#include <QQuickWindow>
#include <QSGImageNode>
#include <QSGTexture>
#include <QTimerEvent>

#include <cmath>

namespace sojourn {

SceneView::SceneView(QQuickItem* parent)
    : QQuickItem(parent)
{
    setFlag(ItemHasContents);
}

SceneView::~SceneView() = default;

void SceneView::setDocument(RunDocument* document)
{
    if (document == m_document) return;
    if (m_document) m_document->disconnect(this);
    m_document = document;
    if (document != nullptr) {
        connect(document, &RunDocument::runChanged, this, [this] { replaceRun(); });
        connect(document, &RunDocument::dataChanged, this, [this] { invalidate(Data); });
        connect(document, &RunDocument::playheadChanged, this, [this] { invalidate(Playhead); });
        connect(document, &RunDocument::selectionChanged, this, [this] { invalidate(Selection); });
        connect(document, &RunDocument::hoverChanged, this, [this] { invalidate(Selection); });
        connect(document, &RunDocument::bookmarksChanged, this, [this] { invalidate(Selection); });
    }
    replaceRun();
    Q_EMIT documentChanged();
}

void SceneView::setViewport(Viewport* viewport)
{
    if (viewport == m_viewport) return;
    if (m_viewport) m_viewport->disconnect(this);
    m_viewport = viewport;
    if (viewport != nullptr) {
        connect(viewport, &Viewport::windowChanged, this, [this] { invalidate(Window); });
        connect(viewport, &Viewport::timeAxisChanged, this, [this] { invalidate(Window | Ghost); });
    }
    invalidate(Window);
    Q_EMIT viewportChanged();
}

GhostRun* SceneView::ghost() const
{
    return m_ghost;
}

void SceneView::setGhost(GhostRun* ghost)
{
    if (ghost == m_ghost) return;
    if (m_ghost) m_ghost->disconnect(this);
    m_ghost = ghost;
    if (ghost != nullptr) connect(ghost, &GhostRun::changed, this, [this] { invalidate(Ghost); });
    invalidate(Ghost);
    Q_EMIT ghostChanged();
}

const GhostScene* SceneView::ghostScene() const
{
    if (m_viewport && m_viewport->axis() != nullptr) return nullptr;
    return m_ghost && m_document ? m_ghost->sceneFor(m_document->sharedInfo()) : nullptr;
}

void SceneView::setDark(bool dark)
{
    if (dark == m_dark) return;
    m_dark = dark;
    invalidate(Look);
    Q_EMIT lookChanged();
}

void SceneView::setFontFamily(const QString& family)
{
    if (family == m_fontFamily) return;
    m_fontFamily = family;
    invalidate(Look);
    Q_EMIT lookChanged();
}

RunView SceneView::runView() const
{
    return m_document ? RunView::of(*m_document) : RunView();
}

RunView SceneView::placedView() const
{
    const RunView own = runView();
    const AxisRun* const axis = m_viewport ? m_viewport->axis() : nullptr;
    return axis == nullptr ? own : axis->shown(own);
}

QString SceneView::emptyTitle() const
{
    const bool runs = m_document && m_document->columns() != nullptr;
    if (isLost()) return tr("No event of this run could be read");
    if (runs && m_document->isEnded()) return tr("Nothing happened in this run");
    return runs ? tr("Nothing has happened yet") : tr("No run to show");
}

bool SceneView::isLost() const
{
    if (!m_document || m_document->columns() == nullptr || !m_document->isEnded() || !m_document->isEmpty())
        return false;
    // One without tasks ends where it begins, and nothing of it is lost.
    return m_document->end().outcome == Outcome::Interrupted || m_document->endNs() > 0;
}

QString SceneView::whyEmpty() const
{
    if (isLost()) return tr("Its file is damaged; the panel at the left says how much is lost.");
    const bool isOver = m_document && m_document->columns() != nullptr && m_document->isEnded();
    return isOver ? tr("It has ended where it began: no task did anything.") : QString();
}

SceneStyle SceneView::style() const
{
    return SceneStyle::of(m_dark, m_fontFamily, pixelRatio());
}

void SceneView::setHover(const QString& title, const QString& text, QPointF at)
{
    if (title == m_hoverTitle && text == m_hoverText && (title.isEmpty() || at == m_hoverPoint)) return;
    m_hoverTitle = title;
    m_hoverText = text;
    m_hoverPoint = at;
    Q_EMIT hoverTextChanged();
}

void SceneView::select(int item, int task, int queue)
{
    if (!m_document) return;
    m_document->setSelectedItem(item);
    m_document->setSelectedTask(task);
    m_document->setSelectedQueue(queue);
}

double SceneView::pixelRatio() const
{
    return window() != nullptr ? window()->effectiveDevicePixelRatio() : 1.0;
}

void SceneView::replaceRun()
{
    forgetRun();
    invalidate(Run);
}

void SceneView::invalidate(unsigned changes)
{
    m_changes |= changes;
    polish();
    constexpr unsigned spoken = Data | Run | Playhead;
    if ((changes & spoken) != 0 && !m_contentTimer.isActive()) m_contentTimer.start(500, this);
    if ((changes & Run) != 0) Q_EMIT contentChanged();
}

void SceneView::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_contentTimer.timerId()) return QQuickItem::timerEvent(event);
    m_contentTimer.stop();
    Q_EMIT contentChanged();
    Q_EMIT summaryChanged();
}

bool SceneView::render()
{
    const double dpr = pixelRatio();
    const QSize size(static_cast<int>(std::ceil(width() * dpr)), static_cast<int>(std::ceil(height() * dpr)));
    if (size.isEmpty() || (m_changes == 0 && !m_image.isNull() && m_image.size() == size)) return false;
    // The texture may still share the last picture: then this makes a new one instead of copying the old.
    if (m_image.size() != size || !m_image.isDetached())
        m_image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    m_image.setDevicePixelRatio(dpr);
    m_image.fill(paletteFor(m_dark).background);
    const unsigned changes = std::exchange(m_changes, 0u);
    paint(m_image, changes);
    // Words over an empty view must not lie over its first picture, nor be missing when it has none any more.
    if (isEmpty() != m_wasEmpty) {
        m_wasEmpty = isEmpty();
        Q_EMIT contentChanged();
    }
    // What changed while there was nothing to paint is news to the first picture that shows something.
    if (isEmpty() || (m_viewport && m_viewport->document() != m_document)) m_changes |= changes;
    return true;
}

QImage SceneView::picture()
{
    render();
    return m_image;
}

void SceneView::updatePolish()
{
    if (!isVisible() || !render()) return;
    m_imageIsNew = true;
    update();
}

QSGNode* SceneView::updatePaintNode(QSGNode* node, UpdatePaintNodeData*)
{
    if (m_image.isNull() || width() <= 0 || height() <= 0) {
        delete node;
        return nullptr;
    }
    auto* shown = static_cast<QSGImageNode*>(node);
    const bool isNew = shown == nullptr;
    if (isNew) {
        shown = window()->createImageNode();
        shown->setOwnsTexture(true);
        shown->setFiltering(QSGTexture::Nearest);
    }
    if (isNew || m_imageIsNew) {
        shown->setTexture(window()->createTextureFromImage(m_image, QQuickWindow::TextureIsOpaque));
        m_imageIsNew = false;
    }
    // The image is whole device pixels; the last of them may stand out by a part of one.
    shown->setRect(QRectF(QPointF(0, 0), QSizeF(m_image.size()) / m_image.devicePixelRatio()));
    return shown;
}

void SceneView::geometryChange(const QRectF& now, const QRectF& before)
{
    QQuickItem::geometryChange(now, before);
    if (now.size() != before.size()) invalidate(Window | Look);
}

void SceneView::itemChange(ItemChange change, const ItemChangeData& data)
{
    if (change == ItemDevicePixelRatioHasChanged || change == ItemSceneChange) invalidate(Look);
    if (change == ItemVisibleHasChanged && data.boolValue) polish();
    QQuickItem::itemChange(change, data);
}

} // namespace sojourn
