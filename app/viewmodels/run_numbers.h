// The numbers beside the pictures.
#pragma once

#include "stats/run_totals.h"
#include "stats/summary.h"
#include "viewmodels/run_document.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace sojourn {

/// Texts with units, ready to be shown; empty where there is nothing to say. Those of the playhead follow it;
/// those of the run are of the whole run on the virtual clock, and of the run so far on the real one.
class RunNumbers : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The session makes it")
    // At the playhead
    Q_PROPERTY(QString time READ time NOTIFY playheadChanged)           ///< 23.5 s
    Q_PROPERTY(QString exactTime READ exactTime NOTIFY playheadChanged) ///< 23.481200037 s
    /// Stalled at 5.02 s: shown to the end of a run that has; else empty
    Q_PROPERTY(QString stalled READ stalled NOTIFY playheadChanged)
    /// 2 of 3: tasks that wait, of those there are; of a run that has stalled, as above
    Q_PROPERTY(QString tasksWaiting READ tasksWaiting NOTIFY playheadChanged)
    // The next three, and throughput, are empty in a run without queues.
    Q_PROPERTY(QString put READ put NOTIFY playheadChanged)         ///< 56 (visits)
    Q_PROPERTY(QString got READ got NOTIFY playheadChanged)         ///< 44
    Q_PROPERTY(QString inQueue READ inQueue NOTIFY playheadChanged) ///< 12, over all queues
    Q_PROPERTY(
        QString consumersWaiting READ consumersWaiting NOTIFY playheadChanged) ///< how many tasks wait to get
    Q_PROPERTY(QString tasksEnded READ tasksEnded NOTIFY playheadChanged)      ///< 3 of 6
    Q_PROPERTY(
        QString inThreads READ inThreads NOTIFY playheadChanged) ///< 2: jobs on threads; empty without any
    Q_PROPERTY(QString replied READ replied NOTIFY
                   playheadChanged) ///< 36 of 38 asked so far; empty without a server
    Q_PROPERTY(QString failed READ failed NOTIFY playheadChanged) ///< 2: requests; empty while there is none
    /// 1.87 items/s: done up to the playhead, by the time up to it
    Q_PROPERTY(QString throughput READ throughput NOTIFY playheadChanged)
    // Of the run
    Q_PROPERTY(QString length READ length NOTIFY runChanged)       ///< 46.4 s
    Q_PROPERTY(int items READ items NOTIFY runChanged)             ///< in the distribution
    Q_PROPERTY(QString itemsText READ itemsText NOTIFY runChanged) ///< the same: 20,000
    Q_PROPERTY(QString p50 READ p50 NOTIFY runChanged)
    Q_PROPERTY(QString p90 READ p90 NOTIFY runChanged)
    Q_PROPERTY(QString p99 READ p99 NOTIFY runChanged)
    Q_PROPERTY(QString mean READ mean NOTIFY runChanged)
    Q_PROPERTY(QString longest READ longest NOTIFY runChanged)
    Q_PROPERTY(QString queueFull READ queueFull NOTIFY
                   runChanged) ///< 33 %: share of the time; empty without a capacity
    Q_PROPERTY(
        QString starved READ starved NOTIFY runChanged) ///< 2.11 s: time that tasks waited to get, together
    Q_PROPERTY(
        QString sampleNote READ sampleNote NOTIFY runChanged) ///< p99 of 90 items rests on a single one
    Q_PROPERTY(
        QString littlesLaw READ littlesLaw NOTIFY runChanged) ///< 7.78 waiting = 1.938 items/s × 4.016 s ✓
    // Of requests; empty where none was sent. The times are of replies, from their requests on, time in line
    // included; empty as well where several servers were asked, since those are not alike.
    Q_PROPERTY(QString requests READ requests NOTIFY runChanged)             ///< 150: each attempt on its own
    Q_PROPERTY(QString requestsFailed READ requestsFailed NOTIFY runChanged) ///< 3
    Q_PROPERTY(QString replyP50 READ replyP50 NOTIFY runChanged)             ///< 41.2 ms
    Q_PROPERTY(QString replyP99 READ replyP99 NOTIFY runChanged)
    /// The run has no queue, so no item will ever be done.
    Q_PROPERTY(bool itemless READ isItemless NOTIFY runChanged)
    /// Why there are no times of items, in a sentence or two; for a run in which none is done.
    Q_PROPERTY(QString withoutItems READ withoutItems NOTIFY runChanged)
    /// What the numbers are of: "Whole run", "So far", "First 12 h 28 min".
    Q_PROPERTY(QString wholeText READ wholeText NOTIFY runChanged)
    /// "46.4 s", or "the first 12 h 28 min" of one that goes on behind.
    Q_PROPERTY(QString lengthText READ lengthText NOTIFY runChanged)
    /// That this is the first part of a longer run, in a sentence; empty of a whole one.
    Q_PROPERTY(QString firstPart READ firstPart NOTIFY runChanged)
    /// How the run ended, in a sentence; empty while it goes on.
    Q_PROPERTY(QString ending READ ending NOTIFY runChanged)

public:
    explicit RunNumbers(RunDocument& document, QObject* parent = nullptr);
    ~RunNumbers() override;

    QString time() const;
    QString exactTime() const;
    QString put() const;
    QString got() const;
    QString inQueue() const;
    QString consumersWaiting() const;
    QString tasksEnded() const;
    QString inThreads() const;
    QString stalled() const;
    QString tasksWaiting() const;
    QString replied() const;
    QString failed() const;
    QString length() const;
    QString throughput() const;
    QString itemsText() const;
    int items() const { return static_cast<int>(m_summary.sojourn.count); }
    QString p50() const { return percentile(m_summary.sojourn.p50Seconds); }
    QString p90() const { return percentile(m_summary.sojourn.p90Seconds); }
    QString p99() const { return percentile(m_summary.sojourn.p99Seconds); }
    QString mean() const { return percentile(m_summary.sojourn.meanSeconds); }
    QString longest() const { return percentile(m_summary.sojourn.maxSeconds); }
    QString queueFull() const;
    QString starved() const;
    QString sampleNote() const;
    QString littlesLaw() const;
    QString requests() const;
    QString requestsFailed() const;
    QString replyP50() const;
    QString replyP99() const;
    bool isItemless() const;
    QString wholeText() const;
    QString lengthText() const;
    QString firstPart() const;
    QString ending() const;
    QString withoutItems() const;

    const Summary& summary() const { return m_summary; }
    /// Of the columns of the document.
    const RunTotals& totals() const { return m_totals; }

    /// For the session: the statistics of the finished run that the document opens next, so that nobody folds
    /// it again.
    void expect(Summary summary, RunTotals totals)
    {
        m_expected = std::move(summary);
        m_expectedTotals = std::move(totals);
    }

Q_SIGNALS:
    void playheadChanged();
    void runChanged();

private:
    QString percentile(double seconds) const;
    QString eventCount() const;
    QString leftAtEnd() const;
    std::uint64_t asked() const;
    const Distribution* replies() const;
    bool areQueuesKnown() const; ///< at the playhead; there may be none
    void restart();
    void takeIn();

    RunDocument& m_document; // the session owns both
    std::unique_ptr<SummaryFold> m_fold;
    std::uint64_t m_folded = 0;
    Summary m_summary;
    std::optional<Summary> m_expected;
    RunTotals m_totals; // the texts are asked for every frame
    RunTotals m_expectedTotals;
};

} // namespace sojourn
