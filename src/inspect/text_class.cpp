#include "inspect/text_class.h"

#include "base/limits.h"
#include "base/unicode.h"
#include "inspect/line_pattern.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <toml++/toml.h>
#include <vector>

namespace imprimatur::inspect {

namespace {

// Below this mean probability one character in some hundred readings is wrong, and an "L" may be half an initial.
constexpr double kSureReading = 0.9;

// A line of n characters is at most this much longer than high. A box that is longer holds something that was not read.
constexpr double kLongestCharacter = 1.0;
constexpr double kSpareLength = 2.0;

// No marker, name or number is longer; a paragraph is not classified.
constexpr std::size_t kMaxLine = 500;

// Every rule is tried on every line; a pack has some thirty.
constexpr std::size_t kMaxRules = 500;

struct Rule {
    std::string id;
    IdentifierKind kind = IdentifierKind::TextInPixels;
    LinePattern pattern;
    std::optional<LinePattern> unless;

    [[nodiscard]] Match match(std::string_view line) const
    {
        const Match found = pattern.match(line);
        if (found != Match::Yes || !unless.has_value())
            return found;
        const Match excused = unless->match(line);
        return excused == Match::Yes ? Match::No : Match::Yes;
    }
};

Error bad(const std::string& rule, const std::string& what)
{
    return { ErrorCode::Malformed, what, "policy/pixels/text.toml, rule " + rule, "" };
}

/// The line as the rules expect it: full-width forms (the recogniser's alphabet is Chinese) become ASCII, white space
/// becomes single blanks.
std::string plain(std::string_view text)
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

Result<std::vector<std::string>> examples(const toml::table& table, std::string_view key, const std::string& id)
{
    std::vector<std::string> lines;
    if (const auto* array = table[key].as_array()) {
        for (const auto& element : *array) {
            const auto line = element.value<std::string>();
            if (!line.has_value())
                return bad(id, "an example is not a text");
            lines.push_back(plain(*line));
        }
    }
    if (lines.empty())
        return bad(id, "it has no example under \"" + std::string(key) + "\"");
    return lines;
}

Result<void> check_keys(const toml::table& table, const std::string& id)
{
    static constexpr std::array known { "id", "kind", "pattern", "anywhere", "unless", "must", "must_not" };
    for (const auto& [key, value] : table) {
        if (std::find(known.begin(), known.end(), key.str()) == known.end())
            return bad(id, "it has an unknown key \"" + std::string(key.str()) + "\"");
    }
    return {};
}

Result<Rule> rule_from(const toml::table& table)
{
    const std::string id = table["id"].value_or(std::string());
    const auto kind = identifier_kind(table["kind"].value_or(std::string()));
    const auto pattern = table["pattern"].value<std::string>();
    const bool anywhere = table["anywhere"].value_or(false);
    if (id.empty() || !kind.has_value() || !pattern.has_value() || pattern->empty())
        return bad(id, "id, kind or pattern is missing or unknown");
    TRY(check_keys(table, id));
    if (*kind == IdentifierKind::Marker && anywhere)
        return bad(id, "a marker must be the whole line");
    auto compiled = TRY(LinePattern::compile(*pattern, anywhere));
    Rule rule { id, *kind, std::move(compiled), std::nullopt };
    if (const auto unless = table["unless"].value<std::string>())
        rule.unless = TRY(LinePattern::compile(*unless, false));
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

/// Does the box have room for what was read and hardly for more?
bool fits(const TextBox& box, std::string_view line)
{
    const auto side = [&box](std::size_t a, std::size_t b) {
        return std::hypot(box.quad.corners[a].x - box.quad.corners[b].x, box.quad.corners[a].y - box.quad.corners[b].y);
    };
    const double along = std::max(side(0, 1), side(0, 3));
    const double across = std::min(side(0, 1), side(0, 3));
    const auto characters = static_cast<double>(decode_utf8(line).value_or(U"").size());
    return along > 0 && along <= across * (characters * kLongestCharacter + kSpareLength);
}

}  // namespace

struct TextClassifier::Rules {
    std::vector<Rule> identifiers;
    std::vector<Rule> markers;
};

Result<TextClassifier> TextClassifier::load(std::string_view toml)
{
    if (toml.size() > limits::kMaxConfigBytes)
        return Error { ErrorCode::LimitExceeded, "the rules for text in pictures are too long", "policy/pixels/text.toml", "" };
    toml::table file;
    try {
        file = toml::parse(toml);
    } catch (const toml::parse_error& error) {
        return Error { ErrorCode::Malformed, std::string(error.description()),
            "policy/pixels/text.toml, line " + std::to_string(error.source().begin.line), "" };
    }
    const auto* array = file["rule"].as_array();
    if (array == nullptr || array->empty() || array->size() > kMaxRules)
        return bad("list", "there are no rules, or too many");
    auto rules = std::make_shared<Rules>();
    for (const auto& element : *array) {
        const auto* table = element.as_table();
        if (table == nullptr)
            return bad("list", "a rule is not a table");
        Rule rule = TRY(rule_from(*table));
        (rule.kind == IdentifierKind::Marker ? rules->markers : rules->identifiers).push_back(std::move(rule));
    }
    return TextClassifier(std::move(rules));
}

TextClass TextClassifier::classify(const TextBox& box) const
{
    const std::string line = plain(box.text);
    if (line.empty() || line.size() > kMaxLine)
        return {};
    bool gave_up = false;
    for (const auto& rule : m_rules->identifiers) {
        const Match found = rule.match(line);
        if (found == Match::Yes)
            return { rule.kind, rule.id, false };
        gave_up = gave_up || found == Match::GaveUp;
    }
    if (gave_up || !(box.recognition >= kSureReading) || !fits(box, line))
        return {};
    for (const auto& rule : m_rules->markers) {
        if (rule.match(line) == Match::Yes)
            return { IdentifierKind::Marker, rule.id, true };
    }
    return {};
}

}  // namespace imprimatur::inspect
