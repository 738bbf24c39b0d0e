#include "formats/import/lost_beginning.h"

#include "formats/import/chrome_event.h"
#include "formats/import/event_list_reader.h"
#include "formats/import/perfetto_reader.h"
#include "formats/import/session_reader.h"

#include <algorithm>
#include <cstddef>

namespace sojourn {

namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::size_t tellingBytes = std::size_t{1} << 16;
constexpr int mostTries = 256; // braces that are looked behind: what is no event may be long

bool holdsEventLine(std::string_view text)
{
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        text.remove_prefix(end + 1);
        if (isEventListLine(text.substr(0, text.find('\n')))) return true;
    }
    return false;
}

/// At an opening brace.
bool isChromeEvent(std::string_view text)
{
    JsonCursor cursor{text.data(), text.data() + text.size()};
    ChromeEvent event;
    return readChromeEvent(cursor, event) == Scan::Done && event.phase > ' ' &&
           (event.at.isThere || chromePhase(event.phase) == ChromePhase::Name);
}

bool holdsChromeEvent(std::string_view text)
{
    for (int tries = 0; tries < mostTries; ++tries) {
        const std::size_t brace = text.find("{\"");
        if (brace == std::string_view::npos) return false;
        text.remove_prefix(brace);
        if (isChromeEvent(text)) return true;
        text.remove_prefix(1);
    }
    return false;
}

/// Whether a text begins as JSON does, however damaged it is further on: not in the middle of what goes on or
/// is closed behind its first value.
bool beginsAsJson(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    if (text.empty() || (text.front() != '{' && text.front() != '[')) return false;
    if (text.front() == '{' && text.find("\"traceEvents\"") != std::string_view::npos) return true;
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

RestOf restOf(std::string_view bytes)
{
    if (holdsEventLine(bytes)) return RestOf::EventList;
    const std::string_view head = bytes.substr(0, tellingBytes);
    if (beginsAsJson(head)) return RestOf::Nothing;
    if (holdsChromeEvent(head)) return RestOf::ChromeTrace;
    if (holdsSessionParts(bytes)) return RestOf::Session;
    return isBinary(bytes) && holdsPerfettoPackets(bytes) ? RestOf::PerfettoTrace : RestOf::Nothing;
}

} // namespace sojourn
