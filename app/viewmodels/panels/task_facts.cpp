#include "viewmodels/panels/task_facts.h"

#include "trace/lane_moment.h"
#include "trace/lost_stretches.h"
#include "viewmodels/panels/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace sojourn {

namespace {

constexpr int looks = static_cast<int>(StateLook::Ink);

QString tr(const char* text)
{
    return QCoreApplication::translate("Panels", text);
}

/// Nanoseconds by look, what still goes on included.
std::array<std::int64_t, looks> timeByLook(const Lane& lane, std::int64_t endNs)
{
    std::array<std::int64_t, looks> spent{};
    const auto add = [&](const Span& span, std::int64_t untilNs) {
        if (span.state == TaskState::NotStarted || span.state == TaskState::Ended) return;
        spent[static_cast<std::size_t>(lookOf(span))] += std::max<std::int64_t>(0, untilNs - span.startNs);
    };
    for (const Span& span : lane.spans)
        add(span, span.endNs);
    add(lane.open, endNs);
    return spent;
}

/// What the state at this instant is called, how long it has lasted, and what is left of it.
QString nowText(const RunInfo& info, const TaskMoment& task, std::int64_t atNs)
{
    if (task.state == TaskState::NotStarted || task.state == TaskState::Ended) {
        if (task.state == TaskState::Ended && task.endedHow == EndedHow::Cancelled) return tr("cancelled");
        if (task.state == TaskState::Ended && task.endedHow == EndedHow::Failed) return tr("failed");
        return stateWords(info, task.state, task.object, task.phase);
    }
    if (task.plannedEndNs != notYet && task.plannedEndNs > atNs)
        return tr("%1, %2 left")
            .arg(stateWords(info, task.state, task.object, task.phase),
                 durationText(task.plannedEndNs - atNs));
    return tr("%1, for %2 now")
        .arg(stateWords(info, task.state, task.object, task.phase), durationText(atNs - task.sinceNs));
}

/// The span of an imported lane that has a name of its own and covers this instant; null where none does.
const Span* namedSpanAt(const Lane& lane, std::int64_t atNs)
{
    const auto span = spanAt(lane, atNs);
    return span != lane.spans.end() && span->isNamed() && span->startNs <= atNs ? &*span : nullptr;
}

/// Between two spans of another program's lane: what the thread did there it does not tell.
bool isInGap(const Columns& columns, const Lane& lane, const TaskMoment& now, std::int64_t atNs)
{
    if (columns.log().size() > 0 || now.state != TaskState::Ready) return false;
    const auto span = spanAt(lane, atNs);
    return span == lane.spans.end() || span->startNs > atNs;
}

/// The lane's instants that lie exactly there, by name; empty where none does.
QString instantsAt(const RunInfo& info, const Lane& lane, std::int64_t atNs)
{
    if (!lane.hasInstants()) return {};
    const auto [first, behind] = std::ranges::equal_range(lane.marks, atNs, {}, &Mark::atNs);
    if (first == behind) return {};
    const QString name = QString::fromStdString(info.spanNames[first->item]);
    const auto others = static_cast<std::uint64_t>(behind - first) - 1;
    return others == 0 ? name : tr("%1 and %2 more").arg(name, countText(others));
}

/// Of a service: its class, its settings and what it needs.
void addService(const RunInfo& info, std::uint32_t task, Facts& facts)
{
    for (const ServiceInfo& service : info.services) {
        if (service.group != info.groupOfTask[task]) continue;
        facts.subject = tr("service");
        const auto line = [&](const QString& words) {
            facts.lines.append({Fact::Mark::None, StateLook::Ink, {}, words});
        };
        line(tr("class %1").arg(QString::fromStdString(service.className)));
        for (const auto& [name, value] : service.settings)
            line(QStringLiteral("%1 = %2").arg(QString::fromStdString(name), QString::fromStdString(value)));
        for (const std::uint16_t needed : service.needs)
            line(tr("needs %1").arg(QString::fromStdString(info.groups[needed].name)));
    }
}

std::int64_t waitOf(const Visit& visit)
{
    return visit.dequeuedNs - visit.enqueuedNs;
}

} // namespace

Facts taskFacts(const Columns& columns, const Moment& moment, std::uint32_t number, std::int64_t atNs,
                std::int64_t endNs, const std::vector<LostStretch>& lost)
{
    const RunInfo& info = columns.info();
    const Lane& lane = columns.lanes()[number];
    const TaskMoment& now = moment.tasks[number];
    Facts facts;
    facts.title = taskTitle(info, number);
    const QString name = QString::fromStdString(info.taskName(number));
    const bool isImported = columns.log().size() == 0 && !columns.isEmpty(); // no task of this program's
    facts.subject = isImported            ? tr("lane")
                    : name == facts.title ? tr("task")
                                          : tr("task, “%1” in events").arg(name);
    facts.headline = nowText(info, now, atNs);
    if (const Span* span = namedSpanAt(lane, atNs))
        facts.headline =
            tr("%1, for %2 of %3")
                .arg(QString::fromStdString(info.spanNames[span->item]), durationText(atNs - span->startNs),
                     durationText(span->endNs - span->startNs));
    else if (const LostStretch* const gap = now.state == TaskState::NotStarted
                                                ? lostBeforeStart(lost, number, atNs)
                                                : lostAt(lost, number, atNs))
        facts.headline =
            tr("lost from %1 to %2").arg(instantText(gap->fromNs, endNs), instantText(gap->toNs, endNs));
    else if (isInGap(columns, lane, now, atNs))
        facts.headline = tr("nothing recorded, for %1 now").arg(durationText(atNs - now.sinceNs));
    const auto spent = timeByLook(lane, endNs);
    // Of its whole time: a recording's lane has gaps, of which nothing is known.
    const std::int64_t untilNs = lane.endedNs == notYet ? endNs : lane.endedNs;
    const std::int64_t all =
        lane.startedNs == notYet ? 0 : std::max<std::int64_t>(1, untilNs - lane.startedNs);
    std::vector<std::pair<std::int64_t, StateLook>> longest;
    for (int look = 0; look < looks; ++look) {
        if (spent[static_cast<std::size_t>(look)] > 0)
            longest.emplace_back(spent[static_cast<std::size_t>(look)], static_cast<StateLook>(look));
    }
    std::stable_sort(longest.begin(), longest.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [ns, look] : longest) {
        const double ratio = static_cast<double>(ns) / static_cast<double>(all);
        facts.shares.append({look, ratio});
        facts.lines.append(
            {Fact::Mark::Bar, look, durationText(ns), tr("%1 · %2").arg(lookText(look), percentText(ratio))});
    }
    if (!info.areReadyTimesKnown)
        facts.lines.append({Fact::Mark::None, StateLook::Ink, {}, tr("how long it was ready: not recorded")});
    if (const QString names = instantsAt(info, lane, atNs); !names.isEmpty())
        facts.lines.append({Fact::Mark::Ring, StateLook::Ink, tr("now"), names});
    if (lane.hasInstants())
        facts.lines.append({Fact::Mark::None, StateLook::Ink, countText(lane.marks.size()),
                            lane.marks.size() == 1 ? tr("instant") : tr("instants")});
    const auto count = [&](MarkKind kind) {
        return lane.hasInstants() ? 0 : std::ranges::count(lane.marks, kind, &Mark::kind);
    };
    if (const auto puts = count(MarkKind::Put); puts > 0)
        facts.lines.append({Fact::Mark::None, StateLook::Ink, QString::number(puts), tr("items put")});
    if (const auto gets = count(MarkKind::Get); gets > 0)
        facts.lines.append({Fact::Mark::None, StateLook::Ink, QString::number(gets), tr("items got")});
    addService(info, number, facts);
    if (lane.startedNs != notYet) facts.note = tr("from %1").arg(instantText(lane.startedNs, endNs));
    if (lane.endedNs != notYet) facts.note += tr(" to %1").arg(instantText(lane.endedNs, endNs));
    return facts;
}

Facts queueFacts(const Columns& columns, const Moment& moment, std::uint32_t number, std::int64_t fromNs,
                 std::int64_t endNs)
{
    const QueueInfo& queue = columns.info().queues[number];
    const std::size_t size = moment.queues[number].standing.size();
    Facts facts;
    facts.title = QString::fromStdString(queue.name);
    facts.subject = tr("queue");
    facts.headline =
        queue.capacity == 0 ? QString::number(size) : tr("%1 of %2").arg(size).arg(queue.capacity);
    facts.remark = !queue.isSettingKnown ? tr("waiting, capacity not recorded")
                   : queue.capacity == 0 ? tr("waiting, no limit")
                                         : tr("waiting");
    std::uint32_t most = 0;
    double area = 0;
    std::int64_t fullNs = 0;
    const std::vector<DepthStep>& steps = columns.depths()[number];
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const std::int64_t until = i + 1 < steps.size() ? steps[i + 1].atNs : endNs;
        most = std::max(most, steps[i].size);
        area += static_cast<double>(steps[i].size) * static_cast<double>(until - steps[i].atNs);
        if (queue.capacity > 0 && steps[i].size >= queue.capacity) fullNs += until - steps[i].atNs;
    }
    const auto line = [&](const QString& value, const QString& words) {
        facts.lines.append({Fact::Mark::None, StateLook::Ink, value, words});
    };
    if (endNs > fromNs) {
        const auto all = static_cast<double>(endNs - fromNs);
        line(figuresText(area / all), tr("waiting on average"));
        line(QString::number(most), tr("at most"));
        if (queue.capacity > 0) line(percentText(static_cast<double>(fullNs) / all), tr("of the time full"));
    }
    std::int64_t taken = 0;
    double waitNs = 0;
    std::int64_t longestNs = 0;
    for (const std::uint32_t v : columns.takenVisits()) {
        const Visit& visit = columns.visits()[v];
        if (visit.queue != number) continue;
        ++taken;
        waitNs += static_cast<double>(waitOf(visit));
        longestNs = std::max(longestNs, waitOf(visit));
    }
    if (taken > 0) {
        line(durationText(static_cast<std::int64_t>(waitNs / static_cast<double>(taken))),
             tr("mean wait of %1 items").arg(taken));
        line(durationText(longestNs), tr("longest wait"));
    }
    if (!queue.isSettingKnown) return facts; // nor is the order
    switch (queue.order) {
    case QueueOrder::Fifo:
        facts.note = tr("first in, first out");
        break;
    case QueueOrder::Lifo:
        facts.note = tr("last in, first out");
        break;
    case QueueOrder::Priority:
        facts.note = tr("by priority");
        break;
    }
    return facts;
}

} // namespace sojourn
