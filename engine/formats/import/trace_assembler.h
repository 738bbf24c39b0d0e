// Puts together a recording from what a reader of some format tells.
#pragma once

#include "formats/import/findings.h"
#include "formats/import/flow_points.h"
#include "formats/import/span_list.h"
#include "formats/import/span_matcher.h"
#include "formats/import/text_numbers.h"
#include "trace/recording.h"

#include <cstdint>
#include <deque>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sojourn {

/// A beginning or an end on a track, kept until all of it is there.
struct LateEvent
{
    Span* span; ///< that begins; null: one ends
    std::int64_t ns;
    std::uint32_t name; ///< as the event has it; noTask: it has none
    FilePlace place;
};
/// An end that names another span than the one that it closed.
struct MisnamedEnd
{
    const Span* closed;
    std::int64_t ns;
    std::uint32_t name;
    FilePlace place;
};

/// A row of a recording: a thread, or a series of asynchronous spans.
struct ImportTrack
{
    std::uint32_t process = 0;
    std::string id;   ///< as the file has it
    std::string name; ///< empty: the file names none
    std::int64_t sortIndex = 0;
    bool isAsync = false;
    std::uint32_t partOf = noTask; ///< another track that its spans are of
    SpanList spans;
    MarkList instants;
    SpanMatcher open;
    std::int64_t lastNs =
        std::numeric_limits<std::int64_t>::min(); ///< of its latest beginning or end in the file
    /// Which of the spans have a beginning and an end of their own: those from every even one of these on, up
    /// to the one behind it; up to begunEnd the last ones.
    std::vector<std::size_t> begun = {};
    std::size_t begunEnd = std::numeric_limits<std::size_t>::max();
    std::vector<LateEvent> late = {}; ///< since one came that is before another, in the order of the file
    std::vector<MisnamedEnd> misnamed = {};
    bool isShuffled = false; ///< what comes is late: all is matched anew when everything is there
    enum class Ends : std::uint8_t { None, Named, Unnamed };
    Ends ends = Ends::None; ///< all of them that are not late
};

/// A process, or whatever a format keeps its tracks in.
struct ImportProcess
{
    std::string id;
    std::string name;
    std::int64_t sortIndex = 0;
    std::string labels = {}; ///< what else is said of it: of two of one name, which is which

    /// Its name, or what it is called without one.
    std::string shownName() const;
};
/// What something without a name is called by its id: "thread 7"; an empty id is none.
std::string calledById(std::string_view what, std::string_view id);

/// Values of counters beyond so many are left out.
inline constexpr std::size_t mostCounters = 4096;

/// One number over time.
struct ImportCounter
{
    struct Value
    {
        std::int64_t ns;
        double value;
    };
    std::uint32_t process = 0;
    std::string name;   ///< of the counter
    std::string series; ///< of this number of it; empty: it has but one
    std::vector<Value> values;
    std::uint64_t place = 0;   ///< among all, where the file tells it; they come in the order of their places
    std::uint64_t leftOut = 0; ///< values that are no numbers
    FilePlace firstLeftOut;
    std::int64_t firstLeftOutNs = 0;
};

/// What a span is: one of our states, or a name.
struct SpanLabel
{
    std::uint32_t item = noTask;
    std::uint16_t object = 0;
    TaskState state = TaskState::Running;
    std::uint8_t detail = 0;
};

/// Everything that the readers share. They tell what the file has in the order in which it has it, with the
/// file's own instants; finish() sorts, matches, groups and names. Instants are of at most 2^62 in size.
class TraceAssembler final
{
public:
    TraceAssembler();

    /// Where what is told from now on stands in the file, for the findings.
    void at(FilePlace place) { m_place = place; }
    FilePlace place() const { return m_place; }

    /// The process, the thread of that id; made when it is new. Ids are texts: "7"
    /// is 7. noTask: there are too many tracks; what is told of that one is left out.
    std::uint32_t process(std::string_view id);
    std::uint32_t thread(std::uint32_t process, std::string_view id);
    /// The row for what a process marks without meaning one of its threads.
    std::uint32_t instantsOf(std::uint32_t process);
    ImportProcess& processAt(std::uint32_t process) { return m_processes[process]; }
    ImportTrack& trackAt(std::uint32_t track) { return m_tracks[track]; }
    std::uint32_t processCount() const { return static_cast<std::uint32_t>(m_processes.size()); }
    std::uint32_t trackCount() const { return static_cast<std::uint32_t>(m_tracks.size()); }

    /// A name of spans and instants.
    std::uint32_t spanName(std::string_view name)
    {
        const std::uint32_t known = m_spanNames.size(), number = m_spanNames.numberOf(name);
        if (number == known) [[unlikely]]
            noteText(name);
        return number;
    }
    const std::string& spanNameText(std::uint32_t name) const { return m_spanNames.text(name); }
    /// A name, of whatever, that is met for the first time: where it cannot be shown as it is that is told.
    void noteText(std::string_view name);
    /// A label that is only a name.
    static SpanLabel named(std::uint32_t name) { return {name, namedSpan, TaskState::Running, 0}; }
    /// Things that our own spans are about; made when they are new.
    std::uint16_t queue(std::string_view name);
    std::uint16_t pool(std::string_view name);
    std::uint16_t flag(std::string_view name);
    std::uint16_t request(std::string_view server, std::string_view path);
    /// A group by its name, which need not be there yet; spans that wait for it are given its number at the
    /// end.
    std::uint16_t awaitedGroup(std::string_view name);

    /// A span that ends behind what instants reach is cut there.
    void span(std::uint32_t track, std::int64_t startNs, std::int64_t endNs, const SpanLabel& label);
    void begin(std::uint32_t track, std::int64_t ns, const SpanLabel& label);
    /// `name`: as the end names its span; noTask where it does not.
    void end(std::uint32_t track, std::int64_t ns, std::uint32_t name);
    /// Asynchronous spans of that category and name, by number.
    std::uint32_t asyncSeries(std::string_view category, std::string_view name);
    /// An asynchronous span, told by a key that its beginning and its end share, wherever in the file those
    /// stand. It lies on the track of the span of that key around it; where there is none, on that of its
    /// series.
    void beginAsync(std::uint64_t key, std::int64_t ns, std::uint32_t process, std::uint32_t series,
                    const SpanLabel& label);
    void endAsync(std::uint64_t key, std::int64_t ns);
    /// Something of the asynchronous span of that key that takes no time, called `mark`. It lies on the track
    /// of the span around it, or on that of its series.
    void asyncInstant(std::uint64_t key, std::int64_t ns, std::uint32_t mark, std::uint32_t process,
                      std::uint32_t series);
    /// A flow's point at the asynchronous instant that was told last, on whatever track that will be.
    void flowAtAsyncInstant(const FlowPoint& point);

    /// Something of that name that takes no time: a mark on the first lane of its track.
    void instant(std::uint32_t track, std::int64_t ns, std::uint32_t name);

    /// A counter's number; made when it is new. noTask: there are too many.
    std::uint32_t counter(std::uint32_t process, std::string_view name, std::string_view series,
                          std::string_view id);
    ImportCounter& counterAt(std::uint32_t counter) { return m_counters[counter]; }
    void count(std::uint32_t counter, std::int64_t ns, double value);
    /// Counters that are called so come in this order, and before others.
    void placeCounters(const std::vector<std::string>& names);

    void flow(const FlowPoint& point);

    /// What was recorded of a track from then to then is lost.
    void lost(std::uint32_t track, std::int64_t fromNs, std::int64_t toNs);
    /// Likewise of all tracks of a process, to the end of the recording.
    void lostOnProcess(std::uint32_t process, std::int64_t fromNs);

    ImportFindings& findings() { return m_findings; }
    /// More than this program holds, left out: `kind` says of what.
    void tooMuch(std::string_view kind, std::int64_t ns = notYet, std::uint32_t track = noTask)
    {
        m_findings.addKind(ImportFault::TooMuch, ImportEffect::LeftOut, kind, m_place, ns, track);
    }
    /// How many events say what no recording holds.
    struct NotKept
    {
        std::uint64_t arguments = 0;
        std::uint64_t categories = 0;
        std::uint64_t scopes = 0; ///< of instants: that they are of a process, or of all
        std::uint64_t threadTimes = 0;
        std::uint64_t colours = 0;
        std::uint64_t stacks = 0;
        std::uint64_t metadata = 0;     ///< entries beside the events that say how they came to be
        TextNumbers metadataNames = {}; ///< of those
        TextNumbers emptyTracks = {};   ///< names of rows that are no threads, on which nothing stands
    };
    NotKept& notKept() { return m_notKept; }
    void noteMetadata(std::string_view name);

    /// The recording. `isOurs`: the file was written by this program, so that its instants count from 0 and
    /// its tasks are all there, whether they have spans or not. `info` has what is known of the run already.
    Recording finish(RunInfo info, bool isOurs);

private:
    friend class AssemblyEnd;

    static constexpr const char* tooManyTracks = "on tracks beyond 65,536";

    std::uint16_t numberIn(TextNumbers& names, std::string_view name) { return numberIn(names, name, name); }
    std::uint16_t numberIn(TextNumbers& names, std::string_view key, std::string_view shown);
    void saw(std::int64_t ns);
    std::uint32_t addTrack(ImportTrack track);
    std::uint32_t asyncTrack(std::uint32_t process, std::string_view category, std::string_view name);
    void sawAsync(std::int64_t ns);
    void isLate(ImportTrack& t, std::uint32_t track, std::int64_t ns);

    std::vector<ImportProcess> m_processes;
    std::deque<ImportTrack> m_tracks;
    std::unordered_map<std::string, std::uint32_t> m_processIds;
    std::unordered_map<std::string, std::uint32_t> m_trackIds; // by process and id
    struct AsyncSeries
    {
        std::string category, name;
    };
    std::vector<AsyncSeries> m_asyncSeries;
    TextNumbers m_asyncSeriesNumbers;
    struct AsyncEvent
    {
        std::uint64_t key;
        std::int64_t ns;
        FilePlace place;
        SpanLabel label;
        std::uint32_t process;
        std::uint32_t series; // noTask: it is an end
    };
    RowList<AsyncEvent> m_asyncs; // beginnings and ends, in the order of the file
    std::int64_t m_lastAsyncNs = std::numeric_limits<std::int64_t>::min();
    bool m_areAsyncsShuffled = false; // they do not stand in order of time
    struct AsyncInstant
    {
        std::uint64_t key;
        std::int64_t ns;
        FilePlace place;
        std::uint32_t mark;
        std::uint32_t process;
        std::uint32_t series;
        std::uint32_t track; // noTask: not known yet
    };
    std::vector<AsyncInstant> m_asyncInstants;
    struct AsyncFlow
    {
        std::size_t instant;
        FlowPoint point;
    };
    std::vector<AsyncFlow> m_asyncFlows;
    std::unordered_map<std::uint64_t, std::uint32_t> m_namesOfCategory; // how many series it has
    std::vector<ImportCounter> m_counters;
    std::unordered_map<std::uint64_t, std::uint32_t> m_counterIds;
    std::vector<FlowPoint> m_flows;
    std::vector<LostStretch> m_lost;                                 // of tracks
    std::unordered_map<std::uint32_t, std::int64_t> m_lostProcesses; // since when
    TextNumbers m_spanNames, m_queueNames, m_poolNames, m_flagNames, m_groupNames, m_serverNames,
        m_requestNames;
    std::vector<RequestInfo> m_requests;
    ImportFindings m_findings;
    std::int64_t m_firstNs = 0; // of everything, on the file's clock
    std::int64_t m_lastNs = 0;
    bool m_hasInstants = false;
    FilePlace m_place;
    NotKept m_notKept;
};

} // namespace sojourn
