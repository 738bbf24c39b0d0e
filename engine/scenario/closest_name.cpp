#include "scenario/scenario_file.h"

#include <algorithm>
#include <limits>

namespace sojourn {

namespace {

constexpr std::size_t longestName = 100; // nobody mistypes more, and the work grows with the square

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// How many letters have to be put in, left out, changed, or swapped with their neighbour (optimal string
// alignment); capital letters count as small ones.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> beforeLast(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        beforeLast.swap(last);
        last.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            const bool swapped =
                i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped) row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
    }
    return row[b.size()];
}

} // namespace

std::string closestName(std::string_view wrong, const std::vector<std::string>& names)
{
    const std::string* closest = nullptr;
    std::size_t least = std::numeric_limits<std::size_t>::max();
    for (const std::string& name : names) {
        const std::size_t longer = std::max(wrong.size(), name.size());
        const std::size_t shorter = std::min(wrong.size(), name.size());
        const std::size_t allowed = std::max<std::size_t>(1, longer / 3);
        if (longer > longestName || longer - shorter > allowed || longer < 2) continue;
        const std::size_t here = distance(wrong, name);
        if (here > allowed || here >= least) continue;
        least = here;
        closest = &name;
    }
    return closest != nullptr ? *closest : std::string();
}

} // namespace sojourn
