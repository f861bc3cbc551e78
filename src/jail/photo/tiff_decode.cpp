#include "jail/photo/exif.h"
#include "jail/photo/ifd.h"
#include "jail/photo/pixels.h"
#include "jail/photo/tiff_pages.h"

namespace imprimatur::jail {

namespace photo {

namespace {

Outcome give_page(TiffFile& file, Listing& listing, MaterialSink& sink)
{
    Transparency transparency(listing);
    auto read = read_tiff_page(file, transparency);
    if (auto* refused = std::get_if<Unreadable>(&read))
        return std::move(*refused);
    auto& page = std::get<TiffPage>(read);
    if (page.deep)
        sink.note("16 bits a sample were scaled to 8");
    if (page.extra > 0)
        listing.hidden_picture("extra channels", page.extra);
    if (auto refused = transparency.report(page.orientation))
        return refused;
    if (listing.stopped())
        return listing.outcome();
    return give(sink, std::move(page.frame), page.orientation);
}

Outcome decode(ByteView bytes, MaterialSink& sink)
{
    const auto header = tiff_header(bytes);
    if (!header)
        return malformed("the header of the TIFF file is not valid");
    sink.describe(MediaKind::Tiff, header->big_tiff ? "BigTIFF" : "TIFF");
    Listing listing(sink);
    const auto pages = list_tiff(bytes, listing);
    if (listing.stopped())
        return listing.outcome();
    TiffFile file(bytes, false);
    if (file.tiff() == nullptr || file.failed())
        return malformed("the first directory of the TIFF file is damaged");
    std::size_t read = 0;
    do {
        if (auto refused = give_page(file, listing, sink))
            return refused;
        ++read;
    } while (TIFFReadDirectory(file.tiff()) != 0);
    if (file.failed() || read != pages)
        return malformed("not every page of the TIFF file could be read");
    return std::nullopt;
}

}  // namespace

}  // namespace photo

bool recognises_tiff(ByteView file) { return photo::tiff_header(file).has_value(); }

Outcome decode_tiff(ByteView file, MaterialSink& sink)
{
    return photo::within_memory([&] { return photo::decode(file, sink); });
}

}  // namespace imprimatur::jail
