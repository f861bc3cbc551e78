// Windows of a post, and the spans that a reading of them makes.
#include "caption/learned_reading.h"

#include "caption/rule.h"

#include <gtest/gtest.h>

namespace imprimatur::caption {
namespace {

Tokeniser small() { return Tokeniser::load("[PAD]\n[UNK]\n[CLS]\n[SEP]\nman\n86\n##m\nfalls\n").value(); }

LabelChances even()
{
    LabelChances least {};
    least.fill(0.5);
    return least;
}

WordReading nothing_in(const WordWindow& window)
{
    WordReading reading;
    reading.labels.assign(window.places.size() * 2 * kReaderLabels, 0);
    reading.post_class = { 1, 0, 0 };
    return reading;
}

void say(WordReading& reading, std::size_t piece, Label label, double inside, bool begins)
{
    reading.labels[piece * 2 * kReaderLabels + static_cast<std::size_t>(label)] = static_cast<std::uint8_t>(inside * 255);
    reading.labels[piece * 2 * kReaderLabels + kReaderLabels + static_cast<std::size_t>(label)] = begins ? 255 : 0;
}

TEST(WordWindows, FieldsStandInTheOrderOfTheTraining)
{
    Post post { .account = { .name = "man", .bio = "man" }, .caption = "86M falls" };
    const auto windows = word_windows(post, small(), {}).value();
    ASSERT_EQ(windows.windows.size(), 1U);
    EXPECT_TRUE(windows.complete);
    // [CLS] 86 ##m falls [SEP] (alt) [SEP] man [SEP] (handle) [SEP] man [SEP] (location) [SEP]
    EXPECT_EQ(windows.windows[0].sequence.pieces, (std::vector<std::uint16_t> { 2, 5, 6, 7, 3, 3, 4, 3, 3, 4, 3, 3 }));
    EXPECT_EQ(windows.windows[0].sequence.segments, (std::vector<std::uint8_t> { 0, 0, 1, 0, 0, 4, 8, 8, 12, 16, 16, 20 }));
    EXPECT_EQ(kFieldNames[windows.windows[0].places[9]->field], "bio");
}

TEST(WordWindows, TheSignOfAHandleIsNotRead)
{
    const auto plain = word_windows({ .account = { .handle = "man" }, .caption = "falls" }, small(), {}).value();
    const auto with_sign = word_windows({ .account = { .handle = "@man" }, .caption = "falls" }, small(), {}).value();
    EXPECT_EQ(with_sign.windows[0].sequence.pieces, plain.windows[0].sequence.pieces);
    const auto& place = with_sign.windows[0].places[5];
    ASSERT_TRUE(place);
    EXPECT_EQ(place->start, 1U) << "offsets count the sign";
    EXPECT_EQ(place->end, 4U);
}

TEST(WordWindows, WhatTheRulesFoundIsMarked)
{
    Rule alone { .label = Label::AgeExact };
    Rule weak { .label = Label::AgeExact, .strength = Strength::Assent };
    const std::vector<Found> found { { .field = 0, .start = 4, .end = 7, .rule = &weak },
        { .field = 0, .start = 0, .end = 3, .rule = &weak }, { .field = 0, .start = 0, .end = 3, .rule = &alone } };
    const auto windows = word_windows({ .caption = "86M 86M" }, small(), found).value();
    const auto& marks = windows.windows[0].sequence.marks;
    const auto age = static_cast<std::uint8_t>(1 + static_cast<int>(Label::AgeExact));
    EXPECT_EQ(std::vector<std::uint8_t>(marks.begin(), marks.begin() + 6),
        (std::vector<std::uint8_t> {
            0, age, age, static_cast<std::uint8_t>(age + kReaderLabels), static_cast<std::uint8_t>(age + kReaderLabels), 0 }));
}

TEST(WordWindows, ALongCaptionIsSeenWholeAndAnEndlessOneSaysSo)
{
    std::string words;
    for (int i = 0; i < 600; ++i)
        words += "man ";
    const auto windows = word_windows({ .caption = words }, small(), {}).value();
    ASSERT_GT(windows.windows.size(), 2U);
    std::vector<bool> seen(600, false);
    for (const auto& window : windows.windows) {
        EXPECT_LE(window.places.size(), kMaxReaderTokens);
        for (const auto& place : window.places) {
            if (place)
                seen[place->start / 4] = true;
        }
    }
    EXPECT_EQ(std::count(seen.begin(), seen.end(), true), 600);
    EXPECT_TRUE(windows.complete);
    for (int i = 0; i < 4; ++i)
        words += words;
    EXPECT_FALSE(word_windows({ .caption = words }, small(), {})->complete);
}

TEST(LearnedReading, RunsOfPiecesBecomeSpans)
{
    const auto windows = word_windows({ .caption = "86M 86M falls" }, small(), {}).value();
    auto reading = nothing_in(windows.windows[0]);
    for (const std::size_t piece : { 1U, 2U, 3U, 4U })
        say(reading, piece, Label::AgeExact, 0.8, piece == 1 || piece == 3);
    const auto read = LearnedReading::of(windows.windows, { reading }).value();
    const auto spans = read.spans(even());
    ASSERT_EQ(spans.size(), 2U) << "the second begins where the network says so";
    EXPECT_EQ(spans[1].start, 4U);
    EXPECT_EQ(spans[1].end, 7U);
    EXPECT_EQ(spans[0].label, Label::AgeExact);
    EXPECT_GT(read.chance(0, 0, 3, Label::AgeExact), 0.79);
    EXPECT_EQ(read.chance(0, 8, 13, Label::AgeExact), 0);
}

TEST(LearnedReading, TheWorstWindowJudgesThePost)
{
    std::string words;
    for (int i = 0; i < 600; ++i)
        words += "man ";
    const auto windows = word_windows({ .caption = words }, small(), {}).value();
    std::vector<WordReading> readings;
    for (const auto& window : windows.windows)
        readings.push_back(nothing_in(window));
    readings.back().post_class = { 0.1, 0.2, 0.7 };
    readings.back().about_patient = 0.9;
    const auto read = LearnedReading::of(windows.windows, readings).value();
    EXPECT_DOUBLE_EQ(read.clean(), 0.1);
    EXPECT_DOUBLE_EQ(read.worst(), 0.7);
    EXPECT_DOUBLE_EQ(read.about_patient(), 1.0);
}

TEST(LearnedReading, AnAnswerThatDoesNotFitIsRefused)
{
    const auto windows = word_windows({ .caption = "man" }, small(), {}).value();
    auto reading = nothing_in(windows.windows[0]);
    reading.labels.pop_back();
    EXPECT_FALSE(LearnedReading::of(windows.windows, { reading }).ok());
    EXPECT_FALSE(LearnedReading::of(windows.windows, {}).ok());
}

}  // namespace
}  // namespace imprimatur::caption
