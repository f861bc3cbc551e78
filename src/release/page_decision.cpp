// Verdict, reasons, conditions, questions, disagreements, packs.
#include "release/page_parts.h"

#include <algorithm>

namespace imprimatur::release {

namespace {

struct Banner {
    std::string_view css_class;
    std::string_view title;
    Icon sign;
};

Banner banner_of(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Permit: return { "permit", "May be published", Icon::Yes };
    case Verdict::PermitWithObligations: return { "conditions", "May be published, with conditions", Icon::Condition };
    case Verdict::Refer: return { "refer", "A person has to decide", Icon::Person };
    case Verdict::Deny: break;
    }
    return { "deny", "Must not be published", Icon::No };
}

std::string against(const Decision& decision)
{
    const auto of = [&](Effect effect) { return static_cast<std::size_t>(std::ranges::count(decision.reasons, effect, &Reason::effect)); };
    const std::size_t deny = of(Effect::Deny);
    const std::size_t refer = of(Effect::Refer);
    if (deny == 0)
        return "Nothing in force allows it.";
    std::string text = count(deny, "rule stands", "rules stand") + " against it";
    if (refer > 0)
        text += ", and " + count(refer, "more leaves", "more leave") + " it to a person";
    return text + ". Each says below why, and what would put it right.";
}

std::string lead(const Decision& decision)
{
    const std::size_t conditions = decision.obligations.size();
    switch (decision.verdict) {
    case Verdict::Permit: return "All three questions are answered yes, and no rule in force stands against it.";
    case Verdict::PermitWithObligations:
        return "All three questions are answered yes. " + count(conditions, "condition has", "conditions have") + " to be kept; "
            + (conditions == 1 ? "it is" : "they are") + " listed below.";
    case Verdict::Refer:
        return "The rules do not settle this case. Ask the data guardian (Caldicott Guardian, data protection or privacy officer); until "
               "then "
               "it must not be published.";
    case Verdict::Deny: break;
    }
    return against(decision);
}

std::string fact(std::string_view name, const std::string& html)
{
    return html.empty() ? std::string() : "<div><dt>" + std::string(name) + "</dt><dd>" + html + "</dd></div>";
}

std::string text_list(const std::vector<std::string>& lines)
{
    std::string html = "<ul>";
    for (const auto& line : lines)
        html += "<li>" + escape(line) + "</li>";
    return html + "</ul>";
}

std::string_view status_words(std::string_view status)
{
    if (status == "current")
        return "in force";
    if (status == "retired")
        return "retired";
    if (status == "draft")
        return "draft";
    if (status == "superseded")
        return "superseded";
    return "not verified";
}

std::string citation(const Reason& reason)
{
    std::string html = "<p class=\"cite\"><cite>" + escape(reason.cite.source);
    if (!reason.cite.pinpoint.empty())
        html += " " + escape(reason.cite.pinpoint);
    html += "</cite>";
    if (!reason.cite.source.empty()) {
        html += " <span class=\"status" + std::string(reason.cite.status == "current" ? "" : " status-weak") + "\">"
            + std::string(status_words(reason.cite.status)) + "</span>";
    }
    if (!reason.cite.reviewed_on.empty())
        html += " <span class=\"aside\">reviewed " + time_element(reason.cite.reviewed_on) + "</span>";
    html += "</p><p class=\"rule\">Rule <code>" + escape(reason.rule) + "</code>";
    if (!reason.pack.empty())
        html += " of pack <code>" + escape(reason.pack) + "</code>";
    if (!reason.requirement.empty())
        html += ", requirement <code>" + escape(reason.requirement) + "</code>";
    return html + "</p>";
}

std::string effect_word(Effect effect)
{
    switch (effect) {
    case Effect::Permit: return "Allows";
    case Effect::Obligate: return "Condition";
    case Effect::Refer: return "To a person";
    case Effect::Deny: break;
    }
    return "Stands against it";
}

std::string reason_item(const Reason& reason)
{
    std::string html = "<li class=\"reason reason-" + std::string(to_string(reason.effect)) + "\"><p class=\"effect\">"
        + effect_word(reason.effect) + "</p><h3>" + escape(reason.why.empty() ? reason.rule : reason.why) + "</h3>";
    if (!reason.remedy.empty() && reason.effect != Effect::Permit) {
        html += "<p class=\"remedy\"><strong>" + std::string(reason.effect == Effect::Obligate ? "To do:" : "What would put it right:")
            + "</strong> " + escape(reason.remedy) + "</p>";
    }
    if (!reason.triggered_by.empty())
        html += "<div class=\"trigger\"><p>In this case:</p>" + text_list(reason.triggered_by) + "</div>";
    return html + citation(reason);
}

/// The other rules that stand against the same thing: what they say and where it is written.
std::string also(const ReasonGroup& group)
{
    if (group.reasons.size() < 2)
        return {};
    std::string html = "<div class=\"also\"><p>Says the same:</p><ul>";
    for (std::size_t i = 1; i < group.reasons.size(); ++i)
        html += "<li><p>" + escape(group.reasons[i]->why) + "</p>" + citation(*group.reasons[i]) + "</li>";
    return html + "</ul></div>";
}

std::string reason_list(const std::vector<Reason>& reasons)
{
    std::string html = "<ol class=\"reasons\">";
    for (const auto& group : group_reasons(reasons))
        html += reason_item(*group.reasons.front()) + also(group) + "</li>";
    return html + "</ol>";
}

}  // namespace

std::string verdict_part(const DecisionPage& page)
{
    const Banner banner = banner_of(page.decision.verdict);
    std::string html = "<section class=\"verdict verdict-" + std::string(banner.css_class) + "\">" + icon(banner.sign) + "<div><h1>"
        + std::string(banner.title) + "</h1><p>" + lead(page.decision) + "</p></div></section>\n";
    html += "<dl class=\"facts\">" + fact("Case", escape(page.subject)) + fact("Purpose", capitalised(escape(plain_words(page.purpose))))
        + fact("Platform", capitalised(escape(page.platform))) + fact("Audience", capitalised(escape(plain_words(page.audience))))
        + fact("Decided as of", time_element(page.decision.as_of)) + "</dl>\n";
    return html;
}

std::string reasons_part(const Decision& decision)
{
    if (decision.reasons.empty())
        return {};
    const bool permits = decision.verdict == Verdict::Permit || decision.verdict == Verdict::PermitWithObligations;
    return "<section><h2>" + std::string(permits ? "What this rests on" : "Why, and what would put it right") + "</h2>"
        + reason_list(decision.reasons) + "</section>\n";
}

std::string obligations_part(const Decision& decision)
{
    if (decision.obligations.empty())
        return {};
    return "<section><h2>Conditions to keep</h2>" + reason_list(decision.obligations) + "</section>\n";
}

std::string questions_part(const Decision& decision)
{
    std::string html = "<section><h2>The three questions</h2><p>All three have to be answered yes, with evidence. "
                       "What was not answered counts as no.</p><ol class=\"questions\">";
    for (const auto& question : decision.questions) {
        html += "<li class=\"" + std::string(question.yes ? "yes" : "no") + "\"><p class=\"answer\">"
            + icon(question.yes ? Icon::Yes : Icon::No) + (question.yes ? "Yes" : "No") + "</p><div><h3>"
            + escape(question.text.empty() ? capitalised(plain_words(question.id)) : question.text) + "</h3>";
        html += question.evidence.empty() ? "<p>No evidence was given.</p>" : text_list(question.evidence);
        html += "</div></li>";
    }
    return html + "</ol></section>\n";
}

std::string disagreements_part(const Decision& decision)
{
    if (decision.disagreements.empty())
        return {};
    std::string html = "<section><h2>Where the sources disagree</h2><ul class=\"disagreements\">";
    for (const auto& one : decision.disagreements) {
        html += "<li><h3>" + escape(one.about) + "</h3><p>" + escape(one.positions) + "</p><p><strong>What governs here:</strong> "
            + escape(one.governs) + "</p></li>";
    }
    return html + "</ul></section>\n";
}

std::string packs_part(const Decision& decision)
{
    std::string html = "<section><h2>Policy packs applied</h2>";
    if (decision.packs.empty())
        return html + "<p>None. Without a policy nothing is published.</p></section>\n";
    html += "<ul class=\"packs\">";
    for (const auto& pack : decision.packs)
        html += "<li><code>" + escape(pack) + "</code></li>";
    return html + "</ul></section>\n";
}

}  // namespace imprimatur::release
