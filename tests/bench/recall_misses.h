// What stayed uncovered: counted by cause, and shown.
#pragma once

#include "recall_score.h"

namespace imprimatur::bench {

/// Strings by height of capitals, contrast and rotation, and how many of each were missed.
void print_causes(const std::vector<Picture>& pictures, const std::vector<Miss>& missed);

/// The ten misses of which least is covered, as NAME-NN.png in `folder`: the place as it is, with its contrast stretched, and with the
/// boxes.
Result<void> show_worst(const std::vector<Picture>& pictures, std::vector<Miss> missed, const std::vector<std::vector<Rect>>& boxes,
    const std::string& name, const std::filesystem::path& folder);

}  // namespace imprimatur::bench
