#include "decide/explain.h"

#include <algorithm>
#include <string_view>

namespace imprimatur::decide {

namespace {

std::string joined(const std::vector<std::string>& ids, std::string_view between)
{
    std::string text;
    for (const auto& id : ids) {
        if (!text.empty())
            text += between;
        text += id;
    }
    return text;
}

std::string condition_text(const Condition& when)
{
    std::string text;
    const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
    if (!when.all.empty())
        add("all of " + joined(when.all, ", "));
    if (!when.any.empty())
        add("at least one of " + joined(when.any, ", "));
    if (!when.none.empty())
        add("none of " + joined(when.none, ", "));
    return text.empty() ? "always" : text;
}

std::string citation_text(const Citation& cite)
{
    return cite.source + (cite.pinpoint.empty() ? "" : " " + cite.pinpoint) + " [" + cite.status + ", reviewed " + cite.reviewed_on + "]";
}

std::string_view verb(Effect effect)
{
    switch (effect) {
    case Effect::Permit: return "permits";
    case Effect::Obligate: return "obliges";
    case Effect::Refer: return "refers";
    case Effect::Deny: return "denies";
    }
    return "denies";
}

const Rule* find(const PolicyPack& pack, std::string_view id)
{
    const auto at = std::find_if(pack.rules.begin(), pack.rules.end(), [id](const Rule& rule) { return rule.id == id; });
    return at == pack.rules.end() ? nullptr : &*at;
}

class Differ {
public:
    explicit Differ(std::vector<std::string>& lines)
        : m_lines(lines)
    {
    }
    void field(const std::string& what, const std::string& before, const std::string& after)
    {
        if (before != after)
            m_lines.push_back(what + ": \"" + before + "\" became \"" + after + "\"");
    }
    void rule(const Rule& before, const Rule& after)
    {
        const std::string name = "rule " + after.id + ", ";
        field(name + "effect", std::string(to_string(before.effect)), std::string(to_string(after.effect)));
        field(name + "when", condition_text(before.when), condition_text(after.when));
        field(name + "requirement", before.requirement, after.requirement);
        field(name + "citation", citation_text(before.cite), citation_text(after.cite));
        field(name + "obligation", before.obligation, after.obligation);
        field(name + "why", before.why, after.why);
        field(name + "remedy", before.remedy, after.remedy);
    }
    void line(std::string text) { m_lines.push_back(std::move(text)); }

private:
    std::vector<std::string>& m_lines;
};

std::string disagreement_text(const Disagreement& disagreement)
{
    return disagreement.about + ": " + disagreement.positions + " Governs: " + disagreement.governs;
}

void diff_disagreements(const PolicyPack& before, const PolicyPack& after, Differ& differ)
{
    const auto missing_from = [](const PolicyPack& pack, const Disagreement& wanted) {
        return std::none_of(pack.disagreements.begin(), pack.disagreements.end(),
            [&](const Disagreement& other) { return disagreement_text(other) == disagreement_text(wanted); });
    };
    for (const auto& disagreement : before.disagreements) {
        if (missing_from(after, disagreement))
            differ.line("disagreement removed: " + disagreement_text(disagreement));
    }
    for (const auto& disagreement : after.disagreements) {
        if (missing_from(before, disagreement))
            differ.line("disagreement added: " + disagreement_text(disagreement));
    }
}

}  // namespace

std::string explain(const Rule& rule, const PolicyPack& pack)
{
    std::string text = rule.id + " of " + pack.title + " (" + pack.id + "@" + pack.version + ") " + std::string(verb(rule.effect)) + "\n";
    text += "  when         " + condition_text(rule.when) + "\n";
    text += "  why          " + rule.why + "\n";
    if (!rule.obligation.empty())
        text += "  to do        " + rule.obligation + "\n";
    if (!rule.remedy.empty())
        text += "  puts right   " + rule.remedy + "\n";
    text += "  requirement  " + rule.requirement + "\n";
    text += "  rests on     " + citation_text(rule.cite) + "\n";
    for (const auto& disagreement : pack.disagreements) {
        if (disagreement.governs.substr(0, disagreement.governs.find(':')) == rule.id)
            text += "  sources differ: " + disagreement_text(disagreement) + "\n";
    }
    return text;
}

std::vector<std::string> diff(const PolicyPack& before, const PolicyPack& after)
{
    std::vector<std::string> lines;
    Differ differ(lines);
    differ.field("id", before.id, after.id);
    differ.field("version", before.version, after.version);
    differ.field("title", before.title, after.title);
    differ.field("in force from", before.in_force_from, after.in_force_from);
    differ.field("in force until", before.in_force_until, after.in_force_until);
    differ.field("minimum delay in days", std::to_string(before.minimum_delay_days), std::to_string(after.minimum_delay_days));
    differ.field("local", before.local ? "yes" : "no", after.local ? "yes" : "no");
    for (const auto& rule : before.rules) {
        if (find(after, rule.id) == nullptr)
            differ.line("rule " + rule.id + " removed: it " + std::string(verb(rule.effect)) + " when " + condition_text(rule.when));
    }
    for (const auto& rule : after.rules) {
        if (const auto* old = find(before, rule.id))
            differ.rule(*old, rule);
        else
            differ.line("rule " + rule.id + " added: it " + std::string(verb(rule.effect)) + " when " + condition_text(rule.when));
    }
    diff_disagreements(before, after, differ);
    return lines;
}

}  // namespace imprimatur::decide
