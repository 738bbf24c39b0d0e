#include "formats/import/perfetto_clocks.h"

#include "formats/import/perfetto_fields.h"
#include "formats/proto_message.h"
#include "formats/read_limits.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace sojourn {

using namespace perfetto;

namespace {

constexpr std::uint64_t firstOfSequence = 64, lastOfSequence = 127;

std::int64_t held(std::uint64_t value)
{
    return static_cast<std::int64_t>(std::min<std::uint64_t>(value, latestRead));
}

/// a * b + c, held within what an instant may be.
std::int64_t scaledSum(std::int64_t a, std::int64_t b, std::int64_t c)
{
    std::int64_t product = 0, sum = 0;
    if (__builtin_mul_overflow(a, b, &product) || __builtin_add_overflow(product, c, &sum))
        return latestRead + 1;
    return sum;
}

} // namespace

bool PerfettoClocks::isOfSequence(std::uint64_t clock)
{
    return clock >= firstOfSequence && clock <= lastOfSequence;
}

std::uint64_t PerfettoClocks::keyOf(std::uint64_t clock, std::uint64_t sequence)
{
    return isOfSequence(clock) ? sequence << 7 | clock : clock << 7;
}

std::string PerfettoClocks::nameOf(std::uint64_t clock, std::uint64_t sequence)
{
    std::string name = "clock " + std::to_string(clock);
    if (isOfSequence(clock)) name += " of sequence " + std::to_string(sequence);
    return name;
}

void PerfettoClocks::snapshot(std::string_view bytes, std::uint64_t sequence)
{
    static constexpr std::size_t mostClocks = 64;
    std::vector<std::pair<std::uint64_t, Clock>> shown;
    ProtoMessage message(bytes);
    for (ProtoField field; message.next(field);) {
        if (field.number == snapshotTraceClock && field.value != 0) m_traceClock = field.value;
        if (field.number != snapshotClock || shown.size() == mostClocks) continue;
        std::uint64_t id = 0;
        Clock clock;
        ProtoMessage entry(field.bytes);
        for (ProtoField part; entry.next(part);) {
            if (part.number == clockId) id = part.value;
            if (part.number == clockTimestamp) clock.last = held(part.value);
            if (part.number == clockIncremental) clock.isIncremental = part.value != 0;
            if (part.number == clockMultiplier)
                clock.multiplier = std::max<std::int64_t>(held(part.value), 1);
        }
        shown.emplace_back(id, clock);
    }
    const auto showsNs = [](const Clock& clock) {
        return std::min(scaledSum(clock.last, clock.multiplier, 0), latestRead);
    };
    // What the trace's clock shows: it says so itself, or another one that is known does; otherwise the first
    // that belongs to the whole trace is taken for it.
    bool hasNow = false;
    std::int64_t now = 0;
    const auto take = [&](std::int64_t ns) {
        if (!std::exchange(hasNow, true)) now = std::clamp(ns, -latestRead, latestRead);
    };
    for (const auto& [id, clock] : shown)
        if (id == m_traceClock) take(showsNs(clock));
    for (const auto& [id, clock] : shown)
        if (const auto known = m_clocks.find(keyOf(id, sequence)); known != m_clocks.end())
            take(scaledSum(clock.last, clock.multiplier, known->second.offsetNs));
    for (const auto& [id, clock] : shown)
        if (id < firstOfSequence) take(showsNs(clock));
    for (auto& [id, clock] : shown) {
        clock.offsetNs = hasNow ? now - showsNs(clock) : 0;
        m_clocks[keyOf(id, sequence)] = clock;
    }
}

PerfettoClocks::Reading PerfettoClocks::toTrace(std::uint64_t timestamp, std::uint64_t clock,
                                                std::uint64_t sequence, std::int64_t& ns)
{
    ns = held(timestamp);
    if (timestamp > static_cast<std::uint64_t>(latestRead)) return Reading::OutOfRange;
    if (clock == 0 || clock == m_traceClock) return Reading::Told;
    const auto known = m_clocks.find(keyOf(clock, sequence));
    if (known == m_clocks.end()) // a trace without snapshots has one clock, whatever it calls it
        return clock < firstOfSequence ? Reading::Told : Reading::Unknown;
    Clock& own = known->second;
    if (own.isIncremental) {
        if (own.last + ns > latestRead) return Reading::OutOfRange;
        ns = own.last += ns;
    }
    ns = scaledSum(ns, own.multiplier, own.offsetNs);
    return ns >= -latestRead && ns <= latestRead ? Reading::Told : Reading::OutOfRange;
}

void PerfettoClocks::lost(std::uint64_t sequence)
{
    for (std::uint64_t clock = firstOfSequence; clock <= lastOfSequence; ++clock) {
        const auto known = m_clocks.find(keyOf(clock, sequence));
        if (known != m_clocks.end() && known->second.isIncremental) m_clocks.erase(known);
    }
}

} // namespace sojourn
