#include "formats/import/chrome_event.h"

namespace sojourn {

namespace {

// Where events are looked for, so that no text takes long: in so much of each, behind so many braces.
constexpr std::size_t longestLooked = std::size_t{1} << 16;
constexpr int mostTries = 256;

/// The id of an `id2`: {"local": "0x1"} or {"global": "0x1"}.
void readId2(std::string_view object, ChromeEvent& event)
{
    if (const std::string_view local = memberOf(object, "local"); !local.empty()) {
        event.id = local;
        event.isIdLocal = true;
    } else {
        event.id = memberOf(object, "global");
    }
}

/// Writers put true, or a number.
Scan readTruth(JsonCursor& cursor, bool& truth)
{
    std::string_view raw;
    const Scan scan = cursor.value(raw);
    truth = scan == Scan::Done && raw != "false" && raw != "0";
    return scan;
}

Scan readExtra(JsonCursor& cursor, std::string_view key, ChromeEvent& event);

/// Members of a flow that spans name. Apart, so that what every event has stays in one piece.
[[gnu::noinline]] Scan readFlowMember(JsonCursor& cursor, std::string_view key, ChromeEvent& event)
{
    if (key == "bind_id") return cursor.value(event.bindId);
    if (key == "flow_in") return readTruth(cursor, event.hasFlowIn);
    if (key == "flow_out") return readTruth(cursor, event.hasFlowOut);
    return readExtra(cursor, key, event);
}

/// Of a phase that is not one letter in quotes.
[[gnu::noinline]] char oddPhase(std::string_view raw)
{
    if (raw.data()[-1] != '"') return noTextPhase;
    const std::string plain = unescaped(raw);
    return plain.empty() ? emptyPhase : plain.size() == 1 ? plain.front() : '?';
}

Scan readMember(JsonCursor& cursor, std::string_view key, ChromeEvent& event);

/// Members that are only counted; and those whose keys have escaped letters, which hardly any program writes.
[[gnu::noinline]] Scan readExtra(JsonCursor& cursor, std::string_view key, ChromeEvent& event)
{
    if (key.find('\\') != std::string_view::npos) {
        const std::string plain = unescaped(key);
        if (plain.find('\\') == std::string::npos) return readMember(cursor, plain, event);
    }
    if (key == "tts" || key == "tdur") event.extras |= extraThreadTime;
    if (key == "cname") event.extras |= extraColour;
    if (key == "sf" || key == "esf" || key == "stack" || key == "estack") event.extras |= extraStack;
    return cursor.skipValue();
}

Scan readMember(JsonCursor& cursor, std::string_view key, ChromeEvent& event)
{
    std::string_view raw;
    const auto into = [&](std::string_view& member) { return cursor.value(member); };
    switch (key.size()) {
    case 1:
        if (key == "s") {
            const Scan scan = cursor.value(raw);
            if (scan == Scan::Done && raw.size() == 1) event.instantScope = raw[0];
            return scan;
        }
        break;
    case 2:
        if (key == "ts") return cursor.microseconds(event.at);
        if (key == "id") return into(event.id);
        if (key == "ph") {
            const Scan scan = cursor.value(raw);
            if (scan == Scan::Done)
                event.phase = raw.size() == 1 && raw.data()[-1] == '"' ? raw[0] : oddPhase(raw);
            return scan;
        }
        if (key == "bp") {
            const Scan scan = cursor.value(raw);
            event.bindsToEnclosing = scan == Scan::Done && raw == "e";
            return scan;
        }
        break;
    case 3:
        if (key == "pid") return into(event.process);
        if (key == "tid") return into(event.thread);
        if (key == "dur") return cursor.microseconds(event.duration);
        if (key == "cat") return into(event.category);
        if (key == "id2") {
            const Scan scan = cursor.value(raw);
            if (scan == Scan::Done && raw.starts_with('{')) readId2(raw, event);
            return scan;
        }
        break;
    case 4:
        if (key == "name") return into(event.name);
        if (key == "args") return into(event.arguments);
        break;
    case 5:
        if (key == "scope") return into(event.scope);
        break;
    case 7:
    case 8:
        return readFlowMember(cursor, key, event);
    default:
        break;
    }
    return readExtra(cursor, key, event);
}

} // namespace

/// The phases of the Trace Event format.
std::string chromePhaseKind(char phase)
{
    switch (phase) {
    case 'N':
    case 'O':
    case 'D':
        return "states of objects";
    case 'P':
        return "samples of the stack";
    case 'v':
    case 'V':
        return "memory dumps";
    case 'c':
        return "readings of clocks";
    case '(':
    case ')':
        return "contexts";
    case '=':
        return "links of ids";
    case '?':
        return "phases of more than a letter";
    default:
        return std::string("phase ") + phase;
    }
}

Scan readChromeEvent(JsonCursor& cursor, ChromeEvent& event)
{
    if (const Scan scan = cursor.expect('{'); scan != Scan::Done) return scan;
    cursor.skipSpace();
    if (!cursor.isOver() && *cursor.at == '}') return ++cursor.at, Scan::Done;
    std::string_view key;
    for (;;) {
        Scan scan = cursor.quoted(key);
        if (scan == Scan::Done) scan = cursor.expect(':');
        if (scan == Scan::Done) scan = readMember(cursor, key, event);
        if (scan != Scan::Done) return scan;
        cursor.skipSpace();
        if (cursor.isOver()) return Scan::Short;
        const char behind = *cursor.at++;
        if (behind == '}') return Scan::Done;
        if (behind != ',') return --cursor.at, Scan::Bad;
    }
}

bool isChromeEvent(std::string_view text)
{
    text = text.substr(0, longestLooked);
    JsonCursor cursor{text.data(), text.data() + text.size()};
    ChromeEvent event;
    return readChromeEvent(cursor, event) == Scan::Done && event.phase > ' ' &&
           (event.at.isThere || chromePhase(event.phase) == ChromePhase::Name);
}

bool holdsTraceEvents(std::string_view text)
{
    if (text.find("\"traceEvents\"") != std::string_view::npos) return true;
    JsonCursor cursor{text.data(), text.data() + text.size()};
    std::string_view key;
    Scan scan = cursor.expect('{');
    while (scan == Scan::Done && cursor.quoted(key) == Scan::Done && cursor.expect(':') == Scan::Done) {
        if (isKey(key, "traceEvents")) return true;
        if (cursor.skipValue() != Scan::Done) return false;
        scan = cursor.expect(',');
    }
    return false;
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

} // namespace sojourn
