// A Finding: what identifies, where it stands, how sure we are. It never holds the value itself.
#pragma once

#include "imprimatur/model/identifier.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace imprimatur {

/// Pixels, origin at the top left of the picture as it is shown.
struct Point {
    double x = 0;
    double y = 0;
};

/// Corners clockwise from the top left of the text.
struct Quad {
    std::array<Point, 4> corners {};
};

/// Half-open pixel rectangle: columns x .. x+width-1, rows y .. y+height-1.
struct Rect {
    std::int32_t x = 0;
    std::int32_t y = 0;
    std::int32_t width = 0;
    std::int32_t height = 0;
    friend bool operator==(const Rect&, const Rect&) = default;
};

/// The rule of a finding whose place a detector would have covered and a person wanted open.
inline constexpr std::string_view kLeftOpen = "not readable, and left open on request";

/// A rectangle of one frame that is, or will be, one constant.
struct FilledArea {
    std::uint32_t frame = 0;
    Rect rect {};
    friend bool operator==(const FilledArea&, const FilledArea&) = default;
};

struct PixelPlace {
    std::uint32_t frame = 0;  ///< from 0
    Quad quad {};
};
struct AttributePlace {
    std::string tag;  ///< "(0010,0010)", "EXIF:DateTimeOriginal", "PNG:tEXt"
    std::string path;  ///< "(0008,1140)[0]/(0008,1155)": where in the nesting
};
struct PartPlace {
    std::string part;  ///< "thumbnail", "trailing bytes", "icon image", "overlay 6000"
};
struct TextPlace {
    std::string field;  ///< caption, alt_text, hashtags, file_name, name, handle, bio, location, reply_to
    std::size_t start = 0;  ///< Unicode code points from 0
    std::size_t end = 0;  ///< exclusive
};
using Where = std::variant<PixelPlace, AttributePlace, PartPlace, TextPlace>;

struct Finding {
    IdentifierKind kind = IdentifierKind::FreeText;
    Where where {};
    std::string masked;  ///< the shape of the value, "Xxx, Xxxx 99": never the value (see model/mask.h)
    std::string detector;  ///< "pp-ocrv4", "ps3.15 e.1-1", "exif", "words"
    std::string rule;  ///< the rule or table row that spoke, if any
    double confidence = 1;  ///< 0..1
    Action action = Action::Remove;
};

}  // namespace imprimatur
