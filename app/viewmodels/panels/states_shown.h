// The states that a run shows, for its legend.
#pragma once

#include "theme/state_look.h"
#include "viewmodels/run_document.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace sojourn {

/// A row a look that occurs in the run so far, in the order of StateLook. Of each lane only what came since
/// is looked at.
class StatesShown : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::RunDocument* document READ document WRITE setDocument NOTIFY documentChanged)
    /// States that last no time, or next to none, are drawn as well: each event has a step of its own.
    Q_PROPERTY(bool everyTurn READ isEveryTurn WRITE setEveryTurn NOTIFY everyTurnChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        LookRole = Qt::UserRole + 1, ///< int: a StatePattern look
        WordsRole,                   ///< string: what it is called
    };

    explicit StatesShown(QObject* parent = nullptr);

    RunDocument* document() const { return m_document; }
    void setDocument(RunDocument* document);
    bool isEveryTurn() const { return m_everyTurn; }
    void setEveryTurn(bool every);
    int count() const { return static_cast<int>(m_shown.size()); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void documentChanged();
    void countChanged();
    void everyTurnChanged();

private:
    void forget();
    void look();
    void lookAt(std::size_t task);
    QString words(StateLook look) const;

    QPointer<RunDocument> m_document;
    QTimer m_soon;
    std::vector<std::size_t> m_seenSpans; // by task
    std::vector<std::size_t> m_seenMarks; // by task
    bool m_sawEnd = false;
    bool m_everyTurn = false;
    unsigned m_mask = 0; // by StateLook
    QList<StateLook> m_shown;
    QString m_inLine; // the words for that state, which depend on the run
};

} // namespace sojourn
