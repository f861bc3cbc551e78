// What is left beside a fill tells nothing about what stood under it, and the copy's bytes do not depend on it.
#include "redact/attack.h"

#include "jail/codec.h"
#include "redact/compression_history.h"
#include "redact/plan.h"

#include <gtest/gtest.h>

namespace imprimatur::redact_eval {

namespace {

Quad around(const Writing& writing, double room)
{
    const double right = writing.x + width_of(writing) + room;
    const double bottom = writing.y + writing.height + room;
    return { { { { writing.x - room, writing.y - room }, { right, writing.y - room }, { right, bottom }, { writing.x - room, bottom } } } };
}

Frame filled(Frame frame, const std::vector<Rect>& rects)
{
    for (const auto& rect : rects)
        redact::fill(frame, rect);
    return frame;
}

Bytes written(const Frame& frame, bool jpeg) { return std::get<Bytes>(jpeg ? jail::write_jpeg(frame) : jail::write_png(frame)); }

}  // namespace

TEST(Destruction, NumbersCannotBeToldFromWhatIsLeftAroundTheirFills)
{
    Chance chance(11);
    double tight = 0;
    int pictures = 0;
    for (const char* name : { "JPEG 75, the file itself", "JPEG 90, then PNG", "JPEG 75, cropped, then PNG", "JPEG 50, cropped, JPEG 90",
             "JPEG 75, resized x0.50, then PNG" }) {
        for (const auto ground : { Ground::Black, Ground::Anatomy, Ground::Tissue }) {
            Situation situation { ground, &past(name) };
            situation.numbers = 12;
            const auto result = attack(situation, chance);
            EXPECT_LE(result.found[static_cast<std::size_t>(Rule::Ours)], 0.2) << name << " on " << name_of(ground);
            tight += result.found[static_cast<std::size_t>(Rule::Box)];
            ++pictures;
        }
    }
    EXPECT_GT(tight / pictures, 0.8) << "an attack that cannot read around a tight box would prove nothing";
}

TEST(Destruction, TheBytesOfTheCopyDoNotDependOnTheNumber)
{
    for (const char* name : { "nothing lossy", "JPEG 75, the file itself", "JPEG 90 4:4:4, the file itself", "JPEG 75, then PNG" }) {
        for (const auto ground : { Ground::Black, Ground::Anatomy, Ground::Tissue }) {
            Chance chance(5);
            const Frame empty = ground_picture(ground, 208, 120, chance);
            std::vector<Frame> pictures;
            Writing writing { "1234567", 60, 50, 18, { 240, 240, 240 } };
            for (const char* digits : { "1234567", "7654321", "8888888", "1111111" }) {
                pictures.push_back(empty);
                writing.digits = digits;
                write(pictures.back(), writing);
                pictures.back() = past(name).happen(pictures.back());
            }
            const auto rects = our_fills(pictures[0], past(name), around(writing, 6));
            for (const bool jpeg : { false, true }) {
                const auto first = written(filled(pictures[0], rects), jpeg);
                for (const auto& picture : pictures)
                    EXPECT_EQ(written(filled(picture, rects), jpeg), first) << name << " on " << name_of(ground);
            }
        }
    }
}

TEST(Destruction, FillsOfAJpegCopyAreConstantWhereverTheyStand)
{
    Chance chance(9);
    const Frame ground = ground_picture(Ground::Tissue, 203, 117, chance);
    bool rang = false;
    for (const Rect& rect : { Rect { 60, 50, 78, 19 }, Rect { 1, 1, 9, 9 }, Rect { 190, 100, 13, 17 }, Rect { 64, 48, 8, 8 } }) {
        redact::RedactionPlan plan { { { 0, rect } }, 0, {} };
        const auto constant = [&] {
            const Frame copy = decoded_jpeg(written(filled(ground, redact::fills_of(plan.fills, 0)), true), ground.channels);
            return redact::is_constant(copy, plan.fills[0].rect);
        };
        rang = rang || !constant();
        redact::grow_to_jpeg_blocks(plan, { ground });
        EXPECT_TRUE(constant()) << rect.x << ", " << rect.y;
        const Rect& grown = plan.fills[0].rect;
        EXPECT_LE(grown.x, rect.x);
        EXPECT_LE(grown.y, rect.y);
        EXPECT_GE(grown.x + grown.width, rect.x + rect.width);
        EXPECT_GE(grown.y + grown.height, rect.y + rect.height);
    }
    EXPECT_TRUE(rang) << "a tissue that does not ring into a fill would prove nothing";
}

TEST(CompressionHistory, FindsTheGridOfAJpegWhereverItWasCut)
{
    Chance chance(3);
    const Frame frame = ground_picture(Ground::Anatomy, 240, 200, chance);
    for (std::uint32_t x = 0; x < 8; x += 3) {
        for (std::uint32_t y = 0; y < 8; y += 3) {
            const auto trace = redact::find_jpeg_trace(cropped(after_jpeg(frame, 75, true), x, y));
            ASSERT_TRUE(trace);
            EXPECT_EQ(trace->x, (8 - x) % 8);
            EXPECT_EQ(trace->y, (8 - y) % 8);
        }
    }
}

TEST(CompressionHistory, FindsNoneWhereThereIsNone)
{
    Chance chance(4);
    for (const auto ground : { Ground::Black, Ground::Anatomy, Ground::Tissue }) {
        const Frame frame = ground_picture(ground, 240, 200, chance);
        EXPECT_FALSE(redact::find_jpeg_trace(frame));
        EXPECT_FALSE(redact::find_jpeg_trace(resized(after_jpeg(frame, 75, true), 0.75)));
    }
    EXPECT_FALSE(redact::find_jpeg_trace(Frame { 9, 9, 1, Bytes(81) }));
    EXPECT_FALSE(redact::find_jpeg_trace(Frame { 900, 900, 3, Bytes(81) })) << "a frame that does not hold what it says";
}

TEST(CompressionHistory, TellsWritingUnderTheJpegFromWritingDrawnLater)
{
    Chance chance(6);
    const Frame empty = ground_picture(Ground::Anatomy, 240, 200, chance);
    const Writing writing { "4071836", 80, 90, 20, { 200, 200, 200 } };
    Frame before = empty;
    write(before, writing);
    before = after_jpeg(before, 75, true);
    Frame after = after_jpeg(empty, 75, true);
    write(after, writing);
    const Rect place = redact::bounding_rectangle(around(writing, 8));
    for (const auto* frame : { &before, &after }) {
        const auto trace = redact::find_jpeg_trace(*frame);
        ASSERT_TRUE(trace);
        EXPECT_EQ(redact::fit_of(*frame, *trace, { 0, 0, 240, 200 }, place), redact::Fit::Fits);
        EXPECT_EQ(redact::fit_of(*frame, *trace, place), frame == &before ? redact::Fit::Fits : redact::Fit::Contradicts);
    }
}

TEST(Strokes, WritingDrawnInOneColourIsToldFromWritingThatWasCompressed)
{
    Chance chance(8);
    Frame frame = ground_picture(Ground::Anatomy, 240, 160, chance);
    const Writing writing { "4071836", 60, 60, 22, { 210, 210, 210 } };
    write(frame, writing);
    const Rect place = redact::bounding_rectangle(around(writing, 6));
    EXPECT_TRUE(redact::drawn_in_one_colour(frame, place));
    for (const int quality : { 50, 75, 90, 95 })
        EXPECT_FALSE(redact::drawn_in_one_colour(after_jpeg(frame, quality, true), place)) << quality;
    EXPECT_FALSE(redact::drawn_in_one_colour(after_webp(frame, 90), place));
}

}  // namespace imprimatur::redact_eval
