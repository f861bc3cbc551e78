// Every VR in attributes that Table E.1-1 does not name, and in tags that nobody knows, in all four ways to write a data set.
#include "objects.h"
#include "planted.h"

#include <array>

namespace imprimatur::dicom_eval {

namespace {

struct Place {
    std::uint32_t tag;
    const char* vr;
    const char* name;
};

// In the dictionary (PS3.6), in no row of Table E.1-1: the attribute is known, its text is not.
constexpr std::array<Place, 24> kNamedText { {
    { 0x00181160, "SH", "FilterType" },
    { 0x00181210, "SH", "ConvolutionKernel" },
    { 0x00189005, "SH", "PulseSequenceName" },
    { 0x00181260, "SH", "PlateType" },
    { 0x00281055, "LO", "WindowCenterWidthExplanation" },
    { 0x00181040, "LO", "ContrastBolusRoute" },
    { 0x00181020, "LO", "SoftwareVersions" },
    { 0x00181250, "SH", "ReceiveCoilName" },
    { 0x001811B0, "LO", "AcquisitionMode" },
    { 0x00187006, "LT", "DetectorDescription" },
    { 0x00187041, "LT", "GridSpacingMaterial" },
    { 0x00189080, "ST", "MetaboliteMapDescription" },
    { 0x00281351, "ST", "PartialViewDescription" },
    { 0x0018003A, "ST", "InterventionDescription" },
    { 0x00189941, "UT", "ImageFilterDescription" },
    { 0x00189901, "UT", "ReferenceLocationDescription" },
    { 0x00189908, "UC", "PotentialReasonsForProcedure" },
    { 0x0010021A, "UC", "StrainSource UC" },
    { 0x00287FE0, "UR", "PixelDataProviderURL" },
    { 0x00081190, "UR", "RetrieveURL" },
    { 0x00142006, "PN", "EvaluatorName" },
    { 0x00140104, "PN", "SecondaryReviewerName" },
    { 0x0008F016, "AE", "AE in an unknown element" },
    { 0x00081090, "LO", "ManufacturerModelName" },
} };

constexpr std::array<Place, 8> kNamedCodes { {
    { 0x00189008, "CS", "EchoPulseSequence" },
    { 0x00189173, "CS", "BulkMotionSignalSource" },
    { 0x00181403, "CS", "CassetteSize" },
    { 0x00189343, "CS", "ContrastBolusAgentDetected" },
    { 0x00180015, "CS", "BodyPartExamined" },
    { 0x00185101, "CS", "ViewPosition" },
    { 0x00089F62, "CS", "CS in an unknown element" },
    { 0x00540500, "CS", "SliceProgressionDirection" },
} };

constexpr std::array<Place, 7> kNamedDates { {
    { 0x00140102, "DA", "SecondaryReviewDate" },
    { 0x00143076, "DA", "DateOfGainCalibration" },
    { 0x00144076, "DA", "ProcedureCreationDate" },
    { 0x40101025, "DT", "RouteSegmentStartTime" },
    { 0x40101041, "DT", "OOIOwnerCreationTime" },
    { 0x00181012, "DA", "DateOfSecondaryCapture" },
    { 0x00321010, "DA", "ScheduledStudyStopDate retired" },
} };

/// Even groups, elements that PS3.6 does not have: deny by default or leak.
void plant_unknown_tags(DataSet& set, Sheet& sheet)
{
    constexpr std::array<const char*, 24> kVrs = { "AE", "AS", "CS", "DA", "DS", "DT", "IS", "LO", "LT", "PN", "SH", "ST", "TM", "UC", "UI",
        "UR", "UT", "UN", "OB", "OW", "OF", "OD", "OL", "OV" };
    std::uint32_t tag = 0x0018FF02;
    for (const std::string vr : kVrs) {
        const auto key = "unknown element, VR " + vr;
        const bool numeric = vr == "DS" || vr == "IS" || vr == "AS";
        std::string value;
        if (vr == "DA")
            value = sheet.date(key, "unknown tag");
        else if (vr == "DT")
            value = sheet.date(key, "unknown tag") + "101112.500000-0330";
        else if (vr == "TM")
            value = sheet.text(key, "unknown tag", sheet.invent.time());
        else if (vr == "UI")
            value = sheet.uid(key, "unknown tag");
        else if (vr == "UR")
            value = "https://ris.example/p/" + sheet.id(key, "unknown tag");
        else if (vr == "CS" || vr == "AE")
            value = sheet.text(key, "unknown tag", sheet.invent.upper());
        else if (numeric)
            value = sheet.text(key, "unknown tag", sheet.invent.digits());
        else
            value = sheet.name(key, "unknown tag") + std::string(vr[0] == 'O' ? "        " : "");
        if (vr[0] == 'O')
            value.resize((value.size() + 7) / 8 * 8, ' ');
        set.text(tag, vr, value);
        tag += 2;
    }
    for (const std::string vr : { "US", "UL", "SL", "SS", "FL", "FD", "SV", "UV", "AT" }) {
        auto value = sheet.name("unknown element, letters in VR " + vr, "unknown tag");
        value.resize((value.size() + 7) / 8 * 8, ' ');
        set.bytes(tag, vr, value);
        tag += 2;
    }
}

void plant_named(DataSet& set, Sheet& sheet)
{
    for (const auto& place : kNamedText) {
        const std::string vr = place.vr;
        const auto key = std::string(place.name) + " (" + vr + ")";
        if (vr == "UR")
            set.text(place.tag, vr, "https://pacs.example/wado/" + sheet.id(key, "text not in E.1-1"));
        else if (vr == "AE")
            set.text(place.tag, vr, sheet.text(key, "text not in E.1-1", sheet.invent.upper()));
        else if (vr == "PN")
            set.text(place.tag, vr, sheet.name(key, "PN not in E.1-1") + "^" + sheet.invent.given());
        else if (vr == "LT" || vr == "ST" || vr == "UT")
            set.text(place.tag, vr, "Adjusted by " + sheet.name(key, "text not in E.1-1") + ", axial slices, see notes.");
        else
            set.text(place.tag, vr, sheet.name(key, "text not in E.1-1"));
    }
    for (const auto& place : kNamedCodes)
        set.text(place.tag, place.vr, sheet.text(place.name, "CS not in E.1-1", sheet.invent.upper()));
    for (const auto& place : kNamedDates)
        set.text(place.tag, place.vr, sheet.date(place.name, "date not in E.1-1") + (std::string(place.vr) == "DT" ? "081500+0200" : ""));
    set.text(0x00143077, "TM", sheet.text("TimeOfGainCalibration", "date not in E.1-1", sheet.invent.time()));
    set.text(0x00209312, "UI", sheet.uid("VolumeFrameOfReferenceUID", "uid"));
    set.text(0x00081167, "UI", sheet.uid("MultiFrameSourceSOPInstanceUID", "uid"));
    set.text(0x00083012, "UI", sheet.uid("RadiopharmaceuticalAdministrationEventUID", "uid"));
    set.text(0x0040E030, "UI", sheet.uid("RepositoryUniqueID", "uid"));
    set.text(0x00083002, "UI", sheet.uid("AvailableTransferSyntaxUID that is none", "uid"));
    // Rows of Table E.1-1, so that what everybody covers is covered here too.
    set.text(0x00080080, "LO", sheet.text("InstitutionName", "listed", sheet.invent.institution()));
    set.text(0x00080081, "ST", sheet.text("InstitutionAddress", "listed", sheet.invent.address()));
    set.text(0x00080094, "SH", sheet.text("ReferringPhysicianTelephoneNumbers", "listed", sheet.invent.telephone()));
    set.text(0x00080090, "PN", sheet.name("ReferringPhysicianName", "listed"));
    set.text(0x00081048, "PN", sheet.name("PhysiciansOfRecord[0]", "listed") + "\\" + sheet.name("PhysiciansOfRecord[1]", "listed"));
    set.text(0x00100021, "LO", sheet.name("IssuerOfPatientID", "listed"))
        .text(0x00101040, "LO", sheet.text("PatientAddress", "listed", sheet.invent.address()));
    set.text(0x00102160, "SH", sheet.name("EthnicGroup", "listed"))
        .text(0x00104000, "LT", "Daughter " + sheet.name("PatientComments", "listed"));
    set.text(0x00181030, "LO", "Thorax " + sheet.name("ProtocolName", "listed")).text(0x00181004, "LO", sheet.id("PlateID", "listed"));
    set.text(0x00081030, "LO", "MRI knee " + sheet.date("StudyDescription with a date", "date in text"));
    set.text(0x0008103E, "LO", "for Dr " + sheet.name("SeriesDescription", "listed") + " left hip");
    set.text(0x00204000, "LT",
        "Call " + sheet.text("ImageComments telephone", "listed", sheet.invent.telephone()) + " or "
            + sheet.text("ImageComments e-mail", "listed", sheet.invent.email()));
}

void plant_file(PlantedSet& all, Invent& invent, const std::string& name, const Syntax& syntax, bool named)
{
    Sheet sheet(name, all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::SecondaryCapture, it, syntax);
    if (named)
        plant_named(set, sheet);
    plant_unknown_tags(set, sheet);
    sheet.finish(file_of_set(Kind::SecondaryCapture, it, set));
}

}  // namespace

void plant_attributes(PlantedSet& set, Invent& invent)
{
    plant_file(set, invent, "a_every_vr_explicit.dcm", kExplicit, true);
    plant_file(set, invent, "a_every_vr_implicit.dcm", kImplicit, true);
    plant_file(set, invent, "a_every_vr_big_endian.dcm", kBigEndian, false);
    plant_file(set, invent, "a_every_vr_deflated.dcm", kDeflated, true);
}

}  // namespace imprimatur::dicom_eval
