// The clocks of a Perfetto trace, in terms of one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sojourn {

/// What the clocks of a trace show at one instant is told by snapshots; from the latest of them a timestamp
/// of any clock is put on the trace's own (usually the time since boot). Clocks from 64 to 127 belong to one
/// sequence of packets, all others to the whole trace; some count from each packet to the next.
class PerfettoClocks final
{
public:
    static constexpr std::uint64_t monotonic = 3;

    /// Takes in a ClockSnapshot of a sequence.
    void snapshot(std::string_view bytes, std::uint64_t sequence);
    /// What became of a timestamp.
    enum class Reading {
        Told,
        Unknown,    ///< nobody said what the clock shows
        OutOfRange, ///< it is further from 0 than instants reach
    };
    /// A timestamp of a clock (0: the trace's) on the trace's, in nanoseconds. Clocks that count on are moved
    /// on by it.
    Reading toTrace(std::uint64_t timestamp, std::uint64_t clock, std::uint64_t sequence, std::int64_t& ns);
    /// For people: "clock 3", "clock 64 of sequence 7".
    static std::string nameOf(std::uint64_t clock, std::uint64_t sequence);
    /// Packets of the sequence are lost: its clocks that count on tell nothing until the next snapshot.
    void lost(std::uint64_t sequence);

private:
    /// A clock in terms of the trace's.
    struct Clock
    {
        std::int64_t multiplier = 1;
        bool isIncremental = false;
        std::int64_t last = 0;
        std::int64_t offsetNs = 0;
    };
    static bool isOfSequence(std::uint64_t clock);
    static std::uint64_t keyOf(std::uint64_t clock, std::uint64_t sequence);

    std::unordered_map<std::uint64_t, Clock> m_clocks;
    std::uint64_t m_traceClock = 6; // the time since boot, unless a snapshot says otherwise
};

} // namespace sojourn
