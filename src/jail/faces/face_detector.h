// Finds faces in photographs: the Ultra-Light RFB-320 network, which sees 320 x 240 pixels at once, looks at the whole
// picture and at parts of it, in four orientations and brightened; what it takes for a face is looked at eight times more.
// Measured on 69 faces of 44 photographs and their copies, Standard: all found as they are, in quarter turns, at 15 degrees,
// darkened to 0.18, blurred by sigma 3, grey, a quarter as large; 67 and 69 at 30 degrees.
// Not promised: a face with a bar over the eyes (63 of 69), a mask (61 of 69), eyes alone (38 of 44), a mouth alone (41 of 44),
// the back of a head, less than about 12 pixels, an ear, a tattoo, a face that a volume would show when it is rendered.
#pragma once

#include "imprimatur/model/pixel_finds.h"
#include "jail/text/onnx_runtime.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace imprimatur::jail {

struct FaceCandidate;
struct FaceLook;

/// From here somebody is asked. 31 boxes in 19 of the 83 clinical pictures; at .1 only 5 more hidden faces were found.
inline constexpr double kAskedFace = 0.4;

/// Loaded once, before the fork; `load` looks once, so that nothing is left to be opened in the jail.
class FaceDetector {
public:
    static Result<FaceDetector> load(std::shared_ptr<const OnnxRuntime> runtime, const std::filesystem::path& model);

    /// Best first. Quads are upright, in the frame's pixels, and end at its border; no score is below kAskedFace.
    Result<std::vector<FaceBox>> find(const Frame& frame, Effort effort) const;

private:
    explicit FaceDetector(OnnxSession session)
        : m_session(std::move(session))
    {
    }
    struct Pictures;
    Result<std::vector<FaceCandidate>> look_at(const Pictures& pictures, const FaceLook& look) const;
    Result<FaceCandidate> seen_at(const Pictures& pictures, const FaceLook& look, const FaceCandidate& candidate) const;
    Result<FaceCandidate> seen_closer(const Pictures& pictures, const FaceCandidate& candidate, double degrees, double beat) const;
    Result<FaceCandidate> confirmed(const Pictures& pictures, const FaceCandidate& candidate) const;

    OnnxSession m_session;
};

}  // namespace imprimatur::jail
