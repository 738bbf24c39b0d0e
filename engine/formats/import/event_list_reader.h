// Reads this program's own event list back into a log.
#pragma once

#include "formats/import/findings.h"
#include "formats/import/import_progress.h"
#include "formats/import/text_window.h"
#include "trace/recording.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace sojourn {

/// Whether a line is one of an event list: an object with `t`, `task` and `event`.
bool isEventListLine(std::string_view line);

/// Reads JSON Lines as `--events` writes them. Groups are told by the names of tasks (name-0, name-1, …),
/// what they do with queues by their events. What the list does not tell is derived where it follows: the end
/// of `work`, and since when a sleeper that woke late was ready. Capacities, orders and the threads of pools
/// are not in it; a pool is given as many threads as had work at once.
///
/// Lines that no run could have written (a `get` of an item that is not there, a word that is no event) are
/// left out and counted. One use.
class EventListReader final
{
public:
    EventListReader(TextWindow& window, const ImportProgress& progress);
    ~EventListReader();

    void read();
    std::uint64_t lines() const;
    ImportFindings& findings() { return m_findings; }
    /// The recording, with a log.
    Recording made(const std::string& title);

private:
    struct Private;

    TextWindow& m_window;
    const ImportProgress& m_progress;
    ImportFindings m_findings;
    std::unique_ptr<Private> d;
};

} // namespace sojourn
