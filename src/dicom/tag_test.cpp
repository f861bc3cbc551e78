#include "dicom/tag.h"

#include <gtest/gtest.h>

#include <unordered_set>

namespace imprimatur::dicom {

namespace {

/// PS3.5 Table 6.2-1.
constexpr std::string_view kAllVrs
    = "AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV";

std::string those(bool (*holds)(Vr))
{
    std::string names;
    for (std::size_t at = 0; at < kAllVrs.size(); at += 3) {
        if (holds(vr_from(kAllVrs.substr(at, 2))))
            names += std::string(kAllVrs.substr(at, 2)) + " ";
    }
    return names;
}

}  // namespace

TEST(Tag, IsWrittenAsTheStandardWritesIt)
{
    EXPECT_EQ(to_string(Tag { 0x0010, 0x0010 }), "(0010,0010)");
    EXPECT_EQ(to_string(Tag { 0x7FE0, 0xABCD }), "(7FE0,ABCD)");
    EXPECT_EQ(to_string(Tag {}), "(0000,0000)");
    EXPECT_EQ(to_string(Tag { 0xFFFF, 0xFFFF }), "(FFFF,FFFF)");
}

TEST(Tag, OrdersAsADataSetDoes)
{
    EXPECT_LT((Tag { 0x0008, 0xFFFF }), (Tag { 0x0010, 0x0000 }));
    EXPECT_LT((Tag { 0x0010, 0x0010 }), (Tag { 0x0010, 0x0020 }));
    EXPECT_EQ((Tag { 0x0010, 0x0020 }).number(), 0x00100020U);
    EXPECT_EQ((Tag { 0xFFFE, 0xE00D }).number(), 0xFFFEE00DU);
}

TEST(Tag, OddGroupsArePrivate)
{
    EXPECT_TRUE((Tag { 0x0009, 0x0010 }).is_private());
    EXPECT_TRUE((Tag { 0x7FE1, 0x0010 }).is_private());
    EXPECT_FALSE((Tag { 0x0010, 0x0009 }).is_private());
}

TEST(Tag, CanBeAKey)
{
    const std::unordered_set<Tag> tags { { 0x0010, 0x0010 }, { 0x0010, 0x0020 }, { 0x0010, 0x0010 } };
    EXPECT_EQ(tags.size(), 2U);
}

TEST(Vr, LettersThereAndBack)
{
    for (std::size_t at = 0; at < kAllVrs.size(); at += 3) {
        const auto letters = kAllVrs.substr(at, 2);
        EXPECT_NE(vr_from(letters), Vr::None) << letters;
        EXPECT_EQ(to_string(vr_from(letters)), letters);
    }
}

TEST(Vr, WhatTheStandardDoesNotNameIsNone)
{
    using namespace std::string_view_literals;
    for (const auto letters : { ""sv, "P"sv, "PNN"sv, "pn"sv, "XX"sv, "\0\0"sv, "\xFF\xFF"sv, "OX"sv, "  "sv })
        EXPECT_EQ(vr_from(letters), Vr::None) << letters;
    EXPECT_EQ(to_string(Vr::None), "");
}

TEST(Vr, FamiliesAreThoseOfTheStandard)
{
    EXPECT_EQ(those(is_text), "AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT ");
    EXPECT_EQ(those(has_character_set), "LO LT PN SH ST UC UT ");
    EXPECT_EQ(those(has_long_length), "OB OD OF OL OV OW SQ SV UC UN UR UT UV ");
}

}  // namespace imprimatur::dicom
