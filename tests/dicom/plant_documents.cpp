// Objects that are words and structure: waveforms, structure sets, segmentations, enhanced multi-frame,
// encapsulated documents.
#include "object_parts.h"
#include "objects.h"
#include "planted.h"

namespace imprimatur::dicom_eval {

namespace {

void plant_waveform(PlantedSet& all, Invent& invent)
{
    Sheet sheet("a_waveform.dcm", all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::Ecg, it);
    set.sequence(0x0040B020, [&](DataSet& note) {
        note.text(0x00700006, "ST",
                "sinus rhythm, " + sheet.name("UnformattedTextValue", "waveform") + " "
                    + sheet.date("UnformattedTextValue date", "waveform"))
            .us(0x0040A0B0, 1);
        note.code(0x0040A043, "121106", "DCM", sheet.name("annotation CodeMeaning", "waveform")).us(0x0040A180, 1);
    });
    set.sequence(0x00409096, [&](DataSet& item) { item.text(0x003A0020, "SH", sheet.name("MultiplexGroupLabel in an item", "waveform")); });
    set.text(0x003A0020, "SH", sheet.name("MultiplexGroupLabel", "waveform"))
        .text(0x003A0203, "SH", sheet.name("ChannelLabel", "waveform"));
    set.sequence(0x003A0300, [&](DataSet& item) {
        item.text(0x003A0203, "SH", sheet.name("nested ChannelLabel", "waveform"))
            .text(0x0040B03B, "LO", sheet.name("MontageName", "waveform"));
    });
    sheet.finish(file_of_set(Kind::Ecg, it, set));
}

void plant_therapy(PlantedSet& all, Invent& invent)
{
    Sheet sheet("a_structure_set.dcm", all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::RtStructureSet, it);
    set.text(0x30060002, "SH", sheet.name("StructureSetLabel", "RT"))
        .text(0x30060004, "LO", sheet.name("StructureSetName", "RT"))
        .text(0x30060006, "ST", sheet.name("StructureSetDescription", "RT"));
    set.text(0x300E0005, "TM", sheet.text("ReviewTime", "RT", sheet.invent.time()))
        .text(0x300E0004, "DA", sheet.date("ReviewDate", "RT"))
        .text(0x300E0008, "PN", sheet.name("ReviewerName", "RT"));
    set.sequence(0x30060020, [&](DataSet& roi) {
        roi.text(0x30060022, "IS", "1")
            .text(0x30060024, "UI", it.frame_of_reference)
            .text(0x30060026, "LO", "Lung " + sheet.name("ROIName", "RT"))
            .text(0x30060036, "CS", "MANUAL");
        roi.text(0x30060028, "ST", sheet.name("ROIDescription", "RT")).text(0x30060038, "LO", sheet.name("ROIGenerationDescription", "RT"));
    });
    set.sequence(0x30060080, [&](DataSet& roi) {
        roi.text(0x30060082, "IS", "1")
            .text(0x30060084, "IS", "1")
            .text(0x30060085, "SH", sheet.name("ROIObservationLabel", "RT"))
            .text(0x30060088, "ST", sheet.name("ROIObservationDescription", "RT"));
        roi.text(0x300600A4, "CS", "ORGAN").text(0x300600A6, "PN", sheet.name("ROIInterpreter", "RT"));
    });
    sheet.finish(file_of_set(Kind::RtStructureSet, it, set));

    Sheet plan("a_plan.dcm", all, invent);
    const auto other = noted_case(plan);
    auto dose = object_of(Kind::RtPlan, other, kImplicit);
    dose.text(0x300A0002, "SH", plan.name("RTPlanLabel", "RT"))
        .text(0x300A0003, "LO", plan.name("RTPlanName", "RT"))
        .text(0x300A0004, "ST", plan.name("RTPlanDescription", "RT"));
    dose.text(0x300A000E, "ST", plan.name("PrescriptionDescription", "RT")).text(0x300A0009, "LO", plan.name("TreatmentProtocols", "RT"));
    dose.sequence(0x300A00B0, [&](DataSet& beam) {
        beam.text(0x300A00B2, "SH", plan.name("TreatmentMachineName", "RT"))
            .text(0x300A00C2, "LO", plan.name("BeamName", "RT"))
            .text(0x300A00C3, "ST", plan.name("BeamDescription", "RT"))
            .text(0x00181000, "LO", plan.id("nested DeviceSerialNumber", "RT"));
    });
    plan.finish(file_of_set(Kind::RtPlan, other, dose));
}

void plant_frames(PlantedSet& all, Invent& invent)
{
    Sheet sheet("a_segmentation.dcm", all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::Segmentation, it);
    set.sequence(0x00620002, [&](DataSet& segment) {
        segment.us(0x00620004, 1)
            .text(0x00620005, "LO", "Liver " + sheet.name("SegmentLabel", "SEG"))
            .text(0x00620006, "ST", sheet.name("SegmentDescription", "SEG"))
            .text(0x00620008, "CS", "SEMIAUTOMATIC");
        segment.text(0x00620009, "LO", sheet.name("SegmentAlgorithmName", "SEG"))
            .text(0x00620020, "UT", sheet.name("TrackingID", "SEG"))
            .text(0x00620021, "UI", sheet.uid("TrackingUID", "SEG"));
        segment.code(0x00620003, "123037004", "SCT", "Anatomical Structure")
            .code(0x0062000F, "10200004", "SCT", sheet.name("SegmentedPropertyType CodeMeaning", "SEG"));
    });
    set.text(0x00700081, "LO", sheet.name("ContentDescription", "SEG")).text(0x00700084, "PN", sheet.name("ContentCreatorName", "SEG"));
    sheet.finish(file_of_set(Kind::Segmentation, it, set));

    Sheet frames("a_enhanced_ct.dcm", all, invent);
    const auto other = noted_case(frames);
    auto enhanced = object_of(Kind::EnhancedCt, other);
    std::vector<DataSet::Fill> items;
    for (unsigned number = 1; number <= 2; ++number) {
        items.emplace_back([&frames, number](DataSet& frame) {
            const auto at = " of frame " + std::to_string(number);
            frame.sequence(0x00209111, [&](DataSet& item) {
                item.text(0x00189074, "DT", frames.date("FrameAcquisitionDateTime" + at, "per frame") + "101530.250000")
                    .text(0x00189151, "DT", frames.date("FrameReferenceDateTime" + at, "per frame"));
                item.numbers(0x00189220, "FD", 8, { 0x4024000000000000 })
                    .numbers(0x00209157, "UL", 4, { number })
                    .text(0x00209056, "SH", "1")
                    .numbers(0x00209057, "UL", 4, { number });
                item.text(0x00209158, "LT", frames.name("FrameComments" + at, "per frame"))
                    .text(0x00209453, "LO", frames.name("FrameLabel" + at, "per frame"));
            });
            frame.sequence(0x00081140, [&](DataSet& ref) {
                sop_reference(ref, "1.2.840.10008.5.1.4.1.1.2", frames.uid("ReferencedImage" + at, "per frame uid"));
            });
            frame.sequence(
                0x00189477, [&](DataSet& item) { item.text(0x00083010, "UI", frames.uid("IrradiationEventUID" + at, "per frame uid")); });
            frame.sequence(0x00209113, [&](DataSet& item) { item.text(0x00200032, "DS", "0\\0\\" + std::to_string(number)); });
        });
    }
    enhanced.sequence(0x52009230, items);
    frames.finish(file_of_set(Kind::EnhancedCt, other, enhanced));
}

void plant_pdf(PlantedSet& all, Invent& invent)
{
    Sheet sheet("a_encapsulated_pdf.dcm", all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::SecondaryCapture, it);
    for (const std::uint32_t tag :
        { 0x7FE00010U, 0x00280002U, 0x00280004U, 0x00280010U, 0x00280011U, 0x00280100U, 0x00280101U, 0x00280102U, 0x00280103U })
        set.remove(tag);
    set.text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.104.1")
        .text(0x00420010, "ST", sheet.name("DocumentTitle", "document"))
        .text(0x00420012, "LO", "application/pdf");
    set.bytes(0x00420011, "OB",
        "%PDF-1.4\n1 0 obj<</Author(" + sheet.name("Author", "document") + ")>>endobj\n% " + sheet.id("comment", "document") + "\n%%EOF");
    sheet.finish(file_of({ .sop_class = "1.2.840.10008.5.1.4.1.1.104.1", .sop_instance = it.instance, .set = set.encoded() }));
}

}  // namespace

void plant_documents(PlantedSet& set, Invent& invent)
{
    plant_waveform(set, invent);
    plant_therapy(set, invent);
    plant_frames(set, invent);
    plant_pdf(set, invent);
}

}  // namespace imprimatur::dicom_eval
