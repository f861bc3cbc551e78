// What hangs on an image: overlays, curves, icons, graphic annotations, signatures, encrypted originals, profiles, palettes.
#include "codestreams.h"
#include "object_parts.h"
#include "objects.h"
#include "planted.h"

namespace imprimatur::dicom_eval {

namespace {

std::string hex_group(std::uint32_t group)
{
    static const char* const kDigits = "0123456789ABCDEF";
    std::string text;
    for (const unsigned shift : { 12U, 8U, 4U, 0U })
        text += kDigits[(group >> shift) & 15U];
    return text;
}

void add_overlay(DataSet& set, Sheet& sheet, std::uint32_t group, const std::string& at)
{
    const auto base = group << 16U;
    const auto name = [&](const char* what) { return sheet.name("(" + hex_group(group) + ") " + what + at, "overlay"); };
    set.us(base | 0x0010, 32).us(base | 0x0011, 32).text(base | 0x0022, "LO", name("OverlayDescription")).text(base | 0x0040, "CS", "G");
    set.numbers(base | 0x0050, "SS", 2, { 1, 1 }).us(base | 0x0100, 1).us(base | 0x0102, 0).text(base | 0x1500, "LO", name("OverlayLabel"));
    auto bits = name("OverlayData");
    bits.resize(128, '\0');
    set.bytes(base | 0x3000, "OW", bits);
    if (group == 0x6000)
        set.text(base | 0x4000, "LT", name("OverlayComments"))
            .text(base | 0x0045, "LO", name("OverlaySubtype"))
            .text(base | 0x0060, "CS", "NONE");
}

void add_curve(DataSet& set, Sheet& sheet, std::uint32_t group, const std::string& at)
{
    const auto base = group << 16U;
    const auto name = [&](const char* what) { return sheet.name("(" + hex_group(group) + ") " + what + at, "curve"); };
    set.us(base | 0x0005, 1).us(base | 0x0010, 16).text(base | 0x0020, "CS", "ECG").text(base | 0x0022, "LO", name("CurveDescription"));
    set.us(base | 0x0103, 0).text(base | 0x2500, "LO", name("CurveLabel"));
    auto data = name("CurveData");
    data.resize(32, '\0');
    set.bytes(base | 0x3000, "OW", data).bytes(base | 0x200C, "OW", name("AudioSampleData") + " ");
    set.text(base | 0x0040, "SH", name("TypeOfData")).text(base | 0x200E, "LT", name("AudioComments"));
}

void plant_planes(PlantedSet& all, Invent& invent)
{
    Sheet sheet("a_overlays_curves.dcm", all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::Angiography, it);
    for (std::uint32_t group = 0x6000; group <= 0x601E; group += 2)
        add_overlay(set, sheet, group, "");
    for (std::uint32_t group = 0x5000; group <= 0x501E; group += 6)
        add_curve(set, sheet, group, "");
    set.sequence(0x00089215, [&](DataSet& item) {
        add_overlay(item, sheet, 0x6002, " in an item");
        add_curve(item, sheet, 0x5002, " in an item");
    });
    set.text(0x60200022, "LO", sheet.name("(6020) beyond the sixteenth overlay", "overlay"));
    set.text(0x60000001, "LO", sheet.name("(6000,0001) that is none", "overlay"));
    sheet.finish(file_of_set(Kind::Angiography, it, set));
}

void plant_graphics(PlantedSet& all, Invent& invent)
{
    Sheet sheet("a_presentation_state.dcm", all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::Presentation, it);
    set.text(0x00700080, "CS", sheet.text("ContentLabel", "graphics", sheet.invent.upper()))
        .text(0x00700081, "LO", sheet.name("ContentDescription", "graphics"));
    set.text(0x00700084, "PN", sheet.name("ContentCreatorName", "graphics"))
        .text(0x00700082, "DA", sheet.date("PresentationCreationDate", "graphics"));
    set.sequence(0x00700060, [&](DataSet& layer) {
        layer.text(0x00700002, "CS", sheet.text("GraphicLayer", "graphics", sheet.invent.upper())).text(0x00700062, "IS", "1");
        layer.text(0x00700068, "LO", sheet.name("GraphicLayerDescription", "graphics"));
    });
    set.sequence(0x00700001, [&](DataSet& graphic) {
        graphic.text(0x00700002, "CS", "LAYER1").sequence(0x00081140, [&](DataSet& image) {
            sop_reference(image, it.refers_to_class, sheet.uid("ReferencedSOPInstanceUID", "graphics uid"));
        });
        graphic.sequence(0x00700008, [&](DataSet& object) {
            object.text(0x00700003, "CS", "PIXEL")
                .text(0x00700006, "ST",
                    "mass " + sheet.name("UnformattedTextValue", "graphics") + " " + sheet.date("UnformattedTextValue date", "graphics"));
            object.numbers(0x00700014, "FL", 4, { 0, 0 }).text(0x00700015, "CS", "N");
            object.sequence(0x00700231, [&](DataSet& style) {
                style.text(0x00700227, "LO", sheet.name("FontName", "graphics"))
                    .text(0x00700229, "LO", sheet.name("CSSFontName", "graphics"));
            });
        });
        graphic.sequence(0x00700009, [&](DataSet& object) {
            object.text(0x00700005, "CS", "PIXEL")
                .us(0x00700020, 2)
                .us(0x00700021, 1)
                .numbers(0x00700022, "FL", 4, { 0, 0 })
                .text(0x00700023, "CS", "POINT");
            object.text(0x00700207, "LO", sheet.name("GraphicGroupLabel", "graphics"));
        });
        graphic.sequence(0x00700209, [&](DataSet& compound) {
            compound.text(0x00700294, "CS", "RULER")
                .text(0x00700006, "ST", sheet.name("compound graphic text", "graphics"))
                .numbers(0x00700226, "UL", 4, { 1 });
            compound.sequence(0x00700262, [&](DataSet& tick) { tick.text(0x00700289, "SH", sheet.name("TickLabel", "graphics")); });
        });
    });
    set.sequence(0x00700234, [&](DataSet& group) {
        group.text(0x00700207, "LO", sheet.name("GraphicGroupLabel, top", "graphics"))
            .text(0x00700208, "ST", sheet.name("GraphicGroupDescription", "graphics"));
    });
    set.sequence(0x00283110, [&](DataSet& voi) {
        voi.text(0x00281055, "LO", sheet.name("window explanation", "graphics")).text(0x00281050, "DS", "40").text(0x00281051, "DS", "400");
    });
    sheet.finish(file_of_set(Kind::Presentation, it, set));
}

void plant_signatures(PlantedSet& all, Invent& invent)
{
    Sheet sheet("a_icon_signature.dcm", all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::SecondaryCapture, it);
    set.sequence(0x00880200, [&](DataSet& icon) {
        describe_pixels(icon, { 16, 16, 1, 8, 8, 7, false, 1, "MONOCHROME2" });
        auto pixels = sheet.name("IconImage pixels", "icon");
        pixels.resize(256, '\x40');
        icon.bytes(0x7FE00010, "OB", pixels);
    });
    set.sequence(0x4FFE0001, [&](DataSet& mac) {
        mac.us(0x04000005, 1)
            .text(0x04000010, "UI", kExplicit.uid)
            .text(0x04000015, "CS", sheet.text("MACAlgorithm", "signature", sheet.invent.upper()));
        mac.numbers(0x04000020, "AT", 2, { 0x10, 0x10 });
    });
    set.sequence(0xFFFAFFFA, [&](DataSet& signature) {
        signature.us(0x04000005, 1)
            .text(0x04000100, "UI", sheet.uid("DigitalSignatureUID", "signature"))
            .text(0x04000105, "DT", sheet.date("DigitalSignatureDateTime", "signature"));
        signature.text(0x04000110, "CS", "X509_1993_SIG")
            .bytes(0x04000115, "OB", sheet.name("CertificateOfSigner", "signature"))
            .bytes(0x04000120, "OB", sheet.name("Signature", "signature"));
        signature.text(0x04000305, "CS", "CMS_TSP").bytes(0x04000310, "OB", sheet.name("CertifiedTimestamp", "signature"));
    });
    set.sequence(0x00089215, [&](DataSet& item) {
        item.sequence(
            0xFFFAFFFA, [&](DataSet& inner) { inner.bytes(0x04000115, "OB", sheet.name("CertificateOfSigner in an item", "signature")); });
    });
    set.sequence(0x04000500, [&](DataSet& item) {
        item.text(0x04000510, "UI", kExplicit.uid).bytes(0x04000520, "OB", sheet.name("EncryptedContent", "encrypted"));
    });
    set.sequence(0x04000561, [&](DataSet& original) {
        original.text(0x04000562, "DT", sheet.date("AttributeModificationDateTime", "original"))
            .text(0x04000563, "LO", sheet.name("ModifyingSystem", "original"));
        original.text(0x04000564, "LO", sheet.name("SourceOfPreviousValues", "original")).text(0x04000565, "CS", "CORRECT");
        original.sequence(0x04000550, [&](DataSet& old) {
            old.text(0x00100010, "PN", sheet.name("original PatientName", "original"))
                .text(0x00100020, "LO", sheet.id("original PatientID", "original"));
        });
    });
    set.sequence(0x04000551,
        [&](DataSet& item) { item.text(0x00082110, "CS", "00").text(0x04000552, "LT", sheet.name("nonconforming value", "original")); });
    sheet.finish(file_of_set(Kind::SecondaryCapture, it, set));
}

void plant_profiles(PlantedSet& all, Invent& invent)
{
    Sheet sheet("a_icc_profile.dcm", all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::Endoscopy, it);
    const auto profile = [&](const std::string& at) {
        return icc_profile(sheet.name("ICC description" + at, "icc"), "(c) " + sheet.name("ICC copyright" + at, "icc"),
            sheet.name("ICC unknown tag" + at, "icc"), sheet.name("ICC gap" + at, "icc"));
    };
    set.bytes(0x00282000, "OB", profile("")).text(0x00282002, "CS", "SRGB");
    set.sequence(0x00480105, [&](DataSet& path) {
        path.text(0x00480106, "SH", "1")
            .bytes(0x00282000, "OB", profile(" in an optical path"))
            .text(0x00480107, "ST", sheet.name("OpticalPathDescription", "nested"));
    });
    sheet.finish(file_of_set(Kind::Endoscopy, it, set));

    Sheet palette("a_palette.dcm", all, invent);
    const auto other = noted_case(palette);
    auto indexed = object_of(Kind::SecondaryCapture, other);
    auto picture = kGrey8;
    picture.photometric = "PALETTE COLOR";
    describe_pixels(indexed, picture);
    for (std::uint32_t channel = 0; channel < 3; ++channel) {
        indexed.numbers(0x00281101 + channel, "US", 2, { 256, 0, 16 });
        Octets table;
        for (std::uint64_t i = 0; i < 256; ++i)
            append_number(table, i << 8U, 2);
        indexed.bytes(
            0x00281201 + channel, "OW", table + palette.name("palette " + std::to_string(channel) + " behind its entries", "palette"));
    }
    indexed.text(0x00281199, "UI", palette.uid("PaletteColorLookupTableUID", "palette"));
    indexed.sequence(0x00283010, [&](DataSet& lut) {
        lut.numbers(0x00283002, "US", 2, { 16, 0, 8 }).text(0x00283003, "LO", palette.name("LUTExplanation", "palette"));
        lut.bytes(0x00283006, "OW", Octets(32, '\x10') + palette.name("LUTData behind its entries", "palette"));
    });
    palette.finish(file_of_set(Kind::SecondaryCapture, other, indexed));
}

}  // namespace

void plant_attachments(PlantedSet& set, Invent& invent)
{
    plant_planes(set, invent);
    plant_graphics(set, invent);
    plant_signatures(set, invent);
    plant_profiles(set, invent);
}

}  // namespace imprimatur::dicom_eval
