// The built-in scenarios, to choose from.
#pragma once

#include "viewmodels/chooser/scenario_sketch.h"
#include "viewmodels/run_document.h"

#include <QAbstractListModel>
#include <QCoroTask>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace sojourn {

/// A row a scenario that the filter lets through: all of its words occur in the name, the title or the text.
class ScenarioCatalogue : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        NameRole = Qt::UserRole + 1, ///< string: asyncq
        TitleRole,                   ///< string: Producers and consumers
        PromiseRole,                 ///< string: one line, the first sentence of the text
        AboutRole,                   ///< string: a paragraph for a learner
        RunRole, ///< RunDocument: a short run of it, for its picture; empty until prepared
    };

    explicit ScenarioCatalogue(QObject* parent = nullptr);
    ~ScenarioCatalogue() override;

    QString filter() const { return m_filter; }
    void setFilter(const QString& filter);
    int count() const { return static_cast<int>(m_shown.size()); }

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

Q_SIGNALS:
    void filterChanged();
    void countChanged();

private:
    struct Entry
    {
        QString name;
        QString title;
        QString about;
        RunDocument* run; // ours
    };
    QCoro::Task<> makeSketches();
    QString text(int row, Role role) const;
    void applyFilter();

    std::vector<Entry> m_entries;
    std::vector<std::size_t> m_shown; // into m_entries
    QString m_filter;
    bool m_prepared = false;
};

} // namespace sojourn
