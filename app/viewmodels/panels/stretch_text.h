// Which part of a run a view shows, as text.
#pragma once

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// "23 s of 46.4 s", "the last 14.4 s", "all 46.4 s": the stretch from `fromSeconds` to `toSeconds` of a run
/// that has come to `endSeconds`; "no time has passed" of one that has come nowhere.
class StretchText : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(double fromSeconds MEMBER m_fromSeconds NOTIFY stretchChanged)
    Q_PROPERTY(double toSeconds MEMBER m_toSeconds NOTIFY stretchChanged)
    Q_PROPERTY(double endSeconds MEMBER m_endSeconds NOTIFY stretchChanged)
    /// The run went on behind `endSeconds`: "the first 12 h 28 min", "38.9 s of the first 12 h 28 min".
    Q_PROPERTY(bool firstPart MEMBER m_firstPart NOTIFY stretchChanged)
    Q_PROPERTY(QString text READ text NOTIFY stretchChanged)

public:
    using QObject::QObject;

    QString text() const;

Q_SIGNALS:
    void stretchChanged();

private:
    double m_fromSeconds = 0;
    double m_toSeconds = 0;
    double m_endSeconds = 0;
    bool m_firstPart = false;
};

} // namespace sojourn
