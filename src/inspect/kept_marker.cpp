#include "inspect/kept_marker.h"

#include "inspect/quad_extent.h"
#include "inspect/similar_text.h"

#include <algorithm>
#include <cmath>

namespace imprimatur::inspect {

namespace {

constexpr std::size_t kCharactersAnEdit = 4;

constexpr std::size_t kLong = 4;  // letters and digits; kept_marker.h says why

// The second look draws its boxes more widely.
constexpr double kSlack = 6;
constexpr double kMostlyOnIt = 0.7;

// Pieces of one line: a blank between them, of the lower one's height.
constexpr double kMostGap = 0.6;
constexpr double kSameLine = 0.5;

double area(const Extent& extent) { return std::max(0.0, extent.right - extent.left) * std::max(0.0, extent.bottom - extent.top); }

Extent around(const Quad& quad, double scale)
{
    const auto [left, top, right, bottom] = extent_of(quad);
    return { left * scale - kSlack, top * scale - kSlack, right * scale + kSlack, bottom * scale + kSlack };
}

Extent without_slack(const Extent& extent)
{
    return { extent.left + kSlack, extent.top + kSlack, extent.right - kSlack, extent.bottom - kSlack };
}

bool lies_on(const Extent& box, const Extent& marker)
{
    const Extent both { std::max(box.left, marker.left), std::max(box.top, marker.top), std::min(box.right, marker.right),
        std::min(box.bottom, marker.bottom) };
    return area(box) > 0 && area(both) >= kMostlyOnIt * area(box);
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

/// What a second reader may read in one.
struct Line {
    Extent extent;  ///< in the pixels of the copy
    std::u32string letters;
};

double shared(double from, double to, double other_from, double other_to) { return std::min(to, other_to) - std::max(from, other_from); }

/// Does `right` stand behind `left` on one line? Not when it lies on it: two looks at one marker are no two pieces.
bool goes_on(const Extent& left, const Extent& right)
{
    const double height = std::min(left.bottom - left.top, right.bottom - right.top);
    const double gap = right.left - left.right;
    return std::abs(gap) <= kMostGap * height && shared(left.top, left.bottom, right.top, right.bottom) >= kSameLine * height;
}

/// Those under `place`, from left to right.
std::vector<Line> markers_under(const Extent& place, std::span<const KeptMarker> markers, double scale)
{
    std::vector<Line> under;
    for (const auto& marker : markers) {
        const Extent at = around(marker.quad, scale);
        if (shared(place.left, place.right, at.left, at.right) <= 0 || shared(place.top, place.bottom, at.top, at.bottom) <= 0)
            continue;
        under.push_back({ at, letters(marker.text) });
    }
    std::sort(under.begin(), under.end(), [](const Line& a, const Line& b) { return a.extent.left < b.extent.left; });
    return under;
}

/// The markers themselves, and every run of them that the first look found in pieces: "Dist 59.8" and "mm".
std::vector<Line> lines_of(const std::vector<Line>& markers)
{
    std::vector<Line> lines = markers;
    for (std::size_t first = 0; first < markers.size(); ++first) {
        Line line = markers[first];
        Extent last = line.extent;
        for (std::size_t next = first + 1; next < markers.size(); ++next) {
            const Extent& more = markers[next].extent;
            if (!goes_on(without_slack(last), without_slack(more)))
                continue;
            line.extent = { line.extent.left, std::min(line.extent.top, more.top), more.right, std::max(line.extent.bottom, more.bottom) };
            line.letters += markers[next].letters;
            lines.push_back(line);
            last = more;
        }
    }
    return lines;
}

}  // namespace

std::span<const KeptMarker> markers_of(std::span<const KeptMarker> markers, std::uint32_t frame)
{
    const auto [first, last] = std::ranges::equal_range(markers, frame, {}, &KeptMarker::frame);
    return { first, last };
}

bool is_a_marker_again(const TextBox& again, std::span<const KeptMarker> markers, double scale)
{
    const Extent place = extent_of(again.quad);
    const auto lines = lines_of(markers_under(place, markers, scale));
    return std::any_of(lines.begin(), lines.end(),
        [&](const Line& line) { return lies_on(place, line.extent) && says_no_more_than(again.text, line.letters); });
}

bool lies_on_a_long_marker(const TextBox& again, std::span<const KeptMarker> markers, double scale)
{
    const Extent place = extent_of(again.quad);
    return std::any_of(markers.begin(), markers.end(),
        [&](const KeptMarker& marker) { return lies_on(place, around(marker.quad, scale)) && letters(marker.text).size() >= kLong; });
}

}  // namespace imprimatur::inspect
