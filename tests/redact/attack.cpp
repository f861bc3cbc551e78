#include "redact/attack.h"

#include "redact/plan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace imprimatur::redact_eval {

namespace {

constexpr std::uint32_t kWidth = 256;
constexpr std::uint32_t kHeight = 136;

struct Scene {
    Frame ground;
    std::vector<Writing> numbers;
    Quad box;  ///< after the past
};

std::vector<std::string> some_numbers(std::size_t count, Chance& chance)
{
    std::uniform_int_distribution<int> any(1'000'000, 9'999'999);
    std::set<int> numbers;
    while (numbers.size() < count)
        numbers.insert(any(chance));
    std::vector<std::string> texts;
    for (const int number : numbers)
        texts.push_back(std::to_string(number));
    return texts;
}

Scene scene_of(const Situation& situation, Chance& chance)
{
    const double factor = situation.past->factor;
    const auto before = [&](double size) { return static_cast<std::uint32_t>(std::ceil(size / factor)); };
    Scene scene { ground_picture(situation.ground, before(kWidth), before(kHeight), chance), {}, {} };
    std::uniform_real_distribution<double> any(0, 1);
    constexpr std::array<double, 4> kHeights { 10, 14, 20, 28 };
    constexpr std::array<std::array<std::uint8_t, 3>, 4> kColours { { { 255, 255, 255 }, { 230, 230, 230 }, { 190, 190, 190 },
        { 0, 230, 255 } } };
    Writing writing;
    writing.height = kHeights[static_cast<std::size_t>(4 * any(chance))] / factor;
    writing.x = (48 + 10 * any(chance)) / factor;
    writing.y = (48 + 10 * any(chance)) / factor;
    writing.colour = kColours[static_cast<std::size_t>((situation.ground == Ground::Tissue ? 4 : 3) * any(chance))];
    for (const auto& digits : some_numbers(situation.numbers, chance)) {
        writing.digits = digits;
        scene.numbers.push_back(writing);
    }
    const double left = (writing.x - situation.past->cut_left) * factor - situation.room;
    const double top = (writing.y - situation.past->cut_top) * factor - situation.room;
    const double right = (writing.x + width_of(writing) - situation.past->cut_left) * factor + situation.room;
    const double bottom = (writing.y + writing.height - situation.past->cut_top) * factor + situation.room;
    scene.box = { { { { left, top }, { right, top }, { right, bottom }, { left, bottom } } } };
    return scene;
}

std::vector<Rect> fills_of(Rule rule, const Frame& frame, const Past& past, const Quad& box)
{
    switch (rule) {
    case Rule::Box: return { redact::bounding_rectangle(box) };
    case Rule::BoxAnd4: return { redact::fill_rectangle(box, frame.width, frame.height, false) };
    case Rule::Grid16: return { redact::fill_rectangle(box, frame.width, frame.height, true) };
    case Rule::Ours: return our_fills(frame, past, box);
    }
    return {};
}

std::vector<bool> outside(const Frame& frame, const std::vector<Rect>& fills)
{
    std::vector<bool> seen(std::size_t { frame.width } * frame.height, true);
    for (const auto& rect : fills) {
        for (std::int32_t y = rect.y; y < rect.y + rect.height; ++y)
            std::fill_n(
                seen.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(y) * frame.width + static_cast<std::size_t>(rect.x)),
                rect.width, false);
    }
    return seen;
}

double difference(const Frame& a, const Frame& b, const std::vector<bool>& seen)
{
    double sum = 0;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        for (std::size_t c = 0; seen[i] && c < a.channels; ++c) {
            const double d = static_cast<double>(a.samples[i * a.channels + c]) - b.samples[i * a.channels + c];
            sum += d * d;
        }
    }
    return sum;
}

/// 1 over the number of best ones, or 0 when the right one is not among them.
double chosen(const std::vector<double>& differences, std::size_t right)
{
    const double best = *std::min_element(differences.begin(), differences.end());
    return differences[right] > best ? 0 : 1 / static_cast<double>(std::count(differences.begin(), differences.end(), best));
}

}  // namespace

const char* name_of(Rule rule)
{
    switch (rule) {
    case Rule::Box: return "box";
    case Rule::BoxAnd4: return "box + 4";
    case Rule::Grid16: return "box + 4 on 16";
    case Rule::Ours: return "ours";
    }
    return "";
}

std::vector<Rect> our_fills(const Frame& frame, const Past& past, const Quad& box)
{
    Material material;
    material.kind = past.is_jpeg ? MediaKind::Jpeg : MediaKind::Png;
    material.frames = { frame };
    if (past.is_jpeg) {
        const std::uint32_t chroma = past.subsampled && frame.channels == 3 ? 16 : 8;
        material.blocks = BlockGrid { 0, 0, 8, 8, chroma, chroma };
    }
    Finding finding;
    finding.where = PixelPlace { 0, box };
    finding.action = Action::Fill;
    return redact::fills_of(redact::plan(material, { finding }).fills, 0);
}

Result attack(const Situation& situation, Chance& chance)
{
    const auto scene = scene_of(situation, chance);
    std::uniform_int_distribution<std::size_t> any(0, scene.numbers.size() - 1);
    const std::size_t right = any(chance);
    const auto shown = [&](const Frame& ground, const Writing& writing) {
        Frame frame = ground;
        write(frame, writing);
        return situation.past->happen(frame);
    };
    const Frame copy
        = shown(situation.unknown > 0 ? with_noise(scene.ground, situation.unknown, chance) : scene.ground, scene.numbers[right]);
    std::vector<Frame> guesses;
    for (const auto& number : scene.numbers)
        guesses.push_back(shown(scene.ground, number));
    Result result;
    for (std::size_t r = 0; r < kRules; ++r) {
        const auto rule = static_cast<Rule>(r);
        const auto fills = fills_of(rule, copy, *situation.past, scene.box);
        const auto seen = outside(copy, fills);
        result.pixels[r] = static_cast<double>(std::count(seen.begin(), seen.end(), false));
        std::vector<double> differences;
        for (const auto& guess : guesses)
            differences.push_back(difference(copy, guess, seen));
        result.found[r] = chosen(differences, right);
        if (rule != Rule::Ours)
            continue;
        for (std::size_t i = 0; i < guesses.size(); ++i) {
            if (i != right && our_fills(guesses[i], *situation.past, scene.box) != fills)
                differences[i] = std::numeric_limits<double>::infinity();
        }
        result.found_with_sizes = chosen(differences, right);
    }
    return result;
}

}  // namespace imprimatur::redact_eval
