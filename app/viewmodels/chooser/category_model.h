// The headings that scenarios are listed under.
#pragma once

#include "viewmodels/chooser/card_places.h"

#include <QAbstractListModel>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace sojourn {

/// A row a category: of all scenarios, or of those that are shown, with the place of each section.
class CategoryModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("a catalogue has it")

public:
    struct Row
    {
        int category = 0; ///< a ScenarioCategory, or all
        QString title;
        int count = 0;
        CardPlace place;

        bool operator==(const Row&) const = default;
    };
    static constexpr int all = -1;

    enum Role {
        CategoryRole = Qt::UserRole + 1, ///< int: a ScenarioCategory, or -1 for all
        TitleRole,                       ///< string: Queues
        CountRole,                       ///< int: scenarios in it that the search lets through
        ColumnRole,                      ///< int: of its first card
        LineRole,                        ///< int: likewise
        HeadingsRole,                    ///< int: strips of headings down to its own
    };

    using QAbstractListModel::QAbstractListModel;

    void setRows(std::vector<Row> rows);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    std::vector<Row> m_rows;
};

} // namespace sojourn
