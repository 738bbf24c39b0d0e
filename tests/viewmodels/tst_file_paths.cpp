#include "viewmodels/panels/file_paths.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sojourn;

class TestFilePaths : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    FilePaths m_paths;

    QUrl in(const QString& name) const { return QUrl::fromLocalFile(m_folder.filePath(name)); }
    QUrl folder() const { return QUrl::fromLocalFile(m_folder.path()); }

private Q_SLOTS:
    void aPipeIsCalledSoAndAFileByItsName()
    {
        QCOMPARE(openedName(QStringLiteral("/dev/fd/63")), QStringLiteral("pipe"));
        QCOMPARE(openedName(QStringLiteral("/dev/stdin")), QStringLiteral("pipe"));
        QCOMPARE(openedName(QStringLiteral("/tmp/63")), QStringLiteral("63"));
    }
    void initTestCase()
    {
        QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("sub")));
        for (const char* name : {"asyncq.json", "asyncq-2.json"}) {
            QFile file(m_folder.filePath(QLatin1String(name)));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
    }

    void readsWhatIsTyped()
    {
        QCOMPARE(m_paths.urlOf(QStringLiteral("a.json"), folder()), in(QStringLiteral("a.json")));
        QCOMPARE(m_paths.urlOf(QStringLiteral(" sub/../a.json "), folder()), in(QStringLiteral("a.json")));
        QCOMPARE(m_paths.urlOf(QStringLiteral("/etc/hosts"), folder()),
                 QUrl(QStringLiteral("file:///etc/hosts")));
        QCOMPARE(m_paths.urlOf(QStringLiteral("~/x"), folder()),
                 QUrl::fromLocalFile(QDir::homePath() + QStringLiteral("/x")));
        QCOMPARE(m_paths.urlOf(QStringLiteral("~x"), folder()), in(QStringLiteral("~x")));
        QCOMPARE(m_paths.urlOf(QStringLiteral("file:///etc/hosts"), folder()),
                 QUrl(QStringLiteral("file:///etc/hosts")));
        QCOMPARE(m_paths.urlOf(QString(), folder()), folder());
    }

    void showsFoldersWithASeparator()
    {
        QCOMPARE(m_paths.pathOf(folder()), m_folder.path() + QLatin1Char('/'));
        QCOMPARE(m_paths.pathOf(QUrl(QStringLiteral("file:///"))), QStringLiteral("/"));
        QCOMPARE(m_paths.pathOf(in(QStringLiteral("a.json"))), m_folder.filePath(QStringLiteral("a.json")));
        QCOMPARE(m_paths.folderOf(QUrl(QStringLiteral("file:///"))), QUrl(QStringLiteral("file:///")));
        QCOMPARE(m_paths.folderOf(in(QStringLiteral("a.json"))), folder());
    }

    void onlyAFileIsReplaced()
    {
        QVERIFY(m_paths.isReplaced(in(QStringLiteral("asyncq.json"))));
        QVERIFY(!m_paths.isReplaced(in(QStringLiteral("none.json"))));
        QVERIFY(!m_paths.isReplaced(folder()));
        QVERIFY(!m_paths.isReplaced(QUrl::fromLocalFile(QStringLiteral("/dev/null"))));
    }

    void startsBesideWhatIsOpen()
    {
        QCOMPARE(m_paths.startBeside(in(QStringLiteral("asyncq.json"))), folder());
        QCOMPARE(m_paths.startBeside(QUrl()), m_paths.start());
        QCOMPARE(m_paths.startBeside(QUrl(QStringLiteral("file:///dev/null"))), m_paths.start());
    }

    void knowsWhatIsThere()
    {
        QVERIFY(m_paths.exists(in(QStringLiteral("asyncq.json"))));
        QVERIFY(!m_paths.exists(in(QStringLiteral("nothing"))));
        QVERIFY(m_paths.isFolder(in(QStringLiteral("sub"))));
        QVERIFY(!m_paths.isFolder(in(QStringLiteral("asyncq.json"))));
        QVERIFY(m_paths.isReadable(folder()));
        QVERIFY(!m_paths.isReadable(in(QStringLiteral("nothing"))));
    }

    void suggestsANameThatIsFree()
    {
        const QString filter = QStringLiteral("Chrome trace (*.json)");
        QCOMPARE(m_paths.suggested(folder(), QStringLiteral("asyncq"), filter),
                 in(QStringLiteral("asyncq-3.json")));
        QCOMPARE(m_paths.suggested(folder(), QStringLiteral("mine.json"), filter),
                 in(QStringLiteral("mine.json")));
        for (const char* const opened :
             {"mine.sojourn", "mine.json.gz", "mine.speedscope.json", "mine.pftrace.zst"})
            QCOMPARE(m_paths.suggested(folder(), QLatin1String(opened), filter),
                     m_paths.suggested(folder(), QStringLiteral("mine"), filter));
        QCOMPARE(m_paths.suggested(folder(), QStringLiteral("mine"), QStringLiteral("All files (*)")),
                 in(QStringLiteral("mine")));
    }

    void takesTheEndingOfAKind()
    {
        const QString table = QStringLiteral("Table (*.csv)");
        QCOMPARE(m_paths.patternsOf(QStringLiteral("Tables (*.csv *.tsv)")),
                 QStringList({QStringLiteral("*.csv"), QStringLiteral("*.tsv")}));
        QCOMPARE(m_paths.withEnding(QStringLiteral("/a.b/run.json"), table), QStringLiteral("/a.b/run.csv"));
        QCOMPARE(m_paths.withEnding(QStringLiteral("/a.b/run"), table), QStringLiteral("/a.b/run.csv"));
        QCOMPARE(m_paths.withEnding(QStringLiteral("/a.b/.hidden"), table),
                 QStringLiteral("/a.b/.hidden.csv"));
        QCOMPARE(m_paths.withEnding(QStringLiteral("/a.b/"), table), QStringLiteral("/a.b/"));
        QCOMPARE(m_paths.withEnding(QStringLiteral("run.json"), QStringLiteral("All files (*)")),
                 QStringLiteral("run.json"));
    }
};

QTEST_GUILESS_MAIN(TestFilePaths)
#include "tst_file_paths.moc"
