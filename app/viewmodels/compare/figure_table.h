// The numbers of two runs as rows.
#pragma once

#include "explore/compare/figure_cells.h"
#include "explore/compare/run_figures.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace sojourn {

/// A row a figure that either run has. Cells are short, so that four columns stand beside each other in a
/// narrow panel; what they leave out is in WholeRole.
class FigureTable : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The comparison makes it")
    // The columns from top to bottom: each is as wide as the widest of its texts.
    Q_PROPERTY(QList<QString> wordsColumn READ wordsColumn NOTIFY shown)
    Q_PROPERTY(QList<QString> aColumn READ aColumn NOTIFY shown)
    Q_PROPERTY(QList<QString> bColumn READ bColumn NOTIFY shown)
    Q_PROPERTY(QList<QString> differenceColumn READ differenceColumn NOTIFY shown)

public:
    enum Role {
        WordsRole = Qt::UserRole + 1, ///< sojourn p50
        ARole,                        ///< 46.5 min; –: no such number
        BRole,
        DifferenceRole, ///< −43.0 ms; – where either is missing
        MeaningRole,    ///< Time from first put to last done, per item
        WholeRole,      ///< with all digits: A 46 min 27 s (2787.102 s), B …, B − A …
    };

    using QAbstractListModel::QAbstractListModel;

    void show(const RunFigures& a, const RunFigures& b);

    QList<QString> wordsColumn() const;
    QList<QString> aColumn() const { return column(&FigureCells::a); }
    QList<QString> bColumn() const { return column(&FigureCells::b); }
    QList<QString> differenceColumn() const { return column(&FigureCells::difference); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void shown();

private:
    struct Row
    {
        RunFigure figure;
        FigureCells cells;
    };
    QList<QString> column(std::string FigureCells::*cell) const;

    std::vector<Row> m_rows;
};

} // namespace sojourn
