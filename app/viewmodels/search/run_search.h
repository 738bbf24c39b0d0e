// What is looked for in the run that is shown.
#pragma once

#include "search/find_in_run.h"
#include "viewmodels/run_document.h"

#include <QCoroTask>

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <cstdint>
#include <memory>

namespace sojourn {

/// Finds what is typed in the document's run, on a worker: what is typed meanwhile stops the search before
/// it. A live run is looked through again as it goes on, as far as it has come. Stepping to a hit moves the
/// playhead to its beginning and selects it.
class RunSearch : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::RunDocument* document READ document WRITE setDocument NOTIFY documentChanged)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    /// The field is open; what it has found is marked only then.
    Q_PROPERTY(bool shown READ isShown WRITE setShown NOTIFY shownChanged)
    /// Only lanes on which something was found are shown.
    Q_PROPERTY(bool onlyLanes READ isOnlyLanes WRITE setOnlyLanes NOTIFY onlyLanesChanged)

    /// What is wrong with what was typed, in a sentence that says what would be understood; empty: nothing.
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    /// Why nothing was found, or too much to step through; empty otherwise.
    Q_PROPERTY(QString advice READ advice NOTIFY changed)
    /// The parts of what was typed, as they were understood; and their looks, -1 for those that are no state.
    Q_PROPERTY(QStringList terms READ terms NOTIFY textChanged)
    Q_PROPERTY(QList<int> termLooks READ termLooks NOTIFY textChanged)
    /// "17 of 21", "21 hits", "12,345 so far"; empty while nothing is looked for.
    Q_PROPERTY(QString countText READ countText NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    /// There is something to step through.
    Q_PROPERTY(bool steppable READ isSteppable NOTIFY changed)

public:
    explicit RunSearch(QObject* parent = nullptr);
    ~RunSearch() override;

    RunDocument* document() const { return m_document; }
    void setDocument(RunDocument* document);
    QString text() const { return m_text; }
    void setText(const QString& text);
    bool isShown() const { return m_shown; }
    void setShown(bool shown);
    bool isOnlyLanes() const { return m_onlyLanes; }
    void setOnlyLanes(bool only);
    QString problem() const { return QString::fromStdString(m_parsed.problem); }
    QString advice() const;
    QStringList terms() const;
    QList<int> termLooks() const;
    QString countText() const;
    bool isBusy() const { return m_busy; }
    bool isSteppable() const { return !m_hits.hits.empty(); }

    /// What was found in the document's run, to be marked; null while nothing is.
    const SearchHits* marked() const;
    /// The one that was stepped to, an index in hits; -1: none.
    qint64 current() const { return m_current; }

    /// To the hit behind the present one, or to the first one behind the playhead; round at the end.
    Q_INVOKABLE void next();
    Q_INVOKABLE void previous();
    /// Takes a part out of what was typed.
    Q_INVOKABLE void removeTerm(int index);

Q_SIGNALS:
    void documentChanged();
    void textChanged();
    void shownChanged();
    void onlyLanesChanged();
    void changed(); ///< what was found, how many, or which one is stepped to
    /// The playhead stands at a hit, which lasts from then to then; a place in a view is the receiver's.
    void stepped(double fromSeconds, double toSeconds);

private:
    void replaceRun();
    void lookSoon();
    void look();
    void read();
    void stop();
    QCoro::Task<> find();
    std::shared_ptr<const Columns> columnsToSearch();
    void take(SearchHits hits);
    void go(std::size_t index);
    bool goesOn() const;

    QPointer<RunDocument> m_document;
    QString m_text;
    ParsedSearch m_parsed;
    SearchHits m_hits;
    bool m_hasSearched = false; // m_hits is what m_parsed finds
    qint64 m_current = -1;
    bool m_shown = false;
    bool m_onlyLanes = false;
    bool m_busy = false;
    bool m_wanted = false;                      // once more, when the present search has ended
    std::shared_ptr<SearchProgress> m_progress; // of the present search
    std::uint64_t m_wantedNumber = 0;           // of what is looked for; what comes of older ones is let go
    QTimer m_soon;                              // more of the run has come
    QTimer m_counting;                          // while a search goes on
};

} // namespace sojourn
