#include "formats/event_list.h"
#include "scenario/builtin.h"
#include "scenario/run.h"
#include "support/read_text.h"
#include "support/scenario_runs.h"
#include "trace/replay.h"

#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

namespace {

std::string listed(const Recording& recording)
{
    TextSink sink;
    EventListWriter(recording.info, recording.log).writeNew(sink);
    return sink.text();
}

std::string line(const std::string& t, const std::string& task, const std::string& rest)
{
    return "{\"t\":" + t + ",\"task\":\"" + task + "\",\"event\":" + rest + "}\n";
}

} // namespace

class TestEventListReader final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsBackEveryBuiltIn_data();
    void readsBackEveryBuiltIn();
    void derivesWhatFollows();
    void numbersItemsAnewBehindAGap();
    void leavesOutWhatNoRunCouldWrite();
    void saysOfWhatAGetIs();
    void leavesOutWhatATaskDoesBehindItsEnd();
    void putsInstantsInOrder();
    void offersWhatStandsBeforeABreak();
    void namesTasksThatDoNotCountUp();
};

void TestEventListReader::readsBackEveryBuiltIn_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const BuiltinScenario& scenario : builtinScenarios())
        QTest::newRow(scenario.name.c_str()) << QByteArray::fromStdString(scenario.name);
}

void TestEventListReader::readsBackEveryBuiltIn()
{
    QFETCH(QByteArray, name);
    const auto file = ScenarioFile::read(findBuiltinScenario(name.toStdString())->text);
    RunOptions options = recorded();
    options.virtualClock = true;
    options.until = std::chrono::seconds(60);
    Run run(std::make_shared<Scenario>(*file->resolve()), options);
    run.runVirtual();
    const std::string text = eventListOf(run);
    const ReadRecording read = readText(text, "run.jsonl");
    QVERIFY2(read.recording, read.problem.c_str());
    QVERIFY(read.recording->report.findings.empty());
    QCOMPARE(read.recording->format, std::string("Event list"));
    QCOMPARE(listed(*read.recording), text);

    Columns columns(run.info(), run.log());
    columns.advance();
    const Columns& again = *read.recording->columns;
    QCOMPARE(again.items().size(), columns.items().size());
    QCOMPARE(again.visits().size(), columns.visits().size());
    for (std::size_t i = 0; i < columns.visits().size(); ++i) {
        const Visit &a = again.visits()[i], &b = columns.visits()[i];
        QCOMPARE(a.item, b.item);
        QCOMPARE(a.enqueuedNs, b.enqueuedNs);
        QCOMPARE(a.dequeuedNs, b.dequeuedNs);
        QCOMPARE(a.doneNs, b.doneNs);
        QCOMPARE(a.abandoned, b.abandoned);
    }
    Replay replay(read.recording->info, read.recording->log);
    replay.seekEvents(read.recording->log->size());
    QCOMPARE(replay.moment().made, std::uint64_t(columns.items().size()));
}

void TestEventListReader::derivesWhatFollows()
{
    QCOMPARE(
        lanesOf(line("0", "a", "\"started\"") + line("0", "a", "\"work\",\"seconds\":2") +
                line("2", "a", "\"sleep\",\"seconds\":1") + line("2", "b", "\"started\"") +
                line("2", "b", "\"work\",\"seconds\":4") + line("6", "a", "\"wake\"") +
                line("6", "a", "\"ended\",\"outcome\":\"finished\"")),
        std::string(
            "a: working 0-2000000000\na: sleeping 2000000000-3000000000\na: ready 3000000000-6000000000\n"
            "b: working 2000000000-6000000000\n"));
}

void TestEventListReader::numbersItemsAnewBehindAGap()
{
    const ReadRecording read =
        readText(line("0", "a", "\"put\",\"queue\":\"q\",\"item\":4000000000,\"size\":1") +
                 line("1", "b", "\"get\",\"queue\":\"q\",\"item\":4000000000,\"size\":0") +
                 line("1", "a", "\"put\",\"queue\":\"q\",\"item\":7,\"size\":1"));
    QCOMPARE(read.recording->columns->items().size(), std::size_t(2));
    QCOMPARE(read.recording->columns->visits()[0].dequeuedNs, std::int64_t(1'000'000'000));
    QCOMPARE(read.recording->info->groups[1].getsFrom, (std::vector<std::uint16_t>{0}));
}

void TestEventListReader::leavesOutWhatNoRunCouldWrite()
{
    const std::string begin = line("0", "a", "\"started\"");
    for (const char* rest :
         {"\"get\",\"queue\":\"q\",\"item\":0,\"size\":0",
          "\"get\",\"queue\":\"q\",\"item\":\"sentinel\",\"size\":0", "\"get\",\"queue\":\"q\"",
          "\"put\",\"item\":1", "\"sleep\"", "\"sleep\",\"seconds\":-1",
          "\"response\",\"server\":\"s\",\"status\":200,\"bytes\":1", "\"request\",\"server\":\"s\"",
          "\"set\""})
        QCOMPARE(findingsOf(begin + line("1", "a", rest)), std::string("incomplete, left out: 1\n"));
    for (const std::string& rest : {line("1", "a", "\"jump\""), line("x", "a", "\"wake\""),
                                    std::string("{\"t\":1}\n"), std::string("nonsense\n")})
        QCOMPARE(findingsOf(begin + rest), std::string("unreadable, left out: 1\n"));
}

void TestEventListReader::saysOfWhatAGetIs()
{
    const auto item = [](const char* t, const char* what, const char* queue, const char* number) {
        return line(t, "a",
                    "\"" + std::string(what) + "\",\"queue\":\"" + queue + "\",\"item\":" + number +
                        ",\"size\":0");
    };
    const std::string put = item("1", "put", "q", "0");
    const std::string said =
        "a get is of an item that does not stand in its queue: nobody put it there before, or it "
        "was taken; it is left out [a at ";
    QCOMPARE(toldOf(put + item("2", "get", "q", "7")),
             said + "2 s, byte " + std::to_string(put.size()) + "]\n");
    QCOMPARE(toldOf(put + item("2", "get", "other", "0")),
             said + "2 s, byte " + std::to_string(put.size()) + "]\n");
    const std::string taken = put + item("2", "get", "q", "0");
    QCOMPARE(toldOf(taken), std::string());
    QCOMPARE(toldOf(taken + item("3", "get", "q", "0")),
             said + "3 s, byte " + std::to_string(taken.size()) + "]\n");
    QCOMPARE(toldOf(taken + item("3", "get", "q", "\"sentinel\"")),
             said + "3 s, byte " + std::to_string(taken.size()) + "]\n");
    QCOMPARE(
        sentencesOf(readText(taken + item("3", "get", "q", "\"x\""))),
        std::string("an event lacks what its kind needs (an instant, a length, an id); it is left out\n"));
}

void TestEventListReader::leavesOutWhatATaskDoesBehindItsEnd()
{
    const std::string begin = line("0", "a", "\"started\"") + line("0", "b", "\"started\"");
    const std::string end = line("1", "b", "\"ended\",\"outcome\":\"finished\"");
    const std::string rest = line("2", "b", "\"sleep\",\"seconds\":1") +
                             line("3", "a", "\"sleep\",\"seconds\":1") + line("3", "b", "\"wake\"") +
                             line("4", "a", "\"wake\"");
    QCOMPARE(toldOf(begin + end + rest),
             "2 events are of tasks that had ended before; they are left out [b at 2 s, byte " +
                 std::to_string(begin.size() + end.size()) + "]\n");
    QCOMPARE((*readText(begin + end + rest).recording->log).size(), std::size_t(5));
}

void TestEventListReader::putsInstantsInOrder()
{
    const std::string text = line("2", "a", "\"started\"") + line("1", "a", "\"sleep\",\"seconds\":1");
    QCOMPARE(findingsOf(text), std::string("out_of_order, mended: 1\n"));
    QCOMPARE((*readText(text).recording->log)[1].timeNs, std::int64_t(2'000'000'000));
}

void TestEventListReader::offersWhatStandsBeforeABreak()
{
    const std::string whole = line("0", "a", "\"started\"") + line("1", "a", "\"wake\"");
    QCOMPARE(findingsOf(whole.substr(0, whole.size() - 3)), std::string("cut_short, noted: 1\n"));
    QCOMPARE(findingsOf(whole.substr(0, whole.size() - 1)), std::string());
}

void TestEventListReader::namesTasksThatDoNotCountUp()
{
    const ReadRecording read = readText(line("0", "w", "\"started\"") + line("0", "w-0", "\"started\"") +
                                        line("0", "x-900", "\"started\"") + line("0", "y-1", "\"started\""));
    std::string names;
    for (std::uint32_t task = 0; task < read.recording->info->taskCount(); ++task)
        names += read.recording->info->taskName(task) + ' ';
    QCOMPARE(names, std::string("w w-0 x-900 y-0 y-1 "));
}

QTEST_APPLESS_MAIN(TestEventListReader)
#include "tst_event_list_reader.moc"
