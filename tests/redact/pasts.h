// What may have happened to a picture before somebody submits it.
#pragma once

#include "imprimatur/model.h"

#include <functional>
#include <string>
#include <vector>

namespace imprimatur::redact_eval {

/// Encoded by libjpeg with its own defaults. `subsampled`: colour at half size both ways.
Bytes jpeg_file(const Frame& frame, int quality, bool subsampled);

/// As every program shows it.
Frame decoded_jpeg(const Bytes& file, std::uint32_t channels);

/// Encoded and decoded again by the library, as every program does it.
Frame after_jpeg(const Frame& frame, int quality, bool subsampled);
Frame after_webp(const Frame& frame, int quality);

/// Lossy, `ratio` times smaller than the samples.
Frame after_jpeg2000(const Frame& frame, int ratio);

/// Columns and rows cut off at the left and the top: the grid lies elsewhere afterwards.
Frame cropped(const Frame& frame, std::uint32_t left, std::uint32_t top);

/// Catmull-Rom, widened when the picture gets smaller; any factor.
Frame resized(const Frame& frame, double factor);

struct Past {
    std::string name;
    std::function<Frame(const Frame&)> happen;
    double factor = 1;  ///< sides after over sides before
    std::uint32_t cut_left = 0;  ///< before the factor
    std::uint32_t cut_top = 0;
    bool is_jpeg = false;  ///< the file submitted is the last JPEG itself, so its grid is known; otherwise a PNG
    bool subsampled = false;  ///< of that file
};

const std::vector<Past>& all_pasts();
const Past& past(const std::string& name);

}  // namespace imprimatur::redact_eval
