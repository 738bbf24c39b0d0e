#include "scenario/reader/scenario_reader.h"

#include "scenario/reader/await_circle.h"
#include "scenario/reader/reading.h"
#include "scenario/reader/server_reader.h"
#include "scenario/reader/service_reader.h"
#include "scenario/reader/step_reader.h"
#include "scenario/reader/words.h"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>

namespace sojourn {

namespace {

using Index = Reading::Index;

constexpr std::size_t mostOfAKind = 65535; // they are numbered in 16 bits
constexpr std::int64_t mostWhole = std::int64_t(1) << 53;
constexpr std::int64_t mostThreads = 1'000'000;

constexpr std::array<std::string_view, 19> topKeys = {
    "format", "version",         "name",       "title",      "promise", "about", "category",
    "seed",   "debug",           "parameters", "queues",     "events",  "pools", "servers",
    "tasks",  "service_classes", "services",   "entrypoint", "until"};
constexpr std::array<std::string_view, 6> categories = {"queues", "programs", "requests", "traps",
                                                        "theory", "other"}; // as ScenarioCategory has them
constexpr std::array<std::string_view, 3> queueKeys = {"name", "capacity", "order"};
constexpr std::array<std::string_view, 2> poolKeys = {"name", "threads"};
constexpr std::array<std::string_view, 8> serverKeys = {"name",    "url",     "connections", "connect",
                                                        "latency", "receive", "failures",    "timeout"};
constexpr std::array<std::string_view, 3> groupKeys = {"name", "count", "steps"};

class ScenarioReader final
{
public:
    ScenarioReader(const JsonTree& tree, std::vector<Parameter> parameters)
        : m_reading(tree, m_scenario.parameters)
        , m_services(m_reading, m_scenario, m_names)
    {
        m_scenario.parameters = std::move(parameters);
    }

    Checked<Scenario> read()
    {
        if (m_reading.object(0, topKeys)) {
            readHead();
            readQueues();
            readFlags();
            readPools();
            readServers();
            m_services.readNames();
            readGroups();
            if (const auto debug = m_reading.optional(0, "debug")) m_scenario.debug = m_reading.truth(*debug);
            if (const auto until = m_reading.optional(0, "until"))
                m_scenario.until = durationFromSeconds(m_reading.number(*until, 0, longestTime));
        }
        if (m_reading.failed()) return *m_reading.problem();
        return std::move(m_scenario);
    }

private:
    void readHead()
    {
        if (const auto format = m_reading.required(0, "format");
            format && m_reading.text(*format) != fileFormat)
            m_reading.refuseType(*format, quoted(fileFormat));
        if (const auto version = m_reading.required(0, "version"))
            if (m_reading.whole(*version, 0, mostWhole) != 1)
                m_reading.refuse(*version, "this program reads version 1");
        if (const auto name = m_reading.optional(0, "name")) m_scenario.name = m_reading.name(*name);
        if (const auto title = m_reading.optional(0, "title")) m_scenario.title = m_reading.text(*title);
        if (const auto promise = m_reading.optional(0, "promise"))
            m_scenario.promise = m_reading.text(*promise);
        if (const auto about = m_reading.optional(0, "about")) m_scenario.about = m_reading.text(*about);
        if (const auto category = m_reading.optional(0, "category"))
            m_scenario.category = static_cast<ScenarioCategory>(m_reading.word(
                *category, "\"queues\", \"programs\", \"requests\", \"traps\", \"theory\" or \"other\"",
                categories));
        if (const auto seed = m_reading.optional(0, "seed"))
            m_scenario.seed = static_cast<std::uint64_t>(
                m_reading.whole(*seed, 0, std::numeric_limits<std::int64_t>::max()));
    }

    // The elements of a list at the top; none when it is left out.
    std::vector<Index> listOf(std::string_view key)
    {
        const auto at = m_reading.optional(0, key);
        if (!at || m_reading.failed()) return {};
        std::vector<Index> elements = m_reading.elements(*at);
        if (elements.size() <= mostOfAKind) return elements;
        m_reading.refuse(*at, "there are more than " + std::to_string(mostOfAKind));
        return {};
    }

    void readQueues()
    {
        static constexpr std::array<std::string_view, 3> orders = {"fifo", "lifo",
                                                                   "priority"}; // as QueueOrder has them
        static constexpr std::string_view wanted = "\"fifo\", \"lifo\" or \"priority\"";
        for (const Index at : listOf("queues")) {
            if (!m_reading.object(at, queueKeys, " in a queue")) return;
            QueueInfo queue;
            queue.name = m_reading.newName(m_reading.required(at, "name"), "a queue", m_names.queues);
            if (const auto capacity = m_reading.optional(at, "capacity"))
                queue.capacity = static_cast<std::uint64_t>(m_reading.whole(*capacity, 0, mostWhole));
            if (const auto order = m_reading.optional(at, "order"))
                queue.order = static_cast<QueueOrder>(m_reading.word(*order, wanted, orders));
            if (m_reading.failed()) return;
            m_scenario.queues.push_back(std::move(queue));
        }
    }

    void readFlags()
    {
        for (const Index at : listOf("events")) {
            m_scenario.flags.push_back(m_reading.newName(at, "an event", m_names.flags));
            if (m_reading.failed()) return;
        }
    }

    void readPools()
    {
        for (const Index at : listOf("pools")) {
            if (!m_reading.object(at, poolKeys, " in a pool")) return;
            PoolInfo pool;
            pool.name = m_reading.newName(m_reading.required(at, "name"), "a pool", m_names.pools);
            if (const auto threads = m_reading.required(at, "threads"))
                pool.threads = static_cast<std::uint32_t>(m_reading.whole(*threads, 1, mostThreads));
            if (m_reading.failed()) return;
            m_scenario.pools.push_back(std::move(pool));
        }
    }

    void readServers()
    {
        for (const Index at : listOf("servers")) {
            if (!m_reading.object(at, serverKeys, " in a server")) return;
            Server server;
            server.name = m_reading.newName(m_reading.required(at, "name"), "a server", m_names.servers);
            readServer(m_reading, at, server);
            if (m_reading.failed()) return;
            m_scenario.servers.push_back(std::move(server));
        }
    }

    // All names come before any steps: a group may name one that follows.
    void readGroups()
    {
        const std::vector<Index> groups = listOf("tasks");
        std::vector<Index> names = m_services.groupPlaces();
        std::uint64_t tasks = names.size();
        if (names.size() + groups.size() > mostOfAKind)
            m_reading.refuse(names.back(),
                             "there are more than " + std::to_string(mostOfAKind) + " groups and services");
        for (const Index at : groups) {
            if (!m_reading.object(at, groupKeys, " in a group of tasks")) return;
            TaskGroup group;
            const auto nameAt = m_reading.required(at, "name");
            group.name = m_reading.newName(nameAt, "a group", m_names.groups);
            names.push_back(nameAt.value_or(at));
            const auto count = m_reading.optional(at, "count");
            group.counted = count.has_value();
            if (count) group.count = static_cast<std::uint32_t>(m_reading.whole(*count, 0, maxTasks));
            tasks += group.count;
            if (tasks > maxTasks)
                m_reading.refuse(count.value_or(at),
                                 "there are more than " + std::to_string(maxTasks) + " tasks");
            if (m_reading.failed()) return;
            m_scenario.groups.push_back(std::move(group));
        }
        checkTaskNames(names);
        readSteps(groups);
    }

    // A group "a" of 3 has a task "a-0"; no group without a count may be called so.
    void checkTaskNames(const std::vector<Index>& names)
    {
        for (std::size_t i = 0; i < names.size() && !m_reading.failed(); ++i) {
            const std::string& name = m_scenario.groups[i].name;
            const std::size_t dash = name.rfind('-');
            if (m_scenario.groups[i].counted || dash == name.npos) continue;
            const std::string number = name.substr(dash + 1);
            const auto other = m_names.groups.find(name.substr(0, dash));
            const bool plain = !number.empty() && number.size() < 10 && (number == "0" || number[0] != '0') &&
                               number.find_first_not_of("0123456789") == number.npos;
            if (!other || !plain) continue;
            const TaskGroup& counted = m_scenario.groups[*other];
            if (counted.counted && std::stoul(number) < counted.count)
                m_reading.refuse(names[i],
                                 "group " + quoted(counted.name) + " has a task of this name already");
        }
    }

    void readSteps(const std::vector<Index>& groups)
    {
        StepReader steps(m_reading, m_names, m_scenario);
        m_services.readSteps(steps);
        const std::size_t before = m_scenario.groups.size() - groups.size(); // of services
        for (std::size_t i = 0; i < groups.size() && !m_reading.failed(); ++i) {
            const std::string place = "tasks[" + std::to_string(i) + "].steps";
            const auto group = static_cast<std::uint16_t>(before + i);
            if (const auto list = m_reading.required(groups[i], "steps"))
                m_scenario.groups[group].steps = steps.readGroup(*list, group, place);
        }
        m_scenario.requests = steps.requests();
        if (m_reading.failed()) return;
        const auto circle = findAwaitCircle(steps.awaits(), m_scenario.groups.size());
        if (!circle) return;
        std::string names;
        for (const std::uint16_t group : circle->groups)
            names += (names.empty() ? "" : ", ") + quoted(m_scenario.groups[group].name);
        m_reading.refuse(circle->at, "groups await each other in a circle: " + names);
    }

    static constexpr std::string_view fileFormat = "sojourn-scenario";

    Scenario m_scenario;
    StepNames m_names;
    Reading m_reading;
    ServiceReader m_services;
};

} // namespace

Checked<Scenario> readScenario(const JsonTree& tree, std::vector<Parameter> parameters)
{
    return ScenarioReader(tree, std::move(parameters)).read();
}

} // namespace sojourn
