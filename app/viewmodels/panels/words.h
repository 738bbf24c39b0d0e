// Names and numbers as the panels write them.
#pragma once

#include "theme/state_look.h"
#include "trace/columns.h"

#include <QString>

#include <cstdint>
#include <string>

namespace sojourn {

/// "2.70 s", "334 ms".
QString durationText(std::int64_t ns);
/// An instant of a run that lasts `endNs`: "20.22 s", "412.05 ms"; all instants of a run in the same unit,
/// but "0 s" and "37 ns" in one of microseconds.
QString instantText(std::int64_t ns, std::int64_t endNs);
/// How far apart two instants of such a run may be that instantText() gives the same words; 0: it tells each
/// to the nanosecond.
std::int64_t instantTextStep(std::int64_t endNs);
/// An instant to the nanosecond: "94608000.000000037 s".
QString exactInstantText(std::int64_t ns);
/// "1,234,567".
QString countText(std::uint64_t n);
/// Three significant figures, as everywhere; never with a power of ten.
QString figuresText(double value);
/// "1st", "12th", "23rd".
QString ordinal(std::uint64_t n);
/// As shareText() has it.
QString percentText(double ratio);
/// A sentence of the engine as the window says it: in round quotation marks, tasks by their titles. The
/// command line's `"producer-0" failed` is “Producer 0” failed here.
QString engineWords(const RunInfo& info, const std::string& sentence);
/// "Producer 0", or "main" for a task of a group without a count.
QString taskTitle(const RunInfo& info, std::uint32_t task);
/// Of the task that events and logs call so ("producer-0"); that name itself where there is none.
QString taskTitle(const RunInfo& info, const std::string& name);

/// How a state is drawn.
/// `phase`: of an offloaded one that asks a server.
StateLook lookOf(TaskState state, RequestPhase phase = RequestPhase::None);
/// How a task that is in such a span is drawn.
StateLook lookOf(const Span& span);
/// "waiting for flag, join or task": all states that look the same.
QString lookText(StateLook look);
/// What a task is doing, of itself: "waiting for “producer” to end".
/// `phase`: of an offloaded one that asks a server.
QString stateWords(const RunInfo& info, TaskState state, std::uint16_t object,
                   RequestPhase phase = RequestPhase::None);
/// What whoever waits for a flag waits for: "waiting until “api” is ready", "waiting for the flag “go”".
QString flagWords(const RunInfo& info, std::uint16_t flag);
/// Why a request brought no reply: "no reply in time", "an error status".
QString failureWords(RequestFailure failure);
/// Where a request is: "waiting for a reply of “api”". `request`: its number in RunInfo::requests.
QString requestWords(const RunInfo& info, RequestPhase phase, std::uint16_t request);

} // namespace sojourn
