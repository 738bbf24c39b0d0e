#include "viewmodels/chooser/scenario_catalogue.h"

#include "scenario/builtin.h"
#include "viewmodels/on_pool.h"

#include <QCoroFuture>

#include <QPointer>

#include <algorithm>

namespace sojourn {

namespace {

/// Up to the first full stop that ends a sentence.
QString firstSentence(const QString& text)
{
    const auto end = text.indexOf(QLatin1String(". "));
    return end < 0 ? text : text.left(end + 1);
}

bool matches(const QStringList& words, const QString& text)
{
    return std::ranges::all_of(words,
                               [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

ScenarioCatalogue::ScenarioCatalogue(QObject* parent)
    : QAbstractListModel(parent)
{
    for (const BuiltinScenario& builtin : builtinScenarios()) {
        Entry entry{QString::fromStdString(builtin.name),
                    QString::fromStdString(builtin.title),
                    {},
                    new RunDocument(this)};
        if (const Checked<ScenarioFile> file = ScenarioFile::read(builtin.text))
            if (const Checked<Scenario> scenario = file->resolve())
                entry.about = QString::fromStdString(scenario->about);
        m_entries.push_back(std::move(entry));
    }
    applyFilter();
}

ScenarioCatalogue::~ScenarioCatalogue() = default;

void ScenarioCatalogue::setFilter(const QString& filter)
{
    if (filter == m_filter) return;
    m_filter = filter;
    beginResetModel();
    applyFilter();
    endResetModel();
    Q_EMIT filterChanged();
    Q_EMIT countChanged();
}

void ScenarioCatalogue::applyFilter()
{
    const QStringList words = m_filter.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_shown.clear();
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const Entry& entry = m_entries[i];
        if (matches(words, entry.name + QLatin1Char(' ') + entry.title + QLatin1Char(' ') + entry.about))
            m_shown.push_back(i);
    }
}

void ScenarioCatalogue::prepare()
{
    if (m_prepared) return;
    m_prepared = true;
    makeSketches();
}

QCoro::Task<> ScenarioCatalogue::makeSketches()
{
    const QPointer<ScenarioCatalogue> self(this);
    for (std::size_t i = 0; i < builtinScenarios().size(); ++i) {
        QFuture<ScenarioSketch> future =
            onPool([i] { return ScenarioSketch::of(builtinScenarios()[i].text); });
        const ScenarioSketch sketch = co_await future;
        if (!self) co_return;
        if (!sketch.columns) continue;
        RunEnd end;
        end.at = instantFromNanoseconds(sketch.columns->lastNs());
        end.outcome = Outcome::Finished;
        m_entries[i].run->openFinished(sketch.columns, sketch.info, sketch.log, end, sketch.atNs);
    }
}

int ScenarioCatalogue::rowOf(const QString& name) const
{
    for (int row = 0; row < count(); ++row)
        if (nameAt(row) == name) return row;
    return -1;
}

QString ScenarioCatalogue::text(int row, Role role) const
{
    return row < 0 || row >= count() ? QString() : data(index(row), role).toString();
}

int ScenarioCatalogue::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ScenarioCatalogue::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Entry& entry = m_entries[m_shown[static_cast<std::size_t>(index.row())]];
    switch (role) {
    case NameRole:
        return entry.name;
    case TitleRole:
    case Qt::DisplayRole:
        return entry.title;
    case PromiseRole:
        return firstSentence(entry.about);
    case AboutRole:
        return entry.about;
    case RunRole:
        return QVariant::fromValue(entry.run);
    default:
        return {};
    }
}

QHash<int, QByteArray> ScenarioCatalogue::roleNames() const
{
    return {{NameRole, "name"},
            {TitleRole, "title"},
            {PromiseRole, "promise"},
            {AboutRole, "about"},
            {RunRole, "run"}};
}

} // namespace sojourn
