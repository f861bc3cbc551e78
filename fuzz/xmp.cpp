// Any bytes as an XMP packet, IPTC datasets, Photoshop resources and an ICC profile.
#include "jail/photo/xmp.h"
#include "jail/photo/icc.h"
#include "jail/photo/photoshop.h"
#include "photo_decode.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace imprimatur;
    jail::photo::RecordingSink sink;
    jail::photo::Listing listing(sink);
    jail::photo::list_xmp({ data, size }, listing);
    jail::photo::list_iptc({ data, size }, listing);
    jail::photo::list_photoshop({ data, size }, listing);
    jail::photo::list_icc({ data, size }, listing);
    fuzz::hold_attributes(sink.material);
    return 0;
}
