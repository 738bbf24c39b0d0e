#include "viewmodels/marks/measure.h"

#include "support/log_builder.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

class TestMeasure final : public QObject
{
    Q_OBJECT

private:
    static constexpr std::int64_t second = 1'000'000'000;

    /// Sleeps 2 s, waits 2 s, and so on, up to 8 s; items come and go meanwhile.
    static LogBuilder eightSeconds()
    {
        LogBuilder log({{}, {}}, 1);
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started);
        for (int i = 0; i < 2; ++i) {
            log.at(4 * i * second).add(0, EventKind::Sleep, 2 * second);
            log.at((4 * i + 2) * second).add(0, EventKind::Wake).add(0, EventKind::GetWait);
            log.at((4 * i + 4) * second).put(1, i).get(0, i);
        }
        return log;
    }
    QString lines() const
    {
        QStringList all;
        for (int i = 0; i < m_measure->rowCount(); ++i) {
            const QModelIndex line = m_measure->index(i);
            all += line.data(Measure::ValueRole).toString() + QLatin1Char(' ') +
                   line.data(Measure::WordsRole).toString();
        }
        return all.join(QLatin1Char('|'));
    }

    std::unique_ptr<RunDocument> m_document;
    std::unique_ptr<Measure> m_measure;

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        const LogBuilder log = eightSeconds();
        m_document = std::make_unique<RunDocument>();
        m_document->open(log.info, log.log, false);
        m_document->advance(8 * second);
        m_measure = std::make_unique<Measure>();
        m_measure->setDocument(m_document.get());
    }
    void cleanup()
    {
        m_measure.reset();
        m_document.reset();
    }

    void measuresBetweenTwoInstantsWhicheverComesFirst()
    {
        const QAbstractItemModelTester tester(m_measure.get());
        QVERIFY(!m_measure->isPresent());
        m_measure->setStretchNs(6 * second, 3 * second);
        QVERIFY(m_measure->isPresent() && !m_measure->isOpen());
        QCOMPARE(m_measure->fromNs(), 3 * second);
        QCOMPARE(m_measure->lengthText(), QStringLiteral("3.00 s"));
        QCOMPARE(m_measure->placeText(), QStringLiteral("from 3.00 s to 6.00 s"));
        m_measure->setStretchNs(-5, 100 * second);
        QCOMPARE(m_measure->fromNs(), 0);
        QCOMPARE(m_measure->toNs(), 8 * second); // held within the run
    }

    void saysWhatHappened()
    {
        m_measure->setStretchNs(3 * second, 7 * second);
        QVERIFY2(lines().startsWith(QStringLiteral("1 item taken|")), qPrintable(lines()));
        QVERIFY(!lines().contains(QLatin1Char('%')));
        m_document->setSelectedTask(0);
        QVERIFY2(lines().contains(QStringLiteral("50 % task-0 sleeping")), qPrintable(lines()));
        QVERIFY2(lines().contains(QStringLiteral("50 % task-0 waiting to get")), qPrintable(lines()));
        m_document->setSelectedTask(-1);
        QVERIFY(!lines().contains(QLatin1Char('%')));
    }

    void saysWhatIsNotKnown()
    {
        const LogBuilder log = eightSeconds();
        const auto columns = std::make_shared<Columns>(log.info, log.log);
        columns->advance();
        RunEnd end;
        end.at = instantFromNanoseconds(8 * second);
        m_document->openFinished(
            columns, log.info, log.log, end, 0, RunLimit::None,
            {{0, 0, second / 2}, {0, 2 * second, 3 * second}, {1, 0, second}, {1, 2 * second, 3 * second}});
        const auto lostIn = [this](std::int64_t from, std::int64_t to) {
            m_measure->setStretchNs(from, to);
            return m_measure->lostText();
        };
        QCOMPARE(lostIn(4 * second, 7 * second), QString());
        QCOMPARE(lostIn(3 * second / 2, 4 * second), QStringLiteral("of it 1.00 s are not known"));
        QCOMPARE(lostIn(second / 2, second), QStringLiteral("of some lanes up to 500 ms are not known"));
        QCOMPARE(lostIn(9 * second / 4, 11 * second / 4), QStringLiteral("what was recorded of it is lost"));
        QCOMPARE(m_measure->rowCount(), 0); // no item taken is not what is known

        m_document->setSelectedTask(0);
        QCOMPARE(lostIn(second / 2, second), QString()); // another lane's
        QCOMPARE(lostIn(second, 4 * second), QStringLiteral("of it 1.00 s are not known"));
        QVERIFY2(lines().contains(QStringLiteral("50 % task-0 sleeping")), qPrintable(lines()));
        QVERIFY2(lines().contains(QStringLiteral("50 % task-0 waiting to get")), qPrintable(lines()));
        QVERIFY(!m_measure->lostText().isEmpty());
        m_measure->clear();
        QCOMPARE(m_measure->lostText(), QString());
    }

    void marksAtThePlayheadAndFollowsIt()
    {
        m_document->setPlayheadNs(5 * second);
        m_measure->mark();
        QVERIFY(m_measure->isOpen());
        QCOMPARE(m_measure->lengthText(), QStringLiteral("0 s"));
        m_document->setPlayheadNs(2 * second);
        QVERIFY(m_measure->isOpen());
        QCOMPARE(m_measure->toNs(), 5 * second);
        QCOMPARE(m_measure->fromNs(), 2 * second);
        m_document->setPlayheadNs(7 * second);
        QCOMPARE(m_measure->fromNs(), 5 * second);
        m_measure->mark();
        QVERIFY(!m_measure->isOpen());
        m_document->setPlayheadNs(1 * second);
        QCOMPARE(m_measure->toNs(), 7 * second); // it stands
        m_measure->mark();
        QVERIFY(m_measure->isOpen()); // and another begins
        QCOMPARE(m_measure->fromNs(), 1 * second);
    }

    void endsWithTheRun()
    {
        QSignalSpy changed(m_measure.get(), &Measure::changed);
        m_measure->setStretchNs(0, second);
        m_document->close();
        QVERIFY(!m_measure->isPresent());
        QCOMPARE(m_measure->rowCount(), 0);
        m_measure->mark();
        QVERIFY(!m_measure->isPresent());
        QVERIFY(changed.size() >= 2);
    }
};

QTEST_GUILESS_MAIN(TestMeasure)
#include "tst_measure.moc"
