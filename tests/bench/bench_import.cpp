// What reading a recording costs: bench_import FILE. Says what was read, the time, and the memory of the
// process.
#include "formats/import/read_recording.h"

#include <cstdio>
#include <sys/resource.h>

using namespace sojourn;

namespace {

double cpuSeconds(const rusage& usage)
{
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) return std::fprintf(stderr, "bench_import FILE\n"), 2;
    ImportProgress progress;
    const ReadRecording read = readRecording(argv[1], progress);
    if (!read.recording) return std::fprintf(stderr, "%s\n", read.problem.c_str()), 1;
    std::size_t spans = 0;
    for (const Lane& lane : read.recording->columns->lanes())
        spans += lane.spans.size();
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("{\"spans\": %zu, \"lanes\": %zu, \"visits\": %zu, \"findings\": %zu, \"columns_mb\": %.1f, "
                "\"peak_mb\": "
                "%.1f, \"load_s\": %.3f}\n",
                spans, read.recording->columns->lanes().size(), read.recording->columns->visits().size(),
                read.recording->report.findings.size(),
                static_cast<double>(read.recording->columns->memoryBytes()) / 1e6,
                static_cast<double>(usage.ru_maxrss) * 1024 / 1e6, cpuSeconds(usage));
    for (const ImportFinding& finding : read.recording->report.findings)
        std::printf("%s | %s\n", finding.sentence.c_str(), finding.place(*read.recording->info).c_str());
    return 0;
}
