// Which part of the body a DICOM header says a picture shows, in whatever attribute it says so.
#pragma once

#include "imprimatur/model.h"

#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::inspect {

enum class Part { Unknown, Head, Other };

/// Upper-case runs of letters and digits.
std::vector<std::string> words_of(std::string_view text);

/// Whether a word names something that shows a face when it is scanned: HEAD, BRAIN, ORBITS, WHOLEBODY, KOPF.
bool names_head(std::string_view text);

/// BodyPartExamined, AnatomicRegionSequence and the descriptions of study, series and protocol. Head wherever any of them says so: a wrong
/// "head" costs a refusal, a wrong "chest" a face.
Part body_part(const Material& material);

/// Of two files of one series; `first` starts over.
Part worst(Part so_far, Part next, bool first);

}  // namespace imprimatur::inspect
