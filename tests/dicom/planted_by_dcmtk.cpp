// The second set: whole objects, changed by another writer. DCMTK sorts, pads and converts in its own way, so that the bytes around a
// plant are not those that the first set's author had in mind.
#include "objects.h"
#include "planted.h"

#include <array>

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcistrmb.h>
#include <dcmtk/dcmdata/dcostrmb.h>
#include <dcmtk/dcmdata/dcrleerg.h>
#include <dcmtk/dcmdata/dctk.h>

namespace imprimatur::dicom_eval {

namespace {

constexpr std::size_t kRoom = 1U << 22U;

std::unique_ptr<DcmFileFormat> opened(const Octets& bytes)
{
    auto file = std::make_unique<DcmFileFormat>();
    DcmInputBufferStream stream;
    stream.setBuffer(bytes.data(), static_cast<offile_off_t>(bytes.size()));
    stream.setEos();
    file->transferInit();
    if (file->read(stream, EXS_Unknown, EGL_noChange, DCM_MaxReadLength).bad())
        return nullptr;
    file->transferEnd();
    file->loadAllDataIntoMemory();
    return file;
}

/// The data set alone; deflating it is not left to DCMTK, whose buffer streams do not flush the end of it.
Octets written_set(DcmDataset& set, E_TransferSyntax syntax, E_EncodingType lengths)
{
    Octets room(kRoom, '\0');
    DcmOutputBufferStream stream(room.data(), static_cast<offile_off_t>(room.size()));
    set.transferInit();
    if (set.write(stream, syntax, lengths, nullptr).bad())
        return {};
    set.transferEnd();
    void* buffer = nullptr;
    offile_off_t size = 0;
    stream.flushBuffer(buffer, size);
    return { static_cast<const char*>(buffer), static_cast<std::size_t>(size) };
}

struct Listed {
    std::uint32_t tag;
    const char* vr;
};

// Other rows of Table E.1-1 than the first set has, and other attributes beside them.
constexpr std::array<Listed, 52> kTop { { { 0x00080092, "ST" }, { 0x00081040, "LO" }, { 0x00081050, "PN" }, { 0x00081060, "PN" },
    { 0x00081080, "LO" }, { 0x00082111, "ST" }, { 0x00100022, "CS" }, { 0x00100032, "TM" }, { 0x00101000, "LO" }, { 0x00101001, "PN" },
    { 0x00101005, "PN" }, { 0x00101060, "PN" }, { 0x00101080, "LO" }, { 0x00101090, "LO" }, { 0x00102000, "LO" }, { 0x00102110, "LO" },
    { 0x00102150, "LO" }, { 0x00102152, "LO" }, { 0x00102154, "SH" }, { 0x00102180, "SH" }, { 0x001021B0, "LT" }, { 0x001021F0, "LO" },
    { 0x00102203, "LO" }, { 0x00120010, "LO" }, { 0x00120020, "LO" }, { 0x00120030, "LO" }, { 0x00120040, "LO" }, { 0x00120060, "LO" },
    { 0x00180010, "LO" }, { 0x00181000, "LO" }, { 0x00181002, "UI" }, { 0x00181007, "LO" }, { 0x00181008, "LO" }, { 0x0018100B, "UI" },
    { 0x00181400, "LO" }, { 0x00184000, "LT" }, { 0x0018700A, "SH" }, { 0x00189424, "LT" }, { 0x00200200, "UI" }, { 0x00321032, "PN" },
    { 0x00321033, "LO" }, { 0x00321060, "LO" }, { 0x00321070, "LO" }, { 0x00380010, "LO" }, { 0x00380020, "DA" }, { 0x00380300, "LO" },
    { 0x00380500, "LO" }, { 0x00384000, "LT" }, { 0x00400244, "DA" }, { 0x00400253, "SH" }, { 0x00400280, "ST" }, { 0x00402017, "LO" } } };

constexpr std::array<Listed, 14> kUnnamed { { { 0x0018702A, "LO" }, { 0x00189528, "LO" }, { 0x00281054, "LO" }, { 0x00189320, "SH" },
    { 0x00187008, "LT" }, { 0x00187040, "LT" }, { 0x0018925B, "LO" }, { 0x00286190, "ST" }, { 0x0018991A, "UT" }, { 0x00189924, "UT" },
    { 0x0018990A, "UC" }, { 0x00142222, "ST" }, { 0x00144006, "LT" }, { 0x0066102F, "LO" } } };

std::string value_for(Sheet& sheet, const Listed& place, const std::string& where)
{
    const std::string vr = place.vr;
    const DcmTag tag(static_cast<Uint16>(place.tag >> 16U), static_cast<Uint16>(place.tag & 0xFFFFU));
    const auto key = std::string(DcmTag(tag).getTagName()) + " (" + vr + ")" + where;
    if (vr == "DA")
        return sheet.date(key, "date");
    if (vr == "TM")
        return sheet.text(key, "date", sheet.invent.time());
    if (vr == "UI")
        return sheet.uid(key, "uid");
    if (vr == "CS")
        return sheet.text(key, "text", sheet.invent.upper());
    if (vr == "PN")
        return "von " + sheet.name(key, "PN") + "^" + sheet.invent.given() + "^^Prof.";
    if (vr == "LT" || vr == "ST" || vr == "UT")
        return "Repeat in 2 weeks, " + sheet.text(key, "text", sheet.invent.telephone()) + ", ask " + sheet.name(key + ", name", "text");
    return sheet.name(key, "text");
}

void put(DcmItem& item, const Listed& place, const std::string& value)
{
    const DcmTag tag(static_cast<Uint16>(place.tag >> 16U), static_cast<Uint16>(place.tag & 0xFFFFU), DcmVR(place.vr));
    item.putAndInsertString(tag, value.c_str());
}

DcmItem* item_in(DcmItem& parent, std::uint32_t tag, long number = -2)
{
    DcmItem* item = nullptr;
    parent.findOrCreateSequenceItem(DcmTag(static_cast<Uint16>(tag >> 16U), static_cast<Uint16>(tag & 0xFFFFU), EVR_SQ), item, number);
    return item;
}

void plant_sequences(DcmItem& set, Sheet& sheet, unsigned round)
{
    constexpr std::array<std::uint32_t, 8> kSequences
        = { 0x00081032, 0x00400275, 0x00101002, 0x00081199, 0x00540016, 0x00409096, 0x00089215, 0x00400555 };
    const auto tag = kSequences[round % kSequences.size()];
    const auto where = " in sequence " + std::to_string(round);
    if (auto* item = item_in(set, tag)) {
        put(*item, { 0x00400007, "LO" }, "head and neck " + sheet.name("ScheduledProcedureStepDescription" + where, "nested"));
        put(*item, { 0x00401001, "SH" }, sheet.id("RequestedProcedureID" + where, "nested"));
        put(*item, { 0x00100021, "LO" }, sheet.name("IssuerOfPatientID" + where, "nested"));
        put(*item, { 0x00404052, "DT" }, sheet.date("ProcedureStepCancellationDateTime" + where, "nested") + "101500.000");
        if (auto* inner = item_in(*item, 0x0040A170)) {
            put(*inner, { 0x00080104, "LO" }, sheet.name("CodeMeaning" + where, "nested"));
            put(*inner, { 0x00080119, "UC" }, sheet.name("LongCodeValue" + where, "nested"));
            put(*inner, { 0x00100010, "PN" }, sheet.name("PatientName" + where, "nested"));
        }
    }
}

struct Step {
    Kind kind;
    E_TransferSyntax syntax;
    E_EncodingType lengths;
    const char* name;
};

constexpr std::array<Step, 12> kSteps { { { Kind::Ct, EXS_LittleEndianExplicit, EET_UndefinedLength, "ct" },
    { Kind::Mr, EXS_LittleEndianImplicit, EET_ExplicitLength, "mr" }, { Kind::Pet, EXS_BigEndianExplicit, EET_ExplicitLength, "pt" },
    { Kind::Us, EXS_DeflatedLittleEndianExplicit, EET_UndefinedLength, "us" },
    { Kind::NuclearMedicine, EXS_RLELossless, EET_ExplicitLength, "nm" },
    { Kind::Mammography, EXS_LittleEndianExplicit, EET_ExplicitLength, "mg" },
    { Kind::BasicTextSr, EXS_LittleEndianImplicit, EET_UndefinedLength, "sr" },
    { Kind::KeyObject, EXS_LittleEndianExplicit, EET_ExplicitLength, "ko" },
    { Kind::RtDose, EXS_LittleEndianImplicit, EET_ExplicitLength, "rtdose" },
    { Kind::Segmentation, EXS_BigEndianExplicit, EET_UndefinedLength, "seg" },
    { Kind::Ecg, EXS_DeflatedLittleEndianExplicit, EET_ExplicitLength, "ecg" },
    { Kind::EnhancedCt, EXS_RLELossless, EET_UndefinedLength, "ect" } } };

void plant_one(PlantedSet& all, Invent& invent, const Step& step, unsigned round)
{
    Sheet sheet(std::string("b_") + step.name + ".dcm", all, invent);
    const auto it = noted_case(sheet);
    const auto file = opened(file_of_kind(step.kind, it));
    if (file == nullptr)
        return sheet.finish({});
    auto& set = *file->getDataset();
    // Two in three of each list in each file, another third left out each time.
    for (std::size_t i = 0; i < kTop.size(); ++i) {
        if ((i + round) % 3 != 0)
            put(set, kTop[i], value_for(sheet, kTop[i], ""));
    }
    for (std::size_t i = 0; i < kUnnamed.size(); ++i) {
        if ((i + round) % 2 == 0)
            put(set, kUnnamed[i], value_for(sheet, kUnnamed[i], ", not in E.1-1"));
    }
    for (unsigned sequence = 0; sequence < 3; ++sequence)
        plant_sequences(set, sheet, round + sequence);
    put(set, { 0x00330010, "LO" }, sheet.name("private creator", "private"));
    put(set, { 0x00331000, "LT" }, sheet.name("private LT", "private"));
    put(set, { 0x00331001, "UC" }, sheet.id("private UC", "private"));
    const auto title = sheet.text("SourceApplicationEntityTitle", "file meta", sheet.invent.upper());
    const bool deflate = step.syntax == EXS_DeflatedLittleEndianExplicit;
    const auto syntax = deflate ? EXS_LittleEndianExplicit : step.syntax;
    set.chooseRepresentation(syntax, nullptr);
    const Syntax named { DcmXfer(step.syntax).getXferID(), true, false, deflate };
    sheet.finish(file_of({ .sop_class = sop_class_of(step.kind),
        .sop_instance = it.instance,
        .syntax = named,
        .more_meta = [&](DataSet& meta) { meta.text(0x00020016, "AE", title); },
        .set = written_set(set, syntax, step.lengths) }));
}

void plant_cda(PlantedSet& all, Invent& invent)
{
    Sheet sheet("b_encapsulated_cda.dcm", all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::KeyObject, it);
    for (const std::uint32_t tag : { 0x0040A040U, 0x0040A050U, 0x0040A043U, 0x0040A375U, 0x0040A730U })
        set.remove(tag);
    set.text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.104.2")
        .text(0x00420012, "LO", "text/XML")
        .text(0x00420010, "ST", sheet.name("DocumentTitle", "document"));
    set.text(0x0040E001, "ST", sheet.id("HL7InstanceIdentifier", "document"));
    set.bytes(0x00420011, "OB", "<ClinicalDocument><name>" + sheet.name("body", "document") + "</name></ClinicalDocument>");
    sheet.finish(file_of({ .sop_class = "1.2.840.10008.5.1.4.1.1.104.2", .sop_instance = it.instance, .set = set.encoded() }));
}

}  // namespace

PlantedSet planted_by_dcmtk()
{
    DcmRLEEncoderRegistration::registerCodecs();
    PlantedSet set;
    Invent invent(2601);
    unsigned round = 0;
    for (const auto& step : kSteps)
        plant_one(set, invent, step, round++);
    plant_cda(set, invent);
    return set;
}

}  // namespace imprimatur::dicom_eval
