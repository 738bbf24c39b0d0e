// What all views have in common: a run, a look, one picture a frame.
#pragma once

#include "scene/base/run_view.h"
#include "scene/base/scene_style.h"
#include "scene/timeline/viewport.h"
#include "viewmodels/run_document.h"

#include <QBasicTimer>
#include <QImage>
#include <QPointer>
#include <QQuickItem>

namespace sojourn {

class GhostRun;
struct GhostScene;

/// An item of the window's size that rasterises itself on the CPU into one image, shown by one image node: as
/// fast as anything under software GL, and the only way that the software backend shows it too. Paints at
/// most once a frame, and only when something changed. QML gives it the document, the viewport and the look.
class SceneView : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Use one of the views")
    Q_MOC_INCLUDE("scene/compare/ghost_run.h")
    Q_PROPERTY(sojourn::RunDocument* document READ document WRITE setDocument NOTIFY documentChanged)
    Q_PROPERTY(sojourn::Viewport* viewport READ viewport WRITE setViewport NOTIFY viewportChanged)
    /// The run that is drawn faint behind the document's, by those views that can; null: none.
    Q_PROPERTY(sojourn::GhostRun* ghost READ ghost WRITE setGhost NOTIFY ghostChanged)
    Q_PROPERTY(bool dark READ isDark WRITE setDark NOTIFY lookChanged)
    Q_PROPERTY(QString fontFamily READ fontFamily WRITE setFontFamily NOTIFY lookChanged)
    /// There is nothing to show; emptyText says why and what will fill the view.
    Q_PROPERTY(bool empty READ isEmpty NOTIFY contentChanged)
    Q_PROPERTY(QString emptyTitle READ emptyTitle NOTIFY contentChanged)
    Q_PROPERTY(QString emptyText READ emptyText NOTIFY contentChanged)
    /// The view's content in a sentence or two, for people who do not see it.
    Q_PROPERTY(QString accessibleSummary READ accessibleSummary NOTIFY summaryChanged)
    /// What lies under the pointer: a line, further lines, and where; empty when nothing does.
    Q_PROPERTY(QString hoverTitle READ hoverTitle NOTIFY hoverTextChanged)
    Q_PROPERTY(QString hoverText READ hoverText NOTIFY hoverTextChanged)
    Q_PROPERTY(QPointF hoverPoint READ hoverPoint NOTIFY hoverTextChanged)

public:
    explicit SceneView(QQuickItem* parent = nullptr);
    ~SceneView() override;

    RunDocument* document() const { return m_document; }
    void setDocument(RunDocument* document);
    Viewport* viewport() const { return m_viewport; }
    void setViewport(Viewport* viewport);
    GhostRun* ghost() const;
    void setGhost(GhostRun* ghost);
    bool isDark() const { return m_dark; }
    void setDark(bool dark);
    QString fontFamily() const { return m_fontFamily; }
    void setFontFamily(const QString& family);

    virtual bool isEmpty() const { return runView().isEmpty(); }
    virtual QString emptyTitle() const;
    virtual QString emptyText() const = 0;
    virtual QString accessibleSummary() const = 0;

    QString hoverTitle() const { return m_hoverTitle; }
    QString hoverText() const { return m_hoverText; }
    QPointF hoverPoint() const { return m_hoverPoint; }

    /// The picture as it would be shown now.
    QImage picture();

Q_SIGNALS:
    void documentChanged();
    void viewportChanged();
    void ghostChanged();
    void lookChanged();
    void contentChanged(); ///< at most twice a second, and with each run
    void summaryChanged(); ///< at most twice a second: nobody listens to more, and to say it costs a part of
                           ///< a frame
    void hoverTextChanged();

protected:
    /// The run is one of a file in which no event was left; every view says so.
    bool isLost() const;
    /// Of a run that has ended without an event; otherwise empty.
    QString whyEmpty() const;

    /// What has changed since the last picture; a view may keep what does not depend on it.
    enum Change : unsigned {
        Playhead = 1,
        Window = 2,
        Data = 4,
        Selection = 8,
        Look = 16,
        Run = 32,
        Motion = 64,
        Ghost = 128
    };

    /// Paints the whole view into the image, whose device pixel ratio is set and which is filled with the
    /// background.
    virtual void paint(QImage& image, unsigned changes) = 0;
    /// Another run takes the place of the one that was shown: what is kept of that one must go at once, since
    /// the pointer may ask before the next picture.
    virtual void forgetRun() {}
    /// Asks for a new picture.
    void invalidate(unsigned changes);

    RunView runView() const;
    /// The same run as the viewport's axis lays it out: what painters of that axis are given.
    RunView placedView() const;
    /// What is drawn behind it; null: nothing, as on another axis than time's own, where a second run has no
    /// place.
    const GhostScene* ghostScene() const;
    SceneStyle style() const;
    void setHover(const QString& title, const QString& text, QPointF at);
    void clearHover() { setHover({}, {}, {}); }
    /// Selects one thing and nothing else; -1 for none of that kind.
    void select(int item, int task, int queue);

    void updatePolish() override;
    QSGNode* updatePaintNode(QSGNode* node, UpdatePaintNodeData* data) override;
    void geometryChange(const QRectF& now, const QRectF& before) override;
    void itemChange(ItemChange change, const ItemChangeData& data) override;
    void timerEvent(QTimerEvent* event) override;

private:
    void replaceRun();
    double pixelRatio() const;
    bool render();

    QPointer<RunDocument> m_document;
    QPointer<Viewport> m_viewport;
    QPointer<GhostRun> m_ghost;
    QString m_fontFamily;
    QString m_hoverTitle;
    QString m_hoverText;
    QPointF m_hoverPoint;
    QImage m_image;
    QBasicTimer m_contentTimer; // holds back contentChanged
    bool m_wasEmpty = true;     // as it was last painted
    unsigned m_changes = ~0u;
    bool m_dark = false;
    bool m_imageIsNew = false;
};

} // namespace sojourn
