// The visible window of time.
#pragma once

#include "scene/base/time_window.h"
#include "scene/timeline/axis_run.h"
#include "scene/timeline/run_index.h"
#include "viewmodels/run_document.h"

#include <QCoroTask>

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <algorithm>
#include <cstdint>
#include <memory>

namespace sojourn {

/// The stretch of time [fromNs, toNs) that timeline and latency plot show; one object shared by them, so that
/// scrolling and zooming are its properties and no item's width. Held within the run, with a little room
/// behind its end. On an axis that is not time's own it is a stretch of that axis.
class Viewport : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::RunDocument* document READ document WRITE setDocument NOTIFY documentChanged)
    Q_PROPERTY(double fromSeconds READ fromSeconds NOTIFY windowChanged)
    Q_PROPERTY(double toSeconds READ toSeconds NOTIFY windowChanged)
    Q_PROPERTY(double spanSeconds READ spanSeconds NOTIFY windowChanged)
    /// How much of the run's own time is shown, exactly: of years, the ends as seconds are too coarse for it.
    Q_PROPERTY(double shownSeconds READ shownSeconds NOTIFY extentChanged)
    /// The window reaches to the run's end, or behind it.
    Q_PROPERTY(bool showsEnd READ showsEnd NOTIFY extentChanged)
    /// How many of so many steps are shown, on the axis that has them; 0 and 0 on the others.
    Q_PROPERTY(int shownSteps READ shownSteps NOTIFY extentChanged)
    Q_PROPERTY(int allSteps READ allSteps NOTIFY extentChanged)
    /// Nothing of the run lies outside.
    Q_PROPERTY(bool showsAll READ showsAll NOTIFY extentChanged)
    /// How far the window may reach at least, whatever the run's end: where the ghost ends. 0: no further.
    Q_PROPERTY(double reachSeconds READ reachSeconds WRITE setReachSeconds NOTIFY reachChanged)
    /// The window goes with the run: on the real clock the present stays at its right with some room; on the
    /// virtual one the playhead stays in view. Dragging turns it off.
    Q_PROPERTY(bool following READ isFollowing WRITE setFollowing NOTIFY followingChanged)
    /// The axis that is wanted: a large run is laid out on another thread, and shown on time's own meanwhile.
    Q_PROPERTY(sojourn::TimeAxis::Kind timeAxis READ timeAxis WRITE setTimeAxis NOTIFY timeAxisChanged)
    /// What the axis that is shown does to time, in a few words; empty for time's own.
    Q_PROPERTY(QString timeAxisText READ timeAxisText NOTIFY timeAxisChanged)

public:
    static constexpr qint64 leastSpanNs = 10; ///< some pixels a nanosecond: nothing lies between

    explicit Viewport(QObject* parent = nullptr);

    RunDocument* document() const { return m_document; }
    void setDocument(RunDocument* document);
    qint64 fromNs() const { return instantAt(m_from); }
    qint64 toNs() const { return m_axis ? std::min(instantAt(m_to), limitNs()) : m_to; }
    qint64 spanNs() const { return toNs() - fromNs(); }
    double fromSeconds() const { return static_cast<double>(fromNs()) / 1e9; }
    double toSeconds() const { return static_cast<double>(toNs()) / 1e9; }
    double spanSeconds() const { return static_cast<double>(spanNs()) / 1e9; }
    bool showsAll() const;
    double shownSeconds() const;
    bool showsEnd() const { return m_document && m_to >= runEnd(); }
    int shownSteps() const;
    int allSteps() const;
    double reachSeconds() const { return static_cast<double>(m_reachNs) / 1e9; }
    void setReachSeconds(double seconds);
    bool isFollowing() const { return m_following; }
    void setFollowing(bool following);
    /// While something is dragged the window stands still, following or not.
    void setHeld(bool held) { m_held = held; }

    /// Magnifies by `factor` (below 1: makes smaller); what lies at `ratio` of the width (0..1) stays there.
    Q_INVOKABLE void zoomAt(double ratio, double factor);
    /// Likewise; where the playhead is in the window, it stays there, else the middle does.
    Q_INVOKABLE void zoomAtPlayhead(double factor);
    /// Moves the window by so much of its width, to later instants when positive. Stops following.
    void panByShare(double share);
    /// Moves it to where it begins with this instant; or where that is its middle. Likewise.
    void panTo(qint64 fromNs);
    void panToMiddle(qint64 ns);
    Q_INVOKABLE void frameAll();
    /// Moves a zoomed window to the end of the run.
    void showEnd();
    /// Shows this stretch, in seconds. Stops following unless it holds the playhead.
    Q_INVOKABLE void frame(double fromSeconds, double toSeconds);

    /// Moves the window, if at all, so that this instant (in seconds) lies within it.
    Q_INVOKABLE void show(double seconds);

    /// Likewise of a stretch that is to be looked at; one that is longer than the window, or so short that
    /// nothing of it could be seen, is framed with some room around it.
    Q_INVOKABLE void showStretch(double fromSeconds, double toSeconds);

    void frameNs(qint64 fromNs, qint64 toNs);
    /// Of the axis.
    TimeWindow window(double left, double width) const { return {m_from, m_to, left, width}; }
    /// How far the window may reach, from 0 on.
    qint64 limitNs() const;
    /// The zoom indices of the document's run, up to date with its columns.
    const RunIndex& index() const { return m_index; }

    TimeAxis::Kind timeAxis() const { return m_wantedAxis; }
    void setTimeAxis(TimeAxis::Kind kind);
    Q_INVOKABLE void nextTimeAxis();
    QString timeAxisText() const { return m_axis ? m_axis->words() : QString(); }
    /// The document's run on the axis that is shown; null: that is time's own.
    const AxisRun* axis() const { return m_axis.get(); }

Q_SIGNALS:
    void documentChanged();
    void windowChanged();
    void extentChanged(); ///< the window, or what of a run that goes on lies in it
    void followingChanged();
    void reachChanged();
    void timeAxisChanged();

private:
    void reset();
    void takeData();
    void takeIndex();
    void growWithLiveRun();
    void follow();
    void set(qint64 from, qint64 to);
    void panByPlaces(qint64 places);
    void framePlaces(qint64 from, qint64 to);
    qint64 span() const { return m_to - m_from; }
    qint64 limit() const;
    qint64 reach(qint64 run, qint64 end) const;
    qint64 placeOf(qint64 ns) const { return m_axis ? m_axis->run.map.toAxis(ns) : ns; }
    qint64 instantAt(qint64 place) const { return m_axis ? m_axis->run.map.toInstant(place) : place; }
    qint64 playhead() const;
    qint64 runEnd() const;
    void layOutSoon();
    void takeAxis(std::shared_ptr<const AxisRun> axis);
    QCoro::Task<> layOut();
    void noteAnchor();
    bool isShortAndOver() const;
    void frameLive();
    qint64 lastTo(qint64 span) const;
    double roomBehindEnd() const;
    qint64 end() const;
    qint64 firstSpan() const;

    QPointer<RunDocument> m_document;
    RunIndex m_index;
    std::shared_ptr<const AxisRun> m_axis; // null: time's own
    TimeAxis::Kind m_wantedAxis = TimeAxis::Plain;
    std::uint64_t m_runs = 0; // counts them: an axis that was made of another is none of this
    bool m_layingOut = false; // on another thread
    bool m_layOutAgain = false;
    QTimer m_layOutSoon; // a run that goes on is laid out again, as rarely as that costs time
    qint64 m_from = 0;   // places of the axis
    qint64 m_to = 18'000'000'000;
    qint64 m_reachNs = 0;
    qint64 m_grownSpan = 0; // of a live run's window, as long as it is its own
    double m_anchor = 0.76; // where in the window the playhead is kept while following a computed run
    bool m_following = true;
    bool m_held = false;
    bool m_framesLive = false; // a live run on another axis is shown whole, or its latest steps, as it grows
    bool m_fresh = true;       // the run's first window is not chosen yet
    bool m_isWhole = false;    // the window reaches from 0 as far as it may
    bool m_grew = false;       // the index was made from a run that went on
};

} // namespace sojourn
