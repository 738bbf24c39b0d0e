// The names in an event list, and the tasks and groups that they tell of.
#pragma once

#include "formats/import/text_numbers.h"
#include "trace/event.h"
#include "trace/run_info.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace sojourn {

/// What a name in an event list names.
enum class ListedName : std::uint8_t { Queue, Pool, Group, Flag };
inline constexpr std::size_t listedNames = 4;

/// Numbers names as they come; in the end makes a RunInfo of them. Texts are raw, as JSON has them.
class EventListNames final
{
public:
    EventListNames();
    /// Nothing: there are too many.
    std::optional<std::uint32_t> task(std::string_view raw);
    std::optional<std::uint16_t> number(ListedName kind, std::string_view raw);
    /// The request of that path, and the number in it.
    std::optional<std::pair<std::uint16_t, std::int64_t>> request(std::string_view server,
                                                                  std::string_view path);
    /// Keeps what the group of the event's task does with queues and the like.
    void note(const Event& event);
    /// So many jobs were in that pool at once.
    void usedAtOnce(std::uint16_t pool, std::uint32_t jobs);

    /// Fills in groups, tasks and everything that has a name. Returns by task, as numbered here, its number
    /// in the RunInfo. Call it once, and then finish() for each event.
    std::vector<std::uint32_t> fill(RunInfo& info);
    /// Gives an event that names a group the group's number.
    void finish(Event& event) const;

private:
    /// What a task did, to be told of its group: by kind and object.
    struct Deed
    {
        EventKind kind;
        std::uint16_t object;
        bool operator==(const Deed&) const = default;
    };

    TextNumbers m_tasks, m_queues, m_pools, m_groups, m_flags, m_servers, m_paths;
    std::vector<RequestInfo> m_requests;
    std::vector<std::vector<Deed>> m_deeds; // by task
    std::vector<std::uint32_t> m_threads;   // by pool
    std::vector<std::uint16_t> m_groupNumbers;
};

} // namespace sojourn
