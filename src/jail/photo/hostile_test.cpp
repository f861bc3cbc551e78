// Files that were cut or changed: never a crash, and never half a picture.
#include "jail/photo/samples_test.h"

#include <gtest/gtest.h>

#include <random>

namespace imprimatur::jail::photo {

using namespace samples;

namespace {

using Decode = Outcome (*)(ByteView, MaterialSink&);

struct Sample {
    std::string name;
    Decode decode;
    Bytes file;
};

std::vector<Sample> all_samples()
{
    const auto block = exif_block({ .image = { ascii(0x010F, "Invented Optics") }, .gps = { ascii(1, "N") }, .thumbnail = Bytes(40, 7) });
    const auto exif = joined({ bytes_of(std::string_view("Exif\0\0", 6)), block });
    const auto frame = picture(40, 30, 3);
    const Bytes colours { 0, 0, 0, 0, 255, 255, 255, 0, 0, 0, 255, 0, 255, 0, 0, 0 };
    return {
        { "jpeg", decode_jpeg, jpeg_with(std::get<Bytes>(write_jpeg(frame)), { { 0xE1, exif }, { 0xFE, bytes_of("note") } }) },
        { "progressive jpeg", decode_jpeg, progressive_jpeg(frame) },
        { "cmyk jpeg", decode_jpeg, cmyk_jpeg(20, 20, { 10, 80, 90, 30 }, true) },
        { "png", decode_png, png_with(std::get<Bytes>(write_png(frame)), { { "eXIf", block } }) },
        { "interlaced png", decode_png, png(40, 30, 3, 8, frame.samples, true) },
        { "tiff", decode_tiff, tiff({ { frame, 5 }, { picture(20, 20, 1), 8, 3, true } }) },
        { "tiff with jpeg", decode_tiff, tiff({ { picture(40, 40, 1), 7 } }) },
        { "webp", decode_webp, webp_with(webp_lossy(frame), { { "EXIF", block } }) },
        { "lossless webp", decode_webp, webp_lossless(frame) },
        { "webp animation", decode_webp, webp_animation({ frame, smooth(40, 30, 3) }) },
        { "gif", decode_gif, gif(9, 9, { { 0, 0, 9, 9, Bytes(81, 1), 1 }, { 2, 2, 4, 4, Bytes(16, 2), 3 } }, "note") },
        { "bmp", decode_bmp, bmp(40, 30, 24, 0, {}, frame.samples) },
        { "bmp with run lengths", decode_bmp, bmp(4, 2, 8, 1, colours, { 4, 1, 0, 0, 0, 3, 2, 1, 2, 0, 1, 1, 0, 1 }) },
    };
}

bool same_frames(const Material& a, const Material& b)
{
    return std::equal(a.frames.begin(), a.frames.end(), b.frames.begin(), b.frames.end(),
        [](const Frame& x, const Frame& y) { return largest_difference(x, y) == 0; });
}

}  // namespace

TEST(Hostile, ACutFileIsRefusedOrWhole)
{
    for (const auto& sample : all_samples()) {
        RecordingSink whole;
        ASSERT_FALSE(sample.decode(sample.file, whole).has_value()) << sample.name;
        const std::size_t step = std::max<std::size_t>(1, sample.file.size() / 400);
        std::size_t accepted = 0;
        for (std::size_t length = 0; length < sample.file.size(); length += step) {
            const Bytes cut(sample.file.begin(), sample.file.begin() + static_cast<std::ptrdiff_t>(length));
            RecordingSink sink;
            if (!sample.decode(cut, sink).has_value()) {
                ++accepted;
                EXPECT_TRUE(same_frames(whole.material, sink.material)) << sample.name << " cut at " << length;
            }
        }
        EXPECT_LE(accepted, 60U) << sample.name;  // what may be missing is metadata at the end
    }
}

TEST(Hostile, ChangedBytesNeverCrash)
{
    std::mt19937 random(4711);
    for (const auto& sample : all_samples()) {
        for (int round = 0; round < 300; ++round) {
            Bytes file = sample.file;
            for (unsigned i = 0; i < 1 + random() % 6; ++i)
                file[random() % file.size()] = static_cast<std::uint8_t>(random());
            RecordingSink sink(64U << 20);
            const auto outcome = sample.decode(file, sink);
            if (!outcome) {
                EXPECT_FALSE(sink.material.frames.empty()) << sample.name;
                EXPECT_EQ(sink.described, 1) << sample.name;
            }
            for (const auto& frame : sink.material.frames)
                ASSERT_EQ(frame.samples.size(), std::size_t { frame.width } * frame.height * frame.channels);
        }
    }
}

TEST(Hostile, EachFileIsRecognisedByOneCodecAlone)
{
    constexpr std::array kRecognise { recognises_jpeg, recognises_png, recognises_tiff, recognises_webp, recognises_gif, recognises_bmp };
    for (const auto& sample : all_samples())
        EXPECT_EQ(std::count_if(kRecognise.begin(), kRecognise.end(), [&](auto knows) { return knows(sample.file); }), 1) << sample.name;
    for (const auto recognises : kRecognise) {
        EXPECT_FALSE(recognises(Bytes {}));
        EXPECT_FALSE(recognises(bytes_of("BM is how this letter starts")));
    }
}

}  // namespace imprimatur::jail::photo
