// What is printed is what docs/schema/ promises.
#include "cli/fake_world.h"
#include "cli/test_schema.h"

#include <gmock/gmock.h>

namespace imprimatur::cli {

using testing::IsEmpty;
using testing::Not;

namespace {

class Schemas : public CommandTest {
protected:
    static Schema schema(const std::string& name)
    {
        return Schema(
            nlohmann::json::parse(read(std::filesystem::path(IMPRIMATUR_SOURCE_DIR) / "docs" / "schema" / (name + ".schema.json"))));
    }
    void expect_lines(const std::string& name, const std::vector<std::string>& words, std::size_t count)
    {
        const auto judge = schema(name);
        std::istringstream lines(run(words).out);
        std::size_t seen = 0;
        for (std::string line; std::getline(lines, line); ++seen)
            EXPECT_THAT(judge.complaints(nlohmann::json::parse(line)), IsEmpty()) << line;
        EXPECT_EQ(seen, count);
    }
};

}  // namespace

TEST_F(Schemas, Inspect)
{
    InspectedFile every;
    every.file = "a.dcm";
    every.notes = { "window from the file" };
    for (const auto& where :
        std::vector<Where> { PixelPlace {}, AttributePlace { "(0010,0010)", "" }, PartPlace { "icon" }, TextPlace { "file_name", 0, 3 } })
        every.findings.push_back(finding(IdentifierKind::Name, where, "Xxxx"));
    InspectedFile unread;
    unread.unreadable = Unreadable { Unreadable::How::Crashed, "x" };
    InspectedFile half = every;
    half.unreadable = Unreadable { Unreadable::How::DetectorMissing, "x" };
    desk.inspected = { every, unread, half };
    expect_lines("inspect", { "inspect", "--json", "x" }, 3);
}

TEST_F(Schemas, Redact)
{
    RedactedFile good;
    good.written = true;
    good.out = { "o/a.png" };
    good.filled = { { 0, { 1, 2, 3, 4 } } };
    RedactedFile bad;
    bad.reason = "x";
    good.elements = { { "(0008,1140)[1]/(0008,1155)", "new_uid", true, "PS3.15 E.1-1" } };
    good.asked = { finding(IdentifierKind::FullFacePhoto, PixelPlace {}, "") };
    good.asked[0].action = Action::Ask;
    desk.redacted = { good, bad };
    expect_lines("redact", { "redact", "--json", "--out", "o", "x" }, 2);
}

TEST_F(Schemas, Clear)
{
    desk.cleared = denied_case();
    expect_lines("clear", { "clear", "--json", "--out", "o", "x" }, 1);
    desk.cleared.decision.verdict = Verdict::Permit;
    desk.cleared.decision.obligations = desk.cleared.decision.reasons;
    desk.cleared.package = "o/package";
    desk.cleared.release_id = "R-1";
    desk.cleared.items[0].refused = "x";
    expect_lines("clear", { "clear", "--json", "--out", "o", "x" }, 1);
    desk.cleared = Cleared {};
    expect_lines("clear", { "clear", "--json", "--out", "o", "x" }, 1);
}

TEST_F(Schemas, Screen)
{
    input = "{}\n";
    expect_lines("screen", { "screen" }, 1);
}

TEST_F(Schemas, Account)
{
    desk.advice.language = "en";
    desk.advice.jurisdiction = "uk";
    expect_lines("account", { "account", "account.toml", "--json" }, 1);
    desk.advice.ties = { { "bio, characters 3 to 9", "x", "x" } };
    desk.advice.platform = "instagram";
    desk.advice.settings = { { "x", "x", "x", "x", false } };
    expect_lines("account", { "account", "account.toml", "--json" }, 1);
}

TEST_F(Schemas, TheJudgeItselfFindsMistakes)
{
    const auto judge = schema("redact");
    auto good = nlohmann::json::parse(
        R"({"file":"a","status":"written","out":[],"filled":[{"frame":0,"rect":[1,2,3,4]}],"removed":0,"verified":true})");
    EXPECT_THAT(judge.complaints(good), IsEmpty());
    for (const auto* patch : { R"([{"op":"remove","path":"/file"}])", R"([{"op":"add","path":"/more","value":1}])",
             R"([{"op":"replace","path":"/status","value":"done"}])", R"([{"op":"replace","path":"/removed","value":-1}])",
             R"([{"op":"replace","path":"/filled/0/rect","value":[1,2,3]}])", R"([{"op":"replace","path":"/verified","value":"yes"}])" })
        EXPECT_THAT(judge.complaints(good.patch(nlohmann::json::parse(patch))), Not(IsEmpty())) << patch;
    EXPECT_THAT(Schema(nlohmann::json::parse(R"({"minProperties":1})")).complaints(1), Not(IsEmpty())) << "an unknown keyword";
}

}  // namespace imprimatur::cli
