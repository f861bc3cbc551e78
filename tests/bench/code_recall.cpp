#include "code_recall.h"

#include "jail/codes/code_finder.h"
#include "jail/codes/drawn_code_test.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <functional>
#include <opencv2/imgproc.hpp>
#include <random>

namespace imprimatur::bench {

namespace {

using jail::CodeFinder;

constexpr std::array kSymbologies { "QRCode", "DataMatrix", "Aztec", "PDF417", "Code128", "Code39", "EAN13" };
constexpr int kOfEach = 10;
const cv::Size kPicture(900, 700);

struct Condition {
    const char* name;
    int module = 3;
    double degrees = 0;
    std::function<void(cv::Mat& code)> code = [](cv::Mat&) {};
    std::function<void(cv::Mat& picture)> picture = [](cv::Mat&) {};
    double from = 0, to = 1;  ///< the part of its width that is still there
};

std::vector<Condition> conditions()
{
    const auto blurred = [](double sigma) { return [sigma](cv::Mat& picture) { cv::GaussianBlur(picture, picture, {}, sigma); }; };
    const auto covered = [](cv::Mat& code) { code(cv::Rect(0, 0, code.cols / 2, code.rows)).setTo(90); };
    const auto torn = [](cv::Mat& code) { code(cv::Rect(code.cols * 6 / 10, 0, code.cols * 4 / 10, code.rows)).setTo(255); };
    const auto noisy = [](cv::Mat& picture) {
        cv::Mat noise(picture.size(), CV_16S), sum;
        cv::theRNG().state = 9;
        cv::randn(noise, 0, 25);
        picture.convertTo(sum, CV_16S);
        cv::Mat(sum + noise).convertTo(picture, CV_8U);
    };
    std::vector<Condition> all { { "upright" }, { "2 px modules", 2 }, { "6 px modules", 6 }, { "turned 15", 3, 15 },
        { "turned -15", 3, -15 }, { "turned 40", 3, 40 }, { "turned 90", 3, 90 } };
    all.push_back({ "inverted", 3, 0, [](cv::Mat& code) { code = 255 - code; } });
    all.push_back({ "faint (60 levels)", 3, 0, [](cv::Mat& code) { code = 140 + code * (60 / 255.0); } });
    all.push_back({ "blur sigma 1", 3, 0, [](cv::Mat&) {}, blurred(1) });
    all.push_back({ "blur sigma 1.5", 3, 0, [](cv::Mat&) {}, blurred(1.5) });
    all.push_back({ "blur sigma 2.5", 3, 0, [](cv::Mat&) {}, blurred(2.5) });
    all.push_back({ "noise 25 levels", 3, 0, [](cv::Mat&) {}, noisy });
    all.push_back({ "half covered", 3, 0, covered, [](cv::Mat&) {}, 0.5 });
    all.push_back({ "half covered, 10", 3, 10, covered, [](cv::Mat&) {}, 0.5 });
    all.push_back({ "torn at .6", 3, 0, torn, [](cv::Mat&) {}, 0, 0.58 });
    return all;
}

std::string invented(const std::string& symbology, std::mt19937& engine)
{
    const auto digit = [&engine] { return static_cast<char>('0' + engine() % 10); };
    std::string text = symbology == "EAN13" ? "" : symbology == "Code39" ? "P" : "MRN";
    const std::size_t digits = symbology == "EAN13" ? 12 : symbology == "Code39" || symbology == "Code128" ? 8 : 18;
    for (std::size_t i = 0; i < digits; ++i)
        text += digit();
    return text;
}

}  // namespace

void print_code_table(Effort effort)
{
    const CodeFinder finder;
    fmt::print("| code ({} each) |", kOfEach);
    for (const auto* symbology : kSymbologies)
        fmt::print(" {} |", symbology);
    fmt::print("\n");
    std::size_t extra = 0;
    for (const auto& condition : conditions()) {
        fmt::print("| {} |", condition.name);
        for (const std::string symbology : kSymbologies) {
            int decoded = 0, covered = 0;
            std::mt19937 engine(5);
            for (int i = 0; i < kOfEach; ++i) {
                cv::Mat picture = jail::drawn_chest(kPicture, static_cast<unsigned>(i));
                jail::DrawnCode code = jail::drawn_code(symbology, invented(symbology, engine), condition.module);
                condition.code(code.picture);
                const double shift = static_cast<double>(engine() % 80);
                const auto corners = jail::lay_on(picture, code, { 400 + shift, 300 + shift }, condition.degrees);
                condition.picture(picture);
                const auto boxes = finder.find(jail::frame_of(picture), effort);
                if (!boxes.ok())
                    continue;
                decoded += std::any_of(boxes.value().begin(), boxes.value().end(), [](const auto& box) { return box.decoded; }) ? 1 : 0;
                covered += jail::is_covered(corners, boxes.value(), condition.from, condition.to) ? 1 : 0;
                extra += boxes.value().size() > 1 ? boxes.value().size() - 1 : 0;
            }
            fmt::print(" {} ({}) |", covered, decoded);
            std::fflush(stdout);
        }
        fmt::print("\n");
    }
    fmt::print("covered whole (decoded); boxes beyond the first: {}\n", extra);
}

}  // namespace imprimatur::bench
