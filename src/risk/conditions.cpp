#include "risk/conditions.h"

#include "risk/name_key.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace imprimatur::risk {

namespace {

/// A class spans a factor of 2 to 9, and its lower bound is taken.
constexpr double kGsdClass = 3;
/// 84.5 % of the rare diseases with a known point prevalence lie below one in a million (Nguengang Wakap et al. 2020): a rare disease of
/// which the tables hold no class is taken for one of them.
constexpr double kNoClass = 1e-7;
constexpr const char* kAnyRareDisease = "rare disease";

struct Record {
    std::string_view area;
    char kind = 'p';
    double per_million = 0;
    bool validated = false;
};

std::vector<Record> records_of(std::string_view text)
{
    std::vector<Record> records;
    for (const auto record : split(text, ';')) {
        const auto parts = split(record, ':');
        records.push_back({ parts[0], parts[1][0], positive(parts[2]).value_or(0), parts[3] == "v" });
    }
    return records;
}

/// Of one area: point prevalence, else lifetime, else at birth; or incidence. nullptr when it has none.
const Record* in_area(const std::vector<Record>& records, std::string_view area, std::string_view kinds)
{
    for (const char kind : kinds) {
        const auto found = std::find_if(records.begin(), records.end(), [&](const Record& r) { return r.kind == kind && r.area == area; });
        if (found != records.end())
            return &*found;
    }
    return nullptr;
}

const Record* rarest(const std::vector<Record>& records, std::string_view kinds)
{
    const Record* least = nullptr;
    for (const auto& record : records) {
        if (kinds.find(record.kind) != std::string_view::npos && (least == nullptr || record.per_million < least->per_million))
            least = &record;
    }
    return least;
}

const Record* choose(const std::vector<Record>& records, const Country* country)
{
    constexpr std::array<std::string_view, 2> kKinds { "plb", "i" };
    const std::array<std::string_view, 4> areas { country != nullptr ? std::string_view(country->iso).substr(0, 2) : "",
        country != nullptr ? std::string_view(country->region) : "", "Worldwide", "Europe" };
    for (const auto kinds : kKinds) {
        for (const auto area : areas) {
            if (const auto* found = area.empty() ? nullptr : in_area(records, area, kinds))
                return found;
        }
    }
    const auto* any = rarest(records, kKinds[0]);
    return any != nullptr ? any : rarest(records, kKinds[1]);
}

std::string_view kind_words(char kind)
{
    switch (kind) {
    case 'p': return "point prevalence";
    case 'l': return "lifetime prevalence";
    case 'b': return "prevalence at birth";
    default: return "incidence a year";
    }
}

std::string figure(double value)
{
    std::array<char, 32> text {};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return { text.data(), end };
}

Condition rare_condition(const RiskTables& tables, const std::string& key, const std::string& code, std::string_view country)
{
    Condition out { key, ConditionKind::Chronic, kNoClass, kGsdClass, false, true, kAnyRareDisease, {} };
    const auto known = tables.rare_diseases.find(code);
    if (known == tables.rare_diseases.end()) {
        out.source
            = "rare_names.tsv: ORPHA:" + code + ", a rare disease of which the tables hold no class: below one in a million is assumed";
        return out;
    }
    const auto records = records_of(known->second.second);
    const Record* record = choose(records, find_country(tables, country));
    out.name = known->second.first;
    out.kind = record->kind == 'i' ? ConditionKind::Acute : ConditionKind::Chronic;
    out.rate = record->per_million * 1e-6;
    out.assumed = false;
    const auto* area = find_country(tables, record->area);
    out.source = "rare_diseases.tsv: " + out.name + " (ORPHA:" + code + "), " + std::string(kind_words(record->kind)) + ", "
        + (area != nullptr ? area->name : std::string(record->area)) + ", lower bound of the class " + figure(record->per_million)
        + " per million, " + (record->validated ? "validated" : "not yet validated") + "; Orphadata";
    return out;
}

Condition curated(const ConditionRow& row)
{
    return { row.term, row.kind, row.rate, row.gsd, row.sensitive, false, row.broader,
        "conditions.tsv: " + row.term + " (" + row.citation + (row.verified ? ")" : "; from memory)") };
}

const ConditionRow& curated_row(const RiskTables& tables, std::size_t row)
{
    std::size_t index = 0;
    const auto cell = tables.condition_names.cells(row)[1];
    std::from_chars(cell.data(), cell.data() + cell.size(), index);
    return tables.conditions[index];
}

}  // namespace

std::optional<Condition> find_condition(const RiskTables& tables, std::string_view term, std::string_view country)
{
    const std::string key = name_key(term);
    if (key.empty())
        return std::nullopt;
    const std::size_t row = tables.condition_names.lower_bound(key);
    if (row < tables.condition_names.size() && tables.condition_names.key(row) == key)
        return curated(curated_row(tables, row));
    const std::size_t rare = tables.rare_names.lower_bound(key);
    if (rare < tables.rare_names.size() && tables.rare_names.key(rare) == key)
        return rare_condition(tables, key, std::string(tables.rare_names.cells(rare)[1]), country);
    return std::nullopt;
}

std::vector<ConditionMention> conditions_in(const std::vector<std::string>& words, const RiskTables& tables)
{
    std::vector<ConditionMention> mentions;
    for (std::size_t at = 0; at < words.size();) {
        std::size_t row = 0;
        std::size_t rare = 0;
        const std::size_t common = tables.condition_names.longest_match(words, at, row);
        const std::size_t longest = std::max(common, tables.rare_names.longest_match(words, at, rare));
        if (longest > 0)
            mentions.push_back({ longest == common ? curated_row(tables, row).term : std::string(tables.rare_names.key(rare)), at });
        at += std::max<std::size_t>(longest, 1);
    }
    return mentions;
}

double share_within_quarter(const Condition& condition)
{
    constexpr double kQuarter = 0.25;
    return condition.kind == ConditionKind::Chronic ? condition.rate : condition.rate * kQuarter;
}

}  // namespace imprimatur::risk
