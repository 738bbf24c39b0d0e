#include "formats/import/counter_depths.h"

#include "formats/import/shown_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace sojourn {

namespace {

constexpr double mostSize = std::numeric_limits<std::uint32_t>::max();

bool isWhole(double value)
{
    // Decimal fractions are not exact in binary, nor what they are when scaled.
    return std::abs(value - std::round(value)) <= 1e-12 * std::abs(value);
}

/// The power of ten that scaledDepths() describes, for values from the least on.
int unitOf(const std::vector<ImportCounter::Value>& values, double least)
{
    static constexpr int finest = -6;
    double most = 0;
    int unit = 0;
    for (const ImportCounter::Value& value : values) {
        most = std::max(most, value.value - least);
        while (unit > finest && !isWhole(value.value * std::pow(10, -unit)))
            --unit;
    }
    while (most * std::pow(10, -unit) > mostSize)
        ++unit;
    return unit;
}

std::string unitText(int unit, double least)
{
    std::string text;
    if (least < 0) {
        std::array<char, 32> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), least).ptr;
        text = "from " + std::string(digits.data(), end) + " on";
    }
    if (unit != 0) {
        std::string number = unit < 0 ? "0." + std::string(static_cast<std::size_t>(-unit - 1), '0') + '1'
                                      : '1' + std::string(static_cast<std::size_t>(unit), '0');
        if (unit > 6) number = "1e" + std::to_string(unit);
        text += (text.empty() ? "in units of " : ", in units of ") + number;
    }
    return text.empty() ? text : " (" + text + ")";
}

} // namespace

ScaledDepths scaledDepths(const std::vector<ImportCounter::Value>& values, std::int64_t originNs)
{
    ScaledDepths scaled;
    double least = 0;
    for (const ImportCounter::Value& value : values)
        least = std::min(least, value.value);
    const int unit = unitOf(values, least);
    const double perUnit = std::pow(10, -unit);
    const double base = std::round(least * perUnit);
    scaled.unit = unitText(unit, least);
    scaled.steps.reserve(values.size());
    for (const ImportCounter::Value& value : values) {
        const double size = value.value * perUnit;
        if (!isWhole(size) && scaled.rounded++ == 0) scaled.firstRoundedNs = value.ns;
        if (value.value < 0 && scaled.belowZero++ == 0) scaled.firstBelowZeroNs = value.ns;
        scaled.steps.push_back({value.ns - originNs, static_cast<std::uint32_t>(std::clamp(
                                                         std::round(size) - base, 0.0, mostSize))});
    }
    return scaled;
}

std::vector<std::string> counterNames(const std::vector<ImportCounter>& counters,
                                      const std::vector<ImportProcess>& processes)
{
    std::map<std::pair<std::uint32_t, std::string>, int> series;
    std::map<std::string, std::set<std::uint32_t>> owners;
    for (const ImportCounter& counter : counters) {
        ++series[{counter.process, counter.name}];
        owners[counter.name].insert(counter.process);
    }
    std::vector<std::string> names;
    std::set<std::string> taken;
    for (const ImportCounter& counter : counters) {
        std::string name = counter.name;
        if (series[{counter.process, counter.name}] > 1) name += " " + counter.series;
        if (owners[counter.name].size() > 1) {
            name = processes[counter.process].shownName() + " / " + name;
        }
        name = shownText(std::move(name));
        std::string unique = name;
        for (int i = 2; !taken.insert(unique).second; ++i)
            unique = name + " (" + std::to_string(i) + ")";
        names.push_back(std::move(unique));
    }
    return names;
}

} // namespace sojourn
