// The run that the window shows: its trace, and the instant and things that are looked at.
#pragma once

#include "scenario/run_limit.h"
#include "stats/summary.h"
#include "trace/bookmark.h"
#include "trace/columns.h"
#include "trace/recording.h"
#include "trace/replay.h"
#include "trace/service_history.h"
#include "viewmodels/run_marks.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <optional>
#include <vector>

namespace sojourn {

/// What every view reads: one run, one trace. Views never ask the engine anything; they take the columns and
/// the moment from here, on the GUI thread, and repaint on the signals. A live run, a computed one and an
/// imported one look the same from here. Owned by the Session view model.
class RunDocument : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The session makes it")
    /// The playhead: the instant that every view shows, in seconds of the run's own time.
    Q_PROPERTY(double playheadSeconds READ playheadSeconds WRITE setPlayheadSeconds NOTIFY playheadChanged)
    /// Where the run ends, or has come to so far; while it is partial at least where the one before ended.
    Q_PROPERTY(double endSeconds READ endSeconds NOTIFY dataChanged)
    /// On the real clock what lies ahead is unknown: nothing is drawn right of the run's present instant.
    Q_PROPERTY(bool live READ isLive NOTIFY runChanged)
    Q_PROPERTY(bool ended READ isEnded NOTIFY dataChanged)
    Q_PROPERTY(bool empty READ isEmpty NOTIFY dataChanged)
    /// It was read from a file: nothing can be set, and it is not run again.
    Q_PROPERTY(bool recorded READ isRecorded NOTIFY runChanged)
    /// Its events are known, and with them what stands in queues and in hands; of some recordings only lanes
    /// are.
    Q_PROPERTY(bool replayable READ isReplayable NOTIFY runChanged)
    /// It is still being computed: this is as much of it as there is for a first picture.
    Q_PROPERTY(bool partial READ isPartial NOTIFY dataChanged)
    /// The run was ended by a bound on what is kept, or its file breaks off: this is its first part, and it
    /// went on behind.
    Q_PROPERTY(bool firstPart READ isFirstPart NOTIFY dataChanged)
    /// Stretches of lanes are hatched: what was recorded there is lost.
    Q_PROPERTY(bool hasLost READ hasLost NOTIFY dataChanged)
    /// -1: none.
    Q_PROPERTY(int selectedItem READ selectedItem WRITE setSelectedItem NOTIFY selectionChanged)
    Q_PROPERTY(int selectedTask READ selectedTask WRITE setSelectedTask NOTIFY selectionChanged)
    Q_PROPERTY(int selectedQueue READ selectedQueue WRITE setSelectedQueue NOTIFY selectionChanged)
    Q_PROPERTY(int hoveredItem READ hoveredItem WRITE setHoveredItem NOTIFY hoverChanged)
    Q_PROPERTY(int hoveredTask READ hoveredTask WRITE setHoveredTask NOTIFY hoverChanged)

public:
    explicit RunDocument(QObject* parent = nullptr);
    ~RunDocument() override;

    /// Null while there is no run.
    const Columns* columns() const { return m_columns.get(); }
    /// The run as it stands at the playhead; only with columns(). Where it is not replayable, what its lanes
    /// tell.
    const Moment& moment() const;
    const RunInfo& info() const { return m_columns->info(); }
    /// The states of the run's services, as far as columns() has come; only with columns().
    const ServiceHistory& services() const { return *m_services; }
    // For work on other threads: both are safe to read there.
    std::shared_ptr<const RunInfo> sharedInfo() const { return m_info; }
    std::shared_ptr<const EventLog> sharedLog() const { return m_log; }
    /// Likewise, once isEnded(): the columns of a run that goes on belong to this thread.
    std::shared_ptr<const Columns> sharedColumns() const { return m_columns; }

    qint64 playheadNs() const { return m_playheadNs; }
    qint64 endNs() const { return m_endNs; }
    /// Behind this nothing is known: endNs(), or before it while the run is partial, so that the axis of time
    /// stays that of the run before until the whole is there.
    qint64 knownNs() const { return m_knownNs; }
    double playheadSeconds() const { return static_cast<double>(m_playheadNs) / 1e9; }
    double endSeconds() const { return static_cast<double>(m_endNs) / 1e9; }
    bool isLive() const { return m_live; }
    bool isEnded() const { return m_end.has_value(); }
    bool goesOn() const { return m_live && !isEnded(); } ///< what lies ahead is not known yet
    bool isEmpty() const { return !m_columns || m_columns->isEmpty(); }
    bool isRecorded() const { return m_recorded; }
    bool isReplayable() const { return !m_recorded || m_log->size() > 0; }
    bool isPartial() const { return m_partial; }
    /// The run is one of the same scenario as the one before it with other values: views stay where they are.
    bool isVariation() const { return m_variation; }
    /// How the run ended; only when isEnded().
    const RunEnd& end() const { return *m_end; }
    /// It has ended since tasks wait for what nobody will do.
    bool isStalled() const { return m_end && !m_end->waitingTasks.empty(); }
    RunLimit limit() const { return m_limit; }
    bool isFirstPart() const { return m_limit != RunLimit::None; }

    int selectedItem() const { return m_selectedItem; }
    int selectedTask() const { return m_selectedTask; }
    int selectedQueue() const { return m_selectedQueue; }
    int hoveredItem() const { return m_hoveredItem; }
    int hoveredTask() const { return m_hoveredTask; }
    void setSelectedItem(int item);
    void setSelectedTask(int task);
    void setSelectedQueue(int queue);
    void setHoveredItem(int item);
    void setHoveredTask(int task);

    /// Places that somebody marked, in order of time. They stay as long as the scenario does.
    const std::vector<Bookmark>& bookmarks() const { return m_bookmarks; }
    /// Of a recording; see Recording::lost.
    const std::vector<LostStretch>& lost() const { return m_lost; }
    bool hasLost() const { return !m_lost.empty(); }
    /// When its first event happened, where its beginning is lost; otherwise 0.
    std::int64_t firstKnownNs() const;
    /// In any order; those of one place in that in which they are given.
    void setBookmarks(std::vector<Bookmark> bookmarks);
    /// Where the playhead stands, among the events of one instant too; without a note.
    Bookmark place() const;

    /// Moves the playhead; every event at or before it has happened there.
    void setPlayheadNs(qint64 ns);
    /// Moves it to behind so many events, of which others of the same instant may be to come. Only where it
    /// is replayable.
    void setPlayheadBehind(std::uint64_t events);
    /// Moves it to where the bookmark was set, or as far into its instant as this run goes.
    void setPlayheadAt(const Bookmark& place);
    void setPlayheadSeconds(double seconds) { setPlayheadNs(static_cast<qint64>(seconds * 1e9)); }
    /// Moves the playhead by one listed event; false at either end of what is known.
    bool stepForward();
    bool stepBack();
    /// Moves the playhead to the next listed event of this task, or to the one before; false where it has
    /// none.
    bool stepTaskForward(std::uint32_t task);
    bool stepTaskBack(std::uint32_t task);

    // For the session.
    void open(std::shared_ptr<const RunInfo> info, std::shared_ptr<const EventLog> log, bool live);
    /// A finished run whose events are folded in already; the playhead stands at `playheadNs`. `limit`: what
    /// ended it before its program did. `lost`: of a run that a file tells, where it does not. Where a part
    /// of that run is shown, it is the same run, and whole now.
    void openFinished(std::shared_ptr<const Columns> columns, std::shared_ptr<const RunInfo> info,
                      std::shared_ptr<const EventLog> log, const RunEnd& end, qint64 playheadNs,
                      RunLimit limit = RunLimit::None, std::vector<LostStretch> lost = {});
    /// One that was read from a file; the playhead stands where what is known of it begins.
    void openRecording(const Recording& recording);
    /// A part of a run that is being computed, or a larger part of the one that is shown. It is a variation.
    void openPart(std::shared_ptr<const Columns> columns, std::shared_ptr<const RunInfo> info,
                  std::shared_ptr<const EventLog> log, qint64 playheadNs);
    /// The finished run that is opened next is a variation of this one: what is selected stays.
    void expectVariation() { m_variationNext = m_columns != nullptr; }
    void close();
    /// Takes in what was recorded since, and where a live run stands now.
    void advance(qint64 nowNs);
    void finish(const RunEnd& end, RunLimit limit = RunLimit::None);

Q_SIGNALS:
    void runChanged();  ///< another run (or none)
    void dataChanged(); ///< further events, or the end
    void playheadChanged();
    void selectionChanged();
    void hoverChanged();
    void bookmarksChanged();

private:
    void forgetMarks();
    void begin(std::shared_ptr<const RunInfo> info, std::shared_ptr<const EventLog> log);
    void show(std::shared_ptr<const Columns> columns, qint64 playheadNs, bool isNew);
    std::optional<RunMarks> marks();
    void keepMarks();
    void announce();
    void showEvents(std::uint64_t events, qint64 ns);
    bool showLanes(qint64 ns);
    bool isOf(std::uint32_t task, std::uint64_t event) const;

    std::shared_ptr<const RunInfo> m_info;
    std::shared_ptr<const EventLog> m_log;
    std::shared_ptr<const Columns> m_columns;
    std::shared_ptr<Columns> m_growing; // m_columns of a run that advance() is told of; else null
    std::unique_ptr<Replay> m_replay;
    std::unique_ptr<ServiceHistory> m_services;
    std::optional<RunEnd> m_end;
    RunLimit m_limit = RunLimit::None;
    qint64 m_playheadNs = 0;
    qint64 m_endNs = 0;
    qint64 m_knownNs = 0;
    bool m_live = false;
    bool m_recorded = false;
    std::optional<Moment> m_lanesMoment; // in place of the replay's, where there is none
    bool m_partial = false;
    bool m_variation = false;
    bool m_variationNext = false;
    std::optional<RunMarks> m_kept; // of the run before a variation, until they are found in all of it
    std::vector<Bookmark> m_bookmarks;
    std::vector<LostStretch> m_lost;
    int m_selectedItem = -1;
    int m_selectedTask = -1;
    int m_selectedQueue = -1;
    int m_hoveredItem = -1;
    int m_hoveredTask = -1;
};

} // namespace sojourn
