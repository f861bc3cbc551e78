#include "jail/photo/exif.h"
#include "jail/photo/ifd.h"
#include "jail/photo/pixels.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <memory>
#include <tiffio.h>

namespace imprimatur::jail {

namespace photo {

namespace {

/// A strip or tile of the largest picture as 16-bit RGBA stays below; a header cannot ask for more.
constexpr tmsize_t kMaxPiece = tmsize_t { 1 } << 30;

/// What scanners, cameras and microscopes write. Left out: JBIG (GPL code), old-style JPEG (never well defined, many
/// holes), LERC, LZMA, Zstandard, WebP, and the private ones.
constexpr auto kCompressions = std::to_array<std::uint16_t>({ COMPRESSION_NONE, COMPRESSION_CCITTRLE, COMPRESSION_CCITTFAX3,
    COMPRESSION_CCITTFAX4, COMPRESSION_LZW, COMPRESSION_JPEG, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_DEFLATE, COMPRESSION_PACKBITS });

class MemoryFile {
public:
    explicit MemoryFile(ByteView bytes)
        : m_bytes(bytes)
    {
        const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(TIFFOpenOptionsAlloc(), TIFFOpenOptionsFree);
        if (!options)
            return;
        TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), kMaxPiece);
        TIFFOpenOptionsSetErrorHandlerExtR(options.get(), count_error, this);
        TIFFOpenOptionsSetWarningHandlerExtR(options.get(), count_warning, this);
        m_tiff = TIFFClientOpenExt("", "r", this, read, no_write, seek, no_close, size, map, no_unmap, options.get());
    }
    ~MemoryFile()
    {
        if (m_tiff != nullptr)
            TIFFClose(m_tiff);
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    [[nodiscard]] TIFF* tiff() const { return m_tiff; }
    [[nodiscard]] bool failed() const { return m_errors > 0; }
    void forget_warnings() { m_warnings = 0; }
    [[nodiscard]] bool warned() const { return m_warnings > 0; }

private:
    static int count_error(TIFF*, void* self, const char*, const char*, va_list)
    {
        ++static_cast<MemoryFile*>(self)->m_errors;
        return 1;
    }
    static int count_warning(TIFF*, void* self, const char*, const char*, va_list)
    {
        ++static_cast<MemoryFile*>(self)->m_warnings;
        return 1;
    }
    static tmsize_t read(thandle_t self, void* to, tmsize_t count)
    {
        auto& file = *static_cast<MemoryFile*>(self);
        if (count <= 0 || file.m_at >= file.m_bytes.size())
            return 0;
        const auto there = std::min<std::size_t>(static_cast<std::size_t>(count), file.m_bytes.size() - file.m_at);
        std::memcpy(to, file.m_bytes.data() + file.m_at, there);
        file.m_at += there;
        return static_cast<tmsize_t>(there);
    }
    static tmsize_t no_write(thandle_t, void*, tmsize_t) { return 0; }
    static toff_t seek(thandle_t self, toff_t offset, int whence)
    {
        auto& file = *static_cast<MemoryFile*>(self);
        const toff_t base = whence == SEEK_CUR ? file.m_at : whence == SEEK_END ? file.m_bytes.size() : 0;
        file.m_at = base + offset;
        return file.m_at;
    }
    static int no_close(thandle_t) { return 0; }
    /// Without a mapping libtiff 4.5.0 refuses small uncompressed tiles: it compares their length with its rounded buffer.
    static int map(thandle_t self, void** start, toff_t* length)
    {
        const auto bytes = static_cast<MemoryFile*>(self)->m_bytes;
        *start = const_cast<std::uint8_t*>(bytes.data());  // opened for reading
        *length = bytes.size();
        return 1;
    }
    static void no_unmap(thandle_t, void*, toff_t) { }
    static toff_t size(thandle_t self) { return static_cast<MemoryFile*>(self)->m_bytes.size(); }

    ByteView m_bytes;
    std::uint64_t m_at = 0;
    TIFF* m_tiff = nullptr;
    unsigned m_errors = 0;
    unsigned m_warnings = 0;
};

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

/// libtiff hands out colour already multiplied by its opacity: what is missing to white is added.
std::uint64_t frame_from(const std::vector<std::uint32_t>& pixels, Frame& frame)
{
    std::uint64_t transparent = 0;
    auto* out = frame.samples.data();
    for (const auto pixel : pixels) {
        const std::uint32_t missing = 255 - TIFFGetA(pixel);
        transparent += missing > 0 ? 1 : 0;
        const std::array<std::uint32_t, 3> colours { TIFFGetR(pixel), TIFFGetG(pixel), TIFFGetB(pixel) };
        for (std::uint32_t c = 0; c < frame.channels; ++c)
            *out++ = static_cast<std::uint8_t>(std::min<std::uint32_t>(255, colours[c] + missing));
    }
    return transparent;
}

/// In stored order: our own code turns pictures, because libtiff's mirrors where it should transpose.
Outcome read_pixels(MemoryFile& file, const Page& page, std::vector<std::uint32_t>& pixels)
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

/// Samples that no viewer shows: masks, spot colours, depth.
Outcome report_extra(const Page& page, MaterialSink& sink)
{
    if (page.extras <= 1 && !(page.extras == 1 && page.photometric == PHOTOMETRIC_SEPARATED))
        return std::nullopt;
    return sink.object({ "extra channels", std::uint64_t { page.width } * page.height * page.extras, IdentifierKind::HiddenPicture });
}

Outcome read_page(MemoryFile& file, MaterialSink& sink)
{
    const auto page = page_of(file.tiff());
    if (file.failed())
        return malformed("a directory of the TIFF file is damaged");
    if (auto refused = check_page(page))
        return refused;
    auto blank = blank_frame(page.width, page.height, is_grey(page) ? 1 : 3);
    if (const auto* refused = std::get_if<Unreadable>(&blank))
        return *refused;
    auto& frame = std::get<Frame>(blank);
    std::uint64_t transparent = 0;
    {
        std::vector<std::uint32_t> pixels;
        if (auto refused = read_pixels(file, page, pixels))
            return refused;
        transparent = frame_from(pixels, frame);
    }
    if (page.depth == 16)
        sink.note("16 bits a sample were scaled to 8");
    if (auto refused = report_extra(page, sink))
        return refused;
    if (auto refused = report_alpha(sink, transparent))
        return refused;
    return give(sink, std::move(frame), page.orientation);
}

Outcome decode(ByteView bytes, MaterialSink& sink)
{
    const auto header = tiff_header(bytes);
    if (!header)
        return malformed("the header of the TIFF file is not valid");
    sink.describe(MediaKind::Tiff, header->big_tiff ? "BigTIFF" : "TIFF");
    Listing listing(sink);
    const auto pages = list_tiff(bytes, listing);
    if (listing.stopped())
        return listing.outcome();
    MemoryFile file(bytes);
    if (file.tiff() == nullptr || file.failed())
        return malformed("the first directory of the TIFF file is damaged");
    std::size_t read = 0;
    do {
        if (auto refused = read_page(file, sink))
            return refused;
        ++read;
    } while (TIFFReadDirectory(file.tiff()) != 0);
    if (file.failed() || read != pages)
        return malformed("not every page of the TIFF file could be read");
    return std::nullopt;
}

}  // namespace

}  // namespace photo

bool recognises_tiff(ByteView file) { return photo::tiff_header(file).has_value(); }

Outcome decode_tiff(ByteView file, MaterialSink& sink)
{
    return photo::within_memory([&] { return photo::decode(file, sink); });
}

}  // namespace imprimatur::jail
