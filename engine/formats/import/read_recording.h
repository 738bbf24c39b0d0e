// Opens what others recorded, whatever the format.
#pragma once

#include "formats/import/import_progress.h"
#include "trace/recording.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sojourn {

class ByteSource;

/// What became of reading a file: a recording, or a sentence without a full stop that says why there is none.
struct ReadRecording
{
    std::optional<Recording> recording;
    std::string problem;
};

/// Reads a recording. The format is told by the content, never by the ending: Chrome Trace Event JSON,
/// Perfetto's protobuf trace, V8's .cpuprofile and this program's own event list, as they are or packed with
/// gzip or zstd. What can be read of a damaged file is read, and the report says what is missing. A cancelled
/// reading has the problem "reading … was cancelled".
///
/// Cost: the bytes of the file; memory: 24 bytes a span, never the text; while it is read about 100 more of
/// an asynchronous one, and of one whose thread's events are not in order of time. May be called on any
/// thread.
ReadRecording readRecording(const std::string& path, ImportProgress& progress);

/// The same from any source of bytes, called `name` in sentences. The source counts what it read itself.
ReadRecording readRecording(std::unique_ptr<ByteSource> source, const std::string& name,
                            const ImportProgress& progress);

/// Reads what can be read but once, as a pipe, and may be no recording. Where it does not look like one
/// nothing of it is read as one: `text` is what it holds then, no more than `most` bytes and one of it. There
/// is a problem where the reading failed.
ReadRecording readRecordingOr(std::optional<std::string>& text, std::size_t most, const std::string& path,
                              ImportProgress& progress);

/// Whether readRecording() has more to say of a file than the reader of scenarios: its beginning is neither
/// that of a JSON object which may be a scenario, nor empty, nor of a file that is not there.
bool looksLikeRecording(const std::string& path);
/// The same of a file's beginning.
bool beginsAsRecording(std::string_view head);

} // namespace sojourn
