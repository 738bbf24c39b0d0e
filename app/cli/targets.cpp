#include "cli/targets.h"

#include "formats/output_file.h"

#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace sojourn::cli {

namespace {

/// A file as the system knows it, or where it will be.
struct Place
{
    bool exists = false;
    dev_t device = 0;
    ino_t node = 0;
    std::string path;

    bool operator==(const Place& other) const
    {
        if (exists != other.exists) return false;
        return exists ? device == other.device && node == other.node : path == other.path;
    }
};

Place placeOf(const std::string& path)
{
    Place place;
    struct stat status = {};
    const int descriptor = path == "-" ? STDOUT_FILENO : descriptorOf(path);
    if (descriptor >= 0 ? ::fstat(descriptor, &status) == 0 : ::stat(path.c_str(), &status) == 0) {
        place.exists = true;
        place.device = status.st_dev;
        place.node = status.st_ino;
        return place;
    }
    std::error_code error;
    place.path = std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error).string();
    if (error) place.path = path;
    return place;
}

struct Named
{
    Place place;
    std::string name; ///< --events out.jsonl
};

} // namespace

std::optional<UsageError> refuseSharedTargets(const RunSettings& settings)
{
    std::vector<std::pair<std::string, std::string>> targets;
    if (!settings.events.empty()) targets.emplace_back("--events ", settings.events);
    for (const ExportTarget& target : settings.exports)
        targets.emplace_back("--export ", target.path);
    if (!settings.summaryFile.empty()) targets.emplace_back("--summary-file ", settings.summaryFile);

    std::vector<Named> seen;
    if (!settings.what.path.empty()) seen.push_back({placeOf(settings.what.path), "the scenario"});
    if (!settings.config.empty()) seen.push_back({placeOf(settings.config), "--config " + settings.config});
    for (const auto& [flag, path] : targets) {
        Named target{placeOf(path), flag + path};
        for (const Named& other : seen)
            if (other.place == target.place)
                return UsageError{target.name + " is the same file as " + other.name + "; name another"};
        seen.push_back(std::move(target));
    }
    return {};
}

} // namespace sojourn::cli
