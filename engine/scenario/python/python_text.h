// Texts, numbers and names in a Python program.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace sojourn {

/// A text as a literal: "three \"words\"". UTF-8 stays as it is.
std::string pythonLiteral(std::string_view text);
/// A number as a literal that reads back as the same double; a whole one as an int.
std::string pythonNumber(double number);
/// `text` in lines of at most `width` characters, broken at spaces, each behind `indent`.
std::string pythonParagraph(std::string_view text, std::string_view indent, std::size_t width = 100);
/// "head(" with its arguments and ")" behind them, over several lines when one is too long.
std::string pythonCall(const std::string& head, const std::vector<std::string>& arguments,
                       std::string_view tail = ")");

/// Makes Python's names from a scenario's: each is given out once, and none is one that the program needs
/// otherwise.
class PythonNames final
{
public:
    PythonNames();
    /// For a group, a queue, a flag or a pool: small letters, digits and underscores, beginning with a
    /// letter.
    std::string variable(std::string_view name);
    /// For a parameter: the same in capitals.
    std::string constant(std::string_view name);

private:
    std::string once(std::string name);

    std::unordered_set<std::string> m_taken;
};

} // namespace sojourn
