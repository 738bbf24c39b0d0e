// A file that is written whole or not at all.
#pragma once

#include "formats/sink.h"

#include <memory>
#include <string>
#include <string_view>

class QSaveFile;

namespace sojourn {

/// A target of output. A regular file is written beside its place under a temporary name and takes its place
/// with commit(); without one, what was there stays as it was. What is no regular file (a pipe, a terminal, a
/// device) is written directly.
class OutputFile final : public Sink
{
public:
    /// The file at `path` (UTF-8); "/dev/stdout", "/dev/stderr" and "/dev/fd/N" mean the open descriptor.
    explicit OutputFile(std::string path);
    ~OutputFile() override;
    /// Standard output, named so in sentences.
    static std::unique_ptr<OutputFile> standardOutput();
    /// Standard error.
    static std::unique_ptr<OutputFile> standardError();

    /// Makes sure that it can be written, and gets ready for it. False: see problem(). Waits for a pipe's
    /// reader.
    bool open();
    /// Writes what is left and puts the file in its place. False: see problem(), and nothing is left of it.
    bool commit();
    /// Written directly: whoever reads it sees what is flushed.
    bool isDirect() const { return m_descriptor >= 0; }
    /// The reader of a pipe went away. That is no problem of ours: isGood() is false, problem() empty.
    bool isReaderGone() const { return m_isReaderGone; }
    const std::string& path() const { return m_path; }
    /// What went wrong, as a sentence without its end: "cannot write out.csv: no space left on device".
    const std::string& problem() const { return m_problem; }

protected:
    bool take(std::string_view bytes) override;

private:
    bool openDirectly();
    bool openBeside();
    bool fail(std::string_view why);
    bool failWithErrno(int number);

    std::string m_path;
    std::string m_problem;
    std::unique_ptr<QSaveFile> m_saved;
    int m_descriptor = -1;
    bool m_ownsDescriptor = false;
    bool m_isReaderGone = false;
};

/// "-", or a path that means the same.
bool isStandardOutput(std::string_view path);
/// Not opened yet; standard output where the path means that.
std::unique_ptr<OutputFile> outputTo(const std::string& path);

/// Writes all of it, and waits where a descriptor that does not block takes no more; false: errno says why.
bool writeWhole(int descriptor, std::string_view bytes);

/// The descriptor that a path like /dev/stdout or /dev/fd/3 means; -1 for any other path.
int descriptorOf(std::string_view path);

/// An error number's meaning as part of a sentence: "permission denied".
std::string errorWords(int number);

} // namespace sojourn
