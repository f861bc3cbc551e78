// The structure of TIFF 6.0 and BigTIFF: header, image file directories, entries. No meaning here; exif.h has that.
#pragma once

#include "base/byte_reader.h"

#include <optional>
#include <vector>

namespace imprimatur::jail::photo {

struct TiffHeader {
    bool big_endian = false;
    bool big_tiff = false;  ///< 64-bit offsets
    std::uint64_t first = 0;
};

/// Field types of TIFF 6.0 section 2, of EXIF, and of BigTIFF.
enum class FieldType : std::uint16_t {
    Byte = 1,
    Ascii,
    Short,
    Long,
    Rational,
    SByte,
    Undefined,
    SShort,
    SLong,
    SRational,
    Float,
    Double,
    Ifd,
    Long8 = 16,
    SLong8,
    Ifd8
};

/// Bytes of one value; 1 for types nobody knows.
std::size_t size_of(FieldType type);

struct IfdEntry {
    std::uint16_t tag = 0;
    FieldType type = FieldType::Undefined;
    std::uint64_t count = 0;
    std::uint64_t length = 0;  ///< count times the size of the type; the largest number when that overflows
    std::uint64_t at = 0;  ///< where the value stands in the block
};

struct Ifd {
    std::uint64_t at = 0;
    std::uint64_t length = 0;
    std::vector<IfdEntry> entries;
    std::uint64_t next = 0;
    bool whole = true;  ///< false: the directory says it has more entries than the block can hold
};

std::optional<TiffHeader> tiff_header(ByteView block);
std::optional<Ifd> read_ifd(ByteView block, const TiffHeader& header, std::uint64_t at);

/// Nothing when the value does not stand inside the block.
std::optional<ByteView> value_bytes(ByteView block, const IfdEntry& entry);

/// Unsigned integers of an entry, at most `limit` of them.
std::vector<std::uint64_t> unsigned_values(ByteView bytes, FieldType type, bool big_endian, std::size_t limit);

}  // namespace imprimatur::jail::photo
