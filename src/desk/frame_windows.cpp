#include "desk/frame_windows.h"

#include <utility>

namespace imprimatur::desk {

namespace {

// Enough to see what moves (inspect/motion.h) and to judge a compression's history.
constexpr std::size_t kSamples = 16;

/// Frames of a long file: the sizes of all, the pixels of a few that are spread evenly.
class Shells {
public:
    void add(Frame frame)
    {
        const std::size_t number = m_frames.size();
        if (number % m_every != 0)
            frame.samples = Bytes();
        else
            m_kept.push_back(number);
        m_frames.push_back(std::move(frame));
        if (m_kept.size() > kSamples)
            thin_out();
    }
    std::vector<Frame> take() { return std::move(m_frames); }

private:
    void thin_out()
    {
        m_every *= 2;
        std::vector<std::size_t> kept;
        for (const std::size_t number : m_kept) {
            if (number % m_every == 0)
                kept.push_back(number);
            else
                m_frames[number].samples = Bytes();
        }
        m_kept = std::move(kept);
    }

    std::vector<Frame> m_frames;
    std::vector<std::size_t> m_kept;
    std::size_t m_every = 1;
};

Unreadable no_end() { return { Unreadable::How::Lied, "it promises more frames and has none" }; }

}  // namespace

std::string FrameWindows::file_name() const
{
    if (!m_name.empty())
        return m_name;
    const auto* path = std::get_if<std::filesystem::path>(&m_file);
    return path == nullptr ? std::string() : path->filename().string();
}

Result<Read<Material>> FrameWindows::open(const Visit& visit)
{
    Shells shells;
    std::uint32_t first = 0;
    while (true) {
        auto read = TRY(m_reader.read(m_file, first));
        auto* window = std::get_if<Material>(&read);
        if (window == nullptr)
            return read;
        TRY(visit(*window, first));
        const bool last = !window->more_frames;
        if (last && first == 0)
            return read;
        if (!last && window->frames.empty())
            return Read<Material>(no_end());
        first += static_cast<std::uint32_t>(window->frames.size());
        for (auto& frame : window->frames)
            shells.add(std::move(frame));
        if (last) {
            window->frames = shells.take();
            window->more_frames = true;
            return read;
        }
    }
}

Result<std::optional<Unreadable>> FrameWindows::each(const Material& opened, const Visit& visit)
{
    if (!opened.more_frames) {
        TRY(visit(opened, 0));
        return std::optional<Unreadable> {};
    }
    for (std::uint32_t first = 0; first < opened.frames.size();) {
        const auto read = TRY(m_reader.read(m_file, first));
        if (const auto* unreadable = std::get_if<Unreadable>(&read))
            return std::optional(*unreadable);
        const auto& window = std::get<Material>(read);
        if (window.frames.empty() || window.frames.size() > opened.frames.size() - first)
            return std::optional(no_end());
        TRY(visit(window, first));
        first += static_cast<std::uint32_t>(window.frames.size());
    }
    return std::optional<Unreadable> {};
}

}  // namespace imprimatur::desk
