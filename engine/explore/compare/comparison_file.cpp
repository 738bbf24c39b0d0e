#include "explore/compare/comparison_file.h"

#include "formats/csv.h"
#include "formats/json_object.h"
#include "formats/json_text.h"

namespace sojourn {

namespace {

void writeLength(Sink& sink, std::int64_t ns, bool known)
{
    sink.write(',');
    if (known) sink.wrote(writeNineDecimals(sink.room(24), ns));
}

void writeNumber(Sink& sink, std::uint32_t item)
{
    sink.write(',');
    if (item != ItemChange::none) writeWhole(sink, item);
}

void writeItem(const ComparisonFile& file, const ItemChange& change, Sink& sink)
{
    const bool inB = change.b != ItemChange::none;
    const Columns& columns = *(inB ? file.b : file.a).columns;
    const Item& item = columns.items()[inB ? change.b : change.a];
    if (item.maker != noTask) sink.write(csvCell(columns.info().taskName(item.maker)));
    sink.write(',');
    writeWhole(sink, item.nth);
    writeNumber(sink, change.a);
    writeNumber(sink, change.b);
    writeLength(sink, change.aSojournNs, change.aSojournNs != notYet);
    writeLength(sink, change.bSojournNs, change.bSojournNs != notYet);
    writeLength(sink, change.isCompared() ? change.differenceNs() : 0, change.isCompared());
    writeLength(sink, change.aWaitNs, change.aWaitNs != notYet);
    writeLength(sink, change.bWaitNs, change.bWaitNs != notYet);
    sink.write("\r\n");
}

void writeValue(std::string& out, const ParameterValue& value)
{
    switch (value.kind) {
    case ParameterValue::Kind::Number:
        out += jsonNumber(value.number);
        break;
    case ParameterValue::Kind::Range:
        out += '[' + jsonNumber(value.number) + ", " + jsonNumber(value.high) + ']';
        break;
    case ParameterValue::Kind::Truth:
        out += value.truth ? "true" : "false";
        break;
    case ParameterValue::Kind::Text:
    case ParameterValue::Kind::Sample:
        out += jsonString(value.toText());
        break;
    }
}

void writeOptional(JsonObject& object, const char* key, const std::optional<double>& value)
{
    if (value)
        object.number(key, *value);
    else
        object.field(key) += "null";
}

void writeFigures(std::string& out, const RunFigures& figures)
{
    JsonObject object(out);
    for (std::size_t i = 0; i < runFigureCount; ++i)
        writeOptional(object, runFigureName(static_cast<RunFigure>(i)), figures[i]);
    object.end();
}

void writeRun(std::string& out, const ComparedRun& run)
{
    JsonObject object(out);
    object.text("name", run.name);
    object.whole("seed", run.columns->info().seed);
    object.text("clock", run.columns->info().virtualClock ? "virtual" : "real");
    object.text("outcome", outcomeName(run.outcome));
    JsonObject parameters(object.field("parameters"));
    for (const Parameter& parameter : run.parameters)
        writeValue(parameters.field(parameter.name), parameter.value);
    parameters.end();
    writeFigures(object.field("figures"), run.figures);
    object.end();
}

RunFigures differenceOf(const RunFigures& a, const RunFigures& b)
{
    RunFigures difference;
    for (std::size_t i = 0; i < runFigureCount; ++i)
        if (a[i] && b[i]) difference[i] = *b[i] - *a[i];
    return difference;
}

} // namespace

void writeComparisonCsv(const ComparisonFile& file, Sink& sink)
{
    sink.write("maker,nth,a_item,b_item,a_sojourn_s,b_sojourn_s,difference_s,a_wait_s,b_wait_s\r\n");
    for (const ItemChange& change : file.comparison.items)
        writeItem(file, change, sink);
}

void writeComparisonJson(const ComparisonFile& file, Sink& sink)
{
    std::string out;
    JsonObject object(out);
    object.text("format", "sojourn-comparison");
    object.whole("version", 1);
    object.text("scenario", file.b.columns->info().scenario);
    object.text("sentence", file.sentence);
    writeRun(object.field("a"), file.a);
    writeRun(object.field("b"), file.b);
    writeFigures(object.field("difference"), differenceOf(file.a.figures, file.b.figures));
    JsonObject items(object.field("items"));
    items.whole("shorter", file.comparison.shorter);
    items.whole("longer", file.comparison.longer);
    items.whole("same", file.comparison.same);
    items.whole("unfinished", file.comparison.unfinished);
    items.whole("only_a", file.comparison.onlyA);
    items.whole("only_b", file.comparison.onlyB);
    if (file.comparison.isMeasured) {
        items.number("same_within_s", static_cast<double>(jitterNs) / 1e9);
        items.number("same_within_ratio", 1.0 / jitterParts);
    }
    items.end();
    if (file.paired.mean) {
        JsonObject paired(object.field("over_seeds"));
        paired.text("metric", runFigureName(file.pairedFigure));
        paired.whole("seeds", file.paired.count);
        paired.number("mean", *file.paired.mean);
        writeOptional(paired, "low95", file.paired.low);
        writeOptional(paired, "high95", file.paired.high);
        paired.end();
    }
    object.end();
    sink.write(out);
    sink.write('\n');
}

} // namespace sojourn
