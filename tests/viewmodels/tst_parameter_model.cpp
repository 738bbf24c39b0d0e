#include "viewmodels/parameter_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <limits>
#include <memory>

using namespace sojourn;

namespace {

constexpr const char* fileText = R"({
"format": "sojourn-scenario", "version": 1, "name": "shop", "title": "A shop",
"parameters": {
  "clerks": {"label": "Clerks", "unit": "", "value": 2, "min": 1, "max": 9, "step": 1, "demo": 4},
  "capacity": {"label": "Capacity", "unit": "items", "value": 0, "min": 0, "max": 100, "step": 1},
  "pause": {"label": "Pause", "unit": "s", "value": [1, 3], "min": 0, "max": 10},
  "drops": {"label": "Drops", "value": true},
  "order": {"label": "Order", "value": "fifo", "choices": ["fifo", "lifo"]}
},
"queues": [{"name": "line", "capacity": "$capacity", "order": "$order"}],
"tasks": [{"name": "clerk", "count": "$clerks", "steps": [{"sleep": {"uniform": "$pause"}}, {"put": "line", "new": "$drops"}]}]
})";

ScenarioFile file()
{
    Checked<ScenarioFile> read = ScenarioFile::read(fileText);
    if (!read) qFatal("%s", read.problem().sentence().c_str());
    return *read;
}

} // namespace

class TestParameterModel final : public QObject
{
    Q_OBJECT

private:
    QVariant get(int row, ParameterModel::Role role) const
    {
        return m_model->data(m_model->index(row), role);
    }
    enum Row { Clerks, Capacity, Pause, Drops, Order };
    std::unique_ptr<ParameterModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<QSignalSpy> m_edits;

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_model = std::make_unique<ParameterModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_model->open(file(), {}, false);
        m_edits = std::make_unique<QSignalSpy>(m_model.get(), &ParameterModel::edited);
    }

    void aRowSaysAllOfItsParameter()
    {
        QCOMPARE(m_model->rowCount(), 5);
        QCOMPARE(get(Capacity, ParameterModel::NameRole).toString(), QStringLiteral("capacity"));
        QCOMPARE(get(Capacity, ParameterModel::LabelRole).toString(), QStringLiteral("Capacity"));
        QCOMPARE(get(Capacity, ParameterModel::UnitRole).toString(), QStringLiteral("items"));
        QCOMPARE(get(Capacity, ParameterModel::ZeroTextRole).toString(), QStringLiteral("no limit"));
        QCOMPARE(get(Clerks, ParameterModel::ZeroTextRole).toString(), QString());
        QCOMPARE(get(Clerks, ParameterModel::KindRole).toString(), QStringLiteral("number"));
        QCOMPARE(get(Clerks, ParameterModel::MinimumRole).toDouble(), 1.0);
        QCOMPARE(get(Clerks, ParameterModel::MaximumRole).toDouble(), 9.0);
        QCOMPARE(get(Clerks, ParameterModel::StepRole).toDouble(), 1.0);
        QCOMPARE(get(Pause, ParameterModel::KindRole).toString(), QStringLiteral("range"));
        QCOMPARE(get(Pause, ParameterModel::ValueRole).toDouble(), 1.0);
        QCOMPARE(get(Pause, ParameterModel::HighRole).toDouble(), 3.0);
        QCOMPARE(get(Drops, ParameterModel::KindRole).toString(), QStringLiteral("truth"));
        QCOMPARE(get(Drops, ParameterModel::TruthRole).toBool(), true);
        QCOMPARE(get(Order, ParameterModel::KindRole).toString(), QStringLiteral("text"));
        QCOMPARE(get(Order, ParameterModel::TextRole).toString(), QStringLiteral("fifo"));
        QCOMPARE(get(Order, ParameterModel::ChoicesRole).toStringList(),
                 QStringList({QStringLiteral("fifo"), QStringLiteral("lifo")}));
        QVERIFY(!m_model->data(m_model->index(7), ParameterModel::NameRole).isValid());
    }

    void theOtherValueIsSaidAsTheFieldSaysIt()
    {
        std::vector<Parameter> other = m_model->parameters();
        other[Capacity].value.number = 0;
        other[Clerks].value.number = 1;
        m_model->setNumber(QStringLiteral("capacity"), 5);
        m_model->setNumber(QStringLiteral("clerks"), 3);
        m_model->setRange(QStringLiteral("pause"), 1, 2.5);
        m_model->setTruth(QStringLiteral("drops"), false);
        m_model->setOther(other);
        QCOMPARE(get(Capacity, ParameterModel::OtherTextRole).toString(), QStringLiteral("no limit"));
        QCOMPARE(get(Clerks, ParameterModel::OtherTextRole).toString(), QStringLiteral("1"));
        QCOMPARE(get(Pause, ParameterModel::OtherTextRole).toString(), QStringLiteral("1 to 3"));
        QCOMPARE(get(Drops, ParameterModel::OtherTextRole).toString(), QStringLiteral("on"));
        QCOMPARE(get(Order, ParameterModel::OtherTextRole).toString(), QString());
    }

    void startsWithTheGivenValueThenTheDemoThenTheFile()
    {
        QCOMPARE(get(Clerks, ParameterModel::ValueRole).toDouble(), 2.0);
        m_model->open(file(), {}, true);
        QCOMPARE(get(Clerks, ParameterModel::ValueRole).toDouble(), 4.0);
        ParameterValue given;
        given.number = 7;
        m_model->open(file(), {{"clerks", given}}, true);
        QCOMPARE(get(Clerks, ParameterModel::ValueRole).toDouble(), 7.0);
        QCOMPARE(get(Clerks, ParameterModel::BeforeRole).toDouble(), 7.0);
        QCOMPARE(get(Clerks, ParameterModel::ChangedRole).toBool(), false);
        QCOMPARE(m_model->values().at("clerks").number, 7.0); // what differs from the file
        QCOMPARE(m_model->values().size(), 1u);
    }

    void aSoundValueIsTakenAndTold()
    {
        QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->setNumber(QStringLiteral("clerks"), 5);
        m_model->setRange(QStringLiteral("pause"), 0.5, 2);
        m_model->setTruth(QStringLiteral("drops"), false);
        m_model->setText(QStringLiteral("order"), QStringLiteral("lifo"));
        QCOMPARE(m_edits->count(), 4);
        QCOMPARE(changes.count(), 4);
        QCOMPARE(get(Clerks, ParameterModel::ValueRole).toDouble(), 5.0);
        QCOMPARE(get(Clerks, ParameterModel::ChangedRole).toBool(), true);
        QCOMPARE(get(Pause, ParameterModel::ValueRole).toDouble(), 0.5);
        QCOMPARE(get(Pause, ParameterModel::HighRole).toDouble(), 2.0);
        QCOMPARE(get(Drops, ParameterModel::TruthRole).toBool(), false);
        QCOMPARE(get(Order, ParameterModel::TextRole).toString(), QStringLiteral("lifo"));
    }

    void theSameValueOrAnUnknownNameIsNoEdit()
    {
        m_model->setNumber(QStringLiteral("clerks"), 2);
        m_model->setNumber(QStringLiteral("nobody"), 2);
        m_model->reset(QStringLiteral("clerks"));
        m_model->reset(QStringLiteral("nobody"));
        QCOMPARE(m_edits->count(), 0);
    }

    void resettingBringsBackTheValueOfTheStart()
    {
        m_model->open(file(), {}, true);
        m_model->setNumber(QStringLiteral("clerks"), 5);
        QCOMPARE(get(Clerks, ParameterModel::BeforeRole).toDouble(), 4.0);
        m_model->reset(QStringLiteral("clerks"));
        QCOMPARE(get(Clerks, ParameterModel::ValueRole).toDouble(), 4.0);
        QCOMPARE(get(Clerks, ParameterModel::ChangedRole).toBool(), false);
        QCOMPARE(m_edits->count(), 2);
    }

    void aRefusedNumberKeepsTheOldOneAndSaysWhy_data()
    {
        QTest::addColumn<double>("value");
        QTest::newRow("above") << 10.0;
        QTest::newRow("below") << 0.0;
        QTest::newRow("a fraction of a task") << 2.5;
        QTest::newRow("no number") << std::numeric_limits<double>::quiet_NaN();
        QTest::newRow("endless") << std::numeric_limits<double>::infinity();
    }
    void aRefusedNumberKeepsTheOldOneAndSaysWhy()
    {
        QFETCH(double, value);
        m_model->setNumber(QStringLiteral("clerks"), value);
        QCOMPARE(get(Clerks, ParameterModel::ValueRole).toDouble(), 2.0);
        QVERIFY2(!get(Clerks, ParameterModel::ErrorRole).toString().isEmpty(), "no sentence");
        QCOMPARE(m_edits->count(), 0);

        // The value that stands, chosen again, takes the sentence away; nothing runs for it.
        m_model->setNumber(QStringLiteral("clerks"), 2);
        QCOMPARE(get(Clerks, ParameterModel::ErrorRole).toString(), QString());
        QCOMPARE(m_edits->count(), 0);
    }

    void aRangeKeepsItsOrder()
    {
        m_model->setRange(QStringLiteral("pause"), 3, 1);
        QCOMPARE(get(Pause, ParameterModel::ValueRole).toDouble(), 1.0);
        QCOMPARE(get(Pause, ParameterModel::HighRole).toDouble(), 3.0);
        QVERIFY(get(Pause, ParameterModel::ErrorRole).toString().contains(QLatin1String("above")));
        m_model->setRange(QStringLiteral("pause"), 2, 2);
        QCOMPARE(get(Pause, ParameterModel::HighRole).toDouble(), 2.0);
        QCOMPARE(get(Pause, ParameterModel::ErrorRole).toString(), QString());
    }

    void aWrongKindOrChoiceIsRefused()
    {
        m_model->setNumber(QStringLiteral("pause"), 2);
        m_model->setText(QStringLiteral("order"), QStringLiteral("fiffo"));
        m_model->setTruth(QStringLiteral("clerks"), true);
        QCOMPARE(m_edits->count(), 0);
        QVERIFY(get(Order, ParameterModel::ErrorRole).toString().contains(QLatin1String("fifo")));
        QVERIFY(!get(Pause, ParameterModel::ErrorRole).toString().isEmpty());
        QVERIFY(!get(Clerks, ParameterModel::ErrorRole).toString().isEmpty());
        QCOMPARE(get(Order, ParameterModel::TextRole).toString(), QStringLiteral("fifo"));
    }

    void aSampleIsShownByItsNameUntilANumberIsTyped()
    {
        ParameterValue given;
        given.kind = ParameterValue::Kind::Sample;
        given.sample = std::make_shared<Sample>(Sample{"@times.csv:seconds", {1, 2}});
        m_model->open(file(), {{"pause", given}}, false);
        QCOMPARE(get(Pause, ParameterModel::KindRole).toString(), QStringLiteral("text"));
        QCOMPARE(get(Pause, ParameterModel::TextRole).toString(), QStringLiteral("@times.csv:seconds"));
        m_model->setText(QStringLiteral("pause"), QStringLiteral("@times.csv:seconds"));
        QCOMPARE(m_edits->count(), 0);
        m_model->setText(QStringLiteral("pause"), QStringLiteral("@other.csv:seconds"));
        QVERIFY(!get(Pause, ParameterModel::ErrorRole).toString().isEmpty());
        m_model->setText(QStringLiteral("pause"), QStringLiteral("2:3"));
        QCOMPARE(get(Pause, ParameterModel::HighRole).toDouble(), 3.0);
        m_model->reset(QStringLiteral("pause"));
        QCOMPARE(m_model->values().at("pause").sample, given.sample);
    }

    void aClearedModelHasNoRowsAndHearsNothing()
    {
        m_model->clear();
        QCOMPARE(m_model->rowCount(), 0);
        m_model->setNumber(QStringLiteral("clerks"), 3);
        QCOMPARE(m_edits->count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestParameterModel)
#include "tst_parameter_model.moc"
