#include "redact/verified.h"

#include "base/sha256.h"

#include <algorithm>

namespace imprimatur::redact {

namespace {

// A detector that fires on the edge of a black box sees the box: what lies mostly under a fill is gone already.
constexpr double kMostlyFilled = 0.6;

// A marker kept on request may be found a little larger or smaller at the second scale.
constexpr double kSameMarker = 0.5;

std::vector<Rect> grown(const std::vector<Quad>& quads)
{
    constexpr std::int32_t kSlack = 6;
    std::vector<Rect> rects;
    for (const auto& quad : quads) {
        const Rect box = bounding_rectangle(quad);
        rects.push_back({ box.x - kSlack, box.y - kSlack, box.width + 2 * kSlack, box.height + 2 * kSlack });
    }
    return rects;
}

void check_content(const ShareableCopy& copy, const Material& material, std::vector<Residue>& residues)
{
    if (material.frames.size() != 1)
        residues.push_back({ Residue::What::NotOneFrame, "the copy does not hold exactly one picture", {} });
    // JFIF's resolution fields are the one thing that a JPEG cannot be written without.
    const auto identifying = std::count_if(material.attributes.begin(), material.attributes.end(),
        [](const Attribute& attribute) { return !attribute.tag.starts_with("JFIF:"); });
    if (identifying > 0)
        residues.push_back({ Residue::What::Metadata, "the copy holds " + std::to_string(identifying) + " metadata values", {} });
    if (!material.objects.empty())
        residues.push_back({ Residue::What::HiddenContent, "the copy holds hidden content: " + material.objects.front().part, {} });
    for (const auto& rect : copy.filled) {
        const bool inside = !material.frames.empty() && rect.x >= 0 && rect.y >= 0
            && rect.x + rect.width <= static_cast<std::int32_t>(material.frames[0].width)
            && rect.y + rect.height <= static_cast<std::int32_t>(material.frames[0].height);
        if (!inside || !is_constant(material.frames[0], rect)) {
            residues.push_back({ Residue::What::NotConstant, "a filled area is not one constant colour in the copy", {} });
            return;
        }
    }
}

void check_writing(const ShareableCopy& copy, const Reopened& reopened, std::vector<Residue>& residues)
{
    Residue writing { Residue::What::Writing, {}, uncovered_places(reopened.findings, copy.filled, copy.kept) };
    if (writing.places.empty())
        return;
    writing.sentence = "writing, a face or a code was found in the copy at " + std::to_string(writing.places.size()) + " place(s)";
    residues.push_back(std::move(writing));
}

void check_removed_values(const Bytes& bytes, const RemovedSearch& removed, std::vector<Residue>& residues)
{
    if (const auto kind = removed.kind_in(bytes))
        residues.push_back({ Residue::What::RemovedValue,
            "a removed value of kind " + std::string(to_string(*kind)) + " stands in the bytes of the copy", {} });
}

}  // namespace

std::vector<UncoveredPlace> uncovered_places(
    const std::vector<Finding>& findings, const std::vector<Rect>& filled, const std::vector<Quad>& markers)
{
    const auto kept = grown(markers);
    std::vector<UncoveredPlace> places;
    for (const auto& finding : findings) {
        const auto* place = std::get_if<PixelPlace>(&finding.where);
        if (place == nullptr || finding.action == Action::Ask || covered_share(place->quad, filled) >= kMostlyFilled)
            continue;
        if (finding.action == Action::Keep && covered_share(place->quad, kept) >= kSameMarker)
            continue;
        places.push_back({ place->quad, finding.kind, finding.detector });
    }
    return places;
}

std::variant<Verified, std::vector<Residue>> verify(ShareableCopy copy, const Reopened& reopened, const RemovedSearch& removed)
{
    std::vector<Residue> residues;
    check_content(copy, reopened.material, residues);
    check_writing(copy, reopened, residues);
    check_removed_values(copy.bytes, removed, residues);
    if (!residues.empty())
        return residues;
    auto sha256 = sha256_hex(copy.bytes);
    return Verified(std::move(copy), std::move(sha256));
}

}  // namespace imprimatur::redact
