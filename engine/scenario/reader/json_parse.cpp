#include "scenario/reader/json_parse.h"

#include "scenario/reader/json_faults.h"
#include "scenario/reader/reading.h"
#include "scenario/reader/words.h"

#include <simdjson.h>

#include <charconv>
#include <unordered_set>

namespace sojourn {

namespace {

namespace ondemand = simdjson::ondemand;
using Index = JsonTree::Index;

std::string_view withoutSpaceBehind(std::string_view token)
{
    return token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
}

// Walks simdjson's tokens once, in order, and writes them down. Every function says whether all went well;
// what did not is looked for afterwards, in the text.
class TreeBuilder final
{
public:
    TreeBuilder(JsonTree& tree, const char* start, std::size_t skipped)
        : m_tree(tree)
        , m_start(start)
        , m_skipped(skipped)
    {
    }

    bool build(ondemand::document& document)
    {
        const char* at = nullptr;
        ondemand::object root;
        if (document.current_location().get(at) || document.get_object().get(root)) return false;
        if (!object(root, nodeAt(at, 1), 1)) return false;
        return document.current_location().error() == simdjson::OUT_OF_BOUNDS; // nothing stands behind it
    }

private:
    std::uint32_t offsetOf(const char* at) const
    {
        return static_cast<std::uint32_t>(at - m_start + m_skipped);
    }

    JsonNode nodeAt(const char* at, std::size_t length) const
    {
        JsonNode node;
        node.offset = offsetOf(at);
        node.length = static_cast<std::uint32_t>(length);
        return node;
    }

    bool object(ondemand::object content, JsonNode node, int depth)
    {
        if (depth > JsonTree::maxDepth) return false;
        node.type = JsonType::Object;
        const Index index = m_tree.add(node);
        std::uint32_t count = 0;
        for (simdjson::simdjson_result<ondemand::field> result : content) {
            ondemand::field field;
            if (std::move(result).get(field) || !key(field) || !value(field.value(), depth)) return false;
            ++count;
        }
        m_tree.edit(index).count = count;
        m_tree.close(index);
        return true;
    }

    bool array(ondemand::array content, JsonNode node, int depth)
    {
        if (depth > JsonTree::maxDepth) return false;
        node.type = JsonType::Array;
        const Index index = m_tree.add(node);
        std::uint32_t count = 0;
        for (simdjson::simdjson_result<ondemand::value> result : content) {
            ondemand::value element;
            if (std::move(result).get(element) || !value(element, depth)) return false;
            ++count;
        }
        m_tree.edit(index).count = count;
        m_tree.close(index);
        return true;
    }

    bool key(ondemand::field& field)
    {
        const char* quote = field.key().raw() - 1;
        std::string_view text;
        if (field.unescaped_key().get(text)) return false;
        const char* end = quote + 1;
        while (*end != '"')
            end += *end == '\\' ? 2 : 1;
        JsonNode node = nodeAt(quote, static_cast<std::size_t>(end + 1 - quote));
        node.type = JsonType::Key;
        m_tree.addText(node, text);
        return true;
    }

    bool value(ondemand::value value, int depth)
    {
        const std::string_view token = withoutSpaceBehind(value.raw_json_token());
        JsonNode node = nodeAt(token.data(), token.size());
        ondemand::json_type type{};
        if (value.type().get(type)) return false;
        switch (type) {
        case ondemand::json_type::object: {
            ondemand::object content;
            return !value.get_object().get(content) && object(content, node, depth + 1);
        }
        case ondemand::json_type::array: {
            ondemand::array content;
            return !value.get_array().get(content) && array(content, node, depth + 1);
        }
        case ondemand::json_type::string: {
            std::string_view text;
            node.type = JsonType::Text;
            if (value.get_string().get(text)) return false;
            m_tree.addText(node, text);
            return true;
        }
        case ondemand::json_type::number:
            return number(value, node, token);
        case ondemand::json_type::boolean:
            node.type = JsonType::Truth;
            if (value.get_bool().get(node.truth)) return false;
            break;
        case ondemand::json_type::null:
            if (token != "null" || !value.is_null()) return false;
            break;
        }
        m_tree.add(node);
        return true;
    }

    bool number(ondemand::value& value, JsonNode node, std::string_view token)
    {
        ondemand::number number;
        if (value.get_number().get(number)) return false;
        node.type = number.is_int64() ? JsonType::Integer : JsonType::Real;
        if (number.is_int64()) {
            node.integer = number.get_int64();
        } else {
            node.real = number.is_uint64() ? static_cast<double>(number.get_uint64()) : number.get_double();
            // Some versions of simdjson read numbers of 19 digits and more as 0.
            double exact = 0;
            if (std::from_chars(token.data(), token.data() + token.size(), exact).ec == std::errc())
                node.real = exact;
        }
        m_tree.add(node);
        return true;
    }

    JsonTree& m_tree;
    const char* m_start;
    std::size_t m_skipped;
};

ScenarioProblem problemAt(std::string_view text, const JsonFault& fault)
{
    const TextPosition position = positionInText(text, fault.offset, fault.length);
    ScenarioProblem problem;
    problem.message = fault.message;
    problem.line = position.line;
    problem.column = position.column;
    problem.length = position.length;
    return problem;
}

// The first key that stands in its object already.
std::optional<Index> doubledKey(const JsonTree& tree)
{
    for (Index object = 0; object < tree.size(); ++object) {
        if (tree.type(object) != JsonType::Object || tree.node(object).count < 2) continue;
        std::unordered_set<std::string_view> seen;
        for (Index key = tree.first(object); key < tree.behind(object); key = tree.after(key + 1))
            if (!seen.insert(tree.text(key)).second) return key;
    }
    return std::nullopt;
}

bool readInto(JsonTree& tree, std::string_view text)
{
    const std::size_t skipped =
        text.starts_with("\xEF\xBB\xBF") ? 3 : 0; // a byte order mark, as some editors leave
    const simdjson::padded_string padded(text.substr(skipped));
    ondemand::parser parser;
    ondemand::document document;
    return !parser.iterate(padded).get(document) && TreeBuilder(tree, padded.data(), skipped).build(document);
}

} // namespace

Checked<JsonTree> parseJson(std::shared_ptr<const std::string> text)
{
    if (text->size() > maxScenarioBytes) {
        const std::string most = std::to_string(maxScenarioBytes >> 20);
        ScenarioProblem problem;
        problem.message = "the file is longer than " + most + " MiB";
        return problem;
    }
    JsonTree tree(text);
    if (!readInto(tree, *text)) {
        const auto fault = findJsonFault(*text);
        // What the parser refuses and the search does not find: numbers beyond a double, halves of surrogate
        // pairs.
        return problemAt(*text, fault.value_or(JsonFault{
                                    0, 1, "this is no JSON: a number too large, or half a character"}));
    }
    if (const auto key = doubledKey(tree))
        return problemInTree(tree, *key, "there are two keys " + quoted(tree.text(*key)));
    return tree;
}

} // namespace sojourn
