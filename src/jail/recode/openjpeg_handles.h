// OpenJPEG over memory, and its handles with an owner: for the decoder and for what fills frames.
#pragma once

#include "base/byte_reader.h"

#include <openjpeg.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace imprimatur::jail {

struct EncodedSource {
    ByteView bytes;
    std::size_t at = 0;
};

inline OPJ_SIZE_T read_source(void* buffer, OPJ_SIZE_T count, void* user)
{
    auto& source = *static_cast<EncodedSource*>(user);
    const std::size_t take = std::min<std::size_t>(count, source.bytes.size() - source.at);
    if (take == 0)
        return static_cast<OPJ_SIZE_T>(-1);
    std::memcpy(buffer, source.bytes.data() + source.at, take);
    source.at += take;
    return take;
}

inline OPJ_OFF_T skip_source(OPJ_OFF_T count, void* user)
{
    auto& source = *static_cast<EncodedSource*>(user);
    if (count < 0 || static_cast<std::uint64_t>(count) > source.bytes.size() - source.at)
        return -1;
    source.at += static_cast<std::size_t>(count);
    return count;
}

inline OPJ_BOOL seek_source(OPJ_OFF_T position, void* user)
{
    auto& source = *static_cast<EncodedSource*>(user);
    if (position < 0 || static_cast<std::uint64_t>(position) > source.bytes.size())
        return OPJ_FALSE;
    source.at = static_cast<std::size_t>(position);
    return OPJ_TRUE;
}

struct DestroyCodec {
    void operator()(opj_codec_t* codec) const { opj_destroy_codec(codec); }
};
struct DestroyStream {
    void operator()(opj_stream_t* stream) const { opj_stream_destroy(stream); }
};
struct DestroyImage {
    void operator()(opj_image_t* image) const { opj_image_destroy(image); }
};

}  // namespace imprimatur::jail
