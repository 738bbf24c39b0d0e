#include "cli/config_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <string>

using namespace sojourn::cli;

class TestConfigFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsIni();
    void readsToml();
    void namesTheFileAndTheKey();
    void refuses_data();
    void refuses();

private:
    std::string file(const QByteArray& content)
    {
        const QString path = m_folder.filePath(QStringLiteral("c.ini"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) return {};
        return path.toStdString();
    }
    QTemporaryDir m_folder;
};

void TestConfigFile::readsIni()
{
    GivenValues values;
    QVERIFY(
        !readConfigFile(file("; a comment\nnum-producers=2\nlog-level = debug\nquiet=1\nf=json\n"), values));
    QCOMPARE(values.one(Key::NumProducers)->text, std::string("2"));
    QCOMPARE(values.one(Key::LogLevel)->text, std::string("debug"));
    QCOMPARE(values.one(Key::Quiet)->text, std::string("1"));
    QCOMPARE(values.one(Key::LogFormat)->text, std::string("json"));
}

void TestConfigFile::readsToml()
{
    GivenValues values;
    const std::string path = file("# a comment\n"
                                  "[run]\n"
                                  "clock = \"virtual\" # another\n"
                                  "set = [\"items=1:2\",\n"
                                  "  \"capacity=3\"\n"
                                  "]\n");
    const auto error = readConfigFile(path, values);
    QVERIFY2(!error, error ? error->sentence.c_str() : "");
    QCOMPARE(values.one(Key::Clock)->text, std::string("virtual"));
    QCOMPARE(values.all(Key::Set).size(), std::size_t(2));
    QCOMPARE(values.all(Key::Set)[1].text, std::string("capacity=3"));
}

void TestConfigFile::namesTheFileAndTheKey()
{
    GivenValues values;
    const std::string path = file("seed=1\n");
    QVERIFY(!readConfigFile(path, values));
    QCOMPARE(values.one(Key::Seed)->name, path + ": seed");
    QCOMPARE(values.one(Key::Seed)->source, Source::Config);
}

void TestConfigFile::refuses_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("an unknown key") << QByteArray("speeed=1") << QByteArray("did you mean \"speed\"?");
    QTest::newRow("another config file") << QByteArray("config=x.ini") << QByteArray("\"config\"");
    QTest::newRow("an unknown section") << QByteArray("[list]\nseed=1") << QByteArray("[list]");
    QTest::newRow("a key twice") << QByteArray("seed=1\nspeed=1\nseed=2") << QByteArray("only one value");
    QTest::newRow("a key twice in a row") << QByteArray("seed=1\nseed=2") << QByteArray("only one value");
    QTest::newRow("a list for one value") << QByteArray("seed=[1,2]") << QByteArray("only one value");
    QTest::newRow("a line too short for CLI11") << QByteArray("seed=1\nx\n") << QByteArray("line 2");
}

void TestConfigFile::refuses()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, words);
    GivenValues values;
    const auto error = readConfigFile(file(content), values);
    QVERIFY(error);
    QVERIFY2(error->sentence.find(words.toStdString()) != std::string::npos, error->sentence.c_str());
}

QTEST_APPLESS_MAIN(TestConfigFile)
#include "tst_config_file.moc"
