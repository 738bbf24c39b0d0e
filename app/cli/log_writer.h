// The log: a line of text, or an object, for each line that a run logs.
#pragma once

#include "cli/error_output.h"
#include "cli/settings.h"
#include "scenario/run.h"

#include <cstdint>
#include <ctime>
#include <string>

namespace sojourn::cli {

/// Lays out log lines:
///
///     2022-02-07 16:06:21.057 | INFO     | producer-0 @ 2.000000 - Producer 0 added <4f3ae37c38> to queue.
///
/// the time of day, the level, the task and the run's own time in seconds, the message. Belongs to one thread
/// at a time.
class LogWriter final
{
public:
    LogWriter(ErrorOutput& out, LogFormat format, LogLevel least)
        : m_out(out)
        , m_format(format)
        , m_least(least)
    {
    }

    void write(const LogLine& line);
    /// A line of the program itself, which no task logged.
    void frame(std::int64_t atNs, std::string message);

private:
    std::string textLine(const LogLine& line);
    std::string jsonLine(const LogLine& line);
    /// The time of day now, of the zone or of UTC; date and seconds are made once a second.
    std::string timeOfDay(bool isUtc);

    ErrorOutput& m_out;
    LogFormat m_format;
    LogLevel m_least;
    std::time_t m_second = -1;
    std::string m_secondText;
};

} // namespace sojourn::cli
