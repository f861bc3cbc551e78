#include "survey/tables.h"

#include "survey/csv.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace imprimatur::survey {

namespace {

using Json = nlohmann::ordered_json;

/// "AGE_EXACT DATE_REL"
std::string names(const Counts& counts)
{
    std::string joined;
    for (const auto& [name, count] : counts)
        joined += (joined.empty() ? "" : " ") + name;
    return joined;
}

const char* yes_no(bool value) { return value ? "yes" : "no"; }

/// Four digits: more would claim more than the counts hold.
double rounded(double share) { return std::round(share * 10'000) / 10'000; }

Json to_json(const Share& share)
{
    return { { "count", share.count }, { "of", share.of }, { "share", rounded(share.value) }, { "low", rounded(share.low) },
        { "high", rounded(share.high) } };
}

Json classes_json(const ClassCounts& counts)
{
    Json json = Json::object();
    for (std::size_t i = 0; i < kClasses; ++i)
        json[std::string(to_string(static_cast<PostClass>(i)))] = to_json(share_of(counts[i], total(counts)));
    return json;
}

Json groups_json(const std::map<std::string, ClassCounts>& groups)
{
    Json json = Json::object();
    for (const auto& [name, counts] : groups)
        json[name.empty() ? "unknown" : name] = classes_json(counts);
    return json;
}

Json counts_json(const Counts& counts)
{
    Json json = Json::object();
    for (const auto& [name, count] : counts)
        json[name] = count;
    return json;
}

Json images_json(const Tally& tally)
{
    const auto& images = tally.images;
    return { { "posts_with_images", tally.posts_with_images }, { "named", images.named }, { "inspected", images.inspected },
        { "missing", images.missing }, { "unreadable", images.unreadable }, { "not_pictures", images.not_pictures },
        { "with_metadata", images.with_metadata }, { "found", counts_json(images.kinds) } };
}

}  // namespace

std::string posts_csv(const std::vector<PostRecord>& records)
{
    std::string table = csv_row({ "post", "id", "account", "platform", "year", "class", "class_words", "about_patient", "labels",
        "consent_mentioned", "images", "images_inspected", "image_findings" });
    for (const auto& record : records) {
        if (!record.screened)
            continue;
        table += csv_row({ std::to_string(record.number), record.id, record.account, record.platform, record.year,
            std::string(to_string(class_with_images(record))), std::string(to_string(record.post_class)), yes_no(record.about_patient),
            names(record.labels), yes_no(record.consent_mentioned), std::to_string(record.images.named),
            std::to_string(record.images.inspected), names(record.images.kinds) });
    }
    return table;
}

std::string accounts_csv(const Tally& tally)
{
    std::string table
        = csv_row({ "account", "platform", "posts", "compliant", "at_risk", "non_compliant", "posts_with_images", "consent_mentioned" });
    for (const auto& [name, account] : tally.accounts)
        table += csv_row({ name, account.platform, std::to_string(total(account.posts)), std::to_string(account.posts[0]),
            std::to_string(account.posts[1]), std::to_string(account.posts[2]), std::to_string(account.with_images),
            std::to_string(account.consent_mentioned) });
    return table;
}

std::string problems_csv(const std::vector<SurveyProblem>& problems)
{
    std::string table = csv_row({ "unit", "number", "problem" });
    for (const auto& problem : problems)
        table += csv_row({ problem.unit, problem.number == 0 ? "" : std::to_string(problem.number), problem.what });
    return table;
}

std::string summary_json(const Tally& tally, const RunFacts& facts, std::size_t problems, bool compact)
{
    Json json { { "schema", "imprimatur.survey/1" }, { "run", run_id(facts) }, { "layout", facts.layout },
        { "rules_sha256", facts.rules_sha256 }, { "shard", facts.shard }, { "shards", facts.shards }, { "posts", tally.posts },
        { "about_patients", tally.about_patients }, { "by_rules_alone", tally.by_rules_alone },
        { "in_foreign_scripts", tally.in_foreign_scripts }, { "problems", problems } };
    json["classes"] = classes_json(tally.together);
    json["classes_words"] = classes_json(tally.words);
    json["accounts"] = { { "known", tally.accounts.size() }, { "posts_without_account", tally.without_account },
        { "at_risk", to_json(tally.risky_accounts()) }, { "at_risk_of_those_with_images", to_json(tally.risky_image_accounts()) } };
    json["consent_mentioned"] = Json::object();
    for (std::size_t i = 0; i < kClasses; ++i)
        json["consent_mentioned"][std::string(to_string(static_cast<PostClass>(i)))]
            = to_json(share_of(tally.consent[i], tally.together[i]));
    json["found"] = Json::array();
    for (const auto& category : tally.categories)
        json["found"].push_back({ { "category", category.name }, { "posts", to_json(share_of(category.posts, tally.posts)) },
            { "in_words", category.in_words }, { "on_images", category.on_images } });
    json["labels"] = counts_json(tally.labels);
    json["images"] = images_json(tally);
    json["images"]["looked_at"] = facts.images;
    json["platforms"] = groups_json(tally.platforms);
    json["years"] = groups_json(tally.years);
    json["notes"] = facts.notes;
    return json.dump(compact ? -1 : 2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::vector<SurveyProblem> all_problems(
    const std::vector<SurveyProblem>& of_input, const std::vector<PostRecord>& records, const std::string& unit)
{
    auto problems = of_input;
    for (const auto& record : records) {
        for (const auto& what : record.problems)
            problems.push_back({ unit, record.number, what });
    }
    std::ranges::stable_sort(problems, {}, &SurveyProblem::number);
    return problems;
}

}  // namespace imprimatur::survey
