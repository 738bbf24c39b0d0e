#include "formats/output_file.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>
#include <utility>

namespace sojourn {

namespace {

QString fromUtf8(const std::string& text)
{
    return QString::fromStdString(text);
}

std::string startedSmall(std::string text)
{
    if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a')
        text[0] = static_cast<char>(text[0] + 32);
    return text;
}

/// Linux's device that is always full: better said before a run than after it.
bool isFullDevice(const struct stat& status)
{
    return S_ISCHR(status.st_mode) && major(status.st_rdev) == 1 && minor(status.st_rdev) == 7;
}

} // namespace

int descriptorOf(std::string_view path)
{
    if (path == "/dev/stdin") return STDIN_FILENO;
    if (path == "/dev/stdout") return STDOUT_FILENO;
    if (path == "/dev/stderr") return STDERR_FILENO;
    for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
        if (!path.starts_with(folder)) continue;
        int number = -1;
        const char* const end = path.data() + path.size();
        const auto read = std::from_chars(path.data() + folder.size(), end, number);
        if (read.ec == std::errc() && read.ptr == end) return number;
    }
    return -1;
}

bool isStandardOutput(std::string_view path)
{
    return path == "-" || descriptorOf(path) == STDOUT_FILENO;
}

std::unique_ptr<OutputFile> outputTo(const std::string& path)
{
    return isStandardOutput(path) ? OutputFile::standardOutput() : std::make_unique<OutputFile>(path);
}

bool writeWhole(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            struct pollfd waiting = {descriptor, POLLOUT, 0};
            ::poll(&waiting, 1, -1);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

std::string errorWords(int number)
{
    return startedSmall(std::strerror(number));
}

OutputFile::OutputFile(std::string path)
    : m_path(std::move(path))
{
}

OutputFile::~OutputFile()
{
    if (m_ownsDescriptor) ::close(m_descriptor);
}

std::unique_ptr<OutputFile> OutputFile::standardOutput()
{
    auto file = std::make_unique<OutputFile>("standard output");
    file->m_descriptor = STDOUT_FILENO;
    return file;
}

std::unique_ptr<OutputFile> OutputFile::standardError()
{
    auto file = std::make_unique<OutputFile>("standard error");
    file->m_descriptor = STDERR_FILENO;
    return file;
}

bool OutputFile::fail(std::string_view why)
{
    if (m_problem.empty()) m_problem = "cannot write " + m_path + ": " + std::string(why);
    return false;
}

bool OutputFile::failWithErrno(int number)
{
    if (number == EPIPE) return m_isReaderGone = true, false;
    return fail(errorWords(number));
}

bool OutputFile::open()
{
    if (m_path.empty()) return fail("a file needs a name");
    struct stat status = {};
    if (m_descriptor < 0) m_descriptor = descriptorOf(m_path);
    if (m_descriptor >= 0) {
        if (::fstat(m_descriptor, &status) != 0) return failWithErrno(errno);
        if ((::fcntl(m_descriptor, F_GETFL) & O_ACCMODE) == O_RDONLY)
            return fail("it is not open for writing");
        return isFullDevice(status) ? failWithErrno(ENOSPC) : true;
    }
    if (::stat(m_path.c_str(), &status) != 0) {
        if (errno != ENOENT) return failWithErrno(errno);
        return openBeside();
    }
    if (S_ISDIR(status.st_mode)) return fail("it is a folder; name a file");
    if (isFullDevice(status)) return failWithErrno(ENOSPC);
    return S_ISREG(status.st_mode) ? openBeside() : openDirectly();
}

bool OutputFile::openDirectly()
{
    m_descriptor = ::open(m_path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    m_ownsDescriptor = m_descriptor >= 0;
    return m_ownsDescriptor || failWithErrno(errno);
}

bool OutputFile::openBeside()
{
    // It would become another name.
    if (fromUtf8(m_path).toStdString() != m_path) return fail("its name is no UTF-8");
    const QFileInfo folder(QFileInfo(fromUtf8(m_path)).path());
    if (!folder.isDir()) return fail("there is no folder " + folder.filePath().toStdString());
    if (::access(m_path.c_str(), F_OK) == 0 && ::access(m_path.c_str(), W_OK) != 0)
        return failWithErrno(errno);
    m_saved = std::make_unique<QSaveFile>(fromUtf8(m_path));
    // Our own buffer is in front of it; one copy and one place where errors show are enough.
    if (m_saved->open(QIODevice::WriteOnly | QIODevice::Unbuffered)) return true;
    const std::string why = startedSmall(m_saved->errorString().toStdString());
    m_saved.reset();
    return fail(why);
}

bool OutputFile::take(std::string_view bytes)
{
    while (m_saved && !bytes.empty()) {
        // A full disk takes a part of it first and says why only when it is asked again.
        const qint64 count = m_saved->write(bytes.data(), static_cast<qint64>(bytes.size()));
        if (count <= 0) return fail(startedSmall(m_saved->errorString().toStdString()));
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return bytes.empty() || writeWhole(m_descriptor, bytes) || failWithErrno(errno);
}

bool OutputFile::commit()
{
    flush();
    if (!m_saved) {
        // Some file systems say only here that there was no room.
        if (m_ownsDescriptor && ::close(std::exchange(m_descriptor, -1)) != 0 && isGood())
            failWithErrno(errno);
        m_ownsDescriptor = false;
        return isGood() && m_problem.empty();
    }
    if (isGood() && m_saved->commit()) return true;
    const std::string why = startedSmall(m_saved->errorString().toStdString());
    m_saved->cancelWriting();
    m_saved.reset(); // takes the temporary file away
    return fail(why);
}

} // namespace sojourn
