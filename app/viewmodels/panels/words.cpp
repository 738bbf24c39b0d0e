#include "viewmodels/panels/words.h"

#include "explore/figure_text.h"
#include "time/time.h"
#include "trace/grouped.h"

#include <QCoreApplication>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace sojourn {

namespace {

constexpr std::int64_t weeks = 10 * 24 * 3'600'000'000'000;

QString tr(const char* text)
{
    return QCoreApplication::translate("Panels", text);
}

QString quoted(const std::string& name)
{
    return QStringLiteral("“%1”").arg(QString::fromStdString(name));
}

/// The task that the engine calls so; none of other names.
std::optional<std::uint32_t> taskOfName(const RunInfo& info, const std::string& name)
{
    for (const GroupInfo& group : info.groups) {
        if (!name.starts_with(group.name) || group.taskCount == 0) continue;
        if (!group.counted) {
            if (name == group.name) return group.firstTask;
            continue;
        }
        std::uint32_t index = 0;
        const char* const from = name.data() + std::min(name.size(), group.name.size() + 1);
        const auto [end, error] = std::from_chars(from, name.data() + name.size(), index);
        if (error != std::errc() || index >= group.taskCount) continue;
        if (info.taskName(group.firstTask + index) == name) return group.firstTask + index;
    }
    return {};
}

} // namespace

QString engineWords(const RunInfo& info, const std::string& sentence)
{
    const QString text = QString::fromStdString(sentence);
    QString words;
    bool quotes = false, opens = true;
    qsizetype from = 0; // of what stands in quotation marks
    for (const QChar c : text) {
        if (c != QLatin1Char('"') && c != QLatin1Char('`')) {
            words += c;
            continue;
        }
        words += QChar(opens ? 0x201C : 0x201D);
        if (opens) {
            quotes = c == QLatin1Char('"');
            from = words.size();
        } else if (quotes) {
            const QString name = words.mid(from).chopped(1);
            if (const auto task = taskOfName(info, name.toStdString()))
                words = words.left(from) + taskTitle(info, *task) + QChar(0x201D);
        }
        opens = !opens;
    }
    return words;
}

QString durationText(std::int64_t ns)
{
    return QString::fromStdString(humanDuration(Duration(ns)));
}

QString instantText(std::int64_t ns, std::int64_t endNs)
{
    const auto at = static_cast<double>(ns);
    if (endNs <= 0) return QStringLiteral("0 s");
    if (endNs < 1'000'000) {
        if (ns < 1'000) return durationText(ns);
        return QString::number(at / 1e3, 'f', instantTextStep(endNs) > 0 ? 2 : 3) + QStringLiteral(" µs");
    }
    if (endNs < 1'000'000'000) return QString::number(at / 1e6, 'f', 2) + QStringLiteral(" ms");
    if (endNs >= weeks) return durationText(ns); // seconds would be too many
    const std::int64_t step = instantTextStep(endNs);
    const int decimals = step >= 1'000'000'000 ? 0 : step >= 100'000'000 ? 1 : 2;
    return QString::number(at / 1e9, 'f', decimals) + QStringLiteral(" s");
}

std::int64_t instantTextStep(std::int64_t endNs)
{
    if (endNs < 10'000) return 0;
    if (endNs < 1'000'000) return 10;
    if (endNs < 1'000'000'000) return 10'000;
    if (endNs >= weeks) return 3'600'000'000'000;
    // Hours into a run the last figures would only push others aside.
    return endNs < 10'000'000'000'000    ? 10'000'000
           : endNs < 100'000'000'000'000 ? 100'000'000
                                         : 1'000'000'000;
}

QString exactInstantText(std::int64_t ns)
{
    if (ns != 0 && std::abs(ns) < 1'000) return QStringLiteral("%1 ns").arg(ns);
    if (ns != 0 && std::abs(ns) < 1'000'000) // exactly: the seconds of a million times as much
        return QString::fromStdString(exactSeconds(ns * 1'000'000)) + QStringLiteral(" µs");
    return QString::fromStdString(exactSeconds(ns)) + QStringLiteral(" s");
}

QString ordinal(std::uint64_t n)
{
    const char* ending = "th";
    if (n % 100 / 10 != 1) {
        if (n % 10 == 1) ending = "st";
        if (n % 10 == 2) ending = "nd";
        if (n % 10 == 3) ending = "rd";
    }
    return QString::number(n) + QLatin1String(ending);
}

QString figuresText(double value)
{
    if (value >= 1000) return countText(static_cast<std::uint64_t>(std::llround(value)));
    if (value > 0 && value < 0.0001) return QStringLiteral("under 0.0001");
    return QString::number(value, 'g', 3);
}

QString countText(std::uint64_t n)
{
    return QString::fromStdString(grouped(n));
}

QString percentText(double ratio)
{
    return QString::fromStdString(shareText(ratio));
}

QString taskTitle(const RunInfo& info, std::uint32_t task)
{
    if (!info.taskNames.empty()) return QString::fromStdString(info.taskNames[task]);
    const GroupInfo& group = info.groups[info.groupOfTask[task]];
    QString name = QString::fromStdString(group.name);
    if (!group.counted || name.isEmpty()) return name;
    name[0] = name[0].toUpper();
    return name + QLatin1Char(' ') + QString::number(info.indexInGroup(task));
}

QString taskTitle(const RunInfo& info, const std::string& name)
{
    const auto task = taskOfName(info, name);
    return task ? taskTitle(info, *task) : QString::fromStdString(name);
}

StateLook lookOf(const Span& span)
{
    return lookOf(span.state, static_cast<RequestPhase>(span.detail));
}

StateLook lookOf(TaskState state, RequestPhase phase)
{
    switch (phase) {
    case RequestPhase::InLine:
    case RequestPhase::ForThread:
        return StateLook::InLine;
    case RequestPhase::Connecting:
        return StateLook::Connecting;
    case RequestPhase::Waiting:
        return StateLook::AwaitingReply;
    case RequestPhase::Receiving:
        return StateLook::Receiving;
    case RequestPhase::None:
        break;
    }
    switch (state) {
    case TaskState::Running:
        return StateLook::Running;
    case TaskState::Working:
        return StateLook::Blocking;
    case TaskState::Sleeping:
        return StateLook::Sleeping;
    case TaskState::Offloaded:
        return StateLook::Off;
    case TaskState::PutWait:
        return StateLook::WaitingPut;
    case TaskState::GetWait:
        return StateLook::WaitingGet;
    case TaskState::JoinWait:
    case TaskState::AwaitWait:
    case TaskState::FlagWait:
        return StateLook::Joining;
    case TaskState::Ready:
    case TaskState::NotStarted:
    case TaskState::Ended:
        break;
    }
    return StateLook::Ready;
}

QString lookText(StateLook look)
{
    switch (look) {
    case StateLook::Running:
        return tr("running");
    case StateLook::Ready:
        return tr("ready");
    case StateLook::Sleeping:
        return tr("sleeping");
    case StateLook::WaitingGet:
        return tr("waiting to get");
    case StateLook::WaitingPut:
        return tr("waiting to put");
    case StateLook::Off:
        return tr("off to a thread");
    case StateLook::InLine:
        return tr("in line");
    case StateLook::Connecting:
        return tr("connecting");
    case StateLook::AwaitingReply:
        return tr("waiting for the reply");
    case StateLook::Receiving:
        return tr("receiving the reply");
    case StateLook::Blocking:
        return tr("blocking the loop");
    case StateLook::Joining:
        return tr("waiting for flag, join or task");
    case StateLook::Cancelled:
        return tr("cancelled");
    case StateLook::Failed:
        return tr("failed");
    case StateLook::Mark:
        return tr("instant");
    case StateLook::Endless:
        return tr("waiting, with no end in sight");
    case StateLook::Ink:
        break;
    }
    return tr("item in a queue");
}

QString flagWords(const RunInfo& info, std::uint16_t flag)
{
    for (const ServiceInfo& service : info.services) {
        const std::string& name = info.groups[service.group].name;
        if (service.readyFlag == flag) return tr("waiting until %1 is ready").arg(quoted(name));
        if (service.stopFlag == flag) return tr("waiting for its turn to stop");
    }
    return flag < info.flags.size() ? tr("waiting for the flag %1").arg(quoted(info.flags[flag]))
                                    : tr("waiting for a flag");
}

QString requestWords(const RunInfo& info, RequestPhase phase, std::uint16_t request)
{
    if (phase == RequestPhase::ForThread)
        return request < info.pools.size()
                   ? tr("in line for a thread of %1").arg(quoted(info.pools[request].name))
                   : tr("in line for a thread");
    if (request >= info.requests.size()) return tr("asking a server");
    const QString server = quoted(info.servers[info.requests[request].server].name);
    switch (phase) {
    case RequestPhase::InLine:
        return tr("in line for a connection to %1").arg(server);
    case RequestPhase::Connecting:
        return tr("connecting to %1").arg(server);
    case RequestPhase::Receiving:
        return tr("receiving from %1").arg(server);
    default:
        return tr("waiting for a reply of %1").arg(server);
    }
}

QString failureWords(RequestFailure failure)
{
    switch (failure) {
    case RequestFailure::TimedOut:
        return tr("no reply in time");
    case RequestFailure::Status:
        return tr("the reply’s status is an error");
    case RequestFailure::Reset:
        return tr("the connection was reset");
    case RequestFailure::Refused:
        return tr("the connection was refused");
    case RequestFailure::NoHost:
        return tr("there is no such host");
    case RequestFailure::Unreachable:
        return tr("the server could not be reached");
    case RequestFailure::BadReply:
        break;
    }
    return tr("the reply made no sense");
}

QString stateWords(const RunInfo& info, TaskState state, std::uint16_t object, RequestPhase phase)
{
    if (phase != RequestPhase::None) return requestWords(info, phase, object);
    switch (state) {
    case TaskState::JoinWait:
        return object < info.queues.size()
                   ? tr("waiting until %1 is done").arg(quoted(info.queues[object].name))
                   : tr("waiting for a join");
    case TaskState::AwaitWait:
        return object < info.groups.size() ? tr("waiting for %1 to end").arg(quoted(info.groups[object].name))
                                           : tr("waiting for a task");
    case TaskState::FlagWait:
        return flagWords(info, object);
    case TaskState::NotStarted:
        return tr("not started yet");
    case TaskState::Ended:
        return tr("ended");
    default:
        return lookText(lookOf(state));
    }
}

} // namespace sojourn
