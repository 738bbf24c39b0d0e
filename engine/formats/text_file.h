// Reads a text file that somebody named, or says why not.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace sojourn {

/// What became of reading a file: its text, or a sentence without a full stop that says why there is none.
struct TextFile
{
    std::optional<std::string> text;
    std::string problem;
};

/// The UTF-8 text of a file, without a byte order mark. Refused: a folder, a file that is not there or can't
/// be read, one of more than `maxBytes` (of an endless one, no more is read), one that is no UTF-8 text.
/// `kind` is what is expected, `name` what the file is called, both for sentences: "a config file".
TextFile readTextFile(const std::string& path, std::size_t maxBytes, const std::string& kind,
                      const std::string& name);
inline TextFile readTextFile(const std::string& path, std::size_t maxBytes, const std::string& kind)
{
    return readTextFile(path, maxBytes, kind, path);
}

/// The same of bytes that were read already, of more than `maxBytes` not all.
TextFile textOf(std::string bytes, std::size_t maxBytes, const std::string& kind, const std::string& name);

} // namespace sojourn
