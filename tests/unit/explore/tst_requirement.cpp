#include "explore/requirement.h"

#include <QTest>

using namespace sojourn;

class TestRequirement final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEveryComparison()
    {
        const auto less = readRequirement("wait_s.p99<2");
        QCOMPARE(less->metric, std::string("wait_s.p99"));
        QCOMPARE(less->bound, 2.0);
        QVERIFY(less->holdsFor(1.99) && !less->holdsFor(2));
        const auto atMost = readRequirement(" dropped_ratio <= 2e-2 ");
        QCOMPARE(atMost->metric, std::string("dropped_ratio"));
        QVERIFY(atMost->holdsFor(.02) && !atMost->holdsFor(.021));
        const auto more = readRequirement("throughput_per_s>3.5");
        QVERIFY(more->holdsFor(3.6) && !more->holdsFor(3.5));
        QVERIFY(readRequirement("items.done>=10")->holdsFor(10));
        QVERIFY(!readRequirement("items.done>=10")->holdsFor(9));
    }
    void theMarginIsWhatIsToSpare()
    {
        QCOMPARE(readRequirement("a<2")->margin(1.5), 0.5);
        QCOMPARE(readRequirement("a>=2")->margin(1.5), -0.5);
    }
    void refusesWhatIsNoComparison()
    {
        for (const char* text :
             {"", "wait_s.p99", "<2", "a<", "a<two", "a<<2", "a=2", "a<2s", "a<inf", "a<nan"})
            QVERIFY2(!readRequirement(text), text);
        QCOMPARE(readRequirement("a=2").problem().message,
                 std::string("\"a=2\" is not of the form METRIC<NUMBER (or <=, >, >=)"));
    }
    void saysWhyItDoesNotHold()
    {
        Metric metric;
        metric.unit = MetricUnit::Seconds;
        const auto requirement = *readRequirement("wait_s.p99<2");
        QCOMPARE(whyNot(requirement, metric, 8.2), std::string("wait_s.p99 is 8.20 s, not below 2.00 s"));
        QCOMPARE(whyNot(requirement, metric, 1.0), std::string());
        // As many figures as show it.
        QCOMPARE(whyNot(*readRequirement("wait_s.p99<5.2372"), metric, 5.2378),
                 std::string("wait_s.p99 is 5.238 s, not below 5.237 s"));
        metric.unit = MetricUnit::PerSecond;
        QCOMPARE(whyNot(*readRequirement("rate<3.623"), metric, 3.62304),
                 std::string("rate is 3.62304 per second, not below 3.623 per second"));
        metric.unit = MetricUnit::Ratio;
        QCOMPARE(whyNot(*readRequirement("share>0.9"), metric, 0.89999),
                 std::string("share is 89.999 %, not above 90 %"));
        metric.unit = MetricUnit::Seconds;
        QCOMPARE(whyNot(requirement, metric, {}),
                 std::string("wait_s.p99 has no value, since there are no data for it"));
    }
};

QTEST_APPLESS_MAIN(TestRequirement)
#include "tst_requirement.moc"
