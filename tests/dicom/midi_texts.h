// Descriptions and report sentences as people type them: anatomy and technique, with a name, a number, a date or an address in between.
// Written without a look at any vocabulary of the program, and not changed to suit it.
#pragma once

#include <string>
#include <vector>

namespace imprimatur::dicom_eval {

/// {P} patient's surname, {G} given name, {D} physician who is in no header, {R} referring physician, {M} record number, {A} accession,
/// {B} birth date, {S} study date in words, {T} telephone, {H} hospital, {L} address, {E} e-mail.
struct MidiText {
    std::string text;
    std::vector<std::string> kept;  ///< what has to be there still
};

const std::vector<MidiText>& midi_descriptors(const std::string& modality);
const std::vector<MidiText>& midi_histories();
const std::vector<MidiText>& midi_sentences();

}  // namespace imprimatur::dicom_eval
