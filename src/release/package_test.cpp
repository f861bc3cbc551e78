#include "release/package.h"

#include "release/test_release.h"

#include <gmock/gmock.h>

namespace imprimatur::release {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> names(const ReleasePackage& package)
{
    std::vector<std::string> list;
    for (const auto& file : package.files)
        list.push_back(file.name);
    return list;
}

TEST(Issue, HoldsWhatTheContractNames)
{
    const ReleasePackage package = signed_package(TestKey(1));
    EXPECT_THAT(names(package),
        ElementsAre("caption.txt", "consent-statement.txt", "decision.html", "decision.json", "image-01.png", "image-02.png",
            "manifest.json", "manifest.sig", "proof.json"));
    EXPECT_EQ(package.find("image-02.png")->bytes, picture('b'));
    EXPECT_EQ(text_of(*package.find("caption.txt")), facts().caption) << "the bytes that the grant is bound to, and no line feed";
    EXPECT_EQ(package.find("nothing"), nullptr);
}

TEST(Issue, TheManifestListsEveryFileWithItsHash)
{
    const ReleasePackage package = unsigned_package();
    const auto manifest = parse_manifest(text_of(*package.find("manifest.json")));
    ASSERT_TRUE(manifest.ok());
    ASSERT_EQ(manifest->files.size() + 1, package.files.size());
    for (const auto& listed : manifest->files) {
        EXPECT_EQ(listed.sha256, sha256_hex(package.find(listed.name)->bytes));
        EXPECT_EQ(listed.bytes, package.find(listed.name)->bytes.size());
    }
    EXPECT_EQ(manifest->verdict, "permit_with_obligations");
    EXPECT_THAT(manifest->obligations, ElementsAre("Remedy of uk.track"));
    EXPECT_THAT(manifest->packs, ElementsAre("hipaa@2026.1 sha256:00ff"));
    EXPECT_EQ(manifest->ledger_index, 12U);
}

TEST(Issue, IsTheSameForTheSameFacts)
{
    const auto first = signed_package(TestKey(1));
    const auto second = signed_package(TestKey(1));
    for (std::size_t i = 0; i < first.files.size(); ++i)
        EXPECT_EQ(first.files[i].bytes, second.files[i].bytes) << first.files[i].name;
}

// Whatever the caller left in the page of the inside, none of it goes out.
TEST(Issue, NothingOfTheInsideGoesOut)
{
    IssueFacts given = facts();
    PageItem item;
    item.label = "SECRET_LABEL";
    item.before_png = picture('z');
    item.after_png = picture('y');
    item.refused = "SECRET_REFUSAL";
    Finding finding;
    finding.kind = IdentifierKind::Name;
    finding.masked = "SECRET_MASKED";
    finding.where = PixelPlace {};
    item.findings = { finding };
    given.page.items = { item, item };
    given.page.post = Post { "p", "x", { "SECRET_NAME", "h", "b", "l", "public" }, "SECRET_CAPTION", "a", "h", "SECRET_FILE", "" };
    given.page.screening = Screening { PostClass::AtRisk, true, true, { { "caption", 0, 3, "NAME", "SECRET_RULE", IdentifierKind::Name } },
        "SECRET_REWRITE", false, {} };
    given.page.decision.packs = { "SECRET_PACK" };
    const auto package = issue({ verified('a'), verified('b') }, decide::Permitter::permit(permitting()).value(), given);
    ASSERT_TRUE(package.ok());
    for (const auto& file : package->files) {
        EXPECT_THAT(text_of(file), Not(HasSubstr("SECRET"))) << file.name;
        EXPECT_THAT(text_of(file), Not(HasSubstr("Secret"))) << file.name << ": inputs of the risk estimate";
    }
    EXPECT_THAT(text_of(*package->find("decision.html")), HasSubstr("Image 2"));
    EXPECT_THAT(text_of(*package->find("decision.html")), HasSubstr(facts().caption));
}

TEST(Issue, RefusesFactsThatCouldNotBeVerifiedLater)
{
    const auto permit = decide::Permitter::permit(permitting()).value();
    const auto refused = [&](auto change) {
        IssueFacts given = facts();
        change(given);
        const auto package = issue({ verified('a') }, permit, given);
        return !package.ok() && package.error().code == ErrorCode::InvalidArgument;
    };
    EXPECT_FALSE(refused([](IssueFacts&) {}));
    EXPECT_TRUE(refused([](IssueFacts& f) { f.release_id = ""; }));
    EXPECT_TRUE(refused([](IssueFacts& f) { f.release_id = "../etc"; }));
    EXPECT_TRUE(refused([](IssueFacts& f) { f.release_id = "John Doe"; }));
    EXPECT_TRUE(refused([](IssueFacts& f) { f.grants = { "grant of John Doe" }; }));
    EXPECT_TRUE(refused([](IssueFacts& f) { f.issued_at = "today"; }));
    EXPECT_TRUE(refused([](IssueFacts& f) { f.expires_at = "2026-02-30"; }));
    EXPECT_TRUE(refused([](IssueFacts& f) { f.expires_at = "2026-11-21"; }));
    EXPECT_TRUE(refused([](IssueFacts& f) { f.ledger_index = 0; }));
    EXPECT_TRUE(refused([](IssueFacts& f) { f.ledger_hash = "abc"; }));
    EXPECT_TRUE(refused([](IssueFacts& f) { f.caption = "\xff"; }));
    EXPECT_FALSE(refused([](IssueFacts& f) { f.expires_at = ""; })) << "where no consent was needed there is no end";
    EXPECT_FALSE(issue({}, permit, facts()).ok()) << "no image";
}

TEST(Issue, WordsThatAreNotThereMakeNoFile)
{
    IssueFacts given = facts();
    given.caption.clear();
    given.consent_statement.clear();
    const auto package = issue({ verified('a') }, decide::Permitter::permit(permitting()).value(), given);
    ASSERT_TRUE(package.ok());
    EXPECT_THAT(names(*package), ElementsAre("decision.html", "decision.json", "image-01.png", "manifest.json"));
}

TEST(AttachSignature, TakesOnlyASignatureThatHolds)
{
    ReleasePackage package = unsigned_package();
    const auto before = package.files.size();
    EXPECT_EQ(attach_signature(package, TestKey(1).sign("something else")).error().code, ErrorCode::VerificationFailed);
    EXPECT_EQ(attach_signature(package, {}).error().code, ErrorCode::VerificationFailed);
    EXPECT_EQ(package.files.size(), before);
    const auto good = TestKey(1).sign(manifest_json(package.manifest));
    ASSERT_TRUE(attach_signature(package, good).ok());
    EXPECT_FALSE(attach_signature(package, good).ok()) << "once";
}

}  // namespace
}  // namespace imprimatur::release
