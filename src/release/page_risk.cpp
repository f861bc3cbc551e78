// The risk estimate with everything it rests on, and the consent.
#include "release/page_parts.h"

#include <array>
#include <cmath>

namespace imprimatur::release {

namespace {

struct BandWords {
    RiskBand band;
    std::string_view range;
    std::string_view meaning;
};

constexpr std::array<BandWords, 5> kBands { {
    { RiskBand::Proceed, "up to 5 %", "low enough for a public post" },
    { RiskBand::ProceedNote, "up to 9 %", "within what EMA 0070 and Health Canada recommend; noted" },
    { RiskBand::ClosedOnly, "up to 20 %", "for access-controlled teaching only" },
    { RiskBand::Generalise, "up to 33 %", "some detail has to be made more general" },
    { RiskBand::Identifiable, "above 33 %", "the facts together may point to one person" },
} };

std::string band_list(RiskBand band)
{
    std::string html = "<ol class=\"bands\">";
    for (const auto& words : kBands) {
        const bool here = words.band == band;
        html += std::string(here ? "<li class=\"here\">" : "<li>") + "<strong>" + std::string(words.range) + "</strong> "
            + std::string(words.meaning) + (here ? " <span class=\"tag\">this case</span>" : "") + "</li>";
    }
    return html + "</ol>";
}

std::string grouped(double whole)
{
    std::string digits = fixed(whole, 0);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > (whole < 0 ? 1 : 0); at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

/// A head count, a plain factor, or a share that only "1 in N" makes readable.
std::string factor_value(double value)
{
    if (!std::isfinite(value))
        return "not known";
    if (std::abs(value) >= 100)
        return grouped(value);
    if (value > 0 && value < 0.01)
        return "1 in " + grouped(std::round(1 / value));
    return fixed(value, 3);
}

std::string inputs_table(const RiskEstimate& risk)
{
    if (risk.inputs.empty())
        return {};
    std::string html = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Inputs of the estimate\"><table><caption>What "
                       "the estimate rests "
                       "on</caption><thead><tr><th scope=\"col\">Factor</th><th scope=\"col\">Value</th><th scope=\"col\">Uncertainty "
                       "(geometric SD)</th><th scope=\"col\">Source</th></tr></thead><tbody>";
    for (const auto& input : risk.inputs) {
        html += "<tr><th scope=\"row\">" + escape(input.factor) + "</th><td>" + factor_value(input.value) + "</td><td>"
            + fixed(input.gsd, 2) + "</td><td>" + escape(input.source) + (input.assumed ? " <span class=\"tag\">assumed</span>" : "")
            + "</td></tr>";
    }
    return html + "</tbody></table></div>";
}

std::string people(double lambda)
{
    if (!std::isfinite(lambda))
        return "not known";
    return lambda >= 10 ? grouped(lambda) : lambda > 0 && lambda < 0.05 ? "fewer than 0.05" : fixed(lambda, 1);
}

/// Strangers are counted; the patient and who knows the patient are not. The shares are those of a review of 754 posts.
std::string caveat()
{
    return "<p class=\"caveat\">" + std::string(kEstimateStatement)
        + " It rests on general statistics and counts strangers. Could the patient or the family recognise this? In a review of 754 posts "
          "about patients (PMC7492977) 47 % could have been recognised by the patient and 32 % by family or friends: consent is the answer "
          "to "
          "that, not a figure.</p>";
}

/// "1 in 21" for the upper estimate.
std::string odds(double risk)
{
    if (!std::isfinite(risk) || risk <= 0)
        return "not known";
    return "1 in " + fixed(std::max(1.0, std::floor(1 / risk)), 0);
}

}  // namespace

std::string risk_part(const RiskEstimate& risk, Rendering rendering)
{
    std::string html = "<section><h2>Could somebody recognise the patient?</h2>";
    html += "<p>About <strong>" + people(risk.lambda) + "</strong> other people are expected to fit what is disclosed; between "
        + people(risk.lambda_lo) + " and " + people(risk.lambda_hi)
        + ", with a probability of 80 %. The chance that the facts single out the right one is at most "
          "<strong>"
        + percent(risk.risk_hi) + "</strong> (" + odds(risk.risk_hi) + ") by the cautious estimate that decides, and " + percent(risk.risk)
        + " by the middle one.</p>";
    html += band_list(risk.band);
    if (rendering == Rendering::Internal) {
        if (!risk.stricter_because.empty())
            html += "<p><strong>One step stricter, because:</strong> " + escape(risk.stricter_because) + "</p>";
        if (!risk.binding_factor.empty())
            html += "<p><strong>What weighs most:</strong> " + escape(risk.binding_factor) + "</p>";
        if (!risk.cheapest_generalisation.empty())
            html += "<p><strong>What to leave out first:</strong> " + escape(risk.cheapest_generalisation) + "</p>";
        html += inputs_table(risk);
    }
    return html + caveat() + "</section>\n";
}

std::string consent_part(const DecisionPage& page)
{
    if (page.consent.empty())
        return "<section><h2>Consent</h2><p>No consent is on record for this release.</p></section>\n";
    std::string html = "<section><h2>Consent</h2><ul class=\"consent\">";
    for (const auto& line : page.consent) {
        html += "<li class=\"" + std::string(line.good ? "yes" : "no") + "\">" + icon(line.good ? Icon::Yes : Icon::No)
            + "<span><span class=\"hidden\">" + (line.good ? "In order: " : "Not in order: ") + "</span>" + escape(line.text)
            + "</span></li>";
    }
    return html + "</ul></section>\n";
}

}  // namespace imprimatur::release
