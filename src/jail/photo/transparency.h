// What transparency hides: shapes in the alpha channel, and colour that stands under it. A viewer on another background, or a program that
// drops the channel, shows both.
#pragma once

#include "jail/photo/listing.h"

namespace imprimatur::jail::photo {

class Transparency {
public:
    explicit Transparency(Listing& listing)
        : m_listing(listing)
    {
    }

    /// Grey + alpha or RGB + alpha, not premultiplied, onto white.
    void lay_on_white(ByteView samples, Frame& onto);

    /// Says once what was there in all pictures of a file; `orientation` as for the picture itself.
    Outcome report(unsigned orientation = 1);

private:
    struct Seen {
        std::uint64_t transparent = 0;
        bool varies = false;  ///< more than one colour where less than half of it is seen
    };
    static Seen look(ByteView samples, std::size_t colours);
    void keep_colours(ByteView samples, const Frame& like);
    void keep_shape(ByteView samples, const Frame& like);
    void list_shape(std::vector<std::uint8_t> shape, std::uint64_t length, unsigned orientation);

    Listing& m_listing;
    std::uint64_t m_transparent = 0;
    std::uint32_t m_width = 0;
    std::uint32_t m_height = 0;
    Bytes m_least {};  ///< over all frames of this size, where each pixel was least and most opaque
    Bytes m_most {};
    std::vector<Frame> m_colours {};
};

}  // namespace imprimatur::jail::photo
