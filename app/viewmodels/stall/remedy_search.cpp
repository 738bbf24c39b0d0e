#include "viewmodels/stall/remedy_search.h"

#include "scenario/run.h"
#include "viewmodels/parameter_model.h"

#include <QElapsedTimer>

#include <algorithm>
#include <functional>
#include <memory>

namespace sojourn {

namespace {

constexpr qint64 patienceMs = 1000;            // of the real clock, for all runs together
constexpr std::uint64_t itemsAtMost = 500'000; // a backlog that grows for ever is no remedy

void addNumbers(const Parameter& p, std::vector<Remedy>& found)
{
    if (p.step <= 0) return; // any fraction of a second would be a guess
    const auto add = [&](double number) {
        ParameterValue value = p.value;
        value.number = number;
        const bool isKnown = std::ranges::any_of(found, [&](const Remedy& other) {
            return other.parameter.name == p.name && other.value == value;
        });
        const bool isNothing = number == 0 && !zeroIsNoLimit(p);
        if (number >= p.min && number <= p.max && number != p.value.number && !isKnown && !isNothing)
            found.push_back({p, value, {}});
    };
    add(p.value.number - p.step);
    add(p.value.number + p.step);
    add(0);
}

struct Tried
{
    RunEnd end;               // outcome Interrupted when it was cut short
    std::uint64_t leftBehind; // items that are not done then
};

Tried tryWith(const Scenario& scenario, std::uint64_t seed, const QElapsedTimer& timer,
              const std::atomic<bool>& abandon)
{
    RunOptions options;
    options.seed = seed;
    options.maxWaitingItems = itemsAtMost;
    options.logLevel = LogLevel::Critical;
    Run* running = nullptr;
    options.progress = [&] {
        if (running != nullptr && (abandon || timer.hasExpired(patienceMs))) running->requestAbandon();
    };
    Run run(std::make_shared<const Scenario>(scenario), std::move(options));
    running = &run;
    const RunEnd end = run.runVirtual();
    const ItemCounts items = run.summary().items;
    return {end, items.waiting + items.held};
}

} // namespace

std::vector<Remedy> remediesWorthATry(const std::vector<Parameter>& parameters)
{
    std::vector<Remedy> found;
    for (const Parameter& p : parameters) {
        ParameterValue value = p.value;
        if (p.value.kind == ParameterValue::Kind::Truth) {
            value.truth = !value.truth;
            found.push_back({p, value, {}});
        }
        if (p.value.kind != ParameterValue::Kind::Text) continue;
        for (const std::string& choice : p.choices) {
            if (choice == p.value.text) continue;
            value.text = choice;
            found.push_back({p, value, {}});
        }
    }
    for (const Parameter& p : parameters)
        if (p.value.kind == ParameterValue::Kind::Number) addNumbers(p, found);
    return found;
}

std::vector<Remedy> findRemedies(const StalledRun& run, std::size_t most, const std::atomic<bool>& abandon)
{
    std::vector<Remedy> found;
    const Checked<ScenarioFile> file = ScenarioFile::read(run.text);
    if (!file) return found;
    ParameterValues present;
    for (const Parameter& p : run.parameters)
        present[p.name] = p.value;
    QElapsedTimer timer;
    timer.start();
    for (Remedy& remedy : remediesWorthATry(run.parameters)) {
        if (abandon || timer.hasExpired(patienceMs)) break;
        ParameterValues values = present;
        values[remedy.parameter.name] = remedy.value;
        const Checked<Scenario> scenario = file->resolve(values);
        if (!scenario) continue;
        const Tried tried = tryWith(*scenario, run.seed, timer, abandon);
        if (tried.end.outcome != Outcome::Finished) continue;
        remedy.endsAfter = tried.end.at - Instant{};
        remedy.leftBehind = tried.leftBehind;
        found.push_back(std::move(remedy));
    }
    // A run that ends and leaves items behind is a remedy only where there is no better one.
    const auto isClean = [](const Remedy& remedy) { return remedy.leftBehind == 0; };
    if (std::ranges::any_of(found, isClean)) std::erase_if(found, std::not_fn(isClean));
    if (found.size() > most) found.erase(found.begin() + static_cast<std::ptrdiff_t>(most), found.end());
    return found;
}

} // namespace sojourn
