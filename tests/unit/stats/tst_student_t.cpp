#include "stats/student_t.h"

#include <QTest>

#include <cmath>

using namespace sojourn;

class TestStudentT final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agreesWithTables_data()
    {
        QTest::addColumn<unsigned>("degrees");
        QTest::addColumn<double>("quantile"); // of 0.975
        QTest::newRow("1") << 1u << 12.706204736432095;
        QTest::newRow("2") << 2u << 4.302652729749464;
        QTest::newRow("5") << 5u << 2.570581835636314;
        QTest::newRow("19") << 19u << 2.093024054408263;
        QTest::newRow("30") << 30u << 2.042272456301238;
        QTest::newRow("1000") << 1000u << 1.962339080826408;
    }
    void agreesWithTables()
    {
        QFETCH(unsigned, degrees);
        QFETCH(double, quantile);
        QVERIFY(std::abs(*studentTQuantile(.975, degrees) - quantile) < 1e-9);
        QVERIFY(std::abs(*studentTQuantile(.025, degrees) + quantile) < 1e-9);
        QVERIFY(std::abs(studentTProbability(quantile, degrees) - .975) < 1e-12);
    }
    void tendsToTheNormalDistribution()
    {
        QVERIFY(std::abs(*studentTQuantile(.975, 1'000'000) - 1.959963984540054) < 1e-5);
    }
    void isSymmetric()
    {
        QVERIFY(std::abs(*studentTQuantile(.5, 7)) < 1e-12);
        QCOMPARE(studentTProbability(0, 7), .5);
    }
    void refusesWhatIsNoProbability()
    {
        QVERIFY(!studentTQuantile(0, 5) && !studentTQuantile(1, 5) && !studentTQuantile(std::nan(""), 5));
        QVERIFY(!studentTQuantile(.9, 0));
    }
};

QTEST_GUILESS_MAIN(TestStudentT)
#include "tst_student_t.moc"
