// A duration as text, for sentences that QML puts together.
#pragma once

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// Turns seconds into "840 µs", "1.25 s", "3 min 12 s".
class DurationText : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(double seconds READ seconds WRITE setSeconds NOTIFY textChanged)
    Q_PROPERTY(QString text READ text NOTIFY textChanged)

public:
    using QObject::QObject;

    double seconds() const { return m_seconds; }
    void setSeconds(double seconds);
    QString text() const { return m_text; }

Q_SIGNALS:
    void textChanged();

private:
    double m_seconds = 0;
    QString m_text = QStringLiteral("0 s");
};

} // namespace sojourn
