#include "viewmodels/compare/figure_changes.h"

namespace sojourn {

FigureChanges::FigureChanges(QObject* parent)
    : QObject(parent)
{
}

void FigureChanges::setKept(KeptRuns* kept)
{
    if (kept == m_kept) return;
    if (m_kept) m_kept->disconnect(this);
    m_kept = kept;
    if (kept != nullptr) connect(kept, &KeptRuns::runsChanged, this, &FigureChanges::look);
    look();
    Q_EMIT keptChanged();
}

void FigureChanges::look()
{
    const auto a = m_kept ? m_kept->a() : nullptr;
    const auto b = m_kept ? m_kept->b() : nullptr;
    m_present = m_kept && m_kept->isGhostShown() && a && b && a->figures && b->figures && m_kept->isBShown();
    for (std::size_t i = 0; i < runFigureCount; ++i) {
        m_texts[i].clear();
        if (!m_present || !(*a->figures)[i] || !(*b->figures)[i]) continue;
        m_texts[i] = QString::fromStdString(
            differenceText(*(*b->figures)[i] - *(*a->figures)[i], runFigureUnit(static_cast<RunFigure>(i))));
    }
    Q_EMIT changed();
}

} // namespace sojourn
