#include "imprimatur/policy.h"

#include <gtest/gtest.h>

namespace imprimatur {

namespace {

Reason reason(const char* rule, std::vector<std::string> triggers)
{
    Reason made;
    made.rule = rule;
    made.triggered_by = std::move(triggers);
    return made;
}

}  // namespace

TEST(ReasonGroups, RulesAgainstTheSameThingAreReadOnce)
{
    const std::vector<Reason> reasons { reason("base.age", { "purpose.social: social", "words.age_exact: caption" }),
        reason("base.consent", { "consent.missing: none" }), reason("uk.age", { "words.age_exact: caption" }),
        reason("gate3.no_pack", {}) };
    const auto groups = group_reasons(reasons);
    ASSERT_EQ(groups.size(), 3U);
    EXPECT_EQ(groups[0].fact, "words.age_exact");
    ASSERT_EQ(groups[0].reasons.size(), 2U);
    EXPECT_EQ(groups[0].reasons[1]->rule, "uk.age");
    EXPECT_EQ(groups[2].fact, "gate3.no_pack");
}

}  // namespace imprimatur
