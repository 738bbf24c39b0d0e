#include "viewmodels/theory/theory_model.h"

#include "viewmodels/on_pool.h"

#include <QCoroFuture>

#include <algorithm>
#include <utility>

namespace sojourn {

TheoryModel::TheoryModel(QObject* parent)
    : QAbstractListModel(parent)
{
}

void TheoryModel::setSession(Session* session)
{
    if (session == m_session) return;
    if (m_session) m_session->document()->disconnect(this);
    m_session = session;
    forget();
    if (session != nullptr) {
        connect(session->document(), &RunDocument::runChanged, this, &TheoryModel::forget);
        connect(session->document(), &RunDocument::dataChanged, this, &TheoryModel::look);
        look();
    }
    Q_EMIT sessionChanged();
}

void TheoryModel::setActive(bool active)
{
    if (active == m_active) return;
    m_active = active;
    look();
    Q_EMIT activeChanged();
}

/// Another run. The lines of the one before stay until there are others, so that nothing flickers while a
/// slider moves.
void TheoryModel::forget()
{
    ++m_asked;
    m_known = Known::Nothing;
    look();
}

void TheoryModel::look()
{
    if (!m_active || !m_session || m_known == Known::Whole) return;
    RunDocument* const document = m_session->document();
    if (document->columns() == nullptr || !m_session->runScenario()) return;
    const bool whole = document->isEnded();
    if (!whole && m_known == Known::Theory) return;
    m_known = whole ? Known::Whole : Known::Theory;
    // What a live run has recorded so far belongs to this thread; theory alone needs none of it.
    const std::shared_ptr<const Columns> columns =
        whole ? document->sharedColumns()
              : std::make_shared<const Columns>(document->sharedInfo(), std::make_shared<EventLog>());
    ++m_asked;
    work(m_session->runScenario(), columns, whole);
}

TheoryModel::Comparison TheoryModel::compare(const Scenario& scenario, const Columns& columns, bool whole)
{
    const TheoryCheck check = checkTheory(theoryOf(scenario), columns);
    Comparison comparison;
    comparison.lines = theoryLines(check, columns.info());
    if (check.queues.empty())
        comparison.sentence = tr("There is no queue, so queueing theory has nothing to say.");
    else if (!whole)
        comparison.sentence = tr("What theory says. The run is compared with it when it has ended.");
    else if (check.sentence.empty())
        comparison.sentence = tr("There are no exact values to compare this run with.");
    else
        comparison.sentence = QString::fromStdString(check.sentence) + QLatin1Char('.');
    if (!comparison.sentence.isEmpty()) comparison.sentence[0] = comparison.sentence[0].toUpper();
    if (!whole) { // nothing was measured yet, and that needs no reason
        comparison.lines.removeIf([](const TheoryLine& line) {
            return line.kind == TheoryLine::Kind::Short || line.kind == TheoryLine::Kind::Little;
        });
    }
    return comparison;
}

QCoro::Task<> TheoryModel::work(std::shared_ptr<const Scenario> scenario,
                                std::shared_ptr<const Columns> columns, bool whole)
{
    const QPointer<TheoryModel> self(this);
    const std::uint64_t asked = m_asked;
    QFuture<Comparison> future = onPool([scenario = std::move(scenario), columns = std::move(columns),
                                         whole] { return compare(*scenario, *columns, whole); });
    Comparison comparison = co_await future;
    if (!self || asked != m_asked) co_return; // another run is shown by now
    show(std::move(comparison));
}

void TheoryModel::show(Comparison comparison)
{
    beginResetModel();
    m_lines = std::move(comparison.lines);
    m_sentence = std::move(comparison.sentence);
    endResetModel();
    Q_EMIT compared();
}

bool TheoryModel::isMeasured() const
{
    return std::any_of(m_lines.begin(), m_lines.end(), [](const TheoryLine& line) { return line.low >= 0; });
}

int TheoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant TheoryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const TheoryLine& line = m_lines[index.row()];
    switch (role) {
    case KindRole:
        return static_cast<int>(line.kind);
    case TitleRole:
    case Qt::DisplayRole:
        return line.title;
    case TextRole:
        return line.text;
    case MeasuredRole:
        return line.measured;
    case MarginRole:
        return line.margin;
    case TheoryRole:
        return line.theory;
    case VerdictRole:
        return static_cast<int>(line.verdict);
    case VerdictTextRole:
        return line.verdictText;
    case LowRole:
        return line.low;
    case HighRole:
        return line.high;
    case AtRole:
        return line.at;
    case ExactRole:
        return line.exact;
    default:
        return {};
    }
}

QHash<int, QByteArray> TheoryModel::roleNames() const
{
    return {{KindRole, "kind"},       {TitleRole, "title"},
            {TextRole, "text"},       {MeasuredRole, "measured"},
            {MarginRole, "margin"},   {TheoryRole, "theory"},
            {VerdictRole, "verdict"}, {VerdictTextRole, "verdictText"},
            {LowRole, "low"},         {HighRole, "high"},
            {AtRole, "at"},           {ExactRole, "exact"}};
}

} // namespace sojourn
