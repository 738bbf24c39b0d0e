#include "formats/import/span_list.h"

#include <QTest>

#include <random>
#include <string>

using namespace sojourn;

namespace {

Span span(std::int64_t start, std::int64_t end)
{
    return {start, end, 0, namedSpan, TaskState::Running, 0};
}

LaidLanes laid(const std::vector<Span>& spans)
{
    SpanList list;
    for (const Span& each : spans)
        list.add(each);
    return laidOntoLanes(list);
}

/// "0-10 12-14 / 2-5": a lane behind another.
std::string shape(const std::vector<Span>& spans)
{
    std::string text;
    for (const std::vector<Span>& lane : laid(spans).lanes) {
        if (!text.empty()) text += " /";
        for (const Span& each : lane)
            text +=
                (text.empty() ? "" : " ") + std::to_string(each.startNs) + '-' + std::to_string(each.endNs);
    }
    return text;
}

} // namespace

class TestSpanList final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsSpansThatFollowEachOtherOnOneLane()
    {
        QCOMPARE(shape({span(0, 2), span(2, 5), span(7, 9)}), std::string("0-2 2-5 7-9"));
        QCOMPARE(shape({}), std::string());
    }
    void putsWhatIsInsideBelow()
    {
        QCOMPARE(shape({span(0, 10), span(2, 5), span(3, 4), span(6, 10), span(10, 12)}),
                 std::string("0-10 10-12 / 2-5 6-10 / 3-4"));
        QCOMPARE(shape({span(0, 10), span(0, 10), span(0, 4)}), std::string("0-10 / 0-10 / 0-4"));
    }
    void doesNotAskInWhichOrderTheyCome()
    {
        QCOMPARE(shape({span(3, 4), span(2, 5), span(6, 10), span(0, 10)}),
                 std::string("0-10 / 2-5 6-10 / 3-4"));
    }
    void givesWhatOverlapsTheFirstFreeLane()
    {
        // A staircase needs two lanes, however long it is.
        QCOMPARE(shape({span(0, 10), span(5, 15), span(12, 20), span(17, 25)}),
                 std::string("0-10 12-20 / 5-15 17-25"));
        const LaidLanes lanes = laid({span(0, 10), span(5, 15)});
        QCOMPARE(lanes.overlaps, std::uint64_t(1));
        QCOMPARE(lanes.firstOverlapNs, std::int64_t(5));
        QCOMPARE(laid({span(0, 10), span(5, 10)}).overlaps, std::uint64_t(0));
    }
    void keepsWhatIsInsideBelowWhatItIsInside()
    {
        // 12-14 is inside 5-15, which lies on the second lane; the first would be free.
        QCOMPARE(shape({span(0, 10), span(5, 15), span(12, 14)}), std::string("0-10 / 5-15 / 12-14"));
    }
    void leavesOutWhatTakesNoTimeAndWhatIsTooDeep()
    {
        // A name is left of a span without length as an instant, and nothing of a state.
        Span state = span(1, 1);
        state.object = 0;
        const LaidLanes empty = laid({span(1, 1), state, span(0, 2)});
        QCOMPARE(empty.instants.count(), std::size_t(1));
        QCOMPARE(empty.noLength, std::uint64_t(1));
        QCOMPARE(empty.lanes.size(), std::size_t(1));
        std::vector<Span> deep;
        for (int i = 0; i < 600; ++i)
            deep.push_back(span(i, 2000 - i));
        const LaidLanes bounded = laid(deep);
        QCOMPARE(bounded.lanes.size(), mostLanes);
        QCOMPARE(bounded.leftOut, std::uint64_t(600 - mostLanes));
    }
    /// Of random spans: none is lost, no two of a lane overlap, and each lane is in order.
    void losesNothingAndOverlapsNothing()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 200; ++round) {
            std::vector<Span> spans;
            for (int i = 0; i < 60; ++i) {
                const auto start = static_cast<std::int64_t>(random() % 100);
                spans.push_back(span(start, start + 1 + static_cast<std::int64_t>(random() % 30)));
            }
            const LaidLanes lanes = laid(spans);
            std::size_t count = 0;
            for (const std::vector<Span>& lane : lanes.lanes) {
                count += lane.size();
                for (std::size_t i = 1; i < lane.size(); ++i)
                    QVERIFY(lane[i - 1].endNs <= lane[i].startNs);
            }
            QCOMPARE(count, spans.size());
        }
    }
    void keepsPointersWhileItGrows()
    {
        SpanList list;
        Span& first = list.add(span(1, 2));
        for (int i = 0; i < 100'000; ++i)
            list.add(span(i + 2, i + 3));
        first.endNs = 1'000'000;
        const std::vector<Span> all = list.take();
        QCOMPARE(all.size(), std::size_t(100'001));
        QCOMPARE(all[0].endNs, std::int64_t(1'000'000));
        QCOMPARE(all[100'000].startNs, std::int64_t(100'001));
        QCOMPARE(list.count(), std::size_t(0));
    }
};

QTEST_APPLESS_MAIN(TestSpanList)
#include "tst_span_list.moc"
