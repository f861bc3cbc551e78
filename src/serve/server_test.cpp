// The server as a client sees it, a rude one included: bytes in, bytes out, over a socket.
#include "serve/fake_desk.h"
#include "serve/serve.h"

#include <gmock/gmock.h>

#include <arpa/inet.h>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

#include <future>
#include <thread>

namespace imprimatur::serve {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

class Client {
public:
    explicit Client(std::uint16_t port)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_connected = ::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    Client(Client&& other) noexcept
        : m_socket(std::exchange(other.m_socket, -1))
        , m_connected(other.m_connected)
    {
    }
    Client& operator=(Client&&) = delete;
    ~Client()
    {
        if (m_socket >= 0)
            ::close(m_socket);
    }

    [[nodiscard]] bool connected() const { return m_connected; }

    /// False when the server has closed before everything was sent.
    bool send(std::string_view text) const
    {
        while (!text.empty()) {
            const auto sent = ::send(m_socket, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    /// Everything until the server closes.
    [[nodiscard]] std::string receive() const
    {
        std::string all;
        char part[4096];
        for (ssize_t got = 0; (got = ::recv(m_socket, part, sizeof part, 0)) > 0;)
            all.append(part, static_cast<std::size_t>(got));
        return all;
    }
    [[nodiscard]] bool closed_by_server() const
    {
        char byte = 0;
        return ::recv(m_socket, &byte, 1, MSG_DONTWAIT) == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
    }

private:
    int m_socket = -1;
    bool m_connected = false;
};

/// A server in a thread, ended by SIGTERM as an init system ends it.
class Running {
public:
    explicit Running(Desk& desk, milliseconds request_time = milliseconds(5'000), std::size_t connections = 64)
    {
        m_options.listen = "127.0.0.1:0";
        m_options.request_time = request_time;
        m_options.connections = connections;
        std::promise<std::uint16_t> port;
        m_options.listening = [&port](const std::string& address) {
            port.set_value(static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
        };
        m_thread = std::thread([this, &desk] { m_ok = serve(desk, m_options).ok(); });
        m_port = port.get_future().get();
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() { end(); }

    [[nodiscard]] Client client() const { return Client(m_port); }
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::string ask(std::string_view request) const
    {
        const auto one = client();
        one.send(request);
        return one.receive();
    }
    bool end()
    {
        if (m_thread.joinable()) {
            ::kill(::getpid(), SIGTERM);
            m_thread.join();
        }
        return m_ok;
    }

private:
    ServeOptions m_options;
    std::thread m_thread;
    std::uint16_t m_port = 0;
    bool m_ok = false;
};

std::string get(std::string_view target) { return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"; }

std::string post(std::string_view body)
{
    return "POST /v1/screen HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

class Serve : public testing::Test {
protected:
    FakeDesk desk;
};

}  // namespace

TEST_F(Serve, PagesCarryTheHeadersThatKeepThemHarmless)
{
    desk.releases = { { "r-1", PackageState::Withdrawn } };
    const Running server(desk);
    const auto page = server.ask(get("/v/r-1"));
    EXPECT_THAT(page, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(page, HasSubstr("Content-Security-Policy: default-src 'none';"));
    EXPECT_THAT(page, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
    EXPECT_THAT(page, HasSubstr("Referrer-Policy: no-referrer\r\n"));
    EXPECT_THAT(page, HasSubstr("Cache-Control: no-store\r\n"));
    EXPECT_THAT(page, HasSubstr("was withdrawn"));
    EXPECT_THAT(page, Not(HasSubstr("Server:")));
    EXPECT_THAT(server.ask(get("/")), HasSubstr("<form action=\"/v\""));
    EXPECT_THAT(server.ask(get("/style.css")), HasSubstr("Content-Type: text/css"));
}

TEST_F(Serve, AHeadIsAPageWithoutItsBody)
{
    const Running server(desk);
    const auto head = server.ask("HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_THAT(head, HasSubstr("Content-Length: 3\r\n"));
    EXPECT_TRUE(head.ends_with("\r\n\r\n"));
}

TEST_F(Serve, WordsAreScreened)
{
    const Running server(desk);
    EXPECT_THAT(server.ask(post("{\"caption\":\"x\"}")), HasSubstr("\"class\":\"at_risk\""));
    EXPECT_THAT(server.ask(post("x")), StartsWith("HTTP/1.1 400 "));
    const auto chunked = "POST /v1/screen HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
    EXPECT_THAT(server.ask(chunked), StartsWith("HTTP/1.1 200 "));
    const auto expecting = server.client();
    expecting.send("POST /v1/screen HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    expecting.send("{}");
    EXPECT_THAT(expecting.receive(), StartsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"));
}

TEST_F(Serve, WrongAddressesAndMethods)
{
    const Running server(desk);
    EXPECT_THAT(server.ask(get("/nowhere")), StartsWith("HTTP/1.1 404 "));
    const auto wrong = server.ask("PUT /v/r-1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
    EXPECT_THAT(wrong, StartsWith("HTTP/1.1 405 "));
    EXPECT_THAT(wrong, HasSubstr("Allow: GET, HEAD\r\n"));
    EXPECT_THAT(server.ask("nonsense\r\n\r\n"), StartsWith("HTTP/1.1 400 "));
}

TEST_F(Serve, TooLongAHeadIs431)
{
    const Running server(desk);
    EXPECT_THAT(server.ask("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(9'000, 'x') + "\r\n\r\n"), StartsWith("HTTP/1.1 431 "));
    EXPECT_THAT(server.ask("GET /" + std::string(300'000, 'x') + " HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 431 "));
    std::string many = "GET / HTTP/1.1\r\n";
    for (int i = 0; i < 2'000; ++i)
        many += "X-" + std::to_string(i) + ": x\r\n";
    EXPECT_THAT(server.ask(many + "\r\n"), StartsWith("HTTP/1.1 431 "));
}

TEST_F(Serve, TooLongABodyIs413EvenWhenItIsSent)
{
    const Running server(desk);
    EXPECT_THAT(server.ask(post(std::string(2 << 20, ' '))), StartsWith("HTTP/1.1 413 "));
    EXPECT_THAT(server.ask(post(std::string(1 << 20, ' ').replace(0, 1, "{"))), StartsWith("HTTP/1.1 200 "));
}

TEST_F(Serve, AnEndlessChunkedBodyIsCut)
{
    const Running server(desk);
    const auto client = server.client();
    ASSERT_TRUE(client.send("POST /v1/screen HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"));
    const auto chunk = "10000\r\n" + std::string(0x10000, ' ') + "\r\n";
    int sent = 0;
    while (sent < 3'200 && client.send(chunk))
        ++sent;
    EXPECT_LT(sent, 3'200) << "200 MB were taken past a limit of 1 MB";
    const auto late = server.client();
    late.send("POST /v1/screen HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 17; ++i)
        late.send(chunk);
    EXPECT_THAT(late.receive(), StartsWith("HTTP/1.1 413 "));
}

TEST_F(Serve, ASlowClientIsCutHoweverItDrips)
{
    const Running server(desk, milliseconds(400));
    const auto client = server.client();
    const auto start = steady_clock::now();
    const auto request = get("/" + std::string(1'000, 'x'));
    std::size_t at = 0;
    while (at < request.size() && client.send(request.substr(at, 1)) && !client.closed_by_server()) {
        ++at;
        std::this_thread::sleep_for(milliseconds(20));
    }
    EXPECT_LT(at, request.size());
    EXPECT_LT(steady_clock::now() - start, milliseconds(3'000));
}

TEST_F(Serve, ThoseWhoKeepItWaitingGiveWay)
{
    const Running server(desk, milliseconds(30'000), 8);
    std::vector<Client> idle;
    for (int i = 0; i < 40; ++i) {
        idle.push_back(server.client());
        ASSERT_TRUE(idle.back().connected());
        idle.back().send("GET / HTTP/1.1\r\n");
    }
    EXPECT_THAT(server.ask(get("/healthz")), StartsWith("HTTP/1.1 200 "));
    EXPECT_TRUE(idle.front().closed_by_server());
    EXPECT_FALSE(idle.back().closed_by_server());
}

TEST_F(Serve, UnknownIdsTakeAsLongAsKnownOnes)
{
    desk.releases = { { "r-1", PackageState::Valid } };
    const Running server(desk);
    for (const auto* target : { "/v/r-1", "/v/unknown" }) {
        const auto start = steady_clock::now();
        EXPECT_THAT(server.ask(get(target)), HasSubstr("Content-Length: 4096\r\n"));
        EXPECT_GE(steady_clock::now() - start, milliseconds(30)) << target;
    }
}

TEST_F(Serve, EndsCleanlyWhileSomebodyWaits)
{
    Running server(desk, milliseconds(60'000));
    const auto idle = server.client();
    idle.send("GET / HT");
    EXPECT_THAT(server.ask(get("/healthz")), StartsWith("HTTP/1.1 200 "));
    const auto start = steady_clock::now();
    EXPECT_TRUE(server.end());
    EXPECT_LT(steady_clock::now() - start, milliseconds(5'000));
    EXPECT_EQ(idle.receive(), "");
    EXPECT_FALSE(server.client().connected());
}

TEST_F(Serve, AnotherAddressOrATakenPortIsRefused)
{
    ServeOptions options;
    options.listen = "0.0.0.0:8080";
    EXPECT_THAT(serve(desk, options).error().line(), HasSubstr("only this machine itself"));
    const Running server(desk);
    options.listen = "127.0.0.1:" + std::to_string(server.port());
    const auto taken = serve(desk, options);
    ASSERT_FALSE(taken.ok());
    EXPECT_EQ(taken.error().code, ErrorCode::Unavailable);
}

}  // namespace imprimatur::serve
