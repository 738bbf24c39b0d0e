// How many requests are where.
#include "scene/base/scene_text.h"
#include "scene/stage/stage_sentences.h"

#include <QStringList>

#include <array>
#include <utility>

namespace sojourn {

QString requestSentence(const RunView& run)
{
    std::array<std::size_t, 6> byPhase{};
    for (const TaskMoment& task : run.moment->tasks)
        ++byPhase[static_cast<std::size_t>(task.phase)];
    const auto in = [&](RequestPhase phase) { return byPhase[static_cast<std::size_t>(phase)]; };
    std::uint64_t asked = 0, replied = 0, failed = 0;
    for (const ServerMoment& server : run.moment->servers) {
        asked += server.asked;
        replied += server.replied;
        failed += server.failed;
    }
    if (asked == 0) return {};
    using Part = std::pair<std::uint64_t, const char*>;
    const auto listed = [](std::initializer_list<Part> parts) {
        QStringList texts;
        for (const auto& [n, words] : parts)
            if (n > 0) texts += QStringLiteral("%1 %2").arg(countText(n), QLatin1String(words));
        return texts.join(QStringLiteral(", "));
    };
    const std::size_t flying =
        in(RequestPhase::Connecting) + in(RequestPhase::Waiting) + in(RequestPhase::Receiving);
    const QString phases = listed({{in(RequestPhase::Connecting), "connecting"},
                                   {in(RequestPhase::Waiting), "waiting"},
                                   {in(RequestPhase::Receiving), "receiving"}});
    const QString outcome = listed({{replied, "replied"}, {failed, "failed"}});
    QStringList parts;
    if (flying == 1)
        parts += QStringLiteral("1 request in flight, ") + phases.section(QLatin1Char(' '), 1);
    else if (flying > 0)
        parts += QStringLiteral("%1 requests in flight: %2").arg(countText(flying), phases);
    else if (in(RequestPhase::InLine) == 0)
        return QStringLiteral("No request is in flight: %1.")
            .arg(outcome.isEmpty() ? QStringLiteral("none has come to its end") : outcome);
    if (in(RequestPhase::InLine) > 0)
        parts += QStringLiteral("%1 in line").arg(countText(in(RequestPhase::InLine)));
    if (!outcome.isEmpty()) parts += outcome;
    return parts.join(QStringLiteral("; ")) + QLatin1Char('.');
}

} // namespace sojourn
