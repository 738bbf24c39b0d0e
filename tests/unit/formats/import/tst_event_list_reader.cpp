#include "formats/event_list.h"
#include "scenario/builtin.h"
#include "scenario/run.h"
#include "support/read_text.h"
#include "support/scenario_runs.h"
#include "trace/replay.h"

#include <QDir>
#include <QFile>
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
    void tellsEventsThatDoNotFollow_data();
    void tellsEventsThatDoNotFollow();
    void tellsPutsOfWhatStandsThere();
    void tellsQueuesOfOtherLengths();
    void takesWaitsThatAreCutShortByWhatIsTold();
    void tellsALostWaitByWhatOthersDoMeanwhile();
    void takesAnInterruptionOfTheRun();
    void tellsALostEndOfASleepThatNoInterruptionExplains_data();
    void tellsALostEndOfASleepThatNoInterruptionExplains();
    void takesInterruptionsWithCleanUp();
    void whateverARunWritesFollows();
    void takesAListWithoutItsBeginning();
    void tellsLinesThatAreRepeated();
    void tellsNamesThatAreNoTexts();
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
    QVERIFY(read.recording->info->areReadyTimesKnown); // nobody woke late but for work

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
    for (const char* rest : {"\"get\",\"queue\":\"q\",\"item\":0,\"size\":0",
                             "\"get\",\"queue\":\"q\",\"item\":\"sentinel\",\"size\":0",
                             "\"response\",\"server\":\"s\",\"status\":200,\"bytes\":1"})
        QCOMPARE(findingsOf(begin + line("1", "a", rest)), std::string("contradiction, left out: 1\n"));
    for (const char* rest : {"\"get\",\"queue\":\"q\"", "\"put\",\"item\":1", "\"sleep\"",
                             "\"sleep\",\"seconds\":-1", "\"request\",\"server\":\"s\"", "\"set\""})
        QCOMPARE(findingsOf(begin + line("1", "a", rest)), std::string("unreadable, left out: 1\n"));
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
    const auto put1 = [&](const char* queue, const char* number) {
        return line("1", "a",
                    "\"put\",\"queue\":\"" + std::string(queue) + "\",\"item\":" + number + ",\"size\":1");
    };
    const std::string put = line("0", "a", "\"started\"") + put1("q", "0");
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
    QCOMPARE(sentencesOf(readText(taken + item("3", "get", "q", "\"x\""))),
             std::string("an event lacks what its kind needs (get 1); it is left out\n"));
}

void TestEventListReader::leavesOutWhatATaskDoesBehindItsEnd()
{
    const std::string begin = line("0", "a", "\"started\"") + line("0", "a", "\"sleep\",\"seconds\":4") +
                              line("0", "b", "\"started\"");
    const std::string end = line("1", "b", "\"ended\",\"outcome\":\"finished\"");
    const std::string rest =
        line("2", "b", "\"sleep\",\"seconds\":1") + line("3", "b", "\"wake\"") + line("4", "a", "\"wake\"");
    QCOMPARE(toldOf(begin + end + rest),
             "2 events are of tasks that had ended before; they are left out [b at 2 s, byte " +
                 std::to_string(begin.size() + end.size()) + "]\n");
    QCOMPARE((*readText(begin + end + rest).recording->log).size(), std::size_t(5));
}

void TestEventListReader::putsInstantsInOrder()
{
    const std::string text = line("2", "a", "\"started\"") + line("1", "a", "\"sleep\",\"seconds\":1");
    QCOMPARE(findingsOf(text), std::string("contradiction, mended: 1\n"));
    QVERIFY(!readText(text).recording->report.isSound());
    QCOMPARE((*readText(text).recording->log)[1].timeNs, std::int64_t(2'000'000'000));
}

void TestEventListReader::offersWhatStandsBeforeABreak()
{
    const std::string whole = line("0", "a", "\"started\"") + line("1", "a", "\"drawn\",\"value\":1");
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

void TestEventListReader::tellsEventsThatDoNotFollow_data()
{
    // The events of task a behind its start, and what of them does not follow.
    QTest::addColumn<QByteArrayList>("events");
    QTest::addColumn<QByteArray>("kinds");
    const auto row = [](const char* name, const QByteArrayList& events, const char* kinds) {
        QTest::newRow(name) << events << QByteArray(kinds);
    };
    const QByteArray end = R"("ended","outcome":"finished")";
    const QByteArray sleep = R"("sleep","seconds":1)", wake = R"("wake")";
    const QByteArray put = R"("put","queue":"q","item":0,"size":1)",
                     get = R"("get","queue":"q","item":0,"size":0)";
    row("sound", {sleep, wake, put, get, end}, "");
    row("started twice", {R"("started")", sleep, wake}, "started 1");
    row("woken without sleep", {wake, sleep, wake, wake}, "wake 2");
    row("an end within a sleep", {sleep, end}, "ended 1");
    row("done without being sent", {R"("offload_done")"}, "offload_done 1");
    row("sent and done", {R"("offload","seconds":1)", R"("offload_done")"}, "");
    row("join without a wait", {R"("join","queue":"q")"}, "join 1");
    row("join of nothing", {R"("join_wait","queue":"q")", R"("join","queue":"q")"}, "");
    row("join of another", {R"("join_wait","queue":"q")", R"("join","queue":"r")"}, "join 1");
    row("join with an item open", {put, R"("join_wait","queue":"q")", R"("join","queue":"q")"}, "join 1");
    row("task_done of nothing", {R"("task_done","queue":"q")"}, "task_done 1");
    row("task_done and join",
        {put, get, R"("task_done","queue":"q")", R"("join_wait","queue":"q")", R"("join","queue":"q")"}, "");
    row("a flag that nobody set", {R"("flag_wait","flag":"f")", R"("flag","flag":"f")"}, "flag 1");
    row("a flag", {R"("set","flag":"f")", R"("flag_wait","flag":"f")", R"("flag","flag":"f")"}, "");
    row("an end of a wait for nobody", {R"("await","group":"b")"}, "await 1");
    row("an item that is skipped", {R"("put","queue":"q","item":1,"size":1)"}, "put 1");
    row("an item that the task does not have", {put, R"("drop","queue":"r","item":0)"}, "drop 1");
    row("an item put on", {put, get, R"("put","queue":"r","item":0,"size":1)"}, "");
    row("put twice elsewhere", {put, R"("put","queue":"r","item":0,"size":1)"}, "put 1");
    row("another put than waited for",
        {R"("put_wait","queue":"q","item":0)", put, R"("get_wait","queue":"q")", get}, "");
    row("timed out without a timeout", {sleep, wake, R"("timed_out")"}, "timed_out 1");
    row("timed out", {R"("timeout","seconds":1)", sleep, R"("timed_out")", end}, "");
    row("a time-out within the clean-up of another",
        {R"("timeout","seconds":1)", sleep, R"("timeout","seconds":1)", sleep, R"("timed_out")",
         R"("timed_out")", end},
        "");
    row("timed out twice", {R"("timeout","seconds":1)", sleep, R"("timed_out")", R"("timed_out")"},
        "timed_out 1");
    const QByteArray request = R"("request","server":"s","path":"/1")", from = R"(,"server":"s")";
    const QByteArray response = R"("response","server":"s","status":200,"bytes":3)";
    row("a request",
        {request, R"("connecting")" + from, R"("connected")" + from, R"("first_byte")" + from, response}, "");
    row("a response without a byte", {request, R"("connected")" + from, response}, "response 1");
    row("a byte without a connection", {request, R"("first_byte")" + from, response}, "first_byte 1");
}

void TestEventListReader::tellsEventsThatDoNotFollow()
{
    QFETCH(QByteArrayList, events);
    QFETCH(QByteArray, kinds);
    std::string text = line("0", "a", "\"started\"");
    for (int i = 0; i < events.size(); ++i)
        text += line(std::to_string(i + 1), "a", events[i].toStdString());
    const ReadRecording read = readText(text);
    QCOMPARE(read.recording->report.isSound(), kinds.isEmpty());
    const bool isOne = kinds.endsWith(" 1");
    QCOMPARE(sentencesOf(read), kinds.isEmpty() ? std::string()
                                : isOne         ? "an event does not follow from those before it (" +
                                              kinds.toStdString() + "); it is read as it stands\n"
                                        : kinds.split(' ').back().toStdString() +
                                              " events do not follow from those before them (" +
                                              kinds.toStdString() + "); they are read as they stand\n");
}

void TestEventListReader::tellsPutsOfWhatStandsThere()
{
    const std::string put =
        line("0", "a", "\"started\"") + line("1", "a", "\"put\",\"queue\":\"q\",\"item\":0,\"size\":1");
    QCOMPARE(toldOf(put + line("1", "a", "\"put\",\"queue\":\"q\",\"item\":0,\"size\":1") +
                    line("2", "a", "\"get\",\"queue\":\"q\",\"item\":0,\"size\":0")),
             "a put is of an item that stands in its queue already; it is left out [a at 1 s, byte " +
                 std::to_string(put.size()) + "]\n");
}

void TestEventListReader::tellsQueuesOfOtherLengths()
{
    const auto put = [](int item, int size) {
        return line("1", "a",
                    "\"put\",\"queue\":\"q\",\"item\":" + std::to_string(item) +
                        ",\"size\":" + std::to_string(size));
    };
    const std::string begin = line("0", "a", "\"started\"") + put(0, 1);
    QCOMPARE(toldOf(begin + put(1, 2) + put(2, 3)), std::string());
    QCOMPARE(toldOf(begin + put(1, 1) + put(2, 2)),
             "a queue has another length than the puts and gets before make it; the puts and gets are what "
             "counts [a at 1 s, byte " +
                 std::to_string(begin.size()) + "]\n");
    QVERIFY(!readText(begin + put(1, 1)).recording->report.isSound());
}

void TestEventListReader::takesWaitsThatAreCutShortByWhatIsTold()
{
    // b sleeps and is cut short; c sleeps through it all, so that no interruption can have done it.
    const std::string begin = line("0", "c-0", "\"started\"") + line("0", "c-0", "\"sleep\",\"seconds\":9") +
                              line("0", "a", "\"started\"") + line("0", "a", "\"sleep\",\"seconds\":1") +
                              line("0", "b", "\"started\"") + line("0", "b", "\"sleep\",\"seconds\":1") +
                              line("1", "b", "\"wake\"");
    const std::string sleeps = line("1", "b", "\"sleep\",\"seconds\":5");
    const std::string aWakes = line("1", "a", "\"wake\""),
                      aSleeps = line("2", "a", "\"sleep\",\"seconds\":9");
    const std::string cut = line("2", "b", "\"ended\",\"outcome\":\"cancelled\"");
    const std::string rest = line("9", "c-0", "\"wake\"");
    QCOMPARE(toldOf(begin + sleeps + cut + rest),
             "a task goes on from a wait that does not end and that nobody cuts short; the wait is drawn up "
             "to there [b at 2 s, byte " +
                 std::to_string(begin.size() + sleeps.size()) + "]\n");
    QVERIFY(!readText(begin + sleeps + cut + rest).recording->report.isSound());
    QCOMPARE(
        toldOf(begin + sleeps + aWakes + line("2", "a", "\"cancel\",\"group\":\"b\"") + aSleeps + cut + rest),
        std::string());
    QCOMPARE(toldOf(begin + line("1", "b", "\"timeout\",\"seconds\":1") + sleeps + cut + rest),
             std::string());
    // Who is cancelled while it awaits others cancels them.
    QCOMPARE(toldOf(begin + sleeps + aWakes + line("1", "a", "\"timeout\",\"seconds\":1") +
                    line("1", "a", "\"await_wait\",\"group\":\"b\"") + cut + line("2", "a", "\"timed_out\"") +
                    aSleeps + rest),
             std::string());
    // And one of those that are awaited fails.
    QCOMPARE(toldOf(begin + line("1", "b", "\"sleep\",\"seconds\":0") + aWakes +
                    line("1", "a", "\"await_wait\",\"group\":\"b\"") + line("1", "b", "\"wake\"") +
                    line("1", "b", "\"ended\",\"outcome\":\"failed\",\"error\":\"x\"") +
                    line("1", "a", "\"ended\",\"outcome\":\"failed\",\"error\":\"x\"") + rest),
             std::string());
    // The same wait at the same instant again is no clean-up.
    QCOMPARE(
        sentencesOf(readText(begin + sleeps + sleeps)),
        std::string("an event does not follow from those before it (sleep 1); it is read as it stands\n"));
    QCOMPARE(sentencesOf(readText(begin + line("1", "b", "\"timeout\",\"seconds\":0") + sleeps + sleeps)),
             std::string("a line is the one before it again, which a run may have written or not; it is read "
                         "as it stands\n"));
    // A group has not ended as long as one of its tasks goes on.
    QCOMPARE(
        sentencesOf(readText(begin + sleeps + aWakes + line("1", "a", "\"await_wait\",\"group\":\"c\"") +
                             line("1", "a", "\"await\",\"group\":\"c\""))),
        std::string("an event does not follow from those before it (await 1); it is read as it stands\n"));
}

/// Of the wait that a lost line told nothing is left but that the task does nothing while others do.
void TestEventListReader::tellsALostWaitByWhatOthersDoMeanwhile()
{
    const std::string begin = line("0", "a", "\"started\"");
    const std::string waits = line("0", "a", "\"get_wait\",\"queue\":\"q\"");
    const std::string other = line("0", "b", "\"started\"") +
                              line("1", "b", "\"put\",\"queue\":\"q\",\"item\":0,\"size\":1") +
                              line("1", "b", "\"ended\",\"outcome\":\"finished\"");
    const std::string gets = line("1", "a", "\"get\",\"queue\":\"q\",\"item\":0,\"size\":0");
    QCOMPARE(toldOf(begin + waits + other + gets), std::string());
    QCOMPARE(
        toldOf(begin + other + gets),
        "a task does something while another one runs that has not begun to wait; the other one is drawn "
        "as if it ran on [b at 0 s, byte " +
            std::to_string(begin.size()) + "]\n");
    QVERIFY(!readText(begin + other + gets).recording->report.isSound());
}

void TestEventListReader::takesAnInterruptionOfTheRun()
{
    // It cancels all tasks at once, and no event tells it.
    std::string text;
    for (const char* task : {"a", "b"})
        text += line("0", task, "\"started\"") + line("0", task, "\"sleep\",\"seconds\":5");
    for (const char* task : {"a", "b"})
        text += line("2", task, "\"ended\",\"outcome\":\"cancelled\"");
    QCOMPARE(toldOf(text), std::string());
}

void TestEventListReader::tellsALostEndOfASleepThatNoInterruptionExplains_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char* name : {"thread-pool", "asyncq", "gather"})
        QTest::newRow(name) << QByteArray(name);
}

/// An interruption cuts all waits short, once: it is not where a wait that was under way comes to its end,
/// and is behind the starts of all.
void TestEventListReader::tellsALostEndOfASleepThatNoInterruptionExplains()
{
    QFETCH(QByteArray, name);
    const auto file = ScenarioFile::read(findBuiltinScenario(name.toStdString())->text);
    RunOptions options = recorded();
    options.virtualClock = true;
    Run run(std::make_shared<Scenario>(*file->resolve()), options);
    run.runVirtual();
    const std::string text = eventListOf(run);
    int removed = 0;
    for (std::size_t at = 0, end = 0; at < text.size(); at = end) {
        end = text.find('\n', at) + 1;
        const std::string_view line = std::string_view(text).substr(at, end - at);
        if (line.find("\"wake\"") == line.npos && line.find("\"offload_done\"") == line.npos) continue;
        ++removed;
        QVERIFY2(!readText(text.substr(0, at) + text.substr(end)).recording->report.isSound(),
                 std::string(line).c_str());
    }
    QVERIFY(removed > 3);
}

void TestEventListReader::takesInterruptionsWithCleanUp()
{
    // At 2 a and b are cut short, and c, which awaits a, goes on when that has ended: in clean-ups they wait
    // in peace, get what comes, and run out of time.
    const std::string begin = line("0", "a", "\"started\"") + line("0", "a", "\"sleep\",\"seconds\":5") +
                              line("0", "b", "\"started\"") + line("0", "b", "\"get_wait\",\"queue\":\"q\"") +
                              line("0", "c", "\"started\"") +
                              line("0", "c", "\"await_wait\",\"group\":\"a\"");
    const std::string cleanUp = line("2", "a", "\"put\",\"queue\":\"q\",\"item\":0,\"size\":1") +
                                line("2", "a", "\"sleep\",\"seconds\":1") +
                                line("2", "b", "\"get\",\"queue\":\"q\",\"item\":0,\"size\":0") +
                                line("2", "b", "\"sleep\",\"seconds\":3") + line("3", "a", "\"wake\"") +
                                line("3", "a", "\"ended\",\"outcome\":\"cancelled\"") +
                                line("3", "c", "\"sleep\",\"seconds\":1") + line("4", "c", "\"wake\"") +
                                line("4", "c", "\"ended\",\"outcome\":\"cancelled\"") +
                                line("5", "b", "\"wake\"");
    const std::string end = line("5", "b", "\"ended\",\"outcome\":\"cancelled\"");
    QCOMPARE(toldOf(begin + cleanUp + end), std::string());
    // Nobody finishes behind it, or begins.
    QVERIFY(!readText(begin + cleanUp + line("5", "b", "\"ended\",\"outcome\":\"finished\""))
                 .recording->report.isSound());
    QVERIFY(!readText(begin + cleanUp + end + line("5", "d", "\"started\"")).recording->report.isSound());
    // And it comes once, also behind a cancellation that has been met.
    const std::string again = line("2", "a", "\"sleep\",\"seconds\":9") +
                              line("3", "a", "\"sleep\",\"seconds\":2") +
                              line("4", "a", "\"sleep\",\"seconds\":1");
    QVERIFY(!readText(begin + again).recording->report.isSound());
    const std::string cancel = line("1", "d", "\"started\"") + line("1", "d", "\"cancel\",\"group\":\"a\"") +
                               line("1", "d", "\"ended\",\"outcome\":\"finished\"");
    QCOMPARE(toldOf(begin + cancel + again.substr(again.find('\n') + 1)), std::string());
    QVERIFY(!readText(begin + cancel + again + line("4", "a", "\"sleep\",\"seconds\":7"))
                 .recording->report.isSound());
    // No time-out cuts a wait short before it has run out.
    const std::string timeout = line("0", "a", "\"started\"") + line("0", "a", "\"timeout\",\"seconds\":3") +
                                line("0", "a", "\"sleep\",\"seconds\":1");
    QVERIFY(!readText(timeout + line("1", "a", "\"ended\",\"outcome\":\"cancelled\"") +
                      line("1", "b", "\"started\""))
                 .recording->report.isSound());
    QCOMPARE(toldOf(timeout + line("3", "a", "\"ended\",\"outcome\":\"cancelled\"") +
                    line("3", "b", "\"started\"")),
             std::string());
}

void TestEventListReader::whateverARunWritesFollows()
{
    // The cases that the differential tests compare with asyncio: cancellations at every place, and the like.
    const QDir cases(QStringLiteral(SOJOURN_CASES));
    const QStringList names = cases.entryList({QStringLiteral("*.json")});
    QVERIFY(names.size() > 50);
    for (const QString& name : names) {
        QFile file(cases.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto read = ScenarioFile::read(file.readAll().toStdString());
        if (!read || name.contains(QStringLiteral("draws"))) continue; // instants beyond those that are read
        const auto scenario = read->resolve();
        if (!scenario) continue;
        RunOptions options = recorded();
        options.virtualClock = true;
        options.until = std::chrono::seconds(60);
        Run run(std::make_shared<Scenario>(*scenario), options);
        run.runVirtual();
        const std::string text = eventListOf(run);
        if (text.empty()) continue;
        const ReadRecording again = readText(text, "run.jsonl");
        QVERIFY2(again.recording, again.problem.c_str());
        for (const ImportFinding& finding : again.recording->report.findings)
            QVERIFY2(finding.fault == ImportFault::Repeated,
                     (name.toStdString() + ": " + finding.sentence).c_str());
    }
}

void TestEventListReader::takesAListWithoutItsBeginning()
{
    // a slept before; b's get of an item from before was left out, f was set, and q has one item more.
    const std::string rest =
        line("1", "a", "\"wake\"") + line("1", "a", "\"put\",\"queue\":\"q\",\"item\":0,\"size\":2") +
        line("1", "a", "\"get_wait\",\"queue\":\"r\"") + line("1", "b-1", "\"get_wait\",\"queue\":\"q\"") +
        line("1", "b-1", "\"task_done\",\"queue\":\"q\"") + line("1", "b-1", "\"flag_wait\",\"flag\":\"f\"") +
        line("1", "b-1", "\"flag\",\"flag\":\"f\"") + line("1", "b-1", "\"sleep\",\"seconds\":5") +
        line("2", "c", "\"await\",\"group\":\"d\"");
    const ReadRecording read = readText(rest);
    QCOMPARE(sentencesOf(read),
             std::string("3 tasks go on with what they did before: the list begins in the middle of "
                         "the run; what they did until then is not in the list\n"));
    QVERIFY(read.recording->report.isSound());
    // Not so behind a start, unless others of its group started before it.
    QVERIFY(!readText(line("0", "x", "\"started\"") + rest).recording->report.isSound());
    QVERIFY(!readText(line("0", "x-0", "\"started\"") + rest).recording->report.isSound());
    QVERIFY(readText(line("0", "x-7", "\"started\"") + line("0", "x-7", "\"sleep\",\"seconds\":9") + rest)
                .recording->report.isSound());
    // What no beginning explains is told.
    QVERIFY(!readText(rest + line("2", "a", "\"wake\"")).recording->report.isSound());
}

void TestEventListReader::tellsLinesThatAreRepeated()
{
    const std::string begin = line("0", "a", "\"started\"");
    for (const char* rest :
         {"\"set\",\"flag\":\"f\"", "\"cancel\",\"group\":\"a\"", "\"timeout\",\"seconds\":1",
          "\"drawn\",\"value\":0.5", "\"work\",\"seconds\":0"}) {
        const std::string once = line("1", "a", rest);
        QCOMPARE(toldOf(begin + once + once),
                 "a line is the one before it again, which a run may have written or not; it is read as it "
                 "stands [a at 1 s, byte " +
                     std::to_string(begin.size() + once.size()) + "]\n");
        QVERIFY(readText(begin + once + once).recording->report.isSound());
        QCOMPARE(toldOf(begin + once + line("2", "a", rest)), std::string());
    }
}

void TestEventListReader::tellsNamesThatAreNoTexts()
{
    const std::string begin = line("0", "a", "\"started\"");
    for (const std::string& rest :
         {line("0", "\xff", "\"started\""), begin + line("1", "a", "\"set\",\"flag\":\"f\xff\""),
          begin + line("1", "a", "\"cancel\",\"group\":\"\\ud800\""),
          begin + line("1", "a", "\"get_wait\",\"queue\":\"\xc3\""),
          begin + line("1", "a", "\"request\",\"server\":\"\xff\",\"path\":\"/\""),
          begin + line("1", "a", "\"ended\",\"outcome\":\"failed\",\"error\":\"\xff\"")}) {
        QCOMPARE(findingsOf(rest), std::string("bad_text, mended: 1\n"));
    }
    QCOMPARE(toldOf(begin + line("1", "a", "\"set\",\"flag\":\"a\\tb\"")),
             "a name has control characters; they stand as spaces in it [byte " +
                 std::to_string(begin.size()) + "]\n");
}

QTEST_APPLESS_MAIN(TestEventListReader)
#include "tst_event_list_reader.moc"
