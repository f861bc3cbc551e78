// Pictures that the tests of the text reader draw themselves, and what a reader says of them.
#pragma once

#include "jail/text/text_reader.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>
#include <random>

namespace imprimatur::jail {

// Invented.
inline const std::string kLine = "KOVACS, JANE 12.03.1961";

inline const TextReader& reader()
{
    static const auto loaded = TextReader::load(text_models_in(std::filesystem::path(IMPRIMATUR_SHARE_DIR) / "models"));
    if (!loaded.ok())
        throw std::runtime_error(loaded.error().line());
    return *loaded.value();
}

inline Frame frame_of(const cv::Mat& picture)
{
    const auto width = static_cast<std::uint32_t>(picture.cols);
    const auto height = static_cast<std::uint32_t>(picture.rows);
    return { width, height, static_cast<std::uint32_t>(picture.channels()), Bytes(picture.datastart, picture.dataend) };
}

inline cv::Rect write(cv::Mat& picture, const std::string& text, cv::Point origin, double scale, int grey)
{
    int baseline = 0;
    const int thick = scale > 0.6 ? 2 : 1;
    const cv::Size size = cv::getTextSize(text, cv::FONT_HERSHEY_DUPLEX, scale, thick, &baseline);
    cv::putText(picture, text, origin, cv::FONT_HERSHEY_DUPLEX, scale, cv::Scalar::all(grey), thick, cv::LINE_AA);
    return { origin.x, origin.y - size.height, size.width, size.height };
}

inline std::string without_spaces(std::string text)
{
    std::erase(text, ' ');
    return text;
}

inline std::string all_text(const std::vector<TextBox>& boxes)
{
    std::string all;
    for (const auto& box : boxes)
        all += without_spaces(box.text) + "|";
    return all;
}

inline cv::Mat noisy(int rows, int columns, double mean, double deviation)
{
    std::mt19937 engine(7);  // the same picture every time
    std::normal_distribution<double> normal(mean, deviation);
    cv::Mat picture(rows, columns, CV_8U);
    for (auto& sample : cv::Mat_<std::uint8_t>(picture))
        sample = cv::saturate_cast<std::uint8_t>(normal(engine));
    return picture;
}

inline Result<std::vector<TextBox>> boxes_in(const Frame& frame, TextScale scale)
{
    auto writing = TRY(reader().find(frame, TextLook { scale, Effort::Standard, false }));
    return std::move(writing.boxes);
}

}  // namespace imprimatur::jail
