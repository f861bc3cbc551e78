#include "inspect/metal.h"

#include "inspect/quad_extent.h"
#include "inspect/slice_geometry.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace imprimatur::inspect {

namespace {

// The pixels of a radiograph are finer than the blur of its own edges; on 1,024 a metal edge is one or two pixels wide.
constexpr std::uint32_t kSide = 1024;

constexpr int kFirstLevel = 70;
constexpr int kLastLevel = 220;
constexpr int kLevelStep = 10;

// Grey levels that an edge has to fall within kSharp pixels.
constexpr int kFall = 20;
constexpr double kSharp = 0.8;

// Half the width of what stands out of its surroundings, share of the side; and the first level there, above what ribs reach.
constexpr double kNarrow = 0.035;
constexpr int kFirstNarrow = 20;

constexpr std::size_t kLeastArea = 14;  // pixels of the reduced picture
constexpr std::uint32_t kLeastLength = 8;
constexpr double kLargestShare = 0.12;

// Side markers are shorter than this share of the picture and stand in this share of it at the edge.
constexpr double kMarker = 0.07;
constexpr double kEdge = 0.14;

// The petrous bone, enamel and sutures of the measured head reach 1,500 to 2,500.
constexpr double kMetalHounsfield = 2600;

struct Picture {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    double scale = 1;  ///< pixels of the frame a pixel
    Bytes samples;
};

Picture reduce(const Frame& frame)
{
    const std::uint32_t step = std::max<std::uint32_t>(1, (std::max(frame.width, frame.height) + kSide - 1) / kSide);
    Picture picture { frame.width / step, frame.height / step, double(step), {} };
    picture.samples.reserve(std::size_t { picture.width } * picture.height);
    for (std::uint32_t y = 0; y < picture.height; ++y) {
        for (std::uint32_t x = 0; x < picture.width; ++x) {
            unsigned sum = 0;
            for (std::uint32_t dy = 0; dy < step; ++dy) {
                for (std::uint32_t dx = 0; dx < step; ++dx)
                    sum += frame.samples[std::size_t { y * step + dy } * frame.width + x * step + dx];
            }
            picture.samples.push_back(static_cast<std::uint8_t>(sum / (step * step)));
        }
    }
    return picture;
}

struct Region {
    std::size_t area = 0;
    std::size_t inner = 0;  ///< brighter than the level by kFall
    std::size_t outline = 0;  ///< pixel edges to what is below the level
    std::uint32_t left = 0;
    std::uint32_t right = 0;
    std::uint32_t top = 0;
    std::uint32_t bottom = 0;
    bool at_border = false;
    int levels = 1;  ///< at how many levels it looked like this

    [[nodiscard]] std::uint32_t width() const { return right - left + 1; }
    [[nodiscard]] std::uint32_t height() const { return bottom - top + 1; }
    [[nodiscard]] double blur() const { return static_cast<double>(area - inner) / static_cast<double>(std::max<std::size_t>(1, outline)); }
};

/// Everything above one level, piece by piece.
class Flood {
public:
    explicit Flood(const Picture& picture)
        : m_picture(picture)
        , m_open(picture.samples.size())
    {
    }

    template <typename Wanted> std::vector<Region> regions(int level, Wanted wanted)
    {
        for (std::size_t i = 0; i < m_open.size(); ++i)
            m_open[i] = m_picture.samples[i] >= level ? 1 : 0;
        std::vector<Region> found;
        for (std::size_t i = 0; i < m_open.size(); ++i) {
            if (m_open[i] == 0)
                continue;
            const Region region = fill(i, level);
            if (wanted(region))
                found.push_back(region);
        }
        return found;
    }

private:
    Region fill(std::size_t start, int level)
    {
        const auto width = m_picture.width;
        const auto height = m_picture.height;
        Region region { 0, 0, 0, width, 0, height, 0, false, 1 };
        m_stack.assign(1, static_cast<std::uint32_t>(start));
        m_open[start] = 0;
        const auto look = [&](std::size_t at) {
            if (m_picture.samples[at] < level) {
                ++region.outline;
            } else if (m_open[at] != 0) {
                m_open[at] = 0;
                m_stack.push_back(static_cast<std::uint32_t>(at));
            }
        };
        while (!m_stack.empty()) {
            const std::size_t at = m_stack.back();
            m_stack.pop_back();
            const auto x = static_cast<std::uint32_t>(at % width);
            const auto y = static_cast<std::uint32_t>(at / width);
            ++region.area;
            region.inner += m_picture.samples[at] >= level + kFall ? 1 : 0;
            region.left = std::min(region.left, x);
            region.right = std::max(region.right, x);
            region.top = std::min(region.top, y);
            region.bottom = std::max(region.bottom, y);
            if (x == 0 || y == 0 || x + 1 == width || y + 1 == height) {
                region.at_border = true;
            }
            if (x > 0)
                look(at - 1);
            if (x + 1 < width)
                look(at + 1);
            if (y > 0)
                look(at - width);
            if (y + 1 < height)
                look(at + width);
        }
        return region;
    }

    const Picture& m_picture;
    std::vector<std::uint8_t> m_open;
    std::vector<std::uint32_t> m_stack;
};

bool overlap(const Region& a, const Region& b)
{
    return a.left <= b.right + 2 && b.left <= a.right + 2 && a.top <= b.bottom + 2 && b.top <= a.bottom + 2;
}

/// Regions of neighbouring levels, and parts of one implant, become one place.
std::vector<Region> joined(std::vector<Region> regions)
{
    std::sort(regions.begin(), regions.end(), [](const Region& a, const Region& b) { return a.area > b.area; });
    std::vector<Region> places;
    for (const auto& region : regions) {
        const auto same = std::find_if(places.begin(), places.end(), [&](const Region& place) { return overlap(place, region); });
        if (same == places.end()) {
            if (places.size() < 4 * kMaxMetal)
                places.push_back(region);
            continue;
        }
        ++same->levels;
        same->left = std::min(same->left, region.left);
        same->right = std::max(same->right, region.right);
        same->top = std::min(same->top, region.top);
        same->bottom = std::max(same->bottom, region.bottom);
    }
    return places;
}

/// Mean around the bounding box, four pixels away.
double surround(const Region& region, const Picture& picture)
{
    constexpr std::uint32_t kAway = 4;
    const std::uint32_t left = region.left - std::min(region.left, kAway);
    const std::uint32_t top = region.top - std::min(region.top, kAway);
    const std::uint32_t right = std::min(region.right + kAway, picture.width - 1);
    const std::uint32_t bottom = std::min(region.bottom + kAway, picture.height - 1);
    std::uint64_t sum = 0;
    for (std::uint32_t x = left; x <= right; ++x)
        sum += picture.samples[std::size_t { top } * picture.width + x] + picture.samples[std::size_t { bottom } * picture.width + x];
    for (std::uint32_t y = top; y <= bottom; ++y)
        sum += picture.samples[std::size_t { y } * picture.width + left] + picture.samples[std::size_t { y } * picture.width + right];
    return static_cast<double>(sum) / (2.0 * (right - left + bottom - top + 2));
}

bool is_marker(const Region& region, const Picture& picture)
{
    constexpr double kBesideBody = 40;
    const double side = std::max(picture.width, picture.height);
    if (region.height() > kMarker * side || region.width() > 2 * kMarker * side)
        return false;
    // On the black beside a limb: a marker, or at least not in the patient.
    if (surround(region, picture) < kBesideBody)
        return true;
    return region.left < kEdge * picture.width || region.right > (1 - kEdge) * picture.width || region.top < kEdge * picture.height
        || region.bottom > (1 - kEdge) * picture.height;
}

/// Three and more of one height beside each other are a word. Screws stand below one another, or are joined by their plate.
bool is_letter(const Region& region, const std::vector<Region>& all)
{
    int fellows = 0;
    for (const auto& other : all) {
        const double tall = region.height();
        const bool alike = other.height() > 0.6 * tall && other.height() < 1.6 * tall && other.width() < 2.5 * tall;
        const double middle = std::abs((region.top + region.bottom) / 2.0 - (other.top + other.bottom) / 2.0);
        const double apart = std::abs((region.left + region.right) / 2.0 - (other.left + other.right) / 2.0);
        fellows += alike && middle < 0.4 * tall && apart < 5 * tall ? 1 : 0;
    }
    return fellows >= 3 && region.width() < 2.5 * region.height();
}

bool is_writing(const Region& region, double scale, const std::vector<Quad>& writing)
{
    return std::any_of(writing.begin(), writing.end(), [&](const Quad& quad) {
        const auto [left, top, right, bottom] = extent_of(quad);
        const double across = std::min(right, (region.right + 1) * scale) - std::max(left, region.left * scale);
        const double down = std::min(bottom, (region.bottom + 1) * scale) - std::max(top, region.top * scale);
        return across > 0 && down > 0 && across * down > 0.5 * region.width() * region.height() * scale * scale;
    });
}

/// Smallest (or largest) of a window along one line, in linear time (van Herk).
template <typename Better> void slide(std::uint8_t* line, std::size_t stride, std::size_t count, std::size_t radius, Better better)
{
    const std::size_t window = 2 * radius + 1;
    const std::size_t padded = (count + 2 * radius + window - 1) / window * window;
    const auto at = [&](std::size_t i) { return line[std::clamp<std::size_t>(i, radius, radius + count - 1) * stride - radius * stride]; };
    Bytes forward(padded);
    Bytes backward(padded);
    for (std::size_t i = 0; i < padded; ++i)
        forward[i] = i % window == 0 ? at(i) : better(forward[i - 1], at(i));
    for (std::size_t i = padded; i-- > 0;)
        backward[i] = i % window == window - 1 ? at(i) : better(backward[i + 1], at(i));
    for (std::size_t i = 0; i < count; ++i)
        line[i * stride] = better(backward[i], forward[i + window - 1]);
}

template <typename Better> void slide_over(Picture& picture, std::size_t radius, Better better)
{
    for (std::uint32_t y = 0; y < picture.height; ++y)
        slide(&picture.samples[std::size_t { y } * picture.width], 1, picture.width, radius, better);
    for (std::uint32_t x = 0; x < picture.width; ++x)
        slide(&picture.samples[x], picture.width, picture.height, radius, better);
}

/// What is brighter than its surroundings and narrower than twice the radius: an implant over the spine hangs together with it in the
/// picture, and not in this one.
Picture narrow_parts(const Picture& picture)
{
    Picture opened = picture;
    const auto radius = static_cast<std::size_t>(kNarrow * std::max(picture.width, picture.height));
    slide_over(opened, radius, [](std::uint8_t a, std::uint8_t b) { return std::min(a, b); });
    slide_over(opened, radius, [](std::uint8_t a, std::uint8_t b) { return std::max(a, b); });
    for (std::size_t i = 0; i < opened.samples.size(); ++i)
        opened.samples[i] = static_cast<std::uint8_t>(picture.samples[i] - opened.samples[i]);
    return opened;
}

void add_sharp(const Picture& picture, const Picture& looked_at, int first, const std::vector<Quad>& writing, std::vector<Region>& sharp)
{
    Flood flood(looked_at);
    const double largest = kLargestShare * static_cast<double>(picture.samples.size());
    for (int level = first; level <= kLastLevel; level += kLevelStep) {
        const auto found = flood.regions(level, [&](const Region& region) {
            return !region.at_border && region.area >= kLeastArea && std::max(region.width(), region.height()) >= kLeastLength
                && static_cast<double>(region.area) <= largest && region.inner * 3 >= region.area && region.blur() <= kSharp;
        });
        for (const auto& region : found) {
            if (!is_marker(region, picture) && !is_writing(region, picture.scale, writing) && !is_letter(region, found))
                sharp.push_back(region);
        }
    }
}

std::vector<Region> in_radiograph(const Picture& picture, const std::vector<Quad>& writing)
{
    std::vector<Region> sharp;
    add_sharp(picture, picture, kFirstLevel, writing, sharp);
    add_sharp(picture, narrow_parts(picture), kFirstNarrow, writing, sharp);
    auto places = joined(std::move(sharp));
    std::erase_if(places, [](const Region& place) { return place.levels < 2; });
    return places;
}

std::vector<Region> in_ct(const Picture& picture, const std::vector<Quad>& writing)
{
    constexpr int kTop = 253;
    Flood flood(picture);
    auto found = flood.regions(kTop, [](const Region& region) { return region.area >= 4 && !region.at_border; });
    std::erase_if(found, [&](const Region& region) {
        return is_writing(region, picture.scale, writing) || is_letter(region, found) || is_marker(region, picture);
    });
    return joined(std::move(found));
}

std::optional<double> first_number(std::string_view text)
{
    double value = 0;
    const auto [last, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
    return wrong == std::errc {} && last != text.data() && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// The window reaches beyond bone.
bool is_wide_window(const Material& material)
{
    const auto centre = first_number(attribute_value(material, "(0028,1050)"));
    const auto width = first_number(attribute_value(material, "(0028,1051)"));
    return centre && width && *centre + *width / 2 >= kMetalHounsfield;
}

Finding finding_of(const Region& region, double scale, std::size_t number, const char* detector)
{
    const double left = region.left * scale;
    const double top = region.top * scale;
    const double right = (region.right + 1) * scale;
    const double bottom = (region.bottom + 1) * scale;
    Finding finding;
    finding.kind = IdentifierKind::DistinctiveFeature;
    finding.where = PixelPlace { static_cast<std::uint32_t>(number),
        Quad { { { { left, top }, { right, top }, { right, bottom }, { left, bottom } } } } };
    finding.detector = detector;
    finding.rule = "metal: earlier surgery or a device; does it tell who this is?";
    finding.confidence = std::min(0.9, 0.3 + 0.1 * region.levels);
    finding.action = Action::Ask;
    return finding;
}

}  // namespace

MetalLook look_for_metal(const Material& material, std::size_t number, const std::vector<Quad>& writing)
{
    if (material.kind != MediaKind::Dicom || number >= material.frames.size())
        return {};
    const bool radiograph = material.modality == "CR" || material.modality == "DX";
    const bool ct = material.modality == "CT" && is_wide_window(material);
    const Frame& frame = material.frames[number];
    constexpr std::uint32_t kLeast = 64;
    const bool grey = frame.channels == 1 && frame.samples.size() == std::size_t { frame.width } * frame.height;
    if ((!radiograph && !ct) || !grey || frame.width < kLeast || frame.height < kLeast)
        return {};
    const Picture picture = reduce(frame);
    auto places = radiograph ? in_radiograph(picture, writing) : in_ct(picture, writing);
    std::stable_sort(places.begin(), places.end(), [](const Region& a, const Region& b) { return a.levels > b.levels; });
    places.resize(std::min(places.size(), kMaxMetal));
    MetalLook look { true, {} };
    for (const auto& place : places)
        look.findings.push_back(finding_of(place, picture.scale, number, radiograph ? "sharp edge" : "beyond the window"));
    return look;
}

}  // namespace imprimatur::inspect
