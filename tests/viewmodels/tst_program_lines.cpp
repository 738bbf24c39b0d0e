#include "session_fixture.h"
#include "viewmodels/program/program_lines.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>

using namespace sojourn;
using namespace sojourn::test;

namespace {

const QByteArray program = R"({"format": "sojourn-scenario", "version": 1, "name": "p", "title": "P",
 "queues": [{"name": "work", "capacity": 1}],
 "tasks": [
  {"name": "main", "steps": [{"await": "maker"}]},
  {"name": "maker", "count": 3, "steps": [
    {"repeat": 2, "steps": [{"sleep": {"uniform": [1, 2]}}, {"put": "work"}]},
    {"steps": [{"sleep": 1}], "finally": [{"log": "bye"}, {"sleep": 5}]}
  ]},
  {"name": "taker", "steps": [{"repeat": "forever", "steps": [{"get": "work"}, {"sleep": 4}]}]}
 ]})";

/// The words that need more than a line of code each.
const QByteArray words = R"({"format": "sojourn-scenario", "version": 1, "name": "w", "title": "W",
 "parameters": {"end_mark": {"label": "End mark", "value": "last", "choices": ["first", "last"]}},
 "queues": [{"name": "work"}], "events": ["done"],
 "servers": [{"name": "api", "latency": 1}],
 "tasks": [
  {"name": "main", "steps": [
    {"if": {"equal": ["$end_mark", "first"]}, "steps": [{"put": "work", "sentinel": true}, {"sleep": 9}],
     "else": [{"put": "work", "value": {"text": "number {index}"}}, {"sleep": 2}]},
    {"request": "api", "path": "/api/v2/pokemon/{n}"},
    {"offload": 3, "log": "back again"},
    {"cancel": "other", "unless": "done"},
    {"if": {"not": {"equal": [1, 0]}}, "steps": [{"log": "bye, {task}"}]}
  ]},
  {"name": "other", "steps": [{"sleep": 20}]}
 ]})";

struct Shown : SessionFixture
{
    explicit Shown(const QByteArray& text = program)
    {
        Session::Start how = start(true, 1, write(QStringLiteral("p.json"), text));
        session.begin(how);
        computed = QTest::qWaitFor([&] { return session.document()->endSeconds() > 0; }, patience);
        session.pause();
        lines.setSession(&session);
    }
    /// The line of the group whose code is this.
    int lineOf(const QString& group, const QString& code) const
    {
        QString now;
        for (int row = 0; row < lines.count(); ++row) {
            if (at(row, ProgramLines::HeadingRole).toBool()) now = at(row, ProgramLines::WordRole).toString();
            const QString text = (at(row, ProgramLines::WordRole).toString() + QLatin1Char(' ') +
                                  at(row, ProgramLines::RestRole).toString())
                                     .trimmed();
            if (now == group && text == code) return row;
        }
        return -1;
    }
    QVariant at(int row, int role) const { return lines.data(lines.index(row), role); }
    int marksAt(int row) const
    {
        return static_cast<int>(at(row, ProgramLines::LooksRole).value<QList<int>>().size());
    }
    void goTo(double seconds)
    {
        session.document()->setPlayheadSeconds(seconds);
        QTest::qWait(80); // marks follow some twenty times a second
    }

    Session session;
    ProgramLines lines;
    bool computed = false;
};

} // namespace

class TestProgramLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheStepsOfEachGroupAsShortCode()
    {
        Shown s;
        QVERIFY(s.computed);
        const QAbstractItemModelTester tester(&s.lines);
        QVERIFY(s.lineOf(QStringLiteral("main"), QStringLiteral("await maker")) > 0);
        const int sleep = s.lineOf(QStringLiteral("maker"), QStringLiteral("sleep 1 … 2 s"));
        QVERIFY(sleep > 0);
        QCOMPARE(s.at(sleep, ProgramLines::IndentRole).toInt(), 1);
        QCOMPARE(s.at(sleep, ProgramLines::NumberRole).toInt(), 2); // behind repeat
        QVERIFY(s.lineOf(QStringLiteral("maker"), QStringLiteral("finally")) > 0);
        QVERIFY(s.lineOf(QStringLiteral("taker"), QStringLiteral("repeat forever")) > 0);
    }

    void aMarkStandsWhereItsTaskDoes()
    {
        Shown s;
        QVERIFY(s.computed);
        s.goTo(0.5);
        QCOMPARE(s.marksAt(s.lineOf(QStringLiteral("main"), QStringLiteral("await maker"))), 1);
        const int sleep = s.lineOf(QStringLiteral("maker"), QStringLiteral("sleep 1 … 2 s"));
        QCOMPARE(s.marksAt(sleep), 3);
        QVERIFY(
            s.at(sleep, ProgramLines::TextRole).toString().startsWith(QStringLiteral("3, next goes on in")));
        const int get = s.lineOf(QStringLiteral("taker"), QStringLiteral("get work"));
        QCOMPARE(s.marksAt(get), 1);
        QCOMPARE(s.at(get, ProgramLines::TextRole).toString(), QStringLiteral("taker"));
        // Every task that has begun and not ended stands somewhere.
        int all = 0;
        for (int row = 0; row < s.lines.count(); ++row)
            all += s.marksAt(row);
        QCOMPARE(all, 5);
    }

    void stepsOfACleanUpAreToldFromThoseBefore()
    {
        Shown s;
        QVERIFY(s.computed);
        const int cleanUp = s.lineOf(QStringLiteral("maker"), QStringLiteral("sleep 5 s"));
        bool seen = false;
        for (double t = 0; t < s.session.document()->endSeconds() && !seen; t += 0.5) {
            s.goTo(t);
            seen = s.marksAt(cleanUp) > 0;
        }
        QVERIFY(seen);
        QCOMPARE(s.marksAt(s.lineOf(QStringLiteral("maker"), QStringLiteral("log “bye”"))), 0);
    }

    void whatAnIfLeavesOutIsNotShownAndKeepsItsNumbers()
    {
        Shown s(words);
        QVERIFY(s.computed);
        const QString main = QStringLiteral("main");
        QCOMPARE(s.lineOf(main, QStringLiteral("sleep 9 s")), -1);
        const int sleep = s.lineOf(main, QStringLiteral("sleep 2 s"));
        QVERIFY(sleep > 0);
        QCOMPARE(s.at(sleep, ProgramLines::NumberRole).toInt(), 2); // behind put: counted among those shown
        s.goTo(1);
        QCOMPARE(s.marksAt(sleep), 1);
    }

    void aRequestAThreadAndAFlagHaveTheirWords()
    {
        Shown s(words);
        QVERIFY(s.computed);
        const QString main = QStringLiteral("main");
        QVERIFY(s.lineOf(main, QStringLiteral("put work, “number {index}”")) > 0);
        const int request = s.lineOf(main, QStringLiteral("request api /api/v2/pokemon/{n}"));
        QVERIFY(request > 0);
        s.goTo(2.5);
        QCOMPARE(s.marksAt(request), 1);
        const int thread = s.lineOf(main, QStringLiteral("offload 3 s to a thread"));
        QVERIFY(thread > 0);
        s.goTo(4);
        QCOMPARE(s.marksAt(thread), 1);
        QVERIFY(s.lineOf(main, QStringLiteral("cancel other, unless done")) > 0);
        QVERIFY(s.lineOf(main, QStringLiteral("log “bye, {task}”")) > 0);
        QVERIFY(s.lineOf(main, QStringLiteral("log “back again”")) > 0);
        // What the parameters decide before the run is no line, nor is what they leave out.
        QCOMPARE(s.lineOf(main, QStringLiteral("sleep 9 s")), -1);
        for (int row = 0; row < s.lines.count(); ++row)
            QVERIFY(s.at(row, ProgramLines::WordRole).toString() != QStringLiteral("if"));
    }

    void shortTimesHaveUnitsInPlaceOfPowersOfTen()
    {
        Shown s(fileOf(R"({"sleep": 1e-7}, {"sleep": {"erlang": [3, 2.5e-5]}},
                          {"sleep": {"uniform": [1e-9, 5e-8]}}, {"sleep": 0.0005}, {"sleep": 0})"));
        QVERIFY(s.computed);
        const QString only = QStringLiteral("only");
        QVERIFY(s.lineOf(only, QStringLiteral("sleep 100 ns")) > 0);
        QVERIFY(s.lineOf(only, QStringLiteral("sleep Erlang 3, mean 25 µs")) > 0);
        QVERIFY(s.lineOf(only, QStringLiteral("sleep 1 … 50 ns")) > 0);
        QVERIFY(s.lineOf(only, QStringLiteral("sleep 0.0005 s")) > 0);
        QVERIFY(s.lineOf(only, QStringLiteral("sleep 0 s")) > 0);
    }

    void theSelectedTasksLineIsLitInBoth()
    {
        Shown s;
        QVERIFY(s.computed);
        ProgramLines python;
        python.setProperty("language", ProgramLines::Python);
        python.setSession(&s.session);
        s.goTo(0.5);
        QCOMPARE(s.lines.selectedLine(), -1);
        const int sleep = s.lineOf(QStringLiteral("maker"), QStringLiteral("sleep 1 … 2 s"));
        s.lines.selectAt(sleep);
        QCOMPARE(s.session.document()->selectedTask(), 1);
        QCOMPARE(s.lines.selectedLine(), sleep);
        QVERIFY(python.selectedLine() > 0);
        const QString code =
            python.data(python.index(python.selectedLine()), ProgramLines::RestRole).toString();
        QVERIFY2(code.contains(QStringLiteral("sleep")), qPrintable(code));
        QVERIFY(s.lines.selectedText().contains(QStringLiteral("sleeping")));
        s.lines.selectAt(sleep); // the next one that stands there
        QCOMPARE(s.session.document()->selectedTask(), 2);
        s.lines.selectAt(0); // a heading: nobody stands there
        QCOMPARE(s.session.document()->selectedTask(), 2);
    }

    void theProgramIsCopiedAndSaved()
    {
        Shown s;
        QVERIFY(s.computed);
        s.session.copyPython();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.contains(QStringLiteral("async def maker(")));
        s.session.savePython(s.url(QStringLiteral("p.py")));
        QTRY_VERIFY(!s.read(QStringLiteral("p.py")).isEmpty());
        QCOMPARE(QString::fromUtf8(s.read(QStringLiteral("p.py"))), copied);
        s.session.clearReport();
        s.session.savePython(s.url(QStringLiteral("no/such/folder/p.py")));
        QTRY_VERIFY(s.session.reportIsError());
    }

    void nobodyLooksWhileItIsNotActive()
    {
        Shown s;
        QVERIFY(s.computed);
        s.lines.setActive(false);
        QSignalSpy marked(&s.lines, &ProgramLines::marksChanged);
        s.goTo(1.5);
        QCOMPARE(marked.count(), 0);
        s.lines.setActive(true);
        QVERIFY(marked.count() > 0);
    }

    void withoutASessionItIsEmpty()
    {
        ProgramLines lines;
        QCOMPARE(lines.count(), 0);
        QCOMPARE(lines.selectedLine(), -1);
        lines.selectAt(3);
    }
};

QTEST_MAIN(TestProgramLines)
#include "tst_program_lines.moc"
