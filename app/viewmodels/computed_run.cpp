#include "viewmodels/computed_run.h"

#include "viewmodels/run_parts.h"
#include "viewmodels/stand_back.h"

#include <QPromise>
#include <QThread>

#include <algorithm>

namespace sojourn {

namespace {

ComputedRun compute(Run& run, const std::shared_ptr<Columns>& columns, const std::shared_ptr<RunParts>& parts)
{
    ComputedRun computed;
    standBack();
    const bool isFollowed = runThreads().tryStart([parts] {
        standBack();
        parts->follow();
    });
    computed.end = run.runVirtual();
    const bool isWhole = computed.end.outcome != Outcome::Interrupted;
    parts->setOver(isWhole);
    if (isWhole) computed.summary = run.summary();
    if (isFollowed) parts->waitUntilFolded();
    if (!isWhole) return computed;
    columns->advance(); // where nobody followed
    computed.totals.follow(*columns);
    computed.columns = columns;
    return computed;
}

} // namespace

QThreadPool& runThreads()
{
    // Two a run, for the latest one and a few that were overtaken.
    static QThreadPool threads;
    static const bool isSetUp = [] {
        threads.setMaxThreadCount(std::max(8, QThread::idealThreadCount()));
        threads.setExpiryTimeout(2000);
        return true;
    }();
    Q_UNUSED(isSetUp)
    return threads;
}

RunUnderWay::RunUnderWay(QFuture<ComputedRun> whole, std::shared_ptr<RunParts> parts)
    : m_whole(std::move(whole))
    , m_parts(std::move(parts))
{
}

RunUnderWay::~RunUnderWay() = default;
RunUnderWay::RunUnderWay(const RunUnderWay&) = default;

QFuture<RunPart> RunUnderWay::nextPart() const
{
    return m_parts->next();
}

RunUnderWay computeRun(std::shared_ptr<Run> run, Computing computing)
{
    auto columns = std::make_shared<Columns>(run->info(), run->log());
    auto parts = std::make_shared<RunParts>(run->info(), columns, computing);
    auto promise = std::make_shared<QPromise<ComputedRun>>();
    promise->start();
    runThreads().start([promise, run = std::move(run), columns, parts] {
        promise->addResult(compute(*run, columns, parts));
        promise->finish();
        parts->isThere();
    });
    parts->wait(computing.patience);
    return {promise->future(), parts};
}

} // namespace sojourn
