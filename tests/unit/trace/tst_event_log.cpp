#include "trace/event_log.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace sojourn;

namespace {

Event numbered(std::uint64_t i)
{
    return {static_cast<std::int64_t>(i),
            static_cast<std::int64_t>(i * 3),
            static_cast<std::uint32_t>(i),
            0,
            EventKind::Wake,
            0};
}

} // namespace

class TestEventLog final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readersSeeOnlyWhatWasPublished()
    {
        EventLog log;
        QCOMPARE(log.size(), 0u);
        log.append(numbered(0));
        log.append(numbered(1));
        QCOMPARE(log.appended(), 2u);
        QCOMPARE(log.size(), 0u);
        log.publish();
        QCOMPARE(log.size(), 2u);
        QCOMPARE(log[1].value, 3);
    }

    void eventsNeverMove()
    {
        EventLog log;
        log.append(numbered(0));
        log.publish();
        const Event* first = &log[0];
        for (std::uint64_t i = 1; i < 3 * EventLog::chunkEvents + 1; ++i)
            log.append(numbered(i));
        log.publish();
        QCOMPARE(&log[0], first);
        QCOMPARE(log.size(), 3 * EventLog::chunkEvents + 1);
        for (const std::uint64_t i :
             {EventLog::chunkEvents - 1, EventLog::chunkEvents, 3 * EventLog::chunkEvents})
            QCOMPARE(log[i].timeNs, static_cast<std::int64_t>(i));
    }

    void anotherThreadReadsWhileItGrows()
    {
        EventLog log;
        constexpr std::uint64_t all = 5 * EventLog::chunkEvents;
        std::atomic<bool> sound = true;
        std::thread reader([&log, &sound] {
            std::uint64_t seen = 0;
            while (seen < all) {
                const std::uint64_t size = log.size();
                if (size < seen) sound = false;
                for (; seen < size; ++seen)
                    if (log[seen].value != static_cast<std::int64_t>(seen * 3)) sound = false;
            }
        });
        for (std::uint64_t i = 0; i < all; ++i) {
            log.append(numbered(i));
            if (i % 1000 == 999) log.publish();
        }
        log.publish();
        reader.join();
        QVERIFY(sound);
    }

    void keepsEachTextOnce()
    {
        EventLog log;
        QCOMPARE(log.addText("one"), 0);
        QCOMPARE(log.addText("two"), 1);
        QCOMPARE(log.addText("one"), 0);
        QCOMPARE(log.text(0), std::string("one"));
        QCOMPARE(log.text(1), std::string("two"));
    }
};

QTEST_GUILESS_MAIN(TestEventLog)
#include "tst_event_log.moc"
