#include "inspect/grain.h"

#include "inspect/motion.h"

#include <algorithm>

namespace imprimatur::inspect {

namespace {

// Of 42 pictures with drawn writing none had more than one weak box on writing; those with texture had 6 to 57 beside it.
constexpr std::ptrdiff_t kMany = 6;

}  // namespace

std::vector<bool> grain_among(const std::vector<TextBox>& writing)
{
    std::vector<bool> grain(writing.size());
    if (std::count_if(writing.begin(), writing.end(), is_weak) >= kMany)
        std::transform(writing.begin(), writing.end(), grain.begin(), is_weak);
    return grain;
}

}  // namespace imprimatur::inspect
