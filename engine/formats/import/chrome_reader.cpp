#include "formats/import/chrome_reader.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstring>

namespace sojourn {

ChromeReader::ChromeReader(TextWindow& window, const ImportProgress& progress, TraceAssembler& told)
    : m_window(window)
    , m_progress(progress)
    , m_told(told)
    , m_labels(told)
    , m_cursor{window.begin(), window.end()}
{
}

/// Slides the window on; what stands from `keepFrom` on is then where the cursor begins.
bool ChromeReader::more(const char* keepFrom)
{
    const bool isMore = !m_progress.isCancelled && m_window.refill(keepFrom);
    m_cursor = {m_window.begin(), m_window.end()};
    return isMore;
}

/// To the next character that is no white space; false at the end of the text.
bool ChromeReader::skipToToken()
{
    for (;;) {
        m_cursor.skipSpace();
        if (!m_cursor.isOver()) return true;
        if (!more(m_cursor.at)) return false;
    }
}

bool ChromeReader::read()
{
    if (std::string_view(m_cursor.at, m_cursor.end).starts_with("\xEF\xBB\xBF")) m_cursor.at += 3;
    if (!skipToToken()) return false;
    if (*m_cursor.at != '{' && *m_cursor.at != '[') return false;
    bool isTrace = true;
    if (*m_cursor.at == '{') {
        isTrace = readObject();
    } else {
        ++m_cursor.at;
        m_isClosed = readEvents(false);
    }
    if (isTrace && m_isClosed) noteRest();
    endProfiles();
    if (const std::string words = nesting(); !words.empty())
        for (const ImportFault fault : {ImportFault::Unreadable, ImportFault::CutShort})
            if (m_told.findings().has(fault)) m_told.findings().explain(fault, words);
    return isTrace;
}

/// What stands behind the end of the trace is none of it; zeros fill up the blocks of some archives.
void ChromeReader::noteRest()
{
    while (skipToToken() && *m_cursor.at == '\0')
        ++m_cursor.at;
    if (m_cursor.isOver() || m_progress.isCancelled) return;
    m_told.findings().add(ImportFault::Unreadable, ImportEffect::LeftOut, byteOf(m_cursor.at));
    m_told.findings().explainFurther(ImportFault::Unreadable, "it stands behind the end of the trace");
}

/// The members of the object around the events, and its closing bracket.
bool ChromeReader::readObject()
{
    bool hasEvents = false;
    ++m_cursor.at;
    for (;;) {
        if (!skipToToken()) break;
        if (*m_cursor.at == ',') {
            ++m_cursor.at;
            continue;
        }
        if (*m_cursor.at == '}') {
            ++m_cursor.at;
            m_isClosed = true;
            break;
        }
        if (*m_cursor.at != '"') break;
        const char* const begin = m_cursor.at;
        std::string_view raw;
        Scan scan = m_cursor.quoted(raw);
        if (scan == Scan::Done) scan = m_cursor.expect(':');
        if (scan == Scan::Short && more(begin)) continue;
        if (scan != Scan::Done) break;
        const bool isEvents = raw == "traceEvents", isOther = raw == "otherData";
        if (!skipToToken()) break;
        if (isEvents && *m_cursor.at == '[') {
            ++m_cursor.at;
            hasEvents = true;
            readEvents(true);
        } else if (isOther && *m_cursor.at == '{') {
            readOtherData();
        } else if (!skipLargeValue()) {
            break;
        }
    }
    return hasEvents;
}

void ChromeReader::noteNesting(std::size_t depth, std::int64_t byte)
{
    if (depth <= m_deepest) return;
    m_deepest = depth;
    m_deepestByte = byte;
}

/// Over brackets that open where an event should be: only their depth is of interest.
void ChromeReader::skipOpenings()
{
    std::size_t depth = 0;
    for (; skipToToken() && *m_cursor.at == '['; ++m_cursor.at)
        noteNesting(++depth, byteOf(m_cursor.at));
}

/// Values that nobody asks for may be as large as they like: they are stepped over piece by piece.
bool ChromeReader::skipLargeValue()
{
    std::size_t depth = 0, deepest = 0;
    std::int64_t deepestByte = 0;
    bool isInText = false, isEscaped = false;
    for (bool isFirst = true;; isFirst = false) {
        if (m_cursor.isOver() && !more(m_cursor.at)) return noteNesting(deepest, deepestByte), false;
        const char c = *m_cursor.at;
        if (isInText) {
            isInText = isEscaped || c != '"';
            isEscaped = !isEscaped && c == '\\';
            ++m_cursor.at;
            if (!isInText && depth == 0) return true;
            continue;
        }
        if (c == '}' || c == ']') {
            if (depth == 0) return !isFirst; // behind a scalar
            ++m_cursor.at;
            if (--depth == 0) return true;
            continue;
        }
        if (c == ',' && depth == 0) return !isFirst;
        ++m_cursor.at;
        isInText = c == '"';
        if ((c == '{' || c == '[') && ++depth > deepest) {
            deepest = depth;
            deepestByte = byteOf(m_cursor.at - 1);
        }
    }
}

void ChromeReader::readOtherData()
{
    std::string_view raw;
    Scan scan = Scan::Short;
    for (const char* begin = m_cursor.at; (scan = m_cursor.value(raw)) == Scan::Short; begin = m_cursor.at)
        if (!more(begin)) return;
    if (scan != Scan::Done) return;
    const std::string_view seed = memberOf(raw, "seed");
    m_scenario = unescaped(memberOf(raw, "scenario"));
    std::from_chars(seed.data(), seed.data() + seed.size(), m_seed);
}

/// Behind the opening bracket. Some programs never write the closing one: where nothing stands around the
/// array, that is a trace like any other. Whether it came.
bool ChromeReader::readEvents(bool isBracketNeeded)
{
    for (;;) {
        if (!skipToToken()) {
            if (isBracketNeeded) noteCut();
            return false;
        }
        const char c = *m_cursor.at;
        if (c == ',') {
            ++m_cursor.at;
        } else if (c == ']') {
            ++m_cursor.at;
            m_isRecovering = false;
            return true;
        } else if (c == '{') {
            readEvent();
        } else if (!takeNull()) {
            const std::int64_t byte = byteOf(m_cursor.at);
            if (c == '[') skipOpenings();
            recover(m_cursor.at, byte);
        }
    }
}

/// An event that is none: some programs end their arrays with it, so that each other has a comma behind it.
bool ChromeReader::takeNull()
{
    constexpr std::string_view null = "null";
    const auto rest = [this] {
        return std::string_view(m_cursor.at, static_cast<std::size_t>(m_cursor.end - m_cursor.at));
    };
    while (rest().size() < null.size() && more(m_cursor.at)) {
    }
    if (!rest().starts_with(null)) return false;
    m_cursor.at += null.size();
    return true;
}

void ChromeReader::noteCut()
{
    if (m_told.findings().has(ImportFault::CutShort)) return;
    m_told.findings().add(ImportFault::CutShort, ImportEffect::Noted, byteOf(m_cursor.end));
}

void ChromeReader::readEvent()
{
    const char* begin = m_cursor.at;
    for (;;) {
        ChromeEvent event;
        const Scan scan = readChromeEvent(m_cursor, event);
        m_told.at(m_byte = byteOf(begin));
        if (scan == Scan::Done) {
            if (m_isRecovering && event.phase == 0) return; // part of what could not be read
            m_isRecovering = false;
            ++m_events;
            return tell(event);
        }
        if (scan == Scan::Bad) {
            // What follows a broken event begins soon behind its beginning; a long one is given up.
            static constexpr std::ptrdiff_t near = 4096;
            return recover(m_cursor.at - begin < near ? begin + 1 : m_cursor.at, m_byte);
        }
        const bool isMore = more(begin);
        begin = m_cursor.at;
        if (isMore) continue;
        const JsonNesting found = jsonNesting({begin, static_cast<std::size_t>(m_cursor.end - begin)});
        noteNesting(found.depth, byteOf(begin) + static_cast<std::int64_t>(found.at));
        if (m_window.isAtEnd())
            noteCut();
        else
            m_told.tooMuch("events of more than 64 MB");
        m_cursor.at = m_cursor.end;
        return;
    }
}

/// To the next thing that looks like an event (`byte`: where what cannot be read begins): a brace behind a
/// comma, a bracket or a line's end, and a quote.
void ChromeReader::recover(const char* from, std::int64_t byte)
{
    if (!m_isRecovering) m_told.findings().add(ImportFault::Unreadable, ImportEffect::LeftOut, byte);
    m_isRecovering = true;
    static constexpr std::ptrdiff_t margin = 64;
    m_cursor.at = from;
    for (;;) {
        const auto* const brace = static_cast<const char*>(
            std::memchr(m_cursor.at, '{', static_cast<std::size_t>(m_cursor.end - m_cursor.at)));
        if (!brace || m_cursor.end - brace < margin) {
            const char* const keep = brace ? brace : m_cursor.end;
            if (!m_window.isAtEnd() && more(keep)) continue;
            if (!brace) return void(m_cursor.at = m_cursor.end);
        }
        const char* before = brace;
        while (before != m_window.begin() && (before[-1] == ' ' || before[-1] == '\t'))
            --before;
        const bool isBehindBorder = before == m_window.begin() || before[-1] == ',' || before[-1] == '[' ||
                                    before[-1] == '\n' || before[-1] == '\r';
        JsonCursor inside{brace + 1, m_cursor.end};
        if (isBehindBorder && inside.expect('"') == Scan::Done) return void(m_cursor.at = brace);
        m_cursor.at = brace + 1;
    }
}

} // namespace sojourn
