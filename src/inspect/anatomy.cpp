#include "inspect/anatomy.h"

#include "inspect/motion.h"
#include "inspect/quad_extent.h"

#include <algorithm>

namespace imprimatur::inspect {

namespace {

// Text of devices is 8 to 40 pixels tall, lead markers on a radiograph up to 4 % of its side.
constexpr double kTall = 40;
constexpr double kTallShare = 0.07;

// A line of three letters is about twice as long as it is tall.
constexpr double kLine = 3;

constexpr int kNamesNobody = 3;

int letters_read(const TextBox& box)
{
    if (!is_read(box))
        return 0;
    return static_cast<int>(std::count_if(box.text.begin(), box.text.end(),
        [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }));
}

}  // namespace

bool is_larger_than_writing(const TextBox& box, const Frame& frame)
{
    const auto [tall, length] = sides_of(box.quad);
    const double limit = std::max(kTall, kTallShare * std::min(frame.width, frame.height));
    return tall >= limit && length < kLine * tall && letters_read(box) < kNamesNobody;
}

}  // namespace imprimatur::inspect
