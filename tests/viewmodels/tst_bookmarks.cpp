#include "viewmodels/marks/bookmarks.h"

#include "support/log_builder.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace sojourn;
using namespace sojourn::test;

class TestBookmarks final : public QObject
{
    Q_OBJECT

private:
    static constexpr std::int64_t second = 1'000'000'000;

    static LogBuilder tenSeconds(const std::string& scenario)
    {
        LogBuilder log({{}}, 0);
        log.info->scenario = scenario;
        log.at(0).add(0, EventKind::Started).add(0, EventKind::Sleep, 10 * second);
        log.at(10 * second).add(0, EventKind::Wake);
        return log;
    }
    void open(const LogBuilder& log)
    {
        m_document->open(log.info, log.log, false);
        m_document->advance(10 * second);
    }
    int markAt(std::int64_t ns)
    {
        m_document->setPlayheadNs(ns);
        return m_bookmarks->mark();
    }

    std::unique_ptr<RunDocument> m_document;
    std::unique_ptr<Bookmarks> m_bookmarks;

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_document = std::make_unique<RunDocument>();
        m_bookmarks = std::make_unique<Bookmarks>();
        m_bookmarks->setDocument(m_document.get());
        open(tenSeconds("one"));
    }
    void cleanup()
    {
        m_bookmarks.reset();
        m_document.reset();
    }

    void withoutARunNothingIsMarked()
    {
        m_document->close();
        QCOMPARE(m_bookmarks->mark(), -1);
        m_bookmarks->next();
        m_bookmarks->remove(0);
        QCOMPARE(m_bookmarks->count(), 0);
    }

    void standInOrderOfTimeAndOnceAnInstant()
    {
        const QAbstractItemModelTester tester(m_bookmarks.get());
        QCOMPARE(markAt(5 * second), 0);
        QCOMPARE(markAt(2 * second), 0);
        QCOMPARE(markAt(5 * second), 1); // it is there already
        QCOMPARE(m_bookmarks->count(), 2);
        QCOMPARE(m_bookmarks->atText(1), QStringLiteral("5.00 s"));
        m_bookmarks->setNote(1, QStringLiteral("  here it\nbegins "));
        QCOMPARE(m_bookmarks->data(m_bookmarks->index(1), Bookmarks::NoteRole).toString(),
                 QStringLiteral("here it begins"));
        QCOMPARE(m_document->bookmarks().at(1), (Bookmark{5 * second, "here it begins"}));
    }

    /// A task that starts, pauses for no time and goes on: all in the first instant.
    void keepTheEventAmongThoseOfAnInstant()
    {
        LogBuilder log({{}}, 0);
        log.at(0).add(0, EventKind::Started).add(0, EventKind::Sleep, 0).add(0, EventKind::Wake);
        log.add(0, EventKind::Sleep, 10 * second).at(10 * second).add(0, EventKind::Wake);
        open(log);
        m_document->setPlayheadBehind(2);
        QCOMPARE(m_bookmarks->mark(), 0);
        QCOMPARE(m_bookmarks->atText(0), QStringLiteral("0 s, event 2"));
        m_document->setPlayheadBehind(3);
        QCOMPARE(m_bookmarks->mark(), 1);
        QCOMPARE(markAt(0), 2); // behind all of them
        QCOMPARE(m_bookmarks->atText(2), QStringLiteral("0 s"));
        QCOMPARE(m_bookmarks->mark(), 2); // it is there already

        m_document->setPlayheadNs(10 * second);
        m_bookmarks->go(0);
        QCOMPARE(m_document->moment().events, std::uint64_t{2});
        m_bookmarks->next();
        QCOMPARE(m_document->moment().events, std::uint64_t{3});
        m_bookmarks->next();
        QCOMPARE(m_document->moment().events, std::uint64_t{4});
        m_bookmarks->previous();
        QCOMPARE(m_document->moment().events, std::uint64_t{3});

        // A run in which less happens in that instant: as far into it as it goes.
        m_document->setBookmarks({{0, "", 7}});
        m_bookmarks->go(0);
        QCOMPARE(m_document->moment().events, std::uint64_t{4});
    }

    void goesFromOneToTheNextAndRound()
    {
        for (const std::int64_t at : {2, 5, 8})
            markAt(at * second);
        QSignalSpy went(m_bookmarks.get(), &Bookmarks::went);
        m_document->setPlayheadNs(3 * second);
        m_bookmarks->next();
        QCOMPARE(m_document->playheadNs(), 5 * second);
        m_bookmarks->next();
        m_bookmarks->next();
        QCOMPARE(m_document->playheadNs(), 2 * second);
        m_bookmarks->previous();
        QCOMPARE(m_document->playheadNs(), 8 * second);
        m_bookmarks->previous();
        QCOMPARE(m_document->playheadNs(), 5 * second);
        QCOMPARE(went.size(), 5);
        QCOMPARE(went.last().at(0).toDouble(), 5.0);
    }

    void whatIsRemovedCanBePutBack()
    {
        markAt(2 * second);
        m_bookmarks->setNote(0, QStringLiteral("kept"));
        markAt(5 * second);
        QCOMPARE(m_bookmarks->removedText(), QString());
        m_bookmarks->remove(0);
        QCOMPARE(m_bookmarks->count(), 1);
        QCOMPARE(m_bookmarks->removedText(), QStringLiteral("2.00 s"));
        m_bookmarks->putBack();
        QCOMPARE(m_bookmarks->note(0), QStringLiteral("kept"));
        QCOMPARE(m_bookmarks->removedText(), QString());
    }

    void stayAsLongAsTheScenarioDoes()
    {
        QSignalSpy changed(m_bookmarks.get(), &Bookmarks::changed);
        markAt(2 * second);
        open(tenSeconds("one"));
        QCOMPARE(m_bookmarks->count(), 1);
        open(tenSeconds("another"));
        QCOMPARE(m_bookmarks->count(), 0);
        QVERIFY(!changed.isEmpty());
    }

    void theDocumentSortsWhatItIsGiven()
    {
        m_document->setBookmarks({{7, "b"}, {3, "a"}});
        QCOMPARE(m_document->bookmarks(), (std::vector<Bookmark>{{3, "a"}, {7, "b"}}));
        QCOMPARE(m_bookmarks->count(), 2);
    }
};

QTEST_GUILESS_MAIN(TestBookmarks)
#include "tst_bookmarks.moc"
