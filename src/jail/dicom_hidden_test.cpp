// What a DICOM object hides beside its pixels, under its window and in the bits around its values.
#include "jail/codec.h"
#include "jail/dicom_pixels.h"
#include "jail/photo/recording_sink.h"

#include <gtest/gtest.h>

#include <dcmtk/dcmdata/dcostrmb.h>
#include <dcmtk/dcmdata/dcrledrg.h>
#include <dcmtk/dcmdata/dctk.h>

namespace imprimatur::jail {

namespace {

using Sink = photo::RecordingSink;

constexpr Uint16 kSide = 32;
constexpr std::size_t kPixels = std::size_t { kSide } * kSide;

/// Rows of a word, seen from far away: columns 4 to 27, every other one, in the upper half.
bool letter(std::size_t at) { return at / kSide < 16 && at % kSide >= 4 && at % kSide < 28 && at % kSide / 2 % 2 == 0; }

struct Depth {
    Uint16 allocated = 16;
    Uint16 stored = 12;
    bool is_signed = false;
};

using Values = std::vector<Uint16>;

Values flat(Uint16 value, std::size_t frames = 1) { return Values(kPixels * frames, value); }

/// Without a window when `width` is nothing.
void describe(DcmItem& item, const Depth& depth, std::size_t frames, const char* center = "600", const char* width = "400")
{
    item.putAndInsertString(DCM_Modality, "CT");
    item.putAndInsertUint16(DCM_Rows, kSide);
    item.putAndInsertUint16(DCM_Columns, kSide);
    item.putAndInsertString(DCM_NumberOfFrames, std::to_string(frames).c_str());
    item.putAndInsertUint16(DCM_SamplesPerPixel, 1);
    item.putAndInsertString(DCM_PhotometricInterpretation, "MONOCHROME2");
    item.putAndInsertUint16(DCM_BitsAllocated, depth.allocated);
    item.putAndInsertUint16(DCM_BitsStored, depth.stored);
    item.putAndInsertUint16(DCM_HighBit, static_cast<Uint16>(depth.stored - 1));
    item.putAndInsertUint16(DCM_PixelRepresentation, depth.is_signed ? 1 : 0);
    if (width != nullptr) {
        item.putAndInsertString(DCM_WindowCenter, center);
        item.putAndInsertString(DCM_WindowWidth, width);
    }
}

void put_pixels(DcmItem& item, const Values& values) { item.putAndInsertUint16Array(DCM_PixelData, values.data(), values.size()); }

Sink read(DcmFileFormat& file)
{
    DcmDataset& dataset = *file.getDataset();
    dataset.putAndInsertString(DCM_SOPClassUID, UID_SecondaryCaptureImageStorage);
    dataset.putAndInsertString(DCM_SOPInstanceUID, "1.2.3.4.5");
    std::vector<Uint8> buffer(8 << 20);
    DcmOutputBufferStream stream(buffer.data(), static_cast<offile_off_t>(buffer.size()));
    file.validateMetaInfo(EXS_LittleEndianExplicit);
    file.transferInit();
    EXPECT_TRUE(file.write(stream, EXS_LittleEndianExplicit, EET_UndefinedLength, nullptr).good());
    stream.flush();
    file.transferEnd();
    void* start = nullptr;
    offile_off_t length = 0;
    stream.flushBuffer(start, length);
    Sink sink;
    const auto outcome = decode_dicom({ static_cast<const std::uint8_t*>(start), static_cast<std::size_t>(length) }, sink);
    EXPECT_FALSE(outcome.has_value()) << (outcome ? outcome->detail : "");
    return sink;
}

Sink read(const Depth& depth, const Values& values, std::size_t frames = 1, const char* center = "600", const char* width = "400")
{
    DcmFileFormat file;
    describe(*file.getDataset(), depth, frames, center, width);
    put_pixels(*file.getDataset(), values);
    return read(file);
}

const EmbeddedObject* object(const Sink& sink, std::string_view part)
{
    for (const auto& object : sink.material.objects) {
        if (object.part.starts_with(part))
            return &object;
    }
    return nullptr;
}

/// All letters have one shade and everything else another, or nearly so.
void expect_letters(const Sink& sink, std::string_view part)
{
    const auto* found = object(sink, part);
    ASSERT_NE(found, nullptr) << part;
    ASSERT_TRUE(found->picture.has_value()) << part;
    const auto& samples = found->picture->samples;
    ASSERT_EQ(samples.size(), kPixels);
    int least_letter = 255;
    int most_ground = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (letter(i))
            least_letter = std::min<int>(least_letter, samples[i]);
        else
            most_ground = std::max<int>(most_ground, samples[i]);
    }
    EXPECT_GT(least_letter, most_ground + 60) << part;
}

class DicomHidden : public testing::Test {
protected:
    DicomHidden() { register_decoders(); }
};

}  // namespace

TEST_F(DicomHidden, OverlaysAreShownBitForBit)
{
    DcmFileFormat file;
    DcmDataset& dataset = *file.getDataset();
    describe(dataset, {}, 1);
    put_pixels(dataset, flat(600));
    dataset.putAndInsertUint16(DcmTag(0x6002, 0x0010, EVR_US), kSide);
    dataset.putAndInsertUint16(DcmTag(0x6002, 0x0011, EVR_US), kSide);
    Values words(kPixels / 16);
    for (std::size_t i = 0; i < kPixels; ++i)
        words[i / 16] = static_cast<Uint16>(words[i / 16] | (letter(i) ? 1U << (i % 16) : 0U));
    dataset.putAndInsertUint16Array(DcmTag(0x6002, 0x3000, EVR_OW), words.data(), words.size());
    const auto sink = read(file);
    expect_letters(sink, "overlay (6002,3000)");
}

TEST_F(DicomHidden, BitsAboveTheValueAreShown)
{
    auto values = flat(600);
    for (std::size_t i = 0; i < kPixels; ++i)
        values[i] = static_cast<Uint16>(values[i] | (letter(i) ? 1U << 14 : 0U));
    expect_letters(read({}, values), "bit 14 of the pixels");
    EXPECT_EQ(object(read({}, flat(600)), "bit "), nullptr);
    EXPECT_EQ(object(read({}, flat(0xF000 | 600)), "bit "), nullptr) << "the same everywhere says nothing";
}

TEST_F(DicomHidden, WritingInOneFrameAloneIsShown)
{
    auto values = flat(600, 3);
    for (std::size_t i = 0; i < kPixels; ++i)
        values[kPixels + i] = static_cast<Uint16>(values[kPixels + i] | (letter(i) ? 1U << 13 : 0U));
    expect_letters(read({}, values, 3), "bit 13 of the pixels");
}

TEST_F(DicomHidden, ASignThatIsExtendedIsNoHiddenPicture)
{
    Values values(kPixels);
    for (std::size_t i = 0; i < kPixels; ++i)
        values[i] = static_cast<Uint16>(letter(i) ? -200 : 300);
    EXPECT_EQ(object(read({ 16, 12, true }, values, 1, "0", "1000"), "bit "), nullptr);
}

TEST_F(DicomHidden, WritingAboveTheWindowIsShown)
{
    auto values = flat(2'000);
    for (std::size_t i = 0; i < kPixels; ++i)
        values[i] = letter(i) ? 4'000 : static_cast<Uint16>(2'000 + i % 3);
    const auto sink = read({}, values);
    EXPECT_EQ(sink.material.frames.at(0).samples, Bytes(kPixels, 255)) << "a viewer shows nothing";
    expect_letters(sink, "values outside the window");
}

TEST_F(DicomHidden, WritingBelowTheWindowIsShownFromAnyFrame)
{
    auto values = flat(100, 4);
    for (std::size_t i = 0; i < kPixels; ++i) {
        if (!letter(i))
            values[2 * kPixels + i] = 2;  // dark ground, brighter letters, in the third frame
    }
    const auto sink = read({}, values, 4);
    ASSERT_NE(object(sink, "values outside the window"), nullptr);
    expect_letters(sink, "values outside the window");
}

TEST_F(DicomHidden, WhatTheWindowShowsIsNotShownTwice)
{
    Values values(kPixels);
    for (std::size_t i = 0; i < kPixels; ++i)
        values[i] = letter(i) ? 4'000 : 500;  // white on grey: seen
    EXPECT_EQ(object(read({}, values), "values outside"), nullptr);
    for (std::size_t i = 0; i < kPixels; ++i)
        values[i] = static_cast<Uint16>(60 * (i / kSide + i % kSide));  // a ramp, out of the window on both sides
    EXPECT_EQ(object(read({}, values), "values outside"), nullptr);
}

TEST_F(DicomHidden, PixelsBehindTheLastFrameAreShown)
{
    DcmFileFormat file;
    describe(*file.getDataset(), {}, 1);
    auto values = flat(600, 2);
    for (std::size_t i = 0; i < kPixels; ++i)
        values[kPixels + i] = letter(i) ? 900 : 100;
    put_pixels(*file.getDataset(), values);
    const auto sink = read(file);
    EXPECT_EQ(sink.material.frames.size(), 1U);
    expect_letters(sink, "pixel data behind the last frame");
}

TEST_F(DicomHidden, IconsAreShownAlsoDeepInSequences)
{
    DcmFileFormat file;
    DcmDataset& dataset = *file.getDataset();
    describe(dataset, {}, 1);
    put_pixels(dataset, flat(600));
    DcmItem* outer = nullptr;
    DcmItem* icon = nullptr;
    ASSERT_TRUE(dataset.findOrCreateSequenceItem(DCM_ReferencedImageSequence, outer).good());
    ASSERT_TRUE(outer->findOrCreateSequenceItem(DCM_IconImageSequence, icon).good());
    Values words(kPixels);
    for (std::size_t i = 0; i < kPixels; ++i)
        words[i] = letter(i) ? 700 : 500;
    describe(*icon, {}, 1);
    put_pixels(*icon, words);
    const auto sink = read(file);
    EXPECT_NE(object(sink, "icon image"), nullptr);
    expect_letters(sink, "picture in (0008,1140)[0]/(0088,0200)[0]/(7FE0,0010)");
}

TEST_F(DicomHidden, ADamagedIconCostsNothing)
{
    DcmFileFormat file;
    DcmDataset& dataset = *file.getDataset();
    describe(dataset, {}, 1);
    put_pixels(dataset, flat(600));
    DcmItem* icon = nullptr;
    ASSERT_TRUE(dataset.findOrCreateSequenceItem(DCM_IconImageSequence, icon).good());
    describe(*icon, {}, 7);
    put_pixels(*icon, Values(10));
    const auto sink = read(file);
    EXPECT_EQ(sink.material.frames.size(), 1U);
    const auto* found = object(sink, "picture in (0088,0200)[0]");
    ASSERT_NE(found, nullptr);
    EXPECT_FALSE(found->picture.has_value());
}

TEST_F(DicomHidden, PicturesInPrivateElementsAreShown)
{
    DcmFileFormat file;
    DcmDataset& dataset = *file.getDataset();
    describe(dataset, {}, 1);
    put_pixels(dataset, flat(600));
    Frame secret { kSide, kSide, 1, Bytes(kPixels) };
    for (std::size_t i = 0; i < kPixels; ++i)
        secret.samples[i] = letter(i) ? 255 : 0;
    Bytes png = std::get<Bytes>(write_png(secret));
    png.resize(png.size() + png.size() % 2);
    dataset.putAndInsertString(DcmTag(0x0009, 0x0010, EVR_LO), "ACME");
    dataset.putAndInsertUint8Array(DcmTag(0x0009, 0x1002, EVR_OB), png.data(), png.size());
    dataset.putAndInsertUint8Array(DcmTag(0x0009, 0x1003, EVR_OB), secret.samples.data(), secret.samples.size());
    const auto sink = read(file);
    expect_letters(sink, "picture in (0009,1002)");
    expect_letters(sink, "copy of the pixels in (0009,1003)");
}

TEST_F(DicomHidden, AnOverlayOfAnObjectWithoutPixelsIsShown)
{
    DcmFileFormat file;
    DcmDataset& dataset = *file.getDataset();
    dataset.putAndInsertString(DCM_Modality, "PR");
    dataset.putAndInsertUint16(DcmTag(0x6000, 0x0010, EVR_US), 65'535);
    dataset.putAndInsertUint16(DcmTag(0x6000, 0x0011, EVR_US), 65'535);
    const Bytes bits(64, 0xFF);
    dataset.putAndInsertUint8Array(DcmTag(0x6000, 0x3000, EVR_OB), bits.data(), bits.size());
    const auto sink = read(file);
    const auto* found = object(sink, "overlay (6000,3000)");
    ASSERT_NE(found, nullptr);
    EXPECT_FALSE(found->picture.has_value()) << "larger than anything that is opened";
}

}  // namespace imprimatur::jail
