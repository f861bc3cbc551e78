#include "jail/photo/pixels.h"
#include "jail/photo/png_animation.h"
#include "jail/photo/png_raster.h"
#include "jail/photo/transparency.h"

#include <array>

namespace imprimatur::jail {

namespace photo {

namespace {

std::string encoding_of(const PngHeader& header, bool animated)
{
    constexpr std::array<std::string_view, 7> kKinds { "grey", "", "RGB", "palette", "grey with alpha", "", "RGB with alpha" };
    std::string text = std::to_string(header.depth) + "-bit " + std::string(kKinds[header.colour_type]) + " PNG";
    if (animated)
        text = "animated " + text;
    return header.interlaced ? "interlaced " + text : text;
}

struct Flat {
    Frame frame;
    Transparency transparency;
};

Parsed<Flat> flat_picture(ByteView file, const PngHeader& header, Listing& listing)
{
    auto decoded = png_raster(file, header);
    if (auto* refused = std::get_if<Unreadable>(&decoded))
        return std::move(*refused);
    auto& raster = std::get<PngRaster>(decoded);
    const bool alpha = raster.channels % 2 == 0;
    Flat flat { { raster.width, raster.height, alpha ? raster.channels - 1 : raster.channels, {} }, Transparency(listing) };
    if (!alpha) {
        flat.frame.samples = std::move(raster.samples);
        return flat;
    }
    flat.frame.samples.resize(std::size_t { raster.width } * raster.height * flat.frame.channels);
    flat.transparency.lay_on_white(raster.samples, flat.frame);
    return flat;
}

/// What stands in the file for readers that do not animate; the animation does not show it.
Outcome list_default_picture(ByteView file, const PngHeader& header, Listing& listing)
{
    const std::string part = "picture that the animation does not show";
    std::optional<Frame> picture;
    if (listing.hidden().room(part, header.width, header.height)) {
        auto flat = flat_picture(file, header, listing);
        if (auto* refused = std::get_if<Unreadable>(&flat))
            return std::move(*refused);
        picture = std::move(std::get<Flat>(flat).frame);
    }
    listing.hidden_picture(part, std::uint64_t { header.width } * header.height, std::move(picture));
    return listing.outcome();
}

Outcome decode(ByteView file, MaterialSink& sink)
{
    auto split = split_png(file);
    if (const auto* refused = std::get_if<Unreadable>(&split))
        return *refused;
    const auto& parts = std::get<PngFile>(split);
    const auto animation = animation_of(parts);
    if (const auto* refused = std::get_if<Unreadable>(&animation))
        return *refused;
    const auto& frames = std::get<std::vector<PngAnimationFrame>>(animation);
    sink.describe(MediaKind::Png, encoding_of(parts.header, !frames.empty()));
    Listing listing(sink);
    const auto orientation = list_png(parts, !frames.empty(), listing);
    if (listing.stopped())
        return listing.outcome();
    if (parts.header.depth == 16)
        sink.note("16 bits a sample were scaled to 8");
    if (!frames.empty()) {
        if (!frames.front().from_idat) {
            if (auto refused = list_default_picture(file, parts.header, listing))
                return refused;
        }
        return play(parts, frames, orientation, listing, sink);
    }
    auto read = flat_picture(file, parts.header, listing);
    if (const auto* refused = std::get_if<Unreadable>(&read))
        return *refused;
    auto& flat = std::get<Flat>(read);
    if (auto refused = flat.transparency.report(orientation))
        return refused;
    return give(sink, std::move(flat.frame), orientation);
}

}  // namespace

}  // namespace photo

Outcome decode_png(ByteView file, MaterialSink& sink)
{
    return photo::within_memory([&] { return photo::decode(file, sink); });
}

}  // namespace imprimatur::jail
