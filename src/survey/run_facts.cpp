#include "survey/run_facts.h"

#include "base/sha256.h"

#include <nlohmann/json.hpp>

namespace imprimatur::survey {

namespace {

using Json = nlohmann::ordered_json;

std::string derived(const char* purpose, const RunFacts& facts)
{
    return sha256_hex(as_bytes("imprimatur survey " + std::string(purpose) + "\n" + facts.input_sha256));
}

}  // namespace

std::string to_json(const RunFacts& facts)
{
    Json problems = Json::array();
    for (const auto& problem : facts.problems)
        problems.push_back({ { "unit", problem.unit }, { "number", problem.number }, { "what", problem.what } });
    const Json json { { "version", facts.version }, { "layout", facts.layout }, { "unit", facts.unit },
        { "input_sha256", facts.input_sha256 }, { "rules_sha256", facts.rules_sha256 }, { "images", facts.images },
        { "effort", facts.effort }, { "shard", facts.shard }, { "shards", facts.shards }, { "sample", facts.sample },
        { "posts", facts.posts }, { "notes", facts.notes }, { "problems", problems } };
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<RunFacts> parse_run_facts(std::string_view text)
{
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    RunFacts facts;
    bool good = true;
    const auto read_text = [&](const char* name, std::string& into) {
        const auto found = json.find(name);
        good = good && found != json.end() && found->is_string();
        if (good)
            into = found->get<std::string>();
    };
    const auto read_count = [&](const char* name, std::size_t& into) {
        const auto found = json.find(name);
        good = good && found != json.end() && found->is_number_unsigned();
        if (good)
            into = found->get<std::size_t>();
    };
    read_count("version", facts.version);
    read_text("layout", facts.layout);
    read_text("unit", facts.unit);
    read_text("input_sha256", facts.input_sha256);
    read_text("rules_sha256", facts.rules_sha256);
    read_text("effort", facts.effort);
    read_count("shard", facts.shard);
    read_count("shards", facts.shards);
    read_count("sample", facts.sample);
    read_count("posts", facts.posts);
    const auto images = json.find("images");
    const auto notes = json.find("notes");
    if (!good || images == json.end() || !images->is_boolean() || notes == json.end() || !notes->is_array())
        return std::nullopt;
    facts.images = images->get<bool>();
    for (const auto& note : *notes) {
        if (!note.is_string())
            return std::nullopt;
        facts.notes.push_back(note.get<std::string>());
    }
    const auto problems = json.find("problems");
    if (problems == json.end() || !problems->is_array())
        return std::nullopt;
    for (const auto& problem : *problems) {
        if (!problem.is_object() || !problem.contains("unit") || !problem["unit"].is_string() || !problem.contains("number")
            || !problem["number"].is_number_unsigned() || !problem.contains("what") || !problem["what"].is_string())
            return std::nullopt;
        facts.problems.push_back(
            { problem["unit"].get<std::string>(), problem["number"].get<std::size_t>(), problem["what"].get<std::string>() });
    }
    return facts;
}

bool same_run(const RunFacts& one, const RunFacts& other)
{
    auto as_other = one;
    as_other.sample = other.sample;
    return as_other == other;
}

std::string run_id(const RunFacts& facts) { return derived("name", facts).substr(0, 16); }
std::string pseudonym_salt(const RunFacts& facts) { return derived("accounts", facts); }
std::string sample_seed(const RunFacts& facts) { return derived("sample", facts); }

bool in_shard(std::size_t position, const RunFacts& facts) { return position % facts.shards == facts.shard - 1; }

}  // namespace imprimatur::survey
