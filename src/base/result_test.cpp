#include "imprimatur/result.h"

#include <gtest/gtest.h>

#include <memory>

namespace imprimatur {

namespace {

Result<int> half(int number)
{
    if (number % 2 != 0)
        return Error { ErrorCode::InvalidArgument, "odd number", "half", "give an even one" };
    return number / 2;
}

Result<int> quarter(int number) { return TRY(half(TRY(half(number)))); }

Result<void> must_be_even(int number)
{
    TRY(half(number));
    return {};
}

}  // namespace

TEST(Result, TryYieldsTheValueOrReturnsTheError)
{
    EXPECT_EQ(quarter(8).value(), 2);
    ASSERT_FALSE(quarter(6).ok());
    EXPECT_EQ(quarter(6).error().line(), "odd number (half): give an even one");
    EXPECT_TRUE(must_be_even(2).ok());
    EXPECT_FALSE(must_be_even(3).ok());
}

TEST(Result, CarriesWhatCanOnlyBeMoved)
{
    Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
    const auto value = std::move(result).value();
    EXPECT_EQ(*value, 7);
}

}  // namespace imprimatur
