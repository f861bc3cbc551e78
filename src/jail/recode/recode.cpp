#include "jail/recode/recode.h"
#include "jail/recode/families.h"
#include "jail/recode/paint.h"

#include "base/limits.h"

#include <algorithm>
#include <array>

namespace imprimatur::jail {

namespace {

using recode::malformed;
using recode::unsupported;

/// Rows times rectangles is the work of Cover; a page of writing has some hundred lines.
constexpr std::size_t kMaxRects = 10'000;

struct Syntax {
    std::string_view uid;
    FilledOrNot (*fill)(const recode::Job&);
};

FilledOrNot native_little(const recode::Job& job) { return recode::fill_native(job, false); }
FilledOrNot native_big(const recode::Job& job) { return recode::fill_native(job, true); }
FilledOrNot jpeg_full(const recode::Job& job) { return recode::fill_jpeg(job, true); }
FilledOrNot jpeg_spectral(const recode::Job& job) { return recode::fill_jpeg(job, false); }
FilledOrNot lossless_any(const recode::Job& job) { return recode::fill_jpeg_lossless(job, false); }
FilledOrNot lossless_first_order(const recode::Job& job) { return recode::fill_jpeg_lossless(job, true); }

/// PS3.5 8.2.1: process 2 has 8 bits a sample, process 4 has 12. Each codec checks the precision that the code stream names.
FilledOrNot jpeg_extended(const recode::Job& job)
{
    return job.shape.bits_stored > 8 ? recode::fill_jpeg_12bit(job) : recode::fill_jpeg(job, true);
}

// PS3.6 Table A-1.
constexpr std::array kSyntaxes {
    Syntax { "1.2.840.10008.1.2", native_little },
    Syntax { "1.2.840.10008.1.2.1", native_little },
    Syntax { "1.2.840.10008.1.2.1.99", native_little },
    Syntax { "1.2.840.10008.1.2.2", native_big },
    Syntax { "1.2.840.10008.1.2.5", recode::fill_rle },
    Syntax { "1.2.840.10008.1.2.4.50", jpeg_full },
    Syntax { "1.2.840.10008.1.2.4.51", jpeg_extended },
    Syntax { "1.2.840.10008.1.2.4.53", jpeg_spectral },
    Syntax { "1.2.840.10008.1.2.4.55", jpeg_full },
    Syntax { "1.2.840.10008.1.2.4.57", lossless_any },
    Syntax { "1.2.840.10008.1.2.4.70", lossless_first_order },
    Syntax { "1.2.840.10008.1.2.4.80", recode::fill_jpeg_ls },
    Syntax { "1.2.840.10008.1.2.4.81", recode::fill_jpeg_ls },
    Syntax { "1.2.840.10008.1.2.4.90", recode::fill_jpeg2000 },
    Syntax { "1.2.840.10008.1.2.4.91", recode::fill_jpeg2000 },
};

struct Known {
    std::string_view uid;
    const char* name;
};
constexpr std::array kNoEncoder {
    Known { "1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 (lossless only)" },
    Known { "1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 with RPCL (lossless only)" },
    Known { "1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000" },
    Known { "1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 multi-component (lossless only)" },
    Known { "1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2 multi-component" },
    Known { "1.2.840.10008.1.2.4.100", "MPEG2" },
    Known { "1.2.840.10008.1.2.4.101", "MPEG2" },
    Known { "1.2.840.10008.1.2.4.102", "MPEG-4" },
    Known { "1.2.840.10008.1.2.4.103", "MPEG-4" },
    Known { "1.2.840.10008.1.2.4.104", "MPEG-4" },
    Known { "1.2.840.10008.1.2.4.105", "MPEG-4" },
    Known { "1.2.840.10008.1.2.4.106", "MPEG-4" },
    Known { "1.2.840.10008.1.2.4.107", "HEVC" },
    Known { "1.2.840.10008.1.2.4.108", "HEVC" },
    Known { "1.2.840.10008.1.2.4.110", "JPEG XL (lossless)" },
    Known { "1.2.840.10008.1.2.4.111", "JPEG XL (JPEG recompression)" },
    Known { "1.2.840.10008.1.2.4.112", "JPEG XL" },
};

Unreadable no_encoder(std::string_view syntax)
{
    const auto* known = std::find_if(kNoEncoder.begin(), kNoEncoder.end(), [&](const Known& k) { return k.uid == syntax; });
    // Only names of ours reach the sentence; the file's own text does not.
    return unsupported(std::string("rectangles cannot be filled in ") + (known == kNoEncoder.end() ? "this transfer syntax" : known->name));
}

std::optional<Unreadable> check_shape(const dicom::FrameShape& shape)
{
    if (shape.rows == 0 || shape.columns == 0)
        return malformed("the picture has no rows or no columns");
    if (shape.rows > limits::kMaxSide || shape.columns > limits::kMaxSide
        || std::uint64_t { shape.rows } * shape.columns > limits::kMaxFramePixels)
        return photo::too_large("the picture passes the limit of pixels");
    if (shape.samples != 1 && shape.samples != 3)
        return unsupported("samples per pixel other than 1 or 3");
    if (shape.bits_allocated != 1 && shape.bits_allocated != 8 && shape.bits_allocated != 16 && shape.bits_allocated != 32)
        return unsupported("bits allocated other than 1, 8, 16 or 32");
    if (shape.bits_stored == 0 || shape.bits_stored > shape.bits_allocated || shape.high_bit >= shape.bits_allocated
        || shape.high_bit + 1 < shape.bits_stored)
        return malformed("Bits Stored and High Bit do not fit Bits Allocated");
    const std::uint64_t bits = std::uint64_t { shape.rows } * shape.columns * shape.samples * shape.bits_allocated;
    if (bits / 8 > limits::kMaxDecodedBytes)
        return photo::too_large("the frame passes the limit of decoded pixels");
    return std::nullopt;
}

bool inside(const Rect& rect, const dicom::FrameShape& shape)
{
    return rect.x >= 0 && rect.y >= 0 && rect.width > 0 && rect.height > 0
        && std::int64_t { rect.x } + rect.width <= std::int64_t { shape.columns }
    && std::int64_t { rect.y } + rect.height <= std::int64_t { shape.rows };
}

}  // namespace

FilledOrNot fill_frame(ByteView encoded, std::string_view transfer_syntax, const dicom::FrameShape& shape, const std::vector<Rect>& rects,
    std::uint32_t palette_black)
{
    const auto* syntax = std::find_if(kSyntaxes.begin(), kSyntaxes.end(), [&](const Syntax& s) { return s.uid == transfer_syntax; });
    if (syntax == kSyntaxes.end())
        return no_encoder(transfer_syntax);
    if (auto refused = check_shape(shape))
        return *refused;
    if (rects.size() > kMaxRects)
        return photo::too_large("more rectangles than the limit");
    if (!std::all_of(rects.begin(), rects.end(), [&](const Rect& rect) { return inside(rect, shape); }))
        return malformed("a rectangle to fill is not inside the picture");
    const recode::Job job { encoded, shape, rects, palette_black };
    return photo::within_memory([&] { return syntax->fill(job); });
}

}  // namespace imprimatur::jail
