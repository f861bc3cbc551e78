#include "dicom/tables_test_support.h"

#include <algorithm>

namespace imprimatur::dicom {

namespace {

/// "(60xx,3000)" with some digits for those that may be any; not zeros, (0028,0400) is a row of its own beside (0028,04x0).
Tag tag_of(std::string text)
{
    if (text.substr(3, 2) == "xx")
        text.replace(3, 2, "10");
    std::replace(text.begin(), text.end(), 'x', '1');
    return { static_cast<std::uint16_t>(std::stoul(text.substr(1, 4), nullptr, 16)),
        static_cast<std::uint16_t>(std::stoul(text.substr(6, 4), nullptr, 16)) };
}

/// In the order of ActionCodes: "XZU" reads easier than six comparisons.
std::string letters(const ActionCodes& codes)
{
    return std::string(codes.x ? "X" : "") + (codes.z ? "Z" : "") + (codes.d ? "D" : "") + (codes.k ? "K" : "") + (codes.c ? "C" : "")
        + (codes.u ? "U" : "");
}

std::string sorted(const std::string& cell)
{
    std::string kept;
    for (const char letter : { 'X', 'Z', 'D', 'K', 'C', 'U' }) {
        if (cell.find(letter) != std::string::npos)
            kept += letter;
    }
    return kept;
}

std::string basic(Tag tag)
{
    const auto* const row = shipped().profile(tag);
    return row == nullptr ? "no row" : letters(row->basic);
}

std::string option(Tag tag, ProfileOption option)
{
    const auto* const row = shipped().profile(tag);
    return row == nullptr ? "no row" : letters(row->options[static_cast<std::size_t>(option)]);
}

}  // namespace

TEST(DicomDictionary, KnowsTheAttributes)
{
    const auto* const name = shipped().dictionary({ 0x0010, 0x0010 });
    ASSERT_NE(name, nullptr);
    EXPECT_EQ(name->keyword, "PatientName");
    EXPECT_TRUE(name->allows(Vr::PN));
    EXPECT_FALSE(name->allows(Vr::LO));
    EXPECT_FALSE(name->allows(Vr::None));
    EXPECT_EQ(name->max_values, 1U);
    const auto* const smallest = shipped().dictionary({ 0x0028, 0x0106 });
    ASSERT_NE(smallest, nullptr);
    EXPECT_TRUE(smallest->allows(Vr::US) && smallest->allows(Vr::SS));
    const auto* const lut = shipped().dictionary({ 0x0028, 0x3006 });
    ASSERT_NE(lut, nullptr);
    EXPECT_EQ(lut->max_values, 0U);
    EXPECT_TRUE(lut->allows(Vr::US) && lut->allows(Vr::OW) && !lut->allows(Vr::SS));
}

TEST(DicomDictionary, EveryRowIsFound)
{
    std::size_t count = 0;
    for (const auto& row : rows("dictionary.tsv")) {
        const auto* const entry = shipped().dictionary(tag_of(row[0]));
        ASSERT_NE(entry, nullptr) << row[0];
        EXPECT_TRUE(entry->allows(vr_from(row[1].substr(0, 2)))) << row[0];
        EXPECT_EQ(entry->keyword, row[3]);
        ++count;
    }
    EXPECT_GT(count, 5000U);
}

TEST(DicomDictionary, KnowsRepeatingGroupsAndElements)
{
    for (const auto group : std::to_array<std::uint16_t>({ 0x6000, 0x6002, 0x601E })) {
        const auto* const overlay = shipped().dictionary({ group, 0x3000 });
        ASSERT_NE(overlay, nullptr) << group;
        EXPECT_EQ(overlay->keyword, "OverlayData");
    }
    ASSERT_NE(shipped().dictionary({ 0x5004, 0x0005 }), nullptr);
    ASSERT_NE(shipped().dictionary({ 0x0020, 0x3142 }), nullptr);
    EXPECT_EQ(shipped().dictionary({ 0x0020, 0x3142 })->keyword, "SourceImageIDs");
    ASSERT_NE(shipped().dictionary({ 0x0028, 0x0432 }), nullptr);
    EXPECT_EQ(shipped().dictionary({ 0x0028, 0x0432 })->keyword, "CoefficientCoding");
    ASSERT_NE(shipped().dictionary({ 0x7FE0, 0x0010 }), nullptr);
    EXPECT_EQ(shipped().dictionary({ 0x7FE0, 0x0010 })->keyword, "PixelData");
}

TEST(DicomDictionary, DoesNotKnowWhatTheStandardDoesNotName)
{
    EXPECT_EQ(shipped().dictionary({ 0x0009, 0x1001 }), nullptr);
    EXPECT_EQ(shipped().dictionary({ 0x0018, 0x9FFF }), nullptr);
    EXPECT_EQ(shipped().dictionary({ 0x6020, 0x3000 }), nullptr);
    EXPECT_EQ(shipped().dictionary({ 0x6001, 0x3000 }), nullptr);
    EXPECT_EQ(shipped().dictionary({ 0x6000, 0x3001 }), nullptr);
    // Retired without a name: PS3.6 does not say what it holds.
    EXPECT_EQ(shipped().dictionary({ 0x0028, 0x0020 }), nullptr);
    // Items are structure, not attributes.
    EXPECT_EQ(shipped().dictionary({ 0xFFFE, 0xE000 }), nullptr);
}

TEST(DicomDictionary, KnowsWhatTableE11NamesSince)
{
    for (const auto element : std::to_array<std::uint16_t>({ 0x0011, 0x0012, 0x0013, 0x0014, 0x0045, 0x0047, 0x2162 }))
        EXPECT_NE(shipped().dictionary({ 0x0010, element }), nullptr) << element;
}

TEST(DicomProfile, EveryRowOfTableE11IsFound)
{
    const auto table = rows("confidentiality.tsv");
    EXPECT_EQ(table.size(), 656U);
    for (const auto& row : table) {
        const auto tag = row[0].starts_with("(gggg") ? Tag { 0x0009, 0x0010 } : tag_of(row[0]);
        const auto* const found = shipped().profile(tag);
        ASSERT_NE(found, nullptr) << row[0];
        EXPECT_EQ(letters(found->basic), sorted(row[2])) << row[0];
        EXPECT_EQ(to_string(found->kind), row[3]) << row[0];
        for (std::size_t i = 0; i < kProfileOptions; ++i)
            EXPECT_EQ(letters(found->options[i]), sorted(row[4 + i])) << row[0] << " option " << i;
    }
}

TEST(DicomProfile, SaysWhatTheStandardSays)
{
    EXPECT_EQ(basic({ 0x0010, 0x0010 }), "Z");
    EXPECT_EQ(basic({ 0x0008, 0x0018 }), "U");
    EXPECT_EQ(basic({ 0x0008, 0x0023 }), "ZD");
    EXPECT_EQ(basic({ 0x0008, 0x002A }), "XZD");
    EXPECT_EQ(basic({ 0x0008, 0x1140 }), "XZU");
    EXPECT_EQ(option({ 0x0008, 0x0020 }, ProfileOption::RetainFullDates), "K");
    EXPECT_EQ(option({ 0x0008, 0x0020 }, ProfileOption::RetainModifiedDates), "C");
    EXPECT_EQ(option({ 0x0008, 0x0018 }, ProfileOption::RetainUids), "K");
    EXPECT_EQ(option({ 0x0018, 0x1000 }, ProfileOption::RetainDevice), "K");
    EXPECT_EQ(option({ 0x0008, 0x0080 }, ProfileOption::RetainInstitution), "K");
    EXPECT_EQ(option({ 0x0010, 0x0040 }, ProfileOption::RetainPatientCharacteristics), "K");
    EXPECT_EQ(option({ 0x0008, 0x1030 }, ProfileOption::CleanDescriptors), "C");
    EXPECT_EQ(option({ 0x0040, 0xA730 }, ProfileOption::CleanStructuredContent), "C");
    EXPECT_EQ(option({ 0x0070, 0x0001 }, ProfileOption::CleanGraphics), "C");
    EXPECT_EQ(option({ 0x0010, 0x0010 }, ProfileOption::RetainUids), "");
    EXPECT_EQ(shipped().profile({ 0x0028, 0x0010 }), nullptr);
}

TEST(DicomProfile, CoversCurvesOverlaysAndPrivateAttributes)
{
    EXPECT_EQ(basic({ 0x5000, 0x3000 }), "X");
    EXPECT_EQ(basic({ 0x501E, 0x0005 }), "X");
    EXPECT_EQ(basic({ 0x6000, 0x3000 }), "X");
    EXPECT_EQ(basic({ 0x6002, 0x4000 }), "X");
    EXPECT_EQ(option({ 0x601E, 0x3000 }, ProfileOption::CleanGraphics), "C");
    EXPECT_EQ(shipped().profile({ 0x6000, 0x0010 }), nullptr);
    for (const Tag tag : { Tag { 0x0009, 0x0010 }, Tag { 0x0029, 0x1010 }, Tag { 0x5001, 0x3000 }, Tag { 0xFFFF, 0xFFFF } }) {
        EXPECT_EQ(basic(tag), "X") << to_string(tag);
        EXPECT_EQ(option(tag, ProfileOption::RetainSafePrivate), "C") << to_string(tag);
    }
}

TEST(DicomSafePrivate, EveryRowWithARepresentationIsFound)
{
    const auto table = rows("safe_private.tsv");
    EXPECT_EQ(table.size(), 479U);
    std::size_t without = 0;
    for (const auto& row : table) {
        const auto group = static_cast<std::uint16_t>(std::stoul(row[1], nullptr, 16));
        const auto element = static_cast<std::uint8_t>(std::stoul(row[2], nullptr, 16));
        EXPECT_EQ(to_string(shipped().safe_private(row[0], group, element)), row[3].substr(0, 2)) << row[0] << row[1] << row[2];
        without += row[3].empty() ? 1 : 0;
    }
    // The table gives no VR for these: nobody can tell whether such a value is what it says.
    EXPECT_EQ(without, 5U);
}

TEST(DicomSafePrivate, DependsOnTheCreatorAndTheNumber)
{
    EXPECT_EQ(shipped().safe_private("GEMS_PARM_01", 0x0043, 0x27), Vr::SH);
    EXPECT_EQ(shipped().safe_private("Philips Imaging DD 001", 0x2001, 0x0A), Vr::IS);
    EXPECT_EQ(shipped().safe_private("Philips Imaging DD 002", 0x2001, 0x0A), Vr::FD);
    EXPECT_EQ(shipped().safe_private("GEMS_PARM_01", 0x0043, 0x28), Vr::None);
    EXPECT_EQ(shipped().safe_private("GEMS_PARM_01", 0x0045, 0x27), Vr::None);
    EXPECT_EQ(shipped().safe_private("GEMS_PARM_02", 0x0043, 0x27), Vr::None);
    EXPECT_EQ(shipped().safe_private("gems_parm_01", 0x0043, 0x27), Vr::None);
    EXPECT_EQ(shipped().safe_private("", 0x0043, 0x27), Vr::None);
}

TEST(DicomConcepts, EveryRowOfTableE341IsFound)
{
    const auto table = rows("sr_concepts.tsv");
    EXPECT_EQ(table.size(), 214U);
    for (const auto& row : table) {
        const auto* const found = shipped().concept_row(row[0], row[1]);
        ASSERT_NE(found, nullptr) << row[3];
        // Where a concept has several rows, each one's action is among those found.
        for (const char letter : sorted(row[4]))
            EXPECT_NE(letters(found->basic).find(letter), std::string::npos) << row[3];
        for (std::size_t i = 0; i < kProfileOptions; ++i)
            EXPECT_TRUE(letters(found->options[i]).empty() || letters(found->options[i]) == row[6 + i]) << row[3] << " option " << i;
    }
}

TEST(DicomConcepts, AreFoundBySchemeAndCode)
{
    const auto* const accession = shipped().concept_row("DCM", "121022");
    ASSERT_NE(accession, nullptr);
    EXPECT_EQ(letters(accession->basic), "X");
    const auto* const study_date = shipped().concept_row("DCM", "111060");
    ASSERT_NE(study_date, nullptr);
    EXPECT_EQ(letters(study_date->basic), "XD");
    EXPECT_EQ(letters(study_date->options[static_cast<std::size_t>(ProfileOption::RetainFullDates)]), "K");
    EXPECT_EQ(letters(study_date->options[static_cast<std::size_t>(ProfileOption::RetainSafePrivate)]), "");
    EXPECT_EQ(study_date->kind, IdentifierKind::Date);
    EXPECT_NE(shipped().concept_row("NCDR [2.0b]", "15"), nullptr);
    EXPECT_EQ(shipped().concept_row("SCT", "121022"), nullptr);
    EXPECT_EQ(shipped().concept_row("DCM", "12102"), nullptr);
    EXPECT_EQ(shipped().concept_row("", ""), nullptr);
}

TEST(DicomConcepts, AnOptionCountsOnlyWhereAllRowsOfTheConceptHaveIt)
{
    // Clinical Report: as a reference it may keep its UIDs, as text it may be cleaned.
    const auto* const report = shipped().concept_row("SCT", "371524004");
    ASSERT_NE(report, nullptr);
    EXPECT_EQ(letters(report->options[static_cast<std::size_t>(ProfileOption::RetainUids)]), "");
    EXPECT_EQ(letters(report->options[static_cast<std::size_t>(ProfileOption::CleanDescriptors)]), "");
    // Best illustration of finding: an image or a waveform, and K for both.
    const auto* const best = shipped().concept_row("DCM", "121080");
    ASSERT_NE(best, nullptr);
    EXPECT_EQ(letters(best->options[static_cast<std::size_t>(ProfileOption::RetainUids)]), "K");
}

}  // namespace imprimatur::dicom
