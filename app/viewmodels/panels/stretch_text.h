// Which part of a run a view shows, as text.
#pragma once

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// "23 s of 46.4 s", "the last 14.4 s", "all 46.4 s", "behind the end of 46.4 s": which stretch of a run that
/// has come to `endSeconds` a view shows; "no time has passed" of one that has come nowhere. On an axis of
/// steps "5 of 20 steps", "the last 5 steps", "all 20 steps".
class StretchText : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(double shownSeconds MEMBER m_shownSeconds NOTIFY stretchChanged)
    Q_PROPERTY(bool isWhole MEMBER m_isWhole NOTIFY stretchChanged) ///< nothing of the run lies outside
    Q_PROPERTY(bool isLast MEMBER m_isLast NOTIFY stretchChanged)   ///< nothing of it lies behind
    Q_PROPERTY(int shownSteps MEMBER m_shownSteps NOTIFY stretchChanged)
    /// 0: the axis is not one of steps.
    Q_PROPERTY(int allSteps MEMBER m_allSteps NOTIFY stretchChanged)
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
    QString stepsText() const;

    double m_shownSeconds = 0;
    double m_endSeconds = 0;
    int m_shownSteps = 0;
    int m_allSteps = 0;
    bool m_isWhole = false;
    bool m_isLast = false;
    bool m_firstPart = false;
};

} // namespace sojourn
