#include "scenario/python/python_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace sojourn {

namespace {

// Python's keywords and built-in functions, and what the program itself uses under a name in small letters.
constexpr std::string_view reserved[] = {
    "and",        "as",         "assert",    "async",   "await",        "break",      "class",
    "continue",   "def",        "del",       "elif",    "else",         "except",     "finally",
    "for",        "from",       "global",    "if",      "import",       "in",         "is",
    "lambda",     "nonlocal",   "not",       "or",      "pass",         "raise",      "return",
    "try",        "while",      "with",      "yield",   "match",        "case",       "type",
    "abs",        "aiter",      "all",       "anext",   "any",          "ascii",      "bin",
    "bool",       "breakpoint", "bytearray", "bytes",   "callable",     "chr",        "classmethod",
    "compile",    "complex",    "copyright", "credits", "delattr",      "dict",       "dir",
    "divmod",     "enumerate",  "eval",      "exec",    "exit",         "filter",     "float",
    "format",     "frozenset",  "getattr",   "globals", "hasattr",      "hash",       "help",
    "hex",        "id",         "input",     "int",     "isinstance",   "issubclass", "iter",
    "len",        "license",    "list",      "locals",  "map",          "max",        "memoryview",
    "min",        "next",       "object",    "oct",     "open",         "ord",        "pow",
    "print",      "property",   "quit",      "range",   "repr",         "reversed",   "round",
    "set",        "setattr",    "slice",     "sorted",  "staticmethod", "str",        "sum",
    "super",      "tuple",      "vars",      "zip",     "argparse",     "asyncio",    "collections",
    "concurrent", "heapq",      "itertools", "json",    "math",         "os",         "signal",
    "struct",     "urllib",     "sys",       "time",    "traceback",    "t",          "run",
    "scenario",   "SEED",       "UNTIL",     "END"};

bool isSmall(char c)
{
    return c >= 'a' && c <= 'z';
}
bool isCapital(char c)
{
    return c >= 'A' && c <= 'Z';
}
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

std::string pythonLiteral(std::string_view text)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (byte < 0x20 || byte == 0x7F) {
            out += "\\x";
            out += digits[byte >> 4];
            out += digits[byte & 15];
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string pythonNumber(double number)
{
    std::array<char, 64> buffer{};
    const double size = std::abs(number);
    const bool isPlain = number == 0 || (size >= 1e-4 && size < 1e15);
    const auto format = isPlain ? std::chars_format::fixed : std::chars_format::scientific;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number + 0.0, format).ptr;
    return {buffer.data(), end};
}

std::string pythonParagraph(std::string_view text, std::string_view indent, std::size_t width)
{
    std::string out;
    std::string line;
    while (!text.empty()) {
        const std::size_t space = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, space);
        if (!line.empty() && line.size() + 1 + word.size() + indent.size() > width) {
            out += std::string(indent) + line + '\n';
            line.clear();
        }
        if (!line.empty()) line += ' ';
        line += word;
        text.remove_prefix(std::min(space + 1, text.size()));
    }
    return line.empty() ? out : out + std::string(indent) + line + '\n';
}

std::string pythonCall(const std::string& head, const std::vector<std::string>& arguments,
                       std::string_view tail)
{
    static constexpr std::size_t longest = 100;
    const std::size_t column = head.size() - (head.rfind('\n') == head.npos ? 0 : head.rfind('\n') + 1);
    std::string out = head;
    std::size_t used = column;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (i > 0) {
            out += ',';
            ++used;
            if (used + 1 + arguments[i].size() > longest) {
                out += '\n' + std::string(column, ' ');
                used = column;
            } else {
                out += ' ';
                ++used;
            }
        }
        out += arguments[i];
        used += arguments[i].size();
    }
    return out.append(tail);
}

PythonNames::PythonNames()
{
    for (const std::string_view name : reserved)
        m_taken.emplace(name);
}

std::string PythonNames::variable(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        if (isCapital(c)) {
            out += static_cast<char>(c - 'A' + 'a');
        } else if (isSmall(c) || isDigit(c)) {
            out += c;
        } else if (!out.empty() && out.back() != '_') {
            out += '_';
        }
    }
    while (!out.empty() && out.back() == '_')
        out.pop_back();
    if (out.empty() || !isSmall(out.front())) out.insert(0, "x");
    return once(std::move(out));
}

std::string PythonNames::constant(std::string_view name)
{
    std::string out;
    for (const char c : name)
        out += isSmall(c) ? static_cast<char>(c - 'a' + 'A') : isCapital(c) || isDigit(c) ? c : '_';
    if (out.empty() || !isCapital(out.front())) out.insert(0, "X");
    return once(std::move(out));
}

std::string PythonNames::once(std::string name)
{
    if (m_taken.contains(name) && std::ranges::find(reserved, name) != std::end(reserved)) name += '_';
    std::string result = name;
    for (int n = 2; !m_taken.insert(result).second; ++n)
        result = name + (name.ends_with('_') ? "" : "_") + std::to_string(n);
    return result;
}

} // namespace sojourn
