// Items of two runs as stems: one by one, and merged where there are more than pixels.
#include "scene/compare/seed_dots.h"
#include "scene/compare/sparkline.h"
#include "scene/compare/stems_view.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace sojourn;

namespace {

constexpr std::int64_t second = 1'000'000'000;

/// Item i stayed i + 2 seconds in A and 1 in B.
RunComparison ramp(std::uint32_t count)
{
    RunComparison comparison;
    for (std::uint32_t i = 0; i < count; ++i) {
        ItemChange change;
        change.a = change.b = i;
        change.aSojournNs = (i + 2) * second;
        change.bSojournNs = second;
        comparison.items.push_back(change);
        ++comparison.shorter;
    }
    return comparison;
}

StemsScene sceneOf(const RunComparison& comparison)
{
    StemsScene scene;
    scene.comparison = &comparison;
    scene.longestNs = StemsScene::longestOf(comparison);
    scene.size = {500, 230};
    scene.gutter = 84;
    return scene;
}

QImage painted(const StemsScene& scene)
{
    QImage image(scene.size.toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(lightPalette().background);
    QPainter painter(&image);
    paintStems(painter, scene, SceneStyle::of(false, {}, 1.0));
    return image;
}

int inkIn(const QImage& image, const QRect& area)
{
    int n = 0;
    for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x)
            n += image.pixel(x, y) != lightPalette().background.rgb();
    return n;
}

} // namespace

class TestStems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachItemHasAStemFromAToB()
    {
        const RunComparison comparison = ramp(8);
        const StemsScene scene = sceneOf(comparison);
        QVERIFY(!scene.isMerged());
        QCOMPARE(scene.longestNs, 9 * second);
        const QImage image = painted(scene);
        // The last item's stem spans from 9 s to 1 s; the first one's from 2 s to 1 s.
        const QRectF plot = scene.plot();
        const int last = static_cast<int>(scene.xOf(7)), first = static_cast<int>(scene.xOf(0));
        const int middle = static_cast<int>(plot.center().y());
        QVERIFY(inkIn(image, {last - 1, middle - 8, 3, 16}) > 12);
        QVERIFY(inkIn(image, {first - 1, middle - 8, 3, 16}) < 8); // a grid line at most
    }

    void aPointFindsItsItem()
    {
        const RunComparison comparison = ramp(20);
        const StemsScene scene = sceneOf(comparison);
        for (const std::size_t place : {0u, 7u, 19u})
            QCOMPARE(scene.placeAt({scene.xOf(place), 100}), static_cast<int>(place));
        QCOMPARE(scene.placeAt({10, 100}), -1);
        QCOMPARE(scene.placeAt({499, 100}), -1);
    }

    void manyItemsAreMergedAndNoneIsLost()
    {
        RunComparison comparison = ramp(0);
        comparison = ramp(100'000);
        for (ItemChange& change : comparison.items)
            change.aSojournNs = 2 * second;
        comparison.items[54'321].aSojournNs = 50 * second; // one among many
        const StemsScene scene = sceneOf(comparison);
        QVERIFY(scene.isMerged());
        QVERIFY(scene.itemsAColumn() > 100);
        // A few more than there are columns share them by two: those are bars, and no rings and dots.
        const RunComparison few = ramp(static_cast<std::uint32_t>(scene.columns()) + 1);
        QVERIFY(sceneOf(few).isMerged());
        QCOMPARE(sceneOf(few).itemsAColumn(), std::size_t{2});
        const RunComparison single = ramp(static_cast<std::uint32_t>(scene.columns()));
        QVERIFY(!sceneOf(single).isMerged());
        QCOMPARE(sceneOf(single).itemsAColumn(), std::size_t{1});
        const QImage image = painted(scene);
        const int x = static_cast<int>(scene.xOf(54'321));
        const int top = static_cast<int>(scene.plot().top());
        QVERIFY(inkIn(image, {x - 4, top + 6, 8, 60}) > inkIn(image, {x - 40, top + 6, 8, 60}) + 20);
    }

    void whatDidNotLeaveInOneRunHasNoStem()
    {
        RunComparison comparison = ramp(4);
        comparison.items[2].bSojournNs = notYet;
        comparison.items[3].a = ItemChange::none;
        comparison.items[3].aSojournNs = notYet;
        const QImage image = painted(sceneOf(comparison));
        QVERIFY(!image.isNull());
        RunComparison none;
        QVERIFY(inkIn(painted(sceneOf(none)), {0, 0, 500, 230}) == 0);
    }

    void smallPicturesPaintWhatTheyAreGiven()
    {
        Sparkline line;
        line.setSize({56, 12});
        line.setInk(Qt::black);
        line.setValues({0, 0.5, 1, 0.25});
        QImage image(56, 12, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        {
            QPainter painter(&image);
            line.paint(&painter);
        }
        QVERIFY(image.pixel(30, 0) != qRgb(255, 255, 255)); // the highest
        QCOMPARE(image.pixel(2, 4), qRgb(255, 255, 255));   // the lowest

        SeedDots dots;
        dots.setSize({240, 88});
        dots.setProperty("values", QVariant::fromValue(QList<double>{-4.2, -4.4, -4.4, -6}));
        dots.setProperty("mean", -4.75);
        dots.setProperty("low", -5.5);
        dots.setProperty("high", -4.0);
        dots.setProperty("unit", QStringLiteral("s"));
        QImage plot(240, 88, QImage::Format_ARGB32_Premultiplied);
        plot.fill(lightPalette().background);
        {
            QPainter painter(&plot);
            dots.paint(&painter);
        }
        int accent = 0, band = 0;
        for (int x = 0; x < 240; ++x) {
            accent += plot.pixel(x, 20) == lightPalette().accent.rgb();
            band += plot.pixel(x, 20) == lightPalette().accentSoft.rgb();
        }
        QCOMPARE(accent, 2);
        QVERIFY(band > 20);
    }
};

QTEST_MAIN(TestStems)
#include "tst_stems.moc"
