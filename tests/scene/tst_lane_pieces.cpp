#include "scene/timeline/lane_pieces.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace sojourn;

namespace {

Span span(std::int64_t from, std::int64_t to, TaskState state)
{
    return {from, to, 0xFFFFFFFFu, 0, state, 0};
}

Lane lane(std::vector<Span> spans)
{
    Lane lane;
    lane.spans = std::move(spans);
    return lane;
}

LanePieces piecesOf(const Lane& lane, std::int64_t from, std::int64_t to, int columns)
{
    LaneIndex index;
    index.update(lane.spans);
    LanePieces pieces;
    const std::int64_t end = lane.spans.empty() ? to : lane.spans.back().endNs;
    buildLanePieces(LaneSpans(lane, end), index, {from, to, 0.0, static_cast<double>(columns)}, 2, pieces);
    return pieces;
}

Lane randomLane(int count, std::int64_t longest, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<Span> spans;
    std::int64_t at = 0;
    for (int i = 0; i < count; ++i) {
        at += random() % 8 == 0 ? static_cast<std::int64_t>(random() % 50) : 0; // now and then a gap
        const std::int64_t end = at + 1 + static_cast<std::int64_t>(random()) % longest;
        spans.push_back(span(at, end, static_cast<TaskState>(random() % shownStates)));
        at = end;
    }
    return lane(spans);
}

} // namespace

class TestLanePieces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSpanCoversItsPixels()
    {
        const LanePieces pieces =
            piecesOf(lane({span(100, 300, TaskState::Sleeping), span(300, 450, TaskState::GetWait),
                           span(450, 900, TaskState::Sleeping)}),
                     0, 1000, 100);
        QCOMPARE(pieces.pieces.size(), 3u);
        QCOMPARE(pieces.pieces[0].x0, 10);
        QCOMPARE(pieces.pieces[0].x1, 30);
        QCOMPARE(pieces.pieces[1].x0, 30);
        QCOMPARE(pieces.pieces[1].x1, 45);
        QCOMPARE(pieces.pieces[1].state, TaskState::GetWait);
        QCOMPARE(pieces.pieces[2].x1, 90);
        QVERIFY(pieces.loud.empty());
    }

    void nothingBehindTheWindowIsDrawn()
    {
        const Lane late = lane({span(5, 15, TaskState::GetWait), span(900, 950, TaskState::GetWait),
                                span(980, 990, TaskState::GetWait)});
        const LanePieces none = piecesOf(late, 100, 340, 700);
        QVERIFY(none.pieces.empty() && none.loud.empty());
        QVERIFY(piecesOf(late, 100, 900, 700).loud.empty()); // where the next would be the first behind it
        const LanePieces begins = piecesOf(late, 100, 901, 100); // in the last pixel
        QCOMPARE(begins.loud.size() + begins.pieces.size() > 0, true);
        for (const LanePiece& piece : begins.pieces)
            QCOMPARE(piece.x1, 100);
    }

    void ofACrowdNothingBehindTheWindowIsDrawn()
    {
        // Behind the window's end, and nearer to it than the beginning of their block, lie four waits.
        constexpr int inside = 4012, shorter = 24;
        static_assert(inside % LaneIndex::block == 12);
        std::vector<Span> spans;
        std::int64_t at = 0;
        const auto add = [&](std::int64_t length, TaskState state) {
            spans.push_back(span(at, at + length, state));
            at += length;
        };
        for (int i = 0; i < inside; ++i)
            add(i < shorter ? 5 : 10, i % 2 == 0 ? TaskState::Running : TaskState::Ready);
        QCOMPARE(at, 40'000);
        for (int i = 0; i < 4; ++i)
            add(25, TaskState::GetWait);
        for (int i = 0; i < 400; ++i)
            add(10, TaskState::Running);
        const LanePieces pieces = piecesOf(lane(std::move(spans)), 0, 40'000, 40);
        QCOMPARE(pieces.pieces.back().x1, 40);
        for (const StateShares& shares : pieces.shares)
            QCOMPARE(shares[static_cast<std::size_t>(TaskState::GetWait)], 0.0f);
    }

    void whoIsDueButHasNoTurnIsReady()
    {
        constexpr std::int64_t ms = 1'000'000;
        Lane sleeper = lane({span(0, 100 * ms, TaskState::GetWait)});
        sleeper.open = {100 * ms, notYet, 0xFFFFFFFFu, 0, TaskState::Sleeping, 0};
        sleeper.plannedEndNs = 400 * ms;
        const auto at = [&](std::int64_t endNs) { return LaneSpans(sleeper, endNs); };
        QCOMPARE(at(300 * ms).size(), 2u); // it sleeps
        QCOMPARE(at(419 * ms).size(), 2u); // late, as timers are
        const LaneSpans held = at(1000 * ms);
        QCOMPARE(held.size(), 3u);
        QCOMPARE(held[1].endNs, 400 * ms);
        QCOMPARE(held[2], span(400 * ms, 1000 * ms, TaskState::Ready));
        QCOMPARE(held.at(700 * ms), 2u);
        QCOMPARE(held.at(1000 * ms), 3u);
        LaneIndex index;
        index.update(sleeper.spans);
        LanePieces pieces;
        buildLanePieces(held, index, {0, 1000 * ms, 0.0, 100.0}, 2, pieces);
        QCOMPARE(pieces.pieces.size(), 3u);
        QCOMPARE(pieces.pieces[2].x0, 40);
        QCOMPARE(pieces.pieces[2].x1, 100);
        QCOMPARE(held.named(pieces.pieces[2].span).state, TaskState::Ready);
    }

    void aBorderWithinAColumnGoesToTheLargerPart()
    {
        const LanePieces pieces = piecesOf(
            lane({span(0, 507, TaskState::Sleeping), span(507, 1000, TaskState::GetWait)}), 0, 1000, 100);
        QCOMPARE(pieces.pieces.size(), 2u);
        QCOMPARE(pieces.pieces[0].x1, 51);
        QCOMPARE(pieces.pieces[1].x0, 51);
    }

    void manySpansInAColumnShareItHonestly()
    {
        std::vector<Span> spans; // three parts running, one part waiting, far below a pixel
        for (int i = 0; i < 10'000; ++i) {
            spans.push_back(span(i * 40, i * 40 + 30, TaskState::Running));
            spans.push_back(span(i * 40 + 30, i * 40 + 40, TaskState::GetWait));
        }
        const LanePieces pieces = piecesOf(lane(spans), 0, 400'000, 100);
        QCOMPARE(pieces.pieces.size(), 100u);
        for (const LanePiece& piece : pieces.pieces) {
            QVERIFY(piece.merged);
            const StateShares& shares = pieces.shares[piece.span];
            QVERIFY(std::abs(shares[static_cast<std::size_t>(TaskState::Running)] - 0.75f) < 0.01f);
            QVERIFY(std::abs(shares[static_cast<std::size_t>(TaskState::GetWait)] - 0.25f) < 0.01f);
        }
    }

    void gapsTakeTheirShare()
    {
        std::vector<Span> spans; // a tenth running, the rest nothing at all, far below a pixel
        for (int i = 0; i < 10'000; ++i)
            spans.push_back(span(i * 40, i * 40 + 4, TaskState::Running));
        const LanePieces pieces = piecesOf(lane(spans), 0, 400'000, 100);
        QCOMPARE(pieces.pieces.size(), 100u);
        for (const LanePiece& piece : pieces.pieces) {
            QVERIFY(piece.merged);
            const StateShares& shares = pieces.shares[piece.span];
            QVERIFY(std::abs(shares[static_cast<std::size_t>(TaskState::Running)] - 0.1f) < 0.01f);
        }
    }

    void sharesAreThoseOfTheSpans()
    {
        const Lane many = randomLane(40'000, 60, 5);
        const std::int64_t end = many.spans.back().endNs;
        for (const int columns : {37, 400, 1300, 1900, 4000, 9000})
            shareOut(many, 0, end, columns);
        shareOut(many, end / 3, end / 2, 170);
        shareOut(randomLane(40'000, 60'000, 6), 0, end * 500, 900);
        std::vector<Span> spans; // crowds with long pauses between them
        for (int i = 0; i < 400; ++i)
            for (int k = 0; k < 90; ++k)
                spans.push_back(span(i * 10'000 + k * 7, i * 10'000 + k * 7 + 6,
                                     k % 3 == 0 ? TaskState::PutWait : TaskState::Running));
        for (const int columns : {11, 300, 700, 5000})
            shareOut(lane(spans), 0, 4'000'000, columns);
    }

    void piecesAreInOrderWithinTheWindowAtAnyZoom()
    {
        const Lane many = randomLane(3'000, 4'000, 9);
        const std::int64_t end = many.spans.back().endNs;
        for (std::int64_t width = end; width > 20; width /= 3)
            for (const std::int64_t from : {std::int64_t{0}, end / 3, end - width / 2}) {
                const LanePieces pieces = piecesOf(many, from, from + width, 333);
                int x = 0;
                for (const LanePiece& piece : pieces.pieces) {
                    QVERIFY(piece.x0 >= x);
                    QVERIFY(piece.x1 > piece.x0);
                    QVERIFY(piece.x1 <= 333);
                    x = piece.x1;
                }
                for (const LanePiece& piece : pieces.loud)
                    QVERIFY(piece.x0 >= 0 && piece.x1 <= 333 && piece.x1 - piece.x0 == 2);
            }
    }

    void theLongestWaitIsVisibleAtEveryZoom()
    {
        std::vector<Span> spans;
        std::int64_t at = 0;
        for (int i = 0; i < 20'000; ++i) {
            spans.push_back(span(at, at + 1'000, TaskState::Sleeping));
            const std::int64_t wait = i == 12'345 ? 900 : 100;
            spans.push_back(span(at + 1'000, at + 1'000 + wait, TaskState::GetWait));
            at += 1'000 + wait;
        }
        const std::int64_t middle = 12'345LL * 1'100 + 1'450;
        const Lane one = lane(spans);
        for (std::int64_t width = 4'000; width < at; width *= 2) {
            const std::int64_t from = std::max<std::int64_t>(0, middle - width / 3);
            const LanePieces pieces = piecesOf(one, from, from + width, 700);
            const auto x =
                static_cast<int>(static_cast<double>(middle - from) / static_cast<double>(width) * 700);
            int shown = 0;
            for (const auto* list : {&pieces.pieces, &pieces.loud})
                for (const LanePiece& piece : *list)
                    if (!piece.merged && piece.state == TaskState::GetWait && piece.x0 <= x + 1 &&
                        piece.x1 >= x)
                        shown = std::max(shown, piece.x1 - piece.x0);
            QVERIFY2(shown >= 2, qPrintable(QString::number(width)));
        }
    }

    void aShortWaitAloneIsTwoPixelsWide()
    {
        const LanePieces pieces =
            piecesOf(lane({span(0, 50'000, TaskState::Sleeping), span(50'000, 50'010, TaskState::PutWait),
                           span(50'010, 100'000, TaskState::Sleeping)}),
                     0, 100'000, 500);
        QCOMPARE(pieces.loud.size(), 1u);
        QCOMPARE(pieces.loud[0].state, TaskState::PutWait);
        QCOMPARE(pieces.loud[0].x1 - pieces.loud[0].x0, 2);
    }

    void ofSpansWithNamesTheOneThatStandsAloneAndTheLongestAreSeen()
    {
        const auto named = [](std::int64_t from, std::int64_t to) {
            return Span{from, to, 0, namedSpan, TaskState::Running, 0};
        };
        const LanePieces alone = piecesOf(lane({named(500'000, 500'010)}), 0, 1'000'000, 100);
        QCOMPARE(alone.loud.size(), 1u);
        QCOMPARE(alone.loud[0].x1 - alone.loud[0].x0, 2);
        std::vector<Span> crowd;
        for (std::int64_t at = 0; at < 1'000'000; at += 500)
            crowd.push_back(named(at, at + (at == 700'000 ? 400 : 10)));
        const LanePieces pieces = piecesOf(lane(crowd), 0, 1'000'000, 100);
        QCOMPARE(pieces.loud.size(), 1u);
        QCOMPARE(pieces.loud[0].span, 1400u);
        QCOMPARE(pieces.loud[0].x0, 70);
    }

    void theSpanThatGoesOnReachesTheEnd()
    {
        Lane open = lane({span(0, 500, TaskState::Sleeping)});
        open.open = span(500, notYet, TaskState::GetWait);
        LaneIndex index;
        index.update(open.spans);
        LanePieces pieces;
        buildLanePieces(LaneSpans(open, 800), index, {0, 1000, 0.0, 100.0}, 2, pieces);
        QCOMPARE(pieces.pieces.size(), 2u);
        QCOMPARE(pieces.pieces[1].span, LanePiece::openSpan);
        QCOMPARE(pieces.pieces[1].x1, 80);
    }

    void theIndexFindsWhatAScanFinds()
    {
        const Lane many = randomLane(5'000, 300, 21);
        LaneIndex index;
        for (std::size_t known = 0; known < many.spans.size();
             known += 613) // in portions, as a live run grows
            index.update(std::vector<Span>(many.spans.begin(),
                                           many.spans.begin() + static_cast<std::ptrdiff_t>(known)));
        index.update(many.spans);
        std::mt19937 random(4);
        for (int i = 0; i < 400; ++i) {
            std::size_t from = random() % 5'000, to = random() % 5'001;
            if (from > to) std::swap(from, to);
            StateTimes times{};
            std::int64_t longest = -1;
            std::uint32_t longestOne = LaneIndex::none; // of equals the first, wherever one looks from
            for (std::size_t k = from; k < to; ++k) {
                const std::int64_t length = many.spans[k].endNs - many.spans[k].startNs;
                times[static_cast<std::size_t>(many.spans[k].state)] += length;
                if (!isLoud(many.spans[k].state) || length <= longest) continue;
                longest = length;
                longestOne = static_cast<std::uint32_t>(k);
            }
            QVERIFY(index.times(many.spans, from, to) == times);
            const std::int64_t at =
                many.spans[from].startNs + static_cast<std::int64_t>(random() % 300) - 150;
            const auto before = static_cast<std::size_t>(
                std::ranges::lower_bound(many.spans, at, {}, &Span::startNs) - many.spans.begin());
            for (const std::size_t near : {std::size_t{0}, before / 2, before > 0 ? before - 1 : 0}) {
                const SpansBefore first = index.before(many.spans, at, near);
                QCOMPARE(first.spans, before);
                QVERIFY(first.times == index.first(many.spans, before).times);
                QVERIFY(index.fetch(many.spans, at, near) <= before);
            }
            QCOMPARE(index.longestLoud(many.spans, from, to), longestOne);
        }
    }

private:
    /// A merged column has the shares of a stretch that begins and ends at its own borders or no further than
    /// a quarter of a pixel from them, and the next one begins where it ends.
    static void shareOut(const Lane& lane, std::int64_t from, std::int64_t to, int columns)
    {
        const LanePieces pieces = piecesOf(lane, from, to, columns);
        const double width = static_cast<double>(to - from) / columns;
        const auto borders = [&](int column) {
            const auto own = from + static_cast<std::int64_t>(column * width);
            std::vector<std::int64_t> at{own};
            for (std::size_t k = 0; k < lane.spans.size(); k += LaneIndex::block)
                if (static_cast<double>(std::abs(lane.spans[k].startNs - own)) <= width / 4)
                    at.push_back(lane.spans[k].startNs);
            return at;
        };
        std::vector<std::int64_t> begins;
        int column = -1;
        for (const LanePiece& piece : pieces.pieces) {
            if (!piece.merged) continue;
            if (piece.x0 != column) begins = borders(piece.x0);
            column = piece.x0 + 1;
            std::vector<std::int64_t> ends;
            for (const std::int64_t t1 : borders(column))
                if (std::ranges::any_of(begins, [&](std::int64_t t0) {
                        return t0 < t1 && isShare(lane, t0, t1, pieces.shares[piece.span]);
                    }))
                    ends.push_back(t1);
            QVERIFY2(!ends.empty(), qPrintable(QStringLiteral("column %1 of %2").arg(piece.x0).arg(columns)));
            begins = ends;
        }
    }

    static bool isShare(const Lane& lane, std::int64_t t0, std::int64_t t1, const StateShares& shares)
    {
        std::array<double, shownStates> expected{};
        auto span = std::ranges::lower_bound(lane.spans, t0, {}, &Span::endNs);
        for (; span != lane.spans.end() && span->startNs < t1; ++span)
            expected[static_cast<std::size_t>(span->state)] += static_cast<double>(
                std::max<std::int64_t>(0, std::min(span->endNs, t1) - std::max(span->startNs, t0)));
        for (std::size_t s = 0; s < expected.size(); ++s)
            if (std::abs(expected[s] / static_cast<double>(t1 - t0) - static_cast<double>(shares[s])) >= 1e-4)
                return false;
        return true;
    }
};

QTEST_APPLESS_MAIN(TestLanePieces)
#include "tst_lane_pieces.moc"
