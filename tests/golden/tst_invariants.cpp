// What must hold for every run, whatever its scenario: tried on random ones.
#include "support/scenario_runs.h"
#include "trace/columns.h"

#include <QTest>

#include <cmath>
#include <map>
#include <random>
#include <vector>

using namespace sojourn;
using namespace sojourn::test;

namespace {

/// Writes a scenario of producers, stages and consumers with whatever disturbs them: small capacities, ties,
/// time-outs around waits, cancellations in mid-run, clean-up that suspends, drops, end marks, threads.
class RandomScenario final
{
public:
    explicit RandomScenario(unsigned seed)
        : m_random(seed)
    {
    }

    std::string text()
    {
        const int queues = from(1, 3);
        std::string t = R"("queues": [)";
        for (int q = 0; q < queues; ++q) {
            static constexpr const char* orders[] = {"fifo", "fifo", "lifo", "priority"};
            t += (q ? ", " : "") + std::string("{\"name\": \"q") + std::to_string(q) +
                 "\", \"capacity\": " + std::to_string(from(0, 4)) + ", \"order\": \"" + orders[from(0, 3)] +
                 "\"}";
        }
        t += R"(], "events": ["go"], "pools": [{"name": "pool", "threads": 2}], "tasks": [)";
        t += group("main", 0, mainSteps(queues));
        for (int q = 0; q < queues; ++q) {
            const std::string n = std::to_string(q);
            t += ", " + group("producer" + n, from(1, 4), repeat(from(1, 12), pause() + ", " + put(q)));
            std::string serve = take(q) + ", " + pause() + ", {\"task_done\": \"q" + n + "\"}";
            if (q + 1 < queues && chance(60)) serve += ", " + put(q + 1);
            t += ", " +
                 group("consumer" + n, from(1, 5), cleanUp(repeat(chance(70) ? -1 : from(1, 12), serve)));
        }
        if (chance(50)) t += ", " + group("disturber", 1, disturberSteps(queues));
        t += "]";
        if (chance(20)) t += ", \"until\": " + std::to_string(from(1, 20));
        return t;
    }

private:
    int from(int low, int high)
    {
        return low + static_cast<int>(m_random() % static_cast<unsigned>(high - low + 1));
    }
    bool chance(int percent) { return from(1, 100) <= percent; }
    static std::string group(const std::string& name, int count, const std::string& steps)
    {
        return "{\"name\": \"" + name + "\"" +
               (count ? ", \"count\": " + std::to_string(count) : std::string()) + ", \"steps\": [" + steps +
               "]}";
    }
    std::string duration()
    {
        switch (from(0, 4)) { // mostly whole seconds: ties
        case 0:
            return "0";
        case 1:
            return std::to_string(from(1, 3));
        case 2:
            return R"({"uniform_int": [0, 3]})";
        case 3:
            return R"({"exponential": 1})";
        default:
            return R"({"sequence": [[1, 0, 2], [0, 1, 1]]})";
        }
    }
    std::string pause()
    {
        switch (from(0, 7)) {
        case 0:
            return "{\"work\": " + duration() + "}";
        case 1:
            return "{\"offload\": " + duration() + ", \"pool\": \"pool\"}";
        default:
            return "{\"sleep\": " + duration() + "}";
        }
    }
    std::string limited(std::string step)
    {
        return chance(25) ? "{\"timeout\": " + duration() + ", \"steps\": [" + step + "]}" : step;
    }
    std::string put(int q)
    {
        std::string step = "{\"put\": \"q" + std::to_string(q) + "\"";
        if (chance(20)) step += ", \"if_full\": \"drop\"";
        if (chance(30)) step += R"(, "priority": {"uniform_int": [0, 2]})";
        if (chance(20)) step += R"(, "new": true)";
        return limited(step + "}");
    }
    std::string take(int q)
    {
        return limited("{\"get\": \"q" + std::to_string(q) + "\", \"sentinel\": \"break\"}");
    }
    static std::string repeat(int times, const std::string& steps)
    {
        return "{\"repeat\": " + (times < 0 ? std::string("\"forever\"") : std::to_string(times)) +
               ", \"steps\": [" + steps + "]}";
    }
    std::string cleanUp(const std::string& steps)
    {
        return chance(30) ? "{\"steps\": [" + steps + "], \"finally\": [{\"sleep\": " + duration() + "}]}"
                          : steps;
    }
    std::string mainSteps(int queues)
    {
        std::string steps;
        for (int q = 0; q < queues; ++q) {
            const std::string n = std::to_string(q);
            steps += "{\"await\": \"producer" + n + "\"}, ";
            if (chance(70)) steps += limited("{\"join\": \"q" + n + "\"}") + ", ";
            if (chance(30)) steps += "{\"put\": \"q" + n + "\", \"sentinel\": true}, ";
            steps += "{\"cancel\": \"consumer" + n + "\"}, ";
        }
        return steps + R"({"set": "go"})";
    }
    std::string disturberSteps(int queues)
    {
        const std::string n = std::to_string(from(0, queues - 1));
        return "{\"sleep\": " + duration() + "}, {\"cancel\": \"" + (chance(50) ? "consumer" : "producer") +
               n + "\"}, " + R"({"timeout": 3, "steps": [{"wait": "go"}]})";
    }

    std::mt19937 m_random;
};

/// A run and what was made of it.
struct Observed
{
    explicit Observed(unsigned seed)
        : scenario(scenarioOf(RandomScenario(seed).text()))
        , run(scenario, options())
        , end(run.runVirtual())
        , summary(run.summary())
        , columns(run.info(), run.log())
    {
        columns.advance();
    }
    static RunOptions options()
    {
        RunOptions result = recorded();
        result.maxRecordedEvents = 200'000;
        return result;
    }
    std::int64_t endNs() const { return nanoseconds(end.at); }

    std::shared_ptr<const Scenario> scenario;
    Run run;
    RunEnd end;
    Summary summary;
    Columns columns;
};

/// How each visit stands; they exclude each other and leave none out.
struct Visits
{
    std::uint64_t waitsToPut = 0, dropped = 0, lost = 0, waiting = 0, held = 0, done = 0, abandoned = 0;
    explicit Visits(const std::vector<Visit>& visits)
    {
        for (const Visit& v : visits) {
            if (v.dropped)
                ++dropped;
            else if (v.enqueuedNs == notYet)
                ++(v.abandoned ? lost : waitsToPut);
            else if (v.dequeuedNs == notYet)
                ++waiting;
            else if (v.abandoned)
                ++abandoned;
            else if (v.doneNs == notYet)
                ++held;
            else
                ++done;
        }
    }
};

/// What a queue held at the end, and how it came to that; end marks count as in the queue itself.
struct QueueAtEnd
{
    std::uint64_t size = 0, unfinished = 0;
    std::int64_t endMarkNs = 0; ///< time that end marks spent in it
};

std::vector<QueueAtEnd> queuesAtEnd(const Observed& o)
{
    std::vector<QueueAtEnd> queues(o.run.info()->queues.size());
    for (std::uint64_t i = 0; i < o.run.log()->size(); ++i) {
        const Event& e = (*o.run.log())[i];
        QueueAtEnd* const q = e.object < queues.size() ? &queues[e.object] : nullptr;
        if (e.kind == EventKind::Put) {
            ++q->size;
            ++q->unfinished;
            if (e.value == endMark) q->endMarkNs += o.endNs() - e.timeNs;
        } else if (e.kind == EventKind::Get) {
            --q->size;
            if (e.value == endMark) q->endMarkNs -= o.endNs() - e.timeNs;
        } else if (e.kind == EventKind::TaskDone) {
            --q->unfinished;
        }
    }
    return queues;
}

} // namespace

class TestInvariants final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void holdForRandomScenarios_data()
    {
        QTest::addColumn<unsigned>("first");
        for (unsigned first = 1; first <= 400; first += 100)
            QTest::addRow("seeds from %u", first) << first;
    }
    void holdForRandomScenarios()
    {
        QFETCH(unsigned, first);
        std::map<Outcome, int> outcomes;
        for (unsigned seed = first; seed < first + 100; ++seed) {
            const Observed o(seed);
            ++outcomes[o.end.outcome];
            const QByteArray message = "seed " + QByteArray::number(seed) + ": ";
            for (const char* broken : {visits(o), littlesLaw(o), waiters(o), tasks(o)})
                if (broken != nullptr) QFAIL((message + broken).constData());
        }
        // The generator is of use only while it makes runs of every kind.
        QVERIFY(outcomes[Outcome::Finished] > 10);
        QVERIFY(outcomes[Outcome::Stalled] > 3);
        QVERIFY(outcomes[Outcome::Until] > 3);
    }

private:
    // Each returns what does not hold, or null.

    static const char* visits(const Observed& o)
    {
        const Visits v(o.columns.visits());
        const ItemCounts& c = o.summary.items;
        if (c.done != v.done) return "done is counted differently";
        if (c.waiting != v.waiting) return "waiting is counted differently";
        if (c.held != v.held) return "held is counted differently";
        if (c.abandoned != v.abandoned + v.lost) return "abandoned is counted differently";
        if (c.dropped != v.dropped) return "dropped is counted differently";
        if (c.put != c.got + c.waiting) return "an item was put, and neither got nor waits";
        if (c.got != v.done + v.held + v.abandoned)
            return "an item was got, and is neither done, held nor abandoned";
        if (c.made != o.columns.items().size()) return "made is counted differently";
        return nullptr;
    }

    /// The time average of the length is the arrivals' waits over the time, for each queue.
    static const char* littlesLaw(const Observed& o)
    {
        const std::vector<QueueAtEnd> queues = queuesAtEnd(o);
        std::vector<double> residence(queues.size());
        for (const Visit& v : o.columns.visits()) {
            if (v.enqueuedNs == notYet) continue;
            const std::int64_t left = v.dequeuedNs == notYet ? o.endNs() : v.dequeuedNs;
            residence[v.queue] += static_cast<double>(left - v.enqueuedNs) / 1e9;
        }
        for (std::size_t q = 0; q < queues.size(); ++q) {
            const QueueSummary& s = o.summary.queues[q];
            const double expected = residence[q] + static_cast<double>(queues[q].endMarkNs) / 1e9;
            if (std::abs(s.meanSize * o.summary.elapsedSeconds - expected) > 1e-6 + expected * 1e-9)
                return "Little's law does not hold for a queue";
            const QueueInfo& info = o.run.info()->queues[q];
            if (info.capacity != 0 && s.maxSize > info.capacity) return "a queue held more than its capacity";
        }
        return nullptr;
    }

    /// Where nothing more can happen, nobody waits for what is there.
    static const char* waiters(const Observed& o)
    {
        // Ended by a limit or by `until` (also behind a failure), it stands in the middle of something.
        const bool limited =
            o.end.outcome == Outcome::Spinning || o.end.sentence.starts_with("The run was ended");
        if (limited || (o.scenario->until && o.end.at == saturatingAdd(Instant(), *o.scenario->until)))
            return nullptr;
        const std::vector<QueueAtEnd> queues = queuesAtEnd(o);
        std::size_t waiting = 0;
        for (const Lane& lane : o.columns.lanes()) {
            const Span& span = lane.open;
            if (span.state == TaskState::Ended || span.state == TaskState::NotStarted) continue;
            ++waiting;
            const QueueInfo* const info =
                span.object < queues.size() ? &o.run.info()->queues[span.object] : nullptr;
            switch (span.state) {
            case TaskState::GetWait:
                if (queues[span.object].size != 0) return "a getter was left behind beside an item";
                break;
            case TaskState::PutWait:
                if (info->capacity == 0 || queues[span.object].size < info->capacity)
                    return "a putter was left behind beside a free slot";
                break;
            case TaskState::JoinWait:
                if (queues[span.object].unfinished == 0) return "a joiner was left behind";
                break;
            case TaskState::AwaitWait: {
                const GroupInfo& group = o.run.info()->groups[span.object];
                bool all = true;
                for (std::uint32_t t = 0; t < group.taskCount; ++t)
                    all = all && o.columns.lanes()[group.firstTask + t].open.state == TaskState::Ended;
                if (all) return "one that awaits was left behind";
                break;
            }
            case TaskState::FlagWait:
                break;
            default:
                return "a task stands still that waits for nothing";
            }
        }
        if (waiting != o.end.waitingTasks.size()) return "not every waiting task is named";
        if (o.end.outcome == Outcome::Finished && waiting != 0) return "a task was left behind";
        return nullptr;
    }

    /// Shares are shares, and time goes forward.
    static const char* tasks(const Observed& o)
    {
        for (const GroupSummary& g : o.summary.groups) {
            double sum = 0;
            for (const double share : g.share)
                sum += share;
            if (std::abs(sum) > 1e-9 && std::abs(sum - 1) > 1e-9)
                return "the shares of a group's time are not 1";
        }
        std::int64_t last = 0;
        for (std::uint64_t i = 0; i < o.run.log()->size(); ++i) {
            const Event& e = (*o.run.log())[i];
            if (e.timeNs < last) return "an event is earlier than the one before";
            last = e.timeNs;
        }
        return last <= o.endNs() ? nullptr : "the run ended before its last event";
    }
};

QTEST_GUILESS_MAIN(TestInvariants)
#include "tst_invariants.moc"
