// How sure the difference is: both settings with several seeds.
#include "explore/compare/comparison_words.h"
#include "viewmodels/compare/comparison.h"
#include "viewmodels/compare/setting_words.h"

#include <algorithm>
#include <array>
#include <limits>

namespace sojourn {

namespace {

constexpr std::array choices{RunFigure::SojournP50,  RunFigure::SojournP90, RunFigure::SojournP99,
                             RunFigure::SojournMean, RunFigure::WaitP50,    RunFigure::WaitP99,
                             RunFigure::ReplyP50,    RunFigure::ReplyP99,   RunFigure::ReplyMean,
                             RunFigure::Elapsed,     RunFigure::Throughput};

double orNaN(const std::optional<double>& value)
{
    return value.value_or(std::numeric_limits<double>::quiet_NaN());
}

} // namespace

/// Those that either run has: requests have replies, and items sojourns. Runs with other seeds are asked for
/// their summaries, which know the waits of each queue alone.
std::vector<RunFigure> Comparison::choicesThere() const
{
    std::vector<RunFigure> there;
    const bool hasOneQueue = m_shown && m_shown->bColumns->info().queues.size() == 1;
    for (const RunFigure figure : choices) {
        const auto place = static_cast<std::size_t>(figure);
        const bool isOfWaits = figure == RunFigure::WaitP50 || figure == RunFigure::WaitP99;
        if (isOfWaits && !hasOneQueue) continue;
        if (!m_shown || m_shown->aFigures[place] || m_shown->bFigures[place]) there.push_back(figure);
    }
    return there;
}

QList<QString> Comparison::pairedChoices() const
{
    QList<QString> words;
    for (const RunFigure figure : choicesThere())
        words += QString::fromLatin1(runFigureWords(figure));
    return words;
}

int Comparison::pairedChoice() const
{
    const std::vector<RunFigure> there = choicesThere();
    return static_cast<int>(std::ranges::find(there, m_pairedFigure) - there.begin());
}

void Comparison::choosePaired(int choice)
{
    const std::vector<RunFigure> there = choicesThere();
    if (choice >= 0 && choice < static_cast<int>(there.size()))
        setPairedFigure(static_cast<int>(there[static_cast<std::size_t>(choice)]));
}

void Comparison::setPairedFigure(int figure)
{
    if (figure < 0 || figure >= static_cast<int>(runFigureCount) || figure == pairedFigure() ||
        !isPairable(static_cast<RunFigure>(figure)))
        return;
    m_pairedFigure = static_cast<RunFigure>(figure);
    pairAnew();
    Q_EMIT pairedFigureChanged();
}

/// Empty: it can be done.
QString Comparison::reasonNotToPair() const
{
    if (!m_shown) return {};
    const RunSetting &a = m_shown->a->setting, &b = m_shown->b->setting;
    const std::vector<std::size_t> places = differences(a, b);
    // With the same parameters another file may still say something else.
    if (!m_shown->a->isOfOther &&
        std::ranges::all_of(places, [&](std::size_t place) { return place >= a.parameters.size(); }))
        return places.size() == 1 && a.seed != b.seed
                   ? tr("A and B differ by their seed alone: what differs is chance.")
                   : tr("A and B have the same parameters: other seeds would tell nothing.");
    if (m_shown->a->firstPart && m_shown->b->firstPart)
        return tr("These are first parts of longer runs: they are not run again with other seeds.");
    if (m_shown->a->firstPart || m_shown->b->firstPart)
        return tr("%1 is the first part of a longer run: it is not run again with other seeds.")
            .arg(QChar(m_shown->a->firstPart ? u'A' : u'B'));
    return {};
}

void Comparison::pairAnew()
{
    stopPairing();
    m_changes.assign(seeds, std::nullopt);
    m_told = m_knownA = m_knownB = 0;
    m_estimate = {};
    if (canPair()) m_pairSoon.start();
    Q_EMIT pairedChanged();
}

void Comparison::stopPairing()
{
    m_pairSoon.stop();
    if (!m_seeds) return;
    m_seeds->requestStop();
    m_seeds.reset();
    m_pool.clear();
    Q_EMIT pairedChanged();
}

void Comparison::pair()
{
    if (!m_active || !m_shown || m_seeds) return;
    const std::uint64_t number = ++m_pairing;
    m_changes.assign(seeds, std::nullopt);
    m_told = m_knownA = m_knownB = 0;
    m_seeds = std::make_shared<PairedSeeds>(m_shown->a->scenario, m_shown->b->scenario,
                                            m_shown->b->setting.seed, m_pairedFigure);
    for (std::uint32_t i = 0; i < seeds; ++i) {
        m_pool.start([this, number, i, pairs = m_seeds] {
            const PairedValues values = pairs->values(i);
            if (pairs->isStopped()) return;
            // This object waits for the pool before it goes.
            QMetaObject::invokeMethod(
                this, [this, number, i, values] { tell(number, i, values); }, Qt::QueuedConnection);
        });
    }
    Q_EMIT pairedChanged();
}

void Comparison::tell(std::uint64_t number, std::uint32_t replication, PairedValues values)
{
    if (number != m_pairing || !m_seeds) return;
    m_changes[replication] = values.difference();
    m_knownA += values.a.has_value();
    m_knownB += values.b.has_value();
    if (++m_told == seeds) m_seeds.reset();
    m_estimate = estimateOfDifferences(m_changes);
    Q_EMIT pairedChanged();
}

/// Why there is no difference over seeds: which of both has no such figure in any of its runs, or in those
/// where the other has it.
QString Comparison::lackText() const
{
    const QString figure = QString::fromLatin1(runFigureWords(m_pairedFigure));
    if (m_knownA == 0 && m_knownB == 0) return tr("Runs with other seeds have no %1.").arg(figure);
    const auto share = [](std::uint32_t known) {
        return known == 0 ? tr("none") : known == seeds ? tr("all") : QString::number(known);
    };
    return tr("Of %1 seeds A has a %2 with %3, B with %4.")
        .arg(QString::number(seeds), figure, share(m_knownA), share(m_knownB));
}

QString Comparison::pairedSentence() const
{
    if (!m_shown) return {};
    if (QString reason = reasonNotToPair(); !reason.isEmpty()) return reason;
    if (m_told == seeds) {
        const std::string text = sojourn::pairedSentence(m_pairedFigure, m_estimate);
        return text.empty() ? lackText() : QString::fromStdString(text);
    }
    if (m_seeds || m_pairSoon.isActive()) return tr("%1 of %2 seeds so far.").arg(m_told).arg(seeds);
    return tr("Stopped after %1 of %2 seeds.").arg(m_told).arg(seeds);
}

QString Comparison::pairedUnit() const
{
    switch (runFigureUnit(m_pairedFigure)) {
    case MetricUnit::Seconds:
        return QStringLiteral("s");
    case MetricUnit::PerSecond:
        return QStringLiteral("/s");
    case MetricUnit::Count:
    case MetricUnit::Ratio:
        break;
    }
    return {};
}

QList<double> Comparison::pairedChanges() const
{
    QList<double> known;
    for (const std::optional<double>& change : m_changes)
        if (change) known += *change;
    return known;
}

double Comparison::pairedMean() const
{
    return orNaN(m_estimate.mean);
}

double Comparison::pairedLow() const
{
    return orNaN(m_estimate.low);
}

double Comparison::pairedHigh() const
{
    return orNaN(m_estimate.high);
}

} // namespace sojourn
