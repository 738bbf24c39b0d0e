#include "viewmodels/panels/item_facts.h"

#include "trace/lost_puts.h"
#include "viewmodels/panels/item_line.h"
#include "viewmodels/panels/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace sojourn {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Panels", text);
}

/// Where the item spent its time, in sum.
struct Spent
{
    std::int64_t puttingNs = 0;
    std::int64_t waitingNs = 0;
    std::int64_t servedNs = 0;

    std::int64_t all() const { return puttingNs + waitingNs + servedNs; }
};

/// Tells one item's story line by line.
class Story final
{
public:
    Story(const Columns& columns, std::int64_t endNs, Facts& facts)
        : m_columns(columns)
        , m_info(columns.info())
        , m_endNs(endNs)
        , m_facts(facts)
    {
    }

    const Spent& spent() const { return m_spent; }
    /// It never came into its last queue, and never will.
    bool isLost() const { return m_isLost; }

    void tell(const Visit& visit)
    {
        const Arrival arrival = visit.enqueuedNs == notYet ? Arrival() : arrivalOf(m_columns, visit);
        if (!tellPut(visit, arrival)) return;
        const std::int64_t leftNs = visit.dequeuedNs == notYet ? m_endNs : visit.dequeuedNs;
        stretch(StateLook::Ink, leftNs - visit.enqueuedNs, tr("waiting in %1").arg(queueName(visit)));
        m_spent.waitingNs += leftNs - visit.enqueuedNs;
        tellWentBefore(visit, arrival);
        if (visit.dequeuedNs == notYet) return;
        const bool passes = visit.nextVisit != noVisit;
        const bool served = visit.doneNs != notYet && visit.doneNs > visit.dequeuedNs;
        instant(served || passes ? Fact::Mark::Ring : Fact::Mark::Dot, visit.dequeuedNs,
                tr("%1 gets it").arg(taskTitle(m_info, visit.consumer)));
        if (visit.abandoned) {
            plain(tr("let go without being done"));
        } else if (visit.doneNs == notYet) {
            stretch(StateLook::Running, m_endNs - visit.dequeuedNs, tr("in its hands"));
            m_spent.servedNs += m_endNs - visit.dequeuedNs;
        } else if (served) {
            stretch(StateLook::Running, visit.doneNs - visit.dequeuedNs, tr("in its hands"));
            m_spent.servedNs += visit.doneNs - visit.dequeuedNs;
            if (!passes) instant(Fact::Mark::Dot, visit.doneNs, tr("done"));
        }
    }

    void instant(Fact::Mark mark, std::int64_t ns, const QString& words)
    {
        m_facts.lines.append({mark, StateLook::Ink, instantText(ns, m_endNs), words});
    }

private:
    /// The way into the queue; false where it did not get there.
    bool tellPut(const Visit& visit, const Arrival& arrival)
    {
        const std::int64_t endedNs = putEndNs(m_columns, visit);
        if (visit.putWaitNs != notYet) {
            const std::int64_t waitedNs = (endedNs == notYet ? m_endNs : endedNs) - visit.putWaitNs;
            stretch(StateLook::WaitingPut, waitedNs, tr("waiting to put"));
            m_spent.puttingNs += waitedNs;
        }
        if (visit.enqueuedNs == notYet) {
            m_isLost = endedNs != notYet;
            if (m_isLost)
                instant(Fact::Mark::Dot, endedNs,
                        visit.dropped ? tr("dropped: %1 was full").arg(queueName(visit))
                                      : tr("lost: its put was cut short"));
            return false;
        }
        instant(Fact::Mark::Ring, visit.enqueuedNs,
                tr("put into %1%2").arg(queueName(visit), placeInLine(visit, arrival)));
        tellLine(visit, arrival);
        return true;
    }

    void stretch(StateLook look, std::int64_t ns, const QString& words)
    {
        m_facts.lines.append({Fact::Mark::Bar, look, durationText(ns), words});
    }

    void plain(const QString& words) { m_facts.lines.append({Fact::Mark::None, StateLook::Ink, {}, words}); }

    QString queueName(const Visit& visit) const
    {
        return m_info.queues.size() == 1
                   ? tr("the queue")
                   : QStringLiteral("“%1”").arg(QString::fromStdString(m_info.queues[visit.queue].name));
    }

    /// Its place among those who stood there as it came, and who they were, as far as the order of the queue
    /// tells that: no event carries a priority.
    void tellLine(const Visit& visit, const Arrival& arrival)
    {
        if (arrival.size < 2) return;
        const std::uint32_t others = arrival.size - 1;
        const QString named = namesOf(stoodThere(m_columns, visit, arrival), others);
        switch (m_info.queues[visit.queue].order) {
        case QueueOrder::Fifo:
            if (!named.isEmpty()) plain(tr("behind %1").arg(named));
            break;
        case QueueOrder::Lifo:
            if (!named.isEmpty()) plain(tr("before %1: last in, first out").arg(named));
            break;
        case QueueOrder::Priority:
            plain(tr("%1 stood there; whether before or behind it is not recorded: no event carries a "
                     "priority")
                      .arg(named.isEmpty() ? countText(others) : named));
            break;
        }
    }

    /// "; 12th in line", where that is known.
    QString placeInLine(const Visit& visit, const Arrival& arrival) const
    {
        if (arrival.size < 2) return {};
        switch (m_info.queues[visit.queue].order) {
        case QueueOrder::Fifo:
            return tr("; %1 in line").arg(ordinal(arrival.size));
        case QueueOrder::Lifo:
            return tr("; 1st of %1 in line").arg(countText(arrival.size));
        case QueueOrder::Priority:
            break;
        }
        return {};
    }

    /// First in, first out it is who stood before it; in other orders others came later, or had to let it by.
    void tellWentBefore(const Visit& visit, const Arrival& arrival)
    {
        if (m_info.queues[visit.queue].order == QueueOrder::Fifo || arrival.size == 0) return;
        const std::size_t count = wentBefore(m_columns, visit, arrival);
        const bool isOver = visit.dequeuedNs != notYet;
        if (count == 0 && arrival.size < 2) return;
        plain(
            count == 0
                ? (isOver ? tr("nobody went before it") : tr("nobody went before it so far"))
                : (isOver ? tr("%1 went before it") : tr("%1 went before it so far")).arg(countText(count)));
    }

    /// "48, 47, 46 and 8 more", of so many in all; empty: nobody is known.
    static QString namesOf(const std::vector<const Visit*>& visits, std::size_t all)
    {
        constexpr std::size_t mostNamed = 5;
        QStringList named;
        for (std::size_t i = 0; i < std::min(visits.size(), mostNamed); ++i)
            named.append(QStringLiteral("#%1").arg(visits[i]->item));
        const std::size_t more = all - static_cast<std::size_t>(named.size());
        const QString text = named.join(QStringLiteral(", "));
        return named.isEmpty() || more == 0 ? text : tr("%1 and %2 more").arg(text).arg(more);
    }

    const Columns& m_columns;
    const RunInfo& m_info;
    std::int64_t m_endNs;
    Facts& m_facts;
    Spent m_spent;
    bool m_isLost = false;
};

/// "longer than 77 % of items": among those that are done.
QString rankText(const Columns& columns, std::int64_t sojournNs)
{
    std::size_t done = 0;
    std::size_t shorter = 0;
    for (std::uint32_t item = 0; item < columns.items().size(); ++item) {
        const std::int64_t ns = columns.sojournNs(item);
        if (ns == notYet) continue;
        ++done;
        shorter += ns < sojournNs;
    }
    if (done < 2) return {};
    const double ratio = static_cast<double>(shorter) / static_cast<double>(done - 1);
    if (shorter == 0) return tr("as short as any");
    if (shorter == done - 1) return tr("the longest of %1").arg(countText(done));
    return tr("longer than %1 of items").arg(percentText(ratio));
}

void addShares(Facts& facts, const Spent& spent)
{
    if (spent.all() <= 0) return;
    const auto add = [&](StateLook look, std::int64_t ns) {
        if (ns > 0) facts.shares.append({look, static_cast<double>(ns) / static_cast<double>(spent.all())});
    };
    add(StateLook::WaitingPut, spent.puttingNs);
    add(StateLook::Ink, spent.waitingNs);
    add(StateLook::Running, spent.servedNs);
}

} // namespace

Facts itemFacts(const Columns& columns, std::uint32_t number, std::int64_t endNs)
{
    const Item& item = columns.items()[number];
    const RunInfo& info = columns.info();
    Facts facts;
    facts.title = tr("Item %1").arg(number);
    Story story(columns, endNs, facts);
    if (item.maker != noTask && item.createdNs != notYet)
        story.instant(Fact::Mark::Ring, item.createdNs, tr("made by %1").arg(taskTitle(info, item.maker)));
    QString payload;
    for (std::uint32_t v = item.firstVisit; v != noVisit; v = columns.visits()[v].nextVisit) {
        story.tell(columns.visits()[v]);
        payload = QString::fromStdString(columns.payloadText(columns.visits()[v]));
    }
    addShares(facts, story.spent());
    const std::int64_t sojournNs = columns.sojournNs(number);
    facts.subject = sojournNs != notYet ? tr("sojourn")
                    : story.isLost()    ? tr("until it was lost")
                                        : tr("so far");
    facts.headline = durationText(sojournNs == notYet ? story.spent().all() : sojournNs);
    if (sojournNs != notYet) facts.remark = rankText(columns, sojournNs);
    QStringList notes;
    if (item.maker != noTask)
        notes += tr("%1’s %2 item").arg(taskTitle(info, item.maker), ordinal(item.nth + 1));
    if (!payload.isEmpty()) notes += tr("payload %1").arg(payload);
    // Where the instants above cannot be told apart, they stand here to the last figure.
    if (sojournNs > 0 && sojournNs < 10 * instantTextStep(endNs)) {
        const std::int64_t inNs = columns.visits()[item.firstVisit].enqueuedNs;
        notes += tr("exactly from %1 to %2").arg(exactInstantText(inNs), exactInstantText(inNs + sojournNs));
    }
    facts.note = notes.join(QStringLiteral(" · "));
    return facts;
}

int neighbourInQueue(const Columns& columns, std::uint32_t number, bool after)
{
    const Item& item = columns.items()[number];
    if (item.lastVisit == noVisit) return -1;
    const Visit& own = columns.visits()[item.lastVisit];
    const Visit* nearest = nullptr;
    for (const Visit& visit : columns.visits()) {
        const bool beyond = after ? visit.putEvent > own.putEvent : visit.putEvent < own.putEvent;
        if (visit.queue != own.queue || visit.enqueuedNs == notYet || !beyond || visit.item == number)
            continue;
        const bool nearer = nearest == nullptr ||
                            (after ? visit.putEvent < nearest->putEvent : visit.putEvent > nearest->putEvent);
        if (nearer) nearest = &visit;
    }
    return nearest == nullptr ? -1 : static_cast<int>(nearest->item);
}

} // namespace sojourn
