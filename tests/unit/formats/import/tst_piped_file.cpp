#include "formats/import/piped_file.h"

#include "formats/output_file.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <chrono>
#include <fcntl.h>
#include <fstream>
#include <future>
#include <sstream>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

using namespace sojourn;
using namespace std::chrono_literals;

namespace {

/// A pipe with something in it.
class Pipe final
{
public:
    explicit Pipe(std::string_view bytes)
    {
        if (::pipe(m_ends.data()) != 0 || !writeWhole(m_ends[1], bytes)) qFatal("no pipe");
    }
    ~Pipe()
    {
        endWriting();
        ::close(m_ends[0]);
    }
    void endWriting()
    {
        if (m_ends[1] >= 0) ::close(m_ends[1]);
        m_ends[1] = -1;
    }
    void write(std::string_view bytes) { writeWhole(m_ends[1], bytes); }
    std::string path() const { return "/dev/fd/" + std::to_string(m_ends[0]); }

private:
    std::array<int, 2> m_ends{};
};

std::string textOf(const std::string& path)
{
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace

class TestPipedFile final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsByWhatStandsInThePipeAndTakesNothing();
    void tellsNothingOfAPipeThatIsSilent();
    void knowsAScenarioWhenItsWriterIsDone();
    void keepsAllThatComesOut();
    void isCancelledWhileNothingComes();
    void aNamedPipeIsNoInheritedOne();
};

void TestPipedFile::tellsByWhatStandsInThePipeAndTakesNothing()
{
    const std::string trace = R"({"traceEvents":[{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"},)";
    Pipe pipe(trace);
    QVERIFY(isPipe(pipe.path()));
    QCOMPARE(tellsRecording(pipe.path(), 0ms), std::optional<bool>(true));
    QCOMPARE(tellsRecording(pipe.path(), 0ms), std::optional<bool>(true));
    pipe.endWriting();
    ImportProgress progress;
    QCOMPARE(textOf(settledFile(pipe.path(), progress).path), trace);
}

void TestPipedFile::tellsNothingOfAPipeThatIsSilent()
{
    const Pipe silent("");
    QCOMPARE(tellsRecording(silent.path(), 20ms), std::optional<bool>());
    const Pipe short_("{\"format\": ");
    QCOMPARE(tellsRecording(short_.path(), 20ms), std::optional<bool>());
}

void TestPipedFile::knowsAScenarioWhenItsWriterIsDone()
{
    Pipe pipe(R"({"format": "sojourn-scenario", "version": 1})");
    pipe.endWriting();
    QCOMPARE(tellsRecording(pipe.path(), 0ms), std::optional<bool>(false));
}

void TestPipedFile::keepsAllThatComesOut()
{
    Pipe pipe("one ");
    ImportProgress progress;
    auto settled = std::async(std::launch::async, [&] { return settledFile(pipe.path(), progress); });
    pipe.write("two");
    pipe.endWriting();
    const SettledFile file = settled.get();
    QCOMPARE(file.problem, std::string());
    QCOMPARE(file.path, pipe.path());
    QVERIFY(!isPipe(file.path));
    QCOMPARE(textOf(file.path), std::string("one two"));
    QCOMPARE(textOf(file.path), std::string("one two")); // and again
    QCOMPARE(progress.bytesRead.load(), std::uint64_t(7));
    QCOMPARE(settledFile(file.path, progress).path, file.path); // it is none any more
}

void TestPipedFile::isCancelledWhileNothingComes()
{
    const Pipe pipe("one");
    ImportProgress progress;
    auto settled = std::async(std::launch::async, [&] { return settledFile(pipe.path(), progress); });
    QTRY_COMPARE(progress.bytesRead.load(), std::uint64_t(3));
    progress.isCancelled = true;
    QCOMPARE(settled.get().problem, "reading " + pipe.path() + " was cancelled");
}

void TestPipedFile::aNamedPipeIsNoInheritedOne()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("pipe")).toStdString();
    QCOMPARE(::mkfifo(path.c_str(), 0600), 0);
    QVERIFY(isPipe(path));
    QVERIFY(!isInheritedPipe(path));
    QVERIFY(isInheritedPipe(Pipe("").path()));
}

QTEST_APPLESS_MAIN(TestPipedFile)
#include "tst_piped_file.moc"
