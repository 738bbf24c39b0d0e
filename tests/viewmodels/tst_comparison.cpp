#include "session_fixture.h"
#include "viewmodels/compare/comparison.h"
#include "viewmodels/compare/figure_changes.h"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>

using namespace sojourn;
using namespace sojourn::test;

namespace {

/// Two runs of a scenario, the second with another value, compared.
struct Compared : SessionFixture
{
    explicit Compared(const QString& scenario = QStringLiteral("mm1"))
    {
        kept.setSession(&session);
        comparison.setSession(&session);
        comparison.setKept(&kept);
        session.begin(start(true, 1, scenario));
    }
    bool computed() { return waitUntilComputed(session); }
    bool set(const char* name, double value)
    {
        const std::shared_ptr<const Comparison::Shown> before = comparison.shown();
        session.parameters()->setNumber(QString::fromLatin1(name), value);
        return QTest::qWaitFor([&] { return comparison.isReady() && comparison.shown() != before; },
                               patience);
    }
    QString figure(int row, int role)
    {
        return comparison.figures()->data(comparison.figures()->index(row), role).toString();
    }
    QString exported(const QString& name)
    {
        session.clearReport();
        comparison.exportTo(url(name));
        const bool said = QTest::qWaitFor([&] { return !session.report().isEmpty(); }, patience);
        return said ? session.report() : QString();
    }

    Session session;
    KeptRuns kept;
    Comparison comparison;
};

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAnotherRunThereIsNothingToCompare()
    {
        Compared c;
        c.comparison.setActive(true);
        QVERIFY(c.computed());
        QTest::qWait(20);
        QVERIFY(!c.comparison.isReady());
        QCOMPARE(c.exported(QStringLiteral("none.csv")),
                 QStringLiteral("There is no comparison to export yet."));
    }

    void onTheRealClockItIsSaidThatJitterIsNoChange()
    {
        Compared c(QStringLiteral("asyncq"));
        c.comparison.setActive(true);
        QVERIFY(c.computed());
        QVERIFY(c.set("num_consumers", 2));
        QVERIFY(c.comparison.countsText().contains(QStringLiteral("   the same: ")));
        QVERIFY(!c.comparison.matchedText().contains(QStringLiteral("jitter")));
        c.session.setSpeed(0); // as fast as it goes
        c.session.setVirtualClock(false);
        QTRY_VERIFY_WITH_TIMEOUT(c.comparison.shown() && c.comparison.shown()->comparison.isMeasured,
                                 patience);
        QVERIFY2(c.comparison.countsText().contains(QStringLiteral("   within 1 ms or 1 %: ")),
                 qPrintable(c.comparison.countsText()));
        QVERIFY(c.comparison.matchedText().endsWith(
            QStringLiteral("The real clock jitters: times within 1 ms or 1 % are the same.")));
    }

    void theEndOfAFirstPartIsNoEnd()
    {
        Compared c;
        c.comparison.setActive(true);
        QVERIFY(c.computed());
        QVERIFY(c.set("num_consumers", 3));
        QVERIFY(c.comparison.endsText().startsWith(QStringLiteral("The run ends ")));
        c.session.save(c.url(QStringLiteral("run.sojourn")));
        QTRY_VERIFY_WITH_TIMEOUT(c.session.report().startsWith(QStringLiteral("Saved")), patience);
        const QByteArray whole = c.read(QStringLiteral("run.sojourn"));
        c.write(QStringLiteral("run.sojourn"), whole.left(whole.size() * 6 / 10));
        c.session.openFile(c.url(QStringLiteral("run.sojourn")));
        QTRY_VERIFY_WITH_TIMEOUT(c.session.document()->isFirstPart(), patience);
        QVERIFY(c.set("num_consumers", 2));
        QCOMPARE(c.comparison.endsText(), QStringLiteral("A is the first part of a longer run."));
    }

    void theChangeIsSummedUp()
    {
        Compared c;
        c.comparison.setActive(true);
        QVERIFY(c.computed());
        QVERIFY(c.set("num_consumers", 2));
        const QString sentence = c.comparison.sentence();
        QVERIFY2(sentence.startsWith(QStringLiteral("Servers 1 → 2: median sojourn ")), qPrintable(sentence));
        QCOMPARE(c.comparison.aName(), QStringLiteral("as opened"));
        QCOMPARE(c.comparison.bName(), QStringLiteral("2 servers"));
        QVERIFY(c.comparison.hasItems());
        QVERIFY(c.comparison.matchedText().startsWith(QStringLiteral("matched by origin: ")));
        QCOMPARE(c.figure(0, FigureTable::WordsRole), QStringLiteral("sojourn p50"));
        QVERIFY(c.figure(0, FigureTable::DifferenceRole).startsWith(QChar(0x2212)));
        QVERIFY(c.figure(0, FigureTable::WholeRole).startsWith(QStringLiteral("A\u00A0")));
        const FigureTable& table = *c.comparison.figures();
        QCOMPARE(table.wordsColumn().size(), table.rowCount());
        QCOMPARE(table.differenceColumn().at(0), c.figure(0, FigureTable::DifferenceRole));
        const auto wait = static_cast<int>(table.wordsColumn().indexOf(QStringLiteral("wait p99")));
        QVERIFY(wait > 0);
        // The headline has the same number, of the summary of each run.
        const QString waits =
            QStringLiteral(", p99 wait %1 → %2;")
                .arg(c.figure(wait, FigureTable::ARole), c.figure(wait, FigureTable::BRole));
        QVERIFY2(sentence.contains(waits), qPrintable(sentence + waits));
        QVERIFY(c.comparison.pairedChoices().contains(QStringLiteral("p99 wait")));
        QCOMPARE(c.comparison.shorter()->count(), static_cast<int>(Comparison::mostListed));
        const ChangedItems& shorter = *c.comparison.shorter();
        QVERIFY(shorter.data(shorter.index(0), ChangedItems::DifferenceRole)
                    .toString()
                    .startsWith(QChar(0x2212)));
        const int item = shorter.data(shorter.index(0), ChangedItems::ItemRole).toInt();
        QVERIFY(item >= 0 && item < static_cast<int>(c.session.document()->columns()->items().size()));
        const double from = shorter.data(shorter.index(0), ChangedItems::FromSecondsRole).toDouble();
        const double to = shorter.data(shorter.index(0), ChangedItems::ToSecondsRole).toDouble();
        const ItemChange& change = c.comparison.shown()->shorter.front().change;
        QVERIFY(to - from >= static_cast<double>(change.aSojournNs) / 1e9 - 1e-6);
        QAbstractItemModelTester figures(c.comparison.figures(),
                                         QAbstractItemModelTester::FailureReportingMode::Fatal);
        QAbstractItemModelTester items(c.comparison.shorter(),
                                       QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(c.set("num_consumers", 3));
    }

    void itFollowsTheHandOnASlider()
    {
        Compared c;
        c.comparison.setActive(true);
        FigureChanges changes;
        changes.setKept(&c.kept);
        QVERIFY(c.computed());
        const std::shared_ptr<const KeptRun> first = c.kept.b();
        QSignalSpy outdated(&c.comparison, &Comparison::outdatedChanged);
        c.session.parameters()->setHeld(true);
        for (const double servers : {2., 3., 4., 5.}) {
            c.session.parameters()->setNumber(QStringLiteral("num_consumers"), servers);
            QVERIFY(c.computed());
            QVERIFY(changes.isPresent()); // with the run, and not a moment later
            QVERIFY(changes.p50().startsWith(QChar(0x2212)));
            QTRY_VERIFY_WITH_TIMEOUT(c.comparison.shown() && c.comparison.shown()->b == c.kept.b(), patience);
            QCOMPARE(c.comparison.shown()->a, first);
            QVERIFY(!c.comparison.isPairing());
        }
        c.session.parameters()->setHeld(false);
        QCOMPARE(c.comparison.sentence().left(12), QStringLiteral("Servers 1 \u2192 "));
        QTRY_COMPARE_WITH_TIMEOUT(c.comparison.pairedChanges().size(), int(Comparison::seeds), patience);
        QVERIFY(!c.comparison.isOutdated());
    }

    void whatIsNoLongerSoIsFaintAfterAMoment()
    {
        Compared c;
        c.comparison.setActive(true);
        QVERIFY(c.computed());
        QVERIFY(c.set("num_consumers", 2));
        QVERIFY(!c.comparison.isOutdated());
        c.session.parameters()->setNumber(QStringLiteral("items"), 1e6); // which takes its time
        QTRY_VERIFY_WITH_TIMEOUT(c.comparison.isOutdated(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!c.comparison.isOutdated(), patience);
        QCOMPARE(c.comparison.shown()->b, c.kept.b());
    }

    void nothingIsComparedWhileNobodyLooks()
    {
        Compared c;
        QVERIFY(c.computed());
        c.session.parameters()->setNumber(QStringLiteral("num_consumers"), 2);
        QVERIFY(c.computed());
        QTRY_VERIFY_WITH_TIMEOUT(c.kept.b()->figures.has_value(), patience);
        QTest::qWait(20);
        QVERIFY(!c.comparison.isReady());
        c.comparison.setActive(true);
        QTRY_VERIFY_WITH_TIMEOUT(c.comparison.isReady(), patience);
    }

    void severalSeedsSayHowSureItIs()
    {
        Compared c;
        c.comparison.setActive(true);
        QVERIFY(c.computed());
        c.session.parameters()->setNumber(QStringLiteral("items"), 300);
        QVERIFY(c.computed());
        QVERIFY(c.set("num_consumers", 2));
        QTRY_COMPARE_WITH_TIMEOUT(c.comparison.pairedChanges().size(), qsizetype{Comparison::seeds},
                                  patience);
        QVERIFY(!c.comparison.isPairing());
        QVERIFY(c.comparison.pairedHigh() < 0);
        QVERIFY(c.comparison.pairedLow() < c.comparison.pairedMean());
        const QString sentence = c.comparison.pairedSentence();
        QVERIFY2(sentence.startsWith(QStringLiteral("Over 20 seeds the median sojourn falls by ")),
                 qPrintable(sentence));
        // Another figure is worked out anew.
        c.comparison.choosePaired(
            static_cast<int>(c.comparison.pairedChoices().indexOf(QStringLiteral("makespan"))));
        QCOMPARE(c.comparison.pairedChanges().size(), qsizetype{0});
        QTRY_COMPARE_WITH_TIMEOUT(c.comparison.pairedChanges().size(), qsizetype{Comparison::seeds},
                                  patience);
        QVERIFY(c.comparison.pairedSentence().contains(QStringLiteral("makespan")));
    }

    void pairingStopsWhenItIsToldAndWhenNobodyLooks()
    {
        Compared c;
        c.comparison.setActive(true);
        QVERIFY(c.computed());
        c.session.parameters()->setNumber(QStringLiteral("items"), 50'000);
        QVERIFY(c.computed());
        QVERIFY(c.set("num_consumers", 2));
        QTRY_VERIFY_WITH_TIMEOUT(c.comparison.isPairing(), patience);
        c.comparison.stopPairing();
        QVERIFY(!c.comparison.isPairing());
        QVERIFY(c.comparison.pairedSentence().startsWith(QStringLiteral("Stopped after ")));
        c.comparison.setActive(false);
        c.comparison.setActive(true);
        QTRY_VERIFY_WITH_TIMEOUT(c.comparison.isPairing(), patience);
        c.comparison.setActive(false);
        QVERIFY(!c.comparison.isPairing());
    }

    void aSeedAloneIsNoQuestionForOtherSeeds()
    {
        Compared c;
        c.comparison.setActive(true);
        QVERIFY(c.computed());
        c.session.setSeed(QStringLiteral("99"));
        QTRY_VERIFY_WITH_TIMEOUT(c.comparison.isReady(), patience);
        QCOMPARE(c.comparison.pairedSentence(),
                 QStringLiteral("A and B differ by their seed alone: what differs is chance."));
        QTest::qWait(300);
        QVERIFY(!c.comparison.isPairing());
    }

    void itIsExportedAsTableOrObject()
    {
        Compared c;
        c.comparison.setActive(true);
        QVERIFY(c.computed());
        QVERIFY(c.set("num_consumers", 2));
        QCOMPARE(c.exported(QStringLiteral("items.csv")), QStringLiteral("Exported items.csv"));
        const qsizetype items = static_cast<qsizetype>(c.comparison.shown()->comparison.items.size());
        QCOMPARE(c.read(QStringLiteral("items.csv")).count('\n'), items + 1);
        QCOMPARE(c.exported(QStringLiteral("numbers.json")), QStringLiteral("Exported numbers.json"));
        const QJsonObject object = QJsonDocument::fromJson(c.read(QStringLiteral("numbers.json"))).object();
        QCOMPARE(object.value(QLatin1String("sentence")).toString(), c.comparison.sentence());
        QVERIFY(c.exported(QStringLiteral("picture.png")).contains(QStringLiteral("neither .csv nor .json")));
        QVERIFY(c.session.reportIsError());
    }

    void waitsInSeveralQueuesAreComparedTogether()
    {
        Compared c(QStringLiteral("pipeline"));
        c.comparison.setActive(true);
        QVERIFY(c.computed());
        c.session.setSeed(QStringLiteral("7"));
        QTRY_VERIFY_WITH_TIMEOUT(c.comparison.isReady(), patience);
        QVERIFY2(c.comparison.sentence().contains(QStringLiteral(", p99 wait ")),
                 qPrintable(c.comparison.sentence()));
        QVERIFY(c.comparison.figures()->wordsColumn().contains(QStringLiteral("wait p99")));
        // Other seeds are asked for their summaries, which have those of each queue alone.
        QVERIFY(!c.comparison.pairedChoices().contains(QStringLiteral("p99 wait")));
    }

    void runsWithoutItemsAreComparedByTheirLength()
    {
        Compared c(QStringLiteral("gather"));
        c.comparison.setActive(true);
        QVERIFY(c.computed());
        QVERIFY(c.set("task_count", 5));
        QVERIFY(!c.comparison.hasItems());
        QVERIFY2(c.comparison.sentence().contains(QStringLiteral("the makespan ")),
                 qPrintable(c.comparison.sentence()));
        FigureChanges changes;
        changes.setKept(&c.kept);
        QVERIFY(changes.isPresent());
        QVERIFY(!changes.elapsed().isEmpty());
        QVERIFY(changes.requests().isEmpty() && changes.p50().isEmpty());
    }

    void ofTwoRunsThatOneLetsNothingLeaveEachSideIsTold()
    {
        Compared c;
        c.comparison.setActive(true);
        QVERIFY(c.computed());
        QVERIFY(c.set("items", 0));
        QVERIFY2(c.comparison.sentence().endsWith(QStringLiteral("no item leaves in B.")),
                 qPrintable(c.comparison.sentence()));
        QVERIFY2(c.comparison.countsText().startsWith(QStringLiteral("none leaves in both   only in A: ")),
                 qPrintable(c.comparison.countsText()));
        const QString lack = QStringLiteral("Of 20 seeds A has a median sojourn with all, B with none.");
        QTRY_COMPARE_WITH_TIMEOUT(c.comparison.pairedSentence(), lack, patience);
        QVERIFY(c.comparison.pairedChanges().isEmpty());
    }

    void requestsAreComparedInNumber()
    {
        Compared c(QStringLiteral("requests-together"));
        QVERIFY(c.computed());
        FigureChanges changes;
        changes.setKept(&c.kept);
        c.session.parameters()->setNumber(QStringLiteral("count"), 200);
        QVERIFY(c.computed());
        QTRY_VERIFY_WITH_TIMEOUT(changes.isPresent(), patience);
        QVERIFY2(changes.requests().startsWith(QLatin1Char('+')), qPrintable(changes.requests()));
        QVERIFY(!changes.requestsFailed().isEmpty());
        QVERIFY(!changes.replyP50().isEmpty() && !changes.replyP99().isEmpty());
    }

    void theParametersShowWhereAStood()
    {
        Compared c;
        c.comparison.setActive(true);
        QVERIFY(c.computed());
        QVERIFY(c.set("num_consumers", 2));
        ParameterModel& parameters = *c.session.parameters();
        for (int row = 0; row < parameters.rowCount(); ++row) {
            const auto get = [&](int role) { return parameters.data(parameters.index(row), role); };
            const bool changed = get(ParameterModel::NameRole).toString() == QLatin1String("num_consumers");
            QCOMPARE(get(ParameterModel::OtherTextRole).toString(),
                     changed ? QStringLiteral("1") : QString());
        }
        c.kept.undo();
        c.kept.forget(c.kept.data(c.kept.index(0), KeptRuns::NumberRole).toInt());
        for (int row = 0; row < parameters.rowCount(); ++row)
            QVERIFY(
                parameters.data(parameters.index(row), ParameterModel::OtherTextRole).toString().isEmpty());
    }
};

QTEST_MAIN(TestComparison)
#include "tst_comparison.moc"
