// What is selected in a run, in words that another run of the same scenario understands as well.
#pragma once

#include "trace/columns.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace sojourn {

/// A task by its group and number, a queue by its name, an item by who made it as its how-manieth.
class RunMarks final
{
public:
    /// Numbers of `columns`; -1 or one that is not there: nothing is marked.
    RunMarks(const Columns& columns, std::shared_ptr<const RunInfo> info, int item, int task, int queue);

    /// The same ones in another run, or in as much of it as is there; -1: not there.
    int task(const RunInfo& info) const;
    int queue(const RunInfo& info) const;
    int item(const Columns& columns) const;
    bool hasItem() const { return m_maker.has_value(); }

private:
    std::shared_ptr<const RunInfo> m_info; // of the run that the numbers are of
    std::optional<std::uint32_t> m_task, m_queue, m_maker;
    std::uint32_t m_nth = 0;
};

} // namespace sojourn
