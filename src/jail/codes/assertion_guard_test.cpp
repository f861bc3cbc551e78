#include "jail/codes/assertion_guard.h"

#include <gtest/gtest.h>

// By name: assert() itself is gone in a release build, and in a library it is not.
extern "C" [[noreturn]] void __assert_fail(const char*, const char*, unsigned int, const char*) noexcept;

namespace imprimatur::jail {
namespace {

void fail() { __assert_fail("two points", "library.h", 7, "line"); }

TEST(AssertionGuard, ALibrarysFailedAssertionEndsTheReadingAlone)
{
    int reached = 0;
    EXPECT_TRUE(survives_assertions([&] { reached += 1; }));
    EXPECT_FALSE(survives_assertions([&] {
        reached += 10;
        fail();
        reached += 100;
    }));
    EXPECT_TRUE(survives_assertions([&] { reached += 1000; }));
    EXPECT_EQ(reached, 1011);
}

TEST(AssertionGuard, OutsideOfAGuardTheProcessEnds)
{
    EXPECT_DEATH(fail(), "");
    EXPECT_TRUE(survives_assertions([] {}));
    EXPECT_DEATH(fail(), "") << "no guard is left behind";
}

}  // namespace
}  // namespace imprimatur::jail
