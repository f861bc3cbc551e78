#include "caption/rule_reader.h"

#include "base/fragments.h"
#include "model/names.h"

#include <algorithm>
#include <toml++/toml.h>

namespace imprimatur::caption {

namespace {

constexpr std::array<Named<Check>, 9> kChecks { { { Check::None, "" }, { Check::NhsNumber, "nhs_number" }, { Check::Aadhaar, "aadhaar" },
    { Check::Luhn, "luhn" }, { Check::SocialSecurity, "social_security" }, { Check::IpAddress, "ip_address" }, { Check::AgeInRange, "age" },
    { Check::DayMonth, "day_month" }, { Check::CommonCase, "name_case" } } };
constexpr std::array<Named<Extend>, 2> kExtends { { { Extend::None, "" }, { Extend::Sentence, "sentence" } } };
constexpr std::array<Named<Strength>, 2> kStrengths { { { Strength::Alone, "alone" }, { Strength::Assent, "assent" } } };
constexpr std::array<Named<Mend>, 5> kMends { { { Mend::Nothing, "" }, { Mend::Drop, "drop" }, { Mend::AgeBand, "age_band" },
    { Mend::Replace, "replace" }, { Mend::Sentence, "drop_sentence" } } };

Error malformed(std::string what, std::string_view where)
{
    return { ErrorCode::Malformed, std::move(what), std::string(where), "correct the rule file" };
}

std::string text_of(const toml::table& row, std::string_view key) { return row[key].value_or(std::string()); }

Result<std::vector<std::string>> texts_of(const toml::table& row, std::string_view key, std::string_view where)
{
    std::vector<std::string> out;
    const toml::node* node = row.get(key);
    if (node == nullptr)
        return out;
    const toml::array* array = node->as_array();
    if (array == nullptr)
        return malformed(std::string(key) + " must be a list of texts", where);
    for (const auto& item : *array) {
        const auto text = item.value<std::string>();
        if (!text)
            return malformed(std::string(key) + " must hold texts only", where);
        out.push_back(*text);
    }
    return out;
}

/// The [[fragment]]s of a file.
Result<Fragments> fragments_of(const toml::table& document, std::string_view file)
{
    Fragments fragments;
    const toml::array* rows = document["fragment"].as_array();
    for (std::size_t i = 0; rows != nullptr && i < rows->size(); ++i) {
        const toml::table* row = rows->get(i)->as_table();
        if (row == nullptr || row->size() != 2)
            return malformed("a fragment has a name and a pattern", file);
        const auto added = fragments.add(text_of(*row, "name"), text_of(*row, "pattern"));
        if (!added)
            return malformed("fragment " + text_of(*row, "name") + ": " + added.error().what, file);
    }
    return fragments;
}

Result<std::string> unfolded(const std::string& source, const Fragments& fragments, std::string_view key, std::string_view where)
{
    auto whole = fragments.unfold(source);
    if (!whole)
        return malformed(std::string(key) + ": " + whole.error().what, where);
    return whole;
}

Result<Pattern> compiled(const std::string& whole, std::string_view key, std::string_view where)
{
    auto pattern = Pattern::compile(whole);
    if (!pattern)
        return malformed(std::string(key) + ": " + pattern.error().line(), where);
    return std::move(pattern).value();
}

Result<void> read_contexts(const toml::table& row, const Fragments& fragments, Rule& rule)
{
    const std::array<std::pair<const char*, std::optional<Pattern>*>, 6> contexts { { { "before", &rule.before }, { "after", &rule.after },
        { "not_before", &rule.not_before }, { "not_after", &rule.not_after }, { "cue", &rule.cue }, { "not_cue", &rule.not_cue } } };
    for (const auto& [key, pattern] : contexts) {
        const std::string source = text_of(row, key);
        if (!source.empty()) {
            const auto whole = TRY(unfolded(source, fragments, key, rule.id));
            *pattern = TRY(compiled(whole, key, rule.id));
        }
    }
    return {};
}

Result<FieldSet> fields_of(const toml::table& row, std::string_view where)
{
    const auto names = TRY(texts_of(row, "fields", where));
    FieldSet fields = 0;
    for (const auto& name : names) {
        const auto at = std::find(std::begin(kFieldNames), std::end(kFieldNames), name);
        if (at == std::end(kFieldNames))
            return malformed("unknown field '" + name + "'", where);
        fields = static_cast<FieldSet>(fields | field_bit(static_cast<std::size_t>(at - std::begin(kFieldNames))));
    }
    return names.empty() ? kWordFields : fields;
}

Result<void> read_behaviour(const toml::table& row, Rule& rule)
{
    const auto check = value_of(kChecks, text_of(row, "check"));
    const auto extend = value_of(kExtends, text_of(row, "extend"));
    const auto mend = value_of(kMends, text_of(row, "rewrite"));
    const auto strength = value_of(kStrengths, row["strength"].value_or(std::string("alone")));
    if (!check || !extend || !mend || !strength)
        return malformed("unknown check, extend, rewrite or strength", rule.id);
    rule.strength = *strength;
    rule.check = *check;
    rule.extend = *extend;
    rule.mend = *mend;
    rule.replacement = text_of(row, "replacement");
    rule.remedy = text_of(row, "remedy");
    rule.citation = text_of(row, "citation");
    rule.weight = row["weight"].value_or(0);
    rule.capital = row["capital"].value_or(false);
    rule.in_tags = row["in_tags"].value_or(false);
    rule.tells = row["tells"].value_or(false);
    if (rule.tells && rule.strength != Strength::Alone)
        return malformed("what tells stands alone", rule.id);
    for (const auto& name : TRY(texts_of(row, "suppresses", rule.id))) {
        const auto label = label_named(name);
        if (!label)
            return malformed("unknown label '" + name + "'", rule.id);
        rule.suppresses |= bit(*label);
    }
    return {};
}

Result<std::uint32_t> lists_of(const toml::table& row, std::string_view key, const std::vector<std::string>& lists, std::string_view where)
{
    std::uint32_t bits = 0;
    for (const auto& name : TRY(texts_of(row, key, where))) {
        const auto at = std::find(lists.begin(), lists.end(), name);
        if (at == lists.end())
            return malformed("there is no list '" + name + "'", where);
        bits |= 1U << static_cast<unsigned>(at - lists.begin());
    }
    return bits;
}

Result<void> read_sources(const toml::table& row, const std::vector<std::string>& lists, const Fragments& fragments, RuleSource& out)
{
    Rule& rule = out.rule;
    for (const auto& source : TRY(texts_of(row, "patterns", rule.id))) {
        out.patterns.push_back(TRY(unfolded(source, fragments, "patterns", rule.id)));
        rule.patterns.push_back(TRY(compiled(out.patterns.back(), "patterns", rule.id)));
    }
    rule.lists = TRY(lists_of(row, "lists", lists, rule.id));
    rule.only = TRY(lists_of(row, "only", lists, rule.id));
    rule.unless = TRY(lists_of(row, "unless", lists, rule.id));
    rule.next = TRY(lists_of(row, "next", lists, rule.id));
    if (rule.next != 0 && rule.lists == 0)
        return malformed("next needs lists", rule.id);
    if (rule.patterns.empty() && rule.lists == 0)
        return malformed("a rule needs patterns or lists", rule.id);
    return {};
}

// A misspelt key would be a rule that silently does less than it says.
constexpr std::array<std::string_view, 30> kKeys { "id", "label", "kind", "patterns", "lists", "next", "only", "unless", "capital",
    "fields", "in_tags", "before", "after", "not_before", "not_after", "cue", "not_cue", "check", "extend", "rewrite", "replacement",
    "remedy", "citation", "weight", "strength", "tells", "suppresses", "matches", "no_match", "why" };

Result<RuleSource> read_rule(
    const toml::table& row, std::string_view file, const std::vector<std::string>& lists, const Fragments& fragments)
{
    RuleSource source;
    Rule& rule = source.rule;
    rule.id = text_of(row, "id");
    if (rule.id.empty())
        return malformed("a rule has no id", file);
    for (const auto& [key, value] : row) {
        if (std::find(kKeys.begin(), kKeys.end(), key.str()) == kKeys.end())
            return malformed("unknown key '" + std::string(key.str()) + "'", rule.id);
    }
    const auto label = label_named(text_of(row, "label"));
    const auto kind = identifier_kind(text_of(row, "kind"));
    if (!label || (!kind && *label != Label::Decoy && *label != Label::Gate))
        return malformed("unknown label or kind", rule.id);
    rule.label = *label;
    rule.kind = kind.value_or(IdentifierKind::Technical);
    TRY(read_sources(row, lists, fragments, source));
    rule.fields = TRY(fields_of(row, rule.id));
    TRY(read_contexts(row, fragments, rule));
    TRY(read_behaviour(row, rule));
    source.matches = TRY(texts_of(row, "matches", rule.id));
    source.no_match = TRY(texts_of(row, "no_match", rule.id));
    if (source.matches.empty() || source.no_match.empty())
        return malformed("a rule needs examples of both kinds, matches and no_match", rule.id);
    if (*label != Label::Decoy && *label != Label::Gate && (rule.remedy.empty() || rule.citation.empty()))
        return malformed("a rule needs a remedy and a citation", rule.id);
    return source;
}

}  // namespace

std::optional<Mend> mend_named(std::string_view name) { return value_of(kMends, name); }

Result<std::vector<RuleSource>> read_rules(std::string_view name, std::string_view text, const std::vector<std::string>& lists)
{
    toml::table document;
    try {
        document = toml::parse(text, name);
    } catch (const toml::parse_error& problem) {
        return malformed(std::string(problem.description()), std::string(name) + " line " + std::to_string(problem.source().begin.line));
    }
    std::vector<RuleSource> rules;
    const toml::array* rows = document["rule"].as_array();
    if (rows == nullptr)
        return malformed("no [[rule]] in the file", name);
    const auto fragments = TRY(fragments_of(document, name));
    for (const auto& node : *rows) {
        const toml::table* row = node.as_table();
        if (row == nullptr)
            return malformed("[[rule]] must be a table", name);
        rules.push_back(TRY(read_rule(*row, name, lists, fragments)));
    }
    return rules;
}

}  // namespace imprimatur::caption
