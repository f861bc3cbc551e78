#include "inspect/text_class.h"

#include "inspect/test_writing.h"

#include <array>
#include <gtest/gtest.h>
#include <set>
#include <toml++/toml.h>

namespace imprimatur::inspect {
namespace {

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

TextClass said(const std::string& text) { return shipped_classifier().classify(box_of(text)); }

TEST(TextClass, EveryExampleIsClassifiedByItsRule)
{
    const toml::table file = toml::parse(shipped("pixels/text.toml"));
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
             "SUPINE M/49", "AP 12.03.1961", "SUPINE KUMAR", "R. L.", "R.L.", "L MARTIN", "86 Y", "086Y", "12.03.61", "12.03",
             "W 47110 L 815", "WL 4711081", "W 4711 L 081 KHAN", "LIVER KOVACS", "OLIVER", "LIVERMORE", "KIDNEY 12.03.61", "GB 4711",
             "Se: 4711081", "Im: 12/03/1961", "TR 47110", "TE 1961", "C47-110", "CE: KOVACS", "EI 1961 LEE", "HR 72 LEE", "120 kVp M/49",
             "86", "4711", "Maria Colon", "ANA LUNG", "D. CHEST 12:30", "Z: 4711%", "10 mm R. LEE", "Dist 47110815", "MI 1.2 TIS 0.4 12:30",
             "1234567 mm", "PORTABLE 5259072", "R\u00a0SMITH", "\uff32 SMITH" })
        EXPECT_FALSE(said(line).marker) << line;
}

TEST(TextClass, FullWidthFormsAreReadAsTheyLook)
{
    EXPECT_TRUE(said("WW\uff1a1068 WL\uff1a-340").marker);
    EXPECT_EQ(said("DOE\uff0c JOHN").kind, IdentifierKind::Name);
}

TEST(TextClass, AnUnsureReadingIsNoMarker)
{
    EXPECT_TRUE(shipped_classifier().classify(box_of("L", 0.9)).marker);
    EXPECT_FALSE(shipped_classifier().classify(box_of("L", 0.89)).marker);
    EXPECT_TRUE(shipped_classifier().classify(box_of("PORTABLE", 0.81)).marker);
    EXPECT_FALSE(shipped_classifier().classify(box_of("PORTABLE", 0.79)).marker);
    EXPECT_FALSE(shipped_classifier().classify(box_of("LAT", 0.89)).marker);
    EXPECT_FALSE(shipped_classifier().classify(box_of("L", std::nan(""))).marker);
    EXPECT_EQ(shipped_classifier().classify(box_of("L", 0.5)).kind, IdentifierKind::TextInPixels);
}

TEST(TextClass, ABoxThatIsLongerThanItsReadingIsNoMarker)
{
    EXPECT_TRUE(shipped_classifier().classify(box_of("L", 0.99, 40)).marker);
    EXPECT_FALSE(shipped_classifier().classify(box_of("L", 0.99, 300)).marker);  // "L. LEE, of which only the L was read"
    TextBox turned = box_of("L", 0.99, 300);
    std::rotate(turned.quad.corners.begin(), turned.quad.corners.begin() + 1, turned.quad.corners.end());
    EXPECT_FALSE(shipped_classifier().classify(turned).marker);
    TextBox none = box_of("L");
    none.quad = {};
    EXPECT_FALSE(shipped_classifier().classify(none).marker);
}

TextBox moved(TextBox box, double x, double y)
{
    for (auto& corner : box.quad.corners) {
        corner.x += x;
        corner.y += y;
    }
    return box;
}

TEST(TextClass, AnInitialBesideASurnameIsNoMarker)
{
    const TextBox r = box_of("R");
    const auto kept
        = [](const std::vector<TextBox>& boxes) { return shipped_classifier().classify(boxes, ExpectedWords {}).front().marker; };
    EXPECT_TRUE(kept({ r }));
    EXPECT_FALSE(kept({ r, moved(box_of("SMITH"), 50, 2) }));
    EXPECT_FALSE(kept({ moved(r, 110, 0), box_of("SMITH") }));
    EXPECT_TRUE(kept({ r, moved(box_of("SMITH"), 300, 0) }));  // the other end of the row
    EXPECT_TRUE(kept({ r, moved(box_of("SMITH"), 0, 35) }));  // the next line
    EXPECT_TRUE(kept({ r, moved(box_of("LAT"), 50, 0) }));
    EXPECT_TRUE(kept({ box_of("PORTABLE"), moved(box_of("SMITH"), 130, 0) }));
    TextBox turned_r = r, turned_name = box_of("SMITH");
    for (TextBox* box : { &turned_r, &turned_name }) {
        for (auto& corner : box->quad.corners)
            corner = { corner.y, corner.x };
    }
    EXPECT_FALSE(kept({ turned_r, moved(turned_name, 0, 50) }));
    EXPECT_TRUE(shipped_classifier().classify(std::vector<TextBox> {}, ExpectedWords {}).empty());
}

TEST(TextClass, UnreadAndStrangeTextIsTextInPixels)
{
    for (const std::string line : { "", " ", "ab$%&", "\xff\xfe", "\u5de6\u53f3", "lever" }) {
        EXPECT_EQ(said(line).kind, IdentifierKind::TextInPixels) << line;
        EXPECT_FALSE(said(line).marker) << line;
    }
    EXPECT_EQ(said(std::string(100'000, 'L')).kind, IdentifierKind::TextInPixels);
    EXPECT_FALSE(said(std::string(490, 'L')).marker);
}

TEST(TextClass, AFragmentThatUnfoldsWithoutEndDoesNotLoad)
{
    std::string text = "[[fragment]]\nname = 'f0'\npattern = 'aaaaaaaaaa'\n";
    for (int i = 1; i < 12; ++i) {
        const std::string last = "{{f" + std::to_string(i - 1) + "}}";
        text += "[[fragment]]\nname = 'f" + std::to_string(i) + "'\npattern = '" + last + last + last + last + last + last + "'\n";
    }
    EXPECT_FALSE(TextClassifier::load(text + "[[rule]]\nid = 'x'\nkind = 'name'\npattern = 'a'\nmust = ['a']\nmust_not = ['b']\n").ok());
}

std::string one_rule(const std::string& rest) { return "[[rule]]\nid = \"x\"\nkind = \"name\"\n" + rest; }

TEST(TextClass, ARuleWithoutExamplesDoesNotLoad)
{
    EXPECT_TRUE(TextClassifier::load(one_rule("pattern = 'a'\nmust = ['a']\nmust_not = ['b']\n")).ok());
    const std::array broken { std::string(), std::string("rule = 1"), std::string("[["), one_rule("pattern = 'a'\nmust = ['a']\n"),
        one_rule("pattern = 'a'\nmust_not = ['b']\n"), one_rule("pattern = 'a'\nmust = []\nmust_not = ['b']\n"),
        one_rule("pattern = '{{none}}'\nmust = ['a']\nmust_not = ['b']\n"), one_rule("pattern = '{{a'\nmust = ['a']\nmust_not = ['b']\n"),
        "[[fragment]]\nname = 'x'\npattern = '{{x}}'\n" + one_rule("pattern = 'a'\nmust = ['a']\nmust_not = ['b']\n"),
        "[[fragment]]\nname = 'x'\n" + one_rule("pattern = 'a'\nmust = ['a']\nmust_not = ['b']\n"),
        "fragment = 1\n" + one_rule("pattern = 'a'\nmust = ['a']\nmust_not = ['b']\n"), one_rule("must = ['a']\nmust_not = ['b']\n"),
        one_rule("pattern = 'a'\nmust = ['c']\nmust_not = ['b']\n"), one_rule("pattern = 'a'\nmust = ['a']\nmust_not = ['A']\n"),
        one_rule("pattern = '('\nmust = ['a']\nmust_not = ['b']\n"), one_rule("pattern = 'a'\nmust = [1]\nmust_not = ['b']\n"),
        one_rule("pattern = 'a'\npatern = 'b'\nmust = ['a']\nmust_not = ['b']\n"),
        std::string("[[rule]]\nid = 'x'\nkind = 'no_such_kind'\npattern = 'a'\nmust = ['a']\nmust_not = ['b']\n"),
        std::string("[[rule]]\nid = 'x'\nkind = 'marker'\nanywhere = true\npattern = 'a'\nmust = ['a']\nmust_not = ['b']\n") };
    for (const auto& text : broken)
        EXPECT_FALSE(TextClassifier::load(text).ok()) << text;
}

}  // namespace
}  // namespace imprimatur::inspect
