// Why a run that can go on no more cannot.
#pragma once

#include "viewmodels/run_document.h"

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <cstdint>
#include <vector>

namespace sojourn {

/// Who waits for what, of a run that has stalled, or spins. Only when the run has come to that.
class StallFacts : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::RunDocument* document READ document WRITE setDocument NOTIFY documentChanged)
    Q_PROPERTY(bool present READ isPresent NOTIFY factsChanged)
    /// A sentence: who waits, and why for ever; and that tasks have failed, where some have.
    Q_PROPERTY(QString title READ title NOTIFY factsChanged)
    /// When, that nothing more can happen, and the exit status of the command line; after what failed.
    Q_PROPERTY(QString text READ text NOTIFY factsChanged)
    /// The waiting tasks by title, the culprit and the first few of the others, and what each waits for, in
    /// the same order.
    Q_PROPERTY(QStringList names READ names NOTIFY factsChanged)
    Q_PROPERTY(QStringList reasons READ reasons NOTIFY factsChanged)
    Q_PROPERTY(int more READ more NOTIFY factsChanged) ///< how many tasks wait besides those
    /// The task that the title names, which the others wait for; -1 without one. And when its wait began.
    Q_PROPERTY(int culprit READ culprit NOTIFY factsChanged)
    Q_PROPERTY(double culpritSinceSeconds READ culpritSinceSeconds NOTIFY factsChanged)
    /// What happened last, a line each in the same order: when, to whom, and what.
    Q_PROPERTY(QStringList lastTimes READ lastTimes NOTIFY factsChanged)
    Q_PROPERTY(QStringList lastTasks READ lastTasks NOTIFY factsChanged)
    Q_PROPERTY(QStringList lastWords READ lastWords NOTIFY factsChanged)
    /// Everything as text, all tasks included.
    Q_PROPERTY(QString copyText READ copyText NOTIFY factsChanged)

public:
    static constexpr std::size_t mostShown = 4;
    static constexpr int mostEvents = 6;

    explicit StallFacts(QObject* parent = nullptr);

    RunDocument* document() const { return m_document; }
    void setDocument(RunDocument* document);
    bool isPresent() const { return !m_title.isEmpty(); }
    QString title() const { return m_title; }
    QString text() const { return m_text; }
    QStringList names() const { return m_names; }
    QStringList reasons() const { return m_reasons; }
    int more() const { return m_more; }
    int culprit() const { return m_culprit; }
    double culpritSinceSeconds() const { return static_cast<double>(m_culpritSinceNs) / 1e9; }
    QStringList lastTimes() const { return m_lastTimes; }
    QStringList lastTasks() const { return m_lastTasks; }
    QStringList lastWords() const { return m_lastWords; }
    QString copyText() const;

    /// Selects the i-th of the named tasks.
    Q_INVOKABLE void select(int i);
    Q_INVOKABLE void selectTask(int task);

Q_SIGNALS:
    void documentChanged();
    void factsChanged();

private:
    void look();
    void tell();
    void nameWaiting();
    void listLast();
    QString whoWaits() const;

    QPointer<RunDocument> m_document;
    QString m_title;
    QString m_text;
    std::vector<std::uint32_t> m_shown; // the tasks of m_names
    QStringList m_names;
    QStringList m_reasons;
    int m_more = 0;
    int m_culprit = -1;
    std::int64_t m_culpritSinceNs = 0;
    QStringList m_lastTimes;
    QStringList m_lastTasks;
    QStringList m_lastWords;
};

} // namespace sojourn
