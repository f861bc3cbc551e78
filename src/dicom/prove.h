// The proof of a copy, from its own bytes and by a process that did not write it: nothing in it that the profile would treat again,
// no code stream with anything beside its picture, no byte unaccounted for, and none of the removed values anywhere.
#pragma once

#include "dicom/deidentify.h"

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace imprimatur::dicom {

/// `needles`: UTF-8 forms of what was removed (needles.h). `done_with` is told how far the copy has been read. No objection: proven.
std::variant<std::vector<Objection>, Unreadable> prove(ByteView copy, const std::vector<std::string>& needles, const Library& library,
    const ProfileOptions& options, const std::function<void(std::uint64_t)>& done_with);

}  // namespace imprimatur::dicom
