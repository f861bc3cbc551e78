#include "desk/frame_looks.h"

#include "desk/parallel.h"
#include "inspect/content_boxes.h"
#include "inspect/motion.h"
#include "redact/plan.h"

#include <algorithm>
#include <cstdlib>

namespace imprimatur::desk {

namespace {

// Shorter ones are looked at frame by frame.
constexpr std::size_t kShortestClip = 4;

// Grey levels: no writing that anybody can see comes with less.
constexpr int kSameLevel = 2;

// A box that lies mostly inside one of a key frame is the same writing.
constexpr double kKnown = 0.6;

bool hardly_differs(const Frame& a, const Frame& b)
{
    return a.width == b.width && a.height == b.height && a.channels == b.channels
        && std::equal(a.samples.begin(), a.samples.end(), b.samples.begin(), b.samples.end(),
            [](std::uint8_t x, std::uint8_t y) { return std::abs(x - y) <= kSameLevel; });
}

void add_places(const PixelFinds& finds, std::vector<Rect>& places)
{
    constexpr std::int32_t kSlack = 6;
    const auto add = [&](const Quad& quad) {
        const Rect box = redact::bounding_rectangle(quad);
        places.push_back({ box.x - kSlack, box.y - kSlack, box.width + 2 * kSlack, box.height + 2 * kSlack });
    };
    for (const auto& box : finds.writing)
        add(box.quad);
    for (const auto& face : finds.faces)
        add(face.quad);
    for (const auto& code : finds.codes)
        add(code.quad);
}

bool has_something_new(const PixelFinds& finds, const std::vector<Rect>& known)
{
    std::vector<Rect> places;
    add_places(finds, places);
    return std::any_of(
        places.begin(), places.end(), [&](const Rect& place) { return redact::covered_share(inspect::quad_of(place), known) < kKnown; });
}

/// The frames of one window in three rounds: key frames, the others fast, and again those with something new.
class WindowLook {
public:
    WindowLook(FrameLooks& looks, const std::vector<Frame>& frames, unsigned workers)
        : m_looks(looks)
        , m_frames(frames)
        , m_workers(workers)
        , m_found(frames.size())
    {
    }

    Result<void> look(const std::vector<std::size_t>& numbers, Effort effort)
    {
        return parallel_for(numbers.size(), m_workers, [&](std::size_t i) -> Result<void> {
            m_found[numbers[i]] = TRY(m_looks.look(m_frames[numbers[i]], effort));
            return {};
        });
    }

    [[nodiscard]] std::vector<Rect> places(const std::vector<std::size_t>& numbers) const
    {
        std::vector<Rect> places;
        for (const std::size_t number : numbers) {
            if (const auto* finds = std::get_if<PixelFinds>(&m_found[number]))
                add_places(*finds, places);
        }
        return places;
    }

    [[nodiscard]] std::vector<std::size_t> with_something_new(const std::vector<std::size_t>& numbers, const std::vector<Rect>& known) const
    {
        std::vector<std::size_t> result;
        for (const std::size_t number : numbers) {
            const auto* finds = std::get_if<PixelFinds>(&m_found[number]);
            if (finds != nullptr && has_something_new(*finds, known))
                result.push_back(number);
        }
        return result;
    }

    void same_as_before(std::size_t number) { m_found[number] = m_found[number - 1]; }
    std::vector<Read<PixelFinds>> take() { return std::move(m_found); }

private:
    FrameLooks& m_looks;
    const std::vector<Frame>& m_frames;
    unsigned m_workers;
    std::vector<Read<PixelFinds>> m_found;
};

std::vector<std::size_t> all_of(std::size_t count)
{
    std::vector<std::size_t> numbers(count);
    for (std::size_t i = 0; i < count; ++i)
        numbers[i] = i;
    return numbers;
}

}  // namespace

bool is_clip(const Material& material)
{
    if (material.frames.size() < kShortestClip && !material.more_frames)
        return false;
    return inspect::films(material) || material.kind == MediaKind::Gif || material.kind == MediaKind::WebP
        || material.kind == MediaKind::Png;
}

Result<Read<PixelFinds>> FrameLooks::look(const Frame& frame, Effort effort, const std::vector<Rect>& covered)
{
    const Key key { sha256(frame.samples), effort };
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_known.find(key);
        if (known != m_known.end())
            return known->second;
    }
    auto found = TRY(m_reader.look(frame, { m_pass, effort, m_heat, covered }));
    const std::lock_guard lock(m_mutex);
    m_known.emplace(key, found);
    return found;
}

Result<std::vector<Read<PixelFinds>>> FrameLooks::look_at_window(const Material& window, Effort effort, unsigned workers)
{
    const auto& frames = window.frames;
    WindowLook look(*this, frames, workers);
    if (!is_clip(window)) {
        TRY(look.look(all_of(frames.size()), effort));
        return look.take();
    }
    std::vector<std::size_t> keys;
    std::vector<std::size_t> others;
    std::vector<std::size_t> repeated;
    // Compared with the last frame that is looked at, not with the one before it: writing can fade in.
    std::size_t last = 0;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const bool key = i % kKeyFrame == 0;
        if (!key && hardly_differs(frames[i], frames[last])) {
            repeated.push_back(i);
            continue;
        }
        (key ? keys : others).push_back(i);
        last = i;
    }
    TRY(look.look(keys, effort));
    TRY(look.look(others, Effort::Fast));
    TRY(look.look(look.with_something_new(others, look.places(keys)), effort));
    for (const std::size_t number : repeated)
        look.same_as_before(number);
    return look.take();
}

}  // namespace imprimatur::desk
