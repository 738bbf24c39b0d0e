#include "scenario/reader/service_classes.h"

#include "scenario/reader/words.h"

#include <algorithm>
#include <array>

namespace sojourn {

namespace {

using Kind = ParameterValue::Kind;

constexpr std::array<std::string_view, 4> classKeys = {"name", "settings", "start", "stop"};
constexpr std::array<std::string_view, 2> specKeys = {"value", "required"};
constexpr std::array<std::string_view, 4> kinds = {"number", "range", "truth", "text"}; // as Kind has them
constexpr std::array<std::string_view, 4> wanted = {"a number", "a range, such as [1, 3]", "true or false",
                                                    "a text"};

ParameterValue concrete(const JsonTree& tree, JsonTree::Index at)
{
    ParameterValue value;
    if (tree.isNumber(at)) {
        value.number = tree.number(at);
    } else if (tree.type(at) == JsonType::Truth) {
        value.kind = Kind::Truth;
        value.truth = tree.node(at).truth;
    } else if (tree.type(at) == JsonType::Text) {
        value.kind = Kind::Text;
        value.text = tree.text(at);
    } else if (tree.type(at) == JsonType::Array) {
        value.kind = Kind::Range;
        value.number = tree.number(tree.first(at));
        value.high = tree.number(tree.after(tree.first(at)));
    }
    return value;
}

bool isRange(const JsonTree& tree, JsonTree::Index at)
{
    return tree.type(at) == JsonType::Array && tree.node(at).count == 2 && tree.isNumber(tree.first(at)) &&
           tree.isNumber(tree.after(tree.first(at)));
}

} // namespace

ServiceClasses::ServiceClasses(Reading& reading, const std::vector<Parameter>& parameters)
    : m_reading(reading)
    , m_parameters(parameters)
{
    const auto classes = reading.optional(0, "service_classes");
    if (!classes) return;
    for (const Index at : reading.elements(*classes)) {
        if (reading.failed()) return;
        readClass(at);
    }
}

void ServiceClasses::readClass(Index at)
{
    if (!m_reading.object(at, classKeys, " in a class of services")) return;
    ServiceClass& serviceClass = m_classes.emplace_back();
    serviceClass.at = at;
    serviceClass.name = m_reading.newName(m_reading.required(at, "name"), "a class", m_names);
    serviceClass.start = m_reading.required(at, "start").value_or(at);
    serviceClass.stop = m_reading.optional(at, "stop");
    if (const auto settings = m_reading.optional(at, "settings")) readSpecs(serviceClass, *settings);
}

void ServiceClasses::readSpecs(ServiceClass& serviceClass, Index settings)
{
    const JsonTree& tree = m_reading.tree();
    if (tree.type(settings) != JsonType::Object) return m_reading.refuseType(settings, "an object");
    for (Index key = tree.first(settings); key < tree.behind(settings); key = tree.after(key + 1)) {
        if (m_reading.failed()) return;
        serviceClass.settings.push_back(spec(key));
    }
}

SettingSpec ServiceClasses::spec(Index key)
{
    SettingSpec result;
    result.name = m_reading.tree().text(key);
    if (result.name.empty() || result.name.find_first_of("$={}:") != std::string::npos)
        m_reading.refuse(key, quoted(result.name) +
                                  " is no name for a setting: it is empty or holds one of $={}:");
    if (!m_reading.object(key + 1, specKeys, " in a setting")) return result;
    result.byDefault = m_reading.optional(key + 1, "value");
    const auto required = m_reading.optional(key + 1, "required");
    if (result.byDefault.has_value() == required.has_value()) {
        m_reading.refuse(key + 1, "a setting has either a \"value\", its default, or the kind that is "
                                  "\"required\"");
    } else if (required) {
        static constexpr std::string_view which = "\"number\", \"range\", \"truth\" or \"text\"";
        result.kind = static_cast<Kind>(m_reading.word(*required, which, kinds));
    } else {
        result.kind = valueAt(*result.byDefault).value.kind;
    }
    return result;
}

// A value, or the parameter's whose name stands there.
Setting ServiceClasses::valueAt(Index at)
{
    const JsonTree& tree = m_reading.tree();
    Setting result;
    result.at = at;
    if (tree.type(at) == JsonType::Text && tree.text(at).starts_with('$')) {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < m_parameters.size(); ++i) {
            names.push_back(m_parameters[i].name);
            if (names.back() != tree.text(at).substr(1)) continue;
            result.value = m_parameters[i].value;
            result.parameter = static_cast<std::uint16_t>(i + 1);
            return result;
        }
        m_reading.refuseUnknown(at, "parameter", tree.text(at).substr(1), names);
    } else if (tree.isNumber(at) || tree.type(at) == JsonType::Truth || tree.type(at) == JsonType::Text ||
               isRange(tree, at)) {
        result.value = concrete(tree, at);
    } else {
        m_reading.refuseType(at, "a number, [low, high], true, false or a text");
    }
    return result;
}

const ServiceClass* ServiceClasses::classOf(Index service)
{
    const auto at = m_reading.required(service, "class");
    if (!at || m_reading.failed()) return nullptr;
    const std::uint16_t number = m_reading.oneOf(*at, "class of services", m_names);
    if (m_reading.failed()) return nullptr;
    m_classes[number].isUsed = true;
    return &m_classes[number];
}

std::vector<Setting> ServiceClasses::settingsOf(Index service, const ServiceClass& serviceClass)
{
    const JsonTree& tree = m_reading.tree();
    const auto given = m_reading.optional(service, "settings");
    if (given) {
        std::vector<std::string_view> names;
        for (const SettingSpec& spec : serviceClass.settings)
            names.emplace_back(spec.name);
        if (tree.type(*given) != JsonType::Object) m_reading.refuseType(*given, "an object");
        for (Index key = tree.first(*given); !m_reading.failed() && key < tree.behind(*given);
             key = tree.after(key + 1)) {
            if (std::find(names.begin(), names.end(), tree.text(key)) == names.end())
                m_reading.refuseUnknown(key, "setting", tree.text(key), {names.begin(), names.end()},
                                        " in the class " + quoted(serviceClass.name));
        }
    }
    std::vector<Setting> settings;
    for (const SettingSpec& spec : serviceClass.settings) {
        if (m_reading.failed()) return settings;
        const auto own = given ? m_reading.optional(*given, spec.name) : std::nullopt;
        if (!own && !spec.byDefault) {
            m_reading.refuse(given.value_or(service), "the setting " + quoted(spec.name) +
                                                          " is missing, which the class " +
                                                          quoted(serviceClass.name) + " requires");
            return settings;
        }
        Setting& setting = settings.emplace_back(valueAt(own.value_or(spec.byDefault.value_or(0))));
        setting.name = spec.name;
        if (setting.value.kind != spec.kind)
            m_reading.refuseType(setting.at, wanted[static_cast<std::size_t>(spec.kind)]);
    }
    return settings;
}

void ServiceClasses::refuseUnused()
{
    for (const ServiceClass& serviceClass : m_classes)
        if (!serviceClass.isUsed)
            m_reading.refuse(serviceClass.at, "no service is of the class " + quoted(serviceClass.name));
}

std::vector<Parameter> settingsIn(const JsonTree& tree, JsonTree::Index object)
{
    std::vector<Parameter> settings;
    for (JsonTree::Index key = tree.first(object); key < tree.behind(object); key = tree.after(key + 1)) {
        Parameter& setting = settings.emplace_back();
        setting.name = tree.text(key);
        setting.value = concrete(tree, key + 1);
    }
    return settings;
}

} // namespace sojourn
