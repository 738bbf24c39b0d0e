#pragma once

#include <QColor>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

// The dashed outline of what an empty view will show. QML uses it through EmptyHint.qml.
class EmptyGlyph : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Kind kind MEMBER m_kind NOTIFY kindChanged)
    Q_PROPERTY(QColor color MEMBER m_color NOTIFY colorChanged)

public:
    enum class Kind {
        Lanes, // of a timeline
        Dots,  // of a scatter plot
        Slots, // of a queue
        Bars,  // of a distribution
    };
    Q_ENUM(Kind)

    explicit EmptyGlyph(QQuickItem* parent = nullptr);

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void kindChanged();
    void colorChanged();

private:
    Kind m_kind = Kind::Lanes;
    QColor m_color;
};

} // namespace sojourn
