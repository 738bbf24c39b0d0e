// The kept runs as a list to be shown, named and forgotten.
#include "viewmodels/compare/kept_runs.h"
#include "viewmodels/panels/words.h"

#include <algorithm>

namespace sojourn {

namespace {

QString ageText(const QDateTime& madeAt)
{
    const qint64 minutes = madeAt.secsTo(QDateTime::currentDateTimeUtc()) / 60;
    if (minutes < 1) return KeptRuns::tr("just now");
    if (minutes < 60) return KeptRuns::tr("%1 min ago").arg(minutes);
    return KeptRuns::tr("%1 h ago").arg(minutes / 60);
}

QString detailText(const KeptRun& run, const QString& extent)
{
    QString text = extent;
    if (run.firstPart)
        text += KeptRuns::tr(", first part");
    else if (run.end.outcome != Outcome::Finished && run.end.outcome != Outcome::Until)
        text += QStringLiteral(", ") + QString::fromLatin1(outcomeName(run.end.outcome));
    return text;
}

/// What is below one another is compared: the depths of all runs in the list have one scale.
QList<double> onCommonScale(const RunSketch& sketch, const std::vector<std::shared_ptr<KeptRun>>& runs)
{
    double reach = sketch.reach;
    for (const std::shared_ptr<KeptRun>& run : runs)
        reach = std::max(reach, run->sketch.reach);
    QList<double> shares(sketch.shares.begin(), sketch.shares.end());
    if (sketch.reach > 0)
        for (double& share : shares)
            share *= sketch.reach / reach;
    return shares;
}

} // namespace

/// Puts the list together anew; rows that are the same stay.
void KeptRuns::list()
{
    std::vector<Kept> wanted;
    for (auto run = m_runs.rbegin(); run != m_runs.rend(); ++run)
        if ((*run)->ran || *run == present() || *run == m_pinned) wanted.push_back(*run);
    if (wanted == m_listed) {
        if (!wanted.empty()) Q_EMIT dataChanged(index(0), index(count() - 1));
        return;
    }
    // While a slider moves, the run of each place takes that of the one before: its row stays what is shown
    // of it, since making one costs a part of the frame that is to show the run.
    const auto isIn = [](const std::vector<Kept>& runs, const Kept& run) {
        return std::ranges::find(runs, run) != runs.end();
    };
    for (std::size_t row = 0; row < std::min(m_listed.size(), wanted.size()); ++row)
        if (!isIn(wanted, m_listed[row]) && !isIn(m_listed, wanted[row])) m_listed[row] = wanted[row];
    // A step adds or takes away one row or two: the others stay, and what is done to them goes on.
    for (int row = count() - 1; row >= 0; --row) {
        if (isIn(wanted, m_listed[static_cast<std::size_t>(row)])) continue;
        beginRemoveRows({}, row, row);
        m_listed.erase(m_listed.begin() + row);
        endRemoveRows();
    }
    for (int row = 0; row < static_cast<int>(wanted.size()); ++row) {
        const auto at = static_cast<std::size_t>(row);
        if (at < m_listed.size() && m_listed[at] == wanted[at]) continue;
        beginInsertRows({}, row, row);
        m_listed.insert(m_listed.begin() + row, wanted[at]);
        endInsertRows();
    }
    if (!m_listed.empty()) Q_EMIT dataChanged(index(0), index(count() - 1));
}

/// The run of it that is shown was read from a file, and is not kept: its items cannot be told apart.
bool KeptRuns::isBeginningLost(const Kept& run) const
{
    return m_session && run == present() && find(m_session->runSetting()) == run &&
           m_session->document()->firstKnownNs() > 0;
}

int KeptRuns::presentRow() const
{
    const auto found = std::ranges::find(m_listed, present());
    return found == m_listed.end() ? -1 : static_cast<int>(found - m_listed.begin());
}

int KeptRuns::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant KeptRuns::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Kept& run = m_listed[static_cast<std::size_t>(index.row())];
    switch (role) {
    case NumberRole:
        return run->number;
    case NameRole:
    case Qt::DisplayRole:
        return run->name();
    case WhenRole:
        return run == present() ? tr("now") : ageText(run->madeAt);
    case DetailRole:
        return run->ran               ? detailText(*run, run->extentText())
               : isBeginningLost(run) ? tr("its beginning is lost")
                                      : tr("no whole run yet");
    case BriefRole:
        return run->ran               ? detailText(*run, run->briefExtentText())
               : isBeginningLost(run) ? tr("beginning lost")
                                      : tr("no whole run");
    case MarkRole:
        return run == present() ? B : run == compared() ? A : None;
    case PinnedRole:
        return run == m_pinned;
    case SketchRole:
        return QVariant::fromValue(onCommonScale(run->sketch, m_listed));
    case SketchRowsRole:
        return run->sketch.rows;
    case RecordedRole:
        return run->columns != nullptr;
    default:
        return {};
    }
}

QHash<int, QByteArray> KeptRuns::roleNames() const
{
    return {{NumberRole, "number"},     {NameRole, "name"},
            {WhenRole, "when"},         {DetailRole, "detail"},
            {MarkRole, "mark"},         {PinnedRole, "pinned"},
            {SketchRole, "sketch"},     {SketchRowsRole, "sketchRows"},
            {RecordedRole, "recorded"}, {BriefRole, "brief"}};
}

void KeptRuns::rename(int number, const QString& name)
{
    const Kept run = numbered(number);
    if (!run) return;
    run->givenName = name.simplified();
    endStep();
    announce();
}

void KeptRuns::forget(int number)
{
    const Kept run = numbered(number);
    if (!run || run == present()) return;
    if (run == m_pinned) m_pinned.reset();
    if (run == m_before) m_before.reset();
    if (run == m_beforeStep) m_beforeStep.reset();
    std::erase(m_runs, run);
    run->columns.reset();
    run->givenName.clear();
    announce();
}

void KeptRuns::save(int number, const QUrl& file)
{
    if (const Kept run = numbered(number); run && !isLeftAlone(run))
        m_session->saveSetting(file, run->setting);
}

} // namespace sojourn
