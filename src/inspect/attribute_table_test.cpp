#include "inspect/attribute_table.h"

#include "base/test_texts.h"
#include "inspect/findings.h"

#include <gtest/gtest.h>

namespace imprimatur::inspect {

namespace {

AttributeTable shipped()
{
    const std::string policy = IMPRIMATUR_SOURCE_DIR "/policy/";
    auto table = AttributeTable::load(file_text(policy + "dicom/confidentiality.tsv"), file_text(policy + "photo/metadata.tsv"));
    EXPECT_TRUE(table.ok()) << table.error().line();
    return std::move(table).value();
}

Attribute dicom(const char* tag, const char* vr, const char* value = "", const char* name = "Known")
{
    return { .tag = tag, .path = tag, .name = name, .vr = vr, .value = value };
}

}  // namespace

TEST(AttributeTable, KnowsTheStandardsOwnRows)
{
    const auto table = shipped();
    EXPECT_EQ(table.classify(MediaKind::Dicom, dicom("(0010,0010)", "PN")).kind, IdentifierKind::Name);
    EXPECT_EQ(table.classify(MediaKind::Dicom, dicom("(0010,0020)", "LO")).kind, IdentifierKind::MedicalRecordNumber);
    EXPECT_EQ(table.classify(MediaKind::Dicom, dicom("(0008,0020)", "DA")).kind, IdentifierKind::Date);
    EXPECT_EQ(table.classify(MediaKind::Dicom, dicom("(0008,0080)", "LO")).kind, IdentifierKind::Institution);
    EXPECT_EQ(table.classify(MediaKind::Dicom, dicom("(0008,0090)", "PN")).kind, IdentifierKind::Clinician);
    EXPECT_EQ(table.classify(MediaKind::Dicom, dicom("(6002,3000)", "OW")).kind, IdentifierKind::HiddenPicture);
    EXPECT_EQ(table.classify(MediaKind::Dicom, dicom("(5004,3000)", "OW")).kind, IdentifierKind::HiddenPicture);
}

TEST(AttributeTable, WhatNoTableKnowsIsNeverHarmlessWhenItCanHoldWords)
{
    const auto table = shipped();
    EXPECT_EQ(table.classify(MediaKind::Dicom, dicom("(0009,1001)", "LO")).kind, IdentifierKind::HiddenBytes);
    EXPECT_EQ(table.classify(MediaKind::Dicom, dicom("(0018,9999)", "LO")).kind, IdentifierKind::FreeText);
    EXPECT_EQ(table.classify(MediaKind::Dicom, dicom("(0018,9998)", "PN")).kind, IdentifierKind::Name);
    EXPECT_EQ(table.classify(MediaKind::Dicom, dicom("(0018,9997)", "US", "", "")).kind, IdentifierKind::HiddenBytes);
    EXPECT_EQ(table.classify(MediaKind::Dicom, dicom("(0028,0010)", "US")).kind, IdentifierKind::Technical);
    EXPECT_EQ(table.classify(MediaKind::Jpeg, { .tag = "Something:New" }).kind, IdentifierKind::FreeText);
}

TEST(AttributeTable, OnlyTheStandardsOwnUidsAreTechnical)
{
    const auto table = shipped();
    EXPECT_EQ(table.classify(MediaKind::Dicom, dicom("(0002,0010)", "UI", "1.2.840.10008.1.2.1")).kind, IdentifierKind::Technical);
    EXPECT_EQ(table.classify(MediaKind::Dicom, dicom("(0040,9999)", "UI", "1.2.3.4")).kind, IdentifierKind::OtherUniqueId);
}

TEST(AttributeTable, KnowsPhotoMetadata)
{
    const auto table = shipped();
    EXPECT_EQ(table.classify(MediaKind::Jpeg, { .tag = "GPS:GPSLatitude" }).kind, IdentifierKind::Geographic);
    EXPECT_EQ(table.classify(MediaKind::Jpeg, { .tag = "EXIF:DateTimeOriginal" }).kind, IdentifierKind::Date);
    EXPECT_EQ(table.classify(MediaKind::Jpeg, { .tag = "EXIF:Artist" }).kind, IdentifierKind::Name);
    EXPECT_EQ(table.classify(MediaKind::Tiff, { .tag = "EXIF:ImageWidth" }).kind, IdentifierKind::Technical);
}

TEST(AttributeTable, ABrokenTableDoesNotLoad)
{
    EXPECT_FALSE(AttributeTable::load("", "").ok());
    EXPECT_FALSE(AttributeTable::load("(0010,0010)\tName\tZ\tnonsense\n", "*\tname\tx\n").ok());
    EXPECT_FALSE(AttributeTable::load("(0010,0010)\tName\n", "*\tname\tx\n").ok());
}

TEST(Findings, NeverHoldTheValue)
{
    Material material;
    material.attributes.push_back(dicom("(0010,0010)", "PN", "Example^Patricia"));
    const auto findings = metadata_findings(material, shipped());
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].masked, "Xxxxxxx^Xxxxxxxx");
}

TEST(Findings, TechnicalAndEmptyValuesAreNotSearchedFor)
{
    Material material;
    material.attributes = { dicom("(0028,0010)", "US", "512"), dicom("(0010,0010)", "PN", ""), dicom("(0010,0020)", "LO", "A-1"),
        dicom("(0010,0020)", "LO", "A-1") };
    EXPECT_EQ(removed_values(material, shipped()).size(), 1U);
}

}  // namespace imprimatur::inspect
