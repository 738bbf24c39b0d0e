#include "formats/import/shown_text.h"

#include <QString>
#include <QUtf8StringView>

#include <algorithm>

namespace sojourn {

namespace {

/// Controls behind ASCII, and what would show a name's letters in another order than they have (Unicode
/// Standard Annex 9, 2.1 to 2.4) or on several lines.
bool turnsOrBreaks(char16_t c)
{
    return (c >= 0x80 && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

} // namespace

bool isUtf8(std::string_view text)
{
    return QUtf8StringView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
}

std::string_view wholeCharacters(std::string_view text, std::size_t most)
{
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0u) == 0x80u)
        --most;
    return text.substr(0, most);
}

std::string shownText(std::string text)
{
    const auto isPlain = [](char c) { return c >= 0x20 && c < 0x7F; };
    if (text.size() <= mostShownBytes && std::ranges::all_of(text, isPlain)) return text;
    if (text.size() > mostShownBytes) {
        text.resize(wholeCharacters(text, mostShownBytes).size());
        text += "…";
    }
    for (char& c : text)
        if (isControl(c)) c = ' ';
    QString shown = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    for (QChar& c : shown)
        if (turnsOrBreaks(c.unicode())) c = QLatin1Char(' ');
    return shown.toStdString();
}

} // namespace sojourn
