#include "viewmodels/compare/comparison.h"

#include "explore/compare/comparison_words.h"
#include "explore/compare/item_waits.h"
#include "viewmodels/compare/setting_words.h"
#include "viewmodels/on_pool.h"
#include "viewmodels/panels/words.h"

#include <QCoroFuture>

#include <algorithm>

namespace sojourn {

namespace {

std::vector<ChangedItem> listed(const Comparison::Shown& shown, ChangeSign sign)
{
    std::vector<ChangedItem> items;
    for (const std::uint32_t place : changedMost(shown.comparison, sign, Comparison::mostListed)) {
        const ItemChange& change = shown.comparison.items[place];
        items.push_back({change, stretchOf(change, *shown.aColumns, *shown.bColumns)});
    }
    return items;
}

} // namespace

Comparison::Comparison(QObject* parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(std::max(1, QThread::idealThreadCount() - 1));
    m_pool.setThreadPriority(QThread::LowPriority);
    m_pairSoon.setSingleShot(true);
    m_pairSoon.setInterval(200);
    connect(&m_pairSoon, &QTimer::timeout, this, &Comparison::pair);
    m_outdatedSoon.setSingleShot(true);
    m_outdatedSoon.setInterval(150);
    connect(&m_outdatedSoon, &QTimer::timeout, this, [this] { setOutdated(true); });
}

Comparison::~Comparison()
{
    if (m_seeds) m_seeds->requestStop();
    m_pool.clear();
    m_pool.waitForDone();
}

void Comparison::setSession(Session* session)
{
    if (session == m_session) return;
    m_session = session;
    Q_EMIT sessionChanged();
}

void Comparison::setKept(KeptRuns* kept)
{
    if (kept == m_kept) return;
    if (m_kept) m_kept->disconnect(this);
    m_kept = kept;
    if (kept != nullptr) {
        connect(kept, &KeptRuns::runsChanged, this, &Comparison::look);
        connect(kept, &KeptRuns::runsChanged, this, &Comparison::takeOutdated);
    }
    look();
    takeOutdated();
    Q_EMIT keptChanged();
}

void Comparison::setActive(bool active)
{
    if (active == m_active) return;
    m_active = active;
    if (active) {
        look();
        if (m_shown && m_told < seeds) m_pairSoon.start(); // it was stopped as nobody looked
    } else {
        stopPairing();
    }
    Q_EMIT activeChanged();
}

void Comparison::look()
{
    if (!m_active || !m_kept) return;
    const auto a = m_kept->a(), b = m_kept->b();
    if (!a || !b) {
        drop();
        return;
    }
    // A live run takes its time, and what it is not is not shown meanwhile; one that is computed is there at
    // once.
    if (isWaiting()) {
        drop();
        Q_EMIT compared();
        return;
    }
    if (!a->columns || !b->columns || !a->figures || !b->figures) return;
    if (m_asked && a->columns == m_asked->aColumns && b->columns == m_asked->bColumns) {
        if (m_shown) Q_EMIT compared(); // names may be others
        return;
    }
    m_asked = std::make_shared<Shown>();
    m_asked->a = a;
    m_asked->b = b;
    m_asked->aColumns = a->columns;
    m_asked->bColumns = b->columns;
    m_asked->aFigures = *a->figures;
    m_asked->bFigures = *b->figures;
    if (!m_working) work();
}

void Comparison::drop()
{
    m_asked.reset();
    if (m_shown) show(nullptr);
}

/// One after the other, and the latest next: a slider that moves leaves no line of comparisons behind, and
/// each that is made is shown.
QCoro::Task<> Comparison::work()
{
    using namespace std::chrono_literals;
    constexpr std::size_t atOnce = 20'000; // items: compared within a few milliseconds
    const QPointer<Comparison> self(this);
    m_working = true;
    std::shared_ptr<Shown> done;
    while (self && m_asked && m_asked != done) {
        done = m_asked;
        const bool isShort =
            std::max(done->aColumns->items().size(), done->bColumns->items().size()) <= atOnce;
        QFuture<bool> future = onPool(
            [done] {
                done->comparison = compareRuns(*done->aColumns, *done->bColumns);
                addItemWaits(done->aFigures, done->bFigures, done->comparison);
                done->shorter = listed(*done, ChangeSign::Shorter);
                done->longer = listed(*done, ChangeSign::Longer);
                return true;
            },
            isShort ? 10ms : 0ms);
        co_await future;
        if (!self) co_return;
        if (m_asked) show(done);
    }
    m_working = false;
}

void Comparison::show(std::shared_ptr<const Shown> shown)
{
    m_shown = std::move(shown);
    m_shorter.show(m_shown ? m_shown->shorter : std::vector<ChangedItem>());
    m_longer.show(m_shown ? m_shown->longer : std::vector<ChangedItem>());
    m_figures.show(m_shown ? m_shown->aFigures : RunFigures(), m_shown ? m_shown->bFigures : RunFigures());
    const std::vector<RunFigure> there = choicesThere();
    const bool isThere = std::ranges::find(there, m_pairedFigure) != there.end();
    if (!isThere && !there.empty()) m_pairedFigure = there.front();
    pairAnew();
    Q_EMIT compared();
    Q_EMIT pairedFigureChanged(); // or its place among the others
    takeOutdated();
}

void Comparison::takeOutdated()
{
    const bool outdated = m_shown && m_kept && (m_shown->a != m_kept->a() || m_shown->b != m_kept->b());
    if (!outdated) {
        m_outdatedSoon.stop();
        setOutdated(false);
    } else if (!m_outdated && !m_outdatedSoon.isActive()) {
        m_outdatedSoon.start();
    }
}

void Comparison::setOutdated(bool outdated)
{
    if (outdated == m_outdated) return;
    m_outdated = outdated;
    Q_EMIT outdatedChanged();
}

bool Comparison::isLongerFirst() const
{
    if (!m_shown || m_shown->longer.empty()) return false;
    return m_shown->shorter.empty() ||
           m_shown->longer.front().change.differenceNs() > -m_shown->shorter.front().change.differenceNs();
}

bool Comparison::isWaiting() const
{
    const auto b = m_kept ? m_kept->b() : nullptr;
    return b && m_kept->a() && !b->setting.virtualClock && !m_kept->isBShown();
}

QString Comparison::sentence() const
{
    if (!m_shown) return {};
    const QString change = changeText(*m_shown->a, *m_shown->b);
    return QString::fromStdString(
        comparisonSentence(change.toStdString(), m_shown->aFigures, m_shown->bFigures, m_shown->comparison));
}

QString Comparison::changesText() const
{
    if (!m_shown || !haveSameParameters(m_shown->a->setting, m_shown->b->setting)) return {};
    return sojourn::changesText(m_shown->a->setting, m_shown->b->setting);
}

QString Comparison::endsText() const
{
    if (!m_shown) return {};
    const bool a = m_shown->a->firstPart, b = m_shown->b->firstPart; // whose end is not the run's
    if (a && b) return tr("Both are first parts of longer runs.");
    if (a || b) return tr("%1 is the first part of a longer run.").arg(QChar(a ? u'A' : u'B'));
    return QString::fromStdString(
        endsSentence(m_shown->aFigures, m_shown->bFigures, m_shown->comparison.isMeasured));
}

QString Comparison::aName() const
{
    return m_shown ? m_shown->a->name() : QString();
}

QString Comparison::bName() const
{
    return m_shown ? m_shown->b->name() : QString();
}

QString Comparison::aText() const
{
    return m_shown ? m_shown->a->extentText() : QString();
}

QString Comparison::bText() const
{
    return m_shown ? m_shown->b->extentText() : QString();
}

QString Comparison::matchedText() const
{
    if (!m_shown || m_shown->comparison.items.empty()) return {};
    const RunComparison& c = m_shown->comparison;
    QString text = tr("matched by origin: %1 of %2").arg(countText(c.inBoth()), countText(c.items.size()));
    if (c.unfinished > 0) text += tr(", %1 did not leave in both").arg(countText(c.unfinished));
    if (c.isMeasured)
        text += tr("\nThe real clock jitters: times %1 are the same.").arg(QString::fromUtf8(jitterWords));
    return text;
}

QString Comparison::countsText() const
{
    if (!m_shown || m_shown->comparison.items.empty()) return {};
    const RunComparison& c = m_shown->comparison;
    const QString same = c.isMeasured ? QString::fromUtf8(jitterWords) : tr("the same");
    QString text = c.compared() == 0
                       ? tr("none leaves in both")
                       : tr("stay shorter in B: %1   longer: %2   %3: %4")
                             .arg(countText(c.shorter), countText(c.longer), same, countText(c.same));
    if (c.onlyA > 0) text += tr("   only in A: %1").arg(countText(c.onlyA));
    if (c.onlyB > 0) text += tr("   only in B: %1").arg(countText(c.onlyB));
    return text;
}

QList<QString> Comparison::exportFilters() const
{
    return {tr("Items, a row each (*.csv)"), tr("Settings and numbers (*.json)")};
}

} // namespace sojourn
