#include "viewmodels/panels/item_parts.h"

#include "viewmodels/panels/words.h"

#include <QLocale>

#include <algorithm>
#include <chrono>
#include <numeric>

namespace sojourn {

namespace {

using namespace std::chrono_literals;

constexpr auto readingTime = 250ms;
constexpr auto nextPortion = 5ms;
constexpr std::size_t portion = 20'000; // visits
constexpr double leastShown = 0.002;    // of the whole
constexpr double busyEnough = 0.75;     // for a bottleneck
constexpr double longEnough = 0.5;      // of the run: who hardly lived holds nobody up

/// How much of the run a group's tasks lived through, on average; 0 for a run without length.
double livedRatio(const Columns& columns, const GroupInfo& group, std::int64_t endNs)
{
    double lived = 0;
    for (std::uint32_t task = group.firstTask; task < group.firstTask + group.taskCount; ++task) {
        const Lane& lane = columns.lanes()[task];
        if (lane.startedNs == notYet) continue;
        lived += static_cast<double>((lane.endedNs == notYet ? endNs : lane.endedNs) - lane.startedNs);
    }
    return endNs <= 0 ? 0 : lived / static_cast<double>(endNs) / group.taskCount;
}

} // namespace

ItemParts::ItemParts(QObject* parent)
    : QAbstractListModel(parent)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &ItemParts::fold);
}

void ItemParts::setDocument(RunDocument* document)
{
    if (document == m_document) return;
    if (m_document) m_document->disconnect(this);
    m_document = document;
    if (document != nullptr) {
        connect(document, &RunDocument::runChanged, this, &ItemParts::beginAnew);
        connect(document, &RunDocument::dataChanged, this, &ItemParts::foldSoon);
    }
    beginAnew();
    Q_EMIT documentChanged();
}

void ItemParts::setActive(bool active)
{
    if (active == m_active) return;
    m_active = active;
    if (active) fold();
    Q_EMIT activeChanged();
}

void ItemParts::beginAnew()
{
    m_ways = {};
    m_soon.stop();
    fold();
}

void ItemParts::foldSoon()
{
    if (m_active && !m_soon.isActive()) m_soon.start(readingTime);
}

void ItemParts::fold()
{
    if (!m_active) return;
    const Columns* const columns = m_document ? m_document->columns() : nullptr;
    const bool isWhole = columns == nullptr || m_ways.follow(*columns, portion);
    show();
    if (!isWhole) m_soon.start(nextPortion);
}

/// Those of one group that look the same are one.
std::vector<ItemParts::Part> ItemParts::byLook(const std::vector<WayPart>& parts)
{
    std::vector<Part> merged;
    for (const WayPart& part : parts) {
        const StateLook look = part.isWait ? StateLook::Ink : lookOf(part.state, part.phase);
        const auto same = std::ranges::find_if(merged, [&](const Part& other) {
            return part.isWait == other.isWait && part.object == other.object && look == other.look;
        });
        if (same == merged.end()) {
            merged.push_back({part.isWait, part.object, look, part.rank, part.ns});
        } else {
            same->rank = std::min(same->rank, part.rank);
            same->ns += part.ns;
        }
    }
    return merged;
}

void ItemParts::show()
{
    std::vector<Part> shown = byLook(m_ways.parts());
    std::erase_if(shown, [this](const Part& part) { return ratioOf(part) < leastShown; });
    std::ranges::stable_sort(shown, {}, &Part::rank);
    if (shown.size() == m_shown.size()) {
        m_shown = std::move(shown);
        if (!m_shown.empty()) Q_EMIT dataChanged(index(0), index(static_cast<int>(m_shown.size()) - 1));
    } else {
        beginResetModel();
        m_shown = std::move(shown);
        endResetModel();
    }
    Q_EMIT partsChanged();
}

double ItemParts::ratioOf(const Part& part) const
{
    return m_ways.sojournNs() == 0 ? 0
                                   : static_cast<double>(part.ns) / static_cast<double>(m_ways.sojournNs());
}

QString ItemParts::wordsOf(const Part& part) const
{
    if (!m_document || m_document->columns() == nullptr) return {};
    const RunInfo& info = m_document->info();
    if (part.isWait) return tr("waiting in %1").arg(QString::fromStdString(info.queues[part.object].name));
    return tr("%1, %2").arg(QString::fromStdString(info.groups[part.object].name), lookText(part.look));
}

QString ItemParts::widestShare() const
{
    QString widest;
    for (const Part& part : m_shown)
        if (const QString share = percentText(ratioOf(part)); share.size() > widest.size()) widest = share;
    return widest;
}

QString ItemParts::mean() const
{
    return isPresent() ? durationText(m_ways.sojournNs() / static_cast<std::int64_t>(m_ways.items()))
                       : QString();
}

QString ItemParts::remark() const
{
    if (m_ways.items() == 1) return tr("sojourn of one item");
    const QLocale english(QLocale::English);
    return tr("mean sojourn of %1 items").arg(english.toString(static_cast<qulonglong>(m_ways.items())));
}

QString ItemParts::bottleneck() const
{
    if (!m_numbers || !m_document || m_document->columns() == nullptr) return {};
    const RunInfo& info = m_document->info();
    const Summary& summary = m_numbers->summary();
    if (summary.groups.size() != info.groups.size()) return {};
    const auto share = [&](std::size_t group, TaskState state) {
        return summary.groups[group].share[static_cast<std::size_t>(state)];
    };
    std::size_t busiest = info.groups.size();
    double most = -1;
    for (std::size_t g = 0; g < info.groups.size(); ++g) {
        if (info.groups[g].getsFrom.empty() || info.groups[g].taskCount == 0) continue;
        // Of another program's recording no summary was made.
        const auto& shares = summary.groups[g].share;
        if (std::accumulate(shares.begin(), shares.end(), 0.0) <= 0) continue;
        if (livedRatio(*m_document->columns(), info.groups[g], m_document->endNs()) < longEnough) continue;
        const double busy = 1 - share(g, TaskState::GetWait) - share(g, TaskState::PutWait);
        if (busy > most) {
            most = busy;
            busiest = g;
        }
    }
    if (busiest == info.groups.size()) return {};
    const GroupInfo& group = info.groups[busiest];
    const QString name = QString::fromStdString(group.name);
    const std::uint16_t queue = group.getsFrom.front();
    const double waiting = queue < summary.queues.size() ? summary.queues[queue].meanSize : 0;
    if (most < busyEnough)
        return tr("None: even %1, busiest of those who take items, waits %2 of its time.")
            .arg(name, percentText(1 - most));
    return tr("%1: busy %2 of its time, while %3 items wait in %4 on average.")
        .arg(name, percentText(most), QString::number(waiting, 'f', waiting < 10 ? 1 : 0),
             QString::fromStdString(info.queues[queue].name));
}

QList<int> ItemParts::barLooks() const
{
    QList<int> looks;
    for (const Part& part : m_shown)
        looks.append(static_cast<int>(part.look));
    return looks;
}

QList<double> ItemParts::barRatios() const
{
    QList<double> ratios;
    for (const Part& part : m_shown)
        ratios.append(ratioOf(part));
    return ratios;
}

int ItemParts::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant ItemParts::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Part& part = m_shown[static_cast<std::size_t>(index.row())];
    switch (role) {
    case LookRole:
        return static_cast<int>(part.look);
    case ValueRole:
        return isPresent() ? durationText(part.ns / static_cast<std::int64_t>(m_ways.items())) : QString();
    case ShareRole:
        return percentText(ratioOf(part));
    case Qt::DisplayRole:
    case WordsRole:
        return wordsOf(part);
    default:
        return {};
    }
}

QHash<int, QByteArray> ItemParts::roleNames() const
{
    return {{LookRole, "look"}, {ValueRole, "value"}, {ShareRole, "share"}, {WordsRole, "words"}};
}

} // namespace sojourn
