#include "desk/requested_places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace imprimatur::desk {
namespace {

using ::testing::HasSubstr;

RequestedPlaces parsed(const std::vector<std::string>& fill, const std::vector<std::string>& leave = {})
{
    const auto places = parse_places(fill, leave);
    EXPECT_TRUE(places.ok()) << places.error().line();
    return places.ok() ? *places : RequestedPlaces {};
}

Material picture(std::uint32_t width, std::uint32_t height)
{
    Material material;
    material.frames.push_back({ width, height, 1, Bytes(std::size_t { width } * height, 90) });
    return material;
}

Finding question(IdentifierKind kind, double side)
{
    Finding finding { .kind = kind, .where = PixelPlace { 0, { { { { 0, 0 }, { side, 0 }, { side, side }, { 0, side } } } } } };
    finding.action = Action::Ask;
    return finding;
}

TEST(RequestedPlaces, APlaceIsOfOneFileOrOfAll)
{
    const auto fills = parsed({ "0,0,640,48", "scan.png:10,20,30,40", "asked" });
    EXPECT_TRUE(fills.fill_asked);
    EXPECT_EQ(requested_findings(fills, "other.png").size(), 1U);
    const auto found = requested_findings(fills, "scan.png");
    ASSERT_EQ(found.size(), 2U);
    const auto& place = std::get<PixelPlace>(found[1].where);
    EXPECT_EQ(place.quad.corners[0].x, 10);
    EXPECT_EQ(place.quad.corners[2].x, 40);
    EXPECT_EQ(place.quad.corners[2].y, 60);
    EXPECT_EQ(found[1].action, Action::Fill);
}

TEST(RequestedPlaces, ANameMayHaveAColonInIt) { EXPECT_EQ(parsed({ "a:b.png:1,2,3,4" }).fill.at(0).file, "a:b.png"); }

TEST(RequestedPlaces, WhatIsNoPlaceIsSaidWithWhatWouldBe)
{
    for (const char* word :
        { "", "all", "1,2,3", "1,2,3,4,5", "1,2,0,4", "-1,2,3,4", "1,2,3,4x", ":1,2,3,4", "1, 2,3,4", "1,2,3,99999999999" }) {
        const auto fill = parse_places({ word }, {});
        ASSERT_FALSE(fill.ok()) << word;
        EXPECT_THAT(fill.error().line(), HasSubstr("--fill 0,0,640,48")) << word;
        const auto leave = parse_places({}, { word });
        ASSERT_FALSE(leave.ok()) << word;
        EXPECT_THAT(leave.error().line(), HasSubstr("--leave 0,0,640,48")) << word;
    }
    EXPECT_FALSE(parse_places({}, { "asked" }).ok()) << "what is asked is open already";
}

TEST(RequestedPlaces, AMisspeltNameOrAPlaceOutsideLeavesNothingOpenInSilence)
{
    const auto fills = parsed({ "scan.png:600,10,50,40" });
    EXPECT_TRUE(check_names(fills, { "folder/scan.png" }).ok());
    EXPECT_FALSE(check_names(fills, { "folder/scam.png" }).ok());
    EXPECT_FALSE(misplaced(fills, "scan.png", picture(650, 50)).has_value());
    EXPECT_THAT(misplaced(fills, "scan.png", picture(640, 480)).value_or(""), HasSubstr("640 x 480"));
    EXPECT_FALSE(misplaced(fills, "other.png", picture(10, 10)).has_value());
    EXPECT_TRUE(misplaced(parsed({}, { "9,9,9,9" }), "other.png", picture(10, 10)).has_value());
}

TEST(RequestedPlaces, APlaceHasToLieInEveryPage)
{
    auto pages = picture(640, 480);
    pages.frames.push_back(picture(200, 150).frames[0]);
    EXPECT_THAT(misplaced(parsed({ "250,200,100,50" }), "letter.tiff", pages).value_or(""), HasSubstr("200 x 150"));
    EXPECT_FALSE(misplaced(parsed({ "100,50,100,50" }), "letter.tiff", pages).has_value());
}

TEST(RequestedPlaces, FillingEveryQuestionAndMakingOneContradictEachOther)
{
    EXPECT_FALSE(parse_places({ "asked" }, { "0,0,640,48" }).ok());
    EXPECT_TRUE(parse_places({ "1,2,3,4" }, { "0,0,640,48" }).ok());
}

TEST(RequestedPlaces, WhatIsLeftOpenIsOfOneFileOrOfAll)
{
    const auto places = parsed({}, { "0,0,640,48", "scan.png:10,20,30,40" });
    EXPECT_EQ(left_open(places, "scan.png").size(), 2U);
    EXPECT_EQ(left_open(places, "other.png").size(), 1U);
    EXPECT_TRUE(requested_findings(places, "scan.png").empty());
}

TEST(RequestedPlaces, WhatIsAskedIsFilledButForMetalAndWhatWouldLeaveNothing)
{
    std::vector<Finding> findings { question(IdentifierKind::FullFacePhoto, 40), question(IdentifierKind::DistinctiveFeature, 40),
        question(IdentifierKind::FullFacePhoto, 90) };
    fill_what_is_asked(findings, 100 * 100);
    EXPECT_EQ(findings[0].action, Action::Fill);
    EXPECT_EQ(findings[1].action, Action::Ask);
    EXPECT_EQ(findings[2].action, Action::Ask);
}

}  // namespace
}  // namespace imprimatur::desk
