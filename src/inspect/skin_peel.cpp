#include "inspect/skin_peel.h"

#include "inspect/grid_mask.h"
#include "inspect/slice_geometry.h"
#include "inspect/surface.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace imprimatur::inspect {

namespace {

// Nostrils, ear canals and the gap of the lips are narrower than this and do not count as outside: starting from within them the sinuses
// and the throat would be eaten away, which is what a teacher wants to show.
constexpr double kNarrow = 4;  // millimetres to each side

// Skin, contrast in vessels and muscle reach the level of bone in a brain window, but nowhere in a layer as thick as the skull.
constexpr double kThinBone = 1.5;  // millimetres to each side

// Never less than the scalp: bone closer to the air than this is a mistake.
constexpr double kLeast = 3;

constexpr double kVariation = 0.1;

// A scalp of 5 mm and a vault of 7 mm: 26 of the 28 mm.
constexpr unsigned kBoneCounts = 3;

std::uint8_t mean_of_nine(const Frame& frame, std::size_t at)
{
    const std::size_t column = at % frame.width;
    const std::size_t row = at / frame.width;
    unsigned sum = 0;
    unsigned count = 0;
    for (std::size_t y = row - (row > 0 ? 1 : 0); y <= std::min<std::size_t>(row + 1, frame.height - 1); ++y) {
        for (std::size_t x = column - (column > 0 ? 1 : 0); x <= std::min<std::size_t>(column + 1, frame.width - 1); ++x) {
            sum += frame.samples[y * frame.width + x];
            ++count;
        }
    }
    return static_cast<std::uint8_t>(sum / count);
}

/// What all slices have in common: how air looks in this window.
struct Air {
    bool inverted = false;
    bool none = false;  ///< nothing at the border is dark: the picture is cut out of the body
    std::uint8_t level = 0;  ///< after undoing the inversion, body is above

    [[nodiscard]] unsigned seen(std::uint8_t value) const { return inverted ? 255U - value : value; }
};

template <typename Visit> void along_border(const Frame& frame, Visit look)
{
    for (std::uint32_t x = 0; x < frame.width; ++x) {
        look(std::size_t { x });
        look(std::size_t { frame.height - 1 } * frame.width + x);
    }
    for (std::uint32_t y = 0; y < frame.height; ++y) {
        look(std::size_t { y } * frame.width);
        look(std::size_t { y } * frame.width + frame.width - 1);
    }
}

Air measure_air(std::span<const Frame* const> slices)
{
    constexpr std::size_t kLooks = 48;
    const std::size_t step = std::max<std::size_t>(1, slices.size() / kLooks);
    std::array<std::uint64_t, 256> all {};
    std::array<std::uint64_t, 256> border {};
    std::uint64_t border_count = 0;
    for (std::size_t i = 0; i < slices.size(); i += step) {
        for (const auto sample : slices[i]->samples)
            ++all[sample];
        along_border(*slices[i], [&](std::size_t at) {
            ++border[slices[i]->samples[at]];
            ++border_count;
        });
    }
    const auto border_at = [&](double share) {
        std::uint64_t sum = 0;
        unsigned value = 0;
        while (value < 255 && (sum += border[value]) < static_cast<std::uint64_t>(share * static_cast<double>(border_count)))
            ++value;
        return value;
    };
    Air air;
    // MONOCHROME1 as it is stored, or a viewer's inverse: white around a darker body.
    air.inverted = border_at(0.5) > 160;
    if (air.inverted) {
        std::reverse(all.begin(), all.end());
        std::reverse(border.begin(), border.end());
    }
    // Air in a lung window is at 60.
    constexpr unsigned kBrightestAir = 80;
    constexpr unsigned kNoisiest = 40;
    air.none = border_at(0.05) > kBrightestAir;
    // In MR the air is noisy; twice the median of that noise (Rayleigh) lies above nearly all of it once nine pixels are averaged.
    const unsigned noise = border_at(0.5) <= kNoisiest ? 2 * border_at(0.5) + 2 : 0;
    air.level = static_cast<std::uint8_t>(std::min<unsigned>(std::max<unsigned>(skin_level(all), noise), 128));
    return air;
}

/// Everything but the body: air that is reached from the border through wide openings, and things beside the body.
Mask outside_of(const Frame& frame, const Air& air, const Grid& grid)
{
    Mask body(grid.size());
    for (std::size_t i = 0; i < body.size(); ++i)
        body[i] = air.seen(mean_of_nine(frame, i)) > air.level ? 1 : 0;
    std::vector<std::size_t> stack;
    std::vector<std::pair<std::size_t, std::size_t>> parts;
    for (std::size_t i = 0; i < body.size(); ++i) {
        if (body[i] == 1)
            parts.emplace_back(visit(body, grid, i, stack), i);
    }
    const auto largest = parts.empty() ? std::size_t { 0 } : std::max_element(parts.begin(), parts.end())->first;
    Mask kept(grid.size(), 0);
    for (auto& value : body)
        value = value == 2 ? 1 : 0;
    for (const auto& [size, start] : parts) {
        // Noise, lines, cushions; a tenth of the head is more than an ear or the tip of the nose.
        if (size * 10 >= largest && size > 16)
            visit(body, grid, start, stack);
    }
    for (std::size_t i = 0; i < body.size(); ++i)
        kept[i] = body[i] == 2 ? 1 : 0;
    const auto room = distance_to(kept, grid);
    Mask wide(grid.size());
    const unsigned narrow = units(kNarrow);
    for (std::size_t i = 0; i < wide.size(); ++i)
        wide[i] = room[i] > narrow ? 1 : 0;
    along_border(frame, [&](std::size_t at) { visit(wide, grid, at, stack); });
    for (auto& value : wide)
        value = value == 2 ? 1 : 0;
    const auto reached = distance_to(wide, grid);
    Mask outside(grid.size());
    for (std::size_t i = 0; i < outside.size(); ++i)
        outside[i] = kept[i] == 0 && reached[i] <= narrow + grid.slant ? 1 : 0;
    return outside;
}

Mask thick_bone(const Frame& frame, const Air& air, const Grid& grid, std::uint8_t from)
{
    Mask other(grid.size());
    for (std::size_t i = 0; i < other.size(); ++i)
        other[i] = air.seen(frame.samples[i]) < from ? 1 : 0;
    const auto inside = distance_to(other, grid);
    // A line one pixel wide is thin however large the pixels are.
    const unsigned thin = std::max(units(kThinBone), grid.slant);
    Mask core(grid.size());
    for (std::size_t i = 0; i < core.size(); ++i)
        core[i] = inside[i] > thin ? 1 : 0;
    const auto reach = distance_to(core, grid);
    for (std::size_t i = 0; i < core.size(); ++i)
        core[i] = other[i] == 0 && reach[i] <= thin + grid.slant ? 1 : 0;
    return core;
}

/// Shortest way from the outside that does not cross bone, up to `depth`; buckets of one unit, so the time is linear.
void spread(std::vector<Distance>& distance, const Mask& bone, Bone effect, const Grid& grid, unsigned depth)
{
    std::vector<std::vector<std::uint32_t>> buckets(depth + 1);
    for (std::size_t i = 0; i < distance.size(); ++i) {
        if (distance[i] <= depth)
            buckets[distance[i]].push_back(static_cast<std::uint32_t>(i));
    }
    const unsigned least = units(kLeast);
    for (unsigned now = 0; now <= depth; ++now) {
        for (std::size_t n = 0; n < buckets[now].size(); ++n) {
            const std::size_t at = buckets[now][n];
            if (distance[at] != now)
                continue;
            const std::size_t column = at % grid.width;
            const std::size_t row = at / grid.width;
            for (int dy = row > 0 ? -1 : 0; dy <= (row + 1 < grid.height ? 1 : 0); ++dy) {
                for (int dx = column > 0 ? -1 : 0; dx <= (column + 1 < grid.width ? 1 : 0); ++dx) {
                    const unsigned way = dx == 0 ? grid.down : dy == 0 ? grid.across : grid.slant;
                    const auto to
                        = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(at) + dy * static_cast<std::ptrdiff_t>(grid.width) + dx);
                    const unsigned next = now + way * (bone[to] != 0 ? kBoneCounts : 1);
                    if (next > depth || next >= distance[to] || (effect == Bone::Stops && bone[to] != 0 && now + way > least))
                        continue;
                    distance[to] = static_cast<Distance>(next);
                    buckets[next].push_back(static_cast<std::uint32_t>(to));
                }
            }
        }
        buckets[now] = {};
    }
}

std::vector<Rect> few_rectangles(const Mask& mask, const Grid& grid, bool lossy)
{
    std::uint32_t cell = lossy ? 16 : 1;
    auto rects = rectangles(mask, grid, cell);
    // Coarser cells cover more, never less.
    while (rects.size() > kMaxPeelRects)
        rects = rectangles(mask, grid, cell *= 2);
    return rects;
}

/// A number that nobody can tell from chance without the seed (splitmix64), 0..1.
double chance(std::uint64_t seed, std::uint64_t number)
{
    std::uint64_t z = seed + (number + 1) * 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return static_cast<double>((z ^ (z >> 31)) >> 11) / static_cast<double>(1ULL << 53);
}

class Peeler {
public:
    Peeler(std::span<const Frame* const> slices, const PeelSeries& series)
        : m_slices(slices)
        , m_series(series)
        , m_air(measure_air(slices))
    {
        const auto& g = series.slice;
        m_grid = { slices[0]->width, slices[0]->height, units(g.mm_x), units(g.mm_y), units(std::hypot(g.mm_x, g.mm_y)) };
    }

    bool look()
    {
        if (m_air.none)
            return false;
        bool any = false;
        m_through.resize(m_slices.size());
        for (std::size_t i = 0; i < m_slices.size(); ++i) {
            const auto outside = outside_of(*m_slices[i], m_air, m_grid);
            m_through[i].resize(outside.size());
            for (std::size_t at = 0; at < outside.size(); ++at) {
                m_through[i][at] = outside[at] != 0 ? 0 : 255;
                any = any || outside[at] != 0;
            }
        }
        // From slice to slice, in both directions: the chin and the tip of the nose are open to the air above and below as well.
        for (std::size_t i = 1; m_series.slice_mm > 0 && i < m_slices.size(); ++i)
            pass_on(i - 1, i);
        for (std::size_t i = m_slices.size(); m_series.slice_mm > 0 && i-- > 1;)
            pass_on(i, i - 1);
        return any;
    }

    std::vector<Rect> peel(std::size_t number) const
    {
        const auto depth = units(m_series.slice.depth_mm * (1 + kVariation * (2 * chance(m_series.seed, number) - 1)));
        std::vector<Distance> distance(m_grid.size());
        const double gap = m_series.slice_mm * kUnit;
        for (std::size_t i = 0; i < distance.size(); ++i) {
            const auto slices = m_through[number][i];
            distance[i] = slices == 255 ? kFar : static_cast<Distance>(std::min(slices * gap, double { kFar }));
        }
        spread(distance, bone(number), m_series.slice.bone, m_grid, depth);
        Mask filled(m_grid.size());
        for (std::size_t i = 0; i < filled.size(); ++i)
            filled[i] = distance[i] <= depth ? 1 : 0;
        return few_rectangles(filled, m_grid, m_series.slice.lossy);
    }

private:
    [[nodiscard]] Mask bone(std::size_t number) const
    {
        if (m_series.slice.bone == Bone::Ignored)
            return Mask(m_grid.size(), 0);
        return thick_bone(*m_slices[number], m_air, m_grid, m_series.slice.bone_from);
    }

    void pass_on(std::size_t from, std::size_t to)
    {
        const auto hard = bone(to);
        for (std::size_t i = 0; i < hard.size(); ++i) {
            const unsigned step = hard[i] == 0 ? 1 : kBoneCounts;
            const auto next = static_cast<std::uint8_t>(std::min(255U, m_through[from][i] + step));
            if ((hard[i] == 0 || m_series.slice.bone == Bone::Slows) && next < m_through[to][i])
                m_through[to][i] = next;
        }
    }

    std::span<const Frame* const> m_slices;
    const PeelSeries& m_series;
    Air m_air;
    Grid m_grid;
    std::vector<Mask> m_through;  ///< slices to the next air above or below; 255: none. As large as the frames
};

bool fits(const Frame& frame, const Frame& first)
{
    return frame.channels == 1 && frame.width == first.width && frame.height == first.height && frame.width > 2 && frame.height > 2
        && frame.samples.size() == std::size_t { frame.width } * frame.height
        && frame.samples.size() <= std::numeric_limits<std::uint32_t>::max();
}

bool is_plausible(const PeelGeometry& g)
{
    const auto length = [](double mm) { return std::isfinite(mm) && mm > 0.01 && mm < 50; };
    return length(g.mm_x) && length(g.mm_y) && std::isfinite(g.depth_mm) && g.depth_mm > 0 && g.depth_mm <= 60;
}

std::optional<double> number_of(std::string_view text)
{
    text = text.substr(0, text.find('\\'));
    double value = 0;
    const auto [last, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (wrong != std::errc {} || last == text.data() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

}  // namespace

std::vector<Rect> peel(const Frame& frame, const PeelGeometry& geometry)
{
    const Frame* const only = &frame;
    if (!fits(frame, frame) || !is_plausible(geometry))
        return {};
    const PeelSeries series { geometry, 0, 0 };
    Peeler peeler({ &only, 1 }, series);
    return peeler.look() ? peeler.peel(0) : std::vector<Rect> {};
}

Result<std::vector<FilledArea>> peel_series(std::span<const Frame* const> slices, const PeelSeries& series)
{
    const auto refuse = [](const char* what) {
        return Error { ErrorCode::InvalidArgument, what, "skin peel", "share single slices instead, or do not share the series" };
    };
    if (slices.empty() || !is_plausible(series.slice) || !(series.slice_mm >= 0 && series.slice_mm < 1000))
        return refuse("the slices do not say how large their pixels are");
    for (const auto* slice : slices) {
        if (slice == nullptr || !fits(*slice, *slices[0]))
            return refuse("the slices are not of one size and grey");
    }
    Peeler peeler(slices, series);
    if (!peeler.look())
        return refuse("no slice shows air around a body, so there is no skin to start from");
    std::vector<FilledArea> areas;
    for (std::size_t i = 0; i < slices.size(); ++i) {
        for (const auto& rect : peeler.peel(i))
            areas.push_back({ static_cast<std::uint32_t>(i), rect });
    }
    return areas;
}

std::uint8_t bone_grey(const Material& material)
{
    constexpr double kBone = 250;
    constexpr std::uint8_t kSaturated = 250;
    const auto centre = number_of(attribute_value(material, "(0028,1050)"));
    const auto width = number_of(attribute_value(material, "(0028,1051)"));
    if (!centre || !width || *width < 1)
        return kSaturated;
    const double grey = ((kBone - (*centre - 0.5)) / (*width) + 0.5) * 255;
    return static_cast<std::uint8_t>(std::clamp(grey, 40.0, double { kSaturated }));
}

}  // namespace imprimatur::inspect
