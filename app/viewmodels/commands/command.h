// Something that the window can do.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// An action of the window: what it is called, its keys, whether it can be done now. Whoever declares it does
/// it, on triggered(). The shortcuts, the list of keys and the palette all read these and nothing else.
class Command : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString title MEMBER title NOTIFY changed)
    Q_PROPERTY(QString remark MEMBER remark NOTIFY changed) ///< what it would do here and now; may be empty
    Q_PROPERTY(QString group MEMBER group NOTIFY changed)   ///< the heading that it is listed under
    Q_PROPERTY(QString iconName MEMBER iconName NOTIFY changed) ///< may be empty
    Q_PROPERTY(
        QStringList keys MEMBER keys NOTIFY changed) ///< as QKeySequence reads them: "Ctrl+K", "."; all do it
    Q_PROPERTY(QString keyNote MEMBER keyNote NOTIFY
                   changed) ///< in place of the keys, where they are no keys: Wheel
    Q_PROPERTY(bool available MEMBER available NOTIFY changed) ///< it can be done now
    /// Why it cannot be done now. Where there is a reason the palette lists it all the same.
    Q_PROPERTY(QString why MEMBER why NOTIFY changed)
    /// Its keys are heard by the window now. False where a view hears them that has the keyboard.
    Q_PROPERTY(bool heard MEMBER heard NOTIFY changed)
    /// It is chosen by hand in the palette; false for what only a hand at a view can do.
    Q_PROPERTY(bool listed MEMBER listed NOTIFY changed)

public:
    using QObject::QObject;

    /// Does it, if it can be done now.
    Q_INVOKABLE void trigger()
    {
        if (available) Q_EMIT triggered();
    }
    /// The keys as they are printed: "Ctrl+K", "←".
    QStringList keyTexts() const;

    QString title, remark, group, iconName, keyNote, why;
    QStringList keys;
    bool available = true, heard = false, listed = true;

Q_SIGNALS:
    void changed();
    void triggered();
};

} // namespace sojourn
