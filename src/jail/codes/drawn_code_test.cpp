#include "jail/codes/drawn_code_test.h"

#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <random>

namespace imprimatur::jail {

namespace {

constexpr int kQuietModules = 4;
constexpr int kQuietModulesLinear = 10;
constexpr double kLinearHeight = 0.25;  // of the width

}  // namespace

DrawnCode drawn_code(const std::string& symbology, const std::string& text, int module)
{
    const auto format = ZXing::BarcodeFormatFromString(symbology);
    const bool linear = ZXing::BarcodeFormats(ZXing::BarcodeFormat::LinearCodes).testFlag(format);
    const auto bits = ZXing::MultiFormatWriter(format).setMargin(0).encode(text, 0, linear ? 1 : 0);
    cv::Mat code(bits.height(), bits.width(), CV_8U);
    for (int y = 0; y < code.rows; ++y)
        for (int x = 0; x < code.cols; ++x)
            code.at<std::uint8_t>(y, x) = bits.get(x, y) ? 0 : 255;
    const int height = linear ? static_cast<int>(code.cols * kLinearHeight) : code.rows;
    cv::resize(code, code, cv::Size(code.cols * module, height * module), 0, 0, cv::INTER_NEAREST);
    const int quiet = (linear ? kQuietModulesLinear : kQuietModules) * module;
    cv::copyMakeBorder(code, code, quiet, quiet, quiet, quiet, cv::BORDER_CONSTANT, cv::Scalar(255));
    return { code, quiet };
}

cv::Mat drawn_chest(cv::Size size, unsigned seed)
{
    std::mt19937 engine(seed);
    std::uniform_real_distribution<double> uniform(0, 1);
    const double tilt = 0.3 + 0.3 * uniform(engine), spacing = size.height / (7 + 4 * uniform(engine)), phase = 6 * uniform(engine);
    std::normal_distribution<double> noise(0, 6);
    cv::Mat picture(size, CV_8U);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const double across = std::abs(x - size.width / 2.0) / size.width;
            const double lung = 90 - 70 * std::exp(-40 * (across - 0.25) * (across - 0.25));
            const double rib = std::max(0.0, std::sin(6.283 * (y + tilt * size.height * across) / spacing + phase) - 0.4);
            const double spine = 110 * std::exp(-300 * across * across);
            picture.at<std::uint8_t>(y, x) = cv::saturate_cast<std::uint8_t>(lung + 60 * rib + spine + noise(engine));
        }
    }
    return picture;
}

std::vector<cv::Point2d> lay_on(cv::Mat& picture, const DrawnCode& code, cv::Point2d middle, double degrees)
{
    const double angle = degrees * CV_PI / 180, c = std::cos(angle), s = std::sin(angle);
    const int width = code.picture.cols, height = code.picture.rows, quiet = code.quiet;
    const cv::Matx23d place(c, -s, middle.x - c * width / 2 + s * height / 2, s, c, middle.y - s * width / 2 - c * height / 2);
    cv::Mat laid = picture.clone();
    cv::warpAffine(code.picture, laid, place, picture.size(), cv::INTER_LINEAR, cv::BORDER_TRANSPARENT);
    picture = laid;
    std::vector<cv::Point2d> corners;
    for (const auto& [x, y] :
        { std::pair { quiet, quiet }, { width - quiet, quiet }, { width - quiet, height - quiet }, { quiet, height - quiet } }) {
        const cv::Vec2d point = place * cv::Vec3d(x, y, 1);
        corners.emplace_back(point[0], point[1]);
    }
    return corners;
}

bool is_covered(const std::vector<cv::Point2d>& corners, const std::vector<CodeBox>& boxes, double from, double to)
{
    for (double u = from + 0.05; u < to; u += 0.1) {
        for (double v = 0.05; v < 1; v += 0.1) {
            const cv::Point2d point = corners[0] + (corners[1] - corners[0]) * u + (corners[3] - corners[0]) * v;
            const bool inside = std::any_of(boxes.begin(), boxes.end(), [&point](const CodeBox& box) {
                std::vector<cv::Point2f> around;
                for (const auto& corner : box.quad.corners)
                    around.emplace_back(static_cast<float>(corner.x), static_cast<float>(corner.y));
                return cv::pointPolygonTest(around, cv::Point2f(point), true) >= -1;
            });
            if (!inside)
                return false;
        }
    }
    return true;
}

Frame frame_of(const cv::Mat& picture)
{
    const cv::Mat whole = picture.isContinuous() ? picture : picture.clone();
    return { static_cast<std::uint32_t>(whole.cols), static_cast<std::uint32_t>(whole.rows), static_cast<std::uint32_t>(whole.channels()),
        Bytes(whole.datastart, whole.dataend) };
}

}  // namespace imprimatur::jail
