// The packs that are shipped: each decides its cases, and no rule or term can vanish from one unseen.
#include "decide/cases.h"
#include "decide/decide.h"
#include "decide/pack.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace imprimatur::decide {

namespace {

constexpr Instant kNow = 1'795'219'200;  // 2026-11-21

std::string contents(const std::string& relative)
{
    std::ifstream file(std::filesystem::path(IMPRIMATUR_SOURCE_DIR) / "policy" / relative, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

struct Shipped {
    FactList facts;
    Presets presets;
    PolicyPack base;
    PolicyPack pack;
    std::vector<PackCase> cases;

    /// base decides alone, the others beside it: only base permits.
    [[nodiscard]] std::vector<PolicyPack> with(const PolicyPack& changed) const
    {
        return changed.id == "base" ? std::vector<PolicyPack> { changed } : std::vector<PolicyPack> { base, changed };
    }
    [[nodiscard]] bool notices(const PolicyPack& changed) const
    {
        const auto packs = with(changed);
        return std::any_of(
            cases.begin(), cases.end(), [&](const PackCase& one) { return !failed_cases({ one }, packs, presets, kNow).empty(); });
    }
};

template <typename T> T must(Result<T> result)
{
    EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().line());
    return result.ok() ? std::move(result).value() : T {};
}

Shipped load(const std::string& id)
{
    Shipped shipped;
    shipped.facts = must(load_facts(contents("facts.toml")));
    shipped.presets = must(load_presets(contents("presets.toml"), shipped.facts));
    shipped.base = must(load_pack(contents("base/pack.toml"), contents("base/cases.toml"), shipped.facts));
    shipped.pack = must(load_pack(contents(id + "/pack.toml"), contents(id + "/cases.toml"), shipped.facts));
    shipped.cases = must(load_cases(contents(id + "/cases.toml"), shipped.facts));
    return shipped;
}

class ShippedPack : public testing::TestWithParam<std::string> { };

}  // namespace

TEST_P(ShippedPack, DecidesItsCases)
{
    const auto shipped = load(GetParam());
    EXPECT_GT(shipped.cases.size(), shipped.pack.rules.size());
    for (const auto& failed : failed_cases(shipped.cases, shipped.with(shipped.pack), shipped.presets, kNow))
        ADD_FAILURE() << failed;
}

TEST_P(ShippedPack, MissesEveryRuleThatIsTakenOut)
{
    const auto shipped = load(GetParam());
    for (std::size_t i = 0; i < shipped.pack.rules.size(); ++i) {
        auto changed = shipped.pack;
        changed.rules.erase(changed.rules.begin() + static_cast<std::ptrdiff_t>(i));
        EXPECT_TRUE(shipped.notices(changed)) << "without " << shipped.pack.rules[i].id << " no case fails";
    }
}

TEST_P(ShippedPack, MissesEveryTermThatIsTakenOutOfACondition)
{
    const auto shipped = load(GetParam());
    for (std::size_t i = 0; i < shipped.pack.rules.size(); ++i) {
        for (const auto part : { &Condition::all, &Condition::any, &Condition::none }) {
            const auto& terms = shipped.pack.rules[i].when.*part;
            for (std::size_t k = 0; k < terms.size(); ++k) {
                auto changed = shipped.pack;
                auto& fewer = changed.rules[i].when.*part;
                fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(k));
                EXPECT_TRUE(shipped.notices(changed)) << shipped.pack.rules[i].id << " without " << terms[k] << ": no case fails";
            }
        }
    }
}

TEST_P(ShippedPack, CitesWithADateOfReview)
{
    const auto shipped = load(GetParam());
    EXPECT_EQ(shipped.pack.sha256.size(), 64U);
    EXPECT_FALSE(shipped.pack.disagreements.empty());
    for (const auto& rule : shipped.pack.rules) {
        EXPECT_EQ(rule.cite.reviewed_on, "2026-11-21") << rule.id;
        EXPECT_TRUE(rule.effect != Effect::Permit || shipped.pack.id == "base") << rule.id;
    }
}

INSTANTIATE_TEST_SUITE_P(Policy, ShippedPack, testing::Values("base", "hipaa", "gdpr", "uk", "dpdp"),
    [](const testing::TestParamInfo<std::string>& id) { return id.param; });

TEST(ShippedPacks, EveryFolderOfPolicyWithAPackIsTested)
{
    const std::vector<std::string> tested { "base", "hipaa", "gdpr", "uk", "dpdp" };
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(IMPRIMATUR_SOURCE_DIR) / "policy")) {
        if (!std::filesystem::exists(entry.path() / "pack.toml"))
            continue;
        EXPECT_NE(std::find(tested.begin(), tested.end(), entry.path().filename().string()), tested.end()) << entry.path().filename();
    }
}

TEST(ShippedPacks, HipaaNamesEveryLetterOfSafeHarbor)
{
    const auto shipped = load("hipaa");
    std::string pinpoints;
    for (const auto& rule : shipped.pack.rules)
        pinpoints += rule.cite.pinpoint + " ";
    for (char letter = 'A'; letter <= 'R'; ++letter)
        EXPECT_NE(pinpoints.find(std::string("(") + letter + ")"), std::string::npos) << letter;
}

TEST(ShippedPacks, EveryRequirementThatADecisionCanHoldHasARule)
{
    std::string required;
    for (const std::string id : { "base", "hipaa", "gdpr", "uk", "dpdp" }) {
        for (const auto& rule : load(id).pack.rules)
            required += rule.requirement + " ";
    }
    for (const std::string requirement : { "GATE-1", "GATE-2", "GATE-3", "GATE-4", "LAW-HIPAA", "LAW-GDPR", "LAW-DPDP", "LAW-UK",
             "IMG-TAGS", "IMG-TEXT", "IMG-FACE", "IMG-UNIQUE", "IMG-CROP", "IMG-GEO", "IMG-IRREV", "TXT-ID", "TXT-AGE", "TXT-DATE",
             "TXT-PLACE", "TXT-STORY", "TXT-RARE", "TXT-ADVICE", "TXT-TONE", "TXT-REWRITE", "ACC-CONTEXT", "ACC-STATEMENT", "RISK-1",
             "CON-PURPOSE", "CON-PLATFORM", "CON-IMAGES", "CON-FREE", "CON-COPY", "CON-CAPACITY", "CON-WHO", "CON-ALL", "CON-COPYRIGHT",
             "CON-WITHDRAW", "GOV-GUARDIAN", "GOV-CALDICOTT" }) {
        EXPECT_NE(required.find(requirement + " "), std::string::npos) << requirement;
    }
}

TEST(ShippedPacks, TheRetiredStatementIsCitedAsRetired)
{
    for (const auto& rule : load("base").pack.rules) {
        const bool is_acmg = rule.cite.source.find("ACMG") != std::string::npos;
        EXPECT_EQ(rule.cite.status == "retired", is_acmg) << rule.id;
    }
}

TEST(ShippedPacks, ACaseThatDoesNotHoldIsNamedWithWhatWasDecided)
{
    const auto shipped = load("base");
    const PackCase wrong { "a name", "everything_right_social", { { "words.name", Truth::Yes } }, Verdict::Permit, { "base.words_place" },
        { "base.words_name" } };
    const std::vector<std::string> expected { "a name: expected permit, decided deny", "a name: rule base.words_place did not fire",
        "a name: rule base.words_name fired" };
    EXPECT_EQ(failed_cases({ wrong }, { shipped.base }, shipped.presets, kNow), expected);
    auto lost = wrong;
    lost.preset = "gone";
    EXPECT_EQ(
        failed_cases({ lost }, { shipped.base }, shipped.presets, kNow), std::vector<std::string> { "a name: unknown preset 'gone'" });
}

TEST(ShippedPacks, TeachingWithoutConsentShowsThatTheSourcesDiffer)
{
    const auto shipped = load("base");
    const auto facts = facts_of({ "", "teaching_without_consent", {}, Verdict::Permit, {}, {} }, shipped.presets);
    const auto decision = decide(facts, { shipped.base }, {}, kNow);
    EXPECT_EQ(decision.verdict, Verdict::Permit);
    ASSERT_EQ(decision.disagreements.size(), 1U);
    EXPECT_TRUE(decision.disagreements[0].governs.starts_with("base.permit_teaching_anonymised: "));
    EXPECT_TRUE(Permitter::permit(decision).has_value());
}

TEST(ShippedPacks, ADecisionUnderEveryPackNamesEachWithItsHash)
{
    std::vector<PolicyPack> packs;
    for (const std::string id : { "base", "hipaa", "gdpr", "uk", "dpdp" })
        packs.push_back(load(id).pack);
    const auto shipped = load("base");
    const auto facts = facts_of({ "", "everything_right_social", {}, Verdict::Permit, {}, {} }, shipped.presets);
    const auto decision = decide(facts, packs, {}, kNow);
    EXPECT_EQ(decision.verdict, Verdict::Permit);
    ASSERT_EQ(decision.packs.size(), 5U);
    EXPECT_EQ(decision.packs[1], "hipaa@2026.1 sha256:" + packs[1].sha256);
    EXPECT_EQ(decision.as_of, "2026-11-21T00:00:00Z");
}

}  // namespace imprimatur::decide
