// What becomes of posts when the learned reader is there, is missing, or sees more than the rules.
#include "desk/screen_posts.h"

#include "desk/fake_office.h"
#include "desk/fake_reader.h"

#include <gtest/gtest.h>

namespace imprimatur::desk {
namespace {

/// Reads every window as `read` says; without it, it is not installed.
class WordsReader : public FakeReader {
public:
    std::function<WordReading(const WordSequence&)> read;
    std::size_t asked = 0;

    Result<Read<std::vector<WordReading>>> read_words(const std::vector<WordSequence>& sequences) override
    {
        if (!read)
            return FakeReader::read_words(sequences);
        std::vector<WordReading> readings;
        for (const auto& sequence : sequences)
            readings.push_back(read(sequence));
        asked += sequences.size();
        return Read<std::vector<WordReading>>(std::move(readings));
    }
};

WordReading reading(const WordSequence& sequence, double about, double clean, double worst = 0)
{
    WordReading out;
    out.labels.assign(sequence.pieces.size() * 2 * kReaderLabels, 0);
    out.about_patient = about;
    out.post_class = { clean, 1 - clean - worst, worst };
    return out;
}

Screening screened(WordsReader& reader, const std::string& caption, const ScreenOptions& options = {})
{
    FakeOffice office(reader);
    const Post post { .id = "1", .caption = caption };
    auto answers = screen_posts(office.office(), std::span(&post, 1), options);
    return answers.value().front().value();
}

TEST(ScreenPosts, WithoutTheLearnedReaderTheRulesReadAloneAndSaySo)
{
    WordsReader missing;
    const auto screening = screened(missing, "86M with a hip fracture, seen last night");
    EXPECT_FALSE(screening.read_twice);
    EXPECT_EQ(screening.post_class, PostClass::AtRisk);
}

TEST(ScreenPosts, RulesAloneOnRequest)
{
    WordsReader reader;
    reader.read = [](const WordSequence& s) { return reading(s, 1, 0); };
    EXPECT_FALSE(screened(reader, "86M with a hip fracture", { .rules_alone = true, .occasion = {} }).read_twice);
    EXPECT_EQ(reader.asked, 0U);
}

TEST(ScreenPosts, ATalkIsNoPatientAlthoughItHasAnAge)
{
    WordsReader reader;
    reader.read = [](const WordSequence& s) { return reading(s, 0.001, 0.999); };
    const auto screening = screened(reader, "Our speaker, a 45-year-old surgeon from Leeds, takes the stage on 3 May");
    EXPECT_TRUE(screening.read_twice);
    EXPECT_FALSE(screening.about_patient);
    EXPECT_EQ(screening.post_class, PostClass::Compliant);
    EXPECT_TRUE(screening.spans.empty());
}

TEST(ScreenPosts, WhatIsSpelledOutTellsWhateverTheLearnedReaderMakesOfIt)
{
    WordsReader reader;
    reader.read = [](const WordSequence& s) { return reading(s, 0.01, 0.99); };
    const auto screening = screened(reader, "86-year-old seen last Tuesday at Northgate General Hospital in Leeds.");
    EXPECT_TRUE(screening.about_patient);
    EXPECT_NE(screening.post_class, PostClass::Compliant);
    EXPECT_GE(screening.spans.size(), 3U);
}

TEST(ScreenPosts, WhoIsNamedInSoManyWordsIsNamedWhateverTheLearnedReaderMakesOfIt)
{
    WordsReader reader;
    reader.read = [](const WordSequence& s) { return reading(s, 0.001, 0.999); };
    for (const auto* caption :
        { "My patient Mrs Jane Example is 44", "61-year-old male with a 3-year history of dysphagia.", "Graciela, our patient, went home",
            "Thank you Mrs Example for the flowers. Your new hip looks great.", "My patient has a broken hip. She is 44." }) {
        const auto screening = screened(reader, caption);
        EXPECT_TRUE(screening.about_patient) << caption;
        EXPECT_NE(screening.post_class, PostClass::Compliant) << caption;
        EXPECT_FALSE(screening.spans.empty()) << caption;
    }
    for (const auto* caption : { "Quiz: a 61-year-old male with dysphagia. What is it?", "Bella the cat, our patient of the week, is 4",
             "Graciela, our patient safety lead, retires" })
        EXPECT_EQ(screened(reader, caption).post_class, PostClass::Compliant) << caption;
}

TEST(ScreenPosts, BesideAPatientsImageNobodyHasToGuess)
{
    WordsReader reader;
    reader.read = [](const WordSequence& s) { return reading(s, 0.001, 0.999); };
    const auto screening
        = screened(reader, "A 45-year-old from Leeds", { .rules_alone = false, .occasion = { .beside_a_patients_image = true } });
    EXPECT_TRUE(screening.about_patient);
    EXPECT_FALSE(screening.spans.empty());
    EXPECT_NE(screening.post_class, PostClass::Compliant);
}

TEST(ScreenPosts, WhatTheReaderSeesInTheProposalDoesNotPass)
{
    // Whatever stands there, the first word of the caption tells, and no wording helps.
    WordsReader reader;
    reader.read = [](const WordSequence& s) {
        auto out = reading(s, 1, 0.01, 0.5);
        const auto label = static_cast<std::size_t>(16);  // HISTORY_DETAIL
        if (out.labels.size() > 2 * kReaderLabels)
            out.labels[2 * kReaderLabels + label] = 255;
        return out;
    };
    const auto screening = screened(reader, "The 86M was seen. She fell. He rose. They sat. It stayed.");
    EXPECT_TRUE(screening.read_twice);
    EXPECT_FALSE(screening.rewrite_passes);
    EXPECT_FALSE(screening.cannot_fix.empty());
}

TEST(ScreenPosts, ManyPostsAreAnsweredInTheirOrderAndABadOneAlone)
{
    WordsReader reader;
    reader.read = [](const WordSequence& s) { return reading(s, 0.001, 0.999); };
    FakeOffice office(reader);
    std::vector<Post> posts;
    for (int i = 0; i < 130; ++i)
        posts.push_back({ .id = std::to_string(i), .caption = i == 70 ? "a\xff" : "Course number " + std::to_string(i) });
    const auto answers = screen_posts(office.office(), posts).value();
    ASSERT_EQ(answers.size(), posts.size());
    for (std::size_t i = 0; i < answers.size(); ++i) {
        EXPECT_EQ(answers[i].ok(), i != 70) << i;
        EXPECT_TRUE(!answers[i].ok() || answers[i]->rewrite == posts[i].caption) << i;
    }
}

TEST(ScreenPosts, ATextThatIsTooLongIsNotScreenedWhateverItsReadPartsSay)
{
    WordsReader reader;
    reader.read = [](const WordSequence& s) { return reading(s, 0.001, 0.999); };
    std::string caption;
    for (int i = 0; i < 20'000; ++i)
        caption += "slides ";
    const auto screening = screened(reader, caption);
    EXPECT_EQ(screening.post_class, PostClass::NonCompliant);
    EXPECT_FALSE(screening.rewrite_passes);
    EXPECT_FALSE(screening.cannot_fix.empty());
}

TEST(ScreenPosts, HalfALearnedReaderIsNone)
{
    for (const bool vocabulary : { true, false }) {
        auto texts = shipped_texts();
        (vocabulary ? texts.vocabulary : texts.grams).reset();
        const auto book = load_rulebook(std::move(texts));
        ASSERT_TRUE(book.ok()) << book.error().line();
        EXPECT_FALSE(book->readers) << "then the rules read alone, and every answer says so";
    }
    auto texts = shipped_texts();
    texts.grams->pop_back();
    EXPECT_FALSE(load_rulebook(std::move(texts)).ok()) << "a damaged half is no missing one";
}

}  // namespace
}  // namespace imprimatur::desk
