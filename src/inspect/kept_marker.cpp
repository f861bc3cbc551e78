#include "inspect/kept_marker.h"

#include "inspect/similar_text.h"

#include <algorithm>

namespace imprimatur::inspect {

namespace {

constexpr std::size_t kCharactersAnEdit = 4;

// The second look draws its boxes more widely.
constexpr double kSlack = 6;
constexpr double kMostlyOnIt = 0.7;

struct Extent {
    double left, top, right, bottom;
    [[nodiscard]] double area() const { return std::max(0.0, right - left) * std::max(0.0, bottom - top); }
};

Extent extent_of(const Quad& quad, double scale, double slack)
{
    const auto [left, right] = std::minmax({ quad.corners[0].x, quad.corners[1].x, quad.corners[2].x, quad.corners[3].x });
    const auto [top, bottom] = std::minmax({ quad.corners[0].y, quad.corners[1].y, quad.corners[2].y, quad.corners[3].y });
    return { left * scale - slack, top * scale - slack, right * scale + slack, bottom * scale + slack };
}

bool lies_on(const Extent& box, const Extent& marker)
{
    const Extent both { std::max(box.left, marker.left), std::max(box.top, marker.top), std::min(box.right, marker.right),
        std::min(box.bottom, marker.bottom) };
    return box.area() > 0 && both.area() >= kMostlyOnIt * box.area();
}

std::u32string letters(const std::string& text)
{
    auto plain = without_accents(text);
    std::erase_if(plain, [](char32_t point) { return !is_letter_or_digit(point); });
    return look_alike(plain);
}

/// Word by word: a name of three letters behind a long marker would be few edits of the whole line.
bool says_no_more_than(const std::string& again, const std::u32string& marker)
{
    const auto words = words_of(without_accents(again));
    return std::all_of(words.begin(), words.end(), [&](const std::u32string& word) {
        const auto same = look_alike(word);
        return edits(same, marker, false) * kCharactersAnEdit <= same.size();
    });
}

}  // namespace

bool is_a_marker_again(const TextBox& again, const std::vector<KeptMarker>& markers, double scale)
{
    const Extent place = extent_of(again.quad, 1, 0);
    return std::any_of(markers.begin(), markers.end(), [&](const KeptMarker& marker) {
        return lies_on(place, extent_of(marker.quad, scale, kSlack)) && says_no_more_than(again.text, letters(marker.text));
    });
}

}  // namespace imprimatur::inspect
