// ITU-T T.87 in both transfer syntaxes: decoded, filled, and encoded with NEAR 0, so what was near-lossless once loses nothing more.
#include "jail/recode/jpeg_ls_codec.h"

namespace imprimatur::jail::recode {

namespace {

constexpr std::uint8_t kFrame = 0xF7;

const char* read_picture(const JpegStream& stream, std::vector<std::uint16_t>& samples)
{
    const LsPicture picture { samples, stream.rows, stream.columns, stream.components.size() };
    for (const auto& scan : stream.scans) {
        const auto parameters = ls_parameters(stream.precision, scan.start, scan.end, stream.preset);
        if (!parameters || scan.approximation != 0 || scan.restart != 0 || (scan.end == 0) != (scan.components.size() == 1))
            return "the parameters of the JPEG-LS code stream are not of a kind that is filled";
        if (!read_ls_scan(scan.data, *parameters, scan.components, picture))
            return "the JPEG-LS code stream is damaged or cut";
    }
    return nullptr;
}

/// The same interleaving; parameters at their defaults, so that no LSE segment is needed.
std::optional<Bytes> write_picture(const JpegStream& stream, std::vector<std::uint16_t>& samples)
{
    SegmentWriter writer;
    writer.bytes(stream.application);
    writer.frame_header(stream);
    const LsPicture picture { samples, stream.rows, stream.columns, stream.components.size() };
    for (const auto& scan : stream.scans) {
        const auto parameters = ls_parameters(stream.precision, 0, scan.end, {});
        if (!parameters)
            return std::nullopt;
        writer.scan_header(stream, scan.components, Bytes(scan.components.size()), 0, scan.end, 0);
        write_ls_scan(writer.out, *parameters, scan.components, picture);
    }
    return writer.finish();
}

}  // namespace

FilledOrNot fill_jpeg_ls(const Job& job)
{
    auto parsed = parse_jpeg(job.encoded);
    if (const auto* refused = std::get_if<Unreadable>(&parsed))
        return *refused;
    auto& stream = std::get<0>(parsed);
    if (stream.frame_marker != kFrame)
        return malformed("the code stream is not JPEG-LS");
    if (!fits(stream, job.shape))
        return malformed("the JPEG-LS code stream is not what rows, columns, samples and bits claim");
    if (stream.hp_transform)
        return unsupported("JPEG-LS with a colour transform of its own is not filled");
    std::vector<std::uint16_t> samples(std::size_t { stream.rows } * stream.columns * stream.components.size());
    if (const char* refused = read_picture(stream, samples))
        return malformed(refused);
    paint_samples(samples, job.shape, job.rects, job.palette_black, stream.precision);
    auto bytes = write_picture(stream, samples);
    if (!bytes)
        return unsupported("JPEG-LS of this depth is not filled");
    return FilledFrame { .bytes = std::move(*bytes), .touched = job.rects };
}

}  // namespace imprimatur::jail::recode
