#include "viewmodels/search/run_search.h"

#include "support/log_builder.h"
#include "viewmodels/panels/words.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

class TestRunSearch final : public QObject
{
    Q_OBJECT

private:
    static constexpr std::int64_t second = 1'000'000'000;

    /// A task that sleeps 1 s, 2 s, … `sleeps` times, and one that waits for it all the time.
    static LogBuilder sleeper(int sleeps)
    {
        LogBuilder log({{}, {}}, 1);
        log.at(0).add(0, EventKind::Started).add(1, EventKind::Started).add(1, EventKind::GetWait);
        std::int64_t now = 0;
        for (int i = 1; i <= sleeps; ++i) {
            log.at(now).add(0, EventKind::Sleep, i * second);
            now += i * second;
            log.at(now).add(0, EventKind::Wake).put(0, i - 1);
        }
        return log;
    }
    static void finish(RunDocument& document, std::int64_t ns)
    {
        RunEnd end;
        end.outcome = Outcome::Finished;
        end.at = instantFromNanoseconds(ns);
        document.finish(end);
    }
    static void search(RunSearch& search, const char* text)
    {
        search.setText(QString::fromUtf8(text));
        QTRY_VERIFY(!search.isBusy());
    }

    LogBuilder m_log = sleeper(3);
    std::unique_ptr<RunDocument> m_document;
    std::unique_ptr<RunSearch> m_search;

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_log = sleeper(3);
        m_document = std::make_unique<RunDocument>();
        m_document->open(m_log.info, m_log.log, false);
        finish(*m_document, 6 * second);
        m_search = std::make_unique<RunSearch>();
        m_search->setDocument(m_document.get());
        m_search->setShown(true);
    }
    void cleanup()
    {
        m_search.reset();
        m_document.reset();
    }

    void saysNothingUntilSomethingIsTyped()
    {
        QCOMPARE(m_search->countText(), QString());
        QVERIFY(m_search->marked() == nullptr);
        m_search->next(); // does nothing
        QCOMPARE(m_document->playheadNs(), 0);
    }

    void stepsThroughWhatItFound()
    {
        QSignalSpy stepped(m_search.get(), &RunSearch::stepped);
        search(*m_search, "sleeping >= 1 s");
        QCOMPARE(m_search->countText(), QStringLiteral("3 hits"));
        QVERIFY(m_search->isSteppable());
        m_document->setPlayheadNs(second / 2); // behind the first one's beginning
        m_search->next();
        QCOMPARE(m_search->countText(), QStringLiteral("2 of 3"));
        QCOMPARE(m_document->playheadNs(), second);
        QCOMPARE(m_document->selectedTask(), 0);
        QCOMPARE(stepped.at(0).at(1).toDouble(), 3.0);
        m_search->next();
        m_search->next();
        QCOMPARE(m_search->countText(), QStringLiteral("1 of 3")); // round
        m_search->previous();
        QCOMPARE(m_search->countText(), QStringLiteral("3 of 3"));
    }

    void selectsItemsAndQueues()
    {
        search(*m_search, "#1");
        QCOMPARE(m_search->countText(), QStringLiteral("1 hit"));
        m_search->next();
        QCOMPARE(m_document->selectedItem(), 1);
        QCOMPARE(m_document->selectedTask(), -1);
        search(*m_search, "depth > 2");
        m_search->previous();
        QCOMPARE(m_document->selectedQueue(), 0);
        QCOMPARE(m_document->selectedItem(), -1);
        QCOMPARE(m_document->playheadNs(), 6 * second);
    }

    void saysHowItUnderstandsAndTakesPartsOut()
    {
        search(*m_search, "task-0 sleeping > 1 s");
        QCOMPARE(m_search->terms(), (QStringList{QStringLiteral("“task-0”"), QStringLiteral("sleeping"),
                                                 QStringLiteral("longer than 1 s")}));
        QCOMPARE(m_search->termLooks(), (QList<int>{-1, static_cast<int>(StateLook::Sleeping), -1}));
        m_search->removeTerm(1);
        QCOMPARE(m_search->text(), QStringLiteral("task-0 > 1 s"));
        QTRY_COMPARE(m_search->countText(), QStringLiteral("2 hits"));
    }

    void everyStateOfTheLegendIsUnderstood()
    {
        for (int look = 0; look < static_cast<int>(StateLook::Cancelled); ++look) {
            const QString words = lookText(static_cast<StateLook>(look));
            search(*m_search, (words + QStringLiteral(" > 1 s")).toUtf8().constData());
            QVERIFY2(m_search->problem().isEmpty(), qPrintable(words));
            QCOMPARE(m_search->terms().size(), 2);
            QCOMPARE(m_search->termLooks().at(0), look);
        }
    }

    void saysWhatIsWrongAndWhatHelps()
    {
        search(*m_search, "sleeping > 1");
        QVERIFY(m_search->problem().startsWith(QStringLiteral("A time has a unit")));
        QCOMPARE(m_search->countText(), QString());
        QVERIFY(m_search->terms().isEmpty());
        search(*m_search, "nobody");
        QCOMPARE(m_search->countText(), QStringLiteral("no hits"));
        QVERIFY(!m_search->advice().isEmpty());
        search(*m_search, "sleeping");
        QVERIFY(m_search->advice().contains(QStringLiteral("sleeping > 1 s")));
        search(*m_search, "task");
        QCOMPARE(m_search->advice(), QString());
    }

    void anotherRunIsLookedThroughAnew()
    {
        search(*m_search, "sleeping >= 1 s");
        m_search->next();
        LogBuilder other = sleeper(5);
        m_document->open(other.info, other.log, false);
        QVERIFY(m_search->marked() == nullptr || m_search->marked()->count == 0);
        finish(*m_document, 15 * second);
        QTRY_COMPARE(m_search->countText(), QStringLiteral("5 hits"));
        m_document->close();
        QCOMPARE(m_search->countText(), QString());
        QVERIFY(!m_search->isSteppable());
    }

    void aLiveRunIsLookedThroughAsItGoesOn()
    {
        LogBuilder live = sleeper(1);
        m_document->open(live.info, live.log, true);
        m_document->advance(second);
        search(*m_search, "sleeping >= 1 s");
        QTRY_COMPARE(m_search->countText(), QStringLiteral("1 hit"));
        m_search->next();
        live.at(second).add(0, EventKind::Sleep, 4 * second).at(5 * second).add(0, EventKind::Wake);
        m_document->advance(5 * second);
        QTRY_COMPARE(m_search->countText(), QStringLiteral("1 of 2")); // the same hit, of more
    }

    void whatIsClosedFindsAndMarksNothing()
    {
        search(*m_search, "sleeping >= 1 s");
        QVERIFY(m_search->marked() != nullptr);
        m_search->setShown(false);
        QVERIFY(m_search->marked() == nullptr);
        QVERIFY(!m_search->isSteppable());
        m_search->setShown(true);
        QTRY_COMPARE(m_search->countText(), QStringLiteral("3 hits")); // the words are kept
    }
};

QTEST_GUILESS_MAIN(TestRunSearch)
#include "tst_run_search.moc"
