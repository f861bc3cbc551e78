#include "desk/head_peel.h"

#include "inspect/skin_peel.h"
#include "inspect/surface.h"
#include "redact/plan.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace imprimatur::desk {

namespace {

// Fewer slices render no surface.
constexpr std::size_t kSmallestStack = 6;

/// The slices in the order in which they lie in the patient, and which frame each of them is. Frames that make no stack stay in the
/// order of the file and are peeled one by one.
struct Order {
    std::vector<const Frame*> slices;
    std::vector<std::uint32_t> frames;
    double slice_mm = 0;
};

Order order_of(const Material& material)
{
    const std::array<const Material*, 1> all { &material };
    const auto stack = inspect::largest_stack(all);
    Order order;
    if (stack.size() == material.frames.size()) {
        for (const auto& slice : stack) {
            order.slices.push_back(slice.frame);
            order.frames.push_back(static_cast<std::uint32_t>(slice.frame - material.frames.data()));
        }
        order.slice_mm = inspect::stack_spacing(stack);
        return order;
    }
    for (std::uint32_t i = 0; i < material.frames.size(); ++i) {
        order.slices.push_back(&material.frames[i]);
        order.frames.push_back(i);
    }
    return order;
}

inspect::PeelSeries series_of(const Material& material, const Order& order, Random& random)
{
    const auto places = inspect::slice_places(material);
    inspect::PeelSeries series;
    if (!places.empty()) {
        series.slice.mm_x = places[0].mm_x;
        series.slice.mm_y = places[0].mm_y;
    }
    series.slice_mm = order.slice_mm;
    series.slice.lossy = material.lossy_ancestor;
    std::array<std::uint8_t, sizeof series.seed> seed {};
    random.fill(seed);
    std::memcpy(&series.seed, seed.data(), seed.size());
    return series;
}

/// Does the detector still see somebody in what can be rendered, or can nobody say? One file of a few slices renders nothing.
Result<bool> shows_a_face(Reader& reader, const Material& material)
{
    const std::array<const Material*, 1> all { &material };
    const auto stack = inspect::largest_stack(all);
    if (material.frames.size() < kSmallestStack)
        return false;
    const auto volume = inspect::build_volume(stack);
    if (stack.size() < kSmallestStack || !volume.ok())
        return true;
    for (const auto& view : inspect::render_face(*volume)) {
        const auto look = TRY(reader.look(view, { .effort = Effort::Standard, .covered = {} }));
        const auto* finds = std::get_if<PixelFinds>(&look);
        if (finds == nullptr
            || std::any_of(finds->faces.begin(), finds->faces.end(), [](const FaceBox& face) { return face.score >= kSureFace; }))
            return true;
    }
    return false;
}

}  // namespace

Result<Peel> peel_head(Reader& reader, Random& random, const Material& material)
{
    if (material.modality != "CT" && material.modality != "MR")
        return Peel("--peel is for CT and MR: in other pictures there is no surface to take off");
    if (material.more_frames)
        return Peel("it is too long to be peeled at once: split it");
    const Order order = order_of(material);
    auto fills = inspect::peel_series(order.slices, series_of(material, order, random));
    if (!fills.ok())
        return Peel("it cannot be peeled: " + fills.error().what);
    for (auto& fill : *fills)
        fill.frame = order.frames[fill.frame];
    Material peeled = material;
    for (const auto& fill : *fills)
        redact::fill(peeled.frames[fill.frame], fill.rect);
    if (TRY(shows_a_face(reader, peeled)))
        return Peel("a face can still be rendered from what is left, or could not be looked for");
    return Peel(std::move(fills).value());
}

}  // namespace imprimatur::desk
