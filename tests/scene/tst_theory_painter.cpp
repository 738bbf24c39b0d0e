#include "scene/theory/theory_painter.h"
#include "stats/queue_series.h"
#include "support/sample_run.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace sojourn;

namespace {

/// Curves as M/M/4 has them, with 10,000 measured waits made up to match.
QueueCurves sampleCurves()
{
    const auto figures = mmcQueue({3.6, 1, 4});
    QueueCurves curves;
    {
        auto info = std::make_shared<RunInfo>();
        info->queues.resize(1);
        curves = queueCurvesOf(Columns(info, std::make_shared<EventLog>()), 0, {}, &*figures);
    }
    curves.counted = 10'000;
    curves.warmUp = 500;
    curves.warmUpEndNs = 100'000'000'000;
    curves.endNs = 1'000'000'000'000;
    curves.atOnce = 0.22;
    for (std::size_t i = 0; i < 20; ++i) {
        const double at = static_cast<double>(i) * curves.stepSeconds;
        curves.bars.push_back(figures->wait->exceedProbability(at) -
                              figures->wait->exceedProbability(at + curves.stepSeconds));
    }
    for (const CurvePoint& point : curves.tailTheory)
        curves.tail.push_back(
            {point.atSeconds, point.share * 0.9, Interval{point.share * .5, point.share * 1.5}});
    curves.p99Seconds = 10;
    for (int i = 1; i <= 90; ++i)
        curves.meanSoFar.push_back({100.0 + 10 * i, 2.1, Interval{1.8, 2.4}});
    return curves;
}

TheoryScene sceneOf(const QueueCurves& curves, QSizeF size = {820, 480})
{
    TheoryScene scene;
    scene.curves = &curves;
    scene.size = size;
    scene.playheadNs = 500'000'000'000;
    return scene;
}

QImage pictureOf(const TheoryScene& scene, bool dark = false)
{
    QImage image(scene.size.toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(paletteFor(dark).background);
    QPainter painter(&image);
    TheoryPainter(SceneStyle::of(dark, {}, 1.0)).paint(painter, scene);
    return image;
}

/// Some pixel within two of the point has just this colour.
bool has(const QImage& image, QPointF at, const QColor& colour)
{
    for (int dy = -2; dy <= 2; ++dy)
        for (int dx = -2; dx <= 2; ++dx)
            if (image.rect().contains(at.toPoint() + QPoint(dx, dy)) &&
                image.pixel(at.toPoint() + QPoint(dx, dy)) == colour.rgb())
                return true;
    return false;
}

} // namespace

class TestTheoryPainter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void picturesLieBesideEachOtherAndWithinTheItem()
    {
        const QueueCurves curves = sampleCurves();
        for (const QSizeF size : {QSizeF(820, 480), QSizeF(500, 330), QSizeF(500, 180), QSizeF(2000, 1200)}) {
            const TheoryScene scene = sceneOf(curves, size);
            const QRectF all(QPointF(0, 0), size);
            QVERIFY(all.contains(scene.bars()) && all.contains(scene.tail()));
            QVERIFY(scene.bars().right() < scene.tail().left());
            QVERIFY(scene.hasMeans() == (size.height() >= 254));
            if (!scene.hasMeans()) continue;
            QVERIFY(all.contains(scene.means()));
            QVERIFY(scene.tail().bottom() < scene.means().top());
        }
    }
    void whatAMeasuredIsDashedBehindIt()
    {
        const QueueCurves curves = sampleCurves();
        QueueCurves before = curves; // waits twice as long
        before.atOnce = 0.1;
        before.stepSeconds *= 2;
        for (BandPoint& point : before.tail)
            point.at *= 2;
        for (BandPoint& point : before.meanSoFar)
            point.value = 2.3;
        TheoryScene scene = sceneOf(curves);
        for (const bool dark : {false, true}) {
            const Palette& p = paletteFor(dark);
            scene.ghost = nullptr;
            const QImage alone = pictureOf(scene, dark);
            scene.ghost = &before;
            scene.ghostName = QStringLiteral("3 servers");
            const QImage image = pictureOf(scene, dark);
            // A dash or two of some twenty pixels, where there was nothing before.
            const auto dashes = [&](const QRectF& box) {
                int differing = 0;
                for (int y = static_cast<int>(box.top()); y <= static_cast<int>(box.bottom()); ++y)
                    for (int x = static_cast<int>(box.left()); x <= static_cast<int>(box.right()); ++x)
                        differing += image.pixel(x, y) != alone.pixel(x, y);
                return differing;
            };
            const auto about = [](QPointF at) { return QRectF(at.x() - 6, at.y() - 6, 12, 12); };
            const BandPoint& tail = before.tail[40];
            QVERIFY(dashes(about({scene.tailX(tail.at), scene.tailY(tail.value)})) > 2);
            QVERIFY(dashes(about({400, scene.meansY(2.3)})) > 2);
            // Its bars are twice as wide: of the share of each, half is in a step.
            QVERIFY(dashes(about({scene.barsX(before.stepSeconds * 0.5), scene.barsY(before.bars[0] / 2)})) >
                    2);
            QVERIFY(dashes(about({scene.atOnceBar().center().x(), scene.barsY(0.1)})) > 2);
            QVERIFY(has(image, {scene.barsX(curves.stepSeconds / 2), scene.bars().bottom() - 20},
                        p.sleepingLine));
        }
        const TheorySaying saying = TheoryPainter::at(scene, scene.tail().center());
        QVERIFY(saying.text.contains(QStringLiteral("\nA: ")));
    }

    void whatAHasMuchMoreOfGoesOutOfThePicture()
    {
        QueueCurves curves = sampleCurves();
        curves.atOnce = 0.02;
        curves.atOnceTheory.reset();
        QueueCurves before = curves;
        before.atOnce = 0.97;
        before.bars.assign(4, 0.001);
        before.bars[0] = 0.9;
        TheoryScene scene = sceneOf(curves);
        const double alone = scene.mostShare();
        scene.ghost = &before;
        QVERIFY(scene.mostShare() > alone && scene.mostShare() < 0.5); // the bars are not pressed flat
        const QImage cut = pictureOf(scene);
        QueueCurves fitting = before;
        fitting.atOnce = fitting.bars[0] = scene.mostShare() / 1.08;
        TheoryScene other = scene;
        other.ghost = &fitting;
        QCOMPARE(other.mostShare(), scene.mostShare()); // so that it is no other scale that differs
        const QImage whole = pictureOf(other);
        // Beside the bar of none an arrow points upwards; the outline of the first bar has no upper end.
        const QRectF plot = scene.bars(), bar = scene.atOnceBar();
        const auto greys = [](const QImage& image, const QRectF& box) {
            int count = 0;
            for (int y = static_cast<int>(box.top()); y < static_cast<int>(box.bottom()); ++y)
                for (int x = static_cast<int>(box.left()); x < static_cast<int>(box.right()); ++x)
                    count += image.pixelColor(x, y).lightness() < 180;
            return count;
        };
        const QRectF arrow(bar.right() + 4, plot.top() + 3, 8, 8);
        QVERIFY(greys(cut, arrow) > 4 && greys(whole, arrow) == 0);
        const QRectF end(scene.barsX(0) + 3, scene.barsY(fitting.atOnce) - 2,
                         scene.barsX(curves.stepSeconds) - scene.barsX(0) - 6, 5);
        QVERIFY(greys(whole, end) > 2 && greys(cut, end) == 0);
        // What the arrow points to is said in words also where there is little room.
        curves.atOnceTheory = 0.02;
        scene.size = {492, 330};
        const QImage narrow = pictureOf(scene);
        before.atOnce = 0.88;
        QVERIFY(pictureOf(scene) != narrow);
    }

    void aMeanOfAsThatIsNotInThePictureIsTold()
    {
        const QueueCurves curves = sampleCurves();
        QueueCurves before = curves;
        TheoryScene scene = sceneOf(curves);
        QVERIFY(!scene.ghostMeanOutside());
        scene.ghost = &before;
        QVERIFY(!scene.ghostMeanOutside());
        const QImage near = pictureOf(scene);
        for (BandPoint& point : before.meanSoFar)
            point.value = 20 * scene.meansReach().high;
        QCOMPARE(scene.ghostMeanOutside().value_or(0), before.meanSoFar.back().value);
        before.tail.clear();
        const QImage far = pictureOf(scene);
        const int top = static_cast<int>(scene.distributionsBottom()) + 8;
        const QRect heading(16, top, static_cast<int>(scene.size.width()) - 32, 18);
        QVERIFY(near.copy(heading) != far.copy(heading));
    }

    void theLegendHasTheoryOnlyWhereItHasALine()
    {
        QueueCurves curves = sampleCurves();
        curves.barsTheory.clear();
        curves.tailTheory.clear();
        curves.p99Theory.reset();
        curves.atOnceTheory.reset();
        QVERIFY(curves.meanTheory);
        const auto greens = [](const QImage& image) {
            int count = 0;
            for (int y = 0; y < 60; ++y)
                for (int x = 0; x < image.width(); ++x)
                    count += image.pixel(x, y) == lightPalette().theory.rgb();
            return count;
        };
        QVERIFY(greens(pictureOf(sceneOf(curves))) > 0); // through the mean so far
        const TheoryScene low = sceneOf(curves, {820, 200});
        QVERIFY(!low.hasMeans());
        QCOMPARE(greens(pictureOf(low)), 0);
    }

    void theoryIsALineOverWhatWasMeasured()
    {
        const QueueCurves curves = sampleCurves();
        const TheoryScene scene = sceneOf(curves);
        for (const bool dark : {false, true}) {
            const Palette& p = paletteFor(dark);
            const QImage image = pictureOf(scene, dark);
            for (const std::size_t i : {20u, 60u, 100u}) {
                const CurvePoint& tail = curves.tailTheory[i];
                QVERIFY(has(image, {scene.tailX(tail.atSeconds), scene.tailY(tail.share)}, p.theory));
                const CurvePoint& bar = curves.barsTheory[i];
                QVERIFY(has(image, {scene.barsX(bar.atSeconds), scene.barsY(bar.share)}, p.theory));
            }
            QVERIFY(has(image, {scene.barsX(curves.stepSeconds / 2), scene.bars().bottom() - 20},
                        p.sleepingLine));
            QVERIFY(has(image, scene.atOnceBar().center(), p.sleepingLine));
            QVERIFY(has(image, {400, scene.meansY(*curves.meanTheory)}, p.theory));
        }
    }
    void theWarmUpIsHatched()
    {
        QueueCurves curves = sampleCurves();
        const auto strokes = [&] {
            const TheoryScene scene = sceneOf(curves);
            const QImage image = pictureOf(scene);
            int count = 0;
            const QRect box(static_cast<int>(scene.means().left()) + 4,
                            static_cast<int>(scene.means().top()) + 30, 40, 20);
            for (int y = box.top(); y < box.bottom(); ++y)
                for (int x = box.left(); x < box.right(); ++x)
                    count += image.pixel(x, y) != lightPalette().background.rgb();
            return count;
        };
        const int hatched = strokes();
        curves.warmUp = 0;
        curves.warmUpEndNs = 0;
        QVERIFY(hatched > strokes() + 50);
    }
    void saysWhatLiesUnderThePointer()
    {
        const QueueCurves curves = sampleCurves();
        const TheoryScene scene = sceneOf(curves);
        const auto none =
            TheoryPainter::at(scene, {scene.atOnceBar().center().x(), scene.bars().bottom() - 5});
        QCOMPARE(none.title, QStringLiteral("no wait"));
        QCOMPARE(none.text, QStringLiteral("22 %\nin theory 21.2 %"));
        const auto bar =
            TheoryPainter::at(scene, {scene.barsX(curves.stepSeconds / 2), scene.bars().center().y()});
        QVERIFY(bar.title.startsWith(QLatin1String("0")) && bar.text.contains(QLatin1String("in theory")));
        const auto tail = TheoryPainter::at(scene, {scene.tailX(5), scene.tail().center().y()});
        QVERIFY(tail.title.contains(QLatin1String("wait longer than")));
        QVERIFY(tail.text.contains(QLatin1String("95 % interval")));
        const auto mean = TheoryPainter::at(scene, {500, scene.means().center().y()});
        QVERIFY(mean.title.contains(QLatin1String("2.10 s")) && mean.text.contains(QLatin1String("1.97 s")));
        const auto warm = TheoryPainter::at(scene, {scene.means().left() + 5, scene.means().center().y()});
        QCOMPARE(warm.title, QStringLiteral("warm-up"));
        QVERIFY(TheoryPainter::at(scene, {1, 1}).title.isEmpty());
    }
    void whereHardlyAnybodyWaitsTheirBarIsCutOff()
    {
        QueueCurves curves = sampleCurves();
        curves.atOnce = 0.99;
        curves.atOnceTheory = 0.99;
        const TheoryScene scene = sceneOf(curves);
        QVERIFY(scene.mostShare() < 0.5);
        QCOMPARE(scene.atOnceBar().top(), scene.bars().top());
    }
    void paintsARunWithoutTheoryAndTheoryWithoutARun()
    {
        const test::SampleRun run = test::simulate(test::asyncqPlan());
        Columns columns(run.info, run.log);
        columns.advance();
        const auto series = queueSeriesOf(columns);
        QueueCurves measured = queueCurvesOf(columns, 0, series[0], nullptr);
        QVERIFY(measured.counted > 0);
        TheoryScene scene = sceneOf(measured);
        QVERIFY(pictureOf(scene) != QImage());
        const QueueCurves nothing;
        scene = sceneOf(nothing, {300, 200});
        pictureOf(scene);
        QVERIFY(TheoryPainter::at(scene, scene.tail().center()).title.isEmpty());
        QueueCurves theory = sampleCurves();
        theory.counted = 0;
        theory.bars.clear();
        theory.tail.clear();
        theory.meanSoFar.clear();
        scene = sceneOf(theory);
        QVERIFY(!scene.hasMeans());
        QVERIFY(has(pictureOf(scene),
                    {scene.tailX(5), scene.tailY(mmcQueue({3.6, 1, 4})->wait->exceedProbability(5))},
                    lightPalette().theory));
    }
};

QTEST_MAIN(TestTheoryPainter)
#include "tst_theory_painter.moc"
