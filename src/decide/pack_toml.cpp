// The only file that reads TOML policy. The parser throws; nothing it throws leaves this file.
#include "base/clock.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "decide/pack.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>

#include <toml++/toml.h>

namespace imprimatur::decide {

namespace {

using Keys = std::initializer_list<std::string_view>;

constexpr std::array<std::string_view, 5> kStatuses { "current", "retired", "draft", "superseded", "unverified" };

/// Policy is written by people of the house, but what is shown of it stays one short printable line.
constexpr std::size_t kLongestShown = 60;

std::string shown(std::string_view text)
{
    std::string safe;
    for (const char c : text.substr(0, kLongestShown))
        safe += c >= ' ' && c <= '~' ? c : '?';
    return "'" + safe + "'";
}

Error at_line(const toml::source_region& where, const std::string& problem)
{
    return { ErrorCode::Malformed, "line " + std::to_string(where.begin.line) + ": " + problem, "", "" };
}

Error at(const toml::node& node, const std::string& problem) { return at_line(node.source(), problem); }

Result<toml::table> parse(std::string_view text)
{
    if (text.size() > limits::kMaxConfigBytes)
        return Error { ErrorCode::LimitExceeded, "line 1: the file is too large for a policy file", "", "" };
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        return at_line(error.source(), "not valid TOML: " + std::string(error.description()));
    } catch (const std::exception&) {
        return Error { ErrorCode::Malformed, "line 1: not valid TOML", "", "" };
    }
}

Result<void> only_keys(const toml::table& table, Keys known)
{
    for (const auto& [key, value] : table) {
        if (std::find(known.begin(), known.end(), key.str()) == known.end())
            return at_line(key.source(), "unknown key " + shown(key.str()));
    }
    return {};
}

Result<std::string> text_of(const toml::table& table, std::string_view key)
{
    const auto* node = table.get(key);
    if (node == nullptr)
        return at(table, "'" + std::string(key) + "' is missing");
    const auto* text = node->as_string();
    if (text == nullptr || text->get().find_first_not_of(" \t\r\n") == std::string::npos)
        return at(*node, "'" + std::string(key) + "' is not a text");
    return text->get();
}

Result<std::string> optional_text(const toml::table& table, std::string_view key)
{
    if (!table.contains(key))
        return std::string();
    return text_of(table, key);
}

Result<std::vector<std::string>> texts(const toml::node& node)
{
    const auto* list = node.as_array();
    if (list == nullptr)
        return at(node, "not a list");
    std::vector<std::string> values;
    for (const auto& element : *list) {
        const auto* text = element.as_string();
        if (text == nullptr || text->get().empty())
            return at(element, "not a text");
        values.push_back(text->get());
    }
    return values;
}

Result<std::vector<std::string>> optional_texts(const toml::table& table, std::string_view key)
{
    const auto* node = table.get(key);
    return node == nullptr ? Result<std::vector<std::string>>(std::vector<std::string>()) : texts(*node);
}

/// The tables of [[key]]; none is an error.
Result<std::vector<const toml::table*>> tables(const toml::table& root, std::string_view key)
{
    const auto* node = root.get(key);
    const auto* list = node == nullptr ? nullptr : node->as_array();
    if (list == nullptr || list->empty())
        return Error { ErrorCode::Malformed, "line 1: there is no [[" + std::string(key) + "]]", "", "" };
    std::vector<const toml::table*> found;
    for (const auto& element : *list) {
        if (!element.is_table())
            return at(element, "'" + std::string(key) + "' holds something that is not a table");
        found.push_back(element.as_table());
    }
    return found;
}

Result<std::vector<std::string>> fact_ids(const toml::node& node, const FactList& facts)
{
    auto ids = TRY(texts(node));
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (!facts.knows(ids[i]))
            return at(*node.as_array()->get(i), "unknown fact " + shown(ids[i]));
    }
    return ids;
}

/// `when = ["a", "b"]` is short for `when = { all = ["a", "b"] }`.
Result<Condition> condition_of(const toml::table& rule, const FactList& facts)
{
    const auto* node = rule.get("when");
    if (node == nullptr)
        return at(rule, "'when' is missing");
    Condition when;
    if (node->is_array()) {
        when.all = TRY(fact_ids(*node, facts));
    } else if (const auto* table = node->as_table()) {
        TRY(only_keys(*table, { "all", "any", "none" }));
        const auto read = [&](std::string_view key) -> Result<std::vector<std::string>> {
            const auto* list = table->get(key);
            return list == nullptr ? Result<std::vector<std::string>>(std::vector<std::string>()) : fact_ids(*list, facts);
        };
        when.all = TRY(read("all"));
        when.any = TRY(read("any"));
        when.none = TRY(read("none"));
    } else {
        return at(*node, "'when' is neither a list nor a table");
    }
    if (when.all.empty() && when.any.empty() && when.none.empty())
        return at(*node, "'when' names no fact");
    return when;
}

Result<Citation> citation_of(const toml::table& rule)
{
    const auto* node = rule.get("cite");
    if (node == nullptr)
        return at(rule, "'cite' is missing");
    const auto* table = node->as_table();
    if (table == nullptr)
        return at(*node, "'cite' is not a table");
    TRY(only_keys(*table, { "source", "pinpoint", "status", "reviewed_on" }));
    // Member by member: a TRY that returns from inside a braced list leaves the members before it undestroyed.
    Citation cite;
    cite.source = TRY(text_of(*table, "source"));
    cite.pinpoint = TRY(text_of(*table, "pinpoint"));
    cite.status = TRY(text_of(*table, "status"));
    cite.reviewed_on = TRY(text_of(*table, "reviewed_on"));
    if (std::find(kStatuses.begin(), kStatuses.end(), cite.status) == kStatuses.end())
        return at(*table, "unknown status " + shown(cite.status));
    if (!parse_iso8601(cite.reviewed_on))
        return at(*table, "'reviewed_on' is not a date");
    return cite;
}

Result<Effect> effect_of(const toml::table& rule)
{
    const auto name = TRY(text_of(rule, "effect"));
    for (const auto effect : { Effect::Permit, Effect::Obligate, Effect::Refer, Effect::Deny }) {
        if (name == to_string(effect))
            return effect;
    }
    return at(*rule.get("effect"), "unknown effect " + shown(name));
}

Result<Rule> rule_of(const toml::table& table, const PolicyPack& pack, const FactList& facts)
{
    TRY(only_keys(table, { "id", "when", "effect", "obligation", "requirement", "cite", "why", "remedy" }));
    Rule rule;
    rule.id = TRY(text_of(table, "id"));
    if (!rule.id.starts_with(pack.id + "."))
        return at(*table.get("id"), "the id of a rule starts with its pack, '" + pack.id + ".'");
    rule.effect = TRY(effect_of(table));
    rule.when = TRY(condition_of(table, facts));
    rule.requirement = TRY(text_of(table, "requirement"));
    rule.cite = TRY(citation_of(table));
    rule.why = TRY(text_of(table, "why"));
    const bool refuses = rule.effect == Effect::Deny || rule.effect == Effect::Refer;
    rule.remedy = TRY(refuses ? text_of(table, "remedy") : optional_text(table, "remedy"));
    rule.obligation = TRY(rule.effect == Effect::Obligate ? text_of(table, "obligation") : optional_text(table, "obligation"));
    if (rule.effect == Effect::Permit && pack.local)
        return at(table, "a local pack may tighten and never loosen: it holds no permit rule");
    if (rule.effect == Effect::Permit && pack.id != "base")
        return at(table, "only the pack 'base' may hold permit rules");
    return rule;
}

Result<void> rules_of(const toml::table& root, PolicyPack& pack, const FactList& facts)
{
    std::set<std::string> seen;
    for (const auto* table : TRY(tables(root, "rule"))) {
        auto rule = TRY(rule_of(*table, pack, facts));
        if (!seen.insert(rule.id).second)
            return at(*table, "rule " + shown(rule.id) + " stands here twice");
        pack.rules.push_back(std::move(rule));
    }
    return {};
}

/// `governs` names the rule that settles it, with `because` for people.
Result<void> disagreements_of(const toml::table& policy, PolicyPack& pack)
{
    if (!policy.contains("disagreements"))
        return {};
    for (const auto* table : TRY(tables(policy, "disagreements"))) {
        TRY(only_keys(*table, { "about", "positions", "governs", "because" }));
        const auto governs = TRY(text_of(*table, "governs"));
        if (std::none_of(pack.rules.begin(), pack.rules.end(), [&](const Rule& rule) { return rule.id == governs; }))
            return at(*table->get("governs"), "no rule " + shown(governs) + " in this pack");
        Disagreement disagreement;
        disagreement.about = TRY(text_of(*table, "about"));
        disagreement.positions = TRY(text_of(*table, "positions"));
        const auto because = TRY(text_of(*table, "because"));
        disagreement.governs = governs + ": " + because;
        pack.disagreements.push_back(std::move(disagreement));
    }
    return {};
}

Result<void> header_of(const toml::table& policy, PolicyPack& pack)
{
    TRY(only_keys(policy, { "id", "version", "title", "in_force_from", "in_force_until", "minimum_delay_days", "local", "disagreements" }));
    pack.id = TRY(text_of(policy, "id"));
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    if (!std::all_of(pack.id.begin(), pack.id.end(), plain))
        return at(*policy.get("id"), "the id of a pack is lower-case letters, digits and '-'");
    pack.version = TRY(text_of(policy, "version"));
    pack.title = TRY(text_of(policy, "title"));
    pack.in_force_from = TRY(text_of(policy, "in_force_from"));
    pack.in_force_until = TRY(optional_text(policy, "in_force_until"));
    for (const std::string_view key : { "in_force_from", "in_force_until" }) {
        if (policy.contains(key) && !parse_iso8601(TRY(text_of(policy, key))))
            return at(*policy.get(key), "'" + std::string(key) + "' is not a date");
    }
    constexpr std::int64_t kLongestDelay = 36'525;  // a century: what is longer is a slip
    const auto delay = policy["minimum_delay_days"].value<std::int64_t>();
    if (policy.contains("minimum_delay_days") && (!delay || *delay < 0 || *delay > kLongestDelay))
        return at(*policy.get("minimum_delay_days"), "'minimum_delay_days' is a whole number of days from 0 to 36525");
    pack.minimum_delay_days = delay.value_or(pack.minimum_delay_days);
    if (policy.contains("local") && !policy["local"].is_boolean())
        return at(*policy.get("local"), "'local' is neither true nor false");
    pack.local = policy["local"].value_or(pack.local);
    return pack.local && pack.id == "base" ? Result<void>(at(policy, "a local pack has a name of its own, not 'base'")) : Result<void>();
}

Result<Truth> truth_from(const toml::node& value)
{
    if (const auto* yes = value.as_boolean())
        return yes->get() ? Truth::Yes : Truth::No;
    if (value.is_string() && value.as_string()->get() == "unknown")
        return Truth::Unknown;
    return at(value, "a fact is true, false or \"unknown\"");
}

/// `words.name = true` is a table in TOML and `"words.name" = true` is not; both are read.
Result<Truths> truths_of(const toml::node& node, const FactList& facts)
{
    const auto* table = node.as_table();
    if (table == nullptr)
        return at(node, "not a table of facts");
    Truths truths;
    const auto take = [&](const std::string& id, const toml::key& key, const toml::node& value) -> Result<void> {
        if (!facts.knows(id))
            return at_line(key.source(), "unknown fact " + shown(id));
        truths[id] = TRY(truth_from(value));
        return {};
    };
    for (const auto& [key, value] : *table) {
        const auto* group = value.as_table();
        if (group == nullptr) {
            TRY(take(std::string(key.str()), key, value));
            continue;
        }
        for (const auto& [last, inner] : *group)
            TRY(take(std::string(key.str()) + "." + std::string(last.str()), last, inner));
    }
    return truths;
}

Result<Verdict> verdict_of(const toml::table& table)
{
    const auto name = TRY(text_of(table, "expect"));
    for (const auto verdict : { Verdict::Permit, Verdict::PermitWithObligations, Verdict::Refer, Verdict::Deny }) {
        if (name == to_string(verdict))
            return verdict;
    }
    return at(*table.get("expect"), "unknown verdict " + shown(name));
}

}  // namespace

Result<FactList> load_facts(std::string_view toml)
{
    const auto root = TRY(parse(toml));
    TRY(only_keys(root, { "fact" }));
    FactList list;
    for (const auto* table : TRY(tables(root, "fact"))) {
        TRY(only_keys(*table, { "id", "says", "given_by" }));
        FactEntry entry;
        entry.id = TRY(text_of(*table, "id"));
        entry.says = TRY(text_of(*table, "says"));
        entry.given_by = TRY(text_of(*table, "given_by"));
        if (list.knows(entry.id))
            return at(*table, "fact " + shown(entry.id) + " stands here twice");
        list.facts.push_back(std::move(entry));
    }
    return list;
}

Result<Presets> load_presets(std::string_view toml, const FactList& facts)
{
    const auto root = TRY(parse(toml));
    TRY(only_keys(root, { "preset" }));
    Presets presets;
    for (const auto* table : TRY(tables(root, "preset"))) {
        TRY(only_keys(*table, { "name", "like", "facts" }));
        const auto name = TRY(text_of(*table, "name"));
        const auto like = TRY(optional_text(*table, "like"));
        if (presets.contains(name))
            return at(*table, "preset " + shown(name) + " stands here twice");
        if (!like.empty() && !presets.contains(like))
            return at(*table, "no preset " + shown(like) + " above this one");
        auto truths = like.empty() ? Truths() : presets.at(like);
        if (const auto* node = table->get("facts")) {
            for (auto& [id, truth] : TRY(truths_of(*node, facts)))
                truths[id] = truth;
        }
        for (const auto& fact : facts.facts) {
            if (!truths.contains(fact.id))
                return at(*table, "preset " + shown(name) + " leaves out fact " + shown(fact.id));
        }
        presets[name] = std::move(truths);
    }
    return presets;
}

Result<std::vector<PackCase>> load_cases(std::string_view toml, const FactList& facts)
{
    const auto root = TRY(parse(toml));
    TRY(only_keys(root, { "case" }));
    std::vector<PackCase> cases;
    for (const auto* table : TRY(tables(root, "case"))) {
        TRY(only_keys(*table, { "name", "preset", "facts", "expect", "rules", "silent" }));
        PackCase pack_case;
        pack_case.name = TRY(text_of(*table, "name"));
        pack_case.preset = TRY(text_of(*table, "preset"));
        if (const auto* node = table->get("facts"))
            pack_case.facts = TRY(truths_of(*node, facts));
        pack_case.expect = TRY(verdict_of(*table));
        pack_case.rules = TRY(optional_texts(*table, "rules"));
        pack_case.silent = TRY(optional_texts(*table, "silent"));
        cases.push_back(std::move(pack_case));
    }
    return cases;
}

Result<PolicyPack> load_pack(std::string_view toml, std::optional<std::string_view> cases_toml, const FactList& facts)
{
    const auto root = TRY(parse(toml));
    TRY(only_keys(root, { "policy", "rule" }));
    const auto* node = root.get("policy");
    if (node == nullptr || !node->is_table())
        return Error { ErrorCode::Malformed, "line 1: there is no [policy]", "", "" };
    PolicyPack pack;
    TRY(header_of(*node->as_table(), pack));
    TRY(rules_of(root, pack, facts));
    TRY(disagreements_of(*node->as_table(), pack));
    if (!cases_toml)
        return Error { ErrorCode::Malformed, "line 1: the pack has no cases", "cases.toml", "write the cases that show what it decides" };
    auto cases = load_cases(*cases_toml, facts);
    if (!cases) {
        auto error = std::move(cases).error();
        error.where = "cases.toml";
        return error;
    }
    TRY(every_rule_has_a_case(pack, *cases));
    pack.sha256 = sha256_hex(as_bytes(toml));
    return pack;
}

}  // namespace imprimatur::decide
