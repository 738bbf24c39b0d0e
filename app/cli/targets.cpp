#include "cli/targets.h"

#include "cli/sample_file.h"
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

} // namespace

std::optional<UsageError> refuseSharedFiles(const std::vector<NamedFile>& read,
                                            const std::vector<NamedFile>& written)
{
    std::vector<std::pair<Place, std::string>> seen;
    for (const NamedFile& file : read)
        seen.emplace_back(placeOf(file.path), file.name);
    for (const NamedFile& file : written) {
        Place place = placeOf(file.path);
        for (const auto& [other, name] : seen)
            if (other == place)
                return UsageError{file.name + " is the same file as " + name + "; name another"};
        seen.emplace_back(std::move(place), file.name);
    }
    return {};
}

std::vector<NamedFile> filesRead(const RunSettings& settings)
{
    std::vector<NamedFile> files;
    if (!settings.what.path.empty()) files.push_back({"the scenario", settings.what.path});
    if (!settings.config.empty()) files.push_back({"--config " + settings.config, settings.config});
    for (const auto& [name, value] : settings.what.values)
        if (value.kind == ParameterValue::Kind::Sample)
            files.push_back({"the sample of " + name, sampleFile(value.sample->source)});
    return files;
}

std::optional<UsageError> refuseSharedTargets(const RunSettings& settings)
{
    std::vector<NamedFile> targets;
    if (!settings.events.empty()) targets.push_back({"--events " + settings.events, settings.events});
    for (const ExportTarget& target : settings.exports)
        targets.push_back({"--export " + target.path, target.path});
    if (!settings.summaryFile.empty())
        targets.push_back({"--summary-file " + settings.summaryFile, settings.summaryFile});
    return refuseSharedFiles(filesRead(settings), targets);
}

} // namespace sojourn::cli
