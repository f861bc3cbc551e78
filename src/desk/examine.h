// One file from its bytes to verified copies: open, inspect, redact, open again, inspect again.
#pragma once

#include "desk/open_item.h"

namespace imprimatur::desk {

/// Each round fills what the second look found. A picture that still shows writing after this many needs a person.
inline constexpr int kMaxFillRounds = 4;
std::string still_writing();

/// What the second look found becomes a finding of its own, to be filled in the next round.
void add_second_findings(const std::vector<redact::UncoveredPlace>& places, std::uint32_t frame, ExaminedItem& item);

/// How hard to look at a copy of this frame: every frame of a document, the key frames of a clip, and the others fast.
Effort second_effort(const Material& opened, std::size_t number, Effort wanted);

/// The whole way. An Error only when the jail cannot be had; what the file does is in the item.
Result<ExaminedItem> examine(Reader& reader, const Source& file, const Rulebook& rulebook, const ExamineOptions& options);

}  // namespace imprimatur::desk
