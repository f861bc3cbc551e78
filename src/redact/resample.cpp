#include "redact/resample.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace imprimatur::redact {

namespace {

// Catmull-Rom reaches two samples of the new distance to each side.
constexpr double kReach = 2;

double catmull_rom(double x)
{
    x = std::abs(x);
    if (x < 1)
        return (1.5 * x - 2.5) * x * x + 1;
    return x < kReach ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

/// What one new sample is made of: weights of old samples from `first` on, their sum is 1.
struct Mean {
    std::size_t first = 0;
    std::vector<float> weights;
};

bool is_factor(double factor) { return factor >= kSmallestFactor && factor <= kLargestFactor; }

std::uint32_t new_side(std::uint32_t side, double factor) { return std::max(1U, static_cast<std::uint32_t>(std::ceil(side * factor))); }

/// Old coordinate of the centre of new sample `at`. The sides' own ratio, so that both ends fit.
double centre_of(std::uint32_t at, double ratio) { return (at + 0.5) / ratio - 0.5; }

double ratio_of(std::uint32_t side, double factor) { return static_cast<double>(new_side(side, factor)) / side; }

/// The old samples that new sample `at` is made of, half open and not yet cut at the picture's edges.
struct Support {
    std::int64_t from = 0;
    std::int64_t to = 0;
};
Support support_of(std::uint32_t at, double ratio)
{
    const double centre = centre_of(at, ratio);
    const double reach = kReach / ratio;
    return { static_cast<std::int64_t>(std::ceil(centre - reach)), static_cast<std::int64_t>(std::floor(centre + reach)) + 1 };
}

std::vector<Mean> means_of(std::uint32_t side, double factor)
{
    const double ratio = ratio_of(side, factor);
    std::vector<Mean> means(new_side(side, factor));
    for (std::uint32_t i = 0; i < means.size(); ++i) {
        const auto support = support_of(i, ratio);
        const auto from = std::max<std::int64_t>(support.from, 0);
        const auto to = std::min<std::int64_t>(support.to, side);
        means[i].first = static_cast<std::size_t>(from);
        double sum = 0;
        for (auto old = from; old < to; ++old)
            sum += catmull_rom((static_cast<double>(old) - centre_of(i, ratio)) * ratio);
        for (auto old = from; old < to; ++old)
            means[i].weights.push_back(static_cast<float>(catmull_rom((static_cast<double>(old) - centre_of(i, ratio)) * ratio) / sum));
    }
    return means;
}

/// New rows or columns that are made of nothing but old ones of [from, to).
std::pair<std::int32_t, std::int32_t> inner(std::int32_t from, std::int32_t to, std::uint32_t side, double factor)
{
    const double ratio = ratio_of(side, factor);
    const auto last = static_cast<std::int64_t>(side);
    std::int32_t first_inside = -1;
    std::int32_t end_inside = -1;
    for (std::uint32_t i = 0; i < new_side(side, factor); ++i) {
        const auto support = support_of(i, ratio);
        if (std::max<std::int64_t>(support.from, 0) < from || std::min(support.to, last) > to)
            continue;
        if (first_inside < 0)
            first_inside = static_cast<std::int32_t>(i);
        end_inside = static_cast<std::int32_t>(i) + 1;
    }
    return { std::max(first_inside, 0), std::max(end_inside, 0) };
}

}  // namespace

std::optional<Frame> resample(const Frame& frame, double factor)
{
    const bool sane = frame.width > 0 && frame.height > 0 && (frame.channels == 1 || frame.channels == 3)
        && frame.samples.size() == std::size_t { frame.width } * frame.height * frame.channels;
    if (!is_factor(factor) || !sane)
        return std::nullopt;
    const auto across = means_of(frame.width, factor);
    const auto down = means_of(frame.height, factor);
    const std::size_t channels = frame.channels;
    Frame made { static_cast<std::uint32_t>(across.size()), static_cast<std::uint32_t>(down.size()), frame.channels, {} };
    made.samples.resize(across.size() * down.size() * channels);
    const std::size_t stride = frame.width * channels;
    std::vector<float> column(stride);
    for (std::size_t y = 0; y < down.size(); ++y) {
        std::fill(column.begin(), column.end(), 0.0F);
        for (std::size_t i = 0; i < down[y].weights.size(); ++i) {
            const auto* row = &frame.samples[(down[y].first + i) * stride];
            for (std::size_t x = 0; x < stride; ++x)
                column[x] += down[y].weights[i] * static_cast<float>(row[x]);
        }
        auto* out = &made.samples[y * across.size() * channels];
        for (const auto& mean : across) {
            for (std::size_t c = 0; c < channels; ++c, ++out) {
                float sum = 0;
                for (std::size_t i = 0; i < mean.weights.size(); ++i)
                    sum += mean.weights[i] * column[(mean.first + i) * channels + c];
                *out = static_cast<std::uint8_t>(std::clamp(std::lround(sum), 0L, 255L));
            }
        }
    }
    return made;
}

Rect scaled(const Rect& rect, std::uint32_t width, std::uint32_t height, double factor)
{
    if (!is_factor(factor) || width == 0 || height == 0)
        return {};
    const auto [left, right] = inner(rect.x, rect.x + rect.width, width, factor);
    const auto [top, bottom] = inner(rect.y, rect.y + rect.height, height, factor);
    return right > left && bottom > top ? Rect { left, top, right - left, bottom - top } : Rect {};
}

Quad scaled(const Quad& quad, std::uint32_t width, std::uint32_t height, double factor)
{
    Quad made = quad;
    for (auto& corner : made.corners) {
        corner.x *= width == 0 ? factor : ratio_of(width, factor);
        corner.y *= height == 0 ? factor : ratio_of(height, factor);
    }
    return made;
}

Quad in_original(const Quad& quad, double factor)
{
    Quad made = quad;
    for (auto& corner : made.corners) {
        corner.x /= factor;
        corner.y /= factor;
    }
    return made;
}

}  // namespace imprimatur::redact
