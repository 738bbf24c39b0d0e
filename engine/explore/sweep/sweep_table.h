// What a sweep came to, as a table that is written, read again and put together from shards.
#pragma once

#include "explore/sweep/sweep.h"
#include "formats/sink.h"
#include "scenario/scenario_file.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

struct SweepRow
{
    std::uint64_t cell = 0;
    std::vector<std::string> values; ///< of the varied parameters, as they are typed
    std::uint32_t replications = 0;
    std::uint32_t unfinished = 0;
    std::vector<ReplicationEstimate> metrics;

    /// Whether the numbers may be trusted to be about whole runs.
    bool isSound() const { return replications > 0 && unfinished == 0; }
};

/// Rows by cell, and what they have in common. All of a sweep, a shard of it, or as far as it got.
struct SweepTable
{
    std::vector<std::string> parameters;           ///< the varied ones
    std::vector<std::string> metrics;              ///< as they were asked for
    std::uint64_t cells = 0;                       ///< of the whole grid
    std::string fingerprint;                       ///< SweepPlan::fingerprint()
    std::vector<SweepRow> rows;                    ///< in the order of cells, once sort() was called
    std::vector<std::string> unlimitedAtZero = {}; ///< SweepPlan::unlimitedAtZero()

    void sort();
    /// Of a parameter by its number.
    bool isUnlimitedAtZero(std::size_t parameter) const;
    bool isWhole() const { return !rows.empty() && rows.size() == cells; }
};

/// A table without rows.
SweepTable sweepTableOf(const SweepPlan& plan);
/// The row of a cell that was computed by a sweep of that plan.
SweepRow sweepRowOf(const SweepCell& cell, const SweepPlan& plan);

/// Writes CSV as RFC 4180 has it: a header, then a row a cell. Columns: `cell`, from 0; each varied
/// parameter; `replications`, those that ran; `unfinished`, how many of them failed, stalled or spun; for
/// each metric M its value over all replications `M` (see ReplicationEstimate), the ends of the 95 % interval
/// `M.low` and `M.high`, and `M.n`, how many replications had a value; `cells` of the whole grid; `sweep`,
/// the fingerprint; for each parameter P whose 0 is no limit `P.no_limit`, 1 in cells where it is 0, and
/// otherwise 0, so that who reads the table alone knows. Cells without a value are empty. Numbers have as
/// many digits as reading back needs, so that a table that is read and written again is the same bytes.
void writeSweepTable(const SweepTable& table, Sink& sink);

/// Reads what writeSweepTable() wrote, whatever its line ends have become since. Refused, with the line:
/// anything else, and a value outside of its own interval.
Checked<SweepTable> readSweepTable(std::string_view csv);

/// Adds a shard's rows to a table that was empty to begin with (SweepTable()) and has had others added since.
/// A cell that both have counts once. Refused, with what is wrong about the shard: one of another sweep, and
/// one that has other numbers for a cell.
std::optional<std::string> mergeInto(SweepTable& table, SweepTable shard);

} // namespace sojourn
