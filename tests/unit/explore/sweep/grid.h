// A small scenario to vary.
#pragma once

#include "explore/sweep/sweep_plan.h"
#include "scenario/run_info_of.h"

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sojourn::test {

/// One queue, `workers` workers of random service; parameters of every kind.
inline ScenarioFile variedFile()
{
    auto file = ScenarioFile::read(R"({
        "format": "sojourn-scenario", "version": 1, "name": "varied", "title": "Varied",
        "parameters": {
          "workers": {"label": "W", "value": 2, "min": 0, "max": 100, "step": 1},
          "service": {"label": "S", "unit": "s", "value": 1, "min": 0, "max": 100},
          "pause": {"label": "P", "unit": "s", "value": [0.5, 1], "min": 0, "max": 10},
          "items": {"label": "I", "value": 50, "min": 0, "max": 100000, "step": 1},
          "order": {"label": "O", "value": "fifo", "choices": ["fifo", "lifo"]}
        },
        "queues": [{"name": "queue", "order": "$order"}],
        "tasks": [
          {"name": "main", "steps": [{"await": "source"}, {"join": "queue"}, {"cancel": "worker"}]},
          {"name": "source", "steps": [{"repeat": "$items", "steps": [{"sleep": {"uniform": "$pause"}}, {"put": "queue"}]}]},
          {"name": "worker", "count": "$workers", "steps": [{"repeat": "forever", "steps": [
            {"get": "queue"}, {"sleep": {"exponential": "$service"}}, {"task_done": "queue"}]}]}
        ]})");
    if (!file) throw std::invalid_argument(file.problem().sentence());
    return *file;
}

inline SweepPlan planOf(const std::vector<std::string>& axes, const std::vector<std::string>& metrics,
                        std::uint32_t replications)
{
    SweepPlan plan{variedFile(), {}, {}, {}, 1, replications, {}, {}};
    for (const std::string& text : axes) {
        auto axis = readSweepAxis(text, plan.file);
        if (!axis) throw std::invalid_argument(axis.problem().sentence());
        plan.axes.push_back(std::move(*axis));
    }
    const RunInfo info = runInfoOf(*plan.file.resolve(), 1, true);
    for (const std::string& name : metrics)
        plan.metrics.push_back({name, *metricNamed(name, info)});
    return plan;
}

} // namespace sojourn::test
