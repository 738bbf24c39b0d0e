#include "viewmodels/recording/recording_facts.h"

#include "viewmodels/panels/words.h"

#include <utility>

namespace sojourn {

QString RecordingFacts::format() const
{
    return m_recording ? QString::fromStdString(m_recording->format) : QString();
}

QString RecordingFacts::leftOut() const
{
    const std::uint64_t n = m_recording ? m_recording->report.leftOut() : 0;
    if (n == 0) return {};
    return n == 1 ? tr("1 thing left out") : tr("%1 things left out").arg(countText(n));
}

void RecordingFacts::count(const QString& name, const QString& figure)
{
    m_names.append(name);
    m_figures.append(figure);
}

void RecordingFacts::show(std::shared_ptr<const Recording> recording, RecordingDigest digest)
{
    if (!recording && !m_recording) return;
    beginResetModel();
    m_recording = std::move(recording);
    m_digest = std::move(digest);
    m_names.clear();
    m_figures.clear();
    m_findings.show(m_recording);
    if (m_recording) {
        count(tr("spans"), countText(m_digest.spans));
        if (m_digest.instants > 0) count(tr("instants"), countText(m_digest.instants));
        if (m_digest.items > 0) count(tr("items"), countText(m_digest.items));
        if (m_digest.tracks < m_digest.lanes) count(tr("tracks"), countText(m_digest.tracks));
        count(tr("lanes"), countText(m_digest.lanes));
        const std::size_t queues = m_recording->info->queues.size();
        if (queues > 0) count(tr("queues and counters"), countText(queues));
        count(tr("length"), durationText(m_digest.endNs));
    }
    endResetModel();
    Q_EMIT changed();
}

int RecordingFacts::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant RecordingFacts::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const LaneSpan& row = m_digest.longest[static_cast<std::size_t>(index.row())];
    const RunInfo& info = *m_recording->info;
    switch (role) {
    case LookRole:
        return static_cast<int>(lookOf(row.span));
    case TitleRole:
    case Qt::DisplayRole:
        return row.span.isNamed() ? QString::fromStdString(info.spanNames[row.span.item])
                                  : taskTitle(info, row.task);
    case LaneRole:
        return taskTitle(info, row.task);
    case LengthRole:
        return durationText(row.span.endNs - row.span.startNs);
    case AtRole:
        // Of short spans in a long recording the usual figures are all the same.
        return row.span.endNs - row.span.startNs < instantTextStep(m_digest.endNs)
                   ? exactInstantText(row.span.startNs)
                   : instantText(row.span.startNs, m_digest.endNs);
    case TaskRole:
        return static_cast<int>(row.task);
    case FromRole:
        return static_cast<double>(row.span.startNs) / 1e9;
    case ToRole:
        return static_cast<double>(row.span.endNs) / 1e9;
    default:
        return {};
    }
}

QHash<int, QByteArray> RecordingFacts::roleNames() const
{
    return {{LookRole, "look"}, {TitleRole, "title"}, {LaneRole, "lane"},     {LengthRole, "length"},
            {AtRole, "at"},     {TaskRole, "task"},   {FromRole, "fromTime"}, {ToRole, "toTime"}};
}

} // namespace sojourn
