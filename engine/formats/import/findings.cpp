#include "formats/import/findings.h"

#include "formats/import/shown_text.h"
#include "trace/grouped.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>

namespace sojourn {

namespace {

constexpr OwnFinding controlCharacters{
    ImportFault::BadText,
    ImportEffect::Mended,
    "a name has control characters",
    "names have control characters",
    "they stand as spaces in it",
    "they stand as spaces in them",
};

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
        return {"an event lacks what its kind needs", "events lack what their kind needs"};
    case ImportFault::TooMuch:
        return {"a thing is beyond what this program holds", "things are beyond what this program holds"};
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
    case ImportFault::RoundedCounter:
        return {"a counter's value is not whole in the unit of its lane",
                "values of counters are not whole in the unit of their lane"};
    case ImportFault::OutOfRange:
        return {"a time is out of range: instants reach 146 years to either side of 0",
                "times are out of range: instants reach 146 years to either side of 0"};
    case ImportFault::UnknownName:
        return {"an event's name is a number that nothing before it explains",
                "names of events are numbers that nothing before them explains"};
    case ImportFault::LostNames:
        return {"the part with the names is damaged", "parts with the names are damaged"};
    case ImportFault::BadText:
        return {"a name is no text in UTF-8", "names are no texts in UTF-8"};
    case ImportFault::LongText:
        return {"a name is longer than can be shown", "names are longer than can be shown"};
    case ImportFault::PointEvent:
        return {"a step within an asynchronous span", "steps within asynchronous spans"};
    case ImportFault::OtherKind:
        return {"an event is of a kind that lanes do not show", "events are of kinds that lanes do not show"};
    case ImportFault::DamagedPart:
        return {"a part is damaged", "parts are damaged"};
    case ImportFault::LostRows:
        return {"a thing that the file held is lost", "things that the file held are lost"};
    case ImportFault::LostInRecorder:
        return {"the recording program lost something", "times the recording program lost something"};
    case ImportFault::Contradiction:
        return {"an event does not follow from those before it",
                "events do not follow from those before them"};
    case ImportFault::Repeated:
        return {"a line is the one before it again", "lines are those before them again"};
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
    case ImportFault::RoundedCounter:
        return isOne ? "it is rounded" : "they are rounded";
    case ImportFault::BadCounter:
        return isOne ? "it is drawn from the least on, which its lane's name tells"
                     : "they are drawn from the least on, which their lane's name tells";
    case ImportFault::OutOfRange:
        return isOne ? "its span ends where the range does" : "their spans end where the range does";
    case ImportFault::TooMuch:
        return isOne ? "it counts as the last that is held" : "they count as the last that is held";
    case ImportFault::UnknownName:
        return isOne ? "it has no name" : "they have no names";
    case ImportFault::LostNames:
        return "tasks, queues and all else are numbered";
    case ImportFault::DamagedPart:
        if (effect == ImportEffect::Noted) return "nothing of the run is lost with it";
        return isOne ? "it is made whole from the parity of its group"
                     : "they are made whole from the parity of their groups";
    case ImportFault::BadText:
        return isOne ? "what is none stands as \uFFFD in it" : "what is none stands as \uFFFD in them";
    case ImportFault::LongText:
        return isOne ? "it is cut" : "they are cut";
    case ImportFault::UnboundFlow:
        return isOne ? "it is drawn at its instant on its track"
                     : "they are drawn at their instants on their tracks";
    default:
        return "";
    }
}

std::string sentenceOf(const ImportFinding& finding, const Words& words, std::string_view effect,
                       const std::string& more)
{
    const bool isOne = finding.count == 1;
    std::string text = isOne ? words.one : grouped(finding.count) + ' ' + words.many;
    if (!more.empty()) text += " (" + more + ")";
    if (!effect.empty()) text += "; " + std::string(effect);
    return text;
}

void addTo(ImportFinding& finding, ImportFault fault, ImportEffect effect, FilePlace place, std::int64_t ns,
           std::uint32_t task, std::uint64_t count)
{
    if (finding.count == 0) {
        finding.fault = fault;
        finding.effect = effect;
        finding.firstByte = place.byte;
        finding.firstUnpacked = place.unpacked;
        finding.firstNs = ns;
        finding.firstTask = task;
    }
    finding.count += count;
}

} // namespace

void ImportFindings::add(ImportFault fault, ImportEffect effect, FilePlace place, std::int64_t ns,
                         std::uint32_t task, std::uint64_t many)
{
    if (many == 0) return;
    addTo(m_findings[static_cast<std::size_t>(fault)][static_cast<std::size_t>(effect)], fault, effect, place,
          ns, task, many);
}

void ImportFindings::add(const OwnFinding& own, FilePlace place, std::int64_t ns, std::uint32_t task,
                         std::uint64_t many)
{
    if (many > 0) addTo(entryOf(own).finding, own.fault, own.effect, place, ns, task, many);
}

ImportFindings::Own& ImportFindings::entryOf(const OwnFinding& own)
{
    const auto known = std::ranges::find(m_own, &own, &Own::own);
    if (known != m_own.end()) return *known;
    m_own.emplace_back().own = &own;
    return m_own.back();
}

void ImportFindings::addKind(ImportFault fault, ImportEffect effect, std::string_view kind, FilePlace place,
                             std::int64_t ns, std::uint32_t task, std::uint64_t count)
{
    if (count == 0) return;
    add(fault, effect, place, ns, task, count);
    m_kinds[{fault, effect}].add(kind, count);
}

void ImportFindings::addKind(const OwnFinding& own, std::string_view kind, FilePlace place,
                             std::uint64_t count, std::int64_t ns, std::uint32_t task)
{
    if (count == 0) return;
    add(own, place, ns, task, count);
    entryOf(own).kinds.add(kind, count);
}

void ImportFindings::Kinds::add(std::string_view kind, std::uint64_t count)
{
    static constexpr std::size_t longestKind = 60;
    static constexpr std::uint32_t mostKinds = 1000; // beyond that names say nothing
    kind = wholeCharacters(kind, longestKind);
    if (kind.empty()) kind = "without a name";
    const std::uint32_t number = names.numberOf(kind, mostKinds);
    if (number == mostKinds) {
        further += count;
        return;
    }
    if (number == counts.size()) counts.push_back(0);
    counts[number] += count;
}

std::string ImportFindings::kinds(ImportFault fault, ImportEffect effect) const
{
    const auto found = m_kinds.find({fault, effect});
    return found == m_kinds.end() ? std::string() : found->second.words();
}

/// No kind is hidden: those that would make the sentence too long are counted.
std::string ImportFindings::Kinds::words() const
{
    static constexpr std::size_t shown = 20;
    std::vector<std::uint32_t> order(counts.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, std::ranges::greater(), [&](std::uint32_t kind) { return counts[kind]; });
    std::string text;
    std::uint64_t others = further;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::uint64_t count = counts[order[i]];
        if (i >= shown) {
            others += count;
            continue;
        }
        if (i > 0) text += ", ";
        text += shownText(names.text(order[i])) + ' ' + grouped(count);
    }
    if (others == 0) return text;
    const std::string more = further > 0 ? "more than " : "";
    return text + ", and " + more + grouped(order.size() - std::min(order.size(), shown)) + " more names " +
           grouped(others);
}

void ImportFindings::noteText(std::string_view name, FilePlace place)
{
    if (name.size() > mostShownBytes) add(ImportFault::LongText, ImportEffect::Mended, place);
    if (!isUtf8(wholeCharacters(name, mostShownBytes)))
        add(ImportFault::BadText, ImportEffect::Mended, place);
    if (std::ranges::any_of(name, isControl)) add(controlCharacters, place);
}

bool ImportFindings::has(ImportFault fault) const
{
    return std::ranges::any_of(m_findings[static_cast<std::size_t>(fault)],
                               [](const ImportFinding& finding) { return finding.count > 0; }) ||
           std::ranges::any_of(
               m_own, [&](const Own& each) { return each.own->fault == fault && each.finding.count > 0; });
}

void ImportFindings::explain(ImportFault fault, std::string words)
{
    m_words[static_cast<std::size_t>(fault)] = std::move(words);
}

void ImportFindings::explain(const OwnFinding& own, std::string words)
{
    entryOf(own).words = std::move(words);
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
    const auto take = [&](ImportFinding& finding, const Words& words, std::string_view effect,
                          const std::string& more) {
        if (finding.count == 0) return;
        if (finding.firstNs != notYet) finding.firstNs -= originNs;
        if (finding.firstTask != noTask)
            finding.firstTask =
                finding.firstTask < taskOfTrack.size() ? taskOfTrack[finding.firstTask] : noTask;
        finding.sentence = sentenceOf(finding, words, effect, more);
        all.push_back(std::move(finding));
    };
    for (std::size_t fault = 0; fault < faults; ++fault) {
        for (ImportFinding& finding : m_findings[fault])
            take(finding, wordsOf(finding.fault),
                 effectWords(finding.fault, finding.effect, finding.count == 1),
                 m_words[fault].empty() ? kinds(finding.fault, finding.effect) : m_words[fault]);
        for (Own& each : m_own) {
            if (static_cast<std::size_t>(each.own->fault) != fault) continue;
            take(each.finding, {each.own->one, each.own->many},
                 each.finding.count == 1 ? each.own->oneBecame : each.own->manyBecame,
                 each.words.empty() ? each.kinds.words() : each.words);
        }
    }
    return all;
}

} // namespace sojourn
