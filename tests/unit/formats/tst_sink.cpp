#include "formats/sink.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace sojourn;

namespace {

/// Takes so many bytes and no more.
class NarrowSink final : public Sink
{
public:
    explicit NarrowSink(std::size_t bytes)
        : m_left(bytes)
    {
    }
    int calls = 0;

protected:
    bool take(std::string_view bytes) override
    {
        ++calls;
        if (bytes.size() > m_left) return false;
        m_left -= bytes.size();
        return true;
    }

private:
    std::size_t m_left;
};

} // namespace

class TestSink : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsTheOrderOfAllThatIsWritten();
    void takesTextsLongerThanItsBuffer();
    void makesAsMuchRoomAsIsAskedFor();
    void keepsAFailureAndDropsTheRest();
};

void TestSink::keepsTheOrderOfAllThatIsWritten()
{
    TextSink sink;
    sink.write("one ");
    sink.write('2');
    char* const at = sink.room(3);
    at[0] = ' ';
    at[1] = '3';
    sink.wrote(at + 2);
    QCOMPARE(sink.text(), std::string("one 2 3"));
    sink.write("!");
    QCOMPARE(sink.text(), std::string("one 2 3!"));
}

void TestSink::takesTextsLongerThanItsBuffer()
{
    TextSink sink;
    const std::string text(1'000'000, 'x');
    sink.write("a");
    sink.write(text);
    sink.write("b");
    QCOMPARE(sink.text().size(), text.size() + 2);
    QCOMPARE(sink.text().back(), 'b');
    QCOMPARE(sink.text().front(), 'a');
}

void TestSink::makesAsMuchRoomAsIsAskedFor()
{
    static constexpr std::size_t much = 3'000'000;
    TextSink sink;
    sink.write("a");
    char* const at = sink.room(much);
    std::fill(at, at + much, 'x');
    sink.wrote(at + much);
    sink.write("b");
    QCOMPARE(sink.text(), 'a' + std::string(much, 'x') + 'b');
}

void TestSink::keepsAFailureAndDropsTheRest()
{
    NarrowSink sink(3);
    sink.write("abc");
    sink.flush();
    QVERIFY(sink.isGood());
    sink.write("d");
    sink.flush();
    QVERIFY(!sink.isGood());
    const int calls = sink.calls;
    sink.write(std::string(500'000, 'x'));
    sink.flush();
    QCOMPARE(sink.calls, calls);
}

QTEST_APPLESS_MAIN(TestSink)
#include "tst_sink.moc"
