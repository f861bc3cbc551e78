#include "dicom/profile.h"

#include "dicom/dummy_value.h"
#include "dicom/tables_test_support.h"
#include "dicom/test_data_set.h"

namespace imprimatur::dicom {
namespace {

constexpr std::string_view kCt = testing::kCtImage;

Treatment treatment(Tag tag, Vr vr, const ProfileOptions& options = {}, Tag parent = {}, std::string_view sop_class = kCt)
{
    return Profile(shipped(), options, sop_class).verdict(tag, vr, parent).treatment;
}

ProfileOptions with(ProfileOption option, bool wanted = true)
{
    ProfileOptions options;
    options.set(option, wanted);
    return options;
}

TEST(Profile, CompoundCodesTakeTheLeastThatKeepsTheObjectWhole)
{
    // Institution Name X/Z/D is Type 3 in a CT Image; Content Date Z/D is Type 2C; Accession Number Z is Type 2.
    EXPECT_EQ(treatment({ 0x0008, 0x0080 }, Vr::LO), Treatment::Remove);
    EXPECT_EQ(treatment({ 0x0008, 0x0050 }, Vr::SH), Treatment::Empty);
    EXPECT_EQ(treatment({ 0x0008, 0x0090 }, Vr::PN), Treatment::Empty);
    EXPECT_EQ(treatment({ 0x0008, 0x0020 }, Vr::DA), Treatment::Empty);
    EXPECT_EQ(treatment({ 0x0010, 0x1010 }, Vr::AS), Treatment::Remove);
    // Verifying Observer Name is D and Type 1 where it stands.
    EXPECT_EQ(treatment({ 0x0040, 0xA075 }, Vr::PN, {}, { 0x0040, 0xA073 }, "1.2.840.10008.5.1.4.1.1.88.33"), Treatment::Dummy);
}

TEST(Profile, NamesThatTheTableForgotGo)
{
    // The table of PS3.15 does not name every attribute that holds a person: the VR decides.
    int names = 0;
    for (const auto& row : rows("dictionary.tsv")) {
        if (row.size() < 2 || row[1] != "PN" || row[0].find('x') != std::string::npos)
            continue;
        const Tag tag { static_cast<std::uint16_t>(std::stoi(row[0].substr(1, 4), nullptr, 16)),
            static_cast<std::uint16_t>(std::stoi(row[0].substr(6, 4), nullptr, 16)) };
        if (tag.group < 0x0008)
            continue;
        ++names;
        const auto what = treatment(tag, Vr::PN);
        EXPECT_TRUE(what == Treatment::Remove || what == Treatment::Empty || what == Treatment::Dummy) << row[0];
    }
    EXPECT_GT(names, 30);
}

TEST(Profile, WhatNobodyKnowsGoes)
{
    EXPECT_EQ(treatment({ 0x0009, 0x0002 }, Vr::LO), Treatment::Remove);
    EXPECT_EQ(treatment({ 0x0018, 0xFFFE }, Vr::LO), Treatment::Remove);
    EXPECT_EQ(treatment({ 0x0012, 0x0000 }, Vr::UL), Treatment::Remove) << "group lengths";
    EXPECT_EQ(treatment({ 0x0000, 0x1000 }, Vr::UI), Treatment::Remove) << "commands";
    EXPECT_EQ(treatment({ 0x6002, 0x3000 }, Vr::OW), Treatment::Remove) << "overlays";
    EXPECT_EQ(treatment({ 0x5004, 0x3000 }, Vr::OW), Treatment::Remove) << "curves";
}

TEST(Profile, UidsAreNewUnlessTheyAreRetained)
{
    for (const auto tag : { Tag { 0x0008, 0x0018 }, Tag { 0x0020, 0x000D }, Tag { 0x0020, 0x0052 }, Tag { 0x0008, 0x1155 } }) {
        EXPECT_EQ(treatment(tag, Vr::UI), Treatment::NewUid) << to_string(tag);
        EXPECT_EQ(treatment(tag, Vr::UI, with(ProfileOption::RetainUids)), Treatment::Keep) << to_string(tag);
    }
}

TEST(Profile, OptionsKeepWhatTheyAreFor)
{
    EXPECT_EQ(treatment({ 0x0008, 0x0020 }, Vr::DA, with(ProfileOption::RetainFullDates)), Treatment::Keep);
    EXPECT_EQ(treatment({ 0x0008, 0x0020 }, Vr::DA, with(ProfileOption::RetainModifiedDates)), Treatment::ShiftDate);
    EXPECT_NE(treatment({ 0x0010, 0x0030 }, Vr::DA, with(ProfileOption::RetainFullDates)), Treatment::Keep)
        << "a birth date is no study date";
    EXPECT_EQ(treatment({ 0x0008, 0x0080 }, Vr::LO, with(ProfileOption::RetainInstitution)), Treatment::Keep);
    EXPECT_EQ(treatment({ 0x0018, 0x1000 }, Vr::LO, with(ProfileOption::RetainDevice)), Treatment::Keep);
    EXPECT_EQ(treatment({ 0x0010, 0x1010 }, Vr::AS, with(ProfileOption::RetainPatientCharacteristics)), Treatment::Keep);
    EXPECT_EQ(treatment({ 0x0008, 0x1030 }, Vr::LO), Treatment::Clean);
    EXPECT_EQ(treatment({ 0x0008, 0x1030 }, Vr::LO, with(ProfileOption::CleanDescriptors, false)), Treatment::Remove);
    EXPECT_EQ(treatment({ 0x0040, 0xA730 }, Vr::SQ, {}, {}, "1.2.840.10008.5.1.4.1.1.88.33"), Treatment::Keep);
    for (const auto option : { ProfileOption::RetainFullDates, ProfileOption::RetainDevice, ProfileOption::RetainInstitution,
             ProfileOption::RetainPatientCharacteristics, ProfileOption::RetainUids })
        EXPECT_NE(treatment({ 0x0010, 0x0010 }, Vr::PN, with(option)), Treatment::Keep);
}

TEST(Profile, AnEmptiedValueLeavesTheObjectWhole)
{
    const Profile profile(shipped(), ProfileOptions(), kCt);
    // Image Type is Type 1, Manufacturer Type 2, Series Description Type 3.
    EXPECT_EQ(profile.without_value({ 0x0008, 0x0008 }, {}), Treatment::Dummy);
    EXPECT_EQ(profile.without_value({ 0x0008, 0x0070 }, {}), Treatment::Empty);
    EXPECT_EQ(profile.without_value({ 0x0008, 0x103E }, {}), Treatment::Remove);
}

TEST(Profile, AContentItemNeverLosesItsValueAltogether)
{
    const auto* row = shipped().concept_row("DCM", "109054");  // Patient State: X, cleaned with structured content
    ASSERT_NE(row, nullptr);
    ProfileOptions off;
    off.set(ProfileOption::CleanStructuredContent, false);
    off.set(ProfileOption::CleanDescriptors, false);
    EXPECT_EQ(Profile(shipped(), off, "1.2.840.10008.5.1.4.1.1.88.33").concept_verdict(*row, { 0x0040, 0xA160 }, Vr::UT).treatment,
        Treatment::Dummy);
    const ProfileOptions on;
    EXPECT_EQ(Profile(shipped(), on, "1.2.840.10008.5.1.4.1.1.88.33").concept_verdict(*row, { 0x0040, 0xA160 }, Vr::UT).treatment,
        Treatment::Clean);
}

TEST(DummyValue, FitsItsVrAndSaysNothing)
{
    EXPECT_EQ(dummy_value({ 0x0010, 0x0010 }, Vr::PN, 30), "ANONYMIZED");
    EXPECT_EQ(dummy_value({ 0x0008, 0x0020 }, Vr::DA, 8), "19000101");
    EXPECT_EQ(dummy_value({ 0x0008, 0x0030 }, Vr::TM, 6), "000000");
    EXPECT_EQ(dummy_value({ 0x0018, 0x0060 }, Vr::DS, 5), "0");
    EXPECT_EQ(dummy_value({ 0x0010, 0x0040 }, Vr::CS, 2), "O") << "an enumerated value";
    EXPECT_EQ(dummy_value({ 0x0018, 0x1151 }, Vr::US, 4), std::string(4, '\0'));
    EXPECT_LE(dummy_value({ 0x0028, 0x3006 }, Vr::OW, 1ULL << 40U).size(), 64U * 1024) << "a length that somebody made up";
    for (const auto vr : { Vr::CS, Vr::AE, Vr::SH })
        EXPECT_LE(dummy_value({ 0x0008, 0x0001 }, vr, 99).size(), 16U);
}

}  // namespace
}  // namespace imprimatur::dicom
