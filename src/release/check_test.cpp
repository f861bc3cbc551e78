#include "release/check.h"

#include "base/folder_marker.h"
#include "release/test_release.h"

#include <gmock/gmock.h>

namespace imprimatur::release {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Instant kNow = parse_iso8601("2026-12-01T00:00:00Z").value();

class CheckPackage : public testing::Test {
protected:
    [[nodiscard]] PackageCheck check() const { return check_package(package.files, key.public_key, lookup, now); }

    PackageFile& file(const std::string& name) { return *std::ranges::find(package.files, name, &PackageFile::name); }

    TestKey key { 1 };
    ReleasePackage package = signed_package(key);
    StatusLookup lookup { StatusLookup::Kind::Known, { "", "2027-11-21" } };
    Instant now = kNow;
};

TEST_F(CheckPackage, AnUntouchedPackageIsValid)
{
    const auto result = check();
    EXPECT_EQ(result.state, PackageState::Valid) << result.sentence;
    EXPECT_EQ(result.release_id, "r-7f3k");
    EXPECT_THAT(result.changed, IsEmpty());
    EXPECT_EQ(claimed_release(package.files), "r-7f3k");
}

TEST_F(CheckPackage, SaysWhatItDidNotLookUp)
{
    lookup = {};
    EXPECT_EQ(check().state, PackageState::Valid);
    EXPECT_THAT(check().sentence, HasSubstr("not looked up"));
    lookup.kind = StatusLookup::Kind::UnknownRelease;
    EXPECT_EQ(check().state, PackageState::Unknown);
}

TEST_F(CheckPackage, NoBitOfAnyFileCanBeChangedUnseen)
{
    for (std::size_t f = 0; f < package.files.size(); ++f) {
        Bytes& bytes = package.files[f].bytes;
        // Every byte of the small files, a sample of the page.
        const std::size_t step = bytes.size() > 2000 ? 37 : 1;
        for (std::size_t at = 0; at < bytes.size(); at += step) {
            for (const std::uint8_t flip : { std::uint8_t { 0x01 }, std::uint8_t { 0x20 } }) {
                bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ flip);
                const auto state = check().state;
                ASSERT_TRUE(state == PackageState::Changed || state == PackageState::NotOurs) << package.files[f].name << " at " << at;
                bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ flip);
            }
        }
        bytes.push_back('\n');
        EXPECT_NE(check().state, PackageState::Valid) << package.files[f].name << " longer";
        bytes.pop_back();
    }
    EXPECT_EQ(check().state, PackageState::Valid);
}

TEST_F(CheckPackage, NamesWhatIsAlteredMissingAndExtra)
{
    file("image-01.png").bytes.back() ^= 1;
    std::erase_if(package.files, [](const PackageFile& f) { return f.name == "caption.txt" || f.name == "proof.json"; });
    package.files.push_back({ "note\n\x1b[31m.txt", {} });
    package.files.push_back({ "image-02.png", picture('b') });
    const auto result = check();
    EXPECT_EQ(result.state, PackageState::Changed);
    EXPECT_THAT(result.changed,
        ElementsAre("image-02.png (there twice)", "caption.txt (missing)", "image-01.png (altered)", "proof.json (missing)",
            "note??[31m.txt (not part of the release)"));
    EXPECT_THAT(result.sentence, HasSubstr("5 files"));
}

TEST_F(CheckPackage, EveryFileHasToBeThere)
{
    for (const auto& left_out : signed_package(key).files) {
        package = signed_package(key);
        std::erase_if(package.files, [&](const PackageFile& f) { return f.name == left_out.name; });
        const auto state = check().state;
        const bool heart = left_out.name.starts_with("manifest");
        EXPECT_EQ(state, heart ? PackageState::NotOurs : PackageState::Changed) << left_out.name;
    }
}

TEST_F(CheckPackage, TheFolderMarkerMaySayOnlyWhatItHasTo)
{
    std::vector<std::string> names;
    for (const auto& f : package.files)
        names.push_back(f.name);
    package.files.push_back({ ".imprimatur", bytes_of_text(folder_marker(names)) });
    EXPECT_EQ(check().state, PackageState::Valid);
    package.files.back().bytes.push_back('x');
    EXPECT_EQ(check().state, PackageState::Changed);
}

TEST_F(CheckPackage, AnotherKeyIsNotOurs)
{
    package = signed_package(TestKey(2));
    EXPECT_EQ(check().state, PackageState::NotOurs);
    const auto unvouched = check_package(package.files, std::nullopt, lookup, now);
    EXPECT_EQ(unvouched.state, PackageState::Unknown) << "anybody can make a key";
    EXPECT_THAT(unvouched.sentence, HasSubstr(key_id(TestKey(2).public_key)));
}

TEST_F(CheckPackage, ASignatureTakenFromAnotherPackageDoesNotHold)
{
    file("manifest.sig").bytes = bytes_of_text(signature_json(key.sign("another manifest")));
    const auto result = check();
    EXPECT_EQ(result.state, PackageState::Changed);
    EXPECT_THAT(result.changed, ElementsAre("manifest.json (altered)"));
}

TEST_F(CheckPackage, EndsOnTheDayItEnds)
{
    now = parse_iso8601("2027-11-20T23:59:59Z").value();
    EXPECT_EQ(check().state, PackageState::Valid);
    now = parse_iso8601("2027-11-21T00:00:00Z").value();
    EXPECT_EQ(check().state, PackageState::Expired);
    EXPECT_THAT(check().sentence, HasSubstr("2027-11-21"));
    // The ledger may know of an earlier end, and one nobody can read is over.
    now = kNow;
    for (const char* end : { "2026-11-30", "soon" }) {
        lookup.status.expires_at = end;
        EXPECT_EQ(check().state, PackageState::Expired) << end;
    }
    lookup.status.expires_at = "2030-01-01";
    now = parse_iso8601("2028-01-01").value();
    EXPECT_EQ(check().state, PackageState::Expired) << "a later end in the ledger does not lengthen what was signed";
}

TEST_F(CheckPackage, WithdrawnComesBeforeEverythingElse)
{
    lookup.status.withdrawn_at = "2026-11-25T10:00:00Z";
    EXPECT_EQ(check().state, PackageState::Withdrawn);
    file("image-01.png").bytes.clear();
    now = parse_iso8601("2030-01-01").value();
    const auto result = check();
    EXPECT_EQ(result.state, PackageState::Withdrawn);
    EXPECT_THAT(result.sentence, HasSubstr("2026-11-25"));
    EXPECT_THAT(result.changed, ElementsAre("image-01.png (altered)"));
}

TEST_F(CheckPackage, AnythingElseIsNotOurs)
{
    EXPECT_EQ(check_package({}, key.public_key, lookup, now).state, PackageState::NotOurs);
    EXPECT_EQ(claimed_release({}), "");
    package.files = { { "manifest.json", bytes_of_text("{}") }, { "manifest.sig", bytes_of_text("{}") } };
    EXPECT_EQ(check().state, PackageState::NotOurs);
    package.files.assign(3000, { "a", {} });
    EXPECT_EQ(check().state, PackageState::NotOurs);
}

TEST(CheckFile, FindsACopiedFile)
{
    const Manifest manifest = unsigned_package().manifest;
    const std::string image = sha256_hex(picture('a'));
    EXPECT_EQ(check_file(image, { { manifest, {} } }, kNow).state, PackageState::Valid);
    EXPECT_EQ(check_file(image, { { manifest, {} } }, kNow).release_id, "r-7f3k");
    EXPECT_EQ(check_file(sha256_hex(picture('c')), { { manifest, {} } }, kNow).state, PackageState::NotOurs);
    EXPECT_EQ(check_file(image, {}, kNow).state, PackageState::NotOurs);
    EXPECT_EQ(check_file(image, { { manifest, { "", "2026-11-30" } } }, kNow).state, PackageState::Expired);
}

TEST(CheckFile, OneWithdrawnReleaseOutweighsTheOthers)
{
    const Manifest manifest = unsigned_package().manifest;
    Manifest other = manifest;
    other.release_id = "r-2";
    const std::string image = sha256_hex(picture('a'));
    const KnownRelease valid { manifest, {} };
    const KnownRelease withdrawn { other, { "2026-11-25", "" } };
    const KnownRelease expired { other, { "", "2026-11-25" } };
    EXPECT_EQ(check_file(image, { valid, withdrawn }, kNow).state, PackageState::Withdrawn);
    EXPECT_EQ(check_file(image, { withdrawn, valid }, kNow).release_id, "r-2");
    EXPECT_EQ(check_file(image, { expired, valid }, kNow).state, PackageState::Valid);
    EXPECT_EQ(check_file(image, { valid, expired }, kNow).state, PackageState::Valid);
}

}  // namespace
}  // namespace imprimatur::release
