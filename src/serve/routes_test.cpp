// What is answered to whom, without a socket.
#include "serve/fake_desk.h"
#include "serve/listen_address.h"
#include "serve/pages.h"
#include "serve/routes.h"
#include "serve/target.h"

#include <gmock/gmock.h>

namespace imprimatur::serve {

using testing::HasSubstr;
using testing::Not;

TEST(Listen, ThisMachineAlone)
{
    EXPECT_EQ(parse_listen("127.0.0.1:8080")->port, 8080);
    EXPECT_EQ(parse_listen("[::1]:0")->host, "::1");
    EXPECT_EQ(parse_listen("localhost:80")->host, "127.0.0.1");
    for (const auto* address : { "0.0.0.0:8080", "192.0.2.1:80", "[::]:80", "[2001:db8::1]:80", "example.org:80", "126.255.255.255:1" }) {
        const auto refused = parse_listen(address);
        ASSERT_FALSE(refused.ok()) << address;
        EXPECT_THAT(refused.error().line(), HasSubstr("there is no TLS yet")) << address;
    }
    for (const auto* address : { "", ":80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:8o", "::1:80" })
        EXPECT_FALSE(parse_listen(address).ok()) << address;
}

TEST(Target, IsDecodedOnce)
{
    EXPECT_EQ(parse_target("/v/a%2Fb+c")->path, "/v/a/b+c");
    EXPECT_EQ(parse_target("/v?x=1&id=a+b%253C#id")->id, "a b%3C");
    EXPECT_EQ(parse_target("/v?id=&id=second")->id, "");
    EXPECT_FALSE(parse_target("/v?x")->id.has_value());
    for (const auto* broken : { "/%", "/%4", "/%zz", "/v?id=%f" })
        EXPECT_FALSE(parse_target(broken).has_value()) << broken;
}

TEST(Routes, EveryStateInOnePlainSentence)
{
    FakeDesk desk;
    desk.releases = { { "r-1", PackageState::Valid }, { "r-2", PackageState::Withdrawn }, { "r-3", PackageState::Expired } };
    EXPECT_THAT(answer(desk, "GET", "/v/r-1", "").body, HasSubstr("This release is valid"));
    EXPECT_THAT(answer(desk, "GET", "/v?id=r-2", "").body, HasSubstr("was withdrawn"));
    EXPECT_THAT(answer(desk, "GET", "/v/r-3", "").body, HasSubstr("has expired"));
    EXPECT_THAT(answer(desk, "GET", "/v/r-4", "").body, HasSubstr("knows no release"));
}

TEST(Routes, AnUnknownIdLooksLikeAKnownOne)
{
    FakeDesk desk;
    desk.releases = { { "r-1", PackageState::Valid } };
    const auto known = answer(desk, "GET", "/v/r-1", "");
    const auto unknown = answer(desk, "GET", "/v/" + std::string(5000, 'x'), "");
    EXPECT_EQ(known.status, unknown.status);
    EXPECT_EQ(known.body.size(), unknown.body.size());
    EXPECT_TRUE(known.paced && unknown.paced);
    EXPECT_EQ(status_page(std::string(200, '"'), PackageState::Withdrawn).size(), known.body.size());
}

TEST(Routes, AnErrorIsNoYes)
{
    FakeDesk desk;
    desk.failure = Error { ErrorCode::Unavailable, "the ledger is locked", "", "" };
    const auto page = answer(desk, "GET", "/v/r-1", "");
    EXPECT_EQ(page.status, 503U);
    EXPECT_THAT(page.body, HasSubstr("do not show the image"));
    EXPECT_THAT(page.body, Not(HasSubstr("ledger")));
}

TEST(Routes, AnIdIsEscaped)
{
    FakeDesk desk;
    const auto page = answer(desk, "GET", "/v?id=%3Cscript%3Ealert(1)%3C/script%3E%22%27%E2%80%AE%1b%ff", "");
    EXPECT_THAT(page.body, Not(HasSubstr("<script>")));
    EXPECT_THAT(page.body, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"));
}

TEST(Routes, WrongMethodAndNowhere)
{
    FakeDesk desk;
    EXPECT_EQ(answer(desk, "DELETE", "/v/r-1", "").allow, "GET, HEAD");
    EXPECT_EQ(answer(desk, "GET", "/v1/screen", "").allow, "POST");
    EXPECT_EQ(answer(desk, "POST", "/", "").status, 405U);
    EXPECT_EQ(answer(desk, "GET", "/nowhere", "").status, 404U);
    EXPECT_EQ(answer(desk, "GET", "/v", "").status, 404U);
    EXPECT_EQ(answer(desk, "GET", "/%", "").status, 400U);
    EXPECT_EQ(answer(desk, "GET", "/healthz", "").body, "ok\n");
}

TEST(Routes, ScreeningAnswersWithTheDesksLine)
{
    FakeDesk desk;
    const auto good = answer(desk, "POST", "/v1/screen", "{}");
    EXPECT_EQ(good.status, 200U);
    EXPECT_THAT(good.body, HasSubstr("\"class\":\"at_risk\""));
    const auto bad = answer(desk, "POST", "/v1/screen", "nonsense");
    EXPECT_EQ(bad.status, 400U);
    EXPECT_THAT(bad.body, HasSubstr("{\"error\":\"is not a JSON object"));
    EXPECT_THAT(bad.body, Not(HasSubstr("nonsense")));
    desk.failure = Error { ErrorCode::Internal, "x", "", "" };
    EXPECT_EQ(answer(desk, "POST", "/v1/screen", "{}").status, 500U);
}

TEST(Pages, JsonTextIsEscaped) { EXPECT_EQ(error_json("a\"b\\\n\xff"), "{\"error\":\"a\\\"b\\\\\\u000a\xEF\xBF\xBD\"}\n"); }

}  // namespace imprimatur::serve
