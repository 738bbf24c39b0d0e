#include "formats/import/trace_assembler.h"

#include "formats/import/assembly_end.h"
#include "formats/import/shown_text.h"
#include "formats/read_limits.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sojourn {

namespace {

constexpr std::size_t mostTracks = std::size_t{1} << 16;
constexpr std::uint32_t mostNumbers = 0xE000; // 16 bits number them, and counters may come on top
constexpr std::uint32_t mostSeriesOfCategory = 64;
constexpr double largestValue = 1e300; // of a counter: sums and differences of two are numbers as well
constexpr std::uint32_t mostMetadataNames = 1000;

std::string keyOf(std::uint32_t process, char kind, std::string_view id)
{
    return std::to_string(process) + kind + std::string(id);
}

} // namespace

std::string calledById(std::string_view what, std::string_view id)
{
    return std::string(what) + (id.empty() ? " without an id" : ' ' + std::string(id));
}

std::string ImportProcess::shownName() const
{
    return name.empty() ? calledById("process", id) : name;
}

TraceAssembler::TraceAssembler() = default;

void TraceAssembler::noteText(std::string_view name)
{
    m_findings.noteText(name, m_place);
}

void TraceAssembler::noteMetadata(std::string_view name)
{
    ++m_notKept.metadata;
    m_notKept.metadataNames.numberOf(name, mostMetadataNames);
}

/// The number of a name among those of its kind; the last one stands for all that are too many.
std::uint16_t TraceAssembler::numberIn(TextNumbers& names, std::string_view key, std::string_view shown)
{
    const std::uint32_t known = names.size(), number = names.numberOf(key, mostNumbers);
    if (number == mostNumbers) {
        m_findings.addKind(ImportFault::TooMuch, ImportEffect::Mended,
                           "names of queues and the like beyond 57,344", m_place);
        return static_cast<std::uint16_t>(mostNumbers - 1);
    }
    if (number == known) noteText(shown);
    return static_cast<std::uint16_t>(number);
}

std::uint32_t TraceAssembler::process(std::string_view id)
{
    const auto known = m_processIds.find(std::string(id));
    if (known != m_processIds.end()) return known->second;
    const auto number = static_cast<std::uint32_t>(m_processes.size());
    if (number >= mostTracks) {
        m_findings.addKind(ImportFault::TooMuch, ImportEffect::Mended, "processes beyond 65,536", m_place);
        return number - 1;
    }
    noteText(id);
    m_processes.push_back({std::string(id), {}, 0});
    m_processIds.emplace(id, number);
    return number;
}

std::uint32_t TraceAssembler::addTrack(ImportTrack track)
{
    if (m_tracks.size() >= mostTracks) return noTask;
    m_tracks.push_back(std::move(track));
    return static_cast<std::uint32_t>(m_tracks.size() - 1);
}

std::uint32_t TraceAssembler::thread(std::uint32_t process, std::string_view id)
{
    std::string key = keyOf(process, 't', id);
    if (const auto known = m_trackIds.find(key); known != m_trackIds.end()) return known->second;
    ImportTrack track;
    track.process = process;
    track.id = id;
    noteText(id);
    const std::uint32_t number = addTrack(std::move(track));
    if (number != noTask) m_trackIds.emplace(std::move(key), number);
    return number;
}

std::uint32_t TraceAssembler::asyncTrack(std::uint32_t process, std::string_view category,
                                         std::string_view name)
{
    // Requests that are each called by their own name share the row of their category.
    std::string key = keyOf(process, 'a', category) + '\n' + std::string(name);
    if (const auto known = m_trackIds.find(key); known != m_trackIds.end()) return known->second;
    std::uint32_t& series = m_namesOfCategory[hashOf(hashOf(category), process)];
    const bool isOneTooMany = series == mostSeriesOfCategory;
    if (isOneTooMany) {
        key = keyOf(process, 'c', category);
        if (const auto known = m_trackIds.find(key); known != m_trackIds.end()) return known->second;
    } else {
        ++series;
    }
    ImportTrack track;
    track.process = process;
    track.isAsync = true;
    track.name = isOneTooMany || name.empty() ? category : name;
    noteText(track.name);
    const std::uint32_t number = addTrack(std::move(track));
    if (number != noTask) m_trackIds.emplace(std::move(key), number);
    return number;
}

std::uint32_t TraceAssembler::instantsOf(std::uint32_t process)
{
    std::string key = keyOf(process, 'i', {});
    if (const auto known = m_trackIds.find(key); known != m_trackIds.end()) return known->second;
    ImportTrack track;
    track.process = process;
    track.isAsync = true; // below its threads
    track.name = "instants";
    const std::uint32_t number = addTrack(std::move(track));
    if (number != noTask) m_trackIds.emplace(std::move(key), number);
    return number;
}

std::uint16_t TraceAssembler::queue(std::string_view name)
{
    return numberIn(m_queueNames, name);
}
std::uint16_t TraceAssembler::pool(std::string_view name)
{
    return numberIn(m_poolNames, name);
}
std::uint16_t TraceAssembler::flag(std::string_view name)
{
    return numberIn(m_flagNames, name);
}
std::uint16_t TraceAssembler::awaitedGroup(std::string_view name)
{
    return numberIn(m_groupNames, name);
}

std::uint16_t TraceAssembler::request(std::string_view server, std::string_view path)
{
    const std::uint16_t number =
        numberIn(m_requestNames, std::string(server) + '\n' + std::string(path), path);
    if (number == m_requests.size())
        m_requests.push_back({numberIn(m_serverNames, server), std::string(path)});
    return number;
}

void TraceAssembler::saw(std::int64_t ns)
{
    if (!std::exchange(m_hasInstants, true)) m_firstNs = m_lastNs = ns;
    m_firstNs = std::min(m_firstNs, ns);
    m_lastNs = std::max(m_lastNs, ns);
}

void TraceAssembler::span(std::uint32_t track, std::int64_t startNs, std::int64_t endNs,
                          const SpanLabel& label)
{
    if (track == noTask) return tooMuch(tooManyTracks, startNs);
    saw(startNs);
    if (endNs > latestRead) [[unlikely]] {
        m_findings.add(ImportFault::OutOfRange, ImportEffect::Mended, m_place, startNs, track);
        endNs = latestRead;
    }
    if (endNs < startNs)
        return m_findings.add(ImportFault::Backwards, ImportEffect::LeftOut, m_place, startNs, track);
    saw(endNs);
    m_tracks[track].spans.add({startNs, endNs, label.item, label.object, label.state, label.detail});
}

void TraceAssembler::begin(std::uint32_t track, std::int64_t ns, const SpanLabel& label)
{
    if (track == noTask) return tooMuch(tooManyTracks, ns);
    saw(ns);
    ImportTrack& t = m_tracks[track];
    if (ns < t.lastNs) [[unlikely]]
        isLate(t, track, ns);
    t.lastNs = ns;
    const std::size_t count = t.spans.count();
    Span& span = t.spans.add({ns, notYet, label.item, label.object, label.state, label.detail});
    if (t.isShuffled) [[unlikely]]
        return t.late.push_back({&span, ns, label.item, m_place});
    if (t.begunEnd != count) [[unlikely]] {
        if (!t.begun.empty()) t.begun.push_back(t.begunEnd);
        t.begun.push_back(count);
    }
    t.begunEnd = count + 1;
    t.open.begin(span, label.item, m_place);
}

void TraceAssembler::end(std::uint32_t track, std::int64_t ns, std::uint32_t name)
{
    if (track == noTask) return tooMuch(tooManyTracks, ns);
    saw(ns);
    ImportTrack& t = m_tracks[track];
    if (ns < t.lastNs) [[unlikely]]
        isLate(t, track, ns);
    t.lastNs = ns;
    const ImportTrack::Ends ends = name == noTask ? ImportTrack::Ends::Unnamed : ImportTrack::Ends::Named;
    // Which of those before were named is only known where all were, or none.
    if (ends != t.ends) [[unlikely]] {
        t.isShuffled |= t.ends != ImportTrack::Ends::None;
        if (t.ends == ImportTrack::Ends::None) t.ends = ends;
    }
    if (t.isShuffled) [[unlikely]]
        return t.late.push_back({nullptr, ns, name, m_place});
    const SpanMatcher::Open* const closed = t.open.end({ns, name, m_place});
    if (closed && name != noTask && closed->span->isNamed() && closed->name != name)
        t.misnamed.push_back({closed->span, ns, name, m_place});
}

/// From the first beginning or end on that stands behind a later one, what belongs together is found when all
/// of them are there.
void TraceAssembler::isLate(ImportTrack& t, std::uint32_t track, std::int64_t ns)
{
    m_findings.add(ImportFault::OutOfOrder, ImportEffect::Mended, m_place, ns, track);
    t.isShuffled = true;
}

std::uint32_t TraceAssembler::asyncSeries(std::string_view category, std::string_view name)
{
    std::string key(category);
    key.append(1, '\n').append(name);
    const std::uint32_t number = m_asyncSeriesNumbers.numberOf(key);
    if (number == m_asyncSeries.size()) m_asyncSeries.push_back({std::string(category), std::string(name)});
    return number;
}

void TraceAssembler::sawAsync(std::int64_t ns)
{
    saw(ns);
    m_areAsyncsShuffled |= ns < m_lastAsyncNs;
    m_lastAsyncNs = ns;
}

void TraceAssembler::beginAsync(std::uint64_t key, std::int64_t ns, std::uint32_t process,
                                std::uint32_t series, const SpanLabel& label)
{
    sawAsync(ns);
    m_asyncs.add({key, ns, m_place, label, process, series});
}

void TraceAssembler::endAsync(std::uint64_t key, std::int64_t ns)
{
    sawAsync(ns);
    m_asyncs.add({key, ns, m_place, {}, 0, noTask});
}

void TraceAssembler::asyncInstant(std::uint64_t key, std::int64_t ns, std::uint32_t mark,
                                  std::uint32_t process, std::uint32_t series)
{
    saw(ns);
    m_asyncInstants.push_back({key, ns, m_place, mark, process, series, noTask});
}

void TraceAssembler::flowAtAsyncInstant(const FlowPoint& point)
{
    saw(point.ns);
    m_asyncFlows.push_back({m_asyncInstants.size() - 1, point});
}

void TraceAssembler::instant(std::uint32_t track, std::int64_t ns, std::uint32_t name)
{
    if (track == noTask) return tooMuch(tooManyTracks, ns);
    saw(ns);
    m_tracks[track].instants.add(Mark::named(ns, name));
}

std::uint32_t TraceAssembler::counter(std::uint32_t process, std::string_view name, std::string_view series,
                                      std::string_view id)
{
    const std::uint64_t key = hashOf(hashOf(hashOf(hashOf(name), hashOf(series)), hashOf(id)), process);
    if (const auto known = m_counterIds.find(key); known != m_counterIds.end()) return known->second;
    if (m_counters.size() >= mostCounters) return noTask;
    const auto number = static_cast<std::uint32_t>(m_counters.size());
    ImportCounter counter;
    counter.process = process;
    counter.name = name;
    if (!id.empty()) counter.name += " " + std::string(id);
    counter.series = series;
    noteText(counter.name);
    noteText(series);
    m_counters.push_back(std::move(counter));
    m_counterIds.emplace(key, number);
    return number;
}

void TraceAssembler::count(std::uint32_t counter, std::int64_t ns, double value)
{
    if (counter == noTask) return tooMuch("values of counters beyond 4,096", ns);
    ImportCounter& made = m_counters[counter];
    if (!(std::abs(value) <= largestValue)) { // told when its name is known
        if (made.leftOut++ > 0) return;
        made.firstLeftOut = m_place;
        made.firstLeftOutNs = ns;
        return;
    }
    saw(ns);
    made.values.push_back({ns, value});
}

void TraceAssembler::placeCounters(const std::vector<std::string>& names)
{
    for (ImportCounter& counter : m_counters)
        counter.place = static_cast<std::uint64_t>(std::ranges::find(names, counter.name) - names.begin());
}

void TraceAssembler::flow(const FlowPoint& point)
{
    if (point.track == noTask) return tooMuch(tooManyTracks, point.ns);
    saw(point.ns);
    if (point.saidNs != notYet) saw(point.saidNs);
    m_flows.push_back(point);
}

void TraceAssembler::lost(std::uint32_t track, std::int64_t fromNs, std::int64_t toNs)
{
    if (track != noTask && m_lost.size() < mostLostStretches) m_lost.push_back({track, fromNs, toNs});
}

void TraceAssembler::lostOnProcess(std::uint32_t process, std::int64_t fromNs)
{
    const auto [known, isNew] = m_lostProcesses.emplace(process, fromNs);
    if (!isNew) known->second = std::min(known->second, fromNs);
}

Recording TraceAssembler::finish(RunInfo info, bool isOurs)
{
    return AssemblyEnd(*this, std::move(info), isOurs).made();
}

} // namespace sojourn
