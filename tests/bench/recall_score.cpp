#include "recall_score.h"

#include "picture_file.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

namespace imprimatur::bench {

namespace {

using Json = nlohmann::json;

// A box that ends this far from the writing is as it should be.
constexpr int kBeside = 6;

// A string of which this share of the glyph pixels is covered cannot be read.
constexpr double kCovered = 0.95;

/// Is the pixel's centre inside the convex quad, or at most 1.5 pixels outside?
bool inside(const Quad& quad, int x, int y)
{
    bool positive = true, negative = true;
    for (std::size_t i = 0; i < 4; ++i) {
        const Point& a = quad.corners[i];
        const Point& b = quad.corners[(i + 1) % 4];
        const double side = std::hypot(b.x - a.x, b.y - a.y);
        const double distance = ((b.x - a.x) * (y + 0.5 - a.y) - (b.y - a.y) * (x + 0.5 - a.x)) / std::max(side, 1e-9);
        positive = positive && distance > -1.5;
        negative = negative && distance < 1.5;
    }
    return positive || negative;
}

Item item_of(const Json& json)
{
    Item item { {}, json.value("text", ""), json.value("class", "") == "phi", json.value("px", 0.0), json.value("contrast", 0.0),
        json.value("rot", 0.0) };
    for (std::size_t i = 0; i < 4; ++i)
        item.quad.corners[i] = { json.at("quad")[i][0].get<double>(), json.at("quad")[i][1].get<double>() };
    return item;
}

Result<Picture> load(const std::filesystem::path& folder, const Json& entry)
{
    Picture picture;
    picture.name = entry.value("file", "");
    picture.frame = TRY(read_picture(folder / picture.name));
    picture.mask = TRY(read_picture(folder / entry.value("mask", "")));
    if (picture.mask.width != picture.frame.width || picture.mask.height != picture.frame.height || picture.mask.channels != 1)
        return Error { ErrorCode::Malformed, "a mask does not fit its picture", entry.value("mask", ""), "" };
    for (const auto& item : entry.at("items")) {
        if (item.at("quad").size() == 4)
            picture.items.push_back(item_of(item));
    }
    return picture;
}

}  // namespace

double cpu_milliseconds()
{
    double sum = 0;
    for (const auto who : { RUSAGE_SELF, RUSAGE_CHILDREN }) {
        rusage usage {};
        getrusage(who, &usage);
        for (const auto& time : { usage.ru_utime, usage.ru_stime })
            sum += static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    }
    return sum;
}

double share(std::size_t part, std::size_t whole) { return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole); }

Rect around(const Quad& quad)
{
    double left = quad.corners[0].x, right = left, top = quad.corners[0].y, bottom = top;
    for (const auto& corner : quad.corners) {
        left = std::min(left, corner.x);
        right = std::max(right, corner.x);
        top = std::min(top, corner.y);
        bottom = std::max(bottom, corner.y);
    }
    const auto low = [](double v) { return static_cast<std::int32_t>(std::floor(v)); };
    const auto high = [](double v) { return static_cast<std::int32_t>(std::ceil(v)); };
    return { low(left), low(top), high(right) - low(left), high(bottom) - low(top) };
}

std::vector<bool> covered_pixels(const Frame& frame, const std::vector<Rect>& boxes)
{
    std::vector<bool> covered(static_cast<std::size_t>(frame.width) * frame.height, false);
    for (const auto& box : boxes) {
        for (int y = std::max(0, box.y); y < std::min(static_cast<int>(frame.height), box.y + box.height); ++y) {
            for (int x = std::max(0, box.x); x < std::min(static_cast<int>(frame.width), box.x + box.width); ++x)
                covered[static_cast<std::size_t>(y) * frame.width + static_cast<std::size_t>(x)] = true;
        }
    }
    return covered;
}

std::optional<double> covered_share(const Picture& picture, const Item& item, const std::vector<bool>& covered)
{
    const Rect box = around(item.quad);
    std::size_t all = 0, under = 0;
    for (int y = std::max(0, box.y - 2); y < std::min(static_cast<int>(picture.mask.height), box.y + box.height + 2); ++y) {
        for (int x = std::max(0, box.x - 2); x < std::min(static_cast<int>(picture.mask.width), box.x + box.width + 2); ++x) {
            const auto at = static_cast<std::size_t>(y) * picture.mask.width + static_cast<std::size_t>(x);
            if (picture.mask.samples[at] != 1 || !inside(item.quad, x, y))
                continue;
            ++all;
            under += covered[at] ? 1U : 0U;
        }
    }
    if (all == 0)
        return std::nullopt;
    return share(under, all);
}

void Score::add(const Picture& picture, const std::vector<Rect>& found)
{
    const auto covered = covered_pixels(picture.frame, found);
    std::vector<Rect> written;
    for (const auto& item : picture.items) {
        const Rect box = around(item.quad);
        written.push_back({ box.x - kBeside, box.y - kBeside, box.width + 2 * kBeside, box.height + 2 * kBeside });
    }
    const auto near_writing = covered_pixels(picture.frame, written);
    for (std::size_t i = 0; i < covered.size(); ++i) {
        ++pixels;
        unwritten_covered += covered[i] && picture.mask.samples[i] == 0 ? 1U : 0U;
        if (picture.mask.samples[i] != 1 && near_writing[i])
            continue;
        ++(picture.mask.samples[i] == 1 ? glyphs : away);
        (picture.mask.samples[i] == 1 ? glyphs_covered : away_covered) += covered[i] ? 1U : 0U;
    }
    bool is_clean = true;
    for (const auto& item : picture.items) {
        const auto part = item.identifying ? covered_share(picture, item, covered) : std::nullopt;
        if (!part.has_value())
            continue;
        ++strings;
        strings_covered += *part >= kCovered ? 1U : 0U;
        if (*part < kCovered)
            missed.push_back({ picture.name, item, *part });
        is_clean = is_clean && *part >= kCovered;
    }
    ++pictures;
    clean += is_clean ? 1U : 0U;
    boxes += found.size();
}

Result<std::vector<Picture>> load_set(const std::filesystem::path& folder)
{
    std::ifstream file(folder / "truth.json");
    const Json truth = Json::parse(file, nullptr, false);
    if (truth.is_discarded() || !truth.contains("images"))
        return Error { ErrorCode::NotFound, "no truth.json", folder.string(), "" };
    std::vector<Picture> pictures;
    for (const auto& entry : truth.at("images"))
        pictures.push_back(TRY(load(folder, entry)));
    return pictures;
}

}  // namespace imprimatur::bench
