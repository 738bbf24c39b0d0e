// The built-in scenarios, to choose from.
#pragma once

#include "scenario/scenario.h"
#include "viewmodels/chooser/category_model.h"
#include "viewmodels/chooser/scenario_sketch.h"
#include "viewmodels/run_document.h"

#include <QAbstractListModel>
#include <QCoroTask>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace sojourn {

/// A row a scenario that is shown, by category: one of the chosen category whose name, title, promise and
/// text have all words of the filter in them.
class ScenarioCatalogue : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged)
    /// A category's number, as `categories` has them; -1 for all.
    Q_PROPERTY(int category READ category WRITE setCategory NOTIFY categoryChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// "All" and every category, whatever is chosen, with what the filter leaves of them.
    Q_PROPERTY(sojourn::CategoryModel* categories READ categories CONSTANT)

    // The cards' places
    Q_PROPERTY(int columns READ columns WRITE setColumns NOTIFY placesChanged) ///< 1 and up
    Q_PROPERTY(int lines READ lines NOTIFY placesChanged)
    Q_PROPERTY(int headings READ headings NOTIFY placesChanged) ///< strips of headings above those lines
    Q_PROPERTY(sojourn::CategoryModel* sections READ sections CONSTANT) ///< the categories that are shown

    /// The StatePattern looks that the pictures show, in order.
    Q_PROPERTY(QList<int> looks READ looks NOTIFY looksChanged)

public:
    enum Role {
        NameRole = Qt::UserRole + 1, ///< string: asyncq
        TitleRole,                   ///< string: Producers and consumers
        PromiseRole,                 ///< string: one line, what there is to see
        AboutRole,                   ///< string: a paragraph for a learner
        RunRole,      ///< RunDocument: a short run of it, for its picture; empty until prepared
        ColumnRole,   ///< int: the card's column
        LineRole,     ///< int: and its line,
        HeadingsRole, ///< int: below so many strips of headings
    };
    enum Way { Left, Right, Up, Down };
    Q_ENUM(Way)

    explicit ScenarioCatalogue(QObject* parent = nullptr);
    ~ScenarioCatalogue() override;

    QString filter() const { return m_filter; }
    void setFilter(const QString& filter);
    int category() const { return m_category; }
    void setCategory(int category);
    int count() const { return static_cast<int>(m_shown.size()); }
    CategoryModel* categories() const { return m_categories; }
    int columns() const { return m_columns; }
    void setColumns(int columns);
    int lines() const { return m_places.lines(); }
    int headings() const { return m_places.headings(); }
    CategoryModel* sections() const { return m_sections; }
    QList<int> looks() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Makes the runs for the pictures, one after another on a worker; at once when they are there.
    Q_INVOKABLE void prepare();
    Q_INVOKABLE QString nameAt(int row) const { return text(row, NameRole); }
    Q_INVOKABLE QString titleAt(int row) const { return text(row, TitleRole); }
    Q_INVOKABLE QString aboutAt(int row) const { return text(row, AboutRole); }
    /// The row of that name; -1 where it is not shown.
    Q_INVOKABLE int rowOf(const QString& name) const;
    /// The row whose card stands there, seen from this one; the row itself at the edge.
    Q_INVOKABLE int beside(int row, Way way) const;
    Q_INVOKABLE QString lookWords(int look) const;

Q_SIGNALS:
    void filterChanged();
    void categoryChanged();
    void countChanged();
    void placesChanged();
    void looksChanged();

private:
    struct Entry
    {
        QString name;
        QString title;
        QString promise;
        QString about;
        ScenarioCategory category;
        std::size_t builtin; // its number among them
        RunDocument* run;    // ours
    };
    QCoro::Task<> makeSketches();
    QString text(int row, Role role) const;
    void show();
    void place();

    std::vector<Entry> m_entries;     // by category, in each as they are built in
    std::vector<std::size_t> m_shown; // into m_entries
    CardPlaces m_places;              // by row
    QString m_filter;
    int m_category = CategoryModel::all;
    int m_columns = 1;
    unsigned m_looks = 0; // by StateLook
    bool m_prepared = false;
    CategoryModel* m_categories; // children
    CategoryModel* m_sections;
};

} // namespace sojourn
