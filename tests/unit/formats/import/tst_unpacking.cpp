#include "formats/import/unpacking.h"

#include "support/read_text.h"
#include "trace/grouped.h"

#include <QTest>

#include <zlib.h>
#include <zstd.h>

using namespace sojourn;
using namespace sojourn::test;

namespace {

std::string gzipped(const std::string& text, int level = 6)
{
    z_stream z{};
    deflateInit2(&z, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&z, text.size()) + 64, '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    z.avail_in = static_cast<uInt>(text.size());
    z.next_out = reinterpret_cast<Bytef*>(packed.data());
    z.avail_out = static_cast<uInt>(packed.size());
    deflate(&z, Z_FINISH);
    packed.resize(z.total_out);
    deflateEnd(&z);
    return packed;
}

std::string zstandard(const std::string& text)
{
    std::string packed(ZSTD_compressBound(text.size()), '\0');
    packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 3));
    return packed;
}

std::string withChecksum(const std::string& text)
{
    std::string packed(ZSTD_compressBound(text.size()) + 8, '\0');
    ZSTD_CCtx* const context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    packed.resize(ZSTD_compress2(context, packed.data(), packed.size(), text.data(), text.size()));
    ZSTD_freeCCtx(context);
    return packed;
}

/// All that a source gives, and its problem behind a !.
std::string drained(ByteSource& source)
{
    std::string all(1 << 16, '\0');
    std::size_t used = 0;
    while (const std::size_t count = source.read(all.data() + used, all.size() - used)) {
        used += count;
        if (all.size() - used < 1024) all.resize(all.size() * 2);
    }
    all.resize(used);
    return source.problem().empty() ? all : all + "!" + source.problem();
}

std::string unpackedText(const std::string& bytes)
{
    std::string packing;
    const auto source = unpacked(std::make_unique<MemorySource>(bytes), packing);
    return drained(*source);
}

std::string longText()
{
    std::string text = "[";
    for (int i = 0; i < 20'000; ++i)
        text += "{\"ph\":\"X\",\"pid\":1,\"tid\":" + std::to_string(i % 7) +
                ",\"ts\":" + std::to_string(i * 3) + ",\"dur\":2,\"name\":\"n" + std::to_string(i * i % 91) +
                "\"},\n";
    return text;
}

} // namespace

class TestUnpacking final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void leavesWhatIsNotPackedAlone()
    {
        for (const std::string text : {"", "a", "[1]", "\x1f", "\x1f\x8c..."})
            QCOMPARE(unpackedText(text), text);
    }
    void unpacksGzipAndZstandard()
    {
        const std::string text = longText();
        QCOMPARE(unpackedText(gzipped(text)), text);
        QCOMPARE(unpackedText(zstandard(text)), text);
        QCOMPARE(unpackedText(gzipped("")), std::string());
        QCOMPARE(unpackedText(zstandard("")), std::string());
    }
    void readsSeveralPiecesAsOneText()
    {
        QCOMPARE(unpackedText(gzipped("one ") + gzipped("two")), std::string("one two"));
        QCOMPARE(unpackedText(zstandard("one ") + zstandard("two")), std::string("one two"));
        // Filling behind the last piece is no fault.
        QCOMPARE(unpackedText(gzipped("one") + std::string(512, '\0')), std::string("one"));
    }
    void tellsWhatStandsBehindPackedData()
    {
        const std::string text = "[{\"ph\":\"X\",\"ts\":1,\"dur\":1,\"name\":\"a\"}]";
        for (const std::string& packed :
             {gzipped(text), zstandard(text), gzipped(text) + std::string(40, '\0')}) {
            for (const std::string& rest :
                 {std::string("x"), std::string("\x1f"), std::string("\x1f\x8crest"),
                  std::string("\x28\xb5rest"), std::string(500'000, 'x')}) {
                QCOMPARE(unpackedText(packed + rest), text);
                QCOMPARE(toldOf(packed + rest),
                         "what stands behind the packed data is no part of them (" + grouped(rest.size()) +
                             (rest.size() == 1 ? " byte" : " bytes") + "); it is left out [byte " +
                             grouped(packed.size()) + "]\n");
            }
            QCOMPARE(toldOf(packed + std::string(512, '\0')), std::string());
        }
    }
    void readsPastAWrongChecksum()
    {
        const std::string text = "[{\"ph\":\"X\",\"ts\":1,\"dur\":1,\"name\":\"a\"},",
                          end = "{\"ph\":\"X\",\"ts\":5,\"dur\":1}]";
        const auto said = [](std::size_t byte) {
            return "the checksum of the packed data is wrong: something in them was changed; all that they "
                   "unpack to "
                   "was read [byte " +
                   std::to_string(byte) + "]\n";
        };
        const auto spoiled = [](std::string packed, std::size_t fromEnd) {
            char& byte = packed[packed.size() - fromEnd];
            byte = static_cast<char>(byte ^ 0x55);
            return packed;
        };
        const std::size_t size = gzipped(text).size();
        QCOMPARE(unpackedText(spoiled(gzipped(text), 6) + gzipped(end)), text + end);
        QCOMPARE(toldOf(spoiled(gzipped(text), 6) + gzipped(end)), said(size - 8)); // the checksum
        QCOMPARE(toldOf(spoiled(gzipped(text), 2) + gzipped(end)), said(size - 4)); // the length
        QCOMPARE(toldOf(spoiled(gzipped(text + end), 6)), said(gzipped(text + end).size() - 8));
        const std::string checked = withChecksum(text);
        QCOMPARE(toldOf(spoiled(checked, 2) + zstandard(end)), said(checked.size() - 4));
        QCOMPARE(toldOf(checked + zstandard(end)), std::string());
    }
    void stepsOverFramesToSkip()
    {
        const std::string text = longText();
        const auto skipped = [](char number, std::size_t bytes) {
            const auto low = static_cast<char>(bytes & 0xFF), high = static_cast<char>(bytes >> 8);
            return std::string{number, '\x2A', '\x4D', '\x18', low, high, '\0', '\0'} +
                   std::string(bytes, 'x');
        };
        const std::string packed = zstandard(text);
        for (const char number : {'\x50', '\x57', '\x5F'}) {
            QCOMPARE(unpackedText(skipped(number, 4) + packed), text);
            QCOMPARE(unpackedText(skipped(number, 0) + skipped(number, 3000) + packed + skipped(number, 7)),
                     text);
        }
        QCOMPARE(readText(skipped('\x50', 4) + packed).recording->format, std::string("Chrome trace, zstd"));
        QVERIFY(readText(skipped('\x50', 4) + packed).recording->report.findings.empty());
        QVERIFY(unpackedText(skipped('\x60', 4) + packed) != text); // no number of theirs
        QCOMPARE(unpackedText(skipped('\x50', 400).substr(0, 300)),
                 std::string("!the packed data break off at their byte 300"));
    }
    void offersWhatStandsBeforeABreak()
    {
        const std::string text = longText();
        for (const std::string& packed : {gzipped(text), zstandard(text)}) {
            const std::string got = unpackedText(packed.substr(0, packed.size() - 8));
            QVERIFY(got.ends_with("!the packed data break off at their byte " + grouped(packed.size() - 8)));
            QVERIFY(text.starts_with(got.substr(0, got.rfind('!'))));
        }
        const ReadRecording read = readText(gzipped(text).substr(0, 20'000));
        QVERIFY(read.recording);
        QCOMPARE(read.recording->format, std::string("Chrome trace, gzip"));
        QCOMPARE(read.recording->report.findings[0].fault, ImportFault::CutShort);
        QCOMPARE(read.recording->report.findings[0].sentence,
                 "the file ends before it is complete (the packed data break off at their byte 20,000, " +
                     grouped(read.recording->report.events) +
                     " events were read); what comes before that is there");
    }
    void saysThatDataAreDamaged()
    {
        std::string packed = gzipped(longText());
        for (std::size_t i = 2000; i < 2040; ++i)
            packed[i] = static_cast<char>(packed[i] ^ 0x55);
        QVERIFY(unpackedText(packed).find("!the packed data") != std::string::npos);
        QVERIFY(unpackedText("\x1f\x8b nonsense").find("!the packed data are damaged at their byte ") !=
                std::string::npos);
        QVERIFY(unpackedText("\x28\xb5\x2f\xfd nonsense").find("!the packed data") != std::string::npos);
        QCOMPARE(readText("\x1f\x8b nonsense").problem,
                 std::string("trace.json: the packed data are damaged at their byte 4"));
    }
    void saysWhereDataAreDamaged()
    {
        std::string packed = zstandard(longText());
        const std::size_t at = packed.size() / 4 * 3;
        for (std::size_t i = at; i < at + 20; ++i)
            packed[i] = static_cast<char>(packed[i] ^ 0x55);
        const std::string got = unpackedText(packed);
        const std::string words = "!the packed data are damaged at their byte ";
        const std::size_t found = got.find(words);
        QVERIFY(found != std::string::npos && found > 0);
        std::string number = got.substr(found + words.size());
        std::erase(number, ',');
        const std::size_t told = std::stoul(number); // where the block begins
        QVERIFY2(told > packed.size() / 2 && told <= at, number.c_str());
    }
    void saysOfWhatItCountsTheBytes()
    {
        const std::string before = "[{\"ph\":\"X\",\"ts\":1,\"dur\":1,\"name\":\"a\"},";
        const std::string text = before + "{\"ph\":\"X\",\"ts\":1}]";
        const auto placeIn = [](const std::string& bytes) {
            const ReadRecording read = readText(bytes);
            return read.recording->report.findings.at(0).place(*read.recording->info);
        };
        const std::string byte = "byte " + std::to_string(before.size());
        QCOMPARE(placeIn(text), byte);
        QCOMPARE(placeIn(gzipped(text)), byte + " of the unpacked text");
        QCOMPARE(placeIn(zstandard(text)), byte + " of the unpacked text");
    }
    /// Events that all carry the same stack shrink to a thousandth.
    void unpacksTextThatIsTheSameAgainAndAgain()
    {
        const std::string stack =
            ",\"dur\":1,\"name\":\"a\",\"args\":{\"stack\":\"" + std::string(65'000, 'x') + "\"}},";
        std::string text = "[";
        std::size_t events = 0;
        for (; text.size() < std::size_t{300} << 20; ++events)
            text += "{\"ph\":\"X\",\"ts\":" + std::to_string(events * 2) + stack;
        text.back() = ']';
        const std::string frames = zstandard(text);
        QVERIFY(frames.size() < text.size() / 1'000);
        const ReadRecording read = readText(frames);
        QVERIFY(read.recording);
        QCOMPARE(read.recording->report.events, events);
        QVERIFY(read.recording->report.isSound());
    }
    void endsBombs()
    {
        std::string packing;
        std::string piece(1 << 20, '\0');
        const std::string frames = zstandard(std::string(std::size_t{600} << 20, ' '));
        QVERIFY(frames.size() < 100'000);
        const auto zstd = unpacked(std::make_unique<MemorySource>(frames), packing);
        std::size_t total = 0;
        while (const std::size_t count = zstd->read(piece.data(), piece.size()))
            total += count;
        QVERIFY(zstd->problem().find("unpacks to more than 300 times its size and to more than 512 MiB") !=
                std::string::npos);
        QVERIFY(total < std::size_t{516} << 20);
    }
};

QTEST_APPLESS_MAIN(TestUnpacking)
#include "tst_unpacking.moc"
