#include "formats/import/chrome_reader.h"

#include "formats/import/shown_text.h"
#include "trace/grouped.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstring>

namespace sojourn {

namespace {

constexpr std::size_t longestKey = 60, manyMembers = 200;
constexpr std::ptrdiff_t nearBytes = 4096; // events are shorter, but for their arguments
constexpr std::uint64_t mostEndlessBytes = std::uint64_t{256} << 20; // that are read in vain

constexpr OwnFinding noComma{
    ImportFault::Unreadable,           ImportEffect::Noted,
    "an event has no comma before it", "events have no comma before them",
    "it is read all the same",         "they are read all the same",
};
constexpr OwnFinding beginningLost{
    ImportFault::Unreadable,
    ImportEffect::Noted,
    "the beginning of the trace is missing",
    "",
    "what is left was read",
    "",
};
constexpr OwnFinding behindEnd{
    ImportFault::Unreadable,
    ImportEffect::LeftOut,
    "what stands behind the end of the trace is no part of it",
    "things stand behind the end of the trace",
    "it is left out",
    "they are left out",
};
constexpr OwnFinding brokenMembers{
    ImportFault::Unreadable,
    ImportEffect::LeftOut,
    "what stands beside the events breaks there",
    "times what stands beside the events breaks",
    "all events before that are there",
    "all events before that are there",
};
constexpr OwnFinding otherMember{
    ImportFault::OtherKind,
    ImportEffect::LeftOut,
    "an entry beside the events is nothing that lanes show",
    "entries beside the events are nothing that lanes show",
    "it is left out",
    "they are left out",
};

/// Whether a member of the object around the events only says how they came to be. The format calls all
/// members so but the five of its own; a list or an object of an unknown name may be anything.
bool isMetadata(std::string_view key, bool isScalar)
{
    using namespace std::string_view_literals;
    for (const std::string_view own : {"samples"sv, "stackFrames"sv, "systemTraceEvents"sv,
                                       "powerTraceAsString"sv, "controllerTraceDataKey"sv})
        if (key == own) return false;
    if (isScalar) return true;
    std::string lower(key);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return std::ranges::any_of(std::array{"data"sv, "info"sv, "properties"sv, "config"sv, "version"sv},
                               [&](std::string_view end) { return lower.ends_with(end); });
}

} // namespace

ChromeReader::ChromeReader(TextWindow& window, const ImportProgress& progress, TraceAssembler& told)
    : m_window(window)
    , m_progress(progress)
    , m_told(told)
    , m_labels(told)
    , m_cursor{window.begin(), window.end()}
{
    m_zeros.look(window);
}

/// Slides the window on; what stands from `keepFrom` on is then where the cursor begins.
bool ChromeReader::more(const char* keepFrom)
{
    const bool isMore = !m_progress.isCancelled && m_window.refill(keepFrom);
    m_zeros.look(m_window);
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
    finish(isTrace);
    return isTrace;
}

void ChromeReader::readRest()
{
    m_told.findings().add(beginningLost, 0);
    m_isRecovering = true; // told as what it is, not as an event that cannot be read
    recover(m_cursor.at, 0);
    m_isClosed = readEvents(false);
    // Behind the list there may be what stands around it.
    if (m_isClosed && skipToToken() && (*m_cursor.at == ',' || *m_cursor.at == '}')) {
        m_isClosed = false;
        readMembers(true);
    }
    finish(true);
}

/// Behind the last thing that could be read.
void ChromeReader::finish(bool isTrace)
{
    endRecovery(byteOf(m_cursor.at));
    if (m_brokenBytes > 0)
        m_told.findings().explain(ImportFault::Unreadable,
                                  grouped(m_brokenBytes) + (m_brokenBytes == 1 ? " byte" : " bytes"));
    if (isTrace && m_isClosed) noteRest();
    if (isTrace) m_zeros.tell(m_told.findings());
    endProfiles();
    if (const std::string words = nesting(); !words.empty())
        for (const ImportFault fault : {ImportFault::Unreadable, ImportFault::CutShort})
            if (m_told.findings().has(fault)) m_told.findings().explainFurther(fault, words);
}

/// What stands behind the end of the trace is none of it; zeros fill up the blocks of some archives.
void ChromeReader::noteRest()
{
    while (skipToToken() && *m_cursor.at == '\0')
        ++m_cursor.at;
    if (m_cursor.isOver() || m_progress.isCancelled) return;
    m_told.findings().add(behindEnd, byteOf(m_cursor.at));
}

/// The object around the events is not closed. Behind their list none of them is missing.
void ChromeReader::noteOpenEnd(bool isCut)
{
    ImportFindings& findings = m_told.findings();
    if (m_progress.isCancelled || findings.has(ImportFault::CutShort)) return;
    if (!isCut) return findings.add(brokenMembers, byteOf(m_cursor.at));
    noteCut();
    findings.explain(ImportFault::CutShort, "behind the list of its events, all of which are there");
}

/// The members of the object around the events, and its closing bracket.
bool ChromeReader::readObject()
{
    ++m_cursor.at;
    return readMembers(false);
}

/// `hasEvents`: they have been read already, and these are the members behind them. Whether there are any.
bool ChromeReader::readMembers(bool hasEvents)
{
    bool isCut = true;
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
        const char* const begin = m_cursor.at;
        std::string_view raw;
        Scan scan = m_cursor.quoted(raw);
        if (scan == Scan::Done) scan = m_cursor.expect(':');
        if (scan == Scan::Short && more(begin)) continue;
        isCut = scan != Scan::Bad;
        if (scan != Scan::Done) break;
        const bool isEvents = isKey(raw, "traceEvents"), isOther = isKey(raw, "otherData");
        const std::int64_t byte = byteOf(begin);
        const std::string key = unescaped(raw.substr(0, longestKey));
        if (m_members.size() < manyMembers)
            m_members += (m_members.empty() ? "" : ", ") + ('"' + shownText(key) + '"');
        if (!skipToToken()) {
            if (isEvents) m_whyNone = "the file ends behind \"traceEvents\", before the first event";
            break;
        }
        if (isEvents && *m_cursor.at == '[') {
            ++m_cursor.at;
            hasEvents = true;
            readEvents(true);
        } else if (isOther && *m_cursor.at == '{') {
            const Scan other = readOtherData();
            isCut = other != Scan::Bad;
            if (other != Scan::Done) break;
        } else {
            if (isEvents) m_whyNone = "its \"traceEvents\" is no list of events";
            const bool isScalar = *m_cursor.at != '{' && *m_cursor.at != '[';
            std::uint64_t entries = 0;
            const bool isWhole = skipLargeValue(entries);
            noteMember(key, isScalar, byte, entries);
            isCut = m_cursor.isOver();
            if (!isWhole) break;
            isCut = true;
        }
    }
    if (hasEvents && !m_isClosed) noteOpenEnd(isCut);
    if (m_whyNone.empty()) {
        m_whyNone = "it has no \"traceEvents\", the list of events";
        m_whyNone += m_members.empty() ? "" : "; what it has: " + m_members;
    }
    return hasEvents;
}

void ChromeReader::noteMember(std::string_view key, bool isScalar, std::int64_t byte, std::uint64_t entries)
{
    if (!isMetadata(key, isScalar)) return m_told.findings().addKind(otherMember, key, byte, entries);
    // Whether people shall read milliseconds or nanoseconds says nothing of the run.
    if (entries > 0 && key != "displayTimeUnit" && key != "traceEvents") m_told.noteMetadata(key);
}

/// Each member of an object counts as an entry of its own.
void ChromeReader::noteMetadataOf(std::string_view object, std::string_view of)
{
    JsonCursor cursor{object.data(), object.data() + object.size()};
    std::string_view key;
    if (cursor.expect('{') != Scan::Done) return;
    while (cursor.quoted(key) == Scan::Done && cursor.expect(':') == Scan::Done &&
           cursor.skipValue() == Scan::Done) {
        m_told.noteMetadata(std::string(of) + '.' + unescaped(key.substr(0, longestKey)));
        if (cursor.expect(',') != Scan::Done) return;
    }
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

/// Values that nobody asks for may be as large as they like: they are stepped over piece by piece. `entries`:
/// of a list or an object how many it has, otherwise 1.
bool ChromeReader::skipLargeValue(std::uint64_t& entries)
{
    entries = 0;
    std::size_t depth = 0, deepest = 0;
    std::int64_t deepestByte = 0;
    bool isInText = false, isEscaped = false;
    for (bool isFirst = true;; isFirst = false) {
        if (m_cursor.isOver() && !more(m_cursor.at)) return noteNesting(deepest, deepestByte), false;
        const char c = *m_cursor.at;
        const bool isSpace = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (depth <= 1 && !isInText && !isSpace && c != ']' && c != '}') {
            // The first thing of all, and what stands behind each comma that is not deeper.
            if (entries == 0 && (depth == 1 || (c != '{' && c != '['))) entries = 1;
            if (depth == 1 && c == ',') ++entries;
        }
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

void ChromeReader::takeCounterNames(std::string_view list)
{
    JsonCursor cursor{list.data(), list.data() + list.size()};
    std::string_view name;
    if (list.empty() || cursor.expect('[') != Scan::Done) return;
    while (m_counters.size() < mostCounters && cursor.quoted(name) == Scan::Done) {
        m_counters.push_back(unescaped(name));
        if (cursor.expect(',') != Scan::Done) return;
    }
}

Scan ChromeReader::readOtherData()
{
    std::string_view raw;
    Scan scan = Scan::Short;
    for (const char* begin = m_cursor.at; (scan = m_cursor.value(raw)) == Scan::Short; begin = m_cursor.at)
        if (!more(begin)) return Scan::Short;
    if (scan != Scan::Done) return scan;
    const std::string_view seed = memberOf(raw, "seed");
    m_scenario = unescaped(memberOf(raw, "scenario"));
    m_flowsSayInstants = memberOf(raw, "flow_instants") == "exact";
    std::from_chars(seed.data(), seed.data() + seed.size(), m_seed);
    if (isOurs())
        takeCounterNames(memberOf(raw, "counters"));
    else
        noteMetadataOf(raw, "otherData");
    return scan;
}

/// Behind the opening bracket. Some programs never write the closing one: where nothing stands around the
/// array, that is a trace like any other. Whether it came.
bool ChromeReader::readEvents(bool isBracketNeeded)
{
    for (bool isBehindEvent = false;;) {
        if (!skipToToken()) {
            if (isBracketNeeded) noteCut();
            return false;
        }
        const char c = *m_cursor.at;
        if (c == ',') {
            ++m_cursor.at;
            isBehindEvent = false;
        } else if (c == ']') {
            endRecovery(byteOf(m_cursor.at++));
            return true;
        } else if (c == '{') {
            if (isBehindEvent && !m_isRecovering) [[unlikely]]
                m_told.findings().add(noComma, byteOf(m_cursor.at));
            readEvent();
            isBehindEvent = true;
        } else if (!takeNull() && !takeLastStrays()) {
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

/// Whole values that are no events (numbers, texts, lists), where nothing else stands before the bracket that
/// closes the list: a search for the next event would pass over that. With an event behind them that search
/// is right, so no more than what stands before a brace is looked at.
bool ChromeReader::takeLastStrays()
{
    if (m_isRecovering) return false; // in the middle of a broken event any bracket may stand
    if (m_cursor.end - m_cursor.at < nearBytes && !m_window.isAtEnd()) more(m_cursor.at);
    const char* const end = m_cursor.at + std::min(m_cursor.end - m_cursor.at, nearBytes);
    JsonCursor ahead{m_cursor.at, std::find(m_cursor.at, end, '{')};
    do {
        if (ahead.skipValue() != Scan::Done) return false;
    } while (ahead.expect(',') == Scan::Done);
    if (ahead.isOver() || *ahead.at != ']') return false;
    m_isRecovering = true; // until the bracket
    m_brokenFrom = byteOf(m_cursor.at);
    m_told.findings().add(ImportFault::Unreadable, ImportEffect::LeftOut, m_brokenFrom);
    m_cursor.at = ahead.at;
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
            if (m_isRecovering) [[unlikely]] {
                const bool isApart = m_brokenEnd > 0 && m_byte >= m_brokenEnd;
                // Part of what could not be read: so is what stands behind it, as far as that is known to go.
                if (event.phase == 0 && !isApart)
                    return m_brokenEnd > byteOf(m_cursor.at) ? recover(m_cursor.at, m_byte) : void();
                endRecovery(m_byte);
            }
            ++m_events;
            return tell(event);
        }
        if (scan == Scan::Bad) {
            // What follows a broken event begins soon behind its beginning; a long one is given up.
            if (m_cursor.at - begin >= nearBytes) return recover(m_cursor.at, m_byte);
            if (m_cursor.end - begin < nearBytes && !m_window.isAtEnd()) {
                more(begin);
                begin = m_cursor.at;
            }
            noteBroken(m_byte, begin);
            return recover(begin + 1, m_byte);
        }
        const bool isMore = more(begin);
        begin = m_cursor.at;
        if (isMore) continue;
        // Where it goes on to the end, and others stand behind its beginning, a quote or a bracket is
        // damaged. A text of nothing but such events would be read through once for each.
        m_endlessBytes += static_cast<std::uint64_t>(m_cursor.end - begin);
        if (!m_progress.isCancelled && m_endlessBytes <= mostEndlessBytes &&
            holdsChromeEvent(std::string_view(begin, m_cursor.end).substr(1))) {
            noteBroken(m_byte, begin);
            return recover(begin + 1, m_byte);
        }
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

/// One more event that cannot be read, where it is known to be one of its own and not part of the one before.
void ChromeReader::noteBroken(std::int64_t byte, const char* begin)
{
    if (m_isRecovering && (m_brokenEnd == 0 || byte < m_brokenEnd)) return;
    if (!m_isRecovering) m_brokenFrom = byte;
    m_isRecovering = true;
    m_told.findings().add(ImportFault::Unreadable, ImportEffect::LeftOut, byte);
    // Each byte is looked at once, however many events break there.
    m_brokenEnd = byte < m_lookedTo ? 0 : endOfBroken(begin);
    m_lookedTo = std::max(m_lookedTo, m_brokenEnd > 0 ? m_brokenEnd : byte + nearBytes);
}

/// Behind the bracket that closes a broken event; 0: none does so nearby. A text that a line's end breaks off
/// lacks a quote, and the event ends there if a bracket does.
std::int64_t ChromeReader::endOfBroken(const char* begin) const
{
    const char* const end = begin + std::min(m_cursor.end - begin, nearBytes);
    std::size_t depth = 0;
    bool isInText = false;
    for (const char* at = begin; at != end; ++at) {
        if (isInText && *at == '\n') {
            const char* last = at - 1;
            while (*last == ' ' || *last == '\r' || *last == ',')
                --last;
            return *last == '}' ? byteOf(last + 1) : 0;
        }
        if (isInText && *at == '\\' && at + 1 != end) {
            ++at;
        } else if (*at == '"') {
            isInText = !isInText;
        } else if (!isInText && (*at == '{' || *at == '[')) {
            ++depth;
        } else if (!isInText && (*at == '}' || *at == ']') && --depth == 0) {
            return byteOf(at + 1);
        }
    }
    return 0;
}

/// What can be read goes on there.
void ChromeReader::endRecovery(std::int64_t byte)
{
    if (m_isRecovering) m_brokenBytes += static_cast<std::uint64_t>(byte - m_brokenFrom);
    m_isRecovering = false;
    m_brokenEnd = 0;
}

/// To the next thing that looks like an event (`byte`: where what cannot be read begins): a brace behind a
/// comma, a bracket or a line's end, and a quote. Or to the end of the broken event, where that is known.
void ChromeReader::recover(const char* from, std::int64_t byte)
{
    if (!m_isRecovering) {
        m_told.findings().add(ImportFault::Unreadable, ImportEffect::LeftOut, byte);
        m_brokenFrom = byte;
    }
    m_isRecovering = true;
    static constexpr std::ptrdiff_t margin = 64;
    m_cursor.at = from;
    for (;;) {
        const auto* const brace = static_cast<const char*>(
            std::memchr(m_cursor.at, '{', static_cast<std::size_t>(m_cursor.end - m_cursor.at)));
        const std::int64_t at = byteOf(m_cursor.at);
        if (m_brokenEnd > at && (!brace || byteOf(brace) >= m_brokenEnd))
            return void(m_cursor.at += m_brokenEnd - at);
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
