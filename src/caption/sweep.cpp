#include "caption/sweep.h"

#include "caption/ages.h"
#include "caption/places.h"

#include <algorithm>
#include <set>

namespace imprimatur::caption {

namespace {

constexpr LabelSet kNames = bit(Label::NamePatient) | bit(Label::NameRelative) | bit(Label::NameClinician);

/// What gives way where it overlaps the first: a year inside a date is no age, a town inside a hospital's name no second place.
LabelSet weaker_than(Label label)
{
    switch (label) {
    case Label::IdNumber: return bit(Label::Contact) | bit(Label::AgeExact) | bit(Label::DateAbs) | bit(Label::DateRel) | kNames;
    case Label::Contact:
        return bit(Label::AgeExact) | bit(Label::DateAbs) | bit(Label::HandleOfPerson) | bit(Label::Place) | bit(Label::Institution)
            | kNames;
    case Label::HandleOfPerson: return bit(Label::Place) | bit(Label::Institution) | bit(Label::AgeExact) | bit(Label::Occupation) | kNames;
    case Label::DateAbs: return bit(Label::AgeExact) | bit(Label::DateRel) | bit(Label::Place) | kNames;
    case Label::Institution: return bit(Label::Place) | bit(Label::Occupation) | kNames;
    case Label::NameClinician: return bit(Label::NamePatient) | bit(Label::NameRelative) | bit(Label::Place);
    case Label::NameRelative: return bit(Label::NamePatient) | bit(Label::Place);
    case Label::NamePatient: return bit(Label::Place);
    default: return 0;
    }
}

bool overlap(const Found& a, const Found& b) { return a.field == b.field && a.start < b.end && b.start < a.end; }

void collect(const Prepared& text, std::size_t field, const Sweep& sweep, Search& out)
{
    out.complete = out.complete && sweep.complete;
    for (const auto& mark : sweep.marks) {
        Found found { field, text.original_start(mark.start), text.original_end(mark.end), mark.rule, mark.rule->kind };
        if (found.rule->label == Label::AgeExact) {
            // 45 CFR 164.514(b)(2)(i)(C): ages over 89 stand apart.
            const auto years = age_in_years(std::string_view(text.text).substr(mark.start, mark.end - mark.start));
            if (years.value_or(0) > 89)
                found.kind = IdentifierKind::AgeOver89;
        }
        out.found.push_back(found);
    }
}

void search_field(const RuleTable& table, const Prepared& text, std::size_t field, bool tags, Search& out)
{
    Sweep sweep;
    const auto applies = [&](const Rule& rule) { return (rule.fields & field_bit(field)) != 0 && (!tags || rule.in_tags); };
    for (const auto number : table.triggers.fired(text.text)) {
        const Rule& rule = table.rules[table.rule_of[number]];
        if (applies(rule))
            run_pattern(table, rule, rule.patterns[number - rule.first_trigger], text, sweep);
    }
    std::vector<const Rule*> lists;
    std::copy_if(table.list_rules[field].begin(), table.list_rules[field].end(), std::back_inserter(lists),
        [&](const Rule* rule) { return applies(*rule); });
    run_lists(table, lists, text, sweep);
    collect(text, field, sweep, out);
}

/// By label, the places where it gives way.
using PlacesOfLabels = std::array<Places, kLabelCount>;

bool touched(const PlacesOfLabels& taken, const Found& one) { return taken[static_cast<std::size_t>(one.rule->label)].touch(one); }

PlacesOfLabels places(const std::vector<Found>& found, LabelSet (*taken_by)(const Rule&))
{
    PlacesOfLabels out;
    for (const auto& one : found) {
        const LabelSet taken = taken_by(*one.rule);
        for (std::size_t label = 0; taken != 0 && label < kLabelCount; ++label) {
            if ((taken >> label & 1U) != 0)
                out[label].add(one);
        }
    }
    for (auto& each : out)
        each.close();
    return out;
}

void take_out_decoys(std::vector<Found>& found)
{
    const auto taken = places(found, [](const Rule& rule) { return rule.suppresses; });
    std::erase_if(found, [](const Found& one) { return one.rule->label == Label::Decoy; });
    std::erase_if(found, [&](const Found& one) { return touched(taken, one); });
}

void take_out_weaker(std::vector<Found>& found)
{
    const auto taken = places(found, [](const Rule& rule) { return weaker_than(rule.label); });
    // "Thank you Mrs Example. Your new hip ...": thanks are for clinicians, and what tells says that she is none.
    std::erase_if(found, [&](const Found& one) { return !one.rule->tells && touched(taken, one); });
}

bool firmer(const Rule& one, const Rule& other)
{
    return one.strength != other.strength ? one.strength < other.strength : one.tells && !other.tells;
}

void join_same(std::vector<Found>& found)
{
    const auto key = [](const Found& one) { return std::tuple(one.rule->label, one.field, one.start, ~one.end); };
    std::sort(found.begin(), found.end(), [&](const Found& a, const Found& b) { return key(a) < key(b); });
    std::vector<Found> joined;
    for (const auto& one : found) {
        if (!joined.empty() && joined.back().rule->label == one.rule->label && overlap(joined.back(), one)) {
            joined.back().end = std::max(joined.back().end, one.end);
            if (one.kind == IdentifierKind::AgeOver89)
                joined.back().kind = one.kind;
            if (firmer(*one.rule, *joined.back().rule))
                joined.back().rule = one.rule;
        } else {
            joined.push_back(one);
        }
    }
    std::sort(joined.begin(), joined.end(),
        [](const Found& a, const Found& b) { return std::tie(a.field, a.start, a.end) < std::tie(b.field, b.start, b.end); });
    found = std::move(joined);
}

int take_out_evidence(std::vector<Found>& found)
{
    std::set<const Rule*> spoke;
    for (const auto& one : found) {
        if (one.rule->label == Label::Gate)
            spoke.insert(one.rule);
    }
    std::erase_if(found, [](const Found& one) { return one.rule->label == Label::Gate; });
    int sum = 0;
    for (const Rule* rule : spoke)
        sum += rule->weight;
    return sum;
}

}  // namespace

Result<Search> search(const RuleTable& table, const std::vector<FieldText>& fields)
{
    Search out;
    for (const auto& [field, text] : fields) {
        if (text.empty())
            continue;
        const auto prepared = TRY(prepare(text, kFieldNames[field]));
        search_field(table, prepared, field, false, out);
        if (prepared.text.find('#') != std::string::npos)
            search_field(table, split_hashtags(prepared), field, true, out);
        if (const auto together = pull_together(prepared))
            search_field(table, *together, field, false, out);
    }
    out.patient_evidence = take_out_evidence(out.found);
    take_out_decoys(out.found);
    take_out_weaker(out.found);
    join_same(out.found);
    return out;
}

}  // namespace imprimatur::caption
