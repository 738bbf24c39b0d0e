#include "viewmodels/parameter_model.h"

#include "explore/figure_text.h"
#include "viewmodels/run_setting.h"

#include <algorithm>
#include <limits>

namespace sojourn {

namespace {

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

QString kindName(ParameterValue::Kind kind)
{
    switch (kind) {
    case ParameterValue::Kind::Number:
        return QStringLiteral("number");
    case ParameterValue::Kind::Range:
        return QStringLiteral("range");
    case ParameterValue::Kind::Truth:
        return QStringLiteral("truth");
    case ParameterValue::Kind::Text:
    case ParameterValue::Kind::Sample: // where it is from; a number or a range may be typed in its place
        return QStringLiteral("text");
    }
    return {};
}

QString noLimit()
{
    return QStringLiteral("no limit");
}

} // namespace

ParameterValues valuesOf(const std::vector<Parameter>& parameters)
{
    ParameterValues values;
    for (const Parameter& parameter : parameters)
        if (!(parameter.value == parameter.fileValue)) values.emplace(parameter.name, parameter.value);
    return values;
}

bool zeroIsNoLimit(const Parameter& parameter)
{
    return parameter.name.find("capacity") != std::string::npos;
}

QString fieldText(const Parameter& parameter, const ParameterValue& value, int figures)
{
    if (value.kind == ParameterValue::Kind::Range && value.number != value.high)
        return QStringLiteral("%1 to %2")
            .arg(text(figureText(value.number, figures)), text(figureText(value.high, figures)));
    if (value.kind == ParameterValue::Kind::Truth)
        return value.truth ? QStringLiteral("on") : QStringLiteral("off");
    if (value.kind != ParameterValue::Kind::Number && value.kind != ParameterValue::Kind::Range)
        return text(value.toText());
    if (value.number == 0 && zeroIsNoLimit(parameter)) return noLimit();
    return text(figureText(value.number, figures));
}

ParameterModel::ParameterModel(QObject* parent)
    : QAbstractListModel(parent)
{
}

int ParameterModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ParameterModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size()) return {};
    const Row& row = m_rows[index.row()];
    const Parameter& p = row.parameter;
    switch (role) {
    case NameRole:
        return text(p.name);
    case Qt::DisplayRole:
    case LabelRole:
        return text(p.label.empty() ? p.name : p.label);
    case UnitRole:
        return text(p.unit);
    case KindRole:
        return kindName(p.value.kind);
    case ValueRole:
        return p.value.number;
    case HighRole:
        return p.value.high;
    case TruthRole:
        return p.value.truth;
    case TextRole:
        return text(p.value.toText());
    case MinimumRole:
        return p.min;
    case MaximumRole:
        return p.max;
    case StepRole:
        return p.step;
    case SliderFromRole:
        return p.sliderMin;
    case SliderToRole:
        return p.sliderMax;
    case BeforeRole:
        return row.start.number;
    case BeforeHighRole:
        return row.start.high;
    case ChangedRole:
        return !(p.value == row.start);
    case OtherRole:
        return row.other ? row.other->number : std::numeric_limits<double>::quiet_NaN();
    case OtherHighRole:
        return row.other ? row.other->high : std::numeric_limits<double>::quiet_NaN();
    case OtherTextRole:
        return row.other ? fieldText(p, *row.other) : QString();
    case ErrorRole:
        return row.error;
    case ZeroTextRole:
        return zeroIsNoLimit(p) ? noLimit() : QString();
    case ChoicesRole: {
        QStringList choices;
        for (const std::string& choice : p.choices)
            choices.append(text(choice));
        return choices;
    }
    default:
        return {};
    }
}

QHash<int, QByteArray> ParameterModel::roleNames() const
{
    return {{NameRole, "name"},          {LabelRole, "label"},     {UnitRole, "unit"},
            {KindRole, "kind"},          {ValueRole, "value"},     {HighRole, "high"},
            {TruthRole, "truth"},        {TextRole, "text"},       {MinimumRole, "minimum"},
            {MaximumRole, "maximum"},    {StepRole, "step"},       {SliderFromRole, "sliderFrom"},
            {SliderToRole, "sliderTo"},  {BeforeRole, "before"},   {BeforeHighRole, "beforeHigh"},
            {ChangedRole, "changed"},    {ChoicesRole, "choices"}, {ErrorRole, "error"},
            {ZeroTextRole, "zeroText"},  {OtherRole, "other"},     {OtherHighRole, "otherHigh"},
            {OtherTextRole, "otherText"}};
}

int ParameterModel::rowOf(const QString& name) const
{
    const std::string wanted = name.toStdString();
    const auto it = std::find_if(m_rows.begin(), m_rows.end(),
                                 [&](const Row& row) { return row.parameter.name == wanted; });
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

void ParameterModel::set(const QString& name, const ParameterValue& value)
{
    const int at = rowOf(name);
    if (at < 0 || !m_file) return;
    Row& row = m_rows[at];
    if (row.parameter.value == value && row.error.isEmpty()) return;
    const ParameterValue previous = row.parameter.value;
    row.parameter.value = value;
    const Checked<Scenario> scenario = m_file->resolve(values());
    row.error = scenario ? QString() : text(scenario.problem().message);
    if (!scenario) row.parameter.value = previous;
    Q_EMIT dataChanged(index(at), index(at));
    if (scenario && !(value == previous)) Q_EMIT edited();
}

void ParameterModel::setOther(const std::vector<Parameter>& parameters)
{
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        std::optional<ParameterValue> other;
        if (parameters.size() == static_cast<std::size_t>(m_rows.size()))
            other = parameters[static_cast<std::size_t>(i)].value;
        if (other && *other == m_rows[i].parameter.value) other.reset();
        if (other == m_rows[i].other) continue;
        m_rows[i].other = std::move(other);
        Q_EMIT dataChanged(index(static_cast<int>(i)), index(static_cast<int>(i)));
    }
}

void ParameterModel::setNumber(const QString& name, double value)
{
    ParameterValue v;
    v.number = value;
    set(name, v);
}

void ParameterModel::setRange(const QString& name, double low, double high)
{
    ParameterValue v;
    v.kind = ParameterValue::Kind::Range;
    v.number = low;
    v.high = high;
    set(name, v);
}

void ParameterModel::setTruth(const QString& name, bool value)
{
    ParameterValue v;
    v.kind = ParameterValue::Kind::Truth;
    v.truth = value;
    set(name, v);
}

void ParameterModel::setText(const QString& name, const QString& value)
{
    ParameterValue v;
    v.kind = ParameterValue::Kind::Text;
    v.text = value.toStdString();
    // In place of a sample, which is shown as a text, a number or a range may be typed.
    if (const int at = rowOf(name);
        at >= 0 && m_file && m_rows[at].parameter.value.kind == ParameterValue::Kind::Sample) {
        if (value == text(m_rows[at].parameter.value.toText())) return;
        if (const Checked<ParameterValue> typed = m_file->parse(name.toStdString(), v.text)) v = *typed;
    }
    set(name, v);
}

void ParameterModel::setHeld(bool held)
{
    if (held == m_held) return;
    m_holds += held;
    m_held = held;
    Q_EMIT heldChanged();
}

void ParameterModel::reset(const QString& name)
{
    const int at = rowOf(name);
    if (at >= 0) set(name, m_rows[at].start);
}

void ParameterModel::open(const ScenarioFile& file, const ParameterValues& given, bool lively)
{
    beginResetModel();
    m_file = file;
    m_rows.clear();
    for (const Parameter& parameter : file.parameters()) {
        Row row{parameter, parameter.value, {}, {}};
        const auto it = given.find(parameter.name);
        if (!lively || it != given.end())
            row.parameter.demo.reset(); // it starts with another, or one asked for
        if (row.parameter.demo) row.parameter.value = *row.parameter.demo;
        if (it != given.end()) row.parameter.value = it->second;
        row.start = row.parameter.value;
        m_rows.append(std::move(row));
    }
    endResetModel();
}

void ParameterModel::clear()
{
    beginResetModel();
    m_file.reset();
    m_rows.clear();
    endResetModel();
}

std::vector<Parameter> ParameterModel::parameters() const
{
    std::vector<Parameter> parameters;
    for (const Row& row : m_rows)
        parameters.push_back(row.parameter);
    return parameters;
}

void ParameterModel::setAll(const std::vector<Parameter>& parameters)
{
    if (parameters.size() != static_cast<std::size_t>(m_rows.size())) return;
    bool changed = false;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Parameter& wanted = parameters[static_cast<std::size_t>(i)];
        Row& row = m_rows[i];
        if (wanted.name != row.parameter.name || (wanted.value == row.parameter.value && row.error.isEmpty()))
            continue;
        row.parameter.value = wanted.value;
        row.error.clear();
        changed = true;
        Q_EMIT dataChanged(index(static_cast<int>(i)), index(static_cast<int>(i)));
    }
    if (changed) Q_EMIT edited();
}

ParameterValues ParameterModel::values() const
{
    return valuesOf(parameters());
}

} // namespace sojourn
