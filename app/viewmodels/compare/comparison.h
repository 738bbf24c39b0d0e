// Run B beside run A, for the window.
#pragma once

#include "explore/compare/comparison_file.h"
#include "explore/compare/paired_seeds.h"
#include "explore/compare/run_comparison.h"
#include "viewmodels/compare/changed_items.h"
#include "viewmodels/compare/figure_table.h"
#include "viewmodels/compare/kept_runs.h"

#include <QCoroTask>

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace sojourn {

/// What B has over A of the kept runs: item by item, in numbers, in a sentence, and over several seeds. It is
/// worked out on a worker while somebody looks; the latest pair wins, and what was there before stays until
/// then.
class Comparison : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::Session* session READ session WRITE setSession NOTIFY sessionChanged)
    Q_PROPERTY(sojourn::KeptRuns* kept READ kept WRITE setKept NOTIFY keptChanged)
    /// Somebody looks: nothing is compared while nobody does.
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    /// There are an A and a B, and what follows is about them.
    Q_PROPERTY(bool ready READ isReady NOTIFY compared)
    /// B goes on; it is compared when it has ended.
    Q_PROPERTY(bool waiting READ isWaiting NOTIFY compared)
    Q_PROPERTY(QString sentence READ sentence NOTIFY compared)
    /// Both sides of each change, where there are several: Servers 4 → 5, Seed 1 → 7
    Q_PROPERTY(QString changesText READ changesText NOTIFY compared)
    Q_PROPERTY(QString endsText READ endsText NOTIFY compared) ///< The run ends 13.3 s earlier.
    Q_PROPERTY(QString aName READ aName NOTIFY compared)
    Q_PROPERTY(QString bName READ bName NOTIFY compared)
    /// A or B is another run by now, as while a slider moves: what is said here is of the one before.
    Q_PROPERTY(bool outdated READ isOutdated NOTIFY outdatedChanged)
    Q_PROPERTY(bool aLeaves READ aLeaves NOTIFY compared) ///< an item leaves in A: it has sojourns
    Q_PROPERTY(bool bLeaves READ bLeaves NOTIFY compared)
    Q_PROPERTY(QString aText READ aText NOTIFY compared) ///< 90 items in 61.0 s
    Q_PROPERTY(QString bText READ bText NOTIFY compared)
    Q_PROPERTY(QString matchedText READ matchedText NOTIFY compared) ///< matched by origin: 90 of 90
    Q_PROPERTY(
        QString countsText READ countsText NOTIFY compared) ///< stay shorter in B: 88, longer: 2, the same: 0
    Q_PROPERTY(bool anyItems READ hasItems NOTIFY compared) ///< some item is in both runs
    Q_PROPERTY(sojourn::FigureTable* figures READ figures CONSTANT)
    /// The largest change of all is one that lengthens.
    Q_PROPERTY(bool longerFirst READ isLongerFirst NOTIFY compared)
    Q_PROPERTY(sojourn::ChangedItems* shorter READ shorter CONSTANT)
    Q_PROPERTY(sojourn::ChangedItems* longer READ longer CONSTANT)

    // How sure
    /// The figure whose change is looked at over several seeds: a number of RunFigure.
    Q_PROPERTY(int pairedFigure READ pairedFigure WRITE setPairedFigure NOTIFY pairedFigureChanged)
    Q_PROPERTY(QList<QString> pairedChoices READ pairedChoices NOTIFY compared)
    Q_PROPERTY(QString pairedUnit READ pairedUnit NOTIFY
                   pairedFigureChanged) ///< s for seconds, or what is written behind a number
    Q_PROPERTY(QString pairedSentence READ pairedSentence NOTIFY
                   pairedChanged) ///< or why there is none, or how far it is
    /// A and B can be run with other seeds; if not, the sentence says why.
    Q_PROPERTY(bool canPair READ canPair NOTIFY compared)
    Q_PROPERTY(bool pairing READ isPairing NOTIFY pairedChanged)
    /// B − A, one a seed that is known; in the figure's unit (seconds, items, items/s).
    Q_PROPERTY(QList<double> pairedChanges READ pairedChanges NOTIFY pairedChanged)
    /// Their mean and its 95 % interval; NaN while not known.
    Q_PROPERTY(double pairedMean READ pairedMean NOTIFY pairedChanged)
    Q_PROPERTY(double pairedLow READ pairedLow NOTIFY pairedChanged)
    Q_PROPERTY(double pairedHigh READ pairedHigh NOTIFY pairedChanged)
    Q_PROPERTY(QList<QString> exportFilters READ exportFilters CONSTANT)

public:
    static constexpr std::uint32_t seeds = 20;
    static constexpr std::size_t mostListed = 4;

    explicit Comparison(QObject* parent = nullptr);
    ~Comparison() override;

    Session* session() const { return m_session; }
    void setSession(Session* session);
    KeptRuns* kept() const { return m_kept; }
    void setKept(KeptRuns* kept);
    bool isActive() const { return m_active; }
    void setActive(bool active);
    bool isReady() const { return m_shown != nullptr; }
    bool isWaiting() const;
    QString sentence() const;
    QString changesText() const;
    QString endsText() const;
    QString aName() const;
    QString bName() const;
    bool isOutdated() const { return m_outdated; }
    QString aText() const;
    QString bText() const;
    QString matchedText() const;
    bool aLeaves() const { return m_shown && m_shown->aFigures[sojournPlace]; }
    bool bLeaves() const { return m_shown && m_shown->bFigures[sojournPlace]; }
    QString countsText() const;
    bool hasItems() const { return m_shown && m_shown->comparison.compared() > 0; }
    FigureTable* figures() { return &m_figures; }
    bool isLongerFirst() const;
    ChangedItems* shorter() { return &m_shorter; }
    ChangedItems* longer() { return &m_longer; }

    int pairedFigure() const { return static_cast<int>(m_pairedFigure); }
    void setPairedFigure(int figure);
    QList<QString> pairedChoices() const;
    QString pairedUnit() const;
    QString pairedSentence() const;
    bool canPair() const { return m_shown && reasonNotToPair().isEmpty(); }
    bool isPairing() const { return m_seeds != nullptr; }
    QList<double> pairedChanges() const;
    double pairedMean() const;
    double pairedLow() const;
    double pairedHigh() const;
    QList<QString> exportFilters() const;

    /// The choice of that place in pairedChoices().
    Q_INVOKABLE void choosePaired(int choice);
    Q_INVOKABLE int pairedChoice() const;
    /// Stops the runs of further seeds; what is known stays.
    Q_INVOKABLE void stopPairing();
    /// Writes it as CSV (an item a row) or JSON, by the ending.
    Q_INVOKABLE void exportTo(const QUrl& file);

    /// What is shown, for painters; null without.
    struct Shown
    {
        std::shared_ptr<const KeptRun> a, b;
        std::shared_ptr<const Columns> aColumns, bColumns;
        RunFigures aFigures, bFigures;
        RunComparison comparison;
        std::vector<ChangedItem> shorter, longer; ///< those that changed most
    };
    std::shared_ptr<const Shown> shown() const { return m_shown; }

Q_SIGNALS:
    void sessionChanged();
    void keptChanged();
    void activeChanged();
    void compared();
    void outdatedChanged();
    void pairedFigureChanged();
    void pairedChanged();

private:
    static constexpr auto sojournPlace = static_cast<std::size_t>(RunFigure::SojournP50);

    void look();
    void takeOutdated();
    void setOutdated(bool outdated);
    void drop();
    QCoro::Task<> work();
    void show(std::shared_ptr<const Shown> shown);
    void pairAnew();
    void pair();
    void tell(std::uint64_t number, std::uint32_t replication, PairedValues values);
    QString lackText() const;
    QString reasonNotToPair() const;
    std::vector<RunFigure> choicesThere() const;
    QCoro::Task<> write(QString path);

    QPointer<Session> m_session;
    QPointer<KeptRuns> m_kept;
    bool m_active = false;
    std::shared_ptr<Shown> m_asked; // what is to be shown, not compared yet or just so; null: nothing
    bool m_working = false;
    std::shared_ptr<const Shown> m_shown;
    bool m_outdated = false;
    QTimer m_outdatedSoon; // what the next run mends at once is not worth a flicker
    FigureTable m_figures;
    ChangedItems m_shorter, m_longer;

    RunFigure m_pairedFigure = RunFigure::SojournP50; // one that either run has
    std::shared_ptr<PairedSeeds> m_seeds;             // under way
    std::uint64_t m_pairing = 0;                      // counts them; what comes of older ones is let go
    std::vector<std::optional<double>> m_changes;     // by replication
    std::uint32_t m_told = 0;
    std::uint32_t m_knownA = 0, m_knownB = 0; // of those that were told: runs that have the figure
    ReplicationEstimate m_estimate;
    QTimer m_pairSoon;  // while a slider moves, nothing is begun
    QThreadPool m_pool; // of its own, so that the runs that are shown never wait for these
};

} // namespace sojourn
