// Paper and screens: the ECG strip and a viewer with panels, and pictures of a folder.
#include "bases.h"
#include "paint.h"

#include <algorithm>
#include <png.h>

namespace imprimatur::pixels {

namespace {

/// One heart beat, phase 0..1, height about 1 at R.
double beat(double phase, double sign)
{
    const auto wave = [phase](double at, double width, double height) {
        const double d = (phase - at) / width;
        return height * std::exp(-d * d);
    };
    return wave(0.18, 0.035, 0.13) + sign * (wave(0.30, 0.010, -0.14) + wave(0.325, 0.012, 1.0) + wave(0.35, 0.012, -0.28))
        + wave(0.56, 0.06, 0.25);
}

void paper_grid(cv::Mat& picture, double small, const cv::Scalar& colour)
{
    const int lines = cvCeil(std::max(picture.cols, picture.rows) / small);
    for (int line = 0; line < lines; ++line) {
        const double strength = line % 5 == 0 ? 0.75 : 0.3;
        const int place = cvRound(line * small);
        cv::Mat weight(picture.size(), CV_32FC1, cv::Scalar(0));
        if (place < picture.cols)
            weight.col(place) = cv::Scalar(strength);
        if (place < picture.rows)
            weight.row(place) = cv::Scalar(strength);
        blend(picture, weight, colour);
    }
}

}  // namespace

Base cardiogram(Random& random)
{
    const cv::Size size(random.between(900, 1300), random.between(560, 800));
    const double w = size.width, h = size.height, small = w / random.between(110, 150);
    cv::Mat picture(size, CV_32FC3, cv::Scalar(252, random.real(236, 248), random.real(234, 246)));
    paper_grid(picture, small, random.chance(0.8) ? cv::Scalar(232, 140, 140) : cv::Scalar(150, 190, 150));
    std::vector<Curve> traces;
    const double rate = w / random.real(8, 13);
    for (int row = 0; row < 4; ++row) {
        const double base_line = h * (0.3 + 0.19 * row), sway = random.real(0, 6);
        double height = h * 0.09, sign = 1;
        Curve trace;
        for (int x = cvRound(w * 0.03); x < cvRound(w * 0.98); ++x) {
            if (trace.empty() || x * 4 / size.width != (x - 1) * 4 / size.width) {
                height = h * random.real(0.04, 0.11);
                sign = random.chance(0.25) ? -1 : 1;
            }
            const double phase = std::fmod(x + 7 * row, rate) / rate;
            trace.emplace_back(
                x, base_line - height * beat(phase, sign) + 2 * std::sin(x * 0.01 + sway) + 0.4 * static_cast<double>(random.normal()));
        }
        traces.push_back(std::move(trace));
    }
    blend(picture, stroke_weight(size, traces, 1, 0.4), { 25, 20, 40 });
    picture += in_colour(clouds(random, size, w * 0.5, 3) * 4 + white_noise(random, size) * random.real(0.5, 2));
    clamp(picture);
    return { "ecg", picture, {}, {} };
}

Base viewer(Random& random)
{
    const cv::Size size(random.between(1000, 1400), random.between(700, 900));
    const double w = size.width, h = size.height;
    const double shade = random.pick({ 28.0, 40.0, 60.0, 200.0 });
    cv::Mat picture(size, CV_32FC3, cv::Scalar(shade, shade * 1.02, shade * 1.06));
    const int bar = cvRound(h * 0.06), list = cvRound(w * 0.16);
    picture(cv::Rect(0, 0, size.width, bar)) = cv::Scalar::all(shade * 1.2);
    for (int i = 0; i < 12; ++i) {
        const cv::Rect icon(10 + i * (bar + 4), 6, bar - 12, bar - 12);
        cv::rectangle(picture, icon, cv::Scalar::all(shade * 0.7), cv::FILLED);
        const cv::Point centre(icon.x + icon.width / 2, icon.y + icon.height / 2);
        const cv::Scalar ink(random.real(120, 230), random.real(120, 230), random.real(120, 230));
        if (i % 3 == 0)
            cv::circle(picture, centre, icon.width / 3, ink, 2, cv::LINE_8);
        else if (i % 3 == 1)
            cv::line(picture, icon.tl() + cv::Point(5, 5), icon.br() - cv::Point(5, 5), ink, 2);
        else
            cv::rectangle(picture, cv::Rect(centre.x - 7, centre.y - 5, 14, 10), ink, 2);
    }
    Base base { "viewer", picture, {}, { { 0, 0, size.width, bar } } };
    const int across = random.between(1, 2), down = random.between(1, 2);
    const auto show = [&](const cv::Rect& frame) {
        picture(frame) = cv::Scalar::all(0);
        Base shown = random.chance(0.5) ? computed_tomography(random) : random.chance(0.5) ? chest(random) : ultrasound(random);
        if (shown.image.channels() == 1)
            shown.image = in_colour(shown.image);
        const double scale
            = std::min(frame.width / static_cast<double>(shown.image.cols), frame.height / static_cast<double>(shown.image.rows));
        cv::Mat small;
        cv::resize(shown.image, small, {}, scale, scale, cv::INTER_AREA);
        const cv::Rect inside(frame.x + (frame.width - small.cols) / 2, frame.y + (frame.height - small.rows) / 2, small.cols, small.rows);
        small.copyTo(picture(inside));
        cv::rectangle(picture, frame, cv::Scalar(90, 110, 140), 1);
    };
    for (int row = 0; row < down; ++row) {
        for (int column = 0; column < across; ++column) {
            const int pane_w = (size.width - list) / across, pane_h = (size.height - bar) / down;
            show({ list + column * pane_w + 2, bar + row * pane_h + 2, pane_w - 4, pane_h - 4 });
        }
    }
    for (int i = 0; i < 3; ++i)
        show({ 12, bar + 60 + i * list, list - 24, list - 40 });
    clamp(picture);
    return base;
}

Base drawn_base(Random& random, int index)
{
    using Draw = Base (*)(Random&);
    static constexpr Draw kinds[kDrawnBases] = { chest, computed_tomography, ultrasound, endoscopy, magnetic_resonance, angiogram, skin,
        limb, viewer, mammogram, cardiogram, fundus };
    return kinds[index % kDrawnBases](random);
}

Result<std::vector<Base>> bases_in(const std::filesystem::path& folder)
{
    std::error_code failed;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        if (entry.path().extension() == ".png")
            paths.push_back(entry.path());
    }
    if (failed || paths.empty())
        return Error { ErrorCode::NotFound, "no PNG files for bases", folder.string(), "" };
    std::sort(paths.begin(), paths.end());
    std::vector<Base> bases;
    for (const auto& path : paths) {
        png_image header {};
        header.version = PNG_IMAGE_VERSION;
        if (png_image_begin_read_from_file(&header, path.c_str()) == 0)
            return Error { ErrorCode::Malformed, "not a PNG", path.string(), "" };
        const bool colour = (header.format & PNG_FORMAT_FLAG_COLOR) != 0;
        header.format = colour ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
        cv::Mat bytes(static_cast<int>(header.height), static_cast<int>(header.width), colour ? CV_8UC3 : CV_8UC1);
        const png_color black { 0, 0, 0 };
        if (png_image_finish_read(&header, &black, bytes.data, 0, nullptr) == 0)
            return Error { ErrorCode::Malformed, "not a PNG", path.string(), "" };
        Base base { path.filename().string(), {}, {}, {} };
        bytes.convertTo(base.image, CV_32F);
        bases.push_back(std::move(base));
    }
    return bases;
}

}  // namespace imprimatur::pixels
