#include "formats/import/lane_groups.h"

#include "formats/import/trace_assembler.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace sojourn {

namespace {

constexpr std::size_t mostGroups = 60'000; // of the 65,535 that 16 bits can number
constexpr std::string_view separators = " -_#:/.";

/// A name's beginning without the number at its end and what stands before that; empty when it has no such
/// number.
std::string_view stemOf(std::string_view name)
{
    const std::size_t last = name.find_last_not_of("0123456789");
    if (last == std::string_view::npos || last + 1 == name.size()) return {};
    const std::size_t stem = name.substr(0, last + 1).find_last_not_of(separators);
    return stem == std::string_view::npos ? std::string_view() : name.substr(0, stem + 1);
}

std::uint64_t numberAtEnd(std::string_view name)
{
    const std::size_t last = name.find_last_not_of("0123456789");
    const std::string_view digits = last == std::string_view::npos ? name : name.substr(last + 1);
    std::uint64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

struct Group
{
    std::string name;
    std::vector<const GroupedTrack*> tracks;
    bool isCounted = false;
};

class Grouping final
{
public:
    Grouping(const std::vector<GroupedTrack>& tracks, const std::vector<ImportProcess>& processes)
        : m_processes(processes)
    {
        std::set<std::uint32_t> present;
        for (const GroupedTrack& track : tracks) {
            present.insert(track.process);
            ++m_namesakes[track.name];
            if (!m_places.emplace(track.process, track.sortIndex).second) m_unordered.insert(track.process);
        }
        m_hasProcesses = present.size() > 1;
        for (const GroupedTrack& track : tracks)
            add(track);
        for (Group& group : m_groups)
            order(group);
    }

    std::vector<Group> groups() && { return std::move(m_groups); }

    /// A track's name among all others: with its process where it is not the only one of that name, or its
    /// group is called by it, so that the names tell the groups when they are read again.
    std::string nameOf(const GroupedTrack& track, const Group& group) const
    {
        const bool isAlone = group.tracks.size() == 1 && m_namesakes.at(track.name) == 1;
        return isAlone ? track.name : nameInProcess(track.process, track.name);
    }

private:
    void add(const GroupedTrack& track)
    {
        const std::string_view stem = stemOf(track.name);
        if (!stem.empty()) {
            const auto key = std::pair(track.process, std::string(stem));
            const auto [at, isNew] = m_ofStem.emplace(key, m_groups.size());
            // Where the file gives each track its place, as this program's own do, none leaves it for its
            // namesakes.
            const bool isBeside = at->second + 1 == m_groups.size() || m_unordered.contains(track.process);
            if (!isNew && isBeside) return m_groups[at->second].tracks.push_back(&track);
            at->second = m_groups.size();
        }
        Group group;
        group.tracks.push_back(&track);
        m_groups.push_back(std::move(group));
    }

    /// Members by their number, unless the file has an order of its own; and what the group is called.
    void order(Group& group)
    {
        const GroupedTrack& first = *group.tracks.front();
        if (group.tracks.size() == 1) {
            const std::string name = nameOf(first, group), stem(stemOf(name));
            const bool isFirstOfMany = !stem.empty() && name == stem + "-0";
            group.isCounted = isFirstOfMany && first.lanes == 1;
            group.name = group.isCounted ? stem : name;
            return;
        }
        group.isCounted = true;
        group.name = nameInProcess(first.process, stemOf(first.name));
        const bool hasOrder = std::ranges::any_of(
            group.tracks, [&](const GroupedTrack* track) { return track->sortIndex != first.sortIndex; });
        if (!hasOrder)
            std::ranges::stable_sort(group.tracks, {},
                                     [](const GroupedTrack* track) { return numberAtEnd(track->name); });
    }

    std::string nameInProcess(std::uint32_t process, std::string_view name) const
    {
        return (m_hasProcesses ? m_processes[process].shownName() + " / " : "") + std::string(name);
    }

    const std::vector<ImportProcess>& m_processes;
    bool m_hasProcesses = false;
    std::map<std::string, std::size_t> m_namesakes;
    std::set<std::pair<std::uint32_t, std::int64_t>> m_places; // by process and sort index
    std::set<std::uint32_t> m_unordered; // processes in which several tracks have one place
    std::map<std::pair<std::uint32_t, std::string>, std::size_t> m_ofStem;
    std::vector<Group> m_groups;
};

bool namesFollowFromGroups(const RunInfo& info)
{
    RunInfo plain;
    plain.groups = info.groups;
    plain.groupOfTask = info.groupOfTask;
    for (std::uint32_t task = 0; task < info.taskCount(); ++task)
        if (info.isNestedLane(task) || plain.taskName(task) != info.taskNames[task]) return false;
    return true;
}

} // namespace

std::vector<std::uint32_t> groupTracks(std::vector<GroupedTrack> tracks,
                                       const std::vector<ImportProcess>& processes, RunInfo& info)
{
    std::ranges::stable_sort(tracks, {}, [&](const GroupedTrack& track) {
        return std::tuple(processes[track.process].sortIndex, track.process, track.isAsync, track.sortIndex);
    });
    const Grouping grouping(tracks, processes);
    std::vector<Group> groups = Grouping(grouping).groups();
    if (groups.size() > mostGroups) {
        Group& rest = groups[mostGroups - 1];
        rest.name = "others";
        rest.isCounted = true;
        for (std::size_t i = mostGroups; i < groups.size(); ++i)
            rest.tracks.insert(rest.tracks.end(), groups[i].tracks.begin(), groups[i].tracks.end());
        groups.resize(mostGroups);
    }
    std::vector<std::uint32_t> trackOfTask;
    for (Group& group : groups) {
        GroupInfo made;
        made.firstTask = static_cast<std::uint32_t>(trackOfTask.size());
        made.counted = group.isCounted;
        for (const GroupedTrack* track : group.tracks) {
            const std::string name = grouping.nameOf(*track, group);
            const auto outermost = static_cast<std::uint32_t>(trackOfTask.size());
            for (std::uint32_t lane = 0; lane < track->lanes; ++lane) {
                trackOfTask.push_back(track->track);
                info.outermostLanes.push_back(outermost);
                info.taskNames.push_back(name + (lane == 0 ? "" : " › " + std::to_string(lane + 1)));
                info.groupOfTask.push_back(static_cast<std::uint16_t>(info.groups.size()));
            }
            if (made.counted) made.nestedLanes += track->lanes - 1;
        }
        made.name = std::move(group.name);
        made.taskCount = static_cast<std::uint32_t>(trackOfTask.size()) - made.firstTask;
        info.groups.push_back(std::move(made));
    }
    if (std::ranges::all_of(info.groups, [](const GroupInfo& group) { return group.nestedLanes == 0; }))
        info.outermostLanes.clear();
    if (namesFollowFromGroups(info)) info.taskNames.clear();
    return trackOfTask;
}

} // namespace sojourn
