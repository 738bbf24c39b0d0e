#include "search/search_tokens.h"

#include "search/search_query.h"

#include <array>
#include <utility>

namespace sojourn {

namespace {

constexpr std::array<std::pair<std::string_view, Comparison>, 6> operators{{
    {">=", Comparison::AtLeast},
    {"<=", Comparison::AtMost},
    {"≥", Comparison::AtLeast},
    {"≤", Comparison::AtMost},
    {">", Comparison::More},
    {"<", Comparison::Less},
}};

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isFigure(char c)
{
    return (c >= '0' && c <= '9') || c == '.';
}

/// The operator that the text begins with; nothing where it begins with none.
std::pair<std::string_view, Comparison> operatorAt(std::string_view text)
{
    for (const auto& [sign, comparison] : operators)
        if (text.starts_with(sign)) return {sign, comparison};
    return {{}, Comparison::None};
}

/// Whether an operator of that length, which stands behind something, is one.
bool comparesInside(std::string_view text, std::size_t length)
{
    return text.size() > length && isFigure(text[length]);
}

/// In names a `=` is nothing but a sign, as in "a=3".
bool isEquals(std::string_view text)
{
    return text.starts_with('=') && comparesInside(text, 1);
}

std::size_t endOfWord(std::string_view text, std::size_t from)
{
    if (isEquals(text.substr(from))) return from + 1;
    for (std::size_t at = from; at < text.size(); ++at) {
        if (isSpace(text[at])) return at;
        if (isEquals(text.substr(at)) && folded(text.substr(from, at - from)) == "depth") return at;
        const auto [sign, comparison] = operatorAt(text.substr(at));
        if (comparison != Comparison::None && at > from && comparesInside(text.substr(at), sign.size()))
            return at;
    }
    return text.size();
}

/// "longer than" and "shorter than" become comparisons.
void joinWords(std::vector<SearchToken>& tokens)
{
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        const bool longer = tokens[i].isPlain("longer");
        if (!(longer || tokens[i].isPlain("shorter")) || !tokens[i + 1].isPlain("than")) continue;
        tokens[i].comparison = longer ? Comparison::More : Comparison::Less;
        tokens[i].text += " than";
        tokens[i].to = tokens[i + 1].to;
        tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
}

} // namespace

std::vector<SearchToken> searchTokens(std::string_view text)
{
    std::vector<SearchToken> tokens;
    for (std::size_t at = 0; at < text.size();) {
        if (isSpace(text[at])) {
            ++at;
            continue;
        }
        SearchToken token;
        token.from = at;
        const auto [sign, comparison] = operatorAt(text.substr(at));
        if (text[at] == '"') {
            const std::size_t close = text.find('"', at + 1);
            const std::size_t end = close == std::string_view::npos ? text.size() : close;
            token.isQuoted = true;
            token.text = folded(text.substr(at + 1, end - at - 1));
            at = close == std::string_view::npos ? end : end + 1;
        } else if (comparison != Comparison::None) {
            token.comparison = comparison;
            token.text = std::string(sign);
            at += sign.size();
        } else {
            const std::size_t end = endOfWord(text, at);
            token.text = folded(text.substr(at, end - at));
            at = end;
        }
        token.to = at;
        if (!token.text.empty()) tokens.push_back(std::move(token));
    }
    joinWords(tokens);
    return tokens;
}

} // namespace sojourn
