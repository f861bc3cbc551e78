// Any bytes behind the end of a picture, and as a thumbnail in a Photoshop resource, a JFXX segment and an EXIF block: listed, never
// refused for their own sake, and what is shown says the truth about its size.
#include "jail/photo/exif.h"
#include "jail/photo/raw_thumbnails.h"
#include "photo_decode.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace imprimatur;
    const ByteView bytes(data, size);
    jail::photo::RecordingSink sink;
    jail::photo::Listing listing(sink);
    listing.search("behind the end", bytes);
    listing.hidden_file("thumbnail", bytes);
    jail::photo::list_rgb_thumbnail("thumbnail", bytes, listing);
    jail::photo::list_jfxx(bytes, listing);
    jail::photo::list_photoshop_thumbnail(bytes, size % 2 == 0, listing);
    jail::photo::list_mpf(bytes, bytes, listing);
    std::uint64_t pixels = 0;
    std::size_t pictures = 0;
    for (const auto& object : sink.material.objects) {
        if (!object.picture)
            continue;
        const auto& frame = *object.picture;
        fuzz::hold((frame.channels == 1 || frame.channels == 3)
            && frame.samples.size() == std::size_t { frame.width } * frame.height * frame.channels);
        pixels += std::uint64_t { frame.width } * frame.height;
        ++pictures;
    }
    fuzz::hold(pictures <= limits::kMaxHiddenPictures);
    // A GIF may grow beyond the canvas that it claims, by one picture.
    fuzz::hold(pixels <= limits::kMaxHiddenPixels + limits::kMaxFramePixels);
    fuzz::hold_attributes(sink.material);
    return 0;
}
