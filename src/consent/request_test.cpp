#include "consent/request.h"

#include "consent/coverage.h"
#include "consent/record_json.h"

#include <gtest/gtest.h>

namespace imprimatur::consent {

namespace {

constexpr Instant kNow = 1'795'219'200;  // 2026-11-21

ConsentRequest good()
{
    return { "c1", "social-image@1/en", SubjectGroup::Adult, { std::string(64, 'a') }, std::string(64, 'b'), "social", "instagram",
        "public", kNow, std::nullopt };
}

}  // namespace

TEST(Request, HoldsEverythingButTheAnswer)
{
    const auto record = request_for(good());
    ASSERT_TRUE(record.ok()) << record.error().line();
    ASSERT_EQ(record->grants.size(), 1U);
    EXPECT_EQ(record->grants[0].state, GrantState::Requested);
    EXPECT_EQ(record->grants[0].valid_from, "2026-11-21T00:00:00Z");
    EXPECT_EQ(record->grants[0].valid_until, "2027-11-21T00:00:00Z");
    EXPECT_TRUE(record->signed_as.empty());
    EXPECT_TRUE(record->informed_of.empty());
    EXPECT_FALSE(record->saw_images);
    const auto read = parse_consent(to_json(*record));
    ASSERT_TRUE(read.ok()) << read.error().line();
    EXPECT_EQ(to_json(*read), to_json(*record));
}

TEST(Request, DoesNotCoverAnythingByItself)
{
    const auto record = request_for(good()).value();
    const auto coverage = cover({ record }, { good().item_sha256, good().caption_sha256, "social", "instagram", "public", kNow });
    EXPECT_FALSE(coverage.covers);
    for (const std::string fact : { "consent.not_given", "consent.signer_insufficient", "consent.capacity_not_recorded",
             "consent.not_informed", "consent.images_not_shown", "consent.no_copy", "consent.no_form" })
        EXPECT_EQ(coverage.facts.at(fact).truth, Truth::Yes) << fact;
    EXPECT_EQ(coverage.facts.at("consent.wrong_item").truth, Truth::No);
}

TEST(Request, AYearIsAYear)
{
    EXPECT_EQ(to_iso8601(one_year_after(*parse_iso8601("2027-03-01T12:30:00Z"))), "2028-03-01T12:30:00Z");
    EXPECT_EQ(to_iso8601(one_year_after(*parse_iso8601("2028-02-29"))), "2029-03-01T00:00:00Z");
}

TEST(Request, RefusesWhatNobodyCouldAgreeTo)
{
    const auto refused = [](auto change) {
        auto request = good();
        change(request);
        return !request_for(request).ok();
    };
    EXPECT_TRUE(refused([](ConsentRequest& r) { r.item_sha256.clear(); }));
    EXPECT_TRUE(refused([](ConsentRequest& r) { r.item_sha256.push_back("picture.png"); }));
    EXPECT_TRUE(refused([](ConsentRequest& r) { r.caption_sha256.clear(); }));
    EXPECT_TRUE(refused([](ConsentRequest& r) { r.purpose = "fun"; }));
    EXPECT_TRUE(refused([](ConsentRequest& r) { r.platform.clear(); }));
    EXPECT_TRUE(refused([](ConsentRequest& r) { r.platform = "My Page"; }));
    EXPECT_TRUE(refused([](ConsentRequest& r) { r.audience = "friends"; }));
    EXPECT_TRUE(refused([](ConsentRequest& r) { r.until = kNow; }));
    EXPECT_TRUE(refused([](ConsentRequest& r) { r.id = "Mary Invented"; }));
    EXPECT_FALSE(refused([](ConsentRequest& r) {
        r.purpose = "teaching";
        r.platform.clear();
    }));
}

}  // namespace imprimatur::consent
