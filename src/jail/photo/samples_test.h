// Files for the tests, made in memory with the libraries that the world uses. Every name in them is invented.
#pragma once

#include "jail/photo/recording_sink.h"

#include <array>
#include <initializer_list>
#include <string>
#include <vector>

namespace imprimatur::jail::photo::samples {

/// A gradient with an asymmetric corner, so that every turn and mirror looks different.
Frame picture(std::uint32_t width, std::uint32_t height, std::uint32_t channels);

/// Smooth: what lossy coding keeps within a few levels.
Frame smooth(std::uint32_t width, std::uint32_t height, std::uint32_t channels);

int largest_difference(const Frame& a, const Frame& b);

struct Field {
    std::uint16_t tag;
    std::uint16_t type;
    std::uint32_t count;
    Bytes value;
};
Field ascii(std::uint16_t tag, std::string_view text);
Field shorts(std::uint16_t tag, const std::vector<std::uint16_t>& values);
Field rationals(std::uint16_t tag, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& values);
Field undefined(std::uint16_t tag, std::string_view bytes);

/// A little-endian TIFF block with IFD0, EXIF and GPS directories, and a thumbnail in IFD1 when there is one.
struct ExifParts {
    std::vector<Field> image {};
    std::vector<Field> exif {};
    std::vector<Field> gps {};
    Bytes thumbnail {};
};
Bytes exif_block(const ExifParts& parts);

Bytes joined(std::initializer_list<Bytes> parts);
Bytes bytes_of(std::string_view text);
Bytes u32_big(std::uint32_t value);

/// Puts segments behind the JFIF header.
Bytes jpeg_with(const Bytes& jpeg, const std::vector<std::pair<std::uint8_t, Bytes>>& segments);
Bytes progressive_jpeg(const Frame& frame);
Bytes cmyk_jpeg(std::uint32_t width, std::uint32_t height, std::array<std::uint8_t, 4> ink, bool as_ycck);

Bytes png_chunk(std::string_view type, const Bytes& data);
/// Puts chunks behind IHDR.
Bytes png_with(const Bytes& png, const std::vector<std::pair<std::string, Bytes>>& chunks);
/// `channels` 1 to 4, `depth` 8 or 16; samples are big-endian.
Bytes png(std::uint32_t width, std::uint32_t height, int channels, int depth, const Bytes& samples, bool interlaced = false);
/// The signature and IHDR of a picture of that size, an IDAT of `data`, IEND.
Bytes png_skeleton(std::uint32_t width, std::uint32_t height, const Bytes& data);
Bytes deflated(const Bytes& bytes);

/// A frame of an animated PNG: samples as those of the picture itself.
struct ApngFrame {
    std::uint32_t left = 0;
    std::uint32_t top = 0;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    int disposal = 0;
    bool over = false;
    Bytes samples {};
};
/// 8 bits, `channels` 1 to 4. The first frame is the default picture, or with `hidden_default` a picture of its own before them.
Bytes apng(std::uint32_t width, std::uint32_t height, int channels, const std::vector<ApngFrame>& frames, const Bytes& hidden_default = {});

struct TiffPage {
    Frame frame;
    std::uint16_t compression = 1;
    std::uint16_t orientation = 1;
    bool tiled = false;
    std::string description {};
};
Bytes tiff(const std::vector<TiffPage>& pages);
/// One page, and a picture in a sub-directory of it.
Bytes tiff_with_sub_directory(const Frame& page, const Frame& hidden);
/// One page of any kind libtiff writes; rows are given packed.
struct RawTiff {
    std::uint32_t width;
    std::uint32_t height;
    std::uint16_t depth;
    std::uint16_t samples;
    std::uint16_t photometric;
    Bytes rows;
    bool alpha = false;
    std::vector<std::uint16_t> palette {};  ///< all red, all green, all blue
};
Bytes raw_tiff(const RawTiff& page);

Bytes webp_lossless(const Frame& frame);
Bytes webp_lossless_rgba(std::uint32_t width, std::uint32_t height, const Bytes& rgba);
Bytes webp_lossy(const Frame& frame);
Bytes webp_animation(const std::vector<Frame>& frames);
Bytes webp_with(const Bytes& webp, const std::vector<std::pair<std::string, Bytes>>& chunks);

struct GifPicture {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
    Bytes indices {};
    int disposal = 0;
    int transparent = -1;
    bool interlaced = false;
};
/// Palette: white, black, red, blue.
Bytes gif(int width, int height, const std::vector<GifPicture>& pictures, std::string_view comment = {});

Bytes bmp(
    std::uint32_t width, std::int32_t height, std::uint16_t depth, std::uint32_t compression, const Bytes& colours, const Bytes& pixels);

}  // namespace imprimatur::jail::photo::samples
