#include "objects.h"
#include "object_parts.h"

#include <array>

namespace imprimatur::dicom_eval {

namespace {

struct Row {
    Kind kind;
    const char* name;
    const char* sop_class;
    const char* modality;
    bool pixels;
};

constexpr std::array<Row, 22> kRows { {
    { Kind::Ct, "ct", "1.2.840.10008.5.1.4.1.1.2", "CT", true },
    { Kind::Mr, "mr", "1.2.840.10008.5.1.4.1.1.4", "MR", true },
    { Kind::Cr, "cr", "1.2.840.10008.5.1.4.1.1.1", "CR", true },
    { Kind::Us, "us", "1.2.840.10008.5.1.4.1.1.6.1", "US", true },
    { Kind::UsMultiFrame, "usmf", "1.2.840.10008.5.1.4.1.1.3.1", "US", true },
    { Kind::SecondaryCapture, "sc", "1.2.840.10008.5.1.4.1.1.7", "OT", true },
    { Kind::Pet, "pt", "1.2.840.10008.5.1.4.1.1.128", "PT", true },
    { Kind::NuclearMedicine, "nm", "1.2.840.10008.5.1.4.1.1.20", "NM", true },
    { Kind::Angiography, "xa", "1.2.840.10008.5.1.4.1.1.12.1", "XA", true },
    { Kind::Endoscopy, "es", "1.2.840.10008.5.1.4.1.1.77.1.1", "ES", true },
    { Kind::Mammography, "mg", "1.2.840.10008.5.1.4.1.1.1.2", "MG", true },
    { Kind::DigitalX, "dx", "1.2.840.10008.5.1.4.1.1.1.1", "DX", true },
    { Kind::BasicTextSr, "srt", "1.2.840.10008.5.1.4.1.1.88.11", "SR", false },
    { Kind::ComprehensiveSr, "src", "1.2.840.10008.5.1.4.1.1.88.33", "SR", false },
    { Kind::Presentation, "pr", "1.2.840.10008.5.1.4.1.1.11.1", "PR", false },
    { Kind::Segmentation, "seg", "1.2.840.10008.5.1.4.1.1.66.4", "SEG", true },
    { Kind::RtStructureSet, "rtstruct", "1.2.840.10008.5.1.4.1.1.481.3", "RTSTRUCT", false },
    { Kind::RtPlan, "rtplan", "1.2.840.10008.5.1.4.1.1.481.5", "RTPLAN", false },
    { Kind::RtDose, "rtdose", "1.2.840.10008.5.1.4.1.1.481.2", "RTDOSE", true },
    { Kind::Ecg, "ecg", "1.2.840.10008.5.1.4.1.1.9.1.1", "ECG", false },
    { Kind::KeyObject, "ko", "1.2.840.10008.5.1.4.1.1.88.59", "KO", false },
    { Kind::EnhancedCt, "ect", "1.2.840.10008.5.1.4.1.1.2.1", "CT", true },
} };

const Row& row_of(Kind kind)
{
    for (const auto& row : kRows) {
        if (row.kind == kind)
            return row;
    }
    return kRows[0];
}

/// PS3.3 C.7.1.1, C.7.2.1, C.7.3.1, C.7.5.1, C.12.1.
void describe_case(DataSet& set, const Case& it, const Row& row)
{
    set.text(0x00080005, "CS", "ISO_IR 192").text(0x00080016, "UI", row.sop_class).text(0x00080018, "UI", it.instance);
    set.text(0x00080020, "DA", it.study_date).text(0x00080021, "DA", it.study_date).text(0x00080023, "DA", it.study_date);
    set.text(0x00080030, "TM", it.study_time).text(0x00080031, "TM", it.study_time).text(0x00080033, "TM", it.study_time);
    set.text(0x00080050, "SH", it.accession).text(0x00080060, "CS", row.modality).text(0x00080070, "LO", "SIEMENS");
    set.text(0x00080090, "PN", "").text(0x00100010, "PN", it.patient).text(0x00100020, "LO", it.patient_id);
    set.text(0x00100030, "DA", it.birth_date).text(0x00100040, "CS", "F");
    set.text(0x0020000D, "UI", it.study).text(0x0020000E, "UI", it.series).text(0x00200010, "SH", "1");
    set.text(0x00200011, "IS", "1").text(0x00200013, "IS", std::to_string(it.number));
}

}  // namespace

const std::vector<Kind>& all_kinds()
{
    static const std::vector<Kind> kKinds = [] {
        std::vector<Kind> kinds;
        for (const auto& row : kRows)
            kinds.push_back(row.kind);
        return kinds;
    }();
    return kKinds;
}

std::string name_of(Kind kind) { return row_of(kind).name; }
std::string sop_class_of(Kind kind) { return row_of(kind).sop_class; }
bool has_pixels(Kind kind) { return row_of(kind).pixels; }

Picture picture_of(Kind kind)
{
    switch (kind) {
    case Kind::Us:
    case Kind::Endoscopy: return kColour;
    case Kind::UsMultiFrame: return { 32, 32, 3, 8, 8, 7, false, 3, "RGB" };
    case Kind::SecondaryCapture: return kGrey8;
    case Kind::Segmentation: return { 32, 32, 1, 8, 8, 7, false, 1, "MONOCHROME2" };
    case Kind::NuclearMedicine: return { 32, 32, 1, 16, 16, 15, false, 2, "MONOCHROME2" };
    case Kind::Pet: return { 32, 32, 1, 16, 16, 15, true, 1, "MONOCHROME2" };
    case Kind::RtDose: return { 32, 32, 1, 16, 16, 15, false, 2, "MONOCHROME2" };
    case Kind::EnhancedCt: return { 32, 32, 1, 16, 12, 11, false, 2, "MONOCHROME2" };
    default: return {};
    }
}

void describe_pixels(DataSet& set, const Picture& picture)
{
    set.us(0x00280002, picture.samples).text(0x00280004, "CS", picture.photometric);
    if (picture.samples == 3)
        set.us(0x00280006, 0);
    if (picture.frames > 1)
        set.text(0x00280008, "IS", std::to_string(picture.frames));
    set.us(0x00280010, picture.rows).us(0x00280011, picture.columns).us(0x00280100, picture.allocated);
    set.us(0x00280101, picture.stored).us(0x00280102, picture.high).us(0x00280103, picture.is_signed ? 1 : 0);
}

Octets native_pixels(const Picture& picture, bool big_endian)
{
    Octets pixels;
    const unsigned width = picture.allocated / 8U;
    const unsigned top = (1U << picture.stored) - 1U;
    const int shift = picture.high + 1 - picture.stored;
    pixels.reserve(std::size_t { picture.frames } * picture.rows * picture.columns * picture.samples * width);
    for (std::uint32_t frame = 0; frame < picture.frames; ++frame) {
        for (unsigned y = 0; y < picture.rows; ++y) {
            for (unsigned x = 0; x < picture.columns; ++x) {
                const bool bar = y > picture.rows / 3U && y < picture.rows / 2U;
                for (unsigned channel = 0; channel < picture.samples; ++channel) {
                    const auto value = bar ? top / 2U : (x * 3U + y * 5U + frame * 7U + channel * 11U) % (top / 2U + 1U);
                    append_number(pixels, std::uint64_t { value } << static_cast<unsigned>(shift), static_cast<int>(width), big_endian);
                }
            }
        }
    }
    return pixels;
}

void put_native(DataSet& set, const Picture& picture)
{
    set.bytes(
        0x7FE00010, picture.allocated > 8 || !set.syntax().explicit_vr ? "OW" : "OB", native_pixels(picture, set.syntax().big_endian));
}

DataSet object_of(Kind kind, const Case& it, const Syntax& syntax)
{
    DataSet set(syntax);
    describe_case(set, it, row_of(kind));
    if (has_pixels(kind)) {
        const auto picture = picture_of(kind);
        describe_pixels(set, picture);
        const bool native
            = syntax.uid == kImplicit.uid || syntax.uid == kExplicit.uid || syntax.uid == kDeflated.uid || syntax.uid == kBigEndian.uid;
        if (native)
            put_native(set, picture);
    }
    add_modules(set, kind, it);
    return set;
}

Octets file_of_set(Kind kind, const Case& it, const DataSet& set, const Octets& after)
{
    return file_of(
        { .sop_class = sop_class_of(kind), .sop_instance = it.instance, .syntax = set.syntax(), .set = set.encoded(), .after = after });
}

Octets file_of_kind(Kind kind, const Case& it, const Syntax& syntax) { return file_of_set(kind, it, object_of(kind, it, syntax)); }

}  // namespace imprimatur::dicom_eval
