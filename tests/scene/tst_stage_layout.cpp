#include "scene/stage/stage_layout.h"
#include "scene/stage/stage_packing.h"
#include "scene/stage/stage_words.h"
#include "support/played_run.h"

#include <QTest>

using namespace sojourn;

namespace {

const QSizeF sizes[] = {{744, 112}, {776, 128}, {1136, 184}, {1136, 260}, {3000, 700}};

struct Named
{
    QString name;
    QRectF rect;
};

/// Everything that has a place of its own.
std::vector<Named> partsOf(const StageLayout& layout)
{
    std::vector<Named> parts;
    for (const GroupBlock& block : layout.groups)
        parts.push_back({QStringLiteral("group %1").arg(block.group),
                         block.heading.isEmpty() ? block.rect : block.rect.united(block.heading)});
    for (const QueueBlock& block : layout.queues)
        parts.push_back({QStringLiteral("queue %1").arg(block.queue), block.box.united(block.title)});
    for (const ResourceBlock& block : layout.resources)
        parts.push_back({QStringLiteral("resource %1").arg(block.number),
                         block.box.united(block.title).united(block.footer)});
    for (const StageLayout::Hidden& hidden : layout.hidden)
        parts.push_back({QStringLiteral("hidden"), hidden.rect});
    return parts;
}

QString text(const Named& part)
{
    return QStringLiteral("%1 at %2,%3 %4x%5")
        .arg(part.name)
        .arg(part.rect.x())
        .arg(part.rect.y())
        .arg(part.rect.width())
        .arg(part.rect.height());
}

/// Empty when everything lies within the size and nothing overlaps; otherwise what is wrong.
QString faultOf(const StageLayout& layout, const QSizeF& size)
{
    const std::vector<Named> parts = partsOf(layout);
    const QRectF room = QRectF(QPointF(0, 0), size).adjusted(-0.01, -0.01, 0.01, 0.01);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!room.contains(parts[i].rect)) return text(parts[i]) + QStringLiteral(" stands out");
        for (std::size_t j = 0; j < i; ++j) {
            const QRectF both = parts[i].rect.intersected(parts[j].rect);
            if (both.width() > 0.01 && both.height() > 0.01)
                return text(parts[i]) + QStringLiteral(" overlaps ") + text(parts[j]);
        }
    }
    for (const ResourceBlock& block : layout.resources)
        for (const ResourceBlock::Unit& unit : block.units)
            if (!block.box.contains(unit.rect)) return QStringLiteral("a unit stands out of its box");
    return {};
}

/// A run of no events to speak of, of any shape.
struct Shape
{
    std::shared_ptr<RunInfo> info = std::make_shared<RunInfo>();
    std::shared_ptr<EventLog> log = std::make_shared<EventLog>();
    std::unique_ptr<Columns> columns;
    Moment moment;

    GroupInfo& group(std::uint32_t tasks)
    {
        GroupInfo group;
        group.name = "group" + std::to_string(info->groups.size());
        group.firstTask = info->taskCount();
        group.taskCount = tasks;
        group.counted = tasks > 1;
        info->groupOfTask.insert(info->groupOfTask.end(), tasks,
                                 static_cast<std::uint16_t>(info->groups.size()));
        info->groups.push_back(group);
        return info->groups.back();
    }
    RunView run()
    {
        moment.events = 1;
        moment.tasks.resize(info->taskCount());
        moment.queues.resize(info->queues.size());
        moment.servers.resize(info->servers.size());
        moment.pools.resize(info->pools.size());
        if (!columns) {
            log->append({0, 0, 0, 0, EventKind::Started, 0});
            log->publish();
            columns = std::make_unique<Columns>(info, log);
            columns->advance();
        }
        RunView run;
        run.columns = columns.get();
        run.moment = &moment;
        return run;
    }
    QString fault(const QSizeF& size) { return faultOf(StageLayout::of(run(), size), size); }
};

} // namespace

class TestStageLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fewGroupsAndQueuesOfAnyNumberFit()
    {
        for (const int groups : {1, 2, 3, 5, 9, 20, 60})
            for (const std::uint32_t tasks : {1u, 3u, 8u, 25u, 40u, 500u})
                for (const int queues : {1, 2, 3, 4, 8}) {
                    Shape shape;
                    for (int q = 0; q < queues; ++q)
                        shape.info->queues.push_back(
                            {"q" + std::to_string(q), q % 2 == 0 ? 12u : 0u, QueueOrder::Fifo});
                    for (int g = 0; g < groups; ++g) {
                        GroupInfo& group = shape.group(g % 3 == 1 ? 1 : tasks);
                        const auto q = static_cast<std::uint16_t>(g % queues);
                        (g % 2 == 0 ? group.putsInto : group.getsFrom).push_back(q);
                    }
                    for (const QSizeF& size : sizes) {
                        const QString fault = shape.fault(size);
                        QVERIFY2(fault.isEmpty(),
                                 qPrintable(QStringLiteral("%1 groups of %2, %3 queues, %4: %5")
                                                .arg(groups)
                                                .arg(tasks)
                                                .arg(queues)
                                                .arg(size.width())
                                                .arg(fault)));
                    }
                }
    }

    void aRowOfManyQueuesFits()
    {
        for (const int stages : {1, 2, 4, 7}) {
            Shape shape;
            for (int s = 0; s <= stages; ++s) {
                GroupInfo& group = shape.group(static_cast<std::uint32_t>(1 + s * 4));
                if (s > 0) group.getsFrom = {static_cast<std::uint16_t>(s - 1)};
                if (s < stages) group.putsInto = {static_cast<std::uint16_t>(s)};
            }
            for (int s = 0; s < stages; ++s)
                shape.info->queues.push_back({"q" + std::to_string(s), 100, QueueOrder::Fifo});
            for (const QSizeF& size : sizes) {
                const QString fault = shape.fault(size);
                QVERIFY2(fault.isEmpty(), qPrintable(fault));
            }
        }
    }

    void servicesOfAnyNumberFit()
    {
        for (const int services : {1, 2, 5, 6, 12, 30, 100})
            for (const int chain : {1, 2, 5}) { // each needs the one before, so many in a row
                Shape shape;
                shape.group(1).role = GroupRole::EntryPoint;
                for (int s = 0; s < services; ++s) {
                    const auto own = static_cast<std::uint16_t>(shape.info->groups.size());
                    shape.group(1).role = GroupRole::Service;
                    shape.info->groups[0].awaits.push_back(own);
                    ServiceInfo service;
                    service.group = own;
                    if (s % chain != 0) service.needs = {static_cast<std::uint16_t>(own - 1)};
                    shape.info->services.push_back(service);
                }
                for (const QSizeF& size : sizes) {
                    const QString fault = shape.fault(size);
                    QVERIFY2(fault.isEmpty(),
                             qPrintable(QStringLiteral("%1 services: ").arg(services) + fault));
                }
            }
    }

    void poolsAndServersOfAnySizeFit()
    {
        for (const std::uint32_t units : {1u, 2u, 8u, 64u, 150u, 10'000u})
            for (const int each : {1, 2, 3}) {
                Shape shape;
                GroupInfo& group = shape.group(200);
                for (std::uint16_t i = 0; i < each; ++i) {
                    shape.info->pools.push_back({"pool", units});
                    shape.info->servers.push_back({"api", units});
                    group.offloadsTo.push_back(i);
                    group.asks.push_back(i);
                }
                for (const QSizeF& size : sizes) {
                    const QString fault = shape.fault(size);
                    QVERIFY2(fault.isEmpty(),
                             qPrintable(QStringLiteral("%1 of %2: %3").arg(each).arg(units).arg(fault)));
                }
            }
    }

    void whatFindsNoRoomIsCounted()
    {
        Shape shape;
        for (int g = 0; g < 300; ++g)
            shape.group(1);
        const StageLayout layout = StageLayout::of(shape.run(), {776, 128});
        QCOMPARE(layout.hidden.size(), 1u);
        QCOMPARE(layout.groups.size() + layout.hidden[0].count, 300u);
        QCOMPARE(StageLayout::of(shape.run(), {9000, 2000}).hidden.size(), 0u);
    }

    void pilesAreAsFewAndAsEvenAsTheyCan()
    {
        const Piles one = Piles::of({30, 30, 30}, 100, 9);
        QCOMPARE(one.count(), 1u);
        QCOMPARE(one.shown, 3u);
        const Piles two = Piles::of(std::vector<double>(5, 30.0), 100, 9);
        QCOMPARE(two.begins, (std::vector<std::size_t>{0, 3}));
        QCOMPARE(two.rows(), 3u);
        const Piles cut = Piles::of(std::vector<double>(9, 30.0), 100, 2);
        QCOMPARE(cut.count(), 2u);
        QCOMPARE(cut.shown, 6u);
        QCOMPARE(Piles::of({500}, 100, 0).shown, 1u); // always one, though it is too high
    }

    void everyBuiltinScenarioFits_data()
    {
        QTest::addColumn<QString>("name");
        for (const BuiltinScenario& scenario : builtinScenarios())
            QTest::newRow(scenario.name.c_str()) << QString::fromStdString(scenario.name);
    }
    void everyBuiltinScenarioFits()
    {
        QFETCH(const QString, name);
        std::map<std::string, std::string> values;
        if (name.startsWith(QLatin1String("mm")) || name.startsWith(QLatin1String("md")))
            values["items"] = "300";
        test::PlayedRun played(findBuiltinScenario(name.toStdString())->text, values);
        for (const double share : {0.0, 0.1, 0.5, 0.9, 1.0}) {
            played.document.setPlayheadSeconds(played.document.endSeconds() * share);
            const RunView run = RunView::of(played.document);
            QVERIFY(!stageSentence(run).isEmpty());
            for (const QSizeF& size : sizes) {
                const QString fault = faultOf(StageLayout::of(run, size), size);
                QVERIFY2(fault.isEmpty(), qPrintable(fault));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestStageLayout)
#include "tst_stage_layout.moc"
