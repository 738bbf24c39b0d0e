// Settings of a sweep line by line, for QML.
#pragma once

#include "viewmodels/sweep/sweep_findings.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

class SweepRows : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The sweep makes it")
    Q_PROPERTY(int count READ count NOTIFY shown)
    Q_PROPERTY(QStringList columns READ columns NOTIFY columnsChanged)

public:
    enum Role {
        CellRole = Qt::UserRole + 1, ///< int
        TextsRole,                   ///< list of strings, one a column
        StrongRole,                  ///< bool
    };

    using QAbstractListModel::QAbstractListModel;

    int count() const { return static_cast<int>(m_lines.size()); }
    QStringList columns() const { return m_columns; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Lines that are the same stay as they are, so that a view keeps its place.
    void show(const QStringList& columns, const QList<SweepLine>& lines);

Q_SIGNALS:
    void shown();
    void columnsChanged();

private:
    QStringList m_columns;
    QList<SweepLine> m_lines;
};

} // namespace sojourn
