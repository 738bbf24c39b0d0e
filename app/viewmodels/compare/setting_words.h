// What differs between two settings of a scenario, in words.
#pragma once

#include "viewmodels/run_setting.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace sojourn {

/// The places of the parameters whose values differ; the one behind the last parameter stands for the seed,
/// and the one behind that for the clock.
std::vector<std::size_t> differences(const RunSetting& from, const RunSetting& to);
bool haveSameParameters(const RunSetting& a, const RunSetting& b); ///< by name, in the same order
/// "Consumers 3 → 4", "Seed 1 → 77", "Run for 5 → 8 s"; of several what they are now: "4 consumers, seed 77",
/// the first two and how many more there are. Empty where nothing differs.
QString changeText(const RunSetting& from, const RunSetting& to);
/// Of several changes both sides of each: "Consumers 3 → 4, Producers 1 → 5"; of one or none empty, since
/// changeText() has it.
QString changesText(const RunSetting& from, const RunSetting& to);
/// The name of a run: all that `setting` has otherwise than the scenario had when it was opened, values
/// first, then seed and clock: "4 consumers, capacity 24, seed 77"; "as opened" where nothing differs. So it
/// says nothing of the way that led there, and runs whose fields differ have different names.
QString runName(const RunSetting& setting, const RunSetting& opened);

/// One parameter and its value, within a sentence: "4 consumers", "capacity 24", "consumer sleep 1 to 3 s".
QString parameterText(const Parameter& parameter);

} // namespace sojourn
