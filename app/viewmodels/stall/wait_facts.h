// Who waits for whom at the playhead.
#pragma once

#include "viewmodels/run_document.h"
#include "viewmodels/stall/wait_links.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// The waits of the instant that every view shows, while somebody looks at them (`active`). Only of runs
/// whose events are known: what the lanes of other programs wait for is not in their files.
class WaitFacts : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::RunDocument* document READ document WRITE setDocument NOTIFY documentChanged)
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(sojourn::WaitLinks* links READ links CONSTANT)
    /// Sentences: how many wait, where the first chain ends, whether there is a circle. Empty without a run.
    Q_PROPERTY(QString verdict READ verdict NOTIFY factsChanged)
    Q_PROPERTY(bool circle READ hasCircle NOTIFY factsChanged)
    /// "at 3.21 s".
    Q_PROPERTY(QString when READ when NOTIFY factsChanged)
    /// How many kinds of waits there are besides those of the links.
    Q_PROPERTY(int more READ more NOTIFY factsChanged)

public:
    explicit WaitFacts(QObject* parent = nullptr);

    RunDocument* document() const { return m_document; }
    void setDocument(RunDocument* document);
    bool isActive() const { return m_active; }
    void setActive(bool active);
    WaitLinks* links() const { return m_links; }
    QString verdict() const { return m_verdict; }
    bool hasCircle() const { return m_circle; }
    QString when() const { return m_when; }
    int more() const { return m_more; }

    /// Selects a task of a link.
    Q_INVOKABLE void selectTask(int task);

Q_SIGNALS:
    void documentChanged();
    void activeChanged();
    void factsChanged();

private:
    void follow();
    void look();

    QPointer<RunDocument> m_document;
    bool m_active = false;
    WaitLinks* m_links; // child
    QString m_verdict;
    bool m_circle = false;
    QString m_when;
    int m_more = 0;
    QElapsedTimer m_sinceLook;
    qint64 m_lookMs = 0; // how long the last look took
    QTimer m_next;
};

} // namespace sojourn
