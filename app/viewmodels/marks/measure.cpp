#include "viewmodels/marks/measure.h"

#include "stats/stretch.h"
#include "trace/lost_stretches.h"
#include "viewmodels/panels/words.h"

#include <algorithm>
#include <chrono>
#include <span>
#include <utility>
#include <vector>

namespace sojourn {

namespace {

using namespace std::chrono_literals;

constexpr auto readingTime = 250ms; // between two changes of numbers while a run goes on
constexpr int noLook = -1;

/// How much of [fromNs, toNs) is lost of every task, and how much of one at least.
struct LostOfAll
{
    std::int64_t ofEachNs = 0;
    std::int64_t ofAnyNs = 0;
};

LostOfAll lostOfAll(const RunDocument& document, std::int64_t fromNs, std::int64_t toNs)
{
    std::vector<LostStretch> within, anywhere;
    for (const LostStretch& lost : document.lost()) {
        if (lost.toNs <= fromNs || lost.fromNs >= toNs) continue;
        within.push_back(lost);
        anywhere.push_back({0, lost.fromNs, lost.toNs});
    }
    GroupInfo all;
    all.taskCount = document.info().taskCount();
    return {lostWithin(lostOnAll(within, all), fromNs, toNs),
            lostWithin(inOrder(std::move(anywhere)), fromNs, toNs)};
}

} // namespace

Measure::Measure(QObject* parent)
    : QAbstractListModel(parent)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(readingTime);
    connect(&m_soon, &QTimer::timeout, this, &Measure::look);
}

void Measure::setDocument(RunDocument* document)
{
    if (document == m_document) return;
    if (m_document) m_document->disconnect(this);
    m_document = document;
    if (document != nullptr) {
        connect(document, &RunDocument::runChanged, this, &Measure::clear);
        connect(document, &RunDocument::dataChanged, this, &Measure::lookSoon);
        connect(document, &RunDocument::selectionChanged, this, &Measure::look);
        connect(document, &RunDocument::playheadChanged, this, &Measure::followPlayhead);
    }
    clear();
    Q_EMIT documentChanged();
}

QString Measure::lengthText() const
{
    return durationText(m_toNs - m_fromNs);
}

QString Measure::placeText() const
{
    const qint64 endNs = m_document ? m_document->endNs() : m_toNs;
    const bool isFine = m_toNs - m_fromNs < 10 * instantTextStep(endNs); // rounded, both would be alike
    return isFine ? tr("from %1 to %2").arg(exactInstantText(m_fromNs), exactInstantText(m_toNs))
                  : tr("from %1 to %2").arg(instantText(m_fromNs, endNs), instantText(m_toNs, endNs));
}

void Measure::setStretchNs(qint64 oneNs, qint64 otherNs)
{
    if (!m_document || m_document->columns() == nullptr) return;
    const auto held = [&](qint64 ns) { return std::clamp<qint64>(ns, 0, m_document->knownNs()); };
    m_present = true;
    m_open = false;
    m_anchorNs = held(oneNs);
    m_fromNs = std::min(m_anchorNs, held(otherNs));
    m_toNs = std::max(m_anchorNs, held(otherNs));
    look();
    Q_EMIT changed();
}

void Measure::mark()
{
    if (!m_document || m_document->isEmpty()) return;
    const qint64 at = m_document->playheadNs();
    const bool closes = isOpen();
    setStretchNs(closes ? m_anchorNs : at, at);
    m_open = !closes;
    Q_EMIT changed();
}

void Measure::clear()
{
    if (!m_present) return;
    m_present = m_open = false;
    m_lostText.clear();
    show({});
    Q_EMIT changed();
}

void Measure::followPlayhead()
{
    if (!isOpen()) return;
    setStretchNs(m_anchorNs, m_document->playheadNs());
    m_open = true;
    Q_EMIT changed();
}

/// A run that goes on may still add to it.
void Measure::lookSoon()
{
    if (m_present && !m_soon.isActive()) m_soon.start();
}

void Measure::look()
{
    if (!m_present) return;
    show(lines());
    QString lost = findLost();
    if (lost == m_lostText) return;
    m_lostText = std::move(lost);
    Q_EMIT changed();
}

QString Measure::findLost() const
{
    if (m_document->columns() == nullptr || !m_document->hasLost() || m_fromNs == m_toNs) return {};
    const auto [each, any] = lostOfAll(*m_document, m_fromNs, m_toNs);
    if (each == m_toNs - m_fromNs) return tr("what was recorded of it is lost");
    QStringList parts;
    if (each > 0) parts += tr("of it %1 are not known").arg(durationText(each));
    if (const int task = m_document->selectedTask(); task >= 0) {
        const auto number = static_cast<std::uint32_t>(task);
        const std::int64_t own = lostWithin(lostOn(m_document->lost(), number), m_fromNs, m_toNs);
        if (own > each)
            parts +=
                tr("of %1 %2 are not known").arg(taskTitle(m_document->info(), number), durationText(own));
    } else if (any > each) {
        parts += tr("of some lanes up to %1 are not known").arg(durationText(any));
    }
    return parts.join(QStringLiteral("; "));
}

std::vector<Measure::Line> Measure::lines() const
{
    if (m_document->columns() == nullptr) return {};
    const Columns& columns = *m_document->columns();
    const int selected = m_document->selectedTask();
    const std::uint32_t task = selected >= 0 ? static_cast<std::uint32_t>(selected) : noTask;
    const std::span<const LostStretch> lost = lostOn(m_document->lost(), task);
    const Stretch stretch = stretchBetween(columns, m_fromNs, m_toNs, m_document->knownNs(), task, lost);
    const std::int64_t lengthNs = m_toNs - m_fromNs;
    const bool isAllLost = lengthNs > 0 && lostOfAll(*m_document, m_fromNs, m_toNs).ofEachNs == lengthNs;
    if (isAllLost && stretch.taken + stretch.done + stretch.spans == 0)
        return {}; // none is not what is known
    std::vector<Line> lines;
    if (!columns.items().empty()) {
        lines.push_back(
            {noLook, countText(stretch.taken), stretch.taken == 1 ? tr("item taken") : tr("items taken")});
        lines.push_back(
            {noLook, countText(stretch.done), stretch.done == 1 ? tr("item done") : tr("items done")});
    }
    lines.push_back(
        {noLook, countText(stretch.spans), stretch.spans == 1 ? tr("span begun") : tr("spans begun")});
    const auto known = static_cast<double>(lengthNs - lostWithin(lost, m_fromNs, m_toNs));
    if (selected < 0 || known <= 0) return lines;
    for (std::size_t s = 0; s < stretch.taskNs.size(); ++s) {
        if (stretch.taskNs[s] == 0) continue;
        const StateLook look = lookOf(static_cast<TaskState>(s));
        lines.push_back({static_cast<int>(look), percentText(static_cast<double>(stretch.taskNs[s]) / known),
                         tr("%1 %2").arg(taskTitle(columns.info(), task), lookText(look))});
    }
    return lines;
}

void Measure::show(std::vector<Line> lines)
{
    // As many lines as before: they are set anew where they stand, and nothing flickers.
    if (lines.size() == m_lines.size()) {
        m_lines = std::move(lines);
        if (!m_lines.empty()) Q_EMIT dataChanged(index(0), index(static_cast<int>(m_lines.size()) - 1));
        return;
    }
    beginResetModel();
    m_lines = std::move(lines);
    endResetModel();
}

int Measure::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant Measure::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Line& line = m_lines[static_cast<std::size_t>(index.row())];
    switch (role) {
    case LookRole:
        return line.look;
    case ValueRole:
        return line.value;
    case WordsRole:
    case Qt::DisplayRole:
        return line.words;
    default:
        return {};
    }
}

QHash<int, QByteArray> Measure::roleNames() const
{
    return {{LookRole, "look"}, {ValueRole, "value"}, {WordsRole, "words"}};
}

} // namespace sojourn
