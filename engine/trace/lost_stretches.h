// Stretches of lanes of which what was recorded is lost.
#pragma once

#include "trace/recording.h"

#include <cstdint>
#include <span>
#include <vector>

namespace sojourn {

/// As a recording has them: in order, those that overlap or touch as one, those of no length left out, and no
/// more than mostLostStretches.
std::vector<LostStretch> inOrder(std::vector<LostStretch> stretches);

/// Those of one task, of all that are in order.
std::span<const LostStretch> lostOn(const std::vector<LostStretch>& stretches, std::uint32_t task);

/// What is lost of every task of a group at once, in order.
std::vector<LostStretch> lostOnAll(const std::vector<LostStretch>& stretches, const GroupInfo& group);

/// The one that an instant of a task lies in; null: none.
const LostStretch* lostAt(const std::vector<LostStretch>& stretches, std::uint32_t task, std::int64_t ns);

/// Likewise of a task that has not begun by then, and also the one that ends there: of several events of an
/// instant its first may be to come.
const LostStretch* lostBeforeStart(const std::vector<LostStretch>& stretches, std::uint32_t task,
                                   std::int64_t ns);

/// Whether it has events that break off, all of them from the run's beginning on.
bool tellsOnlyBeginning(const Recording& recording);

/// When the first event of a run happened whose beginning is lost; 0 of all others. What stands in queues and
/// in hands is known from then on, but for what was there before.
std::int64_t firstKnownNs(const std::vector<LostStretch>& lost, const EventLog& log);

} // namespace sojourn
