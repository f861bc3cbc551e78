// Where devices of known make paint patient data, by policy/pixels/devices.toml: facts that users of other tools collected.
#pragma once

#include "imprimatur/model.h"
#include "imprimatur/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::inspect {

/// What a layout asks for; what is empty is not asked. Letter case does not count.
struct DeviceFeatures {
    std::string modality;  ///< the whole value
    std::string manufacturer;  ///< a part of it, here and below
    std::string model;
    std::string image_type;
    std::string series;
    std::optional<bool> burned_in = std::nullopt;  ///< (0028,0301)
    std::uint32_t rows = 0;  ///< 0: any
    std::uint32_t columns = 0;
};

struct DeviceLayout {
    std::string id;
    DeviceFeatures when;
    std::vector<Rect> rectangles;

    [[nodiscard]] bool matches(const DeviceFeatures& device) const;
};

class DeviceLayouts {
public:
    /// A layout without rectangles, without any feature of the device, or whose own examples fail, is an Error.
    static Result<DeviceLayouts> load(std::string_view toml);

    /// The rectangles of all layouts that match, cut to the frame.
    [[nodiscard]] std::vector<Rect> rectangles(const Material& material, const Frame& frame) const;

    [[nodiscard]] const std::vector<DeviceLayout>& all() const { return m_layouts; }

private:
    std::vector<DeviceLayout> m_layouts;
};

/// The device as the file's header describes it, the size as it is.
DeviceFeatures device_of(const Material& material, const Frame& frame);

}  // namespace imprimatur::inspect
