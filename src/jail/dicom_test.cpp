// DICOM objects made here with DCMTK, in every transfer syntax that it can write, read back through our codec.
#include "jail/codec.h"
#include "jail/dicom_pixels.h"

#include <gtest/gtest.h>

#include <dcmtk/dcmdata/dcostrmb.h>
#include <dcmtk/dcmdata/dcrledrg.h>
#include <dcmtk/dcmdata/dcrleerg.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmjpeg/djencode.h>
#include <dcmtk/dcmjpls/djencode.h>

#include <algorithm>

namespace imprimatur::jail {

namespace {

/// Keeps everything, refuses nothing.
class Collector final : public MaterialSink {
public:
    void describe(MediaKind kind, std::string encoding) override
    {
        material.kind = kind;
        material.encoding = std::move(encoding);
    }
    void dicom_context(std::string modality, std::string body_part) override
    {
        material.modality = std::move(modality);
        material.body_part = std::move(body_part);
    }
    void lossy_ancestor(bool lossy) override { material.lossy_ancestor = lossy; }
    Outcome frame(Frame frame) override
    {
        material.frames.push_back(std::move(frame));
        return std::nullopt;
    }
    Outcome attribute(Attribute attribute) override
    {
        material.attributes.push_back(std::move(attribute));
        return std::nullopt;
    }
    Outcome object(EmbeddedObject object) override
    {
        material.objects.push_back(std::move(object));
        return std::nullopt;
    }
    void note(std::string sentence) override { material.notes.push_back(std::move(sentence)); }

    [[nodiscard]] std::string value(std::string_view path) const
    {
        const auto found
            = std::find_if(material.attributes.begin(), material.attributes.end(), [&](const Attribute& a) { return a.path == path; });
        return found == material.attributes.end() ? "absent" : found->value;
    }
    [[nodiscard]] bool has_object(std::string_view part) const
    {
        return std::any_of(material.objects.begin(), material.objects.end(),
            [&](const EmbeddedObject& o) { return o.part.find(part) != std::string::npos; });
    }
    Material material;
};

constexpr Uint16 kSide = 32;

/// A grey ramp: the value is the column times eight, the same in each row and frame.
void fill_header(DcmDataset& dataset, int frames)
{
    dataset.putAndInsertString(DCM_SOPClassUID, UID_SecondaryCaptureImageStorage);
    dataset.putAndInsertString(DCM_SOPInstanceUID, "1.2.3.4.5");
    dataset.putAndInsertString(DCM_Modality, "US");
    dataset.putAndInsertString(DCM_PatientName, "Example^Patricia");
    dataset.putAndInsertUint16(DCM_Rows, kSide);
    dataset.putAndInsertUint16(DCM_Columns, kSide);
    dataset.putAndInsertString(DCM_NumberOfFrames, std::to_string(frames).c_str());
    dataset.putAndInsertUint16(DCM_PixelRepresentation, 0);
}

void grey8(DcmDataset& dataset, int frames, const char* photometric = "MONOCHROME2")
{
    fill_header(dataset, frames);
    dataset.putAndInsertUint16(DCM_SamplesPerPixel, 1);
    dataset.putAndInsertString(DCM_PhotometricInterpretation, photometric);
    dataset.putAndInsertUint16(DCM_BitsAllocated, 8);
    dataset.putAndInsertUint16(DCM_BitsStored, 8);
    dataset.putAndInsertUint16(DCM_HighBit, 7);
    Bytes pixels(static_cast<std::size_t>(kSide) * kSide * static_cast<std::size_t>(frames));
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<std::uint8_t>((i % kSide) * 8);
    dataset.putAndInsertUint8Array(DCM_PixelData, pixels.data(), pixels.size());
    dataset.putAndInsertString(DCM_WindowCenter, "128");
    dataset.putAndInsertString(DCM_WindowWidth, "256");
}

Bytes written(DcmFileFormat& file, E_TransferSyntax syntax)
{
    std::vector<Uint8> buffer(4 << 20);
    DcmOutputBufferStream stream(buffer.data(), static_cast<offile_off_t>(buffer.size()));
    file.validateMetaInfo(syntax);
    file.transferInit();
    EXPECT_TRUE(file.write(stream, syntax, EET_UndefinedLength, nullptr).good());
    stream.flush();
    file.transferEnd();
    void* start = nullptr;
    offile_off_t length = 0;
    stream.flushBuffer(start, length);
    const auto* bytes = static_cast<const std::uint8_t*>(start);
    return { bytes, bytes + length };
}

Bytes grey_file(E_TransferSyntax syntax, int frames = 1, const DcmRepresentationParameter* parameter = nullptr)
{
    DcmFileFormat file;
    grey8(*file.getDataset(), frames);
    EXPECT_TRUE(file.getDataset()->chooseRepresentation(syntax, parameter).good());
    return written(file, syntax);
}

struct Codecs {
    Codecs()
    {
        OFLog::configure(OFLogger::OFF_LOG_LEVEL);
        register_decoders();
        DcmRLEEncoderRegistration::registerCodecs();
        DJEncoderRegistration::registerCodecs();
        DJLSEncoderRegistration::registerCodecs();
    }
};

class Dicom : public testing::Test {
protected:
    Dicom() { static const Codecs once; }
};

void expect_ramp(const Frame& frame, int tolerance)
{
    ASSERT_EQ(frame.width, kSide);
    ASSERT_EQ(frame.height, kSide);
    for (std::size_t i = 0; i < frame.samples.size(); i += frame.channels)
        ASSERT_NEAR(frame.samples[i], static_cast<int>(i / frame.channels % kSide) * 8, tolerance) << "sample " << i;
}

}  // namespace

TEST_F(Dicom, EveryTransferSyntaxShowsTheSamePicture)
{
    for (const auto syntax : { EXS_LittleEndianImplicit, EXS_LittleEndianExplicit, EXS_BigEndianExplicit, EXS_DeflatedLittleEndianExplicit,
             EXS_RLELossless, EXS_JPEGProcess14SV1, EXS_JPEGProcess14, EXS_JPEGLSLossless }) {
        Collector sink;
        const auto refused = decode_any(grey_file(syntax, 3), sink);
        ASSERT_FALSE(refused) << DcmXfer(syntax).getXferName() << ": " << refused->detail;
        ASSERT_EQ(sink.material.frames.size(), 3U) << DcmXfer(syntax).getXferName();
        for (const auto& frame : sink.material.frames)
            expect_ramp(frame, 1);
        EXPECT_EQ(sink.material.encoding, DcmXfer(syntax).getXferID());
    }
    Collector lossy;
    ASSERT_FALSE(decode_any(grey_file(EXS_JPEGProcess1), lossy));
    expect_ramp(lossy.material.frames.at(0), 6);
    EXPECT_TRUE(lossy.material.lossy_ancestor);
}

TEST_F(Dicom, MonochromeOneIsTurnedRoundAndTheWindowApplied)
{
    DcmFileFormat file;
    grey8(*file.getDataset(), 1, "MONOCHROME1");
    Collector sink;
    ASSERT_FALSE(decode_any(written(file, EXS_LittleEndianExplicit), sink));
    EXPECT_GT(sink.material.frames.at(0).samples.front(), 250);
    file.getDataset()->putAndInsertString(DCM_PhotometricInterpretation, "MONOCHROME2");
    file.getDataset()->putAndInsertString(DCM_WindowCenter, "20");
    file.getDataset()->putAndInsertString(DCM_WindowWidth, "10");
    Collector windowed;
    ASSERT_FALSE(decode_any(written(file, EXS_LittleEndianExplicit), windowed));
    EXPECT_EQ(windowed.material.frames.at(0).samples[kSide / 2], 255) << "everything above the window is white";
}

TEST_F(Dicom, PaletteColourIsShownInColour)
{
    DcmFileFormat file;
    DcmDataset& dataset = *file.getDataset();
    grey8(dataset, 1, "PALETTE COLOR");
    const Uint16 descriptor[3] = { 256, 0, 16 };
    std::vector<Uint16> red(256);
    std::vector<Uint16> none(256, 0);
    for (std::size_t i = 0; i < red.size(); ++i)
        red[i] = static_cast<Uint16>(i * 257);
    for (const auto& tag :
        { DCM_RedPaletteColorLookupTableDescriptor, DCM_GreenPaletteColorLookupTableDescriptor, DCM_BluePaletteColorLookupTableDescriptor })
        dataset.putAndInsertUint16Array(tag, descriptor, 3);
    dataset.putAndInsertUint16Array(DCM_RedPaletteColorLookupTableData, red.data(), red.size());
    dataset.putAndInsertUint16Array(DCM_GreenPaletteColorLookupTableData, none.data(), none.size());
    dataset.putAndInsertUint16Array(DCM_BluePaletteColorLookupTableData, none.data(), none.size());
    Collector sink;
    ASSERT_FALSE(decode_any(written(file, EXS_LittleEndianExplicit), sink));
    const Frame& frame = sink.material.frames.at(0);
    ASSERT_EQ(frame.channels, 3U);
    EXPECT_EQ(frame.samples[3 * 10], 80);
    EXPECT_EQ(frame.samples[3 * 10 + 1], 0);
}

TEST_F(Dicom, EveryElementIsListedAlsoTheNestedAndThePrivate)
{
    DcmFileFormat file;
    DcmDataset& dataset = *file.getDataset();
    grey8(dataset, 1);
    DcmItem* item = nullptr;
    ASSERT_TRUE(dataset.findOrCreateSequenceItem(DCM_RequestAttributesSequence, item).good());
    item->putAndInsertString(DCM_RequestedProcedureDescription, "Echo for P Example");
    dataset.putAndInsertString(DcmTag(0x0009, 0x0010, EVR_LO), "ACME");
    dataset.putAndInsertString(DcmTag(0x0009, 0x1001, EVR_LO), "Ward 7");
    Collector sink;
    ASSERT_FALSE(decode_any(written(file, EXS_LittleEndianExplicit), sink));
    EXPECT_EQ(sink.value("(0010,0010)"), "Example^Patricia");
    EXPECT_EQ(sink.value("(0040,0275)[0]/(0032,1060)"), "Echo for P Example");
    EXPECT_EQ(sink.value("(0009,1001)"), "Ward 7");
    EXPECT_EQ(sink.value("(0002,0010)"), "1.2.840.10008.1.2.1");
}

TEST_F(Dicom, TextInAnotherCharacterSetArrivesAsUtf8)
{
    DcmFileFormat file;
    grey8(*file.getDataset(), 1);
    file.getDataset()->putAndInsertString(DCM_SpecificCharacterSet, "ISO_IR 100");
    file.getDataset()->putAndInsertString(DCM_PatientName, "M\xFCller^J\xF6rg");
    Collector sink;
    ASSERT_FALSE(decode_any(written(file, EXS_LittleEndianExplicit), sink));
    EXPECT_EQ(sink.value("(0010,0010)"), "M\xC3\xBCller^J\xC3\xB6rg");
}

TEST_F(Dicom, SecondPicturesAndHiddenBytesAreReported)
{
    DcmFileFormat file;
    DcmDataset& dataset = *file.getDataset();
    grey8(dataset, 1);
    const std::vector<Uint16> bits(kSide * kSide / 16, 0xFFFF);
    dataset.putAndInsertUint16Array(DcmTag(0x6000, 0x3000, EVR_OW), bits.data(), bits.size());
    DcmItem* icon = nullptr;
    dataset.findOrCreateSequenceItem(DCM_IconImageSequence, icon);
    Bytes bytes = written(file, EXS_LittleEndianExplicit);
    bytes[5] = 'X';
    Collector sink;
    ASSERT_FALSE(decode_any(bytes, sink));
    EXPECT_TRUE(sink.has_object("overlay"));
    EXPECT_TRUE(sink.has_object("icon"));
    EXPECT_TRUE(sink.has_object("preamble"));
}

TEST_F(Dicom, LyingSizesAreRefusedBeforeAnythingIsAllocated)
{
    const auto refused_with = [](auto change) {
        DcmFileFormat file;
        grey8(*file.getDataset(), 1);
        change(*file.getDataset());
        Collector sink;
        return decode_any(written(file, EXS_LittleEndianExplicit), sink);
    };
    const auto wide
        = refused_with([](DcmDataset& d) { d.putAndInsertUint16(DCM_Columns, 65'000), d.putAndInsertUint16(DCM_Rows, 65'000); });
    ASSERT_TRUE(wide);
    EXPECT_EQ(wide->how, Unreadable::How::TooLarge);
    const auto many = refused_with([](DcmDataset& d) { d.putAndInsertString(DCM_NumberOfFrames, "2000000000"); });
    ASSERT_TRUE(many);
    EXPECT_EQ(many->how, Unreadable::How::TooLarge);
    EXPECT_TRUE(refused_with([](DcmDataset& d) { d.putAndInsertString(DCM_NumberOfFrames, "-3"); }));
    EXPECT_TRUE(refused_with([](DcmDataset& d) { d.putAndInsertUint16(DCM_Rows, kSide + 1); })) << "one row more than there is";
    EXPECT_TRUE(refused_with([](DcmDataset& d) { d.putAndInsertUint16(DCM_Rows, 0); }));
}

TEST_F(Dicom, AnObjectWithoutPixelsIsListedAndHasNoFrame)
{
    DcmFileFormat file;
    fill_header(*file.getDataset(), 1);
    Collector sink;
    EXPECT_FALSE(decode_any(written(file, EXS_LittleEndianExplicit), sink));
    EXPECT_TRUE(sink.material.frames.empty());
    EXPECT_EQ(sink.value("(0010,0010)"), "Example^Patricia");
}

TEST_F(Dicom, EveryCutOfAFileIsRefusedOrWhole)
{
    const Bytes whole = grey_file(EXS_LittleEndianExplicit);
    for (std::size_t length = 0; length < whole.size(); length += 7) {
        Collector sink;
        if (!decode_any(ByteView(whole).first(length), sink) && !sink.material.frames.empty())
            ADD_FAILURE() << "a file cut at " << length << " of " << whole.size() << " was shown";
    }
}

TEST_F(Dicom, OnlyAFileThatSaysSoWasNeverLossy)
{
    DcmFileFormat file;
    grey8(*file.getDataset(), 1);
    Collector silent;
    ASSERT_FALSE(decode_any(written(file, EXS_LittleEndianExplicit), silent));
    EXPECT_TRUE(silent.material.lossy_ancestor);
    file.getDataset()->putAndInsertString(DCM_LossyImageCompression, "00");
    Collector lossless;
    ASSERT_FALSE(decode_any(written(file, EXS_LittleEndianExplicit), lossless));
    EXPECT_FALSE(lossless.material.lossy_ancestor);
}

}  // namespace imprimatur::jail
