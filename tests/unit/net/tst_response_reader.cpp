#include "net/response_reader.h"

#include <QTest>

using namespace sojourn;
using State = ResponseReader::State;

namespace {

constexpr std::string_view sound = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

/// In pieces of that many bytes.
ResponseReader readIn(std::string_view text, std::size_t piece)
{
    ResponseReader reader;
    for (std::size_t at = 0; at < text.size(); at += piece)
        reader.feed(text.substr(at, piece));
    return reader;
}

} // namespace

class TestResponseReader final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAReplyInPiecesOfAnySize()
    {
        for (const std::size_t piece : {1u, 2u, 3u, 7u, 1000u}) {
            const ResponseReader reader = readIn(sound, piece);
            QCOMPARE(reader.state(), State::Complete);
            QCOMPARE(reader.status(), 200);
            QCOMPARE(reader.body(), "hello");
            QVERIFY(reader.keepsOpen());
        }
    }

    void readsChunks()
    {
        constexpr std::string_view text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                          "3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nA: b\r\n\r\n";
        for (const std::size_t piece : {1u, 5u, 1000u}) {
            const ResponseReader reader = readIn(text, piece);
            QCOMPARE(reader.state(), State::Complete);
            QCOMPARE(reader.body(), "hello");
            QVERIFY(reader.keepsOpen());
        }
    }

    void theEndOfTheConnectionEndsABodyWithoutALength()
    {
        ResponseReader reader = readIn("HTTP/1.0 200 OK\r\n\r\nhello", 4);
        QCOMPARE(reader.state(), State::Body);
        QCOMPARE(reader.end(), State::Complete);
        QCOMPARE(reader.body(), "hello");
        QVERIFY(!reader.keepsOpen());
    }

    void skipsRepliesBeforeTheReply()
    {
        const ResponseReader reader =
            readIn("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", 1);
        QCOMPARE(reader.state(), State::Complete);
        QCOMPARE(reader.status(), 204);
    }

    void heedsWhatTheServerSaysOfTheConnection()
    {
        const auto keeps = [](std::string_view version, std::string_view header) {
            return readIn(std::string(version) + " 200 OK\r\nContent-Length: 0\r\n" + std::string(header) +
                              "\r\n",
                          100)
                .keepsOpen();
        };
        QVERIFY(keeps("HTTP/1.1", ""));
        QVERIFY(!keeps("HTTP/1.1", "Connection: Close\r\n"));
        QVERIFY(!keeps("HTTP/1.0", ""));
        QVERIFY(keeps("HTTP/1.0", "connection: keep-alive\r\n"));
    }

    void refusesWhatIsNoReply_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("garbage") << QByteArray("\x16\x03\x01\x02");
        QTest::newRow("words") << QByteArray("hello\r\n\r\n");
        QTest::newRow("HTTP/2") << QByteArray("HTTP/2 200\r\n\r\n");
        QTest::newRow("no status") << QByteArray("HTTP/1.1 abc OK\r\n\r\n");
        QTest::newRow("short") << QByteArray("HTTP/1.1\r\n\r\n");
        QTest::newRow("no header") << QByteArray("HTTP/1.1 200 OK\r\nhello\r\n\r\n");
        QTest::newRow("length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n");
        QTest::newRow("too long") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
        QTest::newRow("encoding") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n");
        QTest::newRow("chunk") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n");
        QTest::newRow("long chunk") << QByteArray(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n");
        QTest::newRow("more behind") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab");
        QTest::newRow("endless head") << "HTTP/1.1 200 OK\r\nA: " + QByteArray(100'000, 'x');
    }
    void refusesWhatIsNoReply()
    {
        QFETCH(QByteArray, text);
        const ResponseReader reader = readIn({text.constData(), static_cast<std::size_t>(text.size())}, 64);
        QCOMPARE(reader.state(), State::Bad);
        QVERIFY(!reader.problem().empty());
        QVERIFY(!reader.keepsOpen());
    }

    void aReplyThatIsCutShortIsBad()
    {
        for (std::size_t bytes = 1; bytes < sound.size(); ++bytes) {
            ResponseReader reader;
            reader.feed(sound.substr(0, bytes));
            QVERIFY(reader.state() != State::Complete);
            QCOMPARE(reader.end(), State::Bad);
        }
    }

    void nothingIsUntouched()
    {
        ResponseReader reader;
        QVERIFY(reader.untouched());
        reader.feed("H");
        QVERIFY(!reader.untouched());
    }
};

QTEST_GUILESS_MAIN(TestResponseReader)
#include "tst_response_reader.moc"
