// The skin's peel over the files of one run: a CT or MR is mostly one file a slice, and only all slices of a series give a face.
#pragma once

#include "desk/head_peel.h"
#include "desk/office.h"
#include "imprimatur/desk.h"

#include <filesystem>

namespace imprimatur::desk {

/// One Peel a file, in their order. Files are peeled together that bear one SeriesInstanceUID, or none. At most limits::kMaxPeelBytes of
/// slices a series, more are refused, as is what cannot be read.
Result<std::vector<Peel>> peel_files(Office& office, const std::vector<std::filesystem::path>& files, const Progress& progress);

}  // namespace imprimatur::desk
