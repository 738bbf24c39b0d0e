#include "formats/output_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace sojourn;

class TestOutputFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void writesAFileWhole();
    void leavesNothingWithoutCommit();
    void keepsTheOldFileUntilCommit();
    void leavesNothingWhenThereIsNoRoom();
    void refusesAFolderAndAMissingFolder();
    void saysThatAFullDeviceIsFull();
    void writesToAPipeDirectly();
    void keepsQuietAboutAReaderThatWentAway();
    void writesToAnOpenDescriptor();

private:
    std::string path(const char* name) const
    {
        return m_folder.filePath(QString::fromUtf8(name)).toStdString();
    }
    QByteArray content(const std::string& path) const
    {
        QFile file(QString::fromStdString(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }
    qsizetype entries() const
    {
        return QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size();
    }

    QTemporaryDir m_folder;
};

void TestOutputFile::initTestCase()
{
    QVERIFY(m_folder.isValid());
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

void TestOutputFile::writesAFileWhole()
{
    OutputFile file(path("größe.txt"));
    QVERIFY(file.open());
    QVERIFY(!file.isDirect());
    file.write("hello");
    QVERIFY(file.commit());
    QCOMPARE(content(path("größe.txt")), QByteArray("hello"));
}

void TestOutputFile::leavesNothingWithoutCommit()
{
    const qsizetype before = entries();
    {
        OutputFile file(path("none.txt"));
        QVERIFY(file.open());
        file.write("hello");
        file.flush();
    }
    QCOMPARE(entries(), before);
}

void TestOutputFile::keepsTheOldFileUntilCommit()
{
    OutputFile first(path("kept.txt"));
    QVERIFY(first.open());
    first.write("old");
    QVERIFY(first.commit());
    OutputFile second(path("kept.txt"));
    QVERIFY(second.open());
    second.write("new");
    second.flush();
    QCOMPARE(content(path("kept.txt")), QByteArray("old"));
    QVERIFY(second.commit());
    QCOMPARE(content(path("kept.txt")), QByteArray("new"));
}

void TestOutputFile::leavesNothingWhenThereIsNoRoom()
{
    const qsizetype before = entries();
    struct rlimit old = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &old), 0);
    const struct rlimit small = {10'000, old.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    OutputFile file(path("large.txt"));
    const bool isOpen = file.open();
    file.write(std::string(1'000'000, 'x'));
    const bool isWritten = file.commit();
    ::setrlimit(RLIMIT_FSIZE, &old);
    QVERIFY(isOpen);
    QVERIFY(!isWritten);
    QCOMPARE(file.problem(), "cannot write " + path("large.txt") + ": file too large");
    QCOMPARE(entries(), before);
}

void TestOutputFile::refusesAFolderAndAMissingFolder()
{
    OutputFile folder(m_folder.path().toStdString());
    QVERIFY(!folder.open());
    QVERIFY(folder.problem().ends_with(": it is a folder; name a file"));
    OutputFile missing(path("no/such.txt"));
    QVERIFY(!missing.open());
    QVERIFY(missing.problem().find("there is no folder") != std::string::npos);
    QVERIFY(!OutputFile("").open());
    OutputFile renamed(m_folder.path().toStdString() + "/a\xff.txt");
    QVERIFY(!renamed.open());
    QVERIFY(renamed.problem().ends_with(": its name is no UTF-8"));
}

void TestOutputFile::saysThatAFullDeviceIsFull()
{
    OutputFile file("/dev/full");
    QVERIFY(!file.open());
    QCOMPARE(file.problem(), std::string("cannot write /dev/full: no space left on device"));
}

void TestOutputFile::writesToAPipeDirectly()
{
    const std::string name = path("fifo");
    QCOMPARE(::mkfifo(name.c_str(), 0600), 0);
    const int reader = ::open(name.c_str(), O_RDONLY | O_NONBLOCK);
    QVERIFY(reader >= 0);
    OutputFile file(name);
    QVERIFY(file.open());
    QVERIFY(file.isDirect());
    file.write("hello");
    file.flush();
    char text[16] = {};
    QCOMPARE(::read(reader, text, sizeof text), ssize_t(5));
    QCOMPARE(std::string(text), std::string("hello"));
    QVERIFY(file.commit());
    ::close(reader);
    struct stat status = {};
    QCOMPARE(::stat(name.c_str(), &status), 0);
    QVERIFY(S_ISFIFO(status.st_mode));
}

void TestOutputFile::keepsQuietAboutAReaderThatWentAway()
{
    int ends[2] = {};
    QCOMPARE(::pipe(ends), 0);
    OutputFile file("/dev/fd/" + std::to_string(ends[1]));
    QVERIFY(file.open());
    ::close(ends[0]);
    file.write("hello");
    QVERIFY(!file.commit());
    QVERIFY(file.isReaderGone());
    QVERIFY(file.problem().empty());
    ::close(ends[1]);
}

void TestOutputFile::writesToAnOpenDescriptor()
{
    QCOMPARE(descriptorOf("/dev/stdout"), 1);
    QCOMPARE(descriptorOf("/dev/fd/17"), 17);
    QCOMPARE(descriptorOf("/dev/fd/x"), -1);
    QCOMPARE(descriptorOf("/dev/fd/"), -1);
    QCOMPARE(descriptorOf("out.csv"), -1);
    OutputFile closed("/dev/fd/999");
    QVERIFY(!closed.open());
    QVERIFY(closed.problem().ends_with("bad file descriptor"));
}

QTEST_APPLESS_MAIN(TestOutputFile)
#include "tst_output_file.moc"
