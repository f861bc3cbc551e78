#include "pixels.h"

#include <array>
#include <cstring>
#include <memory>
#include <sstream>
#include <vector>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dcrledrg.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpls/djdecode.h>
#include <openjpeg.h>

namespace imprimatur::dicom_eval {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kSide = 6;

void register_decoders()
{
    static const bool kOnce = [] {
        // Colours as they are stored: a conversion would hide a difference or make one.
        DJDecoderRegistration::registerCodecs(EDC_never);
        DJLSDecoderRegistration::registerCodecs();
        DcmRLEDecoderRegistration::registerCodecs();
        return true;
    }();
    (void)kOnce;
}

std::vector<std::string> fragments_of(DcmDataset& set)
{
    std::vector<std::string> fragments;
    DcmElement* element = nullptr;
    set.findAndGetElement(DCM_PixelData, element);
    auto* pixels = dynamic_cast<DcmPixelData*>(element);
    if (pixels == nullptr)
        return fragments;
    E_TransferSyntax syntax = EXS_Unknown;
    const DcmRepresentationParameter* parameter = nullptr;
    pixels->getOriginalRepresentationKey(syntax, parameter);
    DcmPixelSequence* sequence = nullptr;
    if (pixels->getEncapsulatedRepresentation(syntax, parameter, sequence).bad() || sequence == nullptr)
        return fragments;
    for (unsigned long i = 1; i < sequence->card(); ++i) {
        DcmPixelItem* item = nullptr;
        Uint8* bytes = nullptr;
        if (sequence->getItem(item, i).good() && item->getUint8Array(bytes).good())
            fragments.emplace_back(reinterpret_cast<const char*>(bytes), item->getLength());
    }
    return fragments;
}

struct Source {
    const std::string& bytes;
    std::size_t at = 0;
};

OPJ_SIZE_T read_from(void* to, OPJ_SIZE_T count, void* user)
{
    auto& source = *static_cast<Source*>(user);
    const auto left = source.bytes.size() - source.at;
    if (left == 0)
        return static_cast<OPJ_SIZE_T>(-1);
    const auto taken = std::min<std::size_t>(left, count);
    std::memcpy(to, source.bytes.data() + source.at, taken);
    source.at += taken;
    return taken;
}

OPJ_OFF_T skip_in(OPJ_OFF_T count, void* user)
{
    auto& source = *static_cast<Source*>(user);
    const auto taken = std::min(static_cast<std::size_t>(count), source.bytes.size() - source.at);
    source.at += taken;
    return static_cast<OPJ_OFF_T>(taken);
}

OPJ_BOOL seek_in(OPJ_OFF_T to, void* user)
{
    auto& source = *static_cast<Source*>(user);
    if (static_cast<std::size_t>(to) > source.bytes.size())
        return OPJ_FALSE;
    source.at = static_cast<std::size_t>(to);
    return OPJ_TRUE;
}

std::optional<std::string> by_openjpeg(const std::string& stream_bytes)
{
    const bool boxed = stream_bytes.starts_with(std::string("\0\0\0\x0CjP", kSide));
    Source source { stream_bytes };
    const std::unique_ptr<opj_stream_t, void (*)(opj_stream_t*)> stream(opj_stream_default_create(OPJ_TRUE), opj_stream_destroy);
    opj_stream_set_user_data(stream.get(), &source, nullptr);
    opj_stream_set_user_data_length(stream.get(), stream_bytes.size());
    opj_stream_set_read_function(stream.get(), read_from);
    opj_stream_set_skip_function(stream.get(), skip_in);
    opj_stream_set_seek_function(stream.get(), seek_in);
    const std::unique_ptr<opj_codec_t, void (*)(opj_codec_t*)> codec(
        opj_create_decompress(boxed ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K), opj_destroy_codec);
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    opj_image_t* raw = nullptr;
    if (opj_setup_decoder(codec.get(), &parameters) == OPJ_FALSE || opj_read_header(stream.get(), codec.get(), &raw) == OPJ_FALSE)
        return std::nullopt;
    const std::unique_ptr<opj_image_t, void (*)(opj_image_t*)> image(raw, opj_image_destroy);
    if (opj_decode(codec.get(), stream.get(), image.get()) == OPJ_FALSE)
        return std::nullopt;
    std::string out;
    for (OPJ_UINT32 i = 0; i < image->numcomps; ++i) {
        const auto& part = image->comps[i];
        out.append(reinterpret_cast<const char*>(part.data), std::size_t { part.w } * part.h * sizeof(OPJ_INT32));
    }
    return out;
}

std::uint32_t number_of(DcmDataset& set, const DcmTagKey& tag)
{
    Uint16 value = 0;
    set.findAndGetUint16(tag, value);
    return value;
}

/// What is no sample does not count: bytes behind the last one, bits that Bits Stored leaves out (PS3.5 8.1.1).
std::string only_samples(DcmDataset& set, std::string bytes)
{
    Sint32 frames = 1;
    set.findAndGetSint32(DCM_NumberOfFrames, frames);
    const std::size_t allocated = number_of(set, DCM_BitsAllocated);
    const auto stored = number_of(set, DCM_BitsStored);
    const auto high = number_of(set, DCM_HighBit);
    const auto count = std::size_t { number_of(set, DCM_Rows) } * number_of(set, DCM_Columns) * number_of(set, DCM_SamplesPerPixel)
        * static_cast<std::size_t>(std::max<Sint32>(frames, 1));
    if (count * allocated / 8 < bytes.size())
        bytes.resize((count * allocated + 7) / 8);
    if (allocated != 16 || stored >= 16 || high + 1 < stored)
        return bytes;
    const std::uint32_t mask = ((1U << stored) - 1U) << (high + 1 - stored);
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        bytes[i] = static_cast<char>(static_cast<unsigned char>(bytes[i]) & (mask & 0xFFU));
        bytes[i + 1] = static_cast<char>(static_cast<unsigned char>(bytes[i + 1]) & (mask >> 8U));
    }
    return bytes;
}

std::optional<std::string> pixels_of(DcmDataset& set)
{
    const auto syntax = DcmXfer(set.getOriginalXfer());
    const std::string uid = syntax.getXferID();
    if (uid == UID_JPEG2000TransferSyntax || uid == UID_JPEG2000LosslessOnlyTransferSyntax) {
        std::string all;
        for (const auto& fragment : fragments_of(set))
            all += fragment;
        return by_openjpeg(all);
    }
    if (set.chooseRepresentation(EXS_LittleEndianExplicit, nullptr).bad() || !set.canWriteXfer(EXS_LittleEndianExplicit))
        return std::nullopt;
    const Uint8* bytes = nullptr;
    unsigned long size = 0;
    DcmElement* element = nullptr;
    if (set.findAndGetElement(DCM_PixelData, element).bad())
        return std::nullopt;
    if (element->getVR() == EVR_OW || number_of(set, DCM_BitsAllocated) > 8) {
        const Uint16* words = nullptr;
        if (set.findAndGetUint16Array(DCM_PixelData, words, &size).good() && words != nullptr)
            return only_samples(set, { reinterpret_cast<const char*>(words), size * 2 });
    }
    if (set.findAndGetUint8Array(DCM_PixelData, bytes, &size).bad() || bytes == nullptr)
        return std::nullopt;
    return only_samples(set, { reinterpret_cast<const char*>(bytes), size });
}

}  // namespace

std::optional<std::string> decoded_pixels(const fs::path& path)
{
    register_decoders();
    DcmFileFormat file;
    if (file.loadFile(path.c_str()).bad())
        return std::nullopt;
    return pixels_of(*file.getDataset());
}

bool same_pixels(const fs::path& original, const fs::path& copy)
{
    const auto before = decoded_pixels(original);
    const auto after = decoded_pixels(copy);
    if (before || after)
        return before == after;
    DcmFileFormat one;
    DcmFileFormat other;
    if (one.loadFile(original.c_str()).bad() || other.loadFile(copy.c_str()).bad())
        return false;
    return fragments_of(*one.getDataset()) == fragments_of(*other.getDataset());
}

bool one_colour_in(const fs::path& copy, const std::string& box)
{
    std::array<std::size_t, 4> sides {};
    std::istringstream in(box);
    for (auto& side : sides) {
        char comma = 0;
        in >> side >> comma;
    }
    DcmFileFormat file;
    if (file.loadFile(copy.c_str()).bad())
        return false;
    auto& set = *file.getDataset();
    const auto pixels = decoded_pixels(copy);
    const std::size_t columns = number_of(set, DCM_Columns);
    const std::size_t width = std::size_t { number_of(set, DCM_SamplesPerPixel) } * number_of(set, DCM_BitsAllocated) / 8;
    if (!pixels || (sides[1] + sides[3]) * columns * width > pixels->size())
        return false;
    const auto first = pixels->substr((sides[1] * columns + sides[0]) * width, width);
    for (std::size_t y = sides[1]; y < sides[1] + sides[3]; ++y) {
        for (std::size_t x = sides[0]; x < sides[0] + sides[2]; ++x) {
            if (pixels->compare((y * columns + x) * width, width, first) != 0)
                return false;
        }
    }
    return true;
}

}  // namespace imprimatur::dicom_eval
