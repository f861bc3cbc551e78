#include "desk/questions.h"

#include "redact/quad_shape.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace imprimatur::desk {

std::vector<Finding> questions_among(const std::vector<Finding>& findings)
{
    std::vector<Finding> asked;
    std::copy_if(findings.begin(), findings.end(), std::back_inserter(asked),
        [](const Finding& finding) { return finding.action == Action::Ask && std::holds_alternative<PixelPlace>(finding.where); });
    return asked;
}

void add_unless_asked(std::vector<Finding>& findings, std::vector<Finding> more)
{
    constexpr double kSamePlace = 0.5;
    const auto asked = questions_among(findings);
    for (auto& finding : more) {
        const auto& place = std::get<PixelPlace>(finding.where);
        const bool known = std::any_of(asked.begin(), asked.end(), [&](const Finding& other) {
            const auto& there = std::get<PixelPlace>(other.where);
            return there.frame == place.frame
                && redact::covered_share(place.quad, { redact::bounding_rectangle(there.quad) }) >= kSamePlace;
        });
        if (!known)
            findings.push_back(std::move(finding));
    }
}

void Questions::add(const std::vector<Finding>& findings)
{
    auto asked = questions_among(findings);
    const std::lock_guard lock(m_mutex);
    m_asked.insert(m_asked.end(), std::make_move_iterator(asked.begin()), std::make_move_iterator(asked.end()));
}

std::vector<Finding> Questions::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_asked, {});
}

}  // namespace imprimatur::desk
