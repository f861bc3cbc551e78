// The two operations on archives. Each is a child of its own: listing never unpacks, and one entry that kills its child leaves the others.
#pragma once

#include "jail/output.h"

namespace imprimatur::jail {

void list_archive(ByteView file, Output& output);
/// `index` counts the entries as list_archive gives them.
void extract_entry(ByteView file, std::uint32_t index, Output& output);

}  // namespace imprimatur::jail
