#include "scenario/run_log.h"

#include <QTest>

using namespace sojourn;

class TestRunLog final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatIsNewToEachReader();
    void keepsTheLatest();
};

void TestRunLog::tellsWhatIsNewToEachReader()
{
    RunLog log;
    log.add({LogLevel::Info, "main", 1, "one"});
    log.add({LogLevel::Info, "main", 2, "two"});
    QCOMPARE(log.take().size(), std::size_t{2});
    log.add({LogLevel::Info, "main", 3, "three"});
    const auto [count, fresh] = log.linesFrom(1);
    QCOMPARE(count, std::uint64_t{3});
    QCOMPARE(fresh.size(), std::size_t{2});
    QCOMPARE(fresh.front().message, std::string("two"));
    QCOMPARE(log.take().size(), std::size_t{1}); // the other reader took none away
}

void TestRunLog::keepsTheLatest()
{
    RunLog log;
    for (std::size_t i = 0; i < RunLog::mostLines + 10; ++i)
        log.add({LogLevel::Info, "main", static_cast<std::int64_t>(i), {}});
    QCOMPARE(log.count(), std::uint64_t{RunLog::mostLines + 10});
    QCOMPARE(log.lines().size(), RunLog::mostLines);
    QCOMPARE(log.lines().front().atNs, std::int64_t{10});
}

QTEST_GUILESS_MAIN(TestRunLog)
#include "tst_run_log.moc"
