#include "imprimatur/model/dicom_copy.h"

#include <algorithm>

namespace imprimatur {

namespace {

constexpr std::array<std::string_view, kProfileOptions> kNames { "retain-safe-private", "retain-uids", "retain-device",
    "retain-institution", "retain-patient-characteristics", "retain-full-dates", "retain-modified-dates", "clean-descriptors",
    "clean-structured-content", "clean-graphics" };

}  // namespace

std::string_view to_string(ProfileOption option) { return kNames[static_cast<std::size_t>(option)]; }

std::optional<ProfileOption> profile_option(std::string_view name)
{
    const auto* found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end())
        return std::nullopt;
    return static_cast<ProfileOption>(found - kNames.begin());
}

}  // namespace imprimatur
