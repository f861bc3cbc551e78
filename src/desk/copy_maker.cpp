#include "desk/copy_maker.h"

#include "desk/examine.h"
#include "redact/resample.h"

#include <iterator>
#include <utility>

namespace imprimatur::desk {

namespace {

// Not a simple fraction: no new sample comes to lie on an old one. Small enough that nobody sees it.
constexpr double kSocialScale = 0.953;

/// The slightly smaller picture, and where the fills and the kept markers are in it. False: it could not be made.
bool resample_copy(Frame& frame, redact::ShareableCopy& copy)
{
    auto smaller = redact::resample(frame, kSocialScale);
    if (!smaller)
        return false;
    for (auto& rect : copy.filled)
        rect = redact::scaled(rect, frame.width, frame.height, kSocialScale);
    for (auto& quad : copy.kept)
        quad = redact::scaled(quad, frame.width, frame.height, kSocialScale);
    frame = std::move(*smaller);
    return true;
}

}  // namespace

bool CopyMaker::writes_jpeg() const { return m_options.same_format && m_opened.material.kind == MediaKind::Jpeg; }

redact::RedactionPlan CopyMaker::plan(const std::vector<Finding>& findings) const
{
    auto plan = redact::plan(m_opened.material, findings);
    if (writes_jpeg())
        redact::grow_to_jpeg_blocks(plan, m_opened.material.frames);
    return plan;
}

Result<Read<redact::ShareableCopy>> CopyMaker::write(Frame frame, const redact::RedactionPlan& plan, std::uint32_t number)
{
    const bool jpeg = writes_jpeg();
    redact::ShareableCopy copy { {}, jpeg ? "jpg" : "png", number, redact::fills_of(plan.fills, number), plan.kept };
    for (const auto& rect : copy.filled)
        redact::fill(frame, rect);
    if (m_options.for_social && !resample_copy(frame, copy))
        return Read<redact::ShareableCopy>(Unreadable { Unreadable::How::Unsupported, "the picture could not be resampled" });
    auto written = TRY(m_reader.write_image(frame, jpeg ? ImageFormat::Jpeg : ImageFormat::Png));
    if (auto* unreadable = std::get_if<Unreadable>(&written))
        return Read<redact::ShareableCopy>(std::move(*unreadable));
    copy.bytes = std::move(std::get<Bytes>(written));
    return Read<redact::ShareableCopy>(std::move(copy));
}

Result<Checked> CopyMaker::make(const Frame& frame, const redact::RedactionPlan& plan, std::uint32_t number)
{
    auto written = TRY(write(frame, plan, number));
    if (auto* unreadable = std::get_if<Unreadable>(&written))
        return Checked(std::move(*unreadable));
    return check(std::move(std::get<redact::ShareableCopy>(written)), m_options.for_social ? kSocialScale : 1);
}

Result<Checked> CopyMaker::check(redact::ShareableCopy copy, double scale)
{
    auto read = TRY(m_reader.read(ByteView(copy.bytes), 0));
    if (auto* unreadable = std::get_if<Unreadable>(&read))
        return Checked(std::move(*unreadable));
    redact::Reopened reopened { std::move(std::get<Material>(read)), {} };
    const Effort effort = second_effort(m_opened.material, copy.frame, m_options.effort);
    for (const auto& frame : reopened.material.frames) {
        auto found = TRY(m_looks.look(frame, effort, copy.filled));
        if (auto* unreadable = std::get_if<Unreadable>(&found))
            return Checked(std::move(*unreadable));
        auto findings = second_findings(m_opened, copy.frame, std::get<PixelFinds>(found), m_rulebook, m_options, scale);
        reopened.findings.insert(
            reopened.findings.end(), std::make_move_iterator(findings.begin()), std::make_move_iterator(findings.end()));
    }
    auto asked = questions_among(reopened.findings);
    for (auto& finding : asked) {
        auto& place = std::get<PixelPlace>(finding.where);
        place.quad = redact::in_original(place.quad, scale);
    }
    m_unsure.add(std::move(asked));
    auto verdict = redact::verify(std::move(copy), reopened, m_removed);
    if (auto* verified = std::get_if<redact::Verified>(&verdict))
        return Checked(std::move(*verified));
    auto residues = std::move(std::get<std::vector<redact::Residue>>(verdict));
    for (auto& residue : residues) {
        for (auto& place : residue.places)
            place.quad = redact::in_original(place.quad, scale);
    }
    return Checked(std::move(residues));
}

std::vector<Finding> CopyMaker::take_unsure() { return m_unsure.take(); }

}  // namespace imprimatur::desk
