// The data of ICC tags (ICC.1:2022 clause 10) written again from the numbers alone.
#pragma once

#include "base/byte_reader.h"
#include "imprimatur/model/material.h"

#include <optional>
#include <string_view>

namespace imprimatur::dicom::icc {

/// Whether this tag holds numbers that change colours.
bool is_kept(std::string_view tag);

/// The element of a kept tag with zero in every reserved byte and no byte more than its own fields call for; a multiple of four
/// long. nullopt when it is of a type that the tag cannot have, or does not fit into `element`.
std::optional<Bytes> rebuilt(std::string_view tag, ByteView element);

/// A text of ours as the description or copyright of a profile of this version.
Bytes text_element(std::string_view tag, std::string_view text, unsigned major_version);

}  // namespace imprimatur::dicom::icc
