#include "inspect/ultrasound_regions.h"

#include "inspect/content_boxes.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace imprimatur::inspect {

namespace {

// Seen in practice: one to eight.
constexpr std::size_t kMaxRegions = 64;

constexpr double kLeastShare = 1.0 / 6;
constexpr double kMostShare = 0.97;

// A device's frame is painted on one colour.
constexpr double kGroundShare = 0.6;

// A band of patient data is at most a quarter of the picture; a deeper one says that the regions leave out part of the image.
constexpr std::int32_t kBandDivisor = 4;

// A line of writing or a block of a few; a grey bar or a second picture is taller.
constexpr std::int32_t kTallLine = 60;
constexpr std::size_t kMaxBoxes = 60;
constexpr std::int32_t kTallLetter = 28;
constexpr int kLetterContrast = 40;

constexpr std::string_view kSequence = "(0018,6011)[";

struct Corners {
    std::optional<std::int32_t> x0, y0, x1, y1;
};

std::optional<std::int32_t> whole_number(const std::string& value)
{
    std::int32_t number = 0;
    const auto end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end)
        return std::nullopt;
    return number;
}

std::optional<Rect> rect_of(const Corners& corners, const Frame& frame)
{
    if (!corners.x0 || !corners.y0 || !corners.x1 || !corners.y1)
        return std::nullopt;
    const auto width = static_cast<std::int32_t>(frame.width);
    const auto height = static_cast<std::int32_t>(frame.height);
    if (*corners.x0 < 0 || *corners.y0 < 0 || *corners.x1 <= *corners.x0 || *corners.y1 <= *corners.y0 || *corners.x1 > width
        || *corners.y1 > height)
        return std::nullopt;
    const std::int32_t right = std::min(*corners.x1, width - 1);
    const std::int32_t bottom = std::min(*corners.y1, height - 1);
    return Rect { *corners.x0, *corners.y0, right - *corners.x0 + 1, bottom - *corners.y0 + 1 };
}

bool holds(const Rect& rect, std::int32_t x, std::int32_t y)
{
    return x >= rect.x && y >= rect.y && x < rect.x + rect.width && y < rect.y + rect.height;
}

/// Where the band has to end so that no letter is cut in two: down (or up) from `edge` as long as content goes on.
std::int32_t past_letters(const Frame& frame, std::int32_t edge, std::int32_t step, int ground)
{
    const auto width = static_cast<std::int32_t>(frame.width);
    const auto content
        = [&](std::int32_t x, std::int32_t y) { return x >= 0 && x < width && std::abs(grey_at(frame, x, y) - ground) >= kLetterContrast; };
    for (std::int32_t rows = 0; rows < kTallLetter; ++rows) {
        const std::int32_t y = edge + rows * step;
        if (y - step < 0 || y < 0 || std::max(y, y - step) >= static_cast<std::int32_t>(frame.height))
            return y;
        bool goes_on = false;
        for (std::int32_t x = 0; x < width && !goes_on; ++x)
            goes_on = content(x, y) && (content(x - 1, y - step) || content(x, y - step) || content(x + 1, y - step));
        if (!goes_on)
            return y;
    }
    return edge;  // no letter is so tall: it is the image
}

bool holds_anything(const std::vector<Rect>& boxes, const Rect& band)
{
    return std::any_of(
        boxes.begin(), boxes.end(), [&](const Rect& box) { return box.y < band.y + band.height && box.y + box.height > band.y; });
}

}  // namespace

std::vector<Rect> ultrasound_regions(const Material& material, const Frame& frame)
{
    std::map<std::string, Corners, std::less<>> items;
    for (const auto& attribute : material.attributes) {
        const std::string_view path = attribute.path;
        if (!path.starts_with(kSequence) || path.find('/') != path.rfind('/') || attribute.binary)
            continue;
        const auto tag = path.substr(std::min(path.size(), path.find('/') + 1));
        auto& corners = items[std::string(path.substr(0, path.find('/')))];
        if (tag == "(0018,6018)")
            corners.x0 = whole_number(attribute.value);
        else if (tag == "(0018,601A)")
            corners.y0 = whole_number(attribute.value);
        else if (tag == "(0018,601C)")
            corners.x1 = whole_number(attribute.value);
        else if (tag == "(0018,601E)")
            corners.y1 = whole_number(attribute.value);
    }
    std::vector<Rect> regions;
    for (const auto& [path, corners] : items) {
        const auto rect = rect_of(corners, frame);
        if (!rect.has_value() || items.size() > kMaxRegions)
            return {};
        regions.push_back(*rect);
    }
    return regions;
}

std::vector<Rect> outside_ultrasound_regions(const Frame& frame, const std::vector<Rect>& regions, bool top_only)
{
    if (regions.empty() || !is_whole(frame))
        return {};
    const auto width = static_cast<std::int32_t>(frame.width);
    const auto height = static_cast<std::int32_t>(frame.height);
    const Area outside = [&](std::int32_t x, std::int32_t y) {
        return std::none_of(regions.begin(), regions.end(), [&](const Rect& region) { return holds(region, x, y); });
    };
    const Ground ground = ground_of(frame, outside);
    const double inside = 1 - static_cast<double>(ground.pixels) / (static_cast<double>(width) * height);
    if (inside < kLeastShare || inside > kMostShare || ground.share < kGroundShare)
        return {};
    std::int32_t top = height;
    std::int32_t bottom = 0;
    for (const auto& region : regions) {
        top = std::min(top, region.y);
        bottom = std::max(bottom, region.y + region.height);
    }
    const auto boxes = content_boxes(frame, outside, ground.level, kMaxBoxes);
    std::vector<Rect> fills;
    const Rect above { 0, 0, width, top };
    const Rect below { 0, bottom, width, height - bottom };
    if (top > 0 && top <= height / kBandDivisor && holds_anything(boxes, above))
        fills.push_back({ 0, 0, width, past_letters(frame, top, 1, ground.level) });
    if (top_only)
        return fills;
    if (below.height > 0 && below.height <= height / kBandDivisor && holds_anything(boxes, below))
        fills.push_back({ 0, past_letters(frame, bottom - 1, -1, ground.level) + 1, width, 0 });
    if (!fills.empty() && fills.back().height == 0)
        fills.back().height = height - fills.back().y;
    for (const auto& box : boxes) {
        const bool banded = std::any_of(
            fills.begin(), fills.end(), [&](const Rect& band) { return box.y >= band.y && box.y + box.height <= band.y + band.height; });
        if (!banded && box.height <= kTallLine)
            fills.push_back(box);
    }
    return fills;
}

}  // namespace imprimatur::inspect
