#include "risk/load_rows.h"

#include "risk/name_key.h"

#include <algorithm>
#include <cmath>

namespace imprimatur::risk {

namespace {

std::optional<ConditionKind> kind_of(std::string_view word)
{
    if (word == "acute")
        return ConditionKind::Acute;
    if (word == "chronic")
        return ConditionKind::Chronic;
    if (word == "procedure")
        return ConditionKind::Procedure;
    return std::nullopt;
}

Error unknown_term(std::string_view table, const std::string& term)
{
    return { ErrorCode::Malformed, "there is no condition '" + term + "'", std::string(table), "correct the table" };
}

}  // namespace

std::string add_country(const Cells& cells, RiskTables& tables)
{
    if (cells.size() != 4 + kAgeBands)
        return "a country has a code, names, a region, a population and nine age shares";
    Country country { std::string(cells[0]), {}, std::string(cells[2]), positive(cells[3]).value_or(0), {} };
    if (country.population == 0)
        return "the population is not a number";
    double sum = 0;
    for (std::size_t i = 0; i < kAgeBands; ++i) {
        country.ages[i] = positive(cells[4 + i]).value_or(0);
        if (country.ages[i] == 0)
            return "an age share is not a number";
        sum += country.ages[i];
    }
    if (std::abs(sum - 1) > 0.01)
        return "age shares do not add up to 1";
    const auto names = split(cells[1], '|');
    country.name = names[0];
    for (const auto name : names)
        tables.country_names[name_key(name)] = tables.countries.size();
    if (!country.iso.empty())
        tables.country_names[name_key(country.iso)] = tables.countries.size();
    tables.countries.push_back(std::move(country));
    return {};
}

std::string add_condition(const Cells& cells, RiskTables& tables)
{
    if (cells.size() != 8)
        return "a condition has eight columns";
    const auto kind = kind_of(cells[1]);
    if (!kind)
        return "kind is acute, chronic or procedure";
    const auto rate = positive(cells[2]);
    const auto gsd = positive(cells[3]);
    const bool verified = cells[6] == "verified";
    constexpr double kLoose = 2;  // what was not read in the source is held loosely
    if (!rate || !gsd || *gsd < 1 || (*kind == ConditionKind::Chronic && *rate > 1))
        return "rate and gsd must be numbers in range";
    if (!verified && (cells[6] != "from_memory" || *gsd < kLoose))
        return "status is verified, or from_memory with a gsd of 2 or more";
    if (cells[7].empty())
        return "a condition needs a citation";
    if (cells[4] != "-" && cells[4] != "sensitive")
        return "the fifth column is sensitive or -";
    ConditionRow row { std::string(cells[0]), *kind, *rate, *gsd, cells[4] == "sensitive", {}, verified, std::string(cells[7]) };
    row.broader = cells[5] == "-" ? "" : std::string(cells[5]);
    tables.conditions.push_back(std::move(row));
    return {};
}

std::string add_age_risk(const Cells& cells, RiskTables& tables)
{
    // Zero is written 0 and is no positive number.
    const auto from = cells.size() == 4 ? (cells[1] == "0" ? std::optional(0.0) : positive(cells[1])) : std::nullopt;
    const auto risk = cells.size() == 4 ? positive(cells[2]) : std::nullopt;
    if (!from || !risk || cells[3].empty())
        return "an age risk has term, age, relative risk and citation";
    tables.age_risks.push_back({ std::string(cells[0]), static_cast<int>(*from), *risk });
    return {};
}

std::string add_region(const Cells& cells, RiskTables& tables)
{
    const auto people = cells.size() == 4 ? positive(cells[2]) : std::nullopt;
    if (!people || cells[3].empty())
        return "a region has names, a country, a population and a source";
    for (const auto name : split(cells[0], '|')) {
        auto& population = tables.regions[name_key(name)];
        population = population == 0 ? *people : std::min(population, *people);
    }
    return {};
}

std::string add_rare_disease(const Cells& cells, RiskTables& tables)
{
    if (cells.size() != 3 || cells[0].empty() || cells[1].empty())
        return "a rare disease has a code, a name and records";
    for (const auto record : split(cells[2], ';')) {
        const auto parts = split(record, ':');
        if (parts.size() != 4 || parts[0].empty() || std::string_view("plbi").find(parts[1]) == std::string_view::npos
            || parts[1].size() != 1 || !positive(parts[2]) || (parts[3] != "v" && parts[3] != "n"))
            return "a record is area:kind:lower bound per million:status";
    }
    tables.rare_diseases[std::string(cells[0])] = { std::string(cells[1]), std::string(cells[2]) };
    return {};
}

std::string add_sensitive_word(const Cells& cells, RiskTables& tables)
{
    if (cells.size() != 3 || cells[1].empty())
        return "a sensitive word has the word, its subject and phrases in which it means something else";
    SensitiveWord word { key_words(cells[0]), std::string(cells[1]), {} };
    if (word.words.empty())
        return "the word is empty";
    for (const auto phrase : split(cells[2], '|')) {
        if (phrase != "-")
            word.not_in.push_back(key_words(phrase));
    }
    tables.sensitive.push_back(std::move(word));
    return {};
}

Result<void> link_conditions(RiskTables& tables)
{
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < tables.conditions.size(); ++i) {
        auto& row = tables.conditions[i];
        const auto names = split(row.term, '|');
        for (const auto name : names)
            rows.push_back(name_key(name) + '\t' + std::to_string(i));
        row.term = std::string(names[0]);
    }
    const auto is_term = [&](const std::string& term) {
        return std::any_of(tables.conditions.begin(), tables.conditions.end(), [&](const auto& row) { return row.term == term; });
    };
    for (const auto& row : tables.conditions) {
        if (!row.broader.empty() && !is_term(row.broader))
            return unknown_term("conditions.tsv", row.broader);
    }
    for (const auto& row : tables.age_risks) {
        if (!is_term(row.term))
            return unknown_term("age_risk.tsv", row.term);
    }
    std::sort(rows.begin(), rows.end());
    std::string text;
    for (const auto& row : rows)
        text += row + '\n';
    tables.condition_names = TRY(SortedRows::load("conditions.tsv", std::move(text), 2));
    return {};
}

}  // namespace imprimatur::risk
