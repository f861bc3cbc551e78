#include "desk/frame_looks.h"

#include "desk/fake_reader.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace imprimatur::desk {

namespace {

PixelFinds writing_at(double x, double y)
{
    TextBox box;
    box.quad.corners = { Point { x, y }, Point { x + 20, y }, Point { x + 20, y + 8 }, Point { x, y + 8 } };
    PixelFinds finds;
    finds.writing.push_back(box);
    return finds;
}

Material clip(std::size_t frames)
{
    Material material;
    material.kind = MediaKind::Gif;
    for (std::size_t i = 0; i < frames; ++i)
        material.frames.push_back(plain_frame(static_cast<std::uint8_t>(5 * i)));
    return material;
}

std::size_t looks_with(const FakeReader& reader, Effort effort)
{
    return static_cast<std::size_t>(
        std::count_if(reader.looked.begin(), reader.looked.end(), [&](const auto& look) { return look.second == effort; }));
}

const PixelFinds& finds_of(const Read<PixelFinds>& read) { return std::get<PixelFinds>(read); }

}  // namespace

TEST(FrameLooks, EveryFrameOfAClipIsLookedAtFewOfThemForLong)
{
    FakeReader reader;
    FrameLooks looks(reader, LookRequest::Pass::First);
    const auto found = looks.look_at_window(clip(40), Effort::Standard, 1);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(found->size(), 40U);
    EXPECT_EQ(looks_with(reader, Effort::Standard), 3U) << "frames 0, 15 and 30";
    EXPECT_EQ(looks_with(reader, Effort::Fast), 37U);
}

TEST(FrameLooks, WritingInOneFrameBetweenTheKeyFramesIsFound)
{
    FakeReader reader;
    reader.sees = [](const Frame& frame, Effort) { return frame.samples[0] == 5 * 22 ? writing_at(30, 30) : PixelFinds {}; };
    FrameLooks looks(reader, LookRequest::Pass::First);
    const auto found = looks.look_at_window(clip(40), Effort::Standard, 1);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(finds_of((*found)[22]).writing.size(), 1U);
    EXPECT_EQ(looks_with(reader, Effort::Standard), 4U) << "and that frame was looked at for long as well";
}

TEST(FrameLooks, WritingThatStandsInAllFramesCostsNothingMore)
{
    FakeReader reader;
    reader.sees = [](const Frame&, Effort) { return writing_at(4, 4); };
    FrameLooks looks(reader, LookRequest::Pass::First);
    ASSERT_TRUE(looks.look_at_window(clip(40), Effort::Standard, 1).ok());
    EXPECT_EQ(looks_with(reader, Effort::Standard), 3U);
}

TEST(FrameLooks, AFrameThatHardlyDiffersHasWhatTheOneBeforeHas)
{
    FakeReader reader;
    reader.sees = [](const Frame&, Effort) { return writing_at(4, 4); };
    auto still = clip(1);
    for (std::uint8_t i = 1; i < 10; ++i)
        still.frames.push_back(plain_frame(static_cast<std::uint8_t>(i % 3)));
    FrameLooks looks(reader, LookRequest::Pass::First);
    const auto found = looks.look_at_window(still, Effort::Standard, 1);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(reader.looked.size(), 1U);
    EXPECT_EQ(finds_of((*found)[9]).writing.size(), 1U);
}

TEST(FrameLooks, ThePagesOfADocumentAreLookedAtOneByOne)
{
    FakeReader reader;
    auto pages = clip(20);
    pages.kind = MediaKind::Tiff;
    FrameLooks looks(reader, LookRequest::Pass::First);
    ASSERT_TRUE(looks.look_at_window(pages, Effort::Standard, 1).ok());
    EXPECT_EQ(looks_with(reader, Effort::Standard), 20U);
}

}  // namespace imprimatur::desk
