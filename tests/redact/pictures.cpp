#include "redact/pictures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace imprimatur::redact_eval {

namespace {

// Five columns, seven rows; the highest of five bits is the left column.
constexpr std::array<std::array<std::uint8_t, 7>, 10> kDigits { {
    { 14, 17, 19, 21, 25, 17, 14 },
    { 4, 12, 4, 4, 4, 4, 14 },
    { 14, 17, 1, 2, 4, 8, 31 },
    { 31, 2, 4, 2, 1, 17, 14 },
    { 2, 6, 10, 18, 31, 2, 2 },
    { 31, 16, 30, 1, 1, 17, 14 },
    { 6, 8, 16, 30, 17, 17, 14 },
    { 31, 1, 2, 4, 8, 8, 8 },
    { 14, 17, 17, 14, 17, 17, 14 },
    { 14, 17, 17, 15, 1, 2, 12 },
} };

bool inked(const std::string& digits, double column, double row)
{
    const double cell = std::floor(column / 6);
    if (row < 0 || row >= 7 || column < 0 || cell >= static_cast<double>(digits.size()))
        return false;
    const auto within = static_cast<int>(column - 6 * cell);
    const auto& shape = kDigits[static_cast<std::size_t>(digits[static_cast<std::size_t>(cell)] - '0')];
    return within < 5 && ((shape[static_cast<std::size_t>(row)] >> (4 - within)) & 1) != 0;
}

std::uint8_t level(double value) { return static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L)); }

/// A few waves of random length and direction: the soft shapes of a radiograph.
std::vector<double> soft_shapes(std::uint32_t width, std::uint32_t height, Chance& chance)
{
    std::uniform_real_distribution<double> any(0, 1);
    std::vector<double> shapes(std::size_t { width } * height, 0.0);
    for (int wave = 0; wave < 12; ++wave) {
        const double length = 8 + 120 * any(chance);
        const double angle = 2 * std::numbers::pi * any(chance);
        const double phase = 2 * std::numbers::pi * any(chance);
        const double strength = 12 * std::sqrt(length / 60);
        for (std::size_t i = 0; i < shapes.size(); ++i) {
            const auto x = static_cast<double>(i % width);
            const auto y = static_cast<double>(i / width);
            shapes[i] += strength * std::sin(2 * std::numbers::pi * (x * std::cos(angle) + y * std::sin(angle)) / length + phase);
        }
    }
    return shapes;
}

}  // namespace

const char* name_of(Ground ground)
{
    switch (ground) {
    case Ground::Black: return "black";
    case Ground::Anatomy: return "anatomy";
    case Ground::Tissue: return "tissue";
    }
    return "";
}

Frame ground_picture(Ground ground, std::uint32_t width, std::uint32_t height, Chance& chance)
{
    const std::uint32_t channels = ground == Ground::Tissue ? 3 : 1;
    Frame frame { width, height, channels, Bytes(std::size_t { width } * height * channels, 0) };
    if (ground == Ground::Black)
        return frame;
    const auto shapes = soft_shapes(width, height, chance);
    std::normal_distribution<double> grain(0, 2.5);
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const double noise = grain(chance);
        if (channels == 1) {
            frame.samples[i] = level(105 + shapes[i] + noise);
            continue;
        }
        const std::array<double, 3> mean { 165, 85, 75 };
        const std::array<double, 3> share { 1.0, 0.75, 0.6 };
        for (std::size_t c = 0; c < 3; ++c)
            frame.samples[3 * i + c] = level(mean[c] + share[c] * shapes[i] + noise);
    }
    return frame;
}

double width_of(const Writing& writing) { return (6 * static_cast<double>(writing.digits.size()) - 1) * writing.height / 7; }

void write(Frame& frame, const Writing& writing)
{
    constexpr int kParts = 4;
    const double cell = writing.height / 7;
    const auto end
        = [](double value, std::uint32_t size) { return static_cast<std::uint32_t>(std::clamp(value, 0.0, static_cast<double>(size))); };
    for (std::uint32_t y = end(writing.y - 1, frame.height); y < end(writing.y + writing.height + 2, frame.height); ++y) {
        for (std::uint32_t x = end(writing.x - 1, frame.width); x < end(writing.x + width_of(writing) + 2, frame.width); ++x) {
            int ink = 0;
            for (int part = 0; part < kParts * kParts; ++part) {
                const double at_x = x + (part % kParts + 0.5) / kParts;
                const double at_y = y + (part / kParts + 0.5) / kParts;
                ink += inked(writing.digits, (at_x - writing.x) / cell, (at_y - writing.y) / cell) ? 1 : 0;
            }
            auto* sample = &frame.samples[(std::size_t { y } * frame.width + x) * frame.channels];
            const double share = static_cast<double>(ink) / (kParts * kParts);
            for (std::uint32_t c = 0; c < frame.channels; ++c)
                sample[c] = level(sample[c] * (1 - share) + writing.colour[c] * share);
        }
    }
}

Frame with_noise(const Frame& frame, double sigma, Chance& chance)
{
    std::normal_distribution<double> grain(0, sigma);
    Frame noisy = frame;
    for (std::size_t i = 0; i < noisy.samples.size(); i += noisy.channels) {
        const double noise = grain(chance);
        for (std::uint32_t c = 0; c < noisy.channels; ++c)
            noisy.samples[i + c] = level(noisy.samples[i + c] + noise);
    }
    return noisy;
}

}  // namespace imprimatur::redact_eval
