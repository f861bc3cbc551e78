#include "survey/consent_mention.h"

#include "base/unicode.h"

#include <algorithm>
#include <array>

namespace imprimatur::survey {

namespace {

Result<std::vector<caption::Pattern>> patterns(const PolicyRow& row, std::string_view key, std::string_view id, const PolicyRows& file)
{
    std::vector<caption::Pattern> compiled;
    for (const auto& source : row.texts(key)) {
        auto pattern = caption::Pattern::compile(source);
        if (!pattern.ok())
            return file.malformed(pattern.error().what, id);
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

Result<ConsentMentions::Rule> ConsentMentions::read_rule(const PolicyRow& row, const PolicyRows& file)
{
    Rule rule { .id = row.text("id"), .says = {}, .unless = {} };
    rule.says = TRY(patterns(row, "says", rule.id, file));
    rule.unless = TRY(patterns(row, "unless", rule.id, file));
    const auto matches = row.texts("matches");
    const auto no_match = row.texts("no_match");
    if (rule.id.empty() || rule.says.empty() || matches.empty() || no_match.empty())
        return file.malformed("a rule needs id, says, matches and no_match", rule.id);
    ConsentMentions alone;
    alone.m_rules.push_back(rule);
    for (const auto& example : matches) {
        if (!alone.mentioned(example))
            return file.malformed("an example that must match does not: " + example, rule.id);
    }
    for (const auto& example : no_match) {
        if (alone.mentioned(example))
            return file.malformed("an example that must not match does: " + example, rule.id);
    }
    return rule;
}

Result<ConsentMentions> ConsentMentions::load(std::string_view toml)
{
    const auto file = TRY(PolicyRows::parse(toml, "consent.toml", "rule"));
    ConsentMentions mentions;
    for (const auto& row : TRY(file.rows()))
        mentions.m_rules.push_back(TRY(read_rule(row, file)));
    if (mentions.m_rules.empty())
        return file.malformed("there is no rule", "rule");
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
