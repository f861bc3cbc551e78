// A lossy JPEG 2000 past: OpenJPEG with its own defaults, the irreversible wavelet and one layer of a wanted size.
#include "jail/recode/openjpeg_handles.h"
#include "redact/pasts.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace imprimatur::redact_eval {

namespace {

constexpr OPJ_SIZE_T kStep = 1 << 16;

using jail::Codec;
using jail::Picture;
using jail::Stream;

/// A file in memory, written from its start.
struct Memory {
    Bytes bytes;
    std::size_t at = 0;
};

OPJ_SIZE_T append(void* buffer, OPJ_SIZE_T size, void* user)
{
    auto& memory = *static_cast<Memory*>(user);
    memory.bytes.resize(std::max(memory.bytes.size(), memory.at + size));
    std::memcpy(memory.bytes.data() + memory.at, buffer, size);
    memory.at += size;
    return size;
}

OPJ_OFF_T skip(OPJ_OFF_T size, void* user)
{
    static_cast<Memory*>(user)->at += static_cast<std::size_t>(size);
    return size;
}

OPJ_BOOL seek(OPJ_OFF_T place, void* user)
{
    static_cast<Memory*>(user)->at = static_cast<std::size_t>(place);
    return OPJ_TRUE;
}

Picture image_of(const Frame& frame)
{
    std::array<opj_image_cmptparm_t, 3> components {};
    for (auto& component : components) {
        component.dx = component.dy = 1;
        component.w = frame.width;
        component.h = frame.height;
        component.prec = 8;
    }
    const auto space = frame.channels == 1 ? OPJ_CLRSPC_GRAY : OPJ_CLRSPC_SRGB;
    Picture image(opj_image_create(frame.channels, components.data(), space));
    image->x1 = frame.width;
    image->y1 = frame.height;
    for (std::size_t i = 0; i < frame.samples.size(); ++i)
        image->comps[i % frame.channels].data[i / frame.channels] = frame.samples[i];
    return image;
}

void must(bool done)
{
    if (!done)
        std::abort();
}

Bytes encoded(const Frame& frame, int ratio)
{
    opj_cparameters_t wanted {};
    opj_set_default_encoder_parameters(&wanted);
    wanted.irreversible = 1;
    wanted.tcp_mct = frame.channels == 3 ? 1 : 0;
    wanted.tcp_numlayers = 1;
    wanted.tcp_rates[0] = static_cast<float>(ratio);
    wanted.cp_disto_alloc = 1;
    const auto image = image_of(frame);
    const Codec codec(opj_create_compress(OPJ_CODEC_J2K));
    must(opj_setup_encoder(codec.get(), &wanted, image.get()) != 0);
    Memory memory;
    const Stream stream(opj_stream_create(kStep, OPJ_FALSE));
    opj_stream_set_user_data(stream.get(), &memory, nullptr);
    opj_stream_set_write_function(stream.get(), append);
    opj_stream_set_skip_function(stream.get(), skip);
    opj_stream_set_seek_function(stream.get(), seek);
    must(opj_start_compress(codec.get(), image.get(), stream.get()) != 0);
    must(opj_encode(codec.get(), stream.get()) != 0 && opj_end_compress(codec.get(), stream.get()) != 0);
    return std::move(memory.bytes);
}

}  // namespace

Frame after_jpeg2000(const Frame& frame, int ratio)
{
    const auto read = jail::decode_code_stream(encoded(frame, ratio), frame.width, frame.height, frame.channels);
    must(read.picture != nullptr);
    Frame made { frame.width, frame.height, frame.channels, Bytes(frame.samples.size()) };
    for (std::size_t i = 0; i < made.samples.size(); ++i)
        made.samples[i] = static_cast<std::uint8_t>(std::clamp(read.picture->comps[i % frame.channels].data[i / frame.channels], 0, 255));
    return made;
}

}  // namespace imprimatur::redact_eval
