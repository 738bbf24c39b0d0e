#include "net/deadlines.h"

#include <QTest>

using namespace sojourn;
using namespace std::chrono_literals;

class TestDeadlines final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void callsInOrderAndNeverEarly()
    {
        for (const bool exact : {false, true}) {
            Deadlines deadlines(exact);
            const auto begin = Deadlines::Clock::now();
            QString order;
            bool early = false;
            const auto set = [&](std::chrono::milliseconds after, QChar name) {
                deadlines.set(begin + after, [&, name, after] {
                    order += name;
                    early = early || Deadlines::Clock::now() < begin + after;
                });
            };
            set(30ms, u'd');
            set(10ms, u'a');
            set(20ms, u'b');
            set(20ms, u'c');
            QTRY_COMPARE(order, QStringLiteral("abcd"));
            QVERIFY(!early);
        }
    }

    void whatIsCancelledDoesNotCome()
    {
        Deadlines deadlines(true);
        const auto begin = Deadlines::Clock::now();
        int came = 0;
        const Deadlines::Key key = deadlines.set(begin + 5ms, [&] { came += 100; });
        deadlines.set(begin + 20ms, [&] { ++came; });
        deadlines.cancel(key);
        QTRY_COMPARE(came, 1);
    }

    void oneMaySetAnother()
    {
        Deadlines deadlines(false);
        int came = 0;
        deadlines.set(Deadlines::Clock::now(),
                      [&] { deadlines.set(Deadlines::Clock::now() + 1ms, [&] { came = 1; }); });
        QTRY_COMPARE(came, 1);
    }
};

QTEST_GUILESS_MAIN(TestDeadlines)
#include "tst_deadlines.moc"
