#include "dicom/character_set.h"

#include "dicom/converter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace imprimatur::dicom {
namespace {

using ::testing::ElementsAre;

// The examples of PS3.5 Annexes H, I, J and K: Yamada Tarou, Hong Gildong, Buc Jerome, Wang XiaoDong.
constexpr std::string_view kYamada = "Yamada^Tarou=\x1B$B;3ED\x1B(B^\x1B$BB@O:\x1B(B=\x1B$B$d$^$@\x1B(B^\x1B$B$?$m$&\x1B(B";

TEST(CharacterSet, ReadsTheStandardsOwnExamples)
{
    EXPECT_EQ(CharacterSet("\\ISO 2022 IR 87").to_utf8(kYamada), "Yamada^Tarou=山田^太郎=やまだ^たろう");
    EXPECT_EQ(CharacterSet("ISO_IR 13").to_utf8("\xD4\xCF\xC0\xDE^\xC0\xDB\xB3"), "ﾔﾏﾀﾞ^ﾀﾛｳ");
    EXPECT_EQ(CharacterSet("ISO 2022 IR 13\\ISO 2022 IR 87").to_utf8("\xD4\xCF\xC0\xDE^\xC0\xDB\xB3=\x1B$B;3ED\x1B(J^\x1B$BB@O:\x1B(J"),
        "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎");
    EXPECT_EQ(CharacterSet("\\ISO 2022 IR 149").to_utf8("Hong^Gildong=\x1B$)C\xFB\xF3^\x1B$)C\xD1\xCE\xD4\xD7"), "Hong^Gildong=洪^吉洞");
    EXPECT_EQ(CharacterSet("ISO_IR 100").to_utf8("Buc^J\xE9r\xF4me"), "Buc^Jérôme");
    EXPECT_EQ(CharacterSet("ISO_IR 192").to_utf8("Wang^XiaoDong=王^小东"), "Wang^XiaoDong=王^小东");
    EXPECT_EQ(CharacterSet("GB18030").to_utf8("Wang^XiaoDong=\xCD\xF5^\xD0\xA1\xB6\xAB"), "Wang^XiaoDong=王^小东");
    EXPECT_EQ(CharacterSet("\\ISO 2022 IR 58").to_utf8("Zhang^XiaoDong=\x1B$)A\xD5\xC5^\x1B$)A\xD0\xA1\xB6\xAB"), "Zhang^XiaoDong=张^小东");
    EXPECT_EQ(CharacterSet("ISO_IR 144").to_utf8("\xBB\xEE\xDA\xE1\xD5\xDC\xD1\xE3\xE0\xD3"), "Люксембург");
}

TEST(CharacterSet, WhatMeansNothingIsNotKept)
{
    EXPECT_EQ(CharacterSet("").to_utf8("J\xE9r\xF4me"), "J\uFFFDr\uFFFDme");
    EXPECT_EQ(CharacterSet("ISO_IR 192").to_utf8("a\xC3(b"), "a\uFFFD(b");
    const CharacterSet unknown("ISO_IR 4711");
    EXPECT_FALSE(unknown.known());
    EXPECT_EQ(unknown.to_utf8("\xE9"), "\uFFFD");
    EXPECT_TRUE(CharacterSet("").known());
    EXPECT_TRUE(CharacterSet("\\ISO 2022 IR 87").known());
}

TEST(CharacterSet, TheCommonSlipIsUnderstoodAndPutRight)
{
    const CharacterSet slip("ISO-IR 100 ");
    EXPECT_TRUE(slip.known());
    EXPECT_EQ(slip.terms(), "ISO_IR 100");
    EXPECT_EQ(slip.to_utf8("\xE9"), "é");
}

TEST(CharacterSet, WritesBackOnlyWhatItCanWriteWhole)
{
    EXPECT_EQ(CharacterSet("ISO_IR 100").from_utf8("Jérôme"), "J\xE9r\xF4me");
    EXPECT_EQ(CharacterSet("ISO_IR 100").from_utf8("山田"), std::nullopt);
    EXPECT_EQ(CharacterSet("").from_utf8("plain"), "plain");
    EXPECT_EQ(CharacterSet("").from_utf8("é"), std::nullopt);
    EXPECT_EQ(CharacterSet("\\ISO 2022 IR 87").from_utf8("山田"), std::nullopt) << "no escape sequences are written";
    EXPECT_EQ(CharacterSet("ISO_IR 192").from_utf8("山田"), "山田");
}

TEST(CharacterSet, ABackslashInsideACharacterSeparatesNothing)
{
    EXPECT_THAT(CharacterSet("").split("a\\b\\"), ElementsAre("a", "b", ""));
    // 8D 5C is one character of GB18030, and "B\" is half of one in JIS X 0208.
    EXPECT_THAT(CharacterSet("GB18030").split("\x8D\x5C\\b"), ElementsAre("\x8D\x5C", "b"));
    EXPECT_THAT(CharacterSet("\\ISO 2022 IR 87").split("\x1B$BB\\\x1B(B\\b"), ElementsAre("\x1B$BB\\\x1B(B", "b"));
    EXPECT_THAT(CharacterSet("ISO_IR 100").split("\xE9\\b"), ElementsAre("\xE9", "b"));
}

TEST(CharacterSet, AnyBytesInAnySetBecomeUtf8)
{
    std::mt19937 chance(20261122);
    for (const auto* terms : { "", "ISO_IR 100", "ISO_IR 13", "ISO_IR 192", "GB18030", "GBK", "\\ISO 2022 IR 87\\ISO 2022 IR 159",
             "\\ISO 2022 IR 149", "\\ISO 2022 IR 58", "ISO_IR 166", "nonsense\\more of it" }) {
        const CharacterSet set(terms);
        for (int i = 0; i < 300; ++i) {
            std::string bytes;
            for (auto left = chance() % 40; left > 0; --left)
                bytes += chance() % 5 == 0 ? '\x1B' : chance() % 3 == 0 ? "$()BIJCAD-"[chance() % 10] : static_cast<char>(chance());
            const auto utf8 = set.to_utf8(bytes);
            EXPECT_TRUE(convert_exactly("UTF-16LE", "UTF-8", utf8)) << terms;
            std::size_t length = 0;
            const auto parts = set.split(bytes);
            for (const auto part : parts)
                length += part.size() + 1;
            EXPECT_EQ(length, bytes.size() + 1) << terms;
        }
    }
}

TEST(Converter, ReplacesOrRefuses)
{
    EXPECT_EQ(convert("ISO-8859-1", "UTF-8", "a山b"), "a???b") << "one sign for each byte that cannot be written";
    EXPECT_EQ(convert_exactly("ISO-8859-1", "UTF-8", "a山b"), std::nullopt);
    EXPECT_EQ(convert_exactly("ISO-8859-1", "UTF-8", "\xC3"), std::nullopt);
    EXPECT_EQ(convert_exactly("NO-SUCH-SET", "UTF-8", "a"), std::nullopt);
    EXPECT_EQ(convert("UTF-8", "NO-SUCH-SET", "a"), "\uFFFD");
    const std::string long_text(5000, '\xE9');
    EXPECT_EQ(convert("UTF-8", "ISO-8859-1", long_text).size(), 10'000U);
}

}  // namespace
}  // namespace imprimatur::dicom
