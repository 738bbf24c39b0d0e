#include "trace/columns_builder.h"

#include "trace/event_log.h"

#include <algorithm>
#include <utility>

namespace sojourn {

namespace {

/// Numbers beyond what these allow are not kept: a file may claim any.
constexpr std::size_t mostNumbersAVisit = 16, mostNumbersOfFew = 65'536;

std::int64_t beginOfPut(const Visit& visit)
{
    return visit.putWaitNs == notYet ? visit.enqueuedNs : visit.putWaitNs;
}

std::int64_t lastInstant(const Visit& visit)
{
    return std::max({visit.putWaitNs, visit.enqueuedNs, visit.dequeuedNs, visit.doneNs});
}

/// The visits to which the instant has come, in the order of it.
std::vector<std::uint32_t> inOrderOf(const std::vector<Visit>& visits, std::int64_t Visit::*instant)
{
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < visits.size(); ++i)
        if (visits[i].*instant != notYet) order.push_back(i);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return visits[i].*instant; });
    return order;
}

} // namespace

ColumnsBuilder::ColumnsBuilder(std::uint32_t tasks, std::size_t queues)
    : m_lanes(tasks)
    , m_depths(queues)
{
}

void ColumnsBuilder::setSpans(std::uint32_t task, std::vector<Span> spans)
{
    if (!std::ranges::is_sorted(spans, {}, &Span::startNs)) std::ranges::sort(spans, {}, &Span::startNs);
    Lane& lane = m_lanes[task];
    lane.spans = std::move(spans);
    if (lane.spans.empty()) return;
    lane.startedNs = lane.spans.front().startNs;
    lane.endedNs = lane.spans.back().endNs;
    lane.open = {lane.endedNs, notYet, noTask, 0, TaskState::Ended, 0};
}

void ColumnsBuilder::setMarks(std::uint32_t task, std::vector<Mark> marks)
{
    // Of one instant, in the order given: as the file has them.
    if (!std::ranges::is_sorted(marks, {}, &Mark::atNs)) std::ranges::stable_sort(marks, {}, &Mark::atNs);
    m_lanes[task].marks = std::move(marks);
}

void ColumnsBuilder::setDepths(std::size_t queue, std::vector<DepthStep> steps)
{
    if (!std::ranges::is_sorted(steps, {}, &DepthStep::atNs))
        std::ranges::stable_sort(steps, {}, &DepthStep::atNs);
    m_depths[queue] = std::move(steps);
}

std::int64_t ColumnsBuilder::lastNs() const
{
    std::int64_t last = 0;
    for (const Lane& lane : m_lanes)
        for (const std::int64_t ns : {lane.spans.empty() ? 0 : lane.spans.back().endNs,
                                      lane.marks.empty() ? 0 : lane.marks.back().atNs})
            last = std::max(last, ns);
    for (const std::vector<DepthStep>& steps : m_depths)
        if (!steps.empty()) last = std::max(last, steps.back().atNs);
    for (const Visit& visit : m_visits)
        last = std::max(last, lastInstant(visit));
    // What happens all at once needs some time to be shown in.
    const bool isAtOnce =
        last == 0 && (std::ranges::any_of(m_lanes, [](const Lane& l) { return !l.marks.empty(); }) ||
                      std::ranges::any_of(m_depths, [](const auto& s) { return !s.empty(); }));
    return isAtOnce ? 1 : last;
}

std::shared_ptr<Columns> ColumnsBuilder::build(std::shared_ptr<const RunInfo> info)
{
    auto columns = std::make_shared<Columns>(std::move(info), std::make_shared<EventLog>());
    columns->m_lastNs = lastNs();
    for (Lane& lane : m_lanes) {
        if (!lane.spans.empty() || lane.marks.empty()) continue;
        lane.startedNs = lane.marks.front().atNs;
        lane.endedNs = lane.marks.back().atNs;
        lane.open = {lane.endedNs, notYet, noTask, 0, TaskState::Ended, 0};
    }
    columns->m_lanes = std::move(m_lanes);
    columns->m_depths = std::move(m_depths);
    linkVisits(*columns);
    return columns;
}

std::shared_ptr<Columns> ColumnsBuilder::retimed(const Columns& columns, const TimeMap& map)
{
    auto moved = std::shared_ptr<Columns>(new Columns(Columns::Copy{}, columns));
    const auto move = [&map](std::int64_t& ns) {
        if (ns != notYet) ns = map.toAxis(ns);
    };
    move(moved->m_lastNs);
    for (Lane& lane : moved->m_lanes) {
        for (Span& span : lane.spans) {
            move(span.startNs);
            move(span.endNs);
        }
        for (Mark& mark : lane.marks)
            move(mark.atNs);
        move(lane.open.startNs);
        move(lane.startedNs);
        move(lane.endedNs);
        lane.plannedEndNs = notYet;
    }
    for (Visit& visit : moved->m_visits)
        for (std::int64_t Visit::*instant :
             {&Visit::putWaitNs, &Visit::enqueuedNs, &Visit::dequeuedNs, &Visit::doneNs})
            move(visit.*instant);
    for (Item& item : moved->m_items)
        move(item.createdNs);
    for (std::vector<DepthStep>& steps : moved->m_depths)
        for (DepthStep& step : steps)
            move(step.atNs);
    return moved;
}

bool ColumnsBuilder::keepsNumbers() const
{
    std::size_t most = 0;
    for (const Visit& visit : m_visits)
        most = std::max<std::size_t>(most, visit.item);
    return most <= mostNumbersOfFew + mostNumbersAVisit * m_visits.size();
}

void ColumnsBuilder::numberItems()
{
    if (keepsNumbers()) return;
    std::vector<std::uint32_t> numbers;
    for (const Visit& visit : m_visits)
        numbers.push_back(visit.item);
    std::ranges::sort(numbers);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    for (Visit& visit : m_visits)
        visit.item =
            static_cast<std::uint32_t>(std::ranges::lower_bound(numbers, visit.item) - numbers.begin());
}

/// Of one instant, in the order in which they were given.
void ColumnsBuilder::rankPuts()
{
    const auto putNs = [](const Visit& visit) {
        return visit.enqueuedNs == notYet ? visit.putWaitNs : visit.enqueuedNs;
    };
    if (!std::ranges::is_sorted(m_visits, {}, putNs)) std::ranges::stable_sort(m_visits, {}, putNs);
    for (std::uint64_t i = 0; i < m_visits.size(); ++i)
        m_visits[i].putEvent = i;
}

void ColumnsBuilder::linkVisits(Columns& columns)
{
    numberItems();
    rankPuts();
    if (!std::ranges::is_sorted(m_visits, {}, beginOfPut)) std::ranges::stable_sort(m_visits, {}, beginOfPut);
    m_visits.shrink_to_fit();
    columns.m_visits = std::move(m_visits);
    std::vector<Visit>& visits = columns.m_visits;
    std::vector<Item>& items = columns.m_items;
    for (const Visit& visit : visits)
        if (visit.item >= items.size()) items.resize(std::size_t{visit.item} + 1);
    std::vector<std::uint32_t> made(columns.m_lanes.size());
    for (std::uint32_t i = 0; i < visits.size(); ++i) {
        Item& item = items[visits[i].item];
        visits[i].nextVisit = noVisit;
        if (item.firstVisit == noVisit) {
            item.firstVisit = i;
            item.createdNs = beginOfPut(visits[i]);
            item.maker = visits[i].producer;
            if (item.maker < made.size()) item.nth = made[item.maker]++;
        } else {
            visits[item.lastVisit].nextVisit = i;
        }
        item.lastVisit = i;
    }
    columns.m_nobodysNumbers =
        static_cast<std::size_t>(std::ranges::count(items, noVisit, &Item::firstVisit));
    columns.m_takenVisits = inOrderOf(visits, &Visit::dequeuedNs);
    columns.m_doneVisits = inOrderOf(visits, &Visit::doneNs);
}

} // namespace sojourn
