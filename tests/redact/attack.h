// Somebody who knows the typeface, the place, the ground and the compression, and has 200 numbers to choose from: writes each of them, lets
// the same happen to it, and compares with what a copy shows outside its fills.
#pragma once

#include "redact/pasts.h"
#include "redact/pictures.h"

#include <vector>

namespace imprimatur::redact_eval {

struct Situation {
    Ground ground = Ground::Anatomy;
    const Past* past = nullptr;
    double unknown = 0;  ///< standard deviation of what is not known about the ground, in levels
    double room = 1;  ///< pixels that the detector's box leaves around the letters
    std::size_t numbers = 200;
};

enum class Rule { Box, BoxAnd4, Grid16, Ours };
constexpr std::size_t kRules = 4;
const char* name_of(Rule rule);

struct Result {
    std::array<double, kRules> found {};  ///< chance that the right number is chosen: 1, or 1 of those that look the same, or 0
    double found_with_sizes = 0;  ///< our rule, when a number is ruled out also by how large its fills would have been
    std::array<double, kRules> pixels {};  ///< filled
};

Result attack(const Situation& situation, Chance& chance);

/// What our rule fills in a picture with this past.
std::vector<Rect> our_fills(const Frame& frame, const Past& past, const Quad& box);

}  // namespace imprimatur::redact_eval
