#include "inspect/recognisable.h"

#include <gtest/gtest.h>

namespace imprimatur::inspect {
namespace {

TEST(MayShowAPerson, OnlyInsidePicturesAreFreeOfIt)
{
    for (const auto* modality : { "US", "IVUS", "MG", "SM", "OPT", "XA" })
        EXPECT_FALSE(may_show_a_person(modality, "BREAST")) << modality;
    for (const auto* modality : { "CR", "DX", "RF" })
        EXPECT_FALSE(may_show_a_person(modality, "CHEST")) << modality;
}

TEST(MayShowAPerson, VolumesPhotographsAndEverythingUnknownMay)
{
    for (const auto* modality : { "CT", "MR", "PT", "XC", "ES", "GM", "OT", "SC", "", "NOBODYKNOWS", "us" })
        EXPECT_TRUE(may_show_a_person(modality, "ABDOMEN")) << modality;
}

TEST(MayShowAPerson, ARadiographOfTheHeadShowsAProfile)
{
    for (const auto* part : { "HEAD", "SKULL", "HEADNECK", "FACE", "JAW" })
        for (const auto* modality : { "CR", "DX", "RF" })
            EXPECT_TRUE(may_show_a_person(modality, part)) << modality << " " << part;
    EXPECT_FALSE(may_show_a_person("SM", "HEAD")) << "a slide shows tissue, wherever it comes from";
}

}  // namespace
}  // namespace imprimatur::inspect
