#include "recall_misses.h"

#include "picture_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <map>

namespace imprimatur::bench {

namespace {

constexpr std::size_t kShown = 10;
constexpr int kAround = 24;  // pixels shown beside a miss
constexpr int kLongestCrop = 1600;

std::string range(double value, const std::vector<double>& ends)
{
    double low = 0;
    for (const double end : ends) {
        if (value < end)
            return fmt::format("{:g} to {:g}", low, end);
        low = end;
    }
    return fmt::format("{:g} and more", low);
}

std::string turned(double degrees)
{
    const double apart = std::abs(std::remainder(degrees, 90.0));
    if (apart >= 1)
        return apart <= 7 ? "leaning" : "oblique";
    const auto quarters = static_cast<int>(std::lround(std::fmod(degrees + 360, 360) / 90)) % 4;
    return quarters == 0 ? "upright" : quarters == 2 ? "upside down" : "turned by 90";
}

void stretch(Frame& frame)
{
    const auto [low, high] = std::minmax_element(frame.samples.begin(), frame.samples.end());
    const int from = *low;
    const int spread = std::max(1, *high - from);
    for (auto& sample : frame.samples)
        sample = static_cast<std::uint8_t>((sample - from) * 255 / spread);
}

Frame crop(const Frame& frame, const Rect& part)
{
    Frame result { static_cast<std::uint32_t>(part.width), static_cast<std::uint32_t>(part.height), frame.channels, {} };
    for (int y = part.y; y < part.y + part.height; ++y) {
        const auto row = frame.samples.begin()
            + static_cast<std::ptrdiff_t>((static_cast<std::size_t>(y) * frame.width + static_cast<std::size_t>(part.x)) * frame.channels);
        result.samples.insert(result.samples.end(), row, row + static_cast<std::ptrdiff_t>(part.width) * frame.channels);
    }
    return result;
}

/// The picture with what is covered in half light.
Frame shaded(Frame frame, const std::vector<Rect>& boxes)
{
    const auto covered = covered_pixels(frame, boxes);
    for (std::size_t i = 0; i < frame.samples.size(); ++i) {
        if (covered[i / frame.channels])
            frame.samples[i] = static_cast<std::uint8_t>(128 + frame.samples[i] / 2);
    }
    return frame;
}

Frame stacked(const std::array<Frame, 3>& parts)
{
    Frame all { parts[0].width, parts[0].height * 3, parts[0].channels, {} };
    for (const auto& part : parts)
        all.samples.insert(all.samples.end(), part.samples.begin(), part.samples.end());
    return all;
}

Rect surroundings(const Picture& picture, const Item& item)
{
    const Rect box = around(item.quad);
    const int left = std::max(0, box.x - kAround);
    const int top = std::max(0, box.y - kAround);
    const int right = std::min(static_cast<int>(picture.frame.width), box.x + box.width + kAround);
    const int bottom = std::min(static_cast<int>(picture.frame.height), box.y + box.height + kAround);
    return { left, top, std::clamp(right - left, 1, kLongestCrop), std::clamp(bottom - top, 1, kLongestCrop) };
}

}  // namespace

void print_causes(const std::vector<Picture>& pictures, const std::vector<Miss>& missed)
{
    struct Cause {
        std::string name;
        std::function<std::string(const Item&)> of;
    };
    const std::array causes { Cause { "height of capitals",
                                  [](const Item& item) {
                                      return range(item.cap_height, { 7, 9, 12, 16, 24 });
                                  } },
        Cause { "contrast",
            [](const Item& item) {
                return range(item.contrast, { 20, 30, 45, 90 });
            } },
        Cause { "rotation", [](const Item& item) { return turned(item.rotation); } } };
    fmt::print("\n| cause | | strings | missed |\n|---|---|---|---|\n");
    for (const auto& cause : causes) {
        std::map<std::string, std::pair<std::size_t, std::size_t>> counts;
        for (const auto& picture : pictures) {
            for (const auto& item : picture.items)
                counts[cause.of(item)].first += item.identifying ? 1U : 0U;
        }
        for (const auto& miss : missed)
            ++counts[cause.of(miss.item)].second;
        for (const auto& [range, count] : counts)
            fmt::print("| {} | {} | {} | {} |\n", cause.name, range, count.first, count.second);
    }
    fmt::print("\n");
}

Result<void> show_worst(const std::vector<Picture>& pictures, std::vector<Miss> missed, const std::vector<std::vector<Rect>>& boxes,
    const std::string& name, const std::filesystem::path& folder)
{
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed)
        return Error { ErrorCode::Unavailable, "the folder cannot be made", folder.string(), "give another one to --worst" };
    std::stable_sort(missed.begin(), missed.end(), [](const Miss& a, const Miss& b) { return a.covered < b.covered; });
    for (std::size_t i = 0; i < std::min(kShown, missed.size()); ++i) {
        for (std::size_t p = 0; p < pictures.size(); ++p) {
            if (pictures[p].name != missed[i].picture)
                continue;
            const Rect part = surroundings(pictures[p], missed[i].item);
            const Frame plain = crop(pictures[p].frame, part);
            Frame clear = plain;
            stretch(clear);
            TRY(write_png(
                stacked({ plain, clear, crop(shaded(pictures[p].frame, boxes[p]), part) }), folder / fmt::format("{}-{:02}.png", name, i)));
            const auto& item = missed[i].item;
            fmt::print(stderr, "{}-{:02}.png: {} of {}, {:.0f} px, contrast {:.0f}, {:.0f} degrees, {:.0f} % covered\n", name, i, item.text,
                missed[i].picture, item.cap_height, item.contrast, item.rotation, 100 * missed[i].covered);
        }
    }
    return {};
}

}  // namespace imprimatur::bench
