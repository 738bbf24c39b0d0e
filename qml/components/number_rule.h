#pragma once

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <limits>

namespace sojourn {

// What a number in a control may be, how it is written, and where it lies on a slider. A slider runs
// from `from` to `to`; what may be typed runs from `minimum` to `maximum`, which are the same unless set.
//
// A special value (capacity 0 is "no limit") has its text and lies at the right end of the slider,
// beyond `to`. It may be typed as its text or as its number.
class NumberRule : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(double from MEMBER m_from NOTIFY changed)
    Q_PROPERTY(double to MEMBER m_to NOTIFY changed)
    Q_PROPERTY(double minimum MEMBER m_minimum NOTIFY changed)       // NaN: from
    Q_PROPERTY(double maximum MEMBER m_maximum NOTIFY changed)       // NaN: to; infinity: no limit
    Q_PROPERTY(double step MEMBER m_step NOTIFY changed)             // 0: as fine as the decimals
    Q_PROPERTY(int decimals MEMBER m_decimals NOTIFY changed)        // 0: only whole numbers are accepted
    Q_PROPERTY(bool zerosCut MEMBER m_zerosCut NOTIFY changed)       // "1", not "1.0"
    Q_PROPERTY(bool logarithmic MEMBER m_logarithmic NOTIFY changed) // needs from > 0
    Q_PROPERTY(QString unit MEMBER m_unit NOTIFY changed)
    Q_PROPERTY(double specialValue MEMBER m_specialValue NOTIFY changed)
    Q_PROPERTY(QString specialText MEMBER m_specialText NOTIFY changed) // empty: there is no special value
    Q_PROPERTY(QString requirement MEMBER m_requirement NOTIFY changed) // empty: made from the limits
    // Counts the changes: a binding that calls a function here reads it to be evaluated again.
    Q_PROPERTY(int revision READ revision NOTIFY revisionChanged)

public:
    explicit NumberRule(QObject* parent = nullptr);

    int revision() const { return m_revision; }

    // The number as it stands in a field, without its unit, or the special text.
    Q_INVOKABLE QString format(double value) const;
    // The same with at most four significant digits, unless it is a whole number.
    Q_INVOKABLE QString brief(double value) const;
    // As it stands behind that value: "customers", but of 1 "customer".
    Q_INVOKABLE QString unitOf(double value) const;
    // With its unit: "2.1 s", "1×", "no limit".
    Q_INVOKABLE QString withUnit(double value) const;

    // The typed number, NaN where it is not acceptable. Blanks around it and the unit behind it are
    // ignored, the decimal sign is a point.
    Q_INVOKABLE double parsed(const QString& text) const;
    // Why the text is not acceptable, as a sentence; empty where it is. NaN as a bound means none.
    Q_INVOKABLE QString problem(const QString& text) const;
    Q_INVOKABLE QString problemInRange(const QString& text, double atLeast, double atMost) const;

    Q_INVOKABLE bool accepts(double value) const;
    Q_INVOKABLE bool isSpecial(double value) const;

    // The place on a slider, 0 (left) to 1 (right), and back: the latter gives whole steps.
    Q_INVOKABLE double positionOf(double value) const;
    Q_INVOKABLE double valueAt(double position) const;
    // The value that many steps to the right (negative: left), staying on the slider.
    Q_INVOKABLE double stepped(double value, int steps) const;
    // A step of this slider, for a page key.
    Q_INVOKABLE int pageSteps() const;

Q_SIGNALS:
    void changed();
    void revisionChanged();

private:
    double read(const QString& text) const;
    double lowest() const;
    double highest() const;
    bool hasSpecial() const { return !m_specialText.isEmpty(); }
    double rounded(double value) const;
    double regularPositionOf(double value) const;
    double regularShare() const;
    QString plain(double value) const; // as a number, also where it stands for something
    QString sentence() const;

    double m_from = 0.0;
    double m_to = 100.0;
    double m_minimum = std::numeric_limits<double>::quiet_NaN();
    double m_maximum = std::numeric_limits<double>::quiet_NaN();
    double m_step = 1.0;
    int m_decimals = 0;
    bool m_zerosCut = false;
    bool m_logarithmic = false;
    QString m_unit;
    double m_specialValue = 0.0;
    QString m_specialText;
    QString m_requirement;
    int m_revision = 0;
};

} // namespace sojourn
