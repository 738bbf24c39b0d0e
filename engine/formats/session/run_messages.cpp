#include "formats/session/run_messages.h"

#include "formats/proto_message.h"
#include "formats/proto_writer.h"
#include "formats/read_limits.h"
#include "formats/varint.h"

#include <QString>
#include <QUtf8StringView>

#include <algorithm>
#include <bit>
#include <utility>

namespace sojourn::session {

namespace {

constexpr std::size_t textsBytes = std::size_t{1} << 20;

/// A text; bytes that are no UTF-8 are replaced.
std::string textOf(const ProtoField& field)
{
    const auto size = static_cast<qsizetype>(field.bytes.size());
    if (QUtf8StringView(field.bytes.data(), size).isValidUtf8()) return std::string(field.bytes);
    return QString::fromUtf8(field.bytes.data(), size).toStdString();
}

template <class Number> bool take(const ProtoField& field, Number& number)
{
    number = static_cast<Number>(field.value);
    return static_cast<std::uint64_t>(number) == field.value;
}

/// An enumeration's value, up to its last.
template <class Enum> bool takeEnum(const ProtoField& field, Enum& value, Enum last)
{
    if (field.value > static_cast<std::uint64_t>(last)) return false;
    value = static_cast<Enum>(field.value);
    return true;
}

/// Calls f with each field; false where that said so, or the message is broken.
template <class F> bool forEachField(std::string_view bytes, F f)
{
    ProtoMessage message(bytes);
    ProtoField field;
    bool isSound = true;
    while (message.next(field))
        isSound &= f(std::as_const(field));
    return isSound && !message.isBroken();
}

void numbers(ProtoWriter& out, std::uint32_t field, const std::vector<std::uint16_t>& all)
{
    for (const std::uint16_t number : all)
        out.number(field, number);
}
bool add(const ProtoField& field, std::vector<std::uint16_t>& all)
{
    all.push_back(0);
    return take(field, all.back());
}

bool areBelow(const std::vector<std::uint16_t>& numbers, std::size_t count)
{
    for (const std::uint16_t number : numbers)
        if (number >= count) return false;
    return true;
}

// Groups

/// `info`: its tasks' own.
ProtoWriter groupMessage(const GroupInfo& group, const RunInfo& info)
{
    ProtoWriter out;
    out.text(1, group.name).number(2, group.firstTask).number(3, group.taskCount).number(4, group.counted);
    out.number(5, static_cast<std::uint64_t>(group.role)).number(6, group.hasOwnThreads);
    numbers(out, 7, group.putsInto);
    numbers(out, 8, group.getsFrom);
    numbers(out, 9, group.marksDone);
    numbers(out, 10, group.offloadsTo);
    numbers(out, 11, group.awaits);
    numbers(out, 12, group.asks);
    if (group.nestedLanes == 0) return out;
    for (std::uint32_t t = group.firstTask, lanes = 0; t < group.firstTask + group.taskCount; t += lanes)
        out.number(13, lanes = info.laneCountOf(t));
    return out;
}

/// `laneCounts`: how many lanes its threads have, of a group of such.
bool readGroup(std::string_view bytes, GroupInfo& group, std::vector<std::uint32_t>& laneCounts)
{
    return forEachField(bytes, [&](const ProtoField& field) {
        switch (field.number) {
        case 1:
            group.name = textOf(field);
            return true;
        case 2:
            return take(field, group.firstTask);
        case 3:
            return take(field, group.taskCount);
        case 4:
            group.counted = field.value != 0;
            return true;
        case 5:
            return takeEnum(field, group.role, GroupRole::Service);
        case 6:
            group.hasOwnThreads = field.value != 0;
            return true;
        case 7:
            return add(field, group.putsInto);
        case 8:
            return add(field, group.getsFrom);
        case 9:
            return add(field, group.marksDone);
        case 10:
            return add(field, group.offloadsTo);
        case 11:
            return add(field, group.awaits);
        case 12:
            return add(field, group.asks);
        case 13:
            laneCounts.push_back(0);
            return take(field, laneCounts.back());
        default:
            return true;
        }
    });
}

// Queues, pools, servers, requests

bool readQueue(std::string_view bytes, QueueInfo& queue)
{
    return forEachField(bytes, [&](const ProtoField& field) {
        if (field.number == 1) queue.name = textOf(field);
        if (field.number == 2) queue.capacity = field.value;
        if (field.number == 4) queue.isCounter = field.value != 0;
        return field.number != 3 || takeEnum(field, queue.order, QueueOrder::Priority);
    });
}

template <class Thing> bool readNamed(std::string_view bytes, Thing& thing, std::uint32_t Thing::*number)
{
    return forEachField(bytes, [&](const ProtoField& field) {
        if (field.number == 1) thing.name = textOf(field);
        return field.number != 2 || take(field, thing.*number);
    });
}

bool readRequest(std::string_view bytes, RequestInfo& request)
{
    return forEachField(bytes, [&](const ProtoField& field) {
        if (field.number == 1) request.path = textOf(field);
        return field.number != 2 || take(field, request.server);
    });
}

// Services

ProtoWriter serviceMessage(const ServiceInfo& service)
{
    ProtoWriter out;
    out.number(1, service.group).text(2, service.className);
    for (const auto& [name, value] : service.settings) {
        ProtoWriter setting;
        setting.text(1, name).text(2, value);
        out.message(3, setting);
    }
    numbers(out, 4, service.needs);
    out.number(5, service.readyFlag).number(6, service.leftFlag).number(7, service.stopFlag);
    return out;
}

bool readService(std::string_view bytes, ServiceInfo& service)
{
    return forEachField(bytes, [&](const ProtoField& field) {
        switch (field.number) {
        case 1:
            return take(field, service.group);
        case 2:
            service.className = textOf(field);
            return true;
        case 3: {
            auto& setting = service.settings.emplace_back();
            return forEachField(field.bytes, [&setting](const ProtoField& part) {
                if (part.number == 1) setting.first = textOf(part);
                if (part.number == 2) setting.second = textOf(part);
                return true;
            });
        }
        case 4:
            return add(field, service.needs);
        case 5:
            return take(field, service.readyFlag);
        case 6:
            return take(field, service.leftFlag);
        case 7:
            return take(field, service.stopFlag);
        default:
            return true;
        }
    });
}

/// Which lanes make up threads, by group how many each of its threads has; false where those are not all of
/// the group's.
bool tellLanes(RunInfo& info, const std::vector<std::vector<std::uint32_t>>& laneCounts)
{
    if (std::ranges::all_of(laneCounts, [](const auto& counts) { return counts.empty(); })) return true;
    std::vector<std::uint32_t> outermost;
    for (std::uint32_t task = 0; task < info.taskCount(); ++task)
        outermost.push_back(info.outermostLaneOf(task));
    for (std::size_t g = 0; g < laneCounts.size(); ++g) {
        if (laneCounts[g].empty()) continue;
        GroupInfo& group = info.groups[g];
        std::uint32_t task = group.firstTask, left = group.taskCount;
        for (const std::uint32_t lanes : laneCounts[g]) {
            if (!group.counted || lanes == 0 || lanes > left) return false;
            std::fill_n(outermost.begin() + task, lanes, task);
            task += lanes, left -= lanes;
        }
        if (left > 0) return false;
        group.nestedLanes = group.taskCount - static_cast<std::uint32_t>(laneCounts[g].size());
    }
    info.outermostLanes = std::move(outermost);
    return true;
}

/// Groups follow one another in the order of their tasks, and numbers name what there is.
bool areSound(RunInfo& info)
{
    const std::size_t groups = info.groups.size();
    if (groups > 0xFFFF) return false;
    std::vector<std::uint16_t> groupOfTask;
    for (std::size_t i = 0; i < groups; ++i) {
        const GroupInfo& group = info.groups[i];
        if (group.firstTask != groupOfTask.size() || group.taskCount > mostTasksRead - groupOfTask.size())
            return false;
        groupOfTask.resize(groupOfTask.size() + group.taskCount, static_cast<std::uint16_t>(i));
        const std::size_t queues = info.queues.size();
        if (!areBelow(group.putsInto, queues) || !areBelow(group.getsFrom, queues) ||
            !areBelow(group.marksDone, queues) || !areBelow(group.offloadsTo, info.pools.size()) ||
            !areBelow(group.awaits, groups) || !areBelow(group.asks, info.servers.size()))
            return false;
    }
    info.groupOfTask = std::move(groupOfTask);
    for (const RequestInfo& request : info.requests)
        if (request.server >= info.servers.size()) return false;
    for (const ServiceInfo& service : info.services) {
        if (!areBelow({service.readyFlag, service.leftFlag, service.stopFlag}, info.flags.size()))
            return false;
        if (!areBelow(service.needs, groups) || service.group >= groups ||
            info.groups[service.group].taskCount == 0)
            return false;
    }
    return info.queues.size() <= 0xFFFF && info.pools.size() < 0xFFFF && info.flags.size() <= 0xFFFF &&
           info.requests.size() <= 0xFFFF;
}

} // namespace

std::string shownFormat(const std::string& stored)
{
    return stored.empty() ? "Session" : stored + ", session";
}

std::string storedFormat(const std::string& shown)
{
    if (shown.starts_with("Session")) return {};
    return shown.substr(0, shown.find(", session")); // npos: all of it
}

std::string infoMessage(const InfoMessage& message)
{
    const RunInfo& info = message.info;
    ProtoWriter out;
    out.text(1, info.scenario).text(2, info.title);
    if (message.isRunKnown) out.number(3, info.seed).number(4, info.virtualClock);
    for (const GroupInfo& group : info.groups)
        out.message(5, groupMessage(group, info));
    for (const QueueInfo& queue : info.queues) {
        ProtoWriter one;
        one.text(1, queue.name).number(2, queue.capacity).number(3, static_cast<std::uint64_t>(queue.order));
        out.message(6, one.number(4, queue.isCounter));
    }
    for (const std::string& flag : info.flags)
        out.text(7, flag);
    for (const PoolInfo& pool : info.pools)
        out.message(8, ProtoWriter().text(1, pool.name).number(2, pool.threads));
    for (const ServiceInfo& service : info.services)
        out.message(9, serviceMessage(service));
    for (const ServerInfo& server : info.servers)
        out.message(10, ProtoWriter().text(1, server.name).number(2, server.connections));
    for (const RequestInfo& request : info.requests)
        out.message(11, ProtoWriter().text(1, request.path).number(2, request.server));
    out.text(12, message.format).number(13, zigzag(message.originNs)).number(14, message.fileEvents);
    for (const std::string& words : message.notKept)
        out.text(15, words);
    if (!info.areReadyTimesKnown) out.number(16, 1);
    return out.bytes();
}

bool readInfo(std::string_view bytes, InfoMessage& message)
{
    RunInfo& info = message.info;
    message.isRunKnown = false;                         // nobody knows a run without its seed
    std::vector<std::vector<std::uint32_t>> laneCounts; // by group
    const bool isRead = forEachField(bytes, [&](const ProtoField& field) {
        switch (field.number) {
        case 1:
            info.scenario = textOf(field);
            return true;
        case 2:
            info.title = textOf(field);
            return true;
        case 3:
            info.seed = field.value;
            message.isRunKnown = true;
            return true;
        case 4:
            info.virtualClock = field.value != 0;
            return true;
        case 5:
            return readGroup(field.bytes, info.groups.emplace_back(), laneCounts.emplace_back());
        case 6:
            return readQueue(field.bytes, info.queues.emplace_back());
        case 7:
            info.flags.push_back(textOf(field));
            return true;
        case 8:
            return readNamed(field.bytes, info.pools.emplace_back(), &PoolInfo::threads);
        case 9:
            return readService(field.bytes, info.services.emplace_back());
        case 10:
            return readNamed(field.bytes, info.servers.emplace_back(), &ServerInfo::connections);
        case 11:
            return readRequest(field.bytes, info.requests.emplace_back());
        case 12:
            message.format = textOf(field);
            return true;
        case 13:
            message.originNs = unzigzag(field.value);
            return true;
        case 14:
            message.fileEvents = field.value;
            return true;
        case 15:
            message.notKept.push_back(textOf(field));
            return true;
        case 16:
            info.areReadyTimesKnown = field.value == 0;
            return true;
        default:
            return true;
        }
    });
    // No file of another format tells them.
    for (QueueInfo& queue : info.queues)
        queue.isSettingKnown = message.format.empty();
    for (PoolInfo& pool : info.pools)
        pool.isSizeKnown = message.format.empty();
    for (ServerInfo& server : info.servers)
        server.isLimitKnown = message.format.empty();
    return isRead && areSound(info) && tellLanes(info, laneCounts);
}

std::string endMessage(const EndMessage& message)
{
    ProtoWriter out;
    out.number(1, static_cast<std::uint64_t>(message.end.outcome))
        .number(2, zigzag(nanoseconds(message.end.at)));
    for (const WaitingTask& waiting : message.end.waitingTasks)
        out.message(3, ProtoWriter().number(1, waiting.task).text(2, waiting.waitsFor));
    out.text(4, message.end.sentence);
    out.number(5, message.events)
        .number(6, message.spans)
        .number(7, message.visits)
        .number(8, message.instants);
    if (message.listed) out.number(9, *message.listed);
    return out.bytes();
}

bool readEnd(std::string_view bytes, EndMessage& message)
{
    return forEachField(bytes, [&](const ProtoField& field) {
        switch (field.number) {
        case 1:
            return takeEnum(field, message.end.outcome, Outcome::Interrupted);
        case 2:
            message.end.at = instantFromNanoseconds(unzigzag(field.value));
            return true;
        case 3: {
            WaitingTask& waiting = message.end.waitingTasks.emplace_back();
            return forEachField(field.bytes, [&](const ProtoField& part) {
                if (part.number == 2) waiting.waitsFor = textOf(part);
                return part.number != 1 || take(part, waiting.task);
            });
        }
        case 4:
            message.end.sentence = textOf(field);
            return true;
        case 5:
            message.events = field.value;
            return true;
        case 6:
            message.spans = field.value;
            return true;
        case 7:
            message.visits = field.value;
            return true;
        case 8:
            message.instants = field.value;
            return true;
        case 9:
            message.listed = field.value;
            return true;
        default:
            return true;
        }
    });
}

std::string originMessage(const RunOrigin& origin)
{
    ProtoWriter out;
    out.text(1, origin.name).text(2, origin.text).number(4, zigzag(origin.untilNs));
    for (const OriginValue& value : origin.values) {
        ProtoWriter one;
        one.text(1, value.name).text(2, value.text);
        for (const double number : value.sample)
            one.fixed(3, std::bit_cast<std::uint64_t>(number));
        out.message(3, one);
    }
    return out.bytes();
}

bool readOrigin(std::string_view bytes, RunOrigin& origin)
{
    return forEachField(bytes, [&](const ProtoField& field) {
        if (field.number == 1) origin.name = textOf(field);
        if (field.number == 2) origin.text = textOf(field);
        if (field.number == 4) origin.untilNs = unzigzag(field.value);
        if (field.number != 3) return true;
        OriginValue& value = origin.values.emplace_back();
        return forEachField(field.bytes, [&](const ProtoField& part) {
            if (part.number == 1) value.name = textOf(part);
            if (part.number == 2) value.text = textOf(part);
            if (part.number == 3) value.sample.push_back(std::bit_cast<double>(part.value));
            return true;
        });
    });
}

std::string linesMessage(const std::vector<PrintedLine>& lines, std::uint64_t before)
{
    ProtoWriter out;
    if (before > 0) out.number(2, before);
    for (const PrintedLine& line : lines) {
        ProtoWriter one;
        one.number(1, zigzag(line.atNs)).number(2, line.level).text(3, line.task).text(4, line.message);
        out.message(1, one);
    }
    return out.bytes();
}

bool readLines(std::string_view bytes, std::vector<PrintedLine>& lines)
{
    return forEachField(bytes, [&](const ProtoField& field) {
        if (field.number != 1) return true;
        PrintedLine& line = lines.emplace_back();
        return forEachField(field.bytes, [&](const ProtoField& part) {
            if (part.number == 1) line.atNs = unzigzag(part.value);
            if (part.number == 3) line.task = textOf(part);
            if (part.number == 4) line.message = textOf(part);
            return part.number != 2 || take(part, line.level);
        });
    });
}

std::string bookmarkMessage(const Bookmark& bookmark)
{
    ProtoWriter out;
    out.number(1, zigzag(bookmark.ns)).text(2, bookmark.note);
    if (bookmark.happened != Bookmark::allOfInstant) out.number(3, bookmark.happened);
    return out.bytes();
}

bool readBookmark(std::string_view bytes, Bookmark& bookmark)
{
    return forEachField(bytes, [&](const ProtoField& field) {
        if (field.number == 1) bookmark.ns = unzigzag(field.value);
        if (field.number == 2) bookmark.note = textOf(field);
        if (field.number == 3 && field.value < Bookmark::allOfInstant)
            bookmark.happened = static_cast<std::uint32_t>(field.value);
        return true;
    });
}

std::string findingMessage(const ImportFinding& finding)
{
    ProtoWriter out;
    out.number(1, static_cast<std::uint64_t>(finding.fault))
        .number(2, static_cast<std::uint64_t>(finding.effect));
    out.number(3, finding.count).number(4, zigzag(finding.firstByte)).number(5, zigzag(finding.firstNs));
    out.number(6, finding.firstTask).text(7, finding.sentence);
    return out.number(8, static_cast<std::uint64_t>(finding.firstUnpacked + 1)).bytes();
}

bool readFinding(std::string_view bytes, ImportFinding& finding)
{
    finding.bytesOf = BytesOf::FileReadFirst;
    return forEachField(bytes, [&](const ProtoField& field) {
        switch (field.number) {
        case 1:
            return takeEnum(field, finding.fault, lastImportFault);
        case 2:
            return takeEnum(field, finding.effect, ImportEffect::Noted);
        case 3:
            finding.count = field.value;
            return true;
        case 4:
            finding.firstByte = unzigzag(field.value);
            return true;
        case 5:
            finding.firstNs = unzigzag(field.value);
            return true;
        case 6:
            return take(field, finding.firstTask);
        case 7:
            finding.sentence = textOf(field);
            return true;
        case 8:
            finding.firstUnpacked = static_cast<std::int64_t>(field.value) - 1;
            return true;
        default:
            return true;
        }
    });
}

std::string lostMessage(const std::vector<LostStretch>& stretches)
{
    ProtoWriter out;
    for (const LostStretch& lost : stretches)
        out.message(1, ProtoWriter()
                           .number(1, lost.task)
                           .number(2, static_cast<std::uint64_t>(lost.fromNs))
                           .number(3, static_cast<std::uint64_t>(lost.toNs)));
    return out.bytes();
}

bool readLost(std::string_view bytes, std::vector<LostStretch>& stretches)
{
    return forEachField(bytes, [&](const ProtoField& field) {
        if (field.number != 1) return true;
        if (stretches.size() >= mostLostStretches) return false;
        LostStretch& lost = stretches.emplace_back();
        return forEachField(field.bytes, [&](const ProtoField& part) {
            if (part.number == 2) lost.fromNs = static_cast<std::int64_t>(part.value);
            if (part.number == 3) lost.toNs = static_cast<std::int64_t>(part.value);
            return part.number != 1 || take(part, lost.task);
        });
    });
}

std::uint64_t numberedFrom(std::string_view bytes)
{
    ProtoMessage message(bytes);
    ProtoField field;
    return message.next(field) && field.number == 2 ? field.value : 0;
}

std::string textsMessage(const std::vector<std::string>& texts, std::size_t& first, std::uint64_t before)
{
    ProtoWriter out;
    out.number(2, before + first);
    do {
        out.text(1, texts[first++]);
    } while (first < texts.size() && out.bytes().size() < textsBytes);
    return out.bytes();
}

bool readTexts(std::string_view bytes, std::vector<std::string>& texts)
{
    static constexpr std::size_t mostMissing = std::size_t{1} << 20;
    return forEachField(bytes, [&](const ProtoField& field) {
        if (field.number == 1) texts.push_back(textOf(field));
        if (field.number != 2) return true;
        if (field.value < texts.size() || field.value - texts.size() > mostMissing) return false;
        texts.resize(field.value);
        return true;
    });
}

} // namespace sojourn::session
