// A sum of many 64-bit numbers that cannot overflow.
#pragma once

#include <cstdint>

namespace sojourn {

/// 128 bits, of which only the lower half is written as a rule: a carry comes once in 1.8e19.
class WideSum final
{
public:
    [[gnu::always_inline]] void add(std::uint64_t value)
    {
        m_low += value;
        if (m_low < value) [[unlikely]]
            ++m_high;
    }
    void add(unsigned __int128 value)
    {
        m_high += static_cast<std::uint64_t>(value >> 64);
        add(static_cast<std::uint64_t>(value));
    }
    unsigned __int128 value() const { return static_cast<unsigned __int128>(m_high) << 64 | m_low; }

private:
    std::uint64_t m_low = 0;
    std::uint64_t m_high = 0;
};

} // namespace sojourn
