#include "journal/run_journal.h"

#include "formats/output_file.h"

#include <QRandomGenerator>
#include <QString>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace sojourn {

namespace {

/// A name that no other journal has. Processes of several containers may share the folder, and all have the
/// same few numbers.
std::string newName()
{
    const QString name = QStringLiteral("/journal-%1-%2.sojourn")
                             .arg(::getpid())
                             .arg(QRandomGenerator::system()->generate64(), 16, 16, QLatin1Char('0'));
    return name.toStdString();
}

} // namespace

LockedFile::LockedFile(std::string path)
    : m_path(std::move(path))
{
    // Another program that starts now must not find it before it is locked: it gets its name with the lock.
    const std::string hidden = m_path + ".new";
    const int descriptor = ::open(hidden.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) return;
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0 && ::rename(hidden.c_str(), m_path.c_str()) == 0) {
        m_descriptor = descriptor;
        return;
    }
    ::unlink(hidden.c_str());
    ::close(descriptor);
}

LockedFile::~LockedFile()
{
    if (m_descriptor < 0) return;
    if (!m_isLeft) ::unlink(m_path.c_str());
    ::close(m_descriptor);
}

bool LockedFile::take(std::string_view bytes)
{
    return writeWhole(m_descriptor, bytes);
}

void LockedFile::sync()
{
    flush();
    if (m_descriptor >= 0) ::fdatasync(m_descriptor);
}

RunJournal::RunJournal(const std::string& folder, JournalledRun run)
    : m_run(std::move(run))
    , m_file(folder + newName())
    , m_writer(m_file)
{
    if (!isOpen()) return;
    m_writer.begin({*m_run.info, {}, 0, 0});
    if (m_run.origin) m_writer.origin(*m_run.origin);
}

RunJournal::~RunJournal() = default;

void RunJournal::follow(const std::vector<PrintedLine>& lines)
{
    if (!isOpen() || m_isEnded || m_writer.bytesWritten() > mostBytes) return;
    m_writer.events(*m_run.log, m_run.log->size());
    m_writer.lines(lines);
    m_file.sync();
}

void RunJournal::end(const RunEnd& end)
{
    if (!isOpen() || m_isEnded || m_writer.eventsWritten() < m_run.log->size()) return;
    m_isEnded = true;
    m_writer.end(end);
    m_file.sync();
}

const std::string& RunJournal::leave()
{
    m_file.leave();
    return m_file.path();
}

} // namespace sojourn
