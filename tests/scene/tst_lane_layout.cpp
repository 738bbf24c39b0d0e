#include "scene/timeline/lane_layout.h"
#include "support/sample_run.h"

#include <QTest>

#include <algorithm>

using namespace sojourn;

namespace {

/// main, 4 small ones, 12 middle ones, 40 large ones; no queue.
RunInfo infoOf(std::vector<std::uint32_t> counts)
{
    RunInfo info;
    for (const std::uint32_t count : counts) {
        GroupInfo group;
        group.name = "group" + std::to_string(info.groups.size());
        group.firstTask = info.taskCount();
        group.taskCount = count;
        group.counted = count > 1;
        info.groupOfTask.insert(info.groupOfTask.end(), count,
                                static_cast<std::uint16_t>(info.groups.size()));
        info.groups.push_back(group);
    }
    return info;
}

/// One group of imported threads, each of so many lanes.
RunInfo threadsOf(std::uint32_t threads, std::uint32_t lanes)
{
    RunInfo info = infoOf({threads * lanes});
    info.groups[0].nestedLanes = threads * (lanes - 1);
    for (std::uint32_t task = 0; task < info.taskCount(); ++task)
        info.outermostLanes.push_back(task - task % lanes);
    return info;
}

std::ptrdiff_t rowsOf(const LaneLayout& layout, LaneRow::Kind kind)
{
    return std::ranges::count_if(layout.rows, [&](const LaneRow& row) { return row.kind == kind; });
}

} // namespace

class TestLaneLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void barsLeaveRoomForThoseOfAnotherRunBelowThem()
    {
        const GhostTasks none;
        for (const double height : {1000.0, 200.0, 120.0, 80.0, 10.0}) {
            const RunInfo info = infoOf({1, 4, 3});
            const LaneLayout plain = LaneLayout::of(info, height);
            const LaneLayout ghosts = LaneLayout::of(info, height, {}, &none);
            QCOMPARE(ghosts.totalHeight, plain.totalHeight); // nothing jumps
            QCOMPARE(ghosts.rows.size(), plain.rows.size());
            for (std::size_t r = 0; r < ghosts.rows.size(); ++r) {
                const LaneRow& row = ghosts.rows[r];
                QCOMPARE(plain.rows[r].ghost, 0.0);
                if (row.kind != LaneRow::Kind::Task) continue;
                QVERIFY(row.ghost >= 2 && row.ghost < row.bar);
                QVERIFY(row.barTop() >= row.y);
                QVERIFY(row.ghostTop() > row.barTop() + row.bar);
                QVERIFY(row.ghostTop() + row.ghost <= row.bottom());
            }
        }
    }
    void whatOnlyTheOtherRunHasFollowsItsGroup()
    {
        const RunInfo info = infoOf({2, 3});
        const GhostTasks two{{}, {7, 8}};
        const LaneLayout layout = LaneLayout::of(info, 1000, {}, &two);
        QCOMPARE(layout.rows.size(), 7u);
        QCOMPARE(layout.rows[4].kind, LaneRow::Kind::Task);
        QCOMPARE(layout.rows[5].kind, LaneRow::Kind::GhostTask);
        QCOMPARE(layout.rows[5].index, 7u);
        QCOMPARE(layout.rows[5].bar, 0.0);
        QVERIFY(layout.rows[5].ghost > 0);
        QVERIFY(layout.rows[5].ghostTop() >= layout.rows[5].y);
        QVERIFY(layout.rows[5].ghostTop() + layout.rows[5].ghost <= layout.rows[5].bottom());
        QCOMPARE(layout.ghostTask(8), &layout.rows[6]);
        QVERIFY(layout.ghostTask(1) == nullptr); // that is a task of both
        QVERIFY(layout.task(4) != nullptr);

        GhostTasks many{{}, std::vector<std::uint32_t>(40, 9)};
        const LaneLayout most = LaneLayout::of(info, 1000, {}, &many);
        QCOMPARE(static_cast<std::size_t>(rowsOf(most, LaneRow::Kind::GhostTask)),
                 LaneLayout::mostGhostTasks);
        QCOMPARE(most.rows.back().more, static_cast<std::uint32_t>(40 - LaneLayout::mostGhostTasks));
    }
    void aFoldedGroupLeavesRoomForTheOtherRunsAndForNoneOfItsTasks()
    {
        const RunInfo info = infoOf({40});
        const GhostTasks more{{50, 51}};
        const LaneLayout layout = LaneLayout::of(info, 1000, {}, &more);
        QCOMPARE(layout.rows.size(), 1u);
        QVERIFY(layout.rows[0].folded);
        QVERIFY(layout.rows[0].ghost > 0);
        QCOMPARE(LaneLayout::of(info, 1000).rows[0].ghost, 0.0);
    }

    void aSmallGroupHasNothingButItsLanes()
    {
        const LaneLayout layout = LaneLayout::of(infoOf({1, 4}), 1000);
        QCOMPARE(rowsOf(layout, LaneRow::Kind::Task), 5);
        QCOMPARE(rowsOf(layout, LaneRow::Kind::Group), 0);
    }

    void aLargerGroupHasItsNameAboveThinLanes()
    {
        const RunInfo info = infoOf({1, 12});
        const LaneLayout layout = LaneLayout::of(info, 1000);
        const LaneRow* head = layout.group(1);
        QVERIFY(head != nullptr && !head->folded);
        const LaneRow* lane = layout.task(5);
        QVERIFY(lane->inGroup);
        QCOMPARE(lane->height, 13.0);
        QCOMPARE(layout.task(0)->height, 24.0);
        QVERIFY(lane->y > head->y);
    }

    void lanesAreAsTallAsTheyFit()
    {
        const RunInfo info = infoOf({1, 4, 5}); // ten lanes
        for (const double lane : {24.0, 20.0, 16.0, 13.0})
            QCOMPARE(LaneLayout::of(info, 10 * lane).task(3)->height, lane);
        QCOMPARE(LaneLayout::of(info, 9 * 11 + 15).task(3)->height, 11.0);
        QCOMPARE(LaneLayout::of(info, 90).task(3)->height, 9.0);
    }

    void namesOfNarrowLanesDoNotTouch_data()
    {
        QTest::addColumn<double>("height");
        for (const double height : {60.0, 110.0, 150.0, 190.0, 250.0, 400.0, 900.0})
            QTest::addRow("%g", height) << height;
    }

    void namesOfNarrowLanesDoNotTouch()
    {
        QFETCH(double, height);
        const LaneLayout layout = LaneLayout::of(infoOf({1, 6, 6, 1, 7, 1}), height);
        double above = -100;
        for (const LaneRow& row : layout.rows) {
            if (!row.named) continue;
            const double middle = row.y + row.height / 2.0;
            QVERIFY2(middle - above >= 13.0, qPrintable(QString::number(row.index)));
            above = middle;
        }
        for (const std::uint32_t alone : {0u, 13u, 21u}) // those that are the only one of their name
            QVERIFY(layout.task(alone)->named);
    }

    void aGroupThatSendsRequestsIsOpenWhereItsWaterfallHasRoom()
    {
        RunInfo info = infoOf({1, 20, 40});
        QVERIFY(LaneLayout::of(info, 400).group(1)->folded);
        info.groups[1].asks = {0};
        LaneFolding folding;
        QVERIFY(!LaneLayout::fitsRequests(info, 100, folding));
        QVERIFY(LaneLayout::fitsRequests(info, 400, folding));
        folding.requestsOpen = true;
        const LaneLayout layout = LaneLayout::of(info, 400, folding);
        QVERIFY(!layout.group(1)->folded && layout.task(5)->inGroup);
        QVERIFY(layout.group(2)->folded);
        QVERIFY(layout.totalHeight <= 400);
        folding.toggle(info, 1); // by hand it is folded nevertheless
        QVERIFY(LaneLayout::of(info, 400, folding).group(1)->folded);
    }

    void aGroupOfDozensIsFoldedIntoOneRow()
    {
        const RunInfo info = infoOf({1, 40});
        const LaneLayout layout = LaneLayout::of(info, 1000);
        QCOMPARE(layout.rows.size(), 2u);
        QVERIFY(layout.group(1)->folded);
        // A folded task stands where its group does.
        QCOMPARE(layout.task(17), layout.group(1));
        QCOMPARE(layout.task(41), nullptr);
    }

    void aTaskOfItsOwnHasRoomForItsNameHoweverLittleThereIs()
    {
        const LaneLayout layout = LaneLayout::of(infoOf({1, 4, 12}), 40);
        QCOMPARE(layout.laneHeight, 9.0);
        QCOMPARE(layout.task(0)->height, 17.0);
        QCOMPARE(layout.task(1)->height, 9.0);
        QVERIFY(layout.task(0)->named);
    }

    void unfoldingShowsEveryLane()
    {
        const RunInfo info = infoOf({1, 40});
        LaneFolding folding;
        folding.toggle(info, 1);
        QVERIFY(!folding.isFolded(info, 1));
        const LaneLayout layout = LaneLayout::of(info, 1000, folding);
        QCOMPARE(rowsOf(layout, LaneRow::Kind::Task), 41);
        folding.toggle(info, 1);
        QVERIFY(folding.isFolded(info, 1));
    }

    void everyGroupOfSeveralCanBeFolded()
    {
        const RunInfo info = infoOf({1, 4, 12, 40});
        LaneFolding folding;
        folding.foldOnly({true, true, true, true});
        QCOMPARE(LaneLayout::of(info, 1000, folding).rows.size(), 4u); // the one task keeps its lane
        QVERIFY(!folding.isFolded(info, 0));
        folding.foldOnly({false, false, false, false});
        QCOMPARE(rowsOf(LaneLayout::of(info, 1000, folding), LaneRow::Kind::Task), 57);
    }

    void whatTakesNoLessRoomFoldedSavesNone()
    {
        const RunInfo info = infoOf({1, 2, 3, 4, 5, 40});
        for (const double height : {2000.0, 900.0, 500.0, 10.0}) {
            LaneFolding none;
            none.foldOnly(std::vector<bool>(info.groups.size()));
            const std::vector<bool> saves = LaneLayout::savesHeight(info, height, {});
            QCOMPARE(saves.size(), info.groups.size());
            QVERIFY(!saves[0] && !saves[1] && saves[4] && saves[5]);
            // Where lanes are low, three of them are lower than one row.
            if (height == 2000.0 || height == 10.0) QCOMPARE(saves[2], height == 2000.0);
            LaneFolding folded;
            folded.foldOnly(saves);
            QVERIFY(LaneLayout::of(info, 1, folded).totalHeight < LaneLayout::of(info, 1, none).totalHeight);
        }
        // Threads with one nested lane each, as in recordings: folded they would only become taller.
        const RunInfo threads = infoOf(std::vector<std::uint32_t>(1000, 2));
        LaneFolding folding;
        folding.foldOnly(LaneLayout::savesHeight(threads, 600, {}));
        QCOMPARE(rowsOf(LaneLayout::of(threads, 600, folding), LaneRow::Kind::Task), 2000);
    }

    void aSelectedTaskIsSeenBelowItsFoldedGroup()
    {
        const RunInfo info = infoOf({1, 40});
        LaneFolding folding;
        folding.selected = 7;
        const LaneLayout layout = LaneLayout::of(info, 1000, folding);
        QCOMPARE(rowsOf(layout, LaneRow::Kind::Task), 2);
        const LaneRow* lane = layout.task(7);
        QCOMPARE(lane->kind, LaneRow::Kind::Task);
        QVERIFY(!lane->inGroup); // its name is needed
        QCOMPARE(lane->y, layout.group(1)->bottom());
        QCOMPARE(layout.task(8), layout.group(1));
        QCOMPARE(layout.pinnedHeight, 0.0);
    }

    void pinnedTasksStandAboveAllOthers()
    {
        const RunInfo info = infoOf({1, 4, 40});
        LaneFolding folding;
        folding.pinned = {20, 3, 99}; // of a folded group, of another one, and one that does not exist
        folding.selected = 20;        // has its lane already
        const LaneLayout layout = LaneLayout::of(info, 1000, folding);
        QCOMPARE(rowsOf(layout, LaneRow::Kind::Task), 6);
        QCOMPARE(layout.rows.at(0).index, 20u);
        QCOMPARE(layout.rows.at(1).index, 3u);
        QCOMPARE(layout.task(20), &layout.rows.at(0));
        QCOMPARE(layout.task(3), &layout.rows.at(1));
        QVERIFY(!layout.task(20)->inGroup && !layout.task(3)->inGroup);
        QCOMPARE(layout.task(21), layout.group(2));
        QCOMPARE(layout.pinnedHeight, layout.rows.at(1).bottom() + LaneLayout::pinnedGap);
        QCOMPARE(layout.task(0)->y, layout.pinnedHeight);
        QVERIFY(layout.isPinned(layout.rows.at(1)) && !layout.isPinned(layout.rows.at(2)));
        QVERIFY(layout.at(layout.pinnedHeight - 1.0) == nullptr); // the gap
        QCOMPARE(layout.rows.back().bottom(), layout.totalHeight);
    }

    void aThreadIsPinnedWithItsNestedLanes()
    {
        RunInfo info = infoOf({1, 3, 2});
        info.groups[1].counted = false; // an imported thread with nested spans
        using Lanes = std::vector<std::uint32_t>;
        LaneFolding folding;
        folding.togglePin(info, 2);                 // one of its nested lanes
        QCOMPARE(folding.pinned, (Lanes{1, 2, 3})); // in their order, together
        folding.togglePin(info, 4);                 // one of several tasks side by side, alone
        QCOMPARE(folding.pinned, (Lanes{1, 2, 3, 4}));
        folding.togglePin(info, 1);
        QCOMPARE(folding.pinned, Lanes{4});
        folding.togglePin(info, 4);
        info = threadsOf(20, 2);
        folding.togglePin(info, 11); // of one of many
        QCOMPARE(folding.pinned, (Lanes{10, 11}));
        folding.togglePin(info, 10);
        QVERIFY(folding.pinned.empty());
        RunInfo deep = infoOf({12});
        deep.groups[0].counted = false;
        LaneFolding one;
        one.togglePin(deep, 0);
        QCOMPARE(one.pinned, Lanes{0}); // below their thread's name the others are known
    }

    void aGroupOfThreadsIsAsLargeAsItHasThreads()
    {
        QVERIFY(!LaneFolding().isFolded(threadsOf(16, 6), 0)); // as 16 threads without nested lanes
        QVERIFY(LaneFolding().isFolded(threadsOf(17, 2), 0));
        const LaneLayout few = LaneLayout::of(threadsOf(8, 3), 500); // called by their whole names
        QCOMPARE(few.rows.size(), std::size_t{24});
        QVERIFY(few.group(0) == nullptr);
        const LaneLayout headed = LaneLayout::of(threadsOf(9, 3), 100);
        QVERIFY(headed.group(0) != nullptr && !headed.group(0)->folded);
        QCOMPARE(headed.rows.size(), std::size_t{28});
        // Where some names only find room, those of threads.
        for (const LaneRow& row : headed.rows)
            QVERIFY(row.kind == LaneRow::Kind::Group || !row.named || row.index % 3 == 0);
        QVERIFY(headed.task(0)->named && headed.task(6)->named && !headed.task(3)->named);
        const LaneLayout folded = LaneLayout::of(threadsOf(5000, 3), 500);
        QCOMPARE(folded.rows.size(), std::size_t{1});
        QCOMPARE(folded.task(14'999), folded.group(0));
    }

    void aGroupWhoseTasksAreAllPinnedHasNoHeading()
    {
        const RunInfo info = infoOf({12});
        LaneFolding folding;
        for (std::uint32_t t = 0; t < 12; ++t)
            folding.pinned.push_back(t);
        QCOMPARE(LaneLayout::of(info, 1000, folding).rows.size(), std::size_t{12});
        folding.pinned.pop_back();
        QCOMPARE(LaneLayout::of(info, 1000, folding).rows.size(), std::size_t{11 + 2});
    }

    void aSmallGroupThatWasOpenedKeepsItsHeading()
    {
        const RunInfo info = infoOf({4});
        LaneFolding folding;
        const auto kindOfFirst = [&] { return LaneLayout::of(info, 1000, folding).rows.at(0).kind; };
        QVERIFY(kindOfFirst() == LaneRow::Kind::Task);
        folding.foldOnly({true});
        QVERIFY(folding.isFolded(info, 0) && kindOfFirst() == LaneRow::Kind::Group);
        folding.toggle(info, 0); // by its heading: there has to be one to fold it by again
        QVERIFY(!folding.isFolded(info, 0) && kindOfFirst() == LaneRow::Kind::Group);
        folding.toggle(info, 0);
        QVERIFY(folding.isFolded(info, 0));
        folding.foldOnly({false}); // all of them
        QVERIFY(kindOfFirst() == LaneRow::Kind::Task);
    }

    void tooManyPinnedOnesScrollWithTheOthers()
    {
        const RunInfo info = infoOf({100});
        LaneFolding folding;
        folding.groups = {LaneFolding::Choice::Unfolded};
        folding.pinned = {50, 51};
        QVERIFY(LaneLayout::of(info, 200, folding).pinnedHeight > 0);
        for (std::uint32_t t = 60; t < 80; ++t)
            folding.pinned.push_back(t);
        const LaneLayout layout = LaneLayout::of(info, 200, folding);
        QCOMPARE(layout.pinnedHeight, 0.0); // otherwise nothing else would be seen
        QCOMPARE(layout.rows.at(0).index, 50u);
    }

    void aHundredThousandTasksTakeOneRow()
    {
        const RunInfo info = infoOf({1, 100'000});
        QCOMPARE(LaneLayout::of(info, 300).rows.size(), 2u);
        QVERIFY(LaneLayout::of(info, 300).totalHeight <= 300);
    }

    void onlyRowsThatAreToBeSeenAreBetween()
    {
        const RunInfo info = infoOf({100});
        LaneFolding folding;
        folding.toggle(info, 0);
        const LaneLayout layout = LaneLayout::of(info, 100, folding);
        const auto rows = layout.between(50, 100);
        QVERIFY(!rows.empty() && rows.size() < 10);
        for (const LaneRow& row : layout.rows) {
            const bool isThere = &row >= rows.data() && &row < rows.data() + rows.size();
            QCOMPARE(isThere, row.bottom() > 50 && row.y < 100);
        }
    }

    void depthLanesStandBehindWhoPuts()
    {
        const test::SampleRun run = test::simulate(test::pipelinePlan());
        const LaneLayout layout = LaneLayout::of(*run.info, 430);
        QCOMPARE(rowsOf(layout, LaneRow::Kind::Depth), 2);
        double y = 0;
        for (const LaneRow& row : layout.rows) {
            QCOMPARE(row.y, y);
            y = row.bottom();
        }
        QCOMPARE(layout.totalHeight, y);
    }
};

QTEST_GUILESS_MAIN(TestLaneLayout)
#include "tst_lane_layout.moc"
