#include "jail/photo/samples_test.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <tiffio.h>

namespace imprimatur::jail::photo::samples {

namespace {

struct Memory {
    Bytes bytes {};
    std::uint64_t at = 0;
};

Memory& memory(thandle_t handle) { return *static_cast<Memory*>(handle); }

tmsize_t read(thandle_t handle, void* to, tmsize_t count)
{
    auto& file = memory(handle);
    const auto there = std::min<std::uint64_t>(
        static_cast<std::uint64_t>(count), file.bytes.size() - std::min<std::uint64_t>(file.at, file.bytes.size()));
    if (there > 0)
        std::memcpy(to, file.bytes.data() + file.at, there);
    file.at += there;
    return static_cast<tmsize_t>(there);
}

tmsize_t write(thandle_t handle, void* from, tmsize_t count)
{
    auto& file = memory(handle);
    const auto size = static_cast<std::uint64_t>(count);
    file.bytes.resize(std::max<std::uint64_t>(file.bytes.size(), file.at + size));
    std::memcpy(file.bytes.data() + file.at, from, size);
    file.at += size;
    return count;
}

toff_t seek(thandle_t handle, toff_t offset, int whence)
{
    auto& file = memory(handle);
    file.at = offset + (whence == SEEK_CUR ? file.at : whence == SEEK_END ? file.bytes.size() : 0);
    return file.at;
}

int no_close(thandle_t) { return 0; }
toff_t size(thandle_t handle) { return memory(handle).bytes.size(); }

TIFF* open(Memory& file) { return TIFFClientOpen("sample", "wm", &file, read, write, seek, no_close, size, nullptr, nullptr); }

void write_tiles(TIFF* out, const Frame& frame)
{
    constexpr std::uint32_t kSide = 16;
    TIFFSetField(out, TIFFTAG_TILEWIDTH, kSide);
    TIFFSetField(out, TIFFTAG_TILELENGTH, kSide);
    for (std::uint32_t top = 0; top < frame.height; top += kSide) {
        for (std::uint32_t left = 0; left < frame.width; left += kSide) {
            Bytes tile(std::size_t { kSide } * kSide * frame.channels);
            for (std::uint32_t y = top; y < std::min(frame.height, top + kSide); ++y) {
                const auto across = std::min(frame.width - left, kSide) * frame.channels;
                const auto from = (std::size_t { y } * frame.width + left) * frame.channels;
                std::copy_n(&frame.samples[from], across, &tile[std::size_t { y - top } * kSide * frame.channels]);
            }
            TIFFWriteTile(out, tile.data(), left, top, 0, 0);
        }
    }
}

void write_page(TIFF* out, const TiffPage& page)
{
    TIFFSetField(out, TIFFTAG_IMAGEWIDTH, page.frame.width);
    TIFFSetField(out, TIFFTAG_IMAGELENGTH, page.frame.height);
    TIFFSetField(out, TIFFTAG_BITSPERSAMPLE, 8);
    TIFFSetField(out, TIFFTAG_SAMPLESPERPIXEL, page.frame.channels);
    TIFFSetField(out, TIFFTAG_PHOTOMETRIC, page.frame.channels == 1 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB);
    TIFFSetField(out, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(out, TIFFTAG_COMPRESSION, page.compression);
    TIFFSetField(out, TIFFTAG_ORIENTATION, page.orientation);
    if (!page.description.empty())
        TIFFSetField(out, TIFFTAG_IMAGEDESCRIPTION, page.description.c_str());
    if (page.tiled)
        return write_tiles(out, page.frame);
    TIFFSetField(out, TIFFTAG_ROWSPERSTRIP, 8);
    Bytes row(std::size_t { page.frame.width } * page.frame.channels);
    for (std::uint32_t y = 0; y < page.frame.height; ++y) {
        std::copy_n(&page.frame.samples[y * row.size()], row.size(), row.begin());
        TIFFWriteScanline(out, row.data(), y, 0);
    }
}

}  // namespace

Bytes tiff(const std::vector<TiffPage>& pages)
{
    Memory file;
    TIFF* out = open(file);
    for (const auto& page : pages) {
        write_page(out, page);
        TIFFWriteDirectory(out);
    }
    TIFFClose(out);
    return file.bytes;
}

Bytes tiff_with_sub_directory(const Frame& page, const Frame& hidden)
{
    Memory file;
    TIFF* out = open(file);
    const std::uint64_t none = 0;
    TIFFSetField(out, TIFFTAG_SUBIFD, 1, &none);
    write_page(out, { page });
    TIFFWriteDirectory(out);  // the next one becomes the sub-directory
    write_page(out, { hidden });
    TIFFWriteDirectory(out);
    TIFFClose(out);
    return file.bytes;
}

Bytes raw_tiff(const RawTiff& page)
{
    Memory file;
    TIFF* out = open(file);
    TIFFSetField(out, TIFFTAG_IMAGEWIDTH, page.width);
    TIFFSetField(out, TIFFTAG_IMAGELENGTH, page.height);
    TIFFSetField(out, TIFFTAG_BITSPERSAMPLE, page.depth);
    TIFFSetField(out, TIFFTAG_SAMPLESPERPIXEL, page.samples);
    TIFFSetField(out, TIFFTAG_PHOTOMETRIC, page.photometric);
    TIFFSetField(out, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(out, TIFFTAG_COMPRESSION, COMPRESSION_NONE);
    TIFFSetField(out, TIFFTAG_ROWSPERSTRIP, page.height);
    const std::uint16_t alpha = EXTRASAMPLE_UNASSALPHA;
    if (page.alpha)
        TIFFSetField(out, TIFFTAG_EXTRASAMPLES, 1, &alpha);
    const std::size_t colours = page.palette.size() / 3;
    if (colours > 0)
        TIFFSetField(out, TIFFTAG_COLORMAP, page.palette.data(), page.palette.data() + colours, page.palette.data() + 2 * colours);
    Bytes rows = page.rows;
    TIFFWriteEncodedStrip(out, 0, rows.data(), static_cast<tmsize_t>(rows.size()));
    TIFFClose(out);
    return file.bytes;
}

}  // namespace imprimatur::jail::photo::samples
