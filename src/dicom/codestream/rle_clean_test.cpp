#include "dicom/codestream/test_streams.h"

namespace imprimatur::dicom {
namespace {

using namespace testing;

FrameShape shape(std::uint32_t rows, std::uint32_t columns, std::uint16_t allocated = 8, std::uint16_t stored = 8, bool is_signed = false)
{
    FrameShape result;
    result.rows = rows;
    result.columns = columns;
    result.bits_allocated = allocated;
    result.bits_stored = stored;
    result.high_bit = static_cast<std::uint16_t>(stored - 1);
    result.is_signed = is_signed;
    return result;
}

Bytes frame(const std::vector<Bytes>& segments, ByteView gap = {})
{
    Bytes header(64);
    const auto put = [&](std::size_t word, std::size_t value) {
        header[4 * word] = static_cast<std::uint8_t>(value);
        header[4 * word + 1] = static_cast<std::uint8_t>(value >> 8);
    };
    put(0, segments.size());
    Bytes body(gap.begin(), gap.end());
    for (std::size_t i = 0; i < segments.size(); ++i) {
        put(i + 1, 64 + body.size());
        body = joined({ body, segments[i] });
    }
    return joined({ header, body });
}

Clean cleaner(const FrameShape& shape)
{
    return [shape](ByteView bytes) { return clean_rle(bytes, shape); };
}

// The samples of one segment, decoded as plainly as can be.
Bytes plane(ByteView stream, std::size_t index)
{
    std::size_t at = stream[4 * (index + 1)] + 256U * stream[4 * (index + 1) + 1];
    const auto next = index + 1 < stream[0] ? stream[4 * (index + 2)] + 256U * stream[4 * (index + 2) + 1] : stream.size();
    Bytes out;
    while (at + 1 < next) {
        const int control = static_cast<std::int8_t>(stream[at++]);
        if (control >= 0) {
            out.insert(out.end(), stream.begin() + static_cast<std::ptrdiff_t>(at),
                stream.begin() + static_cast<std::ptrdiff_t>(at) + control + 1);
            at += static_cast<std::size_t>(control) + 1;
        } else {
            out.insert(out.end(), static_cast<std::size_t>(1 - control), stream[at++]);
        }
    }
    return out;
}

TEST(RleClean, APlainFrameStaysAsItIs)
{
    const auto stream = frame({ { 0xFD, 7, 3, 1, 2, 3, 4, 0 }, { 0xF9, 9 } });
    auto colours = shape(2, 4);
    colours.samples = 2;
    const auto clean = cleaned(cleaner(colours), stream);
    EXPECT_EQ(clean.bytes, stream);
    EXPECT_TRUE(clean.removed.empty());
}

TEST(RleClean, WhatNoSampleNeedsGoes)
{
    const auto name = as_bytes("Erika Muster");
    auto colours = shape(2, 4);
    colours.samples = 2;
    auto stream = frame({ joined({ Bytes { 0xFD, 7, 3, 1, 2, 3, 4 }, name }), joined({ Bytes { 0x80, 0x80, 0xF9, 9 }, name }) }, name);
    std::copy(name.begin(), name.end(), stream.begin() + 40);
    const auto clean = cleaned(cleaner(colours), stream);
    EXPECT_EQ(clean.bytes, frame({ { 0xFD, 7, 3, 1, 2, 3, 4, 0 }, { 0xF9, 9 } }));
    for (const auto* what :
        { "RLE header", "RLE bytes before the first segment", "RLE bytes after the last sample", "RLE runs of nothing" })
        EXPECT_TRUE(names(clean, what)) << what;
}

TEST(RleClean, TheLastRunIsCutAtTheLastSample)
{
    const auto literal = cleaned(cleaner(shape(1, 3)), frame({ { 4, 1, 2, 3, 'E', 'M' } }));
    EXPECT_EQ(literal.bytes, frame({ { 2, 1, 2, 3 } }));
    EXPECT_EQ(taken(literal, "RLE bytes after the last sample"), (Bytes { 'E', 'M' }));
    EXPECT_EQ(cleaned(cleaner(shape(1, 3)), frame({ { 0x81, 5 } })).bytes, frame({ { 0xFE, 5 } }));
    EXPECT_EQ(cleaned(cleaner(shape(1, 1)), frame({ { 0x81, 5 } })).bytes, frame({ { 0, 5 } }));
    // Across rows, as some encoders do.
    EXPECT_TRUE(cleaned(cleaner(shape(4, 2)), frame({ { 0xF9, 5 } })).removed.empty());
}

TEST(RleClean, BitsOutsideBitsStoredAreCleared)
{
    const std::vector<Bytes> hidden { { 0xFF, 0x2F, 1, 0x41, 0x02 }, { 3, 1, 2, 3, 4 } };
    const auto twelve = shape(2, 2, 16, 12);
    const auto clean = cleaned(cleaner(twelve), frame({ joined({ hidden[0], Bytes { 0 } }), joined({ hidden[1], Bytes { 0 } }) }));
    EXPECT_TRUE(names(clean, "bits outside Bits Stored"));
    EXPECT_EQ(plane(clean.bytes, 0), (Bytes { 0x0F, 0x0F, 0x01, 0x02 }));
    EXPECT_EQ(plane(clean.bytes, 1), (Bytes { 1, 2, 3, 4 }));
    const auto with_sign
        = cleaned(cleaner(shape(2, 2, 16, 12, true)), frame({ { 3, 0xF8, 0x08, 0x17, 0x00, 0, 0 }, { 3, 1, 2, 3, 4, 0, 0 } }));
    EXPECT_EQ(plane(with_sign.bytes, 0), (Bytes { 0xF8, 0xF8, 0x07, 0x00 }));
    const auto not_extended = cleaned(cleaner(shape(1, 2, 16, 12, true)), frame({ { 1, 0x08, 0x07, 0 }, { 1, 2, 3, 0 } }));
    EXPECT_EQ(plane(not_extended.bytes, 0), (Bytes { 0xF8, 0x07 }));
    EXPECT_TRUE(cleaned(cleaner(shape(1, 2, 16, 12, true)), frame({ { 1, 0xF8, 0x07, 0 }, { 1, 2, 3, 0 } })).removed.empty());
}

TEST(RleClean, ASegmentWithoutRunsComesOutAsItWentIn)
{
    std::mt19937 chance(3);
    const auto wide = shape(5, 300, 16, 10);
    std::vector<Bytes> segments(2);
    std::vector<Bytes> wanted(2);
    for (std::size_t byte = 0; byte < 2; ++byte) {
        for (int i = 0; i < 1500; ++i)
            wanted[byte].push_back(static_cast<std::uint8_t>(chance() % (chance() % 3 == 0 ? 2 : 256)));
        for (std::size_t at = 0; at < 1500; at += 125) {
            segments[byte].push_back(124);
            segments[byte].insert(segments[byte].end(), wanted[byte].begin() + static_cast<std::ptrdiff_t>(at),
                wanted[byte].begin() + static_cast<std::ptrdiff_t>(at) + 125);
        }
    }
    for (auto& value : wanted[0])
        value &= 3;
    const auto clean = cleaned(cleaner(wide), frame(segments));
    EXPECT_EQ(plane(clean.bytes, 0), wanted[0]);
    EXPECT_EQ(plane(clean.bytes, 1), wanted[1]);
}

TEST(RleClean, FramesThatContradictTheirShapeRefuse)
{
    const auto stream = frame({ { 0xF9, 9 } });
    EXPECT_FALSE(refused(clean_rle(stream, shape(2, 4))));
    EXPECT_TRUE(refused(clean_rle(stream, shape(3, 4)))) << "too short";
    EXPECT_TRUE(refused(clean_rle(stream, shape(2, 4, 16, 12)))) << "a segment is missing";
    EXPECT_TRUE(refused(clean_rle(stream, shape(0, 4))));
    EXPECT_TRUE(refused(clean_rle(stream, shape(0xFFFFFFFF, 0xFFFFFFFF))));
    EXPECT_TRUE(refused(clean_rle(stream, shape(2, 4, 12, 12))));
    auto backwards = frame({ { 0xF9, 9 }, { 0xF9, 9 } });
    backwards[8] = 63;
    EXPECT_TRUE(refused(clean_rle(backwards, shape(2, 4, 16, 16))));
}

TEST(RleClean, DamagedFramesSettle)
{
    expect_settled_when_damaged(cleaner(shape(3, 4, 16, 12, true)),
        frame({ { 0xFD, 0xF8, 7, 1, 2, 3, 4, 5, 6, 7, 0x48, 0 }, { 0xF9, 9, 0x80, 3, 1, 2, 3, 4 } }), 6000);
}

}  // namespace
}  // namespace imprimatur::dicom
