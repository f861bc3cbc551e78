// Content items of structured reports (PS3.3 C.17.3): what they say, and the concept that says what it is about.
#pragma once

#include "dicom/data_set.h"

namespace imprimatur::dicom {

inline constexpr Tag kContentSequence { 0x0040, 0xA730 };

/// The value of an item, as opposed to what kind of item it is: text, name, date, time, UID, code, measurement.
bool is_item_value(Tag tag);

/// Row of PS3.15 Table E.3.4-1 for the concept name of the item whose elements are [first, end); null: none.
const ProfileRow* concept_of(const DataSet& set, std::size_t first, std::size_t end, const Tables& tables);

}  // namespace imprimatur::dicom
