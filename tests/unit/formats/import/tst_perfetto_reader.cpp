#include "formats/import/perfetto_reader.h"
#include "support/read_text.h"

#include <QTest>

#include <bit>
#include <string>

using namespace sojourn;
using namespace sojourn::test;

namespace {

/// Messages as protoc would write them, field by field.
std::string varint(std::uint64_t value)
{
    std::string bytes;
    for (; value >= 0x80; value >>= 7)
        bytes += static_cast<char>(value | 0x80);
    return bytes + static_cast<char>(value);
}
std::string number(std::uint32_t field, std::uint64_t value)
{
    return varint(std::uint64_t{field} << 3) + varint(value);
}
std::string message(std::uint32_t field, const std::string& bytes)
{
    return varint(std::uint64_t{field} << 3 | 2) + varint(bytes.size()) + bytes;
}
std::string fixed(std::uint32_t field, std::uint64_t value)
{
    std::string bytes = varint(std::uint64_t{field} << 3 | 1);
    for (int i = 0; i < 8; ++i)
        bytes += static_cast<char>(value >> (8 * i) & 0xFF);
    return bytes;
}
std::string packet(const std::string& fields, std::uint64_t sequence = 1)
{
    return message(1, fields + number(10, sequence));
}
std::string oneEvent(std::uint64_t ns, const std::string& fields)
{
    return packet(number(8, ns) + message(11, fields));
}
/// Thread `tid` of process 1, as track `uuid`.
std::string oneThread(std::uint64_t uuid, std::uint64_t tid, const std::string& name)
{
    return packet(
        message(60, number(1, uuid) + message(4, number(1, 1) + number(2, tid) + message(5, name))));
}
std::string slice(std::uint64_t uuid, const std::string& name, std::uint64_t from, std::uint64_t to,
                  const std::string& more = {})
{
    return oneEvent(from, number(9, 1) + number(11, uuid) + message(23, name) + more) +
           oneEvent(to, number(9, 2) + number(11, uuid));
}

} // namespace

class TestPerfettoReader final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsSlicesOfThreads()
    {
        QCOMPARE(lanesOf(oneThread(5, 7, "worker") + slice(5, "a", 100, 200) + slice(5, "b", 300, 350)),
                 std::string("worker: a 0-100\nworker: b 200-250\n"));
    }
    void readsInternedNamesAndDefaults()
    {
        const std::string names = message(12, message(2, number(1, 3) + message(2, "interned")));
        const std::string defaults = message(59, message(11, number(11, 5)));
        const std::string text = oneThread(5, 7, "worker") + packet(number(13, 1) + defaults) +
                                 packet(number(8, 10) + names + message(11, number(9, 1) + number(10, 3))) +
                                 packet(number(8, 30) + message(11, number(9, 2)));
        QCOMPARE(lanesOf(text), std::string("worker: interned 0-20\n"));
    }
    void forgetsNamesWhenTheStateIsCleared()
    {
        const std::string names = message(12, message(2, number(1, 3) + message(2, "old")));
        QCOMPARE(lanesOf(oneThread(5, 7, "w") + packet(names) + packet(number(13, 1)) +
                         packet(number(8, 1) + message(11, number(9, 1) + number(10, 3) + number(11, 5))) +
                         oneEvent(2, number(9, 2) + number(11, 5))),
                 std::string("w:  0-1\n"));
    }
    void readsIncrementalClocks()
    {
        // Clock 64 of the writer counts microseconds, each from the one before; it showed 1000 at instant
        // 5000000.
        const auto clock = [](std::uint64_t id, std::uint64_t at, const std::string& more = {}) {
            return message(1, number(1, id) + number(2, at) + more);
        };
        const std::string snapshot =
            packet(message(6, clock(6, 5'000'000) + clock(64, 1000, number(3, 1) + number(4, 1000))) +
                   number(13, 1) + message(59, number(58, 64)));
        const ReadRecording read = readText(snapshot + oneThread(5, 7, "w") + slice(5, "a", 10, 20));
        QCOMPARE(lanesOf(*read.recording), std::string("w: a 0-20000\n"));
        QCOMPARE(read.recording->originNs, std::int64_t(5'010'000));
    }
    void readsCounters()
    {
        const auto track = [](std::uint64_t uuid, const std::string& name, const std::string& counter) {
            return packet(message(60, number(1, uuid) + message(2, name) + message(8, counter)));
        };
        const ReadRecording read = readText(
            track(9, "depth", {}) + track(8, "sum", number(5, 1)) +
            oneEvent(1, number(9, 4) + number(11, 9) + number(30, 3)) +
            oneEvent(2, number(9, 4) + number(11, 9) + fixed(44, std::bit_cast<std::uint64_t>(4.0))) +
            oneEvent(3, number(9, 4) + number(11, 8) + number(30, 5)) +
            oneEvent(4, number(9, 4) + number(11, 8) + number(30, static_cast<std::uint64_t>(-2))));
        const Columns& columns = *read.recording->columns;
        QCOMPARE(read.recording->info->queues[0].name, std::string("depth"));
        QCOMPARE(columns.depths()[0][1].size, std::uint32_t(4));
        QCOMPARE(columns.depths()[1][1].size, std::uint32_t(3));
    }
    void readsFlows()
    {
        const ReadRecording read =
            readText(oneThread(5, 7, "a") + oneThread(6, 8, "b") + slice(5, "send", 10, 20, fixed(47, 77)) +
                     slice(6, "receive", 15, 40, fixed(48, 77)));
        QCOMPARE(read.recording->columns->visits().size(), std::size_t(1));
        const Visit& visit = read.recording->columns->visits()[0];
        QCOMPARE(visit.producer, std::uint32_t(0));
        QCOMPARE(visit.consumer, std::uint32_t(1));
        QCOMPARE(visit.enqueuedNs, std::int64_t(0));
        QCOMPARE(visit.dequeuedNs, std::int64_t(5));
        QVERIFY(read.recording->report.findings.empty());
    }
    void countsWhatItDoesNotShow()
    {
        QCOMPARE(findingsOf(oneThread(5, 7, "w") + slice(5, "a", 1, 2) +
                            oneEvent(3, number(9, 3) + number(11, 5)) +
                            packet(number(8, 4) + message(2, "ftrace"))),
                 std::string("point_event, left out: 1\nother_kind, left out: 1\n"));
    }
    void offersWhatStandsBeforeABreak()
    {
        const std::string whole = oneThread(5, 7, "w") + slice(5, "a", 1, 2) + slice(5, "b", 3, 4);
        for (std::size_t size = whole.size() - 5; size < whole.size(); ++size) {
            const ReadRecording read = readText(whole.substr(0, size));
            QVERIFY(read.recording);
            QCOMPARE(read.recording->report.findings[0].fault, ImportFault::CutShort);
        }
        // A packet that is longer than the rest of the file, and rubbish between packets.
        QVERIFY(readText(slice(5, "a", 1, 2) + "\x0a\xff\xff\xff\xff\x7f").recording);
        QCOMPARE(findingsOf(slice(5, "a", 1, 2) + std::string(9, '\x07')),
                 std::string("unreadable, left out: 1\n"));
        QVERIFY(!readText(std::string("\x0a\x02\x08\x01", 4)).recording);
    }
};

QTEST_APPLESS_MAIN(TestPerfettoReader)
#include "tst_perfetto_reader.moc"
