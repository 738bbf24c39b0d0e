#include "scene/base/scene_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace sojourn {

QString groupText(const RunInfo& info, std::uint16_t index)
{
    const GroupInfo& group = info.groups[index];
    const QString name = QString::fromStdString(group.name);
    return group.taskCount == 1 ? name : QStringLiteral("every %1").arg(name);
}

QString tasksText(const QString& name, std::size_t n)
{
    const QString tasks = n == 1 ? QStringLiteral("task") : QStringLiteral("tasks");
    return name == QLatin1String("task") ? tasks : name + QLatin1Char(' ') + tasks;
}

QString stateText(const RunInfo& info, TaskState state, std::uint16_t object, RequestPhase phase)
{
    if (phase != RequestPhase::None) return requestWords(info, phase, object);
    switch (state) {
    case TaskState::Ready:
        return QStringLiteral("ready to run");
    case TaskState::Running:
        return QStringLiteral("running");
    case TaskState::Working:
        return QStringLiteral("working, blocks the loop");
    case TaskState::Sleeping:
        return QStringLiteral("sleeping");
    case TaskState::Offloaded:
        return QStringLiteral("off to a thread");
    case TaskState::PutWait:
        return QStringLiteral("waiting to put");
    case TaskState::GetWait:
        return QStringLiteral("waiting to get");
    case TaskState::JoinWait:
        return object < info.queues.size() ? QStringLiteral("waiting until %1 is done")
                                                 .arg(QString::fromStdString(info.queues[object].name))
                                           : QStringLiteral("waiting for a join");
    case TaskState::AwaitWait:
        if (object >= info.groups.size()) return QStringLiteral("waiting for a task");
        return QStringLiteral("waiting for %1 to end").arg(groupText(info, object));
    case TaskState::FlagWait:
        return flagWords(info, object);
    case TaskState::NotStarted:
        return QStringLiteral("not started");
    case TaskState::Ended:
        return QStringLiteral("ended");
    }
    return {};
}

QString shortPayload(const Columns& columns, const Visit& visit)
{
    const QString text = QString::fromStdString(columns.payloadText(visit, 2));
    // Texts of one kind often begin alike and end in what tells them apart: Emitting 38.
    const QString lastWord = text.section(QLatin1Char(' '), -1);
    return lastWord.size() <= 4 ? lastWord : text.left(4);
}

double textWidth(const QFont& font, const QString& text)
{
    return std::ceil(QFontMetricsF(font).horizontalAdvance(text));
}

void drawLine(QPainter& painter, const QFont& font, QPointF at, const QString& text)
{
    painter.setFont(font);
    painter.drawText(at, text);
}

const Saying& fitting(const QFont& font, double width, const QList<Saying>& sayings)
{
    const QFontMetricsF metrics(font);
    const auto fits = [&](const Saying& saying) {
        return std::max(metrics.horizontalAdvance(saying.text), metrics.horizontalAdvance(saying.widest)) <=
               width;
    };
    const auto found = std::ranges::find_if(sayings, fits);
    return found == sayings.end() ? sayings.back() : *found;
}

void drawIn(QPainter& painter, const QFont& font, const QRectF& box, int alignment, const QString& text)
{
    const QFontMetricsF metrics(font);
    const double width = metrics.horizontalAdvance(text);
    const QString shown =
        width <= box.width() + 0.5 ? text : metrics.elidedText(text, Qt::ElideRight, box.width());
    const double shownWidth = shown == text ? width : metrics.horizontalAdvance(shown);
    double x = box.left();
    if (alignment & Qt::AlignRight) x = box.right() - shownWidth;
    if (alignment & Qt::AlignHCenter) x = box.center().x() - shownWidth / 2.0;
    // Centred by the height of capitals: digits and names sit optically in the middle.
    drawLine(painter, font, {x, std::round(box.center().y() + metrics.capHeight() / 2.0)}, shown);
}

} // namespace sojourn
