// A live run's recording in a file, as far as it has come.
#pragma once

#include "formats/session/session_writer.h"
#include "formats/sink.h"
#include "trace/run_context.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

/// A file that its process holds locked for as long as this lives, and that goes with it unless it is to be
/// left. Move it nowhere.
class LockedFile final : public Sink
{
public:
    /// A new file at `path`; isOpen() is false where there can be none.
    explicit LockedFile(std::string path);
    ~LockedFile() override;

    bool isOpen() const { return m_descriptor >= 0; }
    /// Puts what was written onto the disk.
    void sync();
    /// It stays when this goes.
    void leave() { m_isLeft = true; }
    const std::string& path() const { return m_path; }

protected:
    bool take(std::string_view bytes) override;

private:
    std::string m_path;
    int m_descriptor = -1;
    bool m_isLeft = false;
};

/// What of a run is to be kept; the log grows on the run's own thread.
struct JournalledRun
{
    std::shared_ptr<const RunInfo> info;
    std::shared_ptr<const EventLog> log;
    std::optional<RunOrigin> origin;
};

/// The journal of one run: a session file without its end. Each call belongs to one thread at a time.
class RunJournal final
{
public:
    /// No journal grows beyond that: what comes behind is not kept.
    static constexpr std::uint64_t mostBytes = std::uint64_t{256} << 20;

    /// `folder` is there.
    RunJournal(const std::string& folder, JournalledRun run);
    /// Takes the file away, unless it is to be left.
    ~RunJournal();

    /// Writes what was published since the last call, and these lines. Cost: those, and a write to the disk.
    void follow(const std::vector<PrintedLine>& lines);
    /// The run is over.
    void end(const RunEnd& end);

    /// The file stays when this goes, for whoever looks for it next. Its path.
    const std::string& leave();

    bool isOpen() const { return m_file.isOpen(); }
    /// Whether all of the run stands in it, to its end.
    bool isWhole() const { return m_isEnded && m_file.isGood(); }

private:
    JournalledRun m_run;
    LockedFile m_file;
    session::SessionWriter m_writer;
    bool m_isEnded = false;
};

} // namespace sojourn
