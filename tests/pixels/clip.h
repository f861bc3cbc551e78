// Frames of a clip over one moving picture: writing that stands in all of them, a date in a single one, a name that wanders.
#pragma once

#include "profiles.h"

#include <nlohmann/json.hpp>

namespace imprimatur::pixels {

struct ClipText {
    Text text;
    std::string motion;  ///< "static", "single" or "moving"
    int first = 0, last = 0;  ///< frames, both with it
};

struct Clip {
    std::vector<Finished> frames;
    std::vector<ClipText> texts;
};

Result<Clip> make_clip(const Job& job, int frames);

/// frames.json: every text with its quad in each frame that shows it.
nlohmann::ordered_json frames_of(const Clip& clip);

}  // namespace imprimatur::pixels
