#include "session_fixture.h"
#include "viewmodels/panels/stall_facts.h"

using namespace sojourn;
using namespace sojourn::test;

namespace {

/// Runs a scenario of these tasks to its end on the virtual clock.
struct Stalled : SessionFixture
{
    explicit Stalled(const QByteArray& tasks)
    {
        const QByteArray text =
            "{\"format\": \"sojourn-scenario\", \"version\": 1, \"name\": \"s\", \"title\": \"S\",\n"
            "\"queues\": [{\"name\": \"work\"}], \"events\": [\"bell\"], \"tasks\": [" +
            tasks + "]}";
        session.begin(start(true, 0, write(QStringLiteral("s.json"), text)));
        facts.setDocument(session.document());
        ended = QTest::qWaitFor([&] { return session.state() == Session::Ended; }, patience);
    }
    Session session;
    StallFacts facts;
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
        QCOMPARE(s.facts.names(), (QStringList{QStringLiteral("main"), QStringLiteral("consumer")}));
        QVERIFY2(s.facts.title().contains(QStringLiteral("“consumer” waits for an item of “work”")),
                 qPrintable(s.facts.title()));
        QVERIFY(s.facts.text().contains(QStringLiteral("Stalled at 1")));
        QVERIFY2(s.facts.reasons()[1].contains(
                     QStringLiteral("nobody is left that puts into it: producer ended at 1")),
                 qPrintable(s.facts.reasons()[1]));
        QVERIFY(s.facts.reasons()[0].contains(QStringLiteral("the end of “consumer”")));
        s.facts.select(1);
        QCOMPARE(s.session.document()->selectedTask(), 2);
        QVERIFY(s.facts.copyText().contains(QStringLiteral("main waits for")));
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
    }
};

QTEST_MAIN(TestStallFacts)
#include "tst_stall_facts.moc"
