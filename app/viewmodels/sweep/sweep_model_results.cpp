// What the sweep of the window tells of its results, and what becomes of them.
#include "formats/output_file.h"
#include "viewmodels/on_pool.h"
#include "viewmodels/panels/words.h"
#include "viewmodels/sweep/sweep_model.h"

#include <QCoroFuture>

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace sojourn {

void SweepModel::show()
{
    if (!m_results) {
        m_grid = {};
        m_findings = {};
        m_meeting->show({}, {});
        m_cells->show({}, {});
        m_pointed = -1;
        Q_EMIT gridChanged();
        Q_EMIT atHandChanged();
        return;
    }
    const SweepAsked asked = this->asked();
    const int current = m_grid.current;
    m_findings = findingsOf(*m_results, asked);
    m_grid = m_results->grid(asked);
    if (m_pointed >= static_cast<int>(m_grid.cells.size())) m_pointed = -1;
    m_grid.isStopped = isStopped();
    m_grid.current = current;
    m_grid.cheapest = m_findings.cheapest;
    if (m_findings.cheapest >= 0) {
        const SweepRow& row = *m_results->row(static_cast<std::uint64_t>(m_findings.cheapest));
        const SweepGoal& goal = asked.goals.front();
        const double mean = *row.metrics[goal.metric].mean;
        const MetricUnit unit = m_results->unit(goal.metric);
        m_grid.cheapestTitle =
            (m_results->isWhole() ? tr("Cheapest: %1") : tr("Cheapest so far: %1")).arg(cheapestWords());
        m_grid.cheapestText =
            tr("%1 %2: %3 to spare")
                .arg(m_results->words(goal.metric), QString::fromStdString(metricText(mean, unit)),
                     QString::fromStdString(marginText(goal.requirement.margin(mean), unit)));
    }
    m_meeting->show(m_findings.columns, m_findings.meeting);
    if (m_tableShown) m_cells->show(sweepColumns(*m_results, asked), sweepLines(*m_results, asked));
    showMarks();
}

/// The curve goes through the cell under the pointer, or the current one, or the cheapest, or where most is
/// to be seen, as high up as it gets.
void SweepModel::showMarks()
{
    const int height = m_grid.up.size();
    const int through = m_pointed >= 0 ? m_pointed : m_grid.current >= 0 ? m_grid.current : m_grid.cheapest;
    m_grid.shownUp = through >= 0 ? m_grid.yOf(through) : height - 1;
    const auto known = [&](int y) {
        int cells = 0;
        for (int x = 0; x < m_grid.across.size(); ++x)
            cells += m_grid.at(x, y).state == SweepGridCell::State::Known;
        return cells;
    };
    for (int y = height - 1; through < 0 && y >= 0; --y)
        if (known(y) > known(m_grid.shownUp)) m_grid.shownUp = y;
    m_grid.knee = -1;
    m_grid.kneeText.clear();
    if (const SweepRow* const row = wholeLine()) {
        if (const auto knee = kneeOf(m_results->table(), static_cast<std::size_t>(m_metric), *row)) {
            m_grid.knee = static_cast<int>(knee->row->cell);
            m_grid.kneeText =
                tr("the knee: %1 %2").arg(m_grid.across.label, m_grid.across.texts[m_grid.xOf(m_grid.knee)]);
            if (height > 1)
                m_grid.kneeText += tr(", at %1 %2").arg(m_grid.up.label, m_grid.up.texts[m_grid.shownUp]);
        }
    }
    Q_EMIT gridChanged();
    Q_EMIT atHandChanged();
}

void SweepModel::setPointed(int cell)
{
    if (cell == m_pointed || cell < -1 || cell >= static_cast<int>(m_grid.cells.size())) return;
    m_pointed = cell;
    const int row = m_grid.shownUp;
    if (cell < 0 || m_grid.yOf(cell) != row)
        showMarks();
    else
        Q_EMIT atHandChanged();
}

/// The first cell of the curve that is shown; null while some of its cells are missing, since a part of a
/// curve has another knee.
const SweepRow* SweepModel::wholeLine() const
{
    const SweepRow* first = nullptr;
    for (int x = m_grid.across.size(); x-- > 0;) {
        first = m_results->row(static_cast<std::uint64_t>(m_grid.cellAt(x, m_grid.shownUp)));
        if (first == nullptr) return nullptr;
    }
    return first;
}

void SweepModel::setCurrent(int cell)
{
    if (cell == m_grid.current || cell < -1 || cell >= static_cast<int>(m_grid.cells.size())) return;
    m_grid.current = cell;
    showMarks();
}

void SweepModel::setTableShown(bool shown)
{
    if (shown == m_tableShown) return;
    m_tableShown = shown;
    show();
    Q_EMIT tableShownChanged();
}

/// The results are of other values than the run page has by now.
bool SweepModel::isStale() const
{
    if (!m_results || !m_session || !m_file) return false;
    const SweepPlan& plan = m_results->plan();
    ParameterValues now = m_session->parameters()->values();
    ParameterValues then = plan.fixed;
    for (const SweepAxis& axis : plan.axes)
        now.erase(axis.parameter);
    if (itemsParameter()) {
        now.erase("items");
        then.erase("items");
    }
    return now != then || plan.seed != m_session->seed().toULongLong();
}

bool SweepModel::isStopped() const
{
    return m_results && !isRunning() && !m_results->isWhole();
}

double SweepModel::progress() const
{
    if (m_state == Done) return 1;
    return m_progress.runs == 0
               ? 0
               : static_cast<double>(m_progress.runsDone) / static_cast<double>(m_progress.runs);
}

QString SweepModel::doneText() const
{
    if (!m_results) return {};
    const std::uint64_t done = m_results->table().rows.size(), all = m_results->plan().cellCount();
    if (done == all) return tr("all %1 cells").arg(countText(all));
    return (isStopped() ? tr("stopped at %1 of %2 cells") : tr("%1 of %2 cells"))
        .arg(countText(done), countText(all));
}

QString SweepModel::leftText() const
{
    switch (m_state) {
    case Trying:
        return tr("trying one run");
    case Computing: {
        if (m_progress.runsDone == 0) return {};
        const double left = static_cast<double>(m_sinceStart.elapsed()) *
                            static_cast<double>(m_progress.runs - m_progress.runsDone) /
                            static_cast<double>(m_progress.runsDone);
        return tr("%1 left").arg(left < 1000
                                     ? tr("less than 1 s")
                                     : durationText(static_cast<std::int64_t>(left / 100) * 100'000'000));
    }
    default:
        return {};
    }
}

QString SweepModel::sizeText() const
{
    if (!m_results) return {};
    const SweepPlan& plan = m_results->plan();
    std::uint64_t count = plan.cellCount() * plan.replications;
    if (isStopped()) {
        count = 0;
        for (const SweepRow& row : m_results->table().rows)
            count += row.replications;
    }
    const QString runs = tr("%1 runs").arg(countText(count));
    if (!itemsParameter()) return runs;
    return (plan.until ? tr("%1 of %2 items at most") : tr("%1 of %2 items"))
        .arg(runs, countText(static_cast<std::uint64_t>(m_sweptItems)));
}

QString SweepModel::heading() const
{
    if (m_state == Refused && isEmpty()) return tr("This can't be swept.");
    if (!m_results) return tr("Nothing is swept yet.");
    if (m_state == Cancelled && isEmpty()) return tr("Cancelled before a cell was done.");
    return m_findings.heading;
}

QString SweepModel::cellWords() const
{
    if (!m_results) return {};
    const std::uint32_t runs = m_results->plan().replications;
    if (runs == 1) return tr("a cell is one run");
    const auto metric = static_cast<std::size_t>(m_metric);
    const QString pooled = m_results->pooledWords(metric);
    if (pooled.isEmpty()) return tr("a cell is %1 runs").arg(countText(runs));
    return tr("a cell is the p%1 of %2 of %3 runs")
        .arg(m_results->percent(metric))
        .arg(pooled, countText(runs));
}

QString SweepModel::curveWords() const
{
    if (!m_results) return {};
    QString words = tr("%1 by %2").arg(m_grid.metric, m_grid.across.label);
    if (m_grid.up.isVaried()) words += tr(" at %1 %2").arg(m_grid.up.label, m_grid.up.texts[m_grid.shownUp]);
    bool hasBand = false;
    for (int x = 0; x < m_grid.across.size(); ++x)
        hasBand |= m_grid.at(x, m_grid.shownUp).high.has_value();
    return hasBand ? words + tr("; the band is the 95 % interval of %1 seeds")
                                 .arg(countText(m_results->plan().replications))
                   : words;
}

QString SweepModel::cheapestWords() const
{
    return m_findings.cheapest < 0 ? QString() : settingText(m_findings.cheapest);
}

QString SweepModel::fixedText() const
{
    if (!m_results) return {};
    QString text = m_results->fixedText();
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

QString SweepModel::settingText(int cell) const
{
    return m_results && cell >= 0 ? m_results->settingText(static_cast<std::uint64_t>(cell)) : QString();
}

QString SweepModel::cellText(int cell) const
{
    if (!m_results) return {};
    if (isStopped() && m_results->row(static_cast<std::uint64_t>(cell)) == nullptr) return tr("not computed");
    return sojourn::cellText(*m_results, asked(), static_cast<std::uint64_t>(cell));
}

/// None of a cell that is not there, or that the scenario refuses.
std::optional<RunSetting> SweepModel::settingOf(int cell) const
{
    if (!m_results || !m_session || cell < 0 || cell >= static_cast<int>(m_grid.cells.size())) return {};
    if (m_grid.cells[static_cast<std::size_t>(cell)].state == SweepGridCell::State::Refused) return {};
    const SweepPlan& plan = m_results->plan();
    const ParameterValues values = plan.allValuesOf(static_cast<std::uint64_t>(cell));
    RunSetting setting{m_session->parameters()->parameters(), replicationSeed(plan.seed, 0), true};
    for (Parameter& parameter : setting.parameters) {
        const auto given = values.find(parameter.name);
        parameter.value = given == values.end() ? parameter.fileValue : given->second;
    }
    return setting;
}

bool SweepModel::isSound(int cell) const
{
    return cell >= 0 && cell < static_cast<int>(m_grid.cells.size()) &&
           m_grid.cells[static_cast<std::size_t>(cell)].state != SweepGridCell::State::Refused;
}

int SweepModel::atHand() const
{
    return isSound(m_pointed) ? m_pointed : chosen();
}

int SweepModel::chosen() const
{
    return isSound(m_grid.current) ? m_grid.current : isSound(m_findings.cheapest) ? m_findings.cheapest : -1;
}

void SweepModel::openCell(int cell)
{
    const std::optional<RunSetting> setting = settingOf(cell);
    if (!setting) return;
    setCurrent(cell);
    m_session->apply(*setting);
    Q_EMIT cellOpened();
}

void SweepModel::keepCell(int cell, KeptRuns* kept)
{
    const std::optional<RunSetting> setting = settingOf(cell);
    if (!setting || kept == nullptr) {
        m_report = tr("There is no run to keep: point at a cell, or go to one with the arrow keys.");
        m_reportIsError = true;
        Q_EMIT reportChanged();
        return;
    }
    auto scenario = m_file->resolve(m_results->plan().allValuesOf(static_cast<std::uint64_t>(cell)));
    if (!scenario) return;
    setCurrent(cell);
    const bool isKept = kept->keepAsA(*setting, std::make_shared<const Scenario>(std::move(*scenario)));
    m_report = isKept ? tr("Kept as A, to compare with: %1").arg(settingText(cell))
               : kept->aName().isEmpty()
                   ? tr("That is the present run, B; there is no other run yet to compare it with")
                   : tr("That is the present run, B; it is compared with A, %1").arg(kept->aName());
    m_reportIsError = false;
    Q_EMIT reportChanged();
}

/// In the run that is shown; nothing while it has no such value.
std::optional<double> SweepModel::valueAtHand(const MetricChoice& metric) const
{
    const RunDocument* const document = m_session ? m_session->document() : nullptr;
    if (document == nullptr || document->isEmpty()) return {};
    const RunInfo& info = document->info();
    const Summary& summary = m_session->numbers()->summary();
    const Checked<Metric> named = metricNamed(metric.metric.path, info);
    if (!named || summary.queues.size() != info.queues.size() || summary.groups.size() != info.groups.size())
        return {};
    return named->valueIn(summary);
}

void SweepModel::exportTable(const QUrl& file)
{
    if (isEmpty()) {
        m_report = tr("There is no cell to export yet.");
        m_reportIsError = true;
        Q_EMIT reportChanged();
        return;
    }
    write(file.isLocalFile() ? file.toLocalFile() : file.toString(), m_results->tableOf(asked()));
}

QCoro::Task<> SweepModel::write(QString path, SweepTable table)
{
    const QPointer<SweepModel> self(this);
    const std::size_t cells = table.rows.size();
    QFuture<QString> future = onPool([path, table = std::move(table)] {
        OutputFile output(path.toStdString());
        if (!output.open()) return QString::fromStdString(output.problem());
        writeSweepTable(table, output);
        return output.commit() ? QString() : QString::fromStdString(output.problem());
    });
    const QString problem = co_await future;
    if (!self) co_return;
    const QString name = QFileInfo(path).fileName();
    m_report = !problem.isEmpty() ? tr("%1 was not exported: %2").arg(name, problem)
               : cells == 1       ? tr("Exported %1, 1 cell").arg(name)
                                  : tr("Exported %1, %2 cells").arg(name, countText(cells));
    m_reportIsError = !problem.isEmpty();
    Q_EMIT reportChanged();
}

} // namespace sojourn
