// The tokeniser held to what the reader was trained on (train/words/tokens_made.py wrote the cases).
#include "caption/tokeniser.h"

#include "base/test_texts.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace imprimatur::caption {
namespace {

std::string source_file(const std::string& name) { return file_text(std::filesystem::path(IMPRIMATUR_SOURCE_DIR) / name); }

Tokeniser readers_own() { return Tokeniser::load(source_file("models/words_vocabulary.txt")).value(); }

TEST(Tokeniser, MakesTheTokensOfTheTraining)
{
    const auto tokeniser = readers_own();
    const auto cases = nlohmann::json::parse(source_file("src/caption/tokeniser_cases.json"));
    ASSERT_GT(cases.size(), 20U);
    for (const auto& one : cases) {
        const auto text = one["text"].get<std::string>();
        const auto tokens = tokeniser.tokens(text);
        ASSERT_TRUE(tokens.ok()) << text;
        nlohmann::json made = nlohmann::json::array();
        for (const auto& token : *tokens)
            made.push_back({ token.piece, static_cast<int>(token.letters), token.start, token.end, token.goes_on });
        EXPECT_EQ(made, one["tokens"]) << text;
    }
}

TEST(Tokeniser, SaysWhatItCannotRead)
{
    EXPECT_FALSE(readers_own().tokens("a\xff").ok());
    EXPECT_FALSE(Tokeniser::load("one\ntwo\n").ok()) << "no marks";
    EXPECT_FALSE(Tokeniser::load("[UNK]\n[CLS]\n[SEP]\n\xff\n").ok());
}

TEST(Tokeniser, TakesTimeInStepWithTheText)
{
    // A megabyte without a space, and one of marks: each word is cut off, none is searched from every end.
    const auto tokeniser = readers_own();
    EXPECT_EQ(tokeniser.tokens(std::string(1'000'000, 'q'))->size(), 1U);
    EXPECT_EQ(tokeniser.tokens(std::string(1'000'000, '#'))->size(), 1'000'000U);
}

}  // namespace
}  // namespace imprimatur::caption
