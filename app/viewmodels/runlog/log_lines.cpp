#include "viewmodels/runlog/log_lines.h"

#include "viewmodels/panels/words.h"

#include <QLocale>

#include <algorithm>
#include <chrono>

namespace sojourn {

namespace {

using namespace std::chrono_literals;

constexpr auto readingTime = 100ms;

} // namespace

LogLines::LogLines(QObject* parent)
    : QAbstractListModel(parent)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(readingTime);
    connect(&m_soon, &QTimer::timeout, this, &LogLines::look);
}

void LogLines::setSession(Session* session)
{
    if (session == m_session) return;
    if (m_session) m_session->document()->disconnect(this);
    m_session = session;
    if (session != nullptr) {
        connect(session->document(), &RunDocument::runChanged, this, &LogLines::beginAnew);
        connect(session->document(), &RunDocument::dataChanged, this, &LogLines::follow);
        connect(session->document(), &RunDocument::playheadChanged, this, &LogLines::point);
    }
    beginAnew();
    Q_EMIT sessionChanged();
}

void LogLines::beginAnew()
{
    beginResetModel();
    m_lines.clear();
    m_log = m_session ? m_session->log() : nullptr;
    endResetModel();
    look();
}

/// The last lines of a run come with its end: then there is nothing to wait for.
void LogLines::follow()
{
    if (m_session->document()->isEnded()) return look();
    if (!m_soon.isActive()) m_soon.start();
}

void LogLines::look()
{
    m_soon.stop();
    std::vector<LogLine> lines = m_log ? m_log->take() : std::vector<LogLine>();
    if (!lines.empty()) {
        const auto surplus = static_cast<int>(std::max<std::ptrdiff_t>(
            0, std::ssize(m_lines) + std::ssize(lines) - std::ptrdiff_t{RunLog::mostLines}));
        if (const int leaving = std::min(surplus, count()); leaving > 0) {
            beginRemoveRows({}, 0, leaving - 1);
            m_lines.erase(m_lines.begin(), m_lines.begin() + leaving);
            endRemoveRows();
        }
        beginInsertRows({}, count(), count() + static_cast<int>(lines.size()) - 1);
        std::ranges::move(lines, std::back_inserter(m_lines));
        endInsertRows();
    }
    Q_EMIT linesChanged();
    point();
}

void LogLines::point()
{
    const std::int64_t ns = m_session ? m_session->document()->playheadNs() : 0;
    const auto behind = std::ranges::upper_bound(m_lines, ns, {}, &LogLine::atNs);
    const auto current = static_cast<int>(behind - m_lines.begin()) - 1;
    if (current == m_current) return;
    m_current = current;
    Q_EMIT currentChanged();
}

QString LogLines::leftOut() const
{
    if (m_log == nullptr || !m_session) return {};
    const QLocale english(QLocale::English);
    const QString kept = english.toString(static_cast<qulonglong>(RunLog::mostLines));
    if (!m_session->document()->isLive())
        return m_log->count() < RunLog::mostLines
                   ? QString()
                   : tr("The first %1 lines; “sojourn run” prints all of them.").arg(kept);
    return m_log->count() <= RunLog::mostLines
               ? QString()
               : tr("The last %1 of %2 lines.")
                     .arg(kept, english.toString(static_cast<qulonglong>(m_log->count())));
}

int LogLines::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant LogLines::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const LogLine& line = m_lines[static_cast<std::size_t>(index.row())];
    const RunDocument& document = *m_session->document();
    switch (role) {
    case TimeRole:
        // In one unit, however long a live run gets.
        return QString::number(static_cast<double>(line.atNs) / 1e9, 'f', 3) + QStringLiteral(" s");
    case TaskRole:
        return document.columns() == nullptr ? QString::fromStdString(line.task)
                                             : taskTitle(document.info(), line.task);
    case Qt::DisplayRole:
    case MessageRole:
        return QString::fromStdString(line.message);
    case LevelRole:
        return line.level < LogLevel::Warning ? QString()
                                              : QString::fromLatin1(logLevelName(line.level)).toLower();
    case IsProblemRole:
        return line.level >= LogLevel::Error;
    default:
        return {};
    }
}

QHash<int, QByteArray> LogLines::roleNames() const
{
    return {{TimeRole, "time"},
            {TaskRole, "task"},
            {MessageRole, "message"},
            {LevelRole, "level"},
            {IsProblemRole, "isProblem"}};
}

QString LogLines::lineText(int row) const
{
    if (row < 0 || row >= count()) return {};
    const LogLine& line = m_lines[static_cast<std::size_t>(row)];
    return QStringLiteral("%1 @ %2 - %3")
        .arg(QString::fromStdString(line.task), durationText(line.atNs),
             QString::fromStdString(line.message));
}

} // namespace sojourn
