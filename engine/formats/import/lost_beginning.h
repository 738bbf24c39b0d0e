// Tells what a file is the rest of.
#pragma once

#include <cstdint>
#include <string_view>

namespace sojourn {

/// What a file holds the rest of, whose own beginning is lost: with `tail -c`, or by a writer that keeps only
/// the latest of what it recorded.
enum class RestOf : std::uint8_t { Nothing, Session, EventList, ChromeTrace, PerfettoTrace };

/// Whether these are the bytes of a session whose beginning is lost, whatever they look like: parts have
/// checksums, and texts no such bytes.
bool isRestOfSession(std::string_view bytes);

/// By what stands in the first bytes of a file that begins as none that is known: the head of a session's
/// part with its checksum, a line of an event list behind the first, an event of Chrome's format in
/// a text that does not begin as JSON does, some packets of Perfetto's one behind another.
RestOf restOf(std::string_view bytes);

} // namespace sojourn
