#include "formats/chrome_trace.h"

#include "support/log_builder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <map>
#include <string>

using namespace sojourn;
using sojourn::test::LogBuilder;

namespace {

constexpr std::int64_t second = 1'000'000'000;

/// A producer that sleeps a second and puts; a consumer that waits for it and works for two.
LogBuilder exchange()
{
    LogBuilder b({{}, {}}, 1);
    b.add(0, EventKind::Started).add(0, EventKind::Sleep, second);
    b.add(1, EventKind::Started).add(1, EventKind::GetWait);
    b.at(second).add(0, EventKind::Wake).put(0, 0);
    b.add(0, EventKind::Ended);
    b.get(1, 0).add(1, EventKind::Work, 2 * second);
    b.at(3 * second).add(1, EventKind::Worked).add(1, EventKind::Ended);
    return b;
}

QJsonArray written(const LogBuilder& b, std::int64_t endNs = 0)
{
    Columns columns(b.info, b.log);
    columns.advance();
    RunEnd end;
    end.at = instantFromNanoseconds(endNs);
    TextSink sink;
    writeChromeTrace({columns, end}, sink);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(sink.text()), &error);
    return error.error == QJsonParseError::NoError
               ? document.object()[QStringLiteral("traceEvents")].toArray()
               : QJsonArray();
}

QJsonArray withPhase(const QJsonArray& events, const char* phase)
{
    QJsonArray found;
    for (const QJsonValue& event : events)
        if (event[QStringLiteral("ph")].toString() == QLatin1String(phase)) found.append(event);
    return found;
}

QString text(const QJsonValue& event, const char* key)
{
    return event[QLatin1String(key)].toString();
}
double number(const QJsonValue& event, const char* key)
{
    return event[QLatin1String(key)].toDouble();
}

} // namespace

class TestChromeTrace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesAThreadATask();
    void writesASpanAStateInMicroseconds();
    void saysWhatAWaitIsFor();
    void writesACounterAQueue();
    void drawsAFlowFromPutToGet();
    void bindsFlowsToSpansThatAreThere();
    void drawsNoFlowForAnItemThatWasNotTaken();
    void closesSpansThatWereOpenAtTheEnd();
    void isSoundWithNoEvents();
};

void TestChromeTrace::namesAThreadATask()
{
    const QJsonArray names = withPhase(written(exchange()), "M");
    std::map<int, QString> threads;
    for (const QJsonValue& name : names)
        if (text(name, "name") == QLatin1String("thread_name"))
            threads[name[QStringLiteral("tid")].toInt()] =
                name[QStringLiteral("args")][QStringLiteral("name")].toString();
    QCOMPARE(threads.size(), std::size_t(2));
    QCOMPARE(threads[1], QStringLiteral("task-0"));
    QCOMPARE(threads[2], QStringLiteral("task-1"));
}

void TestChromeTrace::writesASpanAStateInMicroseconds()
{
    const QJsonArray spans = withPhase(written(exchange()), "X");
    QCOMPARE(spans.size(), 3);
    QCOMPARE(text(spans[0], "name"), QStringLiteral("sleeping"));
    QCOMPARE(number(spans[0], "dur"), 1e6);
    QCOMPARE(text(spans[2], "name"), QStringLiteral("working"));
    QCOMPARE(number(spans[2], "ts"), 1e6);
    QCOMPARE(number(spans[2], "dur"), 2e6);
    for (const QJsonValue& span : spans)
        QCOMPARE(number(span, "pid"), 1.0);
}

void TestChromeTrace::saysWhatAWaitIsFor()
{
    const QJsonArray spans = withPhase(written(exchange()), "X");
    QCOMPARE(text(spans[1], "name"), QStringLiteral("get_wait"));
    QCOMPARE(spans[1].toObject()[QStringLiteral("args")][QStringLiteral("queue")].toString(),
             QStringLiteral("queue-0"));
}

void TestChromeTrace::writesACounterAQueue()
{
    const QJsonArray counters = withPhase(written(exchange()), "C");
    QCOMPARE(counters.size(), 2);
    QCOMPARE(text(counters[0], "name"), QStringLiteral("queue-0"));
    QCOMPARE(counters[0].toObject()[QStringLiteral("args")][QStringLiteral("size")].toInt(), 1);
    QCOMPARE(counters[1].toObject()[QStringLiteral("args")][QStringLiteral("size")].toInt(), 0);
}

void TestChromeTrace::drawsAFlowFromPutToGet()
{
    const QJsonArray events = written(exchange());
    const QJsonArray starts = withPhase(events, "s"), ends = withPhase(events, "f");
    QCOMPARE(starts.size(), 1);
    QCOMPARE(ends.size(), 1);
    QVERIFY(starts[0].toObject()[QStringLiteral("id")].isDouble());
    QCOMPARE(number(starts[0], "id"), number(ends[0], "id"));
    QCOMPARE(text(starts[0], "name"), text(ends[0], "name"));
    QCOMPARE(text(starts[0], "cat"), text(ends[0], "cat"));
    QCOMPARE(text(ends[0], "bp"), QStringLiteral("e"));
    // Inside the sleep that ends at the put; at the start of the work.
    QCOMPARE(number(starts[0], "tid"), 1.0);
    QCOMPARE(number(starts[0], "ts"), 999'999.999);
    QCOMPARE(number(ends[0], "tid"), 2.0);
    QCOMPARE(number(ends[0], "ts"), 1e6);
}

void TestChromeTrace::bindsFlowsToSpansThatAreThere()
{
    // The producer puts before it has spent any time; the consumer ends with its get.
    LogBuilder b({{}, {}}, 1);
    b.add(0, EventKind::Started).put(0, 0).add(0, EventKind::Sleep, second);
    b.add(1, EventKind::Started).add(1, EventKind::Sleep, second);
    b.at(second).add(0, EventKind::Wake).add(0, EventKind::Ended);
    b.add(1, EventKind::Wake).get(1, 0).add(1, EventKind::Ended);
    const QJsonArray events = written(b);
    QCOMPARE(number(withPhase(events, "s")[0], "ts"), 0.0);
    QCOMPARE(number(withPhase(events, "f")[0], "ts"), 999'999.999);
}

void TestChromeTrace::drawsNoFlowForAnItemThatWasNotTaken()
{
    LogBuilder b({{}}, 1);
    b.add(0, EventKind::Started)
        .add(0, EventKind::Sleep, second)
        .at(second)
        .add(0, EventKind::Wake)
        .put(0, 0);
    QCOMPARE(withPhase(written(b), "s").size(), 0);
}

void TestChromeTrace::closesSpansThatWereOpenAtTheEnd()
{
    LogBuilder b({{}}, 1);
    b.add(0, EventKind::Started).add(0, EventKind::GetWait);
    const QJsonArray spans = withPhase(written(b, 5 * second), "X");
    QCOMPARE(spans.size(), 1);
    QCOMPARE(number(spans[0], "dur"), 5e6);
}

void TestChromeTrace::isSoundWithNoEvents()
{
    const LogBuilder b({{}}, 1);
    QCOMPARE(withPhase(written(b), "X").size(), 0);
    QVERIFY(withPhase(written(b), "M").size() > 0);
}

QTEST_APPLESS_MAIN(TestChromeTrace)
#include "tst_chrome_trace.moc"
