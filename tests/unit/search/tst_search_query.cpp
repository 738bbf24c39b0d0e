#include "search/search_query.h"

#include <QTest>

using namespace sojourn;

class TestSearchQuery final : public QObject
{
    Q_OBJECT

private:
    static constexpr std::int64_t ms = 1'000'000;

    static RunInfo info()
    {
        RunInfo info;
        info.queues = {{"work", 0, QueueOrder::Fifo}, {"To do", 4, QueueOrder::Fifo}};
        return info;
    }
    static SearchQuery query(const char* text)
    {
        const ParsedSearch parsed = parseSearch(text, info());
        if (!parsed.problem.empty()) qWarning("%s: %s", text, parsed.problem.c_str());
        return parsed.query;
    }
    static std::string problem(const char* text) { return parseSearch(text, info()).problem; }
    static StateSet only(TaskState state)
    {
        return {static_cast<std::uint16_t>(1u << static_cast<unsigned>(state)), StateSet::everyPhase};
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void readsWordsAndPhrases()
    {
        QVERIFY(query("   ").isEmpty());
        QCOMPARE(query("Worker-3 parse").words, (std::vector<std::string>{"worker-3", "parse"}));
        QCOMPARE(query("\"render Frame\" x").words, (std::vector<std::string>{"render frame", "x"}));
        QCOMPARE(query("\"never closed").words, (std::vector<std::string>{"never closed"}));
        QCOMPARE(query("ÄRGER").words, (std::vector<std::string>{"ärger"}));
        QVERIFY(!query("sleeping").isOfSpans); // a state only where it is compared
    }

    void namesWithSignsAreWords()
    {
        for (const char* name : {"a->b", "vector<int>", "operator<", "x>y"})
            QCOMPARE(query(name).words, (std::vector<std::string>{name}));
    }

    void readsStatesAndHowLong()
    {
        const SearchQuery sleeping = query("sleeping > 200 ms");
        QVERIFY(sleeping.isOfSpans && sleeping.words.empty());
        QCOMPARE(sleeping.states, only(TaskState::Sleeping));
        QCOMPARE(sleeping.leastNs, 200 * ms + 1);
        QCOMPARE(sleeping.mostNs, SearchQuery::longest);
        QCOMPARE(query("waiting to put>1.5s").states, only(TaskState::PutWait));
        QCOMPARE(query("waiting to put>1.5s").leastNs, 1500 * ms + 1);
        QCOMPARE(query("running longer than 1 s").leastNs, 1000 * ms + 1);
        QCOMPARE(query("running shorter than 5 µs").mostNs, 4999);
        QCOMPARE(query("put_wait >= 2 min").leastNs, 120'000 * ms);
        QCOMPARE(query("ready ≤ 3 ns").mostNs, 3);
    }

    void whatStandsInLineIsFoundByWhatFor()
    {
        const auto phases = [](const char* text) { return query(text).states.phases; };
        constexpr std::uint8_t forThread = 1u << static_cast<unsigned>(RequestPhase::ForThread);
        constexpr std::uint8_t forConnection = 1u << static_cast<unsigned>(RequestPhase::InLine);
        QCOMPARE(phases("in line for a thread > 1 s"), forThread);
        QCOMPARE(phases("in line for a connection > 1 s"), forConnection);
        QCOMPARE(phases("in line > 1 s"), static_cast<std::uint8_t>(forThread | forConnection));
        QCOMPARE(phases("off to a thread > 1 s"), std::uint8_t{1});
    }

    void readsRangesAndWordsBesideThem()
    {
        const SearchQuery both = query("worker-3 waiting > 1 s < 2 s");
        QCOMPARE(both.words, (std::vector<std::string>{"worker-3"}));
        QCOMPARE(both.leastNs, 1000 * ms + 1);
        QCOMPARE(both.mostNs, 2000 * ms - 1);
        const SearchQuery named = query("parse > 2 ms main");
        QCOMPARE(named.words, (std::vector<std::string>{"parse", "main"}));
        QCOMPARE(named.states, StateSet());
        QCOMPARE(query("\"waiting\" > 1 s").words, (std::vector<std::string>{"waiting"}));
    }

    void readsDepths()
    {
        const SearchQuery any = query("depth > 10");
        QVERIFY(any.isOfDepths && !any.isOfSpans);
        QCOMPARE(any.leastDepth, 11);
        QCOMPARE(any.queue, SearchQuery::everyQueue);
        QCOMPARE(query("depth of WORK above 3").queue, 0u);
        QCOMPARE(query("depth of \"to do\" <= 3").queue, 1u);
        QCOMPARE(query("depth of to do <= 3").mostDepth, 3);
        QCOMPARE(query("depth > 3 < 7").mostDepth, 6);
        QCOMPARE(query("depth").words, (std::vector<std::string>{"depth"}));
    }

    void depthsAreWhole()
    {
        QCOMPARE(query("depth of work > 2.5").leastDepth, 3);
        QCOMPARE(query("depth > 3.5").leastDepth, 4);
        QCOMPARE(query("depth >= 2.5").leastDepth, 3);
        QCOMPARE(query("depth < 2.5").mostDepth, 2);
        QCOMPARE(query("depth <= 2.5").mostDepth, 2);
        QCOMPARE(query("depth > 2.0").leastDepth, 3);
    }

    void aDepthMayBeEqual()
    {
        for (const char* text : {"depth of work = 3", "depth of work =3"}) {
            const SearchQuery exact = query(text);
            QVERIFY(exact.isOfDepths && exact.words.empty());
            QCOMPARE(exact.queue, 0u);
            QCOMPARE(exact.leastDepth, 3);
            QCOMPARE(exact.mostDepth, 3);
            QCOMPARE(exact.terms.size(), 1u);
            QCOMPARE(exact.terms.front().says, std::string("depth of work of exactly 3"));
        }
        QCOMPARE(query("depth=3").mostDepth, 3);
        QCOMPARE(query("a=3 b = 4").words, (std::vector<std::string>{"a=3", "b", "=", "4"}));
    }

    void saysWhatItUnderstood()
    {
        const SearchQuery read = query("main waiting to get > 1.5 s");
        QCOMPARE(read.terms.size(), std::size_t{3});
        QCOMPARE(read.terms[0].says, std::string("main"));
        QCOMPARE(read.terms[1].says, std::string("waiting to get"));
        QCOMPARE(read.terms[1].kind, SearchTerm::Kind::State);
        QCOMPARE(read.terms[2].says, std::string("longer than 1.5 s"));
        QCOMPARE(read.terms[2].from, std::size_t{20});
        QCOMPARE(read.terms[2].to, std::size_t{27});
        QCOMPARE(query("depth of work > 10").terms[0].says, std::string("depth of work above 10"));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("no unit") << QByteArray("waiting > 2") << QByteArray("A time has a unit: 2 s");
        QTest::newRow("wrong unit") << QByteArray("waiting > 2parsec")
                                    << QByteArray("“parsec” is no unit of time");
        QTest::newRow("no number") << QByteArray("waiting > soon") << QByteArray("“soon” is no number");
        QTest::newRow("nothing") << QByteArray("waiting >") << QByteArray("Behind “>” comes a number");
        QTest::newRow("two signs") << QByteArray("> > 2 s") << QByteArray("“>” is no number");
        QTest::newRow("a queue called as what it is not")
            << QByteArray("depth of depth > 2") << QByteArray("no queue “depth”. There is work, To do");
        QTest::newRow("unknown queue")
            << QByteArray("depth of wrok > 2") << QByteArray("no queue “wrok”. There is work, To do");
        QTest::newRow("a depth in seconds") << QByteArray("depth > 2 s") << QByteArray("without a unit");
        QTest::newRow("depth and words")
            << QByteArray("main depth > 2") << QByteArray("“main” beside a depth");
        QTest::newRow("both") << QByteArray("waiting > 1 s depth > 2") << QByteArray("one after the other");
        QTest::newRow("two states") << QByteArray("waiting > 1 s sleeping > 2 s")
                                    << QByteArray("One condition");
        QTest::newRow("nothing left")
            << QByteArray("ready > 2 s < 1 s") << QByteArray("both longer and shorter");
        QTest::newRow("negative") << QByteArray("ready > -2 s") << QByteArray("A time is never below 0");
        QTest::newRow("negative depth") << QByteArray("depth > -2") << QByteArray("A depth is never below 0");
        QTest::newRow("a part of a depth") << QByteArray("depth = 2.5") << QByteArray("whole number");
        QTest::newRow("an equal time") << QByteArray("waiting = 1 s") << QByteArray("No time is exactly");
        QTest::newRow("words") << QByteArray("a b c d e f g h i j k l m n o p q") << QByteArray("16 words");
    }
    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, part);
        const std::string says = problem(text.constData());
        QVERIFY2(says.find(part.toStdString()) != std::string::npos, says.c_str());
    }
};

QTEST_GUILESS_MAIN(TestSearchQuery)
#include "tst_search_query.moc"
