#include "caption/judgement.h"

#include "base/unicode.h"
#include "caption/segment.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace imprimatur::caption {

namespace {

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

/// What rules of this strength found in the words, or in the account.
LabelSet labels(const Search& rules, Strength strength, bool words)
{
    LabelSet seen = 0;
    for (const auto& one : rules.found) {
        if (one.strength() == strength && in_words(one.field) == words)
            seen |= bit(one.rule->label);
    }
    return seen;
}

double kinds(LabelSet labels) { return std::min(std::popcount(labels), kMostKinds); }

bool overlap(const Found& one, std::size_t field, std::size_t start, std::size_t end)
{
    return one.field == field && one.start < end && start < one.end;
}

std::string text_of(const LearnedSpan& span, const std::vector<FieldText>& fields)
{
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const FieldText& one) { return one.field == span.field; });
    return field == fields.end() ? "" : utf8_slice(field->text, span.start, span.end);
}

/// A duration is no age, although the reader takes it for one.
bool is_none(const LearnedSpan& span, const NotThere& not_there, const std::vector<FieldText>& fields)
{
    constexpr std::size_t kNear = 48;  // code points, about a line of a phone screen
    if (!not_there.before && !not_there.at)
        return false;
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const FieldText& one) { return one.field == span.field; });
    if (field == fields.end())
        return false;
    const auto points = decode_utf8(field->text).value_or(std::u32string());
    const std::u32string_view text = points;
    const auto start = std::min(span.start, text.size());
    const auto from = start - std::min(start, kNear);
    return not_there.says(encode_utf8(text.substr(from, start - from)), encode_utf8(text.substr(start, span.end - span.start + kNear)));
}

/// "Bretagne, France": every part stands on one of the lists.
bool only_listed(const RuleTable& table, std::uint32_t lists, std::string_view text)
{
    if (text.empty())
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

Evidence evidence_of(const LearnedReading& reading, const GramReading& grams, const Search& rules)
{
    double span_in_words = 0;
    double span_in_account = 0;
    LabelChances faint;
    faint.fill(kFaint);
    for (const auto& span : reading.spans(faint)) {
        auto& best = in_words(span.field) ? span_in_words : span_in_account;
        best = std::max(best, span.chance);
    }
    // In the order of kEvidenceNames.
    return { log_odds(reading.about_patient()), log_odds(1 - reading.clean()), span_in_words, span_in_account,
        kinds(labels(rules, Strength::Alone, true)), kinds(labels(rules, Strength::Alone, false)),
        kinds(labels(rules, Strength::Assent, true)), std::clamp(rules.patient_evidence / kGateScale, -1.0, 1.0), grams.about_patient,
        grams.not_clean };
}

bool spelled_out(const Search& rules)
{
    constexpr int kEnough = 3;
    return rules.patient_evidence > 0 && std::popcount(dates_as_one(labels(rules, Strength::Alone, true))) >= kEnough;
}

bool tells_a_patients_age(const Search& rules, const Evidence& evidence, const ReaderPolicy& policy)
{
    constexpr double kRatherThanNot = 0.5;
    return rules.patient_evidence > 0 && (labels(rules, Strength::Alone, true) & bit(Label::AgeExact)) != 0
        && weigh(evidence, policy.patient) >= kRatherThanNot;
}

double weigh(const Evidence& evidence, const Weights& weights)
{
    const double sum = std::inner_product(evidence.begin(), evidence.end(), weights.by_name.begin(), weights.bias);
    return 1 / (1 + std::exp(-sum));
}

bool tells(const Evidence& evidence, bool has_place, const ReaderPolicy& policy)
{
    constexpr std::size_t kNotClean = 1;
    static_assert(kEvidenceNames[kNotClean] == "not_clean");
    const double network = 1 / (1 + std::exp(-evidence[kNotClean]));
    return network >= policy.sure || weigh(evidence, policy.risky) >= (has_place ? policy.risky.threshold : policy.without_span);
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
        if (is_none(span, policy.not_there[static_cast<std::size_t>(span.label)], fields))
            continue;
        if (rule.unless != 0 && only_listed(table, rule.unless, text_of(span, fields)))
            continue;
        out.push_back({ .field = span.field, .start = span.start, .end = span.end, .rule = &rule, .kind = rule.kind });
    }
    return out;
}

}  // namespace imprimatur::caption
