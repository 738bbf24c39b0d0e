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
    if (!columns.hasItem(item)) return false;
    return go(itemStep(columns, static_cast<std::uint32_t>(item), {m_document->playheadNs(), events()}, way),
              (way == StepWay::Back   ? tr("Item %1 has no earlier event")
               : m_document->goesOn() ? tr("Item %1 has no later event yet")
                                      : tr("Item %1 has no later event"))
                  .arg(item));
}

bool RunSteps::stepKind(StepWay way)
{
    if (!m_document || m_document->columns() == nullptr) return false;
    return go(kindPlace(way), way == StepWay::Back   ? tr("Nothing of this kind comes before")
                              : m_document->goesOn() ? tr("Nothing of this kind comes later so far")
                                                     : tr("Nothing of this kind comes later"));
}

StepPlace RunSteps::kindPlace(StepWay way)
{
    const Columns& columns = *m_document->columns();
    const int selected = m_document->selectedTask();
    const std::uint32_t task = selected < 0 ? noTask : static_cast<std::uint32_t>(selected);
    if (columns.log().size() == 0) return spanStep(columns, m_document->playheadNs(), task, way);
    // Where a step has led, the latest of the task may be of another kind: the way goes on as it began.
    const bool goesOn =
        m_stepped.columns == &columns && m_stepped.events == events() && m_stepped.task == task;
    const std::optional<EventKind> kind = goesOn ? m_stepped.kind : kindBefore(columns, events(), task);
    if (!kind) return {};
    const StepPlace place = eventStep(columns, *kind, events(), way);
    m_stepped = {&columns, place.isNone() ? events() : place.events, task, kind};
    return place;
}

std::uint64_t RunSteps::events() const
{
    return m_document->moment().events;
}

bool RunSteps::go(const StepPlace& place, const QString& orElse)
{
    if (place.isNone()) {
        Q_EMIT stayed(orElse);
        return false;
    }
    if (place.events > 0)
        m_document->setPlayheadBehind(place.events);
    else
        m_document->setPlayheadNs(place.ns);
    Q_EMIT stepped(static_cast<double>(place.ns) / 1e9);
    return true;
}

} // namespace sojourn
