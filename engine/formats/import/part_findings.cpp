#include "formats/import/part_findings.h"

#include "formats/listed.h"
#include "formats/session/session_layout.h"
#include "trace/grouped.h"

namespace sojourn {

namespace {

constexpr OwnFinding lostPart{ImportFault::Unreadable,   ImportEffect::Noted,    "a part could not be read",
                              "parts could not be read", "what it held is lost", "what they held is lost"};
constexpr OwnFinding missingPart{ImportFault::Unreadable,
                                 ImportEffect::Noted,
                                 "a part is missing, of which nothing is known",
                                 "parts are missing, of which nothing is known",
                                 "what it held is lost, be it events, names or the scenario",
                                 "what they held is lost, be it events, names or the scenario"};
constexpr OwnFinding partMadeAgain{ImportFault::DamagedPart,
                                   ImportEffect::Mended,
                                   "a part is missing",
                                   "parts are missing",
                                   "it is made again from the parity of its group",
                                   "they are made again from the parities of their groups"};
constexpr OwnFinding headDamaged{ImportFault::DamagedPart,
                                 ImportEffect::Mended,
                                 "the first 16 bytes, which say that this is a session, are damaged",
                                 "",
                                 "nothing of the run is lost with them",
                                 ""};
constexpr OwnFinding beginningLost{ImportFault::Unreadable,
                                   ImportEffect::Noted,
                                   "the beginning of the file is missing",
                                   "",
                                   "what is left was read",
                                   ""};
constexpr OwnFinding missingParity{ImportFault::DamagedPart,
                                   ImportEffect::Noted,
                                   "the parity of a group of parts is missing",
                                   "parities of groups of parts are missing",
                                   "nothing of the run is lost with it",
                                   "nothing of the run is lost with them"};
constexpr OwnFinding cutParity{ImportFault::DamagedPart,
                               ImportEffect::Noted,
                               "the end of the file is missing: it breaks off within its last parity",
                               "",
                               "nothing of the run is lost with it",
                               ""};
constexpr OwnFinding bytesBetween{ImportFault::DamagedPart,
                                  ImportEffect::Noted,
                                  "bytes that are no part stand between two parts",
                                  "stretches that are no parts stand between parts",
                                  "nothing of the run is lost with them",
                                  "nothing of the run is lost with them"};
constexpr OwnFinding bytesBehindEnd{ImportFault::Unreadable,
                                    ImportEffect::LeftOut,
                                    "bytes stand behind the end of the session",
                                    "",
                                    "they are left out",
                                    ""};

/// "bytes 1,005 to 2,380 and 5,000 to 5,999"; empty where there is none.
std::string wordsOf(const std::vector<ByteRange>& ranges)
{
    static constexpr std::size_t most = 3;
    std::vector<std::string> words;
    for (std::size_t i = 0; i < ranges.size() && i < most; ++i)
        words.push_back(grouped(static_cast<std::uint64_t>(ranges[i].first)) + " to " +
                        grouped(static_cast<std::uint64_t>(ranges[i].second - 1)));
    if (ranges.size() > most) words.push_back(grouped(ranges.size() - most) + " more stretches");
    return words.empty() ? std::string() : "bytes " + listed(words);
}

} // namespace

void PartFindings::damaged(ByteRange bytes)
{
    m_damaged.push_back(bytes);
    lost(bytes.first, "checksums do not match: " + wordsOf(m_damaged));
}

void PartFindings::lost(std::int64_t byte, const std::string& why)
{
    m_hasLost = true;
    m_findings.add(lostPart, byte);
    m_findings.explain(lostPart, why);
}

void PartFindings::missing(std::uint32_t count, ByteRange bytes)
{
    m_hasLost = true;
    m_findings.add(missingPart, bytes.first, notYet, noTask, count);
    if (bytes.second > bytes.first) m_missing.push_back(bytes);
    m_findings.explain(missingPart, m_missing.empty() ? std::string() : "within " + wordsOf(m_missing));
}

void PartFindings::damagedHead()
{
    m_findings.add(headDamaged, 0);
}

void PartFindings::lostBeginning()
{
    m_hasLost = true;
    m_findings.add(beginningLost, 0);
}

void PartFindings::mended(std::uint32_t type, std::int64_t byte)
{
    m_findings.addKind(ImportFault::DamagedPart, ImportEffect::Mended, session::typeName(type), byte);
}

void PartFindings::madeAgain(std::uint32_t type, std::int64_t byte)
{
    m_findings.addKind(partMadeAgain, session::typeName(type), byte);
}

void PartFindings::damagedParity(std::int64_t byte)
{
    m_findings.addKind(ImportFault::DamagedPart, ImportEffect::Noted,
                       session::typeName(static_cast<std::uint32_t>(session::ChunkType::Parity)), byte);
}

void PartFindings::missingParities(std::uint64_t count, std::int64_t byte)
{
    m_findings.add(missingParity, byte, notYet, noTask, count);
}

void PartFindings::strayBytes(std::int64_t byte)
{
    m_findings.add(bytesBetween, byte);
}

void PartFindings::behindEnd(std::int64_t byte)
{
    m_findings.add(bytesBehindEnd, byte);
}

void PartFindings::cut(std::int64_t byte, bool isEnded)
{
    if (isEnded)
        m_findings.add(cutParity, byte);
    else
        m_findings.add(ImportFault::CutShort, ImportEffect::Noted, byte);
}

void PartFindings::unpacksToTooMuch(std::int64_t byte)
{
    m_findings.add(ImportFault::TooMuch, ImportEffect::LeftOut, byte);
    m_findings.explain(ImportFault::TooMuch, "the file unpacks to more than " +
                                                 std::to_string(session::mostGrowth) +
                                                 " times its size, as no session does");
}

} // namespace sojourn
