#include "cli/sample_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <string>
#include <vector>

using namespace sojourn;
using namespace sojourn::cli;

class TestSampleFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAColumnByNameOrNumber();
    void takesTheOnlyColumn();
    void aHeaderIsWhatIsNoNumber();
    void passesOverEmptyCells();
    void knowsOtherSeparators();
    void namesWhatIsWrong();

private:
    std::string path() const { return m_folder.filePath(QStringLiteral("t.csv")).toStdString(); }
    Or<std::shared_ptr<const Sample>> read(const QByteArray& content, const std::string& column)
    {
        QFile file(m_folder.filePath(QStringLiteral("t.csv")));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return UsageError{"the test could not write"};
        file.close();
        return readSample('@' + path() + column);
    }
    std::vector<double> values(const QByteArray& content, const std::string& column)
    {
        const auto sample = read(content, column);
        return sample ? (*sample)->values : std::vector<double>{-1};
    }
    std::string refusal(const QByteArray& content, const std::string& column)
    {
        const auto sample = read(content, column);
        if (sample) return "(no refusal)";
        const std::string& sentence = sample.error().sentence;
        return sentence.starts_with(path()) ? sentence.substr(path().size()) : sentence;
    }
    QTemporaryDir m_folder;
};

void TestSampleFile::readsAColumnByNameOrNumber()
{
    const QByteArray csv = "id,seconds\r\n7,0.5\r\n8,2e-3\r\n";
    QCOMPARE(values(csv, ":seconds"), (std::vector<double>{0.5, 0.002}));
    QCOMPARE(values(csv, ":2"), (std::vector<double>{0.5, 0.002}));
    QCOMPARE((*read(csv, ":2"))->source, '@' + path() + ":2");
    QCOMPARE(sampleFile((*read(csv, ":2"))->source), path());
    QCOMPARE(values("2,a\n5,6\n", ":2"), (std::vector<double>{5})); // a name before a number
}

void TestSampleFile::takesTheOnlyColumn()
{
    QCOMPARE(values("1\n2\n", ""), (std::vector<double>{1, 2}));
    QCOMPARE(values("seconds\n1\n2\n", ""), (std::vector<double>{1, 2}));
}

void TestSampleFile::aHeaderIsWhatIsNoNumber()
{
    // A line of numbers alone names nothing, also where one of them reads as the column that is asked for.
    QCOMPARE(values("1,2\n3,4\n", ":2"), (std::vector<double>{2, 4}));
    QCOMPARE(values("2,1\n3,4\n", ":2"), (std::vector<double>{1, 4}));
    QCOMPARE(values("1\n2\n3\n", ":1"), (std::vector<double>{1, 2, 3}));
    QCOMPARE(values("5,6\n3,4\n", ":2"), (std::vector<double>{6, 4}));
    QCOMPARE(values("a,b\n3,4\n", ":2"), (std::vector<double>{4}));
}

void TestSampleFile::passesOverEmptyCells()
{
    QCOMPARE(values("seconds,x\n1,a\n \t,b\n2,c\n", ":seconds"), (std::vector<double>{1, 2}));
    QCOMPARE(values("a,b\n1,\n2,5\n3\n4,0\n", ":b"), (std::vector<double>{5, 0}));
}

void TestSampleFile::knowsOtherSeparators()
{
    QCOMPARE(values("a;b\n1;2\n", ":b"), (std::vector<double>{2}));
    QCOMPARE(values("\"a,x\"\tb\n1\t2\n", ":b"), (std::vector<double>{2}));
}

void TestSampleFile::namesWhatIsWrong()
{
    const QByteArray csv = "id,seconds\n7,0.5\n8,n/a\n9,-1\n";
    QCOMPARE(refusal(csv, ":seconds"),
             std::string(", line 3: \"n/a\" in column \"seconds\" is not a number"));
    QCOMPARE(refusal("s\n1\n-1\n", ":s"), std::string(", line 3: \"-1\" in column \"s\" is below 0"));
    QCOMPARE(refusal("s\n1e10\n", ":s"),
             std::string(", line 2: \"1e10\" in column \"s\" is above 9.2e9 (292 years in seconds)"));
    QCOMPARE(refusal(csv, ":second"),
             std::string(": there is no column \"second\"; did you mean \"seconds\"?"));
    QCOMPARE(refusal("0.5\n0.7\n", ":0.5"), ": there is no column \"0.5\": the first line has numbers and no "
                                            "names; say which by number: @" +
                                                path() + ":1");
    QCOMPARE(refusal(csv, ":3"), std::string(": there is no column \"3\"; the file has 2 columns"));
    QVERIFY(refusal(csv, "").find(" has 2 columns; say which") != std::string::npos);
    QCOMPARE(refusal("s\n", ":s"), std::string(": there is no number in column \"s\""));
    QCOMPARE(refusal("s\n\n", ":s"), std::string(": there is no number in column \"s\""));
    QCOMPARE(refusal("", ":s"), std::string(": there is nothing in it"));
    QCOMPARE(
        refusal("s\n1,000\n2,500\n", ":s"),
        std::string(", line 2: 2 cells, and the first line has 1: numbers are written without separators"));
    QCOMPARE(values("s\n1,\n2,\n", ":s"), (std::vector<double>{1, 2}));
    QVERIFY(
        refusal("s,who,s\n1,a,2\n", ":s").starts_with(": 2 columns are called \"s\"; say which by number"));
    QCOMPARE(refusal("s\n\"1\n", ":s"), std::string(", line 2: a quote is not closed"));
    QVERIFY(readSample("@missing.csv:a").error().sentence.starts_with("cannot read missing.csv"));
}

QTEST_APPLESS_MAIN(TestSampleFile)
#include "tst_sample_file.moc"
