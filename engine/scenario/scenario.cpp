#include "scenario/scenario.h"

#include "scenario/reader/words.h"

#include <algorithm>
#include <array>
#include <thread>

namespace sojourn {

namespace {

constexpr std::array<const char*, 5> levelNames = {"debug", "info", "warning", "error", "critical"};

bool sameInAnyCase(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

} // namespace

std::uint32_t usualPoolSize()
{
    return std::clamp(std::thread::hardware_concurrency(), 4u, 32u);
}

const char* logLevelName(LogLevel level)
{
    return levelNames[static_cast<std::size_t>(level)];
}

std::optional<LogLevel> logLevelFromName(std::string_view name)
{
    for (std::size_t i = 0; i < levelNames.size(); ++i)
        if (sameInAnyCase(name, levelNames[i])) return static_cast<LogLevel>(i);
    return std::nullopt;
}

std::string ParameterValue::toText() const
{
    switch (kind) {
    case Kind::Number:
        return numberText(number);
    case Kind::Range:
        return numberText(number) + ":" + numberText(high);
    case Kind::Truth:
        return truth ? "true" : "false";
    case Kind::Text:
        return text;
    }
    return {};
}

bool Condition::holds() const
{
    switch (kind) {
    case Kind::Truth:
        return left.truth;
    case Kind::Equal:
        return left == right;
    case Kind::Not:
        return !inner.front().holds();
    }
    return false;
}

} // namespace sojourn
