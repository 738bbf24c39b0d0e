// Runs on the real clock: the one file of this room that waits, shortly and with generous bounds.
#include "scenario/run.h"

#include "support/scenario_runs.h"

#include <QCoroTask>

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <limits>
#include <optional>
#include <thread>

using namespace sojourn;
using namespace sojourn::test;
using namespace std::chrono_literals;

namespace {

constexpr double unpaced = std::numeric_limits<double>::infinity();
constexpr int patience = 20'000; // milliseconds: a sound run never needs them

RunOptions real(double speed)
{
    RunOptions options = recorded();
    options.virtualClock = false;
    options.speed = speed;
    return options;
}

/// Awaits a run's end; the parameters are by value, as in every coroutine.
QCoro::Task<void> follow(Run* run, std::shared_ptr<std::optional<RunEnd>> end)
{
    RunEnd reached = co_await run->runReal();
    *end = std::move(reached);
}

/// A run on this thread's event loop.
class Live final
{
public:
    Live(std::string_view members, RunOptions options)
        : run(scenarioOf(members), std::move(options))
    {
    }
    void begin() { m_task.emplace(follow(&run, m_end)); }
    bool ended() const { return m_end->has_value(); }
    const RunEnd& end() const { return **m_end; }
    bool awaitEnd()
    {
        return QTest::qWaitFor([this] { return ended(); }, patience);
    }
    std::uint64_t listed() const
    {
        std::uint64_t n = 0;
        for (std::uint64_t i = 0; i < run.log()->size(); ++i)
            n += (*run.log())[i].kind <= lastListedKind;
        return n;
    }

    Run run;

private:
    std::shared_ptr<std::optional<RunEnd>> m_end = std::make_shared<std::optional<RunEnd>>();
    std::optional<QCoro::Task<void>> m_task;
};

std::string virtualOrderOf(std::string_view members)
{
    Run run(scenarioOf(members), recorded());
    run.runVirtual();
    return orderOf(run);
}

/// Threads of pools, by their name: a test before may have left a thread of its own that is still going.
qsizetype pooledThreads()
{
    const QDir tasks(QStringLiteral("/proc/self/task"));
    const QStringList all = tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    return std::count_if(all.begin(), all.end(), [&tasks](const QString& task) {
        QFile name(tasks.filePath(task + QStringLiteral("/comm")));
        return name.open(QIODevice::ReadOnly) && name.readAll().startsWith("Thread (pooled)");
    });
}

// Something happens every 0.2 s, and only what follows from it at the same instant.
constexpr std::string_view pipeline = R"("queues": [{"name": "q", "capacity": 2}], "tasks": [
    {"name": "main", "steps": [{"await": "producer"}, {"join": "q"}, {"cancel": "consumer"}]},
    {"name": "producer", "count": 2, "steps": [{"repeat": 2, "steps": [
      {"sleep": {"sequence": [[0.2, 0.8], [0.6, 0.8]]}}, {"put": "q"}]}]},
    {"name": "consumer", "steps": [{"repeat": "forever", "steps": [{"get": "q"}, {"sleep": 0.2}, {"task_done": "q"}]}]}])";

constexpr std::string_view ticker =
    R"("tasks": [{"name": "a", "steps": [{"repeat": "forever", "steps": [{"sleep": 1}]}]}])";

} // namespace

class TestRunReal final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasTheOrderOfTheVirtualClockWithoutTies()
    {
        const std::string expected = virtualOrderOf(pipeline);
        // 50 ms of real time lie between one thing and the next. A machine that is busy elsewhere for longer
        // than that may have them in another order, though hardly time and again.
        std::string order;
        for (int attempt = 0; attempt < 5 && order != expected; ++attempt) {
            Live live(pipeline, real(4));
            QElapsedTimer timer;
            timer.start();
            live.begin();
            QVERIFY(live.awaitEnd());
            QCOMPARE(live.end().outcome, Outcome::Finished);
            QVERIFY(live.end().at >= Instant(1600ms)); // never before its time
            QVERIFY(timer.elapsed() >= 400);           // at four times the pace
            order = orderOf(live.run);
        }
        QCOMPARE(order, expected);
    }

    void atInfiniteSpeedItTakesNoTimeButHasTheSameOrderAndInstants()
    {
        Run virtualRun(scenarioOf(pipeline), recorded());
        virtualRun.runVirtual();
        Live live(pipeline, real(unpaced));
        QElapsedTimer timer;
        timer.start();
        live.begin();
        QVERIFY(live.awaitEnd());
        QCOMPARE(eventListOf(live.run), eventListOf(virtualRun));
        QVERIFY(timer.elapsed() < patience);
    }

    void aPausedRunStandsStillAndGoesOn()
    {
        Live live(ticker, real(100));
        live.begin();
        QVERIFY(QTest::qWaitFor([&] { return live.listed() > 4; }, patience));
        live.run.setPaused(true);
        QCoreApplication::processEvents();
        const std::uint64_t standing = live.listed();
        const Instant at = live.run.now();
        QTest::qWait(40);
        QCOMPARE(live.listed(), standing);
        QCOMPARE(live.run.now(), at);
        live.run.setPaused(false);
        QVERIFY(QTest::qWaitFor([&] { return live.listed() > standing + 4; }, patience));
        live.run.requestStop();
        QVERIFY(live.awaitEnd());
        QCOMPARE(live.end().outcome, Outcome::Interrupted);
    }

    void eachStepIsAtLeastOneListedEventAndThenItStandsStillAgain()
    {
        Live live(ticker, real(1e-3)); // too slow for anything to happen by itself
        live.run.setPaused(true);
        live.begin();
        QCoreApplication::processEvents();
        QCOMPARE(live.listed(), 0u);
        std::uint64_t last = 0;
        for (int i = 0; i < 5; ++i) {
            live.run.requestStep();
            QVERIFY(QTest::qWaitFor([&] { return live.listed() > last; }, patience));
            last = live.listed();
            QCoreApplication::processEvents();
            QCOMPARE(live.listed(), last);
        }
        QVERIFY(last <= 12);
        QVERIFY(live.run.now() >= Instant(3s)); // time jumped to what was next
        live.run.requestStop();
        QVERIFY(live.awaitEnd());
        QCOMPARE(live.end().outcome, Outcome::Interrupted);
    }

    void aStepOverWorkPassesItsTimeAtOnce()
    {
        Live live(R"("tasks": [{"name": "a", "steps": [{"work": 3600}, {"sleep": 1}]}])", real(1));
        live.run.setPaused(true);
        live.begin();
        live.run.requestStep();
        QVERIFY(QTest::qWaitFor([&] { return live.listed() > 0; }, patience));
        QVERIFY(live.run.now() >= Instant(1h));
        live.run.requestStop();
        QVERIFY(live.awaitEnd());
    }

    void speedChangesWhileItRuns()
    {
        Live live(R"("tasks": [{"name": "a", "steps": [{"sleep": 1000}]}])", real(1e-3));
        live.begin();
        QTest::qWait(5);
        QVERIFY(!live.ended());
        live.run.setSpeed(unpaced);
        QVERIFY(live.awaitEnd());
        QCOMPARE(live.end().outcome, Outcome::Finished);
        QVERIFY(live.end().at >= Instant(1000s));
    }

    void stopIsHeardFromAnotherThreadInASleepAndInWork_data()
    {
        QTest::addColumn<QByteArray>("steps");
        QTest::newRow("sleep") << QByteArray(R"({"sleep": 3600})");
        QTest::newRow("work") << QByteArray(R"({"work": 3600})");
        QTest::newRow("loop") << QByteArray(
            R"({"repeat": "forever", "steps": [{"repeat": 1000000, "steps": []},
                                                {"sleep": 0}]})");
        QTest::newRow("offload") << QByteArray(R"({"offload": 3600, "pool": "p"})");
    }
    void stopIsHeardFromAnotherThreadInASleepAndInWork()
    {
        QFETCH(QByteArray, steps);
        Live live(R"("pools": [{"name": "p", "threads": 1}], "tasks": [{"name": "a", "steps": [)" +
                      steps.toStdString() + "]}]",
                  real(1));
        std::thread other([&live] {
            std::this_thread::sleep_for(20ms);
            live.run.requestStop();
        });
        live.begin();
        const bool ended = live.awaitEnd();
        other.join();
        QVERIFY(ended);
        QCOMPARE(live.end().outcome, Outcome::Interrupted);
        QVERIFY(live.end().at < Instant(60s));
    }

    void cleanUpRunsWhenItIsStopped()
    {
        Live live(
            R"("tasks": [{"name": "a", "steps": [{"steps": [{"sleep": 3600}], "finally": [{"sleep": 0.01}]}]}])",
            real(1));
        live.begin();
        live.run.requestStop();
        QVERIFY(live.awaitEnd());
        QCOMPARE(live.end().outcome, Outcome::Interrupted);
        QCOMPARE(orderOf(live.run), "a started\na sleep\na sleep\na wake\na ended\n");
    }

    void abandonEndsItWhereItStands()
    {
        Live live(
            R"("tasks": [{"name": "a", "steps": [{"steps": [{"sleep": 3600}], "finally": [{"sleep": 3600}]}]}])",
            real(1));
        live.begin();
        live.run.requestAbandon();
        QVERIFY(live.awaitEnd());
        QCOMPARE(live.end().outcome, Outcome::Interrupted);
        QCOMPARE(orderOf(live.run), "a started\na sleep\n");
    }

    void untilEndsItThere()
    {
        RunOptions options = real(100);
        options.until = 2500ms;
        Live live(ticker, options);
        live.begin();
        QVERIFY(live.awaitEnd());
        QCOMPARE(live.end().outcome, Outcome::Until);
        QCOMPARE(live.end().at, Instant(2500ms));
        for (std::uint64_t i = 0; i < live.run.log()->size(); ++i)
            QVERIFY((*live.run.log())[i].timeNs <= 2'500'000'000);
    }

    void untilThatPassesBeforeTheFirstTurnEndsItThere()
    {
        RunOptions options = real(1);
        options.until = Duration::zero();
        Live live(ticker, options);
        live.begin();
        QVERIFY(live.awaitEnd());
        QCOMPARE(live.end().outcome, Outcome::Until);
        QCOMPARE(live.end().at, Instant());
    }

    void aStallIsSeenAtOnce()
    {
        Live live(R"("queues": [{"name": "q"}], "tasks": [{"name": "a", "steps": [{"get": "q"}]}])", real(1));
        live.begin();
        QVERIFY(live.awaitEnd());
        QCOMPARE(live.end().outcome, Outcome::Stalled);
        QCOMPARE(live.end().waitingTasks.size(), 1u);
    }

    void jobsRunOnRealThreadsAtTheSameTime()
    {
        // Eight jobs of a second at twice the pace, four at a time: two rounds of half a second, where one
        // thread takes four seconds.
        Live live(R"("pools": [{"name": "p", "threads": 4}], "tasks": [
            {"name": "a", "count": 8, "steps": [{"offload": 1, "pool": "p"}]}])",
                  real(2));
        live.begin();
        QVERIFY(live.awaitEnd());
        QCOMPARE(live.end().outcome, Outcome::Finished);
        QVERIFY(live.end().at >= Instant(2s));
        QVERIFY2(live.end().at < Instant(7s), "they did not run at the same time");
    }

    void theLoopGoesOnWhileAThreadComputes()
    {
        Live live(R"("pools": [{"name": "p", "threads": 1}], "tasks": [
            {"name": "a", "steps": [{"offload": 2, "pool": "p"}]}, {"name": "b", "steps": [{"sleep": 0.5}]}])",
                  real(20));
        live.begin();
        QVERIFY(live.awaitEnd());
        QCOMPARE(orderOf(live.run),
                 "a started\na offload\nb started\nb sleep\nb wake\nb ended\na offload_done\na ended\n");
    }

    void nothingIsLeftRunning()
    {
        {
            Live live(R"("pools": [{"name": "p", "threads": 6}], "tasks": [
                {"name": "a", "count": 6, "steps": [{"offload": 3600, "pool": "p"}]}])",
                      real(1));
            live.begin();
            QVERIFY(QTest::qWaitFor([&] { return pooledThreads() == 6; }, patience));
            live.run.requestStop();
            QVERIFY(live.awaitEnd());
        }
        QVERIFY(QTest::qWaitFor([&] { return pooledThreads() == 0; }, patience));
    }

    void aTaskThatComputesOnItsOwnThreadHasARealOne()
    {
        {
            Live live(R"("tasks": [{"name": "a", "count": 5, "steps": [{"offload": 3600}]}])", real(1));
            live.begin();
            QVERIFY(QTest::qWaitFor([&] { return pooledThreads() == 5; }, patience));
            live.run.requestStop();
            QVERIFY(live.awaitEnd());
        }
        QVERIFY(QTest::qWaitFor([&] { return pooledThreads() == 0; }, patience));
    }

    void aGeneratorsThreadIsHeldBackByTheBoundAndGoneInTheEnd()
    {
        Live live(R"("queues": [{"name": "q", "capacity": 2}], "tasks": [
            {"name": "generator", "steps": [{"repeat": "forever", "steps": [{"offload": 0.001}, {"put": "q"}]}]},
            {"name": "reader", "steps": [{"repeat": 5, "steps": [{"sleep": 0.05}, {"get": "q"}]},
              {"cancel": "generator"}, {"await": "generator"}]}])",
                  real(1));
        live.begin();
        QVERIFY(live.awaitEnd());
        QCOMPARE(live.end().outcome, Outcome::Finished);
        const std::string events = orderOf(live.run);
        int made = 0;
        for (std::size_t at = 0; (at = events.find("generator put\n", at)) != std::string::npos; ++at)
            ++made;
        QVERIFY(made >= 5 && made <= 7); // what was read, and what the queue has room for
        QVERIFY(QTest::qWaitFor([&] { return pooledThreads() == 0; }, patience));
    }

    void anotherThreadMayReadItWhileItGoesOn()
    {
        RunOptions options = real(unpaced);
        options.until = 3000s;
        Live live(ticker, options);
        std::atomic<bool> stop = false;
        bool sound = true;
        std::thread reader([&live, &stop, &sound] {
            std::uint64_t seen = 0;
            Instant last{};
            while (!stop) {
                const std::uint64_t size = live.run.log()->size();
                sound = sound && size >= seen;
                for (; seen < size; ++seen)
                    sound = sound && (*live.run.log())[seen].task == 0;
                const Instant now = live.run.now();
                sound = sound && now >= last;
                last = now;
            }
        });
        live.begin();
        const bool ended = live.awaitEnd();
        stop = true;
        reader.join();
        QVERIFY(ended);
        QVERIFY(sound);
        QVERIFY(live.run.log()->size() > 5000);
    }
};

QTEST_GUILESS_MAIN(TestRunReal)
#include "tst_run_real.moc"
