// Where to listen, as it is written on the command line.
#pragma once

#include "imprimatur/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace imprimatur::serve {

struct ListenAddress {
    std::string host;  ///< "127.0.0.1" or "::1"
    std::uint16_t port = 0;
};

/// "127.0.0.1:8080", "[::1]:8080", "localhost:8080". Anything but this machine itself is refused: there is no TLS yet,
/// and captions are not sent in the clear.
Result<ListenAddress> parse_listen(std::string_view text);

}  // namespace imprimatur::serve
