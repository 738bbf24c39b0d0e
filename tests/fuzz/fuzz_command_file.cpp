// Any bytes are what a file of the command line says (a column of numbers, a config file) or a sentence.
// Compiled once for each, which SOJOURN_FUZZ_READER names.
#include "cli/config_file.h"
#include "cli/sample_file.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

using namespace sojourn;

namespace {

enum class Reader { Sample, Config };
constexpr Reader fuzzed = Reader::SOJOURN_FUZZ_READER;

void demand(bool holds, const char* what, const std::string& detail)
{
    if (holds) return;
    std::fprintf(stderr, "%s: %s\n", what, detail.c_str());
    std::abort();
}

/// Quoted cells bring their line breaks along; whoever says it puts it on one line.
void demandSentence(const cli::UsageError& error)
{
    demand(!error.sentence.empty(), "no sentence", error.sentence);
}

/// A file in memory.
struct MemoryFile
{
    MemoryFile(const std::uint8_t* data, std::size_t size)
        : descriptor(memfd_create("input", 0))
        , path("/proc/self/fd/" + std::to_string(descriptor))
    {
        demand(descriptor >= 0 && write(descriptor, data, size) == static_cast<ssize_t>(size), "a file",
               path);
    }
    ~MemoryFile() { close(descriptor); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    int descriptor;
    std::string path;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const MemoryFile file(data, size);
    if (fuzzed == Reader::Config) {
        cli::GivenValues values;
        if (const auto error = cli::readConfigFile(file.path, values)) demandSentence(*error);
        return 0;
    }
    for (const char* column : {"", ":1", ":seconds"}) {
        const auto sample = cli::readSample("@" + file.path + column);
        if (!sample) demandSentence(sample.error());
        if (sample) demand(!(*sample)->values.empty(), "no number", file.path);
    }
    return 0;
}
