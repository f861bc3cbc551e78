#include "redact/plan.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

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
        for (std::uint32_t i = 0; i < material.frames.size(); ++i)
            m_sizes[{ material.frames[i].width, material.frames[i].height }].push_back(i);
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
        for (const auto& [size, numbers] : m_sizes)
            append(cover(place.quad, sides, reach.grid, size.first, size.second), size, numbers, fills);
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

    using Size = std::pair<std::uint32_t, std::uint32_t>;  ///< width and height

    /// What is written in a clip is found again in every frame, and is filled in all of them: each rectangle counts once a size.
    void append(const std::vector<Rect>& rects, const Size& size, const std::vector<std::uint32_t>& numbers, std::vector<FilledArea>& fills)
    {
        for (const auto& rect : rects) {
            if (!m_known.insert({ size.first, size.second, rect.x, rect.y, rect.width, rect.height }).second)
                continue;
            for (const auto number : numbers)
                fills.push_back({ number, rect });
        }
    }

    const Material& m_material;
    Evidence m_evidence;
    bool m_colour = false;
    std::map<Size, std::vector<std::uint32_t>> m_sizes;  ///< the frames of each
    std::set<std::array<std::int64_t, 6>> m_known;
};

}  // namespace

void grow_to_jpeg_blocks(RedactionPlan& plan, const std::vector<Frame>& frames)
{
    constexpr std::int32_t kBlock = 8;
    const auto up = [](std::int32_t value, std::uint32_t end) {
        return std::min((value + kBlock - 1) / kBlock * kBlock, static_cast<std::int32_t>(end));
    };
    for (auto& fill : plan.fills) {
        if (fill.frame >= frames.size())
            continue;
        Rect& rect = fill.rect;
        const std::int32_t right = up(rect.x + rect.width, frames[fill.frame].width);
        const std::int32_t bottom = up(rect.y + rect.height, frames[fill.frame].height);
        rect.x -= rect.x % kBlock;
        rect.y -= rect.y % kBlock;
        rect.width = right - rect.x;
        rect.height = bottom - rect.y;
    }
}

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
