#include "viewmodels/compare/setting_words.h"

#include "viewmodels/panels/words.h"
#include "viewmodels/parameter_model.h"

#include <QCoreApplication>

#include <algorithm>

namespace sojourn {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("SettingWords", text);
}

QString labelOf(const Parameter& p)
{
    return QString::fromStdString(p.label.empty() ? p.name : p.label);
}

QString clockText(bool isVirtual)
{
    return isVirtual ? translated("virtual clock") : translated("real clock");
}

/// "capacity" within a sentence, "HTTP workers" as they are written.
QString withinSentence(QString label)
{
    if (label.size() > 1 && label[1].isLower()) label[0] = label[0].toLower();
    return label;
}

/// A label that names what is counted, in the plural: "Consumers", but not "Items a producer".
bool isCounted(const Parameter& p)
{
    const QString label = labelOf(p);
    return p.value.kind == ParameterValue::Kind::Number && p.step == 1 && label.endsWith(QLatin1Char('s')) &&
           !label.endsWith(QLatin1String("ss")) && !label.contains(QLatin1Char(' '));
}

bool isNoLimit(const Parameter& p)
{
    return p.value.kind == ParameterValue::Kind::Number && p.value.number == 0 && zeroIsNoLimit(p);
}

/// " s"; empty of what its label counts, and behind "no limit".
QString unitOf(const Parameter& p)
{
    if (p.unit.empty() || p.unit == "items" || isNoLimit(p)) return {};
    const QString unit = QLatin1Char(' ') + QString::fromStdString(p.unit);
    const bool isOne = p.value.kind == ParameterValue::Kind::Number && p.value.number == 1;
    return isOne && unit.size() > 2 && unit.endsWith(QLatin1Char('s')) ? unit.chopped(1) : unit;
}

QString valueOf(const Parameter& p)
{
    return fieldText(p, p.value);
}

/// "Servers 4 → 5", "Run for 5 → 8 s".
QString bothSides(const RunSetting& from, const RunSetting& to, std::size_t at)
{
    if (at == from.parameters.size()) return translated("Seed %1 → %2").arg(from.seed).arg(to.seed);
    if (at > from.parameters.size())
        return to.virtualClock ? translated("Real clock → virtual clock")
                               : translated("Virtual clock → real clock");
    const Parameter &before = from.parameters[at], &after = to.parameters[at];
    QString values = QStringLiteral("%1 → %2").arg(valueOf(before), valueOf(after));
    if (valueOf(before) == valueOf(after)) // they differ in further figures
        values = QStringLiteral("%1 → %2").arg(QString::fromStdString(before.value.toText()),
                                               QString::fromStdString(after.value.toText()));
    return QStringLiteral("%1 %2%3").arg(labelOf(after), values, unitOf(after));
}

/// With that text for its value.
QString namedValue(const Parameter& p, const QString& value)
{
    const QString label = withinSentence(labelOf(p));
    const QString unit = unitOf(p);
    if (isCounted(p) && p.value.number >= 0)
        return QStringLiteral("%1 %2").arg(countText(static_cast<std::uint64_t>(p.value.number)),
                                           p.value.number == 1 ? label.chopped(1) : label);
    if (isNoLimit(p)) return translated("no limit on %1").arg(label);
    const bool isText =
        p.value.kind == ParameterValue::Kind::Text || p.value.kind == ParameterValue::Kind::Sample;
    return QStringLiteral("%1 %2%3").arg(label, value, isText ? QString() : unit);
}

/// Of what somebody typed all figures, since they tell it apart; of what a slider came to those of its field.
QString toldText(const Parameter& p, const ParameterValue& value)
{
    constexpr int typed = 7;
    const auto isTyped = [](double number) {
        return QString::number(number, 'g', typed).toDouble() == number;
    };
    return isTyped(value.number) && isTyped(value.high) ? fieldText(p, value, typed) : fieldText(p, value);
}

/// What `setting` has at those places. Where the other's reads the same, it has all figures.
QStringList namesAt(const std::vector<std::size_t>& places, const RunSetting& setting,
                    const RunSetting& other)
{
    QStringList names;
    for (const std::size_t at : places) {
        if (at == setting.parameters.size()) {
            names += translated("seed %1").arg(setting.seed);
        } else if (at > setting.parameters.size()) {
            names += clockText(setting.virtualClock);
        } else {
            const Parameter& p = setting.parameters[at];
            const QString value = toldText(p, p.value);
            const bool isSaid = value != toldText(p, other.parameters[at].value);
            names += namedValue(p, isSaid ? value : QString::fromStdString(p.value.toText()));
        }
    }
    return names;
}

} // namespace

QString parameterText(const Parameter& p)
{
    return namedValue(p, valueOf(p));
}

bool haveSameParameters(const RunSetting& a, const RunSetting& b)
{
    return std::ranges::equal(a.parameters, b.parameters, {}, &Parameter::name, &Parameter::name);
}

std::vector<std::size_t> differences(const RunSetting& from, const RunSetting& to)
{
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < from.parameters.size() && i < to.parameters.size(); ++i)
        if (!(from.parameters[i].value == to.parameters[i].value)) places.push_back(i);
    if (from.seed != to.seed) places.push_back(from.parameters.size());
    if (from.virtualClock != to.virtualClock) places.push_back(from.parameters.size() + 1);
    return places;
}

QString changeText(const RunSetting& from, const RunSetting& to)
{
    const std::vector<std::size_t> places = differences(from, to);
    if (places.empty()) return {};
    if (places.size() == 1) return bothSides(from, to, places.front());
    constexpr std::size_t named = 2;
    const std::vector<std::size_t> first(places.begin(), places.begin() + named);
    const QString text = namesAt(first, to, from).join(QStringLiteral(", "));
    return places.size() > named ? translated("%1 and %2 more").arg(text).arg(places.size() - named) : text;
}

QString changesText(const RunSetting& from, const RunSetting& to)
{
    const std::vector<std::size_t> places = differences(from, to);
    QStringList changes;
    if (places.size() > 1)
        for (const std::size_t at : places)
            changes += bothSides(from, to, at);
    return changes.join(QStringLiteral(", "));
}

QString runName(const RunSetting& setting, const RunSetting& opened)
{
    const std::vector<std::size_t> places = differences(opened, setting);
    return places.empty() ? translated("as opened")
                          : namesAt(places, setting, opened).join(QStringLiteral(", "));
}

} // namespace sojourn
