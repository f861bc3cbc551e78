#include "planted.h"

#include "objects.h"

namespace imprimatur::dicom_eval {

const std::vector<std::string>& may_be_refused()
{
    static const std::vector<std::string> kFiles {
        "a_structural_tricks.dcm",  // a SOP class, a modality, a character set and a VR that are none
        "a_bytes_after_end.dcm",  // bytes that belong to no element: the file is not what it says
        "a_float_pixels.dcm",  // PS3.3 C.7.6.24: Float Pixel Data beside Pixel Data, and shorter than a frame
        "a_private_sop_class.dcm",  // a SOP class that no table knows
        "a_group_0002_in_set.dcm",  // PS3.10 7.1: File Meta Information inside the data set
        "a_command_group.dcm",  // PS3.7: a network command inside a stored data set
        "a_jpeg_between_scans.dcm",  // T.81 knows no bytes there
        "a_encapsulated_pdf.dcm",  // a document needs a document's cleaning
        "b_encapsulated_cda.dcm",
    };
    return kFiles;
}

void Sheet::note(const std::string& key, const std::string& where, const std::string& token, const std::string& kind)
{
    m_set.plants.push_back({ m_file, key, where, token, kind });
}

const std::string& Sheet::text(const std::string& key, const std::string& where, const std::string& token)
{
    note(key, where, token, "text");
    return m_set.plants.back().token;
}

const Octets& Sheet::encoded(const std::string& key, const std::string& where, const Octets& bytes, const std::string& utf8)
{
    static const char* const kDigits = "0123456789abcdef";
    std::string hex;
    for (const char c : bytes) {
        hex += kDigits[static_cast<unsigned char>(c) >> 4U];
        hex += kDigits[static_cast<unsigned char>(c) & 15U];
    }
    note(key, where, hex, "hex");
    note(key + " in UTF-8", where, utf8, "text-decoded");
    return bytes;
}

void Sheet::bits(const std::string& key, const std::string& where, unsigned mask) { note(key, where, std::to_string(mask), "bits"); }

Case noted_case(Sheet& sheet)
{
    Case it;
    const auto first = sheet.invent.given();
    it.patient = sheet.name("PatientName", "patient") + "^" + first;
    it.patient_id = sheet.id("PatientID", "patient");
    it.birth_date = sheet.date("PatientBirthDate", "patient");
    it.study_date = sheet.date("StudyDate, SeriesDate, ContentDate", "patient");
    it.study_time = sheet.text("StudyTime, SeriesTime, ContentTime", "patient", sheet.invent.time());
    it.accession = sheet.text("AccessionNumber", "patient", sheet.invent.accession());
    it.study = sheet.uid("StudyInstanceUID", "uid");
    it.series = sheet.uid("SeriesInstanceUID", "uid");
    it.instance = sheet.uid("SOPInstanceUID", "uid");
    it.frame_of_reference = sheet.invent.uid();
    it.refers_to = sheet.invent.uid();
    return it;
}

PlantedSet planted_by_bytes()
{
    PlantedSet set;
    Invent invent;
    plant_attributes(set, invent);
    plant_tricks(set, invent);
    plant_structure(set, invent);
    plant_attachments(set, invent);
    plant_documents(set, invent);
    plant_reports(set, invent);
    plant_character_sets(set, invent);
    plant_native_pixels(set, invent);
    plant_code_streams(set, invent);
    return set;
}

}  // namespace imprimatur::dicom_eval
