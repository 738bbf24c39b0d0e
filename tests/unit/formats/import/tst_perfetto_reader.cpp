#include "formats/import/perfetto_reader.h"
#include "support/read_text.h"
#include "trace/grouped.h"

#include <QTest>

#include <algorithm>
#include <bit>
#include <string>
#include <zlib.h>

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

std::string packed(const std::string& text)
{
    std::string bytes(compressBound(text.size()), '\0');
    uLongf size = bytes.size();
    compress2(reinterpret_cast<Bytef*>(bytes.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
              text.size(), 9);
    return bytes.substr(0, size);
}
/// An event of the older format on the track of the sequence, `fields` of the event, `legacy` of its older
/// part.
std::string oldEvent(std::uint64_t ns, char phase, const std::string& name, const std::string& legacy = {},
                     const std::string& fields = {})
{
    return oneEvent(ns, message(23, name) +
                            message(6, number(2, static_cast<std::uint64_t>(phase)) + legacy) + fields);
}
/// The thread that writes a sequence, as it was told before there were tracks.
std::string oldThread(std::uint64_t pid, std::uint64_t tid, const std::string& name,
                      std::uint64_t startUs = 0)
{
    return packet(message(44, number(1, pid) + number(2, tid) + message(5, name) + number(6, startUs)) +
                  number(13, 1));
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
    void tellsPacketsThatTheRecorderLost()
    {
        // previous_packet_dropped is 42; first_packet_on_sequence, 87, says that nothing can have been
        // before.
        const auto behind = [](std::uint64_t ns, const std::string& more) {
            return packet(number(8, ns) + message(11, number(9, 3) + number(11, 5) + message(23, "i")) +
                          more);
        };
        const std::string thread = oneThread(5, 7, "w");
        const std::string before = thread + slice(5, "a", 1'000'000'000, 1'100'000'000);
        const std::string first = behind(1'200'000'000, number(42, 1));
        QCOMPARE(toldOf(before + first),
                 "the recorder lost packets once, before this place; what they told is not in the file "
                 "[at 0.2 s, byte " +
                     std::to_string(before.size()) + "]\n");
        // Nothing was idle there: the stretch is lost, also where a session was made of it.
        const ReadRecording behindOne = readText(before + first);
        const std::vector<LostStretch> lost{{0, 100'000'000, 200'000'000}};
        QVERIFY(behindOne.recording->lost == lost);
        // Another reason, as a bit mask, and a packet that has no instant.
        const ReadRecording read = readText(before + first + behind(1'300'000'000, number(42, 65)) +
                                            packet(number(42, 1) + number(13, 1)));
        QCOMPARE(sentencesOf(read), std::string("3 times the recorder lost packets, the first before this "
                                                "place; what they told is not in the file\n"));
        QCOMPARE(read.recording->report.findings[0].fault, ImportFault::LostInRecorder);
        QVERIFY(read.recording->report.isSound());
        // The first packet of a writer has the mark although nothing was lost, whether it says that it is the
        // first or not; and 0 is none.
        QCOMPARE(
            findingsOf(packet(number(42, 1) + number(13, 1)) + before + behind(2'000'000'000, number(42, 0))),
            std::string());
        QCOMPARE(findingsOf(before + behind(2'000'000'000, number(42, 1) + number(87, 1))), std::string());
    }
    void tellsWhatTheRecordersStatisticsCountAsLost()
    {
        // trace_stats is 35, its buffer_stats 1: chunks_written 2, chunks_overwritten 3, chunks_discarded 18,
        // trace_writer_packet_loss 19.
        const auto stats = [](const std::string& buffers) { return packet(message(35, buffers)); };
        const std::string slices = oneThread(5, 7, "w") + slice(5, "a", 1, 2);
        QCOMPARE(findingsOf(slices + stats(message(1, number(12, 4096) + number(2, 9) + number(17, 9)))),
                 std::string());
        const std::string early = stats(message(1, number(2, 9) + number(3, 1)));
        const std::string late =
            stats(message(1, number(2, 9) + number(3, 4) + number(18, 2)) +
                  message(1, number(3, 1) + number(19, 3)) + number(8, 1) + number(10, 7));
        QCOMPARE(
            toldOf(slices + early + late),
            "18 losses are counted by the recorder's statistics (packets or chunks that were invalid 7, "
            "chunks overwritten before they were read 5, chunks discarded 3, times a writer lost packets "
            "3); what was lost is not in the file [byte " +
                std::to_string(slices.size()) + "]\n");
        QVERIFY(readText(slices + late).recording->report.isSound());
    }
    void leavesOutEventsWithoutAnInstant()
    {
        // timestamp is 8, and 0 is an instant where it is said.
        const std::string thread = oneThread(5, 7, "w");
        const auto begins = message(11, number(9, 1) + number(11, 5) + message(23, "a"));
        QCOMPARE(lanesOf(thread + packet(number(8, 0) + begins) + oneEvent(9, number(9, 2) + number(11, 5))),
                 std::string("w: a 0-9\n"));
        const std::string text = thread + slice(5, "x", 50, 60);
        QCOMPARE(lanesOf(text + packet(begins) + oneEvent(80, number(9, 2) + number(11, 5))),
                 std::string("w: x 0-10\n"));
        QCOMPARE(findingsOf(text + packet(begins)), std::string("incomplete, left out: 1\n"));
        QCOMPARE(toldOf(text + packet(begins)),
                 "an event lacks what its kind needs (events without a timestamp 1); it is left out [byte " +
                     std::to_string(text.size()) + "]\n");
        // An older event may count from its writer's reference instead.
        QCOMPARE(findingsOf(oldThread(4, 9, "t", 100) +
                            packet(message(11, number(1, 5) + message(23, "b") +
                                                   message(6, number(2, 'X') + number(3, 2))))),
                 std::string());
    }
    void tellsWhichClockNothingExplains()
    {
        // timestamp_clock_id is 58; clocks from 64 on are of their sequence.
        const auto on = [](std::uint64_t clock, std::uint64_t sequence) {
            return packet(number(8, 5) + number(58, clock) +
                              message(11, number(9, 3) + number(11, 5) + message(23, "i")),
                          sequence);
        };
        const std::string thread = oneThread(5, 7, "w") + slice(5, "a", 1, 2);
        QCOMPARE(toldOf(thread + on(64, 3)),
                 "an event's time is on a clock that no snapshot before it explains (clock 64 of sequence 3: "
                 "1); it is left out [byte " +
                     std::to_string(thread.size()) + "]\n");
        QCOMPARE(toldOf(thread + on(200, 3) + on(64, 3) + on(64, 3)),
                 "3 times of events are on clocks that no snapshot before them explains (clock 64 of "
                 "sequence 3: 2, clock 200: 1); they are left out [byte " +
                     std::to_string(thread.size()) + "]\n");
    }
    void tellsWhereAPacketBreaksOff()
    {
        const std::string thread = oneThread(5, 7, "w") + slice(5, "a", 1, 2);
        // An interned name that is said to be longer than what is left of its message.
        const std::string names = packet(message(12, std::string("\x12\x7F", 2)));
        QCOMPARE(toldOf(thread + names),
                 "what a packet tells beside events breaks off (names 1); what comes before that is there "
                 "[byte " +
                     std::to_string(thread.size()) + "]\n");
        const std::string last = slice(5, "b", 3, 4);
        QVERIFY(sentencesOf(readText(thread + last.substr(0, last.size() - 3)))
                    .find("within the packet at byte ") != std::string::npos);
    }
    void countsMetadataOfTheOlderFormat()
    {
        // An event of phase M that names neither a process nor a thread.
        const ReadRecording read = readText(oldThread(4, 9, "t") + oldEvent(1000, 'X', "a", number(3, 5)) +
                                            oldEvent(1000, 'M', "num_cpus"));
        QVERIFY(read.recording->report.findings.empty());
        const std::vector<std::string>& notKept = read.recording->report.notKept;
        QVERIFY(std::ranges::find(notKept, "1 entry of metadata (num_cpus)") != notKept.end());
    }
    void tellsNamesOfThreadsAndTracksWithoutEvents()
    {
        const std::string track = packet(message(60, number(1, 7) + message(2, "row")));
        const std::string again = oneThread(8, 7, "worker"); // of a thread that has events on another track
        const std::string tree =
            packet(message(2, message(2, number(1, 12) + message(2, "kworker") + number(3, 4))));
        const ReadRecording read = readText(oneThread(5, 7, "worker") + oneThread(6, 9, "idle") + track +
                                            again + tree + slice(5, "a", 1, 2));
        QCOMPARE(lanesOf(*read.recording), std::string("worker: a 0-1\n"));
        QVERIFY(read.recording->report.findings.empty());
        std::string notKept;
        for (const std::string& words : read.recording->report.notKept)
            notKept += words + '\n';
        QVERIFY2(notKept.find("2 names of threads without events (") != std::string::npos, notKept.c_str());
        QVERIFY2(notKept.find("idle") != std::string::npos, notKept.c_str());
        QVERIFY2(notKept.find("kworker") != std::string::npos, notKept.c_str());
        QVERIFY2(notKept.find("1 name of a track without events (row)") != std::string::npos,
                 notKept.c_str());
    }
    void tellsTracksWithoutDescriptors()
    {
        const std::string text = slice(5, "a", 1, 2) + slice(5, "b", 3, 4) + oneThread(6, 8, "known");
        QCOMPARE(lanesOf(text), std::string("a: a 0-1\na: b 2-3\n"));
        QCOMPARE(toldOf(text),
                 std::string("a track that events are on has no descriptor; its name is that of its "
                             "first event, or its number [byte 0]\n"));
        // Descriptors may come late; one for a slice and one for a counter are two.
        QCOMPARE(findingsOf(slice(5, "a", 1, 2) + oneThread(5, 7, "w")), std::string());
        QCOMPARE(findingsOf(slice(5, "a", 1, 2) + oneEvent(3, number(9, 4) + number(11, 9) + number(30, 3))),
                 std::string("incomplete, noted: 2\n"));
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
    void unpacksPackets()
    {
        const std::string thread = oneThread(5, 7, "w");
        const std::string slices = slice(5, "a", 100, 200) + slice(5, "b", 300, 350);
        const std::string lanes = "w: a 0-100\nw: b 200-250\n";
        QCOMPARE(lanesOf(packet(message(50, packed(thread + slices)))), lanes);
        // Packed and plain packets in turn; state goes on from one into the next.
        const std::string names = packet(message(12, message(2, number(1, 3) + message(2, "interned"))));
        const std::string named =
            packet(number(8, 10) + message(11, number(9, 1) + number(10, 3) + number(11, 5)));
        const std::string ended = oneEvent(20, number(9, 2) + number(11, 5));
        QCOMPARE(
            lanesOf(packet(message(50, packed(thread + names))) + named + packet(message(50, packed(ended)))),
            std::string("w: interned 0-10\n"));
        QCOMPARE(findingsOf(packet(message(50, packed(thread + slices)))), std::string());
    }
    void countsPackedPacketsThatAreDamaged()
    {
        const std::string whole = packed(oneThread(5, 7, "w") + slice(5, "a", 3, 4));
        const std::string before = oneThread(5, 7, "w") + slice(5, "x", 1, 2);
        for (const std::string& bad :
             {whole.substr(0, whole.size() - 3), std::string("nonsense"),
              packed(slice(5, "a", 3, 4).substr(0, 9)), packed(packet(message(50, whole)))})
            QCOMPARE(findingsOf(before + packet(message(50, bad))), std::string("unreadable, left out: 1\n"));
        const ReadRecording read = readText(before + packet(message(50, "nonsense")));
        QVERIFY(read.recording->report.findings[0].sentence.find("the packed data are damaged") !=
                std::string::npos);
    }
    void endsAtPacketsThatUnpackWithoutEnd()
    {
        // Spaces are packets of a field that nobody has; a thousand times as many as they are bytes here.
        const std::string bomb = packet(message(50, packed(std::string(std::size_t{40} << 20, ' '))));
        std::string text = oneThread(5, 7, "w") + slice(5, "a", 1, 2);
        for (int i = 0; i < 20; ++i)
            text += bomb;
        const ReadRecording read = readText(text + slice(5, "b", 3, 4));
        QCOMPARE(lanesOf(*read.recording), std::string("w: a 0-1\n"));
        QCOMPARE(read.recording->report.findings[0].fault, ImportFault::CutShort);
        QVERIFY(read.recording->report.findings[0].sentence.find("more than 300 times") != std::string::npos);
    }
    void tellsWhyNothingOfPackedPacketsWasRead()
    {
        const std::string bomb = packed(std::string(std::size_t{600} << 20, ' '));
        const std::string before = oneThread(5, 7, "w");
        const std::string none = "there is no track event in trace.json";
        const std::string place = " [byte " + grouped(before.size()) + "]";
        const std::string problem = readText(before + packet(message(50, bomb))).problem;
        QCOMPARE(problem,
                 none + ": a packed part grows too far to be unpacked (of " + grouped(bomb.size()) +
                     " bytes: it unpacks to more than 300 times its size and to more than 512 MiB); what "
                     "it tells beyond that and what comes behind it were not read" +
                     place);
        const std::string inner = packet(message(50, packed(slice(5, "a", 3, 4))));
        QCOMPARE(readText(before + packet(message(50, packed(inner)))).problem,
                 none +
                     ": a packed part lies within another, as no recorder packs; it is not unpacked [byte " +
                     grouped(before.size()) + ", a packed part: byte 0 of what that unpacks to]");
    }
    void readsSlicesOfTheOlderFormat()
    {
        // X has a length in microseconds, B and E have none; both are on the thread that writes.
        const std::string text = oldThread(4, 9, "CrBrowserMain") + oldEvent(1000, 'B', "task") +
                                 oldEvent(2000, 'X', "inner", number(3, 5)) + oldEvent(9000, 'E', "task") +
                                 oldEvent(9000, 'X', "other", number(3, 1) + number(18, 4) + number(19, 10));
        QCOMPARE(lanesOf(text), std::string("CrBrowserMain: task 0-8000\nCrBrowserMain › 2: inner 1000-6000\n"
                                            "thread 10: other 8000-9000\n"));
        QCOMPARE(findingsOf(oldThread(4, 9, "w") + oldEvent(1, 'X', "a", number(3, 1)) +
                            oldEvent(1, 'X', "b") + oldEvent(1, 'T', "no id") + oldEvent(1, 'N', "o") +
                            oldEvent(1, 'b', "no id")),
                 std::string("incomplete, left out: 3\nother_kind, left out: 1\n"));
    }
    void readsAsynchronousSpansOfTheOlderFormat()
    {
        const std::string net = message(22, "net");
        QCOMPARE(lanesOf(oldThread(4, 9, "w") + oldEvent(0, 'b', "get", number(11, 1), net) +
                         oldEvent(1, 'b', "get", number(11, 2), net) +
                         oldEvent(2, 'b', "dns", number(11, 1), net) +
                         oldEvent(3, 'e', "dns", number(11, 1), net) +
                         oldEvent(4, 'e', "get", number(11, 1), net) +
                         oldEvent(5, 'e', "get", number(11, 2), net) + oldEvent(6, 'S', "old", number(6, 1)) +
                         oldEvent(8, 'F', "old", number(6, 1))),
                 std::string("get: get 0-4\nget › 2: get 1-5\nget › 3: dns 2-3\nold: old 6-8\n"));
        // An id of one process is not that of another.
        QCOMPARE(findingsOf(oldThread(4, 9, "w") + oldEvent(0, 'b', "a", number(10, 1)) +
                            oldEvent(2, 'e', "a", number(10, 1) + number(18, 5) + number(19, 1))),
                 std::string("unclosed, mended: 1\nunopened, left out: 1\n"));
    }
    void readsFlowsAndCountersOfTheOlderFormat()
    {
        const std::string size = message(4, message(10, "size") + number(4, 3));
        const ReadRecording read = readText(
            oldThread(4, 9, "a") + oldEvent(0, 'X', "send", number(3, 9) + number(8, 77) + number(13, 2)) +
            oldEvent(20'000, 'X', "receive",
                     number(3, 9) + number(8, 77) + number(13, 1) + number(18, 4) + number(19, 10)) +
            oldEvent(1, 's', "f", number(6, 1)) +
            oldEvent(20'001, 'f', "f", number(6, 1) + number(12, 1) + number(18, 4) + number(19, 10)) +
            oldEvent(5, 'C', "queue", {}, size));
        QCOMPARE(read.recording->columns->visits().size(), std::size_t(2));
        for (const Visit& visit : read.recording->columns->visits()) {
            QCOMPARE(visit.producer, std::uint32_t(0));
            QCOMPARE(visit.consumer, std::uint32_t(1));
        }
        const auto& queues = read.recording->info->queues;
        const auto counter = std::ranges::find(queues, "queue", &QueueInfo::name);
        QVERIFY(counter != queues.end());
        QCOMPARE(
            read.recording->columns->depths()[static_cast<std::size_t>(counter - queues.begin())][0].size,
            std::uint32_t(3));
        QVERIFY(read.recording->report.findings.empty());
    }
    void readsTimesThatCountFromTheThreadsDescriptor()
    {
        const auto slice = [](char phase, const std::string& time) {
            return packet(message(11, time + message(23, "a") +
                                          message(6, number(2, static_cast<std::uint64_t>(phase)))));
        };
        // The monotonic clock stands 1000 ns behind the trace's.
        const std::string clocks = packet(message(6, message(1, number(1, 6) + number(2, 51'000)) +
                                                         message(1, number(1, 3) + number(2, 50'000))));
        const ReadRecording read =
            readText(clocks + oldThread(4, 9, "w", 100) + slice('B', number(1, 5)) +
                     slice('E', number(1, 2)) + slice('B', number(16, 300)) + slice('E', number(1, 250)));
        QCOMPARE(lanesOf(*read.recording), std::string("w: a 0-2000\nw: a 195000-252000\n"));
        QCOMPARE(read.recording->originNs, std::int64_t(106'000));
        QCOMPARE(findingsOf(slice('B', number(1, 5)) + oneThread(5, 7, "w") + ::slice(5, "a", 1, 2)),
                 std::string("incomplete, left out: 1\n"));
    }
    void putsAllClocksOnOne()
    {
        // One writer counts from when the machine was woken, another from when it was started.
        const auto clock = [](std::uint64_t id, std::uint64_t at) {
            return message(1, number(1, id) + number(2, at));
        };
        const std::string snapshot = packet(message(6, clock(6, 900) + clock(3, 400)));
        const auto span = [](std::uint64_t ns, std::uint64_t uuid, const std::string& stamp) {
            return packet(number(8, ns) + stamp +
                          message(11, number(9, 1) + number(11, uuid) + message(23, "a"))) +
                   packet(number(8, ns + 10) + stamp + message(11, number(9, 2) + number(11, uuid)));
        };
        QCOMPARE(lanesOf(snapshot + oneThread(5, 7, "boot") + oneThread(6, 8, "monotonic") +
                         span(1000, 5, {}) + span(520, 6, number(58, 3))),
                 std::string("boot: a 0-10\nmonotonic: a 20-30\n"));
    }
    void forgetsWhatLostPacketsSaid()
    {
        const std::string names = packet(message(12, message(2, number(1, 3) + message(2, "old"))));
        const std::string named = number(8, 1) + message(11, number(9, 1) + number(10, 3) + number(11, 5));
        QCOMPARE(lanesOf(oneThread(5, 7, "w") + names + packet(named + number(42, 1)) +
                         oneEvent(2, number(9, 2) + number(11, 5))),
                 std::string("w:  0-1\n"));
    }
    void namesTracksAndCounters()
    {
        const auto track = [](std::uint64_t uuid, std::uint64_t parent, const std::string& more) {
            return packet(message(60, number(1, uuid) + number(5, parent) + more));
        };
        const auto count = [](std::uint64_t uuid, std::uint64_t ns, std::uint64_t value) {
            return oneEvent(ns, number(9, 4) + number(11, uuid) + number(30, value));
        };
        // Descriptors may stand behind the events, except where they tell what values mean; a track without
        // a name has that of its first event.
        const ReadRecording read =
            readText(track(21, 1, message(2, "rss") + message(8, number(3, 3) + number(4, 1024))) +
                     slice(5, "a", 1, 2) + slice(9, "request", 3, 4) + count(20, 1, 7) + count(21, 2, 2) +
                     count(22, 3, 5) +
                     packet(message(60, number(1, 1) + message(3, number(1, 4) + message(6, "Browser")))) +
                     track(5, 1, message(4, number(1, 4) + number(2, 9) + message(5, "main"))) +
                     track(20, 5, message(8, number(1, 1))) +
                     track(22, 1, message(2, "load") + message(8, message(6, "jobs"))));
        QCOMPARE(lanesOf(*read.recording), std::string("request: request 2-3\nmain: a 0-1\n"));
        std::string queues;
        for (const QueueInfo& queue : read.recording->info->queues)
            queues += queue.name + '\n';
        QCOMPARE(queues, std::string("main thread time (ns)\nrss (bytes)\nload (jobs)\n"));
        QCOMPARE(read.recording->columns->depths()[1][0].size, std::uint32_t(2048));
    }
    void readsCountersThatComeWithSlices()
    {
        const auto track = [](std::uint64_t uuid, const std::string& name, const std::string& counter) {
            return packet(message(60, number(1, uuid) + message(2, name) + message(8, counter)));
        };
        const std::string defaults =
            packet(message(59, message(11, number(11, 5) + number(31, 8) + number(31, 9))) + number(13, 1));
        const auto event = [](std::uint64_t ns, std::uint64_t type, const std::string& values,
                              const std::string& more = {}) {
            return packet(number(8, ns) + more + message(11, number(9, type) + message(23, "a") + values));
        };
        // One value in a field of its own, or all of them packed; thread time is no counter to look at.
        const ReadRecording read = readText(
            oneThread(5, 7, "w") + track(8, "cpu", number(1, 1)) + track(9, "sum", number(5, 1)) + defaults +
            event(1, 1, number(12, 100) + number(12, 3)) + event(2, 2, message(12, varint(50) + varint(4))) +
            packet(number(13, 1) + message(59, message(11, number(11, 5) + number(31, 8) + number(31, 9)))) +
            event(3, 1, number(12, 1) + number(12, 2)) + event(4, 2, {}));
        QCOMPARE(read.recording->info->queues.size(), std::size_t(1));
        const std::vector<DepthStep>& steps = read.recording->columns->depths()[0];
        QCOMPARE(steps.size(), std::size_t(3));
        QCOMPARE(steps[1].size, std::uint32_t(7));
        QCOMPARE(steps[2].size, std::uint32_t(2)); // from 0 again where the state was cleared
    }
    void readsInstants()
    {
        const auto at = [](std::uint64_t ns, std::uint64_t uuid, const std::string& name,
                           const std::string& more = {}) {
            return oneEvent(ns, number(9, 3) + number(11, uuid) + message(23, name) + more);
        };
        const std::string process =
            packet(message(60, number(1, 4) + message(3, number(1, 1) + message(6, "P")) + message(2, "P")));
        const std::string text = process + oneThread(5, 7, "w") + oneThread(6, 8, "v") + at(30, 5, "tock") +
                                 slice(5, "a", 10, 20) + at(15, 5, "tick") + at(12, 6, "other") +
                                 at(18, 4, "of all");
        QCOMPARE(lanesOf(text), std::string("w: a 0-10\n"));
        QCOMPARE(instantsOf(text), std::string("w: tick 5\nw: tock 20\nv: other 2\nP: of all 8\n"));
        QCOMPARE(findingsOf(text), std::string());
    }
    void instantsKeepTheirFlows()
    {
        const auto at = [](std::uint64_t ns, std::uint64_t uuid, const std::string& name,
                           const std::string& more) {
            return oneEvent(ns, number(9, 3) + number(11, uuid) + message(23, name) + more);
        };
        const ReadRecording read =
            readText(oneThread(5, 7, "a") + oneThread(6, 8, "b") + at(10, 5, "send", fixed(47, 77)) +
                     at(15, 6, "receive", fixed(48, 77)));
        QCOMPARE(instantsOf(*read.recording), std::string("a: send 0\nb: receive 5\n"));
        QCOMPARE(read.recording->columns->visits().size(), std::size_t(1));
        const Visit& visit = read.recording->columns->visits()[0];
        QCOMPARE(visit.producer, std::uint32_t(0));
        QCOMPARE(visit.consumer, std::uint32_t(1));
        QCOMPARE(visit.enqueuedNs, std::int64_t(0));
        QCOMPARE(visit.dequeuedNs, std::int64_t(5));
        QVERIFY(read.recording->report.findings.empty()); // they bind to the instants
    }
    void readsInstantsOfTheOlderFormat()
    {
        const std::string net = message(22, "net");
        const std::string text =
            oldThread(4, 9, "w") + oldEvent(1000, 'X', "a", number(3, 9)) + oldEvent(2000, 'i', "one") +
            oldEvent(3000, 'I', "two", number(14, 3)) + oldEvent(4000, 'R', "three") +
            oldEvent(5000, 'I', "of all", number(14, 1)) + oldEvent(6000, 'I', "of this", number(14, 2)) +
            oldEvent(1000, 'b', "get", number(11, 1), net) + oldEvent(7000, 'n', "dns", number(11, 1), net) +
            oldEvent(8000, 'e', "get", number(11, 1), net);
        QCOMPARE(instantsOf(text),
                 std::string("w: one 1000\nw: two 2000\nw: three 3000\ninstants: of all 4000\n"
                             "instants: of this 5000\nget: dns 6000\n"));
        QCOMPARE(findingsOf(text), std::string());
    }
    void namesWhatItDoesNotShow()
    {
        // Where the kernel's events stand, their packet has no timestamp; the configuration is no event.
        const std::string others = packet(message(1, "kernel")) + packet(message(33, "configuration"));
        const std::string unknown = packet(message(119, "new")) + oneEvent(4, number(9, 9));
        const ReadRecording read = readText(oneThread(5, 7, "w") + slice(5, "a", 1, 2) + others + unknown);
        const std::vector<ImportFinding>& findings = read.recording->report.findings;
        QCOMPARE(findings.size(), std::size_t(1));
        QCOMPARE(findings[0].sentence,
                 std::string(
                     "3 events are of kinds that lanes do not show (the kernel's events (ftrace) 1, packets "
                     "of field 119 1, track events of type 9 1); they are left out"));
        QCOMPARE(readText(packet(number(8, 1) + message(1, "kernel"))).problem,
                 std::string(
                     "there is no track event in trace.json; what is there: the kernel's events (ftrace) 1"));
    }
    void countsWhatItDoesNotShow()
    {
        QCOMPARE(findingsOf(oneThread(5, 7, "w") + slice(5, "a", 1, 2) +
                            packet(number(8, 4) + message(1, "ftrace"))),
                 std::string("other_kind, left out: 1\n"));
    }
    void tellsNamesThatNothingExplains()
    {
        const std::string before = oneThread(5, 7, "w") + slice(5, "a", 1, 2);
        const std::string named = oneEvent(3, number(9, 1) + number(10, 33) + number(11, 5));
        const ReadRecording read = readText(before + named + oneEvent(4, number(9, 2) + number(11, 5)) +
                                            oneEvent(5, number(9, 2) + number(10, 34) + number(11, 5)));
        const ImportFinding& finding = read.recording->report.findings[1];
        QCOMPARE(finding.sentence,
                 std::string("an event's name is a number that nothing before it explains; it has no name"));
        QCOMPARE(finding.firstByte, static_cast<std::int64_t>(before.size()));
        QCOMPARE(finding.count, std::uint64_t{1}); // an end needs no name
    }
    void tellsNamesThatAreNoTexts()
    {
        const std::string before = oneThread(5, 7, "w\xff");
        const ReadRecording read = readText(before + slice(5, "a\xfe", 1, 2) + slice(5, "a\xfe", 3, 4));
        const ImportFinding& finding = read.recording->report.findings.at(0);
        QCOMPARE(finding.sentence,
                 std::string("2 names are no texts in UTF-8; what is none stands as \uFFFD in them"));
        QCOMPARE(finding.firstByte, std::int64_t{0});
        const std::string names = message(12, message(2, number(1, 3) + message(2, "old\xff")));
        QCOMPARE(findingsOf(oneThread(5, 7, "w") +
                            packet(names + number(8, 1) +
                                   message(11, number(9, 3) + number(10, 3) + number(11, 5)))),
                 std::string("bad_text, mended: 1\n"));
    }
    void tellsTimesOutOfRange()
    {
        const std::string before =
            oneThread(5, 7, "w") + slice(5, "a", 1'000'000'000'000'000'000, 1'000'000'000'000'000'001);
        QCOMPARE(lanesOf(before), std::string("w: a 0-1\n")); // 31 years are exact
        const ReadRecording read =
            readText(before + oneEvent(10'000'000'000'000'000'000u, number(9, 3) + number(11, 5)) +
                     oldEvent(5, 'X', "b", number(3, 5'000'000'000'000'000)));
        const ImportFinding& finding = read.recording->report.findings.at(0);
        QCOMPARE(finding.fault, ImportFault::OutOfRange);
        QCOMPARE(finding.count, std::uint64_t{2});
        QCOMPARE(finding.firstByte, static_cast<std::int64_t>(before.size()));
    }
    void tellsWhatHasMoreThanIsRead()
    {
        std::string flows;
        for (int i = 0; i < 70; ++i)
            flows += fixed(47, static_cast<std::uint64_t>(i));
        const ReadRecording read =
            readText(oneThread(5, 7, "w") + slice(5, "a", 1, 2, flows) + slice(5, "b", 3, 4, flows));
        QCOMPARE(read.recording->report.findings.at(0).sentence,
                 std::string(
                     "2 things are beyond what this program holds (flows and counters beyond 64 of an event "
                     "2); they are left out"));
    }
    void tellsWhereInAPackedPacketAFaultIs()
    {
        const std::string before = oneThread(5, 7, "w") + slice(5, "a", 1, 2);
        const std::string inside = slice(5, "b", 3, 4);
        const std::string nameless = oneEvent(5, number(9, 3) + number(10, 33) + number(11, 5));
        const ReadRecording read = readText(before + packet(message(50, packed(inside + nameless))) +
                                            oneEvent(9, number(9, 3) + number(10, 34) + number(11, 5)));
        const ImportFinding& finding = read.recording->report.findings.at(0);
        QCOMPARE(finding.firstByte, static_cast<std::int64_t>(before.size()));
        QCOMPARE(finding.firstUnpacked, static_cast<std::int64_t>(inside.size()));
        QCOMPARE(finding.count, std::uint64_t{2});
        QCOMPARE(finding.place(*read.recording->info),
                 "at 0.000000004 s, byte " + std::to_string(before.size()) + ", a packed part: byte " +
                     std::to_string(inside.size()) + " of what that unpacks to");
        // Behind the packed one nothing is packed.
        const ReadRecording behind = readText(before + packet(message(50, packed(inside))) +
                                              oneEvent(9, number(9, 3) + number(10, 34) + number(11, 5)));
        QCOMPARE(behind.recording->report.findings.at(0).firstUnpacked, std::int64_t{-1});
        // Nor is it forgotten of what is found out at the end.
        const std::string open = oneEvent(7, number(9, 1) + number(11, 5) + message(23, "open"));
        const ReadRecording unclosed = readText(before + packet(message(50, packed(inside + open))));
        QCOMPARE(unclosed.recording->report.findings.at(0).firstUnpacked,
                 static_cast<std::int64_t>(inside.size()));
        std::string broken = packed(inside);
        broken[12] = static_cast<char>(broken[12] ^ 0x7f);
        const ReadRecording damaged = readText(before + packet(message(50, broken)));
        const std::string sentence = damaged.recording->report.findings.at(0).sentence;
        QVERIFY2(sentence.find("(the packed data are damaged at their byte ") != std::string::npos,
                 sentence.c_str());
    }
    void stepsOfTheOlderFormatAreInstants()
    {
        const std::string step = message(4, message(10, "step") + message(6, "headers"));
        QCOMPARE(instantsOf(oldThread(4, 9, "w") + oldEvent(0, 'S', "load", number(6, 1)) +
                            oldEvent(3, 'T', "load", number(6, 1), step) +
                            oldEvent(8, 'F', "load", number(6, 1))),
                 std::string("load: headers 3\n"));
    }
    void goesOnBehindWhatIsNoPacket()
    {
        std::string before = oneThread(5, 7, "w"), after;
        for (std::uint64_t i = 0; i < 30; ++i)
            (i < 15 ? before : after) += slice(5, "s" + std::to_string(i), 100 * i, 100 * i + 50);
        const auto spansOf = [](const std::string& text) {
            const std::string lanes = lanesOf(text);
            return std::ranges::count(lanes, '\n');
        };
        QCOMPARE(spansOf(before + after), 30);
        const std::string place = " [byte " + std::to_string(before.size()) + "]\n";
        for (const std::string& rubbish :
             {std::string(64, '\x07'), std::string(64, '\xff'), std::string(64, '\0'), std::string(64, '\n'),
              std::string("\x0a\xff\xff\x7f") + std::string(60, '\x01'),
              std::string("\x0a\x05\x12\x34\x56\x78\x9a") + std::string(57, '\x77')}) {
            QCOMPARE(spansOf(before + rubbish + after), 30);
            QCOMPARE(toldOf(before + rubbish + after),
                     "a stretch of the file is no packet (64 bytes); it is passed over" + place);
        }
        // Two stretches, and rubbish at the end.
        const std::string rubbish(64, '\x07');
        QCOMPARE(toldOf(before + rubbish + after + rubbish),
                 "2 stretches are no packets (128 bytes); they are passed over" + place);
        // Bytes of packets that are changed: what those say is lost, and no more.
        const std::string whole = before + after;
        for (std::size_t at = before.size(); at < before.size() + 60; ++at) {
            std::string damaged = whole;
            for (std::size_t i = at; i < at + 64; ++i)
                damaged[i] = static_cast<char>((damaged[i] * 37 + 11 * static_cast<int>(i)) ^ 0x5a);
            QVERIFY2(spansOf(damaged) >= 24, std::to_string(at).c_str());
            QVERIFY(toldOf(damaged).find("passed over [byte ") != std::string::npos ||
                    toldOf(damaged).find("left out") != std::string::npos);
        }
        // A length that takes in the packets behind it.
        std::string swallowing = whole;
        swallowing[before.size() + 1] = static_cast<char>(swallowing[before.size() + 1] + 90);
        QVERIFY(spansOf(swallowing) >= 29);
        // In what is packed, the place is told in what that unpacks to.
        const std::string outer = oneThread(5, 7, "w");
        QCOMPARE(toldOf(outer + packet(message(50, packed(before + rubbish + after)))),
                 "a stretch of the file is no packet (64 bytes); it is passed over [byte " +
                     std::to_string(outer.size()) + ", a packed part: byte " + std::to_string(before.size()) +
                     " of what that unpacks to]\n");
    }
    void takesNoPartOfAPacketThatIsCutOffForPackets()
    {
        const std::string names = packet(message(12, message(1, number(1, 3) + message(2, "category")) +
                                                         message(2, number(1, 3) + message(2, "interned"))) +
                                         number(8, 5));
        const std::string whole = oneThread(5, 7, "w") +
                                  slice(5, "a", 1, 2, message(4, message(10, "key") + message(6, "value"))) +
                                  names + slice(5, "b", 3, 4) + oneThread(6, 8, "v") + slice(6, "c", 3, 4);
        for (std::size_t size = whole.find("b"); size < whole.size(); ++size) {
            const std::string told = sentencesOf(readText(whole.substr(0, size)));
            QVERIFY2(told.find("no packet") == std::string::npos, (std::to_string(size) + told).c_str());
        }
    }
    void searchesOnceHoweverMuchIsBroken()
    {
        // Searching more than once would take minutes here. Each claims tens of megabytes that are there, or
        // are not; each is followed by what goes on.
        const std::string start = oneThread(5, 7, "w"), good = slice(5, "a", 1, 2);
        for (const char* const claim :
             {"\x0a\x80\x80\x80\x01\x07", "\x0a\xff\xff\xff\xff\x7f", "\x0a\xff\xff\xff\x1f\x07"}) {
            std::string text = start;
            while (text.size() < (std::size_t{6} << 20))
                text += claim + good + good;
            const ReadRecording read = readText(text);
            QVERIFY(read.recording);
            QVERIFY(read.recording->report.findings.at(0).count > 50'000);
        }
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
        QCOMPARE(findingsOf(oneThread(5, 7, "w") + slice(5, "a", 1, 2) + std::string(9, '\x07')),
                 std::string("unreadable, left out: 1\n"));
        QVERIFY(!readText(std::string("\x0a\x02\x08\x01", 4)).recording);
    }
};

QTEST_APPLESS_MAIN(TestPerfettoReader)
#include "tst_perfetto_reader.moc"
