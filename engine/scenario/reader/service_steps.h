// The programs of services and of their entry point, in words of the step language.
#pragma once

#include "scenario/scenario.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sojourn {

/// The entry point is always the first group: its task has its turn before any service's.
inline constexpr std::uint16_t entryPointGroup = 0;

/// The program of a service. It waits until those that it needs are ready, starts, reports ready, and stays
/// up until it is told to stop. A start that fails, or that is cut short, has the entry point stop everybody.
/// Its stop runs once, whatever happened, and when its turn has come.
///
///     try:
///         try:
///             wait for needs; start; ready
///         finally:
///             left
///         wait for stop
///     finally:
///         cancel the entry point, unless it is stopping
///         wait for stop; stop
std::vector<Step> serviceSteps(const ServiceInfo& service, const std::vector<std::uint16_t>& neededFlags,
                               std::vector<Step> start, std::vector<Step> stop, std::uint16_t stoppingFlag,
                               const std::string& place);

/// The program of the entry point: it waits until every service is ready, does `steps`, and stops the
/// services one after the other, in that order (numbers of `services`).
std::vector<Step> entryPointSteps(const std::vector<ServiceInfo>& services,
                                  const std::vector<std::size_t>& stopOrder, std::vector<Step> steps,
                                  std::uint16_t stoppingFlag, const std::string& place);

/// The order in which services stop: the reverse of the one in which they are written, but each before those
/// that it needs. They must not need each other in a circle.
std::vector<std::size_t> stopOrderOf(const std::vector<ServiceInfo>& services);

} // namespace sojourn
