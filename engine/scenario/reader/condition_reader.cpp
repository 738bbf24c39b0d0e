#include "scenario/reader/condition_reader.h"

#include <array>

namespace sojourn {

namespace {

using Index = Reading::Index;
using Kind = ParameterValue::Kind;

constexpr std::array<std::string_view, 2> words = {"equal", "not"};

ParameterValue readOperand(Reading& reading, Index at)
{
    const JsonTree& tree = reading.tree();
    ParameterValue value;
    if (tree.isNumber(at)) {
        value.number = reading.number(at);
    } else if (tree.type(at) == JsonType::Truth) {
        value.kind = Kind::Truth;
        value.truth = reading.truth(at);
    } else if (tree.type(at) == JsonType::Text) {
        value.kind = Kind::Text;
        value.text = reading.text(at);
    } else {
        reading.refuseType(at, "a number, a text, true or false");
    }
    return value;
}

std::string_view nameOf(Kind kind)
{
    return kind == Kind::Number ? "a number" : kind == Kind::Text ? "a text" : "a truth value";
}

void readEqual(Reading& reading, Index at, Condition& condition)
{
    condition.kind = Condition::Kind::Equal;
    const std::vector<Index> operands = reading.elements(at);
    if (operands.size() != 2) return reading.refuse(at, "must be a list of two values");
    condition.left = readOperand(reading, operands[0]);
    condition.right = readOperand(reading, operands[1]);
    if (condition.left.kind == condition.right.kind) return;
    reading.refuse(at, std::string(nameOf(condition.left.kind)) + " never equals " +
                           std::string(nameOf(condition.right.kind)));
}

} // namespace

Condition readCondition(Reading& reading, Index at)
{
    Condition condition;
    const JsonTree& tree = reading.tree();
    if (tree.type(at) == JsonType::Truth) {
        condition.left.kind = Kind::Truth;
        condition.left.truth = reading.truth(at);
        return condition;
    }
    if (tree.type(at) != JsonType::Object) {
        reading.refuseType(at, "true, false, {\"equal\": [a, b]} or {\"not\": …}");
        return condition;
    }
    if (!reading.object(at, words, " in a condition")) return condition;
    if (tree.node(at).count != 1) {
        reading.refuse(at, "a condition has one key, such as {\"equal\": [\"$order\", \"fifo\"]}");
        return condition;
    }
    const Index key = tree.first(at);
    if (tree.text(key) == "equal") {
        readEqual(reading, key + 1, condition);
    } else {
        condition.kind = Condition::Kind::Not;
        condition.inner.push_back(readCondition(reading, key + 1));
    }
    return condition;
}

} // namespace sojourn
