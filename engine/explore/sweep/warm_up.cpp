#include "explore/sweep/warm_up.h"

#include "stats/steady_state.h"

#include <charconv>
#include <limits>

namespace sojourn {

std::string WarmUp::text() const
{
    return isFound ? "auto" : std::to_string(items);
}

Checked<WarmUp> readWarmUp(std::string_view text)
{
    if (text == "auto") return WarmUp{true, 0};
    WarmUp warmUp{false, 0};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), warmUp.items);
    const bool isNumber = error == std::errc() && end == text.data() + text.size();
    if (isNumber && warmUp.items < std::numeric_limits<std::uint32_t>::max()) return warmUp;
    ScenarioProblem problem;
    problem.message = '"' + std::string(text.substr(0, 100)) + "\" is neither auto nor a number of items";
    return problem;
}

std::uint32_t foundWarmUp(const std::vector<SummaryFold::Sojourn>& sojourns)
{
    PerItemSeries seconds;
    seconds.values.reserve(sojourns.size());
    for (const SummaryFold::Sojourn& sojourn : sojourns)
        seconds.values.push_back(static_cast<double>(sojourn.ns) / 1e9);
    const Estimated mean = meanOf(seconds);
    return mean && mean->warmUp > 0 ? sojourns[mean->warmUp - 1].made : 0;
}

} // namespace sojourn
