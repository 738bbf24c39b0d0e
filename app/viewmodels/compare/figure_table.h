// The numbers of two runs as rows.
#pragma once

#include "explore/compare/run_figures.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace sojourn {

/// A row a figure that either run has.
class FigureTable : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The comparison makes it")

public:
    enum Role {
        WordsRole = Qt::UserRole + 1, ///< median sojourn
        ARole,                        ///< 8.01 s; empty: no such number
        BRole,
        DifferenceRole, ///< −4.62 s; empty where either is missing
    };

    using QAbstractListModel::QAbstractListModel;

    void show(const RunFigures& a, const RunFigures& b);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    RunFigures m_a, m_b;
    std::vector<RunFigure> m_rows;
};

} // namespace sojourn
