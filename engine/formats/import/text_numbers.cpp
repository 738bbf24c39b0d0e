#include "formats/import/text_numbers.h"

#include <cstddef>
#include <utility>

namespace sojourn {

TextNumbers::TextNumbers()
    : m_slots(64, {0, none})
{
}

std::uint32_t TextNumbers::numberOf(std::string_view text, std::uint32_t most)
{
    const auto hash = static_cast<std::uint32_t>(hashOf(text));
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = hash & mask;
    for (; m_slots[at].number != none; at = (at + 1) & mask)
        if (m_slots[at].hash == hash && m_texts[m_slots[at].number] == text) return m_slots[at].number;
    const std::uint32_t number = size();
    if (number >= most) return most;
    m_slots[at] = {hash, number};
    m_texts.emplace_back(text);
    if (m_texts.size() * 2 > m_slots.size()) grow();
    return number;
}

void TextNumbers::grow()
{
    std::vector<Slot> slots(m_slots.size() * 2, {0, none});
    const std::size_t mask = slots.size() - 1;
    for (const Slot& slot : m_slots) {
        if (slot.number == none) continue;
        std::size_t at = slot.hash & mask;
        while (slots[at].number != none)
            at = (at + 1) & mask;
        slots[at] = slot;
    }
    m_slots = std::move(slots);
}

std::vector<std::string> TextNumbers::take()
{
    std::vector<std::string> texts = std::move(m_texts);
    *this = TextNumbers();
    return texts;
}

} // namespace sojourn
