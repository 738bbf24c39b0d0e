#include "scene/stage/stage_services.h"

#include "scene/stage/stage_sentences.h"
#include "scene/stage/stage_words.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace sojourn {

namespace {

QString nameOf(const RunInfo& info, std::uint16_t group)
{
    return QString::fromStdString(info.groups[group].name);
}

/// Those of its needs that are not ready yet.
QStringList missing(const RunView& run, std::size_t number)
{
    QStringList names;
    const auto& services = run.info().services;
    for (const std::uint16_t needed : services[number].needs)
        for (std::size_t s = 0; s < services.size(); ++s)
            if (services[s].group == needed && serviceNow(run, s).state < ServiceState::Ready)
                names += nameOf(run.info(), needed);
    return names;
}

/// How many services are in each state, and the first of them.
struct Lives
{
    static constexpr std::size_t states = static_cast<std::size_t>(ServiceState::Failed) + 1;
    std::array<std::size_t, states> counts{};
    std::array<std::size_t, states> first{};

    explicit Lives(const RunView& run)
    {
        for (std::size_t s = 0; s < run.info().services.size(); ++s) {
            const auto state = static_cast<std::size_t>(serviceNow(run, s).state);
            if (counts[state]++ == 0) first[state] = s;
        }
    }
    std::size_t of(ServiceState state) const { return counts[static_cast<std::size_t>(state)]; }
    std::size_t firstOf(ServiceState state) const { return first[static_cast<std::size_t>(state)]; }
};

QString servicesText(std::size_t n)
{
    return n == 1 ? QStringLiteral("1 service") : QStringLiteral("%1 services").arg(n);
}

QString oneOf(const RunView& run, const Lives& lives, ServiceState state)
{
    return nameOf(run.info(), run.info().services[lives.firstOf(state)].group);
}

/// "api is stopping", "3 are stopping"; empty for none.
QString those(const RunView& run, const Lives& lives, ServiceState state)
{
    const std::size_t n = lives.of(state);
    if (n == 0) return {};
    const QString word = QString::fromLatin1(serviceStateName(state));
    return n == 1 ? QStringLiteral("%1 is %2").arg(oneOf(run, lives, state), word)
                  : QStringLiteral("%1 are %2").arg(n).arg(word);
}

QString onTheWayUp(const RunView& run, const Lives& lives)
{
    const std::size_t all = run.info().services.size(), ready = lives.of(ServiceState::Ready);
    QStringList parts{QStringLiteral("%1 of %2 ready").arg(ready).arg(servicesText(all))};
    if (lives.of(ServiceState::Waiting) == 1) {
        const std::size_t service = lives.firstOf(ServiceState::Waiting);
        parts += QStringLiteral("%1 waits for %2")
                     .arg(oneOf(run, lives, ServiceState::Waiting),
                          missing(run, service).join(QStringLiteral(" and ")));
    } else if (lives.of(ServiceState::Waiting) > 1) {
        parts += QStringLiteral("%1 wait for those that they need").arg(lives.of(ServiceState::Waiting));
    }
    if (const QString starting = those(run, lives, ServiceState::Starting); !starting.isEmpty())
        parts += starting;
    return parts.join(QStringLiteral("; ")) + QLatin1Char('.');
}

QString onTheWayDown(const RunView& run, const Lives& lives)
{
    const std::size_t all = run.info().services.size();
    const std::size_t stopped = lives.of(ServiceState::Stopped), failed = lives.of(ServiceState::Failed);
    const QString why = failed == 0 ? QString()
                        : failed == 1
                            ? QStringLiteral("%1 failed").arg(oneOf(run, lives, ServiceState::Failed))
                            : QStringLiteral("%1 failed").arg(servicesText(failed));
    if (stopped + failed == all)
        return failed == 0 ? QStringLiteral("All %1 have stopped.").arg(servicesText(all))
                           : QStringLiteral("%1; the others have stopped.").arg(why);
    QStringList parts{failed == 0 ? QStringLiteral("The services stop, one after the other")
                                  : why + QStringLiteral(", so all are stopped")};
    if (const QString stopping = those(run, lives, ServiceState::Stopping); !stopping.isEmpty())
        parts += stopping;
    if (stopped > 0)
        parts += QStringLiteral("%1 of %2 %3")
                     .arg(stopped)
                     .arg(all)
                     .arg(QLatin1String(stopped == 1 ? "has stopped" : "have stopped"));
    return parts.join(QStringLiteral("; ")) + QLatin1Char('.');
}

} // namespace

std::optional<std::size_t> serviceOf(const RunView& run, std::uint32_t task)
{
    const RunInfo& info = run.info();
    const std::uint16_t group = info.groupOfTask[task];
    if (run.services == nullptr || info.groups[group].role != GroupRole::Service) return {};
    const auto found = std::ranges::find(info.services, group, &ServiceInfo::group);
    if (found == info.services.end()) return {};
    return static_cast<std::size_t>(found - info.services.begin());
}

const ServiceChange& serviceNow(const RunView& run, std::size_t service)
{
    return run.services->changeAfter(service, run.moment->events);
}

QList<Saying> serviceSayings(const RunView& run, std::size_t service)
{
    const ServiceChange& now = serviceNow(run, service);
    const QString name = QString::fromLatin1(serviceStateName(now.state));
    switch (now.state) {
    case ServiceState::Waiting: {
        const QStringList names = missing(run, service);
        if (names.isEmpty()) return {{name}};
        return {{QStringLiteral("waiting for %1").arg(names.join(QStringLiteral(", ")))},
                {QStringLiteral("needs %1").arg(names.front())},
                {name}};
    }
    case ServiceState::Starting:
    case ServiceState::Stopping:
        return {
            {name + QStringLiteral(", ") + durationText(std::max<std::int64_t>(0, run.playheadNs - now.ns)),
             name + QStringLiteral(", 888 ms")},
            {name}};
    default:
        return {{name}};
    }
}

QList<Saying> serviceKind(const RunInfo& info, std::size_t number)
{
    const ServiceInfo& service = info.services[number];
    const QString className = QString::fromStdString(service.className);
    QStringList settings;
    for (const auto& [name, value] : service.settings)
        settings +=
            QStringLiteral("%1 = %2").arg(QString::fromStdString(name), QString::fromStdString(value));
    if (settings.isEmpty()) return {{className}};
    // The settings say more than the class: where both find no room, they do.
    const QString all = settings.join(QStringLiteral(", "));
    return {{className + QStringLiteral(" · ") + all}, {all}, {className}};
}

QString serviceText(const RunView& run, std::size_t number)
{
    const RunInfo& info = run.info();
    const ServiceInfo& service = info.services[number];
    QStringList lines{serviceSayings(run, number).front().text, QString::fromStdString(service.className)};
    for (const auto& [name, value] : service.settings)
        lines += QStringLiteral("%1: %2").arg(QString::fromStdString(name), QString::fromStdString(value));
    QStringList needs;
    for (const std::uint16_t needed : service.needs)
        needs += nameOf(info, needed);
    if (!needs.isEmpty()) lines += QStringLiteral("needs %1").arg(needs.join(QStringLiteral(", ")));
    return lines.join(QLatin1Char('\n'));
}

QString serviceSentence(const RunView& run)
{
    if (run.services == nullptr || run.info().services.empty()) return {};
    const Lives lives(run);
    const std::size_t all = run.info().services.size();
    if (lives.of(ServiceState::Failed) + lives.of(ServiceState::Stopping) + lives.of(ServiceState::Stopped) >
        0)
        return onTheWayDown(run, lives);
    if (lives.of(ServiceState::Ready) < all) return onTheWayUp(run, lives);
    // All are up: if they work on queues, those have more to tell.
    if (!run.info().queues.empty()) return {};
    return QStringLiteral("All %1 are ready; %2 %3.")
        .arg(servicesText(all), taskTitle(run.info(), 0), taskSayings(run, 0).back().text);
}

} // namespace sojourn
