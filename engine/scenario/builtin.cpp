#include "scenario/builtin.h"

#include "scenario/scenario_file.h"

#include <QFile>
#include <QString>

#include <algorithm>
#include <array>
#include <stdexcept>

// In a static library nothing else pulls the resource in. The macro must stand outside of all namespaces.
static void initScenarioResource()
{
    Q_INIT_RESOURCE(scenarios);
}

namespace sojourn {

namespace {

// In the order in which they are shown. Each is a file of resources/scenarios, named in
// resources/scenarios.qrc.
constexpr std::array names = {"asyncq",
                              "queue-coro",
                              "sentinel",
                              "sentinel-no-sleep",
                              "sentinel-first",
                              "pipeline",
                              "services",
                              "thread-pool",
                              "threaded-iterable",
                              "gather",
                              "requests-one-by-one",
                              "requests-together",
                              "mm1",
                              "mm4",
                              "md1"};

BuiltinScenario load(const char* name)
{
    QFile file(QStringLiteral(":/sojourn/scenarios/%1.json").arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly)) throw std::logic_error("no built-in scenario " + std::string(name));
    BuiltinScenario result{name, {}, file.readAll().toStdString()};
    const auto read = ScenarioFile::read(result.text);
    if (!read) throw std::logic_error(result.name + ": " + read.problem().sentence());
    result.title = read->resolve()->title;
    return result;
}

} // namespace

const std::vector<BuiltinScenario>& builtinScenarios()
{
    static const std::vector<BuiltinScenario> all = [] {
        initScenarioResource();
        std::vector<BuiltinScenario> scenarios;
        for (const char* name : names)
            scenarios.push_back(load(name));
        return scenarios;
    }();
    return all;
}

const BuiltinScenario* findBuiltinScenario(std::string_view name)
{
    const auto& all = builtinScenarios();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const BuiltinScenario& s) { return s.name == name; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace sojourn
