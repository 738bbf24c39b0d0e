#include "viewmodels/chooser/card_places.h"

#include <algorithm>
#include <cstdlib>

namespace sojourn {

CardPlaces CardPlaces::of(const std::vector<int>& counts, int columns)
{
    CardPlaces places;
    CardPlace next;
    bool isOneLine = false; // the section before began in this line and ended in it
    for (const int count : counts) {
        const bool fitsBeside = isOneLine && next.column + count <= columns;
        if (!fitsBeside) {
            next.line = places.lines();
            next.column = 0;
            ++next.headings;
        }
        isOneLine = count <= columns;
        places.m_sections.push_back(next);
        for (int i = 0; i < count; ++i) {
            if (next.column == columns) {
                next.column = 0;
                ++next.line;
            }
            places.m_cards.push_back(next);
            ++next.column;
        }
    }
    return places;
}

int CardPlaces::beside(int card, Way way) const
{
    const int count = static_cast<int>(m_cards.size());
    if (card < 0 || card >= count) return count > 0 ? 0 : -1;
    if (way == Way::Left) return std::max(0, card - 1);
    if (way == Way::Right) return std::min(count - 1, card + 1);
    const CardPlace& from = m_cards[static_cast<std::size_t>(card)];
    const int line = from.line + (way == Way::Up ? -1 : 1);
    int nearest = card, least = 0;
    for (int i = 0; i < count; ++i) {
        const CardPlace& place = m_cards[static_cast<std::size_t>(i)];
        const int distance = std::abs(place.column - from.column);
        if (place.line != line || (nearest != card && distance >= least)) continue;
        nearest = i;
        least = distance;
    }
    return nearest;
}

} // namespace sojourn
