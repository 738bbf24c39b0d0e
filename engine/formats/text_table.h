// A table for people: columns lined up with spaces.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

/// How many columns of a terminal a text takes, for texts without wide characters: its UTF-8 characters.
std::size_t shownWidth(std::string_view text);

/// Rows of cells. The first column is flush left, the others flush right, two spaces apart. UTF-8.
class TextTable final
{
public:
    void add(std::vector<std::string> row);
    /// Every row on a line of its own, without spaces at its end.
    std::string text() const;

private:
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace sojourn
