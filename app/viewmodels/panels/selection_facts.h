// The facts of what is selected.
#pragma once

#include "viewmodels/panels/fact.h"
#include "viewmodels/run_document.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// The item, task or queue that is selected in the document, told for the inspector: a row a line. Follows
/// the run at most four times a second, so that it can be read; at once when the selection changes.
class SelectionFacts : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::RunDocument* document READ document WRITE setDocument NOTIFY documentChanged)
    /// Whether anything is selected.
    Q_PROPERTY(bool present READ isPresent NOTIFY factsChanged)
    Q_PROPERTY(bool isItem READ isItem NOTIFY factsChanged)
    Q_PROPERTY(bool isTask READ isTask NOTIFY factsChanged)
    Q_PROPERTY(QString title READ title NOTIFY factsChanged)
    Q_PROPERTY(QString subject READ subject NOTIFY factsChanged)
    Q_PROPERTY(QString headline READ headline NOTIFY factsChanged)
    Q_PROPERTY(QString remark READ remark NOTIFY factsChanged)
    Q_PROPERTY(QString note READ note NOTIFY factsChanged)
    /// The bar under the headline: StatePattern looks, and the part of the whole that each has.
    Q_PROPERTY(QList<int> barLooks READ barLooks NOTIFY factsChanged)
    Q_PROPERTY(QList<double> barRatios READ barRatios NOTIFY factsChanged)

public:
    enum Role {
        MarkRole = Qt::UserRole + 1, ///< Mark
        LookRole,                    ///< int: a StatePattern look
        ValueRole,                   ///< string
        WordsRole,                   ///< string
    };
    enum Mark { None, Ring, Dot, Bar };
    Q_ENUM(Mark)

    explicit SelectionFacts(QObject* parent = nullptr);

    RunDocument* document() const { return m_document; }
    void setDocument(RunDocument* document);
    bool isPresent() const { return !m_facts.title.isEmpty(); }
    bool isItem() const { return m_isItem; }
    bool isTask() const { return m_isTask; }
    QString title() const { return m_facts.title; }
    QString subject() const { return m_facts.subject; }
    QString headline() const { return m_facts.headline; }
    QString remark() const { return m_facts.remark; }
    QString note() const { return m_facts.note; }
    QList<int> barLooks() const;
    QList<double> barRatios() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Selects the item that was put into the same queue just before, or after.
    Q_INVOKABLE void selectPutBefore();
    Q_INVOKABLE void selectPutAfter();
    Q_INVOKABLE void clearSelection();

Q_SIGNALS:
    void documentChanged();
    void factsChanged();

private:
    void look();
    void lookSoon();
    void selectNeighbour(bool after);
    void show(Facts facts);
    Facts lookedUp() const;

    QPointer<RunDocument> m_document;
    QTimer m_soon;
    Facts m_facts;
    bool m_isItem = false;
    bool m_isTask = false;
};

} // namespace sojourn
