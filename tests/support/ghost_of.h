// A ghost for tests of views: of columns that are there already.
#pragma once

#include "scene/compare/ghost_run.h"

#include <memory>

namespace sojourn::test {

/// What kept runs would make of a run of these columns.
inline std::shared_ptr<const KeptRun> keptOf(std::shared_ptr<const Columns> columns, std::int64_t endNs)
{
    auto kept = std::make_shared<KeptRun>();
    kept->derivedName = QStringLiteral("the other");
    kept->ran = true;
    kept->columns = std::move(columns);
    kept->endNs = endNs;
    return kept;
}

struct GhostOf
{
    GhostOf(std::shared_ptr<const Columns> columns, std::int64_t endNs)
    {
        auto index = std::make_shared<RunIndex>();
        index->update(*columns);
        ghost.show(keptOf(std::move(columns), endNs), index);
    }

    GhostRun ghost;
};

} // namespace sojourn::test
