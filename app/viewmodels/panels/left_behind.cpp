#include "viewmodels/panels/left_behind.h"

#include "viewmodels/panels/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <cstddef>
#include <vector>

namespace sojourn {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Panels", text);
}

QString nameOf(const RunInfo& info, std::size_t queue)
{
    const QString name = QString::fromStdString(info.queues[queue].name);
    return info.queues.size() == 1 && name == QLatin1String("queue") ? tr("the queue") : name;
}

} // namespace

QString leftBehind(const Columns& columns)
{
    std::vector<std::size_t> left(columns.info().queues.size());
    std::size_t all = 0;
    for (const Visit& visit : columns.visits()) {
        if (visit.enqueuedNs == notYet || visit.dequeuedNs != notYet) continue;
        ++left[visit.queue];
        ++all;
    }
    if (all == 0) return {};
    QStringList queues;
    for (std::size_t q = 0; q < left.size(); ++q)
        if (left[q] > 0) queues += nameOf(columns.info(), q);
    const QString last = queues.takeLast();
    const QString where =
        queues.isEmpty() ? last : tr("%1 and %2").arg(queues.join(QStringLiteral(", ")), last);
    const std::size_t made = columns.itemCount();
    if (all == made)
        return all == 1 ? tr("The only item is left in %1").arg(where)
                        : tr("All %1 items are left in %2").arg(countText(all), where);
    return all == 1 ? tr("1 of %1 items is left in %2").arg(countText(made), where)
                    : tr("%1 of %2 items are left in %3").arg(countText(all), countText(made), where);
}

} // namespace sojourn
