#include "track/track.h"

#include "track/track_json.h"

#include <gmock/gmock.h>
#include <rapidcheck.h>

namespace imprimatur::track {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Manifest release()
{
    Manifest manifest;
    manifest.release_id = "r-1";
    manifest.grants = { "g-1", "g-2" };
    manifest.expires_at = "2027-01-01";
    return manifest;
}

Posting posting(const std::string& id, const std::string& release_id = "r-1")
{
    return { id, release_id, "instagram", "https://example.org/p/" + id, "2026-11-21T09:30:00Z", "" };
}

const Withdrawal kByGrant { "w-1", "", { "g-2" }, "self", "2026-12-01T08:00:00Z" };

TEST(Track, EveryPostingOfAWithdrawnReleaseIsTakenDown)
{
    Posting gone = posting("p-3");
    gone.removed_at = "2026-11-30";
    const auto work = takedowns(release(), { posting("p-1"), posting("p-2"), gone, posting("p-4", "r-2") }, kByGrant);
    ASSERT_THAT(work, SizeIs(2));
    EXPECT_EQ(work[0].posting_id, "p-1");
    EXPECT_EQ(work[0].place, "https://example.org/p/p-1");
    EXPECT_EQ(work[0].asked_at, "2026-12-01T08:00:00Z");
    EXPECT_EQ(work[1].posting_id, "p-2");
    EXPECT_TRUE(work[1].done_at.empty());
}

TEST(Track, WorkThatIsOnRecordIsNotAskedForAgain)
{
    auto first = takedowns(release(), { posting("p-1") }, kByGrant);
    first[0].done_at = "2026-12-02";
    const auto again = takedowns(release(), { posting("p-1"), posting("p-2") }, kByGrant, first);
    ASSERT_THAT(again, SizeIs(2));
    EXPECT_EQ(again[0], first[0]);
    EXPECT_TRUE(again[1].done_at.empty());
}

TEST(Track, AWithdrawalReachesWhatItNamesAndNothingElse)
{
    EXPECT_TRUE(reaches({ "w", "r-1", {}, "self", "" }, release()));
    EXPECT_TRUE(reaches(kByGrant, release()));
    EXPECT_FALSE(reaches({ "w", "r-2", { "g-3" }, "self", "" }, release()));
    EXPECT_FALSE(reaches({}, Manifest {})) << "nothing named is not everything named";
    EXPECT_THAT(takedowns(release(), { posting("p-1") }, { "w", "r-2", {}, "self", "" }), IsEmpty());
}

TEST(Track, TheStatusCarriesTheEarliestWithdrawal)
{
    EXPECT_EQ(status(release(), {}).withdrawn_at, "");
    EXPECT_EQ(status(release(), {}).expires_at, "2027-01-01");
    const Withdrawal earlier { "w-2", "r-1", {}, "parent", "2026-11-30T10:00:00+02:00" };
    const Withdrawal other { "w-3", "r-9", {}, "self", "2026-01-01" };
    EXPECT_EQ(status(release(), { kByGrant, earlier, other }).withdrawn_at, earlier.at);
    EXPECT_EQ(status(release(), { earlier, kByGrant }).withdrawn_at, earlier.at);
    EXPECT_NE(status(release(), { { "w", "r-1", {}, "self", "" } }).withdrawn_at, "") << "a broken date does not undo it";
}

TEST(TrackJson, RoundTrips)
{
    Posting full = posting("p-1");
    full.place = "slide 4, \"teaching\" \u00e9";
    EXPECT_EQ(parse_posting(to_json(full)).value(), full);
    EXPECT_EQ(parse_withdrawal(to_json(kByGrant)).value(), kByGrant);
    const Takedown takedown = takedowns(release(), { full }, kByGrant).front();
    EXPECT_EQ(parse_takedown(to_json(takedown)).value(), takedown);
    EXPECT_EQ(to_json(kByGrant), R"({"at":"2026-12-01T08:00:00Z","by":"self","grants":["g-2"],"id":"w-1","release_id":""})");
}

TEST(TrackJson, RefusesWhatItDoesNotUnderstand)
{
    const std::string good = to_json(kByGrant);
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string text = good;
        const auto at = text.find(from);
        return at == std::string::npos ? text : text.replace(at, from.size(), to);
    };
    for (const std::string& bad : { std::string("[]"), std::string("{"), std::string(), with("\"self\"", "\"John Doe\""),
             with("\"self\"", "7"), with("2026-12-01", "2026-13-01"), with("[\"g-2\"]", "[]"), with("[\"g-2\"]", "[3]"),
             with("[\"g-2\"]", "\"g-2\""), with("\"id\"", "\"name\""), with("{", "{\"extra\":1,"), with("w-1", "w\\u0007") }) {
        EXPECT_FALSE(parse_withdrawal(bad).ok()) << bad;
    }
    EXPECT_THAT(parse_withdrawal("{}").error().line(), HasSubstr("withdrawal"));
    EXPECT_THAT(parse_withdrawal(with("\"self\"", "\"John Doe\"")).error().line(), testing::Not(HasSubstr("Doe")));
}

TEST(TrackProperty, AWithdrawalLeavesNoPostingWithoutWork)
{
    const bool holds = rc::check("each posting is removed, another release's, or in the list once", [] {
        std::vector<Posting> postings;
        const auto count = *rc::gen::inRange(0, 12);
        for (int i = 0; i < count; ++i) {
            Posting one = posting(std::to_string(i), *rc::gen::element<std::string>("r-1", "r-2"));
            one.removed_at = *rc::gen::element<std::string>("", "2026-11-30");
            postings.push_back(one);
        }
        const auto work = takedowns(release(), postings, kByGrant);
        for (const auto& one : postings) {
            const auto listed = std::ranges::count(work, one.id, &Takedown::posting_id);
            RC_ASSERT(listed == (one.release_id == "r-1" && one.removed_at.empty() ? 1 : 0));
        }
    });
    EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace imprimatur::track
