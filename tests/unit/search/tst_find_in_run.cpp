#include "search/find_in_run.h"

#include "support/log_builder.h"
#include "trace/columns_builder.h"

#include <QTest>

#include <algorithm>

using namespace sojourn;
using namespace sojourn::test;

class TestFindInRun final : public QObject
{
    Q_OBJECT

private:
    static constexpr std::int64_t second = 1'000'000'000;

    /// Two tasks: the first puts item 0 with a payload at 1 s and item 1 at 3 s, the other waits and gets.
    static std::shared_ptr<const Columns> run()
    {
        LogBuilder log({{}, {0}}, 1);
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started).add(1, EventKind::GetWait);
        log.add(0, EventKind::Sleep, second).at(second).add(0, EventKind::Wake);
        log.add(0, EventKind::Valued, log.log->addText("Hello World"), 0,
                static_cast<std::uint8_t>(PayloadKind::Text));
        log.put(0, 0).get(1, 0).add(0, EventKind::Sleep, 2 * second);
        log.at(3 * second).add(0, EventKind::Wake).put(0, 1).put(0, 2).at(4 * second).get(1, 1).get(1, 2);
        const auto columns = std::make_shared<Columns>(log.info, log.log);
        columns->advance();
        return columns;
    }
    /// As many spans as told on each of the lanes, 1 s long every 2 s, called "span 0", "span 1", in turn.
    static std::shared_ptr<const Columns> recording(std::uint32_t lanes, std::int64_t spans)
    {
        const auto info = std::make_shared<RunInfo>();
        info->spanNames = {"Parse file", "emit", "parse line"};
        ColumnsBuilder builder(lanes, 0);
        for (std::uint32_t t = 0; t < lanes; ++t) {
            GroupInfo group;
            group.name = "thread-" + std::to_string(t);
            group.firstTask = t;
            group.taskCount = 1;
            info->groups.push_back(group);
            info->groupOfTask.push_back(static_cast<std::uint16_t>(t));
            std::vector<Span> of;
            for (std::int64_t i = 0; i < spans; ++i)
                of.push_back({2 * i * second, (2 * i + 1) * second, static_cast<std::uint32_t>(i % 3),
                              namedSpan, TaskState::Running, 0});
            builder.setSpans(t, std::move(of));
        }
        return builder.build(info);
    }
    static SearchHits find(const Columns& columns, const char* text, std::int64_t endNs = 10 * second)
    {
        SearchProgress progress;
        const ParsedSearch parsed = parseSearch(text, columns.info());
        if (!parsed.problem.empty()) qWarning("%s", parsed.problem.c_str());
        return findInRun(columns, endNs, parsed.query, progress);
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void findsInstantsByName()
    {
        const auto info = std::make_shared<RunInfo>();
        info->spanNames = {"Parse file", "tick"};
        info->groups.push_back({"thread", 0, 2, true});
        info->groupOfTask.assign(2, 0);
        ColumnsBuilder builder(2, 0);
        builder.setSpans(0, {{0, second, 0, namedSpan, TaskState::Running, 0}});
        builder.setMarks(0, {Mark::named(second / 2, 1), Mark::named(2 * second, 0)});
        builder.setMarks(1, {Mark::named(second, 1)});
        const auto columns = builder.build(info);
        const SearchHits ticks = find(*columns, "tick");
        QCOMPARE(ticks.count, std::uint64_t{2});
        QCOMPARE(ticks.hits[0],
                 (SearchHit{second / 2, second / 2, 0, SearchHit::none, SearchHit::Kind::Mark}));
        QCOMPARE(ticks.hits[1].task, 1u);
        QCOMPARE(ticks.lanes, (std::vector<bool>{true, true}));
        const SearchHits both = find(*columns, "parse");
        QCOMPARE(both.count, std::uint64_t{2});
        QCOMPARE(both.hits[0].kind, SearchHit::Kind::Span);
        QCOMPARE(both.hits[1].kind, SearchHit::Kind::Mark);
        QCOMPARE(find(*columns, "tick thread-1").count, std::uint64_t{1}); // its lane's name counts
        QCOMPARE(find(*columns, "parse > 1 ms").count, std::uint64_t{1});  // an instant lasts no time
    }

    void findsTasksAndQueuesByName()
    {
        const auto columns = run();
        const SearchHits both = find(*columns, "TASK");
        QCOMPARE(both.count, std::uint64_t{2});
        QCOMPARE(both.hits[1].task, 1u);
        QCOMPARE(both.hits[0].kind, SearchHit::Kind::Task);
        const SearchHits one = find(*columns, "\"task 1\"");
        QCOMPARE(one.count, std::uint64_t{1});
        QCOMPARE(one.lanes, (std::vector<bool>{false, true}));
        QCOMPARE(find(*columns, "queue").hits.at(0).kind, SearchHit::Kind::Queue);
        QCOMPARE(find(*columns, "nobody").count, std::uint64_t{0});
        QCOMPARE(find(*columns, "").count, std::uint64_t{0});
    }

    void findsItemsByNumber()
    {
        const auto columns = run();
        const SearchHits found = find(*columns, "#1");
        QCOMPARE(found.count, std::uint64_t{1});
        QCOMPARE(found.hits[0].kind, SearchHit::Kind::Item);
        QCOMPARE(found.hits[0].number, 1u);
        QCOMPARE(found.hits[0].task, 0u);
        QCOMPARE(found.hits[0].fromNs, 3 * second);
        QCOMPARE(find(*columns, "#7").count, std::uint64_t{0});
        QCOMPARE(find(*columns, "item 1").hits, found.hits);
        QCOMPARE(find(*columns, "item").count, std::uint64_t{0}); // nothing is called so
    }

    void findsItemsByWhatTheyCarry()
    {
        const auto columns = run();
        QCOMPARE(find(*columns, "hello").hits.at(0).number, 0u);
        QCOMPARE(find(*columns, "\"o w\" #0").count, std::uint64_t{1});
        QCOMPARE(find(*columns, "hello #1").count, std::uint64_t{0});
    }

    void findsLongStates()
    {
        const auto columns = run();
        const SearchHits sleeping = find(*columns, "sleeping > 1 s");
        QCOMPARE(sleeping.count, std::uint64_t{1});
        QCOMPARE(sleeping.hits[0].fromNs, second);
        QCOMPARE(sleeping.hits[0].toNs, 3 * second);
        QCOMPARE(find(*columns, "sleeping >= 1 s").count, std::uint64_t{2});
        QCOMPARE(find(*columns, "task-1 waiting >= 1 s").hits.at(0).task, 1u);
        QCOMPARE(find(*columns, "task-0 waiting >= 1 s").count, std::uint64_t{0});
    }

    void whatGoesOnIsAsLongAsTheRunHasCome()
    {
        LogBuilder log({{}}, 1);
        log.at(0).add(0, EventKind::Started).add(0, EventKind::GetWait);
        Columns columns(log.info, log.log);
        columns.advance();
        QCOMPARE(find(columns, "waiting > 5 s", 5 * second).count, std::uint64_t{0});
        QCOMPARE(find(columns, "waiting > 5 s", 6 * second).count, std::uint64_t{1});
    }

    void findsStretchesOfDepth()
    {
        const auto columns = run();
        const SearchHits two = find(*columns, "depth > 1");
        QCOMPARE(two.count, std::uint64_t{1});
        QCOMPARE(two.hits[0].fromNs, 3 * second);
        QCOMPARE(two.hits[0].toNs, 4 * second);
        QCOMPARE(two.hits[0].number, 0u);
        QCOMPARE(two.reachNs, (std::vector<std::int64_t>{4 * second}));
        QCOMPARE(find(*columns, "depth > 0").count, std::uint64_t{2}); // the first one a peak of no length
        QCOMPARE(find(*columns, "depth of queue-0 < 1").count, std::uint64_t{3});
    }

    void findsSpansByTheirNamesAndTheirLanes()
    {
        const auto columns = recording(2, 6);
        const SearchHits parse = find(*columns, "parse");
        QCOMPARE(parse.count, std::uint64_t{8});
        QVERIFY(std::ranges::is_sorted(parse.hits, {}, &SearchHit::fromNs));
        QCOMPARE(find(*columns, "parse file").count, std::uint64_t{4});
        QCOMPARE(find(*columns, "parse thread-1").count, std::uint64_t{4});
        QCOMPARE(find(*columns, "thread-1").count, std::uint64_t{1}); // the lane, and not all that is on it
        QCOMPARE(find(*columns, "parse > 500 ms").count, std::uint64_t{8});
        QCOMPARE(find(*columns, "parse > 1 s").count, std::uint64_t{0});
        QCOMPARE(find(*columns, "thread-0 > 500 ms").count, std::uint64_t{6});
    }

    void tooManyAreCountedAndNotKept()
    {
        const auto columns = recording(2, static_cast<std::int64_t>(SearchHits::mostKept));
        const SearchHits all = find(*columns, "> 1 ns");
        QCOMPARE(all.count, std::uint64_t{2 * SearchHits::mostKept});
        QVERIFY(all.isTooMany());
        QVERIFY(all.hits.empty());
        QCOMPARE(all.lanes, (std::vector<bool>{true, true}));
    }

    void endsSoonWhenNobodyWaits()
    {
        const auto columns = recording(3, 200'000);
        SearchProgress progress;
        progress.isStopped = true;
        const SearchQuery query = parseSearch("> 1 ns", columns->info()).query;
        QCOMPARE(findInRun(*columns, 10 * second, query, progress).count, std::uint64_t{0});
    }
};

QTEST_GUILESS_MAIN(TestFindInRun)
#include "tst_find_in_run.moc"
