#include "scenario/builtin.h"
#include "session_fixture.h"
#include "support/log_builder.h"
#include "viewmodels/panels/states_shown.h"
#include "viewmodels/stall/stall_facts.h"
#include "viewmodels/stall/stall_remedies.h"
#include "viewmodels/stall/wait_facts.h"

#include <QAbstractItemModelTester>

using namespace sojourn;
using namespace sojourn::test;

namespace {

/// Runs a scenario of these tasks to its end on the virtual clock.
struct Stalled : SessionFixture
{
    explicit Stalled(const QByteArray& tasks, const QByteArray& parameters = {}, const QByteArray& more = {})
    {
        const QByteArray text =
            "{\"format\": \"sojourn-scenario\", \"version\": 1, \"name\": \"s\", \"title\": \"S\",\n"
            "\"parameters\": {" +
            parameters + "}, " + more +
            "\"queues\": [{\"name\": \"work\"}, {\"name\": \"small\", \"capacity\": 1}], \"events\": "
            "[\"bell\"], \"tasks\": [" +
            tasks + "]}";
        session.begin(start(true, 0, write(QStringLiteral("s.json"), text)));
        facts.setDocument(session.document());
        waits.setDocument(session.document());
        ended = QTest::qWaitFor([&] { return session.state() == Session::Ended; }, patience);
        waits.setActive(true); // which looks at once; what moves later is looked at when it has settled
    }
    QVariant link(int row, int role) const { return waits.links()->data(waits.links()->index(row), role); }
    QStringList titles() const
    {
        QStringList titles;
        for (int row = 0; row < waits.links()->count(); ++row)
            titles += link(row, WaitLinks::TitleRole).toString();
        return titles;
    }

    Session session;
    StallFacts facts;
    WaitFacts waits;
    bool ended = false;
};

} // namespace

class TestStallFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesEachWaitingTaskAndWhatItWaitsFor()
    {
        Stalled s(R"({"name": "main", "steps": [{"await": "consumer"}]},
                     {"name": "producer", "steps": [{"sleep": 1}, {"put": "work"}]},
                     {"name": "consumer", "steps": [{"repeat": "forever", "steps": [{"get": "work"}]}]})");
        QVERIFY(s.ended);
        QVERIFY(s.facts.isPresent());
        QCOMPARE(s.facts.names(), (QStringList{QStringLiteral("consumer"), QStringLiteral("main")}));
        QVERIFY2(s.facts.title().contains(QStringLiteral("“consumer” waits for an item of “work”")),
                 qPrintable(s.facts.title()));
        QVERIFY(s.facts.text().contains(QStringLiteral("Stalled at 1")));
        QVERIFY(s.facts.text().contains(QStringLiteral("exit status 3")));
        QVERIFY2(s.facts.reasons()[0].contains(
                     QStringLiteral("nobody is left that puts into it: producer ended at 1")),
                 qPrintable(s.facts.reasons()[0]));
        QVERIFY(s.facts.reasons()[1].contains(QStringLiteral("the end of “consumer”")));
        QCOMPARE(s.facts.culprit(), 2); // whom the other waits for
        QCOMPARE(s.facts.culpritSinceSeconds(), 1.0);
        s.facts.select(0);
        QCOMPARE(s.session.document()->selectedTask(), 2);
        s.facts.select(1);
        QCOMPARE(s.session.document()->selectedTask(), 0);
        QVERIFY(s.facts.copyText().contains(QStringLiteral("main waits for")));
    }

    void whoFailedIsNamedWithTheStatusOfTheCommandLine()
    {
        Stalled s(R"({"name": "main", "steps": [{"await": "taker"}]},
                     {"name": "maker", "count": 2, "steps": [{"fail": "no luck"}]},
                     {"name": "taker", "count": 3, "steps": [{"get": "work"}]})");
        QVERIFY(s.ended && s.facts.isPresent());
        QCOMPARE(s.facts.title(),
                 QStringLiteral("2 tasks failed; “Taker 0” and 2 more like it wait for an item "
                                "of “work”, and nobody can end that wait."));
        QVERIFY2(s.facts.text().startsWith(QStringLiteral("“Maker 0” failed: no luck;")),
                 qPrintable(s.facts.text()));
        QVERIFY2(s.facts.text().endsWith(QStringLiteral("(exit status 1, since tasks failed).")),
                 qPrintable(s.facts.text()));
        // One naming for all: that of the lanes and cards.
        QCOMPARE(s.facts.names(), (QStringList{QStringLiteral("Taker 0"), QStringLiteral("main"),
                                               QStringLiteral("Taker 1"), QStringLiteral("Taker 2")}));
        QCOMPARE(s.facts.culprit(), 3);
        QVERIFY(s.facts.copyText().contains(QStringLiteral("Taker 2 waits for")));
    }

    void theChainEndsAtWhoeverIsGone()
    {
        Stalled s(R"({"name": "main", "steps": [{"await": "consumer"}]},
                     {"name": "producer", "steps": [{"sleep": 1}, {"put": "work"}]},
                     {"name": "consumer", "steps": [{"repeat": "forever", "steps": [{"get": "work"}]}]})");
        QVERIFY(s.ended);
        const QAbstractItemModelTester tester(s.waits.links());
        QCOMPARE(s.titles(), (QStringList{QStringLiteral("main"), QStringLiteral("consumer"),
                                          QStringLiteral("work"), QStringLiteral("producer")}));
        QCOMPARE(s.link(0, WaitLinks::TowardsRole).toString(), QStringLiteral("waits for the end of"));
        QCOMPARE(s.link(2, WaitLinks::RemarkRole).toString(), QStringLiteral("empty, no limit"));
        QCOMPARE(s.link(2, WaitLinks::TowardsRole).toString(), QStringLiteral("was filled only by"));
        QVERIFY(s.link(2, WaitLinks::BrokenRole).toBool());
        QVERIFY(s.link(3, WaitLinks::GoneRole).toBool());
        QVERIFY(s.waits.verdict().contains(QStringLiteral("a queue that nobody fills")));
        s.facts.selectTask(s.link(1, WaitLinks::TaskRole).toInt());
        QCOMPARE(s.session.document()->selectedTask(), 2);
    }

    void aCircleIsSaidToBeOne()
    {
        Stalled s(R"({"name": "ping", "steps": [{"get": "work"}, {"put": "small"}]},
                     {"name": "pong", "steps": [{"get": "small"}, {"put": "work"}]})");
        QVERIFY(s.ended);
        QCOMPARE(s.titles(),
                 (QStringList{QStringLiteral("ping"), QStringLiteral("work"), QStringLiteral("pong"),
                              QStringLiteral("small"), QStringLiteral("ping")}));
        QVERIFY(s.waits.verdict().contains(QStringLiteral("A circle")));
    }

    void anyInstantHasItsWaits()
    {
        Stalled s(R"({"name": "main", "steps": [{"await": "maker"}]},
                     {"name": "maker", "steps": [{"repeat": 3, "steps": [{"sleep": 1}, {"put": "small"}]}]},
                     {"name": "taker", "count": 2, "steps": [{"sleep": 10}, {"get": "small"}]})");
        QVERIFY(s.ended);
        s.session.document()->setPlayheadNs(500'000'000);
        QTRY_COMPARE(s.waits.when(), QStringLiteral("at 0.50 s"));
        QCOMPARE(s.titles(), (QStringList{QStringLiteral("main"), QStringLiteral("maker")}));
        QCOMPARE(s.waits.verdict(), QStringLiteral("1 of 4 tasks waits."));
        QCOMPARE(s.link(1, WaitLinks::RemarkRole).toString(), QStringLiteral("sleeping until 1.00 s"));
        QCOMPARE(s.link(1, WaitLinks::TowardsRole).toString(), QString());

        s.session.document()->setPlayheadNs(2'500'000'000);
        QTRY_COMPARE(s.titles(),
                     (QStringList{QStringLiteral("main"), QStringLiteral("maker"), QStringLiteral("small"),
                                  QStringLiteral("Taker 0 and 1 more")}));
        QCOMPARE(s.waits.verdict(), QStringLiteral("2 of 4 tasks wait."));
        QCOMPARE(s.link(1, WaitLinks::RemarkRole).toString(), QStringLiteral("since 2.00 s"));
        QCOMPARE(s.link(2, WaitLinks::RemarkRole).toString(), QStringLiteral("full: 1 of 1"));
        QCOMPARE(s.link(3, WaitLinks::RemarkRole).toString(), QStringLiteral("2 sleeping until 10.00 s"));
        QVERIFY(!s.waits.hasCircle());

        s.session.document()->setPlayheadNs(s.session.document()->endNs());
        QTRY_COMPARE(s.waits.verdict(), QStringLiteral("No task is under way."));
        s.waits.setActive(false);
        QCOMPARE(s.waits.links()->count(), 0);
    }

    void whatTasksDoWhereTheBeginningIsLostIsNotKnown()
    {
        constexpr std::int64_t second = 1'000'000'000;
        LogBuilder log({{}, {}}, 1);
        log.at(8 * second).add(0, EventKind::Started).add(0, EventKind::Sleep, second);
        auto columns = std::make_shared<Columns>(log.info, log.log);
        columns->advance();
        RunEnd end;
        end.at = instantFromNanoseconds(20 * second);
        RunDocument document;
        document.openFinished(columns, log.info, log.log, end, 4 * second, RunLimit::None,
                              {{0, 0, 8 * second}, {1, 0, 20 * second}});
        WaitFacts waits;
        waits.setDocument(&document);
        waits.setActive(true);
        QCOMPARE(waits.verdict(), QStringLiteral("What the tasks do here is lost."));
        document.setPlayheadNs(8 * second);
        QTRY_COMPARE(waits.verdict(), QStringLiteral("Nobody waits."));
    }

    void tasksThatWaitForTheSameShareALink()
    {
        Stalled s(R"({"name": "taker", "count": 3, "steps": [{"get": "work"}]},
                     {"name": "maker", "steps": [{"sleep": 1}, {"put": "work"}, {"sleep": 1}]},
                     {"name": "idler", "steps": [{"await": "taker"}]})");
        QVERIFY(s.ended);
        s.session.document()->setPlayheadNs(1);
        QTRY_COMPARE(s.titles(), (QStringList{QStringLiteral("idler"), QStringLiteral("Taker 0 and 2 more"),
                                              QStringLiteral("work"), QStringLiteral("maker")}));
        QCOMPARE(s.link(1, WaitLinks::RemarkRole).toString(), QStringLiteral("the first since 0.00 s"));
        s.session.document()->setPlayheadNs(1'500'000'000);
        QTRY_COMPARE(s.titles().value(1), QStringLiteral("Taker 1 and 1 more"));
    }

    void aCircleIsSeenWhileOthersGoOn()
    {
        Stalled s(R"({"name": "ping", "steps": [{"sleep": 1}, {"get": "work"}, {"put": "small"}]},
                     {"name": "pong", "steps": [{"sleep": 1}, {"get": "small"}, {"put": "work"}]},
                     {"name": "idler", "steps": [{"sleep": 9}]},
                     {"name": "main", "steps": [{"await": "idler"}]})");
        QVERIFY(s.ended);
        s.session.document()->setPlayheadNs(5'000'000'000);
        QTRY_COMPARE(s.waits.when(), QStringLiteral("at 5.00 s"));
        QVERIFY(s.waits.hasCircle());
        QCOMPARE(s.titles(),
                 (QStringList{QStringLiteral("ping"), QStringLiteral("work"), QStringLiteral("pong"),
                              QStringLiteral("small"), QStringLiteral("ping"), QStringLiteral("main"),
                              QStringLiteral("idler")}));
        QVERIFY(s.link(0, WaitLinks::OpensRole).toBool());
        QVERIFY(!s.link(1, WaitLinks::OpensRole).toBool());
        QVERIFY(s.link(5, WaitLinks::OpensRole).toBool());
        QVERIFY(s.link(4, WaitLinks::CircleRole).toBool());
        QVERIFY(!s.link(5, WaitLinks::CircleRole).toBool());
        QVERIFY2(s.waits.verdict().startsWith(QStringLiteral("3 of 4 tasks wait. A circle: ")),
                 qPrintable(s.waits.verdict()));
        s.session.document()->setPlayheadNs(500'000'000);
        QTRY_VERIFY(!s.waits.hasCircle());
    }

    /// Of tasks that have to end each is waited for, and who holds an item alone can say that it is done.
    void aCircleThroughOneOfManyIsOne()
    {
        Stalled all(R"({"name": "starter", "steps": [{"put": "work"}, {"put": "work"}]},
                       {"name": "m", "count": 3, "steps": [{"get": "work"}, {"sleep": 20}]},
                       {"name": "n", "steps": [{"await": "m"}, {"put": "work"}]})");
        QVERIFY(all.ended);
        all.session.document()->setPlayheadNs(5'000'000'000);
        QTRY_COMPARE(all.waits.when(), QStringLiteral("at 5.00 s"));
        QVERIFY2(all.waits.hasCircle(), qPrintable(all.titles().join(QStringLiteral(", "))));
        QVERIFY(
            all.waits.verdict().endsWith(QStringLiteral("only a time-out or a cancellation can end it.")));

        Stalled join(R"({"name": "main", "steps": [{"put": "work"}, {"sleep": 1}, {"join": "work"}]},
                        {"name": "w", "steps": [{"get": "work"}, {"await": "main"}, {"task_done": "work"}]},
                        {"name": "idler", "steps": [{"sleep": 20}, {"get": "work"}, {"task_done": "work"}]})");
        QVERIFY(join.ended);
        join.session.document()->setPlayheadNs(5'000'000'000);
        QTRY_COMPARE(join.waits.when(), QStringLiteral("at 5.00 s"));
        QVERIFY2(join.waits.hasCircle(), qPrintable(join.titles().join(QStringLiteral(", "))));
    }

    /// Between the last task_done and the end of the join, both at 1 s, nobody has to act any more.
    void aJoinOfWhatIsDoneIsFulfilled()
    {
        Stalled s(R"({"name": "main", "steps": [{"put": "work"}, {"put": "work"}, {"join": "work"}]},
                     {"name": "w", "steps": [{"get": "work"}, {"task_done": "work"}, {"get": "work"},
                                             {"sleep": 1}, {"task_done": "work"}, {"await": "main"}]})");
        QVERIFY(s.ended);
        const Columns& columns = *s.session.document()->columns();
        std::uint64_t events = 0;
        for (std::uint64_t e = 0; e < columns.log().size(); ++e)
            if (columns.log()[e].kind == EventKind::TaskDone) events = e;
        s.session.document()->setPlayheadNs(500'000'000);
        QTRY_COMPARE(s.waits.when(), QStringLiteral("at 0.50 s"));
        QCOMPARE(s.waits.verdict(), QStringLiteral("1 of 2 tasks waits."));
        QCOMPARE(s.session.document()->moment().queues[0].marked, 1u);
        s.session.document()->setPlayheadBehind(events + 1);
        QTRY_COMPARE(s.waits.when(), QStringLiteral("at 1.00 s"));
        QCOMPARE(s.link(1, WaitLinks::RemarkRole).toString(), QStringLiteral("all is done"));
        QVERIFY(!s.waits.hasCircle());
        QVERIFY2(!s.titles().contains(QStringLiteral("w")),
                 qPrintable(s.titles().join(QStringLiteral(", "))));
    }

    void whoCanStillActEndsAChain()
    {
        Stalled s(R"({"name": "left", "steps": [{"get": "work"}, {"put": "small"}]},
                     {"name": "right", "steps": [{"get": "small"}, {"put": "work"}]},
                     {"name": "helper", "steps": [{"sleep": 10}, {"put": "work"}]})");
        QVERIFY(s.ended);
        s.session.document()->setPlayheadNs(5'000'000'000);
        QTRY_COMPARE(s.waits.when(), QStringLiteral("at 5.00 s"));
        QVERIFY(!s.waits.hasCircle());
        QCOMPARE(s.titles().value(2), QStringLiteral("right, helper"));
        QCOMPARE(s.link(2, WaitLinks::RemarkRole).toString(),
                 QStringLiteral("1 sleeping until 10.00 s, 1 waiting"));
    }

    void aLineForAThreadEndsAtThoseWhoHaveThem()
    {
        Stalled s(R"({"name": "job", "count": 3, "steps": [{"offload": 1, "pool": "pool"}]},
                     {"name": "other", "steps": [{"offload": 1}]})",
                  {}, R"("pools": [{"name": "pool", "threads": 2}],)");
        QVERIFY(s.ended);
        s.session.document()->setPlayheadNs(500'000'000);
        QTRY_COMPARE(s.titles(),
                     (QStringList{QStringLiteral("Job 2"), QStringLiteral("pool"),
                                  QStringLiteral("Job 0 and 1 more"), QStringLiteral("pool"),
                                  QStringLiteral("other"), QStringLiteral("a thread of its own")}));
        QCOMPARE(s.link(1, WaitLinks::RemarkRole).toString(), QStringLiteral("2 of 2 threads busy"));
        QCOMPARE(s.waits.verdict(), QStringLiteral("All 4 tasks wait."));
    }

    void everyKindOfWaitHasItsEnd()
    {
        Stalled flag(R"({"name": "a", "steps": [{"wait": "bell"}]})");
        QCOMPARE(flag.titles(), (QStringList{QStringLiteral("a"), QStringLiteral("bell")}));
        QVERIFY(flag.waits.verdict().contains(QStringLiteral("a flag that nobody sets")));
        Stalled full(R"({"name": "a", "steps": [{"put": "small"}, {"put": "small"}]})");
        QCOMPARE(full.link(1, WaitLinks::RemarkRole).toString(), QStringLiteral("full: 1 of 1"));
        QVERIFY(full.waits.verdict().contains(QStringLiteral("nobody empties")));
        Stalled join(R"({"name": "a", "steps": [{"put": "work"}, {"join": "work"}]})");
        QVERIFY(join.waits.verdict().contains(QStringLiteral("nobody works off")));
        QCOMPARE(join.titles(),
                 (QStringList{QStringLiteral("a"), QStringLiteral("work"), QStringLiteral("nobody")}));
        QVERIFY(join.link(2, WaitLinks::GoneRole).toBool());
        // While others go on as well.
        Stalled early(R"({"name": "a", "steps": [{"get": "work"}]}, {"name": "b", "steps": [{"sleep": 5}]})");
        early.session.document()->setPlayheadNs(1'000'000'000);
        QTRY_COMPARE(early.titles().size(), 3);
        QCOMPARE(early.titles().back(), QStringLiteral("nobody"));
        QCOMPARE(early.link(1, WaitLinks::TowardsRole).toString(), QStringLiteral("is filled by"));
    }

    void whoStillWaitsAtTheEndIsInTheLegend()
    {
        Stalled s(R"({"name": "reader", "steps": [{"get": "work"}]})");
        StatesShown states;
        states.setDocument(s.session.document());
        QCOMPARE(states.count(), 2);
        QCOMPARE(states.data(states.index(1), StatesShown::LookRole).toInt(),
                 static_cast<int>(StateLook::Endless));
        QCOMPARE(states.data(states.index(0), StatesShown::LookRole).toInt(),
                 static_cast<int>(StateLook::WaitingGet));
    }

    void whatHappenedLastIsListed()
    {
        Stalled s(
            R"({"name": "a", "steps": [{"put": "work"}, {"sleep": 1}, {"get": "work"}, {"get": "work"}]})");
        QVERIFY(s.ended);
        QCOMPARE(s.facts.lastWords(),
                 (QStringList{QStringLiteral("started"), QStringLiteral("put #0"), QStringLiteral("sleeps"),
                              QStringLiteral("got #0"), QStringLiteral("waits to get")}));
        QCOMPARE(s.facts.lastTasks().value(4), QStringLiteral("a"));
        QCOMPARE(s.facts.lastTimes().value(0), QStringLiteral("0.00 s"));
        QCOMPARE(s.facts.lastTimes().value(4), QStringLiteral("1.00 s"));
        QCOMPARE(s.session.numbers()->stalled(), QStringLiteral("Stalled at 1.00 s"));
        s.session.document()->setPlayheadNs(0);
        QVERIFY(s.facts.lastWords().isEmpty());
        QCOMPARE(s.session.numbers()->stalled(), QString());
    }

    void aQueueThatNobodyFillsIsSaidToBeSo()
    {
        Stalled s(R"({"name": "reader", "steps": [{"get": "work"}]})");
        QVERIFY(s.ended && s.facts.isPresent());
        QVERIFY(s.facts.reasons()[0].contains(QStringLiteral("nobody puts into it")));
    }

    void manyAreCounted()
    {
        Stalled s(R"({"name": "waiter", "count": 9, "steps": [{"wait": "bell"}]})");
        QVERIFY(s.ended && s.facts.isPresent());
        QCOMPARE(s.facts.names().size(), static_cast<qsizetype>(StallFacts::mostShown));
        QCOMPARE(s.facts.more(), 9 - static_cast<int>(StallFacts::mostShown));
        QVERIFY(s.facts.text().contains(QStringLiteral("with 9 tasks waiting")));
    }

    void aRemedyIsAValueWithWhichTheRunEnds()
    {
        // One end mark; a reader more than that waits for ever. The switch does nothing.
        Stalled s(R"({"name": "main", "steps": [{"put": "work", "sentinel": true}, {"sleep": 2}]},
                     {"name": "reader", "count": "$readers", "steps": [{"get": "work"}]})",
                  R"("idle": {"label": "Idle", "value": false},
                     "readers": {"label": "Readers", "value": 2, "min": 0, "max": 9, "step": 1})");
        QVERIFY(s.ended && s.facts.isPresent());
        StallRemedies remedies;
        const QAbstractItemModelTester tester(&remedies);
        remedies.setSession(&s.session);
        QTRY_COMPARE_WITH_TIMEOUT(remedies.count(), 1, patience);
        QCOMPARE(remedies.data(remedies.index(0), StallRemedies::TitleRole).toString(),
                 QStringLiteral("Set “Readers” to 1"));
        QVERIFY(remedies.data(remedies.index(0), StallRemedies::ExplanationRole)
                    .toString()
                    .endsWith(QStringLiteral("ends after 2.00 s")));
        remedies.apply(0);
        QTRY_VERIFY_WITH_TIMEOUT(s.session.document()->isEnded() &&
                                     s.session.document()->end().outcome == Outcome::Finished,
                                 patience);
        QCOMPARE(remedies.count(), 0);
    }

    void aRemedyThatLeavesItemsBehindGivesWayToOneThatDoesNot()
    {
        const BuiltinScenario* const sentinel = findBuiltinScenario("sentinel-first");
        const Checked<ScenarioFile> file = ScenarioFile::read(sentinel->text);
        ParameterValues values;
        values["end_mark"] = *file->parse("end_mark", "none");
        const Checked<Scenario> scenario = file->resolve(values);
        QVERIFY(scenario);
        const std::atomic<bool> abandon = false;
        const std::vector<Remedy> found = findRemedies({sentinel->text, scenario->parameters, 1}, 3, abandon);
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found.front().value.text, std::string("last"));
        QCOMPARE(found.front().leftBehind, std::uint64_t{0});
    }

    void worthATryAreSwitchesThenChoicesThenNumbersNearby()
    {
        Parameter text, number, truth, capacity;
        text.name = "order";
        text.value.kind = ParameterValue::Kind::Text;
        text.value.text = "first";
        text.choices = {"first", "last"};
        number.name = "readers";
        number.value.number = 1;
        number.max = 9;
        number.step = 1;
        truth.name = "mark";
        truth.value.kind = ParameterValue::Kind::Truth;
        capacity = number;
        capacity.name = "capacity";
        capacity.value.number = 5;
        QStringList tried;
        for (const Remedy& remedy : remediesWorthATry({text, number, truth, capacity}))
            tried += QString::fromStdString(remedy.parameter.name + "=" + remedy.value.toText());
        QCOMPARE(tried, (QStringList{QStringLiteral("order=last"), QStringLiteral("mark=true"),
                                     QStringLiteral("readers=2"), QStringLiteral("capacity=4"),
                                     QStringLiteral("capacity=6"), QStringLiteral("capacity=0")}));
    }

    void aRunThatEndsHasNone()
    {
        Stalled s(R"({"name": "only", "steps": [{"sleep": 1}]})");
        QVERIFY(s.ended);
        QVERIFY(!s.facts.isPresent());
        QVERIFY(s.facts.copyText().isEmpty());
    }

    void beforeTheEndNothingIsStalled()
    {
        Stalled s(R"({"name": "reader", "steps": [{"sleep": 2}, {"get": "work"}]})");
        QVERIFY(s.ended && s.facts.isPresent());
        s.session.document()->setPlayheadSeconds(1);
        QVERIFY(!s.facts.isPresent());
        s.session.document()->setPlayheadSeconds(2);
        QVERIFY(s.facts.isPresent());
        QVERIFY(s.session.document()->stepBack()); // the same instant, before it asks the queue
        QVERIFY(!s.facts.isPresent());
    }
};

QTEST_MAIN(TestStallFacts)
#include "tst_stall_facts.moc"
