#include "inspect/findings.h"

#include "inspect/anatomy.h"
#include "inspect/motion.h"
#include "model/mask.h"

#include <set>

namespace imprimatur::inspect {

namespace {

const char* metadata_detector(const Material& material)
{
    return material.kind == MediaKind::Dicom ? "dicom-attributes" : "photo-metadata";
}

}  // namespace

std::vector<Finding> metadata_findings(const Material& material, const AttributeTable& table)
{
    std::vector<Finding> findings;
    findings.reserve(material.attributes.size() + material.objects.size());
    for (const auto& attribute : material.attributes) {
        const auto row = table.classify(material.kind, attribute);
        Finding finding { .kind = row.kind, .where = AttributePlace { attribute.tag, attribute.path } };
        finding.masked = attribute.binary ? std::to_string(attribute.length) + " bytes" : mask(attribute.value);
        finding.detector = metadata_detector(material);
        finding.rule = row.rule;
        findings.push_back(std::move(finding));
    }
    for (const auto& object : material.objects) {
        Finding finding { .kind = object.kind, .where = PartPlace { object.part } };
        finding.masked = std::to_string(object.length) + " bytes";
        finding.detector = metadata_detector(material);
        findings.push_back(std::move(finding));
    }
    return findings;
}

std::vector<Finding> text_findings(const Material& material, std::size_t number, const std::vector<TextBox>& boxes,
    const TextClassifier& classifier, bool keep_markers, Look look)
{
    const bool clip = films(material);
    std::vector<Finding> findings;
    for (const auto& box : boxes) {
        const TextClass said = classifier.classify(box);
        Finding finding { .kind = said.kind, .where = PixelPlace { static_cast<std::uint32_t>(number), box.quad } };
        finding.masked = mask(box.text);
        finding.detector = "pp-ocrv4";
        finding.rule = said.rule;
        finding.confidence = box.detection;
        if (clip && is_moving_texture(material.frames, number, box)) {
            finding.rule = "cannot be read and moves with the picture";
            finding.action = Action::Ask;
        } else if (is_larger_than_writing(box, material.frames[number])) {
            finding.rule = "as large as anatomy and not readable";
            finding.action = Action::Ask;
        } else if (look == Look::Second && !is_read(box)) {
            finding.rule = "seen by the second look alone and not readable";
            finding.action = Action::Ask;
        } else {
            finding.action = said.marker && keep_markers ? Action::Keep : Action::Fill;
        }
        findings.push_back(std::move(finding));
    }
    return findings;
}

std::vector<RemovedValue> removed_values(const Material& material, const AttributeTable& table)
{
    std::vector<RemovedValue> values;
    std::set<std::pair<IdentifierKind, std::string>> seen;
    for (const auto& attribute : material.attributes) {
        const auto kind = table.classify(material.kind, attribute).kind;
        if (kind == IdentifierKind::Technical || attribute.binary || attribute.value.empty())
            continue;
        if (seen.emplace(kind, attribute.value).second)
            values.push_back({ kind, attribute.value });
    }
    return values;
}

}  // namespace imprimatur::inspect
