#include "jail/recode/support_test.h"

#include <gtest/gtest.h>

#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dcrledrg.h>
#include <dcmtk/dcmdata/dcrleerg.h>
#include <dcmtk/dcmimage/diregist.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpeg/djencode.h>
#include <dcmtk/dcmjpls/djdecode.h>
#include <dcmtk/dcmjpls/djencode.h>

#include <algorithm>

namespace imprimatur::jail::recode::support {

namespace {

void register_dcmtk()
{
    static const bool once = [] {
        OFLog::configure(OFLogger::OFF_LOG_LEVEL);
        DcmRLEDecoderRegistration::registerCodecs();
        DcmRLEEncoderRegistration::registerCodecs();
        DJDecoderRegistration::registerCodecs(EDC_never);
        DJEncoderRegistration::registerCodecs(ECC_lossyYCbCr, EUC_never);
        DJLSDecoderRegistration::registerCodecs();
        DJLSEncoderRegistration::registerCodecs(0, 0, 0, 0, OFFalse);
        return true;
    }();
    (void)once;
}

void describe(DcmDataset& dataset, const dicom::FrameShape& shape)
{
    dataset.putAndInsertString(DCM_SOPClassUID, UID_SecondaryCaptureImageStorage);
    dataset.putAndInsertString(DCM_SOPInstanceUID, "1.2.3.4.5");
    dataset.putAndInsertUint16(DCM_SamplesPerPixel, shape.samples);
    dataset.putAndInsertString(DCM_PhotometricInterpretation, shape.photometric.c_str());
    if (shape.samples > 1)
        dataset.putAndInsertUint16(DCM_PlanarConfiguration, shape.planar ? 1 : 0);
    dataset.putAndInsertUint16(DCM_Rows, static_cast<Uint16>(shape.rows));
    dataset.putAndInsertUint16(DCM_Columns, static_cast<Uint16>(shape.columns));
    dataset.putAndInsertUint16(DCM_BitsAllocated, shape.bits_allocated);
    dataset.putAndInsertUint16(DCM_BitsStored, shape.bits_stored);
    dataset.putAndInsertUint16(DCM_HighBit, shape.high_bit);
    dataset.putAndInsertUint16(DCM_PixelRepresentation, shape.is_signed ? 1 : 0);
}

void put_pixels(DcmDataset& dataset, Bytes bytes, unsigned allocated)
{
    if (bytes.size() % 2 != 0)
        bytes.push_back(0);
    if (allocated == 8) {
        dataset.putAndInsertUint8Array(DCM_PixelData, bytes.data(), bytes.size());
        return;
    }
    std::vector<Uint16> words(bytes.size() / 2);
    std::memcpy(words.data(), bytes.data(), bytes.size());
    dataset.putAndInsertUint16Array(DCM_PixelData, words.data(), words.size());
}

Bytes get_pixels(DcmDataset& dataset, unsigned allocated)
{
    unsigned long count = 0;
    if (allocated == 8) {
        const Uint8* bytes = nullptr;
        dataset.findAndGetUint8Array(DCM_PixelData, bytes, &count);
        return bytes == nullptr ? Bytes {} : Bytes(bytes, bytes + count);
    }
    const Uint16* words = nullptr;
    dataset.findAndGetUint16Array(DCM_PixelData, words, &count);
    Bytes bytes(count * 2);
    if (words != nullptr)
        std::memcpy(bytes.data(), words, bytes.size());
    return bytes;
}

std::uint32_t hash(std::uint32_t value)
{
    value ^= value >> 16U;
    value *= 0x45D9F3BU;
    value ^= value >> 16U;
    return value;
}

}  // namespace

dicom::FrameShape grey(std::uint32_t columns, std::uint32_t rows, unsigned stored, bool is_signed, const char* photometric)
{
    const auto bits = static_cast<std::uint16_t>(stored);
    const auto allocated = static_cast<std::uint16_t>(stored == 1 ? 1 : stored <= 8 ? 8 : stored <= 16 ? 16 : 32);
    return { rows, columns, 1, allocated, bits, static_cast<std::uint16_t>(bits - 1), is_signed, false, photometric };
}

dicom::FrameShape colour(std::uint32_t columns, std::uint32_t rows, unsigned stored, const char* photometric)
{
    auto shape = grey(columns, rows, stored, false, photometric);
    shape.samples = 3;
    return shape;
}

bool within(const std::vector<Rect>& rects, std::uint32_t x, std::uint32_t y)
{
    const auto px = static_cast<std::int32_t>(x);
    const auto py = static_cast<std::int32_t>(y);
    return std::any_of(
        rects.begin(), rects.end(), [&](const Rect& r) { return px >= r.x && px < r.x + r.width && py >= r.y && py < r.y + r.height; });
}

Values picture(const dicom::FrameShape& shape, unsigned secret, const std::vector<Rect>& hidden)
{
    const std::uint64_t most = (std::uint64_t { 1 } << shape.bits_stored) - 1;
    const auto allocated = static_cast<std::uint32_t>((std::uint64_t { 1 } << shape.bits_allocated) - 1);
    Values values;
    for (std::uint32_t y = 0; y < shape.rows; ++y) {
        for (std::uint32_t x = 0; x < shape.columns; ++x) {
            for (std::uint32_t s = 0; s < shape.samples; ++s) {
                const bool under = within(hidden, x, y);
                // Flat areas as well, for run modes; never black or white by itself.
                const std::uint64_t noise = (x / 16 + y / 16) % 3 == 0 ? 0 : hash(x * 7919 + y * 104729 + s) % 5;
                std::uint64_t value = (most / 8 + (most / 2) * (x + 2 * y + s) / (shape.columns + 2 * shape.rows + 3) + noise) % (most + 1);
                if (under)
                    value = (value + hash(secret * 31 + x + y * 977)) % (most + 1);
                if (shape.is_signed && ((value >> (shape.bits_stored - 1U)) & 1U) != 0)
                    value |= ~most;
                values.push_back(static_cast<std::uint32_t>(value) & allocated);
            }
        }
    }
    return values;
}

Bytes native(const Values& values, const dicom::FrameShape& shape)
{
    const std::size_t width = shape.bits_allocated / 8U;
    const std::size_t pixels = values.size() / shape.samples;
    Bytes bytes(values.size() * width);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t at = shape.planar ? i % shape.samples * pixels + i / shape.samples : i;
        for (std::size_t b = 0; b < width; ++b)
            bytes[at * width + b] = static_cast<std::uint8_t>(values[i] >> (8 * b));
    }
    return bytes;
}

Values values_of(const Bytes& bytes, const dicom::FrameShape& shape)
{
    const std::size_t width = shape.bits_allocated / 8U;
    const std::size_t pixels = std::size_t { shape.rows } * shape.columns;
    Values values(pixels * shape.samples);
    if (bytes.size() < values.size() * width)
        return {};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t at = shape.planar ? i % shape.samples * pixels + i / shape.samples : i;
        for (std::size_t b = 0; b < width; ++b)
            values[i] |= std::uint32_t { bytes[at * width + b] } << (8 * b);
    }
    return values;
}

Bytes dcmtk_encode(
    const Values& values, const dicom::FrameShape& shape, E_TransferSyntax syntax, const DcmRepresentationParameter* parameter)
{
    register_dcmtk();
    DcmDataset dataset;
    describe(dataset, shape);
    put_pixels(dataset, native(values, shape), shape.bits_allocated);
    if (dataset.chooseRepresentation(syntax, parameter).bad())
        return {};
    DcmElement* element = nullptr;
    DcmPixelSequence* sequence = nullptr;
    dataset.findAndGetElement(DCM_PixelData, element);
    auto* pixels = dynamic_cast<DcmPixelData*>(element);
    E_TransferSyntax current = EXS_Unknown;
    const DcmRepresentationParameter* own = nullptr;
    pixels->getCurrentRepresentationKey(current, own);
    if (pixels->getEncapsulatedRepresentation(current, own, sequence).bad() || sequence == nullptr)
        return {};
    Bytes frame;
    for (unsigned long i = 1; i < sequence->card(); ++i) {
        DcmPixelItem* item = nullptr;
        Uint8* data = nullptr;
        sequence->getItem(item, i);
        item->getUint8Array(data);
        frame.insert(frame.end(), data, data + item->getLength());
    }
    return frame;
}

Values dcmtk_decode(ByteView frame, const dicom::FrameShape& shape, E_TransferSyntax syntax)
{
    register_dcmtk();
    DcmDataset dataset;
    describe(dataset, shape);
    auto* sequence = new DcmPixelSequence(DCM_PixelSequenceTag);
    sequence->insert(new DcmPixelItem(DCM_PixelItemTag));
    DcmOffsetList offsets;
    Bytes copy(frame.begin(), frame.end());
    sequence->storeCompressedFrame(offsets, copy.data(), static_cast<Uint32>(copy.size()), 0);
    auto* pixels = new DcmPixelData(DCM_PixelData);
    pixels->putOriginalRepresentation(syntax, nullptr, sequence);
    dataset.insert(pixels, true);
    if (dataset.chooseRepresentation(EXS_LittleEndianExplicit, nullptr).bad())
        return {};
    Uint16 planar = 0;
    dataset.findAndGetUint16(DCM_PlanarConfiguration, planar);
    auto now = shape;
    now.planar = planar == 1;
    return values_of(get_pixels(dataset, shape.bits_allocated), now);
}

std::vector<std::vector<Rect>> rectangles(const dicom::FrameShape& shape)
{
    const auto w = static_cast<std::int32_t>(shape.columns);
    const auto h = static_cast<std::int32_t>(shape.rows);
    std::vector<std::vector<Rect>> all { { { 0, 0, 1, 1 } }, { { w - 1, h - 1, 1, 1 } }, { { 0, 0, w, h } } };
    if (w > 12 && h > 12) {
        all.push_back({ { 3, 5, 7, 4 } });
        all.push_back({ { w - 5, 0, 5, 6 }, { 0, h - 3, w, 3 } });
        all.push_back({ { 2, 2, 8, 8 }, { 4, 4, 8, 8 }, { 6, 1, 1, 10 }, { 4, 4, 8, 8 } });
    }
    return all;
}

const FilledFrame& filled(const FilledOrNot& outcome)
{
    static const FilledFrame none;
    if (const auto* refused = std::get_if<Unreadable>(&outcome)) {
        ADD_FAILURE() << refused->detail;
        return none;
    }
    return std::get<FilledFrame>(outcome);
}

void expect_promises(const Family& family, const dicom::FrameShape& shape, const std::vector<Rect>& rects, const Values& black)
{
    const Bytes source = family.encode(picture(shape, 1, rects), shape);
    ASSERT_FALSE(source.empty());
    const auto outcome = fill_frame(source, family.syntax, shape, rects);
    const auto& result = filled(outcome);
    EXPECT_TRUE(result.outside_unchanged);
    EXPECT_FALSE(result.lossy_again);
    const Values before = family.decode(source, shape);
    const Values after = family.decode(result.bytes, shape);
    const std::size_t count = std::size_t { shape.rows } * shape.columns * shape.samples;
    ASSERT_EQ(before.size(), count);
    ASSERT_EQ(after.size(), count);
    std::size_t wrong_inside = 0;
    std::size_t wrong_outside = 0;
    for (std::uint32_t y = 0, i = 0; y < shape.rows; ++y) {
        for (std::uint32_t x = 0; x < shape.columns; ++x) {
            for (std::uint32_t s = 0; s < shape.samples; ++s, ++i) {
                if (within(rects, x, y))
                    wrong_inside += after[i] != black[s] ? 1 : 0;
                else if (!within(result.touched, x, y))
                    wrong_outside += after[i] != before[i] ? 1 : 0;
            }
        }
    }
    EXPECT_EQ(wrong_inside, 0U);
    EXPECT_EQ(wrong_outside, 0U);
    const Bytes other = family.encode(picture(shape, 2, rects), shape);
    EXPECT_NE(source, other) << "the property would hold by itself";
    const auto again = fill_frame(other, family.syntax, shape, rects);
    EXPECT_EQ(filled(again).bytes, result.bytes) << "what stood below shows in the bytes";
}

void expect_promises_everywhere(const Family& family, const dicom::FrameShape& shape, const Values& black)
{
    for (const auto& rects : rectangles(shape)) {
        SCOPED_TRACE(testing::Message() << family.syntax << " " << shape.photometric << " " << shape.columns << "x" << shape.rows << "x"
                                        << shape.samples << " bits " << shape.bits_stored << (shape.is_signed ? " signed" : "") << " rects "
                                        << rects.size() << " first " << rects[0].x << "," << rects[0].y << " " << rects[0].width << "x"
                                        << rects[0].height);
        expect_promises(family, shape, rects, black);
    }
}

void expect_survives(const Family& family, const dicom::FrameShape& shape, const Bytes& frame)
{
    ASSERT_FALSE(frame.empty());
    const std::vector<Rect> rects { { 0, 0, 1, 1 } };
    std::size_t refused = 0;
    for (std::size_t size = 0; size < frame.size(); ++size)
        refused += std::holds_alternative<Unreadable>(fill_frame(ByteView(frame).first(size), family.syntax, shape, rects)) ? 1 : 0;
    EXPECT_GT(refused, frame.size() / 2) << "a cut frame must not pass";
    std::uint32_t state = 20;
    const auto next = [&] { return state = state * 1664525U + 1013904223U; };
    for (int i = 0; i < 3'000; ++i) {
        Bytes mutated = frame;
        for (std::uint32_t n = 0; n <= (next() >> 24U) % 4; ++n)
            mutated[(next() >> 8U) % (i % 2 == 0 ? mutated.size() : std::min<std::size_t>(mutated.size(), 200))]
                = static_cast<std::uint8_t>(next() >> 16U);
        const auto outcome = fill_frame(mutated, family.syntax, shape, rects);
        if (const auto* refusal = std::get_if<Unreadable>(&outcome))
            EXPECT_FALSE(refusal->detail.empty());
        else
            EXPECT_EQ(std::get<FilledFrame>(outcome).bytes.size() % 2, 0U);
    }
    for (const auto& [columns, rows] : { std::pair { 1U, 0U }, std::pair { 0U, 1U } }) {
        auto other = shape;
        other.columns += columns;
        other.rows += rows;
        EXPECT_TRUE(std::holds_alternative<Unreadable>(fill_frame(frame, family.syntax, other, rects)))
            << "another size than the frame has";
    }
}

}  // namespace imprimatur::jail::recode::support
