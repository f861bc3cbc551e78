// What programs get follows the schemas in docs/schema, and the schemas refuse what is not it.
#include "release/decision_json.h"
#include "release/test_release.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <regex.h>

#include <algorithm>
#include <limits>

namespace imprimatur::release {
namespace {

using Json = nlohmann::json;

/// Our patterns are POSIX extended ones as well.
bool fits(const std::string& pattern, const std::string& text)
{
    regex_t compiled {};
    EXPECT_EQ(regcomp(&compiled, pattern.c_str(), REG_EXTENDED | REG_NOSUB), 0) << pattern;
    const bool found = regexec(&compiled, text.c_str(), 0, nullptr, 0) == 0;
    regfree(&compiled);
    return found;
}

/// The part of JSON Schema 2020-12 that our schemas use. Yields the first violation, "" when there is none.
class Schema {
public:
    explicit Schema(const std::string& file)
        : m_root(Json::parse(repository_file("docs/schema/" + file)))
    {
    }

    [[nodiscard]] std::string violation(const Json& value) const { return violation(m_root, value, "$"); }

private:
    static bool has_type(const std::string& type, const Json& value)
    {
        return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) || (type == "string" && value.is_string())
            || (type == "boolean" && value.is_boolean()) || (type == "null" && value.is_null()) || (type == "number" && value.is_number())
            || (type == "integer" && value.is_number_integer());
    }

    static bool type_holds(const Json& schema, const Json& value)
    {
        if (!schema.contains("type"))
            return true;
        if (schema["type"].is_string())
            return has_type(schema["type"], value);
        return std::ranges::any_of(schema["type"], [&](const Json& type) { return has_type(type, value); });
    }

    static std::string text_violation(const Json& schema, const Json& value, const std::string& at)
    {
        if (schema.contains("const") && value != schema["const"])
            return at + " is not the constant";
        if (schema.contains("enum") && std::ranges::find(schema["enum"], value) == schema["enum"].end())
            return at + " is none of the values";
        if (value.is_string() && schema.contains("pattern") && !fits(schema["pattern"], value))
            return at + " does not fit its pattern";
        if (value.is_string() && schema.contains("minLength") && value.get<std::string>().size() < schema["minLength"].get<std::size_t>())
            return at + " is too short";
        if (value.is_number() && schema.contains("minimum") && value.get<double>() < schema["minimum"].get<double>())
            return at + " is too small";
        return {};
    }

    [[nodiscard]] std::string object_violation(const Json& schema, const Json& value, const std::string& at) const
    {
        for (const Json& key : schema.value("required", Json::array())) {
            if (!value.contains(key.get<std::string>()))
                return at + " lacks " + key.get<std::string>();
        }
        for (const auto& [key, element] : value.items()) {
            if (!schema["properties"].contains(key))
                return at + " has " + key;
            if (auto found = violation(schema["properties"][key], element, at + "." + key); !found.empty())
                return found;
        }
        return {};
    }

    [[nodiscard]] std::string violation(const Json& schema, const Json& value, const std::string& at) const
    {
        if (schema.contains("$ref"))
            return violation(m_root["$defs"]["reason"], value, at);
        if (!type_holds(schema, value))
            return at + " has the wrong type";
        if (auto found = text_violation(schema, value, at); !found.empty())
            return found;
        if (value.is_object())
            return object_violation(schema, value, at);
        if (!value.is_array())
            return {};
        if (value.size() < schema.value("minItems", 0U) || value.size() > schema.value("maxItems", 1'000'000U))
            return at + " has the wrong length";
        for (const Json& element : value) {
            if (auto found = violation(schema["items"], element, at + "[]"); !found.empty())
                return found;
        }
        return {};
    }

    Json m_root;
};

Json full_decision()
{
    Decision decision = permitting();
    decision.reasons.push_back(reason(Effect::Deny, "hipaa.dates"));
    return Json::parse(decision_json(decision, { "s-1", "social", "instagram", "public", estimate() }));
}

TEST(DecisionSchema, IsFollowed)
{
    const Schema schema("decision.schema.json");
    EXPECT_EQ(schema.violation(full_decision()), "");
    EXPECT_EQ(schema.violation(Json::parse(decision_json(Decision {}, {}))), "");
    RiskEstimate endless;
    endless.lambda = std::numeric_limits<double>::infinity();
    EXPECT_EQ(schema.violation(Json::parse(decision_json(Decision {}, { "", "", "", "", endless }))), "");
    EXPECT_EQ(schema.violation(Json::parse(text_of(*unsigned_package().find("decision.json")))), "");
}

TEST(DecisionSchema, RefusesWhatIsNotOne)
{
    const Schema schema("decision.schema.json");
    const Json full = full_decision();
    for (const auto& [key, value] : full.items()) {
        Json without = full_decision();
        without.erase(key);
        EXPECT_NE(schema.violation(without), "") << key;
    }
    Json wrong = full_decision();
    wrong["verdict"] = "yes";
    EXPECT_NE(schema.violation(wrong), "");
    wrong = full_decision();
    wrong["reasons"][0]["cite"]["page"] = 3;
    EXPECT_NE(schema.violation(wrong), "");
    wrong = full_decision();
    wrong["questions"].erase(0);
    EXPECT_NE(schema.violation(wrong), "");
}

TEST(DecisionJson, SaysEverythingAndSurvivesBrokenText)
{
    const Json json = full_decision();
    EXPECT_EQ(json["verdict"], "permit_with_obligations");
    EXPECT_EQ(json["questions"][2]["yes"], true);
    EXPECT_EQ(json["reasons"][1]["cite"]["pinpoint"], "(b)(2)(i)(C)");
    EXPECT_EQ(json["risk"]["risk_hi"], 0.043);
    EXPECT_EQ(json["packs"][0], "hipaa@2026.1 sha256:00ff");
    Decision broken;
    broken.packs = { "\xff\xfe" };
    EXPECT_FALSE(Json::parse(decision_json(broken, {}), nullptr, false).is_discarded());
}

TEST(ManifestSchema, IsFollowed)
{
    const Schema schema("manifest.schema.json");
    const Json manifest = Json::parse(manifest_json(unsigned_package().manifest));
    EXPECT_EQ(schema.violation(manifest), "");
    for (const auto& [key, value] : manifest.items()) {
        Json without = manifest;
        without.erase(key);
        EXPECT_NE(schema.violation(without), "") << key;
    }
    Json named = manifest;
    named["grants"] = { "John Doe" };
    EXPECT_NE(schema.violation(named), "");
    named = manifest;
    named["institution"] = "General Hospital";
    EXPECT_NE(schema.violation(named), "");
}

TEST(Manifest, HasOneSpelling)
{
    const Manifest manifest = unsigned_package().manifest;
    const std::string text = manifest_json(manifest);
    EXPECT_EQ(manifest_json(parse_manifest(text).value()), text);
    std::string spaced = text;
    spaced.insert(1, " ");
    std::string doubled = text;
    doubled.insert(1, R"("audience":"public",)");
    std::string extra = text;
    extra.insert(1, R"("a":1,)");
    for (const std::string& bad : { std::string(), std::string("{}"), std::string("[]"), std::string("{"), text + text, text + " ",
             text.substr(0, text.size() - 1), spaced, doubled, extra, std::string(5000, '[') })
        EXPECT_FALSE(parse_manifest(bad).ok()) << bad.substr(0, 80);
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string changed = text;
        EXPECT_NE(changed.find(from), std::string::npos);
        return changed.replace(changed.find(from), from.size(), to);
    };
    EXPECT_FALSE(parse_manifest(with("manifest/1", "manifest/2")).ok());
    EXPECT_FALSE(parse_manifest(with("\"ledger_index\":12", "\"ledger_index\":-12")).ok());
    EXPECT_FALSE(parse_manifest(with("2026-11-21T09", "2026-13-21T09")).ok());
    EXPECT_FALSE(parse_manifest(with("image-02.png", "image-01.png")).ok()) << "two files of one name";
}

}  // namespace
}  // namespace imprimatur::release
