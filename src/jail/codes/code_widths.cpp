// The widths inside a patch: what tells a code from a ruler, a grid, ribs and writing.
#include "jail/codes/stripe_texture.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <opencv2/imgproc.hpp>

namespace imprimatur::jail {

namespace {

constexpr int kRows = 12;  // bands that are compared with each other
constexpr std::size_t kLeastBars = 7;  // dark ones: the shortest codes have ten
constexpr double kVaried = 0.2;  // deviation of widths by their mean: a ruler's or a grid's are all alike
constexpr double kWildest = 1.1;  // and those of chance vary more than one to four modules can
constexpr double kSameRow = 0.75;  // correlation of a band with the mean of all
constexpr double kLeastContrast = 40;  // grey levels between dark and light
constexpr double kPeriodic = 0.8;  // correlation with itself, moved
constexpr double kBlurredBars = 0.75;  // spread of dark and light by their distance
constexpr double kBlurredModules = 0.65;
constexpr int kAround = 31;  // pixels over which dark and light are told apart
constexpr double kOnLattice = 0.42;  // of 1: every edge on a line of the lattice
constexpr double kLatticeStep = 0.15;  // of a period, at the far end of the patch
constexpr int kLatticePatch = 400;  // pixels looked at: enough for a lattice, and the search grows with the square
constexpr double kWidestBar = 9;  // times the narrowest

struct Runs {
    std::vector<double> dark, light;
};

/// Where the profile crosses the middle between the dark and the light around it; the runs at both ends are dropped.
Runs runs_of(const cv::Mat& profile)
{
    const int reach = std::max(25, profile.cols / 5) | 1;
    cv::Mat high, low;
    const cv::Mat line = cv::Mat::ones(1, reach, CV_8U);
    cv::dilate(profile, high, line);
    cv::erode(profile, low, line);
    Runs runs;
    double last = -1;
    for (int x = 1; x < profile.cols; ++x) {
        if (high.at<float>(x) - low.at<float>(x) < static_cast<float>(kLeastContrast))
            continue;
        const double before = profile.at<float>(x - 1) - (high.at<float>(x - 1) + low.at<float>(x - 1)) / 2;
        const double here = profile.at<float>(x) - (high.at<float>(x) + low.at<float>(x)) / 2;
        if ((before < 0) == (here < 0))
            continue;
        const double at = x - 1 + before / (before - here);
        if (last >= 0)
            (here < 0 ? runs.light : runs.dark).push_back(at - last);
        last = at;
    }
    return runs;
}

double variation(const std::vector<double>& widths)
{
    const double mean = std::accumulate(widths.begin(), widths.end(), 0.0) / static_cast<double>(widths.size());
    double square = 0;
    for (const double width : widths)
        square += (width - mean) * (width - mean);
    return std::sqrt(square / static_cast<double>(widths.size())) / mean;
}

double correlation(const cv::Mat& a, const cv::Mat& b)
{
    const cv::Mat x = a - cv::mean(a)[0], y = b - cv::mean(b)[0];
    return x.dot(y) / std::sqrt(std::max(1e-6, x.dot(x) * y.dot(y)));
}

/// A grating or a ruler: moved by some period it lies on itself. A code does not, unless it says the same sign all along.
bool is_periodic(const cv::Mat& profile)
{
    const cv::Mat values = profile - cv::mean(profile)[0];
    for (int lag = 3; lag <= values.cols / 3; ++lag) {
        const cv::Mat here = values.colRange(0, values.cols - lag), there = values.colRange(lag, values.cols);
        if (here.dot(there) > kPeriodic * std::sqrt(std::max(1e-6, here.dot(here) * there.dot(there))))
            return true;
    }
    return false;
}

/// Dark and light with little between them: what is printed, not what is seen through a body.
bool is_two_toned(const cv::Mat& patch, double most_between)
{
    cv::Mat bits;
    const double middle = cv::threshold(patch, bits, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
    const double share = cv::mean(bits)[0] / 255;
    if (!(share > 0.2 && share < 0.8) || middle <= 0)
        return false;
    cv::Scalar dark, dark_spread, light, light_spread;
    cv::meanStdDev(patch, light, light_spread, bits);
    cv::meanStdDev(patch, dark, dark_spread, ~bits);
    const double between = light[0] - dark[0];
    return between >= kLeastContrast && (light_spread[0] + dark_spread[0]) / between < most_between;
}

/// How well the edges along x fit a lattice: the best width of a module and the length of the mean phase, 0..1.
struct Lattice {
    double module = 0, fit = 0;
};

Lattice lattice_of(const cv::Mat& bits)
{
    // Edges counted by column: of a code they heap up at multiples of one width.
    cv::Mat edges;
    cv::absdiff(bits.colRange(1, bits.cols), bits.colRange(0, bits.cols - 1), edges);
    cv::Mat count;
    cv::reduce(edges, count, 0, cv::REDUCE_SUM, CV_32F);
    const double all = cv::sum(count)[0];
    Lattice best;
    if (all <= 0)
        return best;
    for (double module = 2.5; module < std::min(30.0, bits.cols / 7.0); module *= 1 + kLatticeStep * module / bits.cols) {
        double c = 0, s = 0;
        for (int x = 0; x < count.cols; ++x) {
            const double phase = 2 * std::numbers::pi * x / module;
            c += count.at<float>(x) * std::cos(phase);
            s += count.at<float>(x) * std::sin(phase);
        }
        const double fit = std::hypot(c, s) / all;
        // Every multiple of a fitting frequency fits too: the widest module that fits about as well is the one.
        if (fit > best.fit * 1.02 || (fit > 0.9 * best.fit && fit > 0.5))
            best = { module, std::max(fit, 0.0) };
    }
    return best;
}

/// Runs along x counted in modules: one by one, two, three and more.
bool runs_are_mixed(const cv::Mat& bits, double module)
{
    std::array<int, 3> counts {};
    for (int y = 0; y < bits.rows; y += std::max(1, static_cast<int>(module))) {
        const auto* row = bits.ptr<std::uint8_t>(y);
        int start = -1;
        for (int x = 1; x < bits.cols; ++x) {
            if (row[x] == row[x - 1])
                continue;
            if (start >= 0)
                ++counts[static_cast<std::size_t>(std::clamp(std::lround((x - start) / module), 1L, 3L) - 1)];
            start = x;
        }
    }
    const double all = std::max(1, counts[0] + counts[1] + counts[2]);
    // Of random modules half of all runs are single, a quarter double.
    return all >= 40 && counts[0] > 0.3 * all && counts[0] < 0.8 * all && counts[1] > 0.12 * all && counts[2] < 0.35 * all;
}

}  // namespace

bool has_bars_of_a_code(const cv::Mat& patch)
{
    if (patch.cols < 24 || patch.rows < 8 || !is_two_toned(patch, kBlurredBars))
        return false;
    cv::Mat mean, bands;
    cv::reduce(patch, mean, 0, cv::REDUCE_AVG, CV_32F);
    cv::resize(patch, bands, cv::Size(patch.cols, kRows), 0, 0, cv::INTER_AREA);
    bands.convertTo(bands, CV_32F);
    int alike = 0;
    for (int row = 0; row < kRows; ++row)
        alike += correlation(bands.row(row), mean) > kSameRow ? 1 : 0;
    if (alike < kRows * 2 / 3)
        return false;
    if (is_periodic(mean))
        return false;
    const Runs runs = runs_of(mean);
    if (runs.dark.size() < kLeastBars || runs.light.size() < kLeastBars)
        return false;
    const double dark = variation(runs.dark), light = variation(runs.light);
    if (dark < kVaried || light < kVaried || dark > kWildest || light > kWildest)
        return false;
    std::vector<double> widths = runs.dark;
    widths.insert(widths.end(), runs.light.begin(), runs.light.end());
    std::sort(widths.begin(), widths.end());
    return widths[widths.size() * 95 / 100] <= kWidestBar * widths[widths.size() * 10 / 100];
}

bool has_modules_of_a_code(const cv::Mat& patch)
{
    if (std::min(patch.cols, patch.rows) < 20 || !is_two_toned(patch, kBlurredModules))
        return false;
    const int width = std::min(patch.cols, kLatticePatch), height = std::min(patch.rows, kLatticePatch);
    const cv::Mat middle = patch(cv::Rect((patch.cols - width) / 2, (patch.rows - height) / 2, width, height));
    cv::Mat bits;
    cv::adaptiveThreshold(middle, bits, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY, kAround, 0);
    const Lattice across = lattice_of(bits), down = lattice_of(bits.t());
    if (across.fit < kOnLattice || down.fit < kOnLattice)
        return false;
    return runs_are_mixed(bits, across.module) && runs_are_mixed(bits.t(), down.module);
}

}  // namespace imprimatur::jail
