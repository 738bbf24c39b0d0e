#include "viewmodels/stall/wait_facts.h"

#include "viewmodels/panels/words.h"

namespace sojourn {

namespace {

constexpr qint64 shareOfTime = 10;

} // namespace

WaitFacts::WaitFacts(QObject* parent)
    : QObject(parent)
    , m_links(new WaitLinks(this))
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &WaitFacts::look);
}

void WaitFacts::setDocument(RunDocument* document)
{
    if (document == m_document) return;
    if (m_document) m_document->disconnect(this);
    m_document = document;
    if (document != nullptr) {
        connect(document, &RunDocument::runChanged, this, &WaitFacts::look);
        connect(document, &RunDocument::dataChanged, this, &WaitFacts::follow);
        connect(document, &RunDocument::playheadChanged, this, &WaitFacts::follow);
    }
    look();
    Q_EMIT documentChanged();
}

void WaitFacts::setActive(bool active)
{
    if (active == m_active) return;
    m_active = active;
    look();
    Q_EMIT activeChanged();
}

void WaitFacts::follow()
{
    if (!m_active || m_next.isActive()) return;
    // Of very many tasks no more often than leaves time for frames.
    const qint64 wanted = m_lookMs * shareOfTime;
    const qint64 since = m_sinceLook.isValid() ? m_sinceLook.elapsed() : wanted;
    if (since >= wanted)
        look();
    else
        m_next.start(static_cast<int>(wanted - since));
}

void WaitFacts::look()
{
    m_next.stop();
    QElapsedTimer took;
    took.start();
    const bool known =
        m_active && m_document && m_document->columns() != nullptr && m_document->isReplayable();
    WaitGraph graph;
    if (known) {
        const bool isOver = m_document->isEnded() && m_document->playheadNs() >= m_document->endNs();
        graph = WaitGraph::of(m_document->info(), m_document->moment(), m_document->endNs(), isOver,
                              m_document->firstKnownNs() > 0);
    }
    m_links->setLinks(graph.links);
    m_verdict = graph.verdict;
    m_circle = graph.hasCircle;
    m_more = graph.more;
    m_when = known ? tr("at %1").arg(instantText(m_document->playheadNs(), m_document->endNs())) : QString();
    Q_EMIT factsChanged();
    m_lookMs = took.elapsed();
    m_sinceLook.start();
}

void WaitFacts::selectTask(int task)
{
    if (!m_document || task < 0) return;
    m_document->setSelectedItem(-1);
    m_document->setSelectedQueue(-1);
    m_document->setSelectedTask(task);
}

} // namespace sojourn
