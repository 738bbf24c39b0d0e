#include "scenario/reader/substitution.h"

#include "scenario/reader/reading.h"
#include "scenario/reader/service_classes.h"

#include <algorithm>
#include <array>

namespace sojourn {

namespace {

using Index = JsonTree::Index;
using Kind = ParameterValue::Kind;

constexpr std::array<std::string_view, 9> sections = {"debug", "queues",   "events",     "pools", "servers",
                                                      "tasks", "services", "entrypoint", "until"};

/// Distributions of one parameter: a sample in its place is drawn from instead.
constexpr std::array<std::string_view, 4> ofOneArgument = {"uniform", "uniform_int", "exponential",
                                                           "empirical"};

constexpr std::size_t mostAdded = 10'000'000; // values that services take from their classes
constexpr std::array<std::string_view, 4> serviceKeys = {"name", "class", "settings", "needs"};

bool isSection(std::string_view key)
{
    return std::find(sections.begin(), sections.end(), key) != sections.end();
}

class Substitution final
{
public:
    Substitution(const JsonTree& from, const std::vector<Parameter>& parameters)
        : m_from(from)
        , m_to(from.emptyCopy())
        , m_parameters(parameters)
        , m_reading(from, parameters)
        , m_classes(m_reading, parameters)
    {
        for (const Parameter& parameter : parameters)
            m_names.add(parameter.name);
        m_to.reserve(from.size());
    }

    Checked<JsonTree> run()
    {
        const Index root = m_to.add(m_from.node(0));
        for (Index key = m_from.first(0); key < m_from.behind(0); key = m_from.after(key + 1)) {
            if (m_from.text(key) == "service_classes") continue;
            m_to.add(m_from.node(key));
            m_replaces = isSection(m_from.text(key));
            if (m_from.text(key) == "services" && m_from.type(key + 1) == JsonType::Array) {
                copyServices(key + 1);
            } else {
                copy(key + 1, m_from.text(key));
            }
        }
        m_classes.refuseUnused();
        m_to.close(root);
        if (m_reading.failed()) return *m_reading.problem();
        return std::move(m_to);
    }

private:
    // Each service gets all its settings, and the steps of its class with them put in.
    void copyServices(Index services)
    {
        const Index copied = m_to.add(m_from.node(services));
        for (Index service = m_from.first(services); service < m_from.behind(services);
             service = m_from.after(service)) {
            if (m_reading.failed()) return;
            if (m_reading.object(service, serviceKeys, " in a service")) copyService(service);
            if (m_to.size() > m_from.size() + mostAdded)
                m_reading.refuse(service, "the services up to this have too many steps");
        }
        m_to.close(copied);
    }

    void copyService(Index service)
    {
        const ServiceClass* const serviceClass = m_classes.classOf(service);
        if (serviceClass == nullptr) return;
        const std::vector<Setting> settings = m_classes.settingsOf(service, *serviceClass);
        const Index copied = m_to.add(m_from.node(service));
        for (const std::string_view key : {"name", "class", "needs"})
            if (const auto member = m_from.find(service, key)) {
                m_to.add(m_from.node(*member - 1));
                copy(*member, key);
            }
        addKey("settings", service);
        JsonNode object = m_from.node(m_from.find(service, "settings").value_or(service));
        object.count = static_cast<std::uint32_t>(settings.size());
        const Index all = m_to.add(object);
        for (const Setting& setting : settings) {
            addKey(setting.name, setting.at);
            put(setting);
        }
        m_to.close(all);
        m_settings = &settings;
        addKey("start", serviceClass->start);
        copy(serviceClass->start, "start");
        if (serviceClass->stop) {
            addKey("stop", *serviceClass->stop);
            copy(*serviceClass->stop, "stop");
        }
        m_settings = nullptr;
        m_to.close(copied);
    }

    // A key that the file does not have there; a problem with it is shown at `at`.
    void addKey(std::string_view key, Index at)
    {
        JsonNode node = m_from.node(at);
        node.type = JsonType::Key;
        m_to.addText(node, key);
    }

    void put(const Setting& setting)
    {
        JsonNode node = m_from.node(setting.at);
        node.parameter = setting.parameter;
        put(setting.value, node);
    }

    // `key` is that of the member that it is, or empty.
    void copy(Index at, std::string_view key)
    {
        const JsonNode& node = m_from.node(at);
        if (node.type == JsonType::Text && m_replaces && m_from.text(at).starts_with('$'))
            return replace(at, key);
        if (node.type == JsonType::Object && m_replaces && isDistributionOfSample(at))
            return replace(m_from.first(at) + 1, key);
        const Index copied = m_to.add(node);
        if (node.type == JsonType::Array)
            for (Index child = m_from.first(at); child < m_from.behind(at); child = m_from.after(child))
                copy(child, {});
        if (node.type == JsonType::Object) {
            for (Index child = m_from.first(at); child < m_from.behind(at); child = m_from.after(child + 1)) {
                m_to.add(m_from.node(child));
                copy(child + 1, m_from.text(child));
            }
        }
        m_to.close(copied);
    }

    const Setting* settingNamed(std::string_view name) const
    {
        if (m_settings == nullptr) return nullptr;
        const auto setting = std::find_if(m_settings->begin(), m_settings->end(),
                                          [&](const Setting& s) { return s.name == name; });
        return setting == m_settings->end() ? nullptr : &*setting;
    }

    // Whether it is {"exponential": "$name"} or the like, and the name stands for a sample.
    bool isDistributionOfSample(Index at) const
    {
        if (m_from.node(at).count != 1) return false;
        const Index key = m_from.first(at), argument = key + 1;
        if (std::find(ofOneArgument.begin(), ofOneArgument.end(), m_from.text(key)) == ofOneArgument.end() ||
            m_from.type(argument) != JsonType::Text || !m_from.text(argument).starts_with('$'))
            return false;
        const std::string_view name = m_from.text(argument).substr(1);
        if (const Setting* const setting = settingNamed(name)) return setting->value.kind == Kind::Sample;
        const auto parameter = m_names.find(std::string(name));
        return parameter && m_parameters[*parameter].value.kind == Kind::Sample;
    }

    void replace(Index at, std::string_view key)
    {
        const std::string name(m_from.text(at).substr(1));
        if (const Setting* const setting = settingNamed(name)) return put(*setting);
        const auto parameter = m_names.find(name);
        if (!parameter) {
            m_to.add(m_from.node(at));
            if (key != "log" && key != "log_each" && key != "fail")
                m_reading.refuseUnknown(at, "parameter", name, m_names.names());
            return;
        }
        JsonNode node = m_from.node(at);
        node.parameter = static_cast<std::uint16_t>(*parameter + 1);
        put(m_parameters[*parameter].value, node);
    }

    // A value in place of a node.
    void put(const ParameterValue& value, JsonNode node)
    {
        if (value.kind == Kind::Text) {
            node.type = JsonType::Text;
            m_to.addText(node, value.text);
        } else if (value.kind == Kind::Truth) {
            node.type = JsonType::Truth;
            node.truth = value.truth;
            m_to.add(node);
        } else if (value.kind == Kind::Number) {
            putNumber(value.number, node);
        } else if (value.kind == Kind::Sample) {
            putEmpirical(value.sample->values, node);
        } else {
            node.type = JsonType::Array;
            node.count = 2;
            const Index array = m_to.add(node);
            putNumber(value.number, node);
            putNumber(value.high, node);
            m_to.close(array);
        }
    }

    // {"empirical": [...]}
    void putEmpirical(const std::vector<double>& values, JsonNode node)
    {
        node.type = JsonType::Object;
        node.count = 1;
        const Index object = m_to.add(node);
        JsonNode key = node;
        key.type = JsonType::Key;
        m_to.addText(key, "empirical");
        node.type = JsonType::Array;
        node.count = static_cast<std::uint32_t>(values.size());
        const Index array = m_to.add(node);
        for (const double value : values)
            putNumber(value, node);
        m_to.close(array);
        m_to.close(object);
    }

    void putNumber(double number, JsonNode node)
    {
        node.type = JsonType::Real;
        node.real = number;
        m_to.add(node);
    }

    const JsonTree& m_from;
    JsonTree m_to;
    const std::vector<Parameter>& m_parameters;
    NameTable m_names;
    Reading m_reading;
    ServiceClasses m_classes;
    const std::vector<Setting>* m_settings = nullptr; // of the service whose steps are copied
    bool m_replaces = false;
};

} // namespace

bool hasReferences(const JsonTree& tree)
{
    if (tree.find(0, "services") || tree.find(0, "service_classes")) return true; // their classes are put in
    for (Index key = tree.first(0); key < tree.behind(0); key = tree.after(key + 1)) {
        if (!isSection(tree.text(key))) continue;
        for (Index at = key + 1; at < tree.behind(key + 1); ++at)
            if (tree.type(at) == JsonType::Text && tree.text(at).starts_with('$')) return true;
    }
    return false;
}

Checked<JsonTree> substitute(const JsonTree& tree, const std::vector<Parameter>& parameters)
{
    return Substitution(tree, parameters).run();
}

} // namespace sojourn
