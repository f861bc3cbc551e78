// A structured report with an identifier in every kind of content item, in its observers, its evidence and its codes.
#include "object_parts.h"
#include "objects.h"
#include "planted.h"

namespace imprimatur::dicom_eval {

namespace {

const Concept kFinding { "121071", "DCM", "Finding" };

/// PS3.3 C.17.3: one item of every value type, each with an identifier in its value, its name or its code.
std::vector<DataSet::Fill> content_items(Sheet& sheet, const Case& it)
{
    const auto item_of = [](const char* type, DataSet& item) { item.text(0x0040A010, "CS", "CONTAINS").text(0x0040A040, "CS", type); };
    std::vector<DataSet::Fill> items;
    items.emplace_back([&](DataSet& item) {
        text_item(item, "CONTAINS", kFinding,
            "Seen with " + sheet.name("TEXT value", "SR text") + " on " + european(sheet.invent.date()) + ". No effusion.");
    });
    items.emplace_back([&](DataSet& item) {
        text_item(item, "CONTAINS", { "121106", "DCM", "Comment" },
            "MRN " + sheet.id("TEXT, record number", "SR text") + ", lives at "
                + sheet.text("TEXT, address", "SR text", sheet.invent.address()));
    });
    items.emplace_back([&](DataSet& item) {
        text_item(item, "CONTAINS",
            { "L-77", "99" + sheet.text("CodingSchemeDesignator, local", "SR code", sheet.invent.upper()),
                sheet.name("CodeMeaning of a concept name, local", "SR code") },
            "normal");
    });
    items.emplace_back([&](DataSet& item) {
        code_item(item, "CONTAINS", kFinding,
            { sheet.id("CodeValue, local", "SR code"), "99LOCAL", sheet.name("CodeMeaning, local", "SR code") });
    });
    items.emplace_back([&](DataSet& item) {
        item_of("CODE", item);
        item.code(0x0040A043, "121071", "DCM", "Finding").sequence(0x0040A168, [&](DataSet& code) {
            code.text(0x00080119, "UC", sheet.name("LongCodeValue", "SR code"))
                .text(0x00080102, "SH", "99LOCAL")
                .text(0x00080104, "LO", "mass");
            code.text(0x00080103, "SH", sheet.name("CodingSchemeVersion", "SR code"))
                .text(0x0008010B, "CS", "Y")
                .text(0x0008010D, "UI", sheet.uid("ContextGroupExtensionCreatorUID", "SR code"));
        });
    });
    items.emplace_back([&](DataSet& item) {
        item_of("CODE", item);
        item.code(0x0040A043, "121071", "DCM", "Finding").sequence(0x0040A168, [&](DataSet& code) {
            code.text(0x00080120, "UR", "urn:" + sheet.name("URNCodeValue", "SR code")).text(0x00080104, "LO", "mass");
        });
    });
    items.emplace_back([&](DataSet& item) {
        item_of("PNAME", item);
        item.code(0x0040A043, "121008", "DCM", "Person Observer Name").text(0x0040A123, "PN", sheet.name("PNAME", "SR PNAME") + "^Dr");
    });
    items.emplace_back([&](DataSet& item) {
        item_of("DATE", item);
        item.code(0x0040A043, "122130", "DCM", "Dose Procedure Date").text(0x0040A121, "DA", sheet.date("DATE", "SR date"));
    });
    items.emplace_back([&](DataSet& item) {
        item_of("TIME", item);
        item.code(0x0040A043, "126202", "DCM", "Time").text(0x0040A122, "TM", sheet.text("TIME", "SR date", sheet.invent.time()));
    });
    items.emplace_back([&](DataSet& item) {
        item_of("DATETIME", item);
        item.code(0x0040A043, "111526", "DCM", "DateTime Started")
            .text(0x0040A120, "DT", sheet.date("DATETIME", "SR date") + "134501+0100");
    });
    items.emplace_back([&](DataSet& item) {
        item_of("UIDREF", item);
        item.code(0x0040A043, "112040", "DCM", "Tracking Unique Identifier").text(0x0040A124, "UI", sheet.uid("UIDREF", "SR uid"));
    });
    items.emplace_back([&](DataSet& item) {
        item_of("NUM", item);
        item.code(0x0040A043, "410668003", "SCT", "Length").sequence(0x0040A300, [&](DataSet& value) {
            value.text(0x0040A30A, "DS", "12.5").code(0x004008EA, "mm", "UCUM", sheet.name("unit's CodeMeaning", "SR code"));
        });
    });
    items.emplace_back([&](DataSet& item) {
        item_of("IMAGE", item);
        item.sequence(0x00081199, [&](DataSet& ref) {
            sop_reference(ref, it.refers_to_class, sheet.uid("IMAGE reference", "SR uid"));
            ref.sequence(0x00081199, [&](DataSet& state) {
                sop_reference(state, sop_class_of(Kind::Presentation), sheet.uid("IMAGE reference's presentation state", "SR uid"));
            });
        });
    });
    items.emplace_back([&](DataSet& item) {
        item_of("COMPOSITE", item);
        item.code(0x0040A043, "121071", "DCM", "Finding").sequence(0x00081199, [&](DataSet& ref) {
            sop_reference(ref, it.refers_to_class, sheet.uid("COMPOSITE reference", "SR uid"));
        });
    });
    items.emplace_back([&](DataSet& item) {
        item_of("SCOORD", item);
        item.text(0x00700023, "CS", "POINT")
            .numbers(0x00700022, "FL", 4, { 0, 0 })
            .text(0x00404FF2, "LO", sheet.name("SCOORD label", "SR text"));
    });
    items.emplace_back([&](DataSet& item) {
        item_of("CONTAINER", item);
        item.text(0x0040A050, "CS", "SEPARATE").code(0x0040A043, "121070", "DCM", "Findings");
        item.sequence(0x0040A504, [&](DataSet& templ) {
            templ.text(0x00080105, "CS", sheet.text("MappingResource", "SR template", sheet.invent.upper()))
                .text(0x0040DB00, "CS", sheet.text("TemplateIdentifier", "SR template", sheet.invent.upper()));
        });
        item.sequence(0x0040A730, [&](DataSet& inner) {
            text_item(inner, "CONTAINS", kFinding, "Referred by " + sheet.name("TEXT, two levels down", "SR text"));
        });
        item.text(0x0040A032, "DT", sheet.date("ObservationDateTime", "SR date"))
            .text(0x0040A171, "UI", sheet.uid("ObservationUID", "SR uid"));
    });
    return items;
}

}  // namespace

void plant_reports(PlantedSet& all, Invent& invent)
{
    Sheet sheet("a_report.dcm", all, invent);
    const auto it = noted_case(sheet);
    auto set = object_of(Kind::ComprehensiveSr, it);
    set.sequence(0x0040A730, content_items(sheet, it)).text(0x0040A493, "CS", "VERIFIED");
    set.sequence(0x0040A073, [&](DataSet& observer) {
        observer.text(0x0040A027, "LO", sheet.text("VerifyingOrganization", "SR observer", sheet.invent.institution()))
            .text(0x0040A030, "DT", sheet.date("VerificationDateTime", "SR observer"));
        observer.text(0x0040A075, "PN", sheet.name("VerifyingObserverName", "SR observer"));
        observer.code(0x0040A088, sheet.id("VerifyingObserverIdentification CodeValue", "SR observer"), "99LOCAL",
            sheet.name("VerifyingObserverIdentification CodeMeaning", "SR observer"));
    });
    set.sequence(0x0040A078, [&](DataSet& author) {
        author.text(0x0040A123, "PN", sheet.name("AuthorObserver PersonName", "SR observer"))
            .text(0x00080080, "LO", sheet.name("AuthorObserver InstitutionName", "SR observer"));
    });
    set.sequence(0x0040A07A, [&](DataSet& person) {
        person.text(0x0040A123, "PN", sheet.name("Participant PersonName", "SR observer"))
            .text(0x0040A082, "DT", sheet.date("ParticipationDateTime", "SR observer"));
    });
    set.sequence(0x0040A07C, [&](DataSet& owner) {
        owner.text(0x00080080, "LO", sheet.text("CustodialOrganization", "SR observer", sheet.invent.institution()));
    });
    set.sequence(0x0040A370, [&](DataSet& request) {
        request.text(0x00080050, "SH", sheet.text("ReferencedRequest AccessionNumber", "SR request", sheet.invent.accession()))
            .text(0x00402016, "LO", sheet.id("PlacerOrderNumber", "SR request"))
            .text(0x00401001, "SH", sheet.id("RequestedProcedureID", "SR request"))
            .text(0x00321060, "LO", sheet.name("RequestedProcedureDescription", "SR request"));
    });
    set.sequence(0x0040A375, [&](DataSet& study) {
        study.text(0x0020000D, "UI", it.study).sequence(0x00081115, [&](DataSet& series) {
            series.text(0x0020000E, "UI", sheet.uid("evidence SeriesInstanceUID", "SR uid"))
                .text(0x00080054, "AE", sheet.text("RetrieveAETitle", "SR evidence", sheet.invent.upper()))
                .text(0x00880130, "SH", sheet.name("StorageMediaFileSetID", "SR evidence"));
            series.sequence(
                0x00081199, [&](DataSet& ref) { sop_reference(ref, it.refers_to_class, sheet.uid("evidence SOPInstanceUID", "SR uid")); });
        });
    });
    set.text(0x0040A492, "LO", sheet.name("CompletionFlagDescription", "SR text"))
        .text(0x0040A992, "ST", sheet.name("UniformResourceLocator trial", "SR text"));
    set.sequence(0x00080110, [&](DataSet& scheme) {
        scheme.text(0x00080102, "SH", "99LOCAL")
            .text(0x00080115, "ST", sheet.name("CodingSchemeName", "SR code"))
            .text(0x00080116, "ST", sheet.text("CodingSchemeResponsibleOrganization", "SR code", sheet.invent.institution()));
        scheme.text(0x0008010C, "UI", sheet.uid("CodingSchemeUID", "SR code"))
            .text(0x00080112, "LO", sheet.name("CodingSchemeRegistry", "SR code"))
            .text(0x00080114, "ST", sheet.name("CodingSchemeExternalID", "SR code"));
    });
    sheet.finish(file_of_set(Kind::ComprehensiveSr, it, set));
}

}  // namespace imprimatur::dicom_eval
