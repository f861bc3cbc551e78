#include "redact/plan.h"
#include "redact/verified.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <type_traits>

namespace imprimatur::redact {

// What was not proven cannot be put into a release: nobody but verify() makes a Verified.
static_assert(!std::is_default_constructible_v<Verified>);
static_assert(!std::is_constructible_v<Verified, ShareableCopy, std::string>);

namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

Frame grey(std::uint32_t width, std::uint32_t height, std::uint8_t value)
{
    return { width, height, 1, Bytes(static_cast<std::size_t>(width) * height, value) };
}

Quad box(double x, double y, double width, double height)
{
    return { { { { x, y }, { x + width, y }, { x + width, y + height }, { x, y + height } } } };
}

Finding writing_at(std::uint32_t frame, const Quad& quad, Action action = Action::Fill)
{
    Finding finding { .kind = IdentifierKind::Name, .where = PixelPlace { frame, quad } };
    finding.action = action;
    return finding;
}

ShareableCopy copy_of(const std::string& bytes) { return { Bytes(bytes.begin(), bytes.end()), "png", 0, {}, {} }; }

Reopened clean()
{
    Reopened reopened;
    reopened.material.kind = MediaKind::Png;
    reopened.material.frames.push_back(grey(64, 64, 90));
    return reopened;
}

const std::vector<Residue>* residues(const std::variant<Verified, std::vector<Residue>>& verdict)
{
    return std::get_if<std::vector<Residue>>(&verdict);
}

}  // namespace

TEST(Plan, GrowsToTheCompressionGridOnlyWhereALossyAncestorIsPossible)
{
    EXPECT_EQ(fill_rectangle(box(20, 20, 30, 10), 200, 100, true), (Rect { 16, 16, 48, 32 }));
    EXPECT_EQ(fill_rectangle(box(20, 20, 30, 10), 200, 100, false), (Rect { 16, 16, 38, 18 }));
}

TEST(Plan, StaysInsideThePicture)
{
    EXPECT_EQ(fill_rectangle(box(-10, 90, 300, 50), 200, 100, true), (Rect { 0, 80, 200, 20 }));
    EXPECT_EQ(fill_rectangle(box(500, 500, 10, 10), 200, 100, true).width, 0);
}

TEST(Plan, WritingFoundInOneFrameIsFilledInAll)
{
    Material material;
    material.frames = { grey(64, 64, 1), grey(64, 64, 2), grey(64, 64, 3) };
    const auto made = plan(material, { writing_at(1, box(10, 10, 8, 8)), writing_at(2, box(40, 40, 8, 8), Action::Keep) });
    EXPECT_EQ(made.fills.size(), 3U);
    EXPECT_EQ(made.kept.size(), 1U);
}

TEST(Plan, FramesOfAnotherSizeAreFilledAsFarAsTheyReach)
{
    Material material;
    material.lossy_ancestor = false;
    material.frames = { grey(64, 64, 1), grey(64, 20, 2), grey(64, 64, 3) };
    const auto again = writing_at(2, box(10, 10, 8, 30));
    const auto made = plan(material, { writing_at(0, box(10, 10, 8, 30)), again });
    for (std::uint32_t i = 0; i < 3; ++i) {
        const auto rects = fills_of(made.fills, i);
        ASSERT_EQ(rects.size(), 1U) << i;
        EXPECT_LE(rects[0].y + rects[0].height, i == 1 ? 20 : 64);
        EXPECT_GE(rects[0].y + rects[0].height, i == 1 ? 20 : 40);
    }
}

TEST(Fill, IsBitIdenticalWhateverStoodUnderIt)
{
    Frame one = grey(64, 64, 7);
    Frame other = grey(64, 64, 7);
    const Rect rect { 16, 16, 32, 16 };
    for (std::int32_t i = 0; i < rect.width; ++i)
        other.samples[static_cast<std::size_t>((rect.y + 3) * 64 + rect.x + i)] = static_cast<std::uint8_t>(i * 7);
    ASSERT_NE(one.samples, other.samples);
    fill(one, rect);
    fill(other, rect);
    EXPECT_EQ(one.samples, other.samples);
    EXPECT_TRUE(is_constant(one, rect));
}

TEST(Verify, ACleanCopyIsVerifiedAndNamedByItsBytes)
{
    const auto verdict = verify(copy_of("the bytes"), clean(), RemovedSearch({ { IdentifierKind::Name, "Example^Patricia" } }));
    const auto* verified = std::get_if<Verified>(&verdict);
    ASSERT_NE(verified, nullptr);
    EXPECT_EQ(verified->sha256().size(), 64U);
}

TEST(RemovedSearch, AValueReadInEveryFrameCountsOnce)
{
    const inspect::RemovedValue name { IdentifierKind::Name, "Example^Patricia" };
    const RemovedSearch search({ name, name, { IdentifierKind::AccountNumber, "4711-0815" } });
    const auto kind_in
        = [&](std::string_view text) { return search.kind_in(ByteView(reinterpret_cast<const std::uint8_t*>(text.data()), text.size())); };
    EXPECT_EQ(kind_in("of PATRICIA."), IdentifierKind::Name);
    EXPECT_EQ(kind_in("no 4711-0815"), IdentifierKind::AccountNumber);
    EXPECT_EQ(kind_in("nothing of it"), std::nullopt);
}

TEST(Verify, ARemovedValueInTheBytesRefusesWithoutTellingIt)
{
    const auto verdict = verify(copy_of("....PATRICIA...."), clean(), RemovedSearch({ { IdentifierKind::Name, "Example^Patricia" } }));
    ASSERT_NE(residues(verdict), nullptr);
    EXPECT_EQ(residues(verdict)->front().what, Residue::What::RemovedValue);
    EXPECT_EQ(residues(verdict)->front().sentence.find("atricia"), std::string::npos);
}

TEST(Verify, MetadataHiddenContentAndASecondPictureRefuse)
{
    auto metadata = clean();
    metadata.material.attributes.push_back({ .tag = "PNG:tEXt:Author", .path = "", .name = "", .vr = "", .value = "x" });
    EXPECT_NE(residues(verify(copy_of("a"), metadata, {})), nullptr);
    auto hidden = clean();
    hidden.material.objects.push_back({ "bytes after the end", 4, IdentifierKind::HiddenBytes });
    EXPECT_NE(residues(verify(copy_of("a"), hidden, {})), nullptr);
    auto second = clean();
    second.material.frames.push_back(grey(64, 64, 1));
    EXPECT_NE(residues(verify(copy_of("a"), second, {})), nullptr);
}

TEST(Verify, AFilledAreaThatIsNotConstantInTheCopyRefuses)
{
    auto copy = copy_of("a");
    copy.filled.push_back({ 0, 0, 16, 16 });
    auto reopened = clean();
    EXPECT_EQ(residues(verify(copy, reopened, {})), nullptr);
    reopened.material.frames[0].samples[5] = 91;
    EXPECT_NE(residues(verify(copy, reopened, {})), nullptr);
    copy.filled.push_back({ 60, 60, 16, 16 });
    EXPECT_NE(residues(verify(copy, clean(), {})), nullptr);
}

TEST(Verify, WritingInTheCopyComesBackAsPlacesToFill)
{
    auto reopened = clean();
    reopened.findings.push_back(writing_at(0, box(30, 30, 20, 8)));
    const auto verdict = verify(copy_of("a"), reopened, {});
    ASSERT_NE(residues(verdict), nullptr);
    EXPECT_EQ(residues(verdict)->front().places.size(), 1U);
}

TEST(Verify, ADetectionOnTheBlackBoxItselfAndAKeptMarkerAreNoWriting)
{
    auto copy = copy_of("a");
    copy.filled.push_back({ 16, 16, 32, 16 });
    copy.kept.push_back(box(50, 50, 10, 10));
    auto reopened = clean();
    fill(reopened.material.frames[0], copy.filled[0]);
    reopened.findings = { writing_at(0, box(18, 18, 28, 12)), writing_at(0, box(49, 49, 12, 12), Action::Keep) };
    EXPECT_EQ(residues(verify(copy, reopened, {})), nullptr);
    reopened.findings[1].action = Action::Fill;
    EXPECT_NE(residues(verify(copy, reopened, {})), nullptr) << "what is no sure marker any more is writing";
}

}  // namespace imprimatur::redact
