// Burning writing into a picture, with what stands where. The same picture without the writing goes along, so that in the end
// the mask is what really changed.
#pragma once

#include "bases.h"
#include "fields.h"
#include "lettering.h"

#include <array>
#include <string>
#include <vector>

namespace imprimatur::pixels {

using Corners = std::array<cv::Point2d, 4>;

enum class Look { Light, Dark, Auto, Boxed, Inverted, Outlined, Shadowed, Xor };
std::string name_of(Look look);

enum class Kind : std::uint8_t { Identifying = 1, Marker = 2, Scale = 3 };

struct Item {
    Kind kind = Kind::Identifying;
    std::string field;
    std::string text;
    Corners quad {};  ///< clockwise as read
    double cap = 0;
    double degrees = 0;  ///< clockwise
    double contrast = 0;  ///< what was asked, as far as the grey range allowed
    Look look = Look::Light;
    std::string font;
    bool at_edge = false;
    bool on_black = false;
    int pixels = 0;  ///< of the mask, in the end
};

struct Burned {
    cv::Mat without, with;  ///< CV_32F, 1 or 3 channels; boxes behind writing are in both
    std::vector<Item> items;
    std::vector<cv::Rect> taken;
};

Burned start(const Base& base);

struct Stroke {
    Text text;
    Lettering lettering;
    cv::Point2d centre;
    double degrees = 0;
    double contrast = 200;
    Look look = Look::Light;
    cv::Scalar tint { 1, 1, 1 };  ///< which channels the ink moves; for colour pictures
};

/// The upright rectangle that the stroke needs.
cv::Rect footprint(const Stroke& stroke);

/// False when it does not fit in the picture or touches what is already there; nothing has changed then.
bool burn(Burned& burned, const Stroke& stroke);

void burn_ruler(Burned& burned, const Ruler& ruler);

}  // namespace imprimatur::pixels
