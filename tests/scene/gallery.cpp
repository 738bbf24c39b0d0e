// Writes every view as a picture, light and dark, to be looked at.
#include "scene/timeline/timeline_view.h"
#include "support/sample_run.h"

#include <QDir>
#include <QGuiApplication>
#include <QPainter>
#include <QtDebug>

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

int selectable(const RunDocument& document, int least)
{
    for (const Visit& visit : document.columns()->visits())
        if (static_cast<int>(visit.item) >= least && visit.putWaitNs != notYet &&
            visit.dequeuedNs > document.playheadNs())
            return static_cast<int>(visit.item);
    return least;
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

} // namespace

int main(int argc, char** argv)
{
    QGuiApplication app(argc, argv);
    const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("."));
    folder.mkpath(QStringLiteral("."));
    Shown asyncq(test::asyncqPlan(), 23.5, 6, 29);
    asyncq.document.setSelectedItem(selectable(asyncq.document, 40));
    Shown live(test::livePlan(), 1e9, 0, 0);
    live.document.setSelectedItem(16);
    Shown pipeline(test::pipelinePlan(), 9.6, 0, 0);
    pipeline.viewport.frameAll();
    Shown huge(test::hugePlan(1'000'000), 20, 0, 0);
    huge.viewport.frameAll();
    for (const bool dark : {false, true}) {
        const QString look = dark ? QStringLiteral("-dark.png") : QStringLiteral("-light.png");
        const auto path = [&](const char* name) { return folder.filePath(QLatin1String(name) + look); };
        write<TimelineView>(path("timeline"), asyncq, {848, 284}, dark);
        write<TimelineView>(path("timeline-live"), live, {848, 260}, dark);
        write<TimelineView>(path("timeline-pipeline"), pipeline, {848, 430}, dark);
        write<TimelineView>(path("timeline-huge"), huge, {1120, 600}, dark);
    }
    return 0;
}
