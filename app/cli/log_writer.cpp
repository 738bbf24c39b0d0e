#include "cli/log_writer.h"

#include "cli/usage_error.h"
#include "formats/json_text.h"
#include "time/time.h"

#include <array>
#include <cstddef>
#include <cstdio>
#include <string_view>
#include <utility>

namespace sojourn::cli {

namespace {

struct Look
{
    const char* name; // as wide as the widest
    const char* color;
};

constexpr std::array<Look, 5> looks{{{"DEBUG   ", "\x1b[2m"},
                                     {"INFO    ", "\x1b[32m"},
                                     {"WARNING ", "\x1b[33m"},
                                     {"ERROR   ", "\x1b[31m"},
                                     {"CRITICAL", "\x1b[1;31m"}}};
constexpr const char* faint = "\x1b[2m";
constexpr const char* plain = "\x1b[0m";

/// Seconds with six decimals: what people compare by eye. The JSON has them exactly.
std::string microseconds(std::int64_t ns)
{
    std::string text = nineDecimals(ns);
    text.resize(text.size() - 3);
    return text;
}

} // namespace

std::string LogWriter::timeOfDay(bool isUtc)
{
    std::timespec now = {};
    std::timespec_get(&now, TIME_UTC);
    if (now.tv_sec != m_second) {
        std::tm parts = {};
        if (isUtc)
            gmtime_r(&now.tv_sec, &parts);
        else
            localtime_r(&now.tv_sec, &parts);
        std::array<char, 32> text{};
        const std::size_t length = std::strftime(text.data(), text.size(),
                                                 isUtc ? "%Y-%m-%dT%H:%M:%S" : "%Y-%m-%d %H:%M:%S", &parts);
        m_secondText.assign(text.data(), length);
        m_second = now.tv_sec;
    }
    const auto milliseconds = static_cast<int>(now.tv_nsec / 1'000'000);
    const char digits[] = {'.', static_cast<char>('0' + milliseconds / 100),
                           static_cast<char>('0' + milliseconds / 10 % 10),
                           static_cast<char>('0' + milliseconds % 10)};
    return m_secondText + std::string(digits, sizeof digits);
}

std::string LogWriter::textLine(const LogLine& line)
{
    const Look& look = looks[static_cast<std::size_t>(line.level)];
    const std::string message = onOneLine(line.message);
    const std::string where = onOneLine(line.task) + " @ " + microseconds(line.atNs);
    if (m_format == LogFormat::Text)
        return timeOfDay(false) + " | " + look.name + " | " + where + " - " + message;
    return faint + timeOfDay(false) + plain + " | " + look.color + look.name + plain + " | " + faint + where +
           plain + " - " + message;
}

std::string LogWriter::jsonLine(const LogLine& line)
{
    return "{\"time\":\"" + timeOfDay(true) + "Z\",\"level\":\"" + logLevelName(line.level) +
           "\",\"task\":" + jsonString(line.task) + ",\"t\":" + exactSeconds(line.atNs) +
           ",\"message\":" + jsonString(line.message) + '}';
}

void LogWriter::write(const LogLine& line)
{
    if (line.level < m_least) return;
    m_out.line(m_format == LogFormat::Json ? jsonLine(line) : textLine(line));
}

void LogWriter::frame(std::int64_t atNs, std::string message)
{
    write({LogLevel::Debug, "sojourn", atNs, std::move(message)});
}

} // namespace sojourn::cli
