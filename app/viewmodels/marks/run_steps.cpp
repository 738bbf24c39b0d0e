#include "viewmodels/marks/run_steps.h"

namespace sojourn {

void RunSteps::setDocument(RunDocument* document)
{
    if (document == m_document) return;
    m_document = document;
    Q_EMIT documentChanged();
}

bool RunSteps::stepItem(StepWay way)
{
    if (!m_document || m_document->columns() == nullptr) return false;
    const int item = m_document->selectedItem();
    const Columns& columns = *m_document->columns();
    if (item < 0 || static_cast<std::size_t>(item) >= columns.items().size()) return false;
    return go(itemStep(columns, static_cast<std::uint32_t>(item), m_document->playheadNs(), way),
              (way == StepWay::Back   ? tr("Item %1 has no earlier event")
               : m_document->goesOn() ? tr("Item %1 has no later event yet")
                                      : tr("Item %1 has no later event"))
                  .arg(item));
}

bool RunSteps::stepKind(StepWay way)
{
    if (!m_document || m_document->columns() == nullptr) return false;
    const int selected = m_document->selectedTask();
    return go(kindStep(*m_document->columns(), m_document->moment().events, m_document->playheadNs(),
                       selected < 0 ? noTask : static_cast<std::uint32_t>(selected), way),
              way == StepWay::Back   ? tr("Nothing of this kind comes before")
              : m_document->goesOn() ? tr("Nothing of this kind comes later so far")
                                     : tr("Nothing of this kind comes later"));
}

bool RunSteps::go(qint64 ns, const QString& orElse)
{
    if (ns == notYet) {
        Q_EMIT stayed(orElse);
        return false;
    }
    m_document->setPlayheadNs(ns);
    Q_EMIT stepped(static_cast<double>(ns) / 1e9);
    return true;
}

} // namespace sojourn
