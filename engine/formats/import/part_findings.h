// What is told of the parts of a session that are damaged or missing.
#pragma once

#include "formats/import/findings.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace sojourn {

/// Bytes of a file, from the first up to the one behind the last.
using ByteRange = std::pair<std::int64_t, std::int64_t>;

/// Says it to the findings of a reading. Bytes are those where a part stands, or where it is missed.
class PartFindings final
{
public:
    explicit PartFindings(ImportFindings& findings)
        : m_findings(findings)
    {
    }

    /// A part that cannot be used.
    void lost(std::int64_t byte, const std::string& why);
    /// What stands where a part should, or several.
    void damaged(ByteRange bytes);
    /// So many of which nothing is known, and where they stood; an empty range: before that byte.
    void missing(std::uint32_t count, ByteRange bytes);
    /// One that must have been somewhere: others tell what they lack.
    void missesOne() { m_hasLost = true; }
    /// Nobody knows how many parts.
    void lostBeginning();
    /// A part was lost, of whatever type.
    bool hasLost() const { return m_hasLost; }

    // Nothing of the run is lost with these.
    void damagedHead();
    void mended(std::uint32_t type, std::int64_t byte);
    void madeAgain(std::uint32_t type, std::int64_t byte);
    void damagedParity(std::int64_t byte);
    void missingParities(std::uint64_t count, std::int64_t byte);
    void strayBytes(std::int64_t byte);
    void behindEnd(std::int64_t byte);

    /// The file breaks off, there; `isEnded`: behind the end of the run.
    void cut(std::int64_t byte, bool isEnded);
    void unpacksToTooMuch(std::int64_t byte);

private:
    ImportFindings& m_findings;
    std::vector<ByteRange> m_damaged, m_missing;
    bool m_hasLost = false;
};

} // namespace sojourn
