// Comma-separated values, as RFC 4180 has them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

/// The text as a cell: in quotes when it holds a comma, a quote or a line break.
std::string csvCell(std::string_view text);

/// The separator that a file's first line shows: a comma, or else a semicolon, or else a tab; a comma when
/// there is none of them. What stands in quotes does not count.
char csvSeparator(std::string_view text);

/// Reads rows from a text. Lines may end with CR LF or LF, the last one with nothing; a row may span lines in
/// quotes.
class CsvReader final
{
public:
    /// `text` must outlive this.
    explicit CsvReader(std::string_view text, char separator = ',')
        : m_text(text)
        , m_separator(separator)
    {
    }

    /// Reads the next row; an empty line is a row of one empty cell. False at the end, and at a fault:
    /// problem() tells which.
    bool next(std::vector<std::string>& row);
    /// The line on which the latest row began, from 1.
    std::size_t line() const { return m_rowLine; }
    /// What is wrong, without its place: "a quote is not closed"; empty when nothing is.
    const std::string& problem() const { return m_problem; }

private:
    bool readCell(std::string& cell);
    bool readQuoted(std::string& cell);
    bool takeLineEnd();

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    std::size_t m_rowLine = 0;
    char m_separator;
    std::string m_problem;
};

} // namespace sojourn
