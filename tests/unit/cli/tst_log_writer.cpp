#include "cli/log_writer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <fcntl.h>
#include <string>
#include <unistd.h>

using namespace sojourn;
using namespace sojourn::cli;

namespace {

/// Standard error goes into a pipe while this lives.
class Captured final
{
public:
    Captured()
    {
        m_kept = ::dup(STDERR_FILENO);
        int ends[2] = {};
        if (::pipe(ends) != 0) return;
        ::dup2(ends[1], STDERR_FILENO);
        ::close(ends[1]);
        m_reader = ends[0];
    }
    ~Captured() { restore(); }
    QString text()
    {
        restore();
        char buffer[4096];
        const ssize_t count = ::read(m_reader, buffer, sizeof buffer);
        return QString::fromUtf8(buffer, count > 0 ? count : 0);
    }

private:
    void restore()
    {
        if (m_kept < 0) return;
        ::dup2(m_kept, STDERR_FILENO);
        ::close(m_kept);
        m_kept = -1;
    }
    int m_kept = -1;
    int m_reader = -1;
};

QString logged(LogFormat format, LogLevel least, const LogLine& line)
{
    Captured captured;
    {
        ErrorOutput out(false);
        LogWriter(out, format, least).write(line);
        out.flush();
    }
    return captured.text();
}

const LogLine someLine{LogLevel::Warning, "producer-0", 1'500'000'000, "full \"queue\"\n"};

} // namespace

class TestLogWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesALineOfText();
    void writesAnObjectALine();
    void colorsTheLevel();
    void leavesOutWhatIsBelowTheLevel();
    void gathersLinesUntilTheyAreFlushed();
};

void TestLogWriter::writesALineOfText()
{
    const QRegularExpression pattern(
        QStringLiteral("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\| WARNING  \\| producer-0 @ "
                       "1\\.500000 - full \"queue\"\\\\n\n$"));
    const QString text = logged(LogFormat::Text, LogLevel::Info, someLine);
    QVERIFY2(pattern.match(text).hasMatch(), qPrintable(text));
}

void TestLogWriter::writesAnObjectALine()
{
    const QString text = logged(LogFormat::Json, LogLevel::Info, someLine);
    QCOMPARE(text.count(QLatin1Char('\n')), 1);
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    QCOMPARE(object[QStringLiteral("level")].toString(), QStringLiteral("warning"));
    QCOMPARE(object[QStringLiteral("task")].toString(), QStringLiteral("producer-0"));
    QCOMPARE(object[QStringLiteral("t")].toDouble(), 1.5);
    QCOMPARE(object[QStringLiteral("message")].toString(), QStringLiteral("full \"queue\"\n"));
    QVERIFY(object[QStringLiteral("time")].toString().endsWith(QLatin1Char('Z')));
}

void TestLogWriter::colorsTheLevel()
{
    QVERIFY(logged(LogFormat::Color, LogLevel::Info, someLine).contains(QStringLiteral("\x1b[33mWARNING")));
}

void TestLogWriter::leavesOutWhatIsBelowTheLevel()
{
    QCOMPARE(logged(LogFormat::Text, LogLevel::Error, someLine), QString());
    QVERIFY(!logged(LogFormat::Text, LogLevel::Warning, someLine).isEmpty());
}

void TestLogWriter::gathersLinesUntilTheyAreFlushed()
{
    Captured captured;
    ErrorOutput live(true);
    live.line("at once");
    ErrorOutput gathering(false);
    gathering.line("later");
    QCOMPARE(captured.text(), QStringLiteral("at once\n"));
}

QTEST_APPLESS_MAIN(TestLogWriter)
#include "tst_log_writer.moc"
