// A loop whose steps are jailed processes: as many at once as there are workers.
#pragma once

#include "imprimatur/result.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace imprimatur::desk {

/// Calls step(i) for i in [0, count) from up to `workers` threads; stops early at the first Error and returns it.
inline Result<void> parallel_for(std::size_t count, unsigned workers, const std::function<Result<void>(std::size_t)>& step)
{
    std::atomic<std::size_t> next = 0;
    std::optional<Error> failed;
    std::mutex mutex;
    const auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++) {
            const auto done = step(i);
            if (done.ok())
                continue;
            const std::lock_guard lock(mutex);
            if (!failed)
                failed = done.error();
            next = count;
        }
    };
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < workers && i < count; ++i)
        others.emplace_back(work);
    work();
    others.clear();
    if (failed)
        return *failed;
    return {};
}

}  // namespace imprimatur::desk
