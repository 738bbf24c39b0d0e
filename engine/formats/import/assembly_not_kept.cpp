// What of a trace is in no recording here, in words.
#include "formats/import/assembly_end.h"

#include "formats/import/shown_text.h"
#include "formats/import/text_numbers.h"
#include "trace/grouped.h"

#include <algorithm>
#include <set>
#include <string>

namespace sojourn {

/// The names, with labels, of processes that stand nowhere.
TextNumbers AssemblyEnd::unshownProcesses() const
{
    TextNumbers names;
    for (std::uint32_t process = 0; process < m_told.m_processes.size(); ++process)
        if (const std::string& name = m_told.m_processes[process].name;
            !name.empty() && !m_shownProcesses.contains(process))
            names.numberOf(name);
    return names;
}

/// Those that are named, and nothing stands on them.
TextNumbers AssemblyEnd::emptyThreads() const
{
    TextNumbers names;
    for (std::size_t track = 0; track < m_told.m_tracks.size(); ++track) {
        const ImportTrack& each = m_told.m_tracks[track];
        if (m_taskOfTrack[track] == noTask && !each.isAsync && !each.name.empty() && each.partOf == noTask)
            names.numberOf(each.name);
    }
    return names;
}

/// As many as a sentence holds.
std::string AssemblyEnd::listed(const TextNumbers& names)
{
    static constexpr std::uint32_t shown = 12;
    static constexpr std::size_t longest = 60;
    std::string text;
    for (std::uint32_t i = 0; i < std::min(names.size(), shown); ++i)
        text += (i > 0 ? ", " : "") + shownText(std::string(wholeCharacters(names.text(i), longest)));
    return names.size() > shown ? text + ", …" : text;
}

/// In words. Ids that stand in names are kept so, and exports call every process 1.
std::vector<std::string> AssemblyEnd::notKept() const
{
    std::vector<std::string> words;
    const auto say = [&](const char* what, std::uint64_t count, const char* one, const char* many) {
        if (count > 0) words.push_back(what + grouped(count) + ' ' + (count == 1 ? one : many));
    };
    const TraceAssembler::NotKept& counts = m_told.m_notKept;
    say("the arguments of ", counts.arguments, "event", "events");
    say("the categories of ", counts.categories, "event", "events");
    say("the scopes of ", counts.scopes, "instant", "instants");
    say("the times on the thread's clock of ", counts.threadTimes, "event", "events");
    say("the colours of ", counts.colours, "event", "events");
    say("the stacks of ", counts.stacks, "event", "events");
    say("", counts.metadata, "entry of metadata", "entries of metadata");
    if (counts.metadata > 0) words.back() += " (" + listed(counts.metadataNames) + ')';
    const auto sayNames = [&](const TextNumbers& names, const char* one, const char* many) {
        say("", names.size(), one, many);
        if (names.size() > 0) words.back() += " (" + listed(names) + ')';
    };
    sayNames(unshownProcesses(), "name of a process", "names of processes");
    sayNames(emptyThreads(), "name of a thread without events", "names of threads without events");
    sayNames(m_told.m_notKept.emptyTracks, "name of a track without events",
             "names of tracks without events");
    std::set<std::uint32_t> processes, inNames; // inNames: a lane's name has the id
    std::uint64_t threads = 0;
    const auto isNumber = [](const std::string& id) {
        return !id.empty() && id.find_first_not_of("0123456789") == std::string::npos;
    };
    for (std::size_t track = 0; track < m_told.m_tracks.size(); ++track) {
        if (m_taskOfTrack[track] == noTask) continue;
        const ImportTrack& each = m_told.m_tracks[track];
        processes.insert(each.process);
        const std::string& name = m_info.groups[m_info.groupOfTask[m_taskOfTrack[track]]].name;
        if (name.find("process " + m_told.m_processes[each.process].id) != std::string::npos)
            inNames.insert(each.process);
        threads += !each.isAsync && !each.name.empty() && isNumber(each.id);
    }
    const auto isHidden = [&](std::uint32_t number) {
        const ImportProcess& process = m_told.m_processes[number];
        return (!process.name.empty() || !inNames.contains(number)) && !process.id.empty() &&
               process.id != "1";
    };
    // A thread's name that no other has stands without its process.
    const auto standsWithout = [&](std::size_t track) {
        const std::uint32_t task = m_taskOfTrack[track];
        if (task == noTask || processes.size() == 1) return false;
        const std::string& process = m_told.m_processes[m_told.m_tracks[track].process].name;
        const std::string& name = m_info.groups[m_info.groupOfTask[task]].name;
        return !process.empty() && name.find(process) == std::string::npos;
    };
    std::uint64_t without = 0;
    for (std::size_t track = 0; track < m_told.m_tracks.size(); ++track)
        without += standsWithout(track);
    say("the processes of ", without, "thread", "threads");
    say("the ids of ", static_cast<std::uint64_t>(std::ranges::count_if(processes, isHidden)), "process",
        "processes");
    say("the ids of ", threads, "thread", "threads");
    return words;
}

} // namespace sojourn
