// One letter at a time, in the rectangles that a detector puts around letters.
#include "jail/text/text_recogniser.h"

#include "jail/text/text_reader.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {
namespace {

const TextRecogniser& recogniser()
{
    static const auto loaded = []() -> Result<TextRecogniser> {
        const auto paths = text_models_in(std::filesystem::path(IMPRIMATUR_SHARE_DIR) / "models");
        return TextRecogniser::load(TRY(OnnxRuntime::open(paths.runtime)), paths.recogniser, paths.keys);
    }();
    if (!loaded.ok())
        throw std::runtime_error(loaded.error().line());
    return *loaded;
}

struct Letter {
    cv::Mat picture = cv::Mat::zeros(120, 120, CV_8U);
    cv::Rect ink;
};

Letter drawn(const char* text)
{
    constexpr double kScale = 0.9;
    Letter letter;
    int baseline = 0;
    const auto size = cv::getTextSize(text, cv::FONT_HERSHEY_DUPLEX, kScale, 2, &baseline);
    letter.ink = { 50, 60 - size.height, size.width, size.height };
    cv::putText(letter.picture, text, { 50, 60 }, cv::FONT_HERSHEY_DUPLEX, kScale, cv::Scalar(230), 2, cv::LINE_AA);
    return letter;
}

void expect_read(const Letter& letter, const Quad& quad, const char* text)
{
    TextBox box;
    box.quad = quad;
    ASSERT_TRUE(recogniser().read(letter.picture, box, Tries::Turned).ok());
    EXPECT_EQ(box.text, text);
    EXPECT_GE(box.recognition, 0.8) << text;
}

TEST(TextRecogniser, ALetterInARectangleThatLiesAskewIsReadUpright)
{
    for (const char* text : { "L", "R", "A" }) {
        const auto letter = drawn(text);
        const double x = letter.ink.x + letter.ink.width / 2.0;
        const double y = letter.ink.y + letter.ink.height / 2.0;
        const double reach = 0.75 * letter.ink.height;
        expect_read(letter, { { Point { x - reach, y }, Point { x, y - reach }, Point { x + reach, y }, Point { x, y + reach } } }, text);
    }
}

TEST(TextRecogniser, ALetterTallerThanWideIsNotTakenForTurnedWriting)
{
    for (const char* text : { "L", "R", "P" }) {
        const auto letter = drawn(text);
        const double left = letter.ink.x - 1.0;
        const double right = letter.ink.x + letter.ink.width + 1.0;
        const double middle = letter.ink.y + letter.ink.height / 2.0;
        const double up = 0.8 * (right - left);
        expect_read(letter,
            { { Point { left, middle - up }, Point { right, middle - up }, Point { right, middle + up }, Point { left, middle + up } } },
            text);
    }
}

TEST(TextRecogniser, WritingThatRunsDownwardsIsNotReadUpsideDown)
{
    for (const char* text : { "TE 110", "TE 19", "HR 61", "W 1061" }) {
        int baseline = 0;
        const auto size = cv::getTextSize(text, cv::FONT_HERSHEY_DUPLEX, 0.9, 2, &baseline);
        Letter line { cv::Mat::zeros(size.height + 40, size.width + 40, CV_8U), {} };
        cv::putText(line.picture, text, { 20, 20 + size.height }, cv::FONT_HERSHEY_DUPLEX, 0.9, cv::Scalar(230), 2, cv::LINE_AA);
        cv::rotate(line.picture, line.picture, cv::ROTATE_90_CLOCKWISE);
        const double right = line.picture.cols - 16;
        const double bottom = line.picture.rows - 16;
        expect_read(line, { { Point { 16, 16 }, Point { right, 16 }, Point { right, bottom }, Point { 16, bottom } } }, text);
    }
}

}  // namespace
}  // namespace imprimatur::jail
