#include "cli/setting.h"

#include <algorithm>
#include <iterator>

namespace sojourn::cli {

namespace {

// clang-format off
constexpr SettingInfo infos[] = {
    {Key::NumProducers, "num-producers", 'p', "NUM_PRODUCERS", Shape::Value, "N", nullptr, true,
     "the parameter num_producers of the scenario"},
    {Key::NumConsumers, "num-consumers", 'c', "NUM_CONSUMERS", Shape::Value, "N", nullptr, true,
     "the parameter num_consumers of the scenario"},
    {Key::Set, "set", 0, nullptr, Shape::List, "NAME=VALUE", nullptr, true,
     "any parameter of the scenario; LOW:HIGH for a range, @FILE:COLUMN for numbers to draw from; may be repeated"},
    {Key::Seed, "seed", 0, "SOJOURN_SEED", Shape::Value, "N", nullptr, true,
     "the seed of every random draw (default: the scenario's)"},
    {Key::Clock, "clock", 0, "SOJOURN_CLOCK", Shape::Value, "real|virtual", "real", true,
     "real: measured times; virtual: as fast as it goes, exact times"},
    {Key::Speed, "speed", 0, "SOJOURN_SPEED", Shape::Value, "X", "1", true,
     "pace of the real clock: 10 is ten scenario seconds a second; max: no waiting"},
    {Key::Until, "until", 0, nullptr, Shape::Value, "S", nullptr, false,
     "stop the run at this time, in seconds (default: the scenario's)"},
    {Key::Events, "events", 0, nullptr, Shape::Target, "FILE", "", false,
     "write the event list, JSON Lines; - is standard output"},
    {Key::Export, "export", 0, nullptr, Shape::List, "FILE", "", false,
     "write the run's timeline; the format follows the file's ending; may be repeated"},
    {Key::ExportFormat, "export-format", 0, nullptr, Shape::Value, "FORMAT", "", false,
     "the format of every --export, whatever its ending"},
    {Key::Summary, "summary", 0, nullptr, Shape::Value, "text|json|none", "text", false,
     "the statistics at the end, on standard output (with --events -: standard error)"},
    {Key::SummaryFile, "summary-file", 0, nullptr, Shape::Target, "FILE", "", false,
     "write the statistics to a file instead"},
    {Key::Require, "require", 0, nullptr, Shape::List, "METRIC<N", "", false,
     "end with status 4 unless it holds: wait_s.p99<2, or with <=, >, >=; may be repeated"},
    {Key::Theory, "theory", 0, nullptr, Shape::Value, "text|json|none", "none", false,
     "what the run measured beside what queueing theory says, with intervals, behind the statistics"},
    {Key::LogLevel, "log-level", 'l', "LOG_LEVEL", Shape::Value, "LEVEL", "info", false,
     "debug, info, warning, error or critical"},
    {Key::LogFormat, "log-format", 'f', "LOG_FORMAT", Shape::Value, "FORMAT", "text", false,
     "text, json (one object a line) or color"},
    {Key::Quiet, "quiet", 'q', nullptr, Shape::Switch, "", "false", false,
     "no progress, no log below error"},
    {Key::DumpConfig, "dump-config", 'd', "DUMP_CONFIG", Shape::Switch, "", "false", false,
     "print every setting and where it came from to standard error, then run"},
    {Key::Config, "config", 0, "SOJOURN_CONFIG", Shape::Value, "FILE", "", false,
     "read settings from an INI or TOML file: a line a flag, such as num-producers=2"},
};
// clang-format on

constexpr bool isInOrderOfKeys()
{
    for (std::size_t i = 0; i < std::size(infos); ++i)
        if (static_cast<std::size_t>(infos[i].key) != i) return false;
    return std::size(infos) == keyCount;
}
static_assert(isInOrderOfKeys());

} // namespace

std::span<const SettingInfo> settingInfos()
{
    return infos;
}

const SettingInfo& settingInfo(Key key)
{
    return infos[static_cast<std::size_t>(key)];
}

std::vector<Given> GivenValues::strongest(Key key) const
{
    const std::vector<Given>& values = all(key);
    std::vector<Given> found;
    if (values.empty()) return found;
    const Source source = std::ranges::max_element(values, {}, &Given::source)->source;
    std::ranges::copy_if(values, std::back_inserter(found),
                         [&](const Given& given) { return given.source == source; });
    return found;
}

const Given* GivenValues::one(Key key) const
{
    const Given* best = nullptr;
    for (const Given& given : all(key))
        if (!best || given.source >= best->source) best = &given;
    return best;
}

} // namespace sojourn::cli
