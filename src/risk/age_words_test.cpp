#include "risk/age_words.h"

#include <gtest/gtest.h>

namespace imprimatur::risk {

TEST(AgeWords, ABandInWordsNarrowsLikeAFigureDoes)
{
    EXPECT_EQ(age_band_in("elderly man with breathlessness"), (AgeRange { 75, 125 }));
    EXPECT_EQ(age_band_in("a woman in her 40s"), (AgeRange { 40, 49 }));
    EXPECT_EQ(age_band_in("octogenarian, elderly"), (AgeRange { 80, 89 }));
    EXPECT_EQ(age_band_in("a folder of 300 slides, 120 kv"), std::nullopt);
    EXPECT_EQ(age_band_in("the boyfriend came along"), std::nullopt);
}

TEST(AgeWords, OpenEndsAndDecadesInWordsAreBands)
{
    EXPECT_EQ(age_band_in("man over 90 with a hip fracture"), (AgeRange { 90, 125 }));
    EXPECT_EQ(age_band_in("woman aged over 90"), (AgeRange { 90, 125 }));
    EXPECT_EQ(age_band_in("a 90+ man"), (AgeRange { 90, 125 }));
    EXPECT_EQ(age_band_in("patient 75 or older"), (AgeRange { 75, 125 }));
    EXPECT_EQ(age_band_in("man in his nineties"), (AgeRange { 90, 99 }));
    EXPECT_EQ(age_band_in("one of our centenarians"), (AgeRange { 100, 125 }));
    EXPECT_EQ(age_band_in("nonagenarian with a stroke"), (AgeRange { 90, 99 }));
}

TEST(AgeWords, NumbersOfOtherThingsAreNone)
{
    EXPECT_EQ(age_band_in("over 50 cases this year"), std::nullopt);
    EXPECT_EQ(age_band_in("pulse over 120 bpm, over 90% stenosis, over 20 mm"), std::nullopt);
    EXPECT_EQ(age_band_in("moreover 30 of them"), std::nullopt);
    EXPECT_EQ(age_band_in("over 1.50 and over 3000"), std::nullopt);
}

}  // namespace imprimatur::risk
