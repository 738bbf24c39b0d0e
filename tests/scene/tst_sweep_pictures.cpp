#include "scene/base/scene_text.h"
#include "scene/sweep/sweep_curve_painter.h"
#include "scene/sweep/sweep_legend_painter.h"
#include "scene/sweep/sweep_map_painter.h"
#include "scene/sweep/sweep_marks.h"

#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <optional>

using namespace sojourn;

namespace {

/// 5 by 4 settings whose value falls across and grows up; p99 under 2 is met at the right, the second goal
/// above.
SweepGrid gridOf()
{
    SweepGrid grid;
    grid.across = {
        QStringLiteral("Servers"), QStringLiteral("1 2 3 4 5").split(QLatin1Char(' ')), {1, 2, 3, 4, 5}};
    grid.up = {QStringLiteral("Room"), QStringLiteral("1 10 20 40").split(QLatin1Char(' ')), {1, 10, 20, 40}};
    grid.metric = QStringLiteral("p99 wait");
    grid.unit = MetricUnit::Seconds;
    grid.goals = {{QStringLiteral("p99 wait under 2 s"), true, 2, true},
                  {QStringLiteral("turned away under 2 %"), false, 0.02, true}};
    grid.cells.resize(20);
    for (int x = 0; x < 5; ++x)
        for (int y = 0; y < 4; ++y) {
            SweepGridCell& cell = grid.cells[static_cast<std::size_t>(grid.cellAt(x, y))];
            cell.state = SweepGridCell::State::Known;
            cell.mean = std::pow(10, 2 - x) * (1 + 0.2 * y);
            cell.low = 0.9 * cell.mean;
            cell.high = 1.1 * cell.mean;
            cell.missed = (cell.mean < 2 ? 0u : 1u) | (y >= 2 ? 0u : 2u);
        }
    grid.shownUp = 1;
    grid.isWhole = true;
    return grid;
}

SweepScene sceneOf(const SweepGrid& grid, QSizeF size = {700, 300})
{
    SweepScene scene;
    scene.grid = &grid;
    scene.scale = sweepScale(grid);
    scene.size = size;
    return scene;
}

QImage imageOf(const SweepScene& scene, bool dark, bool isMap)
{
    QImage image(scene.size.toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(paletteFor(dark).background);
    QPainter painter(&image);
    const SceneStyle style = SceneStyle::of(dark, {}, 1.0);
    if (isMap)
        SweepMapPainter(style).paint(painter, scene);
    else
        SweepCurvePainter(style).paint(painter, scene);
    return image;
}

double lightness(const QColor& colour)
{
    const auto linear = [](float c) {
        return c <= 0.04045f ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    const double y =
        0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
    return 116 * std::cbrt(y) - 16;
}

} // namespace

class TestSweepPictures final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lightnessGoesEvenlyAndAwayFromTheBackground()
    {
        for (const bool dark : {false, true}) {
            const Palette& p = paletteFor(dark);
            double before = lightness(p.heatAt(0));
            for (int i = 1; i <= 8; ++i) {
                const double now = lightness(p.heatAt(i / 8.0));
                const double step = dark ? now - before : before - now;
                QVERIFY2(step > 8 && step < 12, qPrintable(QString::number(step)));
                before = now;
            }
            QCOMPARE(p.heatAt(-1), p.heat.front());
            QCOMPARE(p.heatAt(2), p.heat.back());
        }
    }

    void theScaleIsLogarithmicWhereTheSpanAsksForIt()
    {
        SweepGrid grid = gridOf();
        SweepScale scale = sweepScale(grid);
        QVERIFY(scale.isLogarithmic);
        QVERIFY(scale.least <= 0.01 && scale.most >= 160);
        QCOMPARE(scale.ticks.front().label, QStringLiteral("10 ms"));
        QVERIFY(scale.share(1) > 0.4 && scale.share(1) < 0.6);
        grid.cells[7].mean = 0; // lies at the low end, which says so
        scale = sweepScale(grid);
        QVERIFY(scale.isLogarithmic);
        QCOMPARE(scale.share(0), 0.0);
        QVERIFY(scale.ticks.front().label.startsWith(QStringLiteral("≤ ")));
        for (SweepGridCell& cell : grid.cells)
            cell.mean = 1 + cell.mean / 1000;
        grid.goals.clear();
        scale = sweepScale(grid);
        QVERIFY(!scale.isLogarithmic);
        QVERIFY(scale.least <= 1 && scale.most >= 1.16);
        for (SweepGridCell& cell : grid.cells)
            cell.mean = 0;
        scale = sweepScale(grid);
        QVERIFY(scale.most > scale.least); // also where all is nothing
        for (SweepGridCell& cell : grid.cells)
            cell.state = SweepGridCell::State::Missing;
        QVERIFY(sweepScale(grid).most > sweepScale(grid).least);
    }

    void noLabelOfTheScaleIsCut()
    {
        SweepGrid grid = gridOf();
        grid.goals.clear();
        grid.up = {{}, {QString()}, {0}};
        grid.cells.resize(5);
        const SceneStyle style = SceneStyle::of(false, {}, 1.0);
        const auto labels = [&](std::vector<double> means) {
            for (std::size_t x = 0; x < 5; ++x) {
                grid.cells[x].mean = means[x];
                grid.cells[x].low = grid.cells[x].high = std::nullopt;
            }
            const SweepScale scale = sweepScale(grid);
            const double room = gutterFor(style, grid, scale) - SweepScene::besideTicks;
            QStringList texts;
            for (const SweepScale::Tick& tick : scale.ticks) {
                if (textWidth(style.fonts.caption, tick.label) > room) qWarning() << tick.label;
                texts += tick.label;
            }
            return texts;
        };
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        QCOMPARE(labels({1, 2, 3, 4, 5}).back(), QStringLiteral("5 s"));
        QCOMPARE(labels({10, 50, 100, 400, 1000}).back(), QStringLiteral("16 min 40 s"));
        QCOMPARE(labels({2771, 2772, 2773, 2774, 2780}).back(), QStringLiteral("46 min 20 s"));
        QCOMPARE(labels({300, 1200, 1800, 2400, 3000}).join(QLatin1Char(' ')),
                 QStringLiteral("0 s 10 min 20 min 30 min 40 min 50 min"));
    }

    void aValueInATableIsShort()
    {
        QCOMPARE(tableText(2771, MetricUnit::Seconds), QStringLiteral("46.2 min"));
        QCOMPARE(tableText(5400, MetricUnit::Seconds), QStringLiteral("1.5 h"));
        QCOMPARE(tableText(0, MetricUnit::Seconds), QStringLiteral("0 s"));
        QCOMPARE(tableText(59, MetricUnit::Seconds),
                 QString::fromStdString(metricText(59, MetricUnit::Seconds)));
        QCOMPARE(tableText(3.6, MetricUnit::PerSecond), axisText(3.6, MetricUnit::PerSecond));
        QCOMPARE(tableText(0.02, MetricUnit::Ratio),
                 QString::fromStdString(metricText(0.02, MetricUnit::Ratio)));
    }

    void aGoalOutsideOfTheScaleIsNotDrawnOnIt()
    {
        SweepGrid grid = gridOf();
        QVERIFY(sweepScale(grid).contains(2));
        QVERIFY(sweepScale(grid).contains(sweepScale(grid).least));
        QVERIFY(sweepScale(grid).contains(sweepScale(grid).most));
        grid.goals[0].bound = 0; // of a logarithmic scale
        QVERIFY(!sweepScale(grid).contains(0));
        const QImage without = imageOf(sceneOf(grid), false, false);
        grid.goals.clear();
        QCOMPARE(imageOf(sceneOf(grid), false, false), without);
        QVERIFY(!SweepScale().contains(0.5)); // nothing is known yet
    }

    void aCellHasTheColourOfItsValue()
    {
        const SweepGrid grid = gridOf();
        const SweepScene scene = sceneOf(grid);
        const QImage image = imageOf(scene, false, true);
        for (int x = 0; x < 5; ++x)
            for (int y = 0; y < 4; ++y) {
                const QPointF at = scene.cellRect(x, y).center() - QPointF(20, 0);
                QCOMPARE(image.pixelColor(at.toPoint()),
                         lightPalette().heatAt(scene.scale.share(grid.at(x, y).mean)));
                QCOMPARE(SweepMapPainter::cellAt(scene, at), grid.cellAt(x, y));
            }
        QCOMPARE(SweepMapPainter::cellAt(scene, {10, 10}), -1);
        QCOMPARE(SweepMapPainter::cellAt(scene, {400, 299}), -1);
    }

    void whatIsMissingIsAnOutline()
    {
        SweepGrid grid = gridOf();
        grid.cells[0].state = SweepGridCell::State::Missing;
        const SweepScene scene = sceneOf(grid);
        const QImage image = imageOf(scene, true, true);
        QCOMPARE(image.pixelColor(scene.cellRect(0, 0).center().toPoint()), darkPalette().background);
    }

    void theFrontierLiesBetweenMetAndMissed()
    {
        SweepGrid grid = gridOf();
        const SweepScene scene = sceneOf(grid);
        // From 2 to 3 servers p99 comes to lie under 2 s, whatever the room.
        const QRectF first = SweepMapPainter::frontier(scene, 0).boundingRect();
        QCOMPARE(first.left(), scene.cellRect(1, 0).right());
        QCOMPARE(first.width(), 0.0);
        QCOMPARE(first.height(), scene.plot().height());
        const QRectF second = SweepMapPainter::frontier(scene, 1).boundingRect();
        QCOMPARE(second.top(), scene.cellRect(0, 1).top());
        QCOMPARE(second.width(), scene.plot().width());
        // Between a cell and one that is not known there is none.
        for (int y = 0; y < 4; ++y)
            grid.cells[static_cast<std::size_t>(grid.cellAt(2, y))].state = SweepGridCell::State::Missing;
        QVERIFY(SweepMapPainter::frontier(scene, 0).isEmpty());
    }

    void curveAndMapHaveTheirColumnsAtTheSamePlaces()
    {
        const SweepGrid grid = gridOf();
        const SweepScene scene = sceneOf(grid);
        for (int x = 0; x < 5; ++x) {
            QVERIFY(std::abs(scene.columnX(x) - scene.cellRect(x, 0).center().x()) <= 1);
            QCOMPARE(SweepCurvePainter::cellAt(scene, {scene.columnX(x), 50}), grid.cellAt(x, 1));
        }
        const QImage image = imageOf(scene, false, false);
        const QPoint dot(static_cast<int>(scene.columnX(3)),
                         static_cast<int>(scene.valueY(grid.at(3, 1).mean)));
        QCOMPARE(image.pixelColor(dot), lightPalette().ink);
    }

    void theBandBreaksWhereThereIsNoInterval()
    {
        SweepGrid grid = gridOf();
        grid.goals.clear();
        for (int x = 0; x < 5; ++x) { // a curve far below the upper ends of the intervals
            SweepGridCell& cell = grid.cells[static_cast<std::size_t>(grid.cellAt(x, grid.shownUp))];
            cell.mean = 1;
            cell.low = 0.5;
            cell.high = 30;
        }
        const SweepScene scene = sceneOf(grid);
        const QRgb nothing = lightPalette().background.rgb();
        // Of the rows between the curve and the upper ends, whether any is covered there.
        const auto isBand = [&](double x) {
            const QImage image = imageOf(scene, false, false);
            int covered = 0;
            for (int y = static_cast<int>(scene.valueY(25)); y < static_cast<int>(scene.valueY(1.5)); ++y)
                covered += image.pixel(static_cast<int>(x), y) != nothing;
            return covered > (scene.valueY(1.5) - scene.valueY(25)) / 2;
        };
        const auto isAnyBand = [&](double x) {
            SweepGrid bare = grid;
            for (SweepGridCell& cell : bare.cells)
                cell.low = cell.high = std::nullopt;
            SweepScene without = scene;
            without.grid = &bare;
            const QImage with = imageOf(scene, false, false), none = imageOf(without, false, false);
            for (int y = 0; y < with.height(); ++y)
                if (with.pixel(static_cast<int>(x), y) != none.pixel(static_cast<int>(x), y)) return true;
            return false;
        };
        const auto between = [&](int x) { return (scene.columnX(x) + scene.columnX(x + 1)) / 2; };
        const auto forget = [&](int x) {
            SweepGridCell& cell = grid.cells[static_cast<std::size_t>(grid.cellAt(x, grid.shownUp))];
            cell.low = cell.high = std::nullopt;
        };
        for (int x = 0; x < 4; ++x)
            QVERIFY(isBand(between(x)));
        forget(2); // not the point to which both sides grow narrow
        QVERIFY(isBand(between(0)) && isBand(between(3)));
        QVERIFY(!isAnyBand(between(1)) && !isAnyBand(scene.columnX(2)) && !isAnyBand(between(2)));
        forget(4); // then the one between is an upright of its own
        QVERIFY(isBand(scene.columnX(3)));
        QVERIFY(!isAnyBand(scene.columnX(3) - 8) && !isAnyBand(between(3)));
    }

    void manyCellsAndSmallPicturesDoNoHarm()
    {
        SweepGrid grid = gridOf();
        grid.across.texts.clear();
        grid.across.numbers.clear();
        for (int x = 0; x < 2000; ++x) {
            grid.across.texts += QString::number(x);
            grid.across.numbers.push_back(x);
        }
        const SweepGridCell some = grid.cells.front();
        grid.cells.assign(8000, some);
        grid.cheapest = grid.current = grid.knee = 7999;
        grid.cheapestTitle = QStringLiteral("Cheapest");
        for (const QSizeF size : {QSizeF(700, 300), QSizeF(120, 40), QSizeF(1, 1)}) {
            imageOf(sceneOf(grid, size), false, true);
            QVERIFY(!imageOf(sceneOf(grid, size), true, false).isNull());
        }
    }

    void aCurveMarksWhatCameToNothingAndWhatDidNotFinish()
    {
        SweepGrid grid = gridOf(); // one parameter
        grid.up = {{}, {QString()}, {0}};
        grid.cells.resize(5);
        grid.shownUp = 0;
        grid.goals.clear();
        const auto darkAbout = [](const QImage& image, QPointF at) {
            int dark = 0;
            for (int y = -4; y <= 4; ++y)
                for (int x = -4; x <= 4; ++x)
                    dark += lightness(image.pixelColor(at.toPoint() + QPoint(x, y))) < 70;
            return dark;
        };
        const double legend = SweepLegendPainter::heightOf(grid);
        const QImage finished = imageOf(sceneOf(grid), false, false);
        const SweepScene scene = sceneOf(grid);
        grid.cells[2].isUnfinished = true;
        const QPointF value(scene.columnX(2), scene.valueY(grid.cells[2].mean));
        QVERIFY(imageOf(scene, false, false) != finished);
        QVERIFY(darkAbout(imageOf(scene, false, false), value) > 4);
        QVERIFY(SweepLegendPainter::heightOf(grid) > legend);
        grid.cells[2] = {};
        const QPointF foot(scene.columnX(2), scene.plot().bottom() - 8.0);
        QVERIFY(darkAbout(imageOf(scene, false, false), foot) == 0); // not computed yet
        grid.cells[2].state = SweepGridCell::State::NoData;
        QVERIFY(darkAbout(imageOf(scene, false, false), foot) > 4);
        QVERIFY(SweepLegendPainter::heightOf(grid) > legend);
    }

    void theLegendOfACurveHasRoomForTheGoal()
    {
        SweepGrid grid = gridOf();
        grid.up = {{}, {QString()}, {0}};
        grid.cells.resize(5);
        const auto painted = [&](double height) {
            SweepScene scene = sceneOf(grid, {200, height});
            QImage image(200, 120, QImage::Format_ARGB32_Premultiplied);
            image.fill(lightPalette().background);
            QPainter painter(&image);
            painter.setClipRect(QRectF(0, 0, 200, height));
            SweepLegendPainter(SceneStyle::of(false, {}, 1.0)).paint(painter, scene);
            return image;
        };
        QCOMPARE(painted(SweepLegendPainter::heightOf(grid)), painted(120)); // the g of "goal" is whole
    }

    void theLegendSaysWhatTheMapShows()
    {
        SweepGrid grid = gridOf();
        const double whole = SweepLegendPainter::heightOf(grid);
        grid.cells[3].state = SweepGridCell::State::Missing;
        QVERIFY(SweepLegendPainter::heightOf(grid) > whole);
        grid.cells[3].state = SweepGridCell::State::Known;
        QVERIFY(SweepMapPainter::hasFrontier(grid, 0));
        QCOMPARE(SweepMapPainter::frontier(sceneOf(grid, {240, 200}), 0).isEmpty(), false);
        SweepGrid met = grid;
        for (SweepGridCell& cell : met.cells)
            cell.missed = 0; // every one meets them all
        QVERIFY(SweepLegendPainter::heightOf(met) < whole);
        QVERIFY(!SweepMapPainter::hasFrontier(met, 0) && !SweepMapPainter::hasStrokes(met));
        QVERIFY(SweepMapPainter::frontier(sceneOf(met, {240, 200}), 0).isEmpty());
        grid.goals.clear();
        QVERIFY(SweepLegendPainter::heightOf(grid) < whole);
        const SweepScene scene = sceneOf(grid, {240, 200});
        QImage image(240, 200, QImage::Format_ARGB32_Premultiplied);
        image.fill(lightPalette().background);
        QPainter painter(&image);
        SweepLegendPainter(SceneStyle::of(false, {}, 1.0)).paint(painter, scene);
        QCOMPARE(image.pixelColor(0, 10), lightPalette().heat.front());
        QCOMPARE(image.pixelColor(239, 10), lightPalette().heat.back());
    }
};

QTEST_MAIN(TestSweepPictures)
#include "tst_sweep_pictures.moc"
