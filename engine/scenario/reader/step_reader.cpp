#include "scenario/reader/step_reader.h"

#include "scenario/reader/condition_reader.h"
#include "scenario/reader/draw_reader.h"
#include "scenario/reader/log_text.h"
#include "scenario/reader/server_reader.h"
#include "scenario/reader/words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sojourn {

namespace {

using Index = Reading::Index;
using Kind = Step::Kind;

struct StepWord
{
    std::string_view word;
    Kind kind;
    std::array<std::string_view, 5> more; // its further keys; empty ones are none
};

// `steps` and `log` come last: they are parts of other steps too, and step words only where no other stands.
constexpr std::array<StepWord, 20> words = {{
    {"sleep", Kind::Sleep, {}},
    {"work", Kind::Work, {}},
    {"offload", Kind::Offload, {"pool"}},
    {"put", Kind::Put, {"new", "sentinel", "if_full", "priority", "value"}},
    {"get", Kind::Get, {"sentinel"}},
    {"task_done", Kind::TaskDone, {}},
    {"repeat", Kind::Repeat, {"steps"}},
    {"break_if", Kind::BreakIf, {}},
    {"join", Kind::Join, {}},
    {"await", Kind::Await, {"log_each", "on_failure"}},
    {"cancel", Kind::Cancel, {"unless"}},
    {"set", Kind::Set, {}},
    {"ready", Kind::Set, {}},
    {"wait", Kind::Wait, {}},
    {"request", Kind::Request, {"path", "field", "on_failure", "attempts"}},
    {"timeout", Kind::Timeout, {"steps"}},
    {"fail", Kind::Fail, {}},
    {"if", Kind::If, {"steps", "else"}},
    {"steps", Kind::Steps, {"finally"}},
    {"log", Kind::Log, {}},
}};
constexpr std::size_t ownWords = words.size() - 2;

bool isOwnWord(std::string_view key)
{
    return std::any_of(words.begin(), words.begin() + ownWords,
                       [&](const StepWord& w) { return w.word == key; });
}

bool isKnownKey(std::string_view key)
{
    const auto knows = [&](const StepWord& w) {
        return w.word == key || std::find(w.more.begin(), w.more.end(), key) != w.more.end();
    };
    return key == "log_level" || (!key.empty() && std::any_of(words.begin(), words.end(), knows));
}

bool mayBeCarried(LogText::Field field)
{
    using Field = LogText::Field;
    return field == Field::Text || field == Field::Task || field == Field::Index || field == Field::Item ||
           field == Field::Value || field == Field::Drawn;
}

// Refuses the key that looks like a misspelt step word, or, when there must be one, any that is unknown.
void refuseMisspelt(Reading& reading, Index object, bool mustBeThere)
{
    const JsonTree& tree = reading.tree();
    std::vector<std::string> names;
    for (const StepWord& known : words)
        names.emplace_back(known.word);
    for (Index key = tree.first(object); key < tree.behind(object); key = tree.after(key + 1)) {
        if (isKnownKey(tree.text(key))) continue;
        if (mustBeThere || !closestName(tree.text(key), names).empty())
            reading.refuseUnknown(key, "step", tree.text(key), names);
    }
    if (mustBeThere) reading.refuse(object, "this step says nothing to do, such as \"sleep\"");
}

// The key of the step's word; refuses an object that has none or two.
std::optional<Index> findWord(Reading& reading, Index object)
{
    const JsonTree& tree = reading.tree();
    std::optional<Index> word;
    for (Index key = tree.first(object); key < tree.behind(object); key = tree.after(key + 1)) {
        if (!isOwnWord(tree.text(key))) continue;
        if (word) {
            reading.refuse(key, "a step does one thing, but this has " + quoted(tree.text(*word)) + " and " +
                                    quoted(tree.text(key)));
            return std::nullopt;
        }
        word = key;
    }
    if (word) return word;
    for (const std::string_view last : {"steps", "log"})
        if (const auto value = tree.find(object, last); value && !word) word = *value - 1;
    if (!word || tree.node(object).count > 1) refuseMisspelt(reading, object, !word);
    return word;
}

} // namespace

std::vector<Step> StepReader::readGroup(Index at, std::uint16_t group, const std::string& place)
{
    m_group = group;
    return list(at, place);
}

std::vector<Step> StepReader::readService(Index at, std::uint16_t group, const std::string& place,
                                          const std::vector<Parameter>& named,
                                          std::optional<std::uint16_t> readyFlag)
{
    const std::vector<Parameter>* const parameters = std::exchange(m_parameters, &named);
    m_readyFlag = readyFlag;
    std::vector<Step> steps = readGroup(at, group, place);
    m_readyFlag.reset();
    m_parameters = parameters;
    return steps;
}

std::vector<Step> StepReader::list(Index at, const std::string& place)
{
    std::vector<Step> steps;
    if (!m_reading.array(at)) return steps;
    const JsonTree& tree = m_reading.tree();
    m_steps += tree.node(at).count;
    if (m_steps > maxSteps)
        m_reading.refuse(at, "there are more than " + std::to_string(maxSteps) + " steps");
    steps.reserve(m_reading.failed() ? 0 : tree.node(at).count);
    for (Index element = tree.first(at); element < tree.behind(at); element = tree.after(element)) {
        if (m_reading.failed()) return steps;
        steps.push_back(step(element, place + "[" + std::to_string(steps.size()) + "]"));
    }
    return steps;
}

Step StepReader::step(Index at, const std::string& place)
{
    Step result;
    result.place = place;
    if (m_reading.tree().type(at) != JsonType::Object) {
        m_reading.refuseType(at, "an object");
        return result;
    }
    const auto key = findWord(m_reading, at);
    if (!key) return result;
    const auto word = std::find_if(words.begin(), words.end(),
                                   [&](const StepWord& w) { return w.word == m_reading.tree().text(*key); });
    std::vector<std::string_view> keys = {word->word};
    std::copy_if(word->more.begin(), word->more.end(), std::back_inserter(keys),
                 [](std::string_view more) { return !more.empty(); });
    keys.insert(keys.end(), {"log", "log_level"});
    result.kind = word->kind;
    if (!m_reading.object(at, keys, " in a step " + quoted(word->word))) return result;
    readStep(result, at, *key + 1);
    readLog(result, at);
    return result;
}

void StepReader::readStep(Step& step, Index object, Index argument)
{
    switch (step.kind) {
    case Kind::Sleep:
    case Kind::Work:
        step.amount = readDraw(m_reading, argument, DrawUse::LengthOfTime);
        return;
    case Kind::Offload:
        step.amount = readDraw(m_reading, argument, DrawUse::LengthOfTime);
        step.pool = noPool;
        if (const auto pool = m_reading.optional(object, "pool"))
            step.pool = m_reading.oneOf(*pool, "pool", m_names.pools);
        return;
    case Kind::Put:
        step.object = m_reading.oneOf(argument, "queue", m_names.queues);
        return readPut(step, object);
    case Kind::Get:
        step.object = m_reading.oneOf(argument, "queue", m_names.queues);
        return readGet(step, object);
    case Kind::TaskDone:
    case Kind::Join:
        step.object = m_reading.oneOf(argument, "queue", m_names.queues);
        return;
    case Kind::Repeat:
        return readRepeat(step, object, argument);
    case Kind::BreakIf:
        needsRepeat(argument, "break_if");
        return readBreakIf(step, argument);
    case Kind::Await:
        return readAwait(step, object, argument);
    case Kind::Cancel:
        step.object = m_reading.oneOf(argument, "group", m_names.groups);
        if (const auto unless = m_reading.optional(object, "unless"))
            step.unless = m_reading.oneOf(*unless, "event", m_names.flags);
        return;
    case Kind::Set:
        if (m_reading.tree().text(argument - 1) == "ready") return readReady(step, argument);
        [[fallthrough]];
    case Kind::Wait:
        step.object = m_reading.oneOf(argument, "event", m_names.flags);
        return;
    case Kind::Request:
        return readRequest(step, object, argument);
    case Kind::Steps:
        step.steps = inner(step, object, "steps");
        step.hasFinally = m_reading.optional(object, "finally").has_value();
        if (step.hasFinally) step.finally = inner(step, object, "finally");
        return;
    case Kind::Timeout:
        step.amount = readDraw(m_reading, argument, DrawUse::LengthOfTime);
        step.steps = inner(step, object, "steps");
        return;
    case Kind::Fail:
        step.message = m_reading.text(argument);
        return;
    case Kind::If:
        return readIf(step, object, argument);
    case Kind::Log:
        return;
    }
}

void StepReader::readPut(Step& step, Index object)
{
    if (const auto sentinel = m_reading.optional(object, "sentinel"))
        step.sentinel = m_reading.truth(*sentinel);
    if (const auto full = m_reading.optional(object, "if_full")) {
        static constexpr std::array<std::string_view, 1> known = {"drop"};
        m_reading.word(*full, "\"drop\"", known);
        step.dropIfFull = true;
    }
    if (const auto makesNew = m_reading.optional(object, "new")) step.makesNew = m_reading.truth(*makesNew);
    if (step.sentinel) return readMark(step, object);
    if (const auto priority = m_reading.optional(object, "priority"))
        step.priority = readDraw(m_reading, *priority, DrawUse::AnyNumber);
    if (const auto value = m_reading.optional(object, "value")) readPayload(step, *value);
}

// An end mark comes last, carries nothing and is no item.
void StepReader::readMark(Step& step, Index object)
{
    if (const auto priority = m_reading.optional(object, "priority"))
        m_reading.refuse(*priority, "an end mark comes last and takes no priority");
    if (const auto value = m_reading.optional(object, "value"))
        m_reading.refuse(*value, "an end mark carries no value");
    if (step.makesNew) m_reading.refuse(*m_reading.optional(object, "new"), "an end mark is no new item");
}

void StepReader::readPayload(Step& step, Index at)
{
    using Carries = PayloadSpec::Kind;
    static constexpr std::array<std::string_view, 1> hexKeys = {"hex"};
    static constexpr std::array<std::string_view, 1> mapKeys = {"map"};
    static constexpr std::array<std::string_view, 1> textKeys = {"text"};
    static constexpr std::array<std::string_view, 2> ownNumbers = {"drawn", "item"};
    static constexpr std::array<std::string_view, 1> maps = {"square"};
    const JsonTree& tree = m_reading.tree();
    const bool object = tree.type(at) == JsonType::Object;
    if (tree.type(at) == JsonType::Text) {
        static constexpr std::string_view wanted =
            "a number, a distribution, \"drawn\", \"item\", {\"text\": …}, {\"hex\": …} or {\"map\": …}";
        step.payload.kind = m_reading.word(at, wanted, ownNumbers) == 0 ? Carries::Drawn : Carries::Item;
    } else if (const auto text = object ? tree.find(at, "text") : std::nullopt) {
        step.payload.kind = Carries::Text;
        if (m_reading.object(at, textKeys, " beside \"text\"")) step.payload.text = carriedText(*text);
    } else if (const auto bytes = object ? tree.find(at, "hex") : std::nullopt) {
        step.payload.kind = Carries::Hex;
        if (m_reading.object(at, hexKeys, " beside \"hex\""))
            step.payload.bytes = static_cast<std::uint16_t>(m_reading.whole(*bytes, 0, 65535));
    } else if (const auto map = object ? tree.find(at, "map") : std::nullopt) {
        step.payload.kind = Carries::Square;
        if (m_reading.object(at, mapKeys, " beside \"map\"")) m_reading.word(*map, "\"square\"", maps);
    } else {
        step.payload.kind = Carries::Number;
        step.payload.number = readDraw(m_reading, at, DrawUse::AnyNumber);
    }
}

LogText StepReader::carriedText(Index at)
{
    LogText text = filledText(at);
    for (const LogText::Piece& piece : text.pieces)
        if (!mayBeCarried(piece.field))
            m_reading.refuse(at,
                             "an item can carry {task}, {index}, {item}, {value}, {drawn} and parameters; "
                             "the other placeholders are for logs");
    return text;
}

// A text whose placeholders are known.
LogText StepReader::filledText(Index at)
{
    auto parsed = parseLogText(m_reading.text(at), *m_parameters);
    if (auto* text = std::get_if<LogText>(&parsed)) return std::move(*text);
    const auto& fault = std::get<LogTextFault>(parsed);
    m_reading.refuse(at, fault.message, fault.wrong, fault.suggestion);
    return {};
}

void StepReader::readIf(Step& step, Index object, Index argument)
{
    step.condition = readCondition(m_reading, argument);
    const bool holds = !m_reading.failed() && step.condition.holds();
    const int skipped = m_skipped;
    m_skipped = skipped + (holds ? 0 : 1);
    step.steps = inner(step, object, "steps");
    m_skipped = skipped + (holds ? 1 : 0);
    if (m_reading.optional(object, "else")) step.otherwise = inner(step, object, "else");
    m_skipped = skipped;
}

void StepReader::readGet(Step& step, Index object)
{
    const auto sentinel = m_reading.optional(object, "sentinel");
    if (!sentinel) return;
    static const NameTable ways({"break"});
    if (m_reading.tree().type(*sentinel) != JsonType::Text)
        return m_reading.refuseType(*sentinel, "\"break\"");
    m_reading.oneOf(*sentinel, "way", ways);
    needsRepeat(*sentinel, "break");
    step.breakAtSentinel = true;
}

void StepReader::readRepeat(Step& step, Index object, Index argument)
{
    const JsonTree& tree = m_reading.tree();
    if (tree.type(argument) == JsonType::Text) {
        static constexpr std::array<std::string_view, 1> known = {"forever"};
        m_reading.word(argument, "a number, a distribution or \"forever\"", known);
        step.forever = true;
    } else {
        step.amount = readDraw(m_reading, argument, DrawUse::AnyNumber);
    }
    ++m_repeats;
    step.steps = inner(step, object, "steps");
    --m_repeats;
}

void StepReader::readBreakIf(Step& step, Index argument)
{
    static constexpr std::array<std::string_view, 2> keys = {"draw", "equals"};
    if (!m_reading.object(argument, keys, " in \"break_if\"")) return;
    if (const auto draw = m_reading.required(argument, "draw"))
        step.amount = readDraw(m_reading, *draw, DrawUse::AnyNumber);
    if (const auto equals = m_reading.required(argument, "equals")) step.equals = m_reading.number(*equals);
}

void StepReader::readAwait(Step& step, Index object, Index argument)
{
    if (const auto each = m_reading.optional(object, "log_each")) step.each = filledText(*each);
    if (const auto failure = m_reading.optional(object, "on_failure")) {
        static constexpr std::array<std::string_view, 2> ways = {"wait", "raise"};
        step.raisesFailure = m_reading.word(*failure, "\"wait\" or \"raise\"", ways) == 1;
    }
    step.object = m_reading.oneOf(argument, "group", m_names.groups);
    if (m_reading.failed()) return;
    if (step.object == m_group) return m_reading.refuse(argument, "a group cannot await itself");
    if (m_skipped == 0) m_awaits.push_back({m_group, step.object, argument});
}

// Sets the flag of the service that it stands in.
void StepReader::readReady(Step& step, Index argument)
{
    if (!m_reading.truth(argument)) m_reading.refuse(argument, "\"ready\" is always true");
    if (!m_readyFlag) m_reading.refuse(argument, "only the start of a service reports ready");
    step.object = m_readyFlag.value_or(0);
}

void StepReader::readRequest(Step& step, Index object, Index argument)
{
    constexpr std::size_t mostRequests = 65535; // they are numbered in 16 bits
    step.object = m_reading.oneOf(argument, "server", m_names.servers);
    auto spec = std::make_shared<RequestSpec>();
    RequestInfo info;
    info.server = step.object;
    if (const auto path = m_reading.required(object, "path")) {
        info.path = m_reading.text(*path);
        const std::string problem = problemOfPath(info.path);
        if (!problem.empty()) m_reading.refuse(*path, problem);
    }
    if (const auto field = m_reading.optional(object, "field")) spec->field = m_reading.text(*field);
    const auto attempts = m_reading.optional(object, "attempts");
    if (const auto failure = m_reading.optional(object, "on_failure")) {
        static constexpr std::array<std::string_view, 3> ways = {"fail", "skip",
                                                                 "retry"}; // as OnFailure has them
        spec->onFailure = static_cast<RequestSpec::OnFailure>(
            m_reading.word(*failure, "\"fail\", \"skip\" or \"retry\"", ways));
    }
    if (spec->onFailure == RequestSpec::OnFailure::Retry) spec->attempts = 3;
    if (attempts) {
        const auto most = static_cast<std::uint32_t>(m_reading.whole(*attempts, 1, mostAttempts));
        if (spec->onFailure == RequestSpec::OnFailure::Retry) spec->attempts = most;
    }
    if (m_requests.size() >= mostRequests)
        m_reading.refuse(argument, "there are more than " + std::to_string(mostRequests) + " requests");
    if (m_reading.failed()) return;
    const Server& server = m_scenario.servers[step.object];
    spec->connect = server.connect;
    spec->latency = server.latency;
    spec->receive = server.receive;
    spec->number = static_cast<std::uint16_t>(m_requests.size());
    m_requests.push_back(std::move(info));
    step.request = std::move(spec);
}

void StepReader::readLog(Step& step, Index object)
{
    const auto at = m_reading.optional(object, "log");
    const auto level = m_reading.optional(object, "log_level");
    if (level && !at) return m_reading.refuse(*level, "there is no \"log\" that this is the level of");
    if (!at) return;
    step.log = filledText(*at);
    if (level) step.log->level = m_reading.logLevel(*level);
}

std::vector<Step> StepReader::inner(const Step& step, Index object, std::string_view key)
{
    const auto at = m_reading.required(object, key);
    return at ? list(*at, step.place + "." + std::string(key)) : std::vector<Step>();
}

void StepReader::needsRepeat(Index at, std::string_view what)
{
    if (m_repeats == 0)
        m_reading.refuse(at, "there is no \"repeat\" around this " + quoted(what) + " to leave");
}

} // namespace sojourn
