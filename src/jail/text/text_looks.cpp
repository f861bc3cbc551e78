#include "jail/text/text_looks.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {

namespace {

// Longest sides, in pixels, of the enlarged or reduced copies that are looked at. Time goes with the square: a million pixels take
// about 0.12 s of one core.
constexpr double kFastCap = 1024;
constexpr double kPlainCap = 960;
constexpr double kLargeCap = 2016;
constexpr double kVerifyCap = 1440;
constexpr double kThoroughCap = 3072;

// Pictures up to this long (a frame of an endoscope, a localiser) have writing of 5 pixels: they are enlarged more.
constexpr int kSmallPicture = 640;

// A very large picture is never shrunk below its own size before it passes this area: a mammogram's 20-pixel name would
// be 8 pixels high in a copy of 2,000.
constexpr double kFullSizeArea = 36e6;

// The surroundings of a pixel for evening out, in picture pixels: more than a line's height, less than an organ.
constexpr int kSurroundings = 8;

// Contrast is raised to this standard deviation where it is lower, but never more than this many times: noise is no writing.
constexpr double kEvenDeviation = 40;
constexpr double kMostGain = 4;

// PaddleOCR's own box threshold, where a false alarm costs much: the enlarged first look goes lower.
constexpr double kCertain = 0.6;

// A box around capitals of 20 pixels: in the enlarged copy they are 80 high, which it was made for.
constexpr double kLargeLine = 30;

double whole_size(double width, double height) { return std::min(1.0, std::sqrt(kFullSizeArea / (width * height))); }

/// Mean of the surroundings on a copy of an eighth: a blur of this width at full size would take as long as the network.
cv::Mat smoothed(const cv::Mat& picture)
{
    const cv::Size small(std::max(1, picture.cols / kSurroundings), std::max(1, picture.rows / kSurroundings));
    cv::Mat reduced;
    cv::resize(picture, reduced, small, 0, 0, cv::INTER_AREA);
    cv::GaussianBlur(reduced, reduced, cv::Size(), 1.5, 1.5, cv::BORDER_REPLICATE);
    return reduced;
}

/// One channel. Two pictures of floats at a time: of 30 million pixels that is 240 MB.
cv::Mat evened_channel(const cv::Mat& channel)
{
    const auto full_size = [&](const cv::Mat& reduced) {
        cv::Mat full;
        cv::resize(reduced, full, channel.size(), 0, 0, cv::INTER_LINEAR);
        return full;
    };
    cv::Mat apart;
    channel.convertTo(apart, CV_32F);
    apart -= full_size(smoothed(apart));
    const cv::Mat variance = smoothed(apart.mul(apart));
    cv::Mat gain = full_size(variance);
    cv::sqrt(gain, gain);
    cv::max(gain, kEvenDeviation / kMostGain, gain);
    cv::divide(kEvenDeviation, gain, gain);
    cv::multiply(apart, gain, apart);
    cv::Mat result;
    apart.convertTo(result, CV_8U, 1, 128);
    return result;
}

cv::Mat evened_out(const cv::Mat& picture)
{
    cv::Mat result(picture.size(), picture.type());
    for (int i = 0; i < picture.channels(); ++i) {
        cv::Mat channel;
        cv::extractChannel(picture, channel, i);
        cv::insertChannel(evened_channel(channel), result, i);
    }
    return result;
}

cv::Mat resized(const cv::Mat& picture, double scale)
{
    const cv::Size size(
        std::max(1, static_cast<int>(std::lround(picture.cols * scale))), std::max(1, static_cast<int>(std::lround(picture.rows * scale))));
    if (size == picture.size())
        return picture;
    cv::Mat copy;
    cv::resize(picture, copy, size, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return copy;
}

}  // namespace

std::vector<SizedLook> looks_at(int width, int height, TextScale scale, Effort effort)
{
    const double side = std::max(width, height);
    const double whole = whole_size(width, height);
    const bool small = side <= kSmallPicture;
    const auto capped = [side](double wished, double cap) { return std::min(wished, cap / side); };
    const double large = std::max(capped(small ? 3 : 2, kLargeCap), whole);
    if (scale == TextScale::Verification)
        return { { std::max(capped(small ? 2 : 1.5, kVerifyCap), std::min(whole, 0.75)), { CopyKind::EvenedOut }, kCertain } };
    if (effort == Effort::Fast)
        return { { capped(small ? 3 : 2, kFastCap), { CopyKind::Plain } } };
    // Lead letters and titles are too large for the enlarged copy, which was measured up to capitals of 70 of its pixels.
    const double reduced = capped(small ? 0.75 : 0.5, kPlainCap);
    if (effort == Effort::Standard)
        return { { large, { CopyKind::Plain } }, { reduced, { CopyKind::Plain }, kCertain, kLargeLine } };
    std::vector<SizedLook> looks { { large, { CopyKind::Plain, CopyKind::EvenedOut, CopyKind::Inverted, CopyKind::Turned } },
        { capped(1, kPlainCap), { CopyKind::Plain, CopyKind::EvenedOut }, kCertain } };
    const double larger = capped(small ? 4.5 : 3, kThoroughCap);
    if (larger > large * 1.2)
        looks.push_back({ larger, { CopyKind::Plain } });
    return looks;
}

cv::Mat copy_of(const cv::Mat& picture, CopyKind kind, double scale)
{
    cv::Mat copy = resized(kind == CopyKind::EvenedOut ? evened_out(picture) : picture, scale);
    if (kind == CopyKind::Inverted) {
        cv::Mat inverted;
        cv::bitwise_not(copy, inverted);
        return inverted;
    }
    if (kind == CopyKind::Turned) {
        cv::Mat turned;
        cv::rotate(copy, turned, cv::ROTATE_90_COUNTERCLOCKWISE);
        return turned;
    }
    return copy;
}

cv::Mat upright(const cv::Mat& map, CopyKind kind)
{
    if (kind != CopyKind::Turned)
        return map;
    cv::Mat turned;
    cv::rotate(map, turned, cv::ROTATE_90_CLOCKWISE);
    return turned;
}

}  // namespace imprimatur::jail
