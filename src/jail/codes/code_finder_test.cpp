// On codes that the test draws itself, with ZXing's writers.
#include "jail/codes/code_finder.h"
#include "jail/codes/drawn_code_test.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>
#include <random>
#include <seccomp.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace imprimatur::jail {
namespace {

struct Kind {
    const char* symbology;
    const char* text;  // invented
};
constexpr const char* kLong = "MRN 4711081512 ACC 0815 X";
constexpr std::array kKinds { Kind { "QRCode", "KOVACS JANE 12031961" }, Kind { "DataMatrix", "MRN 4711081512" },
    Kind { "Aztec", "MRN 4711081512 ACC 0815" }, Kind { "PDF417", "KOVACS^JANE MRN 47110815" }, Kind { "Code128", "MRN47110815" },
    Kind { "Code39", "P4711081" }, Kind { "EAN-13", "409638133393" } };

std::vector<CodeBox> found_in(const cv::Mat& picture, Effort effort)
{
    auto boxes = CodeFinder().find(frame_of(picture), effort);
    if (!boxes.ok())
        throw std::runtime_error(boxes.error().line());
    return std::move(boxes).value();
}

cv::Mat chest() { return drawn_chest({ 800, 600 }, 11); }

TEST(CodeFinder, DecodesEveryKindAndCoversAllOfIt)
{
    for (const auto& kind : kKinds) {
        cv::Mat picture = chest();
        const auto corners = lay_on(picture, drawn_code(kind.symbology, kind.text, 3), { 390, 290 }, 0);
        const auto boxes = found_in(picture, Effort::Standard);
        ASSERT_EQ(boxes.size(), 1U) << kind.symbology;
        EXPECT_TRUE(boxes[0].decoded) << kind.symbology;
        EXPECT_EQ(boxes[0].symbology, kind.symbology);
        EXPECT_TRUE(is_covered(corners, boxes)) << kind.symbology;
    }
}

TEST(CodeFinder, TurnedAndInverted)
{
    for (const auto& kind : kKinds) {
        for (const double degrees : { -15.0, 15.0, 90.0 }) {
            cv::Mat picture = chest();
            const auto corners = lay_on(picture, drawn_code(kind.symbology, kind.text, 3), { 390, 290 }, degrees);
            EXPECT_TRUE(is_covered(corners, found_in(picture, Effort::Standard))) << kind.symbology << ' ' << degrees;
        }
        cv::Mat picture = chest();
        DrawnCode code = drawn_code(kind.symbology, kind.text, 3);
        code.picture = 255 - code.picture;
        const auto corners = lay_on(picture, code, { 390, 290 }, 0);
        EXPECT_TRUE(is_covered(corners, found_in(picture, Effort::Standard))) << kind.symbology << " inverted";
    }
}

TEST(CodeFinder, WhatIsHalfCoveredDoesNotDecodeAndIsSeenAllTheSame)
{
    for (const auto& [symbology, text] :
        { Kind { "QRCode", kLong }, Kind { "DataMatrix", kLong }, Kind { "PDF417", kLong }, Kind { "Code128", "MRN47110815" } }) {
        cv::Mat picture = chest();
        DrawnCode code = drawn_code(symbology, text, 3);
        code.picture(cv::Rect(0, 0, code.picture.cols / 2, code.picture.rows)).setTo(90);
        const auto corners = lay_on(picture, code, { 390, 290 }, 0);
        const auto boxes = found_in(picture, Effort::Standard);
        ASSERT_FALSE(boxes.empty()) << symbology;
        EXPECT_FALSE(boxes[0].decoded) << symbology;
        EXPECT_EQ(boxes[0].symbology, "stripes") << symbology;
        EXPECT_TRUE(is_covered(corners, boxes, 0.55, 0.95)) << symbology;
    }
}

TEST(CodeFinder, EveryCodeOfALabel)
{
    cv::Mat picture = drawn_chest({ 1000, 800 }, 5);
    std::vector<std::vector<cv::Point2d>> all;
    all.push_back(lay_on(picture, drawn_code("QRCode", "KOVACS JANE", 3), { 200, 200 }, 0));
    all.push_back(lay_on(picture, drawn_code("QRCode", "KOVACS JANE", 3), { 500, 600 }, 0));
    all.push_back(lay_on(picture, drawn_code("Code128", "47110815", 2), { 700, 150 }, 0));
    all.push_back(lay_on(picture, drawn_code("Code128", "47110816", 2), { 200, 450 }, 90));
    all.push_back(lay_on(picture, drawn_code("DataMatrix", "4711", 4), { 850, 650 }, 0));
    const auto boxes = found_in(picture, Effort::Standard);
    for (const auto& corners : all)
        EXPECT_TRUE(is_covered(corners, boxes)) << corners[0];
    EXPECT_EQ(boxes.size(), all.size());
}

cv::Mat lines(int spacing, bool crossed)
{
    cv::Mat picture(500, 600, CV_8U, cv::Scalar(240));
    for (int i = 0; i < 600; i += spacing) {
        cv::line(picture, { i, 0 }, { i, 499 }, cv::Scalar(40), i % (5 * spacing) == 0 ? 3 : 1);
        if (crossed)
            cv::line(picture, { 0, i }, { 599, i }, cv::Scalar(40), i % (5 * spacing) == 0 ? 3 : 1);
    }
    return picture;
}

cv::Mat page()
{
    cv::Mat picture(700, 900, CV_8U, cv::Scalar(250));
    for (int y = 40; y < 690; y += 24)
        cv::putText(picture, "Findings: no acute fracture. Impression 12/07 HIL WWM", { 20, y }, cv::FONT_HERSHEY_SIMPLEX, 0.8,
            cv::Scalar(10), 2, cv::LINE_AA);
    return picture;
}

cv::Mat ruler()
{
    cv::Mat picture = chest();
    for (int i = 0; i < 60; ++i)
        cv::line(picture, { 700, 20 + 9 * i }, { i % 5 == 0 ? 740 : 720, 20 + 9 * i }, cv::Scalar(250), 2);
    return picture;
}

TEST(CodeFinder, RibsGridsRulersAndPagesAreNoCodes)
{
    for (unsigned seed = 0; seed < 3; ++seed)
        EXPECT_TRUE(found_in(drawn_chest({ 700, 800 }, seed), Effort::Standard).empty()) << "chest " << seed;
    for (const int spacing : { 4, 9, 20 }) {
        EXPECT_TRUE(found_in(lines(spacing, false), Effort::Standard).empty()) << "lines " << spacing;
        EXPECT_TRUE(found_in(lines(spacing, true), Effort::Standard).empty()) << "grid " << spacing;
    }
    EXPECT_TRUE(found_in(page(), Effort::Standard).empty());
    EXPECT_TRUE(found_in(ruler(), Effort::Standard).empty());
    cv::Mat noise(500, 600, CV_8U);
    cv::theRNG().state = 4;
    cv::randu(noise, 0, 255);
    EXPECT_TRUE(found_in(noise, Effort::Standard).empty());
}

TEST(CodeFinder, OddShapesAreLookedAtAndBoxesStayInside)
{
    std::mt19937 engine(3);
    for (const cv::Size size :
        { cv::Size(1, 1), cv::Size(1, 5000), cv::Size(5000, 1), cv::Size(10000, 20), cv::Size(3, 2), cv::Size(30, 30) }) {
        for (const bool black_and_white : { false, true }) {
            cv::Mat picture(size, CV_8U);
            for (int y = 0; y < size.height; ++y)
                for (int x = 0; x < size.width; ++x)
                    picture.at<std::uint8_t>(y, x) = black_and_white ? (engine() % 2) * 255 : static_cast<std::uint8_t>(engine());
            for (const auto& box : found_in(picture, Effort::Thorough)) {
                for (const auto& corner : box.quad.corners)
                    EXPECT_TRUE(corner.x >= 0 && corner.y >= 0 && corner.x <= size.width && corner.y <= size.height);
            }
        }
    }
    EXPECT_TRUE(found_in(cv::Mat(400, 400, CV_8UC3, cv::Scalar::all(77)), Effort::Thorough).empty());
    EXPECT_FALSE(CodeFinder().find({ 10, 10, 3, Bytes(299) }, Effort::Fast).ok());
}

/// The calls of a jailed child, and no other (but the one with which AddressSanitizer ends).
void allow_only_the_jails_calls()
{
    constexpr std::array allowed { SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(close), SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap),
        SCMP_SYS(brk), SCMP_SYS(madvise), SCMP_SYS(mprotect), SCMP_SYS(futex), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn),
        SCMP_SYS(sched_yield), SCMP_SYS(sigaltstack) };
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    for (const int call : allowed)
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
    if (seccomp_load(filter) != 0)
        ::_exit(3);
}

TEST(CodeFinder, WorksInAForkedChildUnderTheJailsCalls)
{
    cv::Mat picture = chest();
    lay_on(picture, drawn_code("Code128", "47110815", 2), { 300, 150 }, 15);
    lay_on(picture, drawn_code("DataMatrix", "4711", 4), { 600, 450 }, 20);
    const Frame frame = frame_of(picture);
    const std::size_t here = found_in(picture, Effort::Standard).size();
    ASSERT_EQ(here, 2U);
    const pid_t child = ::fork();
    if (child == 0) {
        allow_only_the_jails_calls();
        const auto boxes = CodeFinder().find(frame, Effort::Standard);
        ::_exit(boxes.ok() && boxes.value().size() == here ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status)) << "signal " << WTERMSIG(status);
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace imprimatur::jail
