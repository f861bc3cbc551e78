// OpenJPEG over memory, and its handles with an owner: for the decoder and for what fills frames.
#pragma once

#include "base/byte_reader.h"

#include <openjpeg.h>

#include <cstdint>
#include <memory>

namespace imprimatur::jail {

struct DestroyCodec {
    void operator()(opj_codec_t* codec) const { opj_destroy_codec(codec); }
};
struct DestroyStream {
    void operator()(opj_stream_t* stream) const { opj_stream_destroy(stream); }
};
struct DestroyImage {
    void operator()(opj_image_t* image) const { opj_image_destroy(image); }
};
using Codec = std::unique_ptr<opj_codec_t, DestroyCodec>;
using Stream = std::unique_ptr<opj_stream_t, DestroyStream>;
using Picture = std::unique_ptr<opj_image_t, DestroyImage>;

struct DecodedCodeStream {
    Picture picture;  ///< null: damaged, or not of the size that was asked for
    bool colour_transform = false;  ///< the stream has the component transform of T.800 Annex G
};

/// In JP2 boxes, which DICOM does not allow and some writers use.
bool is_jp2(ByteView bytes);

/// One code stream, bare or in JP2 boxes. Its size is compared before its pixels are allocated.
DecodedCodeStream decode_code_stream(ByteView bytes, std::uint64_t columns, std::uint64_t rows, std::uint64_t components);

}  // namespace imprimatur::jail
