// The vocabularies of XMP that have a customary prefix.
#pragma once

#include <string_view>

namespace imprimatur::jail::photo {

/// Empty for a namespace that is not known. The file's own prefix means nothing.
std::string_view xmp_prefix(std::string_view uri);

}  // namespace imprimatur::jail::photo
