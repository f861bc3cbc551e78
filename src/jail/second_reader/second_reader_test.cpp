#include "jail/second_reader/second_reader.h"

#include "jail/second_reader/line_candidates.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>
#include <seccomp.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

namespace imprimatur::jail {
namespace {

const SecondReader& reader()
{
    static const auto loaded = SecondReader::load(second_reader_folders());
    if (!loaded.ok())
        throw std::runtime_error(loaded.error().line());
    return *loaded.value();
}

cv::Mat sheet(int width = 600, int height = 400, int ground = 20) { return { height, width, CV_8UC1, cv::Scalar(ground) }; }

void write(cv::Mat& picture, const std::string& text, cv::Point at, double size = 0.8, int level = 230)
{
    cv::putText(picture, text, at, cv::FONT_HERSHEY_SIMPLEX, size, cv::Scalar::all(level), 2, cv::LINE_AA);
}

Frame frame_of(const cv::Mat& picture)
{
    Frame frame { static_cast<std::uint32_t>(picture.cols), static_cast<std::uint32_t>(picture.rows),
        static_cast<std::uint32_t>(picture.channels()), Bytes(picture.total() * picture.elemSize()) };
    const cv::Mat whole = picture.isContinuous() ? picture : picture.clone();
    std::copy(whole.data, whole.data + frame.samples.size(), frame.samples.begin());
    return frame;
}

std::vector<TextBox> words(const cv::Mat& picture, const std::vector<Rect>& covered = {}, Effort effort = Effort::Standard)
{
    const auto found = reader().find(frame_of(picture), covered, effort);
    EXPECT_TRUE(found.ok()) << found.error().line();
    return found.ok() ? found.value() : std::vector<TextBox> {};
}

const TextBox* word(const std::vector<TextBox>& found, const std::string& text)
{
    const auto it = std::find_if(found.begin(), found.end(), [&](const auto& box) { return box.text.find(text) != std::string::npos; });
    return it == found.end() ? nullptr : &*it;
}

TEST(SecondReader, ReadsWhatWasLeftOpenAndSaysWhere)
{
    cv::Mat picture = sheet();
    write(picture, "MARTIN GRACE", { 60, 80 });
    write(picture, "4711081", { 300, 300 }, 0.6);
    const auto found = words(picture);
    const TextBox* name = word(found, "MARTIN");
    ASSERT_NE(name, nullptr);
    EXPECT_NE(word(found, "4711081"), nullptr);
    EXPECT_NEAR(name->quad.corners[0].x, 60, 12);
    EXPECT_NEAR(name->quad.corners[2].y, 80, 12);
    EXPECT_GT(name->recognition, 0.5);
}

TEST(SecondReader, DarkOnLightAndInColour)
{
    cv::Mat paper = sheet(600, 400, 235);
    write(paper, "KOVACS JANE", { 60, 80 }, 0.8, 10);
    EXPECT_NE(word(words(paper), "KOVACS"), nullptr);
    cv::Mat colour(400, 600, CV_8UC3, cv::Scalar::all(0));
    cv::putText(colour, "KOVACS JANE", { 60, 80 }, cv::FONT_HERSHEY_SIMPLEX, 0.8, cv::Scalar(20, 20, 250), 2, cv::LINE_AA);
    EXPECT_NE(word(words(colour), "KOVACS"), nullptr);
}

TEST(SecondReader, WhatIsCoveredIsNotRead)
{
    cv::Mat picture = sheet();
    write(picture, "MARTIN GRACE", { 60, 80 });
    write(picture, "KOVACS", { 300, 300 });
    const auto found = words(picture, { Rect { 40, 40, 300, 60 } });
    EXPECT_EQ(word(found, "MARTIN"), nullptr);
    EXPECT_NE(word(found, "KOVACS"), nullptr);
    EXPECT_TRUE(words(picture, { Rect { -100, -100, 5000, 5000 } }).empty());
}

TEST(SecondReader, AFilledPictureIsQuiet)
{
    cv::Mat picture = sheet();
    cv::rectangle(picture, { 40, 40, 300, 60 }, cv::Scalar(0), cv::FILLED);
    cv::circle(picture, { 300, 250 }, 100, cv::Scalar(120), cv::FILLED);
    EXPECT_TRUE(words(picture).empty());
    EXPECT_TRUE(words(sheet()).empty());
}

TEST(SecondReader, TurnedWritingIsRead)
{
    cv::Mat picture = sheet();
    write(picture, "MARTIN GRACE", { 60, 80 });
    for (const int turn : { cv::ROTATE_90_CLOCKWISE, cv::ROTATE_90_COUNTERCLOCKWISE, cv::ROTATE_180 }) {
        cv::Mat turned;
        cv::rotate(picture, turned, turn);
        const auto found = words(turned);
        // Upside down some letters pass for others: that something is read, and where, is what counts.
        const TextBox* name = turn == cv::ROTATE_180 ? word(found, "") : word(found, "MARTIN");
        ASSERT_NE(name, nullptr) << turn;
        double left = 1e9, right = 0, top = 1e9, bottom = 0;
        for (const auto& corner : name->quad.corners) {
            left = std::min(left, corner.x);
            right = std::max(right, corner.x);
            top = std::min(top, corner.y);
            bottom = std::max(bottom, corner.y);
        }
        const cv::Rect box(static_cast<int>(left), static_cast<int>(top), static_cast<int>(right - left), static_cast<int>(bottom - top));
        EXPECT_GT(cv::mean(turned(box & cv::Rect({}, turned.size())))[0], 45) << turn;  // on the letters, not beside them
    }
}

TEST(SecondReader, NoiseNeedsNoPatience)
{
    cv::Mat noise(900, 1200, CV_8UC1);
    cv::randu(noise, 0, 256);
    const auto found = reader().find(frame_of(noise), {}, Effort::Thorough);
    ASSERT_TRUE(found.ok());
    EXPECT_LT(found->size(), 5U);
    EXPECT_LE(line_candidates(noise, cv::Mat::zeros(noise.size(), CV_8UC1), 30).size(), 30U);
}

TEST(SecondReader, StrangeFramesAreRefusedOrQuiet)
{
    EXPECT_FALSE(reader().find({}, {}, Effort::Fast).ok());
    EXPECT_FALSE(reader().find({ 10, 10, 1, Bytes(99) }, {}, Effort::Fast).ok());
    EXPECT_FALSE(reader().find({ 10, 10, 2, Bytes(200) }, {}, Effort::Fast).ok());
    EXPECT_FALSE(reader().find({ 0xFFFFFFFF, 0xFFFFFFFF, 1, {} }, {}, Effort::Fast).ok());
    for (const auto& [width, height] : { std::pair { 1U, 1U }, { 3U, 5000U }, { 5000U, 3U }, { 40U, 40U } })
        EXPECT_TRUE(reader().find({ width, height, 1, Bytes(std::size_t { width } * height, 7) }, {}, Effort::Thorough)->empty());
}

TEST(SecondReader, WithoutItsLanguageItDoesNotLoad)
{
    EXPECT_FALSE(SecondReader::load({}).ok());
    EXPECT_FALSE(SecondReader::load({ "/nonexistent" }).ok());
}

/// The calls the jail allows (jail/lockdown.cpp), without those that only its other libraries need.
bool lock_down_as_the_jail_does()
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    for (const int call : { SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(lseek),
             SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(brk), SCMP_SYS(madvise), SCMP_SYS(mprotect), SCMP_SYS(futex),
             SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigprocmask), SCMP_SYS(clock_gettime), SCMP_SYS(getrandom),
             SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(getrusage), SCMP_SYS(gettid), SCMP_SYS(getpid) })
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(openat), 0);
    return seccomp_load(filter) == 0;
}

TEST(SecondReader, ReadsInAJailWithoutThreadsAndFiles)
{
#if defined(__SANITIZE_ADDRESS__)
    // A sanitizer makes calls of its own: the end-to-end tests of the release read in the real jail.
    return;
#endif
    cv::Mat picture = sheet();
    write(picture, "MARTIN GRACE", { 60, 80 });
    const Frame frame = frame_of(picture);
    reader();
    const pid_t child = fork();
    if (child == 0) {
        if (!lock_down_as_the_jail_does())
            _exit(3);
        const auto found = reader().find(frame, {}, Effort::Thorough);
        _exit(found.ok() && word(found.value(), "MARTIN") != nullptr ? 42 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status)) << "signal " << WTERMSIG(status);
    EXPECT_EQ(WEXITSTATUS(status), 42);
}

}  // namespace
}  // namespace imprimatur::jail
