#include "jail/second_reader/line_candidates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {

namespace {

// Letters of 7 to 18 pixels are looked for in copies of these sizes: writing of 5 to 40 pixels in the picture.
constexpr std::array kScales { 2.0, 1.0, 0.5 };
constexpr double kLowest = 6;
constexpr double kHighest = 22;

// An enlarged copy of a large picture costs more than it finds.
constexpr double kMaxCopy = 2.6e6;

// Strokes of letters of 18 pixels are at most this wide.
constexpr int kStroke = 7;

// A stroke stands out by this many grey levels, and by this share of the strongest around.
constexpr double kLeastContrast = 10;
constexpr double kShareOfStrongest = 0.45;

// A blank is some half a height wide; devices print wider ones between label and value.
constexpr double kWordGap = 1.6;
constexpr std::size_t kSeeds = 150;

// A line: at least this much longer than high, so much of its box inked, and so many strokes a height of its length.
constexpr double kLeastAspect = 1.5;
constexpr double kLeastInk = 0.10;
constexpr double kMostInk = 0.65;

/// Thin structure lighter (or darker) than its surroundings.
cv::Mat strokes(const cv::Mat& copy, bool light)
{
    const cv::Mat element = cv::getStructuringElement(cv::MORPH_RECT, { kStroke, kStroke });
    cv::Mat thin;
    cv::morphologyEx(copy, thin, light ? cv::MORPH_TOPHAT : cv::MORPH_BLACKHAT, element);
    return thin;
}

/// 255 where a stroke is strong for its neighbourhood.
cv::Mat inked(const cv::Mat& thin)
{
    cv::Mat strongest, threshold, ink;
    cv::dilate(thin, strongest, cv::getStructuringElement(cv::MORPH_RECT, { 25, 15 }));
    strongest.convertTo(threshold, CV_8U, kShareOfStrongest);
    cv::max(threshold, cv::Scalar(kLeastContrast), threshold);
    cv::compare(thin, threshold, ink, cv::CMP_GE);
    return ink;
}

/// How often ink begins along the middle rows, per height of the line: letters give one to three.
double strokes_per_height(const cv::Mat& ink, const cv::Rect& box)
{
    int begins = 0;
    int rows = 0;
    for (int part = 1; part <= 3; ++part) {
        const int y = box.y + box.height * part / 4;
        const auto* row = ink.ptr<unsigned char>(y);
        bool inside = false;
        for (int x = box.x; x < box.x + box.width; ++x) {
            begins += row[x] != 0 && !inside ? 1 : 0;
            inside = row[x] != 0;
        }
        ++rows;
    }
    return static_cast<double>(begins) / rows * box.height / box.width;
}

void add_lines(const cv::Mat& ink, const cv::Mat& thin, double scale, bool light, std::vector<LineCandidate>& found)
{
    cv::Mat joined;
    cv::morphologyEx(ink, joined, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, { 13, 3 }));
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(joined, labels, stats, centres, 8, CV_32S);
    for (int i = 1; i < count; ++i) {
        const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP), stats.at<int>(i, cv::CC_STAT_WIDTH),
            stats.at<int>(i, cv::CC_STAT_HEIGHT));
        if (box.height < kLowest || box.height > kHighest || box.width < kLeastAspect * box.height)
            continue;
        const double share = static_cast<double>(cv::countNonZero(ink(box))) / box.area();
        const double rhythm = strokes_per_height(ink, box);
        if (share < kLeastInk || share > kMostInk || rhythm < 0.5 || rhythm > 4)
            continue;
        const double contrast = cv::mean(thin(box), ink(box))[0];
        const double length = std::min(8.0, static_cast<double>(box.width) / box.height);
        const double straight = 1 - std::abs(rhythm - 1.6) / 3;
        found.push_back({ cv::Rect(cvFloor(box.x / scale), cvFloor(box.y / scale), cvCeil(box.width / scale), cvCeil(box.height / scale)),
            light, std::log(contrast) * (1 + 0.25 * length) * straight });
    }
}

/// Words of one line: as high, on one level, and so near that no letter fits between them three times over.
bool continues(const LineCandidate& a, const LineCandidate& b)
{
    const int low = std::min(a.box.height, b.box.height);
    const int high = std::max(a.box.height, b.box.height);
    const int level = std::min(a.box.br().y, b.box.br().y) - std::max(a.box.y, b.box.y);
    const int gap = std::max(a.box.x, b.box.x) - std::min(a.box.br().x, b.box.br().x);
    return a.light == b.light && high < 1.8 * low && level > 0.6 * low && gap < kWordGap * high;
}

/// Each candidate grows by the words beside it. Those within are left in: a line that was joined wrongly is still read in part.
void join_words(std::vector<LineCandidate>& lines)
{
    const std::size_t seeds = std::min(lines.size(), kSeeds);
    for (std::size_t i = 0; i < seeds; ++i) {
        for (std::size_t k = 0; k < seeds; ++k) {
            if (k != i && (lines[i].box | lines[k].box) != lines[i].box && continues(lines[i], lines[k])) {
                lines[i].box |= lines[k].box;
                lines[i].score = std::max(lines[i].score, lines[k].score);
            }
        }
    }
}

double shared(const cv::Rect& a, const cv::Rect& b)
{
    return (a & b).area() / std::max(1.0, static_cast<double>(std::min(a.area(), b.area())));
}

}  // namespace

std::vector<LineCandidate> line_candidates(const cv::Mat& picture, const cv::Mat& covered, std::size_t most)
{
    std::vector<LineCandidate> found;
    for (const double scale : kScales) {
        const double pixels = static_cast<double>(picture.cols) * picture.rows * scale * scale;
        if ((scale > 1 && pixels > kMaxCopy) || picture.cols * scale < 32 || picture.rows * scale < 16)
            continue;
        cv::Mat copy, hidden;
        cv::resize(picture, copy, {}, scale, scale, scale > 1 ? cv::INTER_CUBIC : cv::INTER_AREA);
        cv::resize(covered, hidden, copy.size(), 0, 0, cv::INTER_NEAREST);
        cv::dilate(hidden, hidden, cv::getStructuringElement(cv::MORPH_RECT, { 5, 5 }));
        for (const bool light : { true, false }) {
            cv::Mat thin = strokes(copy, light);
            thin.setTo(0, hidden);
            add_lines(inked(thin), thin, scale, light, found);
        }
    }
    const auto better = [](const auto& a, const auto& b) { return a.score > b.score; };
    std::sort(found.begin(), found.end(), better);
    join_words(found);
    std::vector<LineCandidate> best;
    for (const auto& line : found) {
        const bool known = std::any_of(
            best.begin(), best.end(), [&](const auto& other) { return other.light == line.light && shared(other.box, line.box) > 0.6; });
        if (!known)
            best.push_back(line);
        if (best.size() >= most)
            break;
    }
    return best;
}

}  // namespace imprimatur::jail
