// Files whose first bytes are lost: what is left is read, from the first whole thing on.
#include "formats/import/lost_beginning.h"

#include "formats/export_format.h"
#include "scenario/builtin.h"
#include "support/read_text.h"
#include "support/sessions.h"

#include <QTest>

#include <algorithm>

using namespace sojourn;
using namespace sojourn::test;

namespace {

std::string eventOf(int number)
{
    const std::string n = std::to_string(number);
    return R"({"name":"s)" + n + R"(","ph":"X","pid":1,"tid":1,"ts":)" + n + R"(0,"dur":5,"args":{"n":)" + n +
           R"(,"list":[{"a":1},")" + n + R"("]}})";
}

std::size_t spansOf(const Recording& recording)
{
    std::size_t spans = 0;
    for (const Lane& lane : recording.columns->lanes())
        spans += lane.spans.size();
    return spans;
}

const FinishedRun& exampleRun()
{
    static const FinishedRun run = [] {
        const auto file = ScenarioFile::read(findBuiltinScenario("asyncq")->text);
        RunOptions options;
        options.seed = 3;
        options.until = std::chrono::seconds(60);
        return finishedRun(*file, {}, options);
    }();
    return run;
}

std::string written(const char* ending)
{
    const FinishedRun& run = exampleRun();
    TextSink sink;
    const ExportFormats formats = exportFormats();
    std::ranges::find(formats, ending, &ExportFormat::ending)
        ->write({*run.columns, run.end, &run.context}, sink);
    return sink.text();
}

} // namespace

class TestLostBeginning final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// At every byte of the first events: those that begin behind the cut are there, and no others.
    void everyWholeEventBehindTheCutIsThere_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("between");
        QTest::addColumn<QByteArray>("behind");
        QTest::newRow("array, a line each") << QByteArray("[\n") << QByteArray(",\n") << QByteArray("\n]\n");
        QTest::newRow("array, one line") << QByteArray("[") << QByteArray(",") << QByteArray("]");
        QTest::newRow("never closed") << QByteArray("[\n") << QByteArray(",\n") << QByteArray(",\n");
        QTest::newRow("object") << QByteArray("{\"traceEvents\":[") << QByteArray(", ")
                                << QByteArray(
                                       "],\"displayTimeUnit\":\"ns\",\"otherData\":{\"version\":\"1\"}}");
    }
    void everyWholeEventBehindTheCutIsThere()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, between);
        QFETCH(QByteArray, behind);
        constexpr int events = 20;
        std::string text = before.toStdString();
        std::vector<std::size_t> begins;
        for (int i = 10; i < 10 + events; ++i) {
            if (i > 10) text += between.toStdString();
            begins.push_back(text.size());
            text += eventOf(i);
        }
        text += behind.toStdString();
        for (std::size_t cut = begins[0] + 1; cut <= begins[5]; ++cut) {
            const ReadRecording read = readText(std::string_view(text).substr(cut));
            QVERIFY2(read.recording, read.problem.c_str());
            const auto whole = std::ranges::count_if(begins, [cut](std::size_t at) { return at >= cut; });
            QCOMPARE(spansOf(*read.recording), static_cast<std::size_t>(whole));
            QVERIFY(!read.recording->report.isSound());
            QCOMPARE(sentencesOf(read).find("the beginning of the trace is missing"), std::size_t{0});
            QVERIFY(sentencesOf(read).find("behind the end") == std::string::npos);
        }
    }
    void aLineThatIsLostCostsNoOthers()
    {
        const std::string text = written("jsonl");
        const std::size_t second = text.find('\n') + 1;
        for (const std::size_t cut : {std::size_t{1}, second / 2, second - 2, second + 5}) {
            const ReadRecording read = readText(std::string_view(text).substr(cut), "events.jsonl");
            QVERIFY2(read.recording, read.problem.c_str());
            QVERIFY(!read.recording->report.isSound());
            QVERIFY(spansOf(*read.recording) > 10);
        }
        std::string damaged = text;
        damaged[3] = '\x01';
        QVERIFY(readText(damaged, "events.jsonl").recording);
    }
    void whatIsLeftIsReadWhereverItIsCut_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<int>("told");
        QTest::newRow("Chrome") << QStringLiteral("json") << static_cast<int>(RestOf::ChromeTrace);
        QTest::newRow("events") << QStringLiteral("jsonl") << static_cast<int>(RestOf::EventList);
        QTest::newRow("Perfetto") << QStringLiteral("pftrace") << static_cast<int>(RestOf::PerfettoTrace);
        QTest::newRow("session") << QStringLiteral("sojourn") << static_cast<int>(RestOf::Session);
    }
    void whatIsLeftIsReadWhereverItIsCut()
    {
        QFETCH(QString, ending);
        QFETCH(int, told);
        const std::string text = ending == QLatin1String("sojourn") ? sessionOf(exampleRun())
                                                                    : written(ending.toLatin1().constData());
        const std::size_t all = spansOf(*readText(text).recording);
        for (std::size_t cut = 21; cut < text.size() / 3; cut += 1 + text.size() / 97) {
            const std::string_view rest = std::string_view(text).substr(cut);
            const ReadRecording read = readText(rest);
            if (!read.recording && ending == QLatin1String("sojourn"))
                continue; // its few parts may all be cut
            QVERIFY2(read.recording, (std::to_string(cut) + ": " + read.problem).c_str());
            QVERIFY(spansOf(*read.recording) > 0 && spansOf(*read.recording) <= all);
            QVERIFY2(!read.recording->report.isSound(), std::to_string(cut).c_str());
            if (rest.front() != '{' && rest.front() != '\n') QCOMPARE(static_cast<int>(restOf(rest)), told);
        }
    }
    void aSessionWithoutItsHeadLosesNothing()
    {
        const std::string text = sessionOf(exampleRun());
        const ReadRecording whole = readText(text, "a.sojourn");
        for (const std::size_t cut : {1, 7, 15}) {
            const ReadRecording read = readText(std::string_view(text).substr(cut), "a.sojourn");
            QVERIFY2(read.recording, read.problem.c_str());
            QCOMPARE(lanesOf(*read.recording), lanesOf(*whole.recording));
            QVERIFY(!read.recording->report.isSound());
        }
    }
    void whatIsNoneStaysNone_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("words") << QByteArray("the quick brown fox\njumps over\n");
        QTest::newRow("JSON") << QByteArray(R"({"a":[{"name":"x","ph":"X","ts":1}]})");
        QTest::newRow("JSON that goes on") << QByteArray(R"({"a":[{"name":"x","ph":"X","ts":1},)");
        QTest::newRow("JSON lines") << QByteArray("{\"a\":1}\n{\"a\":2}\n");
        QTest::newRow("no phase") << QByteArray("x}, {\"name\":\"a\",\"ts\":1}");
        QTest::newRow("no time") << QByteArray("x}, {\"name\":\"a\",\"ph\":\"X\"}");
        QTest::newRow("zeros") << QByteArray(1000, '\0');
        QTest::newRow("many braces") << QByteArray("{\"").repeated(100'000);
        QByteArray noise;
        for (unsigned i = 1, x = 1; i < 100'000; ++i) {
            x = x * 1'103'515'245u + 12'345u;
            noise += static_cast<char>(x >> 16);
        }
        QTest::newRow("noise") << noise;
    }
    void whatIsNoneStaysNone()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(static_cast<int>(restOf(text.toStdString())), static_cast<int>(RestOf::Nothing));
        QVERIFY(!readText(text.toStdString()).recording);
    }
};

QTEST_GUILESS_MAIN(TestLostBeginning)
#include "tst_lost_beginning.moc"
