#include "viewmodels/panels/selection_facts.h"

#include "viewmodels/panels/item_facts.h"
#include "viewmodels/panels/task_facts.h"

#include <chrono>
#include <utility>

namespace sojourn {

namespace {

using namespace std::chrono_literals;

constexpr auto readingTime = 250ms;

template <class Container> bool isWithin(int index, const Container& container)
{
    return index >= 0 && static_cast<std::size_t>(index) < container.size();
}

} // namespace

SelectionFacts::SelectionFacts(QObject* parent)
    : QAbstractListModel(parent)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(readingTime);
    connect(&m_soon, &QTimer::timeout, this, &SelectionFacts::look);
}

void SelectionFacts::setDocument(RunDocument* document)
{
    if (document == m_document) return;
    if (m_document) m_document->disconnect(this);
    m_document = document;
    if (document != nullptr) {
        connect(document, &RunDocument::selectionChanged, this, &SelectionFacts::look);
        connect(document, &RunDocument::dataChanged, this, &SelectionFacts::lookSoon);
        connect(document, &RunDocument::playheadChanged, this, &SelectionFacts::lookSoon);
    }
    look();
    Q_EMIT documentChanged();
}

void SelectionFacts::lookSoon()
{
    if (isPresent() && !m_soon.isActive()) m_soon.start();
}

Facts SelectionFacts::lookedUp() const
{
    if (!m_document || m_document->columns() == nullptr) return {};
    const Columns& columns = *m_document->columns();
    const std::int64_t endNs = m_document->knownNs();
    if (columns.hasItem(m_document->selectedItem()))
        return itemFacts(columns, static_cast<std::uint32_t>(m_document->selectedItem()), endNs);
    if (isWithin(m_document->selectedTask(), columns.lanes()))
        return taskFacts(columns, m_document->moment(),
                         static_cast<std::uint32_t>(m_document->selectedTask()), m_document->playheadNs(),
                         endNs, m_document->lost());
    if (isWithin(m_document->selectedQueue(), columns.depths()))
        return queueFacts(columns, m_document->moment(),
                          static_cast<std::uint32_t>(m_document->selectedQueue()), m_document->firstKnownNs(),
                          endNs);
    return {};
}

void SelectionFacts::look()
{
    m_soon.stop();
    const bool hasRun = m_document && m_document->columns() != nullptr;
    m_isItem = hasRun && m_document->columns()->hasItem(m_document->selectedItem());
    m_isTask = hasRun && !m_isItem && isWithin(m_document->selectedTask(), m_document->columns()->lanes());
    show(lookedUp());
}

void SelectionFacts::show(Facts facts)
{
    // As many lines as before: they are set anew where they stand, and nothing flickers.
    if (facts.lines.size() == m_facts.lines.size()) {
        m_facts = std::move(facts);
        if (!m_facts.lines.isEmpty())
            Q_EMIT dataChanged(index(0), index(static_cast<int>(m_facts.lines.size()) - 1));
    } else {
        beginResetModel();
        m_facts = std::move(facts);
        endResetModel();
    }
    Q_EMIT factsChanged();
}

QList<int> SelectionFacts::barLooks() const
{
    QList<int> looks;
    for (const Share& share : m_facts.shares)
        looks.append(static_cast<int>(share.look));
    return looks;
}

QList<double> SelectionFacts::barRatios() const
{
    QList<double> ratios;
    for (const Share& share : m_facts.shares)
        ratios.append(share.ratio);
    return ratios;
}

int SelectionFacts::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_facts.lines.size());
}

QVariant SelectionFacts::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Fact& fact = m_facts.lines[index.row()];
    switch (role) {
    case MarkRole:
        return static_cast<int>(fact.mark);
    case LookRole:
        return static_cast<int>(fact.look);
    case ValueRole:
        return fact.value;
    case Qt::DisplayRole:
    case WordsRole:
        return fact.words;
    default:
        return {};
    }
}

QHash<int, QByteArray> SelectionFacts::roleNames() const
{
    return {{MarkRole, "mark"}, {LookRole, "look"}, {ValueRole, "value"}, {WordsRole, "words"}};
}

void SelectionFacts::selectNeighbour(bool after)
{
    if (!m_document || !m_isItem) return;
    const int item = neighbourInQueue(*m_document->columns(),
                                      static_cast<std::uint32_t>(m_document->selectedItem()), after);
    if (item >= 0) m_document->setSelectedItem(item);
}

void SelectionFacts::selectPutBefore()
{
    selectNeighbour(false);
}

void SelectionFacts::selectPutAfter()
{
    selectNeighbour(true);
}

void SelectionFacts::clearSelection()
{
    if (!m_document) return;
    m_document->setSelectedItem(-1);
    m_document->setSelectedTask(-1);
    m_document->setSelectedQueue(-1);
}

} // namespace sojourn
