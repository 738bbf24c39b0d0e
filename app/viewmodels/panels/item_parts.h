// Where the items of a run spend their time, part by part.
#pragma once

#include "stats/item_ways.h"
#include "viewmodels/panels/fact.h"
#include "viewmodels/run_document.h"
#include "viewmodels/run_numbers.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <cstdint>
#include <vector>

namespace sojourn {

/// The mean sojourn of all items that have left, split into what they waited for and what was done with them
/// (see ItemWays), in the order of their way: a row a part. Takes in what came since, some 20,000 visits at a
/// time, so that no frame waits for it; nothing while it is not active.
class ItemParts : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::RunDocument* document READ document WRITE setDocument NOTIFY documentChanged)
    /// For the sentence on the bottleneck.
    Q_PROPERTY(sojourn::RunNumbers* numbers MEMBER m_numbers NOTIFY documentChanged)
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    /// Whether an item has left.
    Q_PROPERTY(bool present READ isPresent NOTIFY partsChanged)
    Q_PROPERTY(QString mean READ mean NOTIFY partsChanged)     ///< 6.33 s
    Q_PROPERTY(QString remark READ remark NOTIFY partsChanged) ///< mean sojourn of 400 items
    /// Which group holds the others up, or that none does, in a sentence; empty where nobody takes items.
    Q_PROPERTY(QString bottleneck READ bottleneck NOTIFY partsChanged)
    /// The widest that a share of a line has as text: "over 99 %"; lines keep so much room for theirs.
    Q_PROPERTY(QString widestShare READ widestShare NOTIFY partsChanged)
    /// The bar: StatePattern looks, and the part of the whole that each has.
    Q_PROPERTY(QList<int> barLooks READ barLooks NOTIFY partsChanged)
    Q_PROPERTY(QList<double> barRatios READ barRatios NOTIFY partsChanged)

public:
    enum Role {
        LookRole = Qt::UserRole + 1, ///< int: a StatePattern look
        ValueRole,                   ///< string: 3.84 s
        ShareRole,                   ///< string: 61 %
        WordsRole,                   ///< string: waiting in work
    };

    explicit ItemParts(QObject* parent = nullptr);

    RunDocument* document() const { return m_document; }
    void setDocument(RunDocument* document);
    bool isActive() const { return m_active; }
    void setActive(bool active);
    bool isPresent() const { return m_ways.items() > 0; }
    QString mean() const;
    QString remark() const;
    QString bottleneck() const;
    QString widestShare() const;
    QList<int> barLooks() const;
    QList<double> barRatios() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void documentChanged();
    void activeChanged();
    void partsChanged();

private:
    /// What an item was in: a queue, or the hands of a group's task in some state.
    struct Part
    {
        bool isWait = true;
        std::uint16_t object = 0; ///< queue or group
        StateLook look = StateLook::Ink;
        int rank = 0;        ///< where on the way it was met first
        std::int64_t ns = 0; ///< of all items together
    };

    void beginAnew();
    void foldSoon();
    void fold();
    static std::vector<Part> byLook(const std::vector<WayPart>& parts);
    void show();
    double ratioOf(const Part& part) const;
    QString wordsOf(const Part& part) const;

    QPointer<RunDocument> m_document;
    QPointer<RunNumbers> m_numbers;
    QTimer m_soon;
    ItemWays m_ways;
    std::vector<Part> m_shown; // those worth a line, in the order of the way
    bool m_active = false;
};

} // namespace sojourn
