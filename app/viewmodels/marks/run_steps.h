// Steps of the playhead along one item, and from one thing to the next of its kind.
#pragma once

#include "trace/steps.h"
#include "viewmodels/run_document.h"

#include <QObject>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// Moves the document's playhead. Steps by every event, and by those of the selected task, are the session's:
/// a live run goes on for them.
class RunSteps : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::RunDocument* document READ document WRITE setDocument NOTIFY documentChanged)

public:
    using QObject::QObject;

    RunDocument* document() const { return m_document; }
    void setDocument(RunDocument* document);

    /// Behind the event that next happens to the selected item; false where none does.
    Q_INVOKABLE bool stepItemForward() { return stepItem(StepWay::Forward); }
    Q_INVOKABLE bool stepItemBack() { return stepItem(StepWay::Back); }
    /// Behind the next event of the kind of the last, of the selected task if one is; false where there is
    /// none. As many steps back as forward end where they began, events of one instant among them.
    Q_INVOKABLE bool stepKindForward() { return stepKind(StepWay::Forward); }
    Q_INVOKABLE bool stepKindBack() { return stepKind(StepWay::Back); }

Q_SIGNALS:
    void documentChanged();
    void stepped(double atSeconds);  ///< the playhead was moved there: whoever plays, stops
    void stayed(const QString& why); ///< there is nothing to step to, in a sentence

private:
    bool stepItem(StepWay way);
    bool stepKind(StepWay way);
    StepPlace kindPlace(StepWay way);
    std::uint64_t events() const;
    bool go(const StepPlace& place, const QString& orElse);

    /// Where a step by kind led, and what it went by.
    struct Stepped
    {
        const Columns* columns = nullptr;
        std::uint64_t events = 0;
        std::uint32_t task = noTask;
        std::optional<EventKind> kind;
    };

    QPointer<RunDocument> m_document;
    Stepped m_stepped;
};

} // namespace sojourn
