// A data set with pseudo patients and the key of what has to go and what has to stay.
#pragma once

#include "data_set.h"
#include "midi_score.h"

namespace imprimatur::dicom_eval {

struct MidiFile {
    std::string name;
    Octets bytes;
};

struct MidiSet {
    std::vector<MidiFile> files;
    std::vector<MidiCheck> key;
};

/// At least 60 objects of 8 patients. `safe_private`: the key also asks for what Table E.3.10-1 calls safe to be kept, which is the
/// Retain Safe Private Option and not the default.
MidiSet midi_set(bool safe_private = false);

/// Three pictures with names, dates and numbers written into them; for a run that looks at pixels.
MidiSet midi_burned_set();

}  // namespace imprimatur::dicom_eval
