// One event of a Chrome trace, as its text has it.
#pragma once

#include "formats/import/json_cursor.h"

#include <cstdint>
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
    std::string_view name, category, process, thread, id, scope, arguments, bindId;
    ScannedTime at, duration;
};

/// What an event of a phase that lanes do not show is, as words for people.
const char* chromePhaseKind(char phase);

/// Reads an event from its opening brace on.
Scan readChromeEvent(JsonCursor& cursor, ChromeEvent& event);

} // namespace sojourn
