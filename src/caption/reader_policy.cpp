#include "caption/reader_policy.h"

#include "caption/rule_reader.h"
#include "model/names.h"

#include <algorithm>
#include <toml++/toml.h>

namespace imprimatur::caption {

namespace {

Error malformed(const char* what, std::string where)
{
    return { ErrorCode::Malformed, what, std::move(where), "install the policy again" };
}

Result<double> number_in(const toml::table& table, std::string_view section, std::string_view key)
{
    const auto value = table[section][key].value<double>();
    if (!value)
        return malformed("a number of the reader's policy is missing", std::string(section) + "." + std::string(key));
    return *value;
}

Result<double> chance_in(const toml::table& table, std::string_view section, std::string_view key)
{
    const double value = TRY(number_in(table, section, key));
    if (value < 0 || value > 1)
        return malformed("a threshold of the reader's policy is no chance", std::string(section) + "." + std::string(key));
    return value;
}

Result<Weights> weights_in(const toml::table& table, std::string_view section)
{
    Weights weights;
    weights.bias = TRY(number_in(table, section, "bias"));
    for (std::size_t i = 0; i < kEvidenceNames.size(); ++i)
        weights.by_name[i] = TRY(number_in(table, section, kEvidenceNames[i]));
    weights.threshold = TRY(chance_in(table, section, "threshold"));
    return weights;
}

Result<std::uint32_t> unless_of(const toml::table& row, const std::vector<std::string>& lists)
{
    std::uint32_t bits = 0;
    const auto* names = row["unless"].as_array();
    for (std::size_t i = 0; names != nullptr && i < names->size(); ++i) {
        const auto at = std::find(lists.begin(), lists.end(), (*names)[i].value_or(std::string()));
        if (at == lists.end())
            return malformed("a label of the reader's policy names a list that is not there", "unless");
        bits |= 1U << static_cast<unsigned>(at - lists.begin());
    }
    return bits;
}

Result<Rule> label_rule(const toml::table& row, Label label, const std::vector<std::string>& lists)
{
    const auto text = [&row](std::string_view key) { return row[key].value_or(std::string()); };
    const auto kind = identifier_kind(text("kind"));
    const auto mend = mend_named(text("rewrite"));
    Rule rule;
    rule.id = text("id");
    rule.label = label;
    rule.remedy = text("remedy");
    rule.citation = text("citation");
    if (!kind || !mend || rule.id.empty() || rule.remedy.empty() || rule.citation.empty())
        return malformed("a label of the reader's policy needs id, kind, rewrite, remedy and citation", std::string(to_string(label)));
    rule.kind = *kind;
    rule.mend = *mend;
    rule.strength = Strength::Assent;
    rule.unless = TRY(unless_of(row, lists));
    return rule;
}

Result<std::optional<Pattern>> pattern_in(const toml::table& row, std::string_view key)
{
    const auto source = row[key].value_or(std::string());
    if (source.empty())
        return std::optional<Pattern>();
    auto pattern = Pattern::compile(source);
    if (!pattern.ok())
        return malformed("a label of the reader's policy has a pattern that cannot be read", std::string(key));
    return std::optional(std::move(pattern).value());
}

}  // namespace

bool NotThere::says(std::string_view words_before, std::string_view from_span_on) const
{
    return (before && before->test(words_before) == Outcome::Found) || (at && at->test(from_span_on) == Outcome::Found);
}

Result<ReaderPolicy> ReaderPolicy::load(std::string_view text, const std::vector<std::string>& lists)
{
    toml::table table;
    try {
        table = toml::parse(text);
    } catch (const toml::parse_error& problem) {
        return malformed("the reader's policy is no TOML", std::string(problem.description()));
    }
    ReaderPolicy policy;
    for (std::size_t label = 0; label < kReaderLabels; ++label) {
        const auto name = to_string(static_cast<Label>(label));
        const auto* row = table["label"][name].as_table();
        if (row == nullptr)
            return malformed("a label of the reader's policy is missing", std::string(name));
        policy.labels.push_back(TRY(label_rule(*row, static_cast<Label>(label), lists)));
        policy.not_there.push_back({ TRY(pattern_in(*row, "not_before")), TRY(pattern_in(*row, "not_at")) });
        policy.span[label] = TRY(chance_in(table, "span", name));
    }
    policy.assent = TRY(chance_in(table, "post", "assent"));
    policy.without_span = TRY(chance_in(table, "post", "without_span"));
    policy.sure = TRY(chance_in(table, "post", "sure"));
    policy.worst = TRY(chance_in(table, "post", "worst"));
    policy.patient = TRY(weights_in(table, "patient"));
    policy.risky = TRY(weights_in(table, "risky"));
    return policy;
}

}  // namespace imprimatur::caption
