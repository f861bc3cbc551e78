#include "inspect/text_class.h"

#include <array>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>
#include <toml++/toml.h>

namespace imprimatur::inspect {
namespace {

std::string rules_text()
{
    std::ifstream file(std::string(IMPRIMATUR_SOURCE_DIR) + "/policy/pixels/text.toml");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

const TextClassifier& classifier()
{
    static const auto loaded = TextClassifier::load(rules_text());
    if (!loaded.ok())
        throw std::runtime_error(loaded.error().line());
    return loaded.value();
}

/// A box as the detector makes it around `text`.
TextBox box_of(const std::string& text, double recognition = 0.99, double width = 0)
{
    TextBox box;
    box.text = text;
    box.recognition = recognition;
    box.detection = 0.9;
    const double wide = width > 0 ? width : 20 + 12.0 * static_cast<double>(text.size());
    box.quad.corners = { Point { 0, 0 }, Point { wide, 0 }, Point { wide, 30 }, Point { 0, 30 } };
    return box;
}

TextClass said(const std::string& text) { return classifier().classify(box_of(text)); }

TEST(TextClass, EveryExampleIsClassifiedByItsRule)
{
    const toml::table file = toml::parse(rules_text());
    std::set<std::string> ids;
    for (const auto& element : *file["rule"].as_array()) {
        const auto& rule = *element.as_table();
        const std::string id = rule["id"].value_or(std::string());
        const std::string kind = rule["kind"].value_or(std::string());
        EXPECT_TRUE(ids.insert(id).second) << id << " stands twice";
        for (const auto& example : *rule["must"].as_array()) {
            const std::string line = example.value_or(std::string());
            const TextClass found = said(line);
            EXPECT_EQ(found.rule, id) << line;
            EXPECT_EQ(to_string(found.kind), kind) << line;
            EXPECT_EQ(found.marker, kind == "marker") << line;
        }
        for (const auto& example : *rule["must_not"].as_array()) {
            const std::string line = example.value_or(std::string());
            EXPECT_NE(said(line).rule, id) << line;
            EXPECT_FALSE(kind == "marker" && said(line).marker) << line;
        }
    }
    EXPECT_GT(ids.size(), 25U);
}

TEST(TextClass, WhatOnlyBeginsLikeAMarkerIsNone)
{
    for (const std::string line : { "R SMITH", "L. LEE", "RIGHT 12.03.61", "RIGHT, ANN", "L LEE", "R.", "AP KOVACS", "PORTABLE DOE",
             "LEFT 4711081", "R 1961", "LR", "PA-CHEN", "LAT, MARIA", "120 kVp J DOE", "W 400 L 40 12:30", "10 cm 4711081", "MI 1.2 SMITH",
             "30 fps LEE", "LI", "R\nSMITH", "R\tLEE", "AP 12/03/61", "DR 60 KHAN", "D. 15 cm", "L^R", "ERECT^ANN", "PA, LAT SMITH",
             "SUPINE M/49", "1234567 mm", "PORTABLE 5259072", "R\u00a0SMITH", "\uff32 SMITH" })
        EXPECT_FALSE(said(line).marker) << line;
}

TEST(TextClass, FullWidthFormsAreReadAsTheyLook)
{
    EXPECT_TRUE(said("WW\uff1a1068 WL\uff1a-340").marker);
    EXPECT_EQ(said("DOE\uff0c JOHN").kind, IdentifierKind::Name);
}

TEST(TextClass, AnUnsureReadingIsNoMarker)
{
    EXPECT_TRUE(classifier().classify(box_of("L", 0.9)).marker);
    EXPECT_FALSE(classifier().classify(box_of("L", 0.89)).marker);
    EXPECT_FALSE(classifier().classify(box_of("L", std::nan(""))).marker);
    EXPECT_EQ(classifier().classify(box_of("L", 0.5)).kind, IdentifierKind::TextInPixels);
}

TEST(TextClass, ABoxThatIsLongerThanItsReadingIsNoMarker)
{
    EXPECT_TRUE(classifier().classify(box_of("L", 0.99, 40)).marker);
    EXPECT_FALSE(classifier().classify(box_of("L", 0.99, 300)).marker);  // "L. LEE, of which only the L was read"
    TextBox turned = box_of("L", 0.99, 300);
    std::rotate(turned.quad.corners.begin(), turned.quad.corners.begin() + 1, turned.quad.corners.end());
    EXPECT_FALSE(classifier().classify(turned).marker);
    TextBox none = box_of("L");
    none.quad = {};
    EXPECT_FALSE(classifier().classify(none).marker);
}

TEST(TextClass, UnreadAndStrangeTextIsTextInPixels)
{
    for (const std::string line : { "", " ", "ab$%&", "\xff\xfe", "\u5de6\u53f3", "liver" }) {
        EXPECT_EQ(said(line).kind, IdentifierKind::TextInPixels) << line;
        EXPECT_FALSE(said(line).marker) << line;
    }
    EXPECT_EQ(said(std::string(100'000, 'L')).kind, IdentifierKind::TextInPixels);
    EXPECT_FALSE(said(std::string(490, 'L')).marker);
}

std::string one_rule(const std::string& rest) { return "[[rule]]\nid = \"x\"\nkind = \"name\"\n" + rest; }

TEST(TextClass, ARuleWithoutExamplesDoesNotLoad)
{
    EXPECT_TRUE(TextClassifier::load(one_rule("pattern = 'a'\nmust = ['a']\nmust_not = ['b']\n")).ok());
    const std::array broken { std::string(), std::string("rule = 1"), std::string("[["), one_rule("pattern = 'a'\nmust = ['a']\n"),
        one_rule("pattern = 'a'\nmust_not = ['b']\n"), one_rule("pattern = 'a'\nmust = []\nmust_not = ['b']\n"),
        one_rule("must = ['a']\nmust_not = ['b']\n"), one_rule("pattern = 'a'\nmust = ['c']\nmust_not = ['b']\n"),
        one_rule("pattern = 'a'\nmust = ['a']\nmust_not = ['A']\n"), one_rule("pattern = '('\nmust = ['a']\nmust_not = ['b']\n"),
        one_rule("pattern = 'a'\nmust = [1]\nmust_not = ['b']\n"),
        one_rule("pattern = 'a'\npatern = 'b'\nmust = ['a']\nmust_not = ['b']\n"),
        std::string("[[rule]]\nid = 'x'\nkind = 'no_such_kind'\npattern = 'a'\nmust = ['a']\nmust_not = ['b']\n"),
        std::string("[[rule]]\nid = 'x'\nkind = 'marker'\nanywhere = true\npattern = 'a'\nmust = ['a']\nmust_not = ['b']\n") };
    for (const auto& text : broken)
        EXPECT_FALSE(TextClassifier::load(text).ok()) << text;
}

}  // namespace
}  // namespace imprimatur::inspect
