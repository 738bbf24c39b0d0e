// Work that leaves the GUI thread.
#pragma once

#include <QFuture>
#include <QPromise>
#include <QSemaphore>
#include <QThreadPool>

#include <chrono>
#include <memory>
#include <type_traits>
#include <utility>

namespace sojourn {

/// Runs `work` on a thread of the global pool; its result is awaited with QCoro. `work` must own what it
/// uses. `patience` is waited for it first, for what is hardly any work: then no frame is drawn without it.
template <typename Work> auto onPool(Work work, std::chrono::milliseconds patience = {})
{
    using Result = std::invoke_result_t<Work>;
    auto promise = std::make_shared<QPromise<Result>>();
    QFuture<Result> future = promise->future();
    promise->start();
    const auto finished = std::make_shared<QSemaphore>();
    QThreadPool::globalInstance()->start([promise, work = std::move(work), finished]() mutable {
        promise->addResult(work());
        promise->finish();
        finished->release();
    });
    if (patience.count() > 0) finished->tryAcquire(1, static_cast<int>(patience.count()));
    return future;
}

} // namespace sojourn
