#include "dicom/codestream/test_streams.h"

namespace imprimatur::dicom {
namespace {

using namespace testing;

struct TestTag {
    std::string name;
    Bytes data;
};

void put(Bytes& out, std::uint32_t value, std::size_t width = 4)
{
    for (std::size_t i = 0; i < width; ++i)
        out.push_back(static_cast<std::uint8_t>(value >> 8 * (width - 1 - i)));
}

std::uint32_t word(const Bytes& bytes, std::size_t at)
{
    return static_cast<std::uint32_t>(bytes[at]) << 24 | static_cast<std::uint32_t>(bytes[at + 1]) << 16
        | static_cast<std::uint32_t>(bytes[at + 2]) << 8 | bytes[at + 3];
}

Bytes element(std::string_view type, ByteView content) { return joined({ as_bytes(type), Bytes(4), content }); }

Bytes xyz(std::uint32_t x) { return element("XYZ ", joined({ Bytes { 0, 0, 0, static_cast<std::uint8_t>(x) }, Bytes(8, 1) })); }
Bytes gamma() { return element("curv", Bytes { 0, 0, 0, 1, 2, 0x33 }); }

/// Every field that may hold a text holds one.
Bytes profile(const std::vector<TestTag>& tags, std::uint8_t version = 2, std::string_view kind = "mntrRGB XYZ ")
{
    Bytes out(128, 0);
    const auto text = as_bytes("ErikMusterErikMusterErikMuster");
    std::copy_n(text.begin(), 4, out.begin() + 4);
    out[8] = version;
    std::copy_n(kind.begin(), 12, out.begin() + 12);
    std::copy_n(text.begin(), 12, out.begin() + 24);
    std::copy_n("acsp", 4, out.begin() + 36);
    std::copy_n(text.begin(), 24, out.begin() + 40);
    out[67] = 1;
    std::copy_n(text.begin(), 28, out.begin() + 80);
    put(out, static_cast<std::uint32_t>(tags.size()));
    auto offset = static_cast<std::uint32_t>(132 + 12 * tags.size());
    for (const auto& tag : tags) {
        out.insert(out.end(), tag.name.begin(), tag.name.end());
        put(out, offset);
        put(out, static_cast<std::uint32_t>(tag.data.size()));
        offset += static_cast<std::uint32_t>(tag.data.size());
    }
    for (const auto& tag : tags)
        out.insert(out.end(), tag.data.begin(), tag.data.end());
    for (std::size_t i = 0; i < 4; ++i)
        out[i] = static_cast<std::uint8_t>(out.size() >> 8 * (3 - i));
    return out;
}

Bytes tag_data(const Bytes& profile, std::string_view name)
{
    for (std::uint32_t i = 0; i < word(profile, 128); ++i)
        if (as_text(profile).substr(132 + 12 * i, 4) == name) {
            const auto at = word(profile, 136 + 12 * i);
            return { profile.begin() + at, profile.begin() + at + word(profile, 140 + 12 * i) };
        }
    return {};
}

std::vector<TestTag> matrix_tags()
{
    const auto name = as_bytes("Erika Muster, Room 12, scanner 4711");
    const auto slack = [&](const Bytes& data) { return joined({ data, name }); };
    return { { "desc", element("desc", name) }, { "cprt", element("text", name) }, { "dmnd", element("desc", name) },
        { "wtpt", slack(xyz(9)) }, { "rXYZ", slack(xyz(1)) }, { "gXYZ", xyz(2) }, { "bXYZ", xyz(3) }, { "rTRC", slack(gamma()) },
        { "gTRC", gamma() }, { "bTRC", gamma() }, { "Erik", element("text", name) } };
}

TEST(IccClean, NumbersStayAndTextsGo)
{
    for (const auto version : { std::uint8_t { 2 }, std::uint8_t { 4 } }) {
        const auto source = profile(matrix_tags(), version);
        const auto clean = clean_icc(source);
        ASSERT_FALSE(clean.empty());
        EXPECT_FALSE(holds(clean, "Muster") || holds(clean, "Erik") || holds(clean, "4711"));
        EXPECT_EQ(word(clean, 0), clean.size());
        EXPECT_EQ(clean.size() % 4, 0U);
        EXPECT_EQ(as_text(clean).substr(12, 12), "mntrRGB XYZ ");
        EXPECT_EQ(clean[67], 1);
        EXPECT_EQ(tag_data(clean, "rXYZ"), xyz(1));
        EXPECT_EQ(tag_data(clean, "bXYZ"), xyz(3));
        EXPECT_EQ(ByteView(tag_data(clean, "rTRC")).first(14).size(), 14U);
        EXPECT_TRUE(holds(tag_data(clean, "rTRC"), as_text(gamma())));
        EXPECT_EQ(as_text(tag_data(clean, "desc")).substr(0, 4), version == 2 ? "desc" : "mluc");
        EXPECT_EQ(as_text(tag_data(clean, "cprt")).substr(0, 4), version == 2 ? "text" : "mluc");
        EXPECT_EQ(clean_icc(clean), clean);
        // DICOM pads the value to an even length, and that is no part of the profile.
        EXPECT_EQ(clean_icc(joined({ source, as_bytes("Muster") })), clean);
    }
}

TEST(IccClean, TablesAreCutToTheirOwnFields)
{
    const auto name = as_bytes("Erika Muster");
    Bytes lut8(40, 7);
    lut8[0] = lut8[1] = 1;
    lut8[2] = 2;
    lut8.resize(40 + 256 + 2 + 256, 5);
    lut8[3] = 'E';
    Bytes lut16(44, 7);
    lut16[0] = lut16[1] = 1;
    lut16[2] = 2;
    lut16[40] = lut16[42] = 0;
    lut16[41] = lut16[43] = 2;
    lut16.resize(44 + 2 * (2 + 2 + 2), 5);
    // B curves, then a grid with text between them, then A curves.
    Bytes stages { 1, 1, 'E', 'M' };
    for (const std::uint32_t offset : { 44U, 0U, 0U, 72U, 32U })
        put(stages, offset);
    stages = joined({ stages, element("curv", Bytes(4)), element("curv", Bytes(4)), name, as_bytes("xxxx"), Bytes { 2 }, Bytes(15, 'E'),
        Bytes { 1, 'E', 'M', 'E', 17, 18 } });
    const auto source = profile({ { "A2B0", joined({ element("mft1", lut8), name }) }, { "A2B1", joined({ element("mft2", lut16), name }) },
                                    { "A2B2", element("mAB ", stages) } },
        4, "scnrGRAYXYZ ");
    const auto clean = clean_icc(source);
    ASSERT_FALSE(clean.empty());
    EXPECT_FALSE(holds(clean, "Muster") || holds(clean, "EEE"));
    EXPECT_EQ(tag_data(clean, "A2B0").size(), 564U);
    EXPECT_EQ(tag_data(clean, "A2B0")[11], 0);
    EXPECT_EQ(tag_data(clean, "A2B1").size(), 64U);
    EXPECT_EQ(tag_data(clean, "A2B2").size(), 32U + 12 + 24 + 12);
    EXPECT_EQ(clean_icc(clean), clean);
}

TEST(IccClean, WhatCannotBeUnderstoodIsEmpty)
{
    const auto good = profile(matrix_tags());
    ASSERT_FALSE(clean_icc(good).empty());
    EXPECT_TRUE(clean_icc({}).empty());
    EXPECT_TRUE(clean_icc(ByteView(good).first(good.size() - 1)).empty());
    EXPECT_TRUE(clean_icc(profile({ { "desc", element("desc", Bytes(90)) } })).empty()) << "nothing that changes colours";
    EXPECT_TRUE(clean_icc(profile({ { "rTRC", element("text", Bytes(90)) } })).empty()) << "a text where a curve should be";
    EXPECT_TRUE(clean_icc(profile({ { "rXYZ", xyz(1) }, { "rXYZ", xyz(2) } })).empty()) << "a tag twice";
    EXPECT_TRUE(clean_icc(profile({ { "rTRC", element("curv", Bytes { 0xFF, 0xFF, 0xFF, 0xFF }) } })).empty());
    EXPECT_TRUE(clean_icc(profile({ { "rXYZ", xyz(1) } }, 2, "ErikRGB XYZ ")).empty());
    auto overlapping = good;
    overlapping[136 + 12 * 4 + 3] = static_cast<std::uint8_t>(overlapping[136 + 12 * 3 + 3] + 1);
    overlapping[136 + 12 * 4 + 2] = overlapping[136 + 12 * 3 + 2];
    EXPECT_TRUE(clean_icc(overlapping).empty());
}

TEST(IccClean, DamagedProfilesSettle)
{
    const auto source = profile(matrix_tags());
    std::mt19937 chance(9);
    for (int i = 0; i < 6000; ++i) {
        auto damaged = source;
        for (auto changes = 1 + chance() % 3; changes > 0; --changes)
            damaged[chance() % damaged.size()] = static_cast<std::uint8_t>(chance());
        const auto once = clean_icc(damaged);
        EXPECT_EQ(clean_icc(once), once);
        const auto cut = clean_icc(ByteView(damaged).first(chance() % damaged.size()));
        EXPECT_EQ(clean_icc(cut), cut);
    }
}

}  // namespace
}  // namespace imprimatur::dicom
