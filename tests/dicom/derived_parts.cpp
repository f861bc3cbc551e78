#include "object_parts.h"

namespace imprimatur::dicom_eval {

namespace {

void add_concept(DataSet& item, std::uint32_t tag, const Concept& it) { item.code(tag, it.code, it.scheme, it.meaning); }

void add_report(DataSet& set, const Case& it, Kind kind)
{
    set.text(0x00080023, "DA", it.study_date).text(0x00080033, "TM", it.study_time);
    set.sequence(0x00081111, std::vector<DataSet::Fill> {}).text(0x0040A040, "CS", "CONTAINER").text(0x0040A050, "CS", "SEPARATE");
    if (kind != Kind::KeyObject)
        set.text(0x0040A491, "CS", "COMPLETE").text(0x0040A493, "CS", "UNVERIFIED").sequence(0x0040A372, std::vector<DataSet::Fill> {});
    add_concept(set, 0x0040A043,
        kind == Kind::KeyObject ? Concept { "113000", "DCM", "Of Interest" } : Concept { "18748-4", "LN", "Diagnostic Imaging Report" });
    add_evidence(set, it);
    if (kind == Kind::KeyObject) {
        set.sequence(0x0040A730, [&](DataSet& item) {
            item.text(0x0040A010, "CS", "CONTAINS").text(0x0040A040, "CS", "IMAGE");
            item.sequence(0x00081199, [&](DataSet& ref) { sop_reference(ref, it.refers_to_class, it.refers_to); });
        });
        return;
    }
    set.sequence(0x0040A730, [&](DataSet& item) {
        text_item(item, "CONTAINS", { "121071", "DCM", "Finding" }, "No pleural effusion. Heart size normal.");
    });
}

void add_presentation(DataSet& set, const Case& it)
{
    set.text(0x00700080, "CS", "LABEL")
        .text(0x00700081, "LO", "")
        .text(0x00700082, "DA", it.study_date)
        .text(0x00700083, "TM", it.study_time);
    set.text(0x00700084, "PN", "").text(0x20500020, "CS", "IDENTITY");
    set.sequence(0x00081115, [&](DataSet& series) {
        series.text(0x0020000E, "UI", it.series).sequence(0x00081140, [&](DataSet& image) {
            sop_reference(image, it.refers_to_class, it.refers_to);
        });
    });
    set.sequence(0x0070005A, [](DataSet& area) {
        area.numbers(0x00700052, "SL", 4, { 1, 1 }).numbers(0x00700053, "SL", 4, { 32, 32 }).text(0x00700100, "CS", "SCALE TO FIT");
        area.text(0x00700101, "DS", "1\\1");
    });
}

void add_segmentation(DataSet& set, const Case& it)
{
    set.text(0x00080008, "CS", "DERIVED\\PRIMARY")
        .text(0x00620001, "CS", "FRACTIONAL")
        .text(0x00620010, "CS", "PROBABILITY")
        .us(0x0062000E, 255);
    set.text(0x00700080, "CS", "SEG")
        .text(0x00700081, "LO", "")
        .text(0x00700084, "PN", "")
        .text(0x00282110, "CS", "00")
        .text(0x00280301, "CS", "NO");
    set.text(0x00280008, "IS", "1").text(0x00200052, "UI", it.frame_of_reference).text(0x00201040, "LO", "").text(0x00181020, "LO", "1.0");
    set.text(0x00181000, "LO", "1").text(0x00081090, "LO", "SOMATOM");
    set.sequence(0x00209221, [&](DataSet& item) { item.text(0x00209164, "UI", it.instance + ".9"); });
    set.sequence(0x00209222, [&](DataSet& item) {
        item.numbers(0x00209165, "AT", 2, { 0x0062, 0x000B })
            .numbers(0x00209167, "AT", 2, { 0x0062, 0x000A })
            .text(0x00209164, "UI", it.instance + ".9");
    });
    set.sequence(0x00620002, [](DataSet& segment) {
        segment.us(0x00620004, 1)
            .text(0x00620005, "LO", "Liver")
            .text(0x00620008, "CS", "MANUAL")
            .code(0x00620003, "123037004", "SCT", "Anatomical Structure");
        segment.code(0x0062000F, "10200004", "SCT", "Liver");
    });
    set.sequence(0x52009229, [](DataSet& shared) {
        shared.sequence(0x00289110, [](DataSet& item) { item.text(0x00180050, "DS", "5").text(0x00280030, "DS", "0.7\\0.7"); });
        shared.sequence(0x00209116, [](DataSet& item) { item.text(0x00200037, "DS", "1\\0\\0\\0\\1\\0"); });
    });
    set.sequence(0x52009230, [](DataSet& frame) {
        frame.sequence(0x00209111, [](DataSet& item) { item.numbers(0x00209157, "UL", 4, { 1 }); });
        frame.sequence(0x00209113, [](DataSet& item) { item.text(0x00200032, "DS", "0\\0\\0"); });
        frame.sequence(0x0062000A, [](DataSet& item) { item.us(0x0062000B, 1); });
    });
}

void add_enhanced(DataSet& set, const Case& it)
{
    set.text(0x00080008, "CS", "ORIGINAL\\PRIMARY\\VOLUME\\NONE")
        .text(0x0008002A, "DT", it.study_date + it.study_time)
        .text(0x00181020, "LO", "VA40");
    set.text(0x00081090, "LO", "SOMATOM").text(0x00181000, "LO", "1").text(0x00089205, "CS", "MONOCHROME").text(0x00089206, "CS", "VOLUME");
    set.text(0x00089207, "CS", "NONE")
        .text(0x00282110, "CS", "00")
        .text(0x00280301, "CS", "NO")
        .text(0x00200052, "UI", it.frame_of_reference);
    set.text(0x00201040, "LO", "")
        .text(0x00189004, "CS", "PRODUCT")
        .text(0x20500020, "CS", "IDENTITY")
        .sequence(0x00400555, std::vector<DataSet::Fill> {});
    set.sequence(0x00209221, [&](DataSet& item) { item.text(0x00209164, "UI", it.instance + ".8"); });
    set.sequence(0x00209222, [&](DataSet& item) {
        item.numbers(0x00209165, "AT", 2, { 0x0020, 0x9057 })
            .numbers(0x00209167, "AT", 2, { 0x0020, 0x9111 })
            .text(0x00209164, "UI", it.instance + ".8");
    });
    set.sequence(0x52009229, [](DataSet& shared) {
        shared.sequence(0x00289110, [](DataSet& item) { item.text(0x00180050, "DS", "5").text(0x00280030, "DS", "0.7\\0.7"); });
        shared.sequence(0x00209116, [](DataSet& item) { item.text(0x00200037, "DS", "1\\0\\0\\0\\1\\0"); });
    });
    std::vector<DataSet::Fill> frames;
    for (unsigned number = 1; number <= 2; ++number) {
        frames.emplace_back([&it, number](DataSet& frame) {
            frame.sequence(0x00209111, [&it, number](DataSet& item) {
                item.text(0x00189074, "DT", it.study_date + it.study_time).text(0x00189151, "DT", it.study_date + it.study_time);
                item.numbers(0x00189220, "FD", 8, { 0x4024000000000000 })
                    .numbers(0x00209157, "UL", 4, { number })
                    .text(0x00209056, "SH", "1");
                item.numbers(0x00209057, "UL", 4, { number });
            });
            frame.sequence(0x00209113, [number](DataSet& item) { item.text(0x00200032, "DS", "0\\0\\" + std::to_string(number * 5)); });
        });
    }
    set.sequence(0x52009230, frames);
}

}  // namespace

void text_item(DataSet& item, const std::string& relation, const Concept& name, const std::string& text)
{
    item.text(0x0040A010, "CS", relation).text(0x0040A040, "CS", "TEXT").text(0x0040A160, "UT", text);
    add_concept(item, 0x0040A043, name);
}

void code_item(DataSet& item, const std::string& relation, const Concept& name, const Concept& value)
{
    item.text(0x0040A010, "CS", relation).text(0x0040A040, "CS", "CODE");
    add_concept(item, 0x0040A043, name);
    add_concept(item, 0x0040A168, value);
}

void add_evidence(DataSet& set, const Case& it)
{
    set.sequence(0x0040A375, [&](DataSet& study) {
        study.text(0x0020000D, "UI", it.study).sequence(0x00081115, [&](DataSet& series) {
            series.text(0x0020000E, "UI", it.series).sequence(0x00081199, [&](DataSet& ref) {
                sop_reference(ref, it.refers_to_class, it.refers_to);
            });
        });
    });
}

void add_derived_modules(DataSet& set, Kind kind, const Case& it)
{
    if (kind == Kind::BasicTextSr || kind == Kind::ComprehensiveSr || kind == Kind::KeyObject)
        return add_report(set, it, kind);
    if (kind == Kind::Presentation)
        return add_presentation(set, it);
    if (kind == Kind::Segmentation)
        return add_segmentation(set, it);
    if (kind == Kind::EnhancedCt)
        return add_enhanced(set, it);
}

}  // namespace imprimatur::dicom_eval
