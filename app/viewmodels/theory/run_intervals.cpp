#include "viewmodels/theory/run_intervals.h"

#include "stats/queue_series.h"
#include "viewmodels/on_pool.h"
#include "viewmodels/panels/words.h"

#include <QCoroFuture>

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

QString text(double seconds)
{
    return durationText(static_cast<std::int64_t>(std::llround(seconds * 1e9)));
}

} // namespace

RunIntervals::RunIntervals(QObject* parent)
    : QObject(parent)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(200);
    connect(&m_soon, &QTimer::timeout, this, &RunIntervals::work);
}

void RunIntervals::setSession(Session* session)
{
    if (session == m_session) return;
    if (m_session) m_session->document()->disconnect(this);
    m_session = session;
    if (session != nullptr)
        connect(session->document(), &RunDocument::dataChanged, this, &RunIntervals::look);
    look();
    Q_EMIT sessionChanged();
}

void RunIntervals::setActive(bool active)
{
    if (active == m_active) return;
    m_active = active;
    look();
    Q_EMIT activeChanged();
}

void RunIntervals::look()
{
    const RunDocument* const document = m_session ? m_session->document() : nullptr;
    const bool isWhole = document != nullptr && document->columns() != nullptr && document->isEnded();
    if (isWhole && document->sharedColumns() == m_of) return;
    if (m_estimates) { // they are of another run, or of as much of it as there was
        m_of.reset();
        m_estimates.reset();
        Q_EMIT changed();
    }
    if (m_active && isWhole) m_soon.start();
}

std::shared_ptr<const RunIntervals::Estimates> RunIntervals::estimate(const Columns& columns)
{
    const SojournSeries series = sojournSeriesOf(columns);
    if (series.values.empty()) return nullptr;
    return std::make_shared<const Estimates>(Estimates{percentileOf(series, 50), percentileOf(series, 90),
                                                       percentileOf(series, 99), meanOf(series)});
}

QCoro::Task<> RunIntervals::work()
{
    if (m_busy || !m_session || m_session->document()->columns() == nullptr ||
        !m_session->document()->isEnded())
        co_return;
    const QPointer<RunIntervals> self(this);
    const std::shared_ptr<const Columns> columns = m_session->document()->sharedColumns();
    m_busy = true;
    QFuture<std::shared_ptr<const Estimates>> future = onPool([columns] { return estimate(*columns); });
    const std::shared_ptr<const Estimates> estimates = co_await future;
    if (!self) co_return;
    m_busy = false;
    const bool isStill = m_session && m_session->document()->sharedColumns() == columns;
    if (isStill) {
        m_of = columns;
        m_estimates = estimates;
        Q_EMIT changed();
    }
    look();
}

QString RunIntervals::sentence(Figure figure) const
{
    if (!m_estimates) return {};
    const Estimated& estimated = (*m_estimates)[figure];
    if (!estimated) {
        QString why = QString::fromStdString(shortageSentence(estimated.shortage()));
        if (!why.isEmpty()) why[0] = why[0].toUpper();
        return why;
    }
    const QString interval = tr("In the long run %1 to %2 (95 % interval, per item")
                                 .arg(text(std::max(0.0, estimated->low)), text(estimated->high));
    return interval + (estimated->warmUp > 0 ? tr("; the first %1 are warm-up)").arg(estimated->warmUp)
                                             : QStringLiteral(")"));
}

QString RunIntervals::range(Figure figure) const
{
    if (!m_estimates || !(*m_estimates)[figure]) return {};
    const Estimate& estimate = *(*m_estimates)[figure];
    return QStringLiteral("%1 – %2").arg(text(std::max(0.0, estimate.low)), text(estimate.high));
}

} // namespace sojourn
