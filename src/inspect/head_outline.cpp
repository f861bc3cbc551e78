#include "inspect/head_outline.h"

#include "inspect/surface.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace imprimatur::inspect {

namespace {

// Outlines need no more.
constexpr std::uint32_t kSide = 128;

struct Small {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    double mm_x = 0;
    double mm_y = 0;
    Bytes samples;
};

/// Means of square blocks.
Small reduce(const Frame& frame, const SlicePlace& place)
{
    const std::uint32_t step = std::max<std::uint32_t>(1, (std::max(frame.width, frame.height) + kSide - 1) / kSide);
    Small small { frame.width / step, frame.height / step, place.mm_x * step, place.mm_y * step, {} };
    for (std::uint32_t y = 0; y < small.height; ++y) {
        for (std::uint32_t x = 0; x < small.width; ++x) {
            std::uint64_t sum = 0;
            for (std::uint32_t dy = 0; dy < step; ++dy) {
                for (std::uint32_t dx = 0; dx < step; ++dx)
                    sum += frame.samples[std::size_t { y * step + dy } * frame.width + x * step + dx];
            }
            small.samples.push_back(static_cast<std::uint8_t>(sum / (std::uint64_t { step } * step)));
        }
    }
    return small;
}

struct Piece {
    std::size_t area = 0;
    std::uint32_t left = 0;
    std::uint32_t right = 0;
    std::uint32_t top = 0;
    std::uint32_t bottom = 0;
};

std::vector<Piece> pieces_above(const Small& small, std::uint8_t level)
{
    std::vector<std::uint8_t> open(small.samples.size());
    for (std::size_t i = 0; i < open.size(); ++i)
        open[i] = small.samples[i] > level ? 1 : 0;
    std::vector<Piece> pieces;
    std::vector<std::size_t> stack;
    const auto push = [&](std::size_t at) {
        if (open[at] != 0) {
            open[at] = 0;
            stack.push_back(at);
        }
    };
    for (std::size_t start = 0; start < open.size(); ++start) {
        if (open[start] == 0)
            continue;
        Piece piece { 0, small.width, 0, small.height, 0 };
        push(start);
        while (!stack.empty()) {
            const std::size_t at = stack.back();
            stack.pop_back();
            const auto x = static_cast<std::uint32_t>(at % small.width);
            const auto y = static_cast<std::uint32_t>(at / small.width);
            ++piece.area;
            piece.left = std::min(piece.left, x);
            piece.right = std::max(piece.right, x);
            piece.top = std::min(piece.top, y);
            piece.bottom = std::max(piece.bottom, y);
            if (x > 0)
                push(at - 1);
            if (x + 1 < small.width)
                push(at + 1);
            if (y > 0)
                push(at - small.width);
            if (y + 1 < small.height)
                push(at + small.width);
        }
        pieces.push_back(piece);
    }
    std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.area > b.area; });
    return pieces;
}

/// Share of directions from the middle in which the brightest sample of the outer third is far above the middle ones.
double ring_share(const Small& small, const Piece& piece, std::uint8_t level)
{
    constexpr int kRays = 72;
    std::array<std::uint64_t, 256> values {};
    for (std::uint32_t y = piece.top; y <= piece.bottom; ++y) {
        for (std::uint32_t x = piece.left; x <= piece.right; ++x)
            ++values[small.samples[std::size_t { y } * small.width + x]];
    }
    // The middle value of what is not air.
    std::uint64_t inside = 0;
    for (std::size_t i = level + 1U; i < 256; ++i)
        inside += values[i];
    std::uint64_t seen = 0;
    int soft = level;
    while (soft < 255 && 2 * seen < inside)
        seen += values[static_cast<std::size_t>(++soft)];
    const int bone = std::min(250, soft + std::max(15, (255 - soft) / 5));
    if (soft >= bone)
        return 0;
    const double middle_x = (piece.left + piece.right) / 2.0;
    const double middle_y = (piece.top + piece.bottom) / 2.0;
    const double half_x = (piece.right - piece.left) / 2.0;
    const double half_y = (piece.bottom - piece.top) / 2.0;
    int hits = 0;
    for (int ray = 0; ray < kRays; ++ray) {
        const double angle = 2 * std::numbers::pi * ray / kRays;
        int brightest = 0;
        for (double part = 0.6; part <= 1; part += 0.02) {
            const auto x = static_cast<std::size_t>(std::lround(middle_x + part * half_x * std::cos(angle)));
            const auto y = static_cast<std::size_t>(std::lround(middle_y + part * half_y * std::sin(angle)));
            brightest = std::max<int>(brightest, small.samples[y * small.width + x]);
        }
        hits += brightest >= bone ? 1 : 0;
    }
    return static_cast<double>(hits) / kRays;
}

}  // namespace

bool one_of_planes(Plane plane, std::initializer_list<Plane> list) { return std::find(list.begin(), list.end(), plane) != list.end(); }

Outline outline_of(const Frame& frame, const SlicePlace& place, bool is_ct)
{
    constexpr std::uint32_t kLeast = 32;
    const bool grey = frame.channels == 1 && frame.samples.size() == std::size_t { frame.width } * frame.height;
    if (!grey || frame.width < kLeast || frame.height < kLeast || !(place.mm_x > 0) || !(place.mm_y > 0) || plane_of(place) != Plane::Axial)
        return Outline::Unknown;
    const Small small = reduce(frame, place);
    std::array<std::uint64_t, 256> histogram {};
    for (const auto sample : small.samples)
        ++histogram[sample];
    const auto level = skin_level(histogram);
    const auto pieces = pieces_above(small, level);
    if (pieces.empty())
        return Outline::Unknown;
    const Piece& body = pieces.front();
    const double across = (body.right - body.left + 1) * small.mm_x;
    const double down = (body.bottom - body.top + 1) * small.mm_y;
    // Two legs, or a chest with arms beside it.
    if (pieces.size() > 1 && pieces[1].area * 2 > body.area)
        return Outline::Other;
    if (std::max(across, down) > 300 || std::max(across, down) < 80)
        return std::max(across, down) < 80 && small.width * small.mm_x < 120 ? Outline::Unknown : Outline::Other;
    const double filled = static_cast<double>(body.area) / (double(body.right - body.left + 1) * (body.bottom - body.top + 1));
    const bool sized
        = std::min(across, down) >= 110 && std::min(across, down) <= 230 && std::max(across, down) >= 130 && std::max(across, down) <= 280;
    if (is_ct && sized && filled > 0.55 && ring_share(small, body, level) >= 0.9)
        return Outline::Head;
    return Outline::Unknown;
}

bool looks_like_skin_render(const Frame& frame)
{
    const std::size_t pixels = std::size_t { frame.width } * frame.height;
    if (frame.channels != 3 || pixels == 0 || frame.samples.size() != pixels * 3)
        return false;
    const std::size_t step = std::max<std::size_t>(1, pixels / 40'000);
    std::array<std::size_t, 2> ground {};  // dark, bright
    std::size_t looked = 0;
    std::size_t skin = 0;
    for (std::size_t i = 0; i < pixels; i += step) {
        const int red = frame.samples[i * 3];
        const int green = frame.samples[i * 3 + 1];
        const int blue = frame.samples[i * 3 + 2];
        ++looked;
        if (std::max({ red, green, blue }) < 24)
            ++ground[0];
        else if (std::min({ red, green, blue }) > 235)
            ++ground[1];
        else if (red > green && green >= blue && red - blue > 20 && red - green < 110)
            ++skin;
    }
    const std::size_t even = std::max(ground[0], ground[1]);
    return even * 5 >= looked && skin * 10 >= (looked - even) * 6 && skin * 10 >= looked;
}

}  // namespace imprimatur::inspect
