// What the stage knows and says of services.
#pragma once

#include "scene/base/run_view.h"
#include "scene/base/scene_text.h"
#include "trace/service_history.h"

#include <QList>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace sojourn {

/// The number of the service that the task is; none when it is no service's, or when the run's history of
/// services is not known.
std::optional<std::size_t> serviceOf(const RunView& run, std::uint32_t task);
/// The state of a service at the run's moment, and since when.
const ServiceChange& serviceNow(const RunView& run, std::size_t service);
/// Where a service is in its life, from the longest way to say it: "waiting for database", "starting, 520
/// ms", "ready".
QList<Saying> serviceSayings(const RunView& run, std::size_t service);
/// "HelloService · name = Guido", and without the settings.
QList<Saying> serviceKind(const RunInfo& info, std::size_t service);
/// All of it, in lines.
QString serviceText(const RunView& run, std::size_t service);

} // namespace sojourn
