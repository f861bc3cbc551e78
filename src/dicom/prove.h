// The proof of a copy, from its own bytes and by a process that did not write it: nothing in it that the profile would treat again,
// no code stream with anything beside its picture, no byte unaccounted for, and none of the removed values anywhere.
#pragma once

#include "dicom/deidentify.h"

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace imprimatur::dicom {

/// Whether the code streams of encoded frames are walked again, marker by marker and code word by code word. The process that has just
/// walked them to write them would find what it found before.
enum class StreamsOfFrames { WalkedAgain, SearchedOnly };

/// `needles`: UTF-8 forms of what was removed (needles.h). `done_with` is told how far the copy has been read. No objection: proven.
std::variant<std::vector<Objection>, Unreadable> prove(ByteView copy, const std::vector<std::string>& needles, const Library& library,
    const ProfileOptions& options, StreamsOfFrames streams, const std::function<void(std::uint64_t)>& done_with);

}  // namespace imprimatur::dicom
