#include "scene/timeline/overview_text.h"

#include "scene/timeline/lost_marks.h"
#include "scene/timeline/time_axis.h"
#include "viewmodels/panels/words.h"

#include <QStringList>

#include <algorithm>

namespace sojourn {

bool isOfLanes(const RunView& run)
{
    return run.columns->log().size() == 0;
}

std::optional<std::size_t> longestQueue(const RunInfo& info, const RunIndex& index)
{
    std::optional<std::size_t> longest;
    for (std::size_t q = 0; q < std::min(index.depths.size(), info.queues.size()); ++q) {
        const bool isCounter = info.queues[q].isCounter;
        if (longest && isCounter && !info.queues[*longest].isCounter) continue;
        if (!longest || (!isCounter && info.queues[*longest].isCounter) ||
            index.depths[q].most() > index.depths[*longest].most())
            longest = q;
    }
    return longest;
}

QString overviewTitle(const OverviewScene& scene, double x)
{
    const std::int64_t at = scene.whole.xToTime(x);
    if (scene.utilisation == nullptr || at < 0 || at >= scene.run.endNs) return {};
    const Utilisation mean =
        scene.utilisation->within(at, std::min(scene.run.endNs, scene.whole.xToTime(x + 1.0)));
    const bool ofLanes = isOfLanes(scene.run);
    if (mean.tasks <= 0)
        return ofLanes ? QStringLiteral("no lane has a span") : QStringLiteral("nobody there");
    const auto figure = [](double n) {
        const QString text = QString::number(n, 'f', n < 100 ? 1 : 0);
        return text.endsWith(QStringLiteral(".0")) ? text.chopped(2) : text;
    };
    return QString(ofLanes ? QStringLiteral("%1: %2 of %3 lanes busy")
                           : QStringLiteral("%1 busy: %2 of %3 tasks"))
        .arg(percentText(mean.ratio()), figure(mean.busy), figure(mean.tasks));
}

QString overviewText(const OverviewScene& scene, double x)
{
    const std::int64_t at = scene.whole.xToTime(x);
    QStringList lines;
    if (const auto q = longestQueue(scene.run.info(), *scene.index)) {
        TimeWindow pixel{at, std::max(at + 1, scene.whole.xToTime(x + 1.0)), 0, 1};
        const auto columns =
            scene.index->depths[*q].columns(scene.run.columns->depths()[*q], pixel, scene.run.endNs);
        const QueueInfo& queue = scene.run.info().queues[*q];
        if (!columns.empty())
            lines += QString(queue.isCounter ? QStringLiteral("%1: up to %2")
                                             : QStringLiteral("%1: up to %2 waiting"))
                         .arg(QString::fromStdString(queue.name), countText(columns.front().most));
    }
    const std::int64_t next = std::max(at + 1, scene.whole.xToTime(x + 1.0));
    if (const std::size_t lost = lanesWithLoss(scene.run, at, next); lost > 0)
        lines += (lost == 1 ? QStringLiteral("hatched: what was recorded of 1 lane is lost here")
                            : QStringLiteral("hatched: what was recorded of %1 lanes is lost here")
                                  .arg(countText(lost)));
    lines += QStringLiteral("at ") + briefInstant(at, 1.0 / scene.whole.pixelsPerNs(), scene.run.endNs);
    lines += isOfLanes(scene.run) ? QStringLiteral("busy: in a span, of all lanes that ever have one")
             : scene.ofTakers     ? QStringLiteral("busy: those who take items and do not wait")
                                  : QStringLiteral("busy: running, computing, or off to a thread");
    return lines.join(QLatin1Char('\n'));
}

} // namespace sojourn
