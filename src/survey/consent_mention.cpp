#include "survey/consent_mention.h"

#include "base/unicode.h"

#include <algorithm>
#include <array>
#include <toml++/toml.h>

namespace imprimatur::survey {

namespace {

Error malformed(std::string what, std::string_view where)
{
    return { ErrorCode::Malformed, std::move(what), "policy/survey/consent.toml, " + std::string(where), "correct the rule" };
}

std::vector<std::string> texts(const toml::table& row, std::string_view key)
{
    std::vector<std::string> found;
    if (const auto* list = row[key].as_array()) {
        for (const auto& item : *list)
            found.push_back(item.value_or(std::string()));
    }
    return found;
}

Result<std::vector<caption::Pattern>> patterns(const toml::table& row, std::string_view key, std::string_view id)
{
    std::vector<caption::Pattern> compiled;
    for (const auto& source : texts(row, key)) {
        auto pattern = caption::Pattern::compile(source);
        if (!pattern.ok())
            return malformed(pattern.error().what, id);
        compiled.push_back(std::move(pattern).value());
    }
    return compiled;
}

/// Sentences end with . ! ? or a line; the ideographic full stop as well.
std::size_t sentence_end(std::string_view text)
{
    const auto ideographic = text.find("\xe3\x80\x82");
    return std::min({ text.find_first_of(".!?\n"), ideographic, text.size() });
}

}  // namespace

Result<ConsentMentions::Rule> ConsentMentions::read_rule(const void* table)
{
    const auto& row = *static_cast<const toml::table*>(table);
    Rule rule { .id = row["id"].value_or(std::string()), .says = {}, .unless = {} };
    rule.says = TRY(patterns(row, "says", rule.id));
    rule.unless = TRY(patterns(row, "unless", rule.id));
    const auto matches = texts(row, "matches");
    const auto no_match = texts(row, "no_match");
    if (rule.id.empty() || rule.says.empty() || matches.empty() || no_match.empty())
        return malformed("a rule needs id, says, matches and no_match", rule.id);
    ConsentMentions alone;
    alone.m_rules.push_back(rule);
    for (const auto& example : matches) {
        if (!alone.mentioned(example))
            return malformed("an example that must match does not: " + example, rule.id);
    }
    for (const auto& example : no_match) {
        if (alone.mentioned(example))
            return malformed("an example that must not match does: " + example, rule.id);
    }
    return rule;
}

Result<ConsentMentions> ConsentMentions::load(std::string_view toml)
{
    const auto document = [&]() -> Result<toml::table> {
        try {
            return toml::parse(toml);
        } catch (const toml::parse_error& problem) {
            return malformed(std::string(problem.description()), "line " + std::to_string(problem.source().begin.line));
        }
    }();
    if (!document.ok())
        return document.error();
    ConsentMentions mentions;
    if (const auto* rules = (*document)["rule"].as_array()) {
        for (const auto& node : *rules) {
            if (!node.is_table())
                return malformed("a rule must be a table", "rule");
            mentions.m_rules.push_back(TRY(read_rule(node.as_table())));
        }
    }
    if (mentions.m_rules.empty())
        return malformed("there is no rule", "rule");
    return mentions;
}

bool ConsentMentions::says(const Rule& rule, std::string_view sentence)
{
    const auto found = [&](const caption::Pattern& pattern) { return pattern.test(sentence) == caption::Outcome::Found; };
    const auto not_absent = [&](const caption::Pattern& pattern) { return pattern.test(sentence) != caption::Outcome::NotFound; };
    return std::ranges::any_of(rule.says, found) && std::ranges::none_of(rule.unless, not_absent);
}

bool ConsentMentions::mentioned(std::string_view text) const
{
    while (!text.empty()) {
        const auto end = sentence_end(text);
        const auto sentence = text.substr(0, end);
        if (std::ranges::any_of(m_rules, [&](const Rule& rule) { return says(rule, sentence); }))
            return true;
        text.remove_prefix(std::min(end + 1, text.size()));
        // The ideographic full stop has three bytes, the last two of which begin no character.
        while (!text.empty() && (static_cast<unsigned char>(text.front()) & 0xc0) == 0x80)
            text.remove_prefix(1);
    }
    return false;
}

bool ConsentMentions::mentioned(const Post& post) const
{
    return std::ranges::any_of(std::array { &post.caption, &post.alt_text, &post.hashtags },
        [this](const std::string* text) { return decode_utf8(*text) && mentioned(std::string_view(*text)); });
}

}  // namespace imprimatur::survey
