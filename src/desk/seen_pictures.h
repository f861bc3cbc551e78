// Pictures of what the detectors saw, for a person who wants to see it. They show the original and stay inside.
#pragma once

#include "desk/open_item.h"

#include <cstdint>
#include <vector>

namespace imprimatur::desk {

/// Frames of one file that are drawn: the first, and those in which something was found.
inline constexpr std::size_t kMaxSeenPictures = 24;

/// Draws the frames of `item.seen`. A frame that cannot be drawn is left out: the report has its findings.
Result<std::vector<SeenPicture>> draw_seen(Reader& reader, FrameWindows& windows, const Opened& opened, const ExaminedItem& item);

}  // namespace imprimatur::desk
