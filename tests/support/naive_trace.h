// What a log says, recomputed the slow and plain way, by looking forward and backward at will: the measure
// for the folds.
#pragma once

#include "trace/columns.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace sojourn::test {

struct NaiveVisit
{
    std::uint32_t item = 0;
    std::uint16_t queue = 0;
    std::uint32_t producer = noTask;
    std::uint32_t consumer = noTask;
    std::int64_t beginsNs = notYet;
    std::int64_t putWaitNs = notYet;
    std::int64_t enqueuedNs = notYet;
    std::int64_t dequeuedNs = notYet;
    std::int64_t doneNs = notYet;
    bool abandoned = false;
    bool lost = false;
    bool dropped = false;
};

struct NaiveTrace
{
    std::vector<NaiveVisit> visits;               // in order of beginning to put
    std::vector<std::vector<TaskState>> states;   // by task: the state in each nanosecond before atNs
    std::vector<std::vector<std::int64_t>> stand; // by queue: the items in it, in order of putting
    std::vector<std::int64_t> area;               // by queue: sum of the lengths of all nanoseconds
    std::vector<std::uint64_t> maxSize;           // by queue
    std::vector<std::int64_t> hand;               // by task; notYet when empty
    std::uint64_t listed = 0;
    std::map<std::uint32_t, std::int64_t> sojourns; // by item, of those that have one
};

inline bool marksDone(const RunInfo& info, std::uint32_t task, std::uint16_t queue)
{
    const std::vector<std::uint16_t>& marks = info.groups[info.groupOfTask[task]].marksDone;
    return std::find(marks.begin(), marks.end(), queue) != marks.end();
}

/// Of the first `events` events, as things stand at `atNs`.
inline NaiveTrace recompute(const RunInfo& info, const EventLog& log, std::uint64_t events, std::int64_t atNs)
{
    NaiveTrace naive;
    naive.stand.resize(info.queues.size());
    naive.area.resize(info.queues.size());
    naive.maxSize.resize(info.queues.size());
    std::vector<std::vector<Event>> ofTask(info.taskCount());
    std::int64_t lastNs = 0;
    const auto pass = [&](std::int64_t ns) {
        for (std::size_t q = 0; q < naive.stand.size(); ++q)
            naive.area[q] += (ns - lastNs) * static_cast<std::int64_t>(naive.stand[q].size());
        lastNs = ns;
    };
    for (std::uint64_t i = 0; i < events; ++i) {
        const Event& e = log[i];
        pass(e.timeNs);
        naive.listed += e.kind <= lastListedKind;
        ofTask[e.task].push_back(e);
        if (e.kind == EventKind::Put) {
            naive.stand[e.object].push_back(e.value);
            naive.maxSize[e.object] =
                std::max<std::uint64_t>(naive.maxSize[e.object], naive.stand[e.object].size());
        } else if (e.kind == EventKind::Get) {
            std::vector<std::int64_t>& standing = naive.stand[e.object];
            if (info.queues[e.object].order == QueueOrder::Lifo)
                standing.pop_back();
            else
                standing.erase(std::find(standing.begin(), standing.end(), e.value));
        }
    }
    pass(atNs);

    // A visit begins where a task begins to put: a put that no put_wait of the same task and item came
    // before.
    std::map<std::uint64_t, NaiveVisit> begun;      // by the index of the event it begins with
    std::map<std::uint32_t, std::uint64_t> waiting; // by task: where its open wait to put began
    std::map<std::uint32_t, std::uint64_t> lastOfItem;
    std::map<std::uint32_t, std::vector<std::pair<std::uint64_t, std::uint16_t>>>
        taken; // by task: (visit or none, queue)
    constexpr std::uint64_t anEndMark = ~std::uint64_t{0};
    for (std::uint64_t i = 0; i < events; ++i) {
        const Event& e = log[i];
        if (e.kind == EventKind::Resumed || e.kind == EventKind::Valued) continue;
        const auto item = static_cast<std::uint32_t>(e.value);
        if (waiting.count(e.task) && !(e.kind == EventKind::Put && begun[waiting[e.task]].item == item)) {
            begun[waiting[e.task]].abandoned = begun[waiting[e.task]].lost = true;
            waiting.erase(e.task);
        }
        const bool puts =
            e.kind == EventKind::PutWait || e.kind == EventKind::Put || e.kind == EventKind::Drop;
        if (puts && e.value != endMark) {
            if (!waiting.count(e.task)) {
                NaiveVisit visit;
                visit.item = item;
                visit.queue = e.object;
                visit.producer = e.task;
                visit.beginsNs = e.timeNs;
                begun[i] = visit;
                lastOfItem[item] = i;
            }
            NaiveVisit& visit = begun[lastOfItem[item]];
            if (e.kind == EventKind::PutWait) {
                visit.putWaitNs = e.timeNs;
                waiting[e.task] = i;
            } else {
                waiting.erase(e.task);
                if (e.kind == EventKind::Put)
                    visit.enqueuedNs = e.timeNs;
                else
                    visit.dropped = true;
            }
        }
        if (e.kind == EventKind::Get) {
            const std::uint64_t visit = e.value == endMark ? anEndMark : lastOfItem[item];
            taken[e.task].push_back({visit, e.object});
            if (visit != anEndMark) {
                begun[visit].dequeuedNs = e.timeNs;
                begun[visit].consumer = e.task;
            }
        }
        if (e.kind == EventKind::TaskDone) {
            auto& all = taken[e.task];
            for (std::size_t k = all.size(); k-- > 0;) {
                if (all[k].second != e.object) continue;
                if (all[k].first != anEndMark) begun[all[k].first].doneNs = e.timeNs;
                all.erase(all.begin() + static_cast<std::ptrdiff_t>(k));
                break;
            }
        }
    }
    // What became of what was taken: look forward from each get.
    for (std::uint64_t i = 0; i < events; ++i) {
        const Event& get = log[i];
        if (get.kind != EventKind::Get || get.value == endMark) continue;
        NaiveVisit* visit = nullptr;
        for (auto& [at, v] : begun)
            if (at < i && v.item == get.value && v.dequeuedNs == get.timeNs && v.consumer == get.task &&
                v.queue == get.object)
                visit = &v;
        const bool marks = marksDone(info, get.task, get.object);
        for (std::uint64_t k = i + 1; k < events; ++k) {
            const Event& e = log[k];
            if (e.task != get.task) continue;
            const bool passesOn =
                (e.kind == EventKind::PutWait || e.kind == EventKind::Put || e.kind == EventKind::Drop) &&
                e.value == get.value;
            const bool letsGo = e.kind == EventKind::Get || e.kind == EventKind::Ended;
            if (!marks && (passesOn || letsGo)) {
                visit->doneNs = e.timeNs;
                break;
            }
            if (marks && letsGo) {
                visit->abandoned = visit->doneNs == notYet;
                break;
            }
        }
    }
    for (const auto& [at, visit] : begun)
        naive.visits.push_back(visit);

    std::map<std::uint32_t, std::vector<NaiveVisit>> ofItem;
    for (const NaiveVisit& visit : naive.visits)
        ofItem[visit.item].push_back(visit);
    for (const auto& [item, visits] : ofItem) {
        if (visits.back().doneNs == notYet) continue;
        std::int64_t lastDone = 0;
        for (const NaiveVisit& visit : visits)
            lastDone = std::max(lastDone, visit.doneNs);
        naive.sojourns[item] = lastDone - visits.front().enqueuedNs;
    }

    naive.hand.assign(info.taskCount(), notYet);
    naive.states.resize(info.taskCount());
    for (std::uint32_t t = 0; t < info.taskCount(); ++t) {
        std::vector<TaskState>& states = naive.states[t];
        states.assign(static_cast<std::size_t>(atNs), TaskState::NotStarted);
        const auto fill = [&](std::int64_t from, TaskState state) {
            std::fill(states.begin() + from, states.end(), state);
        };
        for (const Event& e : ofTask[t]) {
            switch (e.kind) {
            case EventKind::Valued:
                break;
            case EventKind::Resumed:
                fill(e.value, TaskState::Ready);
                fill(e.timeNs, TaskState::Running);
                break;
            case EventKind::Sleep:
                fill(e.timeNs, TaskState::Sleeping);
                break;
            case EventKind::Work:
                fill(e.timeNs, TaskState::Working);
                break;
            case EventKind::Offload:
                fill(e.timeNs, TaskState::Offloaded);
                break;
            case EventKind::PutWait:
                fill(e.timeNs, TaskState::PutWait);
                break;
            case EventKind::GetWait:
                fill(e.timeNs, TaskState::GetWait);
                break;
            case EventKind::JoinWait:
                fill(e.timeNs, TaskState::JoinWait);
                break;
            case EventKind::AwaitWait:
                fill(e.timeNs, TaskState::AwaitWait);
                break;
            case EventKind::FlagWait:
                fill(e.timeNs, TaskState::FlagWait);
                break;
            case EventKind::Ended:
                fill(e.timeNs, TaskState::Ended);
                break;
            default:
                fill(e.timeNs, TaskState::Running);
                break;
            }
            const bool puts =
                e.kind == EventKind::PutWait || e.kind == EventKind::Put || e.kind == EventKind::Drop;
            if (e.kind == EventKind::Get) naive.hand[t] = e.value == endMark ? notYet : e.value;
            if (puts && e.value == naive.hand[t]) naive.hand[t] = notYet;
            if (e.kind == EventKind::Ended) naive.hand[t] = notYet;
        }
    }
    return naive;
}

} // namespace sojourn::test
