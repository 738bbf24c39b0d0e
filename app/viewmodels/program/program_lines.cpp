#include "viewmodels/program/program_lines.h"

#include "scenario/program.h"
#include "scenario/python/python_program.h"
#include "viewmodels/panels/words.h"
#include "viewmodels/program/step_text.h"

#include <algorithm>
#include <chrono>
#include <unordered_map>
#include <utility>

namespace sojourn {

namespace {

using namespace std::chrono_literals;

struct StepPlace
{
    int group;
    std::uint32_t number;
};

/// The numbers that events give to steps.
void numberSteps(const std::vector<Step>& steps, int group, std::uint32_t& number,
                 std::unordered_map<const Step*, StepPlace>& places)
{
    for (const Step& step : steps) {
        places[&step] = {group, ++number};
        numberSteps(step.steps, group, number, places);
        numberSteps(step.finally, group, number, places);
        numberSteps(step.otherwise, group, number, places);
    }
}

} // namespace

ProgramLines::ProgramLines(QObject* parent)
    : QAbstractListModel(parent)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(50ms);
    connect(&m_soon, &QTimer::timeout, this, &ProgramLines::mark);
    connect(this, &ProgramLines::languageChanged, this, &ProgramLines::rebuild);
}

ProgramLines::~ProgramLines() = default;

void ProgramLines::setSession(Session* session)
{
    if (session == m_session) return;
    if (m_session) {
        m_session->disconnect(this);
        m_session->document()->disconnect(this);
    }
    m_session = session;
    if (m_session) {
        const RunDocument* document = m_session->document();
        connect(document, &RunDocument::runChanged, this, &ProgramLines::rebuild);
        connect(document, &RunDocument::playheadChanged, this, &ProgramLines::markSoon);
        connect(document, &RunDocument::dataChanged, this, &ProgramLines::markSoon);
        connect(document, &RunDocument::selectionChanged, this, &ProgramLines::mark);
    }
    rebuild();
    Q_EMIT sessionChanged();
}

void ProgramLines::setActive(bool active)
{
    if (active == m_active) return;
    m_active = active;
    rebuild();
    Q_EMIT activeChanged(); // whoever hears it finds the lines as they are now
}

void ProgramLines::rebuild()
{
    if (!m_active) return;
    Lines lines;
    const std::shared_ptr<const Scenario> scenario = m_session ? m_session->runScenario() : nullptr;
    if (scenario) lines = m_language == Python ? pythonLinesOf(*scenario) : stepLines(*scenario);
    if (lines == m_lines) return mark(); // another run of the same: whoever reads stays where they are
    beginResetModel();
    m_lines = std::move(lines);
    m_marks = {};
    if (m_session) m_marks.update(*m_session->document());
    endResetModel();
    Q_EMIT countChanged();
    Q_EMIT marksChanged();
}

ProgramLines::Lines ProgramLines::stepLines(const Scenario& scenario)
{
    Lines lines;
    for (std::size_t g = 0; g < scenario.groups.size(); ++g) {
        const TaskGroup& group = scenario.groups[g];
        const QString times = group.counted ? QStringLiteral("× %1").arg(group.count) : QString();
        lines.push_back({QString::fromStdString(group.name), times, 0, 0, true, static_cast<int>(g), 0});
        StepCounts counts;
        addSteps(lines, scenario, group.steps, static_cast<int>(g), 0, counts);
    }
    return lines;
}

void ProgramLines::addSteps(Lines& lines, const Scenario& scenario, const std::vector<Step>& steps, int group,
                            int indent, StepCounts& counts)
{
    for (const Step& step : steps) {
        ++counts.number;
        if (step.kind == Step::Kind::If) {
            // The parameters decide it before the run: what is taken stands in its place, the rest is no part
            // of the run.
            if (!step.condition.holds()) counts.number += stepCount(step.steps);
            addSteps(lines, scenario, step.taken(), group, indent, counts);
            if (step.condition.holds()) counts.number += stepCount(step.otherwise);
            continue;
        }
        const StepText text = stepText(scenario, step);
        lines.push_back({text.word, text.rest, indent, ++counts.shown, false, group, counts.number});
        for (const StepText& log : logTexts(step))
            lines.push_back({log.word, log.rest, indent + 1, 0, false, group, 0});
        addSteps(lines, scenario, step.steps, group, indent + 1, counts);
        if (!step.hasFinally) continue;
        lines.push_back({QStringLiteral("finally"), {}, indent, 0, false, group, 0});
        addSteps(lines, scenario, step.finally, group, indent + 1, counts);
    }
}

ProgramLines::Lines ProgramLines::pythonLinesOf(const Scenario& scenario) const
{
    std::unordered_map<const Step*, StepPlace> places;
    for (std::size_t g = 0; g < scenario.groups.size(); ++g) {
        std::uint32_t number = 0;
        numberSteps(scenario.groups[g].steps, static_cast<int>(g), number, places);
    }
    Lines lines;
    const Step* before = nullptr;
    for (const PythonLine& line : pythonLines(scenario, m_session->runSeed(), m_session->scenarioText())) {
        // A step of several lines is marked at its first.
        const auto place = line.step != before ? places.find(line.step) : places.end();
        before = line.step;
        const bool isStep = place != places.end();
        lines.push_back({{},
                         QString::fromStdString(line.text),
                         0,
                         static_cast<int>(lines.size()) + 1,
                         false,
                         isStep ? place->second.group : -1,
                         isStep ? place->second.number : 0});
    }
    return lines;
}

void ProgramLines::markSoon()
{
    if (m_active && !m_soon.isActive()) m_soon.start();
}

void ProgramLines::mark()
{
    if (!m_active || !m_session || m_lines.empty()) return;
    m_marks.update(*m_session->document());
    Q_EMIT dataChanged(index(0), index(count() - 1), {TextRole, LooksRole, CurrentRole});
    Q_EMIT marksChanged();
}

bool ProgramLines::isCurrent(const Line& line) const
{
    if (line.step == 0 || !m_session || m_session->document()->columns() == nullptr) return false;
    const RunDocument& document = *m_session->document();
    const int task = document.selectedTask();
    if (task < 0 || static_cast<std::uint32_t>(task) >= document.info().taskCount()) return false;
    const auto number = static_cast<std::uint32_t>(task);
    return document.info().groupOfTask[number] == line.group && m_marks.stepOf(number) == line.step;
}

int ProgramLines::selectedLine() const
{
    const auto found = std::ranges::find_if(m_lines, [this](const Line& line) { return isCurrent(line); });
    return found == m_lines.end() ? -1 : static_cast<int>(found - m_lines.begin());
}

int ProgramLines::firstMarkedLine() const
{
    const auto found = std::ranges::find_if(m_lines, [this](const Line& line) {
        return line.step != 0 && m_marks.at(static_cast<std::uint16_t>(line.group), line.step).count > 0;
    });
    return found == m_lines.end() ? -1 : static_cast<int>(found - m_lines.begin());
}

QString ProgramLines::selectedText() const
{
    const int line = selectedLine();
    if (line < 0) return {};
    const RunDocument& document = *m_session->document();
    const auto task = static_cast<std::uint32_t>(document.selectedTask());
    const TaskMoment& now = document.moment().tasks[task];
    return tr("%1: %2, for %3 now")
        .arg(taskTitle(document.info(), task), stateWords(document.info(), now.state, now.object, now.phase),
             durationText(document.playheadNs() - now.sinceNs));
}

QList<int> ProgramLines::looksOf(const Line& line) const
{
    QList<int> looks;
    if (line.step == 0) return looks;
    const StepMarks& marks = m_marks.at(static_cast<std::uint16_t>(line.group), line.step);
    // Beside Python there is room for one mark a look.
    const std::uint32_t most = m_language == Python ? 1 : marks.count;
    for (std::size_t look = 0; look < marks.byLook.size(); ++look)
        for (std::uint32_t i = 0; i < std::min(most, marks.byLook[look]) && looks.size() < mostMarks; ++i)
            looks.append(static_cast<int>(look));
    return looks;
}

int ProgramLines::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ProgramLines::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Line& line = m_lines[static_cast<std::size_t>(index.row())];
    switch (role) {
    case WordRole:
        return line.word;
    case RestRole:
    case Qt::DisplayRole:
        return line.rest;
    case IndentRole:
        return line.indent;
    case NumberRole:
        return line.number;
    case HeadingRole:
        return line.heading;
    case TextRole: {
        if (!m_session || line.group < 0) return QString();
        const auto group = static_cast<std::uint16_t>(line.group);
        if (line.heading) return m_marks.groupText(*m_session->document(), group);
        if (line.step == 0) return QString();
        const StepMarks& marks = m_marks.at(group, line.step);
        if (m_language == Python) return marks.count == 0 ? QString() : QString::number(marks.count);
        return marksText(*m_session->document(), marks);
    }
    case LooksRole:
        return QVariant::fromValue(looksOf(line));
    case CurrentRole:
        return isCurrent(line);
    default:
        return {};
    }
}

QHash<int, QByteArray> ProgramLines::roleNames() const
{
    return {{WordRole, "word"},       {RestRole, "rest"}, {IndentRole, "indent"}, {NumberRole, "number"},
            {HeadingRole, "heading"}, {TextRole, "note"}, {LooksRole, "looks"},   {CurrentRole, "current"}};
}

void ProgramLines::selectAt(int line)
{
    if (line < 0 || line >= count() || !m_session || m_session->document()->columns() == nullptr) return;
    const Line& at = m_lines[static_cast<std::size_t>(line)];
    if (at.step == 0) return;
    RunDocument& document = *m_session->document();
    const GroupInfo& group = document.info().groups[static_cast<std::size_t>(at.group)];
    const int selected = document.selectedTask();
    int first = -1, behind = -1;
    for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t) {
        if (m_marks.stepOf(t) != at.step) continue;
        if (first < 0) first = static_cast<int>(t);
        if (behind < 0 && static_cast<int>(t) > selected) behind = static_cast<int>(t);
    }
    if (first < 0) return;
    document.setSelectedItem(-1);
    document.setSelectedQueue(-1);
    document.setSelectedTask(behind >= 0 ? behind : first);
}

} // namespace sojourn
