#include "consent/coverage.h"

#include "consent/judge.h"
#include "consent/record_json.h"
#include "consent/vocabulary.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <functional>

namespace imprimatur {

// How rapidcheck shows a record when a property fails.
void showValue(const ConsentRecord& record, std::ostream& out);
void showValue(const ConsentRecord& record, std::ostream& out) { out << consent::to_json(record); }

}  // namespace imprimatur

namespace imprimatur::consent {

namespace {

constexpr Instant kNow = 1'795'219'200;  // 2026-11-21
const std::string kFirst(64, 'a');
const std::string kSecond(64, 'b');
const std::string kCaption(64, 'c');
const std::string kOther(64, 'd');

ConsentRecord good_record(const std::string& id = "c1")
{
    ConsentRecord record;
    record.id = id;
    record.consent_template = "social-image@1/en";
    record.signed_as = { GrantorCapacity::Self };
    record.capacity_recorded = true;
    record.saw_images = true;
    record.copy_given = true;
    record.informed_of = { "public_visibility", "permanence", "loss_of_control", "may_be_recognised", "withdrawal", "withdrawal_limits",
        "care_unaffected", "voluntary" };
    record.signed_at = "2026-11-01";
    record.form_location = "records office, folder 12";
    record.grants = { { id + ".1", GrantState::Given, "social", "instagram", "public", { kFirst }, kCaption, "2026-11-01", "2027-11-01" } };
    return record;
}

ConsentQuestion question() { return { { kFirst }, kCaption, "social", "instagram", "public", kNow }; }

bool is(const Coverage& coverage, const std::string& fact)
{
    const auto at = coverage.facts.find(fact);
    return at != coverage.facts.end() && at->second.truth == Truth::Yes;
}

std::vector<std::string> wrong(const Coverage& coverage)
{
    std::vector<std::string> found;
    for (const auto& [id, fact] : coverage.facts) {
        if (fact.truth == Truth::Yes && id != "consent.covers")
            found.push_back(id);
    }
    return found;
}

using Ids = std::vector<std::string>;

struct Flaw {
    std::string fact;
    std::function<void(ConsentRecord&, ConsentQuestion&)> make;
};

std::vector<Flaw> flaws()
{
    using R = ConsentRecord;
    using Q = ConsentQuestion;
    return {
        { "consent.wrong_purpose", [](R& r, Q&) { r.grants[0].purpose = "publication"; } },
        { "consent.wrong_platform", [](R& r, Q&) { r.grants[0].platform = "x"; } },
        { "consent.wrong_platform",
            [](R& r, Q& q) {
                r.grants[0].platform.clear();
                q.platform.clear();
            } },
        { "consent.wrong_audience", [](R& r, Q&) { r.grants[0].audience = "closed_group"; } },
        { "consent.wrong_item", [](R& r, Q&) { r.grants[0].item_sha256 = { kSecond }; } },
        { "consent.wrong_item", [](R&, Q& q) { q.item_sha256.clear(); } },
        { "consent.wrong_item", [](R&, Q& q) { q.item_sha256.push_back(kSecond); } },
        { "consent.wrong_caption", [](R& r, Q&) { r.grants[0].caption_sha256 = kOther; } },
        { "consent.wrong_caption",
            [](R& r, Q& q) {
                r.grants[0].caption_sha256.clear();
                q.caption_sha256.clear();
            } },
        { "consent.not_yet_valid", [](R& r, Q&) { r.grants[0].valid_from = "2026-11-22"; } },
        { "consent.not_yet_valid", [](R& r, Q&) { r.grants[0].valid_from = "whenever"; } },
        { "consent.not_yet_valid", [](R& r, Q&) { r.signed_at = "2026-11-22"; } },
        { "consent.expired", [](R& r, Q&) { r.grants[0].valid_until = "2026-11-20"; } },
        { "consent.expired", [](R& r, Q&) { r.grants[0].valid_until.clear(); } },
        { "consent.expired", [](R& r, Q&) { r.grants[0].state = GrantState::Expired; } },
        { "consent.withdrawn", [](R& r, Q&) { r.grants[0].state = GrantState::Withdrawn; } },
        { "consent.withdrawn", [](R& r, Q&) { r.withdrawn_at = "2026-11-10"; } },
        { "consent.withdrawn", [](R& r, Q&) { r.withdrawn_at = "2027-01-01"; } },
        { "consent.refused", [](R& r, Q&) { r.grants[0].state = GrantState::Refused; } },
        { "consent.not_given", [](R& r, Q&) { r.grants[0].state = GrantState::Draft; } },
        { "consent.not_given", [](R& r, Q&) { r.grants[0].state = GrantState::Requested; } },
        { "consent.not_given", [](R& r, Q&) { r.grants[0].state = GrantState::Deferred; } },
        { "consent.not_given", [](R& r, Q&) { r.grants[0].state = GrantState::Invalidated; } },
        { "consent.not_given", [](R& r, Q&) { r.grants[0].state = GrantState::Superseded; } },
        { "consent.not_given", [](R& r, Q&) { r.signed_at.clear(); } },
        { "consent.signer_insufficient", [](R& r, Q&) { r.signed_as.clear(); } },
        { "consent.signer_insufficient",
            [](R& r, Q&) {
                r.signed_as = { GrantorCapacity::Parent, GrantorCapacity::LegalRepresentative };
            } },
        { "consent.dissent", [](R& r, Q&) { r.dissent = true; } },
        { "consent.capacity_not_recorded", [](R& r, Q&) { r.capacity_recorded = false; } },
        { "consent.not_informed", [](R& r, Q&) { r.informed_of.pop_back(); } },
        { "consent.images_not_shown", [](R& r, Q&) { r.saw_images = false; } },
        { "consent.no_copy", [](R& r, Q&) { r.copy_given = false; } },
        { "consent.no_form", [](R& r, Q&) { r.form_location.clear(); } },
    };
}

}  // namespace

TEST(Coverage, AGoodRecordCovers)
{
    const auto coverage = cover({ good_record() }, question());
    EXPECT_TRUE(coverage.covers);
    EXPECT_TRUE(is(coverage, "consent.covers"));
    EXPECT_EQ(wrong(coverage), Ids {});
    EXPECT_EQ(coverage.grant_ids, Ids { "c1.1" });
    EXPECT_EQ(coverage.earliest_expiry, "2027-11-01T00:00:00Z");
    EXPECT_EQ(coverage.facts.size(), 20U);
    for (const auto& [id, fact] : coverage.facts)
        EXPECT_FALSE(fact.evidence.empty()) << id;
}

TEST(Coverage, EachFlawAloneIsNamedAndRefuses)
{
    for (const auto& flaw : flaws()) {
        auto record = good_record();
        auto asked = question();
        flaw.make(record, asked);
        const auto coverage = cover({ record }, asked);
        EXPECT_FALSE(coverage.covers) << flaw.fact;
        EXPECT_EQ(wrong(coverage), Ids { flaw.fact });
        EXPECT_TRUE(coverage.grant_ids.empty()) << flaw.fact;
        EXPECT_TRUE(coverage.earliest_expiry.empty()) << flaw.fact;
    }
}

TEST(Coverage, WithoutARecordConsentIsMissing)
{
    EXPECT_EQ(wrong(cover({}, question())), Ids { "consent.missing" });
    auto record = good_record();
    record.grants.clear();
    EXPECT_EQ(wrong(cover({ record }, question())), Ids { "consent.missing" });
}

TEST(Coverage, EveryElementAPatientMustBeToldCounts)
{
    const auto all = good_record().informed_of;
    for (const auto& left_out : all) {
        auto record = good_record();
        std::erase(record.informed_of, left_out);
        const auto coverage = cover({ record }, question());
        EXPECT_EQ(wrong(coverage), Ids { "consent.not_informed" });
        EXPECT_THAT(coverage.facts.at("consent.not_informed").evidence, testing::HasSubstr(left_out));
    }
    EXPECT_EQ(must_be_told("teaching", "closed_group").size(), 4U);
    EXPECT_EQ(must_be_told("teaching", "public").size(), 8U);
    EXPECT_EQ(must_be_told("publication", "closed_group").size(), 8U);
}

TEST(Coverage, ThePeriodIsHalfOpenInUtc)
{
    auto record = good_record();
    auto asked = question();
    record.grants[0].valid_from = "2026-11-21T00:00:00+05:30";
    record.grants[0].valid_until = "2026-11-22";
    const auto at = [&](Instant as_of) {
        asked.as_of = as_of;
        return cover({ record }, asked);
    };
    const Instant from = kNow - (5 * 60 + 30) * 60;
    EXPECT_TRUE(is(at(from - 1), "consent.not_yet_valid"));
    EXPECT_TRUE(at(from).covers);
    EXPECT_TRUE(at(kNow + 86'399).covers);
    EXPECT_TRUE(is(at(kNow + 86'400), "consent.expired"));
}

TEST(Coverage, AConsentDoesNotReachBackBeforeItsSignature)
{
    auto record = good_record();
    record.grants[0].valid_from = "2020-01-01";
    auto asked = question();
    asked.as_of = *parse_iso8601("2026-10-31T23:59:59Z");
    EXPECT_EQ(wrong(cover({ record }, asked)), Ids { "consent.not_yet_valid" });
    asked.as_of += 1;
    EXPECT_TRUE(cover({ record }, asked).covers);
}

TEST(Coverage, PublicCoversAClosedGroupAndNothingElseWidensOrNarrows)
{
    const std::vector<std::string> audiences { "public", "closed_group", "institution", "team" };
    for (const auto& granted : audiences) {
        for (const auto& asked : audiences)
            EXPECT_EQ(audience_covers(granted, asked), granted == asked || (granted == "public" && asked == "closed_group"))
                << granted << asked;
    }
    EXPECT_FALSE(audience_covers("friends", "friends"));
}

TEST(Coverage, SeveralGrantsCoverSeveralImagesTogether)
{
    auto asked = question();
    asked.item_sha256 = { kFirst, kSecond };
    auto second = good_record("c2");
    second.grants[0].item_sha256 = { kSecond };
    second.grants[0].valid_until = "2027-01-01";
    const auto coverage = cover({ good_record(), second }, asked);
    EXPECT_TRUE(coverage.covers);
    EXPECT_EQ(coverage.grant_ids, (Ids { "c1.1", "c2.1" }));
    EXPECT_EQ(coverage.earliest_expiry, "2027-01-01T00:00:00Z");
    second.grants[0].caption_sha256 = kOther;
    EXPECT_EQ(wrong(cover({ good_record(), second }, asked)), Ids { "consent.wrong_caption" });
    second.grants[0].caption_sha256 = kCaption;
    second.grants[0].purpose = "publication";
    EXPECT_EQ(wrong(cover({ good_record(), second }, asked)), Ids { "consent.wrong_purpose" });
}

TEST(Coverage, HalvesOfTwoGrantsDoNotMakeAWhole)
{
    auto right_platform = good_record("c1");
    right_platform.grants[0].caption_sha256 = kOther;
    auto right_caption = good_record("c2");
    right_caption.grants[0].platform = "x";
    EXPECT_FALSE(cover({ right_platform, right_caption }, question()).covers);
}

TEST(Coverage, AnExpiredRecordDoesNotSpoilItsRenewal)
{
    auto old = good_record("c0");
    old.grants[0].valid_until = "2026-11-02";
    auto renewed = good_record("c1");
    renewed.grants[0].state = GrantState::Renewed;
    const auto coverage = cover({ old, renewed }, question());
    EXPECT_TRUE(coverage.covers);
    EXPECT_EQ(coverage.grant_ids, Ids { "c1.1" });
}

TEST(Coverage, ANoStandsAboveEveryYes)
{
    auto withdrawn = good_record("c2");
    withdrawn.withdrawn_at = "2026-11-05";
    withdrawn.grants[0].purpose = "publication";
    EXPECT_EQ(wrong(cover({ good_record(), withdrawn }, question())), Ids { "consent.withdrawn" });
    auto dissenting = good_record("c3");
    dissenting.dissent = true;
    dissenting.grants[0].platform = "x";
    EXPECT_EQ(wrong(cover({ dissenting, good_record() }, question())), Ids { "consent.dissent" });
    auto refused = good_record("c4");
    refused.grants[0].state = GrantState::Refused;
    EXPECT_EQ(wrong(cover({ good_record(), refused }, question())), Ids { "consent.refused" });
    refused.grants[0].audience = "team";
    EXPECT_EQ(wrong(cover({ good_record(), refused }, question())), Ids { "consent.refused" }) << "no to the team is no to the public";
}

TEST(Coverage, ANoToAnotherUseOrAnotherImageLeavesTheYesAlone)
{
    auto record = good_record();
    auto no = record.grants[0];
    no.id = "c1.2";
    no.state = GrantState::Refused;
    no.purpose = "publication";
    record.grants.push_back(no);
    EXPECT_TRUE(cover({ record }, question()).covers) << "purpose by purpose";
    record.grants[1].purpose = "social";
    record.grants[1].platform = "x";
    EXPECT_TRUE(cover({ record }, question()).covers) << "platform by platform";
    auto other_image = good_record("c2");
    other_image.withdrawn_at = "2026-11-05";
    other_image.grants[0].item_sha256 = { kSecond };
    EXPECT_TRUE(cover({ good_record(), other_image }, question()).covers);
}

TEST(Coverage, SupersedingIsTheWayBackAfterAWithdrawal)
{
    auto withdrawn = good_record("c0");
    withdrawn.withdrawn_at = "2026-11-05";
    EXPECT_FALSE(cover({ withdrawn, good_record() }, question()).covers);
    withdrawn.grants[0].state = GrantState::Superseded;
    EXPECT_TRUE(cover({ withdrawn, good_record() }, question()).covers);
    EXPECT_FALSE(cover({ withdrawn }, question()).covers);
}

TEST(Coverage, WhoMustSign)
{
    struct Row {
        SubjectGroup group;
        std::vector<GrantorCapacity> signed_as;
        bool assent;
        Ids wrong;
    };
    using enum GrantorCapacity;
    const Ids signer { "consent.signer_insufficient" };
    const Ids assent { "consent.assent_missing" };
    const std::vector<Row> rows {
        { SubjectGroup::Adult, { Self }, false, {} },
        { SubjectGroup::Adult, { Guardian }, false, signer },
        { SubjectGroup::Minor7To17, { Parent }, true, {} },
        { SubjectGroup::Minor7To17, { Parent }, false, assent },
        { SubjectGroup::Minor7To17, { Self }, true, signer },
        { SubjectGroup::MinorUnder7, { Parent }, false, {} },
        { SubjectGroup::MinorUnder7, { Self }, true, signer },
        { SubjectGroup::DevelopmentalDisability, { Guardian }, true, {} },
        { SubjectGroup::DevelopmentalDisability, { Guardian }, false, assent },
        { SubjectGroup::DevelopmentalDisability, { Parent }, true, signer },
        { SubjectGroup::AdultWithoutCapacity, { LegalRepresentative }, true, signer },
        { SubjectGroup::Deceased, { LegalRepresentative }, false, {} },
        { SubjectGroup::Deceased, { Parent }, false, signer },
    };
    for (const auto& row : rows) {
        auto record = good_record();
        record.subject_group = row.group;
        record.signed_as = row.signed_as;
        record.assent_given = row.assent;
        record.authority = "order 12/2026";
        EXPECT_EQ(wrong(cover({ record }, question())), row.wrong) << to_string(row.group);
        if (row.wrong.empty() && row.group != SubjectGroup::Adult) {
            record.authority.clear();
            EXPECT_EQ(wrong(cover({ record }, question())), signer) << "authority of " << to_string(row.group);
        }
    }
}

TEST(Coverage, ForAnAdultWithoutCapacityOnlySocialMediaIsOut)
{
    auto record = good_record();
    record.subject_group = SubjectGroup::AdultWithoutCapacity;
    record.signed_as = { GrantorCapacity::LegalRepresentative };
    record.authority = "order 12/2026";
    record.grants[0].purpose = "teaching";
    auto asked = question();
    asked.purpose = "teaching";
    EXPECT_TRUE(cover({ record }, asked).covers);
}

namespace {

ConsentRecord random_record()
{
    auto record = good_record("r" + std::to_string(*rc::gen::inRange(0, 100)));
    auto asked = question();
    const auto all = flaws();
    for (const auto index :
        *rc::gen::container<std::vector<std::size_t>>(*rc::gen::inRange<std::size_t>(0, 3), rc::gen::inRange<std::size_t>(0, all.size())))
        all[index].make(record, asked);
    return record;
}

}  // namespace

TEST(Coverage, AnotherNoNeverMakesAYes)
{
    EXPECT_TRUE(rc::check("adding a withdrawn record never turns covers from false to true", [] {
        auto records = *rc::gen::container<std::vector<ConsentRecord>>(*rc::gen::inRange<std::size_t>(0, 4), rc::gen::exec(random_record));
        auto asked = question();
        if (*rc::gen::arbitrary<bool>())
            asked.item_sha256.push_back(kSecond);
        const bool before = cover(records, asked).covers;
        RC_CLASSIFY(before);
        auto withdrawn = random_record();
        withdrawn.withdrawn_at = "2026-11-10";
        records.push_back(withdrawn);
        const auto after = cover(records, asked);
        RC_ASSERT(before || !after.covers);
        const auto touched = std::any_of(withdrawn.grants.begin(), withdrawn.grants.end(), [](const Grant& grant) {
            return grant.state != GrantState::Superseded && grant.item_sha256 == std::vector<std::string> { kFirst };
        });
        RC_ASSERT(!touched || !after.covers);
    }));
}

TEST(Coverage, ThereIsNoYesWithoutGrantsAndNoNoWithoutAReason)
{
    EXPECT_TRUE(rc::check("the facts agree with the answer, and the order of the records does not matter", [] {
        auto records = *rc::gen::container<std::vector<ConsentRecord>>(*rc::gen::inRange<std::size_t>(0, 4), rc::gen::exec(random_record));
        const auto coverage = cover(records, question());
        RC_ASSERT(coverage.covers == wrong(coverage).empty());
        RC_ASSERT(coverage.covers == !coverage.grant_ids.empty());
        RC_ASSERT(coverage.covers == is(coverage, "consent.covers"));
        std::reverse(records.begin(), records.end());
        RC_ASSERT(cover(records, question()).covers == coverage.covers);
    }));
}

}  // namespace imprimatur::consent
