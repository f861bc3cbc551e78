// Any bytes as an EXIF block, a whole TIFF directory tree and an MPF index.
#include "jail/photo/exif.h"
#include "photo_decode.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace imprimatur;
    jail::photo::RecordingSink sink;
    jail::photo::Listing listing(sink);
    const auto orientation = jail::photo::list_exif({ data, size }, listing);
    fuzz::hold(orientation >= 1 && orientation <= 8);
    static_cast<void>(jail::photo::list_tiff({ data, size }, listing));
    jail::photo::list_mpf({ data, size }, { data, size }, listing);
    fuzz::hold_attributes(sink.material);
    return 0;
}
