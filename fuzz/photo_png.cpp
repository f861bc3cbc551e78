// Any chunks as a PNG file: refused, or frames that say the truth about their size. Checksums are put right first, so
// that what the fuzzer changes is read at all.
#include "base/byte_reader.h"
#include "jail/photo/recording_sink.h"
#include "photo_decode.h"

#include <zlib.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace imprimatur;
    constexpr std::size_t kSignature = 8;
    Bytes file(data, data + size);
    ByteReader reader(file);
    for (bool more = reader.skip(kSignature); more;) {
        const auto length = reader.u32(true);
        const auto typed = length ? reader.take(std::size_t { *length } + 4) : std::nullopt;
        const auto at = reader.position();
        more = typed && reader.skip(4);
        if (!more)
            break;
        const auto crc = crc32(0, typed->data(), static_cast<uInt>(typed->size()));
        for (std::size_t i = 0; i < 4; ++i)
            file[at + i] = static_cast<std::uint8_t>(crc >> (24 - 8 * i));
    }
    return fuzz::decode_photo(jail::decode_png, file);
}
