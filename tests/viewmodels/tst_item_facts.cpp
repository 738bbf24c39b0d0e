#include "viewmodels/panels/item_facts.h"
#include "viewmodels/panels/words.h"

#include "support/log_builder.h"

#include <QTest>

#include <memory>

using namespace sojourn;
using namespace sojourn::test;

namespace {

constexpr std::int64_t second = 1'000'000'000;

/// Maker 0 puts an item a second, from 0 s on; worker 1 takes one at 2.5 s and, after that, one every second.
std::unique_ptr<Columns> line(int items)
{
    LogBuilder log({{}, {0}}, 1);
    log.at(0).add(0, EventKind::Started).add(1, EventKind::Started);
    for (int i = 0; i < items; ++i) {
        log.at(i * second).put(0, i);
        if (i < 2) continue;
        log.at(i * second + second / 2).get(1, i - 2).add(1, EventKind::TaskDone);
    }
    auto columns = std::make_unique<Columns>(log.info, log.log);
    columns->advance();
    return columns;
}

QString wordsOf(const Facts& facts)
{
    QStringList words;
    for (const Fact& fact : facts.lines)
        words.append(fact.words);
    return words.join(QStringLiteral(" | "));
}

} // namespace

class TestItemFacts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void instantsAreAsFineAsTheyAreWide()
    {
        constexpr std::int64_t second = 1'000'000'000;
        QCOMPARE(instantText(second / 2, 3 * second), QStringLiteral("0.50 s"));
        QCOMPARE(instantText(second / 2, second - 1), QStringLiteral("500.00 ms"));
        QCOMPARE(instantText(12'340, 200'000), QStringLiteral("12.34 µs"));
        QCOMPARE(instantText(3, 200'000), QStringLiteral("3 ns")); // not 0.00 µs
        QCOMPARE(instantText(0, 200'000), QStringLiteral("0 s"));
        QCOMPARE(instantText(1'234, 9'000), QStringLiteral("1.234 µs"));
        QCOMPARE(instantText(200, 900), QStringLiteral("200 ns"));
        QCOMPARE(instantText(29'494'420'000'000, 36'000 * second), QStringLiteral("29494.4 s"));
        QCOMPARE(instantText(second / 4, 400'000 * second), QStringLiteral("0 s"));
    }

    void instantsAreToldToTheNanosecondWhereTheyMeet()
    {
        constexpr std::int64_t years = 94'608'000 * second; // three
        QCOMPARE(exactInstantText(0), QStringLiteral("0 s"));
        QCOMPARE(exactInstantText(70), QStringLiteral("70 ns"));
        QCOMPARE(exactInstantText(84'056), QStringLiteral("84.056 µs"));
        QCOMPARE(exactInstantText(840'000), QStringLiteral("840 µs"));
        QCOMPARE(exactInstantText(1'500'000), QStringLiteral("0.0015 s"));
        QCOMPARE(exactInstantText(years), QStringLiteral("94608000 s"));
        QCOMPARE(exactInstantText(years + 70), QStringLiteral("94608000.00000007 s"));
        LogBuilder log({{}, {0}}, 1);
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started);
        log.at(years + 37).put(0, 0);
        log.at(years + 78).get(1, 0).add(1, EventKind::TaskDone);
        Columns columns(log.info, log.log);
        columns.advance();
        const Facts facts = itemFacts(columns, 0, years + 78);
        QVERIFY2(
            facts.note.contains(QStringLiteral("exactly from 94608000.000000037 s to 94608000.000000078 s")),
            qPrintable(facts.note));
        QVERIFY(!itemFacts(*line(6), 0, 6 * second).note.contains(QStringLiteral("exactly")));
    }

    void whoStoodBeforeItIsNamedTheNearestFirst()
    {
        const std::unique_ptr<Columns> columns = line(6);
        QVERIFY2(!wordsOf(itemFacts(*columns, 0, 6 * second)).contains(QStringLiteral("behind")),
                 "nobody was there before the first");
        const QString next = wordsOf(itemFacts(*columns, 1, 6 * second));
        QVERIFY2(next.contains(QStringLiteral("; 2nd in line | behind #0 |")), qPrintable(next));
        const QString later = wordsOf(itemFacts(*columns, 5, 6 * second)); // 0, 1 and 2 are gone
        QVERIFY2(later.contains(QStringLiteral("; 3rd in line | behind #4, #3 |")), qPrintable(later));
    }

    void aPutThatIsCutShortIsWaitedForNoLonger()
    {
        LogBuilder log({{}, {0}}, 1);
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started).put(0, 0);
        log.at(0).add(0, EventKind::Timeout).add(0, EventKind::PutWait, 1);
        log.at(second).add(0, EventKind::TimedOut).add(0, EventKind::Sleep);
        log.at(8 * second).get(1, 0);
        Columns columns(log.info, log.log);
        columns.advance();
        const Facts facts = itemFacts(columns, 1, 8 * second);
        QCOMPARE(facts.headline, QStringLiteral("1.00 s"));
        QCOMPARE(facts.subject, QStringLiteral("until it was lost"));
        QVERIFY2(wordsOf(facts).endsWith(QStringLiteral("waiting to put | lost: its put was cut short")),
                 qPrintable(wordsOf(facts)));
    }

    void thePlaceInLineIsThatOfTheEventEvenWhereManyShareAnInstant()
    {
        LogBuilder log({{}, {0}}, 1);
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started);
        log.at(second).put(0, 0).put(0, 1).put(0, 2).get(1, 0).put(0, 3);
        log.at(2 * second).get(1, 1).get(1, 2).get(1, 3);
        Columns columns(log.info, log.log);
        columns.advance();
        const auto words = [&](std::uint32_t item) { return wordsOf(itemFacts(columns, item, 3 * second)); };
        QVERIFY2(words(2).contains(QStringLiteral("; 3rd in line | behind #1, #0 |")), qPrintable(words(2)));
        // 0 went before it came, at that very instant.
        QVERIFY2(words(3).contains(QStringLiteral("; 3rd in line | behind #2, #1 |")), qPrintable(words(3)));
    }

    void ofALifoItIsTheFirstInLineUntilOthersCome()
    {
        LogBuilder log({{}, {0}}, 1);
        log.info->queues[0].order = QueueOrder::Lifo;
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started);
        log.at(second).put(0, 0).put(0, 1).get(1, 1).put(0, 2).put(0, 3);
        log.at(2 * second).get(1, 3).get(1, 2);
        Columns columns(log.info, log.log);
        columns.advance();
        const auto words = [&](std::uint32_t item) { return wordsOf(itemFacts(columns, item, 3 * second)); };
        QVERIFY2(
            words(3).contains(QStringLiteral("; 1st of 3 in line | before #2, #0: last in, first out |")),
            qPrintable(words(3)));
        QVERIFY2(words(3).contains(QStringLiteral("nobody went before it |")), qPrintable(words(3)));
        // 1 had gone before it came, at that very instant.
        QVERIFY2(words(2).contains(QStringLiteral("| 1 went before it |")), qPrintable(words(2)));
        QVERIFY2(words(0).endsWith(QStringLiteral("3 went before it so far")), qPrintable(words(0)));
        QVERIFY(!words(0).contains(QStringLiteral("in line"))); // nobody was there
    }

    void byPriorityItsPlaceIsNotKnownButWhoWentBeforeItIs()
    {
        LogBuilder log({{}, {0}}, 1);
        log.info->queues[0].order = QueueOrder::Priority;
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started);
        log.at(second).put(0, 0).put(0, 1).put(0, 2);
        log.at(2 * second).get(1, 1).get(1, 2).get(1, 0);
        Columns columns(log.info, log.log);
        columns.advance();
        const QString words = wordsOf(itemFacts(columns, 2, 3 * second));
        QVERIFY2(words.contains(QStringLiteral("| #1, #0 stood there; whether before or behind it is not "
                                               "recorded: no event carries a priority |")),
                 qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("| 1 went before it |")), qPrintable(words));
        QVERIFY(!words.contains(QStringLiteral("in line")));
    }

    void ofManyTheNearestAreNamedAndTheOthersCounted()
    {
        LogBuilder log({{}, {0}}, 1);
        log.at(0).add(0, EventKind::Started);
        for (int i = 0; i < 12; ++i)
            log.at(i * second).put(0, i);
        Columns columns(log.info, log.log);
        columns.advance();
        const QString words = wordsOf(itemFacts(columns, 11, 12 * second));
        QVERIFY2(words.contains(QStringLiteral("behind #10, #9, #8, #7, #6 and 6 more")), qPrintable(words));
    }
};

QTEST_GUILESS_MAIN(TestItemFacts)
#include "tst_item_facts.moc"
