#include "object_parts.h"

namespace imprimatur::dicom_eval {

namespace {

void add_plane(DataSet& set, const Case& it)
{
    set.text(0x00180050, "DS", "5").text(0x00200032, "DS", "-100\\-100\\40").text(0x00200037, "DS", "1\\0\\0\\0\\1\\0");
    set.text(0x00200052, "UI", it.frame_of_reference).text(0x00201040, "LO", "").text(0x00280030, "DS", "0.7\\0.7");
    set.text(0x00185100, "CS", "HFS");
}

void add_ct(DataSet& set, const Case& it)
{
    add_plane(set, it);
    set.text(0x00080008, "CS", "ORIGINAL\\PRIMARY\\AXIAL").text(0x00180060, "DS", "120").text(0x00180015, "CS", "CHEST");
    set.text(0x00200012, "IS", "1").text(0x00281052, "DS", "-1024").text(0x00281053, "DS", "1").text(0x0008103E, "LO", "CT chest axial");
    set.sequence(0x00081140, [&](DataSet& item) { sop_reference(item, it.refers_to_class, it.refers_to); });
}

void add_mr(DataSet& set, const Case& it)
{
    add_plane(set, it);
    set.text(0x00080008, "CS", "ORIGINAL\\PRIMARY\\OTHER").text(0x00180020, "CS", "SE").text(0x00180021, "CS", "NONE");
    set.text(0x00180022, "CS", "").text(0x00180023, "CS", "2D").text(0x00180080, "DS", "500").text(0x00180081, "DS", "12");
    set.text(0x00180091, "IS", "1").text(0x00180015, "CS", "HEAD").text(0x0008103E, "LO", "T1 brain sagittal");
}

void add_x_ray(DataSet& set, const Case& it, Kind kind)
{
    set.text(0x00080008, "CS", kind == Kind::Angiography ? "ORIGINAL\\PRIMARY\\SINGLE PLANE" : "ORIGINAL\\PRIMARY");
    set.text(0x00180060, "DS", "80").text(0x00180015, "CS", kind == Kind::Mammography ? "BREAST" : "CHEST").text(0x00185101, "CS", "PA");
    set.text(0x00200020, "CS", "L\\F").text(0x00281050, "DS", "2048").text(0x00281051, "DS", "4096").text(0x00200062, "CS", "R");
    if (kind == Kind::Cr)
        set.text(0x00181000, "LO", "");
    if (kind == Kind::Angiography)
        set.text(0x00180060, "DS", "80").text(0x00181155, "CS", "GR").text(0x00281040, "CS", "LIN").text(0x00181500, "CS", "STATIONARY");
    if (kind == Kind::DigitalX || kind == Kind::Mammography) {
        set.text(0x00080068, "CS", "FOR PRESENTATION").text(0x00281040, "CS", "LOG").numbers(0x00281041, "SS", 2, { 1 });
        set.text(0x20500020, "CS", "IDENTITY").text(0x00282110, "CS", "00").text(0x00280301, "CS", "NO").text(0x00187004, "CS", "DIRECT");
        set.text(0x00281052, "DS", "0").text(0x00281053, "DS", "1").text(0x00281054, "LO", "US").text(0x00181164, "DS", "0.1\\0.1");
        set.code(0x00082218, kind == Kind::Mammography ? "76752008" : "51185008", "SCT", kind == Kind::Mammography ? "Breast" : "Chest");
        set.code(0x00540220, "399348003", "SCT", "postero-anterior");
        set.sequence(0x00400555, std::vector<DataSet::Fill> {});
    }
    (void)it;
}

void add_nuclear(DataSet& set, const Case& it, Kind kind)
{
    if (kind == Kind::Pet) {
        add_plane(set, it);
        set.text(0x00080008, "CS", "ORIGINAL\\PRIMARY").text(0x00541001, "CS", "BQML").text(0x00541002, "CS", "EMISSION");
        set.text(0x00541000, "CS", "STATIC\\IMAGE")
            .text(0x00281051, "CS", "")
            .text(0x00280051, "CS", "ATTN\\DECY")
            .text(0x00541102, "CS", "START");
        set.us(0x00540081, 1).us(0x00541330, 1).text(0x00541300, "DS", "0").text(0x00181242, "IS", "60000").remove(0x00281051);
        set.text(0x00281052, "DS", "0")
            .text(0x00281053, "DS", "1")
            .text(0x00080022, "DA", it.study_date)
            .text(0x00080032, "TM", it.study_time);
        set.sequence(0x00540016, [&](DataSet& item) {
            item.text(0x00180031, "LO", "Fluorodeoxyglucose F^18^").text(0x00181074, "DS", "370000000").text(0x00181075, "DS", "6588");
            item.text(0x00181078, "DT", it.study_date + it.study_time).code(0x00540300, "77004003", "SCT", "^18^Fluorine");
        });
        return;
    }
    set.text(0x00080008, "CS", "ORIGINAL\\PRIMARY\\STATIC\\EMISSION").us(0x00540011, 1).us(0x00540021, 1);
    set.numbers(0x00540010, "US", 2, { 1, 1 })
        .numbers(0x00540020, "US", 2, { 1, 2 })
        .numbers(0x00280009, "AT", 2, { 0x54, 0x10, 0x54, 0x20 });
    set.text(0x00180070, "IS", "50000").text(0x00181242, "IS", "60000").us(0x00540011, 1);
}

void add_visible(DataSet& set, const Case& it, Kind kind)
{
    if (kind == Kind::Us || kind == Kind::UsMultiFrame) {
        set.text(0x00080008, "CS", "ORIGINAL\\PRIMARY\\ABDOMINAL").text(0x00080008, "CS", "ORIGINAL\\PRIMARY").us(0x00280014, 0);
        set.sequence(0x00186011, [](DataSet& item) {
            item.us(0x00186012, 1).us(0x00186014, 1).numbers(0x00186016, "UL", 4, { 0 }).numbers(0x00186018, "UL", 4, { 0 });
            item.numbers(0x0018601A, "UL", 4, { 0 }).numbers(0x0018601C, "UL", 4, { 31 }).numbers(0x0018601E, "UL", 4, { 31 });
            item.us(0x00186024, 3).us(0x00186026, 3).numbers(0x0018602C, "FD", 8, { 0x3FF0000000000000 });
            item.numbers(0x0018602E, "FD", 8, { 0x3FF0000000000000 });
        });
        if (kind == Kind::UsMultiFrame)
            set.text(0x00181063, "DS", "33.3").numbers(0x00280009, "AT", 2, { 0x18, 0x1063 });
        return;
    }
    set.text(0x00080008, "CS", "ORIGINAL\\PRIMARY").text(0x00080022, "DA", it.study_date).text(0x00280301, "CS", "NO");
    set.text(0x00282110, "CS", "00").sequence(0x00400555, std::vector<DataSet::Fill> {}).code(0x00082218, "71854001", "SCT", "Colon");
    set.text(0x00080032, "TM", it.study_time);
}

void add_structure_set(DataSet& set, const Case& it)
{
    set.text(0x30060002, "SH", "PLAN A").text(0x30060008, "DA", it.study_date).text(0x30060009, "TM", it.study_time);
    set.text(0x00200052, "UI", it.frame_of_reference).text(0x00201040, "LO", "").text(0x300E0002, "CS", "UNAPPROVED");
    set.sequence(0x30060010, [&](DataSet& item) {
        item.text(0x00200052, "UI", it.frame_of_reference).sequence(0x30060012, [&](DataSet& study) {
            sop_reference(study, "1.2.840.10008.3.1.2.3.1", it.study);
            study.sequence(0x30060014, [&](DataSet& series) {
                series.text(0x0020000E, "UI", it.series).sequence(0x30060016, [&](DataSet& image) {
                    sop_reference(image, it.refers_to_class, it.refers_to);
                });
            });
        });
    });
    set.sequence(0x30060020, [&](DataSet& roi) {
        roi.text(0x30060022, "IS", "1")
            .text(0x30060024, "UI", it.frame_of_reference)
            .text(0x30060026, "LO", "Heart")
            .text(0x30060036, "CS", "MANUAL");
    });
    set.sequence(0x30060039, [&](DataSet& roi) {
        roi.text(0x30060084, "IS", "1").sequence(0x30060040, [&](DataSet& contour) {
            contour.text(0x30060042, "CS", "CLOSED_PLANAR")
                .text(0x30060046, "IS", "3")
                .text(0x30060050, "DS", "0\\0\\0\\10\\0\\0\\10\\10\\0");
            contour.sequence(0x30060016, [&](DataSet& image) { sop_reference(image, it.refers_to_class, it.refers_to); });
        });
    });
    set.sequence(0x30060080, [](DataSet& roi) {
        roi.text(0x30060082, "IS", "1").text(0x30060084, "IS", "1").text(0x300600A4, "CS", "ORGAN").text(0x300600A6, "PN", "");
    });
}

void add_plan(DataSet& set, const Case& it)
{
    set.text(0x300A0002, "SH", "PLAN A")
        .text(0x300A0006, "DA", it.study_date)
        .text(0x300A0007, "TM", it.study_time)
        .text(0x300A000C, "CS", "PATIENT");
    set.text(0x300E0002, "CS", "UNAPPROVED").text(0x00200052, "UI", it.frame_of_reference).text(0x00201040, "LO", "");
    set.sequence(0x300C0060, [&](DataSet& item) { sop_reference(item, sop_class_of(Kind::RtStructureSet), it.refers_to); });
    set.sequence(0x300A0070, [](DataSet& group) {
        group.text(0x300A0071, "IS", "1").text(0x300A0078, "IS", "25").text(0x300A0080, "IS", "0").text(0x300A00A0, "IS", "0");
    });
}

void add_dose(DataSet& set, const Case& it)
{
    add_plane(set, it);
    set.text(0x00080008, "CS", "ORIGINAL\\PRIMARY")
        .text(0x30040002, "CS", "GY")
        .text(0x30040004, "CS", "PHYSICAL")
        .text(0x3004000A, "CS", "PLAN");
    set.text(0x3004000C, "DS", "0\\5").text(0x3004000E, "DS", "0.001").numbers(0x00280009, "AT", 2, { 0x3004, 0x000C });
    set.sequence(0x300C0002, [&](DataSet& item) { sop_reference(item, sop_class_of(Kind::RtPlan), it.refers_to); });
}

void add_ecg(DataSet& set, const Case& it)
{
    set.text(0x0008002A, "DT", it.study_date + it.study_time).sequence(0x00400555, std::vector<DataSet::Fill> {});
    set.sequence(0x54000100, [](DataSet& group) {
        group.text(0x003A0004, "CS", "ORIGINAL").us(0x003A0005, 1).numbers(0x003A0010, "UL", 4, { 64 }).text(0x003A001A, "DS", "500");
        group.sequence(0x003A0200, [](DataSet& channel) {
            channel.code(0x003A0208, "5.6.3-9-1", "SCPECG", "Lead I")
                .us(0x003A021A, 16)
                .text(0x003A0215, "DS", "0")
                .text(0x003A0210, "DS", "1");
            channel.code(0x003A0211, "uV", "UCUM", "microvolt").text(0x003A0212, "DS", "1").text(0x003A0213, "DS", "0");
        });
        Octets samples;
        for (unsigned i = 0; i < 64; ++i)
            append_number(samples, i * 37 % 400, 2, group.syntax().big_endian);
        group.us(0x54001004, 16).text(0x54001006, "CS", "SS").bytes(0x54001010, "OW", samples);
    });
}

}  // namespace

void sop_reference(DataSet& item, const std::string& sop_class, const std::string& instance)
{
    item.text(0x00081150, "UI", sop_class).text(0x00081155, "UI", instance);
}

void add_modules(DataSet& set, Kind kind, const Case& it)
{
    switch (kind) {
    case Kind::Ct: return add_ct(set, it);
    case Kind::Mr: return add_mr(set, it);
    case Kind::Cr:
    case Kind::Angiography:
    case Kind::Mammography:
    case Kind::DigitalX: return add_x_ray(set, it, kind);
    case Kind::Pet:
    case Kind::NuclearMedicine: return add_nuclear(set, it, kind);
    case Kind::Us:
    case Kind::UsMultiFrame:
    case Kind::Endoscopy: return add_visible(set, it, kind);
    case Kind::SecondaryCapture: set.text(0x00080064, "CS", "WSD").text(0x00200020, "CS", ""); return;
    case Kind::RtStructureSet: return add_structure_set(set, it);
    case Kind::RtPlan: return add_plan(set, it);
    case Kind::RtDose: return add_dose(set, it);
    case Kind::Ecg: return add_ecg(set, it);
    default: return add_derived_modules(set, kind, it);
    }
}

}  // namespace imprimatur::dicom_eval
