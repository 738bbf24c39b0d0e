#include "viewmodels/panels/item_facts.h"

#include "viewmodels/panels/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cstddef>
#include <functional>
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

    void tell(const Visit& visit)
    {
        if (!tellPut(visit)) return;
        const std::int64_t leftNs = visit.dequeuedNs == notYet ? m_endNs : visit.dequeuedNs;
        stretch(StateLook::Ink, leftNs - visit.enqueuedNs, tr("waiting in %1").arg(queueName(visit)));
        m_spent.waitingNs += leftNs - visit.enqueuedNs;
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
    bool tellPut(const Visit& visit)
    {
        const std::int64_t inNs = visit.enqueuedNs == notYet ? m_endNs : visit.enqueuedNs;
        if (visit.putWaitNs != notYet) {
            stretch(StateLook::WaitingPut, inNs - visit.putWaitNs, tr("waiting to put"));
            m_spent.puttingNs += inNs - visit.putWaitNs;
        }
        if (visit.dropped) plain(tr("dropped: %1 was full").arg(queueName(visit)));
        if (visit.enqueuedNs == notYet) return false;
        instant(Fact::Mark::Ring, visit.enqueuedNs,
                tr("put into %1%2").arg(queueName(visit), placeInLine(visit)));
        if (const QString ahead = itemsAhead(visit); !ahead.isEmpty()) plain(tr("behind %1").arg(ahead));
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

    /// "; 12th in line", where that is known.
    QString placeInLine(const Visit& visit) const
    {
        const std::uint32_t size = arrivalOf(visit).size;
        return size < 2 ? QString() : tr("; %1 in line").arg(ordinal(size));
    }

    /// A queue as an item came to its end.
    struct Arrival
    {
        std::uint32_t size = 0;         ///< with it; 0 where that is not known, or says nothing of its place
        std::vector<std::int64_t> gone; ///< who was taken at that very instant, but before
    };

    /// Many puts and gets may share the instant: the events tell their order.
    Arrival arrivalOf(const Visit& visit) const
    {
        constexpr std::uint64_t mostLookedAt = 100'000;
        if (m_info.queues[visit.queue].order != QueueOrder::Fifo) return {};
        if (!m_info.queues[visit.queue].isSettingKnown && overtook(visit)) return {};
        const std::vector<DepthStep>& steps = m_columns.depths()[visit.queue];
        const auto first = std::ranges::lower_bound(steps, visit.enqueuedNs, {}, &DepthStep::atNs);
        const EventLog& log = m_columns.log();
        if (visit.putEvent >= log.size()) { // a recording without events
            const auto behind = std::ranges::upper_bound(steps, visit.enqueuedNs, {}, &DepthStep::atNs);
            return {behind - first == 1 ? first->size : 0, {}};
        }
        Arrival arrival;
        std::int64_t size = first == steps.begin() ? 0 : std::prev(first)->size;
        for (std::uint64_t i = visit.putEvent + 1; i-- > 0 && log[i].timeNs == visit.enqueuedNs;) {
            if (visit.putEvent - i > mostLookedAt) return {};
            const Event& e = log[i];
            if (e.object != visit.queue) continue;
            if (e.kind == EventKind::Put) ++size;
            if (e.kind != EventKind::Get) continue;
            --size;
            arrival.gone.push_back(e.value);
        }
        arrival.size = static_cast<std::uint32_t>(std::max<std::int64_t>(0, size));
        return arrival;
    }

    /// Another item's, into the same queue.
    static bool isPutBefore(const Visit& other, const Visit& visit)
    {
        return other.queue == visit.queue && other.item != visit.item && other.enqueuedNs != notYet &&
               other.enqueuedNs <= visit.enqueuedNs && other.putEvent < visit.putEvent;
    }

    /// It was taken before one who stood there as it came: the queue, whose order is not known, is not first
    /// in, first out.
    bool overtook(const Visit& visit) const
    {
        if (visit.dequeuedNs == notYet) return false;
        const std::vector<Visit>& visits = m_columns.visits();
        const auto own = static_cast<std::size_t>(&visit - visits.data());
        for (std::size_t i = own; i-- > 0 && own - i < mostVisitsLookedAt;) {
            const Visit& other = visits[i];
            if (isPutBefore(other, visit) &&
                (other.dequeuedNs == notYet || other.dequeuedNs > visit.dequeuedNs))
                return true;
        }
        return false;
    }

    static constexpr std::size_t mostVisitsLookedAt =
        20'000; // they come in the order of their puts, but for waits

    /// "48, 47, 46 and 8 more": who stood before it as it came, the nearest first. End marks have no number.
    QString itemsAhead(const Visit& visit) const
    {
        constexpr std::size_t mostNamed = 5;
        const Arrival arrival = arrivalOf(visit);
        const std::size_t ahead = std::max(arrival.size, 1u) - 1;
        const std::vector<Visit>& visits = m_columns.visits();
        const auto own = static_cast<std::size_t>(&visit - visits.data());
        const auto stillThere = [&](const Visit& other) {
            if (other.dequeuedNs == notYet || other.dequeuedNs > visit.enqueuedNs) return true;
            return other.dequeuedNs == visit.enqueuedNs &&
                   std::ranges::find(arrival.gone, std::int64_t{other.item}) == arrival.gone.end();
        };
        std::vector<const Visit*> stood;
        for (std::size_t i = own; i-- > 0 && own - i < mostVisitsLookedAt && stood.size() < ahead;) {
            const Visit& other = visits[i];
            if (isPutBefore(other, visit) && stillThere(other)) stood.push_back(&other);
        }
        if (stood.empty()) return {};
        std::ranges::sort(stood, std::greater(), &Visit::putEvent);
        QStringList named;
        for (std::size_t i = 0; i < std::min(stood.size(), mostNamed); ++i)
            named.append(QString::number(stood[i]->item));
        const std::size_t more = ahead - static_cast<std::size_t>(named.size());
        const QString text = named.join(QStringLiteral(", "));
        return more == 0 ? text : tr("%1 and %2 more").arg(text).arg(more);
    }

    const Columns& m_columns;
    const RunInfo& m_info;
    std::int64_t m_endNs;
    Facts& m_facts;
    Spent m_spent;
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
    facts.subject = sojournNs == notYet ? tr("so far") : tr("sojourn");
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
