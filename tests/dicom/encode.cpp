// The encoders: DCMTK's for JPEG and JPEG-LS, OpenJPEG for JPEG 2000, our own run lengths.
#include "codestreams.h"

#include <algorithm>
#include <memory>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmjpeg/djencode.h>
#include <dcmtk/dcmjpeg/djrplol.h>
#include <dcmtk/dcmjpeg/djrploss.h>
#include <dcmtk/dcmjpls/djencode.h>
#include <dcmtk/dcmjpls/djrparam.h>
#include <openjpeg.h>

namespace imprimatur::dicom_eval {

namespace {

constexpr std::size_t kRoom = 1U << 20U;

void register_encoders()
{
    static const bool kOnce = [] {
        DJEncoderRegistration::registerCodecs();
        DJLSEncoderRegistration::registerCodecs();
        return true;
    }();
    (void)kOnce;
}

Octets first_fragment(DcmDataset& set)
{
    DcmElement* element = nullptr;
    if (set.findAndGetElement(DCM_PixelData, element).bad())
        return {};
    auto* pixels = dynamic_cast<DcmPixelData*>(element);
    DcmPixelSequence* sequence = nullptr;
    E_TransferSyntax syntax = EXS_Unknown;
    const DcmRepresentationParameter* parameter = nullptr;
    if (pixels == nullptr)
        return {};
    pixels->getCurrentRepresentationKey(syntax, parameter);
    if (pixels->getEncapsulatedRepresentation(syntax, parameter, sequence).bad() || sequence == nullptr)
        return {};
    DcmPixelItem* item = nullptr;
    Uint8* bytes = nullptr;
    if (sequence->getItem(item, 1).bad() || item == nullptr || item->getUint8Array(bytes).bad())
        return {};
    return { reinterpret_cast<const char*>(bytes), item->getLength() };
}

Octets by_dcmtk(const Picture& picture, E_TransferSyntax target, const DcmRepresentationParameter* parameter)
{
    register_encoders();
    DcmDataset set;
    Case it;
    set.putAndInsertString(DCM_SOPClassUID, UID_SecondaryCaptureImageStorage);
    set.putAndInsertString(DCM_SOPInstanceUID, it.instance.c_str());
    set.putAndInsertUint16(DCM_SamplesPerPixel, picture.samples);
    set.putAndInsertString(DCM_PhotometricInterpretation, picture.photometric.c_str());
    if (picture.samples == 3)
        set.putAndInsertUint16(DCM_PlanarConfiguration, 0);
    set.putAndInsertUint16(DCM_Rows, picture.rows);
    set.putAndInsertUint16(DCM_Columns, picture.columns);
    set.putAndInsertUint16(DCM_BitsAllocated, picture.allocated);
    set.putAndInsertUint16(DCM_BitsStored, picture.stored);
    set.putAndInsertUint16(DCM_HighBit, picture.high);
    set.putAndInsertUint16(DCM_PixelRepresentation, picture.is_signed ? 1 : 0);
    auto one = picture;
    one.frames = 1;
    const auto pixels = native_pixels(one);
    if (picture.allocated > 8) {
        std::vector<Uint16> words(pixels.size() / 2);
        for (std::size_t i = 0; i < words.size(); ++i)
            words[i] = static_cast<Uint16>(static_cast<unsigned char>(pixels[2 * i]) | static_cast<unsigned char>(pixels[2 * i + 1]) << 8U);
        set.putAndInsertUint16Array(DCM_PixelData, words.data(), static_cast<unsigned long>(words.size()));
    } else {
        set.putAndInsertUint8Array(DCM_PixelData, reinterpret_cast<const Uint8*>(pixels.data()), static_cast<unsigned long>(pixels.size()));
    }
    if (set.chooseRepresentation(target, parameter).bad())
        return {};
    return first_fragment(set);
}

struct Memory {
    Octets bytes = Octets(kRoom, '\0');
    std::size_t at = 0;
    std::size_t end = 0;
};

OPJ_SIZE_T write_to(void* from, OPJ_SIZE_T count, void* user)
{
    auto& memory = *static_cast<Memory*>(user);
    if (memory.at + count > memory.bytes.size())
        return static_cast<OPJ_SIZE_T>(-1);
    std::copy_n(static_cast<const char*>(from), count, memory.bytes.begin() + static_cast<std::ptrdiff_t>(memory.at));
    memory.at += count;
    memory.end = std::max(memory.end, memory.at);
    return count;
}

OPJ_OFF_T skip_in(OPJ_OFF_T count, void* user)
{
    static_cast<Memory*>(user)->at += static_cast<std::size_t>(count);
    return count;
}

OPJ_BOOL seek_in(OPJ_OFF_T to, void* user)
{
    static_cast<Memory*>(user)->at = static_cast<std::size_t>(to);
    return OPJ_TRUE;
}

Octets jpeg_2000(const Picture& picture)
{
    auto one = picture;
    one.frames = 1;
    const auto pixels = native_pixels(one);
    std::vector<opj_image_cmptparm_t> parts(picture.samples);
    for (auto& part : parts) {
        part.dx = part.dy = 1;
        part.w = picture.columns;
        part.h = picture.rows;
        part.prec = picture.stored;
        part.sgnd = picture.is_signed ? 1 : 0;
    }
    const std::unique_ptr<opj_image_t, void (*)(opj_image_t*)> image(
        opj_image_create(picture.samples, parts.data(), picture.samples == 3 ? OPJ_CLRSPC_SRGB : OPJ_CLRSPC_GRAY), opj_image_destroy);
    image->x1 = picture.columns;
    image->y1 = picture.rows;
    const std::size_t width = picture.allocated / 8U;
    for (std::size_t i = 0; i < std::size_t { picture.rows } * picture.columns * picture.samples; ++i) {
        int value = static_cast<unsigned char>(pixels[i * width]);
        if (width == 2)
            value |= static_cast<unsigned char>(pixels[i * width + 1]) << 8;
        image->comps[i % picture.samples].data[i / picture.samples] = value;
    }
    opj_cparameters_t parameters;
    opj_set_default_encoder_parameters(&parameters);
    parameters.tcp_numlayers = 1;
    parameters.cp_disto_alloc = 1;
    parameters.tcp_rates[0] = 0;
    parameters.numresolution = 3;
    parameters.tcp_mct = picture.samples == 3 ? 1 : 0;
    const std::unique_ptr<opj_codec_t, void (*)(opj_codec_t*)> codec(opj_create_compress(OPJ_CODEC_J2K), opj_destroy_codec);
    Memory memory;
    const std::unique_ptr<opj_stream_t, void (*)(opj_stream_t*)> stream(opj_stream_create(kRoom / 4, OPJ_FALSE), opj_stream_destroy);
    opj_stream_set_user_data(stream.get(), &memory, nullptr);
    opj_stream_set_write_function(stream.get(), write_to);
    opj_stream_set_skip_function(stream.get(), skip_in);
    opj_stream_set_seek_function(stream.get(), seek_in);
    if (opj_setup_encoder(codec.get(), &parameters, image.get()) == OPJ_FALSE
        || opj_start_compress(codec.get(), image.get(), stream.get()) == OPJ_FALSE || opj_encode(codec.get(), stream.get()) == OPJ_FALSE
        || opj_end_compress(codec.get(), stream.get()) == OPJ_FALSE)
        return {};
    return memory.bytes.substr(0, memory.end);
}

}  // namespace

Octets encoded_frame(const Picture& picture, Encoding encoding)
{
    switch (encoding) {
    case Encoding::JpegBaseline: {
        const DJ_RPLossy parameter(90);
        return by_dcmtk(picture, EXS_JPEGProcess1, &parameter);
    }
    case Encoding::JpegLossless: {
        const DJ_RPLossless parameter;
        return by_dcmtk(picture, EXS_JPEGProcess14SV1, &parameter);
    }
    case Encoding::JpegLs: {
        const DJLSRepresentationParameter parameter;
        return by_dcmtk(picture, EXS_JPEGLSLossless, &parameter);
    }
    case Encoding::Jpeg2000: return jpeg_2000(picture);
    case Encoding::Rle: return rle_frame(picture);
    }
    return {};
}

}  // namespace imprimatur::dicom_eval
