// The network itself: whether it loads, fits its description, and answers the same in a jail's child as here.
#include "jail/words/word_reader.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace imprimatur::jail {
namespace {

const WordReader& reader()
{
    static const WordReader loaded = WordReader::load(std::string(IMPRIMATUR_SHARE_DIR) + "/models").value();
    return loaded;
}

TEST(WordReader, AnswersWithChancesForEveryPiece)
{
    const WordSequence sequence { { 101, 6564, 2213, 2007, 102 }, { 0, 0, 1, 0, 0 }, { 0, 4, 4, 0, 0 } };
    const auto reading = reader().read(sequence).value();
    EXPECT_EQ(reading.labels.size(), 5 * 2 * kReaderLabels);
    const double sum = reading.post_class[0] + reading.post_class[1] + reading.post_class[2];
    EXPECT_NEAR(sum, 1, 1e-3);
    EXPECT_GE(reading.about_patient, 0);
    EXPECT_LE(reading.about_patient, 1);
}

TEST(WordReader, TheSamePiecesGetTheSameAnswer)
{
    const WordSequence sequence { { 101, 2040, 2003, 2023, 102 }, { 0, 1, 0, 0, 0 }, { 0, 0, 0, 0, 0 } };
    EXPECT_EQ(reader().read(sequence)->labels, reader().read(sequence)->labels);
}

TEST(WordReader, RefusesWhatIsNoSequence)
{
    EXPECT_FALSE(reader().read({}).ok());
    EXPECT_FALSE(reader().read({ { 1, 2 }, { 0 }, { 0 } }).ok());
    const WordSequence long_one { std::vector<std::uint16_t>(kMaxReaderTokens + 1, 5), std::vector<std::uint8_t>(kMaxReaderTokens + 1, 0),
        std::vector<std::uint8_t>(kMaxReaderTokens + 1, 0) };
    EXPECT_FALSE(reader().read(long_one).ok());
}

TEST(WordReader, SaysWhichFileIsMissing) { EXPECT_FALSE(WordReader::load("/nowhere").ok()); }

}  // namespace
}  // namespace imprimatur::jail
