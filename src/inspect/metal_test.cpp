#include "inspect/metal.h"

#include "inspect/test_head.h"

#include <cmath>
#include <gtest/gtest.h>

namespace imprimatur::inspect {
namespace {

/// A thigh on black: soft tissue, and a bone with soft edges.
Material thigh(const char* modality = "DX")
{
    Material material;
    material.modality = modality;
    Frame frame { 400, 400, 1, Bytes(160'000, 8) };
    for (std::uint32_t y = 0; y < 400; ++y) {
        for (std::uint32_t x = 60; x < 340; ++x) {
            const double soft = 90 * std::sqrt(std::max(0.0, 1 - std::pow((x - 200.0) / 140, 2)));
            const double bone = 70 * std::exp(-std::pow((x - 200.0) / 30, 2));
            frame.samples[y * 400 + x] = static_cast<std::uint8_t>(8 + soft + bone);
        }
    }
    material.frames.push_back(frame);
    return material;
}

void draw(Material& material, std::uint32_t left, std::uint32_t top, std::uint32_t width, std::uint32_t height)
{
    for (std::uint32_t y = top; y < top + height; ++y) {
        for (std::uint32_t x = left; x < left + width; ++x)
            material.frames[0].samples[y * 400 + x] = 245;
    }
}

TEST(Metal, BoneIsNone)
{
    const auto look = look_for_metal(thigh(), 0, {});
    EXPECT_TRUE(look.looked);
    EXPECT_TRUE(look.findings.empty());
}

TEST(Metal, APlateIsAskedAbout)
{
    auto material = thigh();
    draw(material, 195, 120, 12, 140);
    const auto look = look_for_metal(material, 0, {});
    ASSERT_EQ(look.findings.size(), 1U);
    const auto& finding = look.findings[0];
    EXPECT_EQ(finding.kind, IdentifierKind::DistinctiveFeature);
    EXPECT_EQ(finding.action, Action::Ask);
    EXPECT_TRUE(finding.masked.empty());
    const auto& quad = std::get<PixelPlace>(finding.where).quad;
    EXPECT_NEAR(quad.corners[0].x, 195, 4);
    EXPECT_NEAR(quad.corners[2].y, 260, 4);
}

TEST(Metal, WritingAndMarkersAreNone)
{
    auto material = thigh();
    draw(material, 180, 200, 20, 10);
    const Quad writing { { { { 175, 195 }, { 205, 195 }, { 205, 215 }, { 175, 215 } } } };
    EXPECT_FALSE(look_for_metal(material, 0, {}).findings.empty());
    EXPECT_TRUE(look_for_metal(material, 0, { writing }).findings.empty());
    auto marked = thigh();
    draw(marked, 20, 40, 12, 18);
    EXPECT_TRUE(look_for_metal(marked, 0, {}).findings.empty()) << "a side marker beside the leg";
}

TEST(Metal, WhereItCannotBeToldItSaysSo)
{
    for (const char* modality : { "XA", "RF", "MG", "MR", "US", "CT", "" })
        EXPECT_FALSE(look_for_metal(thigh(modality), 0, {}).looked) << modality;
    EXPECT_FALSE(look_for_metal(thigh(), 1, {}).looked);
    Material broken = thigh();
    broken.frames[0].samples.resize(7);
    EXPECT_FALSE(look_for_metal(broken, 0, {}).looked);
    Material bone = thigh("CT");
    say(bone, "(0028,1050)", "500");
    say(bone, "(0028,1051)", "2000");
    EXPECT_FALSE(look_for_metal(bone, 0, {}).looked);
    Material wide = thigh("CT");
    say(wide, "(0028,1050)", "800");
    say(wide, "(0028,1051)", "3600");
    EXPECT_TRUE(look_for_metal(wide, 0, {}).looked);
}

TEST(Metal, NoiseDoesNotFloodTheReviewer)
{
    auto material = thigh();
    std::uint32_t state = 3;
    for (auto& sample : material.frames[0].samples) {
        state = state * 1664525 + 1013904223;
        sample = static_cast<std::uint8_t>(state >> 24);
    }
    EXPECT_LE(look_for_metal(material, 0, {}).findings.size(), kMaxMetal);
}

}  // namespace
}  // namespace imprimatur::inspect
