#include "formats/import/event_list_reader.h"

#include "formats/event_list.h"
#include "formats/import/event_list_names.h"
#include "formats/import/event_sequence.h"
#include "formats/import/json_cursor.h"
#include "formats/import/listed_items.h"
#include "formats/import/shown_text.h"
#include "formats/import/zero_stretches.h"
#include "formats/read_limits.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

namespace sojourn {

namespace {

/// Damage, since what a run writes has all that its kind needs.
constexpr OwnFinding incompleteLine{ImportFault::Unreadable,
                                    ImportEffect::LeftOut,
                                    "an event lacks what its kind needs",
                                    "events lack what their kind needs",
                                    "it is left out",
                                    "they are left out"};

/// The members of a line, raw.
struct Line
{
    std::string_view t, task, event, seconds, pool, queue, item, value, group, flag, server, path, status,
        bytes, reason, outcome, error, size;
    std::string_view other; // what nobody asks for
};

/// Two letters tell the members of a length apart; that it is the one they look like is checked.
std::string_view& slotOf(Line& line, std::string_view key)
{
    const auto named = [&](std::string_view name, std::string_view& member) -> std::string_view& {
        return key == name ? member : line.other;
    };
    switch (key.size()) {
    case 1:
        return named("t", line.t);
    case 4:
        switch (key[0]) {
        case 't':
            return named("task", line.task);
        case 'i':
            return named("item", line.item);
        case 's':
            return named("size", line.size);
        case 'f':
            return named("flag", line.flag);
        default:
            return key[1] == 'o' ? named("pool", line.pool) : named("path", line.path);
        }
    case 5:
        switch (key[1]) {
        case 'v':
            return named("event", line.event);
        case 'u':
            return named("queue", line.queue);
        case 'a':
            return named("value", line.value);
        case 'y':
            return named("bytes", line.bytes);
        default:
            return key[0] == 'g' ? named("group", line.group) : named("error", line.error);
        }
    case 6:
        return key[0] == 'r'   ? named("reason", line.reason)
               : key[1] == 'e' ? named("server", line.server)
                               : named("status", line.status);
    case 7:
        return key[0] == 's' ? named("seconds", line.seconds) : named("outcome", line.outcome);
    default:
        return line.other;
    }
}

bool readLine(std::string_view text, Line& line)
{
    JsonCursor cursor{text.data(), text.data() + text.size()};
    if (cursor.expect('{') != Scan::Done) return false;
    // Lines begin alike as this program writes them: that is read without looking for each quote.
    bool isBad = false;
    const auto takes = [&](std::string_view lead, std::string_view& member) {
        if (!std::string_view(cursor.at, cursor.end).starts_with(lead)) return false;
        cursor.at += lead.size();
        isBad = cursor.value(member) != Scan::Done;
        return !isBad;
    };
    bool isBehindValue = takes("\"t\":", line.t);
    if (isBehindValue && takes(",\"task\":", line.task)) takes(",\"event\":", line.event);
    std::string_view key, value;
    while (!isBad) {
        if (!isBehindValue) {
            if (cursor.quoted(key) != Scan::Done || cursor.expect(':') != Scan::Done ||
                cursor.value(value) != Scan::Done)
                return false;
            std::string_view& slot = slotOf(line, key);
            const bool isEscaped = &slot == &line.other && key.find('\\') != std::string_view::npos;
            (isEscaped ? slotOf(line, unescaped(key)) : slot) = value;
        }
        isBehindValue = false;
        cursor.skipSpace();
        if (cursor.isOver()) return false;
        const char behind = *cursor.at++;
        if (behind == '}') return !line.t.empty() && !line.task.empty() && !line.event.empty();
        if (behind != ',') return false;
    }
    return false;
}

/// Kinds by their words, found without hashing all of a word.
class KindWords final
{
public:
    KindWords()
    {
        m_kinds.fill(none);
        for (int kind = 0; kind <= static_cast<int>(lastListedKind); ++kind) {
            std::size_t at = placeOf(eventWord(static_cast<EventKind>(kind)));
            while (m_kinds[at] != none)
                at = (at + 1) % places;
            m_kinds[at] = static_cast<std::uint8_t>(kind);
            m_words[at] = eventWord(static_cast<EventKind>(kind));
        }
    }
    std::optional<EventKind> kindOf(std::string_view word) const
    {
        if (word.empty()) return {};
        for (std::size_t at = placeOf(word); m_kinds[at] != none; at = (at + 1) % places)
            if (m_words[at] == word) return static_cast<EventKind>(m_kinds[at]);
        return {};
    }

private:
    static constexpr std::size_t places = 256;
    static constexpr std::uint8_t none = 0xFF;
    static std::size_t placeOf(std::string_view word)
    {
        const auto first = static_cast<unsigned char>(word.front());
        const auto last = static_cast<unsigned char>(word.back());
        return (first * std::size_t{5} + last * std::size_t{3} + word.size() * 29) % places;
    }
    std::array<std::uint8_t, places> m_kinds{};
    std::array<std::string_view, places> m_words{};
};

std::optional<std::int64_t> seconds(std::string_view text, ImportFindings& findings, std::int64_t byte)
{
    ScannedTime time;
    if (!decimalNanoseconds(text, 9, time) || time.ns < 0 || time.ns > latestRead) return {};
    if (time.isInexact) findings.add(ImportFault::LostPrecision, ImportEffect::Mended, byte, time.ns);
    return time.ns;
}

bool isOutOfRange(std::string_view text)
{
    ScannedTime time;
    return decimalNanoseconds(text, 9, time) && time.ns > latestRead;
}

template <class Number> std::optional<Number> number(std::string_view text)
{
    Number value{};
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || result.ec != std::errc() || result.ptr != text.data() + text.size()) return {};
    return value;
}

constexpr OwnFinding takesNothing{
    ImportFault::Contradiction,
    ImportEffect::LeftOut,
    "a get is of an item that does not stand in its queue: nobody put it there before, or it was taken",
    "gets are of items that do not stand in their queues: nobody put them there before, or they were taken",
    "it is left out",
    "they are left out",
};
constexpr OwnFinding putsTwice{
    ImportFault::Contradiction,
    ImportEffect::LeftOut,
    "a put is of an item that stands in its queue already",
    "puts are of items that stand in their queues already",
    "it is left out",
    "they are left out",
};
constexpr OwnFinding notSent{
    ImportFault::Contradiction,
    ImportEffect::LeftOut,
    "an event is of a request that its task has not sent, or that is over",
    "events are of requests that their tasks have not sent, or that are over",
    "it is left out",
    "they are left out",
};
constexpr OwnFinding backwards{
    ImportFault::Contradiction,
    ImportEffect::Mended,
    "an event is earlier in time than the one before it",
    "events are earlier in time than those before them",
    "it counts as at the same instant",
    "they count as at the same instant",
};
constexpr OwnFinding behindEnd{
    ImportFault::Contradiction,
    ImportEffect::LeftOut,
    "an event is of a task that had ended before",
    "events are of tasks that had ended before",
    "it is left out",
    "they are left out",
};

/// What a task is in the middle of, as far as its next events depend on it.
struct Doing
{
    std::int64_t sleepEndNs = notYet;
    bool isOffloaded = false;
    bool hasEnded = false;
    std::uint16_t pool = noPool;
    std::optional<std::uint16_t> request;
    std::int64_t requestNumber = 0;
};

} // namespace

struct EventListReader::Private
{
public:
    explicit Private(ImportFindings& findings)
        : m_findings(findings)
        , m_sequence(findings)
    {
    }

    void read(std::string_view text, std::int64_t byte)
    {
        Line line;
        m_byte = byte;
        if (!readLine(text, line)) return leaveOut(ImportFault::Unreadable);
        ++m_lines;
        const auto kind = m_kindWords.kindOf(line.event);
        auto t = seconds(line.t, m_findings, byte);
        if (!t && isOutOfRange(line.t)) return leaveOut(ImportFault::OutOfRange);
        if (!kind || !t) return leaveOut(ImportFault::Unreadable);
        const auto task = m_names.task(line.task);
        if (!task)
            return m_findings.addKind(ImportFault::TooMuch, ImportEffect::LeftOut, "events of further tasks",
                                      byte, *t);
        if (*task >= m_doing.size()) [[unlikely]] {
            m_doing.resize(*task + 1);
            m_sequence.addTask(line.task);
            noteName(line.task);
        }
        if (m_doing[*task].hasEnded) return m_findings.add(behindEnd, byte, *t, *task);
        if (*t < m_lastNs) {
            m_findings.add(backwards, byte, *t, *task);
            t = m_lastNs;
        }
        Event event{*t, 0, *task, 0, *kind, 0};
        if (!fill(event, line)) return m_sequence.leftOut(*task);
        m_sequence.take(event, {m_rawItem, number<std::uint64_t>(line.size), line.group, byte});
        append(event);
    }

    std::uint64_t lines() const { return m_lines; }

    Recording made(const std::string& title)
    {
        endWork(latestRead);
        m_sequence.finish();
        auto info = std::make_shared<RunInfo>();
        info->scenario = title;
        info->areReadyTimesKnown = !m_hasWokenLate;
        const std::vector<std::uint32_t> taskNumbers = m_names.fill(*info);
        auto log = std::make_shared<EventLog>();
        for (const std::string& text : m_texts)
            log->addText(text);
        std::vector<bool> hasStarted(info->taskCount()), hasEnded(info->taskCount());
        bool hasFailed = false;
        for (; !m_events.empty(); m_events.pop_front()) {
            Event event = m_events.front();
            event.task = taskNumbers[event.task];
            m_names.finish(event);
            hasStarted[event.task] = true;
            if (event.kind == EventKind::Ended) {
                hasEnded[event.task] = true;
                hasFailed |= static_cast<EndedHow>(event.detail) == EndedHow::Failed;
            }
            log->append(event);
        }
        log->publish();
        Recording recording;
        recording.info = info;
        recording.log = log;
        recording.columns = std::make_shared<Columns>(info, log);
        recording.columns->advance();
        recording.end.outcome = hasFailed                ? Outcome::Failed
                                : hasStarted == hasEnded ? Outcome::Finished
                                                         : Outcome::Until;
        recording.end.at = instantFromNanoseconds(recording.columns->lastNs());
        recording.format = "Event list";
        recording.report.events = m_lines;
        recording.report.findings = m_findings.made(0, taskNumbers);
        return recording;
    }

private:
    void leaveOut(ImportFault fault) { m_findings.add(fault, ImportEffect::LeftOut, m_byte); }

    /// An event that has not got what its kind needs.
    void leaveOutFor(std::string_view kind) { m_findings.addKind(incompleteLine, kind, m_byte); }

    /// A name that is met for the first time.
    void noteName(std::string_view raw)
    {
        bool isSound = true;
        const std::string name = unescaped(raw, &isSound);
        m_findings.noteText(name, m_byte);
        if (!isSound && isUtf8(name)) m_findings.add(ImportFault::BadText, ImportEffect::Mended, m_byte);
    }

    /// Work ends by itself, and no other event comes before that.
    void endWork(std::int64_t beforeNs)
    {
        if (!m_work) return;
        Event worked = *std::exchange(m_work, {});
        worked.timeNs = std::clamp(worked.timeNs, m_lastNs, std::max(beforeNs, m_lastNs));
        m_lastNs = m_workedNs = worked.timeNs;
        m_events.push_back(worked);
    }

    void append(const Event& event)
    {
        endWork(event.timeNs);
        Doing& doing = m_doing[event.task];
        // Whoever wakes later than planned was ready since then, and had not its turn.
        if (event.kind == EventKind::Wake && doing.sleepEndNs != notYet && doing.sleepEndNs < event.timeNs) {
            m_events.push_back({event.timeNs, doing.sleepEndNs, event.task, 0, EventKind::Resumed, 0});
            m_hasWokenLate |= event.timeNs > m_workedNs;
        }
        doing.hasEnded = event.kind == EventKind::Ended;
        doing.sleepEndNs =
            event.kind == EventKind::Sleep ? std::min(event.timeNs + event.value, latestRead) : notYet;
        if (doing.isOffloaded && event.kind != EventKind::Offload) leavePool(doing);
        if (event.kind == EventKind::Offload) enterPool(doing, event.object);
        if (event.kind == EventKind::Work)
            m_work = Event{
                std::min(event.timeNs + event.value, latestRead), 0, event.task, 0, EventKind::Worked, 0};
        m_lastNs = event.timeNs;
        m_events.push_back(event);
        m_names.note(event);
    }

    void leavePool(Doing& doing)
    {
        doing.isOffloaded = false;
        if (doing.pool != noPool) --m_inPool[doing.pool];
    }
    void enterPool(Doing& doing, std::uint16_t pool)
    {
        if (doing.isOffloaded) leavePool(doing);
        doing.isOffloaded = true;
        doing.pool = pool;
        if (pool == noPool) return;
        if (pool >= m_inPool.size()) m_inPool.resize(pool + std::size_t{1});
        m_names.usedAtOnce(pool, ++m_inPool[pool]);
    }

    /// The rest of an event by its kind. False: it is left out, and has been counted.
    bool fill(Event& event, const Line& line)
    {
        bool isSound = true;
        const auto named = [&](std::string_view name, ListedName kind) {
            const auto found = name.empty() ? std::nullopt : m_names.number(kind, name);
            isSound &= found.has_value();
            if (std::uint32_t& known = m_known[static_cast<std::size_t>(kind)]; found == known) [[unlikely]] {
                ++known;
                noteName(name);
                if (kind == ListedName::Flag) m_sequence.addFlag(name);
            }
            return found.value_or(0);
        };
        const auto planned = [&] {
            const auto value = seconds(line.seconds, m_findings, m_byte);
            isSound &= value.has_value();
            return value.value_or(0);
        };
        switch (event.kind) {
        case EventKind::Sleep:
        case EventKind::Work:
        case EventKind::Timeout:
            event.value = planned();
            break;
        case EventKind::Offload:
            event.value = planned();
            event.object = line.pool.empty() ? noPool : named(line.pool, ListedName::Pool);
            break;
        case EventKind::PutWait:
        case EventKind::Put:
        case EventKind::Drop:
        case EventKind::Get:
            event.object = named(line.queue, ListedName::Queue);
            isSound = isSound && isItem(line.item);
            if (isSound && !fillItem(event, line.item)) {
                if (event.kind != EventKind::Get && event.kind != EventKind::Put)
                    return leaveOutFor(line.event), false;
                const OwnFinding& wrong = event.kind == EventKind::Get ? takesNothing : putsTwice;
                return m_findings.add(wrong, m_byte, event.timeNs, event.task), false;
            }
            break;
        case EventKind::GetWait:
        case EventKind::TaskDone:
        case EventKind::JoinWait:
        case EventKind::Join:
            event.object = named(line.queue, ListedName::Queue);
            break;
        case EventKind::Drawn:
            event.value = std::bit_cast<std::int64_t>(number<double>(line.value).value_or(std::nan("")));
            break;
        case EventKind::AwaitWait:
        case EventKind::Await:
        case EventKind::Cancel:
            event.object = named(line.group, ListedName::Group);
            break;
        case EventKind::Set:
        case EventKind::FlagWait:
        case EventKind::Flag:
            event.object = named(line.flag, ListedName::Flag);
            break;
        case EventKind::Request:
        case EventKind::Connecting:
        case EventKind::Connected:
        case EventKind::FirstByte:
        case EventKind::Response:
        case EventKind::RequestFailed:
            if (event.kind != EventKind::Request && !m_doing[event.task].request)
                return m_findings.add(notSent, m_byte, event.timeNs, event.task), false;
            isSound = fillRequest(event, line);
            break;
        case EventKind::Ended:
            fillEnd(event, line);
            break;
        default:
            break;
        }
        if (!isSound)
            isOutOfRange(line.seconds) ? leaveOut(ImportFault::OutOfRange) : leaveOutFor(line.event);
        return isSound;
    }

    static bool isItem(std::string_view text)
    {
        return text == "sentinel" || number<std::uint64_t>(text).has_value();
    }

    bool fillItem(Event& event, std::string_view text)
    {
        if (text == "sentinel") {
            event.value = endMark;
            return event.kind == EventKind::Get
                       ? m_items.takeEndMark(event.object)
                       : event.kind != EventKind::Put || m_items.putEndMark(event.object);
        }
        const auto raw = number<std::uint64_t>(text);
        if (!raw) return false;
        m_rawItem = *raw;
        if (event.kind == EventKind::Put && m_items.isIn(*raw, event.object)) return false;
        const auto item = event.kind == EventKind::Get   ? m_items.take(*raw, event.object)
                          : event.kind == EventKind::Put ? m_items.put(*raw, event.object)
                                                         : m_items.begin(*raw);
        event.value = item.value_or(0);
        return item.has_value();
    }

    bool fillRequest(Event& event, const Line& line)
    {
        Doing& doing = m_doing[event.task];
        if (event.kind == EventKind::Request) {
            const auto asked = line.server.empty() || line.path.empty()
                                   ? std::nullopt
                                   : m_names.request(line.server, line.path);
            if (!asked) return false;
            if (asked->first == m_knownRequests) {
                ++m_knownRequests;
                noteName(line.server);
                noteName(line.path);
            }
            doing.request = asked->first;
            doing.requestNumber = asked->second;
        }
        if (!doing.request) return false;
        event.object = *doing.request;
        event.value = doing.requestNumber;
        if (event.kind == EventKind::Response) {
            const auto status = number<std::uint16_t>(line.status);
            const auto bytes = number<std::uint64_t>(line.bytes);
            if (!status || !bytes || *bytes >> 46 != 0) return false;
            event.value = responseValue(*bytes, *status);
        } else if (event.kind == EventKind::RequestFailed) {
            event.value = number<std::uint16_t>(line.status).value_or(0);
            for (int i = 0; i <= static_cast<int>(RequestFailure::BadReply); ++i)
                if (line.reason == requestFailureName(static_cast<RequestFailure>(i)))
                    event.detail = static_cast<std::uint8_t>(i);
        } else {
            return true;
        }
        doing.request.reset();
        return true;
    }

    void fillEnd(Event& event, const Line& line)
    {
        EndedHow how = EndedHow::Finished;
        if (line.outcome == "cancelled") how = EndedHow::Cancelled;
        if (line.outcome == "failed") {
            how = EndedHow::Failed;
            const std::string text = shownText(unescaped(line.error));
            if (!line.error.empty()) noteName(line.error);
            const auto known = std::ranges::find(m_texts, text);
            event.value = known - m_texts.begin();
            if (known == m_texts.end() && m_texts.size() < mostTexts)
                m_texts.push_back(text);
            else if (known == m_texts.end())
                event.value = 0;
        }
        event.detail = static_cast<std::uint8_t>(how);
    }

    static constexpr std::size_t mostTexts = 1000; // of failures

    ImportFindings& m_findings;
    KindWords m_kindWords;
    EventSequence m_sequence;
    EventListNames m_names;
    std::array<std::uint32_t, listedNames> m_known{}; // how many names of each kind were met
    std::uint32_t m_knownRequests = 0;
    std::uint64_t m_rawItem = 0; // of the event at hand, as the list numbers it
    ListedItems m_items;
    std::deque<Event> m_events; // with tasks in the order in which they were met
    std::optional<Event> m_work;
    std::vector<Doing> m_doing;
    std::vector<std::uint32_t> m_inPool;
    std::vector<std::string> m_texts;
    std::int64_t m_lastNs = 0;
    std::int64_t m_workedNs = notYet; // when the latest work ended
    bool m_hasWokenLate = false;      // somebody, without any work that held him up: the clock was a real one
    std::int64_t m_byte = 0;
    std::uint64_t m_lines = 0;
};

EventListReader::EventListReader(TextWindow& window, const ImportProgress& progress)
    : m_window(window)
    , m_progress(progress)
    , d(std::make_unique<Private>(m_findings))
{
}

EventListReader::~EventListReader() = default;

std::uint64_t EventListReader::lines() const
{
    return d->lines();
}

Recording EventListReader::made(const std::string& title)
{
    return d->made(title);
}

bool isEventListLine(std::string_view text)
{
    Line line;
    return readLine(text, line);
}

void EventListReader::read()
{
    const char* at = m_window.begin();
    const auto isBlank = [](std::string_view text) {
        return text.find_first_not_of(" \t\r") == std::string_view::npos;
    };
    const auto byteOf = [&](const char* place) {
        return static_cast<std::int64_t>(m_window.offsetOf(place));
    };
    if (std::string_view(at, m_window.end()).starts_with("\xEF\xBB\xBF")) at += 3;
    ZeroStretches zeros;
    for (;;) {
        zeros.look(m_window);
        const auto* const end =
            static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(m_window.end() - at)));
        if (end) {
            const std::string_view text(at, end);
            if (!isBlank(text)) d->read(text, byteOf(at));
            at = end + 1;
            continue;
        }
        const bool isMore = !m_progress.isCancelled && m_window.refill(at);
        at = m_window.begin();
        if (isMore) continue;
        const std::string_view rest(at, m_window.end());
        if (isEventListLine(rest))
            d->read(rest, byteOf(at));
        else if (!isBlank(rest))
            m_findings.add(ImportFault::CutShort, ImportEffect::Noted, byteOf(m_window.end()));
        zeros.tell(m_findings);
        return;
    }
}

} // namespace sojourn
