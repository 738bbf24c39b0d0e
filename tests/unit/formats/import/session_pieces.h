// Sessions as bytes, as the tests of how they are read share them.
#pragma once

#include "formats/session/column_chunks.h"
#include "formats/session/session_layout.h"
#include "scenario/builtin.h"
#include "support/read_text.h"
#include "support/same_runs.h"
#include "support/sessions.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn::test {

/// A value that a slider could have been moved to.
inline ParameterValue drawn(const Parameter& parameter, std::mt19937_64& random)
{
    ParameterValue value = parameter.value;
    const auto between = [&](double low, double high) {
        const double number = std::uniform_real_distribution<>(low, high)(random);
        return parameter.step >= 1 ? std::floor(number) : number;
    };
    const double low = parameter.sliderMin, high = parameter.sliderMax;
    if (value.kind == ParameterValue::Kind::Number) value.number = between(low, high);
    if (value.kind == ParameterValue::Kind::Range) {
        value.number = between(low, high);
        value.high = between(value.number, high);
    }
    if (value.kind == ParameterValue::Kind::Truth) value.truth = (random() & 1) != 0;
    return value;
}

/// A built-in scenario with values by chance; where a value breaks it, with its own.
inline FinishedRun anyRun(const BuiltinScenario& builtin, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    const auto file = ScenarioFile::read(builtin.text);
    ParameterValues values;
    for (const Parameter& parameter : file->parameters())
        values[parameter.name] = drawn(parameter, random);
    if (!file->resolve(values)) values.clear();
    RunOptions options;
    options.seed = random() >> 1;
    options.until = std::chrono::seconds(20);
    options.maxRecordedEvents = 100'000;
    return finishedRun(*file, values, options);
}

inline std::string exampleSession()
{
    static const std::string text = sessionOf(anyRun(*findBuiltinScenario("asyncq"), 5));
    return text;
}

/// Where the chunks of a sound session begin.
inline std::vector<std::size_t> chunkPlaces(const std::string& bytes)
{
    std::vector<std::size_t> places;
    for (std::size_t at = session::headBytes; at < bytes.size();) {
        places.push_back(at);
        const auto head = session::readChunkHead(std::string_view(bytes).substr(at));
        at += session::chunkHeadBytes + head->storedBytes + session::chunkTailBytes;
    }
    return places;
}

/// As it was written before there was parity.
inline std::string withoutParity(const std::string& bytes)
{
    std::string without = bytes.substr(0, session::headBytes);
    without[14] = session::firstMinorVersionWithParity - 1;
    const std::vector<std::size_t> places = chunkPlaces(bytes);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::size_t end = i + 1 < places.size() ? places[i + 1] : bytes.size();
        if (bytes.compare(places[i], 4, "pari") != 0) without += bytes.substr(places[i], end - places[i]);
    }
    return without;
}

inline std::vector<std::size_t> placesOf(const std::string& bytes, const char* type)
{
    std::vector<std::size_t> places = chunkPlaces(bytes);
    std::erase_if(places, [&](std::size_t at) { return bytes.compare(at, 4, type) != 0; });
    return places;
}

inline std::string flipped(std::string bytes, std::size_t at, char bits = 0x10)
{
    bytes[at] = static_cast<char>(bytes[at] ^ bits);
    return bytes;
}

inline bool isSameRun(const Recording& a, const Recording& b)
{
    return areSame(*a.log, *b.log) && areSame(*a.columns, *b.columns) && areSame(a.end, b.end) &&
           a.context == b.context && a.info->seed == b.info->seed && a.info->title == b.info->title;
}

inline const ImportFinding* findingOf(const Recording& recording, ImportFault fault)
{
    const auto found = std::ranges::find(recording.report.findings, fault, &ImportFinding::fault);
    return found == recording.report.findings.end() ? nullptr : &*found;
}

/// A run of some 160,000 events.
inline FinishedRun longRun(int sleeps = 80000)
{
    const auto file = ScenarioFile::read(
        R"({"format": "sojourn-scenario", "version": 1, "name": "long", "title": "Long", "tasks": [
            {"name": "sleeper", "steps": [{"repeat": )" +
        std::to_string(sleeps) + R"(, "steps": [{"sleep": {"exponential": 1}}]}]}]})");
    return finishedRun(*file, {}, {});
}

/// So many instants on one lane, and a span on another.
inline Recording recordingOfInstants(int count)
{
    std::string text = "[{\"ph\":\"X\",\"pid\":1,\"tid\":2,\"ts\":0,\"dur\":5,\"name\":\"a\"}";
    for (int i = 0; i < count; ++i)
        text += ",{\"ph\":\"i\",\"pid\":1,\"tid\":1,\"ts\":" + std::to_string(i / 2) + ",\"name\":\"n" +
                std::to_string(i % 7) + "\"}";
    return *readText(text + "]").recording;
}

inline std::string sessionOfInstants(int count)
{
    return sessionOf(recordingOfInstants(count));
}

/// Tasks that failed, each with a text of its own, with lines and bookmarks of several parts.
inline std::string sessionOfTexts()
{
    static constexpr std::uint32_t tasks = 6000;
    RunInfo info;
    info.groups.push_back({"task", 0, tasks, true});
    info.groupOfTask.assign(tasks, 0);
    const auto shared = std::make_shared<RunInfo>(std::move(info));
    const auto log = std::make_shared<EventLog>();
    RunContext context;
    for (std::uint32_t task = 0; task < tasks; ++task) {
        const std::int64_t text = log->addText("why " + std::to_string(task));
        log->append({task, text, task, 0, EventKind::Ended, static_cast<std::uint8_t>(EndedHow::Failed)});
        context.lines.push_back({task / 1500, 1, "task", "line " + std::to_string(task)});
        if (task % 1000 == 0) context.bookmarks.push_back({task, "mark " + std::to_string(task)});
    }
    log->publish();
    Columns columns(shared, log);
    columns.advance();
    TextSink sink;
    writeSession({columns, {}, &context}, sink);
    return sink.text();
}

} // namespace sojourn::test
