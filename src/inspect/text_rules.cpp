#include "inspect/text_rules.h"

#include "base/fragments.h"
#include "base/limits.h"
#include "base/unicode.h"

#include <algorithm>
#include <array>
#include <toml++/toml.h>

namespace imprimatur::inspect {

namespace {

constexpr const char* kFile = "policy/pixels/text.toml";

// Every rule is tried on every line; a pack has some thirty.
constexpr std::size_t kMaxRules = 500;

Error bad(const std::string& rule, const std::string& what) { return { ErrorCode::Malformed, what, kFile + (", rule " + rule), "" }; }

Result<std::string> unfolded(std::string_view pattern, const Fragments& fragments, const std::string& id)
{
    auto whole = fragments.unfold(pattern);
    return whole.ok() ? whole : bad(id, whole.error().what);
}

Result<void> check_keys(const toml::table& table, std::initializer_list<std::string_view> known, const std::string& id)
{
    for (const auto& [key, value] : table) {
        if (std::find(known.begin(), known.end(), key.str()) == known.end())
            return bad(id, "it has an unknown key \"" + std::string(key.str()) + "\"");
    }
    return {};
}

Result<Fragments> fragments_from(const toml::table& file)
{
    Fragments fragments;
    if (!file.contains("fragment"))
        return fragments;
    const auto* array = file["fragment"].as_array();
    if (array == nullptr || array->size() > kMaxRules)
        return bad("list", "the fragments are no list, or too many");
    for (const auto& element : *array) {
        const auto* table = element.as_table();
        const std::string name = table == nullptr ? "" : (*table)["name"].value_or(std::string());
        const std::string pattern = table == nullptr ? "" : (*table)["pattern"].value_or(std::string());
        if (const auto added = fragments.add(name, pattern); !added.ok())
            return bad("fragment " + name, added.error().what);
        TRY(check_keys(*table, { "name", "pattern" }, "fragment " + name));
    }
    return fragments;
}

Result<std::vector<std::string>> examples(const toml::table& table, std::string_view key, const std::string& id)
{
    std::vector<std::string> lines;
    if (const auto* array = table[key].as_array()) {
        for (const auto& element : *array) {
            const auto line = element.value<std::string>();
            if (!line.has_value())
                return bad(id, "an example is not a text");
            lines.push_back(plain_line(*line));
        }
    }
    if (lines.empty())
        return bad(id, "it has no example under \"" + std::string(key) + "\"");
    return lines;
}

Result<TextRule> rule_from(const toml::table& table, const Fragments& fragments)
{
    const std::string id = table["id"].value_or(std::string());
    const auto kind = identifier_kind(table["kind"].value_or(std::string()));
    const auto pattern = table["pattern"].value<std::string>();
    const bool anywhere = table["anywhere"].value_or(false);
    if (id.empty() || !kind.has_value() || !pattern.has_value() || pattern->empty())
        return bad(id, "id, kind or pattern is missing or unknown");
    TRY(check_keys(table, { "id", "kind", "pattern", "anywhere", "unless", "must", "must_not" }, id));
    if (*kind == IdentifierKind::Marker && anywhere)
        return bad(id, "a marker must be the whole line");
    auto whole = TRY(unfolded(*pattern, fragments, id));
    auto compiled = TRY(LinePattern::compile(whole, anywhere));
    TextRule rule { id, *kind, std::move(compiled), std::nullopt };
    if (const auto unless = table["unless"].value<std::string>()) {
        const auto excuse = TRY(unfolded(*unless, fragments, id));
        rule.unless = TRY(LinePattern::compile(excuse, false));
    }
    for (const auto& line : TRY(examples(table, "must", id))) {
        if (rule.match(line) != Match::Yes)
            return bad(id, "it does not match its example \"" + line + "\"");
    }
    for (const auto& line : TRY(examples(table, "must_not", id))) {
        if (rule.match(line) != Match::No)
            return bad(id, "it matches \"" + line + "\", which it must not");
    }
    return rule;
}

}  // namespace

Match TextRule::match(std::string_view line) const
{
    const Match found = pattern.match(line);
    if (found != Match::Yes || !unless.has_value())
        return found;
    const Match excused = unless->match(line);
    return excused == Match::Yes ? Match::No : Match::Yes;
}

Result<TextRules> TextRules::load(std::string_view toml)
{
    if (toml.size() > limits::kMaxConfigBytes)
        return Error { ErrorCode::LimitExceeded, "the rules for text in pictures are too long", kFile, "" };
    toml::table file;
    try {
        file = toml::parse(toml);
    } catch (const toml::parse_error& error) {
        return Error { ErrorCode::Malformed, std::string(error.description()),
            kFile + (", line " + std::to_string(error.source().begin.line)), "" };
    }
    const auto fragments = TRY(fragments_from(file));
    const auto* array = file["rule"].as_array();
    if (array == nullptr || array->empty() || array->size() > kMaxRules)
        return bad("list", "there are no rules, or too many");
    TextRules rules;
    for (const auto& element : *array) {
        const auto* table = element.as_table();
        if (table == nullptr)
            return bad("list", "a rule is not a table");
        TextRule rule = TRY(rule_from(*table, fragments));
        (rule.kind == IdentifierKind::Marker ? rules.markers : rules.identifiers).push_back(std::move(rule));
    }
    return rules;
}

std::string plain_line(std::string_view text)
{
    const auto points = decode_utf8(sanitize_utf8(text));
    std::u32string line;
    for (char32_t point : points.value_or(U"")) {
        if (point >= 0xFF01 && point <= 0xFF5E)
            point = point - 0xFF01 + U'!';
        const bool blank = point <= U' ' || point == 0xA0 || point == 0x3000;
        if (!blank)
            line += point;
        else if (!line.empty() && line.back() != U' ')
            line += U' ';
    }
    if (!line.empty() && line.back() == U' ')
        line.pop_back();
    return encode_utf8(line);
}

}  // namespace imprimatur::inspect
