// Pictures of a benchmark folder, which are our own: read without the jail.
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/result.h"

#include <filesystem>

namespace imprimatur::bench {

/// PNG or JPEG by its name's ending; grey or RGB.
Result<Frame> read_picture(const std::filesystem::path& path);
Result<void> write_png(const Frame& frame, const std::filesystem::path& path);

}  // namespace imprimatur::bench
