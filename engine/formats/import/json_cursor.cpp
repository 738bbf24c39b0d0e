#include "formats/import/json_cursor.h"

#include "trace/grouped.h"

#include <array>
#include <limits>

namespace sojourn {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool endsScalar(char c)
{
    return c == ',' || c == '}' || c == ']' || c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ':' ||
           c == '"' || c == '{' || c == '[';
}

constexpr std::array<std::uint64_t, 20> powersOfTen = [] {
    std::array<std::uint64_t, 20> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i)
        powers[i] = powers[i - 1] * 10;
    return powers;
}();

/// A number as digits and a power of ten.
struct Decimal
{
    std::uint64_t digits = 0;
    int exponent = 0;
    int count = 0; // of significant digits
    bool isNegative = false;
    bool hasExponent = false;
    bool isCut = false; // digits that did not fit, and were not 0
};

void addDigit(Decimal& number, char c, bool isFraction)
{
    static constexpr int most = 19;
    if (number.count < most) {
        number.digits = number.digits * 10 + static_cast<std::uint64_t>(c - '0');
        number.count += number.digits != 0;
        number.exponent -= isFraction;
    } else {
        number.isCut |= c != '0';
        number.exponent += !isFraction;
    }
}

/// The decimal number at the start of `text`, whose length is returned; 0: there is none.
std::size_t readDecimal(std::string_view text, Decimal& number)
{
    std::size_t at = 0;
    const auto more = [&] { return at < text.size(); };
    if (more() && (text[at] == '-' || text[at] == '+')) number.isNegative = text[at++] == '-';
    const std::size_t begin = at;
    for (; more() && isDigit(text[at]); ++at)
        addDigit(number, text[at], false);
    std::size_t digits = at - begin;
    if (more() && text[at] == '.') {
        const std::size_t point = at;
        for (++at; more() && isDigit(text[at]); ++at)
            addDigit(number, text[at], true);
        digits += at - point - 1;
    }
    if (digits == 0) return 0;
    if (!more() || (text[at] != 'e' && text[at] != 'E')) return at;
    std::size_t behind = at + 1;
    bool isNegative = false;
    if (behind < text.size() && (text[behind] == '-' || text[behind] == '+'))
        isNegative = text[behind++] == '-';
    if (behind == text.size() || !isDigit(text[behind])) return 0;
    int exponent = 0;
    for (; behind < text.size() && isDigit(text[behind]); ++behind)
        exponent = exponent > 9999 ? exponent : exponent * 10 + (text[behind] - '0');
    number.exponent += isNegative ? -exponent : exponent;
    number.hasExponent = true;
    return behind;
}

constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

void tellBeyond(const Decimal& number, ScannedTime& time)
{
    time.ns = number.isNegative ? -static_cast<std::int64_t>(most) : static_cast<std::int64_t>(most);
    time.isThere = true;
}

void scaled(const Decimal& number, int exponent, ScannedTime& time)
{
    const int power = number.exponent + exponent;
    std::uint64_t ns = number.digits;
    bool isInexact = number.isCut;
    if (ns == 0) {
        // nothing to scale
    } else if (power >= 0) {
        if (power >= static_cast<int>(powersOfTen.size())) return tellBeyond(number, time);
        const std::uint64_t factor = powersOfTen[static_cast<std::size_t>(power)];
        if (ns > most / factor) return tellBeyond(number, time);
        ns *= factor;
        // 1.7e+15, as printf's %g has it: the digits behind were never written.
        static constexpr int usualDigits = 6;
        isInexact |= number.hasExponent && number.count > 1 && number.count <= usualDigits &&
                     number.exponent + number.count > usualDigits;
    } else if (-power >= static_cast<int>(powersOfTen.size())) {
        ns = 0;
        isInexact = true;
    } else {
        const std::uint64_t divisor = powersOfTen[static_cast<std::size_t>(-power)];
        const std::uint64_t rest = ns % divisor;
        ns = ns / divisor + (rest >= divisor - divisor / 2 ? 1 : 0);
        isInexact |= rest != 0;
    }
    if (ns > most) return tellBeyond(number, time);
    time.ns = number.isNegative ? -static_cast<std::int64_t>(ns) : static_cast<std::int64_t>(ns);
    time.isInexact = isInexact;
    time.isThere = true;
}

void appendUtf8(std::string& out, std::uint32_t code)
{
    const auto byte = [&](std::uint32_t bits) { out += static_cast<char>(bits); };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xC0 | code >> 6), byte(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        byte(0xE0 | code >> 12), byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F));
    } else {
        byte(0xF0 | code >> 18), byte(0x80 | (code >> 12 & 0x3F));
        byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F));
    }
}

constexpr std::uint32_t replacement = 0xFFFD;
constexpr std::uint32_t broken = 0xFFFFFFFFu; // no character

/// The four digits at `at`; broken where they are none.
std::uint32_t hexDigits(std::string_view raw, std::size_t at)
{
    if (raw.size() < at + 4) return broken;
    std::uint32_t code = 0;
    for (const char c : raw.substr(at, 4)) {
        const int digit = isDigit(c)             ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) return broken;
        code = code << 4 | static_cast<std::uint32_t>(digit);
    }
    return code;
}

/// The escape behind \u at `at`, which is moved behind it; broken where it is no character.
std::uint32_t unicodeEscape(std::string_view raw, std::size_t& at)
{
    const std::uint32_t code = hexDigits(raw, at);
    if (code == broken) return broken;
    at += 4;
    if (code < 0xD800 || code > 0xDFFF) return code;
    if (code > 0xDBFF || raw.substr(at, 2) != "\\u") return broken;
    const std::uint32_t low = hexDigits(raw, at + 2);
    if (low < 0xDC00 || low > 0xDFFF) return broken;
    at += 6;
    return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
}

} // namespace

namespace {

enum class Nested : std::uint8_t { Other, Quote, Opens, Closes, Never };

/// What a character is between the texts of a list or an object. Besides numbers there are true, false, null,
/// and what some programs write for a number: NaN, Infinity.
constexpr std::array<Nested, 256> nestedKinds = [] {
    std::array<Nested, 256> kinds{};
    kinds.fill(Nested::Never);
    for (const char c : std::string_view(" \t\r\n,:0123456789+-.eEtrufalsnNIiy"))
        kinds[static_cast<unsigned char>(c)] = Nested::Other;
    kinds['"'] = Nested::Quote;
    kinds['{'] = kinds['['] = Nested::Opens;
    kinds['}'] = kinds[']'] = Nested::Closes;
    return kinds;
}();

} // namespace

Scan JsonCursor::nested()
{
    std::size_t depth = 0;
    std::string_view ignored;
    while (at != end) {
        switch (nestedKinds[static_cast<unsigned char>(*at++)]) {
        case Nested::Other:
            break;
        case Nested::Quote:
            if (text(ignored) != Scan::Done) return Scan::Short;
            break;
        case Nested::Opens:
            ++depth;
            break;
        case Nested::Closes:
            if (--depth == 0) return Scan::Done;
            break;
        case Nested::Never:
            if (minds) return Scan::Bad;
            break;
        }
    }
    return Scan::Short;
}

Scan JsonCursor::value(std::string_view& raw)
{
    skipSpace();
    if (at == end) return Scan::Short;
    const char* const begin = at;
    if (*at == '"') return ++at, text(raw);
    if (*at == '{' || *at == '[') {
        if (const Scan scan = nested(); scan != Scan::Done) return scan;
    } else {
        while (at != end && !endsScalar(*at))
            ++at;
        if (at == end) return Scan::Short;
        if (at == begin) return Scan::Bad;
    }
    raw = {begin, static_cast<std::size_t>(at - begin)};
    return Scan::Done;
}

Scan JsonCursor::microseconds(ScannedTime& time)
{
    std::string_view raw;
    if (const Scan scan = value(raw); scan != Scan::Done) return scan;
    return decimalNanoseconds(raw, 3, time) ? Scan::Done : Scan::Bad;
}

bool decimalNanoseconds(std::string_view text, int exponent, ScannedTime& time)
{
    Decimal number;
    if (text.empty() || readDecimal(text, number) != text.size()) return false;
    scaled(number, exponent, time);
    return true;
}

std::string unescaped(std::string_view raw, bool* isSound)
{
    std::string out;
    out.reserve(raw.size());
    for (std::size_t at = 0; at < raw.size();) {
        const char c = raw[at++];
        if (c != '\\' || at == raw.size()) {
            out += c;
            continue;
        }
        switch (const char escape = raw[at++]) {
        case 'n':
            out += '\n';
            break;
        case 't':
            out += '\t';
            break;
        case 'r':
            out += '\r';
            break;
        case 'b':
            out += '\b';
            break;
        case 'f':
            out += '\f';
            break;
        case 'u': {
            const std::uint32_t code = unicodeEscape(raw, at);
            appendUtf8(out, code == broken ? replacement : code);
            if (code == broken && isSound) *isSound = false;
            break;
        }
        default:
            out += escape;
        }
    }
    return out;
}

bool isEscapedKey(std::string_view raw, std::string_view key)
{
    return raw.find('\\') != std::string_view::npos && unescaped(raw) == key;
}

JsonNesting jsonNesting(std::string_view text)
{
    JsonNesting nesting;
    JsonCursor cursor{text.data(), text.data() + text.size()};
    std::size_t depth = 0;
    std::string_view ignored;
    while (!cursor.isOver()) {
        const char c = *cursor.at++;
        if (c == '"') {
            if (cursor.text(ignored) != Scan::Done) break;
        } else if (c == '{' || c == '[') {
            if (++depth > nesting.depth)
                nesting = {depth, static_cast<std::size_t>(cursor.at - 1 - text.data())};
        } else if (c == '}' || c == ']') {
            depth -= depth > 0;
        }
    }
    return nesting;
}

std::string nestingWords(std::size_t depth, std::int64_t byte)
{
    static constexpr std::size_t usual = 512;
    if (depth <= usual) return {};
    return "brackets are nested " + grouped(depth) + " deep at byte " +
           grouped(static_cast<std::uint64_t>(byte));
}

std::string_view memberOf(std::string_view object, std::string_view key)
{
    JsonCursor cursor{object.data(), object.data() + object.size()};
    if (cursor.expect('{') != Scan::Done) return {};
    std::string_view name, value;
    while (cursor.quoted(name) == Scan::Done && cursor.expect(':') == Scan::Done &&
           cursor.value(value) == Scan::Done) {
        if (isKey(name, key)) return value;
        if (cursor.expect(',') != Scan::Done) break;
    }
    return {};
}

} // namespace sojourn
