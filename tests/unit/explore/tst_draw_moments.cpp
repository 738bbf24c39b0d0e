#include "explore/draw_moments.h"
#include "scenario/draw.h"

#include <QTest>

#include <cmath>

using namespace sojourn;

namespace {

Draw draw(Draw::Kind kind, double a, double b = 0)
{
    Draw d;
    d.kind = kind;
    d.a = a;
    d.b = b;
    return d;
}

} // namespace

class TestDrawMoments final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agreeWithWhatIsDrawn_data()
    {
        QTest::addColumn<Draw>("distribution");
        using Kind = Draw::Kind;
        QTest::newRow("uniform") << draw(Kind::Uniform, 1, 3);
        QTest::newRow("uniform_int") << draw(Kind::UniformInt, 1, 6);
        QTest::newRow("exponential") << draw(Kind::Exponential, 2);
        QTest::newRow("normal") << draw(Kind::Normal, 5, 1);
        QTest::newRow("normal, cut at 0") << draw(Kind::Normal, .5, 1);
        QTest::newRow("lognormal") << draw(Kind::Lognormal, 2, 1);
        QTest::newRow("erlang") << draw(Kind::Erlang, 3, 2);
        QTest::newRow("pareto") << draw(Kind::Pareto, 5, 1);
        Draw empirical = draw(Kind::Empirical, 0);
        empirical.values = {1, 1, 2, 7};
        QTest::newRow("empirical") << empirical;
    }
    void agreeWithWhatIsDrawn()
    {
        QFETCH(Draw, distribution);
        const DrawMoments m = momentsOf(distribution);
        constexpr int count = 200'000;
        double sum = 0, squares = 0;
        for (int i = 0; i < count; ++i) {
            const double d = sample(distribution, drawStream(1, 2, static_cast<std::uint32_t>(i))) - m.mean;
            sum += d;
            squares += d * d;
        }
        QVERIFY(std::abs(sum / count) < 5 * std::sqrt(m.variance / count));
        QVERIFY2(std::abs(squares / count / m.variance - 1) < .05,
                 qPrintable(QString::number(squares / count)));
        QVERIFY(!isConstant(distribution));
    }
    void constantsAndSequences()
    {
        QCOMPARE(momentsOf(draw(Draw::Kind::Constant, 3)).mean, 3.);
        QVERIFY(isConstant(draw(Draw::Kind::Constant, 3)) && isConstant(draw(Draw::Kind::Uniform, 2, 2)));
        QCOMPARE(std::string(spreadOf(draw(Draw::Kind::Uniform, 2, 2))), std::string("constant"));
        Draw sequence = draw(Draw::Kind::Sequence, 0);
        sequence.rows = {{1, 3}, {2, 2}};
        QCOMPARE(momentsOf(sequence).mean, 2.);
        QCOMPARE(momentsOf(sequence).variance, .5);
    }
    void longTailsHaveNoVariance()
    {
        QVERIFY(std::isinf(momentsOf(draw(Draw::Kind::Pareto, 2, 1)).variance));
        QCOMPARE(momentsOf(draw(Draw::Kind::Pareto, 2, 1)).mean, 2.);
        QVERIFY(std::isinf(momentsOf(draw(Draw::Kind::Pareto, 1, 1)).mean));
    }
    void tellsTheExponentialOne()
    {
        QVERIFY(isExponential(draw(Draw::Kind::Exponential, 1)) &&
                isExponential(draw(Draw::Kind::Erlang, 1, 2)));
        QVERIFY(!isExponential(draw(Draw::Kind::Exponential, 0)) &&
                !isExponential(draw(Draw::Kind::Erlang, 2, 2)));
        QCOMPARE(momentsOf(draw(Draw::Kind::Exponential, 3)).scv(), 1.);
        QCOMPARE(momentsOf(draw(Draw::Kind::Constant, 0)).scv(), 0.);
    }
};

QTEST_GUILESS_MAIN(TestDrawMoments)
#include "tst_draw_moments.moc"
