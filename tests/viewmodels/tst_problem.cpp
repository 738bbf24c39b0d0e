#include "viewmodels/problem.h"

#include <QTest>

using namespace sojourn;

namespace {

/// What is wrong with a file's text.
Problem problemOf(const QString& text)
{
    const std::string utf8 = text.toStdString();
    const Checked<ScenarioFile> read = ScenarioFile::read(utf8);
    if (read) qFatal("the text is sound");
    return Problem::of(read.problem(), QStringLiteral("shop.json"), utf8);
}

QString shop(const QString& step)
{
    return QStringLiteral("{\"format\": \"sojourn-scenario\", \"version\": 1, \"name\": \"shop\",\n"
                          "\"queues\": [{\"name\": \"work\"}],\n"
                          "\"tasks\": [\n"
                          "  {\"name\": \"clerk\", \"steps\": [\n"
                          "    %1\n"
                          "  ]}\n"
                          "]}\n")
        .arg(step);
}

} // namespace

class TestProblem final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatAndWhereAndShowsTheLinesAround()
    {
        const Problem problem = problemOf(shop(QStringLiteral("{\"put\": \"wrok\"}")));
        QVERIFY(problem.present);
        QCOMPARE(problem.title, QStringLiteral("There is no queue “wrok”. Did you mean “work”?"));
        QCOMPARE(problem.file, QStringLiteral("shop.json"));
        QCOMPARE(problem.place, QStringLiteral("tasks[0].steps[0].put"));
        QCOMPARE(problem.suggestion, QStringLiteral("work"));
        QCOMPARE(problem.line, 5);
        QCOMPARE(problem.firstLine, 3);
        QCOMPARE(problem.excerpt.size(), 5);
        const QString wrongLine = problem.excerpt.at(problem.line - problem.firstLine);
        QCOMPARE(wrongLine.mid(problem.column - 1, problem.length), QStringLiteral("wrok"));
        QCOMPARE(problem.sentence,
                 QStringLiteral("shop.json: tasks[0].steps[0].put: there is no queue \"wrok\"; "
                                "did you mean \"work\"?"));
    }

    void countsCharactersBeyondTheFirstPlaneAsQmlDoes()
    {
        const Problem problem =
            problemOf(shop(QStringLiteral("{\"log\": \"\U0001F950 é \U0001F950\"}, {\"put\": \"wrok\"}")));
        const QString wrongLine = problem.excerpt.at(problem.line - problem.firstLine);
        QCOMPARE(wrongLine.mid(problem.column - 1, problem.length), QStringLiteral("wrok"));
    }

    void showsOfALongLineWhatIsAroundTheMistake()
    {
        const QString filler = QStringLiteral("{\"log\": \"x\"}, ").repeated(100);
        const Problem problem = problemOf(shop(filler + QStringLiteral("{\"put\": \"wrok\"}") +
                                               QStringLiteral(", {\"log\": \"x\"}").repeated(1000)));
        const QString wrongLine = problem.excerpt.at(problem.line - problem.firstLine);
        QCOMPARE(wrongLine.mid(problem.excerptColumn - 1, problem.excerptLength), QStringLiteral("wrok"));
        QVERIFY(wrongLine.startsWith(QChar(0x2026)) && wrongLine.endsWith(QChar(0x2026)));
        QVERIFY(wrongLine.size() < 80);
        QCOMPARE(problem.column, 5 + 100 * 14 + 9); // in the file it is where it was
    }

    void aLongLineIsCutWhereItGoesOnOnly()
    {
        const QString filler = QStringLiteral("{\"log\": \"x\"}, ").repeated(100);
        const Problem last = problemOf(shop(filler + QStringLiteral("{\"put\": \"wrok\"}")));
        const QString end = last.excerpt.at(last.line - last.firstLine);
        QVERIFY(end.startsWith(QChar(0x2026)) && end.endsWith(QStringLiteral("\"wrok\"}")));
        QCOMPARE(end.mid(last.excerptColumn - 1, last.excerptLength), QStringLiteral("wrok"));

        const Problem first = problemOf(
            shop(QStringLiteral("{\"put\": \"wrok\"}") + QStringLiteral(", {\"log\": \"x\"}").repeated(9)));
        const QString begin = first.excerpt.at(first.line - first.firstLine);
        QVERIFY(begin.startsWith(QStringLiteral("    {\"put\"")) && begin.endsWith(QChar(0x2026)));
        QCOMPARE(first.excerptColumn, first.column);
    }

    void aPieceThatIsTooLongIsMarkedAsFarAsItIsShown()
    {
        const Problem problem =
            problemOf(shop(QStringLiteral("{\"put\": \"%1\"}").arg(QStringLiteral("w").repeated(300))));
        const QString wrongLine = problem.excerpt.at(problem.line - problem.firstLine);
        QVERIFY(problem.excerptLength > 0);
        QCOMPARE(problem.excerptColumn - 1 + problem.excerptLength, static_cast<int>(wrongLine.size()) - 1);
    }

    void aHeadingSaysWhatItSpeaksOf()
    {
        const Problem problem = problemOf(
            QStringLiteral("{\"format\": \"sojourn-scenario\", \"version\": 1, \"name\": \"shop\",\n"
                           "\"queues\": [{\"name\": \"work\", \"capacity\": -1}], \"tasks\": []}\n"));
        QCOMPARE(problem.title, QStringLiteral("capacity must not be below 0, but is -1."));
    }

    void theFirstAndTheLastLineHaveFewerAround()
    {
        const Problem first = problemOf(QStringLiteral("{\"format\": \"wrong\", \"version\": 1}\n\n\n\n"));
        QCOMPARE(first.firstLine, 1);
        QCOMPARE(first.line, 1);
        QCOMPARE(first.excerpt.size(), 3);
        const Problem cutOff =
            problemOf(QStringLiteral("{\"format\": \"sojourn-scenario\",\n\"version\": 1"));
        QVERIFY(cutOff.line <= 2);
        QVERIFY(!cutOff.excerpt.isEmpty());
    }

    void anEmptyFileHasASentenceToo()
    {
        const Problem problem = problemOf(QString());
        QVERIFY(problem.present);
        QVERIFY(!problem.title.isEmpty());
        QVERIFY(problem.sentence.startsWith(QLatin1String("shop.json: ")));
    }

    void aSentenceAloneHasNoPlace()
    {
        const Problem problem =
            Problem::of("cannot read shop.json: no such file", QStringLiteral("shop.json"));
        QVERIFY(problem.present);
        QCOMPARE(problem.title, QStringLiteral("Cannot read shop.json: no such file."));
        QCOMPARE(problem.sentence, QStringLiteral("cannot read shop.json: no such file"));
        QCOMPARE(Problem::of("shop.json is a folder", QStringLiteral("shop.json")).title,
                 QStringLiteral("shop.json is a folder."));
        const Problem inFolder = Problem::of("f/random.bin is no recording", QStringLiteral("f/random.bin"));
        QCOMPARE(inFolder.title, QStringLiteral("f/random.bin is no recording."));
        QCOMPARE(inFolder.file, QStringLiteral("random.bin"));
        QCOMPARE(problem.line, 0);
        QVERIFY(problem.excerpt.isEmpty());
        QVERIFY(!Problem().present);
    }
};

QTEST_GUILESS_MAIN(TestProblem)
#include "tst_problem.moc"
