#include "mutator.h"

#include <gtest/gtest.h>

#include <numeric>
#include <set>

using namespace imprimatur::hostile;

namespace {

Bytes ramp(std::size_t size)
{
    Bytes bytes(size);
    std::iota(bytes.begin(), bytes.end(), std::uint8_t { 0 });
    return bytes;
}

}  // namespace

TEST(Mutate, TheSameSeedBreaksTheSameWay)
{
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        Chance one(seed);
        Chance two(seed);
        EXPECT_EQ(mutate(ramp(500), ramp(77), one).bytes, mutate(ramp(500), ramp(77), two).bytes);
    }
}

TEST(Mutate, IsAlwaysADifferentFileAndSaysHow)
{
    std::set<Bytes> seen;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        Chance chance(seed);
        const auto mutant = mutate(ramp(300), ramp(300), chance);
        EXPECT_NE(mutant.bytes, ramp(300));
        EXPECT_FALSE(mutant.how.empty());
        seen.insert(mutant.bytes);
    }
    EXPECT_GT(seen.size(), 480U);
}

TEST(Mutate, TakesTinyAndEmptyFiles)
{
    for (std::size_t size = 0; size < 12; ++size) {
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            Chance chance(seed);
            const auto mutant = mutate(ramp(size), {}, chance);
            EXPECT_LE(mutant.bytes.size(), size + 200'000);
        }
    }
}

TEST(Mutate, ReachesTheHeadOfADicomElement)
{
    // Four times (0010,0010) PN with the value "A ": only the element's own bytes can differ in a DICOM edit.
    Bytes file;
    for (int i = 0; i < 4; ++i)
        file.insert(file.end(), { 0x10, 0, 0x10, 0, 'P', 'N', 2, 0, 'A', ' ' });
    bool edited_vr = false;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        Chance chance(seed);
        const auto mutant = mutate(file, file, chance);
        edited_vr
            = edited_vr || (mutant.how == "DICOM element" && mutant.bytes[4] >= 'A' && mutant.bytes[4] <= 'U' && mutant.bytes[4] != 'P');
    }
    EXPECT_TRUE(edited_vr);
}
