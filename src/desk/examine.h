// One file from its bytes to verified copies: open, inspect, redact, open again, inspect again.
#pragma once

#include "desk/ports.h"
#include "desk/rulebook.h"
#include "redact/verified.h"

#include <optional>
#include <string>
#include <vector>

namespace imprimatur::desk {

struct ExamineOptions {
    bool keep_markers = false;
    bool same_format = false;  ///< a JPEG becomes a JPEG again; everything else a PNG
    bool tags_only = false;  ///< pixels are not looked at: the copies are no Verified
    unsigned workers = 1;
    bool want_before = false;  ///< also the original's first frame as a picture, for the desk's own page
};

struct ExaminedItem {
    MediaKind kind = MediaKind::Dicom;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::size_t frames = 0;
    std::string modality;
    std::string body_part;
    std::vector<std::string> notes;
    std::vector<Finding> findings;
    std::optional<Unreadable> unreadable;  ///< the file, or the detector on one of its frames
    redact::RedactionPlan plan;
    std::vector<redact::Verified> verified;  ///< one a frame, or none at all
    std::vector<redact::ShareableCopy> uninspected;  ///< instead of verified ones when only the tags were asked for
    std::vector<inspect::RemovedValue> removed;  ///< patient data, for naming the copies
    std::optional<std::string> refused;  ///< why there are none
    Bytes before;  ///< PNG
};

/// The original, and what must not be found in a copy of it.
struct Opened {
    Material material;
    std::vector<inspect::RemovedValue> removed;
};

/// Reads and inspects into `item`. nullopt: the item says why there is nothing to go on with.
Result<std::optional<Opened>> open_item(
    Reader& reader, ByteView file, const Rulebook& rulebook, const ExamineOptions& options, ExaminedItem& item);

/// Each round fills what the second look found. A picture that still shows writing after this many needs a person.
inline constexpr int kMaxFillRounds = 4;
std::string still_writing();

/// What the second look found becomes a finding of its own, to be filled in the next round.
void add_second_findings(const std::vector<Quad>& places, std::uint32_t frame, ExaminedItem& item);

/// "malformed: the data set is empty"
std::string refusal(const Unreadable& unreadable);

/// Material and findings; no copy is made.
Result<ExaminedItem> inspect_item(Reader& reader, ByteView file, const Rulebook& rulebook, const ExamineOptions& options);

/// The whole way. An Error only when the jail cannot be had; what the file does is in the item.
Result<ExaminedItem> examine(Reader& reader, ByteView file, const Rulebook& rulebook, const ExamineOptions& options);

}  // namespace imprimatur::desk
