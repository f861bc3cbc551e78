// Where an identifier can stand: every depth, every way to write a sequence, private blocks, File Meta, preamble, groups that do not
// belong into a data set, padding, bytes behind the end.
#include "objects.h"
#include "planted.h"

#include <array>

namespace imprimatur::dicom_eval {

namespace {

constexpr unsigned kDeepest = 12;
// Sequences that a copy keeps or may keep; none has a row of Table E.1-1 that removes it.
constexpr std::array<std::uint32_t, 4> kKept = { 0x00089215, 0x00189321, 0x00409096, 0x00089121 };

void nest(DataSet& set, Sheet& sheet, std::uint32_t tag, unsigned depth, Form form, const std::string& form_name)
{
    set.sequence(
        tag,
        [&](DataSet& item) {
            const auto at = "depth " + std::to_string(depth) + ", " + form_name;
            item.text(0x00100010, "PN", sheet.name("PatientName at " + at, "nested PN"));
            if (depth % 3 == 0)
                item.text(0x00080020, "DA", sheet.date("StudyDate at " + at, "nested date"))
                    .text(0x0020000D, "UI", sheet.uid("StudyInstanceUID at " + at, "nested uid"));
            if (depth % 4 == 1)
                item.text(0x00290010, "LO", sheet.name("private creator at " + at, "nested private"))
                    .text(0x00291001, "LT", sheet.id("private LT at " + at, "nested private"));
            if (depth < kDeepest)
                nest(item, sheet, tag, depth + 1, form, form_name);
        },
        form);
}

void plant_depths(PlantedSet& all, Invent& invent)
{
    Sheet sheet("a_nested.dcm", all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::Ct, it);
    nest(set, sheet, kKept[0], 1, Form::Undefined, "undefined length");
    nest(set, sheet, kKept[1], 1, Form::Defined, "defined length");
    nest(set, sheet, kKept[2], 1, Form::UnUndefined, "UN of undefined length");
    nest(set, sheet, kKept[3], 1, Form::UnDefined, "UN of defined length");
    sheet.finish(file_of_set(Kind::Ct, it, set));

    Sheet implicit("a_nested_implicit.dcm", all, invent);
    const auto other = noted_case(implicit);
    auto flat = object_of(Kind::Mr, other, kImplicit);
    nest(flat, implicit, kKept[0], 1, Form::Undefined, "undefined length");
    nest(flat, implicit, kKept[1], 1, Form::Defined, "defined length");
    implicit.finish(file_of_set(Kind::Mr, other, flat));
}

void plant_private(PlantedSet& all, Invent& invent)
{
    Sheet sheet("a_private.dcm", all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::Mr, it);
    set.text(0x00110010, "LO", sheet.name("private creator", "private")).text(0x00111001, "PN", sheet.name("private PN", "private"));
    set.text(0x00111002, "LO", sheet.id("private LO", "private")).bytes(0x00111003, "OB", "\x01\x02" + sheet.name("private OB", "private"));
    set.bytes(0x00111004, "UN", sheet.name("private UN", "private")).text(0x00111005, "UI", sheet.uid("private UI", "private"));
    set.text(0x00111006, "DA", sheet.date("private DA", "private")).text(0x00111007, "DT", sheet.date("private DT", "private") + "120000");
    set.sequence(0x00111008, [&](DataSet& item) { item.text(0x00100010, "PN", sheet.name("private SQ, PatientName", "private")); });
    set.sequence(
        0x00111009, [&](DataSet& item) { item.text(0x00111011, "LO", sheet.name("private SQ as UN, private LO", "private")); },
        Form::UnUndefined);
    set.text(0x00131010, "LO", sheet.name("private element without a creator", "private"));
    // Groups that PS3.5 7.8.1 forbids, and an element number below the creators'.
    set.text(0x00090001, "LO", sheet.name("(0009,0001)", "private")).text(0x00010010, "LO", sheet.name("(0001,0010)", "private"));
    set.text(0x00070010, "LO", sheet.name("(0007,0010)", "private"));
    // Creators of the safe list, with elements that it does not name, and named ones with what cannot be theirs.
    set.text(0x00190010, "LO", "SIEMENS MR HEADER")
        .text(0x0019100C, "IS", "1000")
        .text(0x001910F1, "LO", sheet.name("unsafe element of a safe creator", "private"));
    set.text(0x00430010, "LO", "GEMS_PARM_01").text(0x00431027, "SH", "1:1").text(0x00431028, "OB", sheet.name("GE private OB", "private"));
    set.text(0x00290010, "LO", "SIEMENS CSA HEADER").bytes(0x00291010, "OB", "SV10" + sheet.name("CSA image header", "private"));
    set.bytes(0x00291020, "OB", "SV10" + sheet.name("CSA series header", "private"));
    set.text(0x20010010, "LO", "Philips Imaging DD 001").text(0x20011008, "IS", sheet.id("Philips private IS", "private"));
    sheet.finish(file_of_set(Kind::Mr, it, set));
}

void plant_meta(PlantedSet& all, Invent& invent)
{
    Sheet sheet("a_file_meta.dcm", all, invent);
    const auto it = noted_case(sheet);
    const auto set = object_of(Kind::Cr, it);
    FileParts parts { .sop_class = sop_class_of(Kind::Cr), .sop_instance = it.instance, .set = set.encoded() };
    parts.preamble.replace(8, 60, sheet.name("preamble", "preamble") + " TIFF " + sheet.date("preamble date", "preamble"));
    parts.preamble.resize(128, '\0');
    parts.more_meta = [&](DataSet& meta) {
        meta.text(0x00020012, "UI", sheet.uid("ImplementationClassUID", "file meta"))
            .text(0x00020013, "SH", sheet.name("ImplementationVersionName", "file meta"));
        meta.text(0x00020016, "AE", sheet.text("SourceApplicationEntityTitle", "file meta", sheet.invent.upper()));
        meta.text(0x00020017, "AE", sheet.text("SendingApplicationEntityTitle", "file meta", sheet.invent.upper()));
        meta.text(0x00020018, "AE", sheet.text("ReceivingApplicationEntityTitle", "file meta", sheet.invent.upper()));
        meta.text(0x00020026, "UR", "dicom:" + sheet.name("SourcePresentationAddress", "file meta"));
        meta.text(0x00020027, "UR", "dicom:" + sheet.name("SendingPresentationAddress", "file meta"));
        meta.text(0x00020028, "UR", "dicom:" + sheet.name("ReceivingPresentationAddress", "file meta"));
        meta.bytes(0x00020031, "OB", sheet.name("RTVMetaInformationVersion", "file meta"))
            .text(0x00020033, "UI", sheet.uid("RTVCommunicationSOPInstanceUID", "file meta"));
        meta.bytes(0x00020035, "OB", sheet.name("RTVSourceIdentifier", "file meta"));
        meta.text(0x00020100, "UI", sheet.uid("PrivateInformationCreatorUID", "file meta"))
            .bytes(0x00020102, "OB", sheet.name("PrivateInformation", "file meta"));
        meta.text(0x00020090, "LO", sheet.name("(0002,0090) that is none", "file meta"));
        meta.bytes(0x00020001, "OB", Octets("\0\1", 2) + sheet.name("FileMetaInformationVersion, longer", "file meta"));
    };
    sheet.finish(file_of(parts));
}

void plant_groups(PlantedSet& all, Invent& invent)
{
    Sheet sheet("a_group_0004.dcm", all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::Ct, it);
    set.text(0x00041130, "CS", sheet.text("FileSetID", "group 0004", sheet.invent.upper()))
        .text(0x00041500, "CS", "DICOM\\" + sheet.text("ReferencedFileID", "group 0004", sheet.invent.upper()));
    set.text(0x00041511, "UI", sheet.uid("ReferencedSOPInstanceUIDInFile", "group 0004"));
    set.bytes(0xFFFCFFFC, "OB", sheet.name("DataSetTrailingPadding", "trailing padding") + Octets(64, '\0'));
    set.numbers(0x00080000, "UL", 4, { 1234 }).numbers(0x00100000, "UL", 4, { 4 });
    set.text(0x00080001, "LO", sheet.name("LengthToEnd as LO", "retired"))
        .text(0x00200070, "LO", sheet.name("Reference retired", "retired"));
    set.text(0x00084000, "LT", sheet.name("IdentifyingComments retired", "retired"))
        .text(0x40000010, "LT", sheet.name("Arbitrary retired", "retired"));
    set.text(0x40080102, "PN", sheet.name("InterpretationRecorder retired", "retired"))
        .text(0x00324000, "LT", sheet.name("StudyComments retired", "retired"));
    sheet.finish(file_of_set(Kind::Ct, it, set));

    Sheet meta("a_group_0002_in_set.dcm", all, invent);
    const auto second = noted_case(meta);
    auto with_meta = object_of(Kind::Ct, second);
    with_meta.text(0x00060016, "LO", meta.name("(0006,0016)", "group below 0008"));
    with_meta.sequence(0x00089215, [&](DataSet& item) {
        item.text(0x00020016, "AE", meta.text("SourceApplicationEntityTitle in an item", "group 0002 in the set", meta.invent.upper()));
    });
    meta.finish(file_of_set(Kind::Ct, second, with_meta));

    Sheet command("a_command_group.dcm", all, invent);
    const auto third = noted_case(command);
    auto with_command = object_of(Kind::Ct, third);
    with_command.text(0x00000600, "AE", command.text("MoveDestination in the data set", "group 0000", command.invent.upper()));
    with_command.text(0x00000902, "LO", command.name("ErrorComment in the data set", "group 0000"));
    command.finish(file_of_set(Kind::Ct, third, with_command));

    Sheet behind("a_bytes_after_end.dcm", all, invent);
    const auto fourth = noted_case(behind);
    const auto plain = object_of(Kind::SecondaryCapture, fourth);
    behind.finish(file_of_set(
        Kind::SecondaryCapture, fourth, plain, Octets(16, '\0') + behind.name("bytes after the end", "after the end") + Octets(7, '\0')));

    Sheet unknown("a_private_sop_class.dcm", all, invent);
    const auto fifth = noted_case(unknown);
    auto foreign = object_of(Kind::SecondaryCapture, fifth);
    foreign.text(0x00080016, "UI", "1.2.826.0.1.3680043.2.1143.77.1")
        .text(0x00181160, "SH", unknown.name("FilterType in a private SOP class", "private SOP class"));
    unknown.finish(file_of({ .sop_class = "1.2.826.0.1.3680043.2.1143.77.1", .sop_instance = fifth.instance, .set = foreign.encoded() }));
}

}  // namespace

void plant_structure(PlantedSet& set, Invent& invent)
{
    plant_depths(set, invent);
    plant_private(set, invent);
    plant_meta(set, invent);
    plant_groups(set, invent);
}

}  // namespace imprimatur::dicom_eval
