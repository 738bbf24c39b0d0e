#include "formats/text_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <string>

using namespace sojourn;

class TestTextFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTextWithoutItsByteOrderMark();
    void readsUpToTheLimitAndNoFurther();
    void refusesWhatIsNoText();
    void refusesWhatIsNoFile();

private:
    std::string file(const QByteArray& content)
    {
        const QString path = m_folder.filePath(QStringLiteral("file"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) return {};
        return path.toStdString();
    }
    QTemporaryDir m_folder;
};

void TestTextFile::readsTextWithoutItsByteOrderMark()
{
    QCOMPARE(*readTextFile(file("grün"), 100, "a file").text, std::string("grün"));
    QCOMPARE(*readTextFile(file("\xEF\xBB\xBF{}"), 100, "a file").text, std::string("{}"));
    QCOMPARE(*readTextFile(file(""), 100, "a file").text, std::string());
    QCOMPARE(readTextFile(file(QByteArray(1'000'000, 'x')), 1'000'000, "a file").text->size(),
             std::size_t(1'000'000));
}

void TestTextFile::readsUpToTheLimitAndNoFurther()
{
    QVERIFY(readTextFile(file("12345"), 5, "a file").text);
    const auto text = readTextFile(file("123456"), 5, "a file");
    QVERIFY(!text.text);
    QVERIFY(text.problem.find("is too large for a file") != std::string::npos);
    QCOMPARE(readTextFile("/dev/zero", 5000, "a file").problem,
             std::string("/dev/zero is a device, no file: it gave more than 4 kB where a file was expected"));
}

void TestTextFile::refusesWhatIsNoText()
{
    QVERIFY(!readTextFile(file("a\xff"), 100, "a file").text);
    QVERIFY(!readTextFile(file(QByteArray("a\0b", 3)), 100, "a file").text);
    QVERIFY(!readTextFile(file("\xe5\xbe"), 100, "a file").text);
}

void TestTextFile::refusesWhatIsNoFile()
{
    const auto folder = readTextFile(m_folder.path().toStdString(), 100, "a file");
    QVERIFY(!folder.text);
    QVERIFY(folder.problem.ends_with("is a folder; name a file"));
    const auto missing =
        readTextFile(m_folder.filePath(QStringLiteral("missing")).toStdString(), 100, "a file");
    QVERIFY(!missing.text);
    QVERIFY(missing.problem.ends_with("no such file or directory"));
}

QTEST_APPLESS_MAIN(TestTextFile)
#include "tst_text_file.moc"
