// Shards into the whole: the report is the one that a single run would have made.
#include "base/limits.h"
#include "desk/survey.h"
#include "desk/survey_outputs.h"
#include "survey/sample.h"

#include <algorithm>
#include <set>

namespace imprimatur::desk {

namespace {

namespace fs = std::filesystem;

struct Shard {
    fs::path folder;
    SurveyFolder content;
};

Error refused(std::string what, const fs::path& folder, std::string remedy)
{
    return { ErrorCode::InvalidArgument, std::move(what), folder.string(), std::move(remedy) };
}

/// How many of the posts a shard has.
std::size_t dealt(const survey::RunFacts& facts)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < facts.posts; ++i)
        count += survey::in_shard(i, facts) ? 1 : 0;
    return count;
}

Result<std::vector<Shard>> open_all(Files& files, const std::vector<fs::path>& folders)
{
    std::vector<Shard> shards;
    std::set<std::size_t> seen;
    for (const auto& folder : folders) {
        shards.push_back({ folder, TRY(SurveyFolder::open(files, folder)) });
        const auto& facts = shards.back().content.facts();
        auto as_first = facts;
        as_first.shard = shards.front().content.facts().shard;
        if (!survey::same_run(as_first, shards.front().content.facts()))
            return refused("this shard is of another input, other rules, another version or other options", folder,
                "merge the shards of one survey, made with the same program");
        if (!seen.insert(facts.shard).second)
            return refused("shard " + std::to_string(facts.shard) + " is given twice", folder, "name every shard once");
        if (shards.back().content.records().size() != dealt(facts))
            return refused("this shard is not finished", folder, "run it again with the same words: it goes on where it stopped");
    }
    if (shards.empty() || seen.size() != shards.front().content.facts().shards) {
        const auto of = shards.empty() ? 0 : shards.front().content.facts().shards;
        return refused("of " + std::to_string(of) + " shards only " + std::to_string(seen.size()) + " are given",
            folders.empty() ? fs::path() : folders.front(), "name the folders of all of them");
    }
    return shards;
}

/// Drawn from the samples of the shards: they hold the posts that come first in each. nullopt when a shard has none.
Result<std::optional<std::string>> merged_sample(
    Files& files, const std::vector<Shard>& shards, const std::vector<survey::PostRecord>& records, const survey::RunFacts& facts)
{
    if (facts.sample == 0)
        return std::optional<std::string>();
    std::map<std::size_t, std::string> rows;
    for (const auto& shard : shards) {
        const auto bytes = TRY(files.read(shard.folder / "sample.csv", limits::kMaxSurveyBytes));
        rows.merge(TRY(survey::sheet_rows(as_text(bytes))));
    }
    std::vector<std::size_t> numbers;
    for (const auto& record : records)
        numbers.push_back(record.number);
    std::string sheet = survey::sheet_header();
    for (const auto number : survey::draw(std::move(numbers), facts.sample, survey::sample_seed(facts))) {
        const auto row = rows.find(number);
        if (row == rows.end())
            return refused("a shard's sample.csv holds fewer posts than were asked for", shards.front().folder,
                "take the sheets away and run the shards again with the same --sample");
        sheet += row->second;
    }
    return std::optional(sheet);
}

}  // namespace

Result<SurveyDone> merge_surveys(Office& office, const std::vector<fs::path>& folders, const fs::path& out)
{
    const auto shards = TRY(open_all(office.files, folders));
    auto facts = shards.front().content.facts();
    facts.shard = 1;
    facts.shards = 1;
    std::vector<survey::PostRecord> records;
    for (const auto& shard : shards) {
        facts.sample = std::min(facts.sample, shard.content.facts().sample);
        const auto more = shard.content.in_order();
        records.insert(records.end(), more.begin(), more.end());
    }
    std::ranges::sort(records, {}, &survey::PostRecord::number);
    const auto sample = TRY(merged_sample(office.files, shards, records, facts));
    auto folder = TRY(SurveyFolder::begin(office.files, out, facts));
    std::erase_if(records, [&](const survey::PostRecord& record) { return folder.has(record.number); });
    if (!records.empty())
        TRY(folder.add(office.files, std::move(records)));
    return write_outputs(office, out, folder, sample);
}

}  // namespace imprimatur::desk
