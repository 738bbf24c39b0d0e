// Reads services and their entry point.
#pragma once

#include "scenario/reader/reading.h"
#include "scenario/reader/step_reader.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sojourn {

/// Makes groups of tasks of services and of their entry point. Names come first, since steps anywhere may
/// mention them; what steps say follows when all names are known.
class ServiceReader final
{
public:
    /// All must outlive it.
    ServiceReader(Reading& reading, Scenario& scenario, StepNames& names)
        : m_reading(reading)
        , m_scenario(scenario)
        , m_names(names)
    {
    }

    /// Adds the groups, flags and the pool of the entry point. It comes before all other groups are read.
    void readNames();
    /// Fills in the programs.
    void readSteps(StepReader& steps);
    /// Where each group that it added has its name, in order.
    const std::vector<Reading::Index>& groupPlaces() const { return m_places; }

private:
    using Index = Reading::Index;

    void addEntryPoint(Index at);
    void readSettings(Index at);
    void addService(Index at);
    void readNeeds(std::size_t service, Index at);
    void refuseCircle();
    std::uint16_t addFlag(Index at, const std::string& name);
    std::vector<Step> stepsOf(StepReader& steps, std::size_t service, std::string_view part);

    Reading& m_reading;
    Scenario& m_scenario;
    StepNames& m_names;
    std::vector<Index> m_services;
    std::vector<Index> m_places;
    std::vector<AwaitEdge> m_needs;
    std::uint16_t m_stoppingFlag = 0;
};

} // namespace sojourn
