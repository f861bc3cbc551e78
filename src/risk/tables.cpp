#include "risk/tables.h"

#include "risk/load_rows.h"
#include "risk/name_key.h"

#include <algorithm>
#include <cmath>

namespace imprimatur::risk {

namespace {

constexpr int kOldest = 125;

/// Share of the band "80 and over" that is exactly this old: a geometric tail, a tenth fewer every year (life tables fall
/// faster, so a very old patient stands out more than is said here: the age factor's gsd covers it).
double tail_share(int age)
{
    constexpr double kSurvival = 0.9;
    return (1 - kSurvival) * std::pow(kSurvival, age - 80);
}

double share_of_year(const AgeShares& shares, int year)
{
    return year < 80 ? shares[static_cast<std::size_t>(year / 10)] / 10 : shares[kAgeBands - 1] * tail_share(year);
}

const AgeShares& shares_in(const RiskTables& tables, std::string_view country)
{
    const auto* found = find_country(tables, country);
    return found != nullptr ? found->ages : tables.countries[tables.world].ages;
}

AgeRange clipped(AgeRange age) { return { std::max(age.from, 0), std::min(age.to, kOldest) }; }

double relative_risk_at(const RiskTables& tables, std::string_view term, int age)
{
    double risk = 1;
    for (const auto& row : tables.age_risks) {
        if (row.term == term && age >= row.from_age)
            risk = row.relative_risk;
    }
    return risk;
}

Result<void> load_one(std::string_view name, const std::string& text, RiskTables& tables)
{
    const auto rows = [&](auto add) { return each_row(name, text, [&](std::string_view line) { return add(split(line, '\t'), tables); }); };
    if (name.ends_with("countries.tsv"))
        return rows(add_country);
    if (name.ends_with("conditions.tsv"))
        return rows(add_condition);
    if (name.ends_with("age_risk.tsv"))
        return rows(add_age_risk);
    if (name.ends_with("regions.tsv"))
        return rows(add_region);
    if (name.ends_with("rare_diseases.tsv"))
        return rows(add_rare_disease);
    if (name.ends_with("sensitive.tsv"))
        return rows(add_sensitive_word);
    if (name.ends_with("rare_names.tsv"))
        tables.rare_names = TRY(SortedRows::load(name, text, 2));
    if (name.ends_with("cities.tsv"))
        tables.cities = TRY(SortedRows::load(name, text, 3));
    return {};
}

}  // namespace

Result<RiskTables> load_risk_tables(const std::vector<std::pair<std::string, std::string>>& named_texts)
{
    RiskTables tables;
    for (const auto& [name, text] : named_texts)
        TRY(load_one(name, text, tables));
    const auto world = tables.country_names.find("world");
    if (tables.conditions.empty() || world == tables.country_names.end() || tables.rare_names.size() == 0 || tables.cities.size() == 0
        || tables.rare_diseases.empty() || tables.sensitive.empty() || tables.age_risks.empty())
        return Error { ErrorCode::NotFound, "a risk table is missing",
            "conditions, age_risk, sensitive, countries with a row for the world, cities, rare_names, rare_diseases (.tsv)",
            "point at policy/risk" };
    tables.world = world->second;
    TRY(link_conditions(tables));
    return tables;
}

const Country* find_country(const RiskTables& tables, std::string_view name)
{
    const auto found = tables.country_names.find(name_key(name));
    return found == tables.country_names.end() || found->second == tables.world ? nullptr : &tables.countries[found->second];
}

std::optional<Place> find_place(const RiskTables& tables, std::string_view name, std::string_view country)
{
    const std::string key = name_key(name);
    if (key.empty())
        return std::nullopt;
    const auto* home = find_country(tables, country);
    const std::string iso = home == nullptr ? "" : home->iso.substr(0, 2);
    std::optional<double> here;
    std::optional<double> anywhere;
    for (std::size_t row = tables.cities.lower_bound(key); row < tables.cities.size() && tables.cities.key(row) == key; ++row) {
        const auto cells = tables.cities.cells(row);
        const double people = positive(cells[2]).value_or(1);
        anywhere = std::min(anywhere.value_or(people), people);
        if (cells[1] == iso)
            here = people;
    }
    if (here)
        return Place { *here, "town in " + home->name };
    const auto region = tables.regions.find(key);
    if (region != tables.regions.end() && !anywhere)
        return Place { region->second, "state or province" };
    if (anywhere)
        return Place { *anywhere, "smallest town of that name" };
    return std::nullopt;
}

double age_share(const RiskTables& tables, std::string_view country, AgeRange age)
{
    if (age.from > age.to)
        return 1;
    const AgeShares& shares = shares_in(tables, country);
    const AgeRange years = clipped(age);
    double share = 0;
    for (int year = years.from; year <= years.to; ++year)
        share += share_of_year(shares, year);
    return std::min(share, 1.0);
}

double relative_risk(const RiskTables& tables, std::string_view term, AgeRange age, std::string_view country)
{
    const AgeShares& shares = shares_in(tables, country);
    const AgeRange years = clipped(age);
    double people = 0;
    double cases = 0;
    for (int year = years.from; year <= years.to; ++year) {
        const double share = share_of_year(shares, year);
        people += share;
        cases += share * relative_risk_at(tables, term, year);
    }
    return people > 0 ? std::min(cases, 1.0) / people : 1;
}

}  // namespace imprimatur::risk
