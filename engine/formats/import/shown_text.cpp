#include "formats/import/shown_text.h"

#include <QString>

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace sojourn {

std::string shownText(std::string text)
{
    static constexpr std::size_t most = 1000;
    const auto isPlain = [](char c) { return c >= 0x20 && c < 0x7F; };
    if (text.size() <= most && std::ranges::all_of(text, isPlain)) return text;
    if (text.size() > most) {
        std::size_t end = most;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u)
            --end;
        text.resize(end);
        text += "…";
    }
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toStdString();
}

} // namespace sojourn
