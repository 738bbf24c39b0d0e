// Protocol buffers' wire format, field by field.
#pragma once

#include "formats/varint.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sojourn {

/// One field of a message, as it stands there.
struct ProtoField
{
    std::uint32_t number = 0;
    std::uint64_t value = 0; ///< of a varint or a fixed number
    std::string_view bytes;  ///< of a text or a message
};

/// Walks the fields of a message. What breaks off or is none of the wire types ends it.
class ProtoMessage final
{
public:
    explicit ProtoMessage(std::string_view bytes)
        : m_rest(bytes)
    {
    }
    /// The next field; false at the end.
    bool next(ProtoField& field)
    {
        std::uint64_t tag = 0;
        if (m_rest.empty()) return false;
        field.bytes = {};
        if (!takeVarint(m_rest, tag)) return broken();
        field.number = static_cast<std::uint32_t>(tag >> 3);
        switch (tag & 7) {
        case 0:
            return takeVarint(m_rest, field.value) || broken();
        case 1:
            return fixed(field.value, 8);
        case 2:
            if (!takeVarint(m_rest, field.value) || field.value > m_rest.size()) return broken();
            field.bytes = m_rest.substr(0, field.value);
            m_rest.remove_prefix(field.value);
            return true;
        case 5:
            return fixed(field.value, 4);
        default:
            return broken();
        }
    }
    bool isBroken() const { return m_isBroken; }

private:
    bool broken()
    {
        m_isBroken = true;
        m_rest = {};
        return false;
    }
    /// Little-endian, whatever this machine is.
    bool fixed(std::uint64_t& value, std::size_t size)
    {
        if (m_rest.size() < size) return broken();
        value = 0;
        for (std::size_t i = 0; i < size; ++i)
            value |= std::uint64_t{static_cast<unsigned char>(m_rest[i])} << (8 * i);
        m_rest.remove_prefix(size);
        return true;
    }

    std::string_view m_rest;
    bool m_isBroken = false;
};

} // namespace sojourn
