// Any bytes as a JPEG file: refused, or frames that say the truth about their size.
#include "jail/photo/recording_sink.h"
#include "photo_decode.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return imprimatur::fuzz::decode_photo(imprimatur::jail::decode_jpeg, { data, size });
}
