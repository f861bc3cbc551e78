// What becomes of what the second reader reads in a copy.
#include "inspect/findings.h"

#include "inspect/test_writing.h"

#include <gtest/gtest.h>

namespace imprimatur::inspect {
namespace {

const std::vector<KeptMarker> kMarkers { { at(20, 20, 130, 18), "Dist 6.1 mm" } };

Finding second_reading(const std::string& text, const Quad& quad)
{
    PixelFinds finds;
    finds.second_reading.push_back({ quad, text, 0.7, 0.9 });
    const auto findings = pixel_findings({}, 0, finds, shipped_classifier(), {}, { true, Look::Second, kMarkers });
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

TEST(SecondReading, BesideTheMarkersIsFilled) { EXPECT_EQ(second_reading("Der", at(20, 60, 40, 18)).action, Action::Fill); }

}  // namespace
}  // namespace imprimatur::inspect
