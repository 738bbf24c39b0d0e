// Where the chooser's cards stand.
#pragma once

#include <vector>

namespace sojourn {

/// A place in lines and columns. Above a line in which sections begin stands a strip with their headings.
struct CardPlace
{
    int column = 0;
    int line = 0;
    int headings = 0; ///< strips above the place: its own line's is one of them

    bool operator==(const CardPlace&) const = default;
};

/// Cards in sections, and sections in lines. A section begins a line, or stands beside the one before where
/// all of it has room there.
class CardPlaces final
{
public:
    enum class Way { Left, Right, Up, Down };

    /// `counts`: cards by section, none empty. At least one column.
    static CardPlaces of(const std::vector<int>& counts, int columns);

    const std::vector<CardPlace>& cards() const { return m_cards; }
    /// The places of the first cards of the sections.
    const std::vector<CardPlace>& sections() const { return m_sections; }
    int lines() const { return m_cards.empty() ? 0 : m_cards.back().line + 1; }
    int headings() const { return m_cards.empty() ? 0 : m_cards.back().headings; }
    /// The card beside this one; above or below, the one in the nearest column. The card itself at the edge.
    int beside(int card, Way way) const;

private:
    std::vector<CardPlace> m_cards, m_sections;
};

} // namespace sojourn
