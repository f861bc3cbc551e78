#include "dicom/coded_terms.h"

#include "dicom/tables_test_support.h"

namespace imprimatur::dicom {
namespace {

TEST(CodedTerms, KnowsThePublicSchemes)
{
    for (const auto* scheme : { "DCM", "SCT", "SRT", "LN", "UCUM", "I10", "RADLEX", "FMA" })
        EXPECT_TRUE(is_public_scheme(scheme)) << scheme;
    for (const auto* scheme : { "", "99WINTERGREEN", "L", "dcm", "DCM ", "Quillfeather" })
        EXPECT_FALSE(is_public_scheme(scheme)) << scheme;
}

TEST(CodedTerms, ACodeHasTheFormOfItsScheme)
{
    const std::pair<const char*, const char*> good[]
        = { { "DCM", "121320" }, { "SCT", "74400008" }, { "SRT", "T-D4000" }, { "SRT", "R-102BD" }, { "SRT", "F-02BD4" },
              { "LN", "18748-4" }, { "I10", "C18.7" }, { "I9", "414.01" }, { "UMLS", "C0205165" }, { "RADLEX", "RID5824" },
              { "UCUM", "mm" }, { "UCUM", "mm2" }, { "UCUM", "mg/dL" }, { "UCUM", "{H.U.}" }, { "UCUM", "1" }, { "UCUM", "%" } };
    for (const auto& [scheme, code] : good)
        EXPECT_TRUE(is_public_code(scheme, code)) << scheme << " " << code;
    const std::pair<const char*, const char*> bad[]
        = { { "DCM", "Quillfeather" }, { "DCM", "" }, { "SCT", "74400008 Odalys" }, { "SRT", "Odalys" }, { "SRT", "QUILL-FEATHER" },
              { "LN", "Odalys-4" }, { "I10", "Quillfeather" }, { "UMLS", "Odalys1961" }, { "UCUM", "Odalys" }, { "UCUM", "{Odalys}" },
              { "UCUM", "mm{Odalys}" }, { "99HOUSE", "121320" }, { "", "121320" }, { "DCM", "1234567890123456789" } };
    for (const auto& [scheme, code] : bad)
        EXPECT_FALSE(is_public_code(scheme, code)) << scheme << " " << code;
}

TEST(CodedTerms, UidsOfTheStandardSayNothingAboutAnybody)
{
    EXPECT_TRUE(is_public_uid("1.2.840.10008.5.1.4.1.1.2", shipped()));
    EXPECT_TRUE(is_public_uid("1.2.840.10008.1.2.1", shipped()));
    EXPECT_TRUE(is_public_uid("1.2.840.10008.6.1.1084", shipped())) << "a context group of PS3.16";
    EXPECT_TRUE(is_public_uid("", shipped()));
    for (const auto* uid : { "1.2.840.10008.4711.88442211", "1.2.840.10008.6.1.88442211", "1.2.840.10008.6.1.", "1.2.826.0.1.999.1",
             "1.2.840.10008.5.1.4.1.1.2.88442211", "Quillfeather" })
        EXPECT_FALSE(is_public_uid(uid, shipped())) << uid;
}

}  // namespace
}  // namespace imprimatur::dicom
