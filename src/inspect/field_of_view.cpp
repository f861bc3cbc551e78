#include "inspect/field_of_view.h"

#include "inspect/content_boxes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace imprimatur::inspect {

namespace {

// The search goes over a copy of this many pixels a side: a circle needs no more.
constexpr std::int32_t kCopySide = 240;
constexpr std::int32_t kLeastSide = 96;

// The ground is dark and even; what is lighter by this much is picture or writing.
constexpr int kDarkGround = 60;
constexpr int kDiffers = 16;
constexpr double kGroundShare = 0.08;

// The field is most of the picture, and nearly all of its own hull (dark folds at its edge aside).
constexpr double kLeastArea = 0.18;
constexpr double kMostArea = 0.93;

// How far a point of the outline may lie from the circle, in radii, and how many have to lie nearer.
constexpr double kNear = 0.025;
constexpr double kAgreement = 0.85;
constexpr int kSectors = 48;
constexpr double kSectorsSeen = 0.55;

// A device's mask ends within a pixel or two; skin, breast and the body in a slice fade.
constexpr double kEdgeStep = 20;
constexpr double kSharpShare = 0.6;

constexpr std::size_t kMaxBoxes = 40;

// Mucosa and retina differ by 40 to 120 levels between red and blue.
constexpr double kColoured = 20;

struct Copy {
    std::int32_t width = 0;
    std::int32_t height = 0;
    double scale = 1;  ///< pixels of the frame a pixel of the copy
    std::vector<std::uint8_t> grey {};
    std::vector<std::uint8_t> field {};  ///< 1: belongs to the largest thing in the picture

    [[nodiscard]] std::size_t at(std::int32_t x, std::int32_t y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
    }
    [[nodiscard]] bool holds(std::int32_t x, std::int32_t y) const { return x >= 0 && y >= 0 && x < width && y < height; }
};

Copy reduced(const Frame& frame)
{
    Copy copy;
    copy.scale = std::max(1.0, std::max(frame.width, frame.height) / static_cast<double>(kCopySide));
    copy.width = std::max(1, static_cast<std::int32_t>(frame.width / copy.scale));
    copy.height = std::max(1, static_cast<std::int32_t>(frame.height / copy.scale));
    copy.grey.reserve(static_cast<std::size_t>(copy.width) * static_cast<std::size_t>(copy.height));
    for (std::int32_t y = 0; y < copy.height; ++y) {
        for (std::int32_t x = 0; x < copy.width; ++x) {
            const auto sx = std::min(static_cast<std::int32_t>(frame.width) - 1, static_cast<std::int32_t>((x + 0.5) * copy.scale));
            const auto sy = std::min(static_cast<std::int32_t>(frame.height) - 1, static_cast<std::int32_t>((y + 0.5) * copy.scale));
            copy.grey.push_back(static_cast<std::uint8_t>(grey_at(frame, sx, sy)));
        }
    }
    return copy;
}

/// The pixels reached from `start` over pixels whose lightness says the same; fills `seen` with `mark`.
std::size_t flood(const Copy& copy, std::vector<std::uint8_t>& seen, std::size_t start, int ground, bool light, std::uint8_t mark)
{
    std::vector<std::size_t> open { start };
    seen[start] = mark;
    std::size_t count = 0;
    while (!open.empty()) {
        const std::size_t here = open.back();
        open.pop_back();
        ++count;
        const auto x = static_cast<std::int32_t>(here % static_cast<std::size_t>(copy.width));
        const auto y = static_cast<std::int32_t>(here / static_cast<std::size_t>(copy.width));
        for (const auto& [dx, dy] : std::array { std::pair { 1, 0 }, std::pair { -1, 0 }, std::pair { 0, 1 }, std::pair { 0, -1 } }) {
            if (!copy.holds(x + dx, y + dy))
                continue;
            const std::size_t next = copy.at(x + dx, y + dy);
            if (seen[next] == 0 && (copy.grey[next] - ground >= kDiffers) == light) {
                seen[next] = mark;
                open.push_back(next);
            }
        }
    }
    return count;
}

/// Marks the largest light thing, holes filled. Its share of the copy.
double find_field(Copy& copy, int ground)
{
    std::vector<std::uint8_t> seen(copy.grey.size(), 0);
    std::size_t largest = 0;
    std::size_t start = 0;
    for (std::size_t i = 0; i < copy.grey.size(); ++i) {
        if (seen[i] != 0 || copy.grey[i] - ground < kDiffers)
            continue;
        const std::size_t size = flood(copy, seen, i, ground, true, 1);
        if (size > largest) {
            largest = size;
            start = i;
        }
    }
    copy.field.assign(copy.grey.size(), 0);
    if (largest == 0)
        return 0;
    flood(copy, copy.field, start, ground, true, 1);
    // Whatever cannot be reached from the edge of the copy without crossing the field is a hole in it.
    std::vector<std::uint8_t> around(copy.field);
    std::vector<std::size_t> open;
    for (std::int32_t y = 0; y < copy.height; ++y) {
        for (std::int32_t x = 0; x < copy.width; ++x) {
            const bool edge = x == 0 || y == 0 || x + 1 == copy.width || y + 1 == copy.height;
            if (edge && around[copy.at(x, y)] == 0) {
                around[copy.at(x, y)] = 2;
                open.push_back(copy.at(x, y));
            }
        }
    }
    while (!open.empty()) {
        const std::size_t here = open.back();
        open.pop_back();
        const auto x = static_cast<std::int32_t>(here % static_cast<std::size_t>(copy.width));
        const auto y = static_cast<std::int32_t>(here / static_cast<std::size_t>(copy.width));
        for (const auto& [dx, dy] : std::array { std::pair { 1, 0 }, std::pair { -1, 0 }, std::pair { 0, 1 }, std::pair { 0, -1 } }) {
            if (copy.holds(x + dx, y + dy) && around[copy.at(x + dx, y + dy)] == 0) {
                around[copy.at(x + dx, y + dy)] = 2;
                open.push_back(copy.at(x + dx, y + dy));
            }
        }
    }
    std::size_t inside = 0;
    for (std::size_t i = 0; i < around.size(); ++i) {
        copy.field[i] = around[i] == 2 ? 0 : 1;
        inside += copy.field[i];
    }
    return static_cast<double>(inside) / static_cast<double>(copy.field.size());
}

/// Points where the field meets the ground; where the frame cuts it there is none.
std::vector<Point> outline(const Copy& copy)
{
    std::vector<Point> points;
    for (std::int32_t y = 1; y + 1 < copy.height; ++y) {
        for (std::int32_t x = 1; x + 1 < copy.width; ++x) {
            if (copy.field[copy.at(x, y)] == 0)
                continue;
            const bool edge = copy.field[copy.at(x - 1, y)] == 0 || copy.field[copy.at(x + 1, y)] == 0 || copy.field[copy.at(x, y - 1)] == 0
                || copy.field[copy.at(x, y + 1)] == 0;
            if (edge)
                points.push_back({ x + 0.5, y + 0.5 });
        }
    }
    return points;
}

/// The circle with the least algebraic error (Kasa 1976). nullopt for points on a line.
std::optional<RoundField> circle_through(const std::vector<Point>& points)
{
    if (points.size() < 16)
        return std::nullopt;
    double mx = 0, my = 0;
    for (const auto& p : points) {
        mx += p.x;
        my += p.y;
    }
    const auto n = static_cast<double>(points.size());
    mx /= n;
    my /= n;
    double uu = 0, vv = 0, uv = 0, u3 = 0, v3 = 0;
    for (const auto& p : points) {
        const double u = p.x - mx;
        const double v = p.y - my;
        uu += u * u;
        vv += v * v;
        uv += u * v;
        u3 += u * (u * u + v * v);
        v3 += v * (u * u + v * v);
    }
    const double determinant = uu * vv - uv * uv;
    if (!(std::abs(determinant) > 1e-6 * uu * vv) || uu <= 0 || vv <= 0)
        return std::nullopt;
    const double a = (u3 * vv - v3 * uv) / (2 * determinant);
    const double b = (v3 * uu - u3 * uv) / (2 * determinant);
    RoundField field;
    field.x = mx + a;
    field.y = my + b;
    field.radius = std::sqrt(a * a + b * b + (uu + vv) / n);
    return field;
}

double off(const RoundField& field, const Point& p) { return std::abs(std::hypot(p.x - field.x, p.y - field.y) / field.radius - 1); }

/// Fits, leaves out what does not fit (writing that touches the field, a notch), fits again.
std::optional<RoundField> fitted_circle(const Copy& copy, const std::vector<Point>& points)
{
    auto field = circle_through(points);
    for (const double keep : { 0.15, 0.06, kNear }) {
        if (!field.has_value())
            return std::nullopt;
        std::vector<Point> near;
        std::copy_if(points.begin(), points.end(), std::back_inserter(near), [&](const Point& p) { return off(*field, p) < keep; });
        if (near.size() * 2 < points.size())
            return std::nullopt;
        field = circle_through(near);
    }
    if (!field.has_value() || field->radius > std::max(copy.width, copy.height))
        return std::nullopt;
    std::array<bool, kSectors> seen {};
    std::size_t near = 0;
    for (const auto& p : points) {
        if (off(*field, p) > kNear)
            continue;
        ++near;
        const double turn = (std::atan2(p.y - field->y, p.x - field->x) / std::numbers::pi + 1) / 2;
        seen[std::min<std::size_t>(kSectors - 1, static_cast<std::size_t>(turn * kSectors))] = true;
    }
    field->agreement = static_cast<double>(near) / static_cast<double>(points.size());
    const auto covered = static_cast<double>(std::count(seen.begin(), seen.end(), true)) / kSectors;
    return field->agreement >= kAgreement && covered >= kSectorsSeen ? field : std::nullopt;
}

/// How much of the outline drops to the ground within two pixels of the frame.
double sharp_share(const Frame& frame, const Copy& copy, const std::vector<Point>& points, const Point& middle, int ground)
{
    std::size_t sharp = 0;
    for (const auto& p : points) {
        const double length = std::max(1e-6, std::hypot(p.x - middle.x, p.y - middle.y));
        const auto grey = [&](double along) {
            const double x = p.x * copy.scale + (p.x - middle.x) / length * along;
            const double y = p.y * copy.scale + (p.y - middle.y) / length * along;
            const auto cx = std::clamp(static_cast<std::int32_t>(x), 0, static_cast<std::int32_t>(frame.width) - 1);
            const auto cy = std::clamp(static_cast<std::int32_t>(y), 0, static_cast<std::int32_t>(frame.height) - 1);
            return grey_at(frame, cx, cy);
        };
        const double reach = copy.scale + 2;
        bool dropped = false;
        for (double along = -reach; along <= reach && !dropped; along += 1)
            dropped = grey(along) - grey(along + 3) >= kEdgeStep && grey(along + 4) - ground < kDiffers;
        sharp += dropped ? 1U : 0U;
    }
    return points.empty() ? 0 : static_cast<double>(sharp) / static_cast<double>(points.size());
}

/// A square with cut or rounded corners: its box is filled but for four like triangles.
std::optional<RoundField> fitted_octagon(const Copy& copy)
{
    std::int32_t left = copy.width, top = copy.height, right = -1, bottom = -1;
    std::size_t inside = 0;
    for (std::int32_t y = 0; y < copy.height; ++y) {
        for (std::int32_t x = 0; x < copy.width; ++x) {
            if (copy.field[copy.at(x, y)] == 0)
                continue;
            ++inside;
            left = std::min(left, x);
            right = std::max(right, x);
            top = std::min(top, y);
            bottom = std::max(bottom, y);
        }
    }
    const std::int32_t width = right - left + 1;
    const std::int32_t height = bottom - top + 1;
    if (width <= 0 || height <= 0 || width > 1.5 * height || height > 1.5 * width)
        return std::nullopt;
    const double full = static_cast<double>(inside) / (static_cast<double>(width) * height);
    // Each corner is cut at 45 degrees: the same run of ground along both sides.
    const auto run = [&](std::int32_t x, std::int32_t y, std::int32_t dx, std::int32_t dy) {
        std::int32_t length = 0;
        while (copy.holds(x, y) && copy.field[copy.at(x, y)] == 0 && length <= std::max(width, height)) {
            x += dx;
            y += dy;
            ++length;
        }
        return static_cast<double>(length);
    };
    const std::int32_t in = 2;  // the very edge is ragged
    const std::array cuts { run(left, top + in, 1, 0), run(right, top + in, -1, 0), run(left, bottom - in, 1, 0),
        run(right, bottom - in, -1, 0), run(left + in, top, 0, 1), run(right - in, top, 0, 1), run(left + in, bottom, 0, -1),
        run(right - in, bottom, 0, -1) };
    const double least = *std::min_element(cuts.begin(), cuts.end());
    const double most = *std::max_element(cuts.begin(), cuts.end());
    if (full < 0.80 || full > 0.985 || least < 0.05 * width || most > 0.40 * width || most > 2.2 * least)
        return std::nullopt;
    RoundField field;
    field.octagon = true;
    field.agreement = full;
    field.box = { static_cast<std::int32_t>(left * copy.scale), static_cast<std::int32_t>(top * copy.scale),
        static_cast<std::int32_t>(std::ceil(width * copy.scale)), static_cast<std::int32_t>(std::ceil(height * copy.scale)) };
    field.x = (left + width / 2.0) * copy.scale;
    field.y = (top + height / 2.0) * copy.scale;
    field.radius = std::max(width, height) / 2.0 * copy.scale;
    return field;
}

/// Mean difference between the strongest and the weakest channel in the middle of the field.
double colour_within(const Frame& frame, const RoundField& field)
{
    if (frame.channels != 3)
        return 0;
    double sum = 0;
    constexpr int kSamples = 64;
    for (int i = 0; i < kSamples * kSamples; ++i) {
        const double x = field.x + (i % kSamples - kSamples / 2) * field.radius / kSamples;
        const double y = field.y + (i / kSamples - kSamples / 2) * field.radius / kSamples;
        const auto column = static_cast<std::size_t>(std::clamp(x, 0.0, frame.width - 1.0));
        const auto row = static_cast<std::size_t>(std::clamp(y, 0.0, frame.height - 1.0));
        const auto* pixel = &frame.samples[3 * (row * frame.width + column)];
        sum += std::max({ pixel[0], pixel[1], pixel[2] }) - std::min({ pixel[0], pixel[1], pixel[2] });
    }
    return sum / (kSamples * kSamples);
}

}  // namespace

bool may_have_round_field(const Material& material, const Frame& frame, const RoundField& field)
{
    constexpr std::array kRound { "ES", "XA", "RF", "GM", "OP", "OPT" };
    constexpr std::array kPerhaps { "XC", "OT", "SC", "VL", "" };
    const auto is = [&](const char* modality) { return material.modality == modality; };
    if (material.kind == MediaKind::Dicom && std::any_of(kRound.begin(), kRound.end(), is))
        return true;
    if (material.kind == MediaKind::Dicom && std::none_of(kPerhaps.begin(), kPerhaps.end(), is))
        return false;
    return is_whole(frame) && colour_within(frame, field) >= kColoured;
}

std::optional<RoundField> round_field(const Frame& frame)
{
    if (!is_whole(frame) || std::min(frame.width, frame.height) < static_cast<std::uint32_t>(kLeastSide))
        return std::nullopt;
    Copy copy = reduced(frame);
    std::array<std::size_t, 256> counts {};
    for (const auto grey : copy.grey)
        ++counts[grey];
    const auto ground = static_cast<int>(std::max_element(counts.begin(), counts.begin() + kDarkGround) - counts.begin());
    std::size_t dark = 0;
    for (const auto grey : copy.grey)
        dark += std::abs(grey - ground) < kDiffers ? 1U : 0U;
    if (static_cast<double>(dark) < kGroundShare * static_cast<double>(copy.grey.size()))
        return std::nullopt;
    const double area = find_field(copy, ground);
    if (area < kLeastArea || area > kMostArea)
        return std::nullopt;
    const auto points = outline(copy);
    auto field = fitted_circle(copy, points);
    if (field.has_value() && sharp_share(frame, copy, points, { field->x, field->y }, ground) < kSharpShare)
        return std::nullopt;
    if (field.has_value()) {
        field->x *= copy.scale;
        field->y *= copy.scale;
        field->radius *= copy.scale;
        return field;
    }
    const auto octagon = fitted_octagon(copy);
    if (!octagon.has_value()
        || sharp_share(frame, copy, points, { octagon->x / copy.scale, octagon->y / copy.scale }, ground) < kSharpShare)
        return std::nullopt;
    return octagon;
}

std::vector<Rect> outside_round_field(const Frame& frame, const RoundField& field)
{
    if (!is_whole(frame))
        return {};
    // A blurred rim belongs to the field.
    const double reach = std::pow(field.radius * 1.02 + 3, 2);
    const Rect box { field.box.x - 4, field.box.y - 4, field.box.width + 8, field.box.height + 8 };
    const Area outside = [&](std::int32_t x, std::int32_t y) {
        if (field.octagon)
            return x < box.x || y < box.y || x >= box.x + box.width || y >= box.y + box.height;
        return (x - field.x) * (x - field.x) + (y - field.y) * (y - field.y) > reach;
    };
    const Ground ground = ground_of(frame, outside);
    if (ground.pixels == 0)
        return {};
    return content_boxes(frame, outside, ground.level, kMaxBoxes);
}

}  // namespace imprimatur::inspect
