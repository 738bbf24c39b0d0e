#include "viewmodels/commands/command_table.h"

#include <algorithm>
#include <vector>

namespace sojourn {

QQmlListProperty<Command> CommandTable::commandList()
{
    return QQmlListProperty<Command>(
        this, nullptr,
        [](QQmlListProperty<Command>* list, Command* command) {
            command->setParent(list->object);
            static_cast<CommandTable*>(list->object)->add(command);
        },
        [](QQmlListProperty<Command>* list) {
            return static_cast<CommandTable*>(list->object)->m_commands.size();
        },
        [](QQmlListProperty<Command>* list, qsizetype i) {
            return static_cast<CommandTable*>(list->object)->m_commands[i];
        },
        nullptr);
}

void CommandTable::add(Command* command)
{
    const int row = static_cast<int>(m_commands.size());
    beginInsertRows({}, row, row);
    m_commands.append(command);
    endInsertRows();
}

int CommandTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_commands.size());
}

QVariant CommandTable::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    Command* command = m_commands[index.row()];
    if (role == Qt::DisplayRole) return command->title;
    return role == CommandRole ? QVariant::fromValue(command) : QVariant();
}

QHash<int, QByteArray> CommandTable::roleNames() const
{
    return {{CommandRole, "command"}};
}

void CommandSearch::setTable(CommandTable* table)
{
    m_table = table;
    look();
}

void CommandSearch::setText(const QString& text)
{
    m_text = text;
    look();
}

void CommandSearch::setKeysOf(const QString& group)
{
    m_keysOf = group;
    look();
}

bool CommandSearch::matches(const Command& command, const QStringList& words) const
{
    const QString all = command.title + QLatin1Char(' ') + command.remark + QLatin1Char(' ') + command.group;
    return std::ranges::all_of(words,
                               [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

void CommandSearch::look()
{
    beginResetModel();
    m_found.clear();
    m_all = 0;
    const QStringList words = m_text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (Command* command : m_table ? m_table->commands() : QList<Command*>()) {
        const bool counts = m_keysOf.isEmpty()
                                ? command->listed && (command->available || !command->why.isEmpty())
                                : command->group == m_keysOf && !command->keyTexts().isEmpty();
        if (!counts) continue;
        ++m_all;
        if (matches(*command, words)) m_found.append(command);
    }
    endResetModel();
    Q_EMIT searched();
}

bool CommandSearch::isAvailable(int row) const
{
    return row >= 0 && row < count() && m_found[row]->available;
}

void CommandSearch::trigger(int row)
{
    if (row >= 0 && row < count()) m_found[row]->trigger();
}

int CommandSearch::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant CommandSearch::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Command& command = *m_found[index.row()];
    switch (role) {
    case TitleRole:
        return marked(command.title, m_text.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    case Qt::DisplayRole:
    case PlainRole:
        return command.title;
    case RemarkRole:
        return command.available || command.why.isEmpty() ? command.remark : command.why;
    case HeadingRole:
        return index.row() > 0 && m_found[index.row() - 1]->group == command.group ? QString()
                                                                                   : command.group;
    case IconRole:
        return command.iconName;
    case KeysRole:
        return command.keyTexts();
    case AvailableRole:
        return command.available;
    default:
        return {};
    }
}

QHash<int, QByteArray> CommandSearch::roleNames() const
{
    return {{TitleRole, "title"},        {PlainRole, "plainTitle"}, {RemarkRole, "remark"},
            {HeadingRole, "heading"},    {IconRole, "iconName"},    {KeysRole, "keys"},
            {AvailableRole, "available"}};
}

QString marked(const QString& text, const QStringList& words)
{
    std::vector<bool> bold(static_cast<std::size_t>(text.size()));
    for (const QString& word : words)
        for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
             at = text.indexOf(word, at + word.size(), Qt::CaseInsensitive))
            std::fill_n(bold.begin() + at, word.size(), true);
    QString html;
    for (std::size_t i = 0; i < bold.size(); ++i) {
        if (bold[i] && (i == 0 || !bold[i - 1])) html += QLatin1String("<b>");
        html += QString(text[static_cast<qsizetype>(i)]).toHtmlEscaped();
        if (bold[i] && (i + 1 == bold.size() || !bold[i + 1])) html += QLatin1String("</b>");
    }
    return html;
}

} // namespace sojourn
