#include "session_fixture.h"
#include "viewmodels/theory/theory_model.h"

#include <QAbstractItemModelTester>

using namespace sojourn;
using namespace sojourn::test;

namespace {

ParameterValue number(double value)
{
    ParameterValue result;
    result.number = value;
    return result;
}

/// A built-in scenario with its theory.
struct Compared : SessionFixture
{
    explicit Compared(bool virtualClock, const QString& scenario, const ParameterValues& values = {})
        : tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        model.setSession(&session);
        Session::Start start = SessionFixture::start(virtualClock, 1, scenario);
        start.values = values;
        session.begin(start);
    }
    bool showsSomething()
    {
        model.setActive(true);
        return QTest::qWaitFor([&] { return model.count() > 0 && !model.sentence().isEmpty(); }, patience);
    }
    QStringList of(TheoryModel::Kind kind, int role) const
    {
        QStringList texts;
        for (int row = 0; row < model.count(); ++row) {
            const QModelIndex at = model.index(row);
            if (at.data(TheoryModel::KindRole).toInt() == kind) texts += at.data(role).toString();
        }
        return texts;
    }

    Session session;
    TheoryModel model;
    QAbstractItemModelTester tester;
};

} // namespace

class TestTheoryModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesAComputedRunFigureByFigure()
    {
        Compared c(true, QStringLiteral("mm1"), {{"items", number(20000)}});
        QVERIFY(waitUntilComputed(c.session));
        QVERIFY(c.showsSomething());
        QTRY_VERIFY_WITH_TIMEOUT(c.model.sentence().contains(QLatin1String("theory")), patience);
        QVERIFY(c.of(TheoryModel::Queue, TheoryModel::TextRole).front().startsWith(QLatin1String("M/M/1")));
        QVERIFY(c.model.isMeasured());
        const QStringList figures = c.of(TheoryModel::Figure, TheoryModel::TitleRole);
        QVERIFY(figures.contains(QStringLiteral("mean wait")));
        const auto wait = figures.indexOf(QStringLiteral("mean wait"));
        QVERIFY(!c.of(TheoryModel::Figure, TheoryModel::MeasuredRole)[wait].isEmpty());
        QVERIFY(!c.of(TheoryModel::Figure, TheoryModel::TheoryRole)[wait].isEmpty());
        QVERIFY(!c.of(TheoryModel::Formula, TheoryModel::TextRole).isEmpty());
        for (int row = 0; row < c.model.count(); ++row) {
            const QModelIndex at = c.model.index(row);
            const double low = at.data(TheoryModel::LowRole).toDouble();
            const double high = at.data(TheoryModel::HighRole).toDouble();
            if (low < 0) continue;
            QVERIFY(low <= at.data(TheoryModel::AtRole).toDouble());
            QVERIFY(at.data(TheoryModel::AtRole).toDouble() <= high && high <= 1);
        }
    }

    void keepsTheCurvesOfAQueue()
    {
        Compared c(true, QStringLiteral("mm1"), {{"items", number(20000)}});
        QVERIFY(waitUntilComputed(c.session));
        QVERIFY(c.model.curves() == nullptr && c.model.detail().isEmpty());
        QVERIFY(c.showsSomething());
        QTRY_VERIFY_WITH_TIMEOUT(c.model.curves() != nullptr && c.model.curves()->counted > 0, patience);
        QCOMPARE(c.model.curves(), c.model.curvesOf(0));
        QVERIFY(c.model.curvesOf(1) == nullptr && c.model.queueName().isEmpty());
        QVERIFY(c.model.curves()->p99Theory && c.model.curves()->lengthTheory);
        QVERIFY(c.model.detail().startsWith(QLatin1String("Measured: ")));
        // Another queue that is selected would be shown; there is none of that number.
        c.session.document()->setSelectedQueue(0);
        QCOMPARE(c.model.curves()->queue, std::uint16_t{0});
    }

    void saysHowFastAnOverloadedQueueGrows()
    {
        Compared c(true, QStringLiteral("mm1"), {{"items", number(1000)}, {"service", number(2.5)}});
        QVERIFY(waitUntilComputed(c.session));
        QVERIFY(c.showsSomething());
        QTRY_VERIFY_WITH_TIMEOUT(c.model.sentence().contains(QLatin1String("grows by 0.4 items a second")),
                                 patience);
        const QueueCurves& curves = *c.model.curves();
        QCOMPARE(curves.growthPerSecond, .4);
        // It never settles: nothing is left out as warm-up, and nothing has a band.
        QCOMPARE(curves.warmUp, std::size_t{0});
        QCOMPARE(curves.counted, std::size_t{1000});
        for (const auto* points : {&curves.tail, &curves.meanSoFar})
            QVERIFY(std::none_of(points->begin(), points->end(),
                                 [](const BandPoint& p) { return p.band.has_value(); }));
    }

    /// Even where its waits stand at another level in the end than in the beginning.
    void leavesNothingOutOfAnOverloadedQueue()
    {
        Compared c(true, QStringLiteral("mm1"), {{"items", number(5000)}, {"service", number(1.5625)}});
        QVERIFY(waitUntilComputed(c.session));
        QVERIFY(c.showsSomething());
        QTRY_VERIFY_WITH_TIMEOUT(c.model.curves() != nullptr && c.model.curves()->counted > 0, patience);
        const QueueCurves& curves = *c.model.curves();
        QCOMPARE(curves.warmUp, std::size_t{0});
        QCOMPARE(curves.warmUpEndNs, std::int64_t{0});
        QCOMPARE(curves.counted, std::size_t{5000});
        QVERIFY(!curves.p99Seconds && !c.model.detail().contains(QLatin1String("warm-up")));
        for (const auto* points : {&curves.tail, &curves.meanSoFar})
            QVERIFY(std::none_of(points->begin(), points->end(),
                                 [](const BandPoint& p) { return p.band.has_value(); }));
    }

    void saysWhatItLeansOn()
    {
        Compared c(true, QStringLiteral("mm1"));
        QVERIFY(waitUntilComputed(c.session));
        QVERIFY(c.showsSomething());
        QVERIFY(
            c.of(TheoryModel::Holds, TheoryModel::TextRole).contains(QStringLiteral("arrivals are Poisson")));
        QCOMPARE(c.of(TheoryModel::Hint, TheoryModel::TitleRole).size(), 1);
        QVERIFY(c.of(TheoryModel::Hint, TheoryModel::TextRole).front().contains(QLatin1String("M/M/1/")));
    }

    void namesWhatDoesNotHold()
    {
        Compared c(true, QStringLiteral("asyncq"));
        QVERIFY(waitUntilComputed(c.session));
        QVERIFY(c.showsSomething());
        QVERIFY(!c.of(TheoryModel::Doubt, TheoryModel::TextRole).isEmpty() ||
                !c.of(TheoryModel::Note, TheoryModel::TextRole).isEmpty());
    }

    void saysTheoryAloneWhileALiveRunHasTooLittleData()
    {
        Compared c(false, QStringLiteral("mm1"));
        QVERIFY(c.showsSomething());
        QVERIFY2(c.model.sentence().contains(QLatin1String("not enough data yet")),
                 qPrintable(c.model.sentence()));
        QVERIFY(!c.model.isMeasured());
        for (const QString& measured : c.of(TheoryModel::Figure, TheoryModel::MeasuredRole))
            QVERIFY(measured.isEmpty());
        QVERIFY(!c.of(TheoryModel::Figure, TheoryModel::TheoryRole).isEmpty());
    }

    void comparesALiveRunWhileItGoesOn()
    {
        // So fast that there is enough after a moment, and not so that it may be over before it is compared.
        Compared c(false, QStringLiteral("mm1"), {{"items", number(5000000)}, {"service", number(0.3)}});
        c.session.setSpeed(1000);
        QVERIFY(c.showsSomething());
        QTRY_VERIFY_WITH_TIMEOUT(c.model.isMeasured(), patience);
        QVERIFY(!c.session.document()->isEnded());
        QVERIFY2(c.model.sentence().startsWith(QLatin1String("So far: ")), qPrintable(c.model.sentence()));
        QVERIFY(c.model.curves() != nullptr);
        const std::size_t counted = c.model.curves()->counted;
        QTRY_VERIFY_WITH_TIMEOUT(c.model.curves()->counted > counted, patience); // and again
    }

    void followsTheParameters()
    {
        Compared c(true, QStringLiteral("mm1"), {{"items", number(1000)}});
        QVERIFY(waitUntilComputed(c.session));
        QVERIFY(c.showsSomething());
        const QStringList before = c.of(TheoryModel::Figure, TheoryModel::TheoryRole);
        c.session.parameters()->setNumber(QStringLiteral("service"), 0.5);
        QTRY_VERIFY_WITH_TIMEOUT(c.of(TheoryModel::Figure, TheoryModel::TheoryRole) != before, patience);
    }

    /// Each figure that both runs have, and the curves of A, until its ghost is hidden.
    void figuresAreHeldAgainstTheRunBefore()
    {
        Compared c(true, QStringLiteral("mm4"), {{"items", number(20000)}});
        KeptRuns kept;
        kept.setSession(&c.session);
        c.model.setKept(&kept);
        QVERIFY(waitUntilComputed(c.session));
        QVERIFY(c.showsSomething());
        const auto differences = [&] {
            QStringList texts = c.of(TheoryModel::Figure, TheoryModel::DifferenceRole);
            texts.removeAll(QString());
            return texts;
        };
        QVERIFY(differences().isEmpty() && !c.model.hasDifferences());
        QVERIFY(c.model.ghostCurves() == nullptr && c.model.ghostName().isEmpty());
        const std::size_t waits = c.model.curves()->counted;

        c.session.parameters()->setNumber(QStringLiteral("num_consumers"), 6);
        QTRY_VERIFY_WITH_TIMEOUT(!differences().isEmpty() && c.model.ghostCurves() != nullptr, patience);
        QCOMPARE(c.model.ghostName(), QStringLiteral("as opened"));
        QVERIFY(c.model.hasDifferences());
        QCOMPARE(c.model.ghostCurves()->counted, waits);
        QVERIFY(c.model.curves()->atOnce > c.model.ghostCurves()->atOnce);
        const QStringList titles = c.of(TheoryModel::Figure, TheoryModel::TitleRole);
        const QStringList all = c.of(TheoryModel::Figure, TheoryModel::DifferenceRole);
        const auto of = [&](const char* title) { return all[titles.indexOf(QLatin1String(title))]; };
        QVERIFY2(of("mean wait").startsWith(QChar(0x2212)) && of("mean wait").endsWith(QLatin1String("s")),
                 qPrintable(of("mean wait")));
        QVERIFY2(of("utilisation").endsWith(QLatin1String(" pp")), qPrintable(of("utilisation")));
        QVERIFY2(of("in the queue").startsWith(QChar(0x2212)), qPrintable(of("in the queue")));

        kept.setGhostShown(false);
        QVERIFY(differences().isEmpty() && c.model.ghostCurves() == nullptr);
        kept.setGhostShown(true);
        QVERIFY(!differences().isEmpty() && c.model.ghostCurves() != nullptr);

        // The pinned run stays what others are held against.
        kept.togglePin(kept.a()->number);
        c.session.parameters()->setNumber(QStringLiteral("service"), 0.9);
        QVERIFY(waitUntilComputed(c.session));
        QTRY_VERIFY_WITH_TIMEOUT(!differences().isEmpty(), patience);
        QCOMPARE(c.model.ghostName(), QStringLiteral("as opened"));
    }

    /// A queue that one of the two does not have has nothing to be held against.
    void aRunWithoutItemsHasNoGhost()
    {
        Compared c(true, QStringLiteral("mm4"), {{"items", number(0)}});
        KeptRuns kept;
        kept.setSession(&c.session);
        c.model.setKept(&kept);
        QVERIFY(waitUntilComputed(c.session));
        QVERIFY(c.showsSomething());
        c.session.parameters()->setNumber(QStringLiteral("items"), 5000);
        QVERIFY(waitUntilComputed(c.session));
        QTRY_VERIFY_WITH_TIMEOUT(c.model.curves() != nullptr && c.model.curves()->counted > 0, patience);
        QVERIFY(c.model.ghostCurves() == nullptr);
    }

    void hasNothingToSayWithoutAQueue()
    {
        Compared c(true, QStringLiteral("gather"));
        QVERIFY(waitUntilComputed(c.session));
        c.model.setActive(true);
        QTRY_VERIFY_WITH_TIMEOUT(c.model.sentence().contains(QLatin1String("no queue")), patience);
        QCOMPARE(c.model.count(), 0);
    }

    void littlesLawOfARunThatBreaksOffIsOfItsKnownPart()
    {
        Compared c(true, QStringLiteral("mm1"), {{"items", number(2000)}});
        QVERIFY(waitUntilComputed(c.session));
        c.session.save(c.url(QStringLiteral("run.sojourn")));
        QTRY_VERIFY_WITH_TIMEOUT(c.session.report().startsWith(QStringLiteral("Saved")), patience);
        QVERIFY(c.showsSomething());
        QTRY_COMPARE_WITH_TIMEOUT(c.of(TheoryModel::Little, TheoryModel::TitleRole),
                                  QStringList{QStringLiteral("Little’s law, whole run")}, patience);
        const QByteArray whole = c.read(QStringLiteral("run.sojourn"));
        c.write(QStringLiteral("run.sojourn"), whole.left(whole.size() * 6 / 10));
        c.session.openFile(c.url(QStringLiteral("run.sojourn")));
        QTRY_COMPARE_WITH_TIMEOUT(c.of(TheoryModel::Little, TheoryModel::TitleRole),
                                  QStringList{QStringLiteral("Little’s law, the part that is known")},
                                  patience);
    }

    void nothingIsComparedWhileNobodyLooks()
    {
        Compared c(true, QStringLiteral("mm1"));
        QVERIFY(waitUntilComputed(c.session));
        QTest::qWait(100);
        QCOMPARE(c.model.count(), 0);
    }
};

QTEST_MAIN(TestTheoryModel)
#include "tst_theory_model.moc"
