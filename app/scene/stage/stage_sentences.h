// The parts that the stage's sentence is chosen from. Each is empty when there is nothing of its kind to say.
#pragma once

#include "scene/base/run_view.h"

#include <QString>

#include <cstdint>

namespace sojourn {

/// The task that holds the loop at this instant; noTask when none does.
std::uint32_t holderOfLoop(const RunView& run);
/// The task sleeps, though its time is up: somebody holds the loop.
bool isOverdue(const RunView& run, std::uint32_t task);
/// Who computes on the loop, and whom that keeps from their turn. `always`: though it keeps nobody.
QString loopSentence(const RunView& run, bool always);
/// How far the services are on their way up or down.
QString serviceSentence(const RunView& run);
/// How many requests are where.
QString requestSentence(const RunView& run);
/// Who waits for a thread, else what most tasks do.
QString sentenceWithoutQueues(const RunView& run);

} // namespace sojourn
