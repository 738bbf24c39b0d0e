#include "viewmodels/stall/stall_remedies.h"

#include "viewmodels/on_pool.h"
#include "viewmodels/panels/words.h"

#include <QCoroFuture>

#include <utility>

namespace sojourn {

StallRemedies::StallRemedies(QObject* parent)
    : QAbstractListModel(parent)
{
}

StallRemedies::~StallRemedies()
{
    if (m_abandon) *m_abandon = true;
}

void StallRemedies::setSession(Session* session)
{
    if (session == m_session) return;
    if (m_session) m_session->document()->disconnect(this);
    m_session = session;
    forget();
    if (session != nullptr) {
        connect(session->document(), &RunDocument::runChanged, this, &StallRemedies::forget);
        connect(session->document(), &RunDocument::dataChanged, this, &StallRemedies::look);
        look();
    }
    Q_EMIT sessionChanged();
}

void StallRemedies::forget()
{
    if (m_abandon) *m_abandon = true;
    m_abandon.reset();
    if (!m_remedies.empty()) show({});
}

void StallRemedies::look()
{
    const RunDocument* document = m_session->document();
    if (m_abandon || document->columns() == nullptr || !document->isEnded() || !m_session->runScenario())
        return;
    const Outcome outcome = document->end().outcome;
    if (outcome != Outcome::Stalled && outcome != Outcome::Spinning) return;
    m_abandon = std::make_shared<std::atomic<bool>>(false);
    StalledRun run{m_session->scenarioText(), m_session->runScenario()->parameters, m_session->runSeed()};
    search(std::move(run));
}

QCoro::Task<> StallRemedies::search(StalledRun run)
{
    const QPointer<StallRemedies> self(this);
    const std::shared_ptr<std::atomic<bool>> abandon = m_abandon;
    QFuture<std::vector<Remedy>> future =
        onPool([run = std::move(run), abandon] { return findRemedies(run, mostShown, *abandon); });
    std::vector<Remedy> found = co_await future;
    if (!self || *abandon) co_return; // another run is shown by now
    show(std::move(found));
}

void StallRemedies::show(std::vector<Remedy> remedies)
{
    beginResetModel();
    m_remedies = std::move(remedies);
    endResetModel();
    Q_EMIT countChanged();
}

int StallRemedies::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant StallRemedies::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Remedy& remedy = m_remedies[static_cast<std::size_t>(index.row())];
    const Parameter& p = remedy.parameter;
    if (role == ExplanationRole)
        return tr("Computed with this seed: the run then ends after %1")
            .arg(durationText(remedy.endsAfter.count()));
    if (role != TitleRole && role != Qt::DisplayRole) return {};
    const QString label = QString::fromStdString(p.label.empty() ? p.name : p.label);
    switch (remedy.value.kind) {
    case ParameterValue::Kind::Truth:
        return (remedy.value.truth ? tr("Switch on “%1”") : tr("Switch off “%1”")).arg(label);
    case ParameterValue::Kind::Text:
        return tr("Set “%1” to “%2”").arg(label, QString::fromStdString(remedy.value.text));
    default:
        if (remedy.value.number == 0) return tr("Set “%1” to no limit").arg(label);
        return tr("Set “%1” to %2").arg(label, QString::fromStdString(remedy.value.toText()));
    }
}

QHash<int, QByteArray> StallRemedies::roleNames() const
{
    return {{TitleRole, "title"}, {ExplanationRole, "explanation"}};
}

void StallRemedies::apply(int row)
{
    if (!m_session || row < 0 || row >= count()) return;
    const Remedy remedy = m_remedies[static_cast<std::size_t>(row)]; // setting it forgets the rows
    const QString name = QString::fromStdString(remedy.parameter.name);
    ParameterModel* parameters = m_session->parameters();
    switch (remedy.value.kind) {
    case ParameterValue::Kind::Truth:
        parameters->setTruth(name, remedy.value.truth);
        break;
    case ParameterValue::Kind::Text:
        parameters->setText(name, QString::fromStdString(remedy.value.text));
        break;
    default:
        parameters->setNumber(name, remedy.value.number);
    }
    m_session->restart();
}

} // namespace sojourn
