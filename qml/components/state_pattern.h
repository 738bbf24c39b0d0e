#pragma once

#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

// The colour and pattern of a task's state, or the ink of an item. QML uses it through StateSwatch.qml.
class StatePattern : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Look look MEMBER m_look NOTIFY lookChanged)
    Q_PROPERTY(bool dark MEMBER m_dark NOTIFY darkChanged)

public:
    // The same order as StateLook.
    enum class Look {
        Running,
        Ready,
        Sleeping,
        WaitingGet,
        WaitingPut,
        Off,
        InLine,
        Connecting,
        AwaitingReply,
        Receiving,
        Blocking,
        Joining,
        Cancelled,
        Failed,
        Mark,
        Endless,
        Ink,
    };
    Q_ENUM(Look)

    explicit StatePattern(QQuickItem* parent = nullptr);

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void lookChanged();
    void darkChanged();

private:
    Look m_look = Look::Running;
    bool m_dark = false;
};

} // namespace sojourn
