// What the window hides. Writing that was burnt in at values beyond the window, on a ground that is beyond it too, is all white or all
// black in the picture a viewer shows, and whole in the stored values: one turn of the window makes it readable. Not promised: writing
// whose contrast lies inside the window and below a few of its 256 levels.
#pragma once

#include "jail/dicom_samples.h"

namespace imprimatur::jail {

class OutsideWindow {
public:
    /// `rows` times `columns` values of one sample a frame.
    explicit OutsideWindow(const StoredPixels& pixels)
        : m_pixels(pixels)
    {
    }

    /// One frame as it is shown, 8 bits a pixel, over the values that it was made of.
    void see(std::uint64_t frame, const Frame& shown);

    /// The brightest of what is all white and the darkest of what is all black, over all frames; nothing when no edge is hidden there.
    /// Between the two stands grey. How many values there are goes into `count`.
    std::optional<Frame> picture(std::uint64_t& count) const;

private:
    /// Projection of one side over the frames.
    struct Side {
        std::vector<std::int32_t> values {};
        std::vector<bool> seen {};
        std::uint64_t count = 0;
        void add(std::size_t at, std::int32_t value, bool brightest);
    };
    [[nodiscard]] bool has_edges(const Side& side) const;
    static void draw(const Side& side, std::uint8_t from, std::uint8_t to, Frame& frame);

    const StoredPixels& m_pixels;
    std::uint32_t m_width = 0;
    std::uint32_t m_height = 0;
    Side m_white {};
    Side m_black {};
    bool m_white_is_high = true;
    double m_level = 0;  ///< stored values that share one of the 256 levels
};

}  // namespace imprimatur::jail
