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

std::string_view fieldName(LogText::Field field)
{
    static constexpr std::string_view names[] = {"",        "task",   "index", "item",  "value",
                                                 "seconds", "waited", "held",  "drawn", "size",
                                                 "elapsed", "uuid",   "error", "reply", "path"};
    return names[static_cast<std::size_t>(field)];
}

} // namespace

std::uint32_t usualPoolSize()
{
    return std::clamp(std::thread::hardware_concurrency(), 4u, 32u);
}

std::string templateOf(const LogText& log)
{
    std::string text;
    for (const LogText::Piece& piece : log.pieces) {
        if (piece.field == LogText::Field::Text) {
            for (const char c : piece.text)
                text += c == '{' || c == '}' ? std::string(2, c) : std::string(1, c);
        } else {
            text += '{' + std::string(fieldName(piece.field));
            if (piece.decimals >= 0) text += ":." + std::to_string(piece.decimals) + 'f';
            text += '}';
        }
    }
    return text;
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
    case Kind::Sample:
        return sample->source;
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
