#include "scene/compare/ghost_run.h"

#include "viewmodels/on_pool.h"

#include <QCoroFuture>

#include <algorithm>

namespace sojourn {

/// Everything that the scene points into.
struct GhostRun::Shown
{
    std::shared_ptr<const KeptRun> run;
    std::shared_ptr<const Columns> columns;
    std::shared_ptr<const RunIndex> index;
    GhostScene scene;
};

GhostRun::GhostRun(QObject* parent)
    : QObject(parent)
{
}

GhostRun::~GhostRun() = default;

void GhostRun::setKept(KeptRuns* kept)
{
    if (kept == m_kept) return;
    if (m_kept) m_kept->disconnect(this);
    m_kept = kept;
    if (kept != nullptr) connect(kept, &KeptRuns::runsChanged, this, &GhostRun::look);
    look();
    Q_EMIT keptChanged();
}

void GhostRun::setAlways(bool always)
{
    if (always == m_always) return;
    m_always = always;
    look();
    Q_EMIT keptChanged();
}

QString GhostRun::name() const
{
    return m_shown ? m_shown->run->name() : QString();
}

std::shared_ptr<const Columns> GhostRun::columns() const
{
    return m_shown ? m_shown->columns : nullptr;
}

double GhostRun::endSeconds() const
{
    return m_shown ? static_cast<double>(m_shown->run->endNs) / 1e9 : 0;
}

void GhostRun::look()
{
    const bool wanted = m_kept && (m_always || m_kept->isGhostShown()) && m_kept->isComparable();
    const std::shared_ptr<const KeptRun> run = wanted ? m_kept->a() : nullptr;
    const std::shared_ptr<const Columns> columns = run ? run->columns : nullptr;
    if (columns == m_wanted) {
        // Views paint anew when something has changed: only its name may have.
        if (m_shown && m_shown->run->name() != m_saidName) tell();
        return;
    }
    m_wanted = columns;
    ++m_asked;
    if (columns) {
        make(run);
    } else if (m_shown) {
        m_shown.reset();
        tell();
    }
}

QCoro::Task<> GhostRun::make(std::shared_ptr<const KeptRun> run)
{
    const QPointer<GhostRun> self(this);
    const std::uint64_t asked = m_asked;
    const std::shared_ptr<const Columns> columns = run->columns;
    QFuture<std::shared_ptr<const RunIndex>> future = onPool([columns]() -> std::shared_ptr<const RunIndex> {
        auto index = std::make_shared<RunIndex>();
        index->update(*columns);
        return index;
    });
    const std::shared_ptr<const RunIndex> index = co_await future;
    if (!self || asked != m_asked || run->columns != columns) co_return;
    show(run, index);
}

void GhostRun::show(std::shared_ptr<const KeptRun> run, std::shared_ptr<const RunIndex> index)
{
    auto shown = std::make_shared<Shown>();
    shown->run = run;
    shown->columns = run->columns;
    shown->index = index;
    shown->scene.run.columns = run->columns.get();
    shown->scene.run.endNs = run->endNs;
    shown->scene.run.playheadNs = run->endNs;
    shown->scene.run.ended = true;
    shown->scene.run.firstPart = run->firstPart;
    shown->scene.index = index.get();
    m_shown = std::move(shown);
    m_matched.reset();
    tell();
}

void GhostRun::tell()
{
    m_saidName = name();
    Q_EMIT changed();
}

void GhostRun::matchGroups(const RunInfo& info)
{
    GhostScene& scene = m_shown->scene;
    const RunInfo& other = m_shown->columns->info();
    scene.groupOf.assign(info.groups.size(), noMatch);
    scene.onlyHere.assign(info.groups.size(), {});
    for (std::size_t g = 0; g < info.groups.size(); ++g) {
        const auto same = std::ranges::find(other.groups, info.groups[g].name, &GroupInfo::name);
        if (same == other.groups.end()) continue;
        scene.groupOf[g] = static_cast<std::uint32_t>(same - other.groups.begin());
        for (std::uint32_t task = same->firstTask; task < same->firstTask + same->taskCount; ++task)
            if (scene.taskFor[task] == noMatch) scene.onlyHere[g].push_back(task);
    }
}

const GhostScene* GhostRun::sceneFor(const std::shared_ptr<const RunInfo>& info)
{
    if (!m_shown || !info) return nullptr;
    if (info != m_matched) {
        m_shown->scene.taskOf = matchingTasks(*info, m_shown->columns->info());
        m_shown->scene.taskFor = matchingTasks(m_shown->columns->info(), *info);
        m_shown->scene.queueOf = matchingQueues(*info, m_shown->columns->info());
        matchGroups(*info);
        m_matched = info;
    }
    return &m_shown->scene;
}

} // namespace sojourn
