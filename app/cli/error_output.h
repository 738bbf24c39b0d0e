// Standard error: lines of log, sentences, and one line of progress that is drawn over.
#pragma once

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
    /// Several lines, each with its end.
    void text(std::string_view lines);
    /// Shows the text in place of the last progress; empty takes it away. Only for a terminal.
    void progress(std::string_view text);
    void flush();

    /// Whether standard error is a terminal.
    static bool isTerminal();

private:
    void send();

    std::mutex m_mutex;
    std::string m_pending;
    std::string m_progress; // what stands in the terminal's last line
    bool m_isLive;
};

} // namespace sojourn::cli
