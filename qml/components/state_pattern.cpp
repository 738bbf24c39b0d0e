#include "state_pattern.h"

#include "theme/state_look.h"

namespace sojourn {

static_assert(static_cast<int>(StatePattern::Look::Ink) == static_cast<int>(StateLook::Ink));

StatePattern::StatePattern(QQuickItem* parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    connect(this, &StatePattern::lookChanged, this, [this] { update(); });
    connect(this, &StatePattern::darkChanged, this, [this] { update(); });
}

void StatePattern::paint(QPainter* painter)
{
    paintState(*painter, boundingRect(), static_cast<StateLook>(m_look), paletteFor(m_dark),
               QPointF(0.0, 0.0));
}

} // namespace sojourn
