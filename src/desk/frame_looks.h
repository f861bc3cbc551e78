// What the detectors saw in the frames of one file.
#pragma once

#include "base/sha256.h"
#include "desk/ports.h"

#include <map>
#include <mutex>
#include <utility>
#include <vector>

namespace imprimatur::desk {

/// Half a second at 30 frames a second. What a device writes stands longer; what stands shorter is left to the fast look.
inline constexpr std::size_t kKeyFrame = 15;

/// Looks at each distinct picture once with each effort: the frames of a still clip are often the same bytes.
class FrameLooks {
public:
    FrameLooks(Reader& reader, LookRequest::Pass pass, bool heat = false)
        : m_reader(reader)
        , m_pass(pass)
        , m_heat(heat)
    {
    }

    /// Thread-safe.
    Result<Read<PixelFinds>> look(const Frame& frame, Effort effort, const std::vector<Rect>& covered = {});

    /// All frames of one window, from up to `workers` threads. The pages of a document and single pictures get `effort` each. In a clip
    /// every kKeyFrame-th frame does, the others a fast look, and those in which the fast look saw something at a place where no key
    /// frame has anything get `effort` as well. A frame that hardly differs from the last one that was looked at has what that one has.
    /// Not promised: writing in one frame of a clip, between two key frames, that is too faint or small for the fast look.
    Result<std::vector<Read<PixelFinds>>> look_at_window(const Material& window, Effort effort, unsigned workers);

private:
    using Key = std::pair<Sha256, Effort>;
    Reader& m_reader;
    LookRequest::Pass m_pass;
    bool m_heat;
    std::mutex m_mutex;
    std::map<Key, Read<PixelFinds>> m_known;
};

/// A sequence of one scene: an animation, or an object of a modality that films. Not: the pages of a TIFF.
bool is_clip(const Material& material);

}  // namespace imprimatur::desk
