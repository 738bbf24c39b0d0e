// One event of a Chrome trace, as its text has it.
#pragma once

#include "formats/import/json_cursor.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace sojourn {

/// The members of an event that matter to lanes; texts are raw, and views of the text that was read.
struct ChromeEvent
{
    char phase = 0;        ///< 0: there is none
    char instantScope = 0; ///< of an instant: 't', 'p' or 'g', its thread, its process or all; 0: not said
    bool bindsToEnclosing = false;
    bool isIdLocal = false;                     ///< the id is the process's own
    bool hasFlowIn = false, hasFlowOut = false; ///< the span is where the flow of bindId arrives, leaves
    std::uint8_t extras = 0;                    ///< which ChromeExtra it has
    std::string_view name, category, process, thread, id, scope, arguments, bindId;
    ScannedTime at, duration;
};

/// Members that no recording holds, as bits.
enum ChromeExtra : std::uint8_t {
    extraThreadTime = 1, ///< when or how long, on the clock of its thread
    extraColour = 2,
    extraStack = 4,
};

/// A phase that is an empty text, and one that is no text: neither is a phase.
inline constexpr char emptyPhase = '\1', noTextPhase = '\2';

/// What kind of thing an event's phase makes it. Perfetto's older events have these phases too.
enum class ChromePhase {
    Span,
    Async, ///< of a span that is told by its id: its beginning, its end, an instant or a step of it
    Point, ///< an instant
    Flow,
    Counter,
    Name,    ///< of a process or a thread
    Samples, ///< of the stack
    Other,
};
constexpr ChromePhase chromePhase(char phase)
{
    switch (phase) {
    case 'B':
    case 'E':
    case 'X':
        return ChromePhase::Span;
    case 'b':
    case 'e':
    case 'n':
    case 'S':
    case 'F':
    case 'T':
    case 'p':
        return ChromePhase::Async;
    case 'i':
    case 'I': // as it was called once
    case 'R': // a mark of the timing of navigation
        return ChromePhase::Point;
    case 's':
    case 't':
    case 'f':
        return ChromePhase::Flow;
    case 'C':
        return ChromePhase::Counter;
    case 'M':
        return ChromePhase::Name;
    case 'P':
        return ChromePhase::Samples;
    default:
        return ChromePhase::Other;
    }
}

/// Whether an event of an asynchronous span takes no time: an instant of it, or one of its steps, as those
/// were told once.
constexpr bool isAsyncInstant(char phase)
{
    return phase == 'n' || phase == 'T' || phase == 'p';
}

/// What an event of a phase that lanes do not show is, as words for people.
std::string chromePhaseKind(char phase);

/// Reads an event from its opening brace on.
Scan readChromeEvent(JsonCursor& cursor, ChromeEvent& event);

/// Whether what begins at this brace is an event: with a phase and a time, or a name. Of a long text its
/// beginning decides.
bool isChromeEvent(std::string_view text);
/// Whether the text, whose end may be missing, has the list of events, as far as one can tell.
bool holdsTraceEvents(std::string_view text);
/// Whether an event stands somewhere near the beginning of this text.
bool holdsChromeEvent(std::string_view text);

} // namespace sojourn
