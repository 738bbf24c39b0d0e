// The items that are on their way.
#pragma once

#include "trace/event.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace sojourn {

/// An item's number in the store; reused when its item is gone.
using ItemSlot = std::uint32_t;
inline constexpr ItemSlot noSlot = 0xFFFFFFFFu;
inline constexpr ItemSlot endMarkSlot = 0xFFFFFFFEu;

/// What an item carries besides its place. Exactly one task's hand, one put or one queue has it.
struct ItemRecord
{
    std::int64_t number = 0;
    std::uint64_t key = 0;      ///< of its draws: where it comes from
    std::int64_t putAtNs = 0;   ///< when it last entered a queue
    std::int64_t takenAtNs = 0; ///< when it last left one
    std::int64_t heldNs = 0;    ///< how long it was in the hand that last put it on
    double priority = 0;
    std::int64_t payloadBits = 0;
    std::uint16_t payloadBytes = 0;
    PayloadKind payload = PayloadKind::None;

    /// How often the step of this draw site has drawn for this item, counted on.
    std::uint32_t countDraw(std::uint32_t site)
    {
        for (Count& count : m_counts) {
            if (count.times == 0) count.site = site;
            if (count.site == site) return count.times++;
        }
        if (!m_more) m_more = std::make_unique<std::map<std::uint32_t, std::uint32_t>>();
        return (*m_more)[site]++;
    }

private:
    // An item is mostly drawn for once or twice: by the step that serves it and, perhaps, one before.
    struct Count
    {
        std::uint32_t site = 0;
        std::uint32_t times = 0;
    };
    Count m_counts[2];
    std::unique_ptr<std::map<std::uint32_t, std::uint32_t>> m_more;
};

class ItemStore final
{
public:
    ItemSlot make()
    {
        if (m_free.empty()) {
            m_records.emplace_back();
            return static_cast<ItemSlot>(m_records.size()) - 1;
        }
        const ItemSlot slot = m_free.back();
        m_free.pop_back();
        m_records[slot] = ItemRecord();
        return slot;
    }
    void drop(ItemSlot slot) { m_free.push_back(slot); }
    ItemRecord& operator[](ItemSlot slot) { return m_records[slot]; }
    const ItemRecord& operator[](ItemSlot slot) const { return m_records[slot]; }
    /// The text that the item of the slot carries; only when its payload is one.
    const std::string& text(ItemSlot slot) const { return m_texts[slot]; }
    void setText(ItemSlot slot, std::string text)
    {
        if (m_texts.size() <= slot) m_texts.resize(m_records.size());
        m_texts[slot] = std::move(text);
    }
    std::size_t alive() const { return m_records.size() - m_free.size(); }

private:
    std::vector<ItemRecord> m_records;
    std::vector<ItemSlot> m_free;
    std::vector<std::string> m_texts; // by slot; empty while nobody carries any
};

} // namespace sojourn
