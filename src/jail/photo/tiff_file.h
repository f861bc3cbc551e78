// libtiff over bytes in memory: its messages are counted and never printed.
#pragma once

#include "base/byte_reader.h"

#include <memory>
#include <tiffio.h>

namespace imprimatur::jail::photo {

class TiffFile {
public:
    /// With `header_only` no directory is loaded: IFD0 of an EXIF block has no picture, and libtiff would object.
    TiffFile(ByteView bytes, bool header_only);
    ~TiffFile();
    TiffFile(const TiffFile&) = delete;
    TiffFile& operator=(const TiffFile&) = delete;

    [[nodiscard]] TIFF* tiff() const { return m_tiff; }
    [[nodiscard]] bool failed() const { return m_errors > 0; }
    void forget_warnings() { m_warnings = 0; }
    [[nodiscard]] bool warned() const { return m_warnings > 0; }

private:
    static int count_error(TIFF*, void* self, const char*, const char*, va_list);
    static int count_warning(TIFF*, void* self, const char*, const char*, va_list);
    static tmsize_t read(thandle_t self, void* to, tmsize_t count);
    static toff_t seek(thandle_t self, toff_t offset, int whence);
    static int map(thandle_t self, void** start, toff_t* length);
    static toff_t size(thandle_t self);

    ByteView m_bytes;
    std::uint64_t m_at = 0;
    TIFF* m_tiff = nullptr;
    unsigned m_errors = 0;
    unsigned m_warnings = 0;
};

}  // namespace imprimatur::jail::photo
