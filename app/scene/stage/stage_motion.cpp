#include "scene/stage/stage_motion.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr std::uint64_t mostEvents = 24; // between two states; with more nobody sees a single item move

QRectF between(const QRectF& a, const QRectF& b, double share)
{
    const auto mix = [share](double x, double y) { return x + (y - x) * share; };
    return {mix(a.left(), b.left()), mix(a.top(), b.top()), mix(a.width(), b.width()),
            mix(a.height(), b.height())};
}

} // namespace

void StageMotion::reset()
{
    m_fresh = true;
    m_places.clear();
    m_ways.clear();
    m_until = 0;
}

double StageMotion::progress(const Way& way, double nowMs) const
{
    if (m_duration <= 0) return 1.0;
    const double t = std::clamp((nowMs - way.startMs) / m_duration, 0.0, 1.0);
    return 1.0 - std::pow(1.0 - t, 3.0);
}

QRectF StageMotion::where(const ItemPlace& place, double nowMs) const
{
    const auto way = m_ways.find(place.item);
    return way == m_ways.end() ? place.rect
                               : between(way->second.from, place.rect, progress(way->second, nowMs));
}

namespace {

/// A tile's place as it has just left the queue.
QRectF behindExit(const QueueBlock& queue, const QRectF& tile)
{
    return {QPointF(queue.box.right() + 2.0, tile.top()), tile.size()};
}

/// Where an item sets out from. One that was taken is in the queue no more, as the sentence above says: it
/// must not be seen there on its way.
QRectF leftQueue(const StageLayout& layout, const ItemPlace& before, const ItemPlace& now, const QRectF& from)
{
    if (before.kind != ItemPlace::Kind::Slot || now.kind == ItemPlace::Kind::Slot || before.queue < 0)
        return from;
    const QueueBlock* queue = layout.queue(static_cast<std::uint16_t>(before.queue));
    return queue == nullptr ? from : behindExit(*queue, from);
}

} // namespace

void StageMotion::update(const RunView& run, const StageLayout& layout, std::vector<ItemPlace> places,
                         double nowMs)
{
    const std::uint64_t events = run.moment->events;
    const bool jumps = m_fresh || m_duration <= 0 || events < m_events || events - m_events > mostEvents;
    m_events = events;
    m_fresh = false;
    if (jumps) {
        m_places = std::move(places);
        m_ways.clear();
        m_until = 0;
        return;
    }
    std::unordered_map<std::int64_t, const ItemPlace*> before;
    for (const ItemPlace& place : m_places)
        before.emplace(place.item, &place);
    std::unordered_map<std::int64_t, Way> ways;
    for (const ItemPlace& place : places) {
        if (place.item == endMark) continue; // they have no names: nobody knows which one moved
        const auto known = before.find(place.item);
        if (known != before.end()) {
            const ItemPlace& old = *known->second;
            const bool moved = old.rect.topLeft() != place.rect.topLeft();
            const auto way = m_ways.find(place.item);
            if (moved)
                ways[place.item] = {leftQueue(layout, old, place, where(old, nowMs)), nowMs};
            else if (way != m_ways.end() && nowMs - way->second.startMs < m_duration)
                ways[place.item] = way->second;
            continue;
        }
        // New here: it comes from whoever put it, or out of the queue when it went straight through.
        QRectF origin;
        if (place.kind == ItemPlace::Kind::Slot && run.knows(static_cast<int>(place.item))) {
            const std::uint32_t last = run.columns->items()[static_cast<std::size_t>(place.item)].lastVisit;
            if (last != noVisit && run.columns->visits()[last].producer != noTask)
                origin = layout.chipRect(run.columns->visits()[last].producer);
        } else if (place.task >= 0 && place.kind != ItemPlace::Kind::Putting) {
            const auto& group =
                run.info().groups[run.info().groupOfTask[static_cast<std::size_t>(place.task)]];
            if (!group.getsFrom.empty())
                if (const QueueBlock* queue = layout.queue(group.getsFrom.front()))
                    origin = behindExit(*queue, queue->slot(0));
        }
        if (!origin.isEmpty()) ways[place.item] = {origin, nowMs};
    }
    m_until = 0;
    for (const auto& [item, way] : ways)
        m_until = std::max(m_until, way.startMs + m_duration);
    m_ways = std::move(ways);
    m_places = std::move(places);
}

std::vector<ItemPlace> StageMotion::drawn(double nowMs) const
{
    std::vector<ItemPlace> drawn = m_places;
    if (!isMoving(nowMs)) return drawn;
    for (ItemPlace& place : drawn)
        place.rect = where(place, nowMs);
    std::stable_partition(drawn.begin(), drawn.end(),
                          [this](const ItemPlace& place) { return !m_ways.contains(place.item); });
    return drawn;
}

} // namespace sojourn
