#include "formats/import/event_list_names.h"

#include "formats/import/json_cursor.h"
#include "formats/import/shown_text.h"
#include "formats/read_limits.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <map>
#include <string>

namespace sojourn {

namespace {

constexpr std::uint32_t mostGroups = 60'000;
constexpr std::uint32_t mostNames = 60'000;

std::optional<std::uint16_t> numberIn(TextNumbers& names, std::string_view text)
{
    if (names.size() >= mostNames) return {};
    return static_cast<std::uint16_t>(names.numberOf(text));
}

std::string shown(const std::string& raw)
{
    return shownText(unescaped(raw));
}

/// "worker-12" as worker and 12; nothing where it has no such number.
std::optional<std::pair<std::string_view, std::uint32_t>> counted(std::string_view name)
{
    const std::size_t dash = name.rfind('-');
    if (dash == std::string_view::npos || dash + 1 == name.size()) return {};
    const std::string_view digits = name.substr(dash + 1);
    std::uint32_t number = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool isCanonical = digits.size() == 1 || digits.front() != '0';
    if (result.ec != std::errc() || result.ptr != digits.data() + digits.size() || !isCanonical) return {};
    return std::pair(name.substr(0, dash), number);
}

/// A path whose first number is written as {n} wherever it stands, and that number.
std::pair<std::string, std::int64_t> numberedPath(std::string_view path)
{
    constexpr std::string_view digits = "0123456789";
    const std::size_t begin = path.find_first_of(digits);
    if (begin == std::string_view::npos) return {std::string(path), 0};
    const std::size_t end = std::min(path.find_first_not_of(digits, begin), path.size());
    const std::string_view number = path.substr(begin, end - begin);
    std::int64_t value = 0;
    const auto result = std::from_chars(number.data(), number.data() + number.size(), value);
    if (result.ec != std::errc() || (number.size() > 1 && number.front() == '0'))
        return {std::string(path), 0};
    std::string pattern;
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t next = std::min(path.find_first_of(digits, at), path.size());
        pattern += path.substr(at, next - at);
        at = std::min(path.find_first_not_of(digits, next), path.size());
        const std::string_view run = path.substr(next, at - next);
        pattern += run == number ? std::string_view("{n}") : run;
    }
    return {pattern, value};
}

struct Group
{
    std::vector<std::uint32_t> members; // tasks as met
    std::uint32_t count = 1;
    bool isCounted = false;
    bool isMixed = false; // of names that do not count up together
};

} // namespace

EventListNames::EventListNames() = default;

std::optional<std::uint32_t> EventListNames::task(std::string_view raw)
{
    const std::uint32_t number = m_tasks.size() < mostTasksRead ? m_tasks.numberOf(raw) : mostTasksRead;
    if (number == mostTasksRead) return {};
    if (number >= m_deeds.size()) m_deeds.emplace_back();
    return number;
}

std::optional<std::uint16_t> EventListNames::number(ListedName kind, std::string_view raw)
{
    switch (kind) {
    case ListedName::Queue:
        return numberIn(m_queues, raw);
    case ListedName::Pool:
        return numberIn(m_pools, raw);
    case ListedName::Group:
        return numberIn(m_groups, raw);
    case ListedName::Flag:
        break;
    }
    return numberIn(m_flags, raw);
}

std::optional<std::pair<std::uint16_t, std::int64_t>> EventListNames::request(std::string_view server,
                                                                              std::string_view path)
{
    const auto [pattern, value] = numberedPath(unescaped(path));
    const auto serverNumber = numberIn(m_servers, server);
    if (!serverNumber) return {};
    const auto number = numberIn(m_paths, std::string(server) + '\n' + pattern);
    if (!number) return {};
    if (*number == m_requests.size()) m_requests.push_back({*serverNumber, pattern});
    return std::pair(*number, value);
}

void EventListNames::note(const Event& event)
{
    EventKind kind = event.kind;
    switch (event.kind) {
    case EventKind::PutWait:
    case EventKind::Drop:
        kind = EventKind::Put;
        break;
    case EventKind::GetWait:
        kind = EventKind::Get;
        break;
    case EventKind::Put:
    case EventKind::Get:
    case EventKind::TaskDone:
    case EventKind::AwaitWait:
    case EventKind::Request:
        break;
    case EventKind::Offload:
        if (event.object != noPool) break;
        return;
    default:
        return;
    }
    std::vector<Deed>& deeds = m_deeds[event.task];
    const Deed deed{kind, event.object};
    static constexpr std::size_t most = 64; // a step program has few; a hostile list shall not make this slow
    if (deeds.size() < most && std::ranges::find(deeds, deed) == deeds.end()) deeds.push_back(deed);
}

void EventListNames::usedAtOnce(std::uint16_t pool, std::uint32_t jobs)
{
    if (pool >= m_threads.size()) m_threads.resize(pool + std::size_t{1}, 1);
    m_threads[pool] = std::max(m_threads[pool], jobs);
}

std::vector<std::uint32_t> EventListNames::fill(RunInfo& info)
{
    // Tasks whose names are counted are one group, as far as its members leave no great gaps.
    std::map<std::string, std::size_t, std::less<>> groupOf;
    std::vector<Group> groups;
    std::vector<std::string> names;
    std::vector<std::uint32_t> numbers(m_tasks.size());
    const auto addTo = [&](std::string_view name, std::uint32_t task) -> Group& {
        const auto [at, isNew] = groupOf.emplace(std::string(name), groups.size());
        if (isNew) {
            if (groups.size() >= mostGroups) {
                at->second = mostGroups - 1;
                groups.back().isMixed = true;
            } else {
                groups.emplace_back();
                names.emplace_back(name);
            }
        }
        groups[at->second].members.push_back(task);
        return groups[at->second];
    };
    for (std::uint32_t task = 0; task < m_tasks.size(); ++task) {
        const std::string& name = m_tasks.text(task);
        const auto parts = counted(name);
        if (parts && parts->second < mostTasksRead) {
            Group& group = addTo(parts->first, task);
            group.isCounted = true;
            group.count = std::max(group.count, parts->second + 1);
        } else {
            addTo(name, task);
        }
    }
    bool areNamesPlain = true;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        Group& group = groups[i];
        GroupInfo made;
        made.name = shown(names[i]);
        made.firstTask = info.taskCount();
        made.counted = group.isCounted;
        // Where a name is a group's and a task's, or numbers leave great gaps, members have names of their
        // own.
        bool isRegular = group.isCounted && !group.isMixed && group.count <= group.members.size() * 4 + 8;
        for (const std::uint32_t task : group.members)
            isRegular &= counted(m_tasks.text(task)).has_value();
        if (!isRegular) {
            group.count = static_cast<std::uint32_t>(group.members.size());
            made.counted = group.count > 1;
            areNamesPlain &= group.count == 1 && names[i] == m_tasks.text(group.members.front());
        }
        for (std::uint32_t n = 0; n < group.members.size(); ++n) {
            const std::uint32_t task = group.members[n];
            numbers[task] = made.firstTask + (isRegular ? counted(m_tasks.text(task))->second : n);
            for (const Deed& deed : m_deeds[task]) {
                std::vector<std::uint16_t>& list = deed.kind == EventKind::Put         ? made.putsInto
                                                   : deed.kind == EventKind::Get       ? made.getsFrom
                                                   : deed.kind == EventKind::TaskDone  ? made.marksDone
                                                   : deed.kind == EventKind::AwaitWait ? made.awaits
                                                   : deed.kind == EventKind::Offload   ? made.offloadsTo
                                                                                       : made.asks;
                const std::uint16_t object =
                    deed.kind == EventKind::Request ? m_requests[deed.object].server : deed.object;
                if (std::ranges::find(list, object) == list.end()) list.push_back(object);
            }
        }
        made.taskCount = group.count;
        info.groupOfTask.insert(info.groupOfTask.end(), group.count,
                                static_cast<std::uint16_t>(info.groups.size()));
        info.groups.push_back(std::move(made));
    }
    if (!areNamesPlain) {
        std::vector<std::string> taskNames;
        for (std::uint32_t task = 0; task < info.taskCount(); ++task)
            taskNames.push_back(info.taskName(task));
        for (std::uint32_t task = 0; task < m_tasks.size(); ++task)
            taskNames[numbers[task]] = shown(m_tasks.text(task));
        info.taskNames = std::move(taskNames);
    }
    for (const std::string& raw : m_groups.take()) {
        const std::string name = shown(raw);
        const auto found = std::ranges::find(info.groups, name, &GroupInfo::name);
        m_groupNumbers.push_back(static_cast<std::uint16_t>(found - info.groups.begin()));
        if (found == info.groups.end() && info.groups.size() < mostNames)
            info.groups.push_back({name, info.taskCount(), 0, true});
        else if (found == info.groups.end())
            m_groupNumbers.back() = 0;
    }
    for (GroupInfo& group : info.groups)
        for (std::uint16_t& awaited : group.awaits)
            awaited = m_groupNumbers[awaited];
    for (const std::string& raw : m_queues.take())
        info.queues.push_back({.name = shown(raw), .isSettingKnown = false});
    m_threads.resize(m_pools.size(), 1);
    for (std::uint32_t i = 0; i < m_pools.size(); ++i)
        info.pools.push_back({shown(m_pools.text(i)), m_threads[i], false});
    for (const std::string& raw : m_servers.take())
        info.servers.push_back({shown(raw), 1, false});
    for (const std::string& raw : m_flags.take())
        info.flags.push_back(shown(raw));
    info.requests = std::move(m_requests);
    return numbers;
}

void EventListNames::finish(Event& event) const
{
    if (event.kind == EventKind::AwaitWait || event.kind == EventKind::Await ||
        event.kind == EventKind::Cancel)
        event.object = m_groupNumbers[event.object];
}

} // namespace sojourn
