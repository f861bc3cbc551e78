#include "inspect/expected_words.h"

#include "inspect/test_writing.h"

#include <gtest/gtest.h>

namespace imprimatur::inspect {
namespace {

const AttributeTable& table()
{
    static const auto loaded = AttributeTable::load(shipped("dicom/confidentiality.tsv"), shipped("photo/metadata.tsv"));
    if (!loaded.ok())
        throw std::runtime_error(loaded.error().line());
    return loaded.value();
}

Attribute attribute(const std::string& tag, const std::string& name, const std::string& vr, const std::string& value)
{
    return { tag, tag, name, vr, value, value.size(), false };
}

ExpectedWords header(std::vector<Attribute> attributes)
{
    Material material;
    material.attributes = std::move(attributes);
    return ExpectedWords::from(material, table());
}

ExpectedWords everyday_header()
{
    return header({ attribute("(0010,0010)", "PatientName", "PN", "Martin^Grace^Beatrice"),
        attribute("(0010,0020)", "PatientID", "LO", "A-4711081"), attribute("(0010,0030)", "PatientBirthDate", "DA", "19610312"),
        attribute("(0008,0050)", "AccessionNumber", "SH", "24679980"),
        attribute("(0008,0080)", "InstitutionName", "LO", "Sankt Ursula Ried"),
        attribute("(0008,0090)", "ReferringPhysicianName", "PN", "Wright^Oda^^Dr"), attribute("(0008,0020)", "StudyDate", "DA", "20130218"),
        attribute("(0008,0030)", "StudyTime", "TM", "123423"), attribute("(0008,1030)", "StudyDescription", "LO", "LIVER PORTABLE"),
        attribute("(0020,000D)", "StudyInstanceUID", "UI", "1.2.3.1988.120") });
}

std::string rule(const ExpectedWords& words, const std::string& line)
{
    const auto found = words.find(line);
    return found.has_value() ? found->rule : "";
}

TEST(ExpectedWords, NamesInAnyOrderAndSpelling)
{
    const auto words = everyday_header();
    for (const std::string line : { "MARTIN", "Grace Martin", "MARTIN, GRACE", "L MARTIN", "MART1N", "MARTlN GRACE", "MARTI", "MARTINGRACE",
             "GRACEMARTIN F", "MARTlM 49Y", "Mart\u00edn", "xMARTIN", "BEATRICE", "BEATR", "MARTJN" })
        EXPECT_EQ(rule(words, line), "the header's PatientName") << line;
    for (const std::string line : { "WRIGHT", "Dr. Wright", "O. WRIGHT", "RIGHT" })
        EXPECT_EQ(rule(words, line), "the header's ReferringPhysicianName") << line;
    for (const std::string line : { "ERECT", "PORTABLE", "L", "LAT", "120 kVp", "LIVER", "Im: 12/40", "DR 60", "TR 1988", "MAR" })
        EXPECT_EQ(rule(words, line), "") << line;
}

TEST(ExpectedWords, InitialsAlone)
{
    const auto words = everyday_header();
    for (const std::string line : { "GBM", "G.B.M.", "MGB", "OW", "W O" })
        EXPECT_NE(rule(words, line), "") << line;
    EXPECT_EQ(rule(words, "G"), "");
    EXPECT_EQ(rule(header({ attribute("(0010,0010)", "PatientName", "PN", "Brandt^Grete") }), "GB"), "the header's PatientName");
}

TEST(ExpectedWords, NumbersWithMisreadDigits)
{
    const auto words = everyday_header();
    for (const std::string line : { "A-4711081", "A4711081", "4711081", "ID A471108I", "47ll081", "MRN:4711081" })
        EXPECT_EQ(rule(words, line), "the header's PatientID") << line;
    for (const std::string line : { "24679980", "2467998O", "ACC 24679880", "24 679 980" })
        EXPECT_EQ(rule(words, line), "the header's AccessionNumber") << line;
    for (const std::string line : { "4711", "W 400 L 40", "TE 98" })
        EXPECT_EQ(rule(words, line), "") << line;
}

TEST(ExpectedWords, DatesInEveryForm)
{
    const auto words = everyday_header();
    for (const std::string line : { "12.03.1961", "12.03.61", "3/12/61", "1961-03-12", "19610312", "120361", "12 MAR 1961", "Mar 12, 1961",
             "12MAR61", "12 Mrz 61", "AP 12.O3.1961", "I2.03.61", "12 3 61", "12 March" })
        EXPECT_EQ(rule(words, line), "the header's PatientBirthDate") << line;
    EXPECT_EQ(rule(words, "18/02/2013 12:34:23"), "the header's StudyDate");
    EXPECT_EQ(rule(words, "20130218123423"), "the header's StudyDate");
    for (const std::string line : { "12.03", "1961", "TR 1961", "12.3 cm", "61 mm", "3/12" })
        EXPECT_EQ(rule(words, line), "") << line;
}

TEST(ExpectedWords, PlacesAndOtherScripts)
{
    EXPECT_EQ(rule(everyday_header(), "URSULA"), "the header's InstitutionName");
    const auto words = header({ attribute("(0010,0010)", "PatientName", "PN", "Wang^XiaoDong=\u738b^\u5c0f\u6771") });
    EXPECT_EQ(rule(words, "\u5c0f\u6771"), "the header's PatientName");
    EXPECT_EQ(rule(words, "WANG"), "the header's PatientName");
    Material photo;
    photo.kind = MediaKind::Jpeg;
    photo.attributes = { attribute("EXIF:Artist", "", "", "Nora Quist") };
    EXPECT_NE(rule(ExpectedWords::from(photo, table()), "QUIST"), "");
}

TEST(ExpectedWords, ShortSurnamesAreWholeWords)
{
    const auto words = header({ attribute("(0010,0010)", "PatientName", "PN", "Li^Ann") });
    EXPECT_NE(rule(words, "LI"), "");
    EXPECT_NE(rule(words, "ann li"), "");
    EXPECT_EQ(rule(words, "LIVER"), "");
    EXPECT_EQ(rule(words, "11 mm"), "");
}

TEST(ExpectedWords, AnEmptyOrHostileHeaderExpectsNothingOrLittle)
{
    EXPECT_TRUE(header({}).empty());
    EXPECT_EQ(rule(header({}), "MARTIN"), "");
    std::vector<Attribute> many;
    for (int i = 0; i < 5000; ++i)
        many.push_back(attribute("(0010,0010)", "PatientName", "PN", std::string(400, 'A') + "^" + std::to_string(i) + "^\xff\xfe"));
    const auto words = header(std::move(many));
    EXPECT_EQ(rule(words, "LEFT"), "");
    EXPECT_EQ(rule(words, std::string(10'000, 'L')), "");
    EXPECT_EQ(
        rule(header({ attribute("(0010,0010)", "PatientName", "PN", "^^^=\\^"), attribute("(0010,0030)", "", "DA", "99999999") }), "L"),
        "");
}

TEST(ExpectedWords, WhatTheHeaderSaysIsNeverKept)
{
    const auto line = [](const std::string& text) {
        TextBox box;
        box.text = text;
        box.recognition = 0.99;
        box.quad.corners = { Point { 0, 0 }, Point { 100, 0 }, Point { 100, 30 }, Point { 0, 30 } };
        return box;
    };
    const auto oliver = header({ attribute("(0010,0010)", "PatientName", "PN", "Oliver^Grete"),
        attribute("(0010,0020)", "PatientID", "LO", "1988"), attribute("(0008,1070)", "OperatorsName", "PN", "Adams^Paula") });
    for (const std::string text : { "LIVER", "TR 1988", "PA", "RIGHT" }) {
        EXPECT_TRUE(shipped_classifier().classify(line(text)).marker) << text;
        EXPECT_EQ(shipped_classifier().classify(line(text), oliver).marker, text == "RIGHT") << text;
    }
    EXPECT_EQ(shipped_classifier().classify(line("LIVER"), oliver).kind, IdentifierKind::Name);
    EXPECT_EQ(shipped_classifier().classify(line("LIVER"), oliver).rule, "the header's PatientName");
}

}  // namespace
}  // namespace imprimatur::inspect
