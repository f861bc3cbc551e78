// Where the slices of a CT or MR series lie in the patient (PS3.3 C.7.6.2.1.1): taken from the header, never from the pixels.
#pragma once

#include "imprimatur/model.h"

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace imprimatur::inspect {

using Vector3 = std::array<double, 3>;  ///< millimetres; +x to the patient's left, +y to the back, +z to the head

struct SlicePlace {
    double mm_x = 0;  ///< between columns; 0: the header does not say
    double mm_y = 0;  ///< between rows
    double thickness = 0;  ///< SpacingBetweenSlices, else SliceThickness; 0: the header does not say
    std::optional<Vector3> position;  ///< centre of the first pixel
    std::optional<std::array<Vector3, 2>> axes;  ///< unit vectors along a row and down a column, at right angles
};

/// One entry a frame; what is missing, malformed or no finite number stays empty. Enhanced multi-frame objects: shared and per-frame
/// functional groups (PS3.3 C.7.6.16).
std::vector<SlicePlace> slice_places(const Material& material);

double dot(const Vector3& a, const Vector3& b);
Vector3 cross(const Vector3& a, const Vector3& b);

/// The direction in which the slice is looked at. Only with axes.
Vector3 normal_of(const SlicePlace& place);

/// The way the picture is cut. Oblique: more than 35 degrees from all three.
enum class Plane { Axial, Coronal, Sagittal, Oblique, Unknown };
Plane plane_of(const SlicePlace& place);

struct StackSlice {
    const Frame* frame = nullptr;
    SlicePlace place;
    double along = 0;  ///< millimetres along the normal
};

/// The sets of parallel grey slices of one size among the materials, the most numerous first, each in order along its normal. Slices at one
/// place (another echo, another phase) stand in stacks of their own; slices that do not say where they lie stand in none.
std::vector<std::vector<StackSlice>> stacks_of(std::span<const Material* const> materials);

/// The first of them; empty when there is none.
std::vector<StackSlice> largest_stack(std::span<const Material* const> materials);

/// Median distance of neighbours; 0 for fewer than two.
double stack_spacing(const std::vector<StackSlice>& stack);

/// First value of a top-level attribute, "" when it is not there.
std::string_view attribute_value(const Material& material, std::string_view tag);

}  // namespace imprimatur::inspect
