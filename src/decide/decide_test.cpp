#include "decide/decide.h"

#include "decide/condition.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

namespace imprimatur::decide {

namespace {

constexpr Instant kNow = 1'795'219'200;  // 2026-11-21

const std::vector<std::string>& wanted()
{
    static const std::vector<std::string> ids { "attest.educational_value", "attest.not_promotional", "attest.no_recognisable_person",
        "attest.no_unique_features", "consent.covers", "purpose.social", "platform.named" };
    return ids;
}

const std::vector<std::string>& unwanted()
{
    static const std::vector<std::string> ids { "attest.missing", "image.none", "image.unreadable", "image.not_verified",
        "image.detector_missing", "words.not_screened", "words.direct_identifier", "words.name", "words.contact", "words.id_number",
        "words.handle", "risk.not_estimated", "risk.identifiable", "risk.above_closed", "image.photograph", "audience.public",
        "purpose.teaching", "purpose.publication", "purpose.conference", "purpose.research", "consent.missing", "consent.wrong_purpose",
        "consent.wrong_platform", "consent.wrong_audience", "consent.wrong_item", "consent.wrong_caption", "consent.not_yet_valid",
        "consent.expired", "consent.withdrawn", "consent.refused", "consent.not_given", "consent.signer_insufficient",
        "consent.assent_missing", "consent.dissent", "consent.capacity_not_recorded", "consent.not_informed", "consent.images_not_shown",
        "consent.no_copy", "consent.no_form" };
    return ids;
}

Facts everything_right()
{
    Facts facts;
    for (const auto& id : wanted())
        facts[id] = { Truth::Yes, "shown" };
    for (const auto& id : unwanted())
        facts[id] = { Truth::No, "looked for" };
    return facts;
}

Rule rule(const std::string& id, Effect effect, Condition when)
{
    return { id, std::move(when), effect, "do it", "GATE-1", { "a law", "1", "current", "2026-11-21" }, "because", "remedy" };
}

/// As generous as a pack can be: it permits as soon as the picture is there.
PolicyPack generous(std::vector<Rule> more = {})
{
    PolicyPack pack { "base", "1", "Generous", "2026-01-01", "", false,
        { rule("base.permit", Effect::Permit, { {}, {}, { "image.none" } }) }, {}, "00" };
    pack.rules.insert(pack.rules.end(), more.begin(), more.end());
    return pack;
}

bool permits(const Decision& decision) { return decision.verdict == Verdict::Permit || decision.verdict == Verdict::PermitWithObligations; }

std::vector<std::string> rules_of(const Decision& decision)
{
    std::vector<std::string> ids;
    for (const auto& reason : decision.reasons)
        ids.push_back(reason.rule);
    return ids;
}

using Ids = std::vector<std::string>;

Facts random_facts()
{
    auto facts = everything_right();
    const auto changes = *rc::gen::container<std::vector<std::pair<std::size_t, int>>>(
        rc::gen::pair(rc::gen::inRange<std::size_t>(0, facts.size()), rc::gen::inRange(0, 4)));
    for (std::size_t i = 0; i < std::min<std::size_t>(changes.size(), 4); ++i) {
        const auto [index, value] = changes[i];
        if (index >= facts.size())
            continue;
        const auto at = std::next(facts.begin(), static_cast<std::ptrdiff_t>(index));
        if (value == 3)
            facts.erase(at);
        else
            at->second.truth = static_cast<Truth>(value);
    }
    return facts;
}

}  // namespace

TEST(Decide, PermitsWhenEverythingIsRight)
{
    const auto decision = decide(everything_right(), { generous() }, {}, kNow);
    EXPECT_EQ(decision.verdict, Verdict::Permit);
    EXPECT_EQ(rules_of(decision), Ids { "base.permit" });
    for (const auto& question : decision.questions) {
        EXPECT_TRUE(question.yes) << question.id;
        EXPECT_FALSE(question.evidence.empty()) << question.id;
    }
    EXPECT_TRUE(Permitter::permit(decision).has_value());
}

TEST(Decide, WithoutAPackDenies)
{
    const auto decision = decide(everything_right(), {}, {}, kNow);
    EXPECT_EQ(decision.verdict, Verdict::Deny);
    EXPECT_EQ(rules_of(decision), Ids { "gate3.no_pack" });
    EXPECT_FALSE(Permitter::permit(decision).has_value());
}

TEST(Decide, APackThatDidNotLoadDenies)
{
    const auto decision = decide(everything_right(), { generous() }, { { "house", "line 12: unknown fact 'x'" } }, kNow);
    EXPECT_EQ(decision.verdict, Verdict::Deny);
    ASSERT_EQ(rules_of(decision), Ids { "gate3.pack_failure" });
    EXPECT_EQ(decision.reasons[0].triggered_by, Ids { "house: line 12: unknown fact 'x'" });
}

TEST(Decide, APackIsInForceFromItsFirstSecondToBeforeItsLast)
{
    auto pack = generous();
    pack.in_force_from = "2026-11-21";
    pack.in_force_until = "2026-11-22";
    const auto at = [&](Instant as_of) { return permits(decide(everything_right(), { pack }, {}, as_of)); };
    EXPECT_FALSE(at(kNow - 1));
    EXPECT_TRUE(at(kNow));
    EXPECT_TRUE(at(kNow + 86'399));
    EXPECT_FALSE(at(kNow + 86'400));
    pack.in_force_from = "soon";
    EXPECT_EQ(rules_of(decide(everything_right(), { pack }, {}, kNow)), Ids { "gate3.pack_not_in_force" });
}

TEST(Decide, TwoPacksOfOneNameDeny)
{
    EXPECT_EQ(rules_of(decide(everything_right(), { generous(), generous() }, {}, kNow)), Ids { "gate3.pack_twice" });
}

TEST(Decide, NoPermitRuleThatFiresDenies)
{
    PolicyPack pack = generous();
    pack.rules = { rule("base.permit", Effect::Permit, { { "purpose.research" }, {}, {} }) };
    EXPECT_EQ(rules_of(decide(everything_right(), { pack }, {}, kNow)), Ids { "gate3.no_permit" });
}

TEST(Decide, APermitRuleOutsideBaseIsNotHeard)
{
    auto pack = generous();
    pack.id = "house";
    EXPECT_EQ(decide(everything_right(), { pack }, {}, kNow).verdict, Verdict::Deny);
    auto local = generous();
    local.local = true;
    EXPECT_EQ(decide(everything_right(), { local }, {}, kNow).verdict, Verdict::Deny);
}

TEST(Decide, DenialComesBeforeReferralBeforeObligation)
{
    const Condition always { { "purpose.social" }, {}, {} };
    const auto oblige = rule("base.oblige", Effect::Obligate, always);
    const auto refer = rule("base.refer", Effect::Refer, always);
    const auto deny = rule("base.deny", Effect::Deny, always);
    const auto obliged = decide(everything_right(), { generous({ oblige }) }, {}, kNow);
    EXPECT_EQ(obliged.verdict, Verdict::PermitWithObligations);
    ASSERT_EQ(obliged.obligations.size(), 1U);
    EXPECT_EQ(obliged.obligations[0].remedy, "do it");
    const auto referred = decide(everything_right(), { generous({ oblige, refer }) }, {}, kNow);
    EXPECT_EQ(referred.verdict, Verdict::Refer);
    EXPECT_FALSE(Permitter::permit(referred).has_value());
    const auto denied = decide(everything_right(), { generous({ refer, deny }) }, {}, kNow);
    EXPECT_EQ(denied.verdict, Verdict::Deny);
    EXPECT_EQ(rules_of(denied), (Ids { "base.deny", "base.refer" }));
}

TEST(Decide, ReasonsCarryTheEvidenceOfTheirFacts)
{
    auto facts = everything_right();
    facts["words.age_exact"] = { Truth::Yes, "caption, characters 3 to 6" };
    facts["attest.copyright_addressed"] = { Truth::No, "" };
    const auto refer = rule("base.refer", Effect::Refer, { { "words.age_exact" }, { "nobody.knows" }, { "attest.copyright_addressed" } });
    const auto decision = decide(facts, { generous({ refer }) }, {}, kNow);
    ASSERT_EQ(decision.reasons.size(), 1U);
    EXPECT_EQ(decision.reasons[0].triggered_by,
        (Ids { "words.age_exact: caption, characters 3 to 6", "nobody.knows: nobody established it", "attest.copyright_addressed: no" }));
}

TEST(Decide, WhatIsNotKnownRefusesAndNeverPermits)
{
    Facts facts { { "known.no", { Truth::No, "" } }, { "known.yes", { Truth::Yes, "" } }, { "unsure", { Truth::Unknown, "" } } };
    const auto speaks = [&](Effect effect, Condition when) { return fires(rule("x.y", effect, std::move(when)), facts); };
    for (const auto effect : { Effect::Deny, Effect::Refer, Effect::Obligate }) {
        EXPECT_TRUE(speaks(effect, { { "unsure" }, {}, {} }));
        EXPECT_TRUE(speaks(effect, { { "absent" }, {}, {} }));
        EXPECT_TRUE(speaks(effect, { {}, { "known.no", "unsure" }, {} }));
        EXPECT_TRUE(speaks(effect, { {}, {}, { "unsure" } }));
        EXPECT_FALSE(speaks(effect, { { "known.no" }, {}, {} }));
        EXPECT_FALSE(speaks(effect, { {}, {}, { "known.yes" } }));
    }
    EXPECT_FALSE(speaks(Effect::Permit, { { "unsure" }, {}, {} }));
    EXPECT_FALSE(speaks(Effect::Permit, { {}, { "known.no", "absent" }, {} }));
    EXPECT_FALSE(speaks(Effect::Permit, { {}, {}, { "unsure" } }));
    EXPECT_FALSE(speaks(Effect::Permit, {}));
    EXPECT_TRUE(speaks(Effect::Permit, { { "known.yes" }, { "known.yes" }, { "known.no" } }));
}

TEST(Decide, NoQuestionUnansweredHoweverGenerousThePack)
{
    for (const auto& id : wanted()) {
        for (const auto truth : { Truth::No, Truth::Unknown }) {
            auto facts = everything_right();
            facts[id].truth = truth;
            // purpose.social known to be no only means that no platform has to be named.
            if (id == "purpose.social" && truth == Truth::No)
                continue;
            if (id == "purpose.social")
                facts["platform.named"].truth = Truth::No;
            EXPECT_FALSE(permits(decide(facts, { generous() }, {}, kNow))) << id;
        }
    }
    for (const std::string id : { "image.unreadable", "image.not_verified", "image.detector_missing", "words.not_screened", "words.name",
             "risk.identifiable", "consent.withdrawn", "consent.expired", "consent.no_form", "attest.missing" }) {
        auto facts = everything_right();
        facts.erase(id);
        const auto decision = decide(facts, { generous() }, {}, kNow);
        EXPECT_FALSE(permits(decision)) << id;
        EXPECT_TRUE(decision.reasons.at(0).rule.starts_with("gate1.")) << id;
    }
}

TEST(Decide, APermitIsNotMadeFromADecisionThatSomebodyTouched)
{
    auto decision = decide(everything_right(), { generous() }, {}, kNow);
    auto unanswered = decision;
    unanswered.questions[2].yes = false;
    EXPECT_FALSE(Permitter::permit(unanswered).has_value());
    auto refused = decision;
    refused.reasons.push_back({ "base", "base.deny", Effect::Deny, "GATE-1", {}, "", "", {} });
    EXPECT_FALSE(Permitter::permit(refused).has_value());
    EXPECT_FALSE(Permitter::permit(Decision {}).has_value());
    EXPECT_EQ(Permitter::permit(decision)->decision().verdict, Verdict::Permit);
}

TEST(Decide, APermitMeansThreeTimesYes)
{
    EXPECT_TRUE(rc::check("a permit means three times yes, whatever the facts", [] {
        const auto decision = decide(random_facts(), { generous() }, {}, kNow);
        const auto& questions = decision.questions;
        RC_CLASSIFY(permits(decision));
        RC_ASSERT(permits(decision)
            == (questions[0].yes && questions[1].yes && questions[2].yes && decision.reasons.at(0).effect == Effect::Permit));
        RC_ASSERT(permits(decision) == Permitter::permit(decision).has_value());
    }));
}

TEST(Decide, NotKnowingNeverHelps)
{
    EXPECT_TRUE(rc::check("forgetting a fact never turns a refusal into a permit", [] {
        const auto facts = random_facts();
        const auto pack = generous({ rule("base.deny", Effect::Deny, { { "consent.no_copy" }, {}, { "attest.not_promotional" } }),
            rule("base.refer", Effect::Refer, { {}, { "image.photograph", "risk.above_closed" }, {} }) });
        if (permits(decide(facts, { pack }, {}, kNow)))
            return;
        for (const auto& [id, fact] : facts) {
            auto fewer = facts;
            fewer.erase(id);
            RC_ASSERT(!permits(decide(fewer, { pack }, {}, kNow)));
        }
    }));
}

TEST(Decide, AnotherPackNeverLoosens)
{
    EXPECT_TRUE(rc::check("a local pack can tighten and never loosen", [] {
        const auto facts = random_facts();
        auto house = generous({ rule("house.any", *rc::gen::element(Effect::Deny, Effect::Refer, Effect::Obligate, Effect::Permit),
            { { *rc::gen::elementOf(unwanted()) }, {}, { *rc::gen::elementOf(wanted()) } }) });
        house.id = "house";
        house.local = true;
        const auto before = decide(facts, { generous() }, {}, kNow).verdict;
        RC_ASSERT(static_cast<int>(decide(facts, { generous(), house }, {}, kNow).verdict) >= static_cast<int>(before));
    }));
}

}  // namespace imprimatur::decide
