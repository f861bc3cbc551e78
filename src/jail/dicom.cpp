// DICOM through DCMTK (PS3.10 files, with or without preamble; uncompressed, deflated, RLE, JPEG, JPEG-LS) and OpenJPEG.
#include "jail/dicom_attributes.h"
#include "jail/dicom_pixels.h"

#include "base/limits.h"

#include <dcmtk/dcmdata/dcistrmb.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <cstring>

namespace imprimatur::jail {

namespace {

constexpr std::size_t kPreamble = 128;

std::string string_of(DcmDataset& dataset, const DcmTagKey& tag)
{
    OFString value;
    dataset.findAndGetOFString(tag, value);
    return { value.c_str(), value.size() };
}

/// A data set without preamble: group 0002 or 0008 first, then either a value representation or a short length.
bool starts_data_set(ByteView file)
{
    if (file.size() < 12)
        return false;
    const bool little = (file[0] == 0x02 || file[0] == 0x08) && file[1] == 0;
    const bool big = file[0] == 0 && file[1] == 0x08;
    if (!little && !big)
        return false;
    const auto letter = [](std::uint8_t c) { return c >= 'A' && c <= 'Z'; };
    if (letter(file[4]) && letter(file[5]))
        return true;
    return little && file[3] == 0 && file[6] == 0 && file[7] == 0;
}

Outcome load(ByteView bytes, DcmFileFormat& file, std::size_t& consumed)
{
    DcmInputBufferStream stream;
    stream.setBuffer(bytes.data(), static_cast<offile_off_t>(bytes.size()));
    stream.setEos();
    file.transferInit();
    const OFCondition condition = file.read(stream);
    file.transferEnd();
    consumed = static_cast<std::size_t>(stream.tell());
    if (condition.bad() && condition != EC_EndOfStream)
        return Unreadable { Unreadable::How::Malformed, "DCMTK cannot parse the data set: " + std::string(condition.text()) };
    if (file.getDataset()->card() == 0)
        return Unreadable { Unreadable::How::Malformed, "the data set is empty" };
    return std::nullopt;
}

Outcome report_hidden_bytes(ByteView bytes, std::size_t consumed, DicomPictures& pictures, MaterialSink& sink)
{
    // PS3.10 7.1: the preamble belongs to the application and may hold a whole other file's header.
    const auto preamble = bytes.first(std::min(kPreamble, bytes.size()));
    if (recognises_dicom_preamble(bytes) && std::any_of(preamble.begin(), preamble.end(), [](std::uint8_t b) { return b != 0; })) {
        if (auto refused = sink.object({ "preamble", kPreamble, IdentifierKind::HiddenBytes }))
            return refused;
        if (auto refused = pictures.preamble(bytes))
            return refused;
    }
    if (consumed >= bytes.size())
        return std::nullopt;
    if (auto refused = pictures.search("picture after the last element", bytes.subspan(consumed)))
        return refused;
    return sink.object({ "bytes after the last element", bytes.size() - consumed, IdentifierKind::HiddenBytes });
}

/// (0028,2110) "00" is the only statement that nothing lossy ever happened; silence is not (PS3.3 C.7.6.1.1.5).
bool lossy_possible(DcmDataset& dataset, E_TransferSyntax syntax)
{
    const bool lossy_now
        = syntax == EXS_JPEGProcess1 || syntax == EXS_JPEGProcess2_4 || syntax == EXS_JPEGLSLossy || syntax == EXS_JPEG2000;
    return lossy_now || string_of(dataset, DCM_LossyImageCompression) != "00";
}

const char* unsupported_pixels(DcmFileFormat& file, E_TransferSyntax syntax)
{
    DcmDataset& dataset = *file.getDataset();
    OFString declared;
    file.getMetaInfo()->findAndGetOFString(DCM_TransferSyntaxUID, declared);
    if (!declared.empty() && DcmXfer(declared.c_str()).getXfer() == EXS_Unknown)
        return "its transfer syntax is not known to this version";
    if (dataset.tagExists(DCM_FloatPixelData) || dataset.tagExists(DCM_DoubleFloatPixelData))
        return "floating point pixels are not shown as a picture";
    const std::string name = DcmXfer(syntax).getXferName();
    if (name.find("MPEG") != std::string::npos || name.find("HEVC") != std::string::npos)
        return "video inside DICOM is not read";
    return nullptr;
}

}  // namespace

bool recognises_dicom_preamble(ByteView file)
{
    return file.size() > kPreamble + 4 && std::memcmp(file.data() + kPreamble, "DICM", 4) == 0;
}

bool recognises_dicom(ByteView file) { return recognises_dicom_preamble(file) || starts_data_set(file); }

Outcome decode_dicom(ByteView bytes, MaterialSink& sink)
{
    DcmFileFormat file;
    std::size_t consumed = 0;
    if (auto refused = load(bytes, file, consumed))
        return refused;
    DcmDataset& dataset = *file.getDataset();
    const E_TransferSyntax syntax = dataset.getOriginalXfer();
    sink.describe(MediaKind::Dicom, DcmXfer(syntax).getXferID());
    sink.dicom_context(string_of(dataset, DCM_Modality), string_of(dataset, DCM_BodyPartExamined));
    sink.lossy_ancestor(lossy_possible(dataset, syntax));
    DicomPictures pictures(sink, dataset);
    if (auto refused = report_hidden_bytes(bytes, consumed, pictures, sink))
        return refused;
    const char* unsupported = unsupported_pixels(file, syntax);
    if (unsupported != nullptr)
        return Unreadable { Unreadable::How::Unsupported, unsupported };
    const bool has_pixels = dataset.tagExists(DCM_PixelData);
    if (auto refused = list_elements(file, pictures, sink))
        return refused;
    if (!has_pixels) {
        sink.note("no picture in this object: its attributes alone are listed");
        return std::nullopt;
    }
    pictures.forget_nested_pixels();
    return render(dataset, syntax, pictures.hidden(), sink);
}

}  // namespace imprimatur::jail
