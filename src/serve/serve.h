// The HTTP adapter: a public page that says whether a release still stands, and the screening of words.
// It never parses an image and writes down nothing about a request.
#pragma once

#include "imprimatur/desk.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace imprimatur::serve {

struct ServeOptions {
    std::string listen = "127.0.0.1:8080";  ///< loopback only; port 0 lets the system choose
    std::function<void(const std::string& address)> listening;  ///< told once, when connections are accepted: "127.0.0.1:8080"

    // Limits, each with its reason. Tests make them small.
    std::chrono::milliseconds request_time { 10'000 };  ///< for a whole request: a client that drips bytes cannot hold a place
    std::size_t connections = 64;  ///< at once; one more, and the one that has kept us waiting longest gives way
    std::chrono::milliseconds status_time { 30 };  ///< every status answer takes this long, so time does not tell what exists
};

/// Serves until SIGTERM or SIGINT, then lets running answers finish. An Error when it cannot listen there, or must not.
Result<void> serve(Desk& desk, const ServeOptions& options);

}  // namespace imprimatur::serve
