// Names by number, each once.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

/// Numbers texts from 0 in the order in which they come; the same text has the same number. A flat hash
/// table: a trace asks for one or two names an event, nearly always one that it knows.
class TextNumbers final
{
public:
    TextNumbers();
    static constexpr std::uint32_t none = 0xFFFFFFFFu;
    /// The number of the text, which is new when it is size() as it was before. Beyond `most` texts a new one
    /// is not kept, and its number is `most`.
    std::uint32_t numberOf(std::string_view text, std::uint32_t most = none);
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_texts.size()); }
    const std::string& text(std::uint32_t number) const { return m_texts[number]; }
    /// All texts by number; the table is empty then.
    std::vector<std::string> take();

private:
    struct Slot
    {
        std::uint32_t hash;
        std::uint32_t number; // none: free
    };
    void grow();

    std::vector<Slot> m_slots; // a power of two of them, never more than half full
    std::vector<std::string> m_texts;
};

/// A hash of text, the same wherever it stands; other texts may share it.
inline std::uint64_t hashOf(std::string_view text)
{
    return std::hash<std::string_view>()(text);
}
/// One hash of two, in this order.
constexpr std::uint64_t hashOf(std::uint64_t a, std::uint64_t b)
{
    std::uint64_t h = a * 0x9E3779B97F4A7C15u ^ (b + 0x7F4A7C15u);
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93u;
    return h ^ h >> 32;
}

} // namespace sojourn
