// One file from its bytes to its findings.
#pragma once

#include "base/clock.h"
#include "desk/frame_windows.h"
#include "desk/requested_places.h"
#include "desk/rulebook.h"
#include "redact/verified.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace imprimatur::desk {

struct ExamineOptions {
    bool keep_markers = false;
    bool same_format = false;  ///< a JPEG becomes a JPEG again; everything else a PNG
    bool tags_only = false;  ///< pixels are not looked at: the copies are no Verified
    bool stored_values = false;  ///< the copy keeps values that the picture's window does not show: what is written there is filled too
    bool for_social = false;  ///< slightly resampled, so that no low bit survives (redact/resample.h)
    Effort effort = Effort::Standard;
    unsigned workers = 1;
    bool want_slices = false;  ///< of CT, MR and the like: what a face could be rebuilt from
    bool want_before = false;  ///< also the original's first frame as a picture, for the desk's own page
    std::size_t want_seen = 0;  ///< heat maps of this many frames
    RequestedPlaces requested {};
};

/// A frame as it came, with its marks and the heat map beside it: for the desk alone.
struct SeenPicture {
    std::uint32_t frame = 0;
    Bytes png;
};

struct ExaminedItem {
    MediaKind kind = MediaKind::Dicom;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::size_t frames = 0;
    std::string modality;
    std::string body_part;
    std::optional<Date> examined_on;  ///< patient data: never shown, never in the ledger (examination_date.h)
    std::vector<std::string> notes;
    std::vector<Finding> findings;
    std::optional<Unreadable> unreadable;  ///< the file, or the detector on one of its frames
    redact::RedactionPlan plan;
    std::vector<redact::Verified> verified;  ///< one a frame, or none at all
    std::vector<redact::ShareableCopy> uninspected;  ///< instead of verified ones when only the tags were asked for
    std::vector<inspect::RemovedValue> removed;  ///< patient data, for naming the copies
    std::optional<std::string> refused;  ///< why there are none
    std::shared_ptr<const Material> slices;  ///< DICOM, when asked for: judged together with the other items' (inspect/head_volume.h)
    Bytes before;  ///< PNG
    std::vector<SeenPicture> drawn;  ///< what the detectors saw, when asked for
    std::map<std::uint32_t, std::optional<HeatMap>> seen;  ///< by frame, when asked for: the first frames in which something was found
};

/// The original, and what must not be found in a copy of it.
struct Opened {
    Material material;  ///< of a long file without most of its frames' samples (frame_windows.h)
    inspect::ExpectedWords expected;  ///< what the header says about people
    std::vector<inspect::RemovedValue> removed;
    std::vector<inspect::KeptMarker> kept;  ///< of all frames, in their order
    std::vector<Rect> left_open;  ///< on request
    std::vector<Quad> asked_faces;  ///< a person is asked about them: the second look does not decide over that person's head
};

/// Reads and inspects into `item`. nullopt: the item says why there is nothing to go on with (`unreadable` or `refused`).
Result<std::optional<Opened>> open_item(
    Reader& reader, FrameWindows& windows, const Rulebook& rulebook, const ExamineOptions& options, ExaminedItem& item);

/// The codec's name of a picture made of what the file's window does not show.
inline constexpr std::string_view kOutsideWindow = "values outside the window";

/// What the second look saw in a copy of frame `number` that is `scale` times its size. Motion is judged on the original clip: the copy is
/// one picture of it. What it takes for a face at a place where the first look already asks a person stays a question: filling an
/// endoscope's whole field because a fold looks like a cheek would leave nothing to show.
std::vector<Finding> second_findings(const Opened& opened, std::uint32_t number, const PixelFinds& finds, const Rulebook& rulebook,
    const ExamineOptions& options, double scale = 1);

/// "malformed: the data set is empty"
std::string refusal(const Unreadable& unreadable);

}  // namespace imprimatur::desk
