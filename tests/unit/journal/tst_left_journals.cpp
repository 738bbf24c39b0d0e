#include "journal/left_journals.h"
#include "journal/run_journal.h"
#include "support/run_journals.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

class TestLeftJournals final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsThoseThatNobodyHolds();
    void removesTheOldest();
};

void TestLeftJournals::findsThoseThatNobodyHolds()
{
    const QTemporaryDir folder;
    const FinishedRun run = exampleRun();
    const RunJournal living(folder.path().toStdString(), {run.info, run.log, {}});
    QVERIFY(living.isOpen());
    QVERIFY(leftJournals(folder.path()).empty());
    QVERIFY(leaveJournal(folder.path(), QStringLiteral("a"), run));
    std::vector<LeftJournal> left = leftJournals(folder.path());
    QCOMPARE(left.size(), std::size_t{1});
    QVERIFY(leftJournals(folder.path()).empty()); // it is held now
    left.front().remove();
    QVERIFY(!left.front().isHeld());
    QCOMPARE(filesIn(folder.path()).size(), 1); // the living one
}

void TestLeftJournals::removesTheOldest()
{
    const QTemporaryDir folder;
    const FinishedRun run = exampleRun();
    const QDateTime now = QDateTime::currentDateTime();
    for (int age = 0; age < 8; ++age) {
        QVERIFY(leaveJournal(folder.path(), QString::number(age), run));
        QFile file(folder.filePath(QStringLiteral("journal-%1.sojourn").arg(age)));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(now.addSecs(-60 * age), QFileDevice::FileModificationTime));
    }
    std::vector<LeftJournal> left = leftJournals(folder.path());
    removeOldest(left);
    QCOMPARE(left.size(), mostLeftJournals);
    QVERIFY(left.front().path().endsWith(QStringLiteral("journal-0.sojourn")));
    QStringList kept = filesIn(folder.path());
    kept.sort();
    QCOMPARE(kept.first(), QStringLiteral("journal-0.sojourn"));
    QCOMPARE(kept.last(), QStringLiteral("journal-4.sojourn"));
}

QTEST_GUILESS_MAIN(TestLeftJournals)
#include "tst_left_journals.moc"
