// Pictures that nobody sees who opens a file: thumbnails, previews, remains behind the end. They are opened with the codecs of the jail,
// one level deep; what they hide in turn is listed by length. A damaged one is listed without its picture: it never refuses the file it is
// in.
#pragma once

#include "jail/codec.h"

#include <set>
#include <vector>

namespace imprimatur::jail::photo {

class HiddenPictures {
public:
    explicit HiddenPictures(MaterialSink& sink);

    [[nodiscard]] bool opens() const { return m_opens; }

    /// The first picture of what may be a whole file of a kind that is read, and the metadata in it. Nothing, and a note that says why,
    /// when it is damaged or passes limits::kMaxHiddenPixels; nothing at all when it is no picture.
    std::optional<Frame> open(std::string_view part, ByteView bytes);

    /// Asked before a picture is made by somebody else: false, and a note, when there is no room for it.
    bool room(std::string_view part, std::uint64_t width, std::uint64_t height);

    /// Whole pictures that stand anywhere inside some bytes, in their order; not those inside them.
    std::vector<ByteView> find(ByteView bytes);
    /// A picture that an index names and that `find` will find again.
    void met(ByteView bytes) { m_met.insert(bytes.data()); }
    [[nodiscard]] bool was_met(ByteView bytes) const { return m_met.contains(bytes.data()); }

    void say(std::string_view part, std::string_view what);

private:
    MaterialSink& m_sink;
    bool m_opens;
    std::size_t m_pictures = 0;
    std::uint64_t m_pixels = 0;
    std::uint64_t m_searched = 0;
    std::set<const std::uint8_t*> m_met {};
};

/// The bytes of the picture that starts here, without what follows it. Nothing when there is none or when it is not whole.
std::optional<ByteView> leading_picture(ByteView bytes);

}  // namespace imprimatur::jail::photo
