// Reads the steps of a group of tasks.
#pragma once

#include "scenario/reader/reading.h"

#include <optional>
#include <string>
#include <vector>

namespace sojourn {

/// Steps beyond this, in all groups together, are refused: each takes some hundred bytes.
inline constexpr std::size_t maxSteps = 1'000'000;

/// What steps may name.
struct StepNames
{
    NameTable queues;
    NameTable flags;
    NameTable pools;
    NameTable servers;
    NameTable groups;
};

/// Group `from` awaits group `to`, at a node of the tree.
struct AwaitEdge
{
    std::uint16_t from = 0;
    std::uint16_t to = 0;
    Reading::Index at = 0;
};

/// Reads steps, one group after the other.
class StepReader final
{
public:
    /// `scenario`: as far as it is read; its parameters and servers are looked at.
    StepReader(Reading& reading, const StepNames& names, const Scenario& scenario)
        : m_reading(reading)
        , m_names(names)
        , m_scenario(scenario)
        , m_parameters(&scenario.parameters)
    {
    }

    /// The steps of a group; `place` is that of the list.
    std::vector<Step> readGroup(Reading::Index list, std::uint16_t group, const std::string& place);
    /// Steps of a service: `named` is what its logs may name, and `readyFlag` what `ready` sets; none: it may
    /// not stand there.
    std::vector<Step> readService(Reading::Index list, std::uint16_t group, const std::string& place,
                                  const std::vector<Parameter>& named,
                                  std::optional<std::uint16_t> readyFlag);
    /// Adds one that stands in no step of the file.
    void addAwait(const AwaitEdge& edge) { m_awaits.push_back(edge); }
    /// Every await of the groups read so far, in order.
    const std::vector<AwaitEdge>& awaits() const { return m_awaits; }
    /// Every request of the groups read so far, in order.
    const std::vector<RequestInfo>& requests() const { return m_requests; }

private:
    using Index = Reading::Index;

    std::vector<Step> list(Index at, const std::string& place);
    Step step(Index at, const std::string& place);
    void readStep(Step& step, Index object, Index argument);
    void readPut(Step& step, Index object);
    void readMark(Step& step, Index object);
    void readPayload(Step& step, Index at);
    LogText carriedText(Index at);
    LogText filledText(Index at);
    void readGet(Step& step, Index object);
    void readIf(Step& step, Index object, Index argument);
    void readRepeat(Step& step, Index object, Index argument);
    void readBreakIf(Step& step, Index argument);
    void readAwait(Step& step, Index object, Index argument);
    void readReady(Step& step, Index argument);
    void readRequest(Step& step, Index object, Index argument);
    void readLog(Step& step, Index object);
    std::vector<Step> inner(const Step& step, Index object, std::string_view key);
    void needsRepeat(Index at, std::string_view what);

    Reading& m_reading;
    const StepNames& m_names;
    const Scenario& m_scenario;
    const std::vector<Parameter>* m_parameters; // that a log may name
    std::optional<std::uint16_t> m_readyFlag;   // of the service whose start is read
    std::vector<AwaitEdge> m_awaits;
    std::vector<RequestInfo> m_requests;
    std::uint16_t m_group = 0;
    int m_repeats = 0; // how many are open around this
    int m_skipped = 0; // how many steps around this are not taken
    std::size_t m_steps = 0;
};

} // namespace sojourn
