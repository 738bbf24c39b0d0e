// What the window is about: a scenario, its parameters, and the run of it that is shown.
#pragma once

#include "scenario/run.h"
#include "scenario/scenario_file.h"
#include "trace/run_context.h"
#include "viewmodels/computed_run.h"
#include "viewmodels/parameter_model.h"
#include "viewmodels/problem.h"
#include "viewmodels/recording/recording_facts.h"
#include "viewmodels/recording/recording_reader.h"
#include "viewmodels/recording/recovered_runs.h"
#include "viewmodels/recording/run_damage.h"
#include "viewmodels/run_document.h"
#include "viewmodels/run_numbers.h"
#include "viewmodels/run_setting.h"

#include <QCoroTask>

#include <QElapsedTimer>
#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace sojourn {

class JournalKeeper;
class LiveEngine;
class RunLog;

/// The window's one controller. Owns the document; runs scenarios on an engine thread of its own (real clock)
/// or on a worker (virtual clock), and plays what they recorded. Actions that take time are coroutines and
/// never block.
class Session : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("main makes it")
    Q_PROPERTY(sojourn::RunDocument* document READ document CONSTANT)
    Q_PROPERTY(sojourn::ParameterModel* parameters READ parameters CONSTANT)
    Q_PROPERTY(sojourn::RunNumbers* numbers READ numbers CONSTANT)

    // The scenario
    Q_PROPERTY(QString scenarioName READ scenarioName NOTIFY scenarioChanged)   ///< asyncq, or a file's name
    Q_PROPERTY(QUrl scenarioFile READ scenarioFile NOTIFY scenarioChanged)      ///< empty for a built-in one
    Q_PROPERTY(QString scenarioTitle READ scenarioTitle NOTIFY scenarioChanged) ///< Producers and consumers
    Q_PROPERTY(QString about READ about NOTIFY scenarioChanged)                 ///< a paragraph for a learner
    Q_PROPERTY(QStringList scenarioNames READ scenarioNames CONSTANT)           ///< the built-in ones
    Q_PROPERTY(QStringList scenarioTitles READ scenarioTitles CONSTANT) ///< likewise, in the same order
    /// What is shown was recorded before and read from a file: there is nothing to set or to run again.
    Q_PROPERTY(bool recorded READ isRecorded NOTIFY scenarioChanged)
    Q_PROPERTY(sojourn::RecordingFacts* recording READ recording CONSTANT) ///< what is in it
    Q_PROPERTY(sojourn::RunDamage* damage READ damage CONSTANT)            ///< of the file that was opened
    Q_PROPERTY(sojourn::RecordingReader* reader READ reader CONSTANT)      ///< of one that is being opened
    Q_PROPERTY(sojourn::RecoveredRuns* recovered READ recovered CONSTANT)  ///< of a program that broke off
    /// What is wrong with the file that was to be opened; .present is false when nothing is.
    Q_PROPERTY(sojourn::Problem problem READ problem NOTIFY problemChanged)
    /// What the window offers to go back to while there is a problem: "Producers and consumers, seed 42"; may
    /// be empty.
    Q_PROPERTY(QString keptRun READ keptRun NOTIFY problemChanged)

    // The run
    Q_PROPERTY(QString seed READ seed NOTIFY seedChanged) ///< decimal; 64 bits do not fit a QML number
    Q_PROPERTY(QString seedError READ seedError NOTIFY seedChanged)
    Q_PROPERTY(bool virtualClock READ isVirtualClock WRITE setVirtualClock NOTIFY clockChanged)
    /// 0.1 to 100 run seconds a second; 0 stands for as fast as it goes.
    Q_PROPERTY(double speed READ speed WRITE setSpeed NOTIFY speedChanged)
    Q_PROPERTY(QString speedText READ speedText NOTIFY speedChanged) ///< 1×, 0.1×, max
    Q_PROPERTY(State state READ state NOTIFY stateChanged)
    Q_PROPERTY(bool playing READ isPlaying NOTIFY stateChanged) ///< state is Playing
    /// The playhead stays with the present of a live run.
    Q_PROPERTY(bool following READ isFollowing WRITE setFollowing NOTIFY followingChanged)
    Q_PROPERTY(bool computing READ isComputing NOTIFY computingChanged)
    /// A run is computed for so long that it is worth a word: what is shown is still the run before.
    Q_PROPERTY(bool computingLong READ isComputingLong NOTIFY computingChanged)
    /// A parameter that "more items" would turn up exists.
    Q_PROPERTY(bool canHaveMoreItems READ canHaveMoreItems NOTIFY scenarioChanged)

    /// What an action has to report ("Exported run.json, 1.2 MB"), and whether it is a failure or a loss.
    /// Empty: nothing.
    Q_PROPERTY(QString report READ report NOTIFY reportChanged)
    Q_PROPERTY(bool reportIsError READ reportIsError NOTIFY reportChanged)
    Q_PROPERTY(bool reportIsRemark READ reportIsRemark NOTIFY reportChanged) ///< nothing was done
    /// Name filters of the formats that the run can be exported to ("Chrome trace (*.json)"): some want its
    /// events.
    Q_PROPERTY(QList<QString> exportFilters READ exportFilters NOTIFY exportFiltersChanged)
    /// Likewise of what save() writes.
    Q_PROPERTY(QList<QString> saveFilters READ saveFilters NOTIFY scenarioChanged)

public:
    enum State { Empty, Playing, Paused, Ended };
    Q_ENUM(State)

    /// How the window starts; from the command line.
    struct Start
    {
        QString scenario; ///< built-in name or file; empty: asyncq, lively
        ParameterValues values;
        std::optional<quint64> seed;
        bool virtualClock = false;
        double speed = 1;
        bool isRecording = false; ///< the file is known to be a recording
        bool isPipe = false;      ///< it can be read but once, and may go on for long
    };

    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    void begin(const Start& start);
    /// Live runs are journalled in this folder, and what another program left there is offered.
    void keepJournals(const QString& folder);

    RunDocument* document() const { return m_document; }
    ParameterModel* parameters() const { return m_parameters; }
    RunNumbers* numbers() const { return m_numbers; }
    QString scenarioName() const { return m_scenarioName; }
    QUrl scenarioFile() const;
    QString scenarioTitle() const { return m_scenarioTitle; }
    QString about() const { return m_about; }
    QStringList scenarioNames() const;
    QStringList scenarioTitles() const;
    bool isRecorded() const { return m_recording->isPresent(); }
    RecordingFacts* recording() const { return m_recording; }
    RunDamage* damage() const { return m_damage; }
    RecordingReader* reader() const { return m_reader; }
    RecoveredRuns* recovered() const { return m_recovered; }
    Problem problem() const { return m_problem; }
    QString keptRun() const;
    QString seed() const { return QString::number(m_seed); }
    QString seedError() const { return m_seedError; }
    bool isVirtualClock() const { return m_virtualClock; }
    void setVirtualClock(bool isVirtual);
    double speed() const { return m_speed; }
    void setSpeed(double speed);
    QString speedText() const;
    State state() const { return m_state; }
    bool isPlaying() const { return m_state == Playing; }
    bool isFollowing() const { return m_following; }
    void setFollowing(bool following);
    bool isComputing() const { return m_computing; }
    bool isComputingLong() const { return m_computingLong; }
    bool canHaveMoreItems() const;
    /// What the document's run runs, and from which seed and file; null while there is none.
    std::shared_ptr<const Scenario> runScenario() const { return m_scenario; }
    std::uint64_t runSeed() const { return m_run ? m_run->info()->seed : m_seed; }
    /// What is set now: what the next run is made from.
    RunSetting setting() const { return {m_parameters->parameters(), m_seed, m_virtualClock}; }
    /// What the run was made from that was started last.
    const RunSetting& runSetting() const { return m_runSetting; }
    /// The scenario with those values; null where it refuses them, and without one.
    std::shared_ptr<const Scenario> scenarioWith(const RunSetting& setting) const;
    /// Sets all of it at once; of setting(), for the scenario that is open.
    void apply(const RunSetting& setting);
    /// How the window runs a scenario on the virtual clock.
    static RunOptions recordingOptions(std::uint64_t seed);
    /// What the document's run prints; null while there is none.
    std::shared_ptr<RunLog> log() const { return m_log; }
    std::string scenarioText() const { return m_file ? m_file->text() : std::string(); }
    QString report() const { return m_report; }
    bool reportIsError() const { return m_reportIsError; }
    bool reportIsRemark() const { return m_reportIsRemark; }
    QList<QString> exportFilters() const;
    QStringList saveFilters() const;

    Q_INVOKABLE void openBuiltin(const QString& name);
    /// A scenario, or a recording: the content says which.
    Q_INVOKABLE void openFile(const QUrl& file);
    /// The run that recovered() offers.
    Q_INVOKABLE void openRecovered();
    /// While there is a problem: the run before is shown again.
    Q_INVOKABLE void dismissProblem();
    /// Reads the file again.
    Q_INVOKABLE void readAgain();
    /// Puts the suggestion in place of what is wrong, in the file, and reads it again.
    Q_INVOKABLE void applySuggestion();
    Q_INVOKABLE void openInEditor();

    Q_INVOKABLE void setSeed(const QString& text);
    Q_INVOKABLE void newSeed();

    /// Plays or pauses; from the start when the run has ended.
    Q_INVOKABLE void toggle();
    Q_INVOKABLE void pause();
    /// A new run with the same seed.
    Q_INVOKABLE void restart();
    Q_INVOKABLE void moreItems();
    Q_INVOKABLE void stepForward();
    Q_INVOKABLE void stepBack();
    /// The same by one event of the selected task; nothing happens where it has no more that is known.
    Q_INVOKABLE void stepTaskForward();
    Q_INVOKABLE void stepTaskBack();
    /// A view moved the playhead by hand.
    Q_INVOKABLE void scrubbed();

    /// Writes the run so far; the format follows the ending.
    Q_INVOKABLE void exportRun(const QUrl& file);
    Q_INVOKABLE void clearReport();
    /// For other view models that have something to report.
    void say(const QString& report, bool isError);
    /// Likewise of what cannot be done, or was left undone.
    Q_INVOKABLE void remark(const QString& sentence);
    /// The run's program in Python, as `sojourn show --as python` prints it: onto the clipboard, or into a
    /// file.
    Q_INVOKABLE void copyPython();
    Q_INVOKABLE void savePython(const QUrl& file);
    /// The run so far with all that is known of it (.sojourn), or the scenario with the values and the seed
    /// that are set now (any other ending), as a file that openFile() reads.
    Q_INVOKABLE void save(const QUrl& file);
    /// The scenario with another setting of it.
    void saveSetting(const QUrl& file, const RunSetting& setting);

Q_SIGNALS:
    void scenarioChanged();
    void aboutToOpen(); ///< another scenario or recording; what was open still stands
    void runLeft();     ///< a run that goes on makes way for another one; it still stands in the document
    void problemChanged();
    void seedChanged();
    void clockChanged();
    void speedChanged();
    void stateChanged();
    void followingChanged();
    void computingChanged();
    void reportChanged();
    void exportFiltersChanged();

private:
    QCoro::Task<> readFile(QString path);
    QCoro::Task<> readPipe(QString path);
    QCoro::Task<> readRecordingFile(QString path, std::uint64_t number, QString shownPath);
    QCoro::Task<> compute(std::shared_ptr<Run> run, std::shared_ptr<RunLog> log, std::uint64_t runNumber);
    QCoro::Task<> showParts(RunUnderWay underWay, std::shared_ptr<Run> run, std::uint64_t runNumber);
    qint64 playheadForNext() const;
    QCoro::Task<> writeRun(QString path, QString done, QString failed);
    void writeAwaited();
    void letGoOfAwaitedWrite();
    QCoro::Task<> writeText(QString path, std::function<std::string()> made);
    QCoro::Task<> writeSuggestion();
    void open(ScenarioFile file, const QString& name, const QString& path, const ParameterValues& values,
              bool lively);
    void clearForOpened(const QString& path);
    void showRecording(const OpenedRecording& opened, const QString& path);
    bool showSaved(const OpenedRecording& opened, const QString& path);
    RunContext context() const;
    void showProblem(const Problem& problem, const QString& path);
    void sayOfRun(const QString& report); ///< what goes with the run that is shown
    void parameterEdited();
    void startRun();
    void startLive(std::shared_ptr<const Scenario> scenario);
    void startVirtual(std::shared_ptr<const Scenario> scenario);
    void liveEnded(std::uint64_t runNumber, const RunEnd& end);
    void abandonRun();
    Run* shownLiveRun() const;
    void tick();
    void setState(State state);
    void setComputing(bool computing);
    void leftTheEnd();
    double effectiveSpeed() const;

    static constexpr std::chrono::milliseconds frameTime{16};

    RunDocument* m_document;
    ParameterModel* m_parameters;
    RunNumbers* m_numbers;
    RecordingFacts* m_recording;
    RunDamage* m_damage;
    RecordingReader* m_reader;
    JournalKeeper* m_journal;
    RecoveredRuns* m_recovered;
    std::unique_ptr<LiveEngine> m_engine;
    QTimer m_ticks;     // one a frame while something plays
    QTimer m_handRests; // a slider moved on the real clock
    QTimer m_patience;  // a run is being computed
    QElapsedTimer m_sinceTick;
    QFileSystemWatcher m_watcher;

    std::optional<ScenarioFile> m_file;
    QString m_scenarioName, m_scenarioTitle, m_about, m_path;
    Problem m_problem;
    QString m_problemPath;
    std::string m_problemText;
    std::uint64_t m_readNumber = 0;     // of the latest scenario that was asked for; older ones are let go
    std::optional<quint64> m_startSeed; // from the command line, until its scenario is open
    ParameterValues m_startValues;      // likewise
    quint64 m_seed = 1;
    QString m_seedError;
    bool m_virtualClock = false;
    double m_speed = 1;
    State m_state = Empty;
    bool m_following = true;
    bool m_computing = false;
    bool m_computingLong = false;
    QString m_report;
    bool m_reportIsError = false;
    bool m_reportIsRemark = false;
    bool m_reportIsOfRun = false; // and goes with it

    std::shared_ptr<const Scenario> m_scenario; // of the document's run
    RunSetting m_runSetting;                    // likewise
    std::optional<Duration> m_until;            // of a run that was opened: where it was told to stop
    std::shared_ptr<RunLog> m_log;              // likewise
    struct AwaitedWrite
    {
        QString path, done, failed; // as writeRun() takes them
    };
    std::optional<AwaitedWrite> m_awaitedWrite; // of the run that is being computed
    std::shared_ptr<Run> m_run;                 // the one that goes on, or went on last
    std::uint64_t m_runNumber = 0; // of the latest run that was started; what comes of older ones is let go
    bool m_handMoves = false;      // a parameter is being changed
    bool m_playAfterCompute = true;
    bool m_stepAwaited = false; // a paused live run was asked for one more event
    double m_playheadNs = 0;    // with the fraction that a frame adds
};

} // namespace sojourn
