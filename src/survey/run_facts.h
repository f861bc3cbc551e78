// What a run was made of: it stands in the run's own folder, in the report, and decides whether two runs belong together.
#pragma once

#include "imprimatur/model/survey.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imprimatur::survey {

/// Grows when records or their meaning change: a run is not continued, and shards are not merged, across versions.
inline constexpr std::size_t kRunVersion = 1;

struct RunFacts {
    std::size_t version = kRunVersion;
    std::string layout;  ///< "jsonl", "csv", "x", "instagram", "facebook", "linkedin"
    std::string unit;  ///< what numbers count: "line", "row", "entry"
    std::string input_sha256;  ///< secret of the run: the salt of the pseudonyms comes from it (see run_id)
    std::string rules_sha256;  ///< word rules, consent rules and categories
    bool images = true;  ///< pictures were looked at
    std::string effort;  ///< how hard
    std::size_t shard = 1;
    std::size_t shards = 1;
    std::size_t sample = 0;  ///< size that was asked for
    std::size_t posts = 0;  ///< of the whole input, all shards together
    std::vector<std::string> notes;
    std::vector<SurveyProblem> problems;  ///< of the input; those of pictures stand in the records
    friend bool operator==(const RunFacts&, const RunFacts&) = default;
};

/// May a run with these facts go on in the folder of another one? The size of the sample may change: it is drawn at the end.
bool same_run(const RunFacts& one, const RunFacts& other);

std::string to_json(const RunFacts& facts);
std::optional<RunFacts> parse_run_facts(std::string_view json);

/// Names the input without telling its hash: whoever knows the hash could try handles against the pseudonyms.
std::string run_id(const RunFacts& facts);
/// Keys of the pseudonyms and of the sample.
std::string pseudonym_salt(const RunFacts& facts);
std::string sample_seed(const RunFacts& facts);

/// Is this post in the shard? Posts are dealt out like cards, in the order in which they stand.
bool in_shard(std::size_t position, const RunFacts& facts);

}  // namespace imprimatur::survey
