#include "jail/draw/overlay.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {

namespace {

// Longest side of a panel: three of them fit on a wide screen, and a page of them stays below a megabyte.
constexpr int kPanel = 1400;

// A frame of an endoscope (280 pixels) is drawn twice as large.
constexpr int kSmall = 700;

constexpr int kGap = 12;
constexpr int kFont = cv::FONT_HERSHEY_SIMPLEX;

// RGB: what is filled, what stays, what a person is asked. Chosen to be told apart without colour by their order of brightness as well.
const std::array kColours { cv::Scalar(255, 64, 64), cv::Scalar(80, 220, 120), cv::Scalar(255, 200, 0) };

cv::Mat rgb_of(const Frame& frame)
{
    const int height = static_cast<int>(frame.height);
    const int width = static_cast<int>(frame.width);
    cv::Mat picture(height, width, frame.channels == 1 ? CV_8UC1 : CV_8UC3);
    std::copy(frame.samples.begin(), frame.samples.end(), picture.data);
    if (frame.channels == 1)
        cv::cvtColor(picture, picture, cv::COLOR_GRAY2RGB);
    return picture;
}

double panel_scale(const Frame& frame)
{
    const double longest = std::max(frame.width, frame.height);
    return longest > kPanel ? kPanel / longest : longest < kSmall ? std::min(4.0, kSmall / longest) : 1;
}

cv::Mat scaled(const cv::Mat& picture, cv::Size size)
{
    cv::Mat result;
    cv::resize(picture, result, size, 0, 0, size.area() < picture.size().area() ? cv::INTER_AREA : cv::INTER_LINEAR);
    return result;
}

cv::Scalar colour_of(const PictureMark& mark) { return kColours[std::min(static_cast<std::size_t>(mark.colour), kColours.size() - 1)]; }

void draw_label(cv::Mat& panel, const PictureMark& mark, cv::Point at)
{
    constexpr double kSize = 0.4;
    int below = 0;
    const cv::Size size = cv::getTextSize(mark.label, kFont, kSize, 1, &below);
    const int x = std::clamp(at.x, 0, std::max(0, panel.cols - size.width - 2));
    const int y = std::clamp(at.y - 3, size.height + 1, std::max(size.height + 1, panel.rows - below - 1));
    cv::rectangle(panel, cv::Point(x - 1, y - size.height - 1), cv::Point(x + size.width + 1, y + below), cv::Scalar(0, 0, 0), cv::FILLED);
    cv::putText(panel, mark.label, cv::Point(x, y), kFont, kSize, colour_of(mark), 1, cv::LINE_AA);
}

cv::Mat with_marks(const cv::Mat& panel, const std::vector<PictureMark>& marks, double scale)
{
    cv::Mat drawn = panel.clone();
    for (const auto& mark : marks) {
        std::vector<cv::Point> corners;
        for (const auto& corner : mark.quad.corners)
            corners.emplace_back(static_cast<int>(std::lround(corner.x * scale)), static_cast<int>(std::lround(corner.y * scale)));
        cv::polylines(drawn, corners, true, colour_of(mark), 2, cv::LINE_AA);
    }
    for (const auto& mark : marks) {
        const auto& corner = mark.quad.corners[0];
        draw_label(drawn, mark, { static_cast<int>(std::lround(corner.x * scale)), static_cast<int>(std::lround(corner.y * scale)) });
    }
    return drawn;
}

/// The map stretched so that a hardly probable place shows, over the darkened picture.
cv::Mat heat_panel(const cv::Mat& panel, const HeatMap& heat)
{
    cv::Mat map(static_cast<int>(heat.height), static_cast<int>(heat.width), CV_8UC1);
    std::copy(heat.samples.begin(), heat.samples.end(), map.data);
    map = scaled(map, panel.size());
    cv::Mat stretched;
    map.convertTo(stretched, CV_32F, 1.0 / 255);
    cv::sqrt(stretched, stretched);  // 0.04 becomes 0.2: what is below every threshold can be seen
    cv::Mat result = panel * 0.35;
    for (int y = 0; y < result.rows; ++y) {
        for (int x = 0; x < result.cols; ++x) {
            const float hot = stretched.at<float>(y, x);
            auto& pixel = result.at<cv::Vec3b>(y, x);
            pixel[0] = cv::saturate_cast<std::uint8_t>(static_cast<float>(pixel[0]) + 255 * hot);
            pixel[1] = cv::saturate_cast<std::uint8_t>(static_cast<float>(pixel[1]) + 255 * std::max(0.0F, hot - 0.5F));
        }
    }
    return result;
}

Frame side_by_side(const std::vector<cv::Mat>& panels)
{
    const int height = panels[0].rows;
    const int width = (panels[0].cols + kGap) * static_cast<int>(panels.size()) - kGap;
    cv::Mat page(height, width, CV_8UC3, cv::Scalar(32, 32, 32));
    int x = 0;
    for (const auto& panel : panels) {
        panel.copyTo(page(cv::Rect(x, 0, panel.cols, panel.rows)));
        x += panel.cols + kGap;
    }
    return { static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height), 3, Bytes(page.datastart, page.dataend) };
}

}  // namespace

Result<Frame> overlay(const Drawing& drawing)
{
    const Frame& frame = drawing.frame;
    const bool fits = frame.samples.size() == static_cast<std::size_t>(frame.width) * frame.height * frame.channels;
    const auto& heat = drawing.heat;
    if (frame.samples.empty() || !fits || (heat && heat->samples.size() != static_cast<std::size_t>(heat->width) * heat->height))
        return Error { ErrorCode::InvalidArgument, "samples do not fit their size", "", "" };
    try {
        const double scale = panel_scale(frame);
        const cv::Size size(std::max(1, static_cast<int>(std::lround(frame.width * scale))),
            std::max(1, static_cast<int>(std::lround(frame.height * scale))));
        const cv::Mat panel = scaled(rgb_of(frame), size);
        std::vector<cv::Mat> panels { panel, with_marks(panel, drawing.marks, scale) };
        if (heat && !heat->samples.empty())
            panels.push_back(heat_panel(panel, *heat));
        return side_by_side(panels);
    } catch (const cv::Exception&) {
        return Error { ErrorCode::Internal, "the picture library refused to draw", "", "" };
    }
}

}  // namespace imprimatur::jail
