// Writes every view as a picture, light and dark, to be looked at.
#include "scene/latency/latency_view.h"
#include "scene/stage/stage_picture.h"
#include "scene/stage/stage_view.h"
#include "scene/timeline/overview_view.h"
#include "scene/timeline/timeline_view.h"
#include "support/played_run.h"
#include "support/sample_run.h"

#include <QDir>
#include <QGuiApplication>
#include <QPainter>
#include <QtDebug>

#include <map>
#include <utility>

using namespace sojourn;

namespace {

/// One run as the window would hold it.
struct Shown
{
    RunDocument document;
    Viewport viewport;

    Shown(const test::SamplePlan& plan, double playheadSeconds, double from, double to)
    {
        const test::SampleRun run = test::simulate(plan);
        viewport.setDocument(&document);
        document.open(run.info, run.log, !plan.virtualClock);
        document.advance(run.endNs);
        if (plan.virtualClock) {
            RunEnd end;
            end.outcome = Outcome::Finished;
            end.at = instantFromNanoseconds(run.endNs);
            document.finish(end);
        }
        if (to > from) viewport.frame(from, to);
        document.setPlayheadSeconds(playheadSeconds);
    }
};

/// An item that waits in the queue at the playhead, after it has waited to be put.
int selectable(const RunDocument& document)
{
    int item = 40;
    for (const Visit& visit : document.columns()->visits())
        if (visit.enqueuedNs <= document.playheadNs() && visit.dequeuedNs > document.playheadNs()) {
            item = static_cast<int>(visit.item);
            if (visit.putWaitNs != notYet) break;
        }
    return item;
}

template <class View> void write(const QString& path, Shown& shown, QSizeF size, bool dark)
{
    View view;
    view.setDocument(&shown.document);
    view.setViewport(&shown.viewport);
    view.setFontFamily(QStringLiteral("Inter"));
    view.setDark(dark);
    view.setSize(size);
    if (!view.picture().save(path)) qFatal("cannot write %s", qPrintable(path));
}

/// The stage of every built-in scenario, early, halfway and at the end.
void writeStages(const QDir& folder)
{
    for (const BuiltinScenario& scenario : builtinScenarios()) {
        std::map<std::string, std::string> values;
        if (scenario.name.starts_with("m")) values["items"] = "300"; // mm1 and its like: millions otherwise
        test::PlayedRun played(scenario.text, values);
        Viewport viewport;
        viewport.setDocument(&played.document);
        const double end = played.document.endSeconds();
        for (const auto& [when, share] : {std::pair{"1", 0.1}, std::pair{"2", 0.5}, std::pair{"3", 1.0}})
            for (const bool dark : {false, true})
                for (const QSizeF size : {QSizeF(1136, 184), QSizeF(776, 128)}) {
                    played.document.setPlayheadSeconds(end * share);
                    StageView view;
                    view.setDocument(&played.document);
                    view.setViewport(&viewport);
                    view.setDark(dark);
                    view.setSize(size);
                    const QString path = QStringLiteral("builtin-%1-%2%3-%4.png")
                                             .arg(QString::fromStdString(scenario.name), QLatin1String(when),
                                                  QLatin1String(dark ? "-dark" : ""))
                                             .arg(size.width());
                    if (!view.picture().save(folder.filePath(path))) qFatal("cannot write a picture");
                    if (!dark) qInfo("%s: %s", qPrintable(path), qPrintable(view.sentence()));
                }
    }
}

} // namespace

int main(int argc, char** argv)
{
    QGuiApplication app(argc, argv);
    const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("."));
    folder.mkpath(QStringLiteral("."));
    writeStages(folder);
    Shown asyncq(test::asyncqPlan(), 23.5, 6, 29);
    asyncq.document.setSelectedItem(selectable(asyncq.document));
    Shown live(test::livePlan(), 1e9, 0, 0);
    live.document.setSelectedItem(16);
    Shown pipeline(test::pipelinePlan(), 9.6, 0, 0);
    pipeline.viewport.frameAll();
    Shown huge(test::hugePlan(1'000'000), 20, 0, 0);
    huge.viewport.frameAll();
    for (const bool dark : {false, true}) {
        const QString look = dark ? QStringLiteral("-dark.png") : QStringLiteral("-light.png");
        const auto path = [&](const char* name) { return folder.filePath(QLatin1String(name) + look); };
        write<StageView>(path("stage"), asyncq, {1136, 184}, dark);
        write<StageView>(path("stage-small"), asyncq, {776, 150}, dark);
        write<StageView>(path("stage-live"), live, {1136, 184}, dark);
        write<StageView>(path("stage-pipeline"), pipeline, {1136, 190}, dark);
        write<StageView>(path("stage-huge"), huge, {1136, 184}, dark);
        write<StagePicture>(path("picture"), asyncq, {230, 88}, dark);
        write<StagePicture>(path("picture-pipeline"), pipeline, {230, 88}, dark);
        write<OverviewView>(path("overview"), asyncq, {848, 32}, dark);
        write<OverviewView>(path("overview-live"), live, {848, 32}, dark);
        write<LatencyView>(path("latency"), asyncq, {848, 226}, dark);
        write<DistributionView>(path("distribution"), asyncq, {104, 226}, dark);
        write<LatencyView>(path("latency-live"), live, {848, 250}, dark);
        write<DistributionView>(path("distribution-live"), live, {104, 250}, dark);
        write<LatencyView>(path("latency-huge"), huge, {1120, 226}, dark);
        write<TimelineView>(path("timeline"), asyncq, {848, 284}, dark);
        write<TimelineView>(path("timeline-live"), live, {848, 260}, dark);
        write<TimelineView>(path("timeline-pipeline"), pipeline, {848, 430}, dark);
        write<TimelineView>(path("timeline-huge"), huge, {1120, 600}, dark);
    }
    return 0;
}
