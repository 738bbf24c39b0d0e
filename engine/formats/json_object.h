// JSON objects, key by key.
#pragma once

#include "formats/json_text.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sojourn {

/// An object under way, written at the end of a text: knows where commas go. end() closes it.
class JsonObject final
{
public:
    explicit JsonObject(std::string& out)
        : m_out(out)
    {
        m_out += '{';
    }
    /// Where the value of this key belongs.
    std::string& field(std::string_view key)
    {
        if (!std::exchange(m_isFirst, false)) m_out += ", ";
        m_out += jsonString(key) + ": ";
        return m_out;
    }
    void number(std::string_view key, double value) { field(key) += jsonNumber(value); }
    void whole(std::string_view key, std::uint64_t value) { field(key) += std::to_string(value); }
    void text(std::string_view key, std::string_view value) { field(key) += jsonString(value); }
    void texts(std::string_view key, const std::vector<std::string>& values)
    {
        std::string& out = field(key) += '[';
        for (const std::string& value : values)
            out += (out.back() == '[' ? "" : ", ") + jsonString(value);
        out += ']';
    }
    void end() { m_out += '}'; }

private:
    std::string& m_out;
    bool m_isFirst = true;
};

} // namespace sojourn
