// What every verb that is given files makes of its options.
#pragma once

#include "desk/office.h"

#include <string>
#include <vector>

namespace imprimatur::desk {

/// Many small files: a worker a file. One file with many frames: a worker a frame.
unsigned workers_inside(const Office& office, std::size_t files);

/// What --keep asks for; an Error for a rule that does not exist.
Result<bool> keeps_markers(const std::vector<std::string>& keep);

}  // namespace imprimatur::desk
