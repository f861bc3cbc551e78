#include "inspect/priors.h"

#include "inspect/content_boxes.h"
#include "inspect/field_of_view.h"
#include "inspect/ultrasound_regions.h"

#include <string>

namespace imprimatur::inspect {

namespace {

void add(std::vector<Finding>& findings, std::size_t frame_number, const std::vector<Rect>& rects, const std::string& rule)
{
    for (const auto& rect : rects) {
        Finding finding { .kind = IdentifierKind::TextInPixels,
            .where = PixelPlace { static_cast<std::uint32_t>(frame_number), quad_of(rect) } };
        finding.detector = kPriors;
        finding.rule = rule;
        finding.action = Action::Fill;
        findings.push_back(std::move(finding));
    }
}

}  // namespace

std::vector<Finding> prior_findings(const Material& material, std::size_t frame_number, const DeviceLayouts& layouts, bool keep_markers)
{
    std::vector<Finding> findings;
    if (frame_number >= material.frames.size() || !is_whole(material.frames[frame_number]))
        return findings;
    const Frame& frame = material.frames[frame_number];
    add(findings, frame_number, outside_ultrasound_regions(frame, ultrasound_regions(material, frame), keep_markers),
        "outside the ultrasound regions");
    add(findings, frame_number, layouts.rectangles(material, frame), "where devices of this make print patient data");
    const auto field = round_field(frame);
    if (field.has_value() && may_have_round_field(material, frame, *field))
        add(findings, frame_number, outside_round_field(frame, *field), "outside the round field of view");
    return findings;
}

}  // namespace imprimatur::inspect
