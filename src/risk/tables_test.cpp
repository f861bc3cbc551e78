#include "risk/tables.h"

#include "risk/conditions.h"
#include "risk/name_key.h"
#include "risk/test_tables.h"

#include <gmock/gmock.h>

namespace imprimatur::risk {
namespace {

TEST(NameKey, OneSpellingForEveryWayToWriteAName)
{
    EXPECT_EQ(name_key("Wilson’s Disease"), "wilson disease");
    EXPECT_EQ(name_key("Behçet"), "behcet");
    EXPECT_EQ(name_key("Subarachnoid haemorrhages"), name_key("subarachnoid hemorrhage"));
    EXPECT_EQ(name_key("oesophageal tumour"), name_key("Esophageal tumors"));
    EXPECT_EQ(name_key("#guillain-barré"), "guillain barre");
    EXPECT_EQ(name_key("São Paulo"), "sao paulo");
    EXPECT_EQ(name_key("Virus, abscess, sis, os"), "virus abscess sis os");
    EXPECT_EQ(name_key(" \xff ... "), "");
}

// The script that wrote the tables has the same function in another language.
TEST(NameKey, EveryKeyOfTheTablesIsItsOwnKey)
{
    for (const auto* rows : { &tables().cities, &tables().rare_names }) {
        for (std::size_t row = 0; row < rows->size(); ++row)
            ASSERT_EQ(name_key(rows->key(row)), rows->key(row));
    }
}

TEST(RiskTables, ShippedTablesHoldWhatTheyPromise)
{
    EXPECT_GE(tables().conditions.size(), 120U);
    std::size_t verified = 0;
    for (const auto& row : tables().conditions) {
        EXPECT_GE(row.citation.size(), 8U) << row.term;
        EXPECT_GE(row.gsd, 2) << row.term;
        verified += row.verified ? 1 : 0;
    }
    EXPECT_GE(verified, 50U);
    EXPECT_GE(tables().countries.size(), 200U);
    EXPECT_GE(tables().cities.size(), 25'000U);
    EXPECT_GE(tables().rare_names.size(), 10'000U);
    EXPECT_GE(tables().rare_diseases.size(), 1'600U);
    std::size_t bytes = 0;
    for (const auto& [name, text] : shipped_texts())
        bytes += text.size();
    EXPECT_LT(bytes, 1'500'000U);
}

// A profile that does not average to one makes everybody rarer or more common than the condition's own rate says.
TEST(RiskTables, AgeRisksAverageToOne)
{
    for (const auto& row : tables().age_risks) {
        EXPECT_NEAR(std::log(relative_risk(tables(), row.term, { 0, 125 }, "uk")), 0, 0.35) << row.term;
        if (row.from_age > 0)
            continue;
        EXPECT_EQ(&row, std::find_if(tables().age_risks.data(), &row + 1, [&](const auto& one) { return one.term == row.term; }))
            << row.term;
    }
    EXPECT_DOUBLE_EQ(relative_risk(tables(), "hip fracture", { 86, 86 }, "uk"), 13);
    EXPECT_LT(relative_risk(tables(), "hip fracture", { 40, 49 }, "uk"), 0.1);
    EXPECT_EQ(relative_risk(tables(), "no such condition", { 86, 86 }, "uk"), 1);
}

TEST(RiskTables, SharesOfAgesAddUp)
{
    EXPECT_NEAR(age_share(tables(), "gb", { 0, 125 }), 1, 0.01);
    EXPECT_LT(age_share(tables(), "gb", { 100, 100 }), age_share(tables(), "gb", { 81, 81 }));
    EXPECT_DOUBLE_EQ(age_share(tables(), "atlantis", { 20, 29 }), age_share(tables(), "world", { 20, 29 }));
    EXPECT_GT(age_share(tables(), "Uganda", { 0, 9 }), age_share(tables(), "Japan", { 0, 9 }));
}

TEST(RiskTables, ABroaderNameIsNeverRarer)
{
    for (const auto& row : tables().conditions) {
        if (row.broader.empty())
            continue;
        const auto narrow = find_condition(tables(), row.term, "");
        const auto broad = find_condition(tables(), row.broader, "");
        ASSERT_TRUE(narrow && broad) << row.term;
        EXPECT_GE(share_within_quarter(*broad), share_within_quarter(*narrow)) << row.term;
    }
}

TEST(RiskTables, OfTownsWithOneNameTheSmallestCountsUnlessTheCountryIsKnown)
{
    const auto people
        = [](const char* name, const char* country) { return find_place(tables(), name, country).value_or(Place {}).population; };
    EXPECT_GT(people("Birmingham", "uk"), 9e5);
    EXPECT_LT(people("Birmingham", "us"), 3e5);
    EXPECT_EQ(people("Birmingham", ""), std::min(people("Birmingham", "us"), people("Birmingham", "uk")));
    EXPECT_GT(people("MUMBAI", "india"), 1e7);
    EXPECT_GT(people("Kerala", "india"), 3e7);
    EXPECT_GT(people("California", "us"), 3e7);
    EXPECT_FALSE(find_place(tables(), "Little Nowhere on the Marsh", "uk").has_value());
    EXPECT_FALSE(find_place(tables(), "", "uk").has_value());
}

TEST(RiskTables, CountriesByNameAndCode)
{
    for (const char* name : { "UK", "gb", "United Kingdom", "Britain" })
        EXPECT_EQ(find_country(tables(), name)->iso, "GB") << name;
    EXPECT_EQ(find_country(tables(), "England")->iso, "GB-ENG");
    EXPECT_EQ(find_country(tables(), "España")->iso, "ES");
    EXPECT_EQ(find_country(tables(), "World"), nullptr);
    EXPECT_EQ(find_country(tables(), "Atlantis"), nullptr);
}

std::string refused(const std::string& name, const std::string& text)
{
    auto texts = shipped_texts();
    for (auto& [known, content] : texts) {
        if (known == name)
            content = text;
    }
    const auto loaded = load_risk_tables(texts);
    return loaded.ok() ? "loaded" : loaded.error().what + " / " + loaded.error().where;
}

TEST(RiskTables, BrokenRowsAreRefusedWithTheirLine)
{
    for (const char* bad : { "x\tacute\tabc\t2\t-\t-\tverified\tu\n", "x\tsometimes\t1e-3\t2\t-\t-\tverified\tu\n", "x\tacute\t1e-3\n",
             "x\tacute\t-1\t2\t-\t-\tverified\tu\n", "x\tchronic\t3\t2\t-\t-\tverified\tu\n", "x\tacute\t1e-3\t2\t-\t-\tverified\t\n",
             "x\tacute\t1e-3\t1.5\t-\t-\tfrom_memory\tu\n", "x\tacute\t1e-3\t2\t-\t-\tmaybe\tu\n",
             "x\tacute\t1e-3\t2\t?\t-\tverified\tu\n" })
        EXPECT_THAT(refused("conditions.tsv", std::string("# head\n") + bad), testing::HasSubstr("line 2")) << bad;
    EXPECT_THAT(refused("conditions.tsv", "x\tacute\t1e-3\t2\t-\ty\tverified\tu\n"), testing::HasSubstr("no condition 'y'"));
    EXPECT_THAT(refused("cities.tsv", "b\tGB\t20000\na\tGB\t20000\n"), testing::HasSubstr("sorted"));
    EXPECT_THAT(refused("rare_names.tsv", "a\n"), testing::HasSubstr("2 columns"));
    EXPECT_THAT(refused("rare_diseases.tsv", "1\tname\tGB:x:1:v\n"), testing::HasSubstr("area:kind"));
    EXPECT_THAT(refused("sensitive.tsv", ""), testing::HasSubstr("missing"));
    EXPECT_THAT(refused("countries.tsv", "XX\tnowhere\t\t5\t0.1\t0.1\t0.1\t0.1\t0.1\t0.1\t0.1\t0.1\t0.1\n"), testing::HasSubstr("add up"));
}

}  // namespace
}  // namespace imprimatur::risk
