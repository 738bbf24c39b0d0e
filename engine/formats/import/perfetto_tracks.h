// The tracks and counters of a Perfetto trace.
#pragma once

#include "formats/import/trace_assembler.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sojourn {

/// Keeps what descriptors say of tracks, and has the assembler make those that events are on. Descriptors may
/// come behind the events of their tracks: names are given at the end.
class PerfettoTracks final
{
public:
    /// What a counter track makes of its values.
    struct Counter
    {
        std::uint32_t number = noTask; ///< among the assembler's
        bool isIncremental = false;    ///< each value is to be added to the one before
        double multiplier = 1;
    };

    explicit PerfettoTracks(TraceAssembler& told)
        : m_told(told)
    {
    }

    /// Takes in a TrackDescriptor.
    void describe(std::string_view bytes);
    /// Takes in a ProcessDescriptor or a ThreadDescriptor that is no part of a track's.
    void describeProcess(std::string_view bytes);
    void describeThread(std::string_view bytes);
    /// Takes in a ProcessTree, which names what nothing else names.
    void describeTree(std::string_view bytes);

    /// The assembler's number of a track; `name`: of the event for which it is made, which names the track
    /// where nothing else does.
    std::uint32_t trackOf(std::uint64_t uuid, std::string_view name);
    std::uint32_t threadOf(std::uint64_t process, std::uint64_t thread);
    std::uint32_t processNumber(std::uint64_t process);
    /// The process that a track belongs to, as its id; empty: to none.
    std::string processOf(std::uint64_t uuid) const;
    Counter counterOf(std::uint64_t uuid);
    /// A counter track of what a thread has used so far: its time, its instructions.
    bool isOfThread(std::uint64_t uuid) const;

    /// Names everything; `isOurs`: threads without events are tracks all the same.
    void finish(bool isOurs);
    /// Whether this program wrote the trace, and the scenario of which it is a run; empty: it is none.
    bool isOurs() const { return m_ours.isOurs; }
    const std::string& scenario() const { return m_ours.scenario; }
    std::uint64_t seed() const { return m_ours.seed; }

private:
    struct Track
    {
        std::uint64_t parent = 0;
        std::string name, process, thread, processName, unit;
        std::string firstEvent; // on it
        bool isCounter = false;
        bool isIncremental = false;
        bool isOfThread = false;
        double multiplier = 1;
        std::int64_t rank = 0;          // among its siblings
        std::uint32_t track = noTask;   // among the assembler's
        std::uint32_t counter = noTask; // among the assembler's
        bool isTrackKnown = false, isCounterKnown = false;
        bool isDescribed = false;
        FilePlace firstPlace; // of its first event
    };

    /// What this program writes of its run.
    struct Ours
    {
        bool isOurs = false;
        std::string scenario;
        std::uint64_t seed = 1;
    };

    static void readProcess(std::string_view bytes, Track& track, Ours& ours);
    static void readThread(std::string_view bytes, Track& track);
    static void readCounter(std::string_view bytes, Track& track);
    std::string processOf(const Track& track) const;
    std::uint32_t threadAbove(const Track& track) const;
    std::string counterName(std::uint64_t uuid, const Track& track) const;
    void tellUndescribed();
    void tellEmpty(const Track& track, const std::string& process);

    TraceAssembler& m_told;
    std::unordered_map<std::uint64_t, Track> m_tracks;
    std::unordered_map<std::string, std::string> m_processNames; // by id, where no descriptor has one
    std::unordered_map<std::string, std::string> m_threadNames;  // by process, a line's end, and thread
    Ours m_ours;
};

} // namespace sojourn
