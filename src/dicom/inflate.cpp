#include "dicom/inflate.h"

#include "base/limits.h"

#include <zlib.h>

#include <algorithm>
#include <limits>

namespace imprimatur::dicom {

namespace {

constexpr int kRawDeflate = -MAX_WBITS;
constexpr std::size_t kChunk = 256 * 1024;
constexpr int kMemoryLevel = 8;  // zlib's default

}  // namespace

std::optional<Inflated> inflate_raw(ByteView deflated)
{
    z_stream stream {};
    if (deflated.size() > std::numeric_limits<uInt>::max() || inflateInit2(&stream, kRawDeflate) != Z_OK)
        return std::nullopt;
    stream.next_in = const_cast<Bytef*>(deflated.data());
    stream.avail_in = static_cast<uInt>(deflated.size());
    Bytes out;
    int state = Z_OK;
    while (state == Z_OK && out.size() <= limits::kMaxDecodedBytes) {
        const std::size_t before = out.size();
        out.resize(before + kChunk);
        stream.next_out = out.data() + before;
        stream.avail_out = kChunk;
        state = inflate(&stream, Z_NO_FLUSH);
        out.resize(out.size() - stream.avail_out);
        if (out.size() == before && state == Z_OK)
            break;
    }
    inflateEnd(&stream);
    if (state != Z_STREAM_END || out.size() > limits::kMaxDecodedBytes)
        return std::nullopt;
    return Inflated { std::move(out), deflated.size() - stream.avail_in };
}

Bytes deflate_raw(ByteView bytes)
{
    z_stream stream {};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kRawDeflate, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    Bytes out(deflateBound(&stream, bytes.size()));
    stream.next_in = const_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    const int state = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return state == Z_STREAM_END ? out : Bytes {};
}

}  // namespace imprimatur::dicom
