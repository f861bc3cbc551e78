#include "jail/recode/openjpeg_handles.h"

#include <algorithm>
#include <cstring>

namespace imprimatur::jail {

namespace {

struct EncodedSource {
    ByteView bytes;
    std::size_t at = 0;
};

OPJ_SIZE_T read_source(void* buffer, OPJ_SIZE_T count, void* user)
{
    auto& source = *static_cast<EncodedSource*>(user);
    const std::size_t take = std::min<std::size_t>(count, source.bytes.size() - source.at);
    if (take == 0)
        return static_cast<OPJ_SIZE_T>(-1);
    std::memcpy(buffer, source.bytes.data() + source.at, take);
    source.at += take;
    return take;
}

OPJ_OFF_T skip_source(OPJ_OFF_T count, void* user)
{
    auto& source = *static_cast<EncodedSource*>(user);
    if (count < 0 || static_cast<std::uint64_t>(count) > source.bytes.size() - source.at)
        return -1;
    source.at += static_cast<std::size_t>(count);
    return count;
}

OPJ_BOOL seek_source(OPJ_OFF_T position, void* user)
{
    auto& source = *static_cast<EncodedSource*>(user);
    if (position < 0 || static_cast<std::uint64_t>(position) > source.bytes.size())
        return OPJ_FALSE;
    source.at = static_cast<std::size_t>(position);
    return OPJ_TRUE;
}

/// T.800 Table A.17: whether the default coding style has the component transform.
bool has_colour_transform(opj_codec_t* codec)
{
    opj_codestream_info_v2_t* info = opj_get_cstr_info(codec);
    const bool transform = info != nullptr && info->m_default_tile_info.mct == 1;
    opj_destroy_cstr_info(&info);
    return transform;
}

}  // namespace

bool is_jp2(ByteView bytes) { return bytes.size() > 12 && std::memcmp(bytes.data() + 4, "jP  ", 4) == 0; }

DecodedCodeStream decode_code_stream(ByteView bytes, std::uint64_t columns, std::uint64_t rows, std::uint64_t components)
{
    const Codec codec(opj_create_decompress(is_jp2(bytes) ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K));
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    EncodedSource source { bytes };
    const Stream stream(opj_stream_create(1 << 16, OPJ_TRUE));
    if (!codec || !stream || opj_setup_decoder(codec.get(), &parameters) == OPJ_FALSE)
        return {};
    opj_stream_set_user_data(stream.get(), &source, nullptr);
    opj_stream_set_user_data_length(stream.get(), bytes.size());
    opj_stream_set_read_function(stream.get(), read_source);
    opj_stream_set_skip_function(stream.get(), skip_source);
    opj_stream_set_seek_function(stream.get(), seek_source);
    opj_image_t* header = nullptr;
    const bool read = opj_read_header(stream.get(), codec.get(), &header) == OPJ_TRUE;
    Picture picture(header);
    // The code stream's own size is compared before its pixels are allocated.
    if (!read || !picture || picture->x1 - picture->x0 != columns || picture->y1 - picture->y0 != rows || picture->numcomps != components)
        return {};
    const bool transform = has_colour_transform(codec.get());
    if (opj_decode(codec.get(), stream.get(), picture.get()) == OPJ_FALSE)
        return {};
    return { std::move(picture), transform };
}

}  // namespace imprimatur::jail
