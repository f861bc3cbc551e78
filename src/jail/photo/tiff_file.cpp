#include "jail/photo/tiff_file.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace imprimatur::jail::photo {

namespace {

/// A strip or tile of the largest picture as 16-bit RGBA stays below; a header cannot ask for more.
constexpr tmsize_t kMaxPiece = tmsize_t { 1 } << 30;

tmsize_t no_write(thandle_t, void*, tmsize_t) { return 0; }
int no_close(thandle_t) { return 0; }
void no_unmap(thandle_t, void*, toff_t) { }

}  // namespace

TiffFile::TiffFile(ByteView bytes, bool header_only)
    : m_bytes(bytes)
{
    const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(TIFFOpenOptionsAlloc(), TIFFOpenOptionsFree);
    if (!options)
        return;
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), kMaxPiece);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), count_error, this);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), count_warning, this);
    m_tiff = TIFFClientOpenExt("", header_only ? "rh" : "r", this, read, no_write, seek, no_close, size, map, no_unmap, options.get());
}

TiffFile::~TiffFile()
{
    if (m_tiff != nullptr)
        TIFFClose(m_tiff);
}

int TiffFile::count_error(TIFF*, void* self, const char*, const char*, va_list)
{
    ++static_cast<TiffFile*>(self)->m_errors;
    return 1;
}

int TiffFile::count_warning(TIFF*, void* self, const char*, const char*, va_list)
{
    ++static_cast<TiffFile*>(self)->m_warnings;
    return 1;
}

tmsize_t TiffFile::read(thandle_t self, void* to, tmsize_t count)
{
    auto& file = *static_cast<TiffFile*>(self);
    if (count <= 0 || file.m_at >= file.m_bytes.size())
        return 0;
    const auto there = std::min<std::size_t>(static_cast<std::size_t>(count), file.m_bytes.size() - file.m_at);
    std::memcpy(to, file.m_bytes.data() + file.m_at, there);
    file.m_at += there;
    return static_cast<tmsize_t>(there);
}

toff_t TiffFile::seek(thandle_t self, toff_t offset, int whence)
{
    auto& file = *static_cast<TiffFile*>(self);
    const toff_t base = whence == SEEK_CUR ? file.m_at : whence == SEEK_END ? file.m_bytes.size() : 0;
    file.m_at = base + offset;
    return file.m_at;
}

/// Without a mapping libtiff 4.5.0 refuses small uncompressed tiles: it compares their length with its rounded buffer.
int TiffFile::map(thandle_t self, void** start, toff_t* length)
{
    const auto bytes = static_cast<TiffFile*>(self)->m_bytes;
    *start = const_cast<std::uint8_t*>(bytes.data());  // opened for reading
    *length = bytes.size();
    return 1;
}

toff_t TiffFile::size(thandle_t self) { return static_cast<TiffFile*>(self)->m_bytes.size(); }

}  // namespace imprimatur::jail::photo
