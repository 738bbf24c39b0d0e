#include "cli/theory_report.h"

#include "explore/figure_text.h"
#include "explore/theory_words.h"
#include "formats/json_object.h"
#include "formats/text_table.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace sojourn::cli {

namespace {

using Kind = QueueTheory::Kind;
using Verdict = TheoryRow::Verdict;

/// An approximation is not refuted: it is off.
std::string verdictWord(const TheoryRow& row, Kind kind)
{
    switch (row.verdict()) {
    case Verdict::Agrees:
        return "agrees";
    case Verdict::Disagrees:
        if (const std::string off = offByPercent(row, kind); !off.empty()) return "off by " + off + " %";
        return "differs";
    case Verdict::Open:
        break;
    }
    return {};
}

/// The two are never the same thing.
const char* weightingWord(Weighting weighting)
{
    return weighting == Weighting::PerItem ? "per item" : "over time";
}

std::string tableOf(const std::vector<TheoryRow>& rows, Kind kind)
{
    TextTable table;
    table.add({"", "", "measured", "95 % from", "to", "theory", ""});
    bool isEmpty = true;
    for (const TheoryRow& row : rows) {
        if (!row.measured && !row.theory) continue; // why is said below
        isEmpty = false;
        std::vector<std::string> cells{row.label, weightingWord(row.weighting)};
        if (row.measured)
            for (const double value : {row.measured->value, row.measured->low, row.measured->high})
                cells.push_back(rowFigure(row, value));
        else
            cells.insert(cells.end(), {"·", "·", "·"});
        cells.push_back(row.theory ? rowFigure(row, *row.theory) : "·");
        cells.push_back(verdictWord(row, kind));
        table.add(std::move(cells));
    }
    return isEmpty ? std::string() : table.text();
}

std::string shortagesOf(const std::vector<TheoryRow>& rows)
{
    std::string text;
    for (const ShortageWords& words : shortageWords(rows))
        text += words.labels + ": " + words.sentence + '\n';
    return text;
}

std::string littleText(const LittlesLaw& little)
{
    std::string text = "Little's law, whole run: " + littleWords(little);
    if (little.stillWaiting > 0)
        text += ", but for " + countedText(little.stillWaiting, "item") + " that still waited at the end";
    return text + '\n';
}

std::string warmUpText(const std::vector<TheoryRow>& rows)
{
    const auto wait =
        std::find_if(rows.begin(), rows.end(), [](const TheoryRow& row) { return row.key == "mean_wait_s"; });
    if (wait == rows.end() || !wait->measured) return {};
    return countedText(wait->measured->counted, "wait") + " count" +
           (wait->measured->warmUp > 0
                ? ", the first " + std::to_string(wait->measured->warmUp) + " are warm-up"
                : "") +
           "; they tell as much about the mean as " + figureText(wait->measured->independentValues, 3) +
           " independent ones\n";
}

std::string queueText(const QueueCheck& check, const std::string& name)
{
    const QueueTheory& theory = check.theory;
    std::string text = name + ": ";
    if (theory.name.empty())
        text += theory.sentence;
    else
        text += theory.name + (theory.kind == Kind::Approximate ? ", an approximation" : "");
    if (!theory.inputs.empty()) text += " (" + theory.inputs + ")";
    text += '\n';
    if (!theory.formula.empty()) text += "formula: " + theory.formula + "\nsource: " + theory.source + '\n';
    for (const std::string& deviation : theory.deviations)
        text += "does not hold: " + deviation + '\n';
    if (!theory.neighbour.empty()) text += "next door: " + theory.neighbour + '\n';
    for (const std::string& note : theory.notes)
        text += "note: " + note + '\n';
    text += tableOf(check.rows, theory.kind) + warmUpText(check.rows);
    for (const std::string& sentence : warmUpWords(check.rows))
        text += sentence + '\n';
    text += shortagesOf(check.rows);
    if (check.little) text += littleText(*check.little);
    return text;
}

const char* kindWord(Kind kind)
{
    switch (kind) {
    case Kind::Exact:
        return "exact";
    case Kind::Approximate:
        return "approximation";
    case Kind::Overload:
        return "overload";
    case Kind::None:
        break;
    }
    return "none";
}

void writeMeasured(std::string& out, const Estimated& estimated)
{
    if (!estimated) {
        out += "null";
        return;
    }
    JsonObject object(out);
    object.number("value", estimated->value);
    object.number("low", estimated->low);
    object.number("high", estimated->high);
    object.text("weighting", estimated->weighting == Weighting::PerItem ? "per_item" : "time");
    object.whole("warm_up", estimated->warmUp);
    object.whole("counted", estimated->counted);
    object.number("independent", estimated->independentValues);
    object.end();
}

void writeRow(std::string& out, const TheoryRow& row)
{
    JsonObject object(out);
    writeMeasured(object.field("measured"), row.measured);
    if (!row.measured) object.text("shortage", row.shortage());
    if (row.theory)
        object.number("theory", *row.theory);
    else
        object.field("theory") += "null";
    const Verdict verdict = row.verdict();
    object.field("agrees") += verdict == Verdict::Open     ? "null"
                              : verdict == Verdict::Agrees ? "true"
                                                           : "false";
    object.end();
}

void writeLittle(std::string& out, const LittlesLaw& little)
{
    JsonObject object(out);
    object.number("queue_length", little.queueLength);
    object.number("arrivals_per_s", little.arrivalsPerSecond);
    object.number("mean_wait_s", little.waitSeconds);
    object.number("product", little.product());
    object.whole("still_waiting", little.stillWaiting);
    object.field("holds") += little.holds() ? "true" : "false";
    object.end();
}

void writeQueue(std::string& out, const QueueCheck& check)
{
    const QueueTheory& theory = check.theory;
    JsonObject object(out);
    object.text("kind", kindWord(theory.kind));
    for (const auto& [key, text] : {std::pair<const char*, const std::string&>{"case", theory.name},
                                    {"inputs", theory.inputs},
                                    {"formula", theory.formula},
                                    {"source", theory.source},
                                    {"sentence", theory.sentence}}) {
        if (text.empty())
            object.field(key) += "null";
        else
            object.text(key, text);
    }
    object.whole("servers", theory.servers);
    if (theory.offeredLoadRatio)
        object.number("offered_load_ratio", *theory.offeredLoadRatio);
    else
        object.field("offered_load_ratio") += "null";
    object.number("growth_per_s", theory.growthPerSecond);
    std::vector<std::string> assumptions;
    for (const QueueTheory::Assumption& assumption : theory.assumptions)
        assumptions.push_back(assumption.text + " (" + assumption.from + ')');
    object.texts("assumptions", assumptions);
    object.texts("deviations", theory.deviations);
    if (theory.neighbour.empty())
        object.field("neighbour") += "null";
    else
        object.text("neighbour", theory.neighbour);
    object.texts("notes", theory.notes);
    JsonObject figures(object.field("figures"));
    for (const TheoryRow& row : check.rows)
        writeRow(figures.field(row.key), row);
    figures.end();
    if (check.little)
        writeLittle(object.field("littles_law"), *check.little);
    else
        object.field("littles_law") += "null";
    object.end();
}

void writePipelines(std::string& out, const std::vector<PipelineTheory>& pipelines, const RunInfo& info)
{
    out += '[';
    for (const PipelineTheory& pipeline : pipelines) {
        if (out.back() != '[') out += ", ";
        JsonObject object(out);
        std::vector<std::string> names;
        for (const std::uint16_t queue : pipeline.queues)
            names.push_back(info.queues[queue].name);
        object.texts("queues", names);
        object.whole("population", pipeline.population);
        object.text("bottleneck", names[pipeline.bottleneck.station]);
        object.number("capacity_per_s", pipeline.bottleneck.capacityPerSecond);
        object.number("most_throughput_per_s", pipeline.bottleneck.throughputPerSecond);
        object.text("sentence", pipeline.sentence);
        object.text("source", pipeline.source);
        object.end();
    }
    out += ']';
}

} // namespace

std::string theoryText(const TheoryCheck& check, const RunInfo& info)
{
    if (check.queues.empty()) return "theory: there is no queue\n";
    std::string text = "theory: ";
    if (!check.sentence.empty())
        text += check.sentence;
    else if (const std::string overload = overloadSentence(check.queues, info); !overload.empty())
        text += overload;
    else
        text += "there are no exact values to compare with";
    text += '\n';
    for (const PipelineTheory& pipeline : check.pipelines)
        text += pipeline.sentence + '\n';
    for (const QueueCheck& queue : check.queues)
        text += '\n' + queueText(queue, info.queues[queue.theory.queue].name);
    return text;
}

std::string theoryJson(const TheoryCheck& check, const RunInfo& info)
{
    std::string out;
    JsonObject object(out);
    object.text("scenario", info.scenario);
    if (check.sentence.empty())
        object.field("sentence") += "null";
    else
        object.text("sentence", check.sentence);
    JsonObject queues(object.field("queues"));
    for (const QueueCheck& queue : check.queues)
        writeQueue(queues.field(info.queues[queue.theory.queue].name), queue);
    queues.end();
    writePipelines(object.field("pipelines"), check.pipelines, info);
    object.end();
    return out + '\n';
}

} // namespace sojourn::cli
