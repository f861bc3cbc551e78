// Any bytes as an encoded frame, as samples and as an ICC profile. The first byte chooses the format, the next seven the shape. What
// was cleaned is clean: a second time removes nothing and changes nothing.
#include "dicom/codestream/codestream.h"

#include <cstdlib>

namespace {

using namespace imprimatur;
using namespace imprimatur::dicom;

void hold(bool promise)
{
    if (!promise)
        std::abort();
}

CleanedStream clean(unsigned format, ByteView frame, const FrameShape& shape)
{
    switch (format) {
    case 0: return clean_jpeg(frame);
    case 1: return clean_jpeg_ls(frame);
    case 2: return clean_jpeg2000(frame);
    default: return clean_rle(frame, shape);
    }
}

void hold_stream(unsigned format, ByteView frame, const FrameShape& shape)
{
    const auto once = clean(format, frame, shape);
    const auto* stream = std::get_if<CleanStream>(&once);
    if (stream == nullptr)
        return;
    hold(stream->bytes.size() % 2 == 0);
    for (const auto& residue : stream->removed)
        hold(!residue.what.empty() && residue.bytes.size() <= 64 * 1024);
    const auto again = clean(format, stream->bytes, shape);
    const auto* second = std::get_if<CleanStream>(&again);
    hold(second != nullptr && second->removed.empty() && second->bytes == stream->bytes);
}

void hold_samples(ByteView samples, const FrameShape& shape, bool big_endian)
{
    Bytes copy(samples.begin(), samples.end());
    const bool changed = clear_unused_bits(copy, shape, big_endian);
    hold(changed == !std::equal(copy.begin(), copy.end(), samples.begin()));
    hold(!clear_unused_bits(copy, shape, big_endian));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::size_t kChoices = 8;
    if (size < kChoices)
        return 0;
    const ByteView bytes { data + kChoices, size - kChoices };
    FrameShape shape;
    shape.rows = data[1];
    shape.columns = data[2];
    shape.samples = data[3] & 3;
    shape.bits_allocated = static_cast<std::uint16_t>(8 * (data[4] & 7));
    shape.bits_stored = data[5] & 63;
    shape.high_bit = data[6] & 63;
    shape.is_signed = (data[7] & 1) != 0;
    const unsigned format = data[0] % 6;
    if (format < 4) {
        hold_stream(format, bytes, shape);
    } else if (format == 4) {
        hold_samples(bytes, shape, (data[7] & 2) != 0);
    } else {
        const auto once = clean_icc(bytes);
        hold(clean_icc(once) == once);
    }
    return 0;
}
