#include "scenario/python/python_program.h"

#include "scenario/reader/json_parse.h"

#include <QFile>

#include <algorithm>
#include <cmath>
#include <stdexcept>

// In a static library nothing else pulls the resource in. The macro must stand outside of all namespaces.
static void initPythonResource()
{
    Q_INIT_RESOURCE(python);
}

namespace sojourn {

namespace {

/// The machinery in its two parts.
struct Machinery
{
    std::string imports;
    std::string rest; // from the ruled line on
};

Machinery machinery(const char* name)
{
    initPythonResource();
    QFile file(QStringLiteral(":/sojourn/python/%1.py").arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly)) throw std::logic_error("no machinery for Python programs");
    const std::string text = file.readAll().toStdString();
    const std::size_t imports = text.find("\nimport ") + 1;
    const std::size_t rest = text.find("\n# ====", imports) + 1;
    return {text.substr(imports, rest - imports), text.substr(rest)};
}

/// In a documentation string.
std::string documented(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == '"') out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    }
    return out;
}

/// Seconds that are rounded to these whole nanoseconds.
double secondsOf(Duration duration)
{
    const double near = toSeconds(duration);
    for (const double candidate : {near, std::nextafter(near, 0.0), std::nextafter(near, 1e300)})
        if (durationFromSeconds(candidate) == duration) return candidate;
    return near;
}

std::string_view orderName(QueueOrder order)
{
    static constexpr std::string_view names[] = {"fifo", "lifo", "priority"};
    return names[static_cast<std::size_t>(order)];
}

class Writer final
{
public:
    Writer(const Scenario& scenario, std::uint64_t seed, const JsonTree* tree)
        : m_scenario(scenario)
        , m_seed(seed)
        , m_values(scenario, tree, m_names)
    {
        // Groups first: their functions are what people look at.
        for (const TaskGroup& group : scenario.groups)
            m_identifiers.groups.push_back(m_names.variable(group.name));
        for (const QueueInfo& queue : scenario.queues)
            m_identifiers.queues.push_back(m_names.variable(queue.name));
        for (const std::string& flag : scenario.flags)
            m_identifiers.flags.push_back(m_names.variable(flag));
        for (const PoolInfo& pool : scenario.pools)
            m_identifiers.pools.push_back(m_names.variable(pool.name));
        for (const Server& server : scenario.servers)
            m_identifiers.servers.push_back(m_names.variable(server.name));
    }

    /// Parameters, functions, and what there is.
    std::vector<PythonLine> lines()
    {
        const std::vector<FilePlace> tasks = placesOfGroups();
        std::vector<PythonLine> functions;
        for (std::size_t i = 0; i < m_scenario.groups.size(); ++i) {
            m_values.useSettings(settingsOf(static_cast<std::uint16_t>(i)));
            PythonSteps steps(m_scenario.groups[i], static_cast<std::uint16_t>(i), stepsOf(i, tasks[i]),
                              m_identifiers, m_scenario.requests, m_values, m_names);
            add(functions, steps.lines());
            addBlank(functions);
        }
        add(functions, whatThereIs(tasks));
        debug(); // its parameter counts as used
        std::vector<PythonLine> all = head();
        addBlank(all);
        add(all, std::move(functions));
        return all;
    }
    /// Whether slow turns are reported, as the call at the end says it; empty for not.
    std::string debug()
    {
        const FilePlace place = m_values.member(m_values.root(), "debug");
        return place || m_scenario.debug ? m_values.truth(place, m_scenario.debug) : std::string();
    }
    std::vector<std::string> longLists() const { return m_values.longLists(); }

private:
    FilePlace serviceAt(std::uint16_t group) const
    {
        for (std::size_t i = 0; i < m_scenario.services.size(); ++i)
            if (m_scenario.services[i].group == group)
                return m_values.elements(m_values.member(m_values.root(), "services"),
                                         m_scenario.services.size())[i];
        return std::nullopt;
    }
    FilePlace classOf(FilePlace service) const
    {
        const FilePlace classes = m_values.member(m_values.root(), "service_classes");
        const std::string_view wanted = m_values.textAt(m_values.member(service, "class"));
        for (const FilePlace place : m_values.elements(classes))
            if (m_values.textAt(m_values.member(place, "name")) == wanted) return place;
        return std::nullopt;
    }
    /// Where the values of a service's settings stand.
    SettingPlaces settingsOf(std::uint16_t group) const
    {
        SettingPlaces places;
        const FilePlace service = serviceAt(group);
        const FilePlace specs = m_values.member(classOf(service), "settings");
        for (const ServiceInfo& info : m_scenario.services) {
            if (info.group != group) continue;
            for (const auto& [name, value] : info.settings) {
                const FilePlace own = m_values.member(m_values.member(service, "settings"), name);
                places[name] = own ? own : m_values.member(m_values.member(specs, name), "value");
            }
        }
        return places;
    }
    /// Where the steps of a group stand; what is around them, in the program of a service, stands nowhere.
    StepPlaces stepsOf(std::size_t group, FilePlace task) const
    {
        const auto part = [&](std::string_view end, FilePlace object, std::string_view key) {
            return StepPlaces::Part{end, m_values.elements(m_values.member(object, key))};
        };
        StepPlaces places;
        places.steps = m_values.member(task, "steps");
        const GroupRole role = m_scenario.groups[group].role;
        if (role == GroupRole::EntryPoint) {
            const FilePlace entryPoint = m_values.member(m_values.root(), "entrypoint");
            places.parts = {part("entrypoint.steps", entryPoint, "steps")};
        } else if (role == GroupRole::Service) {
            const FilePlace serviceClass = classOf(serviceAt(static_cast<std::uint16_t>(group)));
            places.parts = {part(".start", serviceClass, "start"), part(".stop", serviceClass, "stop")};
        }
        return places;
    }

    /// Where each group stands in the file; an entry point and services do not stand among the tasks.
    std::vector<FilePlace> placesOfGroups()
    {
        const auto made = static_cast<std::size_t>(
            std::count_if(m_scenario.groups.begin(), m_scenario.groups.end(),
                          [](const TaskGroup& group) { return group.role != GroupRole::Plain; }));
        std::vector<FilePlace> places(made);
        const FilePlace tasks = m_values.member(m_values.root(), "tasks");
        for (const FilePlace place : m_values.elements(tasks, m_scenario.groups.size() - made))
            places.push_back(place);
        return places;
    }

    static void add(std::vector<PythonLine>& lines, std::vector<PythonLine> more)
    {
        lines.insert(lines.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    static void addBlank(std::vector<PythonLine>& lines) { lines.resize(lines.size() + 2); }

    std::vector<PythonLine> head()
    {
        std::vector<PythonLine> lines;
        const std::string until =
            m_scenario.until
                ? m_values.number(m_values.member(m_values.root(), "until"), secondsOf(*m_scenario.until))
                : std::string();
        for (std::string& line : m_values.parameterLines())
            lines.push_back({std::move(line), nullptr});
        lines.push_back({"SEED = " + std::to_string(m_seed), nullptr});
        if (!until.empty()) lines.push_back({"UNTIL = " + until, nullptr});
        return lines;
    }

    /// The function that makes queues, flags and pools, and starts the tasks.
    std::vector<PythonLine> whatThereIs(const std::vector<FilePlace>& tasks)
    {
        std::string text =
            "def scenario(run):\n"
            "    \"\"\"What there is: queues and the like, then the groups of tasks, which start in this "
            "order.\"\"\"\n";
        const FilePlace root = m_values.root();
        const auto queues = m_values.elements(m_values.member(root, "queues"), m_scenario.queues.size());
        for (std::size_t i = 0; i < m_scenario.queues.size(); ++i)
            text += queueLine(m_scenario.queues[i], m_identifiers.queues[i], queues[i]);
        for (std::size_t i = 0; i < m_scenario.flags.size(); ++i)
            text +=
                "    " + m_identifiers.flags[i] + " = run.flag(" + pythonLiteral(m_scenario.flags[i]) + ")\n";
        const std::vector<FilePlace> pools = placesOfPools();
        for (std::size_t i = 0; i < m_scenario.pools.size(); ++i)
            text += "    " + m_identifiers.pools[i] + " = run.pool(" +
                    pythonLiteral(m_scenario.pools[i].name) + ", " +
                    m_values.number(m_values.member(pools[i], "threads"), m_scenario.pools[i].threads) +
                    ")\n";
        const auto servers = m_values.elements(m_values.member(root, "servers"), m_scenario.servers.size());
        for (std::size_t i = 0; i < m_scenario.servers.size(); ++i)
            text += pythonCall("    " + m_identifiers.servers[i] + " = run.server(",
                               serverArguments(m_scenario.servers[i], servers[i]), ")\n");
        for (std::size_t i = 0; i < m_scenario.groups.size(); ++i) {
            const TaskGroup& group = m_scenario.groups[i];
            std::vector<std::string> arguments = {pythonLiteral(group.name), m_identifiers.groups[i]};
            for (std::string& name : pythonParameters(group, m_identifiers))
                arguments.push_back(std::move(name));
            if (group.counted)
                arguments.push_back("count=" +
                                    m_values.number(m_values.member(tasks[i], "count"), group.count));
            if (group.role == GroupRole::Service) arguments.push_back("service=True");
            if (group.role == GroupRole::EntryPoint) arguments.push_back("stopping=" + stoppingFlagOf(group));
            text += pythonCall("    run.group(", arguments, ")\n");
        }
        std::vector<PythonLine> lines;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = text.find('\n', at);
            lines.push_back({text.substr(at, end - at), nullptr});
            at = end + 1;
        }
        return lines;
    }

    /// The flag that an entry point sets as it begins to stop its services.
    std::string stoppingFlagOf(const TaskGroup& entryPoint) const
    {
        const auto flag = std::ranges::find(m_scenario.flags, entryPoint.name + ".stopping");
        return m_identifiers.flags[static_cast<std::size_t>(flag - m_scenario.flags.begin())];
    }

    /// The pool of an entry point does not stand among the others.
    std::vector<FilePlace> placesOfPools()
    {
        std::vector<FilePlace> places = m_values.elements(m_values.member(m_values.root(), "pools"));
        places.resize(m_scenario.pools.size());
        return places;
    }

    std::vector<std::string> serverArguments(const Server& server, FilePlace place)
    {
        std::vector<std::string> list = {pythonLiteral(server.name)};
        const FilePlace failures = m_values.member(place, "failures");
        const auto number = [&](const char* name, FilePlace at, double value, double usual) {
            if (const std::string text = m_values.number(at, value); at || value != usual)
                list.push_back(std::string(name) + '=' + text);
        };
        const FilePlace url = m_values.member(place, "url");
        if (url || !server.url.empty()) list.push_back(m_values.text(url, server.url));
        number("connections", m_values.member(place, "connections"), server.connections, 100);
        number("timeouts", m_values.member(failures, "timeout"), server.timeouts, 0);
        number("errors", m_values.member(failures, "error"), server.errors, 0);
        number("resets", m_values.member(failures, "reset"), server.resets, 0);
        number("timeout", m_values.member(place, "timeout"), secondsOf(server.timeout), 300);
        return list;
    }

    std::string queueLine(const QueueInfo& queue, const std::string& identifier, FilePlace place)
    {
        std::string line = "    " + identifier + " = run.queue(" + pythonLiteral(queue.name);
        const FilePlace capacity = m_values.member(place, "capacity");
        if (capacity || queue.capacity != 0)
            line += ", " + m_values.number(capacity, static_cast<double>(queue.capacity));
        if (queue.order != QueueOrder::Fifo)
            line += ", order=" + m_values.text(m_values.member(place, "order"), orderName(queue.order));
        return line + ")\n";
    }

    const Scenario& m_scenario;
    std::uint64_t m_seed;
    PythonNames m_names;
    PythonValues m_values;
    PythonIdentifiers m_identifiers;
};

std::string documentation(const Scenario& scenario, std::uint64_t seed)
{
    const std::string name = scenario.name.empty() ? "program" : documented(scenario.name);
    const std::string title = scenario.title.empty() ? name : documented(scenario.title);
    std::string text = "\"\"\"" + title + ": an asyncio program, written by Sojourn " SOJOURN_VERSION ".\n\n";
    if (!scenario.about.empty()) text += pythonParagraph(documented(scenario.about), "") + '\n';
    text += "    python3 " + name + ".py            on an exact, virtual clock: as fast as it goes\n" +
            "    python3 " + name + ".py --plain    on asyncio's own loop and the real clock\n\n";
    text += pythonParagraph(
        "It prints the event list that `sojourn run --clock virtual --events -` prints of this "
        "scenario with these parameters and seed " +
            std::to_string(seed) + ", event for event. It needs CPython 3.11 and nothing else.",
        "");
    text += '\n';
    text += pythonParagraph(
        "`t` is the task: its calls are asyncio's, and print what happens. It has an item in its hand: "
        "get takes one, put passes it on, or makes one when the hand is empty. `at` is the number of a "
        "step in its group: each draws numbers of its own for each item, whoever comes first.",
        "");
    return text + "\"\"\"\n\n";
}

std::optional<JsonTree> treeOf(std::string_view fileText)
{
    if (fileText.empty()) return std::nullopt;
    auto tree = parseJson(std::make_shared<const std::string>(fileText));
    return tree ? std::optional(std::move(*tree)) : std::nullopt;
}

} // namespace

std::vector<PythonLine> pythonLines(const Scenario& scenario, std::uint64_t seed, std::string_view fileText)
{
    const std::optional<JsonTree> tree = treeOf(fileText);
    return Writer(scenario, seed, tree ? &*tree : nullptr).lines();
}

std::string pythonProgram(const Scenario& scenario, std::uint64_t seed, std::string_view fileText)
{
    const std::optional<JsonTree> tree = treeOf(fileText);
    Writer writer(scenario, seed, tree ? &*tree : nullptr);
    Machinery parts = machinery("sojourn_loop");
    if (!scenario.servers.empty()) {
        const Machinery net = machinery("sojourn_net");
        parts.imports.insert(parts.imports.find_last_not_of('\n') + 1,
                             '\n' + net.imports.substr(0, net.imports.find_last_not_of('\n') + 1));
        parts.rest += "\n\n" + net.rest;
    }
    std::string text = "#!/usr/bin/env python3\n" + documentation(scenario, seed) + parts.imports;
    for (const PythonLine& line : writer.lines())
        text += line.text + '\n';
    for (const std::string& list : writer.longLists())
        text += "\n\n" + list + '\n';
    text +=
        "\n\n" + parts.rest + "\n\nif __name__ == \"__main__\":\n    Run.from_command_line(scenario, SEED";
    if (scenario.until) text += ", UNTIL";
    if (!writer.debug().empty()) text += ", debug=" + writer.debug();
    return text + ")\n";
}

} // namespace sojourn
