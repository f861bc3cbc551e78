// Files on disk to examined items, for every verb that is given files.
#pragma once

#include "desk/examine.h"
#include "desk/office.h"

#include <filesystem>
#include <string>
#include <vector>

namespace imprimatur::desk {

/// What is wrong with one file never ends the run; only the jail itself being gone does.
Result<ExaminedItem> examine_file(Office& office, const std::filesystem::path& path, const ExamineOptions& options);

/// Many small files: a worker a file. One file with many frames: a worker a frame.
unsigned workers_inside(const Office& office, std::size_t files);

/// What --keep asks for; an Error for a rule that does not exist.
Result<bool> keeps_markers(const std::vector<std::string>& keep);

}  // namespace imprimatur::desk
