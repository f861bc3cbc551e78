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

Material described(const char* modality, const char* tag, const char* value)
{
    Material material;
    material.modality = modality;
    material.attributes.push_back({ tag, tag, "", "LO", value, 0, false });
    return material;
}

TEST(MayShowAPerson, TheDescriptionsCountAsMuchAsTheBodyPart)
{
    EXPECT_TRUE(may_show_a_person(described("CR", "(0008,1030)", "Skull 2 views")));
    EXPECT_FALSE(may_show_a_person(described("CR", "(0008,1030)", "Chest PA")));
    EXPECT_FALSE(may_show_a_person(described("CT", "(0008,103E)", "Abdomen venous")));
    EXPECT_TRUE(may_show_a_person(described("CT", "(0008,103E)", "5/5 plain"))) << "nobody says that it is not a head";
    EXPECT_TRUE(may_show_a_person(described("CT", "(0008,1030)", "Abdomen and head")));
    EXPECT_TRUE(may_show_a_person(described("XC", "(0008,103E)", "Foot")));
}

}  // namespace
}  // namespace imprimatur::inspect
