#include "trace/recording.h"

#include "trace/grouped.h"

#include <algorithm>
#include <array>

namespace sojourn {

const char* importEffectName(ImportEffect effect)
{
    switch (effect) {
    case ImportEffect::LeftOut:
        return "left out";
    case ImportEffect::Mended:
        return "mended";
    case ImportEffect::Noted:
        return "noted";
    }
    return "";
}

const char* importFaultName(ImportFault fault)
{
    static constexpr std::array names{
        "cut_short",       "unreadable",       "incomplete",    "too_much",    "unclosed",   "unopened",
        "misnamed_end",    "backwards",        "out_of_order",  "overlap",     "no_length",  "unbound_flow",
        "lone_flow",       "lost_precision",   "bad_counter",   "point_event", "other_kind", "out_of_range",
        "rounded_counter", "unknown_name",     "lost_names",    "bad_text",    "long_text",  "damaged_part",
        "lost_rows",       "lost_in_recorder", "contradiction", "repeated"};
    static_assert(names.size() == static_cast<std::size_t>(lastImportFault) + 1);
    return names.at(static_cast<std::size_t>(fault));
}

const char* bytesOfName(BytesOf of)
{
    switch (of) {
    case BytesOf::File:
        return "file";
    case BytesOf::UnpackedText:
        return "unpacked text";
    case BytesOf::FileReadFirst:
        return "file read first";
    }
    return "";
}

std::string ImportFinding::place(const RunInfo& info) const
{
    std::string text;
    if (firstTask != noTask) text = info.taskName(firstTask);
    if (firstNs != notYet)
        text += (text.empty() ? "" : " ") + std::string("at ") + exactSeconds(firstNs) + " s";
    if (firstByte < 0) return text;
    text +=
        (text.empty() ? "" : ", ") + std::string("byte ") + grouped(static_cast<std::uint64_t>(firstByte));
    if (bytesOf == BytesOf::UnpackedText) text += " of the unpacked text";
    if (bytesOf == BytesOf::FileReadFirst)
        text += " of the file that it was first read from (unpacked, where it was packed)";
    if (firstUnpacked >= 0)
        text += ", a packed part: byte " + grouped(static_cast<std::uint64_t>(firstUnpacked)) +
                " of what that unpacks to";
    return text;
}

bool ImportFinding::isDamage() const
{
    switch (fault) {
    case ImportFault::CutShort:
    case ImportFault::Unreadable:
    case ImportFault::LostNames:
    case ImportFault::DamagedPart:
    case ImportFault::LostRows:
    case ImportFault::Contradiction:
        return true;
    case ImportFault::TooMuch:
        return effect == ImportEffect::LeftOut;
    default:
        return false;
    }
}

bool ImportReport::isSound() const
{
    return std::ranges::none_of(findings, [](const ImportFinding& finding) {
        return finding.isDamage() && finding.bytesOf != BytesOf::FileReadFirst;
    });
}

const ImportFinding* ImportReport::gravest() const
{
    static constexpr std::array order{
        ImportFault::LostRows, ImportFault::CutShort,      ImportFault::LostNames,  ImportFault::Unreadable,
        ImportFault::TooMuch,  ImportFault::Contradiction, ImportFault::DamagedPart};
    for (const ImportFault fault : order) {
        const auto found = std::ranges::find_if(findings, [fault](const ImportFinding& finding) {
            return finding.fault == fault && finding.isDamage();
        });
        if (found != findings.end()) return &*found;
    }
    return nullptr;
}

std::uint64_t ImportReport::leftOut() const
{
    std::uint64_t count = 0;
    for (const ImportFinding& finding : findings)
        if (finding.effect == ImportEffect::LeftOut) count += finding.count;
    return count;
}

} // namespace sojourn
