#include "formats/import/session_reader.h"

#include "formats/import/byte_source.h"
#include "formats/import/lost_beginning.h"
#include "formats/import/part_findings.h"
#include "formats/import/session_chunks.h"
#include "formats/import/session_content.h"
#include "formats/import/session_stand_in.h"
#include "formats/session/run_messages.h"
#include "formats/session/session_layout.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace sojourn {

namespace {

bool hasParity(const TextWindow& window)
{
    const std::string_view minorVersion(window.begin() + session::headBytes - 4, 4);
    return session::fromLittleEndian(minorVersion) >> 16 >= session::firstMinorVersionWithParity;
}

/// The chunks behind the head of a file.
SessionChunks chunksOf(TextWindow& window, ImportFindings& findings, const ImportProgress& progress)
{
    return {window, window.begin() + session::headBytes, hasParity(window), findings, progress};
}

/// Those of a file whose beginning is lost, and with it the version.
SessionChunks chunksOfRest(TextWindow& window, ImportFindings& findings, const ImportProgress& progress)
{
    return {window, window.begin(), true, findings, progress};
}

} // namespace

bool isSession(std::string_view bytes)
{
    return bytes.starts_with(session::magic) || session::isDamagedHead(bytes);
}

bool holdsSessionParts(std::string_view bytes)
{
    for (; bytes.size() >= session::chunkHeadBytes; bytes.remove_prefix(1))
        if (session::readChunkHead(bytes.substr(0, session::chunkHeadBytes))) return true;
    return false;
}

std::optional<RunInfo> sessionInfo(const std::string& path)
{
    static constexpr std::size_t beginning = std::size_t{1} << 16;
    ImportProgress progress;
    FileSource file(path, progress);
    TextWindow window(file, beginning);
    if (!session::refusal({window.begin(), window.end()}).empty()) return {};
    ImportFindings findings;
    SessionChunks chunks = chunksOf(window, findings, progress);
    SessionChunk chunk;
    session::InfoMessage message;
    if (!chunks.next(chunk)) return {};
    const bool isThere = chunk.type == static_cast<std::uint32_t>(session::ChunkType::Info) &&
                         session::readInfo(chunk.bytes, message);
    return isThere ? std::move(message.info) : RunInfo();
}

bool isSessionFile(const std::string& path)
{
    ImportProgress progress;
    FileSource file(path, progress);
    if (progress.bytesTotal == 0) return false;
    const TextWindow window(file); // parts are large: the first of a rest may begin far behind its first byte
    const std::string_view bytes(window.begin(), window.end());
    return isSession(bytes) || isRestOfSession(bytes) || restOf(bytes) == RestOf::Session;
}

ReadSessionOrigin sessionOrigin(const std::string& path)
{
    ImportProgress progress;
    FileSource file(path, progress);
    TextWindow window(file);
    if (!file.problem().empty()) return {{}, file.problem()};
    const std::string_view head(window.begin(), window.end());
    const bool hasHead = isSession(head);
    if (hasHead)
        if (const std::string why = session::refusal(head); !why.empty()) return {{}, path + ' ' + why};
    ImportFindings findings;
    SessionChunks chunks =
        hasHead ? chunksOf(window, findings, progress) : chunksOfRest(window, findings, progress);
    session::InfoMessage message;
    SessionOrigin read;
    bool hasInfo = false, hasOrigin = false; // names that were made again come late
    for (SessionChunk chunk; chunks.next(chunk);) {
        const auto type = static_cast<session::ChunkType>(chunk.type);
        if (type == session::ChunkType::Info || type == session::ChunkType::InfoAgain)
            hasInfo = session::readInfo(chunk.bytes, message);
        if (hasInfo && !message.format.empty())
            return {{},
                    path + " is a recording of another program (" + message.format + "): it has no scenario"};
        if (type == session::ChunkType::Origin) hasOrigin = session::readOrigin(chunk.bytes, read.origin);
        if (!hasInfo || !hasOrigin) continue;
        read.seed = message.info.seed;
        read.virtualClock = message.info.virtualClock;
        return {std::move(read), {}};
    }
    const std::string whatIsLeft = "; `sojourn check` says what is left of it, `sojourn open` shows it";
    if (!hasHead)
        return {{}, path + " is a session whose beginning is missing, and its scenario with it" + whatIsLeft};
    if (findings.has(ImportFault::Unreadable) || findings.has(ImportFault::CutShort))
        return {{}, path + " is a damaged session: its scenario cannot be read" + whatIsLeft};
    return {{}, path + " is a session without a scenario"};
}

SessionReader::SessionReader(TextWindow& window, const ImportProgress& progress, std::string title)
    : m_window(window)
    , m_progress(progress)
    , m_title(std::move(title))
{
}

std::optional<Recording> SessionReader::read()
{
    const std::string_view head(m_window.begin(), m_window.end());
    const bool hasHead = isSession(head);
    if (hasHead) m_problem = session::refusal(head);
    if (!m_problem.empty()) return {};
    if (!hasHead) PartFindings(m_findings).lostBeginning();
    if (session::isDamagedHead(head)) PartFindings(m_findings).damagedHead();
    SessionContent content(m_progress.bytesTotal);
    SessionChunks chunks =
        hasHead ? chunksOf(m_window, m_findings, m_progress) : chunksOfRest(m_window, m_findings, m_progress);
    KeptChunks kept; // before the names
    const auto take = [&](const SessionChunk& each, bool canWait) {
        if (chunks.hasLost()) content.losesParts();
        const std::optional<std::string> why = content.take(each, canWait);
        if (!why)
            chunks.putBack();
        else if (!why->empty())
            chunks.leaveOut(each, *why);
    };
    const auto takeKept = [&](const SessionChunk& each) { take(each, false); };
    const auto isOf = [](const SessionChunk& each, session::ChunkType type) {
        return each.type == static_cast<std::uint32_t>(type);
    };
    SessionChunk chunk;
    while (chunks.next(chunk)) {
        if (content.hasInfo() || isOf(chunk, session::ChunkType::Info) ||
            isOf(chunk, session::ChunkType::InfoAgain)) {
            take(chunk, chunks.canPutBack());
            if (content.hasInfo()) kept.drain(takeKept);
        } else if (!kept.keep(chunk)) {
            chunks.leaveOut(chunk, "it is too large to be kept until names come");
        }
    }
    if (!content.hasInfo() && !m_progress.isCancelled) {
        session::InfoMessage names = kept.standIn();
        if (names.info.groupOfTask.empty() && names.info.queues.empty()) {
            m_problem = "is a damaged session: nothing of it can be read";
            return {};
        }
        if (names.info.scenario.empty()) names.info.scenario = m_title;
        content.standIn(std::move(names));
        kept.drain(takeKept);
        m_findings.add(ImportFault::LostNames, ImportEffect::Mended, session::headBytes);
        m_findings.explain(ImportFault::LostNames,
                           "and with them the seed, the clock, all capacities and threads, what file it was "
                           "read from and where its time began: it cannot be run again");
    }
    if (!content.hasInfo()) return {};
    if (!content.hasEnd() && !m_findings.has(ImportFault::CutShort) &&
        !m_findings.has(ImportFault::Unreadable) && !m_findings.has(ImportFault::TooMuch))
        m_findings.add(ImportFault::CutShort, ImportEffect::Noted,
                       static_cast<std::int64_t>(m_window.offsetOf(m_window.end())));
    if (chunks.hasLost()) content.losesParts();
    std::vector<ImportFinding> lost = content.lost();
    Recording recording = content.made();
    recording.report.findings = content.findings();
    std::ranges::move(lost, std::back_inserter(recording.report.findings));
    return recording;
}

} // namespace sojourn
