// The bag of n-grams: what goes into it, what its weights make of it, and files that are none.
#include "caption/gram_reader.h"

#include "base/test_texts.h"
#include "caption/evidence.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <gtest/gtest.h>

namespace imprimatur::caption {
namespace {

std::vector<Gram> grams(const Post& post) { return word_grams(post).value(); }

bool same(const std::vector<Gram>& a, const std::vector<Gram>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
        [](const Gram& x, const Gram& y) { return x.bucket == y.bucket && std::abs(x.weight - y.weight) < 1e-6F; });
}

void put(std::string& file, float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    for (unsigned shift = 0; shift < 32; shift += 8)
        file.push_back(static_cast<char>((bits >> shift) & 0xFFU));
}

/// A file whose two sums weigh every n-gram the same.
std::string file_with(float bias, float scale, std::int8_t weight)
{
    std::string file = "IMPGRAM1";
    file += { static_cast<char>(kGramBits), 0, 0, 0 };
    for (int sum = 0; sum < 2; ++sum) {
        put(file, bias);
        put(file, scale);
        file.append(std::size_t { 1 } << kGramBits, static_cast<char>(weight));
    }
    return file;
}

TEST(WordGrams, EachGroupHasItsShareAndEveryBucketStandsOnce)
{
    const auto words = grams({ .caption = "86M falls, 86M" });
    EXPECT_TRUE(std::is_sorted(words.begin(), words.end(), [](const Gram& a, const Gram& b) { return a.bucket < b.bucket; }));
    EXPECT_EQ(
        std::adjacent_find(words.begin(), words.end(), [](const Gram& a, const Gram& b) { return a.bucket == b.bucket; }), words.end());
    double squares = 0;
    for (const auto& gram : words)
        squares += gram.weight * gram.weight;
    EXPECT_NEAR(squares, 1 + 0.7 * 0.7, 0.02) << "parts of words, and words with their pairs";
    EXPECT_TRUE(grams({}).empty());
}

TEST(WordGrams, CaseAccentsAndInvisibleCharactersAreNoDifference)
{
    EXPECT_TRUE(same(grams({ .caption = "José à Genève" }), grams({ .caption = "JOSE a\u200B GENEVE" })));
    EXPECT_FALSE(same(grams({ .caption = "Genève" }), grams({ .caption = "Lausanne" })));
}

TEST(WordGrams, OrderCountsInPairsOnlyAndTheAccountIsAnotherGroup)
{
    const auto there = grams({ .caption = "old man" });
    const auto back = grams({ .caption = "man old" });
    EXPECT_EQ(there.size(), back.size());
    EXPECT_FALSE(same(there, back));
    EXPECT_FALSE(same(grams({ .account = { .bio = "Leeds" } }), grams({ .caption = "Leeds" })));
}

TEST(WordGrams, AnEndlessWordHasNoParts)
{
    EXPECT_TRUE(grams({ .caption = std::string(1'000'000, 'a') }).empty());
    EXPECT_FALSE(word_grams({ .caption = "\xff" }).ok());
}

TEST(GramReader, AddsUpWhatItWeighsAndHoldsIt)
{
    const Post post { .caption = "86M falls" };
    double sum = 0;
    for (const auto& gram : grams(post))
        sum += gram.weight;
    const auto reading = GramReader::load(file_with(-0.5F, 0.01F, 3))->read(post).value();
    EXPECT_NEAR(reading.about_patient, -0.5 + 0.03 * sum, 1e-5);
    EXPECT_NEAR(reading.not_clean, reading.about_patient, 1e-9);
    EXPECT_EQ(GramReader::load(file_with(0, 1, 100))->read(post)->not_clean, kMostOdds);
    EXPECT_EQ(GramReader::load(file_with(0, 1, -100))->read(post)->not_clean, -1)
        << "for a post it says hardly anything, however sure it is";
    EXPECT_NEAR(GramReader::load(file_with(0.25F, 1, 100))->read({})->not_clean, 0.25, 1e-9) << "nothing is said";
    EXPECT_FALSE(GramReader::load(file_with(0, 1, 1))->read({ .caption = "\xff" }).ok());
}

TEST(GramReader, AFileThatIsNoneIsRefused)
{
    const auto whole = file_with(0, 1, 1);
    ASSERT_TRUE(GramReader::load(whole).ok());
    EXPECT_FALSE(GramReader::load("").ok());
    EXPECT_FALSE(GramReader::load(whole.substr(0, whole.size() - 1)).ok());
    EXPECT_FALSE(GramReader::load(whole + '\0').ok());
    auto other = whole;
    other[8] = static_cast<char>(kGramBits + 1);
    EXPECT_FALSE(GramReader::load(other).ok()) << "made for another number of n-grams";
    other = whole;
    other[0] = 'X';
    EXPECT_FALSE(GramReader::load(other).ok());
    for (const float number : { std::nanf(""), HUGE_VALF, -HUGE_VALF }) {
        EXPECT_FALSE(GramReader::load(file_with(number, 1, 1)).ok());
        EXPECT_FALSE(GramReader::load(file_with(0, number, 1)).ok());
    }
    other = whole;
    const auto second = 12 + 8 + (std::size_t { 1 } << kGramBits);
    other.replace(second, 4, std::string("\x00\x00\xc0\x7f", 4));
    EXPECT_FALSE(GramReader::load(other).ok()) << "the second sum's bias is no number";
}

GramReader shipped()
{
    return GramReader::load(file_text(std::filesystem::path(IMPRIMATUR_SOURCE_DIR) / "models/words_grams.bin")).value();
}

TEST(GramReader, AHarmlessMessageThatIsRepliedToDilutesNothing)
{
    Post post { .caption = "Margaret, 74, retired dancer from Hull. Hip fixed on Friday. Her daughter says she still dances." };
    const auto alone = shipped().read(post).value();
    EXPECT_GT(alone.not_clean, 2);
    for (int i = 0; i < 40; ++i)
        post.reply_to += "Join our free webinar on fracture care, slides and recordings are on the website of the society. ";
    const auto answering = shipped().read(post).value();
    EXPECT_GE(answering.not_clean, alone.not_clean);
    EXPECT_GE(answering.about_patient, alone.about_patient);
}

TEST(GramReader, TheShippedOneTellsAPatientFromATalk)
{
    const auto reader = shipped();
    const auto patient
        = reader.read({ .caption = "86M fell in the bakery on Monday, hip fixed here in Hull. His daughter told us he still dances." })
              .value();
    const auto talk
        = reader.read({ .caption = "Great talk on hip fractures at the congress in Hull on Monday. Slides are on the website." }).value();
    EXPECT_GT(patient.about_patient, 0);
    EXPECT_GT(patient.not_clean, 0);
    EXPECT_LT(talk.about_patient, 0);
    EXPECT_LT(talk.not_clean, 0);
}

}  // namespace
}  // namespace imprimatur::caption
