#include "jail/codes/code_finder.h"

#include "jail/codes/code_extent.h"
#include "jail/codes/stripe_texture.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {

namespace {

constexpr int kLongestSide = 2600;  // a module of a label that fills a fiftieth of this is still two pixels
constexpr int kSmallPicture = 1300;  // is looked at enlarged too
constexpr int kReadings = 12;  // of one picture, each after what was found is blanked
constexpr std::size_t kMaxCodes = 200;
constexpr double kSmallPatch = 160;  // pixels: a place smaller than this is enlarged before it is read
// libdmtx follows every edge to its end: a frame full of stripes took it 80 seconds. ZXing reads symbols this large.
constexpr int kLargestSymbol = 700;  // pixels
constexpr double kQuiet = 12;  // pixels around a place: readers want a margin

cv::Mat grey_of(const Frame& frame)
{
    const cv::Mat whole(static_cast<int>(frame.height), static_cast<int>(frame.width), frame.channels == 3 ? CV_8UC3 : CV_8UC1,
        const_cast<std::uint8_t*>(frame.samples.data()));
    cv::Mat grey = whole;
    if (frame.channels == 3)
        cv::cvtColor(whole, grey, cv::COLOR_RGB2GRAY);
    const int longest = std::max(grey.cols, grey.rows);
    if (longest > kLongestSide) {
        const double scale = static_cast<double>(kLongestSide) / longest;
        cv::Mat small;
        cv::resize(grey, small,
            cv::Size(std::max(1, static_cast<int>(grey.cols * scale)), std::max(1, static_cast<int>(grey.rows * scale))), 0, 0,
            cv::INTER_AREA);
        grey = small;
    }
    return grey.isContinuous() && grey.data != whole.data ? grey : grey.clone();
}

cv::Mat scaled(const cv::Mat& grey, double scale)
{
    if (scale == 1)
        return grey.clone();
    cv::Mat out;
    cv::resize(grey, out, cv::Size(std::max(1, static_cast<int>(grey.cols * scale)), std::max(1, static_cast<int>(grey.rows * scale))), 0,
        0, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return out;
}

/// Codes in the coordinates of the reduced picture.
struct Search {
    cv::Mat grey {};
    std::vector<CodeBox> boxes {};

    [[nodiscard]] bool is_known(const cv::Point2d& point) const
    {
        return std::any_of(boxes.begin(), boxes.end(), [&point](const CodeBox& box) {
            std::vector<cv::Point2f> corners;
            for (const auto& corner : box.quad.corners)
                corners.emplace_back(static_cast<float>(corner.x), static_cast<float>(corner.y));
            return cv::pointPolygonTest(corners, cv::Point2f(point), false) >= 0;
        });
    }

    /// Adds a code unless its middle lies in a known one.
    void add(const std::vector<cv::Point2d>& corners, const std::string& symbology, bool decoded)
    {
        const cv::Point2d middle = (corners[0] + corners[1] + corners[2] + corners[3]) / 4;
        if (boxes.size() >= kMaxCodes || is_known(middle))
            return;
        CodeBox box { {}, symbology, decoded };
        for (std::size_t i = 0; i < 4; ++i)
            box.quad.corners[i] = { corners[i].x, corners[i].y };
        boxes.push_back(std::move(box));
    }

    /// Adds what was read in a picture made from the grey one by `made`.
    void add_read(std::vector<cv::Point2d> corners, const std::string& symbology, const cv::Matx23d& made)
    {
        cv::Matx23d back;
        cv::invertAffineTransform(made, back);
        for (auto& corner : corners) {
            const cv::Vec2d point = back * cv::Vec3d(corner.x, corner.y, 1);
            corner = { point[0], point[1] };
        }
        add(corners, symbology, true);
    }
};

void blank(cv::Mat& picture, const std::vector<cv::Point2d>& corners)
{
    std::vector<cv::Point> points(corners.begin(), corners.end());
    cv::fillConvexPoly(picture, points, cv::Scalar::all(127));
}

/// Reads a picture again and again, each time without what was found before.
void read_whole(Search& search, cv::Mat picture, const cv::Matx23d& made)
{
    for (int reading = 0; reading < kReadings; ++reading) {
        const auto code = read_with_zxing(picture);
        if (!code)
            return;
        const auto corners = whole_code(picture, *code);
        search.add_read(corners, code->symbology, made);
        blank(picture, corners);
    }
}

cv::Matx23d turned(const cv::Size& size, double scale, double degrees, cv::Size& canvas)
{
    const double angle = degrees * CV_PI / 180, c = std::cos(angle) * scale, s = std::sin(angle) * scale;
    canvas = cv::Size(static_cast<int>(std::abs(c) * size.width + std::abs(s) * size.height) + 1,
        static_cast<int>(std::abs(s) * size.width + std::abs(c) * size.height) + 1);
    return { c, -s, canvas.width / 2.0 - c * size.width / 2 + s * size.height / 2, s, c,
        canvas.height / 2.0 - s * size.width / 2 - c * size.height / 2 };
}

std::vector<double> scales_of(const cv::Size& size, Effort effort)
{
    const int longest = std::max(size.width, size.height);
    std::vector<double> scales { 1 };
    if (effort != Effort::Fast && longest <= kSmallPicture)
        scales.push_back(2);
    if (effort != Effort::Fast && longest > 600)
        scales.push_back(0.5);
    return scales;
}

void read_everywhere(Search& search, Effort effort)
{
    for (const double scale : scales_of(search.grey.size(), effort)) {
        const cv::Mat picture = scaled(search.grey, scale);
        const double x = static_cast<double>(picture.cols) / search.grey.cols, y = static_cast<double>(picture.rows) / search.grey.rows;
        const cv::Matx23d made(x, 0, 0, 0, y, 0);
        read_whole(search, picture.clone(), made);
        if (effort != Effort::Fast)
            read_whole(search, 255 - picture, made);
    }
    if (effort != Effort::Thorough)
        return;
    for (const double degrees : { 15.0, 30.0, 45.0, 60.0, 75.0 }) {
        cv::Size canvas;
        const cv::Matx23d made = turned(search.grey.size(), 1, degrees, canvas);
        cv::Mat picture;
        cv::warpAffine(search.grey, picture, made, canvas, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
        read_whole(search, picture, made);
    }
}

/// Reads one striped place, upright and enlarged.
bool read_place(Search& search, const cv::RotatedRect& rect)
{
    cv::Matx23d made;
    cv::Mat patch = upright_patch(search.grey, rect, kQuiet, made);
    if (std::min(patch.cols, patch.rows) < kSmallPatch) {
        cv::resize(patch, patch, cv::Size(), 2, 2, cv::INTER_CUBIC);
        made = 2 * made;
    }
    for (const cv::Mat& picture : { patch, cv::Mat(255 - patch) }) {
        std::vector<FoundCode> found;
        if (auto code = read_with_zxing(picture))
            found.push_back(std::move(*code));
        else if (std::max(picture.cols, picture.rows) <= kLargestSymbol)
            found = read_data_matrix(picture);
        for (const auto& code : found)
            search.add_read(whole_code(picture, code), code.symbology, made);
        if (!found.empty())
            return true;
    }
    return false;
}

void look_for_stripes(Search& search, Effort effort)
{
    for (const double scale : { 1.0, 0.5, 0.25, 2.0 }) {
        const double longest = std::max(search.grey.cols, search.grey.rows) * scale;
        if ((scale < 1 && longest < 200) || (scale > 1 && (longest > 2 * kSmallPicture || effort == Effort::Fast)))
            continue;
        for (auto place : striped_places(scaled(search.grey, scale))) {
            place.rect.center *= 1 / scale;
            place.rect.size
                = cv::Size2f(static_cast<float>(place.rect.size.width / scale), static_cast<float>(place.rect.size.height / scale));
            if (search.is_known(place.rect.center) || (effort != Effort::Fast && read_place(search, place.rect)) || !place.is_code)
                continue;
            std::array<cv::Point2f, 4> points;
            place.rect.points(points.data());
            search.add(whole_code(search.grey, { { points.begin(), points.end() }, "", false }), "stripes", false);
        }
    }
}

}  // namespace

Result<std::vector<CodeBox>> CodeFinder::find(const Frame& frame, Effort effort) const
{
    const std::uint64_t needed = std::uint64_t { frame.width } * frame.height * frame.channels;
    if (frame.width == 0 || frame.height == 0 || (frame.channels != 1 && frame.channels != 3) || frame.samples.size() != needed)
        return Error { ErrorCode::InvalidArgument, "a frame's samples do not fit its sides", "", "" };
    Search search { grey_of(frame) };
    read_everywhere(search, effort);
    look_for_stripes(search, effort);
    const double scale_x = static_cast<double>(frame.width) / search.grey.cols,
                 scale_y = static_cast<double>(frame.height) / search.grey.rows;
    for (auto& box : search.boxes) {
        for (auto& corner : box.quad.corners) {
            corner.x = std::clamp(corner.x * scale_x, 0.0, static_cast<double>(frame.width));
            corner.y = std::clamp(corner.y * scale_y, 0.0, static_cast<double>(frame.height));
        }
    }
    return std::move(search.boxes);
}

}  // namespace imprimatur::jail
