#include "jail/photo/raw_thumbnails.h"

#include "jail/photo/pixels.h"

#include <algorithm>
#include <utility>

namespace imprimatur::jail::photo {

namespace {

constexpr std::size_t kRgb = 3;

void exchange_red_and_blue(Frame& frame)
{
    for (std::size_t at = 0; frame.channels == kRgb && at + kRgb <= frame.samples.size(); at += kRgb)
        std::swap(frame.samples[at], frame.samples[at + 2]);
}

/// Rows of `stride` bytes, of which the first three a pixel are colour.
std::optional<Frame> rgb_rows(
    const std::string& part, ByteView rows, std::uint32_t width, std::uint32_t height, std::size_t stride, Listing& listing)
{
    const bool fits = width > 0 && height > 0 && stride >= width * kRgb && stride <= rows.size() / height;
    if (!fits || !listing.hidden().room(part, width, height))
        return std::nullopt;
    Frame frame { width, height, kRgb, {} };
    for (std::size_t y = 0; y < height; ++y) {
        const auto row = rows.subspan(y * stride, width * kRgb);
        frame.samples.insert(frame.samples.end(), row.begin(), row.end());
    }
    return frame;
}

/// JFXX 0x11: width, height, 256 colours, one index a pixel.
void list_palette_thumbnail(const std::string& part, ByteView sized, Listing& listing)
{
    constexpr std::size_t kColours = 256 * kRgb;
    ByteReader reader(sized);
    const auto width = reader.u8();
    const auto height = reader.u8();
    const auto colours = reader.take(kColours);
    const std::size_t pixels = colours ? std::size_t { *width } * *height : 0;
    const auto indices = pixels > 0 ? reader.take(pixels) : std::nullopt;
    if (!indices || !listing.hidden().room(part, *width, *height))
        return listing.hidden_picture(part, sized.size());
    Frame frame { *width, *height, kRgb, {} };
    for (const auto index : *indices) {
        const auto colour = colours->subspan(index * kRgb, kRgb);
        frame.samples.insert(frame.samples.end(), colour.begin(), colour.end());
    }
    listing.hidden_picture(part, sized.size(), std::move(frame));
    if (!reader.at_end())
        listing.hidden_bytes("bytes behind the " + part, reader.remaining());
}

}  // namespace

void list_rgb_thumbnail(const std::string& part, ByteView sized, Listing& listing)
{
    ByteReader reader(sized);
    const auto width = reader.u8();
    const auto height = reader.u8();
    if (!width || !height)
        return listing.hidden_picture(part, sized.size());
    const auto rows = reader.rest();
    auto frame = rgb_rows(part, rows, *width, *height, *width * kRgb, listing);
    const std::size_t used = frame ? frame->samples.size() : rows.size();
    listing.hidden_picture(part, rows.size(), std::move(frame));
    if (used < rows.size())
        listing.hidden_bytes("bytes behind the " + part, rows.size() - used);
}

void list_jfxx(ByteView payload, Listing& listing)
{
    constexpr std::size_t kBehindCode = 6;
    constexpr std::uint8_t kJpeg = 0x10;
    constexpr std::uint8_t kPalette = 0x11;
    constexpr std::uint8_t kPixels = 0x13;
    const std::string part = "JFXX thumbnail";
    const auto code = payload.size() >= kBehindCode ? payload[kBehindCode - 1] : 0;
    const auto body = payload.subspan(std::min(kBehindCode, payload.size()));
    listing.binary({ "JPEG:JFXX", "" }, payload.size());
    switch (code) {
    case kJpeg: return listing.hidden_file(part, body);
    case kPalette: return list_palette_thumbnail(part, body, listing);
    case kPixels: return list_rgb_thumbnail(part, body, listing);
    default: return listing.hidden_picture(part, payload.size());
    }
}

void list_photoshop_thumbnail(ByteView resource, bool swapped, Listing& listing)
{
    // Format, width, height, bytes a row, two sizes, depth and planes; then a JPEG file (format 1) or rows (format 0).
    const std::string part = "Photoshop thumbnail";
    ByteReader reader(resource);
    const auto format = reader.u32(true);
    const auto width = reader.u32(true);
    const auto height = reader.u32(true);
    const auto stride = reader.u32(true);
    if (!stride || !reader.skip(12))
        return listing.hidden_picture(part, resource.size());
    auto frame
        = *format == 1 ? listing.hidden().open(part, reader.rest()) : rgb_rows(part, reader.rest(), *width, *height, *stride, listing);
    if (frame && swapped)
        exchange_red_and_blue(*frame);
    listing.hidden_picture(part, resource.size(), std::move(frame));
}

}  // namespace imprimatur::jail::photo
