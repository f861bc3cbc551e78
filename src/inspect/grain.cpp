#include "inspect/grain.h"

#include "inspect/motion.h"
#include "inspect/quad_extent.h"

#include <algorithm>

namespace imprimatur::inspect {

namespace {

// Of 42 pictures with drawn writing none had more than one weak box on writing; those with texture had 6 to 57 beside it.
constexpr std::ptrdiff_t kMany = 6;

// A line of four letters is at least this many times as long as it is tall.
constexpr double kLine = 2.5;

bool is_speck(const TextBox& box)
{
    const auto [shorter, longer] = sides_of(box.quad);
    return is_weak(box) && longer < kLine * shorter;
}

}  // namespace

std::vector<bool> grain_among(const std::vector<TextBox>& writing)
{
    std::vector<bool> grain(writing.size());
    if (std::count_if(writing.begin(), writing.end(), is_weak) < kMany)
        return grain;
    std::transform(writing.begin(), writing.end(), grain.begin(), is_speck);
    return grain;
}

}  // namespace imprimatur::inspect
