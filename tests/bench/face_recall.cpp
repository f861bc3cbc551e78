// face_recall [fast|standard|thorough] [--codes] [--only WORD] FOLDER...: how many labelled faces are found when the picture is turned,
// darkened, blurred, covered, and what is taken for a face elsewhere. A folder holds pictures and truth.json:
// { "pictures": [ { "file": "a.png", "faces": [ [left, top, right, bottom], ... ] }, ... ] }, brows to chin and ear to ear.
// --codes also draws codes of its own and prints how many are covered.
#include "code_recall.h"
#include "jail/faces/face_detector.h"
#include "picture_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>
#include <sys/resource.h>

namespace {

using namespace imprimatur;

struct Picture {
    cv::Mat pixels;
    std::vector<cv::Rect2d> faces;
};

struct Altered {
    cv::Mat pixels;
    cv::Matx23d place { 1, 0, 0, 0, 1, 0 };  ///< where a point of the picture lies now
};

struct Alteration {
    const char* name;
    std::function<Altered(const Picture&)> apply;
    double from = 0, to = 1;  ///< the part of a face's height that is still there and must be covered
};

struct Score {
    int faces = 0, sure = 0, asked = 0;
    int false_sure = 0, false_asked = 0;
    double milliseconds = 0;
    int pictures = 0;
};

double cpu_milliseconds()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec) * 1e3 + static_cast<double>(usage.ru_utime.tv_usec) / 1e3;
}

Altered turned(const Picture& picture, double degrees)
{
    const cv::Size size = picture.pixels.size();
    cv::Mat place
        = cv::getRotationMatrix2D(cv::Point2f(static_cast<float>(size.width) / 2, static_cast<float>(size.height) / 2), -degrees, 1);
    const double c = std::abs(place.at<double>(0, 0)), s = std::abs(place.at<double>(0, 1));
    const cv::Size canvas(static_cast<int>(c * size.width + s * size.height), static_cast<int>(s * size.width + c * size.height));
    place.at<double>(0, 2) += (canvas.width - size.width) / 2.0;
    place.at<double>(1, 2) += (canvas.height - size.height) / 2.0;
    Altered altered { {}, cv::Matx23d(place.ptr<double>()) };
    cv::warpAffine(picture.pixels, altered.pixels, altered.place, canvas);
    return altered;
}

Altered scaled(const Picture& picture, double scale)
{
    Altered altered { {}, { scale, 0, 0, 0, scale, 0 } };
    cv::resize(picture.pixels, altered.pixels, cv::Size(), scale, scale, cv::INTER_AREA);
    return altered;
}

Altered changed(const Picture& picture, const std::function<void(cv::Mat&)>& change)
{
    Altered altered { picture.pixels.clone() };
    change(altered.pixels);
    return altered;
}

/// A band over each face, from one part of its height to another and a little wider than it.
Altered banded(const Picture& picture, double from, double to, const cv::Scalar& colour)
{
    return changed(picture, [&](cv::Mat& pixels) {
        for (const auto& face : picture.faces) {
            const cv::Rect band(static_cast<int>(face.x - 0.05 * face.width), static_cast<int>(face.y + from * face.height),
                static_cast<int>(1.1 * face.width), static_cast<int>((to - from) * face.height));
            cv::rectangle(pixels, band, colour, cv::FILLED);
        }
    });
}

/// The first face cut out from one part of its height to another: all that the picture shows.
Altered strip(const Picture& picture, double from, double to)
{
    if (picture.faces.empty())
        return { picture.pixels };
    const cv::Rect2d face = picture.faces[0];
    const cv::Rect cut = cv::Rect(cv::Rect2d(face.x, face.y + from * face.height, face.width, (to - from) * face.height))
        & cv::Rect(cv::Point(0, 0), picture.pixels.size());
    return { picture.pixels(cut).clone(), { 1, 0, -1.0 * cut.x, 0, 1, -1.0 * cut.y } };
}

std::vector<Alteration> alterations()
{
    std::vector<Alteration> all { { "as they are", [](const Picture& p) { return Altered { p.pixels }; } } };
    for (const auto& [name, degrees] : { std::pair { "turned 90", 90.0 }, { "turned 180", 180.0 }, { "turned 270", 270.0 },
             { "turned 15", 15.0 }, { "turned -15", -15.0 }, { "turned 30", 30.0 }, { "turned -30", -30.0 } })
        all.push_back({ name, [degrees = degrees](const Picture& p) { return turned(p, degrees); } });
    all.push_back({ "brightness x 0.18", [](const Picture& p) { return changed(p, [](cv::Mat& m) { m.convertTo(m, CV_8U, 0.18); }); } });
    all.push_back({ "blur sigma 3", [](const Picture& p) { return changed(p, [](cv::Mat& m) { cv::GaussianBlur(m, m, {}, 3); }); } });
    all.push_back({ "a quarter as large", [](const Picture& p) { return scaled(p, 0.25); } });
    all.push_back({ "grey", [](const Picture& p) { return changed(p, [](cv::Mat& m) { cv::cvtColor(m, m, cv::COLOR_RGB2GRAY); }); } });
    all.push_back({ "bar over the eyes", [](const Picture& p) { return banded(p, 0.15, 0.45, cv::Scalar::all(0)); } });
    all.push_back({ "mask over nose and mouth", [](const Picture& p) { return banded(p, 0.5, 1.05, { 120, 170, 200 }); } });
    all.push_back({ "strip of the eyes only", [](const Picture& p) { return strip(p, 0.1, 0.5); }, 0.1, 0.5 });
    all.push_back({ "nose and mouth only", [](const Picture& p) { return strip(p, 0.4, 1); }, 0.4, 1 });
    return all;
}

bool holds(const Quad& quad, const cv::Vec2d& point)
{
    return point[0] >= quad.corners[0].x - 1 && point[1] >= quad.corners[0].y - 1 && point[0] <= quad.corners[2].x + 1
        && point[1] <= quad.corners[2].y + 1;
}

/// The part of a face's oval that one box covers.
double covered(const cv::Rect2d& face, const Alteration& alteration, const Altered& altered, const Quad& quad)
{
    int all = 0, inside = 0;
    for (double v = alteration.from + 0.05; v < alteration.to; v += 0.1) {
        for (double u = 0.05; u < 1; u += 0.1) {
            if ((u - 0.5) * (u - 0.5) + (v - 0.5) * (v - 0.5) > 0.25)
                continue;
            const cv::Vec2d point = altered.place * cv::Vec3d(face.x + u * face.width, face.y + v * face.height, 1);
            if (point[0] < 0 || point[1] < 0 || point[0] >= altered.pixels.cols || point[1] >= altered.pixels.rows)
                continue;
            ++all;
            inside += holds(quad, point) ? 1 : 0;
        }
    }
    return all == 0 ? 0 : static_cast<double>(inside) / all;
}

constexpr double kFound = 0.9;
constexpr double kBeside = 0.2;  // a box that covers less than this of every face is a false alarm

Frame frame_of(const cv::Mat& pixels)
{
    const cv::Mat whole = pixels.isContinuous() ? pixels : pixels.clone();
    return { static_cast<std::uint32_t>(whole.cols), static_cast<std::uint32_t>(whole.rows), static_cast<std::uint32_t>(whole.channels()),
        Bytes(whole.datastart, whole.dataend) };
}

void measure(const jail::FaceDetector& detector, Effort effort, const Picture& picture, const Alteration& alteration, Score& score)
{
    const bool first_only = alteration.to - alteration.from < 1;
    if (first_only && picture.faces.empty())
        return;
    const Altered altered = alteration.apply(picture);
    if (altered.pixels.empty())
        return;
    const double before = cpu_milliseconds();
    const auto boxes = detector.find(frame_of(altered.pixels), effort);
    score.milliseconds += cpu_milliseconds() - before;
    ++score.pictures;
    if (!boxes.ok())
        return;
    const auto faces = first_only ? std::vector { picture.faces[0] } : picture.faces;
    for (const auto& face : faces) {
        double best = -1;
        for (const auto& box : boxes.value()) {
            if (covered(face, alteration, altered, box.quad) >= kFound)
                best = std::max(best, box.score);
        }
        ++score.faces;
        score.sure += best >= kSureFace ? 1 : 0;
        score.asked += best >= jail::kAskedFace ? 1 : 0;
    }
    for (const auto& box : boxes.value()) {
        const bool beside = std::none_of(
            faces.begin(), faces.end(), [&](const auto& face) { return covered(face, alteration, altered, box.quad) >= kBeside; });
        score.false_sure += beside && box.score >= kSureFace ? 1 : 0;
        score.false_asked += beside ? 1 : 0;
    }
}

std::vector<Picture> pictures_of(const std::filesystem::path& folder)
{
    std::ifstream file(folder / "truth.json");
    const auto truth = nlohmann::json::parse(file, nullptr, false);
    std::vector<Picture> pictures;
    if (!truth.is_object() || !truth.contains("pictures"))
        return pictures;
    for (const auto& entry : truth["pictures"]) {
        const auto frame = bench::read_picture(folder / entry["file"].get<std::string>());
        if (!frame.ok())
            continue;
        const cv::Mat pixels(static_cast<int>(frame->height), static_cast<int>(frame->width), frame->channels == 3 ? CV_8UC3 : CV_8UC1,
            const_cast<std::uint8_t*>(frame->samples.data()));
        Picture picture { pixels.clone(), {} };
        if (picture.pixels.channels() == 1)
            cv::cvtColor(picture.pixels, picture.pixels, cv::COLOR_GRAY2RGB);
        for (const auto& box : entry["faces"]) {
            const auto sides = box.get<std::vector<double>>();
            picture.faces.emplace_back(cv::Point2d(sides.at(0), sides.at(1)), cv::Point2d(sides.at(2), sides.at(3)));
        }
        pictures.push_back(std::move(picture));
    }
    return pictures;
}

void print_faces(const jail::FaceDetector& detector, Effort effort, const std::string& effort_name, const std::string& only,
    const std::filesystem::path& folder)
{
    const auto pictures = pictures_of(folder);
    fmt::print("{}: {} pictures, effort {}\n", folder.string(), pictures.size(), effort_name);
    fmt::print("| | labelled | sure (>= {}) | found at all (>= {}) | false, sure | false, asked | CPU ms a picture |\n", kSureFace,
        jail::kAskedFace);
    for (const auto& alteration : alterations()) {
        if (std::string(alteration.name).find(only) == std::string::npos)
            continue;
        Score score;
        for (const auto& picture : pictures)
            measure(detector, effort, picture, alteration, score);
        fmt::print("| {} | {} | {} | {} | {} | {} | {:.0f} |\n", alteration.name, score.faces, score.sure, score.asked, score.false_sure,
            score.false_asked, score.milliseconds / std::max(1, score.pictures));
        std::fflush(stdout);
    }
}

}  // namespace

int main(int count, char** arguments)
{
    Effort effort = Effort::Standard;
    std::string effort_name = "standard";
    std::string only;
    bool codes = false;
    std::vector<std::filesystem::path> folders;
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        if (argument == "--codes")
            codes = true;
        else if (argument == "fast" || argument == "standard" || argument == "thorough")
            effort_name = argument,
            effort = argument == "fast"  ? Effort::Fast
                : argument == "standard" ? Effort::Standard
                                         : Effort::Thorough;
        else if (argument == "--only" && i + 1 < count)
            only = arguments[++i];
        else
            folders.emplace_back(argument);
    }
    if (codes)
        bench::print_code_table(effort);
    const auto models = std::filesystem::path(IMPRIMATUR_SHARE_DIR) / "models";
    const auto runtime = jail::OnnxRuntime::open(models / "libonnxruntime.so");
    if (!runtime.ok()) {
        fmt::print(stderr, "{}\n", runtime.error().line());
        return 2;
    }
    const auto detector = jail::FaceDetector::load(runtime.value(), models / "face_detector.onnx");
    if (!detector.ok()) {
        fmt::print(stderr, "{}\n", detector.error().line());
        return 2;
    }
    for (const auto& folder : folders)
        print_faces(detector.value(), effort, effort_name, only, folder);
    return 0;
}
