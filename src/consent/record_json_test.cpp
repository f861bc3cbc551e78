#include "consent/record_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

namespace imprimatur::consent {

namespace {

using Json = nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const std::string kHash(64, 'a');

Json good()
{
    return Json::parse(R"({"schema":"imprimatur.consent/1","id":"c1","template":"social-image@1/en","subject":{"group":"minor_7_17"},
        "signed":{"as":["parent"],"at":"2026-11-01T10:00:00+01:00","authority":"birth register seen","form_location":"folder 12"},
        "capacity":{"recorded":true},"assent":{"given":true,"dissent":false},"shown_images":true,"copy_given":true,
        "informed_of":["permanence","voluntary"],"withdrawn_at":null,
        "grants":[{"id":"c1.1","state":"given","purpose":"social","platform":"instagram","audience":"public",
        "items":["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"],
        "caption":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","valid_from":"2026-11-01","valid_until":"2027-11-01"}]})");
}

std::string problem(const Json& json)
{
    const auto record = parse_consent(json.dump());
    return record ? "read" : record.error().what;
}

std::string with(const std::string& pointer, Json value)
{
    auto json = good();
    json[Json::json_pointer(pointer)] = std::move(value);
    return problem(json);
}

}  // namespace

TEST(ConsentJson, ReadsAndWritesTheSame)
{
    const auto record = parse_consent(good().dump());
    ASSERT_TRUE(record.ok()) << record.error().line();
    EXPECT_EQ(record->subject_group, SubjectGroup::Minor7To17);
    EXPECT_EQ(record->signed_as, std::vector { GrantorCapacity::Parent });
    EXPECT_TRUE(record->assent_given);
    EXPECT_EQ(record->grants.at(0).item_sha256, std::vector { kHash });
    EXPECT_EQ(Json::parse(to_json(*record)), good());
}

TEST(ConsentJson, WhatIsNotKnownIsAnErrorThatNamesTheField)
{
    EXPECT_EQ(with("/nickname", "Mary Invented"), "nickname is not a field of this schema");
    EXPECT_EQ(with("/signed/place", "x"), "signed.place is not a field of this schema");
    EXPECT_EQ(with("/grants/0/note", "x"), "grants[0].note is not a field of this schema");
    EXPECT_EQ(with("/Mary Invented", "x"), "(a name that cannot be shown) is not a field of this schema");
    EXPECT_THAT(with("/schema", "imprimatur.consent/2"), HasSubstr("schema is not imprimatur.consent/1"));
    EXPECT_EQ(with("/subject/group", "relative"), "subject.group is not a group of patients");
    EXPECT_EQ(with("/signed/as", { "friend" }), "signed.as[0] is not a capacity in which somebody signs");
    EXPECT_EQ(with("/grants/0/state", "granted"), "grants[0].state is not a state of a grant");
    EXPECT_EQ(with("/grants/0/purpose", "fun"), "grants[0].purpose is not a purpose");
    EXPECT_EQ(with("/grants/0/audience", "friends"), "grants[0].audience is not an audience");
    EXPECT_EQ(with("/informed_of", { "all" }), "informed_of[0] is not something a patient is informed of");
}

TEST(ConsentJson, WrongTypesAreErrors)
{
    EXPECT_EQ(with("/shown_images", "true"), "shown_images is neither true nor false");
    EXPECT_EQ(with("/capacity/recorded", 1), "capacity.recorded is neither true nor false");
    EXPECT_EQ(with("/signed", "yes"), "signed is not an object");
    EXPECT_EQ(with("/subject", nullptr), "subject is not an object");
    EXPECT_EQ(with("/assent", Json::array()), "assent is not an object");
    EXPECT_EQ(with("/grants", Json::object()), "grants is not a list");
    EXPECT_EQ(with("/grants/0", 3), "grants[0] is not an object");
    EXPECT_EQ(with("/grants/0/items", Json::array()), "grants[0].items names no image");
    EXPECT_EQ(with("/grants/0/items/0", std::string(64, 'A')), "grants[0].items[0] is not a SHA-256 in hex");
    EXPECT_EQ(with("/grants/0/caption", "b"), "grants[0].caption is not a SHA-256 in hex");
    EXPECT_EQ(with("/grants/0/platform", ""), "grants[0].platform does not name a platform");
    EXPECT_EQ(with("/id", "Mary Invented"), "id is not an id");
    EXPECT_EQ(with("/signed/form_location", std::string(2000, 'x')), "signed.form_location is too long");
}

TEST(ConsentJson, ADateThatDoesNotParseIsAnError)
{
    EXPECT_EQ(with("/signed/at", "1.11.2026"), "signed.at is not a date");
    EXPECT_EQ(with("/signed/at", nullptr), "signed.at is missing although somebody signed");
    EXPECT_EQ(with("/withdrawn_at", ""), "withdrawn_at is not a date");
    EXPECT_EQ(with("/grants/0/valid_from", "2026-02-30"), "grants[0].valid_from is not a date");
    EXPECT_EQ(with("/grants/0/valid_until", nullptr), "grants[0].valid_until is not a text");
    EXPECT_EQ(with("/grants/0/valid_until", "2026-11-01"), "grants[0].valid_until is not after valid_from");
}

TEST(ConsentJson, WhatIsMissingIsAnError)
{
    for (const std::string field :
        { "schema", "id", "template", "subject", "signed", "capacity", "shown_images", "copy_given", "informed_of", "grants" }) {
        auto json = good();
        json.erase(field);
        EXPECT_EQ(problem(json), field + " is missing");
    }
    for (const std::string field : { "id", "state", "purpose", "audience", "items", "caption", "valid_from", "valid_until" }) {
        auto json = good();
        json["grants"][0].erase(field);
        EXPECT_EQ(problem(json), "grants[0]." + field + " is missing");
    }
}

TEST(ConsentJson, ASecondFieldOfTheSameNameIsAnError)
{
    auto text = good().dump();
    text.insert(text.find("\"state\""), "\"state\":\"withdrawn\",");
    EXPECT_EQ(parse_consent(text).error().what, "a field stands twice in one object");
    auto json = good();
    json["grants"].push_back(json["grants"][0]);
    EXPECT_EQ(problem(json), "grants[1].id is the id of another grant of this record");
}

TEST(ConsentJson, GarbageIsAnError)
{
    for (const std::string text : { "", "{", "null", "[]", "\"x\"", "{\"a\":\"\xff\"}" })
        EXPECT_FALSE(parse_consent(text).ok()) << text;
    EXPECT_FALSE(parse_consent(std::string(100'000, '[')).ok());
}

TEST(ConsentJson, AnErrorNeverHoldsAValue)
{
    for (const std::string pointer :
        { "/id", "/template", "/subject/group", "/signed/at", "/grants/0/state", "/grants/0/platform", "/schema" }) {
        auto json = good();
        json[Json::json_pointer(pointer)] = "Mary Invented";
        const auto record = parse_consent(json.dump());
        ASSERT_FALSE(record.ok()) << pointer;
        EXPECT_THAT(record.error().line(), Not(HasSubstr("Mary"))) << pointer;
    }
}

TEST(ConsentJson, TheSchemaNamesTheSameFields)
{
    std::ifstream file(std::filesystem::path(IMPRIMATUR_SOURCE_DIR) / "docs/schema/consent.schema.json");
    const auto schema = Json::parse(file, nullptr, false);
    ASSERT_TRUE(schema.is_object());
    const auto names = [](const Json& object) {
        std::vector<std::string> keys;
        for (const auto& item : object.items())
            keys.push_back(item.key());
        return keys;
    };
    const auto& properties = schema["properties"];
    EXPECT_EQ(properties["schema"]["const"], "imprimatur.consent/1");
    EXPECT_EQ(names(properties), names(good()));
    EXPECT_EQ(names(properties["signed"]["properties"]), names(good()["signed"]));
    EXPECT_EQ(names(properties["assent"]["properties"]), names(good()["assent"]));
    EXPECT_EQ(names(properties["grants"]["items"]["properties"]), names(good()["grants"][0]));
    for (const auto& state : properties["grants"]["items"]["properties"]["state"]["enum"])
        EXPECT_EQ(with("/grants/0/state", state), "read") << state;
    for (const auto& group : properties["subject"]["properties"]["group"]["enum"])
        EXPECT_EQ(with("/subject/group", group), "read") << group;
    for (const auto& purpose : properties["grants"]["items"]["properties"]["purpose"]["enum"])
        EXPECT_EQ(with("/grants/0/purpose", purpose), "read") << purpose;
    EXPECT_EQ(with("/informed_of", properties["informed_of"]["items"]["enum"]), "read");
    EXPECT_EQ(with("/signed/as", properties["signed"]["properties"]["as"]["items"]["enum"]), "read");
}

}  // namespace imprimatur::consent
