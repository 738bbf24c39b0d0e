#include "viewmodels/commands/command_table.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace sojourn;

class TestCommandTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_table = std::make_unique<CommandTable>();
        m_export = add("Export the run", "The window", {QStringLiteral("Ctrl+E")});
        m_zoom = add("Zoom in", "The timeline", {QStringLiteral("+"), QStringLiteral("=")});
        m_arrows =
            add("Earlier, later", "The timeline", {QStringLiteral("Left"), QStringLiteral("Shift+Right")});
        m_arrows->listed = false;
        m_about = add("About", "The window", {});
    }

    void everyWordTypedOccursInWhatIsFound()
    {
        CommandSearch search;
        const QAbstractItemModelTester tester(&search);
        search.setTable(m_table.get());
        QCOMPARE(found(search), (QStringList{QStringLiteral("Export the run"), QStringLiteral("Zoom in"),
                                             QStringLiteral("About")}));
        QCOMPARE(search.all(), 3);
        add("Quit", "The window", {});
        search.look();
        QStringList headings;
        for (int row = 0; row < search.count(); ++row)
            headings += search.data(search.index(row), CommandSearch::HeadingRole).toString();
        QCOMPARE(headings, (QStringList{QStringLiteral("The window"), QStringLiteral("The timeline"),
                                        QStringLiteral("The window"), QString()}));
        search.setText(QStringLiteral("THE exp"));
        QCOMPARE(found(search), QStringList{QStringLiteral("Export the run")});
        search.setText(QStringLiteral("timeline")); // of its group
        QCOMPARE(found(search), QStringList{QStringLiteral("Zoom in")});
        search.setText(QStringLiteral("timeline exp"));
        QCOMPARE(search.count(), 0);
        QCOMPARE(search.all(), 4);
    }

    void whatCannotBeDoneNowIsNeitherFoundNorDone()
    {
        QSignalSpy done(m_zoom, &Command::triggered);
        CommandSearch search;
        search.setTable(m_table.get());
        search.setText(QStringLiteral("zoom"));
        search.trigger(0);
        QCOMPARE(done.count(), 1);
        m_zoom->available = false;
        search.trigger(0);
        QCOMPARE(done.count(), 1);
        search.look();
        QCOMPARE(search.count(), 0);
        search.trigger(0); // nothing there
    }

    void whatSaysWhyItCannotBeDoneIsListedButNotDone()
    {
        QSignalSpy done(m_zoom, &Command::triggered);
        CommandSearch search;
        search.setTable(m_table.get());
        m_zoom->remark = QStringLiteral("to the pointer");
        m_zoom->why = QStringLiteral("nothing is shown");
        search.setText(QStringLiteral("zoom"));
        const auto remark = [&] {
            return search.data(search.index(0), CommandSearch::RemarkRole).toString();
        };
        QVERIFY(search.isAvailable(0));
        QCOMPARE(remark(), m_zoom->remark);
        m_zoom->available = false;
        search.look();
        QCOMPARE(search.count(), 1);
        QVERIFY(!search.isAvailable(0));
        QVERIFY(!search.data(search.index(0), CommandSearch::AvailableRole).toBool());
        QCOMPARE(remark(), m_zoom->why);
        search.trigger(0);
        QCOMPARE(done.count(), 0);
        QVERIFY(!search.isAvailable(1));
    }

    void theKeysOfAGroupAreThoseThatArePrinted()
    {
        CommandSearch keys;
        keys.setTable(m_table.get());
        m_zoom->available = false; // it has its key all the same
        keys.setKeysOf(QStringLiteral("The timeline"));
        QCOMPARE(found(keys), (QStringList{QStringLiteral("Zoom in"), QStringLiteral("Earlier, later")}));
        QCOMPARE(keys.data(keys.index(0), CommandSearch::KeysRole).toStringList(),
                 (QStringList{QStringLiteral("+"), QStringLiteral("=")}));
        QCOMPARE(keys.data(keys.index(1), CommandSearch::KeysRole).toStringList(),
                 (QStringList{QStringLiteral("←"), QStringLiteral("Shift+→")}));
        keys.setKeysOf(QStringLiteral("The window"));
        QCOMPARE(found(keys), QStringList{QStringLiteral("Export the run")}); // About has none
        m_about->keyNote = QStringLiteral("Wheel");
        keys.look();
        QCOMPARE(keys.data(keys.index(1), CommandSearch::KeysRole).toStringList(),
                 QStringList{QStringLiteral("Wheel")});
    }

    void typedWordsAreMarked()
    {
        const auto html = [](const char* text, const QStringList& words) {
            return marked(QString::fromUtf8(text), words);
        };
        QCOMPARE(html("Export the run", {QStringLiteral("ex"), QStringLiteral("xp")}),
                 QStringLiteral("<b>Exp</b>ort the run"));
        QCOMPARE(html("a < b", {QStringLiteral("b")}), QStringLiteral("a &lt; <b>b</b>"));
        QCOMPARE(html("Run", {}), QStringLiteral("Run"));
    }

    void aTableGrows()
    {
        const QAbstractItemModelTester tester(m_table.get());
        add("One more", "Scenarios", {});
        QCOMPARE(m_table->rowCount(), 5);
        QCOMPARE(m_table->data(m_table->index(4), Qt::DisplayRole).toString(), QStringLiteral("One more"));
    }

private:
    Command* add(const char* title, const char* group, const QStringList& keys)
    {
        auto* command = new Command(m_table.get());
        command->title = QString::fromUtf8(title);
        command->group = QString::fromUtf8(group);
        command->keys = keys;
        m_table->add(command);
        return command;
    }
    static QStringList found(const CommandSearch& search)
    {
        QStringList titles;
        for (int row = 0; row < search.count(); ++row)
            titles += search.data(search.index(row), CommandSearch::PlainRole).toString();
        return titles;
    }

    std::unique_ptr<CommandTable> m_table;
    Command* m_export = nullptr; // children of the table
    Command* m_zoom = nullptr;
    Command* m_arrows = nullptr;
    Command* m_about = nullptr;
};

QTEST_GUILESS_MAIN(TestCommandTable)
#include "tst_command_table.moc"
