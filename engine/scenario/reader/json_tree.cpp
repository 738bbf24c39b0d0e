#include "scenario/reader/json_tree.h"

#include "scenario/reader/words.h"

#include <algorithm>

namespace sojourn {

namespace {

// A byte that begins a character of UTF-8.
bool beginsCharacter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

int characters(std::string_view text)
{
    return static_cast<int>(std::count_if(text.begin(), text.end(), beginsCharacter));
}

} // namespace

TextPosition positionInText(std::string_view text, std::size_t offset, std::size_t length)
{
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    const std::size_t lineBreak = before.rfind('\n');
    const std::string_view line = lineBreak == std::string_view::npos ? before : before.substr(lineBreak + 1);
    TextPosition result;
    result.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    // Counting characters from the start of the line; a byte order mark is none.
    const bool marked = line.size() == before.size() && line.starts_with("\xEF\xBB\xBF");
    result.column = 1 + characters(line) - (marked ? 1 : 0);
    result.length = std::max(1, characters(text.substr(before.size(), length)));
    return result;
}

double JsonTree::number(Index index) const
{
    const JsonNode& it = m_nodes[index];
    return it.type == JsonType::Integer ? static_cast<double>(it.integer) : it.real;
}

std::string_view JsonTree::text(Index index) const
{
    const JsonNode::Span span = m_nodes[index].text;
    return std::string_view(m_strings).substr(span.begin, span.length);
}

std::optional<JsonTree::Index> JsonTree::find(Index object, std::string_view key) const
{
    for (Index at = first(object); at < behind(object); at = after(at)) {
        const Index value = at + 1;
        if (text(at) == key) return value;
        at = value;
    }
    return std::nullopt;
}

std::string JsonTree::place(Index index) const
{
    std::string path;
    Index at = 0;
    while (at != index) {
        const bool keyed = type(at) == JsonType::Object;
        std::size_t number = 0;
        Index child = first(at);
        while (!keyed && behind(child) <= index) {
            child = after(child);
            ++number;
        }
        while (keyed && behind(child + 1) <= index)
            child = behind(child + 1);
        if (keyed) {
            path += (path.empty() ? "" : ".") + printable(text(child));
            if (child == index) return path;
            at = child + 1;
        } else {
            path += "[" + std::to_string(number) + "]";
            at = child;
        }
    }
    return path;
}

TextPosition JsonTree::position(Index index) const
{
    return positionInText(*m_source, m_nodes[index].offset, m_nodes[index].length);
}

JsonTree::Index JsonTree::add(const JsonNode& node)
{
    const auto index = static_cast<Index>(m_nodes.size());
    m_nodes.push_back(node);
    m_nodes.back().next = index + 1;
    return index;
}

JsonTree::Index JsonTree::addText(JsonNode node, std::string_view text)
{
    node.text = {static_cast<std::uint32_t>(m_strings.size()), static_cast<std::uint32_t>(text.size())};
    m_strings += text;
    return add(node);
}

} // namespace sojourn
