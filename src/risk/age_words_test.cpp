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

}  // namespace imprimatur::risk
