#include "jail/photo/tiff_pages.h"

#include "jail/photo/pixels.h"

#include <algorithm>
#include <array>

namespace imprimatur::jail::photo {

namespace {

/// What scanners, cameras and microscopes write. Left out: JBIG (GPL code), old-style JPEG (never well defined, many
/// holes), LERC, LZMA, Zstandard, WebP, and the private ones.
constexpr auto kCompressions = std::to_array<std::uint16_t>({ COMPRESSION_NONE, COMPRESSION_CCITTRLE, COMPRESSION_CCITTFAX3,
    COMPRESSION_CCITTFAX4, COMPRESSION_LZW, COMPRESSION_JPEG, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_DEFLATE, COMPRESSION_PACKBITS });

struct Page {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint16_t depth = 1;
    std::uint16_t samples = 1;
    std::uint16_t format = SAMPLEFORMAT_UINT;
    std::uint16_t compression = COMPRESSION_NONE;
    std::uint16_t photometric = PHOTOMETRIC_MINISBLACK;
    std::uint16_t orientation = ORIENTATION_TOPLEFT;
    std::uint16_t extras = 0;
    bool multiplied = true;  ///< the file's colours are multiplied by their alpha already
};

Page page_of(TIFF* tiff)
{
    Page page;
    std::uint16_t* extra_kinds = nullptr;
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &page.width);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &page.height);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &page.depth);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &page.samples);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLEFORMAT, &page.format);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_COMPRESSION, &page.compression);
    TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &page.photometric);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &page.orientation);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_EXTRASAMPLES, &page.extras, &extra_kinds);
    page.multiplied = page.extras == 0 || extra_kinds == nullptr || extra_kinds[0] != EXTRASAMPLE_UNASSALPHA;
    return page;
}

bool is_grey(const Page& page) { return page.photometric == PHOTOMETRIC_MINISBLACK || page.photometric == PHOTOMETRIC_MINISWHITE; }

Outcome check_page(const Page& page)
{
    if (auto refused = check_frame_size(page.width, page.height, 4))
        return refused;
    if (std::find(kCompressions.begin(), kCompressions.end(), page.compression) == kCompressions.end())
        return unsupported("the compression of the TIFF picture is of a kind that is not read");
    if (page.depth > 16 || (page.format != SAMPLEFORMAT_UINT && page.format != SAMPLEFORMAT_VOID))
        return unsupported("the samples of the TIFF picture are of a kind that is not read");
    return std::nullopt;
}

/// libtiff would multiply colour by its alpha, and what stands under it would be gone before anybody saw it: it is told that
/// this was done already.
void keep_colour_under_alpha(TIFF* tiff, const Page& page)
{
    if (page.multiplied || page.extras != 1)
        return;
    const std::uint16_t kind = EXTRASAMPLE_ASSOCALPHA;
    TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &kind);
}

/// In stored order: our own code turns pictures, because libtiff's mirrors where it should transpose.
Outcome read_pixels(TiffFile& file, const Page& page, std::vector<std::uint32_t>& pixels)
{
    constexpr int kStopOnError = 1;
    std::array<char, 1024> reason {};
    TIFFRGBAImage image {};
    if (TIFFRGBAImageOK(file.tiff(), reason.data()) == 0 || TIFFRGBAImageBegin(&image, file.tiff(), kStopOnError, reason.data()) == 0)
        return unsupported("the TIFF picture is of a kind that is not read");
    const std::unique_ptr<TIFFRGBAImage, decltype(&TIFFRGBAImageEnd)> owner(&image, TIFFRGBAImageEnd);
    image.orientation = image.req_orientation = ORIENTATION_TOPLEFT;
    pixels.resize(std::size_t { page.width } * page.height);
    file.forget_warnings();
    if (TIFFRGBAImageGet(&image, pixels.data(), page.width, page.height) == 0 || file.failed() || file.warned())
        return malformed("the TIFF picture data is damaged or cut");
    return std::nullopt;
}

/// Colours as they would stand without their alpha; what is brighter than its alpha allows stays as bright as it can be.
std::uint32_t unmultiplied(std::uint32_t colour, std::uint32_t alpha)
{
    return alpha == 0 || alpha == 255 ? colour : std::min<std::uint32_t>(255, (colour * 255 + alpha / 2) / alpha);
}

void give_samples(const std::vector<std::uint32_t>& pixels, const Page& page, Frame& frame, Transparency& transparency)
{
    const bool opaque = std::all_of(pixels.begin(), pixels.end(), [](std::uint32_t pixel) { return TIFFGetA(pixel) == 255; });
    Bytes with_alpha(opaque ? 0 : pixels.size() * (frame.channels + std::size_t { 1 }));
    auto* out = opaque ? frame.samples.data() : with_alpha.data();
    for (const auto pixel : pixels) {
        const std::uint32_t alpha = TIFFGetA(pixel);
        const std::array<std::uint32_t, 3> colours { TIFFGetR(pixel), TIFFGetG(pixel), TIFFGetB(pixel) };
        for (std::uint32_t c = 0; c < frame.channels; ++c)
            *out++ = static_cast<std::uint8_t>(page.multiplied ? unmultiplied(colours[c], alpha) : colours[c]);
        if (!opaque)
            *out++ = static_cast<std::uint8_t>(alpha);
    }
    if (!opaque)
        transparency.lay_on_white(with_alpha, frame);
}

std::uint64_t extra_samples(const Page& page)
{
    const bool alpha_alone = page.extras <= 1 && !(page.extras == 1 && page.photometric == PHOTOMETRIC_SEPARATED);
    return alpha_alone ? 0 : std::uint64_t { page.width } * page.height * page.extras;
}

}  // namespace

Parsed<TiffPage> read_tiff_page(TiffFile& file, Transparency& transparency)
{
    const auto page = page_of(file.tiff());
    if (file.failed())
        return malformed("a directory of the TIFF file is damaged");
    if (auto refused = check_page(page))
        return *refused;
    auto blank = blank_frame(page.width, page.height, is_grey(page) ? 1 : 3);
    if (const auto* refused = std::get_if<Unreadable>(&blank))
        return *refused;
    auto& frame = std::get<Frame>(blank);
    keep_colour_under_alpha(file.tiff(), page);
    std::vector<std::uint32_t> pixels;
    if (auto refused = read_pixels(file, page, pixels))
        return *refused;
    give_samples(pixels, page, frame, transparency);
    return TiffPage { std::move(frame), page.orientation, page.depth == 16, extra_samples(page) };
}

Parsed<Frame> tiff_picture_at(ByteView block, std::uint64_t directory, Listing& listing)
{
    TiffFile file(block, true);
    if (file.tiff() == nullptr || TIFFSetSubDirectory(file.tiff(), directory) == 0 || file.failed())
        return malformed("a directory of the TIFF block is damaged");
    Transparency unreported(listing);
    auto page = read_tiff_page(file, unreported);
    if (auto* refused = std::get_if<Unreadable>(&page))
        return std::move(*refused);
    return std::move(std::get<TiffPage>(page).frame);
}

}  // namespace imprimatur::jail::photo
