#include "risk/tables.h"

#include "base/unicode.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace imprimatur::risk {

namespace {

using Cells = std::vector<std::string_view>;

Error bad_row(std::string_view file, std::size_t line, std::string what)
{
    return { ErrorCode::Malformed, std::move(what), std::string(file) + " line " + std::to_string(line), "correct the table" };
}

Cells split(std::string_view line)
{
    Cells cells;
    for (std::size_t at = 0; at <= line.size();) {
        const std::size_t end = std::min(line.find('\t', at), line.size());
        cells.push_back(trimmed(line.substr(at, end - at)));
        at = end + 1;
    }
    return cells;
}

std::optional<double> positive(std::string_view cell)
{
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc {} || end != cell.data() + cell.size() || !std::isfinite(value) || value <= 0)
        return std::nullopt;
    return value;
}

/// Calls `row` for every line that is neither empty nor a comment; its message, if any, becomes the Error.
template <typename Row> Result<void> each_row(std::string_view file, std::string_view text, Row row)
{
    std::size_t number = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        at = end + 1;
        ++number;
        if (line.empty() || line[0] == '#')
            continue;
        const std::string problem = row(split(line));
        if (!problem.empty())
            return bad_row(file, number, problem);
    }
    return {};
}

std::string add_condition(const Cells& cells, RiskTables& tables)
{
    if (cells.size() != 6)
        return "a condition has six columns";
    ConditionRow row;
    row.term = ascii_lower(cells[0]);
    if (cells[1] == "acute")
        row.kind = ConditionKind::Acute;
    else if (cells[1] == "chronic")
        row.kind = ConditionKind::Chronic;
    else if (cells[1] == "procedure")
        row.kind = ConditionKind::Procedure;
    else
        return "kind is acute, chronic or procedure";
    const auto rate = positive(cells[2]);
    const auto gsd = positive(cells[3]);
    if (!rate || !gsd || *gsd < 1 || (row.kind == ConditionKind::Chronic && *rate > 1))
        return "rate and gsd must be numbers in range";
    row.rate = *rate;
    row.gsd = *gsd;
    row.sensitive = cells[4] == "sensitive";
    if (cells[5].empty())
        return "a condition needs a citation or the word unverified";
    row.citation = cells[5];
    tables.conditions.push_back(std::move(row));
    return {};
}

std::string add_age_risk(const Cells& cells, RiskTables& tables)
{
    const auto from = cells.size() == 4 ? positive(cells[1]) : std::nullopt;
    const auto risk = cells.size() == 4 ? positive(cells[2]) : std::nullopt;
    if (!from || !risk || cells[3].empty())
        return "an age risk has term, age, relative risk and citation";
    tables.age_risks.push_back({ ascii_lower(cells[0]), static_cast<int>(*from), *risk });
    return {};
}

std::string add_country(const Cells& cells, RiskTables& tables)
{
    if (cells.size() < 3 || !positive(cells[2]))
        return "a country has name, code and population";
    const double population = *positive(cells[2]);
    tables.countries[ascii_lower(cells[0])] = population;
    if (!cells[1].empty())
        tables.countries[ascii_lower(cells[1])] = population;
    return {};
}

std::string add_ages(const Cells& cells, RiskTables& tables)
{
    if (cells.size() != kAgeBands + 1)
        return "a country has nine age shares";
    AgeShares shares {};
    double sum = 0;
    for (std::size_t i = 0; i < kAgeBands; ++i) {
        const auto share = positive(cells[i + 1]);
        if (!share)
            return "an age share is not a number";
        shares[i] = *share;
        sum += *share;
    }
    if (std::abs(sum - 1) > 0.01)
        return "age shares do not add up to 1";
    tables.ages[ascii_lower(cells[0])] = shares;
    return {};
}

std::string add_city(const Cells& cells, RiskTables& tables)
{
    if (cells.size() < 2 || !positive(cells[1]))
        return "a city has a name and a population";
    auto& population = tables.cities[ascii_lower(cells[0])];
    // A name that several towns bear counts as the smallest: the reader may know which one is meant.
    population = population == 0 ? *positive(cells[1]) : std::min(population, *positive(cells[1]));
    return {};
}

/// Share of the band "80 and over" that is exactly this old: a geometric tail, a tenth fewer every year (life tables fall
/// faster, so a very old patient stands out more than is said here: the age factor's gsd covers it).
double tail_share(int age)
{
    constexpr double kSurvival = 0.9;
    return (1 - kSurvival) * std::pow(kSurvival, age - 80);
}

}  // namespace

Result<RiskTables> load_risk_tables(const std::vector<std::pair<std::string, std::string>>& named_texts)
{
    RiskTables tables;
    for (const auto& [name, text] : named_texts) {
        const auto add = [&](auto function) { return each_row(name, text, [&](const Cells& cells) { return function(cells, tables); }); };
        if (name.ends_with("conditions.tsv"))
            TRY(add(add_condition));
        else if (name.ends_with("age_risk.tsv"))
            TRY(add(add_age_risk));
        else if (name.ends_with("population.tsv"))
            TRY(add(add_country));
        else if (name.ends_with("age_share.tsv"))
            TRY(add(add_ages));
        else if (name.ends_with("cities.txt") || name.ends_with("cities_ambiguous.txt"))
            TRY(add(add_city));
    }
    if (tables.conditions.empty() || tables.countries.empty() || !tables.ages.contains("world"))
        return Error { ErrorCode::NotFound, "a risk table is missing", "conditions.tsv, population.tsv, age_share.tsv with a World row",
            "point at policy/risk" };
    return tables;
}

double age_share(const RiskTables& tables, std::string_view country, AgeRange age)
{
    auto row = tables.ages.find(ascii_lower(country));
    if (row == tables.ages.end())
        row = tables.ages.find("world");
    if (row == tables.ages.end() || age.from > age.to)
        return 1;
    double share = 0;
    for (int year = std::max(age.from, 0); year <= std::min(age.to, 125); ++year)
        share += year < 80 ? row->second[static_cast<std::size_t>(year / 10)] / 10 : row->second[kAgeBands - 1] * tail_share(year);
    return std::min(share, 1.0);
}

double relative_risk(const RiskTables& tables, std::string_view term, AgeRange age)
{
    double risk = 1;
    for (const auto& row : tables.age_risks) {
        if (row.term == term && age.from >= row.from_age)
            risk = row.relative_risk;
    }
    return risk;
}

const ConditionRow* find_condition(const RiskTables& tables, std::string_view term)
{
    const std::string lower = ascii_lower(term);
    const auto found
        = std::find_if(tables.conditions.begin(), tables.conditions.end(), [&](const ConditionRow& row) { return row.term == lower; });
    return found == tables.conditions.end() ? nullptr : &*found;
}

}  // namespace imprimatur::risk
