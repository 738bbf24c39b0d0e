// Steps through JSON text that may break off at any byte.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace sojourn {

/// What became of a step.
enum class Scan : std::uint8_t {
    Done,
    Short, ///< the text ends before the step does
    Bad,   ///< this is no JSON
};

/// An instant as a trace has it.
struct ScannedTime
{
    std::int64_t ns = 0;
    bool isThere = false;
    bool isInexact = false; ///< it is finer than a nanosecond, or was written with digits missing
};

/// Reads from `at` on, never behind `end`. Every step that is Done leaves `at` behind what it read; one that
/// is not leaves it where it came to. It knows strings and nesting and nothing of what they mean: of values
/// that are passed over little is checked. Never recurses, so depth costs nothing.
struct JsonCursor
{
    const char* at;
    const char* end;
    bool minds = true; ///< a list or an object with what can stand in none is Bad: behind a quote that is
                       ///< damaged all texts are outside of quotes, and what is between them inside

    bool isOver() const { return at == end; }

    void skipSpace()
    {
        while (at != end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
            ++at;
    }
    /// White space and then this character.
    Scan expect(char c)
    {
        skipSpace();
        if (at == end) return Scan::Short;
        if (*at != c) return Scan::Bad;
        ++at;
        return Scan::Done;
    }
    /// Behind an opening quote: the text up to the closing one, escapes as they are.
    Scan text(std::string_view& raw)
    {
        const char* const begin = at;
        for (;;) {
            at = quoteOrBackslash(at, end);
            if (at == end) return Scan::Short;
            if (*at == '"') break;
            if (end - at < 2) return Scan::Short;
            at += 2;
        }
        raw = {begin, static_cast<std::size_t>(at - begin)};
        ++at;
        return Scan::Done;
    }
    /// White space, and a text in quotes.
    Scan quoted(std::string_view& raw)
    {
        const Scan scan = expect('"');
        return scan == Scan::Done ? text(raw) : scan;
    }
    /// White space, and any value: raw text without the quotes of a text.
    Scan value(std::string_view& raw);
    Scan skipValue()
    {
        std::string_view ignored;
        return value(ignored);
    }
    /// White space, and microseconds as a number or a number in quotes: exact where it has no more than three
    /// decimals, otherwise rounded to the nearest nanosecond. Bad: no number.
    Scan microseconds(ScannedTime& time);

private:
    /// The first quote or backslash, or the end; eight characters at a time.
    static const char* quoteOrBackslash(const char* p, const char* end)
    {
        constexpr std::uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
        if constexpr (std::endian::native == std::endian::little) {
            for (; end - p >= 8; p += 8) {
                std::uint64_t word;
                std::memcpy(&word, p, 8);
                const std::uint64_t quote = word ^ (ones * '"'), backslash = word ^ (ones * '\\');
                const std::uint64_t found =
                    (((quote - ones) & ~quote) | ((backslash - ones) & ~backslash)) & highs;
                if (found != 0) return p + std::countr_zero(found) / 8;
            }
        }
        while (p != end && *p != '"' && *p != '\\')
            ++p;
        return p;
    }
    Scan nested();
};

/// The decimal number `text`, in units of ten to the power of -9 and `exponent`: with 3, microseconds become
/// nanoseconds. What is beyond 292 years is the largest or least number there is. False: it is none.
bool decimalNanoseconds(std::string_view text, int exponent, ScannedTime& time);

/// The text behind escapes: \n, \u00e9 and surrogate pairs. Broken ones become U+FFFD, and then `isSound`,
/// where there is one, becomes false. Never fails.
std::string unescaped(std::string_view raw, bool* isSound = nullptr);

/// Whether a key stands there, raw, with some of its letters escaped or none: "\\u0070h" is "ph". Cheap where
/// none is.
bool isEscapedKey(std::string_view raw, std::string_view key);
inline bool isKey(std::string_view raw, std::string_view key)
{
    static constexpr std::size_t longerByEscape = 5; // each
    return raw == key || (raw.size() >= key.size() + longerByEscape && isEscapedKey(raw, key));
}

/// How deep brackets are nested.
struct JsonNesting
{
    std::size_t depth = 0; ///< at most
    std::size_t at = 0;    ///< where they first are so deep, in bytes from the beginning
};
JsonNesting jsonNesting(std::string_view text);
/// That as a part of a sentence, where no program nests so deep; otherwise empty.
std::string nestingWords(std::size_t depth, std::int64_t byte);

/// The value of a key of an object, raw as JsonCursor::value() gives it; empty when there is none. `object`
/// is the raw text of the object with its braces. Cost: the text of the object.
std::string_view memberOf(std::string_view object, std::string_view key);

} // namespace sojourn
