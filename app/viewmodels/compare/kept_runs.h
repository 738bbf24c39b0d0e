// The runs that were tried: to compare with, and to go back to.
#pragma once

#include "viewmodels/compare/kept_run.h"
#include "viewmodels/session.h"

#include <QCoroTask>

#include <QAbstractListModel>
#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <vector>

namespace sojourn {

/// Each change of a parameter, the seed or the clock is a step that can be taken back and forth, and each
/// setting that a step leads to is kept with its run: on the virtual clock at once, on the real one when it
/// has ended. A row a setting, the latest made first. What a hand does to a slider before it lets go is one
/// step, and so are keys on one and the same parameter that follow each other within `togetherMs`. Another
/// scenario begins anew. A run is called after what it has otherwise than the scenario had when it was
/// opened.
///
/// Of what was open before only the pinned run stays, where it can be compared (see areComparable()): it is
/// called after its file and is no step to go back to.
///
/// The present run is B. A is what it is compared with: the one that is pinned, or else the one that was
/// shown before the latest step.
class KeptRuns : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    Q_PROPERTY(int count READ count NOTIFY runsChanged)
    Q_PROPERTY(int presentRow READ presentRow NOTIFY runsChanged) ///< of B; -1 without a scenario
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY runsChanged)
    Q_PROPERTY(bool canRedo READ canRedo NOTIFY runsChanged)
    Q_PROPERTY(QString undoText READ undoText NOTIFY runsChanged) ///< Consumers 5 → 3; empty without a step
    Q_PROPERTY(QString redoText READ redoText NOTIFY runsChanged)
    /// There is an A, and what was recorded of it.
    Q_PROPERTY(bool comparable READ isComparable NOTIFY runsChanged)
    Q_PROPERTY(bool swappable READ isSwappable NOTIFY runsChanged) ///< likewise, and A can be run here
    /// Both make the same items, each of which is compared with itself.
    Q_PROPERTY(bool sameDraws READ areSameDraws NOTIFY runsChanged)
    Q_PROPERTY(bool pinned READ isPinned NOTIFY runsChanged) ///< a run was chosen by hand to be A
    /// It is A. While it is the present run, which is not compared with itself, the one before is.
    Q_PROPERTY(bool aIsPinned READ isAPinned NOTIFY runsChanged)
    Q_PROPERTY(QString pinnedName READ pinnedName NOTIFY runsChanged) ///< empty without one
    Q_PROPERTY(QString aName READ aName NOTIFY runsChanged)           ///< 3 consumers; empty without an A
    Q_PROPERTY(QString bName READ bName NOTIFY runsChanged)           ///< 4 consumers
    Q_PROPERTY(QString changeText READ changeText NOTIFY runsChanged) ///< from A to B: Consumers 3 → 4
    /// A stays to be seen, faint, behind B.
    Q_PROPERTY(bool ghostShown READ isGhostShown WRITE setGhostShown NOTIFY runsChanged)

public:
    enum Mark { None, A, B };
    Q_ENUM(Mark)
    enum Role {
        NumberRole = Qt::UserRole + 1, ///< int: what the functions below ask for
        NameRole,
        WhenRole,   ///< now, 2 min ago
        DetailRole, ///< 90 items in 47.7 s
        BriefRole,  ///< 90 in 47.7 s
        MarkRole,   ///< Mark
        PinnedRole,
        SketchRole,     ///< list of real: see runSketch()
        SketchRowsRole, ///< int: of as many lanes, one behind the other; 1: of a queue
        RecordedRole,   ///< bool: it is there at once; otherwise it is computed again, or only its setting is
                        ///< known
    };

    static constexpr qint64 togetherMs = 800;
    static constexpr std::size_t mostSteps = 200; ///< then the oldest are forgotten
    static constexpr std::size_t mostRuns = 60;   ///< likewise; those with a name, and A, stay
    static constexpr std::size_t memoryBytes = std::size_t{256} << 20; ///< of what was recorded, in all
    static constexpr int sketchParts = 40;

    explicit KeptRuns(QObject* parent = nullptr);
    ~KeptRuns() override;

    Session* session() const { return m_session; }
    void setSession(Session* session);
    int count() const { return static_cast<int>(m_listed.size()); }
    int presentRow() const;
    bool canUndo() const { return m_at > 0; }
    bool canRedo() const { return m_at + 1 < m_steps.size(); }
    QString undoText() const;
    QString redoText() const;
    bool isComparable() const;
    bool isSwappable() const { return isComparable() && !a()->isOfOther; }
    bool areSameDraws() const
    {
        return a() == nullptr || b() == nullptr || a()->setting.seed == b()->setting.seed;
    }
    bool isPinned() const { return m_pinned != nullptr; }
    bool isAPinned() const { return m_pinned && m_pinned != present(); }
    QString pinnedName() const { return m_pinned ? m_pinned->name() : QString(); }
    QString aName() const { return a() == nullptr ? QString() : a()->name(); }
    QString bName() const { return b() == nullptr ? QString() : b()->name(); }
    QString changeText() const;
    bool isGhostShown() const { return m_ghostShown; }
    void setGhostShown(bool shown);

    /// What B is compared with; null without one. Its columns may still be to come.
    std::shared_ptr<const KeptRun> a() const;
    /// The present setting; its run may still be to come. Null without a scenario.
    std::shared_ptr<const KeptRun> b() const;
    /// The document shows the run of B, which has ended.
    bool isBShown() const;
    /// For tests: as much memory as may be used.
    void setMemoryBytes(std::size_t bytes) { m_memoryBytes = bytes; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();
    /// Makes that run the present one, as a step that can be undone.
    Q_INVOKABLE void go(int number);
    /// Makes that run A and keeps it so; of the one that is pinned: no longer.
    Q_INVOKABLE void togglePin(int number);
    /// The present run becomes A and stays so, or no run is pinned any longer.
    Q_INVOKABLE void togglePinOfPresent();
    /// Keeps the run of that setting, which is computed, and makes it A; the present run stays. False, and A
    /// stays too, where that is the present run: it can't be compared with itself.
    bool keepAsA(const RunSetting& setting, std::shared_ptr<const Scenario> scenario);
    /// A becomes the present run, and the present one A.
    Q_INVOKABLE void swap();
    /// An empty name: the derived one again.
    Q_INVOKABLE void rename(int number, const QString& name);
    /// Takes it out of the list; not the present one.
    Q_INVOKABLE void forget(int number);
    /// Its setting as a scenario file.
    Q_INVOKABLE void save(int number, const QUrl& file);

Q_SIGNALS:
    void sessionChanged();
    void runsChanged(); ///< the list, what is A and B, or what was recorded of them

private:
    using Kept = std::shared_ptr<KeptRun>;

    void makeReadyToStay();
    Kept pinnedThatStays();
    void begin();
    bool isLeftAlone(const Kept& run) const;
    void note();
    bool goesOn(const std::vector<std::size_t>& changed) const;
    void takeStepBack();
    void putBack(const Kept& run);
    void endStep();
    void addStep(const Kept& run);
    void take();
    void takeLeft();
    void fillInSoFar(const Kept& run);
    void makeAnother(const Kept& run);
    void move(std::size_t at);
    void show(const Kept& run);
    Kept keptFor(const RunSetting& setting);
    Kept find(const RunSetting& setting) const;
    Kept numbered(int number) const;
    Kept present() const { return m_steps.empty() ? nullptr : m_steps[m_at]; }
    Kept before() const;
    /// A run is not compared with itself: while the pinned one is the present one, the one before it is A.
    Kept compared() const { return isAPinned() ? m_pinned : before(); }
    bool isBeginningLost(const Kept& run) const;
    bool isNeeded(const Kept& run) const;
    void fillIn(const Kept& run, std::shared_ptr<const Columns> columns, const RunEnd& end,
                std::int64_t endNs, bool firstPart, Summary summary, const RunTotals& totals);
    QCoro::Task<> sketch(Kept run);
    QCoro::Task<> computeAgain(Kept run);
    void letGo();
    void list();
    void announce();

    QPointer<Session> m_session;
    RunSetting m_opened;        // what every run is named against
    QString m_openedName;       // of its file, or of the built-in scenario
    std::vector<Kept> m_runs;   // in the order of making
    std::vector<Kept> m_listed; // of them, those to be seen: present, or ran; the latest made first
    std::vector<Kept> m_steps;  // the line of undo and redo
    std::size_t m_at = 0;
    Kept m_before;     // shown before the latest step; may be the present one's own
    Kept m_beforeStep; // what m_before was until then
    Kept m_pinned;
    Kept m_madeByStep; // by the latest step, which may still go on
    int m_latestNumber = 0;
    std::size_t m_memoryBytes = memoryBytes;
    QElapsedTimer m_sinceNoted;
    std::vector<std::size_t> m_latestChange; // what the latest step changed
    int m_stepHold = 0; // the hold of a slider that it began in; see ParameterModel::hold()
    std::shared_ptr<const EventLog> m_takenLog;
    QTimer m_ages; // "2 min ago" goes on
    bool m_ghostShown = true;
    bool m_going = false;
};

} // namespace sojourn
