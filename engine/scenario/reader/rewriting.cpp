#include "scenario/reader/rewriting.h"

#include <array>
#include <charconv>
#include <map>
#include <string_view>

namespace sojourn {

namespace {

/// What stands in a text from `begin` on, and what comes in its place.
struct Edit
{
    std::size_t length;
    std::string text;
};
using Edits = std::map<std::size_t, Edit>; // by begin

/// The shortest that reads as the same number.
std::string numberToken(double number)
{
    std::array<char, 32> buffer{};
    return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr};
}

std::string textToken(std::string_view text)
{
    std::string token = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            token += '\\';
            token += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            constexpr std::string_view digits = "0123456789abcdef";
            const auto byte = static_cast<unsigned char>(c);
            token += "\\u00";
            token += digits[byte >> 4];
            token += digits[byte & 15];
        } else {
            token += c;
        }
    }
    return token + '"';
}

std::string valueToken(const ParameterValue& value)
{
    switch (value.kind) {
    case ParameterValue::Kind::Range:
        return "[" + numberToken(value.number) + ", " + numberToken(value.high) + "]";
    case ParameterValue::Kind::Truth:
        return value.truth ? "true" : "false";
    case ParameterValue::Kind::Text:
        return textToken(value.text);
    case ParameterValue::Kind::Number:
    case ParameterValue::Kind::Sample: // never asked for
        break;
    }
    return numberToken(value.number);
}

/// Behind the last byte of the value. Containers know only where they begin: the bracket that closes one is
/// the first behind what it contains.
std::size_t endOf(const JsonTree& tree, JsonTree::Index value)
{
    const JsonType type = tree.type(value);
    const JsonNode& node = tree.node(value);
    if (type != JsonType::Array && type != JsonType::Object) return node.offset + node.length;
    std::size_t end = node.offset + 1;
    for (JsonTree::Index i = tree.first(value); i != tree.behind(value); i = tree.after(i))
        end = endOf(tree, i);
    return tree.source()->find(type == JsonType::Array ? ']' : '}', end) + 1;
}

void replace(const JsonTree& tree, JsonTree::Index value, std::string text, Edits& edits)
{
    const std::size_t begin = tree.node(value).offset;
    edits[begin] = {endOf(tree, value) - begin, std::move(text)};
}

} // namespace

std::string rewritten(const JsonTree& tree, const ParameterValues& values, std::uint64_t seed)
{
    Edits edits;
    const std::string number = std::to_string(seed);
    if (const auto written = tree.find(0, "seed"))
        replace(tree, *written, number, edits);
    else // behind the bracket that opens the file; there is always more behind it
        edits[tree.node(0).offset + 1] = {0, "\n  \"seed\": " + number + ","};
    if (const auto parameters = tree.find(0, "parameters")) {
        for (const auto& [name, value] : values) {
            if (value.kind == ParameterValue::Kind::Sample) continue; // no file can say it
            const auto parameter = tree.find(*parameters, name);
            if (!parameter) continue;
            if (const auto written = tree.find(*parameter, "value"))
                replace(tree, *written, valueToken(value), edits);
        }
    }
    std::string text;
    std::size_t at = 0;
    for (const auto& [begin, edit] : edits) {
        text.append(*tree.source(), at, begin - at).append(edit.text);
        at = begin + edit.length;
    }
    return text.append(*tree.source(), at);
}

} // namespace sojourn
