// A run that was tried, to compare with and to go back to.
#pragma once

#include "explore/compare/run_figures.h"
#include "stats/summary.h"
#include "trace/columns.h"
#include "viewmodels/compare/run_sketch.h"
#include "viewmodels/run_setting.h"

#include <QDateTime>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace sojourn {

/// A setting, and the run of it once it has ended. What was recorded is shared with whoever shows it and
/// never changes. It may be let go of to save memory: `ran` stays, and on the virtual clock the same run is
/// computed again when it is asked for.
struct KeptRun
{
    int number = 0; ///< its own, in the order of making
    RunSetting setting;
    QString derivedName; ///< see runName()
    QString givenName;   ///< by the user; empty: none
    QString openedName;  ///< of the file that was open, or of the built-in scenario
    bool isAsOpened = false;
    /// Of what was open before: it is compared with, and can't be gone back to.
    bool isOfOther = false;
    QDateTime madeAt;

    bool ran = false; ///< what follows is known
    std::shared_ptr<const Scenario> scenario;
    std::shared_ptr<const Columns> columns; ///< null: let go of
    std::shared_ptr<const Summary> summary;
    RunEnd end;
    std::int64_t endNs = 0;
    bool firstPart = false; ///< it went on behind its end
    std::optional<RunFigures> figures;
    RunSketch sketch;      ///< comes a little later
    std::size_t bytes = 0; ///< of the columns
    bool underWay = false; ///< it is computed again

    /// "90 items in 47.7 s", "9,977 of 10,000 in 46 min" where not all got done, short enough for a line of
    /// the list; of a run that is known.
    QString extentText() const;
    /// The same in fewer letters: "10,000 in 46.5 min".
    QString briefExtentText() const;
    QString name() const { return givenName.isEmpty() ? derivedName : givenName; }
    /// Beside those of other files: "evening.sojourn, 3 consumers".
    QString nameAmongFiles() const;
};

/// From A to B: what is set otherwise ("Consumers 3 → 4"), or both names where they have not the same
/// parameters.
QString changeText(const KeptRun& a, const KeptRun& b);

} // namespace sojourn
