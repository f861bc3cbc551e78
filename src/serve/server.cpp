// The only file that knows Boost.Beast. One thread: an answer takes a few milliseconds, and the desk is never entered twice
// at once. One request a connection: nothing to smuggle a second one behind (RFC 9112 11.2).
#include "serve/listen_address.h"
#include "serve/routes.h"
#include "serve/serve.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <csignal>
#include <list>
#include <memory>

namespace imprimatur::serve {

namespace {

namespace net = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using tcp = net::ip::tcp;

/// Browsers send less than 2 KB; proxies with cookies of other applications less than 8.
constexpr std::uint32_t kHeaderBytes = 8 * 1024;
/// A post is a caption: the longest platform stops at 125,000 characters.
constexpr std::uint64_t kBodyBytes = 1024 * 1024;
/// Room for a whole header and the beginning of a body.
constexpr std::size_t kBufferBytes = 2 * kHeaderBytes;
/// A client that is still sending when it is refused gets this much read away, so that it sees the refusal and not a reset.
constexpr std::size_t kLingerBytes = 8 * kBodyBytes;
constexpr std::chrono::milliseconds kLingerTime { 1'000 };
/// When the process is out of descriptors, until some connection has ended.
constexpr std::chrono::milliseconds kAcceptPause { 50 };

/// Nothing on these pages runs, loads or is framed: not even a mistake in escaping would become a script.
constexpr const char* kContentPolicy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

struct Connection {
    explicit Connection(tcp::socket socket)
        : stream(std::move(socket))
    {
    }
    boost::beast::tcp_stream stream;
    bool answering = false;  ///< its request is complete: it is not in anybody's way for long
};

auto into(error_code& problem) { return net::redirect_error(net::use_awaitable, problem); }

http::response<http::string_body> response_for(const Answer& answer)
{
    http::response<http::string_body> response { static_cast<http::status>(answer.status), 11 };
    response.set(http::field::content_type, answer.type);
    response.set("Content-Security-Policy", kContentPolicy);
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Referrer-Policy", "no-referrer");
    response.set("Cross-Origin-Resource-Policy", "same-origin");
    // A withdrawn release must not live on in a cache.
    response.set(http::field::cache_control, "no-store");
    if (!answer.allow.empty())
        response.set(http::field::allow, answer.allow);
    response.keep_alive(false);
    response.body() = answer.body;
    response.prepare_payload();
    return response;
}

/// What a client is told that could not be understood; status 0 for one that is gone or was too slow.
Answer refusal_of(const error_code& problem)
{
    if (problem == http::error::header_limit || problem == http::error::buffer_overflow)
        return plain(431, "The head of this request is too long.");
    if (problem == http::error::body_limit)
        return plain(413, "This is too long. One post is at most 1 MB.");
    Answer answer;
    answer.status = 0;
    const bool about_http = problem.category() == error_code(http::error::bad_version).category();
    const bool gone = problem == http::error::end_of_stream || problem == http::error::partial_message;
    return about_http && !gone ? plain(400, "This is no request that is understood here.") : answer;
}

class Server {
public:
    Server(Desk& desk, const ServeOptions& options)
        : m_desk(desk)
        , m_options(options)
    {
    }

    Result<void> run(const ListenAddress& address);

private:
    using Place = std::list<std::shared_ptr<Connection>>::iterator;

    Result<void> listen(const ListenAddress& address);
    net::awaitable<void> accept();
    bool make_room();
    void stop();
    net::awaitable<void> attend(Place place);
    net::awaitable<Answer> converse(Connection& connection, bool& head_only);
    net::awaitable<void> send(Connection& connection, const Answer& answer, bool head_only);
    net::awaitable<void> linger(Connection& connection);

    Desk& m_desk;
    const ServeOptions& m_options;
    net::io_context m_context { 1 };
    tcp::acceptor m_acceptor { m_context };
    std::list<std::shared_ptr<Connection>> m_connections;  ///< oldest first
    bool m_stopping = false;
};

/// Somebody always waits longest. 2,000 connections that never finish push each other out and nobody else.
bool Server::make_room()
{
    if (m_connections.size() < m_options.connections)
        return true;
    const auto slowest
        = std::find_if(m_connections.begin(), m_connections.end(), [](const auto& connection) { return !connection->answering; });
    if (slowest == m_connections.end())
        return false;
    (*slowest)->stream.close();
    (*slowest)->answering = true;  // on its way out: it is not chosen a second time
    return true;
}

net::awaitable<void> Server::accept()
{
    while (!m_stopping) {
        error_code problem;
        tcp::socket socket = co_await m_acceptor.async_accept(into(problem));
        if (m_stopping)
            co_return;
        if (problem) {
            net::steady_timer pause(m_context, kAcceptPause);
            co_await pause.async_wait(into(problem));
            continue;
        }
        if (!make_room())
            continue;
        m_connections.push_back(std::make_shared<Connection>(std::move(socket)));
        net::co_spawn(m_context, attend(std::prev(m_connections.end())), net::detached);
    }
}

void Server::stop()
{
    m_stopping = true;
    error_code ignored;
    m_acceptor.close(ignored);
    for (const auto& connection : m_connections) {
        if (!connection->answering)
            connection->stream.close();
    }
}

net::awaitable<void> Server::attend(Place place)
{
    const auto connection = *place;
    const std::shared_ptr<void> leave(nullptr, [this, place](void*) { m_connections.erase(place); });
    bool head_only = false;
    const Answer answer = co_await converse(*connection, head_only);
    if (answer.status == 0)
        co_return;
    co_await send(*connection, answer, head_only);
    connection->answering = false;
    if (!m_stopping)
        co_await linger(*connection);
}

net::awaitable<Answer> Server::converse(Connection& connection, bool& head_only)
{
    boost::beast::flat_buffer buffer(kBufferBytes);
    http::request_parser<http::string_body> parser;
    parser.header_limit(kHeaderBytes);
    parser.body_limit(kBodyBytes);
    // One deadline for all of it, never renewed by a byte that drips in.
    connection.stream.expires_after(m_options.request_time);
    error_code problem;
    co_await http::async_read_header(connection.stream, buffer, parser, into(problem));
    if (problem)
        co_return refusal_of(problem);
    const std::string method(parser.get().method_string());
    const std::string target(parser.get().target());
    head_only = method == "HEAD";
    auto early = refuse_early(method, target);
    if (early.status != 0)
        co_return early;
    if (boost::beast::iequals(parser.get()[http::field::expect], "100-continue")) {
        constexpr std::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
        co_await net::async_write(connection.stream, net::buffer(kGoOn), into(problem));
    }
    if (!problem)
        co_await http::async_read(connection.stream, buffer, parser, into(problem));
    if (problem)
        co_return refusal_of(problem);
    connection.answering = true;
    net::steady_timer pace(m_context, m_options.status_time);
    auto found = answer(m_desk, method, target, parser.get().body());
    if (found.paced)
        co_await pace.async_wait(into(problem));
    co_return found;
}

net::awaitable<void> Server::send(Connection& connection, const Answer& answer, bool head_only)
{
    connection.answering = true;
    connection.stream.expires_after(m_options.request_time);
    error_code problem;
    auto response = response_for(answer);
    if (head_only) {
        http::response<http::empty_body> head;
        head.base() = response.base();
        co_await http::async_write(connection.stream, head, into(problem));
    } else {
        co_await http::async_write(connection.stream, response, into(problem));
    }
    connection.stream.socket().shutdown(tcp::socket::shutdown_send, problem);
}

net::awaitable<void> Server::linger(Connection& connection)
{
    connection.stream.expires_after(std::min(kLingerTime, m_options.request_time));
    std::vector<char> away(kBufferBytes);
    error_code problem;
    for (std::size_t read = 0; !problem && read < kLingerBytes;)
        read += co_await connection.stream.async_read_some(net::buffer(away), into(problem));
}

Result<void> Server::listen(const ListenAddress& address)
{
    error_code problem;
    const tcp::endpoint endpoint(net::ip::make_address(address.host, problem), address.port);
    if (!problem)
        m_acceptor.open(endpoint.protocol(), problem);
    if (!problem)
        m_acceptor.set_option(tcp::acceptor::reuse_address(true), problem);
    if (!problem)
        m_acceptor.bind(endpoint, problem);
    if (!problem)
        m_acceptor.listen(net::socket_base::max_listen_connections, problem);
    if (problem) {
        return Error { ErrorCode::Unavailable, "cannot listen: " + problem.message(), address.host + ":" + std::to_string(address.port),
            "choose another port with --listen" };
    }
    return {};
}

Result<void> Server::run(const ListenAddress& address)
{
    TRY(listen(address));
    net::signal_set signals(m_context, SIGINT, SIGTERM);
    signals.async_wait([this](const error_code& problem, int) {
        if (!problem)
            stop();
    });
    net::co_spawn(m_context, accept(), net::detached);
    error_code problem;
    const auto bound = m_acceptor.local_endpoint(problem);
    const auto host = bound.address().is_v6() ? "[" + address.host + "]" : address.host;
    if (m_options.listening)
        m_options.listening(host + ":" + std::to_string(bound.port()));
    m_context.run();
    return {};
}

}  // namespace

Result<void> serve(Desk& desk, const ServeOptions& options)
{
    const auto address = TRY(parse_listen(options.listen));
    // Asio reports by exception what has no error code, out of memory and out of descriptors: none may leave this folder.
    try {
        Server server(desk, options);
        return server.run(address);
    } catch (const std::exception&) {
        return Error { ErrorCode::Unavailable, "the server ended because the system gave it no memory or descriptors", options.listen,
            "start it again" };
    }
}

}  // namespace imprimatur::serve
