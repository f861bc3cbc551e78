#include "inspect/priors.h"

#include "inspect/content_boxes.h"
#include "inspect/field_of_view.h"
#include "inspect/ultrasound_regions.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace imprimatur::inspect {
namespace {

Frame black(std::uint32_t width, std::uint32_t height, std::uint32_t channels = 1)
{
    return { width, height, channels, Bytes(std::size_t { width } * height * channels, 2) };
}

void paint(Frame& frame, const Rect& rect, std::uint8_t red, std::uint8_t green, std::uint8_t blue)
{
    for (std::int32_t y = rect.y; y < rect.y + rect.height; ++y) {
        for (std::int32_t x = rect.x; x < rect.x + rect.width; ++x) {
            const std::size_t at = (static_cast<std::size_t>(y) * frame.width + static_cast<std::size_t>(x)) * frame.channels;
            frame.samples[at] = red;
            if (frame.channels == 3) {
                frame.samples[at + 1] = green;
                frame.samples[at + 2] = blue;
            }
        }
    }
}

/// Something like a line of letters: bars 2 wide, 4 apart.
void write(Frame& frame, std::int32_t x, std::int32_t y, int letters, std::int32_t height = 12)
{
    for (int i = 0; i < letters; ++i)
        paint(frame, { x + i * 6, y, 2, height }, 230, 230, 230);
}

bool covers(const std::vector<Rect>& rects, const Rect& wanted)
{
    return std::any_of(rects.begin(), rects.end(), [&](const Rect& rect) {
        return rect.x <= wanted.x && rect.y <= wanted.y && rect.x + rect.width >= wanted.x + wanted.width
            && rect.y + rect.height >= wanted.y + wanted.height;
    });
}

std::int64_t area_of(const std::vector<Rect>& rects)
{
    std::int64_t sum = 0;
    for (const auto& rect : rects)
        sum += std::int64_t { rect.width } * rect.height;
    return sum;
}

// ---- ultrasound regions

void add_region(Material& material, const std::vector<std::string>& corners)
{
    static constexpr std::array tags { "(0018,6018)", "(0018,601A)", "(0018,601C)", "(0018,601E)" };
    static int item = 0;
    const std::string path = "(0018,6011)[" + std::to_string(item++) + "]/";
    for (std::size_t i = 0; i < corners.size(); ++i)
        material.attributes.push_back({ tags.at(i), path + tags.at(i), "", "UL", corners[i], 4, false });
}

Material ultrasound(const std::vector<std::vector<std::string>>& regions)
{
    Material material;
    material.modality = "US";
    Frame frame = black(640, 480);
    write(frame, 20, 10, 30);  // the banner
    write(frame, 10, 100, 8);  // settings beside the picture
    write(frame, 200, 460, 20);  // a line below
    paint(frame, { 150, 60, 400, 350 }, 90, 90, 90);
    paint(frame, { 600, 100, 10, 200 }, 160, 160, 160);  // the grey bar
    material.frames = { frame };
    for (const auto& corners : regions)
        add_region(material, corners);
    return material;
}

std::vector<Rect> outside(const Material& material, bool top_only = false)
{
    return outside_ultrasound_regions(material.frames[0], ultrasound_regions(material, material.frames[0]), top_only);
}

TEST(UltrasoundRegions, WhatStandsOutsideIsFilled)
{
    const auto material = ultrasound({ { "140", "50", "560", "420" } });
    const auto fills = outside(material);
    EXPECT_TRUE(covers(fills, { 0, 0, 640, 50 }));
    EXPECT_TRUE(covers(fills, { 10, 100, 44, 12 }));
    EXPECT_TRUE(covers(fills, { 200, 460, 116, 12 }));
    EXPECT_FALSE(covers(fills, { 600, 100, 10, 200 }));
    EXPECT_FALSE(covers(fills, { 150, 60, 10, 10 }));
    const auto top = outside(material, true);
    ASSERT_EQ(top.size(), 1U);
    EXPECT_EQ(top[0], (Rect { 0, 0, 640, 50 }));
}

TEST(UltrasoundRegions, ALetterIsNotCutInTwo)
{
    Material material;
    material.frames = { black(640, 480) };
    write(material.frames[0], 20, 30, 30, 16);  // reaches into the region
    paint(material.frames[0], { 100, 80, 400, 300 }, 90, 90, 90);
    add_region(material, { "0", "38", "639", "479" });
    const auto fills = outside(material);
    ASSERT_EQ(fills.size(), 1U);
    EXPECT_EQ(fills[0], (Rect { 0, 0, 640, 46 }));
}

TEST(UltrasoundRegions, SeveralRegionsAndTheWidthAsLastColumn)
{
    const auto fills = outside(ultrasound({ { "140", "50", "640", "420" }, { "0", "422", "300", "440" } }));
    EXPECT_TRUE(covers(fills, { 0, 0, 640, 50 }));
    EXPECT_FALSE(covers(fills, { 150, 60, 10, 10 }));
}

TEST(UltrasoundRegions, AbsurdOrMissingRegionsFillNothing)
{
    EXPECT_TRUE(outside(ultrasound({})).empty());
    for (const auto& corners : std::vector<std::vector<std::string>> { { "0", "0", "0", "0" }, { "560", "420", "140", "50" },
             { "0", "0", "9999", "479" }, { "-5", "0", "600", "400" }, { "140", "50", "x", "420" }, { "140", "50", "560" },
             { "10", "10", "30", "30" }, { "0", "0", "639", "479" }, { "99999999999999999999", "0", "639", "479" } })
        EXPECT_TRUE(outside(ultrasound({ corners })).empty()) << corners[0];
    EXPECT_TRUE(outside(ultrasound({ { "140", "50", "560", "420" }, { "1", "1", "0", "0" } })).empty());
    auto textured = ultrasound({ { "140", "50", "560", "420" } });
    for (std::size_t i = 0; i < textured.frames[0].samples.size(); ++i)
        textured.frames[0].samples[i] = static_cast<std::uint8_t>(i * 2654435761U >> 8);
    EXPECT_TRUE(outside(textured).empty());
    auto many = ultrasound({});
    for (int i = 0; i < 1000; ++i)
        add_region(many, { "140", "50", "560", "420" });
    EXPECT_TRUE(outside(many).empty());
}

TEST(UltrasoundRegions, DeepInsideTheHeaderTheyAreNotMeant)
{
    auto material = ultrasound({ { "140", "50", "560", "420" } });
    for (auto& attribute : material.attributes)
        attribute.path = "(0008,1140)[0]/" + attribute.path;
    EXPECT_TRUE(outside(material).empty());
}

// ---- the round field

Frame endoscope(bool octagon, std::uint8_t red = 200, std::uint8_t green = 110, std::uint8_t blue = 90)
{
    Frame frame = black(700, 500, 3);
    for (std::int32_t y = 0; y < 500; ++y) {
        for (std::int32_t x = 0; x < 700; ++x) {
            const double dx = std::abs(x - 440.0);
            const double dy = std::abs(y - 250.0);
            const bool inside = octagon ? dx < 215 && dy < 215 && dx + dy < 360 : std::hypot(dx, dy) < 220;
            const int shade = (x * 7 + y * 13) % 23;
            if (inside)
                paint(frame, { x, y, 1, 1 }, static_cast<std::uint8_t>(red - shade), static_cast<std::uint8_t>(green - shade), blue);
        }
    }
    write(frame, 20, 40, 20);
    write(frame, 20, 60, 10);
    write(frame, 30, 440, 12);
    return frame;
}

TEST(RoundField, WritingBesideAnEndoscopesPictureIsFound)
{
    for (const bool octagon : { false, true }) {
        const Frame frame = endoscope(octagon);
        const auto field = round_field(frame);
        ASSERT_TRUE(field.has_value()) << octagon;
        EXPECT_NEAR(field->x, 440, 8);
        EXPECT_NEAR(field->y, 250, 8);
        EXPECT_NEAR(field->radius, 220, 10);
        const auto boxes = outside_round_field(frame, *field);
        for (const Rect& line : { Rect { 20, 40, 116, 12 }, Rect { 20, 60, 56, 12 }, Rect { 30, 440, 68, 12 } })
            EXPECT_TRUE(covers(boxes, line)) << octagon << " " << line.y;
        EXPECT_LE(boxes.size(), 40U);
        EXPECT_LT(area_of(boxes), 12'000);
    }
}

TEST(RoundField, ACircleThatTheFrameCutsIsStillOne)
{
    Frame frame = black(600, 400, 3);
    for (std::int32_t y = 0; y < 400; ++y) {
        for (std::int32_t x = 0; x < 600; ++x) {
            if (std::hypot(x - 300.0, y - 200.0) < 240)
                paint(frame, { x, y, 1, 1 }, 190, 90, 80);
        }
    }
    write(frame, 8, 380, 6);
    const auto field = round_field(frame);
    ASSERT_TRUE(field.has_value());
    EXPECT_TRUE(covers(outside_round_field(frame, *field), { 8, 380, 32, 12 }));
}

TEST(RoundField, OtherPicturesHaveNone)
{
    EXPECT_FALSE(round_field(black(500, 500)).has_value());
    EXPECT_FALSE(round_field(black(10, 10)).has_value());
    EXPECT_FALSE(round_field({}).has_value());
    EXPECT_FALSE(round_field({ 500, 500, 1, Bytes(99) }).has_value());
    Frame square = black(500, 500);
    paint(square, { 100, 100, 300, 300 }, 150, 0, 0);
    EXPECT_FALSE(round_field(square).has_value());
    Frame body = black(500, 500);  // an ellipse, as a slice shows it
    Frame soft = black(500, 500);  // a disc that fades, as a breast does
    Frame sector = black(500, 500);  // an ultrasound fan
    for (std::int32_t y = 0; y < 500; ++y) {
        for (std::int32_t x = 0; x < 500; ++x) {
            const double dx = x - 250.0;
            const double dy = y - 250.0;
            if (std::hypot(dx / 1.35, dy) < 160)
                paint(body, { x, y, 1, 1 }, 120, 0, 0);
            paint(soft, { x, y, 1, 1 }, static_cast<std::uint8_t>(std::clamp(200 - std::hypot(dx, dy), 2.0, 200.0)), 0, 0);
            if (std::hypot(dx, y - 20.0) < 440 && std::abs(dx) < 0.7 * (y - 20))
                paint(sector, { x, y, 1, 1 }, 120, 0, 0);
        }
    }
    EXPECT_FALSE(round_field(body).has_value());
    EXPECT_FALSE(round_field(soft).has_value());
    EXPECT_FALSE(round_field(sector).has_value());
    Frame noise = black(400, 400);
    for (std::size_t i = 0; i < noise.samples.size(); ++i)
        noise.samples[i] = static_cast<std::uint8_t>(i * 2654435761U >> 13);
    EXPECT_FALSE(round_field(noise).has_value());
}

TEST(RoundField, OnlyWhereARoundOpeningIsLikely)
{
    Material material;
    material.frames = { endoscope(false) };
    const auto field = round_field(material.frames[0]);
    ASSERT_TRUE(field.has_value());
    const Frame grey = endoscope(false, 120, 120, 120);
    for (const std::string modality : { "ES", "XA", "RF", "OT", "XC", "CT", "MR", "CR", "MG", "US" }) {
        material.modality = modality;
        const bool never = modality == "CT" || modality == "MR" || modality == "CR" || modality == "MG" || modality == "US";
        EXPECT_EQ(may_have_round_field(material, material.frames[0], *field), !never) << modality;
        const bool always = modality == "ES" || modality == "XA" || modality == "RF";
        EXPECT_EQ(may_have_round_field(material, grey, *field), always) << modality;
    }
    material.kind = MediaKind::Jpeg;
    material.modality.clear();
    EXPECT_TRUE(may_have_round_field(material, material.frames[0], *field));
    EXPECT_FALSE(may_have_round_field(material, grey, *field));
}

TEST(ContentBoxes, ManyThingsBecomeFewBoxes)
{
    Frame frame = black(800, 800);
    for (std::int32_t y = 0; y < 800; y += 40) {
        for (std::int32_t x = 0; x < 800; x += 80)
            paint(frame, { x, y, 6, 6 }, 200, 0, 0);
    }
    const Area everywhere = [](std::int32_t, std::int32_t) { return true; };
    EXPECT_EQ(content_boxes(frame, everywhere, 2, 1000).size(), 200U);
    const auto few = content_boxes(frame, everywhere, 2, 40);
    EXPECT_LE(few.size(), 40U);
    EXPECT_TRUE(covers(few, { 720, 760, 6, 6 }));
    EXPECT_TRUE(content_boxes(black(64, 64), everywhere, 2, 40).empty());
}

// ---- all of them

DeviceLayouts no_layout_that_matters()
{
    auto loaded = DeviceLayouts::load("[[layout]]\nid = 'a'\nsource = 's'\nwhen = { manufacturer = 'nobody', rows = 480 }\n"
                                      "rectangles = [[0, 0, 640, 30]]\nexample = { manufacturer = 'Nobody Inc.', rows = 480 }\n"
                                      "counter_example = { manufacturer = 'Nobody', rows = 481 }\n");
    if (!loaded.ok())
        throw std::runtime_error(loaded.error().line());
    return std::move(loaded).value();
}

TEST(Priors, EveryFillSaysWhy)
{
    auto material = ultrasound({ { "140", "50", "560", "420" } });
    material.attributes.push_back({ "(0008,0070)", "(0008,0070)", "Manufacturer", "LO", "NOBODY", 6, false });
    const auto layouts = no_layout_that_matters();
    const auto findings = prior_findings(material, 0, layouts, false);
    ASSERT_GE(findings.size(), 4U);
    for (const auto& finding : findings) {
        EXPECT_EQ(finding.detector, "priors");
        EXPECT_EQ(finding.action, Action::Fill);
        EXPECT_TRUE(finding.masked.empty());
    }
    EXPECT_EQ(findings.front().rule, "outside the ultrasound regions");
    EXPECT_EQ(findings.back().rule, "where devices of this make print patient data");
    EXPECT_LT(prior_findings(material, 0, layouts, true).size(), findings.size());
    EXPECT_TRUE(prior_findings(material, 7, layouts, false).empty());
    Material photo;
    photo.kind = MediaKind::Jpeg;
    photo.frames = { endoscope(true) };
    const auto beside = prior_findings(photo, 0, layouts, false);
    ASSERT_FALSE(beside.empty());
    EXPECT_EQ(beside.front().rule, "outside the round field of view");
    photo.frames = { { 5, 5, 3, Bytes(3) } };
    EXPECT_TRUE(prior_findings(photo, 0, layouts, false).empty());
}

}  // namespace
}  // namespace imprimatur::inspect
