// What can be set: by flag, variable or config file. One table that the flags, the help and --dump-config are
// made from.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn::cli {

enum class Key : std::uint8_t {
    NumProducers,
    NumConsumers,
    Set,
    Seed,
    Clock,
    Speed,
    Until,
    Events,
    Export,
    ExportFormat,
    Summary,
    SummaryFile,
    Require,
    Theory,
    LogLevel,
    LogFormat,
    Quiet,
    DumpConfig,
    Config,
};
inline constexpr std::size_t keyCount = static_cast<std::size_t>(Key::Config) + 1;

/// Where a value comes from, the weakest first.
enum class Source : std::uint8_t { Default, Config, Environment, Flag };

enum class Shape : std::uint8_t {
    Value,  ///< one value; the last one given counts
    Target, ///< one value that is a file to write: giving two is an error, not a choice
    List,   ///< any number of values
    Switch, ///< a truth value; the bare flag means true
};

/// One line of the table.
struct SettingInfo
{
    Key key;
    const char* name;        ///< of the flag and in a config file: num-producers
    char letter;             ///< of the short flag; 0 without one
    const char* environment; ///< null without one
    Shape shape;
    const char* valueName; ///< for the help: N, FILE
    const char* byDefault; ///< for --dump-config; null where the scenario says
    bool isOfScenario;     ///< also for the window and for `show`: it says what runs, not what is written
    const char* about;
};

/// Every setting, in the order of the help.
std::span<const SettingInfo> settingInfos();
const SettingInfo& settingInfo(Key key);

/// A value as somebody gave it.
struct Given
{
    std::string text;
    Source source = Source::Default;
    std::string name; ///< as a sentence names it: --seed, SOJOURN_SEED, run.ini: seed
};

/// All that was given, by setting.
class GivenValues final
{
public:
    void add(Key key, Given given) { m_values[static_cast<std::size_t>(key)].push_back(std::move(given)); }
    /// Of every source.
    const std::vector<Given>& all(Key key) const { return m_values[static_cast<std::size_t>(key)]; }
    /// Something is set at all.
    bool hasAny() const
    {
        return std::ranges::any_of(m_values, [](const std::vector<Given>& given) { return !given.empty(); });
    }
    /// Those of the strongest source that has any.
    std::vector<Given> strongest(Key key) const;
    /// The one that counts, or null.
    const Given* one(Key key) const;

private:
    std::array<std::vector<Given>, keyCount> m_values;
};

} // namespace sojourn::cli
