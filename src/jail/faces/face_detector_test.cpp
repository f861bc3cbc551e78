// On faces that the test draws itself: simple, and still faces to the network.
#include "jail/faces/face_detector.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>
#include <random>
#include <seccomp.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace imprimatur::jail {
namespace {

const std::filesystem::path kModels = std::filesystem::path(IMPRIMATUR_SHARE_DIR) / "models";

const FaceDetector& detector()
{
    static const auto loaded = [] {
        auto runtime = OnnxRuntime::open(kModels / "libonnxruntime.so");
        if (!runtime.ok())
            throw std::runtime_error(runtime.error().line());
        return FaceDetector::load(runtime.value(), kModels / "face_detector.onnx");
    }();
    if (!loaded.ok())
        throw std::runtime_error(loaded.error().line());
    return loaded.value();
}

// Of the drawing below: forehead, chin, ears.
const std::array<cv::Point, 4> kFeatures { cv::Point(240, 105), { 240, 290 }, { 152, 185 }, { 328, 185 } };

cv::Mat drawn_face()
{
    cv::Mat picture(360, 480, CV_8UC3, cv::Scalar::all(90));
    const auto oval = [&picture](cv::Point middle, cv::Size axes, const cv::Scalar& colour) {
        cv::ellipse(picture, middle, axes, 0, 0, 360, colour, cv::FILLED, cv::LINE_AA);
    };
    const auto arc = [&picture](cv::Point middle, cv::Size axes, double from, double to, const cv::Scalar& colour, int thick) {
        cv::ellipse(picture, middle, axes, 0, from, to, colour, thick, cv::LINE_AA);
    };
    cv::rectangle(picture, { 195, 240 }, { 285, 359 }, { 190, 150, 120 }, cv::FILLED);
    cv::rectangle(picture, { 90, 320 }, { 390, 359 }, { 60, 60, 70 }, cv::FILLED);
    oval({ 240, 160 }, { 98, 118 }, { 60, 50, 40 });
    oval({ 240, 185 }, { 80, 108 }, { 215, 180, 150 });
    oval({ 160, 185 }, { 12, 24 }, { 200, 160, 130 });
    oval({ 320, 185 }, { 12, 24 }, { 200, 160, 130 });
    oval({ 240, 95 }, { 78, 34 }, { 60, 50, 40 });
    cv::GaussianBlur(picture, picture, {}, 3);
    for (const int x : { 205, 275 }) {
        oval({ x, 172 }, { 24, 14 }, { 185, 150, 125 });
        oval({ x, 174 }, { 16, 8 }, { 235, 235, 235 });
        oval({ x, 174 }, { 7, 8 }, { 50, 40, 40 });
        arc({ x, 152 }, { 24, 8 }, 190, 350, { 70, 60, 50 }, 5);
        arc({ x, 172 }, { 18, 10 }, 190, 350, { 90, 70, 60 }, 2);
    }
    oval({ 240, 200 }, { 10, 28 }, { 225, 190, 160 });
    arc({ 240, 222 }, { 16, 8 }, 20, 160, { 180, 140, 115 }, 3);
    oval({ 240, 252 }, { 30, 10 }, { 170, 95, 95 });
    cv::line(picture, { 212, 251 }, { 268, 251 }, { 110, 60, 60 }, 2, cv::LINE_AA);
    cv::GaussianBlur(picture, picture, {}, 1.6);
    return picture;
}

Frame frame_of(const cv::Mat& picture)
{
    const cv::Mat whole = picture.isContinuous() ? picture : picture.clone();
    return { static_cast<std::uint32_t>(whole.cols), static_cast<std::uint32_t>(whole.rows), static_cast<std::uint32_t>(whole.channels()),
        Bytes(whole.datastart, whole.dataend) };
}

std::vector<FaceBox> found_in(const cv::Mat& picture, Effort effort)
{
    auto faces = detector().find(frame_of(picture), effort);
    if (!faces.ok())
        throw std::runtime_error(faces.error().line());
    return std::move(faces).value();
}

bool holds(const FaceBox& face, const cv::Point2d& point)
{
    const auto& corners = face.quad.corners;
    return point.x >= corners[0].x && point.x <= corners[2].x && point.y >= corners[0].y && point.y <= corners[2].y;
}

/// A sure box holds all four points.
bool is_surely_found(const std::vector<FaceBox>& faces, const std::vector<cv::Point2d>& points)
{
    return std::any_of(faces.begin(), faces.end(), [&points](const FaceBox& face) {
        return face.score >= kSureFace
            && std::all_of(points.begin(), points.end(), [&face](const cv::Point2d& point) { return holds(face, point); });
    });
}

std::size_t sure_ones(const std::vector<FaceBox>& faces)
{
    return static_cast<std::size_t>(std::count_if(faces.begin(), faces.end(), [](const FaceBox& face) { return face.score >= kSureFace; }));
}

std::vector<cv::Point2d> features() { return { kFeatures.begin(), kFeatures.end() }; }

/// Turned about its middle onto a canvas that holds it, and where its features lie then.
cv::Mat turned(const cv::Mat& picture, double degrees, std::vector<cv::Point2d>& points)
{
    const int side = 640;
    cv::Mat place = cv::getRotationMatrix2D(cv::Point2f(240, 180), -degrees, 1);
    place.at<double>(0, 2) += side / 2.0 - 240;
    place.at<double>(1, 2) += side / 2.0 - 180;
    cv::Mat out;
    cv::warpAffine(picture, out, place, cv::Size(side, side), cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar::all(90));
    cv::transform(features(), points, place);
    return out;
}

TEST(FaceDetector, TheBoxHoldsForeheadChinAndEars)
{
    for (const Effort effort : { Effort::Fast, Effort::Standard, Effort::Thorough })
        EXPECT_TRUE(is_surely_found(found_in(drawn_face(), effort), features())) << static_cast<int>(effort);
}

TEST(FaceDetector, InEveryQuarterTurn)
{
    for (const double degrees : { 0.0, 90.0, 180.0, 270.0 }) {
        std::vector<cv::Point2d> points;
        const cv::Mat picture = turned(drawn_face(), degrees, points);
        EXPECT_TRUE(is_surely_found(found_in(picture, Effort::Fast), points)) << degrees;
    }
}

TEST(FaceDetector, GreyDarkAndMirrored)
{
    cv::Mat grey, dark, mirrored;
    cv::cvtColor(drawn_face(), grey, cv::COLOR_RGB2GRAY);
    drawn_face().convertTo(dark, CV_8U, 0.15);
    cv::flip(drawn_face(), mirrored, 1);
    for (const cv::Mat& picture : { grey, dark })
        EXPECT_TRUE(is_surely_found(found_in(picture, Effort::Standard), features()));
    EXPECT_EQ(sure_ones(found_in(mirrored, Effort::Standard)), 1U);
}

TEST(FaceDetector, ASmallFaceInALargePictureIsFoundWithMoreEffort)
{
    cv::Mat small;
    cv::resize(drawn_face(), small, cv::Size(), 0.17, 0.17, cv::INTER_AREA);  // the face is 27 pixels wide
    cv::Mat picture(1200, 1600, CV_8UC3, cv::Scalar::all(90));
    small.copyTo(picture(cv::Rect(1203, 207, small.cols, small.rows)));
    std::vector<cv::Point2d> points;
    for (const auto& point : features())
        points.push_back(point * 0.17 + cv::Point2d(1203, 207));
    EXPECT_FALSE(is_surely_found(found_in(picture, Effort::Fast), points)) << "then this test shows nothing";
    EXPECT_TRUE(is_surely_found(found_in(picture, Effort::Thorough), points));
}

TEST(FaceDetector, ACloseUpWithoutHairAndNeck)
{
    const cv::Mat close = drawn_face()(cv::Rect(155, 110, 170, 190));
    cv::Mat large;
    cv::resize(close, large, cv::Size(), 4, 4, cv::INTER_CUBIC);
    EXPECT_EQ(sure_ones(found_in(large, Effort::Standard)), 1U);
}

TEST(FaceDetector, EveryFaceOfAGroup)
{
    cv::Mat group;
    cv::repeat(drawn_face(), 2, 3, group);
    EXPECT_EQ(sure_ones(found_in(group, Effort::Standard)), 6U);
}

TEST(FaceDetector, NoSureFaceWhereThereIsNone)
{
    cv::Mat ribs(500, 600, CV_8U);
    for (int y = 0; y < ribs.rows; ++y)
        for (int x = 0; x < ribs.cols; ++x)
            ribs.at<std::uint8_t>(y, x)
                = cv::saturate_cast<std::uint8_t>(90 + 60 * std::sin(y / 11.0 + std::abs(x - 300) / 90.0) - std::abs(x - 300) / 6.0);
    cv::Mat noise(500, 600, CV_8UC3);
    cv::theRNG().state = 4;
    cv::randu(noise, 0, 255);
    for (const cv::Mat& picture :
        { ribs, noise, cv::Mat(400, 400, CV_8U, cv::Scalar(0)), cv::Mat(400, 400, CV_8UC3, cv::Scalar::all(255)) })
        EXPECT_EQ(sure_ones(found_in(picture, Effort::Thorough)), 0U);
}

TEST(FaceDetector, OddShapesAreLookedAtAndBoxesStayInside)
{
    std::mt19937 engine(3);
    for (const cv::Size size :
        { cv::Size(1, 1), cv::Size(1, 5000), cv::Size(5000, 1), cv::Size(10000, 20), cv::Size(3, 2), cv::Size(700, 160) }) {
        cv::Mat picture(size, CV_8U);
        for (auto* sample = picture.datastart; sample != picture.dataend; ++sample)
            *const_cast<std::uint8_t*>(sample) = static_cast<std::uint8_t>(engine());
        for (const Effort effort : { Effort::Fast, Effort::Standard, Effort::Thorough }) {
            for (const auto& face : found_in(picture, effort)) {
                EXPECT_LE(face.quad.corners[2].x, size.width);
                EXPECT_LE(face.quad.corners[2].y, size.height);
                EXPECT_GE(std::min(face.quad.corners[0].x, face.quad.corners[0].y), 0);
            }
        }
    }
}

TEST(FaceDetector, RefusesSamplesThatDoNotFit)
{
    EXPECT_FALSE(detector().find({ 10, 10, 3, Bytes(299) }, Effort::Fast).ok());
    EXPECT_FALSE(detector().find({ 10, 10, 2, Bytes(200) }, Effort::Fast).ok());
    EXPECT_FALSE(detector().find({ 0, 10, 1, {} }, Effort::Fast).ok());
}

TEST(FaceDetector, SaysThatTheModelIsMissingOrAnother)
{
    const auto runtime = OnnxRuntime::open(kModels / "libonnxruntime.so");
    ASSERT_TRUE(runtime.ok());
    EXPECT_FALSE(FaceDetector::load(runtime.value(), "no-such-file").ok());
    EXPECT_FALSE(FaceDetector::load(runtime.value(), kModels / "text_detector.onnx").ok());
}

/// The calls of a jailed child, and no other (but the one with which AddressSanitizer ends); a file cannot be opened.
void allow_only_the_jails_calls()
{
    constexpr std::array allowed { SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(mmap), SCMP_SYS(munmap),
        SCMP_SYS(mremap), SCMP_SYS(brk), SCMP_SYS(madvise), SCMP_SYS(mprotect), SCMP_SYS(futex), SCMP_SYS(exit), SCMP_SYS(exit_group),
        SCMP_SYS(rt_sigreturn), SCMP_SYS(clock_gettime), SCMP_SYS(getrandom), SCMP_SYS(getrusage), SCMP_SYS(sched_yield),
        SCMP_SYS(sigaltstack) };
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    for (const int call : allowed)
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(openat), 0);
    if (seccomp_load(filter) != 0)
        ::_exit(3);
}

TEST(FaceDetector, WorksInAForkedChildUnderTheJailsCalls)
{
    const Frame frame = frame_of(drawn_face());
    ASSERT_EQ(sure_ones(found_in(drawn_face(), Effort::Standard)), 1U);
    const pid_t child = ::fork();
    if (child == 0) {
        allow_only_the_jails_calls();
        const auto faces = detector().find(frame, Effort::Standard);
        ::_exit(faces.ok() && sure_ones(faces.value()) == 1 ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status)) << "signal " << WTERMSIG(status);
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace imprimatur::jail
