// The shipped tables, for the tests of this folder.
#pragma once

#include "risk/tables.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

namespace imprimatur::risk {

inline std::vector<std::pair<std::string, std::string>> shipped_texts()
{
    std::vector<std::pair<std::string, std::string>> texts;
    for (const char* name : { "countries.tsv", "cities.tsv", "regions.tsv", "conditions.tsv", "age_risk.tsv", "rare_names.tsv",
             "rare_diseases.tsv", "sensitive.tsv" }) {
        std::ifstream file(std::filesystem::path(IMPRIMATUR_SOURCE_DIR) / "policy" / "risk" / name, std::ios::binary);
        texts.emplace_back(name, std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()));
    }
    return texts;
}

inline const RiskTables& tables()
{
    static const RiskTables loaded = [] {
        auto result = load_risk_tables(shipped_texts());
        EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().line());
        return result.ok() ? std::move(result).value() : RiskTables {};
    }();
    return loaded;
}

/// One factor of lambda after the other, given as an example gives them: no table is asked.
inline RiskFacts given(
    double population, double rate, ConditionKind kind, std::optional<double> days, double share, double relative_risk = 1)
{
    RiskFacts facts;
    facts.population = population;
    facts.rate = rate;
    facts.kind = kind;
    facts.days = days;
    facts.age_share = share;
    facts.relative_risk = relative_risk;
    return facts;
}

}  // namespace imprimatur::risk
