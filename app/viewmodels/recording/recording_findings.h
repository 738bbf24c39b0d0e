// What reading a recording came upon, for the card that tells it.
#pragma once

#include "trace/recording.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace sojourn {

/// A line for each kind of thing that was left out, mended, or is worth knowing, with the place of the first.
class RecordingFindings : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The recording's facts have it")
    Q_PROPERTY(int count READ count NOTIFY changed)

public:
    enum Role {
        SentenceRole = Qt::UserRole + 1, ///< string
        PlaceRole,                       ///< string: where the first one is; empty: nobody knows
        TaskRole,                        ///< int: on which lane; -1: on none
        AtRole,                          ///< double: seconds; below 0: it has no instant that can be shown
    };

    using QAbstractListModel::QAbstractListModel;

    int count() const { return rowCount(); }
    /// Null: none is shown any more.
    void show(std::shared_ptr<const Recording> recording);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void changed();

private:
    std::shared_ptr<const Recording> m_recording;
};

} // namespace sojourn
