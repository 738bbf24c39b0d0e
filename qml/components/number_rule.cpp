#include "number_rule.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// How much of a slider's right end belongs to the special value.
constexpr double specialShare = 0.08;

// A press of an arrow key on a logarithmic slider.
constexpr double logarithmicStep = 0.02;

double toDecimals(double value, int decimals)
{
    const double scale = std::pow(10.0, decimals);
    return std::round(value * scale) / scale;
}

double toTwoDigits(double value)
{
    if (value == 0.0) return 0.0;
    const double scale = std::pow(10.0, 1.0 - std::floor(std::log10(std::abs(value))));
    return std::round(value * scale) / scale;
}

// A unit that is a word or a letter stands apart from its number; the sign for "times" does not.
QString joined(const QString& number, const QString& unit)
{
    if (unit.isEmpty()) return number;
    if (unit == QChar(0x00D7)) return number + unit;
    return number + QChar(QChar::Nbsp) + unit;
}

// Units that are words name what is counted, in the plural; "s" and "ms" are none.
QString singular(const QString& unit)
{
    constexpr qsizetype shortestWord = 4;
    return unit.size() >= shortestWord && unit.endsWith(u's') ? unit.chopped(1) : unit;
}

} // namespace

NumberRule::NumberRule(QObject* parent)
    : QObject(parent)
{
    connect(this, &NumberRule::changed, this, [this] {
        ++m_revision;
        Q_EMIT revisionChanged();
    });
}

QString NumberRule::format(double value) const
{
    return isSpecial(value) ? m_specialText : plain(value);
}

QString NumberRule::plain(double value) const
{
    if (!std::isfinite(value)) return QString();
    // A typed value may be finer than the slider's steps: it is shown as it was typed.
    if (!m_zerosCut && std::abs(toDecimals(value, m_decimals) - value) <= std::abs(value) * 1e-12)
        return QString::number(toDecimals(value, m_decimals), 'f', m_decimals);
    return QString::number(value, 'g', 9);
}

QString NumberRule::brief(double value) const
{
    const QString exact = format(value);
    if (isSpecial(value) || !std::isfinite(value) || value == std::floor(value)) return exact;
    const QString rounded = QString::number(value, 'g', 4);
    return QLocale::c().toDouble(rounded) == value ? exact : rounded;
}

QString NumberRule::unitOf(double value) const
{
    return value == 1 ? singular(m_unit) : m_unit;
}

QString NumberRule::withUnit(double value) const
{
    return isSpecial(value) ? m_specialText : joined(format(value), unitOf(value));
}

double NumberRule::read(const QString& text) const
{
    QString number = text.trimmed();
    if (hasSpecial() && number.compare(m_specialText, Qt::CaseInsensitive) == 0) return m_specialValue;
    for (const QString& unit : {m_unit, singular(m_unit)})
        if (!unit.isEmpty() && number.endsWith(unit)) {
            number = number.chopped(unit.size()).trimmed();
            break;
        }
    number.replace(QChar(0x2212), QLatin1Char('-')); // a typographic minus, as pasted from elsewhere
    bool understood = false;
    const double value = QLocale::c().toDouble(number, &understood);
    return understood && std::isfinite(value) ? value : none;
}

double NumberRule::parsed(const QString& text) const
{
    const double value = read(text);
    return accepts(value) ? value : none;
}

QString NumberRule::problem(const QString& text) const
{
    return problemInRange(text, none, none);
}

QString NumberRule::problemInRange(const QString& text, double atLeast, double atMost) const
{
    const double value = read(text);
    if (std::isnan(value)) return tr("That is not a number. %1").arg(sentence());
    if (!accepts(value)) return sentence();
    if (value > atMost) return tr("The first value is at most the second, %1.").arg(withUnit(atMost));
    if (value < atLeast) return tr("The second value is at least the first, %1.").arg(withUnit(atLeast));
    return QString();
}

bool NumberRule::accepts(double value) const
{
    if (isSpecial(value)) return true;
    if (!std::isfinite(value) || value < lowest() || value > highest()) return false;
    return m_decimals > 0 || value == std::floor(value);
}

bool NumberRule::isSpecial(double value) const
{
    return hasSpecial() && value == m_specialValue;
}

double NumberRule::lowest() const
{
    return std::isnan(m_minimum) ? m_from : m_minimum;
}

double NumberRule::highest() const
{
    return std::isnan(m_maximum) ? m_to : m_maximum;
}

QString NumberRule::sentence() const
{
    if (!m_requirement.isEmpty()) return m_requirement;
    const QString kind = m_decimals > 0 ? tr("a number") : tr("a whole number");
    const bool isOpen = std::isinf(highest());
    // The low end may be the special value, which is named behind.
    const QString limits =
        isSpecial(lowest()) && isOpen ? tr("%1 above %2").arg(kind, joined(plain(lowest()), m_unit))
        : isOpen                      ? tr("%1, %2 or more").arg(kind, joined(plain(lowest()), m_unit))
                 : tr("%1 from %2 to %3").arg(kind, plain(lowest()), joined(plain(highest()), m_unit));
    if (!hasSpecial()) return tr("Type %1.").arg(limits);
    return tr("Type %1, or %2 for “%3”.").arg(limits, QString::number(m_specialValue, 'g', 9), m_specialText);
}

double NumberRule::regularShare() const
{
    return hasSpecial() ? 1.0 - specialShare : 1.0;
}

double NumberRule::regularPositionOf(double value) const
{
    if (m_to <= m_from) return 0.0;
    const double inside = std::clamp(value, m_from, m_to);
    if (m_logarithmic && m_from > 0.0) return std::log(inside / m_from) / std::log(m_to / m_from);
    return (inside - m_from) / (m_to - m_from);
}

double NumberRule::positionOf(double value) const
{
    if (isSpecial(value)) return 1.0;
    return std::isnan(value) ? 0.0 : regularPositionOf(value) * regularShare();
}

double NumberRule::rounded(double value) const
{
    double result = m_logarithmic ? toTwoDigits(value) : value;
    if (m_step > 0.0) result = std::round(result / m_step) * m_step;
    return std::clamp(toDecimals(result, m_decimals), m_from, m_to);
}

double NumberRule::valueAt(double position) const
{
    if (hasSpecial() && position > 1.0 - specialShare / 2.0) return m_specialValue;
    const double share = std::clamp(position / regularShare(), 0.0, 1.0);
    if (m_logarithmic && m_from > 0.0) return rounded(m_from * std::pow(m_to / m_from, share));
    return rounded(m_from + share * (m_to - m_from));
}

double NumberRule::stepped(double value, int steps) const
{
    if (steps == 0) return value;
    if (isSpecial(value)) return steps > 0 ? value : m_to;
    if (steps > 0 && value >= m_to) return hasSpecial() ? m_specialValue : m_to;
    const double step = m_step > 0.0 ? m_step : (m_to - m_from) / 100.0;
    double target = value + steps * step;
    if (m_logarithmic && m_from > 0.0) {
        const double share = regularPositionOf(value) + steps * logarithmicStep;
        const double scaled = rounded(m_from * std::pow(m_to / m_from, std::clamp(share, 0.0, 1.0)));
        // At the low end the scale may be finer than a step.
        const bool moved = steps > 0 ? scaled > value : scaled < value;
        if (moved) target = scaled;
    }
    return rounded(std::clamp(target, m_from, m_to));
}

int NumberRule::pageSteps() const
{
    if (m_logarithmic || m_step <= 0.0) return 10;
    return std::max(2, static_cast<int>(std::lround((m_to - m_from) / m_step / 10.0)));
}

} // namespace sojourn
