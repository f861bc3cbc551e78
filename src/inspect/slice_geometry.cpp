#include "inspect/slice_geometry.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <map>
#include <tuple>

namespace imprimatur::inspect {

namespace {

// Larger than a person by far; anything above is nonsense in the header.
constexpr double kFarthest = 1e5;

/// `count` backslash-separated decimals, all finite and plausible.
template <std::size_t count> std::optional<std::array<double, count>> decimals(std::string_view text)
{
    std::array<double, count> values {};
    for (std::size_t i = 0; i < count; ++i) {
        const auto end = std::min(text.find('\\'), text.size());
        std::string_view one = text.substr(0, end);
        while (!one.empty() && (one.front() == ' ' || one.front() == '+'))
            one.remove_prefix(1);
        const auto [last, wrong] = std::from_chars(one.data(), one.data() + one.size(), values[i]);
        if (wrong != std::errc {} || last == one.data() || !std::isfinite(values[i]) || std::abs(values[i]) > kFarthest)
            return std::nullopt;
        if (end == text.size() && i + 1 < count)
            return std::nullopt;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return values;
}

void set_axes(SlicePlace& place, std::string_view text)
{
    const auto six = decimals<6>(text);
    if (!six)
        return;
    std::array<Vector3, 2> axes { Vector3 { (*six)[0], (*six)[1], (*six)[2] }, Vector3 { (*six)[3], (*six)[4], (*six)[5] } };
    for (auto& axis : axes) {
        const double length = std::sqrt(dot(axis, axis));
        if (length < 0.9 || length > 1.1)
            return;
        for (auto& part : axis)
            part /= length;
    }
    if (std::abs(dot(axes[0], axes[1])) < 0.02)
        place.axes = axes;
}

void set_length(double& field, std::string_view text)
{
    const auto one = decimals<1>(text);
    // SpacingBetweenSlices may be negative in nuclear medicine.
    if (one && std::abs((*one)[0]) > 1e-3)
        field = std::abs((*one)[0]);
}

void take(SlicePlace& place, const Attribute& attribute)
{
    if (attribute.tag == "(0020,0032)") {
        if (const auto three = decimals<3>(attribute.value))
            place.position = *three;
    } else if (attribute.tag == "(0020,0037)") {
        set_axes(place, attribute.value);
    } else if (attribute.tag == "(0028,0030)") {
        if (const auto two = decimals<2>(attribute.value); two && (*two)[0] > 1e-3 && (*two)[1] > 1e-3) {
            place.mm_y = (*two)[0];
            place.mm_x = (*two)[1];
        }
    } else if (attribute.tag == "(0018,0088)") {
        set_length(place.thickness, attribute.value);
    } else if (attribute.tag == "(0018,0050)" && place.thickness == 0) {
        set_length(place.thickness, attribute.value);
    }
}

/// "(5200,9230)[12]/...": 12.
std::optional<std::size_t> frame_number(std::string_view path)
{
    constexpr std::string_view kPerFrame = "(5200,9230)[";
    if (path.substr(0, kPerFrame.size()) != kPerFrame)
        return std::nullopt;
    std::size_t number = 0;
    const auto* first = path.data() + kPerFrame.size();
    const auto [last, wrong] = std::from_chars(first, path.data() + path.size(), number);
    if (wrong != std::errc {} || last == first)
        return std::nullopt;
    return number;
}

bool is_shared(const Attribute& attribute) { return attribute.path == attribute.tag || attribute.path.rfind("(5200,9229)[0]/", 0) == 0; }

struct StackKey {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::array<long, 8> rounded {};  ///< row, column, spacing; what differs by less than rounding is one stack
    auto operator<=>(const StackKey&) const = default;
};

StackKey key_of(const Frame& frame, const SlicePlace& place)
{
    StackKey key { frame.width, frame.height, {} };
    for (std::size_t i = 0; i < 3; ++i) {
        key.rounded[i] = std::lround((*place.axes)[0][i] * 50);
        key.rounded[i + 3] = std::lround((*place.axes)[1][i] * 50);
    }
    key.rounded[6] = std::lround(place.mm_x * 100);
    key.rounded[7] = std::lround(place.mm_y * 100);
    return key;
}

/// The first slice at each place is one stack, the second at each place another, and so on.
void add_layers(std::vector<StackSlice> slices, std::vector<std::vector<StackSlice>>& stacks)
{
    constexpr double kOnePlace = 0.05;  // millimetres
    std::stable_sort(slices.begin(), slices.end(), [](const StackSlice& a, const StackSlice& b) { return a.along < b.along; });
    std::vector<std::vector<StackSlice>> layers;
    std::size_t layer = 0;
    double place = 0;
    for (const auto& slice : slices) {
        layer = !layers.empty() && slice.along - place < kOnePlace ? layer + 1 : 0;
        if (layer == 0)
            place = slice.along;
        if (layer == layers.size())
            layers.emplace_back();
        layers[layer].push_back(slice);
    }
    std::move(layers.begin(), layers.end(), std::back_inserter(stacks));
}

}  // namespace

double dot(const Vector3& a, const Vector3& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

Vector3 cross(const Vector3& a, const Vector3& b)
{
    return { a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0] };
}

Vector3 normal_of(const SlicePlace& place) { return cross((*place.axes)[0], (*place.axes)[1]); }

Plane plane_of(const SlicePlace& place)
{
    constexpr double kNear = 0.819;  // cosine of 35 degrees
    if (!place.axes)
        return Plane::Unknown;
    const Vector3 normal = normal_of(place);
    if (std::abs(normal[2]) >= kNear)
        return Plane::Axial;
    if (std::abs(normal[1]) >= kNear)
        return Plane::Coronal;
    return std::abs(normal[0]) >= kNear ? Plane::Sagittal : Plane::Oblique;
}

std::string_view attribute_value(const Material& material, std::string_view tag)
{
    for (const auto& attribute : material.attributes) {
        if (attribute.path == tag)
            return attribute.value;
    }
    return {};
}

std::vector<SlicePlace> slice_places(const Material& material)
{
    SlicePlace shared;
    for (const auto& attribute : material.attributes) {
        if (is_shared(attribute))
            take(shared, attribute);
    }
    std::vector<SlicePlace> places(material.frames.size(), shared);
    for (const auto& attribute : material.attributes) {
        const auto number = frame_number(attribute.path);
        if (number && *number < places.size())
            take(places[*number], attribute);
    }
    return places;
}

std::vector<std::vector<StackSlice>> stacks_of(std::span<const Material* const> materials)
{
    std::map<StackKey, std::vector<StackSlice>> parallel;
    for (const auto* material : materials) {
        const auto places = slice_places(*material);
        for (std::size_t i = 0; i < places.size(); ++i) {
            const auto& place = places[i];
            const Frame& frame = material->frames[i];
            const bool placed = place.axes && place.position && place.mm_x > 0;
            if (placed && frame.channels == 1 && frame.samples.size() == std::size_t { frame.width } * frame.height)
                parallel[key_of(frame, place)].push_back({ &frame, place, dot(*place.position, normal_of(place)) });
        }
    }
    std::vector<std::vector<StackSlice>> stacks;
    for (auto& [key, slices] : parallel)
        add_layers(std::move(slices), stacks);
    std::stable_sort(stacks.begin(), stacks.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return stacks;
}

std::vector<StackSlice> largest_stack(std::span<const Material* const> materials)
{
    auto stacks = stacks_of(materials);
    return stacks.empty() ? std::vector<StackSlice>() : std::move(stacks.front());
}

double stack_spacing(const std::vector<StackSlice>& stack)
{
    if (stack.size() < 2)
        return 0;
    std::vector<double> gaps;
    for (std::size_t i = 1; i < stack.size(); ++i)
        gaps.push_back(stack[i].along - stack[i - 1].along);
    std::nth_element(gaps.begin(), gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2), gaps.end());
    return gaps[gaps.size() / 2];
}

}  // namespace imprimatur::inspect
