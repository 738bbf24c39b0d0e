#include "formats/import/lost_beginning.h"

#include "formats/import/chrome_event.h"
#include "formats/import/event_list_reader.h"
#include "formats/import/perfetto_reader.h"
#include "formats/import/session_reader.h"
#include "formats/session/session_layout.h"

#include <algorithm>
#include <cstddef>

namespace sojourn {

namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::size_t tellingBytes = std::size_t{1} << 16;

bool holdsEventLine(std::string_view text)
{
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        text.remove_prefix(end + 1);
        if (isEventListLine(text.substr(0, text.find('\n')))) return true;
    }
    return false;
}

/// Whether a text begins as JSON does, however damaged it is further on: not in the middle of what goes on or
/// is closed behind its first value.
bool beginsAsJson(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    if (text.empty() || (text.front() != '{' && text.front() != '[')) return false;
    if (text.front() == '{' && holdsTraceEvents(text)) return true;
    const std::size_t second = std::min(text.find_first_not_of(blanks, 1), text.size());
    if (text.front() == '[' && isChromeEvent(text.substr(second))) return true;
    JsonCursor cursor{text.data(), text.data() + text.size()};
    const Scan scan = cursor.skipValue();
    if (scan != Scan::Done) return scan == Scan::Short || text.front() == '[';
    cursor.skipSpace();
    return cursor.isOver() || std::string_view(",{]}").find(*cursor.at) == std::string_view::npos;
}

/// Texts of people have no such bytes, and packets hardly come without.
bool isBinary(std::string_view bytes)
{
    return std::ranges::any_of(bytes, [](char c) { return c >= '\0' && c < '\t'; });
}

} // namespace

bool isRestOfSession(std::string_view bytes)
{
    bytes = bytes.substr(0, tellingBytes);
    return session::checksSums && isBinary(bytes) && holdsSessionParts(bytes);
}

RestOf restOf(std::string_view bytes)
{
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (isRestOfSession(bytes)) return RestOf::Session;
    if (holdsEventLine(bytes)) return RestOf::EventList;
    const std::string_view head = bytes.substr(0, tellingBytes);
    if (beginsAsJson(head)) return RestOf::Nothing;
    if (holdsChromeEvent(head)) return RestOf::ChromeTrace;
    if (holdsSessionParts(bytes)) return RestOf::Session;
    return isBinary(bytes) && holdsPerfettoPackets(bytes) ? RestOf::PerfettoTrace : RestOf::Nothing;
}

} // namespace sojourn
