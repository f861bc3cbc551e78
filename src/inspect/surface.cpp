#include "inspect/surface.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace imprimatur::inspect {

namespace {

constexpr double kMaxSamples = 256;  // a side
constexpr double kFinest = 1;  // millimetre; a face of 150 samples is more than a detector needs
constexpr double kTallest = 2500;  // millimetres

struct Box {
    Vector3 low { 1e9, 1e9, 1e9 };
    Vector3 high { -1e9, -1e9, -1e9 };
    void add(const Vector3& point)
    {
        for (std::size_t i = 0; i < 3; ++i) {
            low[i] = std::min(low[i], point[i]);
            high[i] = std::max(high[i], point[i]);
        }
    }
};

Vector3 along(const Vector3& from, const Vector3& direction, double distance)
{
    return { from[0] + direction[0] * distance, from[1] + direction[1] * distance, from[2] + direction[2] * distance };
}

Box extent_of(const std::vector<StackSlice>& stack)
{
    Box box;
    for (const auto* slice : { &stack.front(), &stack.back() }) {
        const auto& place = slice->place;
        const double across = place.mm_x * (slice->frame->width - 1);
        const double down = place.mm_y * (slice->frame->height - 1);
        for (const double x : { 0.0, across }) {
            for (const double y : { 0.0, down })
                box.add(along(along(*place.position, (*place.axes)[0], x), (*place.axes)[1], y));
        }
    }
    return box;
}

double in_slice(const Frame& frame, double x, double y)
{
    const auto column = static_cast<std::size_t>(x);
    const auto row = static_cast<std::size_t>(y);
    const double right = x - static_cast<double>(column);
    const double down = y - static_cast<double>(row);
    const std::size_t at = row * frame.width + column;
    const std::size_t next = column + 1 < frame.width ? 1 : 0;
    const std::size_t below = row + 1 < frame.height ? frame.width : 0;
    const auto& s = frame.samples;
    return (s[at] * (1 - right) + s[at + next] * right) * (1 - down) + (s[at + below] * (1 - right) + s[at + below + next] * right) * down;
}

/// Values between the slices. The lookup table keeps the search for the neighbouring slice out of the loop over 16 million samples.
class Sampler {
public:
    explicit Sampler(const std::vector<StackSlice>& stack)
        : m_stack(stack)
        , m_normal(normal_of(stack.front().place))
    {
        const double length = stack.back().along - stack.front().along;
        m_step = std::max(0.25, length / 4096);
        std::size_t slice = 0;
        for (double at = 0; at <= length + m_step; at += m_step) {
            while (slice + 2 < stack.size() && stack[slice + 1].along - stack.front().along <= at)
                ++slice;
            m_below.push_back(slice);
        }
    }

    [[nodiscard]] std::uint8_t at(const Vector3& point) const
    {
        const double height = dot(point, m_normal) - m_stack.front().along;
        if (height < 0 || height > m_stack.back().along - m_stack.front().along)
            return 0;
        std::size_t low = m_below[std::min(m_below.size() - 1, static_cast<std::size_t>(height / m_step))];
        while (low + 2 < m_stack.size() && m_stack[low + 1].along - m_stack.front().along <= height)
            ++low;
        const auto& first = m_stack[low];
        const auto& second = m_stack[std::min(low + 1, m_stack.size() - 1)];
        const double gap = second.along - first.along;
        const double part = gap > 0 ? std::clamp((height + m_stack.front().along - first.along) / gap, 0.0, 1.0) : 0;
        return static_cast<std::uint8_t>(std::lround(value(first, point) * (1 - part) + value(second, point) * part));
    }

private:
    static double value(const StackSlice& slice, const Vector3& point)
    {
        const auto& place = slice.place;
        const Vector3 offset { point[0] - (*place.position)[0], point[1] - (*place.position)[1], point[2] - (*place.position)[2] };
        const double x = dot(offset, (*place.axes)[0]) / place.mm_x;
        const double y = dot(offset, (*place.axes)[1]) / place.mm_y;
        if (x < 0 || y < 0 || x > slice.frame->width - 1 || y > slice.frame->height - 1)
            return 0;
        return in_slice(*slice.frame, x, y);
    }

    const std::vector<StackSlice>& m_stack;
    Vector3 m_normal;
    double m_step = 1;
    std::vector<std::size_t> m_below;
};

std::uint32_t samples_for(double length, double mm) { return static_cast<std::uint32_t>(std::clamp(length / mm + 1, 1.0, kMaxSamples)); }

/// Head rests, cushions and noise are not part of the head: only the largest thing above the level stays.
void keep_largest(Volume& volume, std::uint8_t level)
{
    const std::array<std::size_t, 3> strides { 1, volume.width, std::size_t { volume.width } * volume.depth };
    std::vector<std::uint8_t> part(volume.samples.size(), 0);  // 0: not seen, 1: seen, 2: the largest so far
    std::vector<std::uint32_t> members;
    std::vector<std::uint32_t> largest;
    for (std::size_t start = 0; start < part.size(); ++start) {
        if (part[start] != 0 || volume.samples[start] <= level)
            continue;
        members.assign(1, static_cast<std::uint32_t>(start));
        part[start] = 1;
        for (std::size_t next = 0; next < members.size(); ++next) {
            const std::size_t at = members[next];
            const std::array<std::size_t, 3> place { at % volume.width, at / volume.width % volume.depth, at / strides[2] };
            const std::array<std::uint32_t, 3> sizes { volume.width, volume.depth, volume.height };
            for (std::size_t axis = 0; axis < 3; ++axis) {
                for (const bool up : { false, true }) {
                    if (up ? place[axis] + 1 >= sizes[axis] : place[axis] == 0)
                        continue;
                    const std::size_t to = up ? at + strides[axis] : at - strides[axis];
                    if (part[to] == 0 && volume.samples[to] > level) {
                        part[to] = 1;
                        members.push_back(static_cast<std::uint32_t>(to));
                    }
                }
            }
        }
        if (members.size() > largest.size())
            largest.swap(members);
    }
    for (const auto at : largest)
        part[at] = 2;
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (part[i] == 1)
            volume.samples[i] = level;
    }
}

/// Three samples are averaged along each axis: noise in the air would stand before the face like rain.
void smooth(Volume& volume)
{
    const std::array<std::size_t, 3> strides { 1, volume.width, std::size_t { volume.width } * volume.depth };
    const std::array<std::uint32_t, 3> sizes { volume.width, volume.depth, volume.height };
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const std::size_t stride = strides[axis];
        const std::size_t block = stride * sizes[axis];
        if (sizes[axis] < 3)
            continue;
        for (std::size_t start = 0; start < volume.samples.size(); start += block) {
            for (std::size_t line = start; line < start + stride; ++line) {
                unsigned before = volume.samples[line];
                for (std::size_t at = line + stride; at + stride < line + block; at += stride) {
                    const unsigned here = volume.samples[at];
                    volume.samples[at] = static_cast<std::uint8_t>((before + 2 * here + volume.samples[at + stride] + 2) / 4);
                    before = here;
                }
            }
        }
    }
}

/// Distance in samples from the viewer's plane to the surface, per pixel of the view; NaN where there is only air.
class DepthMap {
public:
    DepthMap(const Volume& volume, double turn, std::uint8_t level)
        : m_volume(volume)
        , m_level(level)
    {
        const double diagonal = std::hypot(volume.width, volume.depth);
        m_width = turn == 0 ? volume.width : static_cast<std::uint32_t>(diagonal);
        m_cosine = std::cos(turn);
        m_sine = std::sin(turn);
        m_reach = static_cast<int>(diagonal / 2) + 1;
        m_depths.resize(std::size_t { m_width } * volume.height, std::numeric_limits<float>::quiet_NaN());
        for (std::uint32_t row = 0; row < volume.height; ++row) {
            for (std::uint32_t column = 0; column < m_width; ++column)
                m_depths[std::size_t { row } * m_width + column] = cast(column, volume.height - 1 - row);
        }
    }

    /// Lit from the viewer's upper left; flat air is black.
    [[nodiscard]] Frame shade() const
    {
        const std::uint32_t height = m_volume.height;
        Frame picture { m_width, height, 1, Bytes(std::size_t { m_width } * height, 0) };
        for (std::uint32_t y = 1; y + 1 < height; ++y) {
            for (std::uint32_t x = 1; x + 1 < m_width; ++x) {
                const std::size_t at = std::size_t { y } * m_width + x;
                const float across = slope(at, 1);
                const float down = slope(at, m_width);
                if (std::isnan(m_depths[at]))
                    continue;
                const float lit = (1 - 0.35F * across + 0.45F * down) / (std::sqrt(1 + across * across + down * down) * 1.16F);
                picture.samples[at] = static_cast<std::uint8_t>(40 + 200 * std::clamp(lit, 0.0F, 1.0F));
            }
        }
        return picture;
    }

private:
    float cast(std::uint32_t column, std::uint32_t z) const
    {
        const double sideways = column - (m_width - 1) / 2.0;
        const double centre_x = (m_volume.width - 1) / 2.0;
        const double centre_y = (m_volume.depth - 1) / 2.0;
        int inside = 0;
        double air = 0;
        double skin = 0;
        for (int step = -m_reach; step <= m_reach; ++step) {
            const double x = centre_x + sideways * m_cosine - step * m_sine;
            const double y = centre_y + sideways * m_sine + step * m_cosine;
            if (x < 0 || y < 0 || x > m_volume.width - 1 || y > m_volume.depth - 1)
                continue;
            const auto here = m_volume.at(static_cast<std::uint32_t>(x + 0.5), static_cast<std::uint32_t>(y + 0.5), z);
            inside = here > m_level ? inside + 1 : 0;
            // A single bright sample in the air is noise or a hair.
            if (inside == 2)
                return static_cast<float>(step + m_reach - 1 - (skin - m_level) / (skin - air));
            (inside == 0 ? air : skin) = here;
        }
        return std::numeric_limits<float>::quiet_NaN();
    }

    [[nodiscard]] float slope(std::size_t at, std::size_t stride) const
    {
        const float before = m_depths[at - stride];
        const float after = m_depths[at + stride];
        // At the outline the surface falls away from the viewer.
        constexpr float kSteep = 3;
        if (std::isnan(before) || std::isnan(after))
            return kSteep;
        return std::clamp((after - before) / 2, -kSteep, kSteep);
    }

    const Volume& m_volume;
    std::uint8_t m_level;
    std::uint32_t m_width = 0;
    double m_cosine = 1;
    double m_sine = 0;
    int m_reach = 0;
    std::vector<float> m_depths;
};

}  // namespace

std::uint8_t skin_level(const std::array<std::uint64_t, 256>& histogram)
{
    double count = 0;
    double sum = 0;
    for (std::size_t i = 0; i < 256; ++i) {
        count += static_cast<double>(histogram[i]);
        sum += static_cast<double>(histogram[i]) * static_cast<double>(i);
    }
    double below = 0;
    double below_sum = 0;
    double best = -1;
    double level = 0;
    double air = 0;
    for (std::size_t i = 0; i < 255; ++i) {
        below += static_cast<double>(histogram[i]);
        below_sum += static_cast<double>(histogram[i]) * static_cast<double>(i);
        if (below == 0 || below == count)
            continue;
        const double difference = below_sum / below - (sum - below_sum) / (count - below);
        const double between = below * (count - below) * difference * difference;
        if (between > best) {
            best = between;
            level = static_cast<double>(i);
            air = below_sum / below;
        }
    }
    return static_cast<std::uint8_t>(std::clamp(std::lround((level + air) / 2), 1L, 254L));
}

Result<Volume> build_volume(const std::vector<StackSlice>& stack)
{
    const auto refuse = [](const char* what) { return Error { ErrorCode::InvalidArgument, what, {}, {} }; };
    if (stack.size() < 2 || stack.front().frame->width < 2 || stack.front().frame->height < 2)
        return refuse("too few slices for a surface");
    const Box box = extent_of(stack);
    double longest = 0;
    for (std::size_t i = 0; i < 3; ++i)
        longest = std::max(longest, box.high[i] - box.low[i]);
    if (!(longest > 0) || longest > kTallest)
        return refuse("the slices do not lie in one body");
    Volume volume;
    volume.mm = std::max(kFinest, longest / (kMaxSamples - 1));
    volume.width = samples_for(box.high[0] - box.low[0], volume.mm);
    volume.depth = samples_for(box.high[1] - box.low[1], volume.mm);
    volume.height = samples_for(box.high[2] - box.low[2], volume.mm);
    volume.samples.reserve(std::size_t { volume.width } * volume.depth * volume.height);
    const Sampler sampler(stack);
    for (std::uint32_t z = 0; z < volume.height; ++z) {
        for (std::uint32_t y = 0; y < volume.depth; ++y) {
            for (std::uint32_t x = 0; x < volume.width; ++x)
                volume.samples.push_back(
                    sampler.at({ box.low[0] + x * volume.mm, box.low[1] + y * volume.mm, box.low[2] + z * volume.mm }));
        }
    }
    return volume;
}

std::vector<Frame> render_face(const Volume& volume)
{
    std::array<std::uint64_t, 256> histogram {};
    for (const auto sample : volume.samples)
        ++histogram[sample];
    const std::uint8_t level = skin_level(histogram);
    Volume smoothed = volume;
    smooth(smoothed);
    keep_largest(smoothed, level);
    std::vector<Frame> views;
    for (const double turn : { 0.0, -std::numbers::pi / 4, std::numbers::pi / 4 })
        views.push_back(DepthMap(smoothed, turn, level).shade());
    return views;
}

}  // namespace imprimatur::inspect
