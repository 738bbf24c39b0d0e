#include "viewmodels/stall/event_words.h"

#include <QCoreApplication>

namespace sojourn {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Panels", text);
}

QString itemWords(const char* item, const char* mark, const Event& event)
{
    return event.value == endMark ? tr(mark) : tr(item).arg(event.value);
}

} // namespace

QString eventWords(const RunInfo& info, const Event& event)
{
    switch (event.kind) {
    case EventKind::Started:
        return tr("started");
    case EventKind::Sleep:
        return tr("sleeps");
    case EventKind::Work:
        return tr("computes");
    case EventKind::Offload:
        return tr("sent work to a thread");
    case EventKind::OffloadDone:
        return tr("has its work back");
    case EventKind::PutWait:
        return tr("waits to put");
    case EventKind::Put:
        return itemWords("put #%1", "put an end mark", event);
    case EventKind::Drop:
        return itemWords("dropped #%1", "dropped an end mark", event);
    case EventKind::GetWait:
        return tr("waits to get");
    case EventKind::Get:
        return itemWords("got #%1", "got an end mark", event);
    case EventKind::JoinWait:
    case EventKind::AwaitWait:
        return tr("waits");
    case EventKind::Cancel:
        return event.object < info.groups.size()
                   ? tr("cancels %1").arg(QString::fromStdString(info.groups[event.object].name))
                   : tr("cancels others");
    case EventKind::Set:
        return tr("set a flag");
    case EventKind::FlagWait:
        return tr("waits for a flag");
    case EventKind::TimedOut:
        return tr("ran out of time");
    case EventKind::Request:
        return tr("sent a request");
    case EventKind::Response:
        return tr("has a reply");
    case EventKind::RequestFailed:
        return tr("has no reply");
    case EventKind::Ended:
        return static_cast<EndedHow>(event.detail) == EndedHow::Finished    ? tr("finished")
               : static_cast<EndedHow>(event.detail) == EndedHow::Cancelled ? tr("cancelled")
                                                                            : tr("failed");
    default:
        return {};
    }
}

} // namespace sojourn
