#include "viewmodels/recording/recording_findings.h"

#include <utility>

namespace sojourn {

void RecordingFindings::show(std::shared_ptr<const Recording> recording)
{
    beginResetModel();
    m_recording = std::move(recording);
    endResetModel();
    Q_EMIT changed();
}

int RecordingFindings::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_recording ? 0 : static_cast<int>(m_recording->report.findings.size());
}

QVariant RecordingFindings::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const ImportFinding& finding = m_recording->report.findings[static_cast<std::size_t>(index.row())];
    switch (role) {
    case SentenceRole:
    case Qt::DisplayRole:
        return QString::fromStdString(finding.sentence);
    case PlaceRole: {
        const QString place = QString::fromStdString(finding.place(*m_recording->info));
        return place.isEmpty() || finding.count == 1 ? place : tr("first: %1").arg(place);
    }
    case TaskRole:
        return finding.firstTask == noTask ? -1 : static_cast<int>(finding.firstTask);
    case AtRole: {
        const bool isInside = finding.firstNs >= 0 && finding.firstNs <= nanoseconds(m_recording->end.at);
        return isInside ? static_cast<double>(finding.firstNs) / 1e9 : -1.0;
    }
    default:
        return {};
    }
}

QHash<int, QByteArray> RecordingFindings::roleNames() const
{
    return {{SentenceRole, "sentence"}, {PlaceRole, "place"}, {TaskRole, "task"}, {AtRole, "at"}};
}

} // namespace sojourn
