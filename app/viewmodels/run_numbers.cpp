#include "viewmodels/run_numbers.h"

#include "explore/figure_text.h"
#include "viewmodels/panels/left_behind.h"
#include "viewmodels/panels/words.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

QString duration(double seconds)
{
    return QString::fromStdString(humanDuration(durationFromSeconds(seconds).value_or(Duration::zero())));
}

QString eventsText(std::uint64_t events)
{
    if (events < 1'000'000) return countText(events) + QStringLiteral(" events");
    return figuresText(static_cast<double>(events) / 1e6) + QStringLiteral(" million events");
}

} // namespace

RunNumbers::RunNumbers(RunDocument& document, QObject* parent)
    : QObject(parent)
    , m_document(document)
{
    connect(&document, &RunDocument::runChanged, this, &RunNumbers::restart);
    connect(&document, &RunDocument::dataChanged, this, &RunNumbers::takeIn);
    connect(&document, &RunDocument::playheadChanged, this, &RunNumbers::playheadChanged);
}

RunNumbers::~RunNumbers() = default;

void RunNumbers::restart()
{
    m_folded = 0;
    m_summary = Summary();
    m_fold.reset();
    m_totals = RunTotals();
    if (m_expected) {
        m_summary = std::move(*m_expected);
        m_totals = std::move(m_expectedTotals);
        m_expected.reset();
    } else if (m_document.columns() != nullptr) {
        m_fold = std::make_unique<SummaryFold>(m_document.sharedInfo());
        m_fold->beginAt(m_document.firstKnownNs());
    }
    Q_EMIT runChanged();
}

void RunNumbers::takeIn()
{
    if (m_document.columns() == nullptr) return;
    if (m_expected) { // of a larger part of the run, or the whole
        m_summary = std::move(*m_expected);
        m_totals = std::move(m_expectedTotals);
        m_expected.reset();
    }
    m_totals.follow(*m_document.columns());
    if (m_fold) {
        const std::uint64_t until = m_document.columns()->folded();
        const EventLog& log = m_document.columns()->log();
        for (; m_folded < until; ++m_folded)
            m_fold->add(log[m_folded]);
        RunEnd end;
        end.at = instantFromNanoseconds(m_document.knownNs());
        if (m_document.isEnded()) end = m_document.end();
        m_summary = m_fold->summary(end);
    }
    Q_EMIT runChanged();
}

QString RunNumbers::itemsText() const
{
    return countText(m_summary.sojourn.count);
}

QString RunNumbers::time() const
{
    // Tenths while it moves: more digits would only flicker. Of what, the run's length says, as it does on
    // the ruler: beside "183.5 ms" at the playhead "0.2 s" would look like another instant.
    const double s = m_document.playheadSeconds();
    if (s > 0 && m_document.isEnded()) {
        const std::int64_t endNs = m_document.knownNs();
        if (endNs < 1'000'000 && s < 1e-6) return QString::number(s * 1e9, 'f', 0) + QStringLiteral(" ns");
        if (endNs < 1'000'000) return QString::number(s * 1e6, 'f', 1) + QStringLiteral(" µs");
        if (endNs < 1'000'000'000) return QString::number(s * 1e3, 'f', 1) + QStringLiteral(" ms");
        if (s < 1e-4) return duration(s); // in seconds that would take a power of ten
        if (s < 0.1) return QString::number(s, 'g', 3) + QStringLiteral(" s");
    }
    if (s < 1000) return QString::number(s, 'f', s < 100 ? 1 : 0) + QStringLiteral(" s");
    return duration(s);
}

QString RunNumbers::exactTime() const
{
    return exactInstantText(m_document.playheadNs());
}

QString RunNumbers::put() const
{
    return areQueuesKnown() ? countText(m_document.moment().put) : QString();
}

QString RunNumbers::got() const
{
    return areQueuesKnown() ? countText(m_document.moment().got) : QString();
}

QString RunNumbers::inQueue() const
{
    if (!areQueuesKnown()) return {};
    std::uint64_t standing = 0;
    for (const QueueMoment& queue : m_document.moment().queues)
        standing += queue.standing.size();
    return countText(standing);
}

QString RunNumbers::consumersWaiting() const
{
    if (!areQueuesKnown()) return {};
    const auto& tasks = m_document.moment().tasks;
    return countText(
        static_cast<std::uint64_t>(std::count_if(tasks.begin(), tasks.end(), [](const TaskMoment& task) {
            return task.state == TaskState::GetWait;
        })));
}

QString RunNumbers::tasksEnded() const
{
    if (m_document.columns() == nullptr) return {};
    const auto& tasks = m_document.moment().tasks;
    const auto ended = std::ranges::count(tasks, TaskState::Ended, &TaskMoment::state);
    return QStringLiteral("%1 of %2")
        .arg(countText(static_cast<std::uint64_t>(ended)), countText(tasks.size()));
}

QString RunNumbers::stalled() const
{
    if (m_document.columns() == nullptr || !m_document.isStalled() ||
        m_document.playheadNs() < m_document.endNs())
        return {};
    return tr("Stalled at %1").arg(instantText(m_document.endNs(), m_document.endNs()));
}

QString RunNumbers::tasksWaiting() const
{
    if (stalled().isEmpty()) return {};
    const auto& tasks = m_document.moment().tasks;
    const auto waiting = std::ranges::count_if(tasks, [](const TaskMoment& task) {
        return task.state >= TaskState::PutWait && task.state <= TaskState::FlagWait;
    });
    return tr("%1 of %2").arg(countText(static_cast<std::uint64_t>(waiting)), countText(tasks.size()));
}

QString RunNumbers::inThreads() const
{
    if (m_document.columns() == nullptr) return {};
    const Moment& moment = m_document.moment();
    const bool any =
        !moment.pools.empty() || std::ranges::any_of(m_document.info().groups, &GroupInfo::hasOwnThreads);
    if (!any) return {};
    const auto busy = [](const PoolMoment& pool) {
        return static_cast<std::uint64_t>(
            std::ranges::count_if(pool.threads, [](std::uint32_t task) { return task != noTask; }));
    };
    std::uint64_t jobs = busy(moment.ownThreads);
    for (const PoolMoment& pool : moment.pools)
        jobs += busy(pool);
    return countText(jobs);
}

QString RunNumbers::replied() const
{
    if (m_document.columns() == nullptr || m_document.moment().servers.empty()) return {};
    std::uint64_t replied = 0, asked = 0;
    for (const ServerMoment& server : m_document.moment().servers) {
        replied += server.replied;
        asked += server.asked;
    }
    return QStringLiteral("%1 of %2").arg(countText(replied), countText(asked));
}

QString RunNumbers::failed() const
{
    if (m_document.columns() == nullptr) return {};
    std::uint64_t failed = 0;
    for (const ServerMoment& server : m_document.moment().servers)
        failed += server.failed;
    return failed == 0 ? QString() : countText(failed);
}

QString RunNumbers::length() const
{
    return m_document.isEmpty() ? QString() : duration(static_cast<double>(m_document.knownNs()) / 1e9);
}

QString RunNumbers::throughput() const
{
    if (!areQueuesKnown()) return {};
    const std::int64_t passedNs = m_document.playheadNs() - m_document.firstKnownNs();
    if (passedNs <= 0) return {};
    const auto done = static_cast<double>(m_document.moment().done);
    // An item is done once in every queue that it passes.
    const bool isOnce = m_document.info().queues.size() == 1;
    return figuresText(done / (static_cast<double>(passedNs) / 1e9)) +
           QLatin1String(isOnce ? " items/s" : " visits/s");
}

QString RunNumbers::percentile(double seconds) const
{
    return m_summary.sojourn.count == 0 ? QString() : duration(seconds);
}

QString RunNumbers::queueFull() const
{
    if (m_document.columns() == nullptr) return {};
    const std::optional<double> share =
        m_totals.fullShare(*m_document.columns(), m_document.knownNs(), m_document.firstKnownNs());
    return share ? percentText(*share) : QString();
}

QString RunNumbers::starved() const
{
    if (m_document.columns() == nullptr || m_document.knownNs() <= 0) return {};
    const auto& groups = m_document.info().groups;
    if (std::all_of(groups.begin(), groups.end(), [](const GroupInfo& g) { return g.getsFrom.empty(); }))
        return {};
    const std::int64_t waited = m_totals.getWaitNs(*m_document.columns(), m_document.knownNs());
    return duration(static_cast<double>(waited) / 1e9);
}

QString RunNumbers::sampleNote() const
{
    const std::uint64_t n = m_summary.sojourn.count;
    if (n == 0 || n >= 1000) return {};
    // The smallest value with 99 % at or below it leaves n - ceil(0.99 n) above, itself the next.
    const auto above = n - static_cast<std::uint64_t>(std::ceil(0.99 * static_cast<double>(n))) + 1;
    if (above == 1) return QStringLiteral("p99 of %1 items rests on a single one").arg(n);
    return QStringLiteral("p99 of %1 items rests on %2").arg(n).arg(above);
}

QString RunNumbers::littlesLaw() const
{
    // Shown where it holds exactly: one queue, empty at the end, without end marks.
    if (m_summary.queues.size() != 1 || !m_document.isEnded() || !(m_summary.countedSeconds() > 0)) return {};
    const QueueSummary& queue = m_summary.queues.front();
    if (queue.wait.count == 0 || queue.wait.count != m_summary.items.put) return {};
    const double rate = static_cast<double>(m_summary.items.put) / m_summary.countedSeconds();
    const double product = rate * queue.wait.meanSeconds;
    if (std::abs(product - queue.meanSize) > 0.001 * std::max(product, queue.meanSize)) return {};
    return QStringLiteral("%1 waiting = %2 items/s × %3 ✓")
        .arg(figuresText(queue.meanSize),
             rate >= 1000 ? figuresText(rate) : QString::fromStdString(figureText(rate)),
             duration(queue.wait.meanSeconds));
}

std::uint64_t RunNumbers::asked() const
{
    std::uint64_t asked = 0;
    for (const ServerSummary& server : m_summary.servers)
        asked += server.asked;
    return asked;
}

/// Of the one server that was asked; null when there is none, or several, or no reply yet.
const Distribution* RunNumbers::replies() const
{
    const Distribution* found = nullptr;
    for (const ServerSummary& server : m_summary.servers) {
        if (server.asked == 0) continue;
        if (found != nullptr) return nullptr;
        found = &server.reply;
    }
    return found != nullptr && found->count > 0 ? found : nullptr;
}

QString RunNumbers::requests() const
{
    return asked() == 0 ? QString() : countText(asked());
}

QString RunNumbers::requestsFailed() const
{
    if (asked() == 0) return {};
    std::uint64_t failed = 0;
    for (const ServerSummary& server : m_summary.servers)
        failed += server.failed;
    return countText(failed);
}

QString RunNumbers::replyP50() const
{
    return replies() == nullptr ? QString() : duration(replies()->p50Seconds);
}

QString RunNumbers::replyP99() const
{
    return replies() == nullptr ? QString() : duration(replies()->p99Seconds);
}

bool RunNumbers::areQueuesKnown() const
{
    return m_document.columns() != nullptr && !m_document.info().queues.empty() &&
           m_document.playheadNs() >= m_document.firstKnownNs();
}

bool RunNumbers::isItemless() const
{
    return m_document.columns() != nullptr && m_document.info().queues.empty();
}

QString RunNumbers::wholeText() const
{
    if (m_document.isFirstPart()) return QStringLiteral("First %1").arg(length());
    if (m_document.firstKnownNs() > 0) return QStringLiteral("Known part");
    if (m_document.isPartial() || (m_document.isLive() && !m_document.isEnded()))
        return QStringLiteral("So far");
    if (m_document.isEnded() && m_document.isEmpty()) return QStringLiteral("No events");
    return QStringLiteral("Whole run");
}

QString RunNumbers::lengthText() const
{
    return m_document.isFirstPart() ? QStringLiteral("the first %1").arg(length()) : length();
}

QString RunNumbers::eventCount() const
{
    return eventsText(m_document.columns()->folded());
}

QString RunNumbers::firstPart() const
{
    if (!m_document.isFirstPart()) return {};
    if (m_document.limit() == RunLimit::File)
        // As many as are told of the file: of those that lists hold.
        return QStringLiteral("The first %1 of a run; the rest is lost.").arg(eventsText(m_summary.events));
    return QStringLiteral("The first %1 of a longer run; more are not kept.").arg(eventCount());
}

QString RunNumbers::ending() const
{
    if (!m_document.isEnded()) return {};
    const RunEnd& end = m_document.end();
    if (m_document.limit() == RunLimit::Events)
        return QStringLiteral("This is the first %1 of a longer run: %2, as many as are kept.")
            .arg(length(), eventCount());
    if (!end.sentence.empty()) return engineWords(m_document.info(), end.sentence);
    const QString at = duration(toSeconds(end.at));
    if (end.outcome == Outcome::Until)
        return QStringLiteral("The run reached the end that was set, %1.").arg(at);
    if (m_summary.sojourn.count == 0 && replies() != nullptr)
        return QStringLiteral("The run has ended after %1: %2 requests, half of the replies took %3 or less.")
            .arg(at, requests(), replyP50());
    const QString left = leftAtEnd();
    if (m_summary.sojourn.count == 0)
        return left.isEmpty() ? QStringLiteral("The run has ended after %1.").arg(at)
                              : QStringLiteral("%1 as the run ends after %2.").arg(left, at);
    const QString stay = m_summary.sojourn.p50Seconds > 0 ? QStringLiteral("%1 or less").arg(p50())
                                                          : QStringLiteral("no time at all");
    const QString who = m_summary.sojourn.maxSeconds > 0 ? QStringLiteral("half of them stayed")
                                                         : QStringLiteral("which stayed");
    const QString done =
        m_summary.sojourn.count == 1
            ? QStringLiteral("The run has ended after %1: one item, which stayed %2.").arg(at, p50())
            : QStringLiteral("The run has ended after %1: %2 items, %3 %4.")
                  .arg(at, countText(m_summary.sojourn.count), who, stay);
    return left.isEmpty() ? done : done + QStringLiteral(" %1.").arg(left);
}

QString RunNumbers::leftAtEnd() const
{
    return m_summary.items.waiting == 0 ? QString() : leftBehind(*m_document.columns());
}

QString RunNumbers::withoutItems() const
{
    if (isItemless())
        return QStringLiteral(
            "This program has no queue, so there are no items whose times could be measured.");
    if (!m_document.isEnded())
        return QStringLiteral("No item is done yet. The numbers appear with the first.");
    if (m_document.isEmpty()) return QStringLiteral("There is no event to count.");
    if (m_document.limit() == RunLimit::File)
        return QStringLiteral("The run breaks off before an item got done.");
    const QString left = leftAtEnd();
    return left.isEmpty() ? QStringLiteral("The run has ended, and no item got done.")
                          : QStringLiteral("The run has ended, and no item got done. %1.").arg(left);
}

} // namespace sojourn
