#include "redact/plan.h"

#include <algorithm>
#include <array>
#include <set>

namespace imprimatur::redact {

namespace {

bool one_picture(const Material& material) { return material.frames.size() == 1 && !material.more_frames; }

/// JPEG inside DICOM (PS3.5 A.4.1): blocks begin at the corner of every frame. Whether colour is subsampled is not told here.
std::optional<BlockGrid> blocks_of(const Material& material)
{
    const bool dct = material.encoding == "1.2.840.10008.1.2.4.50" || material.encoding == "1.2.840.10008.1.2.4.51";
    if (material.kind == MediaKind::Dicom && dct)
        return BlockGrid { 0, 0, 8, 8, 16, 16 };
    return material.blocks;
}

class Planner {
public:
    explicit Planner(const Material& material)
        : m_material(material)
        , m_evidence { !material.lossy_ancestor, blocks_of(material), std::nullopt }
    {
        if (one_picture(material) && !m_evidence.lossless && !m_evidence.blocks)
            m_evidence.trace = find_jpeg_trace(material.frames.front());
        if (!one_picture(material))
            m_colour = std::any_of(material.frames.begin(), material.frames.end(), has_colour);
    }

    void add(const PixelPlace& place, std::vector<FilledArea>& fills)
    {
        const Rect box = bounding_rectangle(place.quad);
        const auto& frames = m_material.frames;
        // Where the letters of an oblique line end is not looked for.
        const bool looked = place.frame < frames.size() && !frames[place.frame].samples.empty() && !oblique(place.quad);
        const Rect writing = looked ? writing_in(frames[place.frame], box) : box;
        const Reach reach = one_picture(m_material) ? reach_around(frames[0], writing, m_evidence)
                                                    : reach_in_clip(asked(place.frame), writing, m_colour, m_evidence);
        const Sides sides = one_picture(m_material) ? sides_around(frames[0], box, writing, reach) : sides_around(box, writing, reach);
        for (std::uint32_t i = 0; i < frames.size(); ++i)
            append(cover(place.quad, sides, reach.grid, frames[i].width, frames[i].height), i, fills);
    }

private:
    /// The frame where the writing was found and some that are spread over what is held of the clip.
    [[nodiscard]] std::vector<const Frame*> asked(std::uint32_t found) const
    {
        constexpr std::size_t kAsked = 4;
        const auto& frames = m_material.frames;
        std::vector<const Frame*> some;
        for (std::size_t i = 0; i < frames.size(); i += std::max<std::size_t>(1, frames.size() / kAsked)) {
            if (!frames[i].samples.empty())
                some.push_back(&frames[i]);
        }
        if (found < frames.size() && !frames[found].samples.empty())
            some.push_back(&frames[found]);
        return some;
    }

    void append(const std::vector<Rect>& rects, std::uint32_t frame, std::vector<FilledArea>& fills)
    {
        for (const auto& rect : rects) {
            if (m_known.insert({ frame, rect.x, rect.y, rect.width, rect.height }).second)
                fills.push_back({ frame, rect });
        }
    }

    const Material& m_material;
    Evidence m_evidence;
    bool m_colour = false;
    std::set<std::array<std::int64_t, 5>> m_known;
};

}  // namespace

std::vector<Rect> fills_of(const std::vector<FilledArea>& fills, std::uint32_t frame)
{
    std::vector<Rect> rects;
    for (const auto& fill : fills) {
        if (fill.frame == frame)
            rects.push_back(fill.rect);
    }
    return rects;
}

RedactionPlan plan(const Material& material, const std::vector<Finding>& findings)
{
    RedactionPlan plan;
    Planner planner(material);
    for (const auto& finding : findings) {
        const auto* place = std::get_if<PixelPlace>(&finding.where);
        if (place == nullptr)
            ++plan.removed;
        else if (finding.action == Action::Keep)
            plan.kept.push_back(place->quad);
        else if (finding.action != Action::Ask)
            planner.add(*place, plan.fills);
    }
    return plan;
}

void fill(Frame& frame, const Rect& rect)
{
    constexpr std::uint8_t kBlack = 0;
    for (std::int32_t row = rect.y; row < rect.y + rect.height; ++row) {
        const auto start = (static_cast<std::size_t>(row) * frame.width + static_cast<std::size_t>(rect.x)) * frame.channels;
        std::fill_n(
            frame.samples.begin() + static_cast<std::ptrdiff_t>(start), static_cast<std::size_t>(rect.width) * frame.channels, kBlack);
    }
}

bool is_constant(const Frame& frame, const Rect& rect)
{
    if (rect.width <= 0 || rect.height <= 0)
        return true;
    const auto at = [&](std::int32_t row) {
        return (static_cast<std::size_t>(row) * frame.width + static_cast<std::size_t>(rect.x)) * frame.channels;
    };
    const std::uint8_t first = frame.samples[at(rect.y)];
    for (std::int32_t row = rect.y; row < rect.y + rect.height; ++row) {
        const auto begin = frame.samples.begin() + static_cast<std::ptrdiff_t>(at(row));
        const auto count = static_cast<std::ptrdiff_t>(rect.width) * frame.channels;
        if (!std::all_of(begin, begin + count, [&](std::uint8_t sample) { return sample == first; }))
            return false;
    }
    return true;
}

}  // namespace imprimatur::redact
