// Whole objects of many SOP classes, as small as PS3.3 lets them be, with an invented patient: the ground that plants stand on.
#pragma once

#include "data_set.h"

#include <cstdint>
#include <string>
#include <vector>

namespace imprimatur::dicom_eval {

struct Case {
    std::string patient = "Quastenflosser^Adelgunde";
    std::string patient_id = "MRN-7741-90213";
    std::string birth_date = "19570312";
    std::string study_date = "20190524";
    std::string study_time = "091523.481200";
    std::string accession = "A77XR402183";
    std::string study = "1.2.826.0.1.3680043.8.498.7001";
    std::string series = "1.2.826.0.1.3680043.8.498.7002";
    std::string instance = "1.2.826.0.1.3680043.8.498.7003";
    std::string frame_of_reference = "1.2.826.0.1.3680043.8.498.7004";
    std::string refers_to = "1.2.826.0.1.3680043.8.498.7005";  ///< another instance of the same study
    std::string refers_to_class = "1.2.840.10008.5.1.4.1.1.2";
    int number = 1;
};

struct Picture {
    std::uint16_t rows = 32;
    std::uint16_t columns = 32;
    std::uint16_t samples = 1;
    std::uint16_t allocated = 16;
    std::uint16_t stored = 12;
    std::uint16_t high = 11;
    bool is_signed = false;
    std::uint32_t frames = 1;
    std::string photometric = "MONOCHROME2";
};

inline const Picture kGrey8 { 32, 32, 1, 8, 8, 7, false, 1, "MONOCHROME2" };
inline const Picture kColour { 32, 32, 3, 8, 8, 7, false, 1, "RGB" };

enum class Kind {
    Ct,
    Mr,
    Cr,
    Us,
    UsMultiFrame,
    SecondaryCapture,
    Pet,
    NuclearMedicine,
    Angiography,
    Endoscopy,
    Mammography,
    DigitalX,
    BasicTextSr,
    ComprehensiveSr,
    Presentation,
    Segmentation,
    RtStructureSet,
    RtPlan,
    RtDose,
    Ecg,
    KeyObject,
    EnhancedCt,
};
const std::vector<Kind>& all_kinds();
std::string name_of(Kind kind);
std::string sop_class_of(Kind kind);
bool has_pixels(Kind kind);
Picture picture_of(Kind kind);

/// Everything but group 0002. Encapsulated syntaxes are left without Pixel Data: the caller encodes a frame.
DataSet object_of(Kind kind, const Case& it, const Syntax& syntax = kExplicit);
/// The same with File Meta Information around it.
Octets file_of_kind(Kind kind, const Case& it, const Syntax& syntax = kExplicit);
/// Around a data set that was changed.
Octets file_of_set(Kind kind, const Case& it, const DataSet& set, const Octets& after = {});

void describe_pixels(DataSet& set, const Picture& picture);
/// A gradient with a bright bar, in the byte order of the syntax; nothing in it repeats an identifier.
Octets native_pixels(const Picture& picture, bool big_endian = false);
void put_native(DataSet& set, const Picture& picture);

}  // namespace imprimatur::dicom_eval
