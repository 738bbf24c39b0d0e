#include "scenario/reader/json_faults.h"

#include "scenario/reader/json_tree.h"
#include "scenario/reader/words.h"
#include "scenario/scenario.h"

#include <cctype>
#include <charconv>
#include <cstdint>
#include <utility>

namespace sojourn {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

bool isIn(char c, std::string_view characters)
{
    return characters.find(c) != std::string_view::npos;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// The length of the character of UTF-8 that begins the text, 0 when none does.
std::size_t characterLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80) return 0;
    const unsigned char second = byte(1);
    const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool outside = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
    return overlong || outside ? 0 : length;
}

std::optional<JsonFault> faultOfEncoding(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = characterLength(text.substr(at));
        if (length == 0) return JsonFault{at, 1, "this is not text in UTF-8"};
        if (text[at] == '\0') return JsonFault{at, 1, "this is not text: it holds a zero byte"};
        at += length;
    }
    return std::nullopt;
}

// Whether a number is beyond a double, or is written as a whole number beyond 64 bits.
bool isTooLarge(std::string_view number)
{
    const auto fails = [&](auto value) {
        return std::from_chars(number.data(), number.data() + number.size(), value).ec != std::errc();
    };
    if (number.find_first_of(".eE") == number.npos) return fails(std::int64_t()) && fails(std::uint64_t());
    const bool tiny = number.find("e-") != number.npos || number.find("E-") != number.npos; // is taken as 0
    return !tiny && fails(double());
}

// Reads along JSON's grammar until something does not fit. Every function stands at a token when it begins
// and behind what it read when it returns.
class Diagnosis final
{
public:
    explicit Diagnosis(std::string_view text)
        : m_text(text)
        , m_at(text.starts_with(byteOrderMark) ? 3 : 0)
    {
    }

    std::optional<JsonFault> run()
    {
        if (next() == '\0') return JsonFault{0, 1, "the file is empty"};
        if (next() != '{') return JsonFault{m_at, 1, "a scenario begins with \"{\""};
        value(0);
        if (!m_fault && next() != '\0') say(m_at, 1, "there is something behind the end of the scenario");
        return m_fault;
    }

private:
    // The next character that is no space; 0 at the end.
    char next()
    {
        while (m_at < m_text.size() && isIn(m_text[m_at], " \t\r\n"))
            ++m_at;
        return m_at < m_text.size() ? m_text[m_at] : '\0';
    }

    void say(std::size_t offset, std::size_t length, std::string message)
    {
        if (!m_fault) m_fault = JsonFault{offset, length, std::move(message)};
    }

    // Says that something is missing here, or what it is about here that hides it.
    void need(const std::string& what)
    {
        if (next() == '/') return say(m_at, 1, "JSON has no comments");
        if (next() != '\0') return say(m_at, 1, what + " is missing here");
        const int line = positionInText(m_text, m_opened, 1).line;
        say(m_at, 1,
            std::string("the file ends before the \"") + m_text[m_opened] + "\" of line " +
                std::to_string(line) + " is closed");
    }

    void value(int depth)
    {
        const char c = next();
        if (c == '{' || c == '[') return container(c, depth + 1);
        if (c == '"') return text();
        if (c == '-' || isDigit(c)) return number();
        if (c == '\0' || isIn(c, "}],:/")) return need("a value");
        const std::string_view read = word();
        if (read != "true" && read != "false" && read != "null")
            say(m_at - read.size(), read.size(), "this is no value; a text needs quotation marks");
    }

    void container(char bracket, int depth)
    {
        if (depth > JsonTree::maxDepth)
            return say(m_at, 1,
                       "this is nested more than " + std::to_string(JsonTree::maxDepth) + " levels deep");
        const std::size_t outer = std::exchange(m_opened, m_at++);
        const char closing = bracket == '{' ? '}' : ']';
        for (std::size_t comma = 0; next() != closing || comma != 0;) {
            if (comma != 0 && isIn(next(), "}]")) return say(comma, 1, "this comma has nothing behind it");
            if (bracket == '{') key();
            if (m_fault) return;
            value(depth);
            if (m_fault) return;
            comma = next() == ',' ? m_at++ : 0;
            if (comma == 0 && next() != closing) return need(std::string("a \",\" or a \"") + closing + "\"");
        }
        ++m_at;
        m_opened = outer;
    }

    void key()
    {
        if (next() != '"') return need("a key in quotation marks");
        text();
        if (m_fault) return;
        if (next() != ':') return need("a \":\"");
        ++m_at;
    }

    void text()
    {
        const std::size_t start = m_at++;
        while (m_at < m_text.size() && m_text[m_at] != '"' && !m_fault) {
            const char c = m_text[m_at];
            if (c == '\n') return say(start, 1, "this quotation mark is not closed on its line");
            if (static_cast<unsigned char>(c) < 0x20)
                say(m_at, 1, "a text cannot hold this character as it is");
            if (c == '\\') escape();
            ++m_at;
        }
        if (m_at >= m_text.size()) return say(start, 1, "this quotation mark is not closed");
        ++m_at;
    }

    static bool areFourDigits(std::string_view text)
    {
        return text.size() == 4 && text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
    }

    // Stands at the backslash, and at the end at the last character of the escape.
    void escape()
    {
        const std::size_t start = m_at++;
        if (m_at >= m_text.size()) return;
        if (m_text[m_at] != 'u') {
            if (!isIn(m_text[m_at], "\"\\/bfnrt")) say(start, 2, "JSON has no such escape");
            return;
        }
        const std::string_view digits = m_text.substr(m_at + 1, 4);
        if (!areFourDigits(digits)) return say(start, 2, "\\u needs four hexadecimal digits");
        m_at += 4;
        surrogate(start, digits);
    }

    // Characters beyond U+FFFF are written as two escapes, a high and a low half; one without the other is
    // none.
    void surrogate(std::size_t start, std::string_view digits)
    {
        const auto isHalf = [](std::string_view four, char least, char most) {
            return (four[0] == 'd' || four[0] == 'D') && std::tolower(four[1]) >= least &&
                   std::tolower(four[1]) <= most;
        };
        const bool high = isHalf(digits, '8', 'b');
        const std::string_view next = m_text.substr(m_at + 1, 6);
        const bool escaped = next.starts_with("\\u");
        if (high && escaped && !areFourDigits(next.substr(2))) return; // that escape's own fault, told there
        if (high && escaped && isHalf(next.substr(2), 'c', 'f')) {
            m_at += 6;
        } else if (high || isHalf(digits, 'c', 'f')) {
            say(start, 6, "this is one half of a character");
        }
    }

    void number()
    {
        const std::size_t start = m_at;
        const std::string_view read = word();
        std::size_t at = read.starts_with('-') ? 1 : 0;
        const auto digits = [&] {
            const std::size_t from = at;
            while (at < read.size() && isDigit(read[at]))
                ++at;
            return at > from;
        };
        const bool zero = at < read.size() && read[at] == '0';
        const std::size_t whole = at;
        bool sound = digits() && (!zero || at == whole + 1);
        if (sound && at < read.size() && read[at] == '.') {
            ++at;
            sound = digits();
        }
        if (sound && at < read.size() && isIn(read[at], "eE")) {
            ++at;
            if (at < read.size() && isIn(read[at], "+-")) ++at;
            sound = digits();
        }
        if (!sound || at < read.size())
            return say(start, read.size(), printable(read) + " is no number as JSON writes it");
        if (isTooLarge(read)) say(start, read.size(), printable(read) + " is too large a number");
    }

    std::string_view word()
    {
        const std::size_t start = m_at;
        while (m_at < m_text.size() && !isIn(m_text[m_at], " \t\r\n{}[],:\"/"))
            ++m_at;
        return m_text.substr(start, m_at - start);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_opened = 0; // the innermost bracket that is open
    std::optional<JsonFault> m_fault;
};

} // namespace

std::optional<JsonFault> findJsonFault(std::string_view text)
{
    if (auto fault = faultOfEncoding(text)) return fault;
    return Diagnosis(text).run();
}

} // namespace sojourn
