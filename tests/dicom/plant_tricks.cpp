// Values that hide: wrong VRs, second values, padding, what stands behind a NUL, what is no number where a number belongs.
#include "objects.h"
#include "planted.h"

namespace imprimatur::dicom_eval {

namespace {

void plant_value_tricks(PlantedSet& all, Invent& invent)
{
    Sheet sheet("a_value_tricks.dcm", all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::Ct, it);
    set.text(0x00080008, "CS", "ORIGINAL\\PRIMARY\\" + sheet.text("ImageType value 3", "multi-valued", sheet.invent.upper()));
    set.text(0x00181030, "LO", "Chest routine\\" + sheet.name("ProtocolName value 2", "multi-valued"));
    set.text(0x00181020, "LO", "VA40\\VB10\\" + sheet.name("SoftwareVersions value 3", "multi-valued"));
    set.text(0x00181210, "SH", "B30f\\" + sheet.name("ConvolutionKernel value 2", "multi-valued"));
    set.text(0x00180021, "CS", "SK\\" + sheet.text("SequenceVariant value 2", "multi-valued", sheet.invent.upper()));
    set.text(0x00280051, "CS", "ATTN\\" + sheet.text("CorrectedImage value 2", "multi-valued", sheet.invent.upper()));
    set.text(0x00181200, "DA",
        sheet.date("DateOfLastCalibration[0]", "multi-valued date") + "\\" + sheet.date("DateOfLastCalibration[1]", "multi-valued date"));
    set.text(0x00083010, "UI",
        sheet.uid("IrradiationEventUID[0]", "multi-valued uid") + "\\" + sheet.uid("IrradiationEventUID[1]", "multi-valued uid"));
    // Leading spaces, trailing spaces, NULs: what a comparison after trimming does not see is still in the bytes.
    set.bytes(0x00185100, "CS", "HFS " + Octets(2, '\0') + sheet.text("PatientPosition behind NULs", "behind NUL", sheet.invent.upper()));
    set.bytes(0x00080070, "LO", "SIEMENS" + Octets(1, '\0') + sheet.name("Manufacturer behind a NUL", "behind NUL"));
    set.bytes(0x00081090, "LO", "SOMATOM   " + Octets(3, '\0') + sheet.name("ManufacturerModelName behind spaces and NULs", "behind NUL"));
    set.bytes(0x00180050, "DS", "5" + Octets(1, '\0') + sheet.id("SliceThickness behind a NUL", "behind NUL"));
    set.bytes(0x00200012, "IS", "1" + Octets(1, '\0') + sheet.text("AcquisitionNumber behind a NUL", "behind NUL", sheet.invent.digits()));
    // Letters where a number, a code or a date belongs.
    set.text(0x00180060, "DS", "120 " + sheet.name("KVP with a name", "wrong content"));
    set.text(0x00181151, "IS", sheet.id("XRayTubeCurrent with a record number", "wrong content"));
    set.text(0x00180022, "CS", sheet.name("ScanOptions with a name", "wrong content"));
    set.text(0x00181190, "DS", "1\\2\\" + sheet.name("FocalSpots value 3", "wrong content"));
    set.text(0x00280004, "CS", "MONOCHROME2");
    set.text(0x00101010, "AS", sheet.text("PatientAge 097Y", "wrong content", "097Y"));
    set.text(0x00100040, "CS", sheet.text("PatientSex with a name", "wrong content", sheet.invent.upper()));
    set.text(0x00080201, "SH", sheet.name("TimezoneOffsetFromUTC with a name", "wrong content"));
    set.bytes(0x00180090, "DS",
        "  " + sheet.text("DataCollectionDiameter with digits of an identifier", "wrong content", sheet.invent.record_number()) + "  ");
    sheet.finish(file_of_set(Kind::Ct, it, set));
}

void plant_wrong_vrs(PlantedSet& all, Invent& invent)
{
    Sheet sheet("a_wrong_vr.dcm", all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::Mr, it);
    set.bytes(0x00100010, "UN", it.patient).bytes(0x00100020, "OB", it.patient_id).text(0x00100030, "LO", it.birth_date);
    set.text(0x00080090, "LO", sheet.name("ReferringPhysicianName as LO", "wrong VR"))
        .bytes(0x00081070, "UN", sheet.name("OperatorsName as UN", "wrong VR"));
    set.text(0x00180015, "UT", sheet.name("BodyPartExamined as UT", "wrong VR"))
        .bytes(0x00180020, "OB", sheet.name("ScanningSequence as OB", "wrong VR"));
    set.text(0x00180080, "LO", sheet.name("RepetitionTime as LO", "wrong VR"))
        .text(0x00180023, "PN", sheet.name("MRAcquisitionType as PN", "wrong VR"));
    set.text(0x00280301, "LO", sheet.name("BurnedInAnnotation as LO", "wrong VR"))
        .text(0x00200062, "SH", sheet.name("ImageLaterality as SH", "wrong VR"));
    set.text(0x00189073, "ST", sheet.name("AcquisitionDuration (FD) as ST", "wrong VR"));
    set.text(0x00180082, "DA", sheet.date("InversionTime (DS) as DA", "wrong VR"));
    // A sequence's tag with text in it, and a text's tag with a sequence.
    set.text(0x00081140, "LO", sheet.name("ReferencedImageSequence as LO", "wrong VR"));
    set.sequence(
        0x00181210, [&](DataSet& item) { item.text(0x00100010, "PN", sheet.name("ConvolutionKernel as SQ with a name", "wrong VR")); });
    set.sequence(
        0x00080104, [&](DataSet& item) { item.text(0x00080104, "LO", sheet.name("CodeMeaning as SQ", "wrong VR")); }, Form::Defined);
    set.element(0x00081115,
        set.header(0x00081115, "UN", 0xFFFFFFFF) + number(0xFFFE, 2) + number(0xE000, 2) + number(0xFFFFFFFF, 4)
            + DataSet(kImplicit).text(0x00100010, "PN", sheet.name("ReferencedSeriesSequence as UN", "sequence as UN")).encoded()
            + number(0xFFFE, 2) + number(0xE00D, 2) + number(0, 4) + number(0xFFFE, 2) + number(0xE0DD, 2) + number(0, 4));
    sheet.finish(file_of_set(Kind::Mr, it, set));
}

void plant_structural_tricks(PlantedSet& all, Invent& invent)
{
    Sheet sheet("a_structural_tricks.dcm", all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::Ct, it);
    set.bytes(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2" + Octets(1, '\0') + sheet.name("SOPClassUID behind a NUL", "behind NUL"));
    set.bytes(0x00080060, "CS", "CT" + Octets(2, '\0') + sheet.text("Modality behind NULs", "behind NUL", sheet.invent.upper()));
    set.bytes(0x00080005, "CS",
        "ISO_IR 192" + Octets(2, '\0') + sheet.text("SpecificCharacterSet behind NULs", "behind NUL", sheet.invent.upper()));
    set.bytes(0x00180085, "??", sheet.name("ImagedNucleus with a VR that is none", "wrong VR"));
    sheet.finish(file_of_set(Kind::Ct, it, set));
}

}  // namespace

void plant_tricks(PlantedSet& set, Invent& invent)
{
    plant_value_tricks(set, invent);
    plant_wrong_vrs(set, invent);
    plant_structural_tricks(set, invent);
}

}  // namespace imprimatur::dicom_eval
