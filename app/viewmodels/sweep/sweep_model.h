// A sweep over the scenario of the window: asks, computes, tells.
#pragma once

#include "viewmodels/compare/kept_runs.h"
#include "viewmodels/session.h"
#include "viewmodels/sweep/sweep_axis_setup.h"
#include "viewmodels/sweep/sweep_findings.h"
#include "viewmodels/sweep/sweep_goal_setup.h"
#include "viewmodels/sweep/sweep_job.h"
#include "viewmodels/sweep/sweep_rows.h"

#include <QCoroTask>

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <optional>
#include <vector>

namespace sojourn {

/// What is varied, measured and required can be set at any time: what needs other runs begins a new sweep
/// once the hand has rested, what only looks at the same runs (metric, goals) takes effect at once. Results
/// stay until another sweep begins. The engine computes; its threads give way to the window's.
class SweepModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    /// Somebody looks: the first sweep of a scenario begins when somebody does.
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)

    // What is asked
    Q_PROPERTY(sojourn::SweepAxisSetup* across READ across CONSTANT)
    Q_PROPERTY(sojourn::SweepAxisSetup* up READ up CONSTANT)
    Q_PROPERTY(sojourn::SweepGoalSetup* goal READ goal CONSTANT)
    Q_PROPERTY(sojourn::SweepGoalSetup* otherGoal READ otherGoal CONSTANT)
    Q_PROPERTY(QStringList metrics READ metrics NOTIFY choicesChanged) ///< in words
    Q_PROPERTY(int metric READ metric WRITE setMetric NOTIFY askedChanged)
    Q_PROPERTY(int seeds READ seeds WRITE setSeeds NOTIFY askedChanged) ///< runs a cell
    /// Of each run, where the scenario has such a parameter and it is not varied; otherwise -1.
    Q_PROPERTY(double items READ items WRITE setItems NOTIFY askedChanged)
    Q_PROPERTY(QString itemsLabel READ itemsLabel NOTIFY choicesChanged)
    /// Items of each run that are made before its statistics begin; -1: found by itself.
    Q_PROPERTY(double warmUp READ warmUp WRITE setWarmUp NOTIFY askedChanged)
    Q_PROPERTY(double until READ until WRITE setUntil NOTIFY askedChanged) ///< seconds; 0: the scenario's

    // How far it is
    Q_PROPERTY(State state READ state NOTIFY stateChanged)
    Q_PROPERTY(bool running READ isRunning NOTIFY stateChanged) ///< Trying or Computing
    Q_PROPERTY(
        QString problem READ problem NOTIFY stateChanged) ///< why no sweep can begin, or why it broke off
    Q_PROPERTY(
        bool stale READ isStale NOTIFY stateChanged) ///< the run page has other values than the results
    Q_PROPERTY(bool stopped READ isStopped NOTIFY progressChanged) ///< cells are missing, and none will come
    Q_PROPERTY(double progress READ progress NOTIFY progressChanged) ///< 0 to 1
    /// "212 of 320 cells", "stopped at 212 of 320 cells"
    Q_PROPERTY(QString doneText READ doneText NOTIFY progressChanged)
    Q_PROPERTY(QString leftText READ leftText NOTIFY progressChanged) ///< 1.4 s left
    /// "3,200 runs of 10,000 items"; of a sweep that was stopped those that count
    Q_PROPERTY(QString sizeText READ sizeText NOTIFY progressChanged)

    // What it says
    Q_PROPERTY(bool empty READ isEmpty NOTIFY gridChanged) ///< no cell is done
    Q_PROPERTY(QString heading READ heading NOTIFY gridChanged)
    Q_PROPERTY(QString detail READ detail NOTIFY gridChanged)
    Q_PROPERTY(QStringList holds READ holds NOTIFY gridChanged)
    /// What is the same in every cell: "3 producers, capacity 24".
    Q_PROPERTY(QString fixedText READ fixedText NOTIFY gridChanged)
    Q_PROPERTY(QString metricWords READ metricWords NOTIFY gridChanged)
    Q_PROPERTY(QString cellWords READ cellWords NOTIFY gridChanged) ///< a cell is ten runs
    Q_PROPERTY(QString curveWords READ curveWords NOTIFY gridChanged)
    Q_PROPERTY(bool kneeShown READ isKneeShown NOTIFY gridChanged) ///< it has one
    Q_PROPERTY(
        QString cheapestWords READ cheapestWords NOTIFY gridChanged) ///< Servers 9, Room 15; empty: none
    Q_PROPERTY(int meetingCount READ meetingCount NOTIFY gridChanged)
    Q_PROPERTY(bool flat READ isFlat NOTIFY gridChanged)      ///< one parameter: there is no map
    Q_PROPERTY(int cheapest READ cheapest NOTIFY gridChanged) ///< a cell; -1: none
    /// The cell that the keyboard stands at; -1: none.
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY gridChanged)
    /// What is opened without a cell being named: where the keyboard stands, else the cheapest.
    Q_PROPERTY(int chosen READ chosen NOTIFY gridChanged)
    /// The cell that a key is about: under the pointer, else the chosen one.
    Q_PROPERTY(int atHand READ atHand NOTIFY atHandChanged)
    Q_PROPERTY(
        sojourn::SweepRows* meeting READ meeting CONSTANT) ///< for each value across the cheapest that does
    Q_PROPERTY(sojourn::SweepRows* cells READ cells CONSTANT) ///< all that are done; only while tableShown
    Q_PROPERTY(bool tableShown READ isTableShown WRITE setTableShown NOTIFY tableShownChanged)
    Q_PROPERTY(QString report READ report NOTIFY reportChanged) ///< what an export came to
    Q_PROPERTY(bool reportIsError READ reportIsError NOTIFY reportChanged)

public:
    enum State { Idle, Trying, Computing, Done, Cancelled, Refused };
    Q_ENUM(State)

    explicit SweepModel(QObject* parent = nullptr);
    ~SweepModel() override;

    Session* session() const { return m_session; }
    void setSession(Session* session);
    bool isActive() const { return m_active; }
    void setActive(bool active);

    SweepAxisSetup* across() const { return m_across; }
    SweepAxisSetup* up() const { return m_up; }
    SweepGoalSetup* goal() const { return m_goal; }
    SweepGoalSetup* otherGoal() const { return m_otherGoal; }
    QStringList metrics() const;
    int metric() const { return m_metric; }
    void setMetric(int metric);
    int seeds() const { return m_seeds; }
    void setSeeds(int seeds);
    double items() const;
    void setItems(double items);
    QString itemsLabel() const;
    double warmUp() const { return m_warmUp.isFound ? -1.0 : m_warmUp.items; }
    void setWarmUp(double items);
    double until() const { return m_until; }
    void setUntil(double seconds);

    State state() const { return m_state; }
    bool isRunning() const { return m_state == Trying || m_state == Computing; }
    QString problem() const { return m_problem; }
    bool isStale() const;
    bool isStopped() const;
    double progress() const;
    QString doneText() const;
    QString leftText() const;
    QString sizeText() const;

    bool isEmpty() const { return m_results == nullptr || m_results->table().rows.empty(); }
    QString heading() const;
    QString detail() const { return m_findings.detail; }
    QStringList holds() const { return m_findings.holds; }
    QString metricWords() const { return m_grid.metric; }
    QString cellWords() const;
    QString curveWords() const;
    bool isKneeShown() const { return m_grid.knee >= 0; }
    QString cheapestWords() const;
    int meetingCount() const { return static_cast<int>(m_findings.meetingCount); }
    bool isFlat() const { return !m_grid.isEmpty() && !m_grid.up.isVaried(); }
    int cheapest() const { return m_findings.cheapest; }
    int current() const { return m_grid.current; }
    void setCurrent(int cell);
    int chosen() const;
    int atHand() const;
    /// The cell under the pointer; -1: none.
    void setPointed(int cell);
    SweepRows* meeting() const { return m_meeting; }
    SweepRows* cells() const { return m_cells; }
    bool isTableShown() const { return m_tableShown; }
    void setTableShown(bool shown);
    QString report() const { return m_report; }
    bool reportIsError() const { return m_reportIsError; }

    const SweepGrid& grid() const { return m_grid; }
    /// "Servers 11, Room to wait 45"; empty of a cell that is not there.
    QString fixedText() const;
    Q_INVOKABLE QString settingText(int cell) const;
    QString cellText(int cell) const;

    /// Begins a sweep of what is asked; the one before is given up. What can't be is said in `problem`.
    Q_INVOKABLE void start();
    /// At once; the cells that are done stay.
    Q_INVOKABLE void cancel();
    /// Shows the run of a cell with the first of its seeds: the session gets these values, on the virtual
    /// clock.
    Q_INVOKABLE void openCell(int cell);
    /// Keeps that run as A, to be compared with the present one.
    Q_INVOKABLE void keepCell(int cell, sojourn::KeptRuns* kept);
    /// Writes the cells that are done as `sojourn sweep --out` does.
    Q_INVOKABLE void exportTable(const QUrl& file);

Q_SIGNALS:
    void sessionChanged();
    void activeChanged();
    void choicesChanged();
    void askedChanged();
    void stateChanged();
    void progressChanged();
    void gridChanged();
    void atHandChanged();
    void tableShownChanged();
    void reportChanged();
    void cellOpened(); ///< the session shows its run

private:
    void openScenario();
    void followItems();
    void askAgain();
    void lookAgain();
    SweepAsked asked() const;
    Checked<SweepPlan> plan() const;
    std::optional<std::size_t> itemsParameter() const;
    std::optional<RunSetting> settingOf(int cell) const;
    std::optional<double> valueAtHand(const MetricChoice& metric) const;
    void refuse(const QString& problem);
    void setState(State state);
    void letGo();
    void takeNews();
    void show();
    void showMarks();
    bool isSound(int cell) const;
    const SweepRow* wholeLine() const;
    QCoro::Task<> write(QString path, SweepTable table);

    QPointer<Session> m_session;
    bool m_active = false;
    bool m_opening = false; // another scenario
    std::optional<ScenarioFile> m_file;
    std::vector<MetricChoice> m_choices;
    SweepAxisSetup *m_across, *m_up;
    SweepGoalSetup *m_goal, *m_otherGoal;
    int m_metric = 0;
    int m_seeds = 10;
    double m_items = 0;
    double m_itemsSet = -1;  // for the run that is shown, when it was looked at last
    double m_sweptItems = 0; // of the results
    WarmUp m_warmUp;
    double m_until = 0;

    State m_state = Idle;
    QString m_problem;
    SweepProgress m_progress;
    QElapsedTimer m_sinceStart;
    std::unique_ptr<SweepJob> m_job;
    std::vector<std::unique_ptr<SweepJob>> m_leaving; // stopped, and not yet over
    QTimer m_news;                                    // while there are jobs
    QTimer m_handRests;

    std::unique_ptr<SweepResults> m_results;
    SweepFindings m_findings;
    SweepGrid m_grid;
    int m_pointed = -1;
    SweepRows *m_meeting, *m_cells;
    bool m_tableShown = false;
    QString m_report;
    bool m_reportIsError = false;
};

} // namespace sojourn
