#include "scene/stage/stage_packing.h"

#include <algorithm>

namespace sojourn {

namespace {

Piles firstFit(const std::vector<double>& least, double height)
{
    Piles piles{{0}, least.size()};
    double filled = 0;
    for (std::size_t i = 0; i < least.size(); ++i) {
        if (i > piles.begins.back() && filled + least[i] > height) {
            piles.begins.push_back(i);
            filled = 0;
        }
        filled += least[i];
    }
    return piles;
}

} // namespace

std::size_t Piles::rows() const
{
    std::size_t most = 0;
    for (std::size_t pile = 0; pile < begins.size(); ++pile)
        most = std::max(most, endOf(pile) - begins[pile]);
    return most;
}

Piles Piles::of(const std::vector<double>& least, double height, std::size_t most)
{
    most = std::max<std::size_t>(most, 1);
    Piles piles = firstFit(least, height);
    if (piles.count() > most) {
        piles.shown = piles.begins[most];
        piles.begins.resize(most);
        return piles;
    }
    // The lowest height that needs no more piles: they become about as high as one another.
    double high = height, low = 0;
    for (int step = 0; step < 12; ++step) {
        const double middle = (low + high) / 2.0;
        const Piles lower = firstFit(least, middle);
        if (lower.count() <= piles.count()) {
            high = middle;
            piles = lower;
        } else {
            low = middle;
        }
    }
    return piles;
}

} // namespace sojourn
