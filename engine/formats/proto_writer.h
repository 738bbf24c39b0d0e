// Protocol buffers' wire format, written field by field; proto_message.h reads it.
#pragma once

#include "formats/varint.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace sojourn {

/// A message under way.
class ProtoWriter final
{
public:
    ProtoWriter& number(std::uint32_t field, std::uint64_t value)
    {
        appendVarint(m_bytes, field << 3);
        appendVarint(m_bytes, value);
        return *this;
    }
    ProtoWriter& text(std::uint32_t field, std::string_view bytes)
    {
        appendVarint(m_bytes, field << 3 | 2);
        appendVarint(m_bytes, bytes.size());
        m_bytes += bytes;
        return *this;
    }
    ProtoWriter& message(std::uint32_t field, const ProtoWriter& inner) { return text(field, inner.m_bytes); }
    ProtoWriter& fixed(std::uint32_t field, std::uint64_t value)
    {
        appendVarint(m_bytes, field << 3 | 1);
        for (int i = 0; i < 8; ++i)
            m_bytes += static_cast<char>(value >> (8 * i) & 0xFF);
        return *this;
    }
    const std::string& bytes() const { return m_bytes; }
    /// Begins anew, with the memory that there is.
    ProtoWriter& clear()
    {
        m_bytes.clear();
        return *this;
    }

private:
    std::string m_bytes;
};

} // namespace sojourn
