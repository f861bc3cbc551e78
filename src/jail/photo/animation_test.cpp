// Every frame of an animation as a viewer shows it: disposal and blending, and what the animation never shows.
#include "jail/photo/samples_test.h"

#include <gtest/gtest.h>

namespace imprimatur::jail::photo {

using namespace samples;
using enum IdentifierKind;

namespace {

RecordingSink read(const Bytes& file)
{
    RecordingSink sink;
    const auto outcome = decode_png(file, sink);
    EXPECT_FALSE(outcome.has_value()) << (outcome ? outcome->detail : "");
    return sink;
}

Bytes frame(const RecordingSink& sink, std::size_t number) { return sink.material.frames.at(number).samples; }

constexpr int kKeep = 0, kClear = 1, kRestore = 2;

}  // namespace

TEST(Animation, PngFramesReplaceAndStay)
{
    const auto sink = read(apng(3, 1, 1,
        { { 0, 0, 3, 1, kKeep, false, { 10, 20, 30 } }, { 1, 0, 1, 1, kKeep, false, { 200 } }, { 2, 0, 1, 1, kKeep, false, { 100 } } }));
    ASSERT_EQ(sink.material.frames.size(), 3U);
    EXPECT_EQ(frame(sink, 0), (Bytes { 10, 20, 30 }));
    EXPECT_EQ(frame(sink, 1), (Bytes { 10, 200, 30 }));
    EXPECT_EQ(frame(sink, 2), (Bytes { 10, 200, 100 }));
    EXPECT_EQ(sink.material.encoding, "animated 8-bit grey PNG");
    EXPECT_TRUE(sink.material.objects.empty());
}

TEST(Animation, PngFramesAreDisposedOf)
{
    const auto sink = read(apng(2, 1, 2,
        { { 0, 0, 2, 1, kKeep, false, { 10, 255, 20, 255 } }, { 0, 0, 1, 1, kRestore, false, { 90, 255 } },
            { 1, 0, 1, 1, kClear, false, { 80, 255 } }, { 0, 0, 1, 1, kKeep, true, { 0, 0 } } }));
    ASSERT_EQ(sink.material.frames.size(), 4U);
    EXPECT_EQ(frame(sink, 1), (Bytes { 90, 20 }));
    EXPECT_EQ(frame(sink, 2), (Bytes { 10, 80 })) << "what was under the frame before comes back";
    EXPECT_EQ(frame(sink, 3), (Bytes { 10, 255 })) << "cleared to nothing, which is white here";
}

TEST(Animation, PngFramesAreBlendedOver)
{
    const auto sink = read(apng(1, 1, 4,
        { { 0, 0, 1, 1, kKeep, false, { 200, 0, 100, 255 } }, { 0, 0, 1, 1, kKeep, true, { 0, 200, 100, 128 } },
            { 0, 0, 1, 1, kKeep, false, { 0, 0, 0, 0 } } }));
    EXPECT_EQ(frame(sink, 1), (Bytes { 100, 100, 100 }));
    EXPECT_EQ(frame(sink, 2), (Bytes { 255, 255, 255 })) << "a frame that is not blended takes its alpha along";
}

TEST(Animation, ThePictureThatNoReaderOfAnimationsShowsIsHidden)
{
    const Bytes secret { 9, 8, 7, 6 };
    const auto sink = read(apng(2, 2, 1, { { 0, 0, 2, 2, kKeep, false, { 50, 60, 70, 80 } } }, secret));
    ASSERT_EQ(sink.material.frames.size(), 1U);
    EXPECT_EQ(frame(sink, 0), (Bytes { 50, 60, 70, 80 }));
    ASSERT_EQ(sink.material.objects.size(), 1U);
    ASSERT_TRUE(sink.material.objects[0].picture.has_value());
    EXPECT_EQ(sink.material.objects[0].picture->samples, secret);
}

TEST(Animation, ADamagedPngAnimationIsTheDefaultPictureAndHiddenBytes)
{
    const std::vector<ApngFrame> frames { { 0, 0, 2, 1, kKeep, false, { 1, 2 } }, { 0, 0, 2, 1, kKeep, false, { 3, 4 } } };
    auto outside = frames;
    outside[1].left = 1;
    auto empty = frames;
    empty[1].height = 0;
    for (const auto& broken : { outside, empty }) {
        const auto sink = read(apng(2, 1, 1, broken));
        ASSERT_EQ(sink.material.frames.size(), 1U);
        EXPECT_EQ(frame(sink, 0), (Bytes { 1, 2 }));
        EXPECT_TRUE(sink.has_object("animation frames that are not shown", HiddenPicture));
    }
}

TEST(Animation, TenThousandFramesAreReadAndMoreAreRefused)
{
    std::vector<ApngFrame> frames(limits::kMaxFrames, { 0, 0, 1, 1, kKeep, false, { 7 } });
    EXPECT_EQ(read(apng(1, 1, 1, frames)).material.frames.size(), limits::kMaxFrames);
    frames.push_back(frames[0]);
    RecordingSink sink;
    const auto outcome = decode_png(apng(1, 1, 1, frames), sink);
    ASSERT_TRUE(outcome.has_value());
    EXPECT_EQ(outcome->how, Unreadable::How::TooLarge);
}

TEST(Animation, FramesTogetherPassNoLimit)
{
    std::vector<ApngFrame> frames(40, { 0, 0, 1, 1, kKeep, false, { 7 } });
    frames[0] = { 0, 0, 1'000, 1'000, kKeep, false, Bytes(1'000'000) };
    RecordingSink sink(16U << 20);
    const auto outcome = decode_png(apng(1'000, 1'000, 1, frames), sink);
    ASSERT_TRUE(outcome.has_value());
    EXPECT_EQ(outcome->how, Unreadable::How::TooLarge);
    EXPECT_EQ(sink.material.frames.size(), 16U) << "a megabyte each, of sixteen";
    frames.assign(1'200, { 0, 0, 1, 1, kKeep, false, { 7 } });
    frames[0] = { 0, 0, 1'000, 1'000, kKeep, false, Bytes(1'000'000) };
    RecordingSink many;
    const auto refused = decode_png(apng(1'000, 1'000, 1, frames), many);
    ASSERT_TRUE(refused.has_value());
    EXPECT_TRUE(many.material.frames.empty()) << "known before anything is inflated";
}

TEST(Animation, WhatAGifDrawsOutsideItsCanvasIsShown)
{
    RecordingSink sink;
    auto file = gif(4, 2, { { 0, 0, 2, 2, Bytes(4, 1) }, { 2, 0, 2, 2, Bytes(4, 2) } });
    file[6] = 2;  // the canvas says that it is two pixels wide
    ASSERT_FALSE(decode_gif(file, sink).has_value());
    EXPECT_TRUE(sink.has_object("picture outside the canvas", HiddenPicture));
    EXPECT_EQ(sink.material.frames.at(1).width, 4U);
}

}  // namespace imprimatur::jail::photo
