#include "desk/case_page.h"

namespace imprimatur::desk {

namespace {

release::PageItem page_item(std::size_t number, const ExaminedItem& item)
{
    release::PageItem page { .label = "Image " + std::to_string(number) };
    page.before_png = item.before;
    page.width = item.width;
    page.height = item.height;
    page.frames = static_cast<std::uint32_t>(item.frames);
    page.findings = item.findings;
    page.refused = item.refused.value_or("");
    if (!item.verified.empty()) {
        page.after_png = item.verified[0].bytes();
        page.filled = item.verified[0].filled();
    }
    return page;
}

/// What is wrong with the consent, or that it covers: the facts that say yes.
std::vector<release::ConsentLine> consent_lines(const consent::Coverage& coverage)
{
    std::vector<release::ConsentLine> lines;
    for (const auto& [id, fact] : coverage.facts) {
        const bool covers = id == "consent.covers";
        if (fact.truth == Truth::Yes)
            lines.push_back({ covers, fact.evidence });
    }
    return lines;
}

}  // namespace

release::DecisionPage case_page(const std::string& subject, const CaseRequest& request, const Decision& decision,
    const std::vector<ExaminedItem>& items, const std::optional<Screening>& screening, const std::optional<RiskEstimate>& risk,
    const consent::Coverage& coverage)
{
    release::DecisionPage page {
        .subject = subject, .purpose = request.purpose, .platform = request.platform, .audience = request.audience, .decision = decision
    };
    for (std::size_t i = 0; i < items.size(); ++i)
        page.items.push_back(page_item(i + 1, items[i]));
    page.post = request.post;
    page.screening = screening;
    page.risk = risk;
    page.consent = consent_lines(coverage);
    return page;
}

}  // namespace imprimatur::desk
