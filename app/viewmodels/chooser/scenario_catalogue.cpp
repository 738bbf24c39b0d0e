#include "viewmodels/chooser/scenario_catalogue.h"

#include "scenario/builtin.h"
#include "viewmodels/on_pool.h"
#include "viewmodels/panels/words.h"

#include <QCoroFuture>

#include <QPointer>

#include <algorithm>
#include <array>

namespace sojourn {

namespace {

constexpr int categoryCount = static_cast<int>(ScenarioCategory::Other) + 1;

QString titleOf(int category)
{
    switch (static_cast<ScenarioCategory>(category)) {
    case ScenarioCategory::Queues:
        return ScenarioCatalogue::tr("Queues");
    case ScenarioCategory::Programs:
        return ScenarioCatalogue::tr("Programs");
    case ScenarioCategory::Requests:
        return ScenarioCatalogue::tr("Requests");
    case ScenarioCategory::Traps:
        return ScenarioCatalogue::tr("Traps");
    case ScenarioCategory::Theory:
        return ScenarioCatalogue::tr("Queueing theory");
    case ScenarioCategory::Other:
        return ScenarioCatalogue::tr("Other");
    }
    return {};
}

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

/// The states that are seen of tasks at the run's playhead.
unsigned looksOf(const RunDocument& run)
{
    unsigned looks = 0;
    for (const TaskMoment& task : run.moment().tasks)
        if (task.state != TaskState::NotStarted && task.state != TaskState::Ended)
            looks |= 1u << static_cast<unsigned>(lookOf(task.state, task.phase));
    return looks;
}

} // namespace

ScenarioCatalogue::ScenarioCatalogue(QObject* parent)
    : QAbstractListModel(parent)
    , m_categories(new CategoryModel(this))
    , m_sections(new CategoryModel(this))
{
    for (const BuiltinScenario& builtin : builtinScenarios()) {
        Entry entry{QString::fromStdString(builtin.name),
                    QString::fromStdString(builtin.title),
                    {},
                    {},
                    ScenarioCategory::Other,
                    m_entries.size(),
                    new RunDocument(this)};
        if (const Checked<ScenarioFile> file = ScenarioFile::read(builtin.text))
            if (const Checked<Scenario> scenario = file->resolve()) {
                entry.about = QString::fromStdString(scenario->about);
                entry.promise = scenario->promise.empty() ? firstSentence(entry.about)
                                                          : QString::fromStdString(scenario->promise);
                entry.category = scenario->category;
            }
        m_entries.push_back(std::move(entry));
    }
    std::ranges::stable_sort(m_entries, {}, &Entry::category);
    show();
}

ScenarioCatalogue::~ScenarioCatalogue() = default;

void ScenarioCatalogue::setFilter(const QString& filter)
{
    if (filter == m_filter) return;
    m_filter = filter;
    show();
    Q_EMIT filterChanged();
}

void ScenarioCatalogue::setCategory(int category)
{
    if (category == m_category) return;
    m_category = category;
    show();
    Q_EMIT categoryChanged();
}

void ScenarioCatalogue::setColumns(int columns)
{
    if (columns == m_columns || columns < 1) return;
    m_columns = columns;
    place();
    Q_EMIT placesChanged();
    if (count() > 0) Q_EMIT dataChanged(index(0), index(count() - 1), {ColumnRole, LineRole, HeadingsRole});
}

void ScenarioCatalogue::show()
{
    beginResetModel();
    const QStringList words = m_filter.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::array<int, categoryCount> found{}, has{};
    m_shown.clear();
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const Entry& entry = m_entries[i];
        const auto category = static_cast<std::size_t>(entry.category);
        ++has[category];
        if (!matches(words,
                     QStringList{entry.name, entry.title, entry.promise, entry.about}.join(QLatin1Char(' '))))
            continue;
        ++found[category];
        if (m_category == CategoryModel::all || m_category == static_cast<int>(category))
            m_shown.push_back(i);
    }
    std::vector<CategoryModel::Row> rows{{CategoryModel::all, tr("All"), 0, {}}};
    for (int category = 0; category < categoryCount; ++category) {
        const auto c = static_cast<std::size_t>(category);
        if (has[c] > 0) rows.push_back({category, titleOf(category), found[c], {}});
        rows.front().count += found[c];
    }
    m_categories->setRows(std::move(rows));
    place();
    endResetModel();
    Q_EMIT countChanged();
    Q_EMIT placesChanged();
}

void ScenarioCatalogue::place()
{
    std::vector<CategoryModel::Row> rows;
    std::vector<int> counts;
    for (const std::size_t i : m_shown) {
        const int category = static_cast<int>(m_entries[i].category);
        if (rows.empty() || rows.back().category != category) {
            rows.push_back({category, titleOf(category), 0, {}});
            counts.push_back(0);
        }
        rows.back().count = ++counts.back();
    }
    m_places = CardPlaces::of(counts, m_columns);
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].place = m_places.sections()[i];
    m_sections->setRows(std::move(rows));
}

QList<int> ScenarioCatalogue::looks() const
{
    QList<int> looks;
    for (int look = 0; look < static_cast<int>(StateLook::Ink); ++look)
        if ((m_looks >> look & 1u) != 0) looks.append(look);
    return looks;
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
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        QFuture<ScenarioSketch> future = onPool([builtin = m_entries[i].builtin] {
            return ScenarioSketch::of(builtinScenarios()[builtin].text);
        });
        const ScenarioSketch sketch = co_await future;
        if (!self) co_return;
        if (!sketch.columns) continue;
        RunEnd end;
        end.at = instantFromNanoseconds(sketch.columns->lastNs());
        end.outcome = Outcome::Finished;
        m_entries[i].run->openFinished(sketch.columns, sketch.info, sketch.log, end, sketch.atNs);
        m_looks |= looksOf(*m_entries[i].run);
        Q_EMIT looksChanged();
    }
}

int ScenarioCatalogue::rowOf(const QString& name) const
{
    for (int row = 0; row < count(); ++row)
        if (nameAt(row) == name) return row;
    return -1;
}

int ScenarioCatalogue::beside(int row, Way way) const
{
    return m_places.beside(row, static_cast<CardPlaces::Way>(way));
}

QString ScenarioCatalogue::lookWords(int look) const
{
    return lookText(static_cast<StateLook>(look));
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
    const auto row = static_cast<std::size_t>(index.row());
    const Entry& entry = m_entries[m_shown[row]];
    const CardPlace& place = m_places.cards()[row];
    switch (role) {
    case NameRole:
        return entry.name;
    case TitleRole:
    case Qt::DisplayRole:
        return entry.title;
    case PromiseRole:
        return entry.promise;
    case AboutRole:
        return entry.about;
    case RunRole:
        return QVariant::fromValue(entry.run);
    case ColumnRole:
        return place.column;
    case LineRole:
        return place.line;
    case HeadingsRole:
        return place.headings;
    default:
        return {};
    }
}

QHash<int, QByteArray> ScenarioCatalogue::roleNames() const
{
    return {{NameRole, "name"}, {TitleRole, "title"},   {PromiseRole, "promise"}, {AboutRole, "about"},
            {RunRole, "run"},   {ColumnRole, "column"}, {LineRole, "line"},       {HeadingsRole, "headings"}};
}

} // namespace sojourn
