// Everything that the window can do, and what of it somebody looks for.
#pragma once

#include "viewmodels/commands/command.h"

#include <QAbstractListModel>
#include <QList>
#include <QPointer>
#include <QtQml/qqmllist.h>
#include <QtQml/qqmlregistration.h>

namespace sojourn {

/// The commands of a window, in the order in which they are declared inside it: a row each.
class CommandTable : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQmlListProperty<sojourn::Command> commands READ commandList CONSTANT)
    Q_CLASSINFO("DefaultProperty", "commands")

public:
    enum Role { CommandRole = Qt::UserRole + 1 }; ///< Command*

    using QAbstractListModel::QAbstractListModel;

    const QList<Command*>& commands() const { return m_commands; }
    /// One more, at the end; its owner keeps it as long as the table lives.
    Q_INVOKABLE void add(sojourn::Command* command);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    QQmlListProperty<Command> commandList();

    QList<Command*> m_commands; // children, or owned by whoever added them
};

/// The commands of a table that can be done now, or say why not, and in whose title, remark or group every
/// typed word occurs; or those of one group that have keys. What changes meanwhile is seen at the next
/// look().
class CommandSearch : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(sojourn::CommandTable* table READ table WRITE setTable NOTIFY searched)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY searched)
    /// Empty: of every group, and as the palette lists them. Otherwise those of this group that have keys,
    /// whether or not they can be done now.
    Q_PROPERTY(QString keysOf READ keysOf WRITE setKeysOf NOTIFY searched)
    Q_PROPERTY(int count READ count NOTIFY searched)
    Q_PROPERTY(int all READ all NOTIFY searched) ///< how many there are to look through

public:
    enum Role {
        TitleRole = Qt::UserRole + 1, ///< string: the title, as HTML, the typed words in bold
        PlainRole,                    ///< string: the title
        RemarkRole,                   ///< string
        HeadingRole,                  ///< string: the group, of the first row of it; empty of the others
        IconRole,                     ///< string
        KeysRole,                     ///< list of strings, as they are printed
        AvailableRole,                ///< bool: it can be done now; otherwise its remark says why not
    };

    using QAbstractListModel::QAbstractListModel;

    CommandTable* table() const { return m_table; }
    void setTable(CommandTable* table);
    QString text() const { return m_text; }
    void setText(const QString& text);
    QString keysOf() const { return m_keysOf; }
    void setKeysOf(const QString& group);
    int count() const { return static_cast<int>(m_found.size()); }
    int all() const { return m_all; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE void look();
    Q_INVOKABLE bool isAvailable(int row) const;
    Q_INVOKABLE void trigger(int row);

Q_SIGNALS:
    void searched();

private:
    bool matches(const Command& command, const QStringList& words) const;

    QPointer<CommandTable> m_table;
    QString m_text, m_keysOf;
    QList<Command*> m_found;
    int m_all = 0;
};

/// `text` as HTML, every occurrence of the words in bold.
QString marked(const QString& text, const QStringList& words);

} // namespace sojourn
