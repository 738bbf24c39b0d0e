#include "formats/import/session_events.h"

#include "formats/session/run_messages.h"
#include "formats/session/session_layout.h"

#include <algorithm>
#include <utility>

namespace sojourn {

using namespace session;

namespace {

/// A file is not read through for the sake of more gaps: each costs room for all tasks.
constexpr std::size_t mostStretches = 64;
/// More texts are not believed to be lost: room for all of them would have to be made.
constexpr std::int64_t mostLostTexts = std::int64_t{1} << 20;

/// In place of one that is lost; no two are the same.
std::string lostText(std::size_t number)
{
    return "text " + std::to_string(number) + " (lost)";
}

} // namespace

SessionEvents::Stretch::Stretch(const std::shared_ptr<const RunInfo>& info,
                                const std::vector<std::string>& texts, std::uint64_t firstEvent)
    : columns(std::make_shared<Columns>(info, log))
    , sound(*info, firstEvent > 0)
    , first(firstEvent)
    , next(firstEvent)
{
    for (const std::string& text : texts)
        log->addText(text);
    sound.haveTexts(static_cast<std::int64_t>(texts.size()));
}

SessionEvents::SessionEvents(std::shared_ptr<const RunInfo> info)
    : m_info(std::move(info))
    , m_current(std::make_unique<Stretch>(m_info, m_texts, 0))
{
}

SessionEvents::Taken SessionEvents::takeTexts(std::string_view bytes, bool canWait)
{
    const std::size_t before = m_texts.size();
    const std::uint64_t first = numberedFrom(bytes);
    if (first > before && canWait) return Taken::Later;
    if (!readTexts(bytes, m_texts)) {
        m_texts.resize(before);
        return Taken::None;
    }
    for (std::size_t i = before; i < m_texts.size(); ++i) {
        if (i < first) m_texts[i] = lostText(i);
        // A text that there was already would take the number of a later one.
        if (m_current->log->addText(m_texts[i]) == static_cast<std::int64_t>(i)) continue;
        m_texts.resize(i);
        return Taken::None;
    }
    m_current->sound.haveTexts(static_cast<std::int64_t>(m_texts.size()));
    return Taken::Whole;
}

bool SessionEvents::lacksText(const Event& event) const
{
    return textsUsed(event) > static_cast<std::int64_t>(m_texts.size());
}

/// Whether there are texts now as far as the event needs.
bool SessionEvents::standInForText(const Event& event)
{
    const std::int64_t needed = textsUsed(event);
    if (!m_losesParts || needed - static_cast<std::int64_t>(m_texts.size()) > mostLostTexts) return false;
    while (static_cast<std::int64_t>(m_texts.size()) < needed)
        m_current->log->addText(m_texts.emplace_back(lostText(m_texts.size())));
    m_current->sound.haveTexts(needed);
    return true;
}

bool SessionEvents::isCurrentLonger() const
{
    return !m_longest || m_current->log->size() > m_longest->log->size();
}

/// False: there were too many.
bool SessionEvents::beginStretch(std::uint64_t first)
{
    if (++m_stretches > mostStretches) return false;
    if (isCurrentLonger()) m_longest = std::move(m_current);
    m_current = std::make_unique<Stretch>(m_info, m_texts, first);
    return true;
}

/// Before the chunk at hand, of which so many have come already.
void SessionEvents::noteGap(std::uint64_t begun)
{
    const std::vector<Event>& events = m_chunk.events;
    if (begun >= events.size()) return;
    const bool isGap = m_chunk.first + begun > m_current->next;
    if (isGap && m_gaps.size() < mostStretches)
        m_gaps.push_back({m_lastNs, std::max(m_lastNs, events[begun].timeNs)});
    m_lastNs = std::max(m_lastNs, events.back().timeNs);
}

SessionEvents::Taken SessionEvents::take(std::string_view bytes, bool canWait)
{
    if (!readEventChunk(bytes, m_chunk)) {
        m_current->isOver = true;
        return Taken::None;
    }
    std::vector<Event>& events = m_chunk.events;
    const std::uint64_t end = m_chunk.first + events.size();
    if (end >= mostTold) return Taken::None;
    if (canWait && !m_current->isOver && m_chunk.first > m_current->next) return Taken::Later;
    m_told = std::max(m_told, end);
    const bool isBegun = m_chunk.first == m_begunChunk;
    const std::uint64_t begun =
        isBegun ? std::min<std::uint64_t>(m_current->next - m_chunk.first, events.size()) : 0;
    m_begunChunk.reset();
    if (m_chunk.first + begun < m_current->next) return Taken::None; // they came already
    const auto isListed = [](const Event& event) { return event.kind <= lastListedKind; };
    if (!isBegun) {
        m_seen += events.size();
        m_listedSeen += static_cast<std::uint64_t>(std::ranges::count_if(events, isListed));
    }
    noteGap(begun);
    if ((m_current->isOver || m_chunk.first + begun > m_current->next) && !beginStretch(m_chunk.first))
        return Taken::Whole; // counted with what is lost
    Stretch& stretch = *m_current;
    for (std::size_t i = begun; i < events.size(); ++i, ++stretch.next) {
        Event& event = events[i];
        if (lacksText(event) && (canWait || !standInForText(event))) {
            stretch.isOver = !canWait;
            if (canWait) m_begunChunk = m_chunk.first;
            break;
        }
        const Soundness sound = stretch.sound.take(event);
        stretch.isOver = sound == Soundness::None;
        if (stretch.isOver) break;
        std::uint64_t& count = sound == Soundness::Sound ? stretch.listed : stretch.ofLost;
        count += isListed(event);
        if (sound == Soundness::Sound) stretch.log->append(event);
    }
    stretch.log->publish();
    stretch.columns->advance();
    if (m_begunChunk) return Taken::Later;
    return stretch.isOver ? Taken::InPart : Taken::Whole;
}

void SessionEvents::finish(std::optional<std::uint64_t> count)
{
    if (count && *count < mostTold) m_told = std::max(m_told, *count);
    m_shown = isCurrentLonger() ? m_current.get() : m_longest.get();
}

std::uint64_t SessionEvents::listedAtLeast() const
{
    const std::uint64_t lost = m_listedSeen - m_shown->listed;
    return m_shown->listed + (m_told > m_seen ? std::max<std::uint64_t>(lost, 1) : lost);
}

std::int64_t SessionEvents::firstNs() const
{
    return isEmpty() ? 0 : (*m_shown->log)[0].timeNs;
}

std::vector<LostStretch> SessionEvents::lostBefore() const
{
    std::vector<LostStretch> lost;
    if (!isBeginningLost()) return lost;
    const EventLog& log = *m_shown->log;
    std::vector<bool> isSeen(m_info->taskCount());
    std::size_t unseen = isSeen.size();
    for (std::uint64_t i = 0; i < log.size() && unseen > 0; ++i) {
        const Event& event = log[i];
        if (isSeen[event.task]) continue;
        isSeen[event.task] = true;
        --unseen;
        if (event.kind != EventKind::Started) lost.push_back({event.task, 0, event.timeNs});
    }
    for (std::uint32_t task = 0; task < isSeen.size(); ++task)
        if (!isSeen[task]) lost.push_back({task, 0, lastNs()});
    return lost;
}

} // namespace sojourn
