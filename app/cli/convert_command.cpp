#include "cli/convert_command.h"

#include "cli/catalogue_commands.h"
#include "cli/doctor_report.h"
#include "cli/recording_source.h"
#include "cli/settings.h"
#include "cli/targets.h"
#include "formats/json_text.h"
#include "formats/listed.h"
#include "formats/not_written.h"
#include "formats/output_file.h"
#include "formats/text_file.h"
#include "scenario/scenario.h"
#include "trace/grouped.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace sojourn::cli {

namespace {

int fail(const std::string& sentence, ErrorOutput& errors)
{
    errors.say(sentence);
    return 2;
}

/// A word about what the written file lacks.
void sayWhatIsMissing(const std::string& path, const ImportReport& report, ErrorOutput& errors)
{
    if (!report.isSound())
        errors.say(path + " is damaged: " + report.gravest()->sentence + "; `sojourn check " + path +
                   "` tells where");
    const std::uint64_t count = report.leftOut();
    if (count == 0) return;
    errors.say(grouped(count) + (count == 1 ? " thing of " : " things of ") + path +
               (count == 1 ? " is" : " are") + " left out; `sojourn check " + path + "` tells which");
}

/// Likewise of what the format, or any recording here, has no word for.
void sayWhatIsNotWritten(const std::string& in, const std::string& out, const Timeline& timeline,
                         const ExportFormat& format, ErrorOutput& errors)
{
    const std::vector<std::string> missing = notWritten(timeline, format);
    if (!missing.empty()) errors.say(out + " does not hold of " + in + ": " + listed(missing));
}

/// What is in a recording and what is wrong with it, or why there is none.
int tellRecording(const std::string& path, const CommandRecording& opened, bool asJson, ErrorOutput& errors)
{
    if (opened.status == 2 && asJson)
        print("{\"file\": " + jsonString(path) +
                  ", \"sound\": false, \"message\": " + jsonString(opened.read.problem) + "}\n",
              errors);
    if (opened.status != 0) return opened.status;
    const Recording& recording = *opened.read.recording;
    const int status = print(asJson ? doctorJson(path, recording) : doctorText(path, recording), errors);
    return status != 0 || recording.report.isSound() ? status : 2;
}

} // namespace

int convertRecording(const Flags& flags, const ExportFormats& formats, ErrorOutput& errors)
{
    const std::string& in = *flags.subject;
    const std::string& out = *flags.target;
    const auto format = formatOf({out, Source::Flag, "OUT"}, flags.values, formats);
    if (!format) return fail(format.error().sentence, errors);
    if (const auto error = refuseSharedFiles({{"IN", in}}, {{"OUT", out}}))
        return fail(error->sentence, errors);
    const auto target = outputTo(out);
    OutputFile& file = *target;
    if (!file.open()) return fail(file.problem(), errors);
    const bool isQuiet = flags.values.one(Key::Quiet) != nullptr;
    const CommandRecording opened = readForCommand(in, isQuiet, errors);
    if (opened.status != 0) return opened.status;
    const Recording& recording = *opened.read.recording;
    const bool lacksEvents = (*format)->needsEvents && recording.log->size() == 0;
    if (lacksEvents && recording.isBrokenOff)
        return fail("no event of " + in + " could be read; `sojourn check " + in + "` tells why", errors);
    if (lacksEvents)
        return fail(in + " tells spans, not events: it cannot be written as an event list", errors);
    const Timeline timeline{*recording.columns, recording.end, &recording.context, &recording};
    (*format)->write(timeline, file);
    if (!file.commit() && !file.isReaderGone()) return fail(file.problem(), errors);
    if (!isQuiet) sayWhatIsMissing(in, recording.report, errors);
    if (!isQuiet) sayWhatIsNotWritten(in, out, timeline, **format, errors);
    return 0;
}

int checkFile(const std::string& path, bool asJson, ErrorOutput& errors)
{
    std::optional<std::string> scenario;
    const CommandRecording opened = readForCommand(path, scenario, errors);
    if (opened.status != 0 || !scenario) return tellRecording(path, opened, asJson, errors);
    TextFile text = textOf(std::move(*scenario), maxScenarioBytes, "a scenario file", path);
    if (text.text && text.text->empty()) text = {{}, path + " is empty"};
    return checkScenario(path, std::move(text), asJson, errors);
}

} // namespace sojourn::cli
