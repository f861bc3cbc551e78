#include "jail/photo/exif_tags.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace imprimatur::jail::photo {

namespace {

struct Row {
    IfdGroup group;
    std::uint16_t tag;
    std::string_view name;
};

using enum IfdGroup;
constexpr auto kRows = std::to_array<Row>({
#include "jail/photo/exif_tags.inc"
});

constexpr bool before(const Row& a, const Row& b) { return std::tie(a.group, a.tag) < std::tie(b.group, b.tag); }
static_assert(std::is_sorted(kRows.begin(), kRows.end(), before), "the table is searched by halves");

}  // namespace

std::string_view group_name(IfdGroup group)
{
    switch (group) {
    case Exif: return "EXIF";
    case Gps: return "GPS";
    case Interop: return "Interop";
    case Mpf: return "MPF";
    }
    return "EXIF";
}

std::string_view tag_name(IfdGroup group, std::uint16_t tag)
{
    const auto* row = std::lower_bound(kRows.begin(), kRows.end(), Row { group, tag, {} }, before);
    return row != kRows.end() && row->group == group && row->tag == tag ? row->name : std::string_view {};
}

}  // namespace imprimatur::jail::photo
