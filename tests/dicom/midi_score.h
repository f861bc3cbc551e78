// The ten checks of the MIDI-B challenge (Medical Image De-Identification Benchmark) against an answer key, written anew from their
// description. Two things differ from the original, whose scorer reads a mapping file of the participant: the mapping of identifiers is
// inferred from the copies of one run, and pixels_hidden asks whether the box has become one colour instead of asking an OCR.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::dicom_eval {

inline constexpr std::array<std::string_view, 10> kMidiActions = { "tag_retained", "text_notnull", "text_retained", "text_removed",
    "date_shifted", "uid_changed", "pixels_hidden", "pixels_retained", "uid_consistent", "patid_consistent" };

/// One line of the answer key. `path` is GGGGEEEE, with [item] and a dot below a sequence: "0040A730[0].0040A160". A private element
/// names its creator: "0043xx27{GEMS_PARM_01}". For pixels_hidden `value` is left,top,width,height.
struct MidiCheck {
    std::string file;
    std::string path;
    std::string action;
    std::string value;
};

struct MidiTally {
    double passed = 0;
    std::size_t total = 0;
};

struct MidiScore {
    std::map<std::string, MidiTally> actions;
    std::vector<std::string> failed;  ///< file, path, action
    [[nodiscard]] double overall() const;
};

/// A missing copy passes the checks of removal and fails those of retention, as in the challenge.
MidiScore midi_score(const std::vector<MidiCheck>& key, const std::filesystem::path& originals, const std::filesystem::path& copies);

/// Share of what was asked for: 1 as a substring, else the tokens without stop words and punctuation; numbers as numbers.
double share_retained(std::string_view value, std::string_view text);
/// The same for removal: 1 when nothing of the value stands in the text.
double share_removed(std::string_view value, std::string_view text);

std::string midi_table(const std::vector<MidiCheck>& key);
std::vector<MidiCheck> parse_midi_table(std::string_view table);

}  // namespace imprimatur::dicom_eval
