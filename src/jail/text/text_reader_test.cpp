// On pictures that the test draws itself.
#include "base/limits.h"
#include "jail/text/test_writing.h"

namespace imprimatur::jail {
namespace {

/// Every corner of `ink` and its middle lie in one box or another.
bool is_covered(const cv::Rect& ink, const std::vector<TextBox>& boxes)
{
    for (const double x : { 0.02, 0.25, 0.5, 0.75, 0.98 }) {
        for (const double y : { 0.1, 0.5, 0.9 }) {
            const cv::Point2f point(static_cast<float>(ink.x + x * ink.width), static_cast<float>(ink.y + y * ink.height));
            const bool inside = std::any_of(boxes.begin(), boxes.end(), [&point](const TextBox& box) {
                std::vector<cv::Point2f> corners;
                for (const auto& corner : box.quad.corners)
                    corners.emplace_back(static_cast<float>(corner.x), static_cast<float>(corner.y));
                return cv::pointPolygonTest(corners, point, false) >= 0;
            });
            if (!inside)
                return false;
        }
    }
    return true;
}

cv::Mat sloped(int rows, int columns)
{
    cv::Mat picture(rows, columns, CV_8U);
    for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < columns; ++x)
            picture.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(x * 200 / columns);
    }
    return picture;
}

std::vector<TextBox> found_in(const cv::Mat& picture, TextScale scale = TextScale::FirstLook)
{
    auto boxes = boxes_in(frame_of(picture), scale);
    EXPECT_TRUE(boxes.ok()) << (boxes.ok() ? "" : boxes.error().line());
    return boxes.ok() ? boxes.value() : std::vector<TextBox> {};
}

void expect_found_and_read(cv::Mat picture, double size, int grey)
{
    const cv::Rect ink = write(picture, kLine, { 30, 90 }, size, grey);
    const auto boxes = found_in(picture);
    EXPECT_TRUE(is_covered(ink, boxes));
    EXPECT_NE(all_text(boxes).find("KOVACS"), std::string::npos) << all_text(boxes);
    EXPECT_NE(all_text(boxes).find("12.03.1961"), std::string::npos) << all_text(boxes);
}

TEST(TextReader, ReadsWhatOnlyAContrastControlShows)
{
    for (const int difference : { 1, 3 }) {
        cv::Mat picture(400, 700, CV_8UC1, cv::Scalar(0));
        write(picture, "VISIBLE", { 40, 350 }, 1, 220);
        const auto ink = write(picture, kLine, { 60, 120 }, 0.8, difference);
        for (const auto scale : { TextScale::FirstLook, TextScale::Verification }) {
            const auto writing = reader().find(frame_of(picture), { scale, Effort::Standard, false });
            ASSERT_TRUE(writing.ok());
            EXPECT_TRUE(is_covered(ink, writing->boxes)) << difference;
        }
    }
}

TEST(TextReader, ReadsLightOnDark) { expect_found_and_read(cv::Mat::zeros(300, 640, CV_8U), 0.9, 230); }
TEST(TextReader, ReadsDarkOnLight) { expect_found_and_read(cv::Mat(300, 640, CV_8U, cv::Scalar(240)), 0.9, 20); }
TEST(TextReader, ReadsOverNoise) { expect_found_and_read(noisy(300, 640, 110, 18), 0.9, 250); }
TEST(TextReader, ReadsOverASlope) { expect_found_and_read(sloped(300, 640), 0.9, 255); }
TEST(TextReader, ReadsColour) { expect_found_and_read(cv::Mat(300, 640, CV_8UC3, cv::Scalar(90, 20, 10)), 0.9, 240); }

TEST(TextReader, FindsSmallWriting)
{
    cv::Mat picture = cv::Mat::zeros(512, 512, CV_8U);
    const cv::Rect ink = write(picture, kLine, { 20, 490 }, 0.35, 200);  // letters of 8 pixels
    EXPECT_TRUE(is_covered(ink, found_in(picture)));
}

TEST(TextReader, ReadsTurnedWritingBothWays)
{
    for (const int turn : { cv::ROTATE_90_CLOCKWISE, cv::ROTATE_90_COUNTERCLOCKWISE }) {
        cv::Mat picture = cv::Mat::zeros(200, 700, CV_8U);
        write(picture, kLine, { 40, 110 }, 1.0, 230);
        cv::rotate(picture, picture, turn);
        const auto boxes = found_in(picture);
        ASSERT_EQ(boxes.size(), 1U);
        EXPECT_EQ(without_spaces(boxes[0].text), without_spaces(kLine));
        // The first corner is where the writing starts: at the top when it runs down, at the bottom when it runs up.
        const auto& corners = boxes[0].quad.corners;
        EXPECT_EQ(corners[0].y < corners[1].y, turn == cv::ROTATE_90_CLOCKWISE);
    }
}

TEST(TextReader, ReadsUpsideDown)
{
    cv::Mat picture = cv::Mat::zeros(200, 700, CV_8U);
    write(picture, kLine, { 40, 110 }, 1.0, 230);
    cv::rotate(picture, picture, cv::ROTATE_180);
    EXPECT_NE(all_text(found_in(picture)).find("KOVACS"), std::string::npos);
}

TEST(TextReader, FindsAFontOfItsOwn)
{
    // Five by seven dots, as devices of the eighties wrote: "MRN 4711", each dot two pixels.
    constexpr std::array<std::array<const char*, 7>, 7> glyphs { {
        { "#...#", "##.##", "#.#.#", "#.#.#", "#...#", "#...#", "#...#" },
        { "####.", "#...#", "#...#", "####.", "#.#..", "#..#.", "#...#" },
        { "#...#", "##..#", "#.#.#", "#..##", "#...#", "#...#", "#...#" },
        { "...#.", "..##.", ".#.#.", "#..#.", "#####", "...#.", "...#." },
        { "#####", "....#", "...#.", "..#..", ".#...", ".#...", ".#..." },
        { "..#..", ".##..", "..#..", "..#..", "..#..", "..#..", ".###." },
        { "..#..", ".##..", "..#..", "..#..", "..#..", "..#..", ".###." },
    } };
    cv::Mat picture = noisy(400, 500, 60, 6);
    int left = 60;
    for (std::size_t letter = 0; letter < glyphs.size(); ++letter) {
        for (int row = 0; row < 7; ++row) {
            for (int column = 0; column < 5; ++column) {
                if (glyphs[letter][static_cast<std::size_t>(row)][column] == '#')
                    cv::rectangle(picture, cv::Rect(left + 2 * column, 200 + 2 * row, 2, 2), cv::Scalar(220), cv::FILLED);
            }
        }
        left += letter == 2 ? 24 : 12;
    }
    EXPECT_TRUE(is_covered({ 60, 200, left - 62, 14 }, found_in(picture)));
}

TEST(TextReader, BlankPicturesHaveNoWriting)
{
    EXPECT_TRUE(found_in(cv::Mat::zeros(200, 300, CV_8U)).empty());
    EXPECT_TRUE(found_in(cv::Mat(200, 300, CV_8UC3, cv::Scalar(200, 180, 170))).empty());
    EXPECT_TRUE(found_in(sloped(200, 300)).empty());
    EXPECT_TRUE(found_in(cv::Mat::zeros(200, 300, CV_8U), TextScale::Verification).empty());
}

TEST(TextReader, TakesTheSmallestAndTheNarrowestPicture)
{
    for (const auto& size : { cv::Size(1, 1), cv::Size(3, 3), cv::Size(1, 5000), cv::Size(5000, 1), cv::Size(31, 33) }) {
        EXPECT_TRUE(found_in(cv::Mat::zeros(size, CV_8U)).empty());
        EXPECT_TRUE(found_in(cv::Mat::zeros(size, CV_8U), TextScale::Verification).empty());
    }
}

TEST(TextReader, FindsWritingOnTheSeamOfTwoTiles)
{
    // Looked at in its own size, in three tiles side by side: the lines cross the first seam at every place.
    cv::Mat picture = cv::Mat::zeros(360, 2600, CV_8U);
    std::vector<cv::Rect> inks;
    for (int row = 0; row < 6; ++row)
        inks.push_back(write(picture, kLine, { 480 + 80 * row, 45 + 58 * row }, 0.9, 220));
    const auto boxes = found_in(picture);
    for (const auto& ink : inks)
        EXPECT_TRUE(is_covered(ink, boxes)) << ink.x << " " << ink.y;
}

TEST(TextReader, AVeryLargePictureIsNotShrunkUntilItsWritingIsGone)
{
    cv::Mat picture(400, 4800, CV_8U, cv::Scalar(30));
    const cv::Rect ink = write(picture, kLine, { 2000, 300 }, 0.35, 220);  // 8 pixels; 3 in a copy of 2,000 pixels
    EXPECT_TRUE(is_covered(ink, found_in(picture)));
}

TEST(TextReader, VerificationSeesWritingToo)
{
    cv::Mat picture = sloped(512, 512);
    const cv::Rect ink = write(picture, kLine, { 20, 300 }, 0.6, 255);
    EXPECT_TRUE(is_covered(ink, found_in(picture, TextScale::Verification)));
}

Result<Writing> looked_at(const cv::Mat& picture, Effort effort, bool heat = false)
{
    return reader().find(frame_of(picture), TextLook { TextScale::FirstLook, effort, heat });
}

TEST(TextReader, EveryEffortFindsPlainWriting)
{
    cv::Mat picture = cv::Mat::zeros(480, 640, CV_8U);
    const cv::Rect ink = write(picture, kLine, { 60, 200 }, 0.9, 220);
    for (const auto effort : { Effort::Fast, Effort::Standard, Effort::Thorough }) {
        const auto found = looked_at(picture, effort);
        ASSERT_TRUE(found.ok());
        EXPECT_TRUE(is_covered(ink, found->boxes)) << to_string(effort);
        EXPECT_NE(all_text(found->boxes).find("1961"), std::string::npos) << to_string(effort);
        EXPECT_FALSE(found->heat.has_value());
    }
}

TEST(TextReader, FindsFaintWritingOverTexture)
{
    cv::Mat picture = sloped(480, 640);
    const cv::Rect ink = write(picture, kLine, { 60, 200 }, 0.7, 0);
    cv::Mat faint = sloped(480, 640);
    cv::Mat mask = picture != faint;
    cv::Mat brighter = faint + 28;
    brighter.copyTo(faint, mask);
    EXPECT_TRUE(is_covered(ink, found_in(faint)));
}

TEST(TextReader, RowsOfRoundObjectsAreNoWriting)
{
    cv::Mat picture = cv::Mat::zeros(640, 640, CV_8U);
    for (int y = 50; y < 600; y += 90) {
        for (int x = 50; x < 600; x += 90) {
            cv::circle(picture, { x, y }, 30, 90, cv::FILLED, cv::LINE_AA);
            cv::circle(picture, { x, y }, 30, 210, 3, cv::LINE_AA);
        }
    }
    double covered = 0;
    for (const auto& box : found_in(picture)) {
        std::vector<cv::Point2f> corners;
        for (const auto& corner : box.quad.corners)
            corners.emplace_back(static_cast<float>(corner.x), static_cast<float>(corner.y));
        covered += cv::contourArea(corners);
    }
    EXPECT_LT(covered, 0.02 * 640 * 640);
}

TEST(TextReader, TheHeatMapIsReducedAndHotWhereWritingStands)
{
    cv::Mat picture = cv::Mat::zeros(1500, 2000, CV_8U);
    const cv::Rect ink = write(picture, kLine, { 600, 800 }, 1.4, 230);
    const auto found = looked_at(picture, Effort::Standard, true);
    ASSERT_TRUE(found.ok());
    ASSERT_TRUE(found->heat.has_value());
    EXPECT_EQ(found->heat->width, 1000U);
    EXPECT_EQ(found->heat->height, 750U);
    ASSERT_EQ(found->heat->samples.size(), std::size_t { 1000 } * 750);
    const auto at
        = [&](int x, int y) { return found->heat->samples[static_cast<std::size_t>(y / 2) * 1000 + static_cast<std::size_t>(x / 2)]; };
    EXPECT_GT(at(ink.x + ink.width / 2, ink.y + ink.height / 2), 100);
    EXPECT_LT(at(200, 200), 50);
}

TEST(TextReader, TheHeatMapOfANarrowPictureHasPixels)
{
    const auto found = looked_at(cv::Mat::zeros(3, 5000, CV_8U), Effort::Fast, true);
    ASSERT_TRUE(found.ok());
    ASSERT_TRUE(found->heat.has_value());
    EXPECT_EQ(found->heat->width, 1000U);
    EXPECT_EQ(found->heat->height, 1U);
    EXPECT_EQ(found->heat->samples.size(), 1000U);
}

TEST(TextReader, RefusesSamplesThatDoNotFit)
{
    EXPECT_FALSE(boxes_in(Frame { 10, 10, 1, Bytes(99) }, TextScale::FirstLook).ok());
    EXPECT_FALSE(boxes_in(Frame { 10, 10, 2, Bytes(200) }, TextScale::FirstLook).ok());
    EXPECT_FALSE(boxes_in(Frame {}, TextScale::FirstLook).ok());
    EXPECT_FALSE(boxes_in(Frame { 0xFFFFFFFF, 0xFFFFFFFF, 1, Bytes(1) }, TextScale::FirstLook).ok());
}

TEST(TextReader, SaysWhichModelIsMissing)
{
    const auto models = std::filesystem::path(IMPRIMATUR_SHARE_DIR) / "models";
    const auto nothing = TextReader::load(text_models_in("no-such-folder"));
    ASSERT_FALSE(nothing.ok());
    EXPECT_NE(nothing.error().line().find("libonnxruntime.so"), std::string::npos);

    auto paths = text_models_in(models);
    paths.detector = models / "text_keys.txt";
    EXPECT_FALSE(TextReader::load(paths).ok());
    paths = text_models_in(models);
    paths.keys = "no-such-file";
    EXPECT_FALSE(TextReader::load(paths).ok());
    paths = text_models_in(models);
    std::swap(paths.detector, paths.recogniser);
    EXPECT_FALSE(TextReader::load(paths).ok());
}

}  // namespace
}  // namespace imprimatur::jail
