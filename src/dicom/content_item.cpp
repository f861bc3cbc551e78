#include "dicom/content_item.h"

#include "dicom/coded_terms.h"

#include <algorithm>
#include <array>

namespace imprimatur::dicom {

bool is_item_value(Tag tag)
{
    static constexpr std::array<std::uint16_t, 9> kValues { 0xA120, 0xA121, 0xA122, 0xA123, 0xA124, 0xA160, 0xA168, 0xA300, 0xA30A };
    return tag.group == 0x0040 && std::find(kValues.begin(), kValues.end(), tag.element) != kValues.end();
}

const ProfileRow* concept_of(const DataSet& set, std::size_t first, std::size_t end, const Tables& tables)
{
    const Node* name = set.child(first, end, { 0x0040, 0xA043 });
    if (name == nullptr || name->end == 0)
        return nullptr;
    // The name is a sequence, its first item follows it, and the item's elements follow that.
    const auto elements = std::size_t { name->index } + 2;
    const auto scheme = set.text(set.child(elements, name->end, kCodingSchemeDesignator));
    const auto code = set.text(set.child(elements, name->end, kCodeValue));
    return tables.concept_row(scheme, code);
}

}  // namespace imprimatur::dicom
