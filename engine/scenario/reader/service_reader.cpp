#include "scenario/reader/service_reader.h"

#include "scenario/reader/await_circle.h"
#include "scenario/reader/service_classes.h"
#include "scenario/reader/service_steps.h"
#include "scenario/reader/words.h"

#include <algorithm>
#include <array>

namespace sojourn {

namespace {

constexpr std::size_t mostServices = 20'000; // each has flags of its own, numbered in 16 bits
constexpr std::string_view entryPointName = "entrypoint";
constexpr std::string_view poolName = "default";
constexpr std::int64_t mostThreads = 1'000'000;
constexpr std::int64_t mostLines = 1'000'000'000;

constexpr std::array<std::string_view, 6> entryPointKeys = {
    "pool_size", "log_level", "log_format", "log_buffer_size", "log_flush_interval", "steps"};
// Those that substitute() adds from the class are among them.
constexpr std::array<std::string_view, 6> serviceKeys = {"name",  "class", "settings",
                                                         "needs", "start", "stop"};

} // namespace

void ServiceReader::readNames()
{
    const auto entryPoint = m_reading.optional(0, entryPointName);
    const auto services = m_reading.optional(0, "services");
    if (services) m_services = m_reading.elements(*services);
    if (m_reading.failed() || (!entryPoint && m_services.empty())) return;
    if (m_services.size() > mostServices)
        return m_reading.refuse(*services,
                                "there are more than " + std::to_string(mostServices) + " services");
    addEntryPoint(entryPoint.value_or(services.value_or(0)));
    if (entryPoint && m_reading.object(*entryPoint, entryPointKeys, " in the entry point"))
        readSettings(*entryPoint);
    for (const Index at : m_services) {
        if (m_reading.failed()) return;
        addService(at);
    }
    for (std::size_t i = 0; i < m_services.size() && !m_reading.failed(); ++i)
        if (const auto needs = m_reading.optional(m_services[i], "needs")) readNeeds(i, *needs);
    if (!m_reading.failed()) refuseCircle();
}

void ServiceReader::addEntryPoint(Index at)
{
    m_names.groups.add(std::string(entryPointName));
    m_places.push_back(at);
    TaskGroup group;
    group.name = entryPointName;
    group.role = GroupRole::EntryPoint;
    m_scenario.groups.push_back(std::move(group));
    m_scenario.entryPoint.emplace();
    m_stoppingFlag = addFlag(at, std::string(entryPointName) + ".stopping");
}

void ServiceReader::readSettings(Index at)
{
    EntryPointSettings& settings = *m_scenario.entryPoint;
    if (const auto size = m_reading.optional(at, "pool_size")) {
        PoolInfo pool;
        pool.name = poolName;
        pool.threads = static_cast<std::uint32_t>(m_reading.whole(*size, 0, mostThreads));
        if (pool.threads == 0) pool.threads = usualPoolSize();
        if (!m_names.pools.add(pool.name))
            m_reading.refuse(*size, "there is already a pool " + quoted(pool.name));
        m_scenario.pools.push_back(std::move(pool));
    }
    if (const auto level = m_reading.optional(at, "log_level"))
        settings.logLevel = m_reading.logLevel(*level);
    if (const auto format = m_reading.optional(at, "log_format")) {
        static constexpr std::array<std::string_view, 3> formats = {"text", "json", "color"}; // as LogFormat
        settings.logFormat =
            static_cast<LogFormat>(m_reading.word(*format, "\"text\", \"json\" or \"color\"", formats));
    }
    if (const auto lines = m_reading.optional(at, "log_buffer_size"))
        settings.logBufferLines = static_cast<std::uint32_t>(m_reading.whole(*lines, 0, mostLines));
    if (const auto interval = m_reading.optional(at, "log_flush_interval"))
        settings.logFlushInterval =
            durationFromSeconds(m_reading.number(*interval, 0)).value_or(Duration::zero());
}

void ServiceReader::addService(Index at)
{
    if (!m_reading.object(at, serviceKeys, " in a service")) return;
    const auto nameAt = m_reading.required(at, "name");
    ServiceInfo service;
    service.group = static_cast<std::uint16_t>(m_scenario.groups.size());
    TaskGroup group;
    group.name = m_reading.newName(nameAt, "a service", m_names.groups);
    group.role = GroupRole::Service;
    if (const auto className = m_reading.required(at, "class"))
        service.className = m_reading.text(*className);
    if (const auto settings = m_reading.optional(at, "settings"))
        for (const Parameter& setting : settingsIn(m_reading.tree(), *settings))
            service.settings.emplace_back(setting.name, setting.value.toText());
    if (m_reading.failed()) return;
    m_places.push_back(*nameAt);
    service.readyFlag = addFlag(*nameAt, group.name + ".ready");
    service.leftFlag = addFlag(*nameAt, group.name + ".left");
    service.stopFlag = addFlag(*nameAt, group.name + ".stop");
    m_scenario.groups.push_back(std::move(group));
    m_scenario.services.push_back(std::move(service));
}

std::uint16_t ServiceReader::addFlag(Index at, const std::string& name)
{
    const auto number = static_cast<std::uint16_t>(m_scenario.flags.size());
    if (m_scenario.flags.size() > 65534) m_reading.refuse(at, "there are more than 65535 events");
    if (!m_names.flags.add(name)) m_reading.refuse(at, "there is already an event " + quoted(name));
    m_scenario.flags.push_back(name);
    return number;
}

void ServiceReader::readNeeds(std::size_t number, Index at)
{
    ServiceInfo& service = m_scenario.services[number];
    for (const Index need : m_reading.elements(at)) {
        const std::uint16_t group = m_reading.oneOf(need, "service", m_names.groups);
        if (m_reading.failed()) return;
        const std::string& name = m_scenario.groups[group].name;
        if (group == entryPointGroup)
            return m_reading.refuse(need, "a service cannot need its entry point, which starts it");
        if (group == service.group) return m_reading.refuse(need, "a service cannot need itself");
        if (std::find(service.needs.begin(), service.needs.end(), group) != service.needs.end())
            return m_reading.refuse(need, quoted(name) + " is needed already");
        service.needs.push_back(group);
        m_needs.push_back({service.group, group, need});
    }
}

void ServiceReader::refuseCircle()
{
    const auto circle = findAwaitCircle(m_needs, m_scenario.groups.size());
    if (!circle) return;
    std::string names;
    for (const std::uint16_t group : circle->groups)
        names += (names.empty() ? "" : ", ") + quoted(m_scenario.groups[group].name);
    m_reading.refuse(circle->at, "services need each other in a circle: " + names);
}

std::vector<Step> ServiceReader::stepsOf(StepReader& steps, std::size_t number, std::string_view part)
{
    const auto at = m_reading.optional(m_services[number], part);
    if (!at || m_reading.failed()) return {};
    const ServiceInfo& service = m_scenario.services[number];
    // A setting goes before a parameter of the same name.
    std::vector<Parameter> named =
        settingsIn(m_reading.tree(), *m_reading.optional(m_services[number], "settings"));
    named.insert(named.end(), m_scenario.parameters.begin(), m_scenario.parameters.end());
    const std::string place = "services[" + std::to_string(number) + "]." + std::string(part);
    const auto ready = part == "start" ? std::optional(service.readyFlag) : std::nullopt;
    return steps.readService(*at, service.group, place, named, ready);
}

void ServiceReader::readSteps(StepReader& steps)
{
    if (!m_scenario.entryPoint) return;
    for (std::size_t i = 0; i < m_services.size(); ++i) {
        const ServiceInfo& service = m_scenario.services[i];
        std::vector<Step> start = stepsOf(steps, i, "start");
        std::vector<Step> stop = stepsOf(steps, i, "stop");
        if (m_reading.failed()) return;
        std::vector<std::uint16_t> needed;
        for (const std::uint16_t group : service.needs)
            needed.push_back(m_scenario.services[group - entryPointGroup - 1u].readyFlag);
        m_scenario.groups[service.group].steps =
            serviceSteps(service, needed, std::move(start), std::move(stop), m_stoppingFlag,
                         "services[" + std::to_string(i) + "]");
        steps.addAwait({entryPointGroup, service.group, m_services[i]});
    }
    std::vector<Step> own;
    if (const auto entryPoint = m_reading.optional(0, entryPointName))
        if (const auto list = m_reading.optional(*entryPoint, "steps"))
            own = steps.readGroup(*list, entryPointGroup, "entrypoint.steps");
    m_scenario.groups[entryPointGroup].steps =
        entryPointSteps(m_scenario.services, stopOrderOf(m_scenario.services), std::move(own), m_stoppingFlag,
                        std::string(entryPointName));
}

} // namespace sojourn
