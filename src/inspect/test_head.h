// A drawn head for the tests: an ellipsoid with a nose, skull and brain, cut into slices in any direction.
#pragma once

#include "imprimatur/model.h"

#include <cmath>
#include <string>
#include <vector>

namespace imprimatur::inspect {

inline void say(Material& material, const std::string& tag, const std::string& value)
{
    material.attributes.push_back({ tag, tag, "", "", value, value.size(), false });
}

/// Grey at a place in millimetres; the head's middle is the origin, the nose points to -y.
inline std::uint8_t drawn_head(double x, double y, double z)
{
    const double body = std::sqrt(x * x / (75 * 75) + y * y / (95 * 95) + z * z / (110 * 110));
    const bool nose = std::hypot(x, z) < 12 && y < -80 && y > -120;
    if (body > 1)
        return nose ? 90 : 0;
    if (body > 0.85 && body < 0.93)
        return 255;
    return 90;
}

inline Material slice_of_head(const std::string& modality, const std::string& orientation, double along, char across)
{
    constexpr std::uint32_t kSide = 130;
    constexpr double kMm = 2;
    Material material;
    material.modality = modality;
    material.lossy_ancestor = false;
    Frame frame { kSide, kSide, 1, Bytes(std::size_t { kSide } * kSide) };
    for (std::uint32_t row = 0; row < kSide; ++row) {
        for (std::uint32_t column = 0; column < kSide; ++column) {
            const double a = (column - 65.0) * kMm;
            const double b = (row - 65.0) * kMm;
            frame.samples[row * kSide + column] = across == 'z' ? drawn_head(a, b, along) : drawn_head(along, a, -b);
        }
    }
    material.frames.push_back(std::move(frame));
    say(material, "(0028,0030)", "2\\2");
    say(material, "(0020,0037)", orientation);
    say(material, "(0020,0032)", across == 'z' ? "-130\\-130\\" + std::to_string(along) : std::to_string(along) + "\\-130\\130");
    say(material, "(0020,000E)", "1.2.3");
    return material;
}

inline std::vector<Material> axial_head(const std::string& modality, double from, double to, double step)
{
    std::vector<Material> slices;
    for (double z = from; z <= to; z += step)
        slices.push_back(slice_of_head(modality, "1\\0\\0\\0\\1\\0", z, 'z'));
    return slices;
}

inline std::vector<Material> sagittal_head(const std::string& modality, double from, double to, double step)
{
    std::vector<Material> slices;
    for (double x = from; x <= to; x += step)
        slices.push_back(slice_of_head(modality, "0\\1\\0\\0\\0\\-1", x, 'x'));
    return slices;
}

inline std::vector<const Material*> pointers(const std::vector<Material>& materials)
{
    std::vector<const Material*> all;
    for (const auto& material : materials)
        all.push_back(&material);
    return all;
}

}  // namespace imprimatur::inspect
