#include "formats/import/findings.h"

#include "formats/import/shown_text.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>

namespace sojourn {

namespace {

struct Words
{
    const char* one;
    const char* many; // behind the number
};

Words wordsOf(ImportFault fault)
{
    switch (fault) {
    case ImportFault::CutShort:
        return {"the file ends before it is complete", "places where the file breaks off"};
    case ImportFault::Unreadable:
        return {"a stretch that is no event could not be read",
                "stretches that are no events could not be read"};
    case ImportFault::Incomplete:
        return {"an event lacks what its kind needs (an instant, a length, an id)",
                "events lack what their kind needs (an instant, a length, an id)"};
    case ImportFault::TooMuch:
        return {"a thing is beyond what can be shown", "things are beyond what can be shown"};
    case ImportFault::Unclosed:
        return {"a span never ends", "spans never end"};
    case ImportFault::Unopened:
        return {"a span's end has no beginning", "ends of spans have no beginning"};
    case ImportFault::MisnamedEnd:
        return {"a span's end has another name than its beginning",
                "ends of spans have other names than their beginnings"};
    case ImportFault::Backwards:
        return {"a span ends before it begins: its clock ran backwards",
                "spans end before they begin: their clock ran backwards"};
    case ImportFault::OutOfOrder:
        return {"an event comes earlier in time than the one before it on its track",
                "events come earlier in time than the one before them on their track"};
    case ImportFault::Overlap:
        return {"a span overlaps another on its track without being inside it",
                "spans overlap others on their track without being inside them"};
    case ImportFault::NoLength:
        return {"a span takes no time", "spans take no time"};
    case ImportFault::UnboundFlow:
        return {"an end of a flow lies in no span", "ends of flows lie in no span"};
    case ImportFault::LoneFlow:
        return {"an end of a flow has no other end", "ends of flows have no other end"};
    case ImportFault::LostPrecision:
        return {
            "an instant is not exact to the nanosecond: it is finer, or digits of it were not written",
            "instants are not exact to the nanosecond: they are finer, or digits of them were not written"};
    case ImportFault::BadCounter:
        return {"a counter's value is no number from 0 on", "values of counters are no numbers from 0 on"};
    case ImportFault::PointEvent:
        return {"a step within an asynchronous span", "steps within asynchronous spans"};
    case ImportFault::OtherKind:
        return {"an event is of a kind that lanes do not show", "events are of kinds that lanes do not show"};
    }
    return {"", ""};
}

/// What became of them.
const char* effectWords(ImportFault fault, ImportEffect effect, bool isOne)
{
    if (effect == ImportEffect::LeftOut) return isOne ? "it is left out" : "they are left out";
    switch (fault) {
    case ImportFault::CutShort:
        return "what comes before that is there";
    case ImportFault::Unclosed:
        return isOne ? "it is drawn to the end of the recording"
                     : "they are drawn to the end of the recording";
    case ImportFault::MisnamedEnd:
        return isOne ? "it closes the span that began last" : "they close the spans that began last";
    case ImportFault::OutOfOrder:
        return isOne ? "it is put in order" : "they are put in order";
    case ImportFault::Overlap:
        return isOne ? "it has a lane below" : "they have lanes below";
    case ImportFault::NoLength:
        return isOne ? "it is drawn as an instant" : "they are drawn as instants";
    case ImportFault::LostPrecision:
        return isOne ? "it is rounded" : "they are rounded";
    case ImportFault::UnboundFlow:
        return isOne ? "it is drawn at its instant on its track"
                     : "they are drawn at their instants on their tracks";
    default:
        return "";
    }
}

std::string sentenceOf(const ImportFinding& finding, const std::string& more)
{
    const Words words = wordsOf(finding.fault);
    const bool isOne = finding.count == 1;
    std::string text = isOne ? words.one : std::to_string(finding.count) + ' ' + words.many;
    if (!more.empty()) text += " (" + more + ")";
    const std::string_view effect = effectWords(finding.fault, finding.effect, isOne);
    if (!effect.empty()) text += "; " + std::string(effect);
    return text;
}

} // namespace

void ImportFindings::add(ImportFault fault, ImportEffect effect, std::int64_t byte, std::int64_t ns,
                         std::uint32_t task, std::uint64_t count)
{
    if (count == 0) return;
    ImportFinding& finding = m_findings[static_cast<std::size_t>(fault)][static_cast<std::size_t>(effect)];
    if (finding.count == 0) {
        finding.fault = fault;
        finding.effect = effect;
        finding.firstByte = byte;
        finding.firstNs = ns;
        finding.firstTask = task;
    }
    finding.count += count;
}

void ImportFindings::addKind(ImportFault fault, std::string_view kind, std::int64_t byte, std::int64_t ns,
                             std::uint32_t task)
{
    add(fault, ImportEffect::LeftOut, byte, ns, task);
    static constexpr std::size_t longestKind = 60;
    static constexpr std::uint32_t mostKinds = 1000; // beyond that names say nothing
    Kinds& kinds = m_kinds[static_cast<std::size_t>(fault)];
    kind = kind.substr(0, longestKind);
    if (kind.empty() || kinds.names.size() >= mostKinds) return;
    const std::uint32_t number = kinds.names.numberOf(kind);
    if (number == kinds.counts.size()) kinds.counts.push_back(0);
    ++kinds.counts[number];
}

std::string ImportFindings::kinds(ImportFault fault) const
{
    static constexpr std::size_t shown = 3;
    const Kinds& kinds = m_kinds[static_cast<std::size_t>(fault)];
    std::vector<std::uint32_t> order(kinds.counts.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, std::ranges::greater(),
                             [&](std::uint32_t kind) { return kinds.counts[kind]; });
    std::string text;
    for (std::size_t i = 0; i < order.size() && i < shown; ++i) {
        if (i > 0) text += ", ";
        text += shownText(kinds.names.text(order[i])) + ' ' + std::to_string(kinds.counts[order[i]]);
    }
    const auto effect = static_cast<std::size_t>(ImportEffect::LeftOut);
    const std::uint64_t all = m_findings[static_cast<std::size_t>(fault)][effect].count;
    const bool areAll = order.size() <= shown &&
                        std::accumulate(kinds.counts.begin(), kinds.counts.end(), std::uint64_t{0}) == all;
    return text.empty() || areAll ? text : text + ", and others";
}

bool ImportFindings::has(ImportFault fault) const
{
    return std::ranges::any_of(m_findings[static_cast<std::size_t>(fault)],
                               [](const ImportFinding& finding) { return finding.count > 0; });
}

void ImportFindings::explain(ImportFault fault, std::string words)
{
    m_words[static_cast<std::size_t>(fault)] = std::move(words);
}

void ImportFindings::explainFurther(ImportFault fault, std::string_view words)
{
    std::string& said = m_words[static_cast<std::size_t>(fault)];
    if (!said.empty()) said += ", ";
    said += words;
}

std::vector<ImportFinding> ImportFindings::made(std::int64_t originNs,
                                                const std::vector<std::uint32_t>& taskOfTrack)
{
    std::vector<ImportFinding> all;
    for (std::size_t fault = 0; fault < faults; ++fault) {
        for (ImportFinding& finding : m_findings[fault]) {
            if (finding.count == 0) continue;
            if (finding.firstNs != notYet) finding.firstNs -= originNs;
            if (finding.firstTask != noTask)
                finding.firstTask =
                    finding.firstTask < taskOfTrack.size() ? taskOfTrack[finding.firstTask] : noTask;
            finding.sentence = sentenceOf(
                finding, m_words[fault].empty() ? kinds(static_cast<ImportFault>(fault)) : m_words[fault]);
            all.push_back(std::move(finding));
        }
    }
    return all;
}

} // namespace sojourn
