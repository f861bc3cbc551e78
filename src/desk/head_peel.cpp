#include "desk/head_peel.h"

#include "inspect/head_volume.h"
#include "inspect/skin_peel.h"
#include "inspect/surface.h"
#include "redact/plan.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <optional>

namespace imprimatur::desk {

namespace {

using Stack = std::vector<inspect::StackSlice>;

// Fewer slices render no surface.
constexpr std::size_t kSmallestStack = 6;

// A localiser has three planes of a few slices each. More small stacks than that are one volume cut in many directions.
constexpr std::size_t kMostSmallStacks = 3;

std::optional<std::string> not_slices(const Material& material)
{
    if (material.modality != "CT" && material.modality != "MR")
        return "--peel is for CT and MR: in other pictures there is no surface to take off";
    if (inspect::is_mosaic(material))
        return "it cannot be peeled: its slices stand side by side in one picture, and nobody can look at what they give together";
    return std::nullopt;
}

/// Does the detector still see somebody in what can be rendered, or can nobody say?
Result<bool> shows_a_face(Reader& reader, const Stack& stack)
{
    const auto volume = inspect::build_volume(stack);
    if (!volume.ok())
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

/// A stack with its filled areas painted over; `frames` holds the pixels.
struct Painted {
    std::vector<Frame> frames;
    Stack slices;
};

Painted paint(const Stack& stack, const std::vector<FilledArea>& areas)
{
    Painted painted { {}, stack };
    painted.frames.reserve(stack.size());
    for (auto& slice : painted.slices)
        slice.frame = &painted.frames.emplace_back(*slice.frame);
    for (const auto& area : areas)
        redact::fill(painted.frames[area.frame], area.rect);
    return painted;
}

class HeadPeel {
public:
    HeadPeel(Reader& reader, Random& random, std::span<const Material* const> series)
        : m_reader(reader)
        , m_random(random)
        , m_fills(series.size())
        , m_refused(series.size())
    {
        for (std::size_t i = 0; i < series.size(); ++i) {
            if (auto why = not_slices(*series[i])) {
                m_refused[i] = std::move(why);
                continue;
            }
            m_slices.push_back(series[i]);
            m_lossy = m_lossy || series[i]->lossy_ancestor;
            for (std::uint32_t n = 0; n < series[i]->frames.size(); ++n)
                m_homes[&series[i]->frames[n]] = { i, n };
        }
    }

    Result<std::vector<Peel>> make()
    {
        auto loose = m_homes;
        std::vector<Stack> small;
        for (const auto& stack : inspect::stacks_of(m_slices)) {
            for (const auto& slice : stack)
                loose.erase(slice.frame);
            TRY(peel(stack));
            if (stack.size() < kSmallestStack)
                small.push_back(stack);
        }
        for (const auto* material : m_slices)
            peel_loose(*material, loose);
        if (loose.size() >= kSmallestStack) {
            for (const auto& [frame, home] : loose)
                refuse(
                    home.file, "it cannot be peeled: the slices do not say where they lie, so what they give together cannot be looked at");
        }
        if (small.size() > kMostSmallStacks) {
            for (const auto& stack : small)
                refuse(stack, "it cannot be peeled: its slices lie in too many directions for what they give together to be looked at");
        }
        return peels();
    }

private:
    struct Home {
        std::size_t file = 0;
        std::uint32_t frame = 0;
    };
    using Homes = std::map<const Frame*, Home>;

    void refuse(std::size_t file, std::string why)
    {
        if (!m_refused[file])
            m_refused[file] = std::move(why);
    }

    void refuse(const Stack& stack, const std::string& why)
    {
        for (const auto& slice : stack)
            refuse(m_homes.at(slice.frame).file, why);
    }

    inspect::PeelSeries series_at(const inspect::SlicePlace& place, double slice_mm)
    {
        inspect::PeelSeries series;
        series.slice.mm_x = place.mm_x;
        series.slice.mm_y = place.mm_y;
        series.slice.lossy = m_lossy;
        series.slice_mm = slice_mm;
        std::array<std::uint8_t, sizeof series.seed> seed {};
        m_random.fill(seed);
        std::memcpy(&series.seed, seed.data(), seed.size());
        return series;
    }

    Result<void> peel(const Stack& stack)
    {
        std::vector<const Frame*> frames;
        frames.reserve(stack.size());
        for (const auto& slice : stack)
            frames.push_back(slice.frame);
        const auto areas = inspect::peel_series(frames, series_at(stack.front().place, inspect::stack_spacing(stack)));
        if (!areas.ok()) {
            refuse(stack, "it cannot be peeled: " + areas.error().what);
            return {};
        }
        keep(*areas, frames);
        if (stack.size() < kSmallestStack)
            return {};
        const auto painted = paint(stack, *areas);
        const bool face = TRY(shows_a_face(m_reader, painted.slices));
        if (face)
            refuse(stack, "a face can still be rendered from what is left, or could not be looked for");
        return {};
    }

    /// Slices that do not say where they lie, one by one.
    void peel_loose(const Material& material, const Homes& loose)
    {
        const auto places = inspect::slice_places(material);
        for (std::size_t i = 0; i < material.frames.size(); ++i) {
            const Frame* frame = &material.frames[i];
            const auto home = loose.find(frame);
            if (home == loose.end())
                continue;
            const auto areas = inspect::peel_series({ &frame, 1 }, series_at(places[i], 0));
            if (areas.ok())
                keep(*areas, { &frame, 1 });
            else
                refuse(home->second.file, "it cannot be peeled: " + areas.error().what);
        }
    }

    void keep(const std::vector<FilledArea>& areas, std::span<const Frame* const> frames)
    {
        for (const auto& area : areas) {
            const auto& home = m_homes.at(frames[area.frame]);
            m_fills[home.file].push_back({ home.frame, area.rect });
        }
    }

    std::vector<Peel> peels()
    {
        std::vector<Peel> all;
        for (std::size_t i = 0; i < m_fills.size(); ++i)
            all.push_back(m_refused[i] ? Peel(*std::move(m_refused[i])) : Peel(std::move(m_fills[i])));
        return all;
    }

    Reader& m_reader;
    Random& m_random;
    std::vector<const Material*> m_slices;
    Homes m_homes;
    bool m_lossy = false;
    std::vector<std::vector<FilledArea>> m_fills;
    std::vector<std::optional<std::string>> m_refused;
};

}  // namespace

Result<std::vector<Peel>> peel_head(Reader& reader, Random& random, std::span<const Material* const> series)
{
    return HeadPeel(reader, random, series).make();
}

}  // namespace imprimatur::desk
