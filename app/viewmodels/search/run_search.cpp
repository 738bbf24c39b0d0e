#include "viewmodels/search/run_search.h"

#include "viewmodels/on_pool.h"
#include "viewmodels/panels/words.h"

#include <QCoroFuture>

#include <algorithm>
#include <bit>
#include <chrono>
#include <utility>

namespace sojourn {

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 3ms;
constexpr auto countingTime = 100ms;
constexpr auto liveAgain = 500ms; // a live run is looked through
constexpr int copyShare = 20;     // a copy of a live run takes at most such a part of the time

/// How the states of a condition look; -1: in several ways.
int lookOfSet(const StateSet& set)
{
    int only = -1;
    for (int state = 0; state < shownStates; ++state) {
        if ((set.states >> state & 1) == 0) continue;
        const RequestPhase phase = set.phases != StateSet::everyPhase
                                       ? static_cast<RequestPhase>(std::countr_zero(set.phases))
                                       : RequestPhase::None;
        const int look = static_cast<int>(lookOf(static_cast<TaskState>(state), phase));
        if (only >= 0 && only != look) return -1;
        only = look;
    }
    return only;
}

} // namespace

RunSearch::RunSearch(QObject* parent)
    : QObject(parent)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &RunSearch::look);
    m_counting.setInterval(countingTime);
    connect(&m_counting, &QTimer::timeout, this, &RunSearch::changed);
}

RunSearch::~RunSearch()
{
    stop();
}

void RunSearch::setDocument(RunDocument* document)
{
    if (document == m_document) return;
    if (m_document) m_document->disconnect(this);
    m_document = document;
    if (document != nullptr) {
        connect(document, &RunDocument::runChanged, this, &RunSearch::replaceRun);
        connect(document, &RunDocument::dataChanged, this, &RunSearch::lookSoon);
    }
    replaceRun();
    Q_EMIT documentChanged();
}

void RunSearch::setText(const QString& text)
{
    if (text == m_text) return;
    m_text = text;
    m_current = -1;
    m_hits = {};
    m_hasSearched = false;
    read();
    Q_EMIT textChanged();
    look();
}

void RunSearch::setShown(bool shown)
{
    if (shown == m_shown) return;
    m_shown = shown;
    Q_EMIT shownChanged();
    look();
}

void RunSearch::setOnlyLanes(bool only)
{
    if (only == m_onlyLanes) return;
    m_onlyLanes = only;
    Q_EMIT onlyLanesChanged();
}

/// Another run has other numbers: hits of the one before are none of it.
void RunSearch::replaceRun()
{
    m_hits = {};
    m_hasSearched = false;
    m_current = -1;
    read();
    Q_EMIT textChanged();
    Q_EMIT changed();
    look();
}

bool RunSearch::goesOn() const
{
    return m_document && !m_document->isEnded() && !m_document->isPartial();
}

void RunSearch::lookSoon()
{
    if (!m_shown || m_parsed.query.isEmpty()) return;
    if (!goesOn()) return look();
    if (m_soon.isActive()) return;
    m_soon.start(std::max<int>(m_soon.interval(), static_cast<int>(liveAgain.count())));
}

void RunSearch::read()
{
    const RunInfo none;
    const bool hasRun = m_document && m_document->columns() != nullptr;
    m_parsed = parseSearch(m_text.toStdString(), hasRun ? m_document->info() : none);
}

void RunSearch::stop()
{
    m_soon.stop();
    m_wanted = false;
    ++m_wantedNumber;
    if (m_progress) m_progress->isStopped = true;
}

void RunSearch::look()
{
    stop();
    const bool hasRun = m_document && m_document->columns() != nullptr;
    if (!m_shown || !hasRun || m_parsed.query.isEmpty() || !m_parsed.problem.empty()) {
        m_hits = {};
        m_hasSearched = false;
        Q_EMIT changed();
        return;
    }
    m_wanted = true;
    if (!m_busy) find();
}

/// Columns that another thread may read: of a run that goes on a copy, as rarely as that costs time.
std::shared_ptr<const Columns> RunSearch::columnsToSearch()
{
    if (!goesOn()) return m_document->sharedColumns();
    QElapsedTimer taken;
    taken.start();
    auto part = m_document->columns()->part();
    m_soon.setInterval(static_cast<int>(std::max<qint64>(liveAgain.count(), copyShare * taken.elapsed())));
    return part;
}

QCoro::Task<> RunSearch::find()
{
    const QPointer<RunSearch> self(this);
    m_busy = true;
    m_counting.start();
    while (m_wanted) {
        m_wanted = false;
        const std::uint64_t wantedNumber = m_wantedNumber;
        const auto progress = m_progress = std::make_shared<SearchProgress>();
        const std::shared_ptr<const Columns> columns = columnsToSearch();
        const SearchQuery query = m_parsed.query;
        const std::int64_t endNs = m_document->knownNs();
        QFuture<std::shared_ptr<SearchHits>> future = onPool(
            [columns, query, endNs, progress] {
                return std::make_shared<SearchHits>(findInRun(*columns, endNs, query, *progress));
            },
            patience);
        const std::shared_ptr<SearchHits> hits = co_await future;
        if (!self) co_return;
        if (wantedNumber == m_wantedNumber) take(std::move(*hits));
    }
    m_busy = false;
    m_progress.reset();
    m_counting.stop();
    Q_EMIT changed();
}

/// The hit that was stepped to stays that, where it is still among them.
void RunSearch::take(SearchHits hits)
{
    if (m_current >= 0 && m_current < std::ssize(m_hits.hits)) {
        const SearchHit& was = m_hits.hits[static_cast<std::size_t>(m_current)];
        const auto same = std::ranges::find_if(hits.hits, [&](const SearchHit& hit) {
            return hit.fromNs == was.fromNs && hit.task == was.task && hit.number == was.number;
        });
        m_current = same == hits.hits.end() ? -1 : same - hits.hits.begin();
    } else {
        m_current = -1;
    }
    m_hits = std::move(hits);
    m_hasSearched = true;
}

const SearchHits* RunSearch::marked() const
{
    return m_shown && m_hasSearched ? &m_hits : nullptr;
}

QStringList RunSearch::terms() const
{
    QStringList says;
    for (const SearchTerm& term : m_parsed.query.terms)
        says.append(term.kind == SearchTerm::Kind::Words
                        ? QStringLiteral("“%1”").arg(QString::fromStdString(term.says))
                        : QString::fromStdString(term.says));
    return m_parsed.problem.empty() ? says : QStringList();
}

QList<int> RunSearch::termLooks() const
{
    QList<int> looks;
    for (const SearchTerm& term : m_parsed.query.terms)
        looks.append(term.kind == SearchTerm::Kind::State ? lookOfSet(m_parsed.query.states) : -1);
    return looks;
}

QString RunSearch::countText() const
{
    if (!m_parsed.problem.empty() || m_parsed.query.isEmpty()) return {};
    if (m_progress && !m_hasSearched) {
        const std::uint64_t found = m_progress->found;
        return found == 0 ? tr("searching") : tr("%1 so far").arg(sojourn::countText(found));
    }
    if (!m_hasSearched) return {};
    if (m_hits.count == 0) return tr("no hits");
    if (m_current >= 0)
        return tr("%1 of %2")
            .arg(sojourn::countText(static_cast<std::uint64_t>(m_current) + 1),
                 sojourn::countText(m_hits.count));
    return m_hits.count == 1 ? tr("1 hit") : tr("%1 hits").arg(sojourn::countText(m_hits.count));
}

QString RunSearch::advice() const
{
    if (!m_hasSearched || m_parsed.query.isEmpty()) return {};
    if (m_hits.isTooMany())
        return tr("Too many to mark or step through. Another word, or a longer time, makes them fewer.");
    if (m_hits.count > 0) return {};
    const SearchQuery& query = m_parsed.query;
    if (query.isOfDepths) return tr("No queue is ever so long.");
    if (query.isOfSpans) return tr("No span is like that.");
    const StatePhrase state = statePhraseAtEnd(query.words);
    if (state.words == query.words.size())
        return tr("Nothing is called that. A state comes with a time: %1 > 1 s.").arg(m_text.simplified());
    return tr("No task, queue, item, payload, span or instant has these words.");
}

void RunSearch::go(std::size_t index)
{
    const SearchHit hit = m_hits.hits[index];
    m_current = static_cast<qint64>(index);
    const bool isOfTask = hit.kind == SearchHit::Kind::Task || hit.kind == SearchHit::Kind::Span ||
                          hit.kind == SearchHit::Kind::Mark;
    const bool isItem = hit.kind == SearchHit::Kind::Item;
    const int number = static_cast<int>(hit.number);
    m_document->setSelectedItem(isItem ? number : -1);
    m_document->setSelectedTask(isOfTask ? static_cast<int>(hit.task) : -1);
    m_document->setSelectedQueue(!isItem && !isOfTask ? number : -1);
    m_document->setPlayheadNs(hit.fromNs);
    Q_EMIT changed();
    Q_EMIT stepped(static_cast<double>(hit.fromNs) / 1e9, static_cast<double>(hit.toNs) / 1e9);
}

void RunSearch::next()
{
    if (!isSteppable()) return;
    const auto& hits = m_hits.hits;
    std::size_t at = static_cast<std::size_t>(m_current + 1);
    if (m_current < 0)
        at = static_cast<std::size_t>(
            std::ranges::lower_bound(hits, m_document->playheadNs(), {}, &SearchHit::fromNs) - hits.begin());
    go(at < hits.size() ? at : 0);
}

void RunSearch::previous()
{
    if (!isSteppable()) return;
    const auto& hits = m_hits.hits;
    std::size_t behind = static_cast<std::size_t>(std::max<qint64>(m_current, 0));
    if (m_current < 0)
        behind = static_cast<std::size_t>(
            std::ranges::lower_bound(hits, m_document->playheadNs(), {}, &SearchHit::fromNs) - hits.begin());
    go(behind > 0 ? behind - 1 : hits.size() - 1);
}

void RunSearch::removeTerm(int index)
{
    const auto& terms = m_parsed.query.terms;
    if (index < 0 || index >= std::ssize(terms)) return;
    const SearchTerm& term = terms[static_cast<std::size_t>(index)];
    QByteArray bytes = m_text.toUtf8();
    bytes.remove(static_cast<qsizetype>(term.from), static_cast<qsizetype>(term.to - term.from));
    setText(QString::fromUtf8(bytes).simplified());
}

} // namespace sojourn
