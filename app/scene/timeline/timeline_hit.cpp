#include "scene/timeline/timeline_hit.h"

#include "scene/base/scene_text.h"
#include "scene/timeline/axis_marks.h"
#include "scene/timeline/lane_marks.h"
#include "scene/timeline/lane_pieces.h"
#include "scene/timeline/place_marks.h"
#include "trace/lost_puts.h"
#include "trace/lost_stretches.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace sojourn {

namespace {

constexpr double reach = 5; // pixels around a tick that count as it
constexpr double numberReach = 26;

/// The item of the tick at or left of x, when the point is on it or on its number.
int itemAt(const TimelineScene& scene, std::uint32_t task, double x)
{
    const Lane& lane = scene.run.columns->lanes()[task];
    if (lane.hasInstants()) return -1;
    const auto& marks = lane.marks;
    const std::int64_t ns = scene.window.xToTime(x + reach);
    auto at = std::upper_bound(marks.begin(), marks.end(), ns,
                               [](std::int64_t t, const Mark& m) { return t < m.atNs; });
    int nearest = -1;
    double least = 1e9;
    for (int looked = 0; at != marks.begin() && looked < 8; ++looked) {
        --at;
        if (at->item == 0xFFFFFFFFu || at->atNs > scene.run.endNs) continue;
        const double distance = x - scene.window.timeToX(at->atNs);
        if (distance > numberReach) break;
        const auto index = static_cast<std::size_t>(at - marks.begin());
        const bool onNumber =
            distance > 0 && distance < std::min(numberReach, roomBehind(scene, task, index));
        if ((std::abs(distance) <= reach || onNumber) && std::abs(distance) < least) {
            least = std::abs(distance);
            nearest = static_cast<int>(at->item);
        }
    }
    return nearest;
}

/// The failure in which a request's span ended; null where it did not.
const Mark* failureAt(const Lane& lane, const TimelineHit& hit)
{
    if (!hit.hasSpan || !isRequest(static_cast<RequestPhase>(hit.span.detail))) return nullptr;
    auto at = std::lower_bound(lane.marks.begin(), lane.marks.end(), hit.span.endNs,
                               [](const Mark& m, std::int64_t t) { return m.atNs < t; });
    for (; at != lane.marks.end() && at->atNs == hit.span.endNs; ++at)
        if (at->kind == MarkKind::RequestFailed) return &*at;
    return nullptr;
}

bool isInLine(const Span& span)
{
    return static_cast<RequestPhase>(span.detail) == RequestPhase::ForThread;
}

/// Work in a pool that had to stand in line has two spans: how long the other one of span i's is, or has been
/// so far.
std::int64_t otherPart(const TimelineScene& scene, const LaneSpans& spans, std::size_t i)
{
    const Span& span = spans[i];
    if (span.state != TaskState::Offloaded) return notYet;
    if (!isInLine(span) && i == 0) return notYet;
    const std::size_t j = isInLine(span) ? i + 1 : i - 1;
    if (j >= spans.size()) return notYet;
    const Span& other = spans[j];
    if (other.state != TaskState::Offloaded || other.object != span.object ||
        isInLine(other) == isInLine(span) ||
        std::max(span.startNs, other.startNs) != std::min(span.endNs, other.endNs))
        return notYet;
    return scene.instants().instantOf(other.endNs) - scene.instants().instantOf(other.startNs);
}

/// The instant nearest to x, where one is near enough, and how many share its pixel.
void findInstant(const TimelineScene& scene, const Lane& lane, double x, TimelineHit& hit)
{
    if (!lane.hasInstants()) return;
    const auto xOf = [&](const Mark& mark) { return scene.window.timeToX(mark.atNs); };
    const auto from = [&](double edge) {
        return std::ranges::lower_bound(lane.marks, scene.window.xToTime(edge), {}, &Mark::atNs);
    };
    auto nearest = from(x);
    if (nearest == lane.marks.end() ||
        (nearest != lane.marks.begin() && x - xOf(*std::prev(nearest)) < xOf(*nearest) - x))
        --nearest;
    if (std::abs(xOf(*nearest) - x) > reach || nearest->atNs > scene.run.endNs) return;
    const double column = std::floor(xOf(*nearest));
    // Edges are rounded to instants: the one that was found counts whichever side that puts it on.
    hit.instants = static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(1, from(column + 1.0) - from(column)));
    hit.instant = *nearest;
    hit.instant.atNs = scene.instants().instantOf(nearest->atNs);
}

QString groupTitle(const GroupInfo& group)
{
    return QStringLiteral("%1 × %2").arg(QString::fromStdString(group.name)).arg(group.memberCount());
}

/// "12 sleeping" and so on, a line a state, most first; and when.
QString countsText(const TimelineScene& scene, const GroupIndex& index, std::int64_t ns)
{
    if (ns < 0 || ns > scene.own().endNs) return {};
    const LookCounts counts = index.at(*scene.run.columns, scene.instants().toAxis(ns));
    std::vector<std::size_t> order;
    for (std::size_t look = 0; look < counts.size(); ++look)
        if (counts[look] > 0) order.push_back(look);
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
    QStringList lines;
    for (const std::size_t look : order)
        lines += QStringLiteral("%1 %2")
                     .arg(static_cast<int>(counts[look]))
                     .arg(lookText(static_cast<StateLook>(look)));
    if (lines.isEmpty()) lines += QStringLiteral("none runs");
    return lines.join(QLatin1Char('\n')) + QStringLiteral("\nat ") + scene.briefInstantText(ns);
}

const Visit& lastVisit(const RunView& run, int item)
{
    return run.columns->visits()[run.columns->items()[static_cast<std::size_t>(item)].lastVisit];
}

} // namespace

TimelineHit hitTimeline(const TimelineScene& scene, QPointF at)
{
    TimelineHit hit;
    if (scene.run.isEmpty()) return hit;
    const std::int64_t place = scene.window.xToTime(at.x());
    hit.atNs = scene.instants().instantOf(place);
    if (at.y() < scene.metrics.rulerHeight) {
        hit.area = TimelineHit::Area::Ruler;
        hit.bookmark = bookmarkAt(scene, at);
        return hit;
    }
    const LaneRow* row = scene.rowAt(at.y());
    if (row == nullptr) return hit;
    const bool inGutter = at.x() < scene.window.left;
    if (row->kind == LaneRow::Kind::Depth) {
        hit.queue = static_cast<int>(row->index);
        hit.area = inGutter ? TimelineHit::Area::Name : TimelineHit::Area::Depth;
        return hit;
    }
    if (row->kind == LaneRow::Kind::Group) {
        hit.group = static_cast<int>(row->index);
        hit.area = inGutter || !row->folded ? TimelineHit::Area::Name : TimelineHit::Area::Group;
        return hit;
    }
    if (row->kind == LaneRow::Kind::GhostTask) return hit;
    hit.task = static_cast<int>(row->index);
    hit.area = inGutter ? TimelineHit::Area::Name : TimelineHit::Area::Lane;
    hit.onPin = scene.pinBox(*row).contains(at);
    if (inGutter || at.x() > scene.window.right() || place > scene.run.endNs) return hit;
    const LaneSpans spans(scene.run.columns->lanes()[row->index], scene.run.endNs);
    const std::size_t i = spans.at(place);
    if (i < spans.size() && spans[i].startNs <= place) {
        hit.hasSpan = true;
        hit.span = spans[i];
        hit.otherPartNs = otherPart(scene, spans, i);
    }
    if (!hit.hasSpan && scene.run.lost != nullptr)
        if (const LostStretch* const lost = lostAt(*scene.run.lost, row->index, hit.atNs)) hit.lost = *lost;
    const Lane& lane = scene.run.columns->lanes()[row->index];
    if (const Mark* failure = failureAt(lane, hit)) {
        hit.failed = true;
        hit.reason = failure->reason;
    }
    findInstant(scene, lane, at.x(), hit);
    hit.item = itemAt(scene, row->index, at.x());
    if (hit.item < 0 && hit.hasSpan && hit.span.state == TaskState::PutWait && hit.span.item != 0xFFFFFFFFu)
        hit.item = static_cast<int>(hit.span.item);
    hit.span.startNs = scene.instants().instantOf(hit.span.startNs);
    hit.span.endNs = scene.instants().instantOf(hit.span.endNs);
    return hit;
}

bool wasAwaited(const RunView& run, const Visit& visit)
{
    if (visit.consumer == noTask || visit.enqueuedNs == notYet) return false;
    const LaneSpans spans(run.columns->lanes()[visit.consumer], run.endNs);
    const std::size_t i = spans.at(visit.enqueuedNs - 1);
    return i < spans.size() && spans[i].state == TaskState::GetWait && spans[i].startNs < visit.enqueuedNs;
}

QString itemTitle(const RunView& run, int item)
{
    const Visit& visit = lastVisit(run, item);
    if (visit.dropped) return QStringLiteral("#%1 was dropped").arg(item);
    if (cutShortNs(*run.columns, visit) != notYet)
        return QStringLiteral("#%1 was lost: its put was cut short").arg(item);
    if (visit.enqueuedNs == notYet) return QStringLiteral("#%1 waits to be put").arg(item);
    if (visit.dequeuedNs == notYet)
        return QStringLiteral("#%1 has waited %2").arg(item).arg(durationText(run.endNs - visit.enqueuedNs));
    return QStringLiteral("#%1 waited %2").arg(item).arg(durationText(visit.dequeuedNs - visit.enqueuedNs));
}

QString itemText(const RunView& run, int item)
{
    const Visit& visit = lastVisit(run, item);
    const QString measured = run.info().virtualClock ? QString() : QStringLiteral(" (measured)");
    QStringList lines;
    if (visit.producer != noTask) {
        const QString maker = taskTitle(run.info(), visit.producer);
        const std::int64_t cut = cutShortNs(*run.columns, visit);
        lines += cut != notYet
                     ? QStringLiteral("%1 waited %2 for room").arg(maker, durationText(cut - visit.putWaitNs))
                 : visit.putWaitNs == notYet || visit.enqueuedNs <= visit.putWaitNs
                     ? QStringLiteral("put by %1").arg(maker)
                     : QStringLiteral("put by %1 after %2 of waiting for room")
                           .arg(maker, durationText(visit.enqueuedNs - visit.putWaitNs));
    }
    if (visit.consumer != noTask) {
        const QString taker = taskTitle(run.info(), visit.consumer);
        lines += (wasAwaited(run, visit) ? QStringLiteral("%1 was waiting already")
                                         : QStringLiteral("taken by %1"))
                     .arg(taker) +
                 measured;
    }
    return lines.join(QLatin1Char('\n'));
}

// A request with what it asks for.
static QString spanText(const RunInfo& info, const Span& span)
{
    if (span.isNamed()) return QString::fromStdString(info.spanNames[span.item]);
    const auto phase = static_cast<RequestPhase>(span.detail);
    const QString text = stateText(info, span.state, span.object, phase);
    if (!isRequest(phase) || span.object >= info.requests.size()) return text;
    return QStringLiteral("GET %1 · %2")
        .arg(QString::fromStdString(info.requests[span.object].pathOf(span.item)), text);
}

QString hitTitle(const TimelineScene& scene, const TimelineHit& hit)
{
    const RunInfo& info = scene.run.info();
    if (scene.run.knows(hit.item)) return itemTitle(scene.own(), hit.item);
    if (hit.bookmark >= 0) {
        const Bookmark& mark = (*scene.run.bookmarks)[static_cast<std::size_t>(hit.bookmark)];
        return mark.note.empty() ? QStringLiteral("Bookmark") : QString::fromStdString(mark.note);
    }
    if (hit.area == TimelineHit::Area::Ruler)
        if (const IdleStretch* const idle = idleAt(scene, hit.atNs))
            return QStringLiteral("Idle for %1").arg(durationText(idle->toNs - idle->fromNs));
    if (hit.onPin)
        return scene.isPinned(static_cast<std::uint32_t>(hit.task)) ? QStringLiteral("Let this lane go")
                                                                    : QStringLiteral("Pin this lane");
    if (hit.instants > 0)
        return QStringLiteral("%1 · %2").arg(taskTitle(info, static_cast<std::uint32_t>(hit.task)),
                                             QString::fromStdString(info.spanNames[hit.instant.item]));
    if (hit.hasSpan)
        return QStringLiteral("%1 · %2 %3")
            .arg(taskTitle(info, static_cast<std::uint32_t>(hit.task)), spanText(info, hit.span),
                 durationText(hit.span.endNs - hit.span.startNs));
    if (hit.lost)
        return QStringLiteral("%1 · lost: %2")
            .arg(taskTitle(info, hit.lost->task), durationText(hit.lost->toNs - hit.lost->fromNs));
    if (hit.group >= 0) return groupTitle(info.groups[static_cast<std::size_t>(hit.group)]);
    if (hit.queue >= 0 && hit.area == TimelineHit::Area::Depth && hit.atNs >= 0 &&
        hit.atNs <= scene.own().endNs) {
        if (hit.atNs < scene.own().firstKnownNs)
            return QStringLiteral("%1 · lost")
                .arg(QString::fromStdString(info.queues[static_cast<std::size_t>(hit.queue)].name));
        const auto& steps = scene.own().columns->depths()[static_cast<std::size_t>(hit.queue)];
        const auto behind = std::upper_bound(steps.begin(), steps.end(), hit.atNs,
                                             [](std::int64_t t, const DepthStep& s) { return t < s.atNs; });
        const std::uint32_t size = behind == steps.begin() ? 0 : std::prev(behind)->size;
        const QueueInfo& queue = info.queues[static_cast<std::size_t>(hit.queue)];
        return QString(queue.isCounter ? QStringLiteral("%1 · %2") : QStringLiteral("%1 · %2 waiting"))
            .arg(QString::fromStdString(queue.name))
            .arg(size);
    }
    return {};
}

QString hitText(const TimelineScene& scene, const TimelineHit& hit)
{
    if (scene.run.knows(hit.item)) return itemText(scene.own(), hit.item);
    if (hit.area == TimelineHit::Area::Ruler && idleAt(scene, hit.atNs) != nullptr)
        return QStringLiteral("everyone sleeps or waits; drawn as %1")
            .arg(durationText(scene.axis->run.idle.shownNs));
    if (hit.onPin) return QStringLiteral("pinned lanes stand at the top and stay while the others scroll");
    if (hit.instants > 0) {
        const QString when = QStringLiteral("at %1").arg(scene.briefInstantText(hit.instant.atNs));
        const std::uint64_t others = hit.instants - 1;
        if (others == 0) return when;
        return when + QStringLiteral("\nand %1 more under this pixel").arg(countText(others));
    }
    if (hit.hasSpan) {
        const QString when =
            QStringLiteral("from %1 to %2")
                .arg(scene.briefInstantText(hit.span.startNs), scene.briefInstantText(hit.span.endNs));
        if (hit.otherPartNs != notYet)
            return when + QString(isInLine(hit.span) ? QStringLiteral("\nthen %1 on the thread")
                                                     : QStringLiteral("\nafter %1 in line for it"))
                              .arg(durationText(hit.otherPartNs));
        return hit.failed ? when + QStringLiteral("\nfailed: ") + failureWords(hit.reason) : when;
    }
    if (hit.lost)
        return QStringLiteral("from %1 to %2\nwhat was recorded there is lost")
            .arg(scene.briefInstantText(hit.lost->fromNs), scene.briefInstantText(hit.lost->toNs));
    if (hit.area == TimelineHit::Area::Group && scene.groups != nullptr)
        return countsText(scene, (*scene.groups)[static_cast<std::size_t>(hit.group)], hit.atNs);
    if (hit.group >= 0) return QStringLiteral("click to fold or unfold");
    if (hit.queue >= 0 && hit.area == TimelineHit::Area::Depth && hit.atNs < scene.own().firstKnownNs)
        return QStringLiteral("before %1\nwhat was recorded there is lost")
            .arg(scene.briefInstantText(scene.own().firstKnownNs));
    if (hit.queue >= 0 && hit.area == TimelineHit::Area::Depth)
        return QStringLiteral("at %1").arg(scene.briefInstantText(hit.atNs));
    return {};
}

} // namespace sojourn
