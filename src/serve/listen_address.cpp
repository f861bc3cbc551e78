#include "serve/listen_address.h"

#include <arpa/inet.h>

#include <charconv>

namespace imprimatur::serve {

namespace {

/// 127.0.0.0/8 (RFC 1122 3.2.1.3) or ::1 (RFC 4291 2.5.3).
bool is_loopback(const std::string& host)
{
    in_addr four {};
    if (inet_pton(AF_INET, host.c_str(), &four) == 1)
        return (ntohl(four.s_addr) >> 24) == 127;
    in6_addr six {};
    return inet_pton(AF_INET6, host.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six) != 0;
}

}  // namespace

Result<ListenAddress> parse_listen(std::string_view text)
{
    const Error unclear { ErrorCode::InvalidArgument, "this is no address to listen on", "--listen",
        "write it like 127.0.0.1:8080 or [::1]:8080" };
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0)
        return unclear;
    auto host = text.substr(0, colon);
    const auto port = text.substr(colon + 1);
    const bool bracketed = host.starts_with('[') && host.ends_with(']');
    if (bracketed)
        host = host.substr(1, host.size() - 2);
    else if (host.find(':') != std::string_view::npos)
        return unclear;

    ListenAddress address { host == "localhost" ? "127.0.0.1" : std::string(host), 0 };
    const auto [end, problem] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    if (port.empty() || problem != std::errc {} || end != port.data() + port.size())
        return unclear;
    if (!is_loopback(address.host)) {
        return Error { ErrorCode::InvalidArgument, "only this machine itself can be listened on, because there is no TLS yet", "--listen",
            "use 127.0.0.1 and put a proxy that speaks TLS in front" };
    }
    return address;
}

}  // namespace imprimatur::serve
