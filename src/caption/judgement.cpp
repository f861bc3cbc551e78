#include "caption/judgement.h"

#include "base/unicode.h"
#include "caption/segment.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace imprimatur::caption {

namespace {

constexpr double kMostOdds = 6;
constexpr int kMostKinds = 2;
constexpr double kGateScale = 6;  // a clear case sums to about as much
constexpr double kFaint = 0.02;  // below, a piece is no part of any span that is worth weighing

double log_odds(double chance)
{
    constexpr double kLeast = 1e-4;
    const double held = std::clamp(chance, kLeast, 1 - kLeast);
    return std::clamp(std::log(held / (1 - held)), -kMostOdds, kMostOdds);
}

bool in_words(std::size_t field) { return (field_bit(field) & kWordFields) != 0; }

double kinds(const std::vector<Found>& found, Strength strength, bool words)
{
    LabelSet seen = 0;
    for (const auto& one : found) {
        if (one.rule->strength == strength && in_words(one.field) == words)
            seen |= bit(one.rule->label);
    }
    return std::min(std::popcount(seen), kMostKinds);
}

bool overlap(const Found& one, std::size_t field, std::size_t start, std::size_t end)
{
    return one.field == field && one.start < end && start < one.end;
}

std::string text_of(const LearnedSpan& span, const std::vector<FieldText>& fields)
{
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const FieldText& one) { return one.field == span.field; });
    const auto points = field == fields.end() ? std::nullopt : decode_utf8(field->text);
    return points && span.end <= points->size() ? encode_utf8(std::u32string_view(*points).substr(span.start, span.end - span.start)) : "";
}

/// "Bretagne, France": every part stands on one of the lists.
bool only_listed(const RuleTable& table, std::uint32_t lists, std::string_view text)
{
    if (lists == 0 || text.empty())
        return false;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(",/|;"), text.size());
        const auto part = trimmed(text.substr(0, end));
        const auto* entry = part.empty() ? nullptr : table.lexicon.find(word_key(part));
        if (!part.empty() && (entry == nullptr || (entry->lists & lists) == 0))
            return false;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return true;
}

}  // namespace

Evidence evidence_of(const LearnedReading& reading, const Search& rules)
{
    Evidence evidence;
    evidence.about_patient = log_odds(reading.about_patient());
    evidence.not_clean = log_odds(1 - reading.clean());
    LabelChances faint;
    faint.fill(kFaint);
    for (const auto& span : reading.spans(faint)) {
        auto& best = in_words(span.field) ? evidence.span_in_words : evidence.span_in_account;
        best = std::max(best, span.chance);
    }
    evidence.rules_in_words = kinds(rules.found, Strength::Alone, true);
    evidence.rules_in_account = kinds(rules.found, Strength::Alone, false);
    evidence.weak_rules = kinds(rules.found, Strength::Assent, true);
    evidence.gate = std::clamp(rules.patient_evidence / kGateScale, -1.0, 1.0);
    return evidence;
}

bool spelled_out(const Search& rules)
{
    constexpr int kEnough = 3;
    LabelSet seen = 0;
    for (const auto& one : rules.found) {
        const Label label = one.rule->label == Label::DateRel ? Label::DateAbs : one.rule->label;
        if (one.strength() == Strength::Alone && in_words(one.field))
            seen |= bit(label);
    }
    return rules.patient_evidence > 0 && std::popcount(seen) >= kEnough;
}

double weigh(const Evidence& evidence, const Weights& weights)
{
    const double sum = weights.bias + weights.about_patient * evidence.about_patient + weights.not_clean * evidence.not_clean
        + weights.span_in_words * evidence.span_in_words + weights.span_in_account * evidence.span_in_account
        + weights.rules_in_words * evidence.rules_in_words + weights.rules_in_account * evidence.rules_in_account
        + weights.weak_rules * evidence.weak_rules + weights.gate * evidence.gate;
    return 1 / (1 + std::exp(-sum));
}

std::vector<Found> united(const LearnedReading& reading, const std::vector<Found>& rules, const ReaderPolicy& policy,
    const RuleTable& table, const std::vector<FieldText>& fields)
{
    std::vector<Found> out;
    for (const auto& found : rules) {
        if (found.rule->strength == Strength::Alone
            || reading.chance(found.field, found.start, found.end, found.rule->label) >= policy.assent)
            out.push_back(found);
    }
    const std::size_t by_rules = out.size();
    for (const auto& span : reading.spans(policy.span)) {
        const bool known = std::any_of(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(by_rules),
            [&](const Found& one) { return one.rule->label == span.label && overlap(one, span.field, span.start, span.end); });
        if (known)
            continue;
        const Rule& rule = policy.labels[static_cast<std::size_t>(span.label)];
        if (only_listed(table, rule.unless, text_of(span, fields)))
            continue;
        out.push_back({ .field = span.field, .start = span.start, .end = span.end, .rule = &rule, .kind = rule.kind });
    }
    return out;
}

}  // namespace imprimatur::caption
