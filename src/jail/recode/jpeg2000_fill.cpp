// PS3.5 A.4.4: one code stream of ISO/IEC 15444-1, by OpenJPEG. Encoded again reversibly (5/3), which both transfer syntaxes allow:
// what was lossy once becomes larger, but loses nothing more. The irreversible colour transform does not exist in a reversible stream,
// so YBR_ICT becomes YBR_RCT and is reported.
#include "jail/recode/families.h"
#include "jail/recode/openjpeg_handles.h"
#include "jail/recode/paint.h"

#include <algorithm>
#include <cstring>
#include <memory>

namespace imprimatur::jail::recode {

namespace {

struct Target {
    Bytes bytes;
    std::size_t at = 0;
    bool full = false;

    bool reach(std::size_t end)
    {
        // The library is C: an exception must not pass through it.
        try {
            if (end > bytes.size())
                bytes.resize(end);
        } catch (const std::bad_alloc&) {
            full = true;
        }
        return !full;
    }
};

OPJ_SIZE_T write_target(void* buffer, OPJ_SIZE_T count, void* user)
{
    auto& target = *static_cast<Target*>(user);
    if (!target.reach(target.at + count))
        return static_cast<OPJ_SIZE_T>(-1);
    std::memcpy(target.bytes.data() + target.at, buffer, count);
    target.at += count;
    return count;
}

OPJ_BOOL seek_target(OPJ_OFF_T position, void* user)
{
    auto& target = *static_cast<Target*>(user);
    if (position < 0 || !target.reach(static_cast<std::size_t>(position)))
        return OPJ_FALSE;
    target.at = static_cast<std::size_t>(position);
    return OPJ_TRUE;
}

OPJ_OFF_T skip_target(OPJ_OFF_T count, void* user)
{
    auto& target = *static_cast<Target*>(user);
    return count >= 0 && seek_target(static_cast<OPJ_OFF_T>(target.at) + count, user) == OPJ_TRUE ? count : -1;
}

/// Every component has full size, the same precision and sign; anything else is not a DICOM picture.
bool uniform(const opj_image_t& picture, const dicom::FrameShape& shape)
{
    const auto& first = picture.comps[0];
    if (first.prec == 0 || first.prec > 16 || first.prec > shape.bits_allocated)
        return false;
    return std::all_of(picture.comps, picture.comps + picture.numcomps, [&](const opj_image_comp_t& c) {
        return c.w == shape.columns && c.h == shape.rows && c.prec == first.prec && c.sgnd == first.sgnd && c.dx == 1 && c.dy == 1
            && c.data != nullptr;
    });
}

void paint_picture(opj_image_t& picture, const Job& job)
{
    const auto& shape = job.shape;
    const auto precision = picture.comps[0].prec;
    const std::uint32_t mask = (1U << precision) - 1U;
    Cover cover(job.rects);
    const auto at = [&](std::uint32_t y, std::uint32_t x) { return std::size_t { y } * shape.columns + x; };
    const auto colour = choose_colour(shape, job.palette_black, cover,
        [&](std::uint32_t y, std::uint32_t x) { return static_cast<std::uint32_t>(picture.comps[0].data[at(y, x)]) & 0xFFFFU; });
    std::array<OPJ_INT32, 3> values {};
    for (std::size_t s = 0; s < shape.samples; ++s) {
        const auto cell = static_cast<OPJ_INT32>(colour[s] & mask);
        const bool negative = picture.comps[0].sgnd != 0 && (cell >> (precision - 1)) != 0;
        values[s] = negative ? cell - (1 << precision) : cell;
    }
    paint(shape, cover, [&](std::uint32_t y, std::uint32_t x) {
        for (std::size_t s = 0; s < shape.samples; ++s)
            picture.comps[s].data[at(y, x)] = values[s];
    });
}

/// As many halvings as the shorter side has, at most the five that are usual.
int resolutions(const dicom::FrameShape& shape)
{
    int count = 1;
    for (auto side = std::min(shape.rows, shape.columns); side > 1 && count < 6; side /= 2)
        ++count;
    return count;
}

std::optional<Bytes> encode(opj_image_t& picture, const dicom::FrameShape& shape, bool colour_transform)
{
    opj_cparameters_t parameters;
    opj_set_default_encoder_parameters(&parameters);
    parameters.irreversible = 0;
    parameters.tcp_numlayers = 1;
    parameters.tcp_rates[0] = 0;
    parameters.cp_disto_alloc = 1;
    parameters.numresolution = resolutions(shape);
    parameters.tcp_mct = static_cast<char>(colour_transform ? 1 : 0);
    picture.x1 -= picture.x0;  // the reference grid of an encoder begins at zero
    picture.y1 -= picture.y0;
    picture.x0 = picture.y0 = 0;
    for (OPJ_UINT32 c = 0; c < picture.numcomps; ++c)
        picture.comps[c].x0 = picture.comps[c].y0 = 0;
    picture.color_space = picture.numcomps == 3 ? OPJ_CLRSPC_SRGB : OPJ_CLRSPC_GRAY;
    const Codec codec(opj_create_compress(OPJ_CODEC_J2K));
    const Stream stream(opj_stream_create(1 << 16, OPJ_FALSE));
    Target target;
    if (!codec || !stream || opj_setup_encoder(codec.get(), &parameters, &picture) == OPJ_FALSE)
        return std::nullopt;
    opj_stream_set_user_data(stream.get(), &target, nullptr);
    opj_stream_set_write_function(stream.get(), write_target);
    opj_stream_set_skip_function(stream.get(), skip_target);
    opj_stream_set_seek_function(stream.get(), seek_target);
    if (opj_start_compress(codec.get(), &picture, stream.get()) == OPJ_FALSE || opj_encode(codec.get(), stream.get()) == OPJ_FALSE
        || opj_end_compress(codec.get(), stream.get()) == OPJ_FALSE || target.full)
        return std::nullopt;
    if (target.bytes.size() % 2 != 0)
        target.bytes.push_back(0);
    return std::move(target.bytes);
}

}  // namespace

FilledOrNot fill_jpeg2000(const Job& job)
{
    auto decoded = decode_code_stream(job.encoded, job.shape.columns, job.shape.rows, job.shape.samples);
    if (!decoded.picture || !uniform(*decoded.picture, job.shape))
        return malformed("the JPEG 2000 code stream is damaged or not what the attributes claim");
    paint_picture(*decoded.picture, job);
    const bool transform = decoded.colour_transform && job.shape.samples == 3;
    auto bytes = encode(*decoded.picture, job.shape, transform);
    if (!bytes)
        return Unreadable { Unreadable::How::OutOfMemory, "the JPEG 2000 frame could not be encoded" };
    FilledFrame filled { .bytes = std::move(*bytes), .touched = job.rects };
    if (job.shape.photometric == "YBR_ICT")
        filled.photometric = transform ? "YBR_RCT" : "RGB";
    return filled;
}

}  // namespace imprimatur::jail::recode
