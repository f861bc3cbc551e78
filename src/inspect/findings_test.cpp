// What becomes of what the second look reads in a copy, and of letters that look like a code.
#include "inspect/findings.h"

#include "inspect/test_writing.h"

#include <gtest/gtest.h>

namespace imprimatur::inspect {
namespace {

const std::vector<KeptMarker> kMarkers { { at(20, 20, 130, 18), "Dist 6.1 mm" } };

Material picture()
{
    Material material;
    material.frames.push_back({ 640, 480, 1, Bytes(640UL * 480, 90) });
    return material;
}

Finding second_reading(const std::string& text, const Quad& quad)
{
    PixelFinds finds;
    finds.second_reading.push_back({ quad, text, 0.7, 0.9 });
    const auto findings = pixel_findings(picture(), 0, finds, shipped_classifier(), {}, { true, Look::Second, kMarkers });
    return findings.size() == 1 ? findings.front() : Finding {};
}

TEST(SecondReading, OfAKeptMarkerInItsOwnWordsKeepsIt) { EXPECT_EQ(second_reading("Dist", at(20, 20, 40, 18)).action, Action::Keep); }

TEST(SecondReading, OfAKeptMarkerInOtherWordsIsAQuestion)
{
    const auto finding = second_reading("Der", at(20, 20, 40, 18));
    EXPECT_EQ(finding.action, Action::Ask);
    EXPECT_EQ(finding.detector, kSecondReader);
}

TEST(SecondReading, OfWhatIdentifiesIsFilledEvenOnAKeptMarker)
{
    EXPECT_EQ(second_reading("12.03.1961", at(20, 20, 130, 18)).action, Action::Fill);
    EXPECT_EQ(second_reading("MRN4711081", at(20, 20, 130, 18)).action, Action::Fill);
}

TEST(SecondLook, MayReadAKeptMarkerOtherwise)
{
    const auto seen_again = [](const std::string& text) {
        PixelFinds finds;
        finds.writing.push_back({ at(20, 20, 130, 18), text, 0.9, 0.9 });
        const auto findings = pixel_findings(picture(), 0, finds, shipped_classifier(), {}, { true, Look::Second, kMarkers });
        return findings.size() == 1 ? findings.front().action : Action::Remove;
    };
    EXPECT_EQ(seen_again("Dist 6.1 mm"), Action::Keep);
    EXPECT_EQ(seen_again("Dist 6.1 r"), Action::Ask);
    EXPECT_EQ(seen_again("SMITH, JOHN"), Action::Fill);
}

TEST(SecondReading, BesideTheMarkersIsFilled) { EXPECT_EQ(second_reading("Der", at(20, 60, 40, 18)).action, Action::Fill); }

Finding stripes_under(const std::string& text, double recognition, const Quad& line, bool decoded = false)
{
    PixelFinds finds;
    finds.writing.push_back({ line, text, 0.9, recognition });
    finds.codes.push_back({ at(200, 100, 210, 80), decoded ? "Code 128" : "stripes", decoded });
    const auto findings = pixel_findings(picture(), 0, finds, shipped_classifier(), {}, {});
    return findings.size() == 2 ? findings.back() : Finding {};
}

TEST(Stripes, OfLargeLettersAreAQuestion) { EXPECT_EQ(stripes_under("INFIRMARY DELTA", 0.95, at(20, 108, 390, 60)).action, Action::Ask); }

TEST(Stripes, OfACodeAreFilled)
{
    EXPECT_EQ(stripes_under("4711 0815 23", 0.95, at(200, 160, 210, 20)).action, Action::Fill) << "the number below it";
    EXPECT_EQ(stripes_under("IlIlI1lIl1", 0.95, at(200, 108, 210, 60)).action, Action::Fill) << "read as strokes";
    EXPECT_EQ(stripes_under("INFIRMARY DELTA", 0.5, at(20, 108, 390, 60)).action, Action::Fill) << "not surely read";
    EXPECT_EQ(stripes_under("INFIRMARY DELTA", 0.95, at(20, 108, 390, 60), true).action, Action::Fill) << "it decodes";
    const Quad across { { { { 20, 20 }, { 60, 0 }, { 600, 480 }, { 560, 500 } } } };
    EXPECT_EQ(stripes_under("NOT FOR DIAGNOSIS", 0.95, across).action, Action::Fill) << "a line across the picture is not on it";
}

Finding first_look(const std::string& text, double recognition, double scale = 1)
{
    const std::vector<Rect> places { { 100, 100, 200, 60 } };
    PixelFinds finds;
    finds.writing.push_back({ at(110 * scale, 110 * scale, 120 * scale, 20 * scale), text, 0.55, recognition });
    return pixel_findings(picture(), 0, finds, shipped_classifier(), {}, { false, Look::First, {}, scale, places }).at(0);
}

TEST(LeftOpen, WhatCannotBeReadIsAQuestionAndWhatWasReadIsFilled)
{
    EXPECT_EQ(first_look("", 0).action, Action::Ask);
    EXPECT_EQ(first_look("", 0, 0.5).action, Action::Ask) << "in a smaller copy";
    EXPECT_EQ(first_look("O", 0.98).action, Action::Ask) << "a ring";
    EXPECT_EQ(first_look("FERNANDES", 0.9).action, Action::Fill);
    EXPECT_EQ(first_look("JD", 0.98).action, Action::Fill) << "initials";
    EXPECT_EQ(first_look("87", 0.9).action, Action::Fill) << "an age";
    EXPECT_EQ(first_look("12.03.1961", 0.4).action, Action::Fill) << "a date, however unsure";
}

TEST(Grain, AnIdentifierAmongManyFaintMarksIsFilled)
{
    PixelFinds finds;
    for (int i = 0; i < 8; ++i)
        finds.writing.push_back({ at(20 + 50 * i, 200, 20, 20), "", 0.45, 0 });
    for (const char* text : { "12.03.1961", "MRN4711081", "Patient: FERNANDES, MARIA" })
        finds.writing.push_back({ at(20, 300, 200, 20), text, 0.55, 0.45 });
    const auto findings = pixel_findings(picture(), 0, finds, shipped_classifier(), {}, {});
    for (std::size_t i = 0; i < findings.size(); ++i)
        EXPECT_EQ(findings[i].action, i < 8 ? Action::Ask : Action::Fill) << i;
}

TEST(LeftOpen, TheRestOfThePictureIsFilled)
{
    PixelFinds finds;
    finds.writing.push_back({ at(280, 110, 120, 20), "", 0.55, 0 });
    const std::vector<Rect> places { { 100, 100, 200, 60 } };
    EXPECT_EQ(
        pixel_findings(picture(), 0, finds, shipped_classifier(), {}, { false, Look::First, {}, 1, places }).at(0).action, Action::Fill);
}

}  // namespace
}  // namespace imprimatur::inspect
