// Pictures made here: a ground, and a number written on it.
#pragma once

#include "imprimatur/model.h"

#include <array>
#include <random>
#include <string>

namespace imprimatur::redact_eval {

using Chance = std::mt19937;

enum class Ground { Black, Anatomy, Tissue };
const char* name_of(Ground ground);

/// Grey for Black and Anatomy, colour for Tissue.
Frame ground_picture(Ground ground, std::uint32_t width, std::uint32_t height, Chance& chance);

struct Writing {
    std::string digits;
    double x = 0;  ///< top left of the first digit
    double y = 0;
    double height = 20;  ///< of a digit; its width is 5/7 of that and the distance between two digits 1/7
    std::array<std::uint8_t, 3> colour { 255, 255, 255 };
};

double width_of(const Writing& writing);

/// Draws with smooth edges.
void write(Frame& frame, const Writing& writing);

/// Adds normal noise: what somebody does not know who knows the ground nearly.
Frame with_noise(const Frame& frame, double sigma, Chance& chance);

}  // namespace imprimatur::redact_eval
