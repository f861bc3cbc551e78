#include "desk/questions.h"

#include "redact/plan.h"
#include "redact/quad_shape.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace imprimatur::desk {

namespace {

double area(const Rect& rect) { return static_cast<double>(rect.width) * rect.height; }

bool is_same_question(const Finding& finding, const Finding& other)
{
    constexpr double kSamePlace = 0.5;
    constexpr double kMuchLarger = 4;
    const auto& place = std::get<PixelPlace>(finding.where);
    const auto& there = std::get<PixelPlace>(other.where);
    const Rect around = redact::bounding_rectangle(there.quad);
    return other.kind == finding.kind && there.frame == place.frame
        && area(around) <= kMuchLarger * area(redact::bounding_rectangle(place.quad))
        && redact::covered_share(place.quad, { around }) >= kSamePlace;
}

}  // namespace

std::vector<Finding> questions_among(const std::vector<Finding>& findings)
{
    std::vector<Finding> asked;
    std::copy_if(findings.begin(), findings.end(), std::back_inserter(asked),
        [](const Finding& finding) { return finding.action == Action::Ask && std::holds_alternative<PixelPlace>(finding.where); });
    return asked;
}

void add_unless_asked(std::vector<Finding>& findings, std::vector<Finding> more)
{
    const auto asked = questions_among(findings);
    for (auto& finding : more) {
        const bool known = std::any_of(asked.begin(), asked.end(), [&](const Finding& other) { return is_same_question(finding, other); });
        if (!known)
            findings.push_back(std::move(finding));
    }
}

void answer_covered(std::vector<Finding>& findings, const std::vector<FilledArea>& fills)
{
    constexpr double kCovered = 0.95;
    for (auto& finding : findings) {
        const auto* place = std::get_if<PixelPlace>(&finding.where);
        if (finding.action == Action::Ask && place != nullptr && finding.kind != IdentifierKind::DistinctiveFeature
            && redact::covered_share(place->quad, redact::fills_of(fills, place->frame)) >= kCovered)
            finding.action = Action::Fill;
    }
}

void Questions::add(std::vector<Finding> asked)
{
    const std::lock_guard lock(m_mutex);
    m_asked.insert(m_asked.end(), std::make_move_iterator(asked.begin()), std::make_move_iterator(asked.end()));
}

std::vector<Finding> Questions::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_asked, {});
}

}  // namespace imprimatur::desk
