#include "release/decision_page.h"

#include "release/page_parts.h"

#include <algorithm>

namespace imprimatur::release {

namespace {

constexpr std::string_view kInternalNotice
    = "<p class=\"notice\"><strong>Internal page.</strong> It holds the picture and the words as they were submitted. "
      "Keep it with the patient\xE2\x80\x99s record. Do not post, forward or hand it on.</p>";

std::string_view title_of(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Permit: return "May be published";
    case Verdict::PermitWithObligations: return "May be published, with conditions";
    case Verdict::Refer: return "A person has to decide";
    case Verdict::Deny: break;
    }
    return "Must not be published";
}

std::string head(const DecisionPage& page, std::string_view css)
{
    return page_head(std::string(title_of(page.decision.verdict)) + " \xE2\x80\x93 " + page.subject, css, Pictures::InPage);
}

std::string header(Rendering rendering)
{
    std::string html = "<header class=\"top\"><p class=\"product\">Imprimatur</p><p class=\"kind\">Clearance decision</p></header>\n";
    if (rendering == Rendering::Internal)
        html += std::string(kInternalNotice) + "\n";
    return html;
}

constexpr std::string_view kFooter
    = "<footer><p>Imprimatur applied the rules named above to what was handed in, as of the date shown. It supports and does not "
      "replace the judgement of the person who publishes, and it cannot call back what others have copied.</p></footer>\n";

}  // namespace

std::string decision_page(const DecisionPage& page, std::string_view css, Rendering rendering)
{
    const bool internal = rendering == Rendering::Internal;
    std::string html = head(page, css) + header(rendering) + "<main>\n";
    html += verdict_part(page);
    html += questions_part(page.decision);
    html += pictures_part(page, rendering);
    html += metadata_part(page, rendering);
    if (internal)
        html += words_part(page);
    html += released_words_part(page);
    if (page.risk)
        html += risk_part(*page.risk, rendering);
    if (internal && page.account)
        html += account_part(*page.account);
    html += consent_part(page);
    html += reasons_part(page.decision);
    html += obligations_part(page.decision);
    html += disagreements_part(page.decision);
    html += packs_part(page.decision);
    return html + "</main>\n" + std::string(kFooter) + "</body>\n</html>\n";
}

}  // namespace imprimatur::release
