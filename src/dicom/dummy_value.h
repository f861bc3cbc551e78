// Values that fit a VR and say nothing (PS3.15 E.1-1a, D).
#pragma once

#include "dicom/tag.h"

#include <string>
#include <string_view>

namespace imprimatur::dicom {

/// Constant a VR; as many values as `values` for the numbers whose multiplicity matters. Binary VRs: zeros of `length` bytes.
std::string dummy_value(Tag tag, Vr vr, std::size_t length);

/// One of the texts above: it may have stood in the original too, and tells nothing there either.
bool is_dummy(std::string_view value);

}  // namespace imprimatur::dicom
