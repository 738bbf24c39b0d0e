#include "formats/import/import_progress.h"

#include <QTest>

using namespace sojourn;
using namespace std::chrono_literals;

class TestImportProgress final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ofAPipeNobodyKnows()
    {
        ImportProgress progress;
        progress.bytesRead = 1000;
        QVERIFY(!progress.share());
        QVERIFY(!progress.timeLeft(10s));
    }

    void theRestTakesAsLongAsWhatWasRead()
    {
        ImportProgress progress;
        progress.bytesTotal = 1000;
        progress.bytesRead = 250;
        QCOMPARE(progress.share().value_or(-1), 0.25);
        QVERIFY(progress.timeLeft(10s) == 30s);
        progress.bytesRead = 1000;
        QVERIFY(progress.timeLeft(10s) == 0s);
        progress.bytesRead = 1200; // the file grew meanwhile
        QCOMPARE(progress.share().value_or(-1), 1.0);
    }

    void anEstimateIsSaidToTheSecond()
    {
        QCOMPARE(roughly(0s), std::string("0 s"));
        QCOMPARE(roughly(6s), std::string("6 s"));
        QCOMPARE(roughly(192s), std::string("3 min 12 s"));
    }

    void tooLittleTellsNothing()
    {
        ImportProgress progress;
        progress.bytesTotal = 1000;
        progress.bytesRead = 5;
        QVERIFY(!progress.timeLeft(1s));
    }
};

QTEST_APPLESS_MAIN(TestImportProgress)
#include "tst_import_progress.moc"
