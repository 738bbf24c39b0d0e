#include "trace/columns_builder.h"

#include <QTest>

#include <algorithm>

using namespace sojourn;

namespace {

std::shared_ptr<RunInfo> info(std::uint32_t tasks, std::size_t queues)
{
    auto made = std::make_shared<RunInfo>();
    made->groups.push_back({"task", 0, tasks, true});
    made->groupOfTask.assign(tasks, 0);
    for (std::size_t i = 0; i < queues; ++i)
        made->queues.push_back({"queue"});
    return made;
}

Span span(std::int64_t start, std::int64_t end)
{
    return {start, end, 0, namedSpan, TaskState::Running, 0};
}

Visit visit(std::uint32_t item, std::int64_t enqueued, std::int64_t dequeued, std::int64_t done)
{
    Visit made;
    made.item = item;
    made.producer = 0;
    made.consumer = 1;
    made.enqueuedNs = enqueued;
    made.dequeuedNs = dequeued;
    made.doneNs = done;
    return made;
}

} // namespace

class TestColumnsBuilder final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void putsSpansAndDepthsInOrder()
    {
        ColumnsBuilder builder(2, 1);
        builder.setSpans(0, {span(5, 7), span(0, 2)});
        builder.setDepths(0, {{9, 1}, {3, 2}, {3, 0}});
        const auto columns = builder.build(info(2, 1));
        const Lane& lane = columns->lanes()[0];
        QCOMPARE(lane.spans[0].startNs, std::int64_t(0));
        QCOMPARE(lane.startedNs, std::int64_t(0));
        QCOMPARE(lane.endedNs, std::int64_t(7));
        QCOMPARE(lane.open.state, TaskState::Ended);
        QCOMPARE(columns->lanes()[1].open.state, TaskState::NotStarted);
        QCOMPARE(columns->depths()[0][0].size, std::uint32_t(2)); // of one instant, in the order given
        QCOMPARE(columns->depths()[0][2].atNs, std::int64_t(9));
        QCOMPARE(columns->lastNs(), std::int64_t(9));
    }
    void putsMarksInOrder()
    {
        ColumnsBuilder builder(2, 0);
        builder.setSpans(0, {span(5, 7)});
        builder.setMarks(0, {Mark::named(9, 1), Mark::named(6, 2), Mark::named(6, 0)});
        builder.setMarks(1, {Mark::named(4, 0), Mark::named(12, 0)});
        const auto columns = builder.build(info(2, 0));
        const Lane& lane = columns->lanes()[0];
        QCOMPARE(lane.marks, (std::vector<Mark>{Mark::named(6, 2), Mark::named(6, 0), Mark::named(9, 1)}));
        QCOMPARE(lane.endedNs, std::int64_t(7)); // its spans say when it ends
        const Lane& other = columns->lanes()[1];
        QCOMPARE(other.startedNs, std::int64_t(4));
        QCOMPARE(other.endedNs, std::int64_t(12));
        QCOMPARE(other.open.state, TaskState::Ended);
        QCOMPARE(columns->lastNs(), std::int64_t(12));
        QCOMPARE(columns->instantCount(), std::uint64_t(5));
    }
    void linksTheVisitsOfAnItem()
    {
        ColumnsBuilder builder(2, 1);
        builder.addVisit(visit(1, 5, 8, notYet));
        builder.addVisit(visit(0, 4, 6, 9));
        builder.addVisit(visit(0, 1, 2, 3));
        const auto columns = builder.build(info(2, 1));
        QCOMPARE(columns->visits().size(), std::size_t(3));
        QCOMPARE(columns->visits()[0].enqueuedNs, std::int64_t(1));
        const Item& item = columns->items()[0];
        QCOMPARE(item.firstVisit, std::uint32_t(0));
        QCOMPARE(columns->visits()[0].nextVisit, std::uint32_t(1));
        QCOMPARE(columns->visits()[1].nextVisit, noVisit);
        QCOMPARE(item.maker, std::uint32_t(0));
        QCOMPARE(columns->items()[1].nth, std::uint32_t(1)); // the second that task 0 made
        QCOMPARE(columns->sojournNs(0), std::int64_t(8));
        QCOMPARE(columns->sojournNs(1), notYet);
        QCOMPARE(columns->takenVisits(), (std::vector<std::uint32_t>{0, 1, 2}));
        QCOMPARE(columns->doneVisits(), (std::vector<std::uint32_t>{0, 1}));
        QCOMPARE(columns->visitsInOrderOfPutting(), (std::vector<std::uint32_t>{0, 1, 2}));
    }
    void keepsTheNumbersOfItems()
    {
        ColumnsBuilder builder(2, 1);
        builder.addVisit(visit(7, 5, 8, 9));
        builder.addVisit(visit(3, 1, 2, 3));
        const auto columns = builder.build(info(2, 1));
        QCOMPARE(columns->itemCount(), std::size_t(2));
        QVERIFY(columns->hasItem(3) && columns->hasItem(7));
        QVERIFY(!columns->hasItem(0) && !columns->hasItem(6) && !columns->hasItem(8) &&
                !columns->hasItem(-1));
        QCOMPARE(columns->sojournNs(5), notYet);
        QCOMPARE(columns->items()[7].nth, std::uint32_t(1));
    }
    void numbersAnewWhatWouldNeedMuchRoom()
    {
        ColumnsBuilder builder(2, 1);
        builder.addVisit(visit(0xFFFFFFF0u, 5, 8, 9));
        builder.addVisit(visit(3, 1, 2, 3));
        const auto columns = builder.build(info(2, 1));
        QCOMPARE(columns->items().size(), std::size_t(2));
        QCOMPARE(columns->itemCount(), std::size_t(2));
        QCOMPARE(columns->sojournNs(1), std::int64_t(4));
    }
    void hasAnEmptyLogAndTakesNothingMoreIn()
    {
        ColumnsBuilder builder(1, 0);
        builder.setSpans(0, {span(0, 2)});
        const auto columns = builder.build(info(1, 0));
        QCOMPARE(columns->log().size(), std::uint64_t(0));
        columns->advance();
        QCOMPARE(columns->lanes()[0].spans.size(), std::size_t(1));
        QCOMPARE(columns->lastNs(), std::int64_t(2));
    }
};

QTEST_APPLESS_MAIN(TestColumnsBuilder)
#include "tst_columns_builder.moc"
