#include "scenario/python/python_steps.h"

#include "scenario/python/python_spin.h"

#include <algorithm>
#include <utility>

namespace sojourn {

namespace {

// CPython nests at most 20 blocks in a function, and compiles a clean-up once for every way into it.
constexpr int deepest = 12;
constexpr int depthOfCleanUp = 4;

void addOnce(std::vector<std::string>& list, const std::string& name)
{
    if (std::find(list.begin(), list.end(), name) == list.end()) list.push_back(name);
}

void collect(const std::vector<Step>& steps, const PythonIdentifiers& identifiers,
             std::vector<std::string>& list)
{
    for (const Step& step : steps) {
        switch (step.kind) {
        case Step::Kind::Put:
        case Step::Kind::Get:
        case Step::Kind::TaskDone:
        case Step::Kind::Join:
            addOnce(list, identifiers.queues[step.object]);
            break;
        case Step::Kind::Set:
        case Step::Kind::Wait:
            addOnce(list, identifiers.flags[step.object]);
            break;
        case Step::Kind::Offload:
            if (step.pool != noPool) addOnce(list, identifiers.pools[step.pool]);
            break;
        case Step::Kind::Cancel:
            if (step.unless != noFlag) addOnce(list, identifiers.flags[step.unless]);
            break;
        case Step::Kind::Request:
            addOnce(list, identifiers.servers[step.object]);
            break;
        default:
            break;
        }
        collect(step.steps, identifiers, list);
        collect(step.finally, identifiers, list);
        collect(step.otherwise, identifiers, list);
    }
}

std::vector<std::string> arguments(const TaskGroup& group, const PythonIdentifiers& identifiers)
{
    std::vector<std::string> list = pythonParameters(group, identifiers);
    list.insert(list.begin(), "t");
    return list;
}

std::string indented(int levels)
{
    return std::string(static_cast<std::size_t>(levels) * 4, ' ');
}

void addLines(std::vector<PythonLine>& lines, const std::string& text, const Step* step)
{
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back({text.substr(at, end - at), step});
        at = end + 1;
    }
}

} // namespace

std::vector<std::string> pythonParameters(const TaskGroup& group, const PythonIdentifiers& identifiers)
{
    std::vector<std::string> list;
    collect(group.steps, identifiers, list);
    return list;
}

PythonSteps::PythonSteps(const TaskGroup& group, std::uint16_t number, StepPlaces places,
                         const PythonIdentifiers& identifiers, const std::vector<RequestInfo>& paths,
                         PythonValues& values, PythonNames& names)
    : m_group(group)
    , m_places(std::move(places))
    , m_identifiers(identifiers)
    , m_paths(paths)
    , m_values(values)
    , m_names(names)
    , m_name(identifiers.groups[number])
    , m_arguments(arguments(group, identifiers))
    , m_counts(maySpin(group.steps))
{
}

std::vector<PythonLine> PythonSteps::lines()
{
    addLines(m_lines, pythonCall("async def " + m_name + '(', m_arguments, "):"), nullptr);
    block(m_group.steps, m_places.steps, {});
    m_parts.insert(m_parts.end(), std::make_move_iterator(m_lines.begin()),
                   std::make_move_iterator(m_lines.end()));
    m_lines.clear();
    return std::exchange(m_parts, {});
}

void PythonSteps::line(const std::string& text, const Step* step, Around around)
{
    addLines(m_lines, indented(around.indent) + text, step);
}

// Steps within something: Python wants a statement there.
void PythonSteps::block(const std::vector<Step>& steps, FilePlace places, Around around)
{
    if (around.nesting > deepest && !steps.empty()) return part(steps, places, around);
    const std::size_t before = m_lines.size();
    this->steps(steps, places, around);
    const bool saysSomething =
        std::any_of(m_lines.begin() + static_cast<std::ptrdiff_t>(before), m_lines.end(),
                    [](const PythonLine& l) { return l.text[l.text.find_first_not_of(' ')] != '#'; });
    if (!saysSomething) line("pass", nullptr, around);
}

// Steps too deep for one function: a function of their own, which returns True where they leave a repeat
// around them.
void PythonSteps::part(const std::vector<Step>& steps, FilePlace places, Around around)
{
    const std::string name = m_names.variable(m_name + "_part");
    std::vector<PythonLine> outer = std::exchange(m_lines, {});
    const bool outerLeaves = std::exchange(m_leaves, false);
    addLines(m_lines, pythonCall("async def " + name + '(', m_arguments, "):"), nullptr);
    block(steps, places, {});
    m_lines.push_back({});
    m_lines.push_back({});
    m_parts.insert(m_parts.end(), std::make_move_iterator(m_lines.begin()),
                   std::make_move_iterator(m_lines.end()));
    m_lines = std::move(outer);
    const bool leaves = std::exchange(m_leaves, outerLeaves);
    const std::string head = indented(around.indent) + (leaves ? "if await " : "await ") + name + '(';
    addLines(m_lines, pythonCall(head, m_arguments, leaves ? "):" : ")"), nullptr);
    ++around.indent;
    if (leaves) leaveRepeat(nullptr, around);
}

void PythonSteps::steps(const std::vector<Step>& steps, FilePlace places, Around around)
{
    std::vector<FilePlace> place = m_values.elements(places, steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        for (const StepPlaces::Part& part : m_places.parts)
            if (!places && !place[i]) place[i] = placeIn(part, steps[i].place);
        step(steps[i], place[i], around);
    }
}

// Where a step that is called `….start[3]` stands in the part `.start`.
FilePlace PythonSteps::placeIn(const StepPlaces::Part& part, const std::string& place) const
{
    const std::size_t bracket = place.rfind('[');
    if (bracket == place.npos || !std::string_view(place).substr(0, bracket).ends_with(part.end))
        return std::nullopt;
    const std::size_t number = std::stoul(place.substr(bracket + 1));
    return number < part.steps.size() ? part.steps[number] : std::nullopt;
}

void PythonSteps::step(const Step& step, FilePlace place, Around around)
{
    const std::uint32_t number = m_nextStep++;
    const auto queue = [&] { return m_identifiers.queues[step.object]; };
    const auto amount = [&](std::string_view key) {
        return m_values.draw(m_values.member(place, key), step.amount, number, 0);
    };
    switch (step.kind) {
    case Step::Kind::Sleep:
        return line("await t.sleep(" + amount("sleep") + ')', &step, around);
    case Step::Kind::Work:
        return line("t.work(" + amount("work") + ')', &step, around);
    case Step::Kind::Offload:
        if (step.pool == noPool)
            return line("await t.offload_to_own_thread(" + amount("offload") + ')', &step, around);
        return line("await t.offload(" + m_identifiers.pools[step.pool] + ", " + amount("offload") + ')',
                    &step, around);
    case Step::Kind::Put:
        return put(step, place, around, number);
    case Step::Kind::Get:
        return get(step, around);
    case Step::Kind::TaskDone:
        return line("t.task_done(" + queue() + ')', &step, around);
    case Step::Kind::Join:
        return line("await t.join(" + queue() + ')', &step, around);
    case Step::Kind::Await:
        return line("await t.gather(" + m_identifiers.groups[step.object] +
                        (step.raisesFailure ? ", return_exceptions=False)" : ")"),
                    &step, around);
    case Step::Kind::Cancel:
        return line("t.cancel(" + m_identifiers.groups[step.object] +
                        (step.unless != noFlag ? ", unless=" + m_identifiers.flags[step.unless] : "") + ')',
                    &step, around);
    case Step::Kind::Set:
        return line("t.set(" + m_identifiers.flags[step.object] + ')', &step, around);
    case Step::Kind::Wait:
        return line("await t.wait(" + m_identifiers.flags[step.object] + ')', &step, around);
    case Step::Kind::Request:
        return request(step, place, around, number);
    case Step::Kind::Repeat:
        return repeat(step, place, around, number);
    case Step::Kind::BreakIf:
        return breakIf(step, place, around, number);
    case Step::Kind::Steps:
        return guarded(step, place, around);
    case Step::Kind::If:
        return choice(step, place, around);
    case Step::Kind::Timeout:
        line("async with t.timeout(" + amount("timeout") + "):", &step, around);
        return block(step.steps, m_values.member(place, "steps"),
                     {around.indent + 1, around.nesting + 1, around.loops});
    case Step::Kind::Fail:
        count(step, around);
        return line("raise Failed(" + pythonLiteral(step.message) + ')', &step, around);
    case Step::Kind::Log:
        count(step, around);
        return line("# log: " + (step.log ? pythonLiteral(templateOf(*step.log)) : std::string()), &step,
                    around);
    }
}

void PythonSteps::put(const Step& step, FilePlace place, Around around, std::uint32_t number)
{
    const FilePlace value = m_values.member(place, "value");
    std::vector<std::string> list = {m_identifiers.queues[step.object]};
    if (step.sentinel) list.push_back("END");
    if (step.makesNew) list.push_back("new=True");
    if (step.priority) {
        const FilePlace priority = m_values.member(place, "priority");
        list.push_back("priority=" + m_values.draw(priority, *step.priority, number, 1));
    }
    switch (step.payload.kind) {
    case PayloadSpec::Kind::None:
        break;
    case PayloadSpec::Kind::Number:
        list.push_back("value=" + m_values.draw(value, step.payload.number, number, 2));
        break;
    case PayloadSpec::Kind::Drawn:
        list.push_back("value=t.drawn");
        break;
    case PayloadSpec::Kind::Item:
        list.push_back("numbered=True");
        break;
    case PayloadSpec::Kind::Text:
        list.push_back("text=" + pythonLiteral(templateOf(step.payload.text)));
        break;
    case PayloadSpec::Kind::Square:
        list.push_back("square=True");
        break;
    case PayloadSpec::Kind::Hex:
        list.push_back("value=t.hex(" + m_values.number(m_values.member(value, "hex"), step.payload.bytes) +
                       ", at=" + std::to_string(number) + ')');
        break;
    }
    const std::string head = indented(around.indent) + (step.dropIfFull ? "t.put_or_drop(" : "await t.put(");
    addLines(m_lines, pythonCall(head, list), &step);
}

void PythonSteps::get(const Step& step, Around around)
{
    const std::string call = "await t.get(" + m_identifiers.queues[step.object] + ')';
    if (!step.breakAtSentinel) return line(call, &step, around);
    line("if " + call + " is END:", &step, around);
    ++around.indent;
    leaveRepeat(&step, around);
}

void PythonSteps::request(const Step& step, FilePlace place, Around around, std::uint32_t number)
{
    const RequestSpec& spec = *step.request;
    const FilePlace servers = m_values.member(m_values.root(), "servers");
    const FilePlace server = m_values.elements(servers, m_identifiers.servers.size())[step.object];
    const auto length = [&](std::string_view key, const Draw& draw, std::uint32_t slot) {
        return m_values.draw(m_values.member(server, key), draw, number, slot);
    };
    const std::string head = indented(around.indent) + "await t.request(";
    const std::string beneath(head.size(), ' ');
    const std::string plan = pythonCall(
        beneath + "lambda: (",
        {length("connect", spec.connect, 0), length("latency", spec.latency, 1),
         length("receive", spec.receive, 2), m_values.draw(std::nullopt, spec.failure, number, 3)});
    std::vector<std::string> list = {m_identifiers.servers[step.object]};
    list.push_back(m_values.text(m_values.member(place, "path"), m_paths[spec.number].path));
    list.push_back(plan.substr(beneath.size()));
    if (!spec.field.empty())
        list.push_back("field=" + m_values.text(m_values.member(place, "field"), spec.field));
    static constexpr std::string_view ways[] = {"fail", "skip", "retry"};
    const std::string way =
        m_values.text(m_values.member(place, "on_failure"), ways[static_cast<std::size_t>(spec.onFailure)]);
    if (way != pythonLiteral("fail")) list.push_back("on_failure=" + way);
    if (spec.onFailure == RequestSpec::OnFailure::Retry)
        list.push_back("attempts=" + m_values.number(m_values.member(place, "attempts"), spec.attempts));
    addLines(m_lines, pythonCall(head, list), &step);
}

void PythonSteps::breakIf(const Step& step, FilePlace place, Around around, std::uint32_t number)
{
    const FilePlace condition = m_values.member(place, "break_if");
    const std::string draw = m_values.draw(m_values.member(condition, "draw"), step.amount, number, 0);
    const std::string equals = m_values.number(m_values.member(condition, "equals"), step.equals);
    line("if t.draw(" + draw + ") == " + equals + ':', &step, around);
    ++around.indent;
    leaveRepeat(&step, around);
}

void PythonSteps::leaveRepeat(const Step* step, Around around)
{
    if (around.loops == 0) m_leaves = true;
    line(around.loops == 0 ? "return True" : "break", step, around);
}

void PythonSteps::repeat(const Step& step, FilePlace place, Around around, std::uint32_t number)
{
    std::string head;
    if (step.forever) {
        head = m_counts ? "for _ in t.forever():" : "while True:";
    } else {
        head = m_counts ? "for _ in t.times(" : "for _ in range(";
        head += m_values.passes(m_values.member(place, "repeat"), step.amount, number) + "):";
    }
    line(head, &step, around);
    block(step.steps, m_values.member(place, "steps"),
          {around.indent + 1, around.nesting + 1, around.loops + 1});
}

// Both ways: whoever changes the parameter in the program takes the other.
void PythonSteps::choice(const Step& step, FilePlace place, Around around)
{
    const Around inside{around.indent + 1, around.nesting + 1, around.loops};
    line("if " + m_values.condition(m_values.member(place, "if"), step.condition) + ':', &step, around);
    block(step.steps, m_values.member(place, "steps"), inside);
    if (step.otherwise.empty()) return;
    line("else:", &step, around);
    block(step.otherwise, m_values.member(place, "else"), inside);
}

void PythonSteps::guarded(const Step& step, FilePlace place, Around around)
{
    const FilePlace inner = m_values.member(place, "steps");
    if (!step.hasFinally) return steps(step.steps, inner, around);
    count(step, around);
    line("try:", &step, around);
    block(step.steps, inner, {around.indent + 1, around.nesting + 1, around.loops});
    line("finally:", &step, around);
    block(step.finally, m_values.member(place, "finally"),
          {around.indent + 1, around.nesting + depthOfCleanUp, around.loops});
}

void PythonSteps::count(const Step& step, Around around)
{
    if (m_counts) line("t.count()", &step, around);
}

} // namespace sojourn
