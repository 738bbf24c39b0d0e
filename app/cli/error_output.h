// Standard error: lines of log, sentences, and one line of progress that is drawn over.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>

namespace sojourn::cli {

/// May be used from several threads. What can't be written is lost: there is nobody left to tell.
class ErrorOutput final
{
public:
    /// `isLive`: every line is out at once. Otherwise lines are gathered, which a run on the virtual clock
    /// needs that logs a hundred thousand of them a second; flush() sends them out.
    explicit ErrorOutput(bool isLive);
    ~ErrorOutput();
    ErrorOutput(const ErrorOutput&) = delete;
    ErrorOutput& operator=(const ErrorOutput&) = delete;

    void line(std::string_view text);
    /// A sentence of the program's own, on one line.
    void say(std::string_view sentence);
    /// Several lines, each with its end.
    void text(std::string_view lines);
    /// Shows the text in place of the last progress; empty takes it away. Only for a terminal.
    void progress(std::string_view text);
    void flush();
    /// From now on lines are gathered until there are that many, or until the first of them has waited that
    /// long when flushDue() is called. Zero lines: none are gathered; no interval: only the number counts.
    void gather(std::size_t lines, std::chrono::nanoseconds interval);
    /// Sends out what waited long enough; without gather(), everything.
    void flushDue();

    /// Whether standard error is a terminal.
    static bool isTerminal();

private:
    void send();

    std::mutex m_mutex;
    std::string m_pending;
    std::size_t m_mostLines = 0; // that are gathered; 0: as m_isLive says
    std::size_t m_lines = 0;     // that wait
    std::chrono::nanoseconds m_interval{};
    std::chrono::steady_clock::time_point m_since; // when the first of them came
    std::string m_progress;                        // what stands in the terminal's last line
    bool m_isLive;
};

} // namespace sojourn::cli
