// A scenario computed on the virtual clock without writing anything: what the engine costs by itself
// ("bare"), with the statistics ("summary"), or with both of them and everything recorded ("record").
// bench_run bare|summary|record FILE [NAME=VALUE...]. Prints one JSON object.
#include "scenario/run.h"
#include "scenario/scenario_file.h"

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

int main(int argc, char** argv)
{
    using namespace sojourn;
    const std::string mode = argc > 1 ? argv[1] : "record";
    std::ifstream in(argc > 2 ? argv[2] : "");
    const Checked<ScenarioFile> file =
        ScenarioFile::read(std::string(std::istreambuf_iterator<char>(in), {}));
    if (!file) {
        std::fprintf(stderr, "%s\n", file.problem().sentence().c_str());
        return 2;
    }
    ParameterValues values;
    for (int i = 3; i < argc; ++i) {
        const std::string pair = argv[i];
        const std::size_t equals = pair.find('=');
        const Checked<ParameterValue> value = file->parse(pair.substr(0, equals), pair.substr(equals + 1));
        if (!value) {
            std::fprintf(stderr, "%s\n", value.problem().sentence().c_str());
            return 2;
        }
        values.emplace(pair.substr(0, equals), *value);
    }
    const Checked<Scenario> scenario = file->resolve(values);
    if (!scenario) {
        std::fprintf(stderr, "%s\n", scenario.problem().sentence().c_str());
        return 2;
    }
    RunOptions options;
    options.seed = scenario->seed;
    options.record = mode == "record";
    options.summarise = mode != "bare";
    Run run(std::make_shared<Scenario>(*scenario), options);
    const auto begin = std::chrono::steady_clock::now();
    run.runVirtual();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    std::printf("{\"elapsed_s\": %.6f, \"events\": %llu}\n", seconds,
                static_cast<unsigned long long>(run.log() ? run.log()->size() : 0));
}
