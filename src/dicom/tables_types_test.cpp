#include "dicom/tables_test_support.h"

namespace imprimatur::dicom {

namespace {

constexpr std::string_view kCt = "1.2.840.10008.5.1.4.1.1.2";
constexpr std::string_view kEnhancedCt = "1.2.840.10008.5.1.4.1.1.2.1";
constexpr std::string_view kComprehensiveSr = "1.2.840.10008.5.1.4.1.1.88.33";
constexpr std::string_view kSecondaryCapture = "1.2.840.10008.5.1.4.1.1.7";
constexpr std::string_view kNobodys = "1.2.3.4.5.6.7.8.9";

}  // namespace

TEST(DicomTypes, AreThoseOfTheModules)
{
    const auto& tables = shipped();
    EXPECT_EQ(tables.type_of(kCt, {}, { 0x0010, 0x0010 }), AttributeType::Type2);
    EXPECT_EQ(tables.type_of(kCt, {}, { 0x0020, 0x000D }), AttributeType::Type1);
    EXPECT_EQ(tables.type_of(kCt, {}, { 0x0008, 0x0008 }), AttributeType::Type1);
    EXPECT_EQ(tables.type_of(kCt, {}, { 0x0008, 0x1030 }), AttributeType::Type3);
    EXPECT_EQ(tables.type_of(kCt, {}, { 0x0008, 0x0005 }), AttributeType::Type1C);
    EXPECT_EQ(tables.type_of(kCt, {}, { 0x0040, 0xA730 }), AttributeType::NotInIod);
    EXPECT_EQ(tables.type_of(kSecondaryCapture, {}, { 0x0018, 0x0060 }), AttributeType::NotInIod);
    EXPECT_EQ(tables.type_of(kComprehensiveSr, {}, { 0x0008, 0x0023 }), AttributeType::Type1);
    EXPECT_EQ(tables.type_of(kCt, {}, { 0x0008, 0x0023 }), AttributeType::Type2C);
}

TEST(DicomTypes, AreThoseOfTheSequenceThatHoldsTheAttribute)
{
    constexpr Tag kVerifyingObserverSequence { 0x0040, 0xA073 };
    constexpr Tag kVerifyingObserverName { 0x0040, 0xA075 };
    const auto& tables = shipped();
    EXPECT_EQ(tables.type_of(kComprehensiveSr, kVerifyingObserverSequence, kVerifyingObserverName), AttributeType::Type1);
    EXPECT_EQ(tables.type_of(kComprehensiveSr, {}, kVerifyingObserverName), AttributeType::NotInIod);
    // CT images have no such sequence.
    EXPECT_EQ(tables.type_of(kCt, kVerifyingObserverSequence, kVerifyingObserverName), AttributeType::NotInIod);
    // Referenced Image Sequence > Referenced SOP Instance UID.
    EXPECT_EQ(tables.type_of(kCt, { 0x0008, 0x1140 }, { 0x0008, 0x1155 }), AttributeType::Type1);
    // Inside functional groups, below Frame Content Sequence.
    EXPECT_EQ(tables.type_of(kEnhancedCt, { 0x5200, 0x9230 }, { 0x0020, 0x9111 }), AttributeType::Type1);
    EXPECT_EQ(tables.type_of(kEnhancedCt, { 0x0020, 0x9111 }, { 0x0018, 0x9074 }), AttributeType::Type1C);
}

TEST(DicomTypes, ContentItemsHoldContentItems)
{
    constexpr Tag kContentSequence { 0x0040, 0xA730 };
    const auto& tables = shipped();
    EXPECT_EQ(tables.type_of(kComprehensiveSr, {}, kContentSequence), AttributeType::Type1C);
    EXPECT_EQ(tables.type_of(kComprehensiveSr, kContentSequence, kContentSequence), AttributeType::Type1C);
    EXPECT_EQ(tables.type_of(kComprehensiveSr, kContentSequence, { 0x0040, 0xA040 }), AttributeType::Type1);
    EXPECT_EQ(tables.type_of(kComprehensiveSr, kContentSequence, { 0x0040, 0xA032 }), AttributeType::Type1C);
}

TEST(DicomTypes, OverlaysAreAlike)
{
    const auto first = shipped().type_of(kCt, {}, { 0x6000, 0x3000 });
    EXPECT_EQ(first, AttributeType::Type1);
    EXPECT_EQ(shipped().type_of(kCt, {}, { 0x601E, 0x3000 }), first);
    EXPECT_EQ(shipped().type_of(kCt, {}, { 0x6001, 0x3000 }), AttributeType::NotInIod);
}

TEST(DicomTypes, OfAnUnknownSopClassAreTheStrictestOfAny)
{
    const auto& tables = shipped();
    EXPECT_EQ(tables.type_of(kNobodys, {}, { 0x0008, 0x0023 }), AttributeType::Type1);
    EXPECT_EQ(tables.type_of(kNobodys, {}, { 0x0020, 0x000D }), AttributeType::Type1);
    EXPECT_EQ(tables.type_of(kNobodys, { 0x0040, 0xA073 }, { 0x0040, 0xA075 }), AttributeType::Type1);
    EXPECT_EQ(tables.type_of("", {}, { 0x0020, 0x000D }), AttributeType::Type1);
    EXPECT_EQ(tables.type_of(kNobodys, {}, { 0x0009, 0x1001 }), AttributeType::NotInIod);
    // No SOP class is laxer than one that nobody knows.
    for (const auto& row : rows("iod_types.tsv")) {
        if (row[0] != "class")
            continue;
        for (const Tag tag : { Tag { 0x0008, 0x0023 }, Tag { 0x0008, 0x0090 }, Tag { 0x0018, 0x1030 }, Tag { 0x0010, 0x0010 } })
            EXPECT_LE(tables.type_of(row[1], {}, tag), tables.type_of(kNobodys, {}, tag)) << row[1] << to_string(tag);
    }
}

TEST(DicomUids, OnlyTheRegisteredOnesAreRegistered)
{
    const auto& tables = shipped();
    EXPECT_TRUE(tables.is_registered_uid("1.2.840.10008.1.2.4.70"));
    EXPECT_TRUE(tables.is_registered_uid("1.2.840.10008.5.1.4.1.1.66.7"));
    EXPECT_FALSE(tables.is_registered_uid("1.2.840.10008.5.1.4.1.1.2.19450401"));
    EXPECT_FALSE(tables.is_registered_uid("1.2.840.10008."));
    EXPECT_FALSE(tables.is_registered_uid("1.2.840.10008"));
    EXPECT_FALSE(tables.is_registered_uid("1.3.12.2.1107.5.9.1"));
    EXPECT_FALSE(tables.is_registered_uid(""));
}

TEST(DicomUids, SopClassesAreTheStandardsAndSomeVendors)
{
    const auto& tables = shipped();
    for (const auto uid : { kCt, kEnhancedCt, kComprehensiveSr, std::string_view("1.2.840.10008.5.1.4.1.1.6"),
             std::string_view("1.3.12.2.1107.5.9.1"), std::string_view("1.3.46.670589.5.0.10") })
        EXPECT_TRUE(tables.is_sop_class(uid)) << uid;
    EXPECT_FALSE(tables.is_sop_class("1.2.840.10008.1.2.1"));
    // A service class, and a meta SOP class, of which there are no instances.
    EXPECT_FALSE(tables.is_sop_class("1.2.840.10008.4.2"));
    EXPECT_FALSE(tables.is_sop_class("1.2.840.10008.5.1.1.9"));
    EXPECT_FALSE(tables.is_sop_class(kNobodys));
    for (const auto& row : rows("iod_types.tsv")) {
        if (row[0] != "class")
            continue;
        EXPECT_TRUE(tables.is_sop_class(row[1])) << row[1];
    }
}

}  // namespace imprimatur::dicom
