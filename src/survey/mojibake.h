// Meta's downloads write every byte of a UTF-8 text as a character of its own: "é" comes as "\u00c3\u00a9".
#pragma once

#include <string>
#include <string_view>

namespace imprimatur::survey {

/// The text that was meant. A text with a character above U+00FF, or whose characters taken as bytes are not UTF-8, was never broken and
/// comes back as it is. Not promised: a text of Latin-1 characters that happens to be UTF-8 as bytes is "repaired" too; such texts
/// ("Ã©" on purpose) do not occur among captions.
std::string repair_mojibake(std::string_view text);

}  // namespace imprimatur::survey
