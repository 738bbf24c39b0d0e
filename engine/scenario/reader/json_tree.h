// JSON that remembers where it stood in its file: a flat list of nodes, containers before what they contain.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

enum class JsonType : std::uint8_t { Null, Truth, Integer, Real, Text, Array, Object, Key };

/// One value, or the key before a member's value. 24 bytes: a sequence of ten million numbers must fit.
struct JsonNode
{
    struct Span
    {
        std::uint32_t begin;
        std::uint32_t length;
    };
    JsonType type = JsonType::Null;
    std::uint16_t parameter =
        0; ///< 1 + the index of the parameter whose "$name" stood here; 0: it stands in the file
    std::uint32_t offset = 0; ///< of its first byte in the file
    std::uint32_t length = 0; ///< in bytes; 1 of containers
    std::uint32_t next = 0;   ///< the node behind it and all that it contains
    union {
        std::int64_t integer = 0;
        double real;
        bool truth;
        Span text;           ///< of Text and Key, in the tree's strings
        std::uint32_t count; ///< of Array: elements; of Object: members
    };
};

/// Where something stands in a text.
struct TextPosition
{
    int line = 1;   ///< 1-based
    int column = 1; ///< 1-based, in characters
    int length = 1; ///< in characters
};

/// A JSON document. Node 0 is the root, always an object.
class JsonTree final
{
public:
    using Index = std::uint32_t;
    /// Containers within containers beyond this are refused: all that reads them recurses.
    static constexpr int maxDepth = 256;

    explicit JsonTree(std::shared_ptr<const std::string> source)
        : m_source(std::move(source))
    {
    }

    const JsonNode& node(Index index) const { return m_nodes[index]; }
    JsonType type(Index index) const { return m_nodes[index].type; }
    bool isNumber(Index index) const
    {
        return type(index) == JsonType::Integer || type(index) == JsonType::Real;
    }
    /// Of an Integer or a Real.
    double number(Index index) const;
    /// Of a Text or a Key.
    std::string_view text(Index index) const;

    // The nodes in a container are those from first() to behind(), each step by after().
    Index first(Index container) const { return container + 1; }
    Index after(Index index) const { return m_nodes[index].next; }
    Index behind(Index container) const { return m_nodes[container].next; }
    /// The value of that key in an object.
    std::optional<Index> find(Index object, std::string_view key) const;

    /// tasks[1].steps[0].put; of a key, the same as of its value; empty of the root. Walks the file: for
    /// errors.
    std::string place(Index index) const;
    TextPosition position(Index index) const;
    const std::shared_ptr<const std::string>& source() const { return m_source; }

    /// A tree without nodes whose nodes may be added from this one.
    JsonTree emptyCopy() const
    {
        JsonTree result(m_source);
        result.m_strings = m_strings;
        return result;
    }

    // Building: add a node, add what it contains, then close it.
    Index add(const JsonNode& node);
    Index addText(JsonNode node, std::string_view text);
    void close(Index container) { m_nodes[container].next = static_cast<Index>(m_nodes.size()); }
    JsonNode& edit(Index index) { return m_nodes[index]; }
    std::size_t size() const { return m_nodes.size(); }
    void reserve(std::size_t nodes) { m_nodes.reserve(nodes); }

private:
    std::shared_ptr<const std::string> m_source;
    std::vector<JsonNode> m_nodes;
    std::string m_strings;
};

/// Where the bytes from `offset` on stand in `text`.
TextPosition positionInText(std::string_view text, std::size_t offset, std::size_t length);

} // namespace sojourn
