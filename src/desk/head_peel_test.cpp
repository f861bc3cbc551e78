#include "desk/head_peel.h"

#include "desk/fake_office.h"
#include "inspect/test_head.h"

#include <algorithm>
#include <gmock/gmock.h>

namespace imprimatur::desk {
namespace {

using inspect::axial_head;
using inspect::pointers;
using inspect::say;
using testing::HasSubstr;

/// Sees what it is told to see in every rendered surface.
class SurfaceReader final : public FakeReader {
public:
    double face = 0;
    bool detector_there = true;
    int views = 0;

    Result<Read<PixelFinds>> look(const Frame&, const LookRequest&) override
    {
        ++views;
        if (!detector_there)
            return Read<PixelFinds>(Unreadable { Unreadable::How::DetectorMissing, "no detector in this test" });
        PixelFinds finds;
        if (face > 0)
            finds.faces.push_back({ { { { { 0, 0 }, { 40, 0 }, { 40, 40 }, { 0, 40 } } } }, face, "upright" });
        return Read<PixelFinds>(finds);
    }
};

std::vector<Peel> peeled(SurfaceReader& reader, const std::vector<Material>& series)
{
    CountingRandom random;
    auto made = peel_head(reader, random, pointers(series));
    EXPECT_TRUE(made.ok());
    EXPECT_EQ(made->size(), series.size());
    return made.ok() ? *made : std::vector<Peel>(series.size());
}

bool covers_middle(const Peel& peel)
{
    const auto* fills = std::get_if<std::vector<FilledArea>>(&peel);
    return fills != nullptr && std::any_of(fills->begin(), fills->end(), [](const FilledArea& area) {
        return area.frame == 0 && area.rect.x <= 65 && area.rect.x + area.rect.width > 65 && area.rect.y <= 65
            && area.rect.y + area.rect.height > 65;
    });
}

std::string why(const Peel& peel)
{
    const auto* reason = std::get_if<std::string>(&peel);
    return reason == nullptr ? "" : *reason;
}

std::vector<Material> without_places(std::vector<Material> series)
{
    for (auto& material : series)
        std::erase_if(material.attributes, [](const Attribute& attribute) { return attribute.tag == "(0020,0032)"; });
    return series;
}

TEST(HeadPeel, OneSliceFilesOfASeriesArePeeledTogether)
{
    SurfaceReader reader;
    const auto series = axial_head("CT", -100, 120, 5);
    constexpr std::size_t kBelowCrown = 38;  // at 90 mm of 110
    EXPECT_FALSE(covers_middle(peeled(reader, { series[kBelowCrown] })[0])) << "by itself only its rim goes";
    EXPECT_EQ(reader.views, 0) << "one slice shows no face";
    const auto together = peeled(reader, series);
    EXPECT_TRUE(covers_middle(together[kBelowCrown])) << "two centimetres below the crown, air is above it";
    EXPECT_FALSE(covers_middle(together[series.size() / 2]));
    EXPECT_EQ(reader.views, 3);
    for (const auto& peel : together)
        EXPECT_EQ(why(peel), "");
}

TEST(HeadPeel, AFaceThatCanStillBeRenderedRefusesEveryFileOfItsStack)
{
    SurfaceReader reader;
    reader.face = 0.95;
    auto series = axial_head("CT", -100, 90, 5);
    series.push_back(inspect::sagittal_head("CT", 0, 0, 1)[0]);
    const auto all = peeled(reader, series);
    for (std::size_t i = 0; i + 1 < all.size(); ++i)
        EXPECT_THAT(why(all[i]), HasSubstr("a face can still be rendered"));
    EXPECT_EQ(why(all.back()), "") << "a single slice across the others gives no surface";
}

TEST(HeadPeel, WithoutADetectorNothingIsPromised)
{
    SurfaceReader reader;
    reader.detector_there = false;
    EXPECT_THAT(why(peeled(reader, axial_head("MR", -100, 90, 5))[3]), HasSubstr("could not be looked for"));
}

TEST(HeadPeel, ManySlicesThatDoNotSayWhereTheyLieAreRefused)
{
    SurfaceReader reader;
    EXPECT_THAT(why(peeled(reader, without_places(axial_head("CT", -50, 50, 20)))[0]), HasSubstr("do not say where they lie"));
    const auto few = peeled(reader, without_places(axial_head("CT", -40, 40, 20)));
    ASSERT_EQ(few.size(), 5U);
    EXPECT_FALSE(std::get<std::vector<FilledArea>>(few[2]).empty());
}

TEST(HeadPeel, SlicesInManyDirectionsAreRefused)
{
    SurfaceReader reader;
    std::vector<Material> fan;
    for (const char* row : { "1\\0\\0", "0.94\\0.34\\0", "0.77\\0.64\\0", "0.5\\0.87\\0" })
        fan.push_back(inspect::slice_of_head("MR", std::string(row) + "\\0\\0\\-1", 0, 'z'));
    EXPECT_THAT(why(peeled(reader, fan)[0]), HasSubstr("too many directions"));
    fan.pop_back();
    EXPECT_EQ(why(peeled(reader, fan)[0]), "") << "a localiser has three planes";
}

TEST(HeadPeel, EveryPhaseIsPeeledAndLookedAt)
{
    SurfaceReader reader;
    auto series = axial_head("MR", -100, 90, 10);
    const auto echo = series;
    series.insert(series.end(), echo.begin(), echo.end());
    const auto all = peeled(reader, series);
    EXPECT_EQ(reader.views, 6);
    for (const auto& peel : all)
        EXPECT_FALSE(std::get<std::vector<FilledArea>>(peel).empty());
}

TEST(HeadPeel, WhatHasNoSurfaceIsRefusedAndLeavesTheOthersAlone)
{
    SurfaceReader reader;
    auto series = axial_head("CT", -20, 20, 20);
    series[0].modality = "CR";
    say(series[1], "(0008,0008)", "ORIGINAL\\PRIMARY\\M\\MOSAIC");
    const auto all = peeled(reader, series);
    EXPECT_THAT(why(all[0]), HasSubstr("for CT and MR"));
    EXPECT_THAT(why(all[1]), HasSubstr("side by side"));
    EXPECT_EQ(why(all[2]), "");
}

}  // namespace
}  // namespace imprimatur::desk
