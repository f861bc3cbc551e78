#include "caption/prepared.h"

#include <gtest/gtest.h>

namespace imprimatur::caption {
namespace {

std::string together(std::string_view text)
{
    const auto prepared = prepare(text, "caption");
    const auto pulled = pull_together(prepared.value());
    return pulled ? pulled->text : "";
}

TEST(PullTogether, WhatIsWrittenApart)
{
    EXPECT_EQ(together("see J o h n there"), "see John there");
    EXPECT_EQ(together("8 6 M, pain"), "86M, pain");
    EXPECT_EQ(together("J-o-h-n and M.a.r.y"), "John and Mary");
    EXPECT_EQ(together("4 5 5 1 0 8"), "455108");
    EXPECT_EQ(together("1-2-3 4 m"), "1-2-34m");
}

TEST(PullTogether, OrdinaryTextStays)
{
    for (const char* text : { "", "a b", "I am a man", "version 1.2.3", "e.g. at 5 p.m.", "4-3-1", "don't a b" })
        EXPECT_EQ(together(text), "") << text;
}

TEST(PullTogether, OffsetsAreThoseOfTheOriginal)
{
    const auto prepared = prepare("ü J o h n!", "caption");
    const auto pulled = pull_together(prepared.value());
    ASSERT_TRUE(pulled.has_value());
    const auto at = pulled->text.find("John");
    ASSERT_NE(at, std::string::npos);
    EXPECT_EQ(pulled->original_start(at), 2U);
    EXPECT_EQ(pulled->original_end(at + 4), 9U);
}

TEST(Prepare, DigitsOfAnyScriptAreDigits) { EXPECT_EQ(prepare("٨٦ वर्ष १०१", "caption").value().text, "86 वर्ष 101"); }

}  // namespace
}  // namespace imprimatur::caption
