#include "cli/error_output.h"

#include "cli/usage_error.h"

#include <cerrno>
#include <cstddef>
#include <unistd.h>

namespace sojourn::cli {

namespace {

constexpr std::string_view eraseLine = "\r\x1b[K";
constexpr std::size_t gatheredBytes = std::size_t{1} << 16;

} // namespace

ErrorOutput::ErrorOutput(bool isLive)
    : m_isLive(isLive)
{
}

ErrorOutput::~ErrorOutput()
{
    progress({});
}

bool ErrorOutput::isTerminal()
{
    return ::isatty(STDERR_FILENO) == 1;
}

void ErrorOutput::line(std::string_view text)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_progress.empty()) m_pending += eraseLine;
    (m_pending += text) += '\n';
    if (!m_progress.empty()) m_pending += m_progress;
    if (m_lines++ == 0) m_since = std::chrono::steady_clock::now();
    const bool isFull = m_mostLines != 0 ? m_lines >= m_mostLines : m_isLive;
    if (isFull || m_pending.size() >= gatheredBytes) send();
}

void ErrorOutput::say(std::string_view sentence)
{
    line("sojourn: " + onOneLine(sentence));
}

void ErrorOutput::text(std::string_view lines)
{
    if (lines.ends_with('\n')) lines.remove_suffix(1);
    line(lines);
}

void ErrorOutput::progress(std::string_view text)
{
    const std::scoped_lock lock(m_mutex);
    if (text != m_progress) {
        if (!m_progress.empty()) m_pending += eraseLine;
        m_pending += text;
        m_progress = text;
    }
    send();
}

void ErrorOutput::flush()
{
    const std::scoped_lock lock(m_mutex);
    send();
}

void ErrorOutput::gather(std::size_t lines, std::chrono::nanoseconds interval)
{
    const std::scoped_lock lock(m_mutex);
    m_mostLines = lines;
    m_interval = interval;
}

void ErrorOutput::flushDue()
{
    const std::scoped_lock lock(m_mutex);
    const bool isGathering = m_mostLines != 0 && m_lines != 0;
    const bool isDue = m_interval.count() > 0 && std::chrono::steady_clock::now() - m_since >= m_interval;
    if (!isGathering || isDue) send();
}

void ErrorOutput::send()
{
    m_lines = 0;
    std::string_view rest = m_pending;
    while (!rest.empty()) {
        const ssize_t count = ::write(STDERR_FILENO, rest.data(), rest.size());
        if (count >= 0)
            rest.remove_prefix(static_cast<std::size_t>(count));
        else if (errno != EINTR && errno != EAGAIN)
            break;
    }
    m_pending.clear();
}

} // namespace sojourn::cli
