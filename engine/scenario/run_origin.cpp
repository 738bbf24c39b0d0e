#include "scenario/run_origin.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace sojourn {

RunOrigin originOf(const ScenarioFile& file, const std::string& name, const ParameterValues& values)
{
    RunOrigin origin;
    origin.name = name;
    origin.text = file.text();
    for (const auto& [parameter, value] : values) {
        OriginValue& kept = origin.values.emplace_back();
        kept.name = parameter;
        kept.text = value.toText();
        if (value.sample) kept.sample = value.sample->values;
    }
    return origin;
}

Checked<ParameterValues> valuesOf(const RunOrigin& origin, const ScenarioFile& file)
{
    ParameterValues values;
    for (const OriginValue& kept : origin.values) {
        if (kept.sample.empty()) {
            auto value = file.parse(kept.name, kept.text);
            if (!value) return value.problem();
            values[kept.name] = std::move(*value);
            continue;
        }
        const bool isSound = std::ranges::all_of(
            kept.sample, [](double number) { return std::isfinite(number) && number >= 0; });
        if (!isSound)
            return ScenarioProblem{kept.name, "the numbers that it is drawn from are damaged", {}, {}};
        ParameterValue value;
        value.kind = ParameterValue::Kind::Sample;
        value.sample = std::make_shared<const Sample>(Sample{kept.text, kept.sample});
        values[kept.name] = std::move(value);
    }
    return values;
}

PrintedLine printedLine(const LogLine& line)
{
    return {line.atNs, static_cast<std::uint8_t>(line.level), line.task, line.message};
}

LogLine logLine(const PrintedLine& line)
{
    const auto level = std::min<std::uint8_t>(line.level, static_cast<std::uint8_t>(LogLevel::Critical));
    return {static_cast<LogLevel>(level), line.task, line.atNs, line.message};
}

} // namespace sojourn
