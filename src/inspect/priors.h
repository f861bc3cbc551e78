// What is filled before anybody has read a letter: what the device says about its picture, where devices of its make paint
// patient data, and what stands beside a round field of view. Priors add fills and never take one away.
#pragma once

#include "imprimatur/model.h"
#include "inspect/device_layouts.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace imprimatur::inspect {

inline constexpr std::string_view kPriors = "priors";  ///< as it stands in Finding::detector

/// Findings with Action::Fill for one frame. `keep_markers`: beside ultrasound regions, where devices print their settings, the
/// readers decide line by line; the band above the picture, with name and date, is filled all the same.
std::vector<Finding> prior_findings(const Material& material, std::size_t frame_number, const DeviceLayouts& layouts, bool keep_markers);

}  // namespace imprimatur::inspect
